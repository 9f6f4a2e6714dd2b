//! A site held against the addresses that were published before: is each still there, with its parts, or led on?
//!
//! What was published is a list of addresses, a sitemap, or the pages of a built site of any tool. What is there now is
//! read from the finished pages, on their way to wherever they go.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::{BuildInputs, config_file, config_record};
use crate::artifact::{Artifact, Body, OutputPath, Sink, SinkError};
use crate::config::{Config, HostFiles, HostRedirects};
use crate::diagnostics::{Diagnostic, Findings, Place, SeverityOverrides, nearest, registry};
use crate::markdown;
use crate::parse::decode::Decoder;
use crate::source::SourceTree;

/// Redirects that are followed from one address.
const STEPS: usize = 10;

/// Lost addresses for which a like one is looked for among all: each costs as much as the site has pages.
const SUGGESTED: usize = 50;

/// Paths below the host's root, decoded, and the parts of their pages that can be linked to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WasPublished {
    paths: BTreeMap<String, BTreeSet<String>>,
    /// Whether the paths are those of files, so that the base path is no part of them.
    of_files: bool,
}

impl WasPublished {
    /// The addresses in a list, one in each line; what stands behind `#` and a space, or a line that begins so, is a
    /// remark.
    #[must_use]
    pub fn of_list(text: &str) -> Self {
        let mut all = Self::default();
        let lines =
            text.lines().map(|line| line.trim_start_matches('\u{feff}').split(" #").next().unwrap_or("").trim());
        lines.filter(|line| !line.is_empty() && !line.starts_with('#')).for_each(|line| all.add(line));
        all
    }

    /// The addresses in a sitemap, or of the parts of one (`sitemapindex`).
    #[must_use]
    pub fn of_sitemap(text: &str) -> Self {
        let mut all = Self::default();
        locations(text).for_each(|url| all.add(&url));
        all
    }

    /// Adds the page of a built site at `path` below its folder.
    pub fn add_page(&mut self, path: &str, html: &str) {
        self.of_files = true;
        let url = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let parts = if markdown::refresh(html).is_some() { BTreeSet::new() } else { markdown::parts(html) };
        self.paths.entry(format!("/{}", composed(url.unwrap_or(path)))).or_default().extend(parts);
    }

    /// Takes over what `other` has.
    pub fn extend(&mut self, other: Self) {
        for (path, parts) in other.paths {
            self.paths.entry(path).or_default().extend(parts);
        }
    }

    /// Whether there is no address.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// How many addresses there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    fn add(&mut self, url: &str) {
        let (path, part) = split(url);
        let parts = self.paths.entry(path).or_default();
        parts.extend(part);
    }
}

/// The locations of a sitemap.
pub(crate) fn locations(text: &str) -> impl Iterator<Item = String> {
    let inside = text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    inside.map(|url| {
        let url = url.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        url.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&")
    })
}

/// The path of an address and the part that it names, both decoded.
fn split(url: &str) -> (String, Option<String>) {
    let path = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest.find(['/', '?', '#']).and_then(|at| rest.get(at..)).unwrap_or("/"));
    let (path, part) = path.split_once('#').map_or((path, None), |(path, part)| (path, Some(part)));
    let path = composed(path.split('?').next().unwrap_or_default());
    let path = if path.starts_with('/') { path } else { format!("/{path}") };
    let part = part.filter(|part| !part.is_empty() && *part != "top" && !part.starts_with(":~:"));
    (path, part.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned()))
}

fn composed(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().nfc().collect()
}

/// The addresses of a site that is built, and the parts of its pages: a sink that keeps nothing else.
#[derive(Debug, Default)]
pub struct SiteAddresses {
    files: BTreeMap<OutputPath, Contents>,
    /// Whether parts of pages are asked for.
    parts: bool,
}

#[derive(Debug, Default)]
struct Contents {
    /// The parts of the page; nothing where they are not known.
    ids: Option<BTreeSet<String>>,
    leads_to: Option<String>,
}

impl SiteAddresses {
    /// What is needed to look for what `was` published.
    #[must_use]
    pub fn for_all_of(was: &WasPublished) -> Self {
        Self { parts: was.paths.values().any(|parts| !parts.is_empty()), ..Self::default() }
    }

    /// The file that a host has at a path of the site.
    fn at(&self, path: &str) -> Option<(&OutputPath, &Contents)> {
        let inside = path.strip_prefix('/')?;
        let folder = inside.trim_end_matches('/');
        let index = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
        let page = format!("{folder}.html");
        let files =
            if inside.is_empty() || inside.ends_with('/') { vec![index] } else { vec![inside.to_owned(), index, page] };
        files.into_iter().find_map(|file| self.files.get_key_value(&OutputPath::new(file)?))
    }
}

impl Sink for SiteAddresses {
    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        let mut contents = Contents::default();
        if let (Body::Bytes(bytes), true) = (&artifact.body, is_page(&artifact.path))
            && let Ok(html) = str::from_utf8(bytes)
        {
            contents.leads_to = markdown::refresh(html);
            if self.parts {
                contents.ids = Some(markdown::ids(html));
            }
        }
        self.files.insert(artifact.path, contents);
        Ok(())
    }
}

/// Adds to the `findings` of the site of `tree`, which is at the addresses of `now`, what `was` published and is lost.
#[must_use]
pub fn lost(
    findings: Findings,
    tree: &SourceTree,
    inputs: &BuildInputs,
    now: &SiteAddresses,
    was: &WasPublished,
) -> Findings {
    let file = config_file(tree);
    let (record, _) = config_record(tree, &file);
    let mut to = Decoder::new(&file, Vec::new());
    let levels = record.as_ref().map_or_else(SeverityOverrides::default, |record| record.levels(&mut to));
    let mut config = record.as_ref().map_or_else(Config::fallback, |record| Config::new(record, levels.clone()));
    config.base_url = inputs.base_url.clone().or(config.base_url);
    let rules = HostFiles::of(tree).redirects.as_ref().map(HostRedirects::from).unwrap_or_default();
    let base = config.base_path().trim_end_matches('/').to_owned();
    let mut search = Search { now, rules, base, place: Place::start_of(&file), near: Likenesses::of(now), asked: 0 };
    let found = was.paths.iter().flat_map(|(path, parts)| search.lost(path, was.of_files, parts)).collect();
    findings.and(found, &levels)
}

/// Addresses of pages by what they may be mistaken for.
struct Likenesses {
    by_last: HashMap<String, String>,
    all: Vec<String>,
}

impl Likenesses {
    fn of(now: &SiteAddresses) -> Self {
        let pages = now.files.iter().filter(|(_, contents)| contents.leads_to.is_none());
        let url = |path: &OutputPath| {
            let page = is_page(path);
            let path = path.as_str();
            let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
            page.then(|| format!("/{}", folder.unwrap_or(path)))
        };
        let all: Vec<String> = pages.filter_map(|(path, _)| url(path)).collect();
        let mut by_last = HashMap::new();
        for url in &all {
            by_last.entry(last(url).to_owned()).or_insert_with(|| url.clone());
        }
        Self { by_last, all }
    }
}

/// Whether a file of the output is a page.
fn is_page(path: &OutputPath) -> bool {
    path.as_str().strip_suffix(".html").is_some()
}

/// The last part of an address, as a name.
fn last(url: &str) -> &str {
    let name = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".html").unwrap_or(name)
}

/// Where a published address leads now.
enum Now<'a> {
    Nowhere,
    /// Out of the site, or to a part that the redirect names.
    Elsewhere,
    Page(&'a Contents),
}

struct Search<'a> {
    now: &'a SiteAddresses,
    rules: HostRedirects,
    /// Base path without its final `/`.
    base: String,
    place: Place,
    near: Likenesses,
    asked: usize,
}

impl<'a> Search<'a> {
    fn lost(&mut self, path: &str, of_files: bool, parts: &BTreeSet<String>) -> Vec<Diagnostic> {
        let inside = path.strip_prefix(&self.base).filter(|inside| !of_files && inside.starts_with('/'));
        let inside = inside.unwrap_or(if !of_files && path == self.base { "/" } else { path });
        let page = match self.follow(inside) {
            Now::Elsewhere => return Vec::new(),
            Now::Nowhere => return vec![self.lost_address(inside)],
            Now::Page(page) => page,
        };
        let Some(ids) = &page.ids else { return Vec::new() };
        parts.iter().filter(|part| !ids.contains(*part)).map(|part| self.lost_part(inside, part, ids)).collect()
    }

    /// Where a path of the site leads.
    fn follow(&self, path: &str) -> Now<'a> {
        let mut path = path.to_owned();
        for _ in 0..STEPS {
            let file = self.now.at(&path).map(|(_, contents)| contents);
            let to = match file {
                Some(Contents { leads_to: None, .. }) => break,
                Some(Contents { leads_to: Some(to), .. }) => to.clone(),
                None => match self.rules.lead(&[&self.base, path.as_str()].concat()) {
                    Some((_, to)) => to,
                    None => return Now::Nowhere,
                },
            };
            let to_site = to.strip_prefix(&self.base).filter(|inside| inside.starts_with('/'));
            match to_site {
                Some(inside) if !inside.contains('#') && !inside.starts_with("//") => path = split(inside).0,
                _ => return Now::Elsewhere,
            }
        }
        self.now.at(&path).map_or(Now::Nowhere, |(_, contents)| Now::Page(contents))
    }

    fn lost_address(&mut self, path: &str) -> Diagnostic {
        let mut near = self.near.by_last.get(last(path)).map(String::as_str).filter(|_| !last(path).is_empty());
        if near.is_none() && self.asked < SUGGESTED {
            self.asked += 1;
            near = nearest(path, self.near.all.iter().map(String::as_str));
        }
        let page = near.map_or_else(String::new, |near| format!(", perhaps `{near}`"));
        let hint =
            format!("write `aliases: [{path}]` into the front matter of the page that has its content now{page}");
        let message = format!("`{path}` was published, and nothing is there");
        Diagnostic::new(&registry::LOST_ADDRESS, self.place.clone(), message).hint(hint)
    }

    fn lost_part(&mut self, path: &str, part: &str, ids: &BTreeSet<String>) -> Diagnostic {
        let near = (self.asked < SUGGESTED).then(|| nearest(part, ids.iter().map(String::as_str))).flatten();
        self.asked += 1;
        let like = near.map_or_else(String::new, |near| format!(", perhaps that of `#{near}`"));
        let hint = format!("write `{{#{part}}}` behind the heading that it is now{like}");
        let message = format!("`{path}#{part}` was published, and the page has no such part");
        Diagnostic::new(&registry::LOST_PART, self.place.clone(), message).hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_sitemaps_are_read() {
        let list = WasPublished::of_list(
            "\u{feff}# old\nhttps://a.example/x/?q#p%20q # why\n/y.html\nz\nhttps://a.example\n\n/x/#top\n",
        );
        let paths: Vec<_> = list.paths.iter().map(|(path, parts)| (path.as_str(), parts.len())).collect();
        assert_eq!(paths, [("/", 0), ("/x/", 1), ("/y.html", 0), ("/z", 0)]);
        let map =
            "<urlset><url><loc> https://a.example/a%C3%A4/?x=1&amp;y </loc></url><url><loc><![CDATA[/b/]]></loc></url>";
        assert_eq!(WasPublished::of_sitemap(map).paths.keys().collect::<Vec<_>>(), ["/aä/", "/b/"]);
    }

    #[test]
    fn a_page_that_leads_on_has_no_parts() {
        let mut was = WasPublished::default();
        was.add_page("a/index.html", "<h2 id=x>X</h2>");
        was.add_page("b.html", "<meta http-equiv=refresh content='0; url=/a/'><h1 id=moved>Moved</h1>");
        assert_eq!(was.paths.values().map(BTreeSet::len).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(was.paths.keys().collect::<Vec<_>>(), ["/a/", "/b.html"]);
    }
}
