//! Navigation of Markdown pages: a tree by address, of which each page shows a bounded part.

use std::collections::HashMap;

use serde::Serialize;

use crate::model::{Model, PageKind};
use crate::views::LinkView;

/// Siblings shown on each side of a page; a longer list goes on at the section's own page.
const WINDOW: usize = 30;

/// The navigation of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Nav {
    /// The pages above, outermost first, without the home page.
    pub ancestors: Vec<LinkView>,
    /// The page among its siblings.
    pub siblings: Vec<NavItem>,
    /// The page before it in reading order.
    pub previous: Option<LinkView>,
    /// The page after it in reading order.
    pub next: Option<LinkView>,
    /// The pages below.
    pub children: Vec<Child>,
}

/// A page in a list of siblings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// Its address.
    pub href: String,
    /// Its title.
    pub text: String,
    /// Whether it is the page itself.
    pub current: bool,
    /// The pages below it; only of the page itself.
    pub children: Vec<NavItem>,
}

/// A page below another, as a section lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Child {
    /// The page.
    pub link: LinkView,
    /// What it says, in one sentence.
    pub description: Option<String>,
}

/// All Markdown pages by address.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    by_url: HashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Node {
    url: String,
    text: String,
    description: Option<String>,
    parent: Option<usize>,
    /// Position among its siblings.
    place: usize,
    children: Vec<usize>,
    previous: Option<usize>,
    next: Option<usize>,
}

impl Tree {
    pub fn new(model: &Model) -> Self {
        let pages: Vec<_> = model.pages.iter().filter(|page| page.kind != PageKind::Introduction).collect();
        let mut tree = Self::default();
        for page in &pages {
            tree.by_url.insert(page.url.clone(), tree.nodes.len());
            tree.nodes.push(Node {
                url: page.url.clone(),
                text: page.link_title.clone().unwrap_or_else(|| page.title.clone()),
                description: page.description.clone().or_else(|| Some(page.document.lead.clone()).filter(|lead| !lead.is_empty())),
                parent: None,
                place: 0,
                children: Vec::new(),
                previous: None,
                next: None,
            });
        }
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
            for (place, child) in children.into_iter().enumerate() {
                if let Some(node) = tree.nodes.get_mut(child) {
                    node.place = place;
                }
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

    pub fn nav(&self, url: &str, href: &dyn Fn(&str) -> String) -> Nav {
        let Some(node) = self.by_url.get(url).and_then(|index| self.nodes.get(*index)) else { return Nav::default() };
        let link = |index: usize| self.nodes.get(index).map(|node| LinkView { href: href(&node.url), text: node.text.clone() });
        let mut ancestors = Vec::new();
        let mut above = node.parent;
        while let Some(index) = above {
            ancestors.extend(link(index));
            above = self.nodes.get(index).and_then(|node| node.parent);
        }
        ancestors.reverse();
        let item = |index: &usize| {
            let other = self.nodes.get(*index)?;
            let current = other.url == url;
            let below = if current { &other.children[..] } else { &[] };
            let children = below.iter().take(2 * WINDOW).filter_map(|index| link(*index));
            let children =
                children.map(|link| NavItem { href: link.href, text: link.text, current: false, children: Vec::new() }).collect();
            Some(NavItem { href: href(&other.url), text: other.text.clone(), current, children })
        };
        let own = [self.by_url.get(url).copied().unwrap_or(0)];
        let family = node.parent.and_then(|parent| self.nodes.get(parent)).map_or(&own[..], |parent| &parent.children);
        let window = family.iter().skip(node.place.saturating_sub(WINDOW)).take(2 * WINDOW + 1);
        Nav {
            ancestors,
            siblings: window.filter_map(item).collect(),
            previous: node.previous.and_then(link),
            next: node.next.and_then(link),
            children: node.children.iter().filter_map(|index| self.child(*index, href)).collect(),
        }
    }

    fn child(&self, index: usize, href: &dyn Fn(&str) -> String) -> Option<Child> {
        let node = self.nodes.get(index)?;
        Some(Child { link: LinkView { href: href(&node.url), text: node.text.clone() }, description: node.description.clone() })
    }
}
