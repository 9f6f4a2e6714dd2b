//! Issues and assumptions in open data.

use jiff::civil::Date;

use super::end::EndRow;
use super::joined::InProgram;
use super::joined::Items;
use super::slugs::Slugs;
use crate::feeds::columns::table_row;
use crate::feeds::item;
use crate::feeds::published::published;
use crate::markdown::Markup;
use crate::model::{Assumption, Issue, Program};
use crate::parse::records::IssueSeverity;
use crate::snapshot::Snapshot;
use crate::status::{AssumptionState, IssueState, ProgramState};

published! {
    /// An issue, open or closed.
    #[row]
    pub struct IssueRow<'a> {
        /// Its id in the program.
        id: &'a str,
        /// What happened, in plain text.
        statement: &'a str,
        /// How bad it is.
        severity: Option<IssueSeverity>,
        /// The slug of who mends it.
        owner: Option<&'a str>,
        /// Since when.
        raised: Option<Date>,
        /// Until when.
        due: Option<Date>,
        /// Open and past its due date.
        overdue: bool,
        /// When it was mended; null while it is open.
        closed: Option<Date>,
        /// The id of the risk that it came from.
        from_risk: Option<&'a str>,
        /// The last remark in plain text.
        note: Option<&'a str>,
    }
}

table_row! {
    InProgram<'_, IssueRow<'_>>, "issues": [
        "program", "id", "statement", "severity", "owner", "raised", "due", "overdue", "closed", "from_risk", "note",
    ]
}

published! {
    /// Something taken for granted until it is checked.
    pub struct AssumptionRow<'a> {
        /// Its id in the program.
        id: &'a str,
        /// What is assumed, in plain text.
        statement: &'a str,
        /// The slug of who checks it.
        owner: Option<&'a str>,
        /// Until when.
        validate_by: Option<Date>,
        /// Not checked by its date.
        overdue: bool,
        /// What came out.
        outcome: Option<&'a str>,
        /// When it came out, where the record says so.
        outcome_date: Option<Date>,
        /// Since when it is there, where the record says so.
        added: Option<Date>,
        /// That it no longer matters, since when and why.
        withdrawn: Option<EndRow<'a>>,
    }
}

/// Every issue, open or closed.
impl<'a> Items<'a> for IssueRow<'a> {
    fn all<'s>(
        cx: &'s Snapshot<'a>,
        program: &'a Program,
        state: &'s ProgramState<'a>,
    ) -> impl Iterator<Item = Self> + 's {
        state.issues.iter().map(move |now| {
            let IssueState { index: _, issue, severity, owner, due, closed, overdue, note } = *now;
            // Reports change these: the current values are in the state.
            let Issue { id, statement, raised, from_risk, severity: _, owner: _, due: _, closed: _, changes: _ } =
                issue;
            Self {
                id,
                statement: statement.plain(),
                severity,
                owner: owner.map(|id| cx.slug(id)),
                raised: *raised,
                due,
                overdue,
                closed,
                from_risk: from_risk.map(|index| item(&program.risks, index).id.as_str()),
                note: note.map(Markup::plain),
            }
        })
    }
}

/// Every assumption.
impl<'a> Items<'a> for AssumptionRow<'a> {
    fn all<'s>(cx: &'s Snapshot<'a>, _: &'a Program, state: &'s ProgramState<'a>) -> impl Iterator<Item = Self> + 's {
        state.assumptions.iter().map(|now| {
            let AssumptionState { index: _, assumption, owner, outcome, overdue, withdrawn } = *now;
            // The current owner and outcome are in the state.
            let Assumption {
                id,
                statement,
                validate_by,
                outcome_date,
                added,
                owner: _,
                outcome: _,
                withdrawn: _,
                changes: _,
            } = assumption;
            Self {
                id,
                statement: statement.plain(),
                owner: owner.map(|id| cx.slug(id)),
                validate_by: *validate_by,
                overdue,
                outcome,
                outcome_date: outcome_date.filter(|_| outcome.is_some()),
                added: *added,
                withdrawn: withdrawn.map(EndRow::withdrawn),
            }
        })
    }
}
