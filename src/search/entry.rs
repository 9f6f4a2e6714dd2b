//! What can be found: one entry for each page of the site, with its text.

use std::borrow::Cow;

use crate::markdown::{Document, Markup};
use crate::model::{Page, PageKind};
use crate::views::Cx;

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

/// Pages that are made from all records, with their titles.
const GENERATED: &[(&str, &str)] = &[
    ("/programs/", "Programs"),
    ("/timeline/", "Timeline"),
    ("/risks/", "Risks"),
    ("/decisions/", "Decisions"),
    ("/dependencies/", "Dependencies"),
    ("/changes/", "Changes"),
    ("/team/", "Team"),
    ("/coverage/", "Coverage"),
    ("/focus-areas/", "Focus areas"),
    ("/request/", "Request"),
    ("/status-guide/", "How to read our status"),
];

/// Every entry by address; what an author wrote for a generated page is part of its entry.
#[must_use]
pub fn entries<'a>(cx: &Cx<'a>) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    programs(cx, &mut entries);
    people(cx, &mut entries);
    focus_areas(cx, &mut entries);
    entries.extend(cx.model.pages.iter().map(|page| written(cx, page)));
    entries.extend(GENERATED.iter().map(|(url, title)| Entry::new((*url).to_owned(), *title, "")));
    // The sort is stable: of two entries with one address the first gives the title.
    entries.sort_by(|a, b| a.url.cmp(&b.url));
    entries.dedup_by(|later, first| {
        let same = later.url == first.url;
        if same {
            if later.title != first.title {
                first.texts.push((Place::Heading, std::mem::take(&mut later.title)));
            }
            first.texts.append(&mut later.texts);
        }
        same
    });
    entries
}

fn programs<'a>(cx: &Cx<'a>, entries: &mut Vec<Entry<'a>>) {
    for (id, program) in cx.model.programs() {
        let state = cx.state(id);
        let part = |person: crate::model::PersonId| cx.model.person(person).name.as_str();
        let people = [Some(program.dri), program.backup, program.sponsor].into_iter().flatten().map(part);
        let entry = Entry::new(format!("/programs/{}/", program.slug), program.name.as_str(), "Program")
            .with(Place::Heading, program.summary.plain())
            .with_all(Place::Heading, state.update.map(|update| update.headline.plain()))
            .with_all(Place::Heading, program.milestones.iter().map(|milestone| milestone.name.as_str()))
            .with_all(Place::Text, program.tags.iter().map(String::as_str))
            .with_all(Place::Text, program.goals.iter().map(|goal| goal.name.as_str()))
            .with_all(Place::Text, people)
            .with_all(Place::Text, state.risks.iter().filter_map(|now| program.risks.get(now.index)).map(|risk| risk.statement.plain()))
            .with_all(Place::Text, state.issues.iter().filter_map(|now| program.issues.get(now.index)).map(|issue| issue.statement.plain()))
            .with_all(Place::Text, state.decisions.iter().map(|now| now.decision.title.as_str()));
        entries.push(entry);
        for update in &program.updates {
            let title = format!("{}, {}", program.name, cx.date(update.date).text);
            let entry = Entry::new(format!("/programs/{}/updates/{}/", program.slug, update.name), title, "Status report")
                .with(Place::Heading, update.headline.plain())
                .with_all(Place::Text, update.path_to_green.as_ref().map(Markup::plain))
                .with_all(Place::Text, update.decisions_needed.iter().map(|need| need.ask.plain()))
                .with_all(Place::Text, update.next.iter().map(|promise| promise.text.plain()))
                .with_all(Place::Text, [part(update.author)])
                .with_document(&update.body);
            entries.push(entry);
        }
    }
}

fn people<'a>(cx: &Cx<'a>, entries: &mut Vec<Entry<'a>>) {
    for person in cx.model.people.iter().filter(|person| person.has_page()) {
        let areas = person.focus_areas.iter().map(|id| cx.model.focus_area(*id).name.as_str());
        let entry = Entry::new(format!("/team/{}/", person.slug), person.name.as_str(), "Person")
            .with(Place::Heading, person.role.as_str())
            .with_all(Place::Heading, person.specialties.iter().map(String::as_str))
            .with_all(Place::Text, areas);
        entries.push(entry);
    }
}

fn focus_areas<'a>(cx: &Cx<'a>, entries: &mut Vec<Entry<'a>>) {
    for area in &cx.model.focus_areas {
        let entry = Entry::new(format!("/focus-areas/{}/", area.slug), area.name.as_str(), "Focus area")
            .with_all(Place::Heading, area.keywords.iter().map(String::as_str))
            .with_all(Place::Heading, area.expertise.iter().map(Markup::plain))
            .with(Place::Text, area.requirements.plain());
        entries.push(entry);
    }
}

fn written<'a>(cx: &Cx<'a>, page: &'a Page) -> Entry<'a> {
    let section = match page.kind {
        PageKind::ProgramPage(id) => cx.model.program(id).name.as_str(),
        PageKind::Page | PageKind::Introduction => section(cx, &page.url),
    };
    let short = page.link_title.as_deref().filter(|short| *short != page.title);
    Entry::new(page.url.clone(), page.title.as_str(), section)
        .with_all(Place::Heading, short)
        .with_all(Place::Heading, page.description.as_deref())
        .with_document(&page.document)
}

/// The title of the page above everything at `url` but the home page; empty when there is none or `url` is that page.
fn section<'a>(cx: &Cx<'a>, url: &str) -> &'a str {
    let Some((first, rest)) = url.trim_start_matches('/').split_once('/') else { return "" };
    if rest.is_empty() {
        return "";
    }
    let above = format!("/{first}/");
    let pages = &cx.model.pages;
    let page = pages.binary_search_by(|page| page.url.as_str().cmp(&above)).ok().and_then(|at| pages.get(at));
    page.map_or("", |page| page.link_title.as_deref().unwrap_or(&page.title))
}
