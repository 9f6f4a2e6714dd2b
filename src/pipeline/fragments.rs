//! Links to parts of pages that records make: whether the finished page has what they name.
//!
//! Which ids such a page has is up to the templates, which a site may replace, so nothing but the page can tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::artifact::OutputPath;
use crate::diagnostics::Diagnostic;
use crate::invariant::invariant;
use crate::markdown;
use crate::memo::{Identity, ResultCache};
use crate::plan::{FragmentLink, Suggestions};

/// The ids of finished pages, by their bytes.
pub(super) type Ids = ResultCache<Identity<Vec<u8>>, Arc<BTreeSet<String>>>;

/// Links by the page that they lead into.
#[derive(Debug, Default)]
pub(super) struct Fragments<'a>(BTreeMap<OutputPath, Vec<&'a FragmentLink>>);

impl<'a> Fragments<'a> {
    pub fn of(links: &'a [FragmentLink]) -> Self {
        let mut all = Self::default();
        for link in links {
            if let Some(path) = OutputPath::of_url(&link.url) {
                all.0.entry(path).or_default().push(link);
            }
        }
        all
    }

    /// Whether a link leads into the page at `path`.
    pub fn lead_into(&self, path: &OutputPath) -> bool {
        self.0.contains_key(path)
    }

    /// The findings of links that name what their page has not. A page that was not made, as the search page may not
    /// be, has none.
    pub fn dead(&self, page: impl Fn(&OutputPath) -> Option<Arc<Vec<u8>>>, ids: &mut Ids) -> Vec<Diagnostic> {
        let (links, pages): (Vec<_>, Vec<_>) =
            self.0.iter().filter_map(|(path, links)| page(path).map(|page| (links, page))).unzip();
        let ids = ids.each(&pages, Identity::of, |page| {
            Arc::new(markdown::ids(invariant(str::from_utf8(page), "pages are text")))
        });
        let dead = |(links, ids): (&&Vec<&FragmentLink>, Arc<BTreeSet<String>>)| {
            let mut suggestions = Suggestions::default();
            links.iter().filter_map(|link| link.dead(&ids, &mut suggestions)).collect::<Vec<_>>()
        };
        links.iter().zip(ids).flat_map(dead).collect()
    }
}
