//! The grid of program × last twelve periods: how each program stood at the end of each.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::Chips;
use crate::model::Program;
use crate::parse::records::{CadenceWord, Lifecycle};
use crate::render::Converted;
use crate::snapshot::Snapshot;
use crate::status::{Freshness, Rhythm};
use crate::views::program::letter;
use crate::views::{Cx, DateView, ProgramChip};

/// How many periods are shown.
const PERIODS: i64 = 12;

/// The end of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodView {
    /// Its last day.
    pub date: DateView,
    /// `20`.
    pub day: String,
    /// `Nov`.
    pub month: String,
}

/// One program's row in the grid of programs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GridRow {
    /// The program.
    pub program: Converted<ProgramChip>,
    /// By period, the oldest first.
    pub cells: Vec<Converted<PeriodCell>>,
}

/// How a program stood at the end of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodCell {
    /// `green`, `amber`, `red`, `stale`, `never`; empty before the program began.
    pub mark: &'static str,
    /// The letter in the cell.
    pub letter: String,
    /// The word for it.
    pub label: String,
}

/// The last days of the periods, the oldest first. A period is as long as the site's usual cadence; the last one ends
/// on the last day on which something changed.
#[must_use]
pub fn periods(cx: &Cx<'_>) -> Vec<PeriodView> {
    let view = |date: Date| {
        let date = cx.date(date);
        let mut parts = date.text.split(' ').map(str::to_owned);
        PeriodView { day: parts.next().unwrap_or_default(), month: parts.next().unwrap_or_default(), date }
    };
    ends(cx).into_iter().map(view).collect()
}

fn ends(cx: &Cx<'_>) -> Vec<Date> {
    let days = match cx.model.config.cadence {
        CadenceWord::Weekly => 7,
        CadenceWord::Biweekly => 14,
        CadenceWord::Monthly | CadenceWord::None => 28,
        CadenceWord::Quarterly => 91,
    };
    let last = last_turn(cx);
    let end = |back: i64| last.checked_sub((back * days).days()).unwrap_or(Date::MIN);
    (0..PERIODS).rev().map(end).collect()
}

/// The last day on which a program of the grid began to stand as it does now: the day of the newest record, or a later
/// one on which a status went stale. Counted from the day of the build, every cell would be another every night.
fn last_turn(cx: &Cx<'_>) -> Date {
    let stale = cx.states.iter().filter_map(|state| state.counts_until?.tomorrow().ok());
    let turned = stale.filter(|day| *day <= cx.model.as_of);
    turned.chain(cx.newest()).max().unwrap_or(cx.model.as_of)
}

/// A row for each active program, by slug.
#[must_use]
pub fn rows(cx: &Cx<'_>, chips: &Chips) -> Vec<GridRow> {
    let ends = ends(cx);
    // Hundreds of programs have thousands of cells, of six kinds.
    let mut kinds: Vec<Converted<PeriodCell>> = Vec::new();
    let mut shared = |cell: PeriodCell| {
        let known = kinds.iter().find(|known| ***known == cell).cloned();
        known.unwrap_or_else(|| {
            let new = Converted::new(cell);
            kinds.push(new.clone());
            new
        })
    };
    let first = ends.first().copied().unwrap_or(cx.model.as_of);
    let active = cx.model.programs().filter(|(_, program)| was_active(program, first, cx.model.as_of));
    active
        .map(|(id, program)| GridRow {
            program: chips.of(id),
            cells: ends.iter().map(|end| shared(cell(cx, program, *end))).collect(),
        })
        .collect()
}

/// Whether `program` was active on a day of the period.
fn was_active(program: &Program, first: Date, last: Date) -> bool {
    let active = |day: Date| *program.lifecycle.on(day) == Lifecycle::Active;
    let turns = program.lifecycle.changes().map(|(day, ..)| day);
    active(first) || active(last) || turns.filter(|day| (first..=last).contains(day)).any(active)
}

fn cell(cx: &Cx<'_>, program: &Program, end: Date) -> PeriodCell {
    let reported = program.updates.partition_point(|update| update.date <= end);
    let last = reported.checked_sub(1).and_then(|at| program.updates.get(at));
    let facts = program.on(end);
    let fresh = Rhythm::of(cx.model, program, end).freshness(last.map(|update| update.date), end).0;
    let word =
        |mark, letter: &str, label: &str| PeriodCell { mark, letter: letter.to_owned(), label: label.to_owned() };
    match (last, fresh) {
        _ if facts.lifecycle != Lifecycle::Active => {
            let mark = Snapshot::lifecycle_mark(facts.lifecycle);
            PeriodCell { mark: mark.mark, letter: String::new(), label: mark.label }
        }
        (None, _) if facts.start.is_none_or(|start| start > end) => word("", "", "not begun"),
        (None, _) => word("never", "\u{2013}", "No status yet"),
        (Some(_), Some(Freshness::Stale)) => word("stale", "S", "Stale"),
        (Some(update), _) => {
            word(update.health.word(), letter(update.health).encode_utf8(&mut [0; 4]), &cx.colour(update.health).label)
        }
    }
}
