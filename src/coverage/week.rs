//! What a week adds up to: hours with somebody, with one person, with nobody.

use serde::Serialize;

use super::{Hours, words};
use crate::time::{Coverage, Date, Interval, IsoWeek, UtcMinute, WeekGrid};

/// The figures of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WeekFacts {
    /// How long it is.
    pub hours: Hours,
    /// With at least one person.
    pub covered_hours: Hours,
    /// With nobody.
    pub uncovered_hours: Hours,
    /// With exactly one person.
    pub single_person_hours: Hours,
    /// Everyone's hours added up.
    pub person_hours: Hours,
    /// The longest stretch with nobody; the first of equals.
    pub longest_gap: Option<GapFacts>,
}

/// A stretch with nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GapFacts {
    /// Its first minute.
    pub from: UtcMinute,
    /// The minute after its last.
    pub to: UtcMinute,
    /// How long it is.
    pub hours: Hours,
}

/// One UTC day of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayFacts {
    /// The day.
    pub date: Date,
    /// The fewest people there in each half hour, from 00:00 UTC.
    pub half_hours: Vec<u32>,
    /// The most people there in each half hour.
    pub half_hours_most: Vec<u32>,
    /// With at least one person.
    pub covered_hours: Hours,
    /// With exactly one person.
    pub single_person_hours: Hours,
    /// With nobody.
    pub uncovered_hours: Hours,
    /// The stretches with nobody.
    pub gaps: Vec<GapFacts>,
}

impl WeekFacts {
    /// The figures of a coverage over its own window.
    #[must_use]
    pub fn of(coverage: &Coverage) -> Self {
        let figures = coverage.summary();
        Self {
            hours: Hours::of_minutes(figures.window),
            covered_hours: Hours::of_minutes(figures.covered),
            uncovered_hours: Hours::of_minutes(figures.uncovered),
            single_person_hours: Hours::of_minutes(figures.single),
            person_hours: Hours::of_minutes(figures.person_minutes),
            longest_gap: figures.longest_gap.map(GapFacts::of),
        }
    }
}

impl GapFacts {
    /// A stretch.
    #[must_use]
    pub fn of(gap: Interval) -> Self {
        Self { from: gap.start(), to: gap.end(), hours: Hours::of_minutes(gap.minutes()) }
    }

    /// In words: `Sat 21 Nov 01:00 to Sun 22 Nov 07:00 UTC`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} to {} UTC", words::moment(self.from), words::moment(self.to))
    }
}

/// The seven UTC days of a week.
#[must_use]
pub fn days(coverage: &Coverage, week: IsoWeek) -> Vec<DayFacts> {
    let grid = WeekGrid::of(coverage, week);
    let dates = std::iter::successors(Some(week.monday()), |date| date.tomorrow().ok());
    let day = |(date, cells): (Date, &[crate::time::Cell; 48])| {
        let whole = Interval::spanning(UtcMinute::midnight(date), 24 * 60);
        let inside = coverage.within(&whole.into());
        let figures = inside.summary();
        DayFacts {
            date,
            half_hours: cells.iter().map(|cell| cell.minimum).collect(),
            half_hours_most: cells.iter().map(|cell| cell.maximum).collect(),
            covered_hours: Hours::of_minutes(figures.covered),
            single_person_hours: Hours::of_minutes(figures.single),
            uncovered_hours: Hours::of_minutes(figures.uncovered),
            gaps: inside.gaps().intervals().iter().copied().map(GapFacts::of).collect(),
        }
    };
    dates.zip(&grid.days).map(day).collect()
}
