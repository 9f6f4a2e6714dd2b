//! The client's script tags, put into pages as they are answered: the built bytes stay those that are published.

use super::RESERVED;

/// The tags that a page of version `version` gets. The first script runs before any of the page's own.
pub(super) fn tags(version: &str, token: &str) -> String {
    format!(
        "<script src=\"{RESERVED}preview.js\" data-version=\"{version}\" data-token=\"{token}\"></script>\n\
         <script src=\"{RESERVED}idiomorph.js\" defer></script>\n"
    )
}

/// Where the tags go: before the first script of the page's head, else at its end. `None` for what is no whole page,
/// and for one that sends its reader on.
pub(super) fn place(html: &[u8]) -> Option<usize> {
    let head = find(html, b"</head>")?;
    let before = html.get(..head)?;
    if find(before, b"http-equiv=\"refresh\"").is_some() {
        return None;
    }
    Some(find(before, b"<script").unwrap_or(head))
}

fn find(text: &[u8], sought: &[u8]) -> Option<usize> {
    text.windows(sought.len()).position(|part| part == sought)
}

/// The page with its tags.
pub(super) fn with(html: &[u8], at: usize, tags: &str) -> Vec<u8> {
    let (before, after) = html.split_at_checked(at).unwrap_or((html, &[]));
    [before, tags.as_bytes(), after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_before_the_first_script_of_the_head() {
        let html = b"<head><title>T</title><script src=\"a.js\"></script></head><body><script></script></body>";
        let page = with(html, place(html).unwrap_or(0), "X");
        assert!(page.starts_with(b"<head><title>T</title>X<script src"));
        assert_eq!(place(b"<head></head><script>"), Some(6));
    }

    #[test]
    fn what_is_no_page_and_a_page_that_has_moved_stay_as_they_are() {
        assert_eq!(place(b"<p>part</p>"), None);
        assert_eq!(place(b"<head><meta http-equiv=\"refresh\" content=\"0\"></head>"), None);
    }
}
