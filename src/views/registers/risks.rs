//! All open risks: the 5 × 5 matrix, then every risk by its score.

use std::collections::BTreeMap;

use serde::Serialize;

use super::current;
use crate::model::Program;
use crate::status::{Band, RiskState};
use crate::views::facets::Facets;
use crate::views::own::{OwnView, own_views};
use crate::views::program::{RiskLine, risk_line};
use crate::views::{Cx, Head, Introduction, ProgramChip};
use crate::words::capital;

/// The template of this page.
pub const TEMPLATE: &str = "programs/risks.html";

/// The page's address.
pub const URL: &str = "/risks/";

/// All open risks.
#[derive(Clone, Debug, Serialize)]
pub struct RisksView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// The page's title.
    pub title: String,
    /// How many are open.
    pub open: usize,
    /// How many are past their review date.
    pub overdue: usize,
    /// How many would be heard of by somebody above.
    pub escalated: usize,
    /// How many score high or extreme.
    pub severe: usize,
    /// The matrix, the most likely row first; each row from the least to the worst impact.
    pub matrix: Vec<MatrixRow>,
    /// The risks by cell of the matrix, the highest score first.
    pub groups: Vec<RiskGroup>,
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatrixRow {
    /// How likely, 1 to 5.
    pub probability: u8,
    /// By impact, 1 to 5.
    pub cells: Vec<MatrixCell>,
}

/// A cell of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatrixCell {
    /// How bad, 1 to 5.
    pub impact: u8,
    /// Probability × impact.
    pub score: u8,
    /// `low`, `medium`, `high`, `extreme`.
    pub band: &'static str,
    /// Where a band ends: `right`, `top`, `right top`; empty where all around is of the same band.
    pub edges: &'static str,
    /// How many risks.
    pub count: usize,
    /// The id of their rows.
    pub id: String,
}

/// The risks of a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskGroup {
    /// The id of its rows.
    pub id: String,
    /// The risks, by program.
    pub risks: Vec<RiskEntry>,
}

/// A risk and its program.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskEntry {
    /// What it can be filtered by, as the JSON of its facets.
    pub facets: String,
    /// The program.
    pub program: ProgramChip,
    /// How likely, 1 to 5.
    pub probability: u8,
    /// How bad, 1 to 5.
    pub impact: u8,
    /// The risk.
    pub risk: RiskLine,
    /// Fields of the site's own.
    pub fields: Vec<OwnView>,
}

/// What a risk can be filtered by.
fn facets(cx: &Cx<'_>, program: &Program, risk: &RiskState<'_>) -> Facets {
    let band = Band::of(risk.score).word();
    let owner = risk.owner.map(|owner| cx.model.person(owner));
    let review = if risk.review_overdue { ("overdue", "Overdue") } else { ("ahead", "Not overdue") };
    Facets::new()
        .with("Band", [(band, capital(band))])
        .with("Program", [(&*program.slug, &**program.name.on(cx.model.as_of))])
        .with("Owner", owner.map(|owner| (&*owner.slug, &*owner.name)))
        .with("Review", [review])
        .with_own(&risk.risk.fields)
}

/// All open risks on the model's day.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, RisksView) {
    // Keyed so that the highest score comes first, then the likelier cell.
    let mut cells: BTreeMap<std::cmp::Reverse<(u8, u8, u8)>, Vec<RiskEntry>> = BTreeMap::new();
    for (id, program, state) in current(cx) {
        for risk in state.open_risks() {
            let (probability, impact) = (risk.probability, risk.impact);
            let fields = own_views(cx, &risk.risk.fields, &program.file);
            let entry = RiskEntry {
                facets: facets(cx, program, risk).json(),
                program: cx.program(id),
                probability,
                impact,
                risk: risk_line(cx, risk),
                fields,
            };
            cells.entry(std::cmp::Reverse((risk.score, probability, impact))).or_default().push(entry);
        }
    }
    let all = || cells.values().flatten();
    let introduction = cx.introduction(URL);
    let title = introduction.as_ref().map_or_else(|| "Risks".to_owned(), |introduction| introduction.title.clone());
    let head = Head {
        title: title.clone(),
        description: "All open risks of all programs, by probability and impact.".to_owned(),
    };
    let view = RisksView {
        introduction,
        title,
        open: all().count(),
        overdue: all().filter(|entry| entry.risk.review_overdue).count(),
        escalated: all().filter(|entry| entry.risk.escalate_to.is_some()).count(),
        severe: all().filter(|entry| Band::of(entry.risk.score) >= Band::High).count(),
        matrix: matrix(|probability, impact| {
            cells.get(&std::cmp::Reverse((probability * impact, probability, impact))).map_or(0, Vec::len)
        }),
        groups: cells
            .into_iter()
            .map(|(std::cmp::Reverse((_, probability, impact)), risks)| RiskGroup {
                id: cell_id(probability, impact),
                risks,
            })
            .collect(),
    };
    (head, view)
}

fn matrix(count: impl Fn(u8, u8) -> usize) -> Vec<MatrixRow> {
    let cell = |probability: u8, impact: u8| MatrixCell {
        impact,
        score: probability * impact,
        band: Band::of(probability * impact).word(),
        edges: edges(probability, impact),
        count: count(probability, impact),
        id: cell_id(probability, impact),
    };
    let row = |probability| MatrixRow { probability, cells: (1..=5).map(|impact| cell(probability, impact)).collect() };
    (1..=5).rev().map(row).collect()
}

/// At which sides of a cell of the matrix another band begins.
fn edges(probability: u8, impact: u8) -> &'static str {
    let here = Band::of(probability * impact);
    let right = impact < 5 && Band::of(probability * (impact + 1)) != here;
    let top = probability < 5 && Band::of((probability + 1) * impact) != here;
    match (right, top) {
        (true, true) => "right top",
        (true, false) => "right",
        (false, true) => "top",
        (false, false) => "",
    }
}

fn cell_id(probability: u8, impact: u8) -> String {
    format!("p{probability}-i{impact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_has_the_most_likely_row_on_top_and_the_worst_impact_at_the_right() {
        let matrix = matrix(|probability, impact| usize::from(probability == 4 && impact == 5));
        let corners = |row: usize, cell: usize| {
            matrix.get(row).and_then(|row| row.cells.get(cell)).map(|cell| (cell.score, cell.band, cell.count))
        };
        assert_eq!(corners(0, 4), Some((25, "extreme", 0)));
        assert_eq!(corners(1, 4), Some((20, "extreme", 1)));
        assert_eq!(corners(4, 0), Some((1, "low", 0)));
    }
}
