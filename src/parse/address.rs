//! The address that a Markdown file's path and front matter give it.

use std::borrow::Cow;

use super::FrontMatter;
use super::words::words;
use crate::source::SourcePath;

words! {
    /// Whose way of making addresses out of names holds.
    pub enum AddressStyle: "style of addresses" {
        /// Hugo's: small letters, and nothing but letters, digits and a few signs.
        Hugo = "hugo",
        /// Docusaurus': names as they are, without the numbers that order them.
        Docusaurus = "docusaurus",
    }
}

/// How names of files become addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressRules {
    /// The address below which pages stand, without `/` at its ends; empty for the root.
    pub below: String,
    /// Whose way holds.
    pub style: AddressStyle,
}

impl Default for AddressRules {
    fn default() -> Self {
        Self { below: String::new(), style: AddressStyle::Hugo }
    }
}

impl AddressRules {
    /// The place among its siblings that the number at the beginning of its name gives the page at `path`, or the
    /// folder for which it stands.
    #[must_use]
    pub fn place(&self, path: &SourcePath) -> Option<i64> {
        if self.style == AddressStyle::Hugo {
            return None;
        }
        let folder = path.folder().rsplit('/').next().unwrap_or_default();
        numbered(if is_index(path.stem()) { folder } else { path.stem() })?.0.parse().ok()
    }

    /// A name without the number that orders it.
    #[must_use]
    pub fn bare<'n>(&self, name: &'n str) -> &'n str {
        numbered(name).filter(|_| self.style == AddressStyle::Docusaurus).map_or(name, |(_, name)| name)
    }

    /// The part of an address that a file or a folder of this name gives.
    fn part<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match self.style {
            AddressStyle::Hugo => named(name),
            AddressStyle::Docusaurus => as_it_is(self.bare(name)),
        }
    }

    /// Whether what lies in `folder` is a page of a program, which stands below that program.
    fn is_of_program(folder: &str) -> bool {
        folder.strip_prefix("programs/").is_some_and(|rest| !rest.is_empty())
    }
}

/// The number at the beginning of a name, and the rest: `01-intro` is `intro`, in the place 1. Dates and versions, as
/// in `2026-03-notes` and `7.0-notes`, are no such numbers.
fn numbered(name: &str) -> Option<(&str, &str)> {
    let end = name.find(|c: char| !c.is_ascii_digit()).filter(|end| *end > 0)?;
    let (number, rest) = name.split_at(end);
    let spaced = rest.trim_start();
    let marked = spaced.trim_start_matches(['-', '_', '.']);
    let bare = marked.trim_start();
    let dated = rest.starts_with(['-', '_', '.'])
        && rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (marked.len() < spaced.len() && !dated && !bare.is_empty() && !bare.starts_with(['-', '_', '.']))
        .then_some((number, bare))
}

/// A name as a part of an address, letter by letter; nothing for one that leads up.
fn as_it_is(part: &str) -> Cow<'_, str> {
    if part.chars().all(|c| c == '.') {
        return Cow::Borrowed("");
    }
    if part.contains(|c: char| c.is_control() || matches!(c, '\\' | '/')) {
        return part.chars().filter(|c| !c.is_control() && !matches!(c, '\\' | '/')).collect::<String>().into();
    }
    Cow::Borrowed(part)
}

/// The address of the page at `path`, with a `/` at both ends, or that of a file, where `url` in its front matter names
/// one: `/x.html`.
///
/// `_index.md`, `index.md` and `README.md` stand for their folder. As in Hugo, parts are lower-cased, white space
/// becomes `-` and characters that have a meaning in addresses are dropped, so that a handbook that moves in keeps its
/// addresses; `url` and `slug` in the front matter take precedence. In the style of Docusaurus names stay as they are,
/// `id` takes the place of a name, and a `slug` that begins with `/` counts from where the pages begin. Parts that
/// would leave the site (`..`) never come out.
#[must_use]
pub fn page_url(path: &SourcePath, front: &FrontMatter, rules: &AddressRules) -> String {
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
    let own = front.slug.as_ref().map(|slug| slug.value.as_str());
    let below = rules.below.split('/').filter(|_| !AddressRules::is_of_program(folder)).map(as_it_is);
    let part = |name| rules.part(name);
    if rules.style == AddressStyle::Docusaurus {
        let folders = below.chain(folder.split('/').map(part));
        let named_as_folder = folder.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(stem));
        let index = is_index(stem) || matches!(&*stem.to_lowercase(), "index" | "readme") || named_as_folder;
        let id = front.id.as_ref().map(|id| id.value.as_str());
        return match own {
            Some(slug) if slug.starts_with('/') => join(rules.below.split('/').chain(slug.split('/')).map(as_it_is)),
            Some(slug) => join(folders.chain(slug.split('/').map(as_it_is))),
            None if index => join(folders),
            None => join(folders.chain([id.map_or_else(|| part(stem), as_it_is)])),
        };
    }
    let index = is_index(stem);
    match (index, own) {
        (true, None) => join(below.chain(folder.split('/').map(named))),
        (true, Some(slug)) => {
            let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
            join(below.chain(above.split('/').map(named)).chain(slug.split('/').map(segment)))
        }
        (false, None) => join(below.chain(folder.split('/').chain([stem]).map(named))),
        (false, Some(slug)) => join(below.chain(folder.split('/').map(named)).chain(slug.split('/').map(segment))),
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
        page_url(&SourcePath::new(path), &FrontMatter::default(), &AddressRules::default())
    }

    #[test]
    fn pages_of_docusaurus_have_the_addresses_that_it_gives_them() {
        let rules = AddressRules { below: "docs".to_owned(), style: AddressStyle::Docusaurus };
        let at = |value: &str| Some(Located { value: value.to_owned(), span: Span::default() });
        let plain = |path: &str| page_url(&SourcePath::new(path), &FrontMatter::default(), &rules);
        for (path, address) in [
            ("content/intro.md", "/docs/intro/"),
            ("content/01-intro.md", "/docs/intro/"),
            ("content/1. Intro.md", "/docs/Intro/"),
            ("content/02_guide/03-Set up.md", "/docs/guide/Set up/"),
            ("content/02-guide/index.md", "/docs/guide/"),
            ("content/guide/ReadMe.md", "/docs/guide/"),
            ("content/guide/guide.md", "/docs/guide/"),
            ("content/index.md", "/docs/"),
            ("content/API/Client.md", "/docs/API/Client/"),
            ("content/2026-03-notes.md", "/docs/2026-03-notes/"),
            ("content/7.0-notes.md", "/docs/7.0-notes/"),
            ("content/10.md", "/docs/10/"),
            ("content/404.md", "/404.html"),
            ("content/programs/alpha/charter.md", "/programs/alpha/charter/"),
        ] {
            assert_eq!(plain(path), address, "{path}");
        }
        let path = SourcePath::new("content/a/01-b.md");
        let slug = |slug: &str| page_url(&path, &FrontMatter { slug: at(slug), ..FrontMatter::default() }, &rules);
        assert_eq!(
            [slug("/"), slug("/x/y"), slug("x"), slug("../x")],
            ["/docs/", "/docs/x/y/", "/docs/a/x/", "/docs/a/x/"]
        );
        let id = FrontMatter { id: at("c"), ..FrontMatter::default() };
        assert_eq!(
            [page_url(&path, &id, &rules), page_url(&path, &id, &AddressRules::default())],
            ["/docs/a/c/", "/a/01-b/"]
        );
        let place = |path: &str| rules.place(&SourcePath::new(path));
        assert_eq!(
            [place("content/a/01-b.md"), place("content/02-a/index.md"), place("content/2026-03-x.md")],
            [Some(1), Some(2), None]
        );
    }

    #[test]
    fn pages_may_stand_below_a_folder() {
        let rules = AddressRules { below: "docs/latest".to_owned(), ..AddressRules::default() };
        let plain = |path: &str| page_url(&SourcePath::new(path), &FrontMatter::default(), &rules);
        assert_eq!([plain("content/A b.md"), plain("content/_index.md")], ["/docs/latest/a-b/", "/docs/latest/"]);
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
        assert_eq!(
            page_url(&path, &FrontMatter { url: at("/x/y/"), ..FrontMatter::default() }, &AddressRules::default()),
            "/x/y/"
        );
        let with_url = |value: &str| {
            page_url(&path, &FrontMatter { url: at(value), ..FrontMatter::default() }, &AddressRules::default())
        };
        assert_eq!(with_url("/x.html"), "/x.html");
        assert_eq!(with_url("/x/y z.HTML/"), "/x/y-z.html/");
        assert_eq!(with_url("a/index.html"), "/a/");
        assert_eq!(with_url("/myindex.html"), "/myindex.html");
        assert_eq!(with_url("/.html"), "/.html/");
        assert_eq!(
            page_url(&path, &FrontMatter { slug: at("other"), ..FrontMatter::default() }, &AddressRules::default()),
            "/a/other/"
        );
        assert_eq!(
            page_url(&path, &FrontMatter { url: at("../../etc"), ..FrontMatter::default() }, &AddressRules::default()),
            "/etc/"
        );
    }
}
