//! A milestone as a row: baseline, forecast and actual apart, the slip in days.

use serde::Serialize;

use super::end_view::EndView;
use super::words;
use crate::model::{Milestone, MilestoneFacts};
use crate::plan::LinkView;
use crate::status::{MilestoneState, ProgramState};
use crate::views::{Cx, DateView};
use crate::words::WORDS;

/// A milestone on a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MilestoneView {
    /// Its id.
    pub id: String,
    /// The id of its row on the program's page.
    pub anchor: String,
    /// What is reached.
    pub name: String,
    /// Whether the program's health depends on it.
    pub key: bool,
    /// The promised date.
    pub baseline: DateView,
    /// The date that was first promised, where a re-baseline has moved it.
    pub first: Option<DateView>,
    /// `+20 d` against the date that was first promised, where a re-baseline has moved it.
    pub first_slip: String,
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
    /// That it is given up, and why.
    pub dropped: Option<EndView>,
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
    let MilestoneState {
        index: _,
        milestone,
        facts,
        first_baseline,
        baseline,
        forecast,
        actual,
        expected: _,
        slip_days,
        overdue,
        dropped,
        gate,
        note,
    } = *state;
    // The baseline is the state's: re-baselines move it. Who approves at a gate is in `GateRow`.
    let Milestone {
        id,
        baseline: _,
        // The facts of the day have these.
        name: _,
        key: _,
        owner: _,
        gate: _,
        // It is there on the day of the state.
        added: _,
        dropped: _,
        replaces: _,
        changes: _,
    } = milestone;
    let MilestoneFacts { name, key, owner, gate: _ } = facts;
    let rebaselined = first_baseline != baseline;
    MilestoneView {
        id: id.clone(),
        anchor: words::anchor(id),
        name: name.to_owned(),
        key,
        baseline: cx.plan_date(baseline),
        first: rebaselined.then(|| cx.plan_date(first_baseline)),
        first_slip: if rebaselined { WORDS.signed_slip(state.slip_from_first()) } else { String::new() },
        forecast: forecast.map(|date| cx.plan_date(date)),
        actual: actual.map(|date| cx.date(date)),
        slip: if actual.is_some() || forecast.is_some() { WORDS.signed_slip(state.slip()) } else { String::new() },
        late: slip_days > 0,
        overdue,
        owner: owner.map(|owner| super::person_link(cx, owner)),
        gate: gate.map(words::gate),
        dropped: dropped.map(|dropped| EndView::dropped(cx, dropped)),
        note: note.map(|note| cx.html(note)),
    }
}
