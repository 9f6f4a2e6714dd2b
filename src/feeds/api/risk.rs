//! A risk in open data.

use jiff::civil::Date;

use super::joined::Items;
use super::slugs::Slugs;
use crate::feeds::published::published;
use crate::markdown::Markup;
use crate::model::Program;
use crate::parse::records::Response;
use crate::snapshot::Snapshot;
use crate::status::{Band, RiskState, State};

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
    }
}

/// Every risk, open or closed.
impl<'a> Items<'a> for RiskRow<'a> {
    fn all<'s>(cx: &'s Snapshot<'a>, _: &'a Program, state: &'s State<'a>) -> impl Iterator<Item = Self> + 's {
        state.risks.iter().map(|now| Self::of(cx, now))
    }
}

impl<'a> RiskRow<'a> {
    fn of(cx: &Snapshot<'a>, now: &RiskState<'a>) -> Self {
        let risk = now.risk;
        Self {
            id: &risk.id,
            statement: risk.statement.plain(),
            category: risk.category.as_deref(),
            probability: now.probability,
            impact: now.impact,
            score: now.score,
            band: Band::of(now.score),
            first_score: now.first_score,
            response: now.response,
            plan: now.plan.plain(),
            trigger: now.trigger,
            owner: now.owner.map(|id| cx.slug(id)),
            raised: risk.raised,
            review_by: now.review_by,
            review_overdue: now.review_overdue,
            closed: now.closed,
            escalate_to: now.escalate_to.map(|decider| cx.decider_slug(decider)),
            note: now.note.map(Markup::plain),
        }
    }
}
