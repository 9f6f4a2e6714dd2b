//! A milestone in open data.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::end::EndRow;
use super::joined::InProgram;
use super::joined::Items;
use super::slugs::Slugs;
use crate::feeds::cell::Cell;
use crate::feeds::columns::table_row;
use crate::feeds::columns::{Columns, Row, cells};
use crate::feeds::item;
use crate::feeds::published::published;
use crate::feeds::shape::Shape;
use crate::markdown::Markup;
use crate::model::{Gate, Milestone, MilestoneFacts, Program};
use crate::parse::records::GateOutcome;
use crate::snapshot::Snapshot;
use crate::status::{MilestoneState, ProgramState};

published! {
    /// A milestone: promised, expected, reached.
    #[row]
    pub struct MilestoneRow<'a> {
        /// Its id in the program.
        id: &'a str,
        /// What is reached.
        name: &'a str,
        /// The promised date.
        baseline: Date,
        /// When it is expected, as last reported; null when no report says.
        forecast: Option<Date>,
        /// When it was reached.
        actual: Option<Date>,
        /// Actual, else forecast, else baseline.
        expected: Date,
        /// Days by which the expected date is later than the baseline; negative is early.
        slip_days: i32,
        /// Whether the program's health depends on it.
        key: bool,
        /// Expected before the day of this document and not reached.
        overdue: bool,
        /// The slug of who sees to it.
        owner: Option<&'a str>,
        /// What must be agreed before going on.
        gate: Option<GateRow<'a>>,
        /// The last remark in plain text.
        note: Option<&'a str>,
        /// Since when it is there, where the record says so.
        added: Option<Date>,
        /// That it is given up, since when and why.
        dropped: Option<EndRow<'a>>,
        /// The id of the milestone that it stands in for.
        replaces: Option<&'a str>,
        /// The date that was first promised: before every re-baseline.
        first_baseline: Date,
        /// Days by which it is later than first promised; negative is early.
        slip_from_first_days: i32,
        /// The promised date as the plan writes it: a day, or a time without one such as `2026-Q3`.
        baseline_written: String,
        /// The forecast as the report writes it.
        forecast_written: Option<String>,
        /// The expected date as it is written.
        expected_written: String,
        /// The date that was first promised as the plan wrote it.
        first_baseline_written: String,
    }
}

table_row! {
    InProgram<'_, MilestoneRow<'_>>, "milestones": [
        "program", "id", "name", "baseline", "forecast", "actual", "expected", "slip_days", "key", "overdue", "owner", "gate", "note",
        "gate_approvers", "gate_criteria", "added", "ended", "end_reason", "end_decision", "replaces", "first_baseline", "slip_from_first_days",
        "baseline_written", "forecast_written", "expected_written", "first_baseline_written",
    ]
}

published! {
    /// A decision to go on or not.
    #[row]
    pub struct GateRow<'a> {
        /// Slugs of people and ids of forums who decide.
        #[column = "gate_approvers"]
        approvers: Vec<&'a str>,
        /// On what grounds, in plain text.
        #[column = "gate_criteria"]
        criteria: Vec<&'a str>,
        /// What came out.
        #[column = "gate"]
        outcome: GateAnswer,
    }
}

/// What came out at a gate. In a table, where nothing is a milestone without a gate, one without an answer is `open`.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(transparent)]
pub struct GateAnswer(pub Option<GateOutcome>);

impl Shape for GateAnswer {
    fn shape() -> Value {
        Option::<GateOutcome>::shape()
    }
}

impl From<GateAnswer> for Cell {
    fn from(GateAnswer(outcome): GateAnswer) -> Self {
        Self::from(outcome.map_or("open", GateOutcome::word))
    }
}

cells!(GateAnswer);

/// Every milestone, in the order of the plan.
impl<'a> Items<'a> for MilestoneRow<'a> {
    fn all<'s>(
        cx: &'s Snapshot<'a>,
        program: &'a Program,
        state: &'s ProgramState<'a>,
    ) -> impl Iterator<Item = Self> + 's {
        state.milestones.iter().map(move |now| Self::of(cx, program, now))
    }
}

impl<'a> MilestoneRow<'a> {
    fn of(cx: &Snapshot<'a>, program: &'a Program, now: &MilestoneState<'a>) -> Self {
        let MilestoneState {
            index: _,
            milestone,
            facts,
            first_baseline,
            baseline,
            forecast,
            actual,
            expected,
            slip_days,
            overdue,
            dropped,
            gate: outcome,
            note,
        } = *now;
        // The baseline is the state's: re-baselines move it.
        let Milestone { id, added, replaces, baseline: _, name: _, key: _, owner: _, gate: _, dropped: _, changes: _ } =
            milestone;
        let MilestoneFacts { name, key, owner, gate } = facts;
        let gate = gate.map(|Gate { approvers, criteria }| GateRow {
            approvers: approvers.iter().map(|approver| cx.decider_slug(approver)).collect(),
            criteria: criteria.iter().map(Markup::plain).collect(),
            outcome: GateAnswer(outcome),
        });
        Self {
            id,
            name,
            baseline: baseline.last,
            forecast: forecast.map(|date| date.last),
            actual,
            expected: expected.last,
            slip_days,
            key,
            overdue,
            owner: owner.map(|id| cx.slug(id)),
            gate,
            note: note.map(Markup::plain),
            added: *added,
            dropped: dropped.map(EndRow::dropped),
            first_baseline: first_baseline.last,
            slip_from_first_days: now.slip_from_first_days(),
            baseline_written: baseline.written.to_string(),
            forecast_written: forecast.map(|date| date.written.to_string()),
            expected_written: expected.written.to_string(),
            first_baseline_written: first_baseline.written.to_string(),
            replaces: replaces.map(|index| item(&program.milestones, index).id.as_str()),
        }
    }
}
