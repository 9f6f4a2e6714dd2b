//! A finished site in memory, and the look-up of its addresses.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::artifact::{Artifacts, Body, OutputPath, URL_PATH};
use crate::source::{ContentHash, SourcePath};

/// Hexadecimal digits of a hash that are enough to tell versions of one file apart.
const DIGITS: usize = 20;

/// What is escaped in an address. A `%` of a name is escaped too: unlike an author's link, a file's name is never
/// escaped already.
const ADDRESS: &percent_encoding::AsciiSet = &URL_PATH.add(b'%');

/// A finished site. Every address that it answers is a key of its map.
#[derive(Debug)]
pub struct ServedSite {
    base: String,
    artifacts: Artifacts,
    copies: Arc<Copies>,
}

/// Files that are published as they are, with their hashes.
pub(super) type Copies = BTreeMap<OutputPath, ContentHash>;

/// What every open page is told about.
#[derive(Clone, Debug)]
pub struct PageStatus {
    /// The last site without errors; there is none before the first.
    pub site: Option<Arc<ServedSite>>,
    /// What was found in the newest version of the files, as a JSON object for the client.
    pub notices: Arc<str>,
}

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Served<'s> {
    /// Bytes that a build made.
    Made(&'s OutputPath),
    /// A source file.
    Copy(&'s OutputPath, &'s SourcePath, ContentHash),
    /// The folder's own address ends with `/`.
    Folder(String),
    /// Nothing.
    Nothing,
}

impl ServedSite {
    /// A site below `base`, which starts and ends with `/`; `before` is the site that it takes the place of.
    #[must_use]
    pub fn new(base: &str, artifacts: Artifacts, before: Option<&Self>) -> Self {
        // Equal lists are one list, so that whoever compares two sites for each of many readers is done at once.
        let copies = before.filter(|before| before.has_copies_of(&artifacts)).map(|before| Arc::clone(&before.copies));
        let copies = copies.unwrap_or_else(|| {
            let copies = artifacts.iter().filter_map(|(path, body)| Some((path.clone(), copied(body)?)));
            Arc::new(copies.collect())
        });
        let base = percent_decode_str(base).decode_utf8_lossy().into_owned();
        Self { base, artifacts, copies }
    }

    /// Whether the files that are published as they are are those of `artifacts`.
    fn has_copies_of(&self, artifacts: &Artifacts) -> bool {
        artifacts.changes(&self.artifacts, |one, other| copied(one) == copied(other)).iter().all(|change| {
            let copied = |body: Option<&Body>| body.and_then(copied);
            copied(change.old).is_none() && copied(change.new).is_none()
        })
    }

    /// Every artifact in path order.
    pub fn artifacts(&self) -> impl Iterator<Item = (&OutputPath, &Body)> {
        self.artifacts.iter()
    }

    /// What the path of a request, still escaped, leads to. The path is decoded once and looked up whole: `..` is a
    /// name like any other, and no file has it.
    pub(super) fn find(&self, path: &str) -> Served<'_> {
        let Some(path) = percent_decode_str(path).decode_utf8().ok() else { return Served::Nothing };
        let Some(inside) = path.strip_prefix(&self.base) else {
            return if path == self.base.trim_end_matches('/') || path == "/" {
                Served::Folder(self.base.clone())
            } else {
                Served::Nothing
            };
        };
        let index =
            |folder: &str| if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
        match inside.strip_suffix('/') {
            _ if inside.is_empty() => self.at("index.html"),
            Some("") => Served::Nothing,
            Some(folder) => self.at(&index(folder)),
            None => match self.at(inside) {
                Served::Nothing => match self.at(&index(inside)) {
                    // The address is put together from the key that was found and not from the request.
                    Served::Made(page) | Served::Copy(page, ..) => Served::Folder(self.address(page)),
                    other => other,
                },
                found => found,
            },
        }
    }

    /// What stands at an output path.
    pub(super) fn at(&self, path: &str) -> Served<'_> {
        let entry = OutputPath::new(path).and_then(|path| self.artifacts.entry(&path));
        match entry {
            None => Served::Nothing,
            Some((path, Body::Bytes(_))) => Served::Made(path),
            Some((path, Body::CopyOf(source, hash))) => Served::Copy(path, source, *hash),
        }
    }

    /// The address of an output path, escaped for a header or a link.
    pub(super) fn address(&self, path: &OutputPath) -> String {
        let path = path.as_str();
        let folder =
            path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path);
        let full = format!("{}{folder}", self.base);
        percent_encoding::utf8_percent_encode(&full, ADDRESS).to_string()
    }

    /// Bytes that a build made.
    pub(super) fn bytes(&self, path: &OutputPath) -> &[u8] {
        match self.artifacts.get(path) {
            Some(Body::Bytes(bytes)) => bytes,
            _ => &[],
        }
    }

    /// The version of what stands at `path`.
    pub(super) fn version(&self, path: &OutputPath) -> String {
        match self.artifacts.get(path) {
            Some(Body::Bytes(bytes)) => ContentHash::of(bytes).hex(DIGITS),
            Some(Body::CopyOf(_, hash)) => hash.hex(DIGITS),
            None => String::new(),
        }
    }

    /// The version of the page that a reader of `path` sees, the error page's where there is none, and whether there is
    /// one.
    pub(super) fn version_seen(&self, path: &str) -> (String, bool) {
        match self.find(path) {
            Served::Made(page) | Served::Copy(page, ..) => (self.version(page), true),
            Served::Folder(_) | Served::Nothing => {
                let error = OutputPath::new("404.html").map(|page| self.version(&page)).unwrap_or_default();
                (format!("gone-{error}"), false)
            }
        }
    }

    /// Addresses of files published as they are that differ between two sites or are only in this one.
    pub(super) fn changed_copies(&self, before: &Self) -> Vec<String> {
        if Arc::ptr_eq(&self.copies, &before.copies) {
            return Vec::new();
        }
        let differs = |(path, hash): &(&OutputPath, &ContentHash)| before.copies.get(*path) != Some(*hash);
        self.copies.iter().filter(differs).map(|(path, _)| self.address(path)).collect()
    }
}

/// The hash of a file that is published as it is.
fn copied(body: &Body) -> Option<ContentHash> {
    match body {
        Body::CopyOf(_, hash) => Some(*hash),
        Body::Bytes(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(paths: &[&str]) -> Artifacts {
        paths.iter().filter_map(|path| Some((OutputPath::new(path)?, Body::of("x")))).collect()
    }

    fn site(base: &str) -> ServedSite {
        ServedSite::new(base, made(&["index.html", "a/index.html", "404.html", "a b/ü.json"]), None)
    }

    #[test]
    fn a_list_of_copies_is_the_same_one_until_a_copy_changes() {
        let with = |page: &str, picture: &[u8], before: Option<&ServedSite>| {
            let copy = Body::CopyOf(SourcePath::new("static/a.png"), ContentHash::of(picture));
            let mut all = made(&["index.html", page]);
            OutputPath::new("a.png").map(|path| all.insert(path, copy));
            ServedSite::new("/", all, before)
        };
        let first = with("a.html", b"1", None);
        let second = with("b.html", b"1", Some(&first));
        let third = with("b.html", b"2", Some(&second));
        let fourth = ServedSite::new("/", made(&["index.html"]), Some(&third));
        assert!(Arc::ptr_eq(&first.copies, &second.copies) && second.changed_copies(&first).is_empty());
        assert_eq!((third.changed_copies(&second), fourth.copies.len()), (vec!["/a.png".to_owned()], 0));
    }

    #[test]
    fn an_address_leads_where_a_static_host_would_send_it() {
        let site = site("/pmo/");
        let made = |path| matches!(site.find(path), Served::Made(_));
        assert!(made("/pmo/") && made("/pmo/a/") && made("/pmo/a/index.html") && made("/pmo/a%20b/%C3%BC.json"));
        assert_eq!(site.find("/pmo/a"), Served::Folder("/pmo/a/".to_owned()));
        assert_eq!(
            (site.find("/pmo"), site.find("/")),
            (Served::Folder("/pmo/".to_owned()), Served::Folder("/pmo/".to_owned()))
        );
        assert_eq!((site.find("/a/"), site.find("/pmo/b/")), (Served::Nothing, Served::Nothing));
    }

    #[test]
    fn an_address_that_climbs_leads_nowhere() {
        let site = site("/");
        for path in [
            "/../a/",
            "/a/../a/",
            "//",
            "//a/",
            "/a//",
            "/./a/",
            "/a/%2e%2e/a/",
            "/a%2f..%2fa/",
            "/%00",
            "/a/index.html/",
            "/a\\index.html",
            "/%ff",
        ] {
            assert_eq!(site.find(path), Served::Nothing, "{path}");
        }
    }

    #[test]
    fn addresses_are_escaped() {
        let site = site("/");
        let page = OutputPath::new("a b/ü.json").map(|page| site.address(&page));
        assert_eq!(page.as_deref(), Some("/a%20b/%C3%BC.json"));
    }
}
