//! All decisions: those that programs wait for, and those that were taken.

use serde::Serialize;

use super::current;
use crate::views::facets::Facets;
use crate::views::program::{DecisionView, NeededRow, decision_row, needed_row};
use crate::views::{Cx, Head, Introduction, ProgramChip};

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
    pub needed: Vec<NeededCard>,
    /// How many of them are overdue.
    pub overdue: usize,
    /// Decisions that were taken or proposed, the latest first.
    pub taken: Vec<TakenRow>,
}

/// A decision that a program waits for, and how the program stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeededCard {
    /// The request.
    pub row: NeededRow,
    /// The program.
    pub program: ProgramChip,
}

/// A decision that was taken or proposed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TakenRow {
    /// What the row can be filtered by, as the JSON of its facets.
    pub facets: String,
    /// The decision.
    pub row: DecisionView,
}

/// All decisions up to the model's day. Those of programs that have ended stay in the log; requests end with the
/// program.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, DecisionsView) {
    let mut needed = Vec::new();
    for (id, program, state) in current(cx) {
        let card = |need| NeededCard { row: needed_row(cx, program, state.date, need), program: cx.program(id) };
        needed.extend(state.open_needs().map(|need| (need.need.by, card(need))));
    }
    needed.sort_by_key(|(by, _)| *by);
    let mut taken: Vec<TakenRow> = Vec::new();
    for ((_, program), state) in cx.model.programs().zip(cx.states) {
        let row = |decision| {
            let row = decision_row(cx, program, state.date, decision);
            let facets = Facets::new()
                .with("Program", [(&*program.slug, &*row.program.text)])
                .with("Decided by", [(&*row.decided_by.text, &*row.decided_by.text)])
                .with("Status", [(row.status, row.status)])
                .with("Year", [(row.day.year().to_string(), row.day.year().to_string())]);
            TakenRow { facets: facets.json(), row }
        };
        taken.extend(state.decisions.iter().map(row));
    }
    taken.sort_by_key(|taken| std::cmp::Reverse(taken.row.day));
    let needed: Vec<NeededCard> = needed.into_iter().map(|(_, card)| card).collect();
    let introduction = cx.introduction(URL);
    let title = introduction.as_ref().map_or_else(|| "Decisions".to_owned(), |introduction| introduction.title.clone());
    let head = Head {
        title: title.clone(),
        description: "Decisions that programs wait for, and those that were taken.".to_owned(),
    };
    let overdue = needed.iter().filter(|card| card.row.overdue).count();
    (head, DecisionsView { introduction, title, needed, overdue, taken })
}
