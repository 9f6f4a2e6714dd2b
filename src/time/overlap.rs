//! Time that people or groups share, week by week, and its spread over a year.

use std::cmp::Reverse;

use super::{IntervalSet, IsoWeek};

/// The minutes of something in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekMinutes {
    /// The week.
    pub week: IsoWeek,
    /// How many minutes.
    pub minutes: i64,
}

/// The least, the middle and the most of a figure over several weeks, and all of them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The least minutes of a week.
    pub least: i64,
    /// The median; of an even number of weeks the lower middle one, so that it is the figure of a real week.
    pub median: i64,
    /// The most minutes of a week.
    pub most: i64,
    /// The first week that has the least.
    pub worst: IsoWeek,
    /// The first week that has the most.
    pub best: IsoWeek,
    /// The minutes of all weeks together.
    pub total: i64,
    /// How many weeks there are, at least 1.
    pub weeks: u16,
}

impl Spread {
    /// The spread of some weeks; `None` of none.
    #[must_use]
    pub fn of(weeks: &[WeekMinutes]) -> Option<Self> {
        let mut minutes: Vec<i64> = weeks.iter().map(|week| week.minutes).collect();
        minutes.sort_unstable();
        let worst = weeks.iter().min_by_key(|week| (week.minutes, week.week))?;
        let best = weeks.iter().min_by_key(|week| (Reverse(week.minutes), week.week))?;
        Some(Self {
            least: worst.minutes,
            median: *minutes.get((minutes.len() - 1) / 2)?,
            most: best.minutes,
            worst: worst.week,
            best: best.week,
            total: minutes.iter().sum(),
            weeks: u16::try_from(weeks.len()).unwrap_or(u16::MAX),
        })
    }

    /// The minutes of a week on average, rounded to the nearest minute.
    #[must_use]
    pub fn mean(&self) -> i64 {
        let weeks = i64::from(self.weeks.max(1));
        (2 * self.total + weeks).div_euclid(2 * weeks)
    }
}

/// The minutes that two people share.
#[must_use]
pub fn overlap(a: &IntervalSet, b: &IntervalSet) -> i64 {
    a.intersection(b).minutes()
}
