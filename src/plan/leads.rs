//! Who leads to what: the links of texts and records by where they lead on this site.
//!
//! Links are looked up once, by `check`, which notes here what it met if somebody wants to know. Navigation, lists and
//! menus are no links of a text. Deliberately absent: what is said of pages that nobody leads to (`housekeeping`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::addresses::Addresses;
use super::resolve::{LinkFault, ResolvedLink};
use crate::markdown::{LinkKind, LinkRef};
use crate::source::SourcePath;

/// Whether it is noted where links lead, which costs time and memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Follow {
    /// Nobody asks.
    #[default]
    Nothing,
    /// It is noted; the address at which this site is published is its own, too, if there is one.
    Everything {
        /// That address, with a final `/`.
        base_url: Option<String>,
    },
}

/// Where the links of one text, or of records, lead on this site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeadsFrom {
    /// Addresses of pages.
    pub pages: BTreeSet<String>,
    /// Pictures that are shown, each with the file that says so.
    pub shown: BTreeSet<(SourcePath, SourcePath)>,
    /// Files that full addresses of this site lead to; `check` notes the others.
    pub files: BTreeSet<SourcePath>,
}

impl LeadsFrom {
    pub(super) fn is_empty(&self) -> bool {
        let Self { pages, shown, files } = self;
        pages.is_empty() && shown.is_empty() && files.is_empty()
    }

    /// What `one` and `other` lead to.
    pub(super) fn both(one: Option<Arc<Self>>, other: Option<&Arc<Self>>) -> Option<Arc<Self>> {
        match (one, other) {
            (Some(mut all), Some(other)) => {
                let Self { pages, shown, files } = &**other;
                let to = Arc::make_mut(&mut all);
                to.pages.extend(pages.iter().cloned());
                to.shown.extend(shown.iter().cloned());
                to.files.extend(files.iter().cloned());
                Some(all)
            }
            (Some(one), None) => Some(one),
            (None, other) => other.cloned(),
        }
    }

    /// Notes `link`, which means `means`, as far as `follow` says.
    pub(super) fn note(
        &mut self,
        addresses: &Addresses,
        link: &LinkRef,
        means: &Result<ResolvedLink<'_>, LinkFault>,
        follow: &Follow,
    ) {
        let Follow::Everything { base_url } = follow else { return };
        match means {
            Ok(ResolvedLink::Internal { file: Some(file), .. }) if link.kind == LinkKind::Image => {
                self.shown.insert(((*file).clone(), link.place.file.clone()));
            }
            Ok(ResolvedLink::Internal { file: None, url, .. }) => drop(self.pages.insert(url.as_ref().to_owned())),
            // Whoever follows it arrives on the page.
            Err(LinkFault::Anchor { url, .. }) => drop(self.pages.insert(url.clone())),
            Ok(ResolvedLink::External(href)) => {
                let inside = base_url.as_ref().and_then(|base| href.strip_prefix(base.as_str()));
                let Some(inside) = inside else { return };
                match addresses.resolve(&link.place.file, &format!("/{inside}")) {
                    Ok(ResolvedLink::Internal { file: Some(file), .. }) => drop(self.files.insert(file.clone())),
                    Ok(ResolvedLink::Internal { file: None, url, .. }) => drop(self.pages.insert(url.into_owned())),
                    Err(LinkFault::Anchor { url, .. }) => drop(self.pages.insert(url)),
                    Ok(ResolvedLink::External(_) | ResolvedLink::Fragment(_)) | Err(_) => {}
                }
            }
            Ok(ResolvedLink::Internal { .. } | ResolvedLink::Fragment(_)) | Err(_) => {}
        }
    }
}

/// Who leads to what on this site; empty unless that is asked for.
#[derive(Clone, Debug, Default)]
pub struct Leads {
    /// By the file of the page whose text it is. Pages that this audience does not see are among them.
    pub(super) pages: BTreeMap<SourcePath, Arc<LeadsFrom>>,
    /// What records lead to, and the stories of reports.
    pub(super) records: Option<Arc<LeadsFrom>>,
}

impl Leads {
    /// Every page that `addresses` show, by its address, with what its text leads to.
    pub(super) fn of_pages<'a>(
        &'a self,
        addresses: &'a Addresses,
    ) -> impl Iterator<Item = (&'a str, &'a LeadsFrom)> + 'a {
        let read = self.pages.iter().filter(|(file, _)| addresses.is_read(file));
        read.filter_map(|(file, leads)| Some((addresses.by_file.get(file)?.as_str(), &**leads)))
    }
}
