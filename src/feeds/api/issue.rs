//! Issues and assumptions in open data.

use jiff::civil::Date;

use super::joined::Items;
use super::slugs::Slugs;
use crate::feeds::item;
use crate::feeds::published::published;
use crate::markdown::Markup;
use crate::model::Program;
use crate::parse::records::Severity;
use crate::snapshot::Snapshot;
use crate::status::State;

published! {
    /// An issue, open or closed.
    #[row]
    pub struct IssueRow<'a> {
        /// Its id in the program.
        id: &'a str,
        /// What happened, in plain text.
        statement: &'a str,
        /// How bad it is.
        severity: Option<Severity>,
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
    }
}

/// Every issue, open or closed.
impl<'a> Items<'a> for IssueRow<'a> {
    fn all<'s>(cx: &'s Snapshot<'a>, program: &'a Program, state: &'s State<'a>) -> impl Iterator<Item = Self> + 's {
        state.issues.iter().map(move |now| {
            let issue = now.issue;
            Self {
                id: &issue.id,
                statement: issue.statement.plain(),
                severity: now.severity,
                owner: now.owner.map(|id| cx.slug(id)),
                raised: issue.raised,
                due: now.due,
                overdue: now.overdue,
                closed: now.closed,
                from_risk: issue.from_risk.map(|index| item(&program.risks, index).id.as_str()),
                note: now.note.map(Markup::plain),
            }
        })
    }
}

/// Every assumption.
impl<'a> Items<'a> for AssumptionRow<'a> {
    fn all<'s>(cx: &'s Snapshot<'a>, _: &'a Program, state: &'s State<'a>) -> impl Iterator<Item = Self> + 's {
        state.assumptions.iter().map(|now| {
            let assumption = now.assumption;
            Self {
                id: &assumption.id,
                statement: assumption.statement.plain(),
                owner: assumption.owner.map(|id| cx.slug(id)),
                validate_by: assumption.validate_by,
                overdue: now.overdue,
                outcome: now.outcome,
            }
        })
    }
}
