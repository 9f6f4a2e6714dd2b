//! Decisions as rows: those that are needed, and those that were taken.

use jiff::civil::Date;
use serde::Serialize;

use super::words;
use crate::model::{Decision, DecisionNeeded, Program};
use crate::parse::records::DecisionStatus;
use crate::plan::LinkView;
use crate::status::{DecisionState, NeedState, ProgramState};
use crate::views::{Cx, DateView};

/// A decision that a program waits for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeededRow {
    /// The request's id.
    pub id: String,
    /// The id of its row on the program's page.
    pub anchor: String,
    /// The program.
    pub program: LinkView,
    /// What is asked, as HTML.
    pub ask: String,
    /// The same without markup, for links.
    pub plain: String,
    /// Who decides.
    pub from: LinkView,
    /// Until when.
    pub by: DateView,
    /// Whether that day has passed.
    pub overdue: bool,
    /// When it was first asked.
    pub asked: DateView,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecisionView {
    /// Its id.
    pub id: String,
    /// The id of its row on the program's page.
    pub anchor: String,
    /// The program.
    pub program: LinkView,
    /// When it was taken or proposed.
    pub date: DateView,
    /// What was decided.
    pub title: String,
    /// By whom.
    pub decided_by: LinkView,
    /// Where it stands.
    pub status: &'static str,
    /// Whether it holds no more.
    pub superseded: bool,
    /// Why, as HTML.
    pub rationale: String,
    /// What else was possible, as HTML.
    pub options: Vec<String>,
    /// The earlier decision that it replaces.
    pub supersedes: Option<String>,
    /// The later one that replaces it.
    pub superseded_by: Option<String>,
    /// The request that it answers.
    pub answers: Option<String>,
    /// The day, for sorting.
    #[serde(skip)]
    pub day: Date,
}

/// The requests of `program` that wait for an answer in `state`, by the day until which they are needed.
#[must_use]
pub fn needed(cx: &Cx<'_>, program: &Program, state: &ProgramState<'_>) -> Vec<NeededRow> {
    let mut open: Vec<&NeedState<'_>> = state.open_needs().collect();
    open.sort_by_key(|need| need.need.by);
    open.into_iter().map(|need| needed_row(cx, program, state.date, need)).collect()
}

/// One request.
#[must_use]
pub fn needed_row(cx: &Cx<'_>, program: &Program, day: Date, state: &NeedState<'_>) -> NeededRow {
    // One that waits has no answer and is not withdrawn.
    let NeedState { need, asked, answer: _, withdrawn: _, overdue } = *state;
    let DecisionNeeded { id, ask, from, by } = need;
    NeededRow {
        id: id.clone(),
        anchor: super::anchor(id),
        plain: ask.plain().to_owned(),
        program: super::program_link(cx, program, day),
        ask: cx.html(ask),
        from: cx.decider(from),
        by: cx.date(*by),
        overdue,
        asked: cx.date(asked),
    }
}

/// The decisions of `program` in `state`, the latest first; a replaced one stands right below the one that replaces it.
#[must_use]
pub fn decisions(cx: &Cx<'_>, program: &Program, state: &ProgramState<'_>) -> Vec<DecisionView> {
    let replaced = |state: &DecisionState<'_>| state.superseded_by.is_some();
    let mut rows = Vec::with_capacity(state.decisions.len());
    for decision in state.decisions.iter().rev().filter(|decision| !replaced(decision)) {
        let mut next = Some(decision);
        // A chain has at most as many links as there are decisions, whatever a record says.
        for _ in 0..state.decisions.len() {
            let Some(here) = next else { break };
            rows.push(decision_row(cx, program, state.date, here));
            let earlier = here.decision.supersedes.as_deref();
            next = state.decisions.iter().find(|other| replaced(other) && Some(other.decision.id.as_str()) == earlier);
        }
    }
    rows
}

/// One decision.
#[must_use]
pub fn decision_row(cx: &Cx<'_>, program: &Program, day: Date, state: &DecisionState<'_>) -> DecisionView {
    let DecisionState { decision, status, superseded_by } = *state;
    // The status is the state's: a later decision moves it.
    let Decision { id, date, title, decided_by, status: _, decided, rationale, options, supersedes, answers } =
        decision;
    DecisionView {
        id: id.clone(),
        anchor: super::anchor(id),
        program: super::program_link(cx, program, day),
        date: cx.date(decided.filter(|_| status != DecisionStatus::Proposed).unwrap_or(*date)),
        title: title.clone(),
        decided_by: cx.decider(decided_by),
        status: words::decision(status),
        superseded: superseded_by.is_some(),
        rationale: cx.html(rationale),
        options: options.iter().map(|option| cx.html(option)).collect(),
        supersedes: supersedes.clone(),
        superseded_by: superseded_by.map(|later| later.id.clone()),
        answers: answers.clone(),
        day: *date,
    }
}
