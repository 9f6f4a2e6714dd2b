//! A week as a table of half hours, for the heat-map.

use super::{Coverage, IsoWeek};

/// The minutes of a cell.
const CELL: i64 = 30;

/// The cells of a day.
const CELLS: usize = 48;

/// Half an hour of a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The fewest people there at any minute of it: the number to print.
    pub minimum: u32,
    /// The most people there at any minute of it.
    pub maximum: u32,
}

/// An ISO week as 7 days, Monday first, of 48 half hours in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekGrid {
    /// The week.
    pub week: IsoWeek,
    /// Its cells, day by day. Where nothing was measured a cell is 0.
    pub days: [[Cell; CELLS]; 7],
}

impl WeekGrid {
    /// The grid of one week of a coverage. A cell takes its value from the part of it that was measured.
    #[must_use]
    pub fn of(coverage: &Coverage, week: IsoWeek) -> Self {
        let mut cells: Vec<Option<Cell>> = vec![None; 7 * CELLS];
        let monday = week.interval().start();
        for run in coverage.week(week).runs() {
            let first = run.interval.start().since(monday) / CELL;
            let last = (run.interval.end().since(monday) - 1) / CELL;
            let touched = usize::try_from(first)
                .ok()
                .zip(usize::try_from(last).ok())
                .and_then(|(first, last)| cells.get_mut(first..=last));
            for cell in touched.into_iter().flatten() {
                let known = cell.unwrap_or(Cell { minimum: run.count, maximum: run.count });
                *cell = Some(Cell { minimum: known.minimum.min(run.count), maximum: known.maximum.max(run.count) });
            }
        }
        let mut days = [[Cell::default(); CELLS]; 7];
        for (cell, value) in days.iter_mut().flatten().zip(cells) {
            *cell = value.unwrap_or_default();
        }
        Self { week, days }
    }
}
