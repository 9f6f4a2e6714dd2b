//! The text of a page, each piece with the place where it stands.

use std::borrow::Cow;
use std::sync::Arc;

use crate::invariant::invariant;
use crate::markdown::{Document, Markup};
use crate::model::{Audience, FocusArea, Page, Person, PersonId, ProgramFacts, ProgramId, Tenure};
use crate::parse::records::OwnEntry;
use crate::snapshot::Snapshot;
use crate::status::Generated;
use crate::words::WORDS;

/// Where a word stands: what it says of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the title.
    Title,
    /// In another name of the page: a former one, a slug, the last part of its address.
    Name,
    /// In a heading.
    Heading,
    /// In a sentence that sums up.
    Lead,
    /// In the running text.
    Text,
}

impl Place {
    /// How many there are.
    pub const COUNT: usize = 5;
}

/// A page with its text.
#[derive(Clone, Debug)]
pub struct SearchEntry<'a> {
    /// Its title.
    pub title: Cow<'a, str>,
    /// Its text.
    pub texts: Vec<(Place, Cow<'a, str>)>,
}

impl<'a> SearchEntry<'a> {
    /// An entry without text.
    #[must_use]
    pub fn new(title: impl Into<Cow<'a, str>>) -> Self {
        Self { title: title.into(), texts: Vec::new() }
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

    /// With what the site's own fields say. Who looks for a number or an address has all of it.
    fn with_own(self, entries: &'a [OwnEntry]) -> Self {
        entries.iter().fold(self, |entry, own| entry.with(Place::Lead, own.value.plain()))
    }

    fn with_document(self, cx: &Snapshot<'a>, document: &'a Document) -> Self {
        let text = |text: &'a str| cx.spoken(text, &document.body);
        let headings = document.headings.iter().map(|heading| text(&heading.text));
        let entry = headings.fold(self, |entry, text| entry.with(Place::Heading, text));
        document.sections.iter().fold(entry, |entry, section| entry.with(Place::Text, text(&section.text)))
    }

    /// With the text of `part`.
    #[must_use]
    pub fn with_part(self, cx: &Snapshot<'a>, part: &TextPart<'a>) -> Self {
        match part {
            TextPart::Program(id) => program(cx, *id, self),
            TextPart::Update(id, index) => update(cx, *id, *index, self),
            TextPart::Person(record) => person(cx, record, self),
            TextPart::FocusArea(area) => focus_area(area, self),
            TextPart::Page(page) => written(cx, page, self),
            TextPart::Generated(page) => self.with(Place::Lead, about(*page)),
            TextPart::Title(title) => self.with(Place::Name, title.clone()),
        }
    }
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
    /// A page that is made of records.
    Generated(Generated),
    /// The title of another part at the same address.
    Title(Cow<'a, str>),
}

/// Those who answer for a program.
pub(super) fn in_charge(facts: &ProgramFacts<'_>) -> impl Iterator<Item = PersonId> + use<> {
    [Some(facts.dri), facts.backup, facts.sponsor].into_iter().flatten()
}

fn program<'a>(cx: &Snapshot<'a>, id: ProgramId, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    let (program, state, day) = (cx.model.program(id), cx.state(id), cx.model.as_of);
    // Names that it has had by this day: its page and the page of changes tell them.
    let told = |until| cx.model.audience == Audience::Internal || !program.was_internal_around(until);
    let former =
        program.name.changes().filter(|(until, ..)| *until <= day && told(*until)).map(|(_, was, _)| was.as_str());
    let risks = state.risks.iter().filter_map(|now| program.risks.get(now.index));
    let issues = state.issues.iter().filter_map(|now| program.issues.get(now.index));
    let entry = entry
        .with_all(Place::Name, former)
        .with_all(Place::Name, [program.slug.as_str()])
        .with_all(Place::Name, program.formerly.iter().map(String::as_str))
        .with_all(Place::Heading, state.milestones.iter().map(|now| now.milestone.id.as_str()))
        .with_all(Place::Heading, risks.clone().map(|risk| risk.id.as_str()))
        .with_all(Place::Heading, issues.clone().map(|issue| issue.id.as_str()))
        .with(Place::Lead, program.summary.plain())
        .with_all(Place::Lead, state.update.map(|update| update.headline.plain()))
        .with_all(Place::Heading, state.milestones.iter().map(|now| now.facts.name))
        .with_all(Place::Heading, program.tags.iter().map(String::as_str))
        .with_all(Place::Lead, state.facts.goals.iter().map(|goal| goal.name.as_str()))
        .with_all(Place::Lead, [cx.model.focus_area(state.facts.focus_area).name.as_str()])
        .with_all(Place::Lead, in_charge(&state.facts).map(|person| cx.model.person(person).name.as_str()))
        .with_all(Place::Lead, risks.clone().map(|risk| risk.statement.plain()))
        .with_all(Place::Lead, issues.map(|issue| issue.statement.plain()))
        .with_all(Place::Lead, state.decisions.iter().map(|now| now.decision.title.as_str()))
        .with_own(state.facts.fields);
    risks.fold(entry, |entry, risk| entry.with_own(&risk.fields))
}

fn update<'a>(cx: &Snapshot<'a>, id: ProgramId, index: usize, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    let update = invariant(cx.model.program(id).updates.get(index), "an update is named by its place in its program");
    entry
        .with_all(Place::Name, [update.name.as_str()])
        .with(Place::Name, WORDS.date(update.date))
        .with(Place::Lead, update.headline.plain())
        .with_all(Place::Text, update.path_to_green.as_ref().map(Markup::plain))
        .with_all(Place::Text, update.decisions_needed.iter().map(|need| need.ask.plain()))
        .with_all(Place::Text, update.next.iter().map(|promise| promise.text.plain()))
        .with_all(Place::Text, [cx.model.person(update.author).name.as_str()])
        .with_document(cx, &update.body)
}

fn person<'a>(cx: &Snapshot<'a>, person: &'a Person, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    // The page of somebody who has left tells no more.
    let here = person.standing(cx.model.as_of) != Tenure::Departed;
    let areas = person.focus_areas.iter().map(|id| cx.model.focus_area(*id).name.as_str());
    entry
        .with_all(Place::Name, person.formerly.iter().map(String::as_str))
        .with_all(Place::Name, person.handles.iter().filter(|_| here).map(|(_, name)| name.as_str()))
        .with(Place::Lead, person.role.as_str())
        .with_all(Place::Heading, person.specialties.iter().map(String::as_str))
        .with_all(Place::Lead, areas)
        .with_all(Place::Text, person.location.as_deref().filter(|_| here))
        .with_own(if here { &person.fields } else { &[] })
}

fn focus_area<'a>(area: &'a FocusArea, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    entry
        .with_all(Place::Name, area.formerly.iter().map(String::as_str))
        .with_all(Place::Heading, area.keywords.iter().map(String::as_str))
        .with_all(Place::Heading, area.expertise.iter().map(Markup::plain))
        .with(Place::Text, area.requirements.plain())
}

fn written<'a>(cx: &Snapshot<'a>, page: &'a Page, entry: SearchEntry<'a>) -> SearchEntry<'a> {
    let short = page.link_title.as_deref().filter(|short| *short != page.title);
    let lead = page.description.as_deref().unwrap_or(&page.document.lead);
    entry
        .with_all(Place::Name, short)
        .with_all(Place::Name, last_part(&page.url))
        .with_all(Place::Name, page.aliases.iter().filter_map(|alias| last_part(alias)))
        .with_all(Place::Lead, [lead])
        .with_document(cx, &page.document)
}

/// What a page that is made of records has to tell, in the words of those who look for it. What it says of each
/// record, the record's own page says as well.
fn about(page: Generated) -> &'static str {
    match page {
        Generated::Programs => "All programs with their status and health: the portfolio.",
        Generated::Archive => {
            "Programs that are complete or cancelled since longer: earlier, past, old, finished programs."
        }
        Generated::Timeline => "Milestones of all programs, ahead and late: the plan, the schedule, the roadmap.",
        Generated::Risks => "Open risks of all programs, by probability and impact: the risk register.",
        Generated::Decisions => "Decisions that are needed, and those that were taken.",
        Generated::Dependencies => "What programs need from each other, and what is late.",
        Generated::Changes => "What changed last week: news of all programs.",
        Generated::StatusGuide => "What green, amber, red and stale mean: colours, health, thresholds, rules.",
        Generated::Team => "Who we are: people, roster, contacts, time zones.",
        Generated::Coverage => "Who is awake now: working hours, time zones, shifts, gaps.",
        Generated::CoverageMeet => "When to meet: common hours, overlap, meeting times, calendars of areas.",
        Generated::CoverageYear => "Clock changes, daylight saving time, holidays: the weeks that differ.",
        Generated::CoverageHire => "Whom to hire where: planned hires, hours that are missing.",
        Generated::CoverageMethod => "How hours are counted: rules, time zone database, zones in use.",
        Generated::FocusAreas => "What each area knows about and who leads it.",
        Generated::Request => "Ask for support or for a program manager: how requests are made and who answers.",
        Generated::Home | Generated::Search | Generated::NotFound => "",
    }
}

/// The last part of an address: what its author called it there.
fn last_part(url: &str) -> Option<&str> {
    url.trim_end_matches('/').rsplit('/').next().filter(|part| !part.is_empty())
}
