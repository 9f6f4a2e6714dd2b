//! What can be found: one entry for each page of the site, with its text.

use std::borrow::Cow;
use std::sync::Arc;

use crate::invariant::invariant;
use crate::markdown::{Document, Markup};
use crate::model::{FocusArea, Model, Page, PageKind, Person, PersonId, Program, ProgramId};
use crate::snapshot::Snapshot;
use crate::status::{Found, PAGES};
use crate::words::WORDS;

/// How much a word says of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the running text.
    Text,
    /// In a heading or a sentence that sums up.
    Heading,
    /// In the title.
    Title,
}

/// A page that can be found.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Its address below the site's root (`/handbook/values/`).
    pub url: String,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Where it belongs, as a word beside the title.
    pub section: Cow<'a, str>,
    /// Its text.
    pub texts: Vec<(Place, Cow<'a, str>)>,
}

impl<'a> Entry<'a> {
    /// An entry without text.
    #[must_use]
    pub fn new(url: String, title: impl Into<Cow<'a, str>>, section: impl Into<Cow<'a, str>>) -> Self {
        Self { url, title: title.into(), section: section.into(), texts: Vec::new() }
    }

    /// With `text` at `place`.
    #[must_use]
    pub fn with(mut self, place: Place, text: impl Into<Cow<'a, str>>) -> Self {
        self.texts.push((place, text.into()));
        self
    }

    fn with_all(mut self, place: Place, texts: impl IntoIterator<Item = &'a str>) -> Self {
        self.texts.extend(texts.into_iter().map(|text| (place, Cow::Borrowed(text))));
        self
    }

    fn with_document(self, document: &'a Document) -> Self {
        let headings = document.headings.iter().map(|heading| heading.text.as_str());
        let sections = document.sections.iter().map(|section| section.text.as_str());
        self.with_all(Place::Heading, headings).with_all(Place::Text, sections)
    }
}

/// A page that can be found, before its text is looked at.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    /// Its address below the site's root.
    pub url: String,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Where it belongs, as a word beside the title.
    pub section: Cow<'a, str>,
    /// What its text is made of.
    pub parts: Vec<Part<'a>>,
}

/// A piece of the text of a page.
#[derive(Clone, Debug)]
pub enum Part<'a> {
    /// A program's record and state.
    Program(ProgramId),
    /// A program's report, by its place.
    Update(ProgramId, usize),
    /// A person.
    Person(&'a Arc<Person>),
    /// A focus area.
    FocusArea(&'a Arc<FocusArea>),
    /// A Markdown page.
    Page(&'a Arc<Page>),
    /// The title of another part at the same address.
    Title(Cow<'a, str>),
}

impl<'a> Card<'a> {
    fn new(url: String, title: impl Into<Cow<'a, str>>, section: impl Into<Cow<'a, str>>, part: Option<Part<'a>>) -> Self {
        Self { url, title: title.into(), section: section.into(), parts: part.into_iter().collect() }
    }

    /// The card with its text.
    #[must_use]
    pub fn into_entry(self, cx: &Snapshot<'a>) -> Entry<'a> {
        let entry = Entry::new(self.url, self.title, self.section);
        self.parts.into_iter().fold(entry, |entry, part| match part {
            Part::Program(id) => program(cx, id, entry),
            Part::Update(id, index) => update(cx, id, index, entry),
            Part::Person(record) => person(cx, record, entry),
            Part::FocusArea(area) => focus_area(area, entry),
            Part::Page(page) => written(page, entry),
            Part::Title(title) => entry.with(Place::Heading, title),
        })
    }
}

/// Every card by address; what an author wrote for a generated page is part of its card.
#[must_use]
pub fn cards<'a>(cx: &Snapshot<'a>) -> Vec<Card<'a>> {
    let model: &'a Model = cx.model;
    let mut cards = Vec::with_capacity(2 * model.pages.len());
    for (id, program) in model.programs() {
        cards.push(Card::new(format!("/programs/{}/", program.slug), program.name.as_str(), "Program", Some(Part::Program(id))));
        for (index, update) in program.updates.iter().enumerate() {
            let title = format!("{}, {}", program.name, WORDS.date(update.date));
            let url = format!("/programs/{}/updates/{}/", program.slug, update.name);
            cards.push(Card::new(url, title, "Status report", Some(Part::Update(id, index))));
        }
    }
    for person in model.people.iter().filter(|person| person.has_page()) {
        cards.push(Card::new(format!("/team/{}/", person.slug), person.name.as_str(), "Person", Some(Part::Person(person))));
    }
    for area in &model.focus_areas {
        cards.push(Card::new(format!("/focus-areas/{}/", area.slug), area.name.as_str(), "Focus area", Some(Part::FocusArea(area))));
    }
    // Pages are in the order of their addresses: those of a section follow each other.
    let mut last = ("", "");
    for page in &model.pages {
        let section = match page.kind {
            PageKind::ProgramPage(id) => model.program(id).name.as_str(),
            PageKind::Page | PageKind::Introduction => match below(&page.url) {
                None => "",
                Some(first) if first == last.0 => last.1,
                Some(first) => {
                    last = (first, section(cx, first));
                    last.1
                }
            },
        };
        cards.push(Card::new(page.url.clone(), page.title.as_str(), section, Some(Part::Page(page))));
    }
    let searchable = PAGES.iter().filter(|row| row.found == Found::Everywhere);
    cards.extend(searchable.map(|row| Card::new(row.url.to_owned(), row.title, "", None)));
    // The sort is stable: of two cards with one address the first gives the title.
    cards.sort_by(|a, b| a.url.cmp(&b.url));
    cards.dedup_by(|later, first| {
        let same = later.url == first.url;
        if same {
            if later.title != first.title {
                first.parts.push(Part::Title(std::mem::take(&mut later.title)));
            }
            first.parts.append(&mut later.parts);
        }
        same
    });
    cards
}

/// Those who answer for a program.
pub(super) fn in_charge(program: &Program) -> impl Iterator<Item = PersonId> {
    [Some(program.dri), program.backup, program.sponsor].into_iter().flatten()
}

fn program<'a>(cx: &Snapshot<'a>, id: ProgramId, entry: Entry<'a>) -> Entry<'a> {
    let (program, state) = (cx.model.program(id), cx.state(id));
    entry
        .with(Place::Heading, program.summary.plain())
        .with_all(Place::Heading, state.update.map(|update| update.headline.plain()))
        .with_all(Place::Heading, program.milestones.iter().map(|milestone| milestone.name.as_str()))
        .with_all(Place::Text, program.tags.iter().map(String::as_str))
        .with_all(Place::Text, program.goals.iter().map(|goal| goal.name.as_str()))
        .with_all(Place::Text, in_charge(program).map(|person| cx.model.person(person).name.as_str()))
        .with_all(Place::Text, state.risks.iter().filter_map(|now| program.risks.get(now.index)).map(|risk| risk.statement.plain()))
        .with_all(Place::Text, state.issues.iter().filter_map(|now| program.issues.get(now.index)).map(|issue| issue.statement.plain()))
        .with_all(Place::Text, state.decisions.iter().map(|now| now.decision.title.as_str()))
}

fn update<'a>(cx: &Snapshot<'a>, id: ProgramId, index: usize, entry: Entry<'a>) -> Entry<'a> {
    let update = invariant(cx.model.program(id).updates.get(index), "an update is named by its place in its program");
    entry
        .with(Place::Heading, update.headline.plain())
        .with_all(Place::Text, update.path_to_green.as_ref().map(Markup::plain))
        .with_all(Place::Text, update.decisions_needed.iter().map(|need| need.ask.plain()))
        .with_all(Place::Text, update.next.iter().map(|promise| promise.text.plain()))
        .with_all(Place::Text, [cx.model.person(update.author).name.as_str()])
        .with_document(&update.body)
}

fn person<'a>(cx: &Snapshot<'a>, person: &'a Person, entry: Entry<'a>) -> Entry<'a> {
    let areas = person.focus_areas.iter().map(|id| cx.model.focus_area(*id).name.as_str());
    entry
        .with(Place::Heading, person.role.as_str())
        .with_all(Place::Heading, person.specialties.iter().map(String::as_str))
        .with_all(Place::Text, areas)
}

fn focus_area<'a>(area: &'a FocusArea, entry: Entry<'a>) -> Entry<'a> {
    entry
        .with_all(Place::Heading, area.keywords.iter().map(String::as_str))
        .with_all(Place::Heading, area.expertise.iter().map(Markup::plain))
        .with(Place::Text, area.requirements.plain())
}

fn written<'a>(page: &'a Page, entry: Entry<'a>) -> Entry<'a> {
    let short = page.link_title.as_deref().filter(|short| *short != page.title);
    entry.with_all(Place::Heading, short).with_all(Place::Heading, page.description.as_deref()).with_document(&page.document)
}

/// The first part of the address of a page below another.
fn below(url: &str) -> Option<&str> {
    let (first, rest) = url.trim_start_matches('/').split_once('/')?;
    (!rest.is_empty()).then_some(first)
}

/// The title of the page at `/first/`, above everything below it but the home page; empty when there is none.
fn section<'a>(cx: &Snapshot<'a>, first: &str) -> &'a str {
    let above = format!("/{first}/");
    let pages = &cx.model.pages;
    let page = pages.binary_search_by(|page| page.url.as_str().cmp(&above)).ok().and_then(|at| pages.get(at));
    page.map_or("", |page| page.link_title.as_deref().unwrap_or(&page.title))
}
