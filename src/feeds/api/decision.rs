//! Decisions and requests for them in open data.

use jiff::civil::Date;

use super::joined::InProgram;
use super::joined::Items;
use super::slugs::Slugs;
use crate::feeds::columns::table_row;
use crate::feeds::published::published;
use crate::markdown::Markup;
use crate::model::{Decision, DecisionNeeded, Program};
use crate::parse::records::DecisionStatus;
use crate::snapshot::Snapshot;
use crate::status::{DecisionState, NeedState, ProgramState};

published! {
    /// A decision.
    #[row]
    pub struct DecisionRow<'a> {
        /// Its id in the program.
        id: &'a str,
        /// When it was taken or proposed.
        date: Date,
        /// What was decided.
        title: &'a str,
        /// The slug of the person, or the id of the forum, that decided.
        decided_by: &'a str,
        /// Where it stands; superseded once a later decision that is published replaces it.
        status: DecisionStatus,
        /// Why, in plain text.
        rationale: &'a str,
        /// What else was possible, in plain text.
        options: Vec<&'a str>,
        /// The id of the earlier decision that this one replaces.
        supersedes: Option<&'a str>,
        /// The id of the later decision that replaces this one.
        superseded_by: Option<&'a str>,
        /// The id of the request that this one answers.
        answers: Option<&'a str>,
        /// When it was taken or rejected, if it was proposed first: `date` is then the day of the proposal.
        decided: Option<Date>,
    }
}

table_row! {
    InProgram<'_, DecisionRow<'_>>, "decisions": [
        "program", "id", "date", "title", "decided_by", "status", "rationale", "supersedes", "superseded_by", "answers", "options",
        "decided",
    ]
}

published! {
    /// A request for a decision that waits for an answer.
    #[row]
    pub struct NeedRow<'a> {
        /// Its id in the program.
        id: &'a str,
        /// What is asked, in plain text.
        ask: &'a str,
        /// The slug of the person, or the id of the forum, that decides.
        from: &'a str,
        /// Until when.
        by: Date,
        /// When it was first asked.
        asked: Date,
        /// Not answered by its date.
        overdue: bool,
    }
}

table_row! {
    InProgram<'_, NeedRow<'_>>, "decisions_needed": ["program", "id", "ask", "from", "by", "asked", "overdue"]
}

/// Every decision, by date.
impl<'a> Items<'a> for DecisionRow<'a> {
    fn all<'s>(cx: &'s Snapshot<'a>, _: &'a Program, state: &'s ProgramState<'a>) -> impl Iterator<Item = Self> + 's {
        state.decisions.iter().map(|now| {
            let DecisionState { decision, status, superseded_by } = *now;
            // The status is the state's: a later decision moves it.
            let Decision { id, date, title, decided_by, status: _, decided, rationale, options, supersedes, answers } =
                decision;
            Self {
                id,
                date: *date,
                title,
                decided_by: cx.decider_slug(decided_by),
                status,
                rationale: rationale.plain(),
                options: options.iter().map(Markup::plain).collect(),
                supersedes: supersedes.as_deref(),
                superseded_by: superseded_by.map(|later| later.id.as_str()),
                answers: answers.as_deref(),
                decided: *decided,
            }
        })
    }
}

/// Every request that waits for an answer.
impl<'a> Items<'a> for NeedRow<'a> {
    fn all<'s>(cx: &'s Snapshot<'a>, _: &'a Program, state: &'s ProgramState<'a>) -> impl Iterator<Item = Self> + 's {
        state.open_needs().map(|now| {
            // One that waits has no answer and is not withdrawn.
            let NeedState { need, asked, answer: _, withdrawn: _, overdue } = *now;
            let DecisionNeeded { id, ask, from, by } = need;
            Self { id, ask: ask.plain(), from: cx.decider_slug(from), by: *by, asked, overdue }
        })
    }
}
