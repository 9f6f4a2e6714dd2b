//! What can be found: one entry for each page of the site, with its text.

use std::borrow::Cow;
use std::sync::Arc;

use crate::invariant::invariant;
use crate::markdown::{Document, Markup};
use crate::model::{FocusArea, Model, Page, PageKind, Person, PersonId, ProgramFacts, ProgramId};
use crate::snapshot::Snapshot;
use crate::status::{Discovery, PAGES};
use crate::words::WORDS;

/// How much a word says of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighting {
    /// In the running text.
    Text,
    /// In a heading or a sentence that sums up.
    Heading,
    /// In the title.
    Title,
}

/// A page that can be found.
#[derive(Clone, Debug)]
pub struct SearchEntry<'a> {
    /// Its address below the site's root (`/handbook/values/`).
    pub url: String,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Where it belongs, as a word beside the title.
    pub section: Cow<'a, str>,
    /// Its text.
    pub texts: Vec<(Weighting, Cow<'a, str>)>,
}

impl<'a> SearchEntry<'a> {
    /// An entry without text.
    #[must_use]
    pub fn new(url: String, title: impl Into<Cow<'a, str>>, section: impl Into<Cow<'a, str>>) -> Self {
        Self { url, title: title.into(), section: section.into(), texts: Vec::new() }
    }

    /// With `text` at `place`.
    #[must_use]
    pub fn with(mut self, place: Weighting, text: impl Into<Cow<'a, str>>) -> Self {
        self.texts.push((place, text.into()));
        self
    }

    fn with_spoken(self, cx: &Snapshot<'a>, document: &'a Document) -> Self {
        let text = |text: &'a str| cx.spoken(text, &document.body);
        let headings: Vec<_> = document.headings.iter().map(|heading| text(&heading.text)).collect();
        let sections: Vec<_> = document.sections.iter().map(|section| text(&section.text)).collect();
        let entry = headings.into_iter().fold(self, |entry, text| entry.with(Weighting::Heading, text));
        sections.into_iter().fold(entry, |entry, text| entry.with(Weighting::Text, text))
    }

    fn with_all(mut self, place: Weighting, texts: impl IntoIterator<Item = &'a str>) -> Self {
        self.texts.extend(texts.into_iter().map(|text| (place, Cow::Borrowed(text))));
        self
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
    pub parts: Vec<TextPart<'a>>,
}

/// A piece of the text of a page.
#[derive(Clone, Debug)]
pub enum TextPart<'a> {
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
    fn new(
        url: String,
        title: impl Into<Cow<'a, str>>,
        section: impl Into<Cow<'a, str>>,
        part: Option<TextPart<'a>>,
    ) -> Self {
        Self { url, title: title.into(), section: section.into(), parts: part.into_iter().collect() }
    }

    /// The card with its text.
    #[must_use]
    pub fn into_entry(self, cx: &Snapshot<'a>) -> SearchEntry<'a> {
        let entry = SearchEntry::new(self.url, self.title, self.section);
        self.parts.into_iter().fold(entry, |entry, part| match part {
            TextPart::Program(id) => program(cx, id, entry),
            TextPart::Update(id, index) => update(cx, id, index, entry),
            TextPart::Person(record) => person(cx, record, entry),
            TextPart::FocusArea(area) => focus_area(area, entry),
            TextPart::Page(page) => written(cx, page, entry),
            TextPart::Title(title) => entry.with(Weighting::Heading, title),
        })
    }
}

/// Every card by address; what an author wrote for a generated page is part of its card.
#[must_use]
pub fn cards<'a>(cx: &Snapshot<'a>) -> Vec<Card<'a>> {
    let model: &'a Model = cx.model;
    let mut cards = Vec::with_capacity(2 * model.pages.len());
    for (id, program) in model.programs() {
        cards.push(Card::new(
            format!("/programs/{}/", program.slug),
            program.name.on(model.as_of).as_str(),
            "Program",
            Some(TextPart::Program(id)),
        ));
        for (index, update) in program.updates.iter().enumerate() {
            let title = format!("{}, {}", program.name.on(update.date), WORDS.date(update.date));
            let url = format!("/programs/{}/updates/{}/", program.slug, update.name);
            cards.push(Card::new(url, title, "Status report", Some(TextPart::Update(id, index))));
        }
    }
    for person in model.people.iter().filter(|person| person.has_page()) {
        cards.push(Card::new(
            format!("/team/{}/", person.slug),
            person.name.as_str(),
            "Person",
            Some(TextPart::Person(person)),
        ));
    }
    for area in &model.focus_areas {
        cards.push(Card::new(
            format!("/focus-areas/{}/", area.slug),
            area.name.as_str(),
            "Focus area",
            Some(TextPart::FocusArea(area)),
        ));
    }
    // Pages are in the order of their addresses: those of a section follow each other.
    let mut last = ("", "");
    for page in &model.pages {
        let section = match page.kind {
            PageKind::Summary => continue,
            PageKind::ProgramPage(id) => model.program(id).name.on(model.as_of).as_str(),
            PageKind::Page | PageKind::Introduction => match below(&page.url) {
                None => "",
                Some(first) if first == last.0 => last.1,
                Some(first) => {
                    last = (first, section(cx, first));
                    last.1
                }
            },
        };
        if !page.is_unfindable() && !page.findable.unsearched {
            cards.push(Card::new(page.url.clone(), page.title.as_str(), section, Some(TextPart::Page(page))));
        }
    }
    cards.extend(cx.plan.lists().iter().map(|list| Card::new(list.url.clone(), list.title.as_str(), "", None)));
    let searchable = PAGES.iter().filter(|row| {
        let own = model.page_at(row.url);
        let shown = own.is_none_or(|page| !page.is_unfindable() && !page.findable.unsearched);
        row.found == Discovery::Everywhere && cx.plan.has(row.page) && shown
    });
    cards.extend(searchable.map(|row| Card::new(row.url.to_owned(), row.title, "", None)));
    // The sort is stable: of two cards with one address the first gives the title.
    cards.sort_by(|a, b| a.url.cmp(&b.url));
    cards.dedup_by(|later, first| {
        let same = later.url == first.url;
        if same {
            if later.title != first.title {
                first.parts.push(TextPart::Title(std::mem::take(&mut later.title)));
            }
            first.parts.append(&mut later.parts);
        }
        same
    });
    cards
}

/// Those who answer for a program.
pub(super) fn in_charge(facts: &ProgramFacts<'_>) -> impl Iterator<Item = PersonId> + use<> {
    [Some(facts.dri), facts.backup, facts.sponsor].into_iter().flatten()
}

fn program<'a>(cx: &Snapshot<'a>, id: ProgramId, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    let (program, state) = (cx.model.program(id), cx.state(id));
    entry
        .with(Weighting::Heading, program.summary.plain())
        .with_all(Weighting::Heading, state.update.map(|update| update.headline.plain()))
        .with_all(Weighting::Heading, state.milestones.iter().map(|now| now.facts.name))
        .with_all(Weighting::Text, program.tags.iter().map(String::as_str))
        .with_all(Weighting::Text, state.facts.goals.iter().map(|goal| goal.name.as_str()))
        .with_all(Weighting::Text, in_charge(&state.facts).map(|person| cx.model.person(person).name.as_str()))
        .with_all(
            Weighting::Text,
            state.risks.iter().filter_map(|now| program.risks.get(now.index)).map(|risk| risk.statement.plain()),
        )
        .with_all(
            Weighting::Text,
            state.issues.iter().filter_map(|now| program.issues.get(now.index)).map(|issue| issue.statement.plain()),
        )
        .with_all(Weighting::Text, state.decisions.iter().map(|now| now.decision.title.as_str()))
}

fn update<'a>(cx: &Snapshot<'a>, id: ProgramId, index: usize, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    let update = invariant(cx.model.program(id).updates.get(index), "an update is named by its place in its program");
    entry
        .with(Weighting::Heading, update.headline.plain())
        .with_all(Weighting::Text, update.path_to_green.as_ref().map(Markup::plain))
        .with_all(Weighting::Text, update.decisions_needed.iter().map(|need| need.ask.plain()))
        .with_all(Weighting::Text, update.next.iter().map(|promise| promise.text.plain()))
        .with_all(Weighting::Text, [cx.model.person(update.author).name.as_str()])
        .with_spoken(cx, &update.body)
}

fn person<'a>(cx: &Snapshot<'a>, person: &'a Person, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    let areas = person.focus_areas.iter().map(|id| cx.model.focus_area(*id).name.as_str());
    entry
        .with(Weighting::Heading, person.role.as_str())
        .with_all(Weighting::Heading, person.specialties.iter().map(String::as_str))
        .with_all(Weighting::Text, areas)
}

fn focus_area<'a>(area: &'a FocusArea, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    entry
        .with_all(Weighting::Heading, area.keywords.iter().map(String::as_str))
        .with_all(Weighting::Heading, area.expertise.iter().map(Markup::plain))
        .with(Weighting::Text, area.requirements.plain())
}

fn written<'a>(cx: &Snapshot<'a>, page: &'a Page, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    let short = page.link_title.as_deref().filter(|short| *short != page.title);
    entry
        .with_all(Weighting::Heading, short)
        .with_all(Weighting::Heading, page.description.as_deref())
        .with_spoken(cx, &page.document)
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
    let lists = cx.plan.lists();
    let list = lists.binary_search_by(|list| list.url.as_str().cmp(&above)).ok().and_then(|at| lists.get(at));
    let list = || list.map_or("", |list| &list.title);
    page.map_or_else(list, |page| page.link_title.as_deref().unwrap_or(&page.title))
}
