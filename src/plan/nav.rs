//! Navigation of Markdown pages: a tree by address, of which each page shows a bounded part.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::link::{Child, LinkView};
use super::link_window::LinkWindow;
use crate::invariant::invariant;
use crate::model::{Model, Page, PageKind};

/// Siblings shown on each side of a page; a longer list goes on at the section's own page.
const WINDOW: usize = 30;

/// The navigation of one page.
#[derive(Clone, Debug, Default)]
pub struct Nav<'p> {
    /// The pages above, outermost first, without the home page.
    pub ancestors: Vec<NavPage<'p>>,
    /// Its siblings before it.
    pub before: LinkWindow,
    /// The page itself; nothing for a page that is in no tree.
    pub here: Option<NavPage<'p>>,
    /// The pages below it, as many as a list of navigation holds.
    pub below: LinkWindow,
    /// Its siblings after it.
    pub after: LinkWindow,
    /// The page before it in reading order.
    pub previous: Option<NavPage<'p>>,
    /// The page after it in reading order.
    pub next: Option<NavPage<'p>>,
    /// All pages below it.
    pub children: Vec<NavPage<'p>>,
}

/// A page of the navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavPage<'p> {
    /// Its number in the plan, by which its converted form is found again; below
    /// [`SitePlan::nav_pages`](super::SitePlan::nav_pages).
    pub number: usize,
    /// Its link, and what it says.
    pub child: &'p Arc<Child>,
}

/// All Markdown pages by address.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<NavNode>,
    by_url: HashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct NavNode {
    card: Arc<Child>,
    parent: Option<usize>,
    /// Position among its siblings.
    place: usize,
    children: Vec<usize>,
    /// Their cards.
    list: Arc<[Arc<Child>]>,
    previous: Option<usize>,
    next: Option<usize>,
}

const NODE: &str = "a page of the navigation is named by its place in it";

impl Tree {
    /// The tree of `model`; `href` gives the address to print.
    pub fn new(model: &Model, href: impl Fn(&str) -> String + Sync) -> Self {
        let pages: Vec<_> = model.pages.iter().filter(|page| page.kind != PageKind::Introduction).collect();
        let mut tree = Self::default();
        let node = |page: &&Arc<Page>| {
            let link =
                LinkView { href: href(&page.url), text: page.link_title.clone().unwrap_or_else(|| page.title.clone()) };
            let description =
                page.description.clone().or_else(|| Some(page.document.lead.clone()).filter(|lead| !lead.is_empty()));
            NavNode {
                card: Arc::new(Child { link, description }),
                parent: None,
                place: 0,
                children: Vec::new(),
                list: Arc::default(),
                previous: None,
                next: None,
            }
        };
        tree.nodes = pages.par_iter().map(node).collect();
        tree.by_url = pages.iter().zip(0..).map(|(page, index)| (page.url.clone(), index)).collect();
        let mut roots = Vec::new();
        for (index, page) in pages.iter().enumerate() {
            match tree.above(&page.url) {
                Some(parent) => {
                    tree.node_mut(parent).children.push(index);
                    tree.node_mut(index).parent = Some(parent);
                }
                None => roots.push(index),
            }
        }
        let weight = |index: &usize| {
            let page = invariant(pages.get(*index), NODE);
            (page.weight.unwrap_or(i64::MAX), page.title.to_lowercase(), page.url.clone())
        };
        for index in 0..tree.nodes.len() {
            tree.node_mut(index).children.sort_by_cached_key(weight);
            let children = tree.node(index).children.clone();
            let mut list = Vec::with_capacity(children.len());
            for (place, child) in children.into_iter().enumerate() {
                let node = tree.node_mut(child);
                node.place = place;
                list.push(Arc::clone(&node.card));
            }
            tree.node_mut(index).list = list.into();
        }
        roots.sort_by_cached_key(weight);
        tree.link(&roots);
        tree
    }

    /// The nearest page above `url`.
    fn above(&self, url: &str) -> Option<usize> {
        let mut path = url.trim_end_matches('/');
        while let Some((above, _)) = path.rsplit_once('/') {
            if above.is_empty() {
                return None;
            }
            if let Some(index) = self.by_url.get(&format!("{above}/")) {
                return Some(*index);
            }
            path = above;
        }
        None
    }

    /// Chains every page to the one before and after it in reading order, each root's tree by itself.
    fn link(&mut self, roots: &[usize]) {
        for root in roots {
            let mut order = Vec::new();
            let mut stack = vec![*root];
            while let Some(index) = stack.pop() {
                order.push(index);
                stack.extend(self.node(index).children.iter().rev());
            }
            for pair in order.windows(2) {
                if let [before, after] = *pair {
                    self.node_mut(before).next = Some(after);
                    self.node_mut(after).previous = Some(before);
                }
            }
        }
    }

    /// How many pages it has.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    fn node(&self, number: usize) -> &NavNode {
        invariant(self.nodes.get(number), NODE)
    }

    fn node_mut(&mut self, number: usize) -> &mut NavNode {
        invariant(self.nodes.get_mut(number), NODE)
    }

    fn page(&self, number: usize) -> NavPage<'_> {
        NavPage { number, child: &self.node(number).card }
    }

    /// The navigation of the page at `url`; empty for one that is in no tree.
    pub fn nav(&self, url: &str) -> Nav<'_> {
        let Some(number) = self.by_url.get(url) else { return Nav::default() };
        let node = self.node(*number);
        let page = |index: usize| self.page(index);
        let parent = node.parent.map(|parent| self.node(parent));
        let siblings = |range| parent.map_or_else(LinkWindow::default, |parent| LinkWindow::new(&parent.list, range));
        Nav {
            ancestors: self.ancestors(url).collect(),
            before: siblings(node.place.saturating_sub(WINDOW)..node.place),
            here: Some(self.page(*number)),
            below: LinkWindow::new(&node.list, 0..2 * WINDOW),
            after: siblings(node.place + 1..node.place + 1 + WINDOW),
            previous: node.previous.map(page),
            next: node.next.map(page),
            children: node.children.iter().copied().map(page).collect(),
        }
    }

    /// The pages above `url`, outermost first, without the home page.
    pub fn ancestors(&self, url: &str) -> impl Iterator<Item = NavPage<'_>> {
        let mut above = Vec::new();
        let mut next = self.by_url.get(url).and_then(|index| self.node(*index).parent);
        while let Some(number) = next {
            above.push(self.page(number));
            next = self.node(number).parent;
        }
        above.into_iter().rev()
    }
}
