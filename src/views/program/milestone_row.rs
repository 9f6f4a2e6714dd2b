//! A milestone as a row: baseline, forecast and actual apart, the slip in days.

use serde::Serialize;

use super::words;
use crate::model::Program;
use crate::plan::LinkView;
use crate::status::{MilestoneState, State};
use crate::views::{Cx, DateView};
use crate::words::WORDS;

/// A milestone on a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MilestoneRow {
    /// Its id.
    pub id: String,
    /// What is reached.
    pub name: String,
    /// Whether the program's health depends on it.
    pub key: bool,
    /// The promised date.
    pub baseline: DateView,
    /// When it is expected, as last reported.
    pub forecast: Option<DateView>,
    /// When it was reached.
    pub actual: Option<DateView>,
    /// `+14 d`; empty while nothing has been reported of it.
    pub slip: String,
    /// Whether it is after its baseline.
    pub late: bool,
    /// Whether it was expected before the date and has not been reached.
    pub overdue: bool,
    /// Who sees to it.
    pub owner: Option<LinkView>,
    /// What came out at its gate.
    pub gate: Option<&'static str>,
    /// The last remark, as HTML.
    pub note: Option<String>,
}

/// The milestones of `program` as they stand in `state`, in the order of the plan.
#[must_use]
pub fn milestone_rows(cx: &Cx<'_>, program: &Program, state: &State<'_>) -> Vec<MilestoneRow> {
    state.milestones.iter().filter_map(|milestone| milestone_row(cx, program, milestone)).collect()
}

/// One milestone; `None` for an index that the program does not have.
#[must_use]
pub fn milestone_row(cx: &Cx<'_>, program: &Program, state: &MilestoneState<'_>) -> Option<MilestoneRow> {
    let milestone = program.milestones.get(state.index)?;
    Some(MilestoneRow {
        id: milestone.id.clone(),
        name: milestone.name.clone(),
        key: milestone.key,
        baseline: cx.date(state.baseline),
        forecast: state.forecast.map(|date| cx.date(date)),
        actual: state.actual.map(|date| cx.date(date)),
        slip: state.actual.or(state.forecast).map_or_else(String::new, |_| WORDS.signed_days(state.slip_days)),
        late: state.slip_days > 0,
        overdue: state.overdue,
        owner: milestone.owner.map(|owner| super::person_link(cx, owner)),
        gate: state.gate.map(words::gate),
        note: state.note.map(|note| cx.html(note)),
    })
}
