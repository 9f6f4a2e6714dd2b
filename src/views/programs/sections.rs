//! All programs: by lifecycle as tables, and by focus area, goal and DRI as plain lists.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Chips;
use crate::invariant::invariant;
use crate::model::{Program, ProgramId};
use crate::parse::records::Lifecycle;
use crate::plan::LinkView;
use crate::render::Converted;
use crate::views::program::{open, person_link};
use crate::views::{Cx, DateView, ProgramChip};
use crate::words::{WORDS, capital};

/// Programs of a lifecycle.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LifecycleGroup {
    /// Its id on the page: `active`.
    pub id: &'static str,
    /// `Active`.
    pub title: String,
    /// Whether its programs have health.
    pub active: bool,
    /// The programs, by name.
    pub rows: Vec<ProgramListRow>,
}

/// What a program can be filtered by, as JSON for the page's script: each facet's name with the values that hold for
/// the program, each as its key in an address and its text.
#[derive(Serialize)]
struct Facets {
    /// How it is counted.
    #[serde(rename = "Health")]
    health: [(&'static str, String); 1],
    /// The area that runs it.
    #[serde(rename = "Area")]
    area: [(String, String); 1],
    /// The goals that it serves.
    #[serde(rename = "Goal")]
    goals: Vec<(String, String)>,
    /// Who answers for it.
    #[serde(rename = "DRI")]
    dri: [(String, String); 1],
}

/// A program in a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProgramListRow {
    /// What it can be filtered by, as the JSON of its facets.
    pub facets: String,
    /// The program.
    pub program: Converted<ProgramChip>,
    /// What it brings about, as HTML.
    pub summary: String,
    /// Its stage.
    pub stage: Option<String>,
    /// The area that runs it.
    pub area: String,
    /// Who answers for it.
    pub dri: LinkView,
    /// The next milestone.
    pub next: Option<String>,
    /// When that is expected.
    pub next_date: Option<DateView>,
    /// `+14 d`; empty when on time.
    pub slip: String,
    /// Percent chance to meet the forecast end.
    pub confidence: Option<u8>,
    /// The day of the last report.
    pub as_of: Option<DateView>,
    /// How many risks are open.
    pub open_risks: usize,
    /// How many decisions it waits for.
    pub needed: usize,
}

/// A plain list of programs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProgramSection {
    /// What they have in common.
    pub title: LinkView,
    /// The programs, by slug.
    pub programs: Vec<Converted<ProgramChip>>,
}

/// The lifecycles in the order of interest.
const ORDER: [Lifecycle; 6] = [
    Lifecycle::Active,
    Lifecycle::Planned,
    Lifecycle::Proposed,
    Lifecycle::Paused,
    Lifecycle::Complete,
    Lifecycle::Cancelled,
];

/// All programs by lifecycle, but those in the archive; those without a program are left out.
#[must_use]
pub fn by_lifecycle(cx: &Cx<'_>, chips: &Chips) -> Vec<LifecycleGroup> {
    let archived: BTreeSet<ProgramId> = cx.archived().map(|(id, _)| id).collect();
    let group = |lifecycle: Lifecycle| {
        let mut rows: Vec<ProgramListRow> = cx
            .model
            .programs()
            .filter(|(id, _)| cx.state(*id).facts.lifecycle == lifecycle && !archived.contains(id))
            .map(|(id, program)| row(cx, chips, id, program))
            .collect();
        rows.sort_by_key(|row| row.program.name.to_lowercase());
        LifecycleGroup {
            id: lifecycle.word(),
            title: capital(lifecycle.word()),
            active: lifecycle == Lifecycle::Active,
            rows,
        }
    };
    ORDER.into_iter().map(group).filter(|group| !group.rows.is_empty()).collect()
}

fn facets(cx: &Cx<'_>, id: ProgramId) -> Facets {
    let facts = cx.state(id).facts;
    let health = cx.health(id);
    let area = cx.model.focus_area(facts.focus_area);
    let dri = cx.model.person(facts.dri);
    Facets {
        health: [(health.mark, health.label)],
        area: [(area.slug.clone(), area.name.clone())],
        goals: facts.goals.iter().map(|goal| (goal.id.clone(), goal.name.clone())).collect(),
        dri: [(dri.slug.clone(), dri.name.clone())],
    }
}

fn row(cx: &Cx<'_>, chips: &Chips, id: ProgramId, program: &Program) -> ProgramListRow {
    let state = cx.state(id);
    let facts = state.facts;
    let next = state.next_milestone().filter(|_| open(facts.lifecycle));
    let active = facts.lifecycle == Lifecycle::Active;
    ProgramListRow {
        // Strings alone cannot fail to be written.
        facets: invariant(serde_json::to_string(&facets(cx, id)), "facets can be written as JSON"),
        program: chips.of(id),
        summary: cx.html(&program.summary),
        stage: facts.stage.map(|stage| stage.name.clone()),
        area: cx.model.focus_area(facts.focus_area).name.clone(),
        dri: person_link(cx, facts.dri),
        next: next.map(crate::status::MilestoneState::title),
        next_date: next.map(|next| cx.plan_date(next.expected)),
        slip: next.filter(|next| next.slip_days != 0).map_or_else(String::new, |next| WORDS.signed_slip(next.slip())),
        confidence: state.confidence.filter(|_| active),
        as_of: state.update.map(|update| cx.date(update.date)),
        open_risks: state.open_risks().count(),
        needed: state.open_needs().count(),
    }
}

/// Programs that go on, by focus area.
#[must_use]
pub fn by_area(cx: &Cx<'_>, chips: &Chips) -> Vec<ProgramSection> {
    let mut found: BTreeMap<_, Vec<Converted<ProgramChip>>> = BTreeMap::new();
    for (id, _) in going(cx) {
        found.entry(cx.state(id).facts.focus_area).or_default().push(chips.of(id));
    }
    let section = |(area, programs)| {
        let area = cx.focus_area(area);
        ProgramSection { title: LinkView { href: area.href, text: area.name }, programs }
    };
    found.into_iter().map(section).collect()
}

/// Programs that go on, by goal in the order of the settings; at the end those that serve none.
#[must_use]
pub fn by_goal(cx: &Cx<'_>, chips: &Chips) -> Vec<ProgramSection> {
    let goals = &cx.model.config.goals;
    let mut found: BTreeMap<(usize, &str), Vec<Converted<ProgramChip>>> = BTreeMap::new();
    for (id, _) in going(cx) {
        let own = cx.state(id).facts.goals;
        for goal in own {
            let place = goals.iter().position(|other| other.id == goal.id).unwrap_or(goals.len());
            found.entry((place, &goal.name)).or_default().push(chips.of(id));
        }
        if own.is_empty() {
            found.entry((usize::MAX, "No goal")).or_default().push(chips.of(id));
        }
    }
    let section = |((_, name), programs): ((usize, &str), _)| ProgramSection {
        title: LinkView { href: String::new(), text: name.to_owned() },
        programs,
    };
    found.into_iter().map(section).collect()
}

/// Programs that go on, by DRI.
#[must_use]
pub fn by_dri(cx: &Cx<'_>, chips: &Chips) -> Vec<ProgramSection> {
    let mut found: BTreeMap<_, Vec<Converted<ProgramChip>>> = BTreeMap::new();
    for (id, _) in going(cx) {
        let dri = cx.state(id).facts.dri;
        found.entry((cx.model.person(dri).name.to_lowercase(), dri)).or_default().push(chips.of(id));
    }
    found.into_iter().map(|((_, dri), programs)| ProgramSection { title: person_link(cx, dri), programs }).collect()
}

fn going<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (ProgramId, &'a Program)> {
    cx.model.programs().filter(|(id, _)| open(cx.state(*id).facts.lifecycle))
}
