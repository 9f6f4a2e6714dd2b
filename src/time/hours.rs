//! A person's usual week on their own wall clock.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Weekday;
use serde::{Serialize, Serializer};

use super::clock_time::merged;
use super::day_set::DAYS;
use super::hours_parse::{self, TextPiece};
use super::{DaySet, HoursError, TimeRange};
use crate::invariant::invariant;

/// The hours of each weekday, in local time; a range belongs to the day it starts on.
///
/// Printed in canonical form, which reads back as the same value: `Mo-Th 06:30-08:30,15:00-21:00; Fr 09:00-12:00`.
/// The default has no hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WeeklyHours {
    days: [Vec<TimeRange>; 7],
}

impl WeeklyHours {
    /// Reads rules with `;` or `,` between them, each of days and times: `Mo-We 10:00-15:00; Fr 09:00-12:00`.
    ///
    /// A subset of OpenStreetMap's `opening_hours`. Day ranges may run over the weekend (`Su-Th`), time ranges over
    /// midnight (`22:00-06:00`); `24:00` may end one; times are in 5-minute steps.
    ///
    /// # Errors
    /// [`HoursError`] with the place of the first mistake and what to type there.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let mut hours = Self::default();
        for rule in hours_parse::rules(TextPiece::whole(text))? {
            hours.add(rule.days, &rule.ranges);
        }
        Ok(hours)
    }

    /// The same ranges on each of `days`.
    #[must_use]
    pub fn on_days(days: DaySet, ranges: &[TimeRange]) -> Self {
        let mut hours = Self::default();
        hours.add(days, ranges);
        hours
    }

    /// The hours of either.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for (day, _) in DAYS {
            self.add(DaySet::of(day), other.on(day));
        }
        self
    }

    /// The ranges that start on a weekday, sorted.
    #[must_use]
    pub fn on(&self, day: Weekday) -> &[TimeRange] {
        invariant(self.days.get(position(day)), "a week has seven days")
    }

    /// The weekdays on which a range starts.
    #[must_use]
    pub fn days(&self) -> DaySet {
        DAYS.iter().map(|(day, _)| *day).filter(|day| !self.on(*day).is_empty()).collect()
    }

    /// Whether there are no hours at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    fn add(&mut self, days: DaySet, ranges: &[TimeRange]) {
        for day in days.iter() {
            let held = invariant(self.days.get_mut(position(day)), "a week has seven days");
            held.extend_from_slice(ranges);
            *held = merged(std::mem::take(held));
        }
    }
}

/// A day's place in the week, Monday 0.
fn position(day: Weekday) -> usize {
    invariant(usize::try_from(day.to_monday_zero_offset()), "days are counted from 0")
}

impl fmt::Display for WeeklyHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut by_ranges: BTreeMap<&[TimeRange], DaySet> = BTreeMap::new();
        for day in self.days().iter() {
            let days = by_ranges.entry(self.on(day)).or_default();
            *days = days.union(DaySet::of(day));
        }
        let mut rules: Vec<(&[TimeRange], DaySet)> = by_ranges.into_iter().collect();
        rules.sort_by_key(|(_, days)| days.iter().next().map(position));
        for (index, (ranges, days)) in rules.into_iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            let ranges: Vec<String> = ranges.iter().map(ToString::to_string).collect();
            write!(f, "{separator}{days} {}", ranges.join(","))?;
        }
        Ok(())
    }
}

impl Serialize for WeeklyHours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
