//! A year week by week: its figures, what it is like at its worst, and the weeks that differ because clocks do.
//!
//! Compare weeks over all seven days. A working week cut in UTC changes its figures whenever local hours slide against UTC, although
//! nothing changed for anybody: the demo team covers 99 of 120 hours in winter and 100 in summer, and 112 of 168 in both.

use super::{Coverage, IntervalSet, IsoWeek, Spread, Summary, WeekClocks, WeekMinutes, overlap_by_week};

/// The figures of one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekFigures {
    /// The week.
    pub week: IsoWeek,
    /// Over all seven days.
    pub seven_days: Summary,
    /// Inside what is asked for.
    pub asked: Summary,
}

/// The figures of the `count` weeks from `first`, over seven days and inside `demand`. The coverage is counted for all of them.
#[must_use]
pub fn week_figures(coverage: &Coverage, demand: &IntervalSet, first: IsoWeek, count: u16) -> Vec<WeekFigures> {
    let asked = coverage.within(demand);
    let figures = |week| WeekFigures { week, seven_days: coverage.week(week).summary(), asked: asked.week(week).summary() };
    first.take(count).map(figures).collect()
}

/// One figure of each week, for [`Spread::of`] and [`departures`].
///
/// ```text
/// Spread::of(&series(&year, |week| week.seven_days.uncovered))    // most: the worst week; median: the usual one
/// ```
#[must_use]
pub fn series(weeks: &[WeekFigures], figure: impl Fn(&WeekFigures) -> i64) -> Vec<WeekMinutes> {
    weeks.iter().map(|week| WeekMinutes { week: week.week, minutes: figure(week) }).collect()
}

/// Consecutive weeks in which clocks keep other distances than usual, and a figure differs from the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The first of the weeks.
    pub first: IsoWeek,
    /// The last of them.
    pub last: IsoWeek,
    /// The figure in each.
    pub minutes: i64,
    /// The figure in the nearest usual week before them, or after them where there is none before.
    pub usual: i64,
}

/// The weeks in which a figure differs from the usual because clocks do. `series` and `clocks` are of the same weeks.
///
/// Pass figures of usual hours: a holiday in an unusual week would look as if the clocks had done it.
#[must_use]
pub fn departures(series: &[WeekMinutes], clocks: &[WeekClocks]) -> Vec<Departure> {
    let weeks: Vec<(&WeekMinutes, bool)> = series.iter().zip(clocks.iter().map(|week| week.usual)).collect();
    let usual_at = |at: usize| {
        let before = weeks.iter().take(at).rev().find(|(_, usual)| *usual);
        before.or_else(|| weeks.iter().skip(at).find(|(_, usual)| *usual)).map(|(week, _)| week.minutes)
    };
    let mut found: Vec<Departure> = Vec::new();
    for (at, (week, usual)) in weeks.iter().enumerate() {
        let Some(expected) = usual_at(at).filter(|expected| !usual && *expected != week.minutes) else { continue };
        match found.last_mut() {
            Some(last) if last.last.plus(1) == week.week && (last.minutes, last.usual) == (week.minutes, expected) => last.last = week.week,
            _ => found.push(Departure { first: week.week, last: week.week, minutes: week.minutes, usual: expected }),
        }
    }
    found
}

/// The time that two of several people or groups share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairOverlap {
    /// Place of the one in the list.
    pub one: usize,
    /// Place of the other, behind it.
    pub other: usize,
    /// In each week.
    pub weeks: Vec<WeekMinutes>,
    /// Over the weeks: the worst beside the usual.
    pub spread: Spread,
}

/// Every pair of `sets` over the `count` weeks from `first`; empty for no weeks. The number of pairs is the square of the sets, so pass
/// groups and not people.
#[must_use]
pub fn pair_overlaps(sets: &[IntervalSet], first: IsoWeek, count: u16) -> Vec<PairOverlap> {
    let numbered: Vec<(usize, &IntervalSet)> = sets.iter().enumerate().collect();
    let pair = |(one, a): (usize, &IntervalSet), (other, b): (usize, &IntervalSet)| {
        let weeks = overlap_by_week(a, b, first.take(count));
        Some(PairOverlap { one, other, spread: Spread::of(&weeks)?, weeks })
    };
    let pairs = numbered.iter().flat_map(|one| numbered.iter().skip(one.0 + 1).map(move |other| (*one, *other)));
    pairs.filter_map(|(one, other)| pair(one, other)).collect()
}
