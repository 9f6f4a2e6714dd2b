//! What can be found: a card for each page of the site, before its text is looked at.

use std::borrow::Cow;

use serde::Serialize;

use super::entry::{Place, SearchEntry, TextPart};
use crate::model::{Model, PageKind, ProgramId};
use crate::snapshot::{HealthMark, Snapshot};
use crate::status::{Discovery, PAGES};
use crate::words::WORDS;

/// Of what kind a page is, as readers choose among what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Kind {
    /// A program, or a further page of it.
    Programs,
    /// A person.
    People,
    /// A status report.
    Reports,
    /// A written page.
    Handbook,
    /// A page that is made of records.
    Overviews,
}

/// A page that can be found.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    /// Its address below the site's root (`/handbook/values/`).
    pub url: String,
    /// Its title.
    pub title: Cow<'a, str>,
    /// The titles of the pages above it.
    pub path: String,
    /// What readers choose by.
    pub facets: Facets<'a>,
    /// What its text is made of.
    pub parts: Vec<TextPart<'a>>,
}

/// What readers choose by among what is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facets<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Focus areas, in order.
    pub areas: Vec<&'a str>,
    /// How a program is counted today, or how a report counted it.
    pub health: Option<HealthMark>,
    /// The year of a report.
    pub year: Option<i16>,
    /// Whether it is a report that a newer one has replaced.
    pub is_old: bool,
}

impl Facets<'_> {
    fn of(kind: Kind) -> Self {
        Self { kind, areas: Vec::new(), health: None, year: None, is_old: false }
    }
}

impl<'a> Card<'a> {
    fn new(url: String, title: impl Into<Cow<'a, str>>, kind: Kind, part: Option<TextPart<'a>>) -> Self {
        let parts = part.into_iter().collect();
        Self { url, title: title.into(), path: String::new(), facets: Facets::of(kind), parts }
    }

    /// How deep it lies in the site, 0 to 6.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.url.split('/').filter(|part| !part.is_empty()).count().min(6)
    }

    /// The page with its text.
    #[must_use]
    pub fn entry(&self, cx: &Snapshot<'a>) -> SearchEntry<'a> {
        let entry = SearchEntry::new(self.title.clone()).with(Place::Lead, self.path.clone());
        self.parts.iter().fold(entry, |entry, part| entry.with_part(cx, part))
    }
}

/// Every card by address; what an author wrote for a generated page is part of its card.
#[must_use]
pub fn cards<'a>(cx: &Snapshot<'a>) -> Vec<Card<'a>> {
    let model: &'a Model = cx.model;
    let mut cards = Vec::with_capacity(2 * model.pages.len());
    for (id, _) in model.programs() {
        program(cx, id, &mut cards);
    }
    for person in model.people.iter().filter(|person| person.has_page()) {
        let url = format!("/team/{}/", person.slug);
        let mut card = Card::new(url, person.name.as_str(), Kind::People, Some(TextPart::Person(person)));
        card.facets.areas = person.focus_areas.iter().map(|id| model.focus_area(*id).name.as_str()).collect();
        cards.push(card);
    }
    for area in &model.focus_areas {
        let url = format!("/focus-areas/{}/", area.slug);
        let mut card = Card::new(url, area.name.as_str(), Kind::Overviews, Some(TextPart::FocusArea(area)));
        card.facets.areas.push(&area.name);
        cards.push(card);
    }
    for page in &model.pages {
        let kind = match page.kind {
            PageKind::Summary => continue,
            PageKind::ProgramPage(_) => Kind::Programs,
            PageKind::Page | PageKind::Introduction => Kind::Handbook,
        };
        if !page.is_unfindable() && !page.findable.unsearched {
            cards.push(Card::new(page.url.clone(), page.title.as_str(), kind, Some(TextPart::Page(page))));
        }
    }
    cards.extend(
        cx.plan.lists().iter().map(|list| Card::new(list.url.clone(), list.title.as_str(), Kind::Handbook, None)),
    );
    let searchable = PAGES.iter().filter(|row| {
        let own = model.page_at(row.url);
        let shown = own.is_none_or(|page| !page.is_unfindable() && !page.findable.unsearched);
        row.found == Discovery::Everywhere && cx.plan.has(row.page) && shown
    });
    cards.extend(
        searchable
            .map(|row| Card::new(row.url.to_owned(), row.title, Kind::Overviews, Some(TextPart::Generated(row.page)))),
    );
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
    lead_there(&mut cards);
    cards
}

/// A program with its reports.
fn program<'a>(cx: &Snapshot<'a>, id: ProgramId, cards: &mut Vec<Card<'a>>) {
    let program = cx.model.program(id);
    let name = program.name.on(cx.model.as_of);
    let area = |id| cx.model.focus_area(id).name.as_str();
    let mut card =
        Card::new(format!("/programs/{}/", program.slug), name.as_str(), Kind::Programs, Some(TextPart::Program(id)));
    card.facets.areas.push(area(cx.state(id).facts.focus_area));
    card.facets.health = Some(cx.health(id));
    cards.push(card);
    let newest = program.updates.len().saturating_sub(1);
    for (index, update) in program.updates.iter().enumerate() {
        let title = format!("{}, {}", program.name.on(update.date), WORDS.date(update.date));
        let url = format!("/programs/{}/updates/{}/", program.slug, update.name);
        let mut card = Card::new(url, title, Kind::Reports, Some(TextPart::Update(id, index)));
        card.facets = Facets {
            kind: Kind::Reports,
            areas: vec![area(*program.focus_area.on(update.date))],
            health: Some(cx.colour(update.health)),
            year: Some(update.date.year()),
            is_old: index < newest,
        };
        cards.push(card);
    }
}

/// Gives each card the titles of those above it; they come before it, as their addresses do.
fn lead_there(cards: &mut [Card<'_>]) {
    let mut above: Vec<(String, String)> = Vec::new();
    for card in cards {
        while above.last().is_some_and(|(url, _)| !card.url.starts_with(url.as_str())) {
            above.pop();
        }
        card.path = above.iter().map(|(_, title)| title.as_str()).collect::<Vec<_>>().join(" › ");
        if card.url.ends_with('/') && card.url != "/" {
            above.push((card.url.clone(), card.title.to_string()));
        }
    }
}
