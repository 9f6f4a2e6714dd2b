//! The word beside everything that leads to a page which readers outside do not have, in the site for those inside.
//!
//! It is put into finished pages, so that no view, no template and no theme can forget it: nobody should have to know
//! by heart which line must not be forwarded. Links of drawings stay as they are: their numbers name the same pages.

use percent_encoding::percent_decode_str;

use crate::model::Inside;
use crate::words::WORDS;

/// `html`, the page at `url` of a site below `base` (`/`, `/sub/`), with the word after the text of each link that
/// leads to a page of `inside`. A page that is one itself has the word after its title, which speaks for all of it.
pub(super) fn marked(html: Vec<u8>, url: &str, base: &str, inside: &Inside) -> Vec<u8> {
    if inside.is_empty() {
        return html;
    }
    let html = match String::from_utf8(html) {
        Ok(html) => html,
        Err(bytes) => return bytes.into_bytes(),
    };
    let badge = format!(" <span class=\"badge\">{}</span>", WORDS.internal());
    let mut out = String::with_capacity(html.len());
    let itself = inside.has(url);
    let (mut drawings, mut leads, mut title) = (0_usize, false, itself);
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        match name(tag) {
            "svg" if !tag.ends_with("/>") => drawings += 1,
            "/svg" => drawings = drawings.saturating_sub(1),
            "a" if drawings == 0 && !itself => leads = target(tag, base).is_some_and(|url| inside.has(&url)),
            "/a" if drawings == 0 && std::mem::take(&mut leads) => out.push_str(&badge),
            "/h1" if std::mem::take(&mut title) => out.push_str(&badge),
            _ => {}
        }
        out.push_str(tag);
        rest = after;
    }
    out.push_str(rest);
    out.into_bytes()
}

/// The name of an element, with a slash where it ends.
fn name(tag: &str) -> &str {
    let name = tag.strip_prefix('<').unwrap_or(tag);
    let end = name.find(|sign: char| sign.is_ascii_whitespace() || sign == '>').unwrap_or(name.len());
    name.get(..end).unwrap_or("")
}

/// The address below the site's root to which a link leads; none of another site.
fn target(tag: &str, base: &str) -> Option<String> {
    let (_, value) = tag.split_once(" href=\"")?;
    let (value, _) = value.split_once('"')?;
    let path = value.strip_prefix(base)?;
    let path = path.find(['#', '?']).and_then(|end| path.get(..end)).unwrap_or(path);
    Some(format!("/{}", percent_decode_str(path).decode_utf8_lossy()))
}

#[cfg(test)]
mod tests {
    use super::{name, target};

    #[test]
    fn links_to_pages_of_the_site_are_told_from_others() {
        let url = |tag| target(tag, "/sub/");
        assert_eq!(url("<a class=\"x\" href=\"/sub/programs/a/#R1\">").as_deref(), Some("/programs/a/"));
        assert_eq!(url("<a href=\"/sub/\">").as_deref(), Some("/"));
        assert_eq!(url("<a href=\"/sub/gr%C3%BCn/\">").as_deref(), Some("/grün/"));
        for other in ["<a href=\"/programs/a/\">", "<a href=\"https://x.example/sub/\">", "<a id=\"x\">", "<a>"] {
            assert_eq!(url(other), None, "{other}");
        }
    }

    #[test]
    fn names_of_elements_end_where_they_do() {
        for (tag, expected) in [("<a>", "a"), ("</a>", "/a"), ("<abbr>", "abbr"), ("<a\nhref=\"x\">", "a"), ("<", "")] {
            assert_eq!(name(tag), expected, "{tag}");
        }
    }
}
