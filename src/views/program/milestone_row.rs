//! A milestone as a row: baseline, forecast and actual apart, the slip in days.

use serde::Serialize;

use super::words;
use crate::model::Milestone;
use crate::plan::LinkView;
use crate::status::{MilestoneState, ProgramState};
use crate::views::{Cx, DateView};
use crate::words::WORDS;

/// A milestone on a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MilestoneView {
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

/// The milestones as they stand in `state`, in the order of the plan.
#[must_use]
pub fn milestone_rows(cx: &Cx<'_>, state: &ProgramState<'_>) -> Vec<MilestoneView> {
    state.milestones.iter().map(|milestone| milestone_row(cx, milestone)).collect()
}

/// One milestone.
#[must_use]
pub fn milestone_row(cx: &Cx<'_>, state: &MilestoneState<'_>) -> MilestoneView {
    // When it is expected is the last of the dates, and those are shown.
    let MilestoneState { index: _, milestone, baseline, forecast, actual, expected: _, slip_days, overdue, gate, note } =
        *state;
    // The baseline is the state's: re-baselines move it. Who approves at a gate is in `GateRow`.
    let Milestone { id, name, baseline: _, key, owner, gate: _ } = milestone;
    MilestoneView {
        id: id.clone(),
        name: name.clone(),
        key: *key,
        baseline: cx.date(baseline),
        forecast: forecast.map(|date| cx.date(date)),
        actual: actual.map(|date| cx.date(date)),
        slip: actual.or(forecast).map_or_else(String::new, |_| WORDS.signed_days(slip_days)),
        late: slip_days > 0,
        overdue,
        owner: owner.map(|owner| super::person_link(cx, owner)),
        gate: gate.map(words::gate),
        note: note.map(|note| cx.html(note)),
    }
}
