//! Finished pages and files of the last build, each by everything that it reads.
//!
//! A page is a pure function of parts of the model, of the plan and of the templates. [`Inputs`] gives each of these
//! parts an identity that stays for as long as the part is equal, and names for each page those that it reads: rather
//! one too many than one too few, for a needless rendering costs time and a missing one the truth.
//! `tests/incremental` holds the names against clean builds.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::fragments::Ids;
use super::made::Made;
use super::previous::PreviousSite;
use crate::config::Config;
use crate::coverage::Measured;
use crate::diagnostics::Diagnostic;
use crate::feeds::JobInputs;
use crate::invariant::invariant;
use crate::markdown::Document;
use crate::memo::{Identity, Last, ResultCache};
use crate::model::{
    Audience, FocusArea, HolidayCalendar, Inside, Intake, JobLevels, Model, Page, PageKind, Person, Program, ProgramId,
    Provider, ReportParts,
};
use crate::plan::{Backlinks, LinkingPages, LinksOf, Route, SitePlan};
use crate::render::Engine;
use crate::search::{self, SearchMemo};
use crate::snapshot::{Snapshot, TO_DO};
use crate::status::{Generated, PAGES};
use crate::theme::Theme;
use crate::views::{Cx, SiteView};

/// What the last build published.
#[derive(Debug, Default)]
pub(super) struct OutputCache {
    /// Pages and files by their address or name, with what they read.
    pub made: ResultCache<String, CachedWork>,
    /// All of them together, as the sink got them.
    pub handed: Option<PreviousSite>,
    names: Option<(PageInput, Identity<Vec<String>>)>,
    /// The search index.
    pub search: SearchMemo,
    /// The ids of pages that links lead into.
    pub ids: Ids,
    engine: Option<(Arc<Theme>, SiteView, Arc<Engine>)>,
    /// Who is there when, with what it was measured from.
    pub coverage: Option<([PageInput; 3], Arc<Measured>)>,
    settings: Last<CommonInputs>,
    links: Last<LinksOf>,
    people: Last<Vec<Identity<Person>>>,
    focus_areas: Last<Vec<Identity<FocusArea>>>,
    programs: Last<Vec<Identity<Program>>>,
    told: PartIdentities,
    pages: Last<Vec<Identity<Page>>>,
    introductions: Last<Vec<Identity<Page>>>,
}

/// Programs with an identity for each part that can be read: that of the last version in which the part was another.
#[derive(Debug, Default)]
struct PartIdentities {
    /// By slug.
    known: HashMap<String, Versions>,
    all: [Last<Vec<Identity<Program>>>; PARTS],
}

/// Parts that can be read.
const PARTS: usize = ReportParts::all().bits().count_ones() as usize;

/// A program and its identities, in the order of the parts.
#[derive(Debug)]
struct Versions {
    last: Arc<Program>,
    parts: [Identity<Program>; PARTS],
}

impl Versions {
    /// Those of `program`, which was `before`.
    fn of(program: &Arc<Program>, before: Option<Self>) -> Self {
        let Some(before) = before else {
            return Self { last: Arc::clone(program), parts: std::array::from_fn(|_| Identity::of(program)) };
        };
        if Arc::ptr_eq(&before.last, program) {
            return before;
        }
        let moved = program.moved_since(&before.last).unwrap_or(ReportParts::all());
        let mut parts = before.parts;
        for (part, identity) in ReportParts::all().iter().zip(&mut parts) {
            if moved.contains(part) {
                *identity = Identity::of(program);
            }
        }
        Self { last: Arc::clone(program), parts }
    }
}

impl PartIdentities {
    /// For each part the identities of `programs`, in their order, and of all together.
    fn of(&mut self, programs: &[Arc<Program>]) -> [PartIdentity; PARTS] {
        let mut before = std::mem::take(&mut self.known);
        let versions: Vec<_> =
            programs.iter().map(|program| Versions::of(program, before.remove(&program.slug))).collect();
        let mut part = 0..PARTS;
        let read = self.all.each_mut().map(|all| {
            let part = invariant(part.next(), "there are as many lists as parts");
            let each: Vec<_> = versions
                .iter()
                .map(|versions| invariant(versions.parts.get(part), "each program has every part").clone())
                .collect();
            PartIdentity { all: PageInput::Programs(Identity(all.settle(each.clone()))), each }
        });
        self.known = versions.into_iter().map(|versions| (versions.last.slug.clone(), versions)).collect();
        read
    }
}

/// The identities of programs as far as one part of their reports goes.
#[derive(Debug)]
struct PartIdentity {
    all: PageInput,
    each: Vec<Identity<Program>>,
}

/// What was made, and the identities of all that it reads.
#[derive(Clone, Debug)]
pub(super) struct CachedWork {
    /// What it reads.
    pub reads: Arc<Vec<PageInput>>,
    /// What came of it.
    pub made: Arc<Vec<Made>>,
}

/// Something that a page may depend on: when it changes, the page is made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PageInput {
    Settings(Identity<CommonInputs>),
    Engine(Identity<Engine>),
    Plan(Identity<SitePlan>),
    Links(Identity<LinksOf>),
    Person(Identity<Person>),
    People(Identity<Vec<Identity<Person>>>),
    FocusAreas(Identity<Vec<Identity<FocusArea>>>),
    Program(Identity<Program>),
    Programs(Identity<Vec<Identity<Program>>>),
    Names(Identity<Vec<String>>),
    Page(Identity<Page>),
    Pages(Identity<Vec<Identity<Page>>>),
    Backlinks(Identity<LinkingPages>),
}

/// What everything reads: the parts of a model that are no list of records.
#[derive(Debug, PartialEq)]
pub(super) struct CommonInputs {
    config: Config,
    as_of: Date,
    audience: Audience,
    calendars: Vec<HolidayCalendar>,
    levels: JobLevels,
    intake: Option<Intake>,
    strangers: BTreeSet<String>,
    /// Every page may lead to any of these, and marks where it does.
    inside: Inside,
}

impl OutputCache {
    /// One that keeps what it is given.
    pub fn warm() -> Self {
        Self { made: ResultCache::keeping(), search: SearchMemo::warm(), ids: Ids::keeping(), ..Self::default() }
    }

    /// The theme and its compiled templates, or why they cannot be compiled.
    pub fn engine(&mut self, theme: Theme, cx: &Cx<'_>) -> Result<(Arc<Theme>, Arc<Engine>), Vec<Diagnostic>> {
        let site = SiteView::new(cx, &theme);
        if let Some((same, known, engine)) = &self.engine
            && **same == theme
            && *known == site
        {
            return Ok((Arc::clone(same), Arc::clone(engine)));
        }
        let engine = Arc::new(Engine::new(&theme, &site)?);
        let theme = Arc::new(theme);
        self.engine = Some((Arc::clone(&theme), site, Arc::clone(&engine)));
        Ok((theme, engine))
    }

    /// Measures coverage, unless the last build did so from the same people, areas and settings.
    pub fn measure(&mut self, cx: &Snapshot<'_>, inputs: Option<&Inputs<'_>>) {
        let reads = inputs.map(|inputs| [&inputs.settings, &inputs.people, &inputs.focus_areas].map(Clone::clone));
        let known = self.coverage.take().filter(|(last, _)| Some(last) == reads.as_ref()).map(|(_, measured)| measured);
        let measured = cx.coverage.get_or_init(|| known.unwrap_or_else(|| Arc::new(Measured::of(cx.model))));
        self.coverage = reads.map(|reads| (reads, Arc::clone(measured)));
    }

    /// The identities of what pages of `cx` read; nothing when no page is kept.
    pub fn inputs<'m>(&mut self, cx: &Snapshot<'m>, plan: &Arc<SitePlan>, engine: &Arc<Engine>) -> Option<Inputs<'m>> {
        if !self.made.keeps() {
            return None;
        }
        let model: &'m Model = cx.model;
        let (config, calendars) = (model.config.clone(), model.calendars.clone());
        let (levels, intake) = (model.levels.clone(), model.intake.clone());
        let (as_of, audience, strangers) = (model.as_of, model.audience, model.strangers.clone());
        let settings =
            CommonInputs { config, as_of, audience, calendars, levels, intake, strangers, inside: Inside::of(model) };
        let programs =
            PageInput::Programs(Identity(self.programs.settle(model.programs.iter().map(Identity::of).collect())));
        let names = self.names(model, &programs);
        let introductions =
            model.pages.iter().filter(|page| is_beside_generated(&page.url)).map(Identity::of).collect();
        let asks = model.pages.iter().any(|page| asks(&page.document));
        Some(Inputs {
            model,
            backlinks: cx.backlinks,
            asks,
            neighbours: neighbours(model),
            settings: PageInput::Settings(Identity(self.settings.settle(settings))),
            engine: PageInput::Engine(Identity::of(engine)),
            plan: PageInput::Plan(Identity::of(plan)),
            links: PageInput::Links(Identity(self.links.settle(plan.links()))),
            people: PageInput::People(Identity(self.people.settle(model.people.iter().map(Identity::of).collect()))),
            focus_areas: PageInput::FocusAreas(Identity(
                self.focus_areas.settle(model.focus_areas.iter().map(Identity::of).collect()),
            )),
            parts: self.told.of(&model.programs),
            names: PageInput::Names(names),
            pages: PageInput::Pages(Identity(self.pages.settle(model.pages.iter().map(Identity::of).collect()))),
            introductions: PageInput::Pages(Identity(self.introductions.settle(introductions))),
        })
    }
}

impl OutputCache {
    /// The names of all reports, by program: with the plan they are the addresses of all pages.
    fn names(&mut self, model: &Model, programs: &PageInput) -> Identity<Vec<String>> {
        if let Some((same, names)) = &self.names
            && same == programs
        {
            return names.clone();
        }
        let names: Vec<String> = model
            .programs
            .iter()
            .flat_map(|program| program.updates.iter().map(|update| update.name.clone()))
            .collect();
        let counts = model.programs.iter().map(|program| format!("{} {}", program.slug, program.updates.len()));
        let names: Vec<String> = counts.chain(names).collect();
        let known = self.names.take().map(|(_, known)| known).filter(|known| *known.0 == names);
        let names = known.unwrap_or_else(|| Identity(Arc::new(names)));
        self.names = Some((programs.clone(), names.clone()));
        names
    }
}

/// Whether a generated page may show the page at `url`: it stands at the same address or below.
fn is_beside_generated(url: &str) -> bool {
    PAGES.iter().any(|row| url == row.url || (row.url != "/" && url.starts_with(row.url)))
}

/// Whether a text asks records for something.
fn asks(document: &Document) -> bool {
    !document.body.calls.is_empty()
}

/// Whether the story of any report of a program asks records for something.
fn tells(program: &Program) -> bool {
    program.updates.iter().any(|update| asks(&update.body))
}

const OF_THE_MODEL: &str = "ids are handed out by the model";

/// For each program the others whose state its own pages tell: those that it needs and those that need it.
fn neighbours(model: &Model) -> Vec<BTreeSet<ProgramId>> {
    let mut all = vec![BTreeSet::new(); model.programs.len()];
    for (id, program) in model.programs() {
        for dependency in &program.dependencies {
            if let Provider::Milestone { program: other, .. } = dependency.provider {
                for (one, other) in [(id, other), (other, id)] {
                    invariant(all.get_mut(one.index()), OF_THE_MODEL).insert(other);
                }
            }
        }
    }
    all
}

/// The identities of what pages read.
#[derive(Debug)]
pub(super) struct Inputs<'m> {
    model: &'m Model,
    backlinks: Option<&'m Backlinks>,
    /// Whether any page asks records for something.
    asks: bool,
    neighbours: Vec<BTreeSet<ProgramId>>,
    settings: PageInput,
    engine: PageInput,
    /// Addresses and navigation.
    plan: PageInput,
    /// Addresses alone.
    links: PageInput,
    people: PageInput,
    focus_areas: PageInput,
    /// By part of reports.
    parts: [PartIdentity; PARTS],
    names: PageInput,
    pages: PageInput,
    /// Pages that an author wrote for generated ones.
    introductions: PageInput,
}

impl Inputs<'_> {
    /// Adds what the page or pages of `route` read.
    pub fn of_route(&self, route: Route, reads: &mut Vec<PageInput>) {
        reads.extend([&self.settings, &self.engine, &self.links].into_iter().cloned());
        match route {
            // Its navigation, its own record and text, who leads to it, the chip of its owner, the name of its program
            // among the crumbs.
            Route::Page(id) => {
                reads.push(self.plan.clone());
                let page = self.model.pages.get(id.index());
                reads.extend(page.map(|page| PageInput::Page(Identity::of(page))));
                if page.is_some_and(|page| asks(&page.document)) {
                    self.records(ReportParts::all(), reads);
                }
                let to = page.and_then(|page| self.backlinks?.to(&page.url));
                reads.extend(to.map(|to| PageInput::Backlinks(Identity::of(to))));
                let keepers = page.into_iter().flat_map(|page| [page.owner, page.reviewed_by]).flatten();
                let keepers = keepers.filter_map(|person| self.model.people.get(person.index()));
                reads.extend(keepers.map(|person| PageInput::Person(Identity::of(person))));
                if let Some(PageKind::ProgramPage(program)) = page.map(|page| page.kind) {
                    reads.extend(
                        self.model
                            .programs
                            .get(program.index())
                            .map(|program| PageInput::Program(Identity::of(program))),
                    );
                }
            }
            Route::List(_) => reads.push(self.plan.clone()),
            Route::Program(id) => {
                self.introductions(reads);
                self.program(id, ReportParts::FACTS, reads);
            }
            Route::Updates(id) => {
                self.program(id, ReportParts::all(), reads);
                if self.model.programs.get(id.index()).is_some_and(|program| tells(program)) {
                    self.records(ReportParts::all(), reads);
                }
            }
            Route::Generated(page) => {
                // These lead to the sections.
                if matches!(page, Generated::Home | Generated::Search | Generated::NotFound) {
                    reads.push(self.plan.clone());
                }
                self.lists(page.row().reads, reads);
            }
            // Whether anything waits for them is read of all that may.
            Route::Person(_) | Route::ToDo(_) => {
                self.lists(ReportParts::HEALTH | TO_DO, reads);
                reads.push(self.pages.clone());
            }
            Route::FocusArea(_) => self.lists(ReportParts::HEALTH, reads),
        }
    }

    /// Adds what a file of open data reads.
    pub fn of_data(&self, of: &JobInputs, reads: &mut Vec<PageInput>) {
        reads.extend([&self.settings, &self.links].into_iter().cloned());
        match of {
            JobInputs::Settings => {}
            JobInputs::Addresses => reads.extend([&self.plan, &self.names].into_iter().cloned()),
            JobInputs::Programs(range, reading) => {
                range.clone().for_each(|index| self.program(ProgramId::new(index), *reading, reads));
            }
            JobInputs::Records(reading) => self.records(*reading, reads),
            JobInputs::Everything(reading) => {
                reads.push(self.pages.clone());
                self.records(*reading, reads);
            }
        }
    }

    /// Every record, and what an author wrote for a generated page.
    fn lists(&self, reading: ReportParts, reads: &mut Vec<PageInput>) {
        self.records(reading, reads);
        self.introductions(reads);
    }

    /// What an author wrote for generated pages, and what that asks.
    fn introductions(&self, reads: &mut Vec<PageInput>) {
        reads.push(self.introductions.clone());
        if self.asks {
            self.records(ReportParts::all(), reads);
        }
    }

    fn records(&self, reading: ReportParts, reads: &mut Vec<PageInput>) {
        reads.extend([&self.people, &self.focus_areas].into_iter().cloned());
        reads.extend(self.read(reading).map(|read| read.all.clone()));
    }

    /// The identities of all that `reading` reads.
    fn read(&self, reading: ReportParts) -> impl Iterator<Item = &PartIdentity> {
        let reading = reading | ReportParts::RECORD;
        let parts = ReportParts::all().iter().zip(&self.parts).filter(move |(part, _)| reading.contains(*part));
        parts.map(|(_, read)| read)
    }

    /// Adds what the search index reads.
    pub fn of_search(&self, reads: &mut Vec<PageInput>) {
        reads.extend([&self.settings, &self.links, &self.pages].into_iter().cloned());
        self.records(search::READING, reads);
        if self.asks || self.model.programs.iter().any(|program| tells(program)) {
            self.records(ReportParts::all(), reads);
        }
    }

    /// Adds what the pages at former addresses are made of: the script that leads on is one of the theme.
    pub fn of_redirects(&self, reads: &mut Vec<PageInput>) {
        reads.extend([&self.settings, &self.engine, &self.links].into_iter().cloned());
    }

    /// Adds what holds diagrams: pages and stories.
    pub fn of_diagrams(&self, reads: &mut Vec<PageInput>) {
        reads.extend([&self.settings, &self.pages].into_iter().cloned());
        self.records(ReportParts::STORY, reads);
    }

    /// A program, its neighbours, and everybody: reports name people of any part. Of a neighbour's reports no story is
    /// read.
    fn program(&self, id: ProgramId, reading: ReportParts, reads: &mut Vec<PageInput>) {
        reads.extend([self.people.clone(), self.focus_areas.clone()]);
        let identities = |id: ProgramId, reading| {
            self.read(reading).map(move |read| invariant(read.each.get(id.index()), OF_THE_MODEL))
        };
        reads.extend(identities(id, reading).cloned().map(PageInput::Program));
        for other in invariant(self.neighbours.get(id.index()), OF_THE_MODEL) {
            reads.extend(identities(*other, reading & ReportParts::FACTS).cloned().map(PageInput::Program));
        }
    }
}
