//! Which pages lead to a page: what its foot names, for readers who came to it from elsewhere.
//!
//! Only links in the text of Markdown pages that the planned audience sees are counted; navigation names every page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::addresses::Addresses;
use super::leads::Leads;
use crate::model::Model;

/// Most pages that a page names: the cost of a page does not grow with the site.
const MOST: usize = 100;

/// A page whose text leads to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkingPage {
    /// Its title.
    pub title: String,
    /// Its address below the site's root.
    pub url: String,
}

/// The pages whose texts lead to one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkingPages {
    /// The first of them, by title.
    pub first: Vec<LinkingPage>,
    /// How many there are beside these.
    pub rest: usize,
}

/// Which pages lead to a page, by its address; empty on a site that does not show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlinks(BTreeMap<String, Arc<LinkingPages>>);

impl Backlinks {
    /// Those of `model`, which is for the audience of `addresses`, with what its texts lead to. Those that equal the
    /// ones of `last` are the same ones.
    #[must_use]
    pub fn of(model: &Model, addresses: &Addresses, leads: &Leads, last: &Self) -> Self {
        if !model.config.pages.backlinks {
            return Self::default();
        }
        let mut to: BTreeMap<&str, Vec<LinkingPage>> = BTreeMap::new();
        for (url, leads) in leads.of_pages(addresses) {
            let Some(page) = model.page_at(url).filter(|page| !page.listing.unlisted) else { continue };
            for target in leads.pages.iter().filter(|target| *target != url && *target != "/") {
                to.entry(target).or_default().push(LinkingPage { title: page.title.clone(), url: url.to_owned() });
            }
        }
        let settled = to.into_iter().map(|(url, mut first)| {
            first.sort();
            let rest = first.len().saturating_sub(MOST);
            first.truncate(MOST);
            let pages = LinkingPages { first, rest };
            let known = last.0.get(url).filter(|known| ***known == pages);
            (url.to_owned(), known.map_or_else(|| Arc::new(pages), Arc::clone))
        });
        Self(settled.collect())
    }

    /// The pages whose texts lead to the page at `url`.
    #[must_use]
    pub fn to(&self, url: &str) -> Option<&Arc<LinkingPages>> {
        self.0.get(url)
    }
}
