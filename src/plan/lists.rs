//! Folders of pages without a page of their own: each gets one that lists what lies in it.
//!
//! Such a page stands only where nothing else does: a page that this audience may not see, a former address and a file
//! keep their place, and then the pages of the folder belong to the nearest page above.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::addresses::{Addresses, ListPage, Owner};
use super::outline::{AddressInputs, Outlines};
use super::resolve::ResolvedLink;
use crate::artifact::OutputPath;
use crate::model::{Page, PageKind};
use crate::parse::{FrontMatter, page_url};
use crate::source::SourcePath;
use crate::status::Generated;

impl Addresses {
    /// Gives each folder in which pages are published, and which has no page of its own, a page that lists them.
    pub(super) fn list_folders(&mut self, site: &Outlines<'_>) {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut lists = BTreeMap::new();
        for (path, outline) in &site.files {
            if !matches!(outline, AddressInputs::Page { .. }) {
                continue;
            }
            let Some(page) = self.by_file.get(*path) else { continue };
            if let Some(Owner::Alias(_) | Owner::Withheld) = self.owners.get(page) {
                continue;
            }
            let mut folder = path.folder();
            // Whoever has seen a folder has seen those above it.
            while folder.contains('/') {
                let index = SourcePath::new(format!("{folder}/_index.md"));
                let url = page_url(&index, &FrontMatter::default(), &self.written);
                if page.starts_with(&url) && !seen.insert(folder) {
                    break;
                }
                let (above, name) = folder.rsplit_once('/').unwrap_or_default();
                if page.starts_with(&url) && *page != url && self.is_free(&url) && !self.is_of_program(folder) {
                    lists.entry(url).or_insert_with(|| (title(self.written.bare(name)), self.written.place(&index)));
                }
                folder = above;
            }
        }
        // The address below which all pages stand is that of no folder.
        let top = format!("/{}/", self.written.below);
        let has_pages = || self.by_file.values().any(|url| url.starts_with(&top));
        if !self.written.below.is_empty() && self.is_free(&top) && has_pages() {
            let name = self.written.below.rsplit('/').next().unwrap_or_default();
            lists.entry(top).or_insert_with(|| (title(name), None));
        }
        for (url, (title, weight)) in lists {
            self.owners.insert(url.clone(), Owner::Generated(None));
            self.lists.push(ListPage { url, title, weight });
        }
    }

    /// Whether `page` is the introduction of a page that records make.
    pub(super) fn introduces(&self, page: &Page) -> bool {
        let made = |url| Generated::introduced_at(url).is_some_and(|made| self.kept.has(made));
        page.kind == PageKind::Introduction && made(&page.url)
    }

    /// Whether `page` has an address of its own.
    pub(super) fn stands_alone(&self, page: &Page) -> bool {
        page.kind != PageKind::Summary && !self.introduces(page)
    }

    /// The places that the `order` of the settings, and then the list of contents among `pages`, give to the pages that
    /// they name, by their addresses. A folder without a page of its own stands
    /// where the first page in it does.
    pub(super) fn places(&self, order: &[String], pages: &[Arc<Page>]) -> HashMap<String, usize> {
        let mut places = HashMap::new();
        let settings = SourcePath::new("pmo.yaml");
        for (place, page) in order.iter().enumerate() {
            if let Ok(ResolvedLink::Internal { url, .. }) = self.resolve(&settings, page) {
                places.entry(url.into_owned()).or_insert(place);
            }
        }
        for summary in pages.iter().filter(|page| page.kind == PageKind::Summary) {
            for (place, link) in (order.len()..).zip(&summary.document.body.links) {
                if let Ok(ResolvedLink::Internal { url, .. }) = self.resolve(&summary.file, &link.target) {
                    places.entry(url.into_owned()).or_insert(place);
                }
            }
        }
        let mut of_folders: HashMap<String, usize> = HashMap::new();
        let named: BTreeMap<&String, &usize> = places.iter().collect();
        for (url, place) in named {
            let ends = url.match_indices('/').map(|(end, _)| end + 1).filter(|end| *end < url.len());
            // A page of the author's own has a place of its own.
            let listed =
                |folder: &&str| self.lists.iter().any(|list| list.url == **folder) && !places.contains_key(*folder);
            for folder in ends.filter_map(|end| url.get(..end)).filter(listed) {
                let first = of_folders.entry(folder.to_owned()).or_insert(*place);
                *first = (*first).min(*place);
            }
        }
        places.extend(of_folders);
        places
    }

    /// Whether a page that nobody asked for may stand at `url`.
    fn is_free(&self, url: &str) -> bool {
        !self.owners.contains_key(url)
            && !self.owners.contains_key(&format!("{url}index.html"))
            && OutputPath::of_url(url).is_some()
            && self.files_above(url).next().is_none()
    }

    /// Whether `folder` lies in that of a program, whose page leads to all its pages.
    fn is_of_program(&self, folder: &str) -> bool {
        let slug = folder.strip_prefix("content/programs/").and_then(|rest| rest.split('/').next());
        let owner = slug.and_then(|slug| self.owners.get(&format!("/programs/{slug}/")));
        matches!(owner, Some(Owner::Generated(Some(_)) | Owner::Hidden))
    }
}

/// A title out of a folder's name: `about-us` → `About us`.
fn title(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut letters = spaced.trim().chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::markdown::Options;
    use crate::model::Audience;
    use crate::parse::{self, ParseMemo};
    use crate::source::SourceTree;
    use crate::validate::BuildScope;

    /// The pages that list folders, in a public site of files with these texts.
    fn lists(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let tree: SourceTree = files.iter().copied().collect();
        let parsed = parse::site(&tree, Options::default(), &mut ParseMemo::default());
        let scope = BuildScope { as_of: jiff::civil::date(2026, 3, 5), drafts: false };
        let addresses = Addresses::of(&parsed, &Config::fallback(), scope, Audience::Public);
        addresses.lists.into_iter().map(|list| (list.url, list.title)).collect()
    }

    fn owned(lists: &[(&str, &str)]) -> Vec<(String, String)> {
        lists.iter().map(|(url, title)| ((*url).to_owned(), (*title).to_owned())).collect()
    }

    #[test]
    fn each_folder_of_pages_has_a_page() {
        let files =
            [("content/About us/deep-er/a.md", "# A"), ("content/guides/_index.md", "# G"), ("content/x.md", "")];
        assert_eq!(lists(&files), owned(&[("/about-us/", "About us"), ("/about-us/deep-er/", "Deep er")]));
    }

    #[test]
    fn a_page_of_the_author_keeps_its_place_and_a_withheld_one_too() {
        for index in ["# Own", "---\ndraft: true\n---\n# D", "---\nvisibility: internal\n---\n# I"] {
            assert_eq!(lists(&[("content/a/_index.md", index), ("content/a/b.md", "# B")]), [], "{index}");
        }
        assert_eq!(lists(&[("content/a.md", "# A"), ("content/a/b.md", "# B")]), []);
        assert_eq!(lists(&[("content/a/b.md", "---\naliases: [/a/]\n---\n# B")]), []);
        assert_eq!(lists(&[("content/a/b.md", "# B"), ("static/a/index.html", "x")]), []);
    }

    #[test]
    fn a_folder_of_which_nothing_is_published_has_none() {
        assert_eq!(lists(&[("content/a/b.md", "---\ndraft: true\n---\n# B")]), []);
        assert_eq!(lists(&[("content/a/b.md", "---\nvisibility: internal\n---\n# B")]), []);
        assert_eq!(lists(&[("content/a/b.md", "---\nurl: /c/\n---\n# B")]), []);
    }
}
