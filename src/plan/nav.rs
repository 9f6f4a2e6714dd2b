//! Navigation of Markdown pages: a tree by address, of which each page shows a bounded part.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::link::{Child, LinkView};
use super::stretch::Stretch;
use crate::model::{Model, Page, PageKind};

/// Siblings shown on each side of a page; a longer list goes on at the section's own page.
const WINDOW: usize = 30;

/// The navigation of one page.
#[derive(Clone, Debug, Default)]
pub struct Nav<'p> {
    /// The pages above, outermost first, without the home page.
    pub ancestors: Vec<NavPage<'p>>,
    /// Its siblings before it.
    pub before: Stretch,
    /// The page itself; nothing for a page that is in no tree.
    pub here: Option<NavPage<'p>>,
    /// The pages below it, as many as a list of navigation holds.
    pub below: Stretch,
    /// Its siblings after it.
    pub after: Stretch,
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
    /// Its number in the plan, by which its converted form is found again; below [`SitePlan::nav_pages`](super::SitePlan::nav_pages).
    pub number: usize,
    /// Its link, and what it says.
    pub child: &'p Arc<Child>,
}

/// All Markdown pages by address.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    by_url: HashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Node {
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

impl Tree {
    /// The tree of `model`; `href` gives the address to print.
    pub fn new(model: &Model, href: impl Fn(&str) -> String + Sync) -> Self {
        let pages: Vec<_> = model.pages.iter().filter(|page| page.kind != PageKind::Introduction).collect();
        let mut tree = Self::default();
        let node = |page: &&Arc<Page>| {
            let link = LinkView { href: href(&page.url), text: page.link_title.clone().unwrap_or_else(|| page.title.clone()) };
            let description = page.description.clone().or_else(|| Some(page.document.lead.clone()).filter(|lead| !lead.is_empty()));
            Node {
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
                    if let Some(node) = tree.nodes.get_mut(parent) {
                        node.children.push(index);
                    }
                    if let Some(node) = tree.nodes.get_mut(index) {
                        node.parent = Some(parent);
                    }
                }
                None => roots.push(index),
            }
        }
        let weight =
            |index: &usize| pages.get(*index).map(|page| (page.weight.unwrap_or(i64::MAX), page.title.to_lowercase(), page.url.clone()));
        for index in 0..tree.nodes.len() {
            if let Some(node) = tree.nodes.get_mut(index) {
                node.children.sort_by_cached_key(weight);
            }
            let children = tree.nodes.get(index).map_or_else(Vec::new, |node| node.children.clone());
            let mut list = Vec::with_capacity(children.len());
            for (place, child) in children.into_iter().enumerate() {
                if let Some(node) = tree.nodes.get_mut(child) {
                    node.place = place;
                    list.push(Arc::clone(&node.card));
                }
            }
            if let Some(node) = tree.nodes.get_mut(index) {
                node.list = list.into();
            }
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
                stack.extend(self.nodes.get(index).into_iter().flat_map(|node| node.children.iter().rev().copied()));
            }
            for pair in order.windows(2) {
                if let [before, after] = *pair {
                    if let Some(node) = self.nodes.get_mut(before) {
                        node.next = Some(after);
                    }
                    if let Some(node) = self.nodes.get_mut(after) {
                        node.previous = Some(before);
                    }
                }
            }
        }
    }

    /// How many pages it has.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    fn page(&self, number: usize) -> Option<NavPage<'_>> {
        self.nodes.get(number).map(|node| NavPage { number, child: &node.card })
    }

    /// The navigation of the page at `url`; empty for one that is in no tree.
    pub fn nav(&self, url: &str) -> Nav<'_> {
        let Some(here) = self.by_url.get(url).and_then(|index| self.page(*index)) else { return Nav::default() };
        let Some(node) = self.nodes.get(here.number) else { return Nav::default() };
        let page = |index: usize| self.page(index);
        let parent = node.parent.and_then(|parent| self.nodes.get(parent));
        let siblings = |range| parent.map_or_else(Stretch::default, |parent| Stretch::new(&parent.list, range));
        Nav {
            ancestors: self.ancestors(url).collect(),
            before: siblings(node.place.saturating_sub(WINDOW)..node.place),
            here: Some(here),
            below: Stretch::new(&node.list, 0..2 * WINDOW),
            after: siblings(node.place + 1..node.place + 1 + WINDOW),
            previous: node.previous.and_then(page),
            next: node.next.and_then(page),
            children: node.children.iter().filter_map(|index| self.page(*index)).collect(),
        }
    }

    /// The pages above `url`, outermost first, without the home page.
    pub fn ancestors(&self, url: &str) -> impl Iterator<Item = NavPage<'_>> {
        let mut above = Vec::new();
        let mut next = self.by_url.get(url).and_then(|index| self.nodes.get(*index)?.parent);
        while let Some(page) = next.and_then(|index| self.page(index)) {
            above.push(page);
            next = self.nodes.get(page.number).and_then(|node| node.parent);
        }
        above.into_iter().rev()
    }
}
