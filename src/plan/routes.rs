//! The pages to render, in order, and the addresses they print.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::addresses::{Addresses, ListPage};
use super::beside::Beside;
use super::link::diagram_url;
use super::nav::{BarEntry, Branch, Nav, NavPage, Tree};
use super::written::WrittenLink;
use crate::markdown::{HoleTarget, LinkKind, LinkRef, Markup, is_data_picture};
use crate::memo::Identity;
use crate::model::{FocusAreaId, Model, Page, PageId, PageKind, PersonId, ProgramId};
use crate::source::{Dimensions, SourceBytes, SourceFile, SourcePath, SourceTree};
use crate::status::{Discovery, Generated, PAGES};

/// A page to render.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// One of the pages that are made from all records.
    Generated(Generated),
    /// A Markdown page.
    Page(PageId),
    /// A page that lists a folder, by its place in [`SitePlan::lists`].
    List(usize),
    /// `/programs/<slug>/`
    Program(ProgramId),
    /// Every `/programs/<slug>/updates/<name>/` of a program, made together so that its history is folded once.
    Updates(ProgramId),
    /// `/team/<slug>/`
    Person(PersonId),
    /// `/team/<slug>/to-do/`
    ToDo(PersonId),
    /// `/focus-areas/<slug>/`
    FocusArea(FocusAreaId),
}

impl Route {
    /// Whether the page is about one thing; the others list things of the whole site and take the longer the larger it
    /// is.
    #[must_use]
    pub fn is_of_one(self) -> bool {
        match self {
            Self::Page(_)
            | Self::List(_)
            | Self::Program(_)
            | Self::Updates(_)
            | Self::Person(_)
            | Self::ToDo(_)
            | Self::FocusArea(_) => true,
            Self::Generated(_) => false,
        }
    }
}

/// A former address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// The address that was.
    pub from: String,
    /// The address that is.
    pub to: String,
    /// `?query` and `#fragment` behind it, or empty.
    pub rest: String,
}

/// The part of a plan that decides how addresses and links are printed: all of it but the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinksOf {
    addresses: Identity<Addresses>,
    dimensions: Arc<BTreeMap<SourcePath, Dimensions>>,
}

/// A site's addresses, pages and navigation.
#[derive(Clone, Debug)]
pub struct SitePlan {
    addresses: Arc<Addresses>,
    /// What stands at each address below the site's root.
    routes: Vec<(String, Route)>,
    redirects: Vec<Redirect>,
    /// Of pictures.
    dimensions: Arc<BTreeMap<SourcePath, Dimensions>>,
    /// The files of `content/` that are published beside pages.
    beside: Beside,
    /// The Content Security Policy of every page.
    policy: Arc<str>,
    /// The navigation.
    tree: Tree,
}

/// The plan of the last build and what it was made of.
#[derive(Debug, Default)]
pub struct PlanMemo {
    keeps: bool,
    pictures: Pictures,
    last: Option<(PlanInputs, Vec<Arc<Page>>, Arc<SitePlan>)>,
}

/// Everything that a plan reads but the pages.
#[derive(Debug, PartialEq)]
struct PlanInputs {
    addresses: Identity<Addresses>,
    /// Slugs of programs, and whether they have reports.
    programs: Vec<(String, bool)>,
    people: Vec<String>,
    focus_areas: Vec<String>,
    search: bool,
    dimensions: Arc<BTreeMap<SourcePath, Dimensions>>,
    beside: Beside,
    policy: Arc<str>,
}

/// The sizes of the pictures whose header could be read, and the files that they are of.
#[derive(Debug, Default)]
struct Pictures {
    of: SourceTree,
    dimensions: Arc<BTreeMap<SourcePath, Dimensions>>,
}

impl Pictures {
    /// Takes over what changed in `source`.
    fn follow(&mut self, source: &SourceTree) -> &Arc<BTreeMap<SourcePath, Dimensions>> {
        let size = |file: Option<&SourceFile>| match file.map(|file| &file.bytes) {
            Some(SourceBytes::Opaque { dimensions, .. }) => *dimensions,
            _ => None,
        };
        for change in source.changes(&self.of) {
            match (size(change.old), size(change.new)) {
                (None, None) => {}
                (_, Some(dimensions)) => {
                    Arc::make_mut(&mut self.dimensions).insert(change.key.clone(), dimensions);
                }
                (Some(_), None) => {
                    Arc::make_mut(&mut self.dimensions).remove(change.key);
                }
            }
        }
        self.of = source.clone();
        &self.dimensions
    }
}

/// Whether a plan of `pages` is one of `others`.
fn same_pages(pages: &[Arc<Page>], others: &[Arc<Page>]) -> bool {
    pages.len() == others.len() && pages.iter().zip(others).all(|(a, b)| Arc::ptr_eq(a, b) || card(a) == card(b))
}

/// What other pages and the plan know of a page.
fn card(page: &Page) -> impl PartialEq {
    let Page { url, title, link_title, description, weight, listing, findable, kind, document, .. } = page;
    // What the list of contents names orders the others.
    let names = (*kind == PageKind::Summary).then_some(&document.body.links);
    (url, title, link_title, description, *weight, (listing, *findable), *kind, &document.lead, names)
}

impl PlanMemo {
    /// A memo that keeps what it is given.
    #[must_use]
    pub fn warm() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// The plan of `model`, as [`SitePlan::new`] gives it.
    pub fn plan(
        &mut self,
        model: &Model,
        addresses: &Arc<Addresses>,
        (beside, policy): (&Beside, &Arc<str>),
        source: &SourceTree,
    ) -> Arc<SitePlan> {
        if !self.keeps {
            let decided = (Arc::clone(beside), Arc::clone(policy));
            return Arc::new(SitePlan::new(model, Arc::clone(addresses), decided, source));
        }
        let args = PlanInputs {
            addresses: Identity::of(addresses),
            programs: model.programs.iter().map(|program| (program.slug.clone(), program.updates.is_empty())).collect(),
            people: model.people.iter().map(|person| person.slug.clone()).collect(),
            focus_areas: model.focus_areas.iter().map(|area| area.slug.clone()).collect(),
            search: model.config.search,
            dimensions: Arc::clone(self.pictures.follow(source)),
            beside: Arc::clone(beside),
            policy: Arc::clone(policy),
        };
        if let Some((same, pages, plan)) = &mut self.last
            && *same == args
            && same_pages(pages, &model.pages)
        {
            for (last, page) in pages.iter_mut().zip(&model.pages) {
                if !Arc::ptr_eq(last, page) {
                    *last = Arc::clone(page);
                }
            }
            return Arc::clone(plan);
        }
        let plan = Arc::new(SitePlan::of(
            model,
            Arc::clone(addresses),
            (Arc::clone(beside), Arc::clone(policy)),
            Arc::clone(&self.pictures.dimensions),
        ));
        self.last = Some((args, model.pages.clone(), Arc::clone(&plan)));
        plan
    }
}

impl SitePlan {
    /// Plans the site of `model`, which publishes files beside pages and works under a policy.
    #[must_use]
    pub fn new(model: &Model, addresses: Arc<Addresses>, decided: (Beside, Arc<str>), source: &SourceTree) -> Self {
        let dimensions = Arc::clone(Pictures::default().follow(source));
        Self::of(model, addresses, decided, dimensions)
    }

    fn of(
        model: &Model,
        addresses: Arc<Addresses>,
        (beside, policy): (Beside, Arc<str>),
        dimensions: Arc<BTreeMap<SourcePath, Dimensions>>,
    ) -> Self {
        let mut routes: Vec<(String, Route)> = Vec::new();
        let mut add = |url: &str, route| routes.push((url.to_owned(), route));
        let has = |page| addresses.kept.has(page) && (page != Generated::Search || model.config.search);
        for row in PAGES.iter().filter(|row| has(row.page)) {
            add(row.url, Route::Generated(row.page));
        }
        for (id, program) in model.programs() {
            add(&format!("/programs/{}/", program.slug), Route::Program(id));
            if !program.updates.is_empty() {
                add(&format!("/programs/{}/updates/", program.slug), Route::Updates(id));
            }
        }
        for (id, person) in model.people().filter(|(_, person)| person.has_page()) {
            add(&format!("/team/{}/", person.slug), Route::Person(id));
            add(&format!("/team/{}/to-do/", person.slug), Route::ToDo(id));
        }
        for (id, area) in model.focus_areas() {
            add(&format!("/focus-areas/{}/", area.slug), Route::FocusArea(id));
        }
        for (index, page) in model.pages.iter().enumerate() {
            if addresses.stands_alone(page) {
                add(&page.url, Route::Page(PageId::new(index)));
            }
        }
        for (index, list) in addresses.lists.iter().enumerate() {
            add(&list.url, Route::List(index));
        }
        routes.sort();
        let redirects = addresses.redirects().into_iter().map(|(from, to, rest)| Redirect { from, to, rest }).collect();
        let tree = Tree::new(model, &addresses);
        Self { addresses, routes, redirects, dimensions, beside, policy, tree }
    }

    /// What decides how addresses and links are printed.
    #[must_use]
    pub fn links(&self) -> LinksOf {
        LinksOf { addresses: Identity::of(&self.addresses), dimensions: Arc::clone(&self.dimensions) }
    }

    /// The pages to render, by address.
    #[must_use]
    pub fn routes(&self) -> &[(String, Route)] {
        &self.routes
    }

    /// Former addresses.
    #[must_use]
    pub fn redirects(&self) -> &[Redirect] {
        &self.redirects
    }

    /// Whether the site has `page`.
    #[must_use]
    pub fn has(&self, page: Generated) -> bool {
        self.addresses.kept.has(page)
    }

    /// Whether there are records that open data tell of.
    #[must_use]
    pub fn has_records(&self) -> bool {
        self.addresses.kept.any()
    }

    /// The pages that list folders.
    #[must_use]
    pub fn lists(&self) -> &[ListPage] {
        &self.addresses.lists
    }

    /// The addresses that search engines may list, in order; `model` must be the planned one.
    pub fn urls<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = String> + 'a {
        let page = |(url, route): &'a (String, Route)| match route {
            Route::Generated(page) if page.row().found == Discovery::Nowhere => Vec::new(),
            Route::Updates(id) => {
                model.program(*id).updates.iter().map(|update| format!("{url}{}/", update.name)).collect()
            }
            // What somebody has to do is looked for on the site, and by nobody else.
            Route::ToDo(_) => Vec::new(),
            _ if model.is_unfindable(url) => Vec::new(),
            _ => vec![url.clone()],
        };
        self.routes.iter().flat_map(page)
    }

    /// The address to print for a page or file of this site.
    #[must_use]
    pub fn href(&self, url: &str) -> String {
        self.addresses.href(url)
    }

    /// The address that search engines are told for a page that names `target` as the one to list.
    #[must_use]
    pub fn canonical(&self, target: &str, file: &SourcePath) -> Option<String> {
        self.addresses.canonical(target, file)
    }

    /// The base path with a final `/`.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.addresses.base
    }

    /// Whether `path` is a file that the planned audience may not see.
    #[must_use]
    pub fn withholds(&self, path: &SourcePath) -> bool {
        self.addresses.withholds(path)
    }

    /// The Content-Security-Policy of every page.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// Whether the file beside a page at `path` is published.
    #[must_use]
    pub fn publishes(&self, path: &SourcePath) -> bool {
        self.beside.contains(path)
    }

    /// A link target of a record (an absolute address or a page of this site) as it is printed.
    #[must_use]
    pub fn target(&self, target: &str, file: &SourcePath) -> String {
        self.addresses.written(target, file).href
    }

    /// A text as HTML with its links resolved as seen from the file in which each stands: what a report says of a risk
    /// is shown on the program's page too.
    #[must_use]
    pub fn fill(&self, markup: &Markup) -> String {
        markup.fill(|_, link| self.hole(link))
    }

    /// What goes into the hole of a link.
    #[must_use]
    pub fn hole(&self, link: &LinkRef) -> HoleTarget {
        if link.kind == LinkKind::Image && is_data_picture(&link.target) {
            return HoleTarget::from(link.target.as_str());
        }
        if link.kind == LinkKind::Diagram {
            return HoleTarget::from(self.addresses.href(&diagram_url(&link.target)));
        }
        let found = link.named.then(|| self.addresses.by_name(&link.place.file, &link.target)).flatten();
        let target = found.as_deref().unwrap_or(&link.target);
        let WrittenLink { href, file, external } = self.addresses.written(target, &link.place.file);
        let size = file.filter(|_| link.kind == LinkKind::Image).and_then(|file| self.dimensions.get(file));
        let extra = match (size, link.kind) {
            (Some(size), _) => format!(" width=\"{}\" height=\"{}\" loading=\"lazy\"", size.width, size.height),
            (None, LinkKind::Link) if external && link.target.starts_with("http") => " rel=\"noopener\"".to_owned(),
            _ => String::new(),
        };
        HoleTarget { href, extra }
    }

    /// The navigation of the page at `url`.
    #[must_use]
    pub fn nav(&self, url: &str) -> Nav<'_> {
        self.tree.nav(url)
    }

    /// The pages above the one at `url`, outermost first, without the home page.
    pub fn ancestors(&self, url: &str) -> impl Iterator<Item = NavPage<'_>> {
        self.tree.ancestors(url)
    }

    /// The first level of the navigation.
    pub fn branches(&self) -> impl Iterator<Item = Branch<'_>> {
        self.tree.branches()
    }

    /// The destinations of the top bar that are pages.
    pub fn bar(&self) -> impl Iterator<Item = BarEntry<'_>> {
        self.tree.bar()
    }

    /// The destination of the top bar to which the page at `url` belongs, as a frame names it.
    #[must_use]
    pub fn section(&self, url: &str) -> &str {
        self.tree.section(url).unwrap_or_default().trim_matches('/')
    }

    /// How many pages the navigation has.
    #[must_use]
    pub fn nav_pages(&self) -> usize {
        self.tree.len()
    }
}
