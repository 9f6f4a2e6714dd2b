//! `/focus-areas/` and `/focus-areas/<slug>/`: what each area knows, whom it works with, and what it runs.

use serde::Serialize;

use super::{AreaChip, Cx, Head, Introduction, PersonChip, ProgramChip};
use crate::coverage::counts_nameless;
use crate::markdown::Markup;
use crate::model::{FocusArea, FocusAreaId, JobLevels, Level, Tenure};
use crate::parse::records::PersonKind;
use crate::plan::LinkView;
use crate::snapshot::HealthMark;
use crate::words::{Term, WORDS};

/// The template of the page of all areas.
pub const TEMPLATE: &str = "focus-areas.html";

/// The template of an area's page.
pub const AREA_TEMPLATE: &str = "focus-area.html";

/// The page of all areas: a table with a column for each.
#[derive(Clone, Debug, Serialize)]
pub struct FocusAreasView {
    /// What its author says first.
    pub introduction: Option<Introduction>,
    /// The areas in order.
    pub areas: Vec<AreaColumn>,
    /// Whether any area's requirements depend on the person.
    pub requirements_vary: bool,
    /// Whether any area adds to what is expected at every level.
    pub adds: bool,
    /// What is expected at every job level, as HTML.
    pub shared: Vec<String>,
    /// The job levels, from junior to senior.
    pub levels: Vec<LevelView>,
}

/// What is expected at a job level.
#[derive(Clone, Debug, Serialize)]
pub struct LevelView {
    /// Its name.
    pub name: String,
    /// What it is, as HTML.
    pub summary: String,
    /// What it adds, as HTML.
    pub responsibilities: Vec<String>,
}

/// An area as a column.
#[derive(Clone, Debug, Serialize)]
pub struct AreaColumn {
    /// The area.
    pub area: AreaChip,
    /// Who leads it.
    pub lead: Option<PersonChip>,
    /// What it knows about, as HTML.
    pub expertise: Vec<String>,
    /// Organizations that it works with.
    pub connected_orgs: Vec<String>,
    /// What it asks of a program manager, as HTML.
    pub requirements: String,
    /// Whether that depends on the person.
    pub requirements_vary: bool,
    /// What it adds to what is expected at every job level, as HTML.
    pub additions: Vec<String>,
    /// Who works in it.
    pub people: Vec<PersonChip>,
    /// How many more work in it who do not show their names.
    pub unlisted: Option<String>,
    /// What it runs.
    pub programs: Vec<ProgramChip>,
}

/// An area's page.
#[derive(Clone, Debug, Serialize)]
pub struct FocusAreaView {
    /// The area as in the table.
    pub column: AreaColumn,
    /// Where the responsibilities of every level are, if there are any.
    pub levels: Option<LinkView>,
    /// What its author says first.
    pub introduction: Option<Introduction>,
    /// Its programs by how they are counted, the worst first.
    pub health: Vec<HealthGroup>,
    /// Words that point to this area.
    pub keywords: Vec<String>,
    /// Labels that a request gets.
    pub labels: Vec<String>,
    /// Who looks at requests first.
    pub triage: Option<PersonChip>,
    /// When a request is answered (`within 3 working days`).
    pub answer: Option<String>,
    /// How to ask.
    pub request: LinkView,
}

/// Programs that are counted alike.
#[derive(Clone, Debug, Serialize)]
pub struct HealthGroup {
    /// How.
    pub health: HealthMark,
    /// The programs.
    pub programs: Vec<ProgramChip>,
}

/// Marks in the order in which an area's programs are shown.
const ORDER: [&str; 10] =
    ["red", "amber", "stale", "never", "green", "planned", "proposed", "paused", "complete", "cancelled"];

/// The page of all areas.
#[must_use]
pub fn index(cx: &Cx<'_>) -> (Head, FocusAreasView) {
    let introduction = cx.introduction("/focus-areas/");
    let areas: Vec<_> = cx.model.focus_areas().map(|(id, _)| column(cx, id)).collect();
    let title =
        introduction.as_ref().map_or_else(|| "Focus areas".to_owned(), |introduction| introduction.title.clone());
    let names: Vec<_> = cx.model.focus_areas.iter().map(|area| area.name.as_str()).collect();
    let description = if names.is_empty() {
        "The areas that programs are run in.".to_owned()
    } else {
        format!("What each focus area knows and runs: {}.", WORDS.commas(&names))
    };
    let lines = |lines: &[Markup]| lines.iter().map(|line| cx.html(line)).collect();
    // Additions are in the columns of their areas.
    let JobLevels { shared, levels, additions: _ } = &cx.model.levels;
    let level = |Level { id: _, name, summary, responsibilities, formerly: _, until: _ }: &Level| LevelView {
        name: name.clone(),
        summary: cx.html(summary),
        responsibilities: lines(responsibilities),
    };
    let view = FocusAreasView {
        introduction,
        requirements_vary: areas.iter().any(|area| area.requirements_vary),
        adds: areas.iter().any(|area| !area.additions.is_empty()),
        areas,
        shared: lines(shared),
        levels: levels.iter().map(level).collect(),
    };
    (Head { title, description }, view)
}

/// An area's page.
#[must_use]
pub fn view(cx: &Cx<'_>, id: FocusAreaId) -> (Head, FocusAreaView) {
    let area = cx.model.focus_area(id);
    let FocusArea {
        slug,
        // Old addresses lead here.
        formerly: _,
        name,
        expertise,
        keywords,
        labels,
        triage_dri,
        // `answer` says it in words.
        target_response_days: _,
        // A place in the sources, and a place in lists.
        file: _,
        order: _,
        // `AreaColumn` has these.
        lead: _,
        connected_orgs: _,
        requirements: _,
        requirements_vary: _,
    } = area;
    let column = column(cx, id);
    let mut health: Vec<HealthGroup> = Vec::new();
    for mark in ORDER {
        let programs: Vec<_> = column.programs.iter().filter(|program| program.health.mark == mark).cloned().collect();
        if let Some(first) = programs.first() {
            health.push(HealthGroup { health: first.health.clone(), programs });
        }
    }
    let levels = &cx.model.levels;
    let has_levels = !(levels.shared.is_empty() && levels.levels.is_empty());
    let view = FocusAreaView {
        levels: has_levels
            .then(|| LinkView { href: cx.href("/focus-areas/") + "#levels", text: "those of every level".to_owned() }),
        introduction: cx.introduction(&format!("/focus-areas/{slug}/")),
        health,
        keywords: keywords.clone(),
        labels: labels.clone(),
        triage: triage_dri.map(|person| cx.person(person)),
        answer: answer(area),
        request: cx.link("/request/", "How to ask for support"),
        column,
    };
    let first = expertise.first().map_or("", |markup| markup.plain());
    let description = if first.is_empty() { format!("The focus area {name}.") } else { format!("{name}: {first}.") };
    (Head { title: name.clone(), description }, view)
}

/// When a request to `area` is answered.
pub(super) fn answer(area: &FocusArea) -> Option<String> {
    area.target_response_days.map(|days| format!("within {}", WORDS.count(days, Term::WorkingDay)))
}

fn column(cx: &Cx<'_>, id: FocusAreaId) -> AreaColumn {
    let FocusArea {
        lead,
        expertise,
        connected_orgs,
        requirements,
        requirements_vary,
        // The chip has these.
        slug: _,
        formerly: _,
        name: _,
        // A place in the sources, and a place in lists.
        file: _,
        order: _,
        // `FocusAreaView` has these.
        keywords: _,
        labels: _,
        triage_dri: _,
        target_response_days: _,
    } = cx.model.focus_area(id);
    let here = |person: &crate::model::Person| {
        person.kind == PersonKind::Member
            && person.standing(cx.model.as_of) == Tenure::Present
            && person.focus_areas.contains(&id)
    };
    let named = cx.model.people().filter(|(_, person)| here(person) && person.has_page());
    let nameless = || {
        let people = cx.model.people().map(|(_, person)| person);
        people.filter(|person| here(person) && person.counts() && !person.has_page())
    };
    let unlisted = if counts_nameless(cx.model, nameless()) { nameless().count() } else { 0 };
    AreaColumn {
        area: cx.focus_area(id),
        lead: lead.map(|lead| cx.person(lead)),
        expertise: expertise.iter().map(|markup| cx.html(markup)).collect(),
        connected_orgs: connected_orgs.clone(),
        requirements: cx.html(requirements),
        requirements_vary: *requirements_vary,
        additions: cx.model.levels.additions(id).iter().map(|line| cx.html(line)).collect(),
        people: named.map(|(person, _)| cx.person(person)).collect(),
        unlisted: (unlisted > 0).then(|| WORDS.count(unlisted, Term::PersonWithoutName)),
        programs: cx
            .model
            .programs()
            .filter(|(program, _)| cx.state(*program).facts.focus_area == id)
            .map(|(program, _)| cx.program(program))
            .collect(),
    }
}
