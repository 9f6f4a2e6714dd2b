//! The plan of a program's page, and the strip that leads to the page's parts.

use serde::Serialize;

use super::history;
use super::milestone_row::{MilestoneView, milestone_rows};
use crate::charts::Lanes;
use crate::model::Program;
use crate::status::ProgramState;
use crate::views::{Cx, DateView};
use crate::words::WORDS;

/// A part of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartLink {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub text: &'static str,
    /// What is counted in it: `2 open`; empty where nothing is.
    pub note: String,
}

/// The plan above its lanes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanView {
    /// `2 of 4 milestones reached; Shadow run is 21 days late`.
    pub finding: String,
    /// The months, drawn.
    pub head: String,
    /// The day of the line of today.
    pub as_of: DateView,
}

/// A milestone with its lane.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanRow {
    /// The milestone.
    pub milestone: MilestoneView,
    /// Its dates, drawn; none of one that is given up.
    pub lane: Option<String>,
}

/// What the strip of reports shows.
#[must_use]
pub fn strip_note(program: &Program) -> String {
    match (program.updates.first(), program.updates.last()) {
        (Some(first), Some(last)) if program.updates.len() > 1 => {
            format!("{} to {}, {} reports", WORDS.date(first.date), WORDS.date(last.date), program.updates.len())
        }
        (Some(only), _) => format!("one report, of {}", WORDS.date(only.date)),
        (None, _) => String::new(),
    }
}

/// The milestones with their lanes, and what stands above them.
#[must_use]
pub fn plan_rows(cx: &Cx<'_>, program: &Program, state: &ProgramState<'_>) -> (Option<PlanView>, Vec<PlanRow>) {
    let (plan, lanes) = match history::plan(program, state) {
        Some((lanes, today)) => {
            let Lanes { head, rows, finding } = lanes;
            (Some(PlanView { finding, head, as_of: cx.date(today) }), rows)
        }
        None => (None, Vec::new()),
    };
    // What is given up is in the table and no longer in the plan.
    let mut lanes = lanes.into_iter();
    let row = |milestone: MilestoneView| {
        let lane = if milestone.dropped.is_some() { None } else { lanes.next() };
        PlanRow { milestone, lane }
    };
    (plan, milestone_rows(cx, state).into_iter().map(row).collect())
}

/// The parts of the page that have something to say.
#[must_use]
pub fn parts(program: &Program, state: &ProgramState<'_>) -> Vec<PartLink> {
    let some = |count: usize, word: &str| if count == 0 { String::new() } else { format!("{count}{word}") };
    let late = state.dependencies.iter().filter(|now| now.is_late()).count();
    let measures = state.measures.iter().filter(|now| now.withdrawn.is_none());
    let (all, met) = measures.fold((0, 0), |(all, met), now| {
        (all + 1, met + usize::from(now.progress.is_some_and(|progress| progress >= 1.0)))
    });
    [
        ("milestones", "Plan", String::new()),
        ("risks", "Risks", some(state.open_risks().count(), " open")),
        ("dependencies", "Dependencies", some(late, " late")),
        ("decisions", "Decisions", some(state.open_needs().count(), " needed")),
        ("measures", "Measures", if all == 0 { String::new() } else { format!("{met} of {all} met") }),
        ("team", "Team", String::new()),
        ("reports", "Reports", some(program.updates.len(), "")),
    ]
    .into_iter()
    .map(|(id, text, note)| PartLink { id, text, note })
    .collect()
}
