//! All decisions: those that programs wait for, and those that were taken.

use serde::Serialize;

use super::current;
use crate::views::program::{DecisionView, NeededRow, decision_row, needed_row};
use crate::views::{Cx, Head, Introduction};

/// The template of this page.
pub const TEMPLATE: &str = "programs/decisions.html";

/// The page's address.
pub const URL: &str = "/decisions/";

/// All decisions.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionsView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// The page's title.
    pub title: String,
    /// Decisions that programs wait for, the most urgent first.
    pub needed: Vec<NeededRow>,
    /// How many of them are overdue.
    pub overdue: usize,
    /// Decisions that were taken or proposed, the latest first.
    pub taken: Vec<DecisionView>,
}

/// All decisions up to the model's day. Those of programs that have ended stay in the log; requests end with the
/// program.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, DecisionsView) {
    let mut needed = Vec::new();
    for (_, program, state) in current(cx) {
        needed.extend(state.open_needs().map(|need| (need.need.by, needed_row(cx, program, state.date, need))));
    }
    needed.sort_by_key(|(by, _)| *by);
    let mut taken: Vec<DecisionView> = Vec::new();
    for ((_, program), state) in cx.model.programs().zip(cx.states) {
        taken.extend(state.decisions.iter().map(|decision| decision_row(cx, program, state.date, decision)));
    }
    taken.sort_by_key(|row| std::cmp::Reverse(row.day));
    let needed: Vec<NeededRow> = needed.into_iter().map(|(_, row)| row).collect();
    let introduction = cx.introduction(URL);
    let title = introduction.as_ref().map_or_else(|| "Decisions".to_owned(), |introduction| introduction.title.clone());
    let head = Head {
        title: title.clone(),
        description: "Decisions that programs wait for, and those that were taken.".to_owned(),
    };
    let overdue = needed.iter().filter(|row| row.overdue).count();
    (head, DecisionsView { introduction, title, needed, overdue, taken })
}
