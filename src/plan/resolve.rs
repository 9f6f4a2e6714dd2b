//! A link as written → the address it means.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use super::addresses::{Addresses, Owner};
use super::join::{climbs_out, join};
use crate::artifact::URL_PATH;
use crate::markdown::stray_in_address;
use crate::parse::is_index;
use crate::source::SourcePath;

/// Where a link leads, in words of the link and of the addresses that it was looked up in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedLink<'a> {
    /// Another site, or a mail address.
    External(Cow<'a, str>),
    /// A page or file of this site.
    Internal {
        /// Its address below the site's root.
        url: Cow<'a, str>,
        /// `?query` and `#fragment` as written, or empty.
        rest: &'a str,
        /// The file published there, for its size.
        file: Option<&'a SourcePath>,
        /// The link differs from the address in case.
        miscased: bool,
    },
    /// A part of the same page: `#fragment`.
    Fragment(&'a str),
}

/// What is escaped in the address of a page or a file: its name may hold any character.
const OWN_PATH: &AsciiSet = &URL_PATH.add(b'%');

/// Most marks of a link that are tried as part of a name.
const MARKS: usize = 4;

/// An address that a path means, and what stands there.
struct PathTarget<'a> {
    url: Cow<'a, str>,
    owner: Option<&'a Owner>,
    miscased: bool,
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// Nothing stands there; an address that may have been meant.
    Nothing(Option<String>),
    /// The page exists and its audience is another.
    Hidden,
    /// The page exists and nobody may read it on this day.
    Withheld,
    /// The file exists and is never published from where it stands.
    Unread,
    /// The page exists and has no such id.
    Anchor {
        /// The page's address.
        url: String,
        /// The id.
        id: String,
    },
}

impl Addresses {
    /// The address of a page or file of this site as it is printed: below the base path, escaped.
    #[must_use]
    pub fn href(&self, url: &str) -> String {
        if url.starts_with("http") && url.contains("://") {
            // A former address may lead to another site.
            return url.to_owned();
        }
        let path = url.strip_prefix('/').unwrap_or(url);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_');
        // Nearly every address is plain, and pages print a hundred of them.
        if path.bytes().all(plain) {
            [&self.base, path].concat()
        } else {
            format!("{}{}", self.base, escaped(path, OWN_PATH))
        }
    }

    /// What is printed for a `path` from the root that leads nowhere: as its author wrote it, below the base path.
    pub(super) fn href_as_written(&self, path: &str) -> String {
        format!("{}{}", self.base, escaped(path.strip_prefix('/').unwrap_or(path), URL_PATH))
    }

    /// What `target`, written in `from`, means.
    ///
    /// Site-absolute, file-relative and page-relative links are understood, with or without `.md`, `.html`, `index` and
    /// a final `/`. A link that is right in all but case still resolves.
    ///
    /// # Errors
    /// When nothing stands there, or the page has no such id.
    pub fn resolve<'a>(&'a self, from: &SourcePath, target: &'a str) -> Result<ResolvedLink<'a>, LinkFault> {
        // Most links are written just as the address is, and own pages come before other sites.
        if target.ends_with('/')
            && memchr::memchr3(b'%', b'?', b'#', target.as_bytes()).is_none()
            && let Some(found) = self.owned(target)
        {
            return self.means(found, "");
        }
        if has_scheme(target) || target.starts_with("//") {
            return Ok(ResolvedLink::External(target.into()));
        }
        let cut = target.find(['?', '#']).unwrap_or(target.len());
        let (path, rest) = target.split_at_checked(cut).unwrap_or((target, ""));
        if path.is_empty() {
            if let Some(url) = self.by_file.get(from) {
                self.anchor(url, self.owners.get(url), rest)?;
            }
            return Ok(ResolvedLink::Fragment(rest));
        }
        if let Some((found, rest)) = self.of_marked_name(from, target, cut) {
            return self.means(found, rest);
        }
        let decoded = composed(percent_decode_str(path).decode_utf8_lossy());
        if decoded.starts_with('/')
            && let Some(elsewhere) = self.elsewhere(&decoded, rest)
        {
            return Ok(ResolvedLink::External(elsewhere.into()));
        }
        let found = if decoded.starts_with('/') {
            self.absolute(&decoded).or_else(|| self.below_base(&decoded))
        } else {
            self.relative(from, &decoded)
        };
        match found.or_else(|| self.of_name(from, path)) {
            Some(found) => self.means(found, rest),
            None => self
                .by_rule(from, &decoded, rest)
                .or_else(|| {
                    Some(ResolvedLink::External((self.repository.as_ref()?.leads(from, &decoded)? + rest).into()))
                })
                .ok_or_else(|| self.unread(from, &decoded)),
        }
    }

    /// The address that `path` means as it is written in `from`, whatever stands there: also one that leads on.
    pub(super) fn stop(&self, from: &SourcePath, path: &str) -> Option<String> {
        let decoded = composed(percent_decode_str(path).decode_utf8_lossy());
        let found = if decoded.starts_with('/') {
            self.absolute(&decoded).or_else(|| self.below_base(&decoded))
        } else {
            self.relative(from, &decoded)
        };
        found.map(|found| found.url.into_owned())
    }

    /// The address of the one page that `target` names from anywhere in the site, as Hugo's `ref` has it: a path below
    /// the content folder, or the bare name of a file or a folder. Nothing where it leads somewhere as it is, or where
    /// several pages have the name.
    pub(super) fn by_name(&self, from: &SourcePath, target: &str) -> Option<String> {
        if !matches!(self.resolve(from, target), Err(LinkFault::Nothing(_))) {
            return None;
        }
        let cut = target.find(['?', '#']).unwrap_or(target.len());
        let (path, rest) = target.split_at_checked(cut)?;
        let bare = path.trim_matches('/');
        let bare = bare.strip_suffix(".md").or_else(|| bare.strip_suffix(".html")).unwrap_or(bare);
        let bare = ["/_index", "/index"].iter().find_map(|index| bare.strip_suffix(index)).unwrap_or(bare);
        let from_root = format!("/{bare}/");
        if self.absolute(&from_root).is_some() {
            return Some(from_root + rest);
        }
        let last = bare.to_lowercase();
        let below = format!("/{last}/");
        let named = self.likenesses().by_last.get(last.rsplit('/').next().unwrap_or(&last))?;
        let mut ends = named.iter().filter(|url| url.to_lowercase().ends_with(&below));
        let one = ends.next()?;
        ends.next().is_none().then(|| [one.as_str(), rest].concat())
    }

    /// The file whose name has a `?` or a `#`, as `target` writes it with `?query#fragment` behind: `C#.md#begin`.
    /// `cut` is where the first of these marks stands.
    fn of_marked_name<'a>(
        &'a self,
        from: &SourcePath,
        target: &'a str,
        cut: usize,
    ) -> Option<(PathTarget<'a>, &'a str)> {
        let marks = target.match_indices(['?', '#']).map(|(at, _)| at).filter(|at| *at > cut).take(MARKS);
        let mut ends: Vec<usize> = marks.chain((cut > 0 && cut < target.len()).then_some(target.len())).collect();
        ends.reverse();
        ends.into_iter().find_map(|end| {
            let (name, rest) = target.split_at_checked(end)?;
            let decoded = || self.of_name(from, &percent_decode_str(name).decode_utf8_lossy());
            Some((self.of_name(from, name).or_else(decoded)?, rest))
        })
    }

    /// The page or the file whose own name is `name`, letter by letter.
    fn of_name(&self, from: &SourcePath, name: &str) -> Option<PathTarget<'_>> {
        let name = composed(name.into());
        let file = match name.strip_prefix('/') {
            Some(name) => join("/content/", name),
            None => join(&format!("/{}/", from.folder()), &name),
        };
        let inside = file.strip_prefix("/content")?;
        let is_file = |found: &PathTarget<'_>| matches!(found.owner, Some(Owner::File(_)));
        self.of_file(file.trim_start_matches('/')).or_else(|| self.owned(inside).filter(is_file))
    }

    /// Where the author's own redirects lead from `path`: to a page or file of the site, or elsewhere.
    fn by_rule<'a>(&'a self, from: &SourcePath, path: &str, rest: &'a str) -> Option<ResolvedLink<'a>> {
        let own = || self.by_file.get(from).map(|own| join(own, path));
        let to = self.ruled(&if path.starts_with('/') { path.to_owned() } else { own()? })?;
        let place = to.split(['?', '#']).next().unwrap_or_default();
        match self.absolute(place).filter(|_| place.starts_with('/')) {
            Some(found) => match self.means(found, rest) {
                Ok(ResolvedLink::Internal { url, rest, file, .. }) => {
                    let url = url.into_owned().into();
                    Some(ResolvedLink::Internal { url, rest, file, miscased: false })
                }
                _ => None,
            },
            None => Some(ResolvedLink::External((to + rest).into())),
        }
    }

    /// Why nothing stands where `path` leads: it may be a file that is there and is not published.
    fn unread(&self, from: &SourcePath, path: &str) -> LinkFault {
        let folder = if path.starts_with('/') { "/content/".to_owned() } else { format!("/{}/", from.folder()) };
        let file = join(&folder, path.trim_start_matches('/'));
        if self.unread.contains(file.trim_start_matches('/')) { LinkFault::Unread } else { self.nothing(from, path) }
    }

    /// What is meant by an address and the `?query#fragment` behind it.
    fn means<'a>(
        &'a self,
        PathTarget { url, owner, miscased }: PathTarget<'a>,
        rest: &'a str,
    ) -> Result<ResolvedLink<'a>, LinkFault> {
        match owner {
            Some(Owner::Hidden) => Err(LinkFault::Hidden),
            Some(Owner::Withheld) => Err(LinkFault::Withheld),
            Some(Owner::Alias(target)) if !target.starts_with('/') => Ok(ResolvedLink::External(target.into())),
            Some(Owner::Alias(target)) => {
                Ok(ResolvedLink::Internal { url: target.into(), rest, file: None, miscased: false })
            }
            _ => {
                self.anchor(&url, owner, rest)?;
                let file = if let Some(Owner::File(file)) = owner { Some(file) } else { None };
                Ok(ResolvedLink::Internal { url, rest, file, miscased })
            }
        }
    }

    /// The other site's address, when a prefix of `path` lives there. Prefixes match whole parts only.
    fn elsewhere(&self, path: &str, rest: &str) -> Option<String> {
        let (prefix, target) = self.external.iter().find(|(prefix, _)| {
            let prefix = prefix.trim_end_matches('/');
            path.strip_prefix(prefix).is_some_and(|below| below.is_empty() || below.starts_with('/'))
        })?;
        if self.owners.contains_key(&with_slash(path)) {
            return None;
        }
        let below = path.strip_prefix(prefix.trim_end_matches('/')).unwrap_or("").trim_start_matches('/');
        let joined = match below {
            "" => escaped(target, URL_PATH),
            // What was looked up is decoded, and what the settings say is written as an address.
            below => format!("{}/{}", escaped(target.trim_end_matches('/'), URL_PATH), escaped(below, OWN_PATH)),
        };
        Some(joined + rest)
    }

    /// The address `url`, when somebody owns it.
    fn owned(&self, url: &str) -> Option<PathTarget<'_>> {
        self.owners.get_key_value(url).map(|(url, owner)| PathTarget {
            url: url.into(),
            owner: Some(owner),
            miscased: false,
        })
    }

    /// The address of a Markdown file.
    fn of_file(&self, file: &str) -> Option<PathTarget<'_>> {
        self.by_file.get(file).map(|url| PathTarget { url: url.into(), owner: self.owners.get(url), miscased: false })
    }

    /// What stands at an address of the host, with the path below which the site is published, as other tools want it.
    fn below_base(&self, path: &str) -> Option<PathTarget<'_>> {
        let below = path.strip_prefix(self.base.as_str()).filter(|_| self.base != "/")?;
        self.absolute(&format!("/{below}"))
    }

    fn absolute(&self, path: &str) -> Option<PathTarget<'_>> {
        if let Some(found) = self.owned(path) {
            return Some(found);
        }
        let path = join("/", path.trim_start_matches('/'));
        self.of_file(&format!("content{path}")).or_else(|| self.known(&path))
    }

    /// An address that somebody owns: as given, as a folder, without `.html` or `.md`, and last without regard to case.
    fn known(&self, path: &str) -> Option<PathTarget<'_>> {
        let bare = ["index.html", "_index.md", "index.md", "README.md"]
            .iter()
            .find_map(|index| path.strip_suffix(index))
            .unwrap_or(path);
        let bare = bare.strip_suffix(".html").or_else(|| bare.strip_suffix(".md")).unwrap_or(bare);
        let folder = with_slash(bare);
        if let Some(found) =
            [path, &folder, &with_slash(path), &with_html(bare)].into_iter().find_map(|url| self.owned(url))
        {
            return Some(found);
        }
        if Self::is_data(path) {
            return Some(PathTarget { url: path.to_owned().into(), owner: None, miscased: false });
        }
        let url = [path, &folder].iter().find_map(|url| self.likenesses().by_lower.get(&url.to_lowercase()))?;
        Some(PathTarget { url: url.into(), owner: self.owners.get(url), miscased: true })
    }

    fn relative(&self, from: &SourcePath, path: &str) -> Option<PathTarget<'_>> {
        // A link to a Markdown file names a file: one above `content/` is not published, whatever stands at the same
        // address.
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        if matches!(extension, "md" | "markdown") && climbs_out(from.folder(), path) {
            return None;
        }
        // As a file beside this one: how editors and forges read it.
        let beside = join(&format!("/{}/", from.folder()), path);
        let beside = beside.trim_start_matches('/').trim_end_matches('/');
        let of_file = |ending: &str| self.of_file(&[beside, ending].concat());
        if let Some(found) = ["", ".md", "/_index.md", "/index.md", "/README.md"].into_iter().find_map(of_file) {
            return Some(found);
        }
        if let Some(inside) = beside.strip_prefix("content/")
            && let Some(found) = self.known(&format!("/{inside}"))
        {
            return Some(found);
        }
        // As an address below this page's: how a browser reads it.
        let own = self.by_file.get(from)?;
        let below = join(own, path);
        self.known(&below).or_else(|| {
            // Generators that serve `a.html` resolve against the folder above.
            (!is_index(from.stem())).then(|| self.known(&join(own, &format!("../{path}")))).flatten()
        })
    }

    /// Looks for the id that `rest` names on the page at `url`.
    fn anchor(&self, url: &str, owner: Option<&Owner>, rest: &str) -> Result<(), LinkFault> {
        let Some(id) = rest.split_once('#').and_then(|(_, fragment)| id_of(fragment)) else { return Ok(()) };
        // What a page has that records make is not known before it is finished.
        let (Some(Owner::Page(_)), Some(super::addresses::Anchors(document))) = (owner, self.anchors.get(url)) else {
            return Ok(());
        };
        let anchors = &document.anchors;
        if anchors.contains(&*id) {
            return Ok(());
        }
        Err(LinkFault::Anchor { url: url.to_owned(), id: id.into_owned() })
    }

    /// The ids of the author's page at `url`.
    pub(super) fn ids(&self, url: &str) -> Option<&std::collections::BTreeSet<String>> {
        self.anchors.get(url).map(|super::addresses::Anchors(document)| &document.anchors)
    }

    /// Why there is nothing at `path`. A dead link may be published as it was written, so one into what others may see,
    /// or with the name of somebody who is not shown, counts as hidden.
    fn nothing(&self, from: &SourcePath, path: &str) -> LinkFault {
        let whole = if path.starts_with('/') { path.to_owned() } else { join(&format!("/{}/", from.folder()), path) };
        let whole = join("/", whole.trim_start_matches("/content/").trim_start_matches('/')).to_lowercase();
        let hides = |url: &str| matches!(self.owners.get(url), Some(Owner::Hidden));
        let above = whole.match_indices('/').any(|(end, _)| whole.get(..=end).is_some_and(hides));
        let person = |part: &str| hides(&format!("/team/{}/", part.split('.').next().unwrap_or(part)));
        if above || whole.split('/').filter(|part| !part.is_empty()).any(person) {
            return LinkFault::Hidden;
        }
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
        let last = last.strip_suffix(".md").or_else(|| last.strip_suffix(".html")).unwrap_or(last).to_lowercase();
        LinkFault::Nothing(self.likenesses().by_last.get(&last).and_then(|urls| urls.first()).cloned())
    }
}

/// The id that a fragment names, decoded; nothing when every page has it: the top, or a text fragment (`#:~:text=…`),
/// which is the browser's own.
pub(super) fn id_of(fragment: &str) -> Option<Cow<'_, str>> {
    let named = !fragment.is_empty() && fragment != "top" && !fragment.starts_with(":~:");
    named.then(|| percent_decode_str(fragment).decode_utf8_lossy())
}

/// A path as it is printed: as RFC 3986 has it, and nothing in it that nobody sees (a file's name may hold any
/// character).
fn escaped(path: &str, set: &'static AsciiSet) -> String {
    let mut out = utf8_percent_encode(path, set).to_string();
    while let Some(character) = stray_in_address(&out) {
        out = out.replace(
            character,
            &percent_encode(character.encode_utf8(&mut [0; 4]).as_bytes(), NON_ALPHANUMERIC).to_string(),
        );
    }
    out
}

/// Paths are kept in Unicode NFC, so links are looked up in it.
fn composed(path: Cow<'_, str>) -> Cow<'_, str> {
    if path.is_ascii() { path } else { path.nfc().collect::<String>().into() }
}

/// The page as a file, where it stands as one: `/x.html` for `/x/`.
fn with_html(path: &str) -> String {
    format!("{}.html", path.trim_end_matches('/'))
}

pub(super) fn with_slash(path: &str) -> String {
    if path.ends_with('/') { path.to_owned() } else { format!("{path}/") }
}

/// Whether `target` begins with a scheme (RFC 3986 section 3.1).
fn has_scheme(target: &str) -> bool {
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_climbs_out_of_the_content_is_seen() {
        assert!(climbs_out("content/handbook", "../../README.md"));
        assert!(!climbs_out("content/handbook", "../README.md"));
        assert!(!climbs_out("content/a/b", "../x/../../c.md"));
    }

    #[test]
    fn a_scheme_is_letters_before_a_colon() {
        assert!(has_scheme("https://x") && has_scheme("mailto:a@b"));
        assert!(!has_scheme("a/b:c") && !has_scheme("/x") && !has_scheme("3:00"));
    }
}
