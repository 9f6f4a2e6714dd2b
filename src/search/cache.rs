//! The index of the last build, brought up to date page by page.

use jiff::civil::Date;

use super::card::Card;
use super::entry::{TextPart, in_charge};
use super::index::Index;
use crate::invariant::invariant;
use crate::memo::Identity;
use crate::model::{FocusArea, Page, Person, Program, ProgramId};
use crate::snapshot::Snapshot;
use crate::status::Generated;

const OF_THE_MODEL: &str = "ids are handed out by the model";

/// The index of the last build; nothing for a program that builds once.
#[derive(Debug, Default)]
pub struct SearchMemo {
    keeps: bool,
    last: Option<KnownIndex>,
}

impl SearchMemo {
    /// A memo that keeps what it is given.
    #[must_use]
    pub fn warm() -> Self {
        Self { keeps: true, last: None }
    }

    /// The index of `cards` as far as it is known, and the places of the cards whose words it does not know yet.
    #[must_use]
    pub fn known(&mut self, cx: &Snapshot<'_>, cards: &[Card<'_>], english: bool) -> (KnownIndex, Vec<usize>) {
        let whole = IndexInputs { english, as_of: cx.model.as_of };
        let known = self.last.take().filter(|last| last.whole == whole && last.has_pages(cards));
        let mut known = known.filter(|last| !last.index.is_littered()).unwrap_or_else(|| KnownIndex::new(whole));
        let changed = if self.keeps { known.changed(cx, cards) } else { (0..cards.len()).collect() };
        (known, changed)
    }

    /// Keeps `index` for the next build.
    pub fn keep(&mut self, index: KnownIndex) {
        self.last = self.keeps.then_some(index);
    }
}

/// An index with what its pages read.
#[derive(Debug)]
pub struct KnownIndex {
    whole: IndexInputs,
    pages: Vec<PageInputs>,
    /// The index.
    pub index: Index,
}

/// What every page of the index reads.
#[derive(Debug, PartialEq)]
struct IndexInputs {
    english: bool,
    as_of: Date,
}

/// What the words of a page come from.
#[derive(Debug, PartialEq)]
struct PageInputs {
    url: String,
    title: String,
    path: String,
    parts: Vec<TextIdentity>,
}

impl KnownIndex {
    fn new(whole: IndexInputs) -> Self {
        Self { whole, pages: Vec::new(), index: Index::default() }
    }

    /// Whether pages have the numbers that they had.
    fn has_pages(&self, cards: &[Card<'_>]) -> bool {
        self.pages.len() == cards.len() && self.pages.iter().zip(cards).all(|(page, card)| page.url == card.url)
    }

    /// Takes over what `cards` read; gives those whose words may be others, at first all.
    fn changed(&mut self, cx: &Snapshot<'_>, cards: &[Card<'_>]) -> Vec<usize> {
        let of = |card: &Card<'_>| PageInputs {
            url: card.url.clone(),
            title: card.title.to_string(),
            path: card.path.clone(),
            parts: card.parts.iter().map(|part| TextIdentity::of(cx, part)).collect(),
        };
        let was = std::mem::replace(&mut self.pages, cards.iter().map(of).collect());
        let is_new = |(number, page): (usize, &PageInputs)| (was.get(number) != Some(page)).then_some(number);
        self.pages.iter().enumerate().filter_map(is_new).collect()
    }
}

/// The identity of everything that a part of a text reads.
#[derive(Debug, PartialEq, Eq)]
enum TextIdentity {
    Program(Identity<Program>, Vec<Identity<Person>>, Identity<FocusArea>),
    Update(Identity<Program>, usize, Identity<Person>, Vec<String>),
    Person(Identity<Person>, Vec<Identity<FocusArea>>),
    FocusArea(Identity<FocusArea>),
    /// With what records say in it.
    Page(Identity<Page>, Vec<String>),
    Generated(Generated),
    Title(String),
}

impl TextIdentity {
    fn of(cx: &Snapshot<'_>, part: &TextPart<'_>) -> Self {
        let model = cx.model;
        let person = |id: crate::model::PersonId| Identity::of(invariant(model.people.get(id.index()), OF_THE_MODEL));
        let area =
            |id: crate::model::FocusAreaId| Identity::of(invariant(model.focus_areas.get(id.index()), OF_THE_MODEL));
        let program = |id: &ProgramId| invariant(model.programs.get(id.index()), OF_THE_MODEL);
        match part {
            TextPart::Program(id) => {
                let facts = &cx.state(*id).facts;
                let people = in_charge(facts).map(person).collect();
                Self::Program(Identity::of(program(id)), people, area(facts.focus_area))
            }
            TextPart::Update(id, index) => {
                let update =
                    invariant(program(id).updates.get(*index), "an update is named by its place in its program");
                Self::Update(Identity::of(program(id)), *index, person(update.author), cx.calls(&update.body.body))
            }
            TextPart::Person(person) => {
                Self::Person(Identity::of(person), person.focus_areas.iter().map(|id| area(*id)).collect())
            }
            TextPart::FocusArea(area) => Self::FocusArea(Identity::of(area)),
            TextPart::Page(page) => Self::Page(Identity::of(page), cx.calls(&page.document.body)),
            TextPart::Generated(page) => Self::Generated(*page),
            TextPart::Title(title) => Self::Title(title.to_string()),
        }
    }
}
