//! A milestone in open data.

use jiff::civil::Date;

use super::slugs::Slugs;
use crate::feeds::shape::published;
use crate::markdown::Markup;
use crate::model::Program;
use crate::parse::records::GateOutcome;
use crate::snapshot::Snapshot;
use crate::status::{MilestoneState, State};

published! {
    /// A milestone: promised, expected, reached.
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
    }
}

published! {
    /// A decision to go on or not.
    pub struct GateRow<'a> {
        /// Slugs of people and ids of forums who decide.
        approvers: Vec<&'a str>,
        /// On what grounds, in plain text.
        criteria: Vec<&'a str>,
        /// What came out.
        outcome: Option<GateOutcome>,
    }
}

impl<'a> MilestoneRow<'a> {
    /// Every milestone of `program` in `state`.
    pub fn all<'s>(cx: &'s Snapshot<'a>, program: &'a Program, state: &'s State<'a>) -> impl Iterator<Item = Self> + 's {
        state.milestones.iter().filter_map(move |now| Self::of(cx, program, now))
    }

    fn of(cx: &Snapshot<'a>, program: &'a Program, now: &MilestoneState<'a>) -> Option<Self> {
        let milestone = program.milestones.get(now.index)?;
        let gate = milestone.gate.as_ref().map(|gate| GateRow {
            approvers: gate.approvers.iter().map(|approver| cx.decider_slug(approver)).collect(),
            criteria: gate.criteria.iter().map(Markup::plain).collect(),
            outcome: now.gate,
        });
        Some(Self {
            id: &milestone.id,
            name: &milestone.name,
            baseline: now.baseline,
            forecast: now.forecast,
            actual: now.actual,
            expected: now.expected,
            slip_days: now.slip_days,
            key: milestone.key,
            overdue: now.overdue,
            owner: milestone.owner.map(|id| cx.slug(id)),
            gate,
            note: now.note.map(Markup::plain),
        })
    }
}
