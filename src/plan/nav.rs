//! Navigation of Markdown pages: a tree by address, of which each page shows a bounded part.
//!
//! Pages that stand below no other are the site's first level. Those of them that stand for a folder or have pages
//! below are its sections, which the top bar names. The pages of a program are a tree of their own, to which the
//! program's page leads.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::addresses::Addresses;
use super::link::{Child, LinkView};
use super::link_window::LinkWindow;
use crate::invariant::invariant;
use crate::model::{Model, Page, PageKind};
use crate::parse::{MenuEntry, is_index};

/// Siblings shown on each side of a page; a longer list goes on at the section's own page.
const WINDOW: usize = 30;

/// The navigation of one page.
#[derive(Clone, Debug, Default)]
pub struct Nav<'p> {
    /// The pages above, outermost first, without the home page.
    pub ancestors: Vec<NavPage<'p>>,
    /// Pages of the first level before the one above it; empty for a page of that level.
    pub first_before: LinkWindow,
    /// Pages of the first level after the one above it.
    pub first_after: LinkWindow,
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
    /// The pages below it that it lists.
    pub children: Vec<NavPage<'p>>,
}

/// A page of the first level, with those below it.
#[derive(Clone, Debug)]
pub struct Branch<'p> {
    /// The page.
    pub page: NavPage<'p>,
    /// The pages below it, as far as they are not hidden in the tree.
    pub below: LinkWindow,
}

/// A destination of the top bar.
#[derive(Clone, Debug)]
pub struct BarEntry<'p> {
    /// Its address below the site's root.
    pub url: &'p str,
    /// The page.
    pub page: NavPage<'p>,
    /// Its text.
    pub text: &'p str,
    /// Whether an author put it into the main menu.
    pub chosen: bool,
}

/// A page of the navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavPage<'p> {
    /// Its number in the plan, by which its converted form is found again; below
    /// [`SitePlan::nav_pages`](super::SitePlan::nav_pages).
    pub number: usize,
    /// Its link in lists, and what it says.
    pub child: &'p Arc<Child>,
    /// Its own address, where lists lead elsewhere.
    pub own: Option<&'p str>,
}

/// All Markdown pages by address, and those that list folders.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<NavNode>,
    by_url: HashMap<String, usize>,
    /// The first level, as trees list it.
    first: Arc<[Arc<Child>]>,
    /// The same by number.
    roots: Vec<usize>,
    /// The destinations of the top bar, those of the main menu first, with the text that their menu gives them.
    bar: Vec<(usize, Option<String>)>,
    /// How many of them are of the main menu.
    chosen: usize,
}

#[derive(Clone, Debug)]
struct NavNode {
    url: String,
    card: Arc<Child>,
    /// The address to print, where the card leads elsewhere.
    own: Option<String>,
    /// Its place among its siblings, of a page that lists a folder.
    weight: Option<i64>,
    level: NavLevel,
    /// Position among its siblings in trees; of a page that is hidden there, that of the next one.
    place: usize,
    hidden: bool,
    /// Whether the top bar leads to it.
    in_bar: bool,
    children: Vec<usize>,
    /// Whether it lists them, and which of them.
    listed: Vec<usize>,
    /// The cards of those that trees show.
    list: Arc<[Arc<Child>]>,
    previous: Option<usize>,
    next: Option<usize>,
}

/// Where a page stands in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NavLevel {
    /// On the site's first level.
    First,
    /// Directly below another page.
    Below(usize),
    /// At the top of the pages of a program.
    OfProgram,
}

/// What sorts pages of one level: weight, title, address.
type SiblingOrder = (i64, String, String);

/// The address of the handbook.
const HANDBOOK: &str = "/handbook/";

const NODE: &str = "a page of the navigation is named by its place in it";

impl Tree {
    /// The tree of the pages of `model` and of those that list folders.
    pub fn new(model: &Model, addresses: &Addresses) -> Self {
        let pages: Vec<&Arc<Page>> = model.pages.iter().filter(|page| addresses.stands_alone(page)).collect();
        let of_page = |page: &&Arc<Page>| {
            let own = addresses.href(&page.url);
            let elsewhere =
                page.listing.leads_to.as_ref().map(|target| addresses.written(&target.value, &page.file).href);
            let (href, own) = elsewhere.map_or_else(|| (own.clone(), None), |href| (href, Some(own.clone())));
            let link = LinkView { href, text: page.link_title.clone().unwrap_or_else(|| page.title.clone()) };
            let description =
                page.description.clone().or_else(|| Some(page.document.lead.clone()).filter(|lead| !lead.is_empty()));
            NavNode { own, ..NavNode::new(&page.url, Child { link, description }, page.listing.is_out_of_tree()) }
        };
        let mut nodes: Vec<NavNode> = pages.par_iter().map(of_page).collect();
        nodes.extend(addresses.lists.iter().map(|list| {
            let link = LinkView { href: addresses.href(&list.url), text: list.title.clone() };
            let node = NavNode::new(&list.url, Child { link, description: None }, false);
            NavNode { weight: list.weight, ..node }
        }));
        let by_url = nodes.iter().zip(0..).map(|(node, index)| (node.url.clone(), index)).collect();
        let mut tree = Self { nodes, by_url, ..Self::default() };
        let page = |index: usize| pages.get(index).copied();
        let mut roots = Vec::new();
        let mut of_programs = Vec::new();
        for index in 0..tree.nodes.len() {
            match tree.above(&tree.node(index).url) {
                Some(parent) => {
                    tree.node_mut(parent).children.push(index);
                    tree.node_mut(index).level = NavLevel::Below(parent);
                }
                None if page(index).is_some_and(|page| matches!(page.kind, PageKind::ProgramPage(_))) => {
                    tree.node_mut(index).level = NavLevel::OfProgram;
                    of_programs.push(index);
                }
                None => roots.push(index),
            }
        }
        let places = addresses.places(&model.config.order, &model.pages);
        let place = |node: &NavNode| places.get(&node.url).copied().unwrap_or(usize::MAX);
        let keys: Vec<(usize, SiblingOrder)> =
            tree.nodes.iter().enumerate().map(|(index, node)| (place(node), node.order(page(index)))).collect();
        let order = |one: &usize, other: &usize| keys.get(*one).cmp(&keys.get(*other));
        for index in 0..tree.nodes.len() {
            let mut children = std::mem::take(&mut tree.node_mut(index).children);
            children.sort_by(order);
            let list = tree.place(&children);
            let listing = page(index).map(|page| &page.listing);
            let shown = |child: &usize| page(*child).is_none_or(|page| !page.listing.is_out_of_section());
            let node = tree.node_mut(index);
            node.list = list;
            if listing.is_none_or(|listing| !listing.lists_nothing) {
                node.listed = children.iter().copied().filter(shown).collect();
            }
            node.children = children;
        }
        roots.sort_by(order);
        of_programs.sort_by(order);
        tree.first = tree.place(&roots);
        let unlisted = |index: usize| page(index).is_some_and(|page| page.listing.unlisted);
        tree.link(roots.iter().chain(&of_programs), unlisted);
        tree.roots = roots;
        tree.fill_bar(&pages);
        tree
    }

    /// Gives pages of one level their places, and the list of those that trees show.
    fn place(&mut self, level: &[usize]) -> Arc<[Arc<Child>]> {
        let mut list = Vec::with_capacity(level.len());
        for index in level {
            let node = self.node_mut(*index);
            node.place = list.len();
            if !node.hidden {
                list.push(Arc::clone(&node.card));
            }
        }
        list.into()
    }

    /// The destinations of the top bar: what authors put into the main menu, then the sections.
    fn fill_bar(&mut self, pages: &[&Arc<Page>]) {
        let entry = |(index, page): (usize, &&Arc<Page>)| page.listing.menu.clone().map(|entry| (index, entry));
        let mut chosen: Vec<(usize, MenuEntry)> = pages.iter().enumerate().filter_map(entry).collect();
        chosen.sort_by_cached_key(|(index, entry)| {
            let (weight, title, url) = self.node(*index).order(pages.get(*index).copied());
            (entry.weight.unwrap_or(weight), title, url)
        });
        self.chosen = chosen.len();
        for (index, _) in &chosen {
            self.node_mut(*index).in_bar = true;
        }
        self.bar = chosen.into_iter().map(|(index, entry)| (index, entry.name)).collect();
        let sections = self.roots.iter().filter(|root| {
            let node = self.node(**root);
            let folder = pages.get(**root).is_some_and(|page| is_index(page.file.stem()));
            !node.hidden && !node.in_bar && (folder || !node.children.is_empty())
        });
        let mut sections: Vec<usize> = sections.copied().collect();
        // The handbook is what a site is about, whatever its weight.
        sections.sort_by_key(|root| self.node(*root).url != HANDBOOK);
        for root in &sections {
            self.node_mut(*root).in_bar = true;
        }
        self.bar.extend(sections.into_iter().map(|root| (root, None)));
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

    /// Chains every page to the one before and after it in reading order, each root's tree by itself, without those
    /// that nothing lists.
    fn link<'r>(&mut self, roots: impl Iterator<Item = &'r usize>, unlisted: impl Fn(usize) -> bool) {
        for root in roots {
            let mut order = Vec::new();
            let mut stack = vec![*root];
            while let Some(index) = stack.pop() {
                if !unlisted(index) {
                    order.push(index);
                }
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
        let node = self.node(number);
        NavPage { number, child: &node.card, own: node.own.as_deref() }
    }

    /// The navigation of the page at `url`; empty for one that is in no tree.
    pub fn nav(&self, url: &str) -> Nav<'_> {
        let Some(number) = self.by_url.get(url) else { return Nav::default() };
        let node = self.node(*number);
        let page = |index: usize| self.page(index);
        let nothing = || (LinkWindow::default(), LinkWindow::default());
        let ((before, after), (first_before, first_after)) = match node.level {
            NavLevel::First => (around(&self.first, node), nothing()),
            NavLevel::Below(parent) => {
                let top = self.node(self.top(parent));
                let first = if top.level == NavLevel::First { around(&self.first, top) } else { nothing() };
                (around(&self.node(parent).list, node), first)
            }
            NavLevel::OfProgram => (nothing(), nothing()),
        };
        Nav {
            ancestors: self.ancestors(url).collect(),
            first_before,
            first_after,
            before,
            here: Some(self.page(*number)),
            below: LinkWindow::new(&node.list, 0..2 * WINDOW),
            after,
            previous: node.previous.map(page),
            next: node.next.map(page),
            children: node.listed.iter().copied().map(page).collect(),
        }
    }

    /// The page at the top of the tree of `number`.
    fn top(&self, mut number: usize) -> usize {
        while let NavLevel::Below(parent) = self.node(number).level {
            number = parent;
        }
        number
    }

    /// The pages above `url`, outermost first, without the home page.
    pub fn ancestors(&self, url: &str) -> impl Iterator<Item = NavPage<'_>> {
        let mut above = Vec::new();
        let mut next = self.by_url.get(url).map(|index| self.node(*index).level);
        while let Some(NavLevel::Below(number)) = next {
            above.push(self.page(number));
            next = Some(self.node(number).level);
        }
        above.into_iter().rev()
    }

    /// The first level, without what is hidden in trees.
    pub fn branches(&self) -> impl Iterator<Item = Branch<'_>> {
        let shown = self.roots.iter().filter(|root| !self.node(**root).hidden);
        shown.map(|root| {
            let list = &self.node(*root).list;
            Branch { page: self.page(*root), below: LinkWindow::new(list, 0..list.len()) }
        })
    }

    /// The destinations of the top bar that are pages.
    pub fn bar(&self) -> impl Iterator<Item = BarEntry<'_>> {
        self.bar.iter().enumerate().map(|(place, (number, name))| {
            let node = self.node(*number);
            let text = name.as_deref().unwrap_or(&node.card.link.text);
            BarEntry { url: &node.url, page: self.page(*number), text, chosen: place < self.chosen }
        })
    }

    /// The address of the destination of the top bar to which the page at `url` belongs.
    pub fn section(&self, url: &str) -> Option<&str> {
        let mut number = *self.by_url.get(url)?;
        loop {
            let node = self.node(number);
            if node.in_bar {
                return Some(&node.url);
            }
            let NavLevel::Below(parent) = node.level else { return None };
            number = parent;
        }
    }
}

impl NavNode {
    fn new(url: &str, card: Child, hidden: bool) -> Self {
        Self {
            url: url.to_owned(),
            card: Arc::new(card),
            own: None,
            weight: None,
            level: NavLevel::First,
            place: 0,
            hidden,
            in_bar: false,
            children: Vec::new(),
            listed: Vec::new(),
            list: Arc::default(),
            previous: None,
            next: None,
        }
    }

    /// What sorts it among others; `page` is what it is made of, if its author wrote it.
    fn order(&self, page: Option<&Arc<Page>>) -> SiblingOrder {
        let weight = page.map_or(self.weight, |page| page.weight).unwrap_or(i64::MAX);
        let title = page.map_or(&self.card.link.text, |page| &page.title);
        (weight, title.to_lowercase(), self.url.clone())
    }
}

/// The stretches of `list` before and after `node`, which has its place in it.
fn around(list: &Arc<[Arc<Child>]>, node: &NavNode) -> (LinkWindow, LinkWindow) {
    let after = node.place + usize::from(!node.hidden);
    let before = LinkWindow::new(list, node.place.saturating_sub(WINDOW)..node.place);
    (before, LinkWindow::new(list, after..after + WINDOW))
}
