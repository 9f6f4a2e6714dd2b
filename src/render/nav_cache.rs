//! The pages of a plan's navigation as templates print them, each converted once.

use std::sync::{Arc, OnceLock};

use super::Converted;
use crate::plan::{Child, LinkView, NavPage};

/// Links and cards of the pages of one plan, converted when the first page prints them. Shared by all threads.
///
/// A handbook's pages print each other's links some forty times each, and a link converted is printed for the cost of a
/// counter.
#[derive(Debug)]
pub struct NavCache {
    links: Box<[OnceLock<Converted<LinkView>>]>,
    cards: Box<[OnceLock<Converted<Child>>]>,
}

impl NavCache {
    /// An empty one, for a plan with so many pages in its navigation.
    #[must_use]
    pub fn new(pages: usize) -> Self {
        Self {
            links: (0..pages).map(|_| OnceLock::new()).collect(),
            cards: (0..pages).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The link to `page` itself.
    #[must_use]
    pub fn link(&self, page: NavPage<'_>) -> Converted<LinkView> {
        let link = &page.child.link;
        let own = page.own.unwrap_or(&link.href);
        let convert = || Converted::new(LinkView { href: own.to_owned(), text: link.text.clone() });
        self.links.get(page.number).map_or_else(convert, |link| link.get_or_init(convert).clone())
    }

    /// `page` as a section lists it.
    #[must_use]
    pub fn card(&self, page: NavPage<'_>) -> Converted<Child> {
        let convert = || Converted::of(Arc::clone(page.child));
        self.cards.get(page.number).map_or_else(convert, |card| card.get_or_init(convert).clone())
    }
}
