//! What a site keeps and nobody needs: pages and files that no text leads to, pictures that are larger than readers
//! want.
//!
//! Only `check --housekeeping` asks. Navigation, lists and menus do not count as leading to a page: they name every
//! page, also one that everybody has forgotten. In doubt nothing is said: a page that a shortcode or a template of the
//! site's own names may be linked by it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::addresses::{Addresses, Owner};
use super::beside::Beside;
use super::leads::{Leads, LeadsFrom};
use super::resolve::ResolvedLink;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::model::{Model, Page, PageKind};
use crate::parse::beside::{PublishRule, standing};
use crate::source::{SourceBytes, SourcePath, SourceTree};
use crate::words::{Term, WORDS};

/// Endings of pictures.
const PICTURES: &[&str] = &["apng", "avif", "bmp", "gif", "jfif", "jpeg", "jpg", "png", "svg", "webp"];

/// Endings of what may name any file of `static/`, in words that nobody reads here.
const MAY_NAME_FILES: &[&str] = &["css", "htm", "html", "js", "json", "mjs", "webmanifest", "xml"];

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// The addresses of the site for its audience.
    pub addresses: &'a Addresses,
    /// The site with every audience's items.
    pub model: &'a Model,
    /// Who leads to what.
    pub leads: &'a Leads,
    /// The files that links lead to.
    pub linked: &'a BTreeSet<SourcePath>,
    /// The files beside pages that are published.
    pub beside: &'a Beside,
    /// All files.
    pub tree: &'a SourceTree,
}

impl Kept<'_> {
    /// What nobody leads to, and what is too large.
    #[must_use]
    pub fn found(&self) -> Vec<Diagnostic> {
        let named = self.named();
        let mut found = self.pages(&named);
        let lone: BTreeSet<&SourcePath> = self.lone_files(&named).collect();
        found.extend(lone.iter().map(|path| {
            let code = registry::UNLINKED_FILE.code;
            let hint = format!(
                "remove it, or show it on a page; to keep such files, write `findings: {{ {code}: ignore }}` in \
                 `pmo.yaml`"
            );
            let message = format!("`{path}` is published, and nothing on this site leads to it");
            Diagnostic::new(&registry::UNLINKED_FILE, Place::start_of(path), message).hint(hint)
        }));
        found.extend(self.large_pictures(&lone));
        found
    }

    fn read(&self) -> impl Iterator<Item = (Option<&str>, &LeadsFrom)> {
        let pages = self.leads.of_pages(self.addresses).map(|(url, leads)| (Some(url), leads));
        pages.chain(self.leads.records.iter().map(|leads| (None, &**leads)))
    }

    /// What shortcodes name that may be a link: the arguments of each call that lead somewhere.
    fn named(&self) -> Named {
        let mut named = Named::default();
        let pages = self.model.pages.iter().map(|page| (&page.file, &page.document));
        let reports = self.model.programs.iter().flat_map(|program| &program.updates);
        for (file, document) in pages.chain(reports.map(|update| (&update.file, &update.body))) {
            for call in &document.body.calls {
                let arguments = call.positional.iter().chain(call.named.iter().map(|(_, value)| value));
                for argument in arguments {
                    if let Ok(ResolvedLink::Internal { url, file, .. }) = self.addresses.resolve(file, argument) {
                        match file {
                            Some(file) => named.files.insert(file.clone()),
                            None => named.pages.insert(url.into_owned()),
                        };
                    }
                }
            }
        }
        named
    }

    fn pages(&self, named: &Named) -> Vec<Diagnostic> {
        let Config { order, .. } = &self.model.config;
        let places = self.addresses.places(order, &self.model.pages);
        let mut linked: HashSet<&str> = places.keys().map(String::as_str).collect();
        linked.extend(named.pages.iter().map(String::as_str));
        for (from, leads) in self.read() {
            linked.extend(leads.pages.iter().map(String::as_str).filter(|to| Some(*to) != from));
        }
        let urls: Vec<&str> = self.model.pages.iter().map(|page| page.url.as_str()).collect();
        let lone =
            self.model.pages.iter().filter(|page| {
                !linked.contains(page.url.as_str()) && !is_section(page, &urls) && self.may_be_lone(page)
            });
        lone.map(|page| {
            let message = format!(
                "no text of this site leads to `{}`: readers find it in navigation and by search alone",
                page.url
            );
            let hint = "link to it where its readers look, name it under `navigation` in `pmo.yaml`, or remove it if \
                        nobody needs it";
            Diagnostic::new(&registry::UNLINKED_PAGE, Place::start_of(&page.file), message).hint(hint)
        })
        .collect()
    }

    /// Whether it would be a pity if nobody led to `page`: its author did not mean it so, and nothing else leads there.
    fn may_be_lone(&self, page: &Page) -> bool {
        let listing = &page.listing;
        let own = matches!(self.addresses.owners.get(&page.url), Some(Owner::Page(file)) if *file == page.file);
        own && page.kind == PageKind::Page
            && page.url != "/"
            && !listing.unlisted
            && listing.menu.is_none()
            && listing.leads_to.is_none()
            && self.addresses.stands_alone(page)
            && self.addresses.is_read(&page.file)
    }

    /// Published files that nothing leads to.
    fn lone_files<'k>(&'k self, named: &'k Named) -> impl Iterator<Item = &'k SourcePath> {
        let mut linked: BTreeSet<&SourcePath> = self.linked.iter().chain(&named.files).collect();
        linked.extend(self.read().flat_map(|(_, leads)| &leads.files));
        let texts = self.texts();
        let statics: Vec<_> = self.tree.under("static").map(|(path, _)| path).collect();
        let ending = |path: &SourcePath| path.extension().to_lowercase();
        // A style or a script may name any of them, and nobody reads it here.
        let judged = !statics.iter().any(|path| MAY_NAME_FILES.contains(&ending(path).as_str()));
        let statics = statics.into_iter().filter(move |path| {
            judged && path.folder() != "static" && !path.as_str().contains("/.") && standing(path) == PublishRule::Media
        });
        self.beside
            .iter()
            .chain(statics)
            .filter(move |path| !linked.contains(path) && !texts.iter().any(|text| text.contains(path.file_name())))
    }

    /// Templates, styles and settings, which may name a file.
    fn texts(&self) -> Vec<&str> {
        let themes = self.tree.under("themes").map(|(path, _)| path.as_str());
        themes.chain(["pmo.yaml", "pmo.yml"]).filter_map(|path| self.tree.text(path)).map(|text| &**text).collect()
    }

    /// Pictures that a page shows and that are larger than the site wants.
    fn large_pictures(&self, lone: &BTreeSet<&SourcePath>) -> Vec<Diagnostic> {
        let most = self.model.config.large_picture;
        let mut shown: BTreeMap<&SourcePath, BTreeSet<&SourcePath>> = BTreeMap::new();
        for (picture, by) in self.read().flat_map(|(_, leads)| &leads.shown) {
            shown.entry(picture).or_default().insert(by);
        }
        let size = |path: &SourcePath| match self.tree.get(path.as_str()).map(|file| &file.bytes) {
            Some(SourceBytes::Opaque { len, .. }) => Some(*len),
            _ => None,
        };
        let is_picture = |path: &SourcePath| PICTURES.contains(&path.extension().to_lowercase().as_str());
        let large = shown.into_iter().filter(|(path, _)| is_picture(path) && !lone.contains(path));
        large
            .filter_map(|(path, by)| {
                let len = size(path).filter(|len| *len > most)?;
                let mut by = by.into_iter();
                let first = by.next()?;
                let more = match by.count() {
                    0 => String::new(),
                    more => format!(" and in {}", WORDS.count(more, Term::MorePlace)),
                };
                let message = format!("the picture has {} and is shown in `{first}`{more}", bytes(len));
                let hint = format!(
                    "save it smaller, as wide as the page shows it, or as `.webp`; `housekeeping: {{ max_picture_size: \
                     … }}` in `pmo.yaml` sets the limit, now {}",
                    bytes(most)
                );
                Some(Diagnostic::new(&registry::LARGE_PICTURE, Place::start_of(path), message).hint(hint))
            })
            .collect()
    }
}

/// Pages and files that shortcodes name.
#[derive(Default)]
struct Named {
    pages: BTreeSet<String>,
    files: BTreeSet<SourcePath>,
}

/// Whether `page` stands for a folder: it is its introduction, or other pages lie below it. `urls` are those of all
/// pages, in order.
fn is_section(page: &Page, urls: &[&str]) -> bool {
    let next = urls.partition_point(|url| *url <= page.url.as_str());
    page.file.stem() == "_index" || urls.get(next).is_some_and(|url| url.starts_with(&page.url))
}

/// A size in bytes as people say it: `612 kB`, `1.4 MB`.
fn bytes(len: u64) -> String {
    let tenths = len.div_euclid(100_000);
    if len < 1_000_000 {
        format!("{} kB", len.div_euclid(1000))
    } else if tenths.is_multiple_of(10) || tenths >= 100 {
        format!("{} MB", tenths.div_euclid(10))
    } else {
        format!("{}.{} MB", tenths.div_euclid(10), tenths % 10)
    }
}
