//! The address that a Markdown file's path and front matter give it.

use std::borrow::Cow;

use super::FrontMatter;
use crate::source::SourcePath;

/// The address of the page at `path`, with a `/` at both ends, or that of a file, where `url` in its front matter names
/// one: `/x.html`.
///
/// `_index.md`, `index.md` and `README.md` stand for their folder. As in Hugo, parts are lower-cased, white space
/// becomes `-` and characters that have a meaning in addresses are dropped, so that a handbook that moves in keeps its
/// addresses; `url` and `slug` in the front matter take precedence. Parts that would leave the site (`..`) never come
/// out.
#[must_use]
pub fn page_url(path: &SourcePath, front: &FrontMatter) -> String {
    if let Some(url) = &front.url {
        let (folder, is_file) = folder_or_file(&url.value);
        let address = join(folder.split('/').map(segment));
        return if is_file { address.trim_end_matches('/').to_owned() } else { address };
    }
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    if inside == "404.md" && front.slug.is_none() {
        // What hosts show at an address that there is not.
        return "/404.html".to_owned();
    }
    let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let index = is_index(stem);
    let own = front.slug.as_ref().map(|slug| slug.value.as_str());
    match (index, own) {
        (true, None) => join(folder.split('/').map(named)),
        (true, Some(slug)) => {
            let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
            join(above.split('/').map(named).chain(slug.split('/').map(segment)))
        }
        (false, None) => join(folder.split('/').chain([stem]).map(named)),
        (false, Some(slug)) => join(folder.split('/').map(named).chain(slug.split('/').map(segment))),
    }
}

/// The folder that `address` means, or the file and that it is one: `/a/index.html` is the folder `/a/`, `/a.html` a
/// file.
pub(crate) fn folder_or_file(address: &str) -> (&str, bool) {
    let last = address.rsplit('/').next().unwrap_or(address);
    match last.strip_suffix(".html").or_else(|| last.strip_suffix(".htm")) {
        Some("index") => (address.get(..address.len() - last.len()).unwrap_or(address), false),
        Some(name) if !name.trim_matches('.').is_empty() => (address, true),
        _ => (address, false),
    }
}

/// Whether a file of this stem stands for its folder.
pub(crate) fn is_index(stem: &str) -> bool {
    matches!(stem, "_index" | "index" | "README" | "readme")
}

/// Whether the file at `path` is the list of contents of a book, and no page.
pub(crate) fn is_summary(path: &SourcePath) -> bool {
    path.as_str() == "content/SUMMARY.md"
}

fn join<'a>(parts: impl Iterator<Item = Cow<'a, str>>) -> String {
    let mut url = String::from("/");
    for part in parts {
        if !part.is_empty() {
            url.push_str(&part);
            url.push('/');
        }
    }
    url
}

/// The part of an address that a file or a folder of this name gives. Here each space is a `-` of its own, as Hugo has
/// it: `a & b` is `a--b`.
fn named(part: &str) -> Cow<'_, str> {
    let name =
        if part.contains(' ') { segment(&part.trim().replace(' ', "-")).into_owned().into() } else { segment(part) };
    if name.is_empty() && !part.is_empty() {
        // Without a letter or a digit, the name says itself by its code points: it is not the page of its folder.
        let points: Vec<String> = part.chars().map(|c| format!("u{:x}", u32::from(c))).collect();
        return Cow::Owned(points.join("-"));
    }
    name
}

/// One part of an address: lower case, white space as `-`, no character that an address reads as more than a letter.
fn segment(part: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.~+@".contains(&byte);
    if part.bytes().all(plain) && part.bytes().any(|byte| byte != b'.') {
        return Cow::Borrowed(part);
    }
    let mut out = String::with_capacity(part.len());
    for c in part.trim().chars() {
        if c.is_whitespace() {
            if !out.ends_with('-') {
                out.push('-');
            }
        } else if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '+' | '@' | '\u{300}'..='\u{36f}') {
            out.extend(c.to_lowercase());
        }
    }
    if out.chars().all(|c| c == '.') { Cow::Borrowed("") } else { Cow::Owned(out) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::decode::Located;
    use crate::source::Span;

    fn url(path: &str) -> String {
        page_url(&SourcePath::new(path), &FrontMatter::default())
    }

    #[test]
    fn a_file_is_its_path_and_an_index_is_its_folder() {
        assert_eq!(url("content/handbook/values.md"), "/handbook/values/");
        assert_eq!(url("content/handbook/_index.md"), "/handbook/");
        assert_eq!(url("content/handbook/README.md"), "/handbook/");
        assert_eq!(url("content/_index.md"), "/");
        assert_eq!([url("content/404.md"), url("content/a/404.md")], ["/404.html", "/a/404/"]);
    }

    #[test]
    fn names_without_a_letter_are_no_index() {
        assert_eq!(url("content/🚀.md"), "/u1f680/");
        assert_eq!(url("content/💡/README.md"), "/u1f4a1/");
        assert_eq!(url("content/a/??.md"), "/a/u3f-u3f/");
    }

    #[test]
    fn names_that_addresses_cannot_hold_are_mended() {
        assert_eq!(url("content/R and D (2024)/Über uns & mehr.md"), "/r-and-d-2024/über-uns--mehr/");
        assert_eq!(url("content/a/v1.2.md"), "/a/v1.2/");
        assert_eq!(url("content/amp & co (1).md"), "/amp--co-1/");
        assert_eq!(url("content/a - b/c  d.md"), "/a---b/c--d/");
        assert_eq!(url("content/name.html.md"), "/name.html/");
    }

    #[test]
    fn front_matter_names_the_address() {
        let at = |value: &str| Some(Located { value: value.to_owned(), span: Span::default() });
        let path = SourcePath::new("content/a/b.md");
        assert_eq!(page_url(&path, &FrontMatter { url: at("/x/y/"), ..FrontMatter::default() }), "/x/y/");
        let with_url = |value: &str| page_url(&path, &FrontMatter { url: at(value), ..FrontMatter::default() });
        assert_eq!(with_url("/x.html"), "/x.html");
        assert_eq!(with_url("/x/y z.HTML/"), "/x/y-z.html/");
        assert_eq!(with_url("a/index.html"), "/a/");
        assert_eq!(with_url("/myindex.html"), "/myindex.html");
        assert_eq!(with_url("/.html"), "/.html/");
        assert_eq!(page_url(&path, &FrontMatter { slug: at("other"), ..FrontMatter::default() }), "/a/other/");
        assert_eq!(page_url(&path, &FrontMatter { url: at("../../etc"), ..FrontMatter::default() }), "/etc/");
    }
}
