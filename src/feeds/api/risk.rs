//! A risk in open data.

use jiff::civil::Date;

use super::joined::InProgram;
use super::joined::Items;
use super::slugs::Slugs;
use crate::feeds::columns::table_row;
use crate::feeds::item;
use crate::feeds::own::OwnRow;
use crate::feeds::published::published;
use crate::markdown::Markup;
use crate::model::{Program, Risk};
use crate::parse::records::{FieldHolder, Response};
use crate::snapshot::Snapshot;
use crate::status::{Band, ProgramState, RiskState};

published! {
    /// A risk, open or closed.
    #[row]
    pub struct RiskRow<'a> {
        /// Its id in the program.
        id: &'a str,
        /// What may happen, in plain text.
        statement: &'a str,
        /// Its kind in the site's own words.
        category: Option<&'a str>,
        /// How likely, 1 to 5.
        probability: u8,
        /// How bad, 1 to 5.
        impact: u8,
        /// Probability times impact.
        score: u8,
        /// How the score reads on the matrix.
        band: Band,
        /// The score when it was raised.
        first_score: u8,
        /// What is done about it.
        response: Option<Response>,
        /// How, in plain text.
        plan: &'a str,
        /// What would tell that it happens.
        trigger: Option<&'a str>,
        /// The slug of who watches it.
        owner: Option<&'a str>,
        /// Since when it is known.
        raised: Option<Date>,
        /// When it is looked at next.
        review_by: Option<Date>,
        /// Open and not reviewed by its date.
        review_overdue: bool,
        /// When it ended; null while it is open.
        closed: Option<Date>,
        /// The slug of the person, or the id of the forum, that hears of it next.
        escalate_to: Option<&'a str>,
        /// The last remark in plain text.
        note: Option<&'a str>,
        /// The id of the closed risk that is back as this one.
        reopens: Option<&'a str>,
        /// Fields of the site's own by their id, null where the record gives none.
        fields: OwnRow<'a>,
    }
}

table_row! {
    InProgram<'_, RiskRow<'_>>, "risks": [
        "program", "id", "statement", "category", "probability", "impact", "score", "band", "first_score", "response", "plan", "trigger",
        "owner", "raised", "review_by", "review_overdue", "closed", "escalate_to", "note", "reopens",
    ] own Risk in tail.fields
}

/// Every risk, open or closed.
impl<'a> Items<'a> for RiskRow<'a> {
    fn all<'s>(
        cx: &'s Snapshot<'a>,
        program: &'a Program,
        state: &'s ProgramState<'a>,
    ) -> impl Iterator<Item = Self> + 's {
        state.risks.iter().map(move |now| Self::of(cx, program, now))
    }
}

impl<'a> RiskRow<'a> {
    fn of(cx: &Snapshot<'a>, program: &'a Program, now: &RiskState<'a>) -> Self {
        let RiskState {
            index: _,
            risk,
            probability,
            impact,
            score,
            first_score,
            response,
            plan,
            trigger,
            owner,
            review_by,
            closed,
            escalate_to,
            review_overdue,
            note,
        } = *now;
        // Reports change these: the current values are in the state.
        let Risk {
            id,
            statement,
            category,
            raised,
            probability: _,
            impact: _,
            response: _,
            plan: _,
            trigger: _,
            owner: _,
            review_by: _,
            closed: _,
            escalate_to: _,
            changes: _,
            reopens,
            fields,
        } = risk;
        Self {
            id,
            statement: statement.plain(),
            category: category.as_deref(),
            probability,
            impact,
            score,
            band: Band::of(score),
            first_score,
            response,
            plan: plan.plain(),
            trigger,
            owner: owner.map(|id| cx.slug(id)),
            raised: *raised,
            review_by,
            review_overdue,
            closed,
            escalate_to: escalate_to.map(|decider| cx.decider_slug(decider)),
            note: note.map(Markup::plain),
            reopens: reopens.map(|index| item(&program.risks, index).id.as_str()),
            fields: OwnRow::of(cx, FieldHolder::Risk, fields),
        }
    }
}
