//! ISO 8601 weeks, the unit in which coverage is summed.

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::date::plus_days;
use super::{Interval, IntervalSet, UtcMinute};

/// The minutes of a week.
const WEEK: i64 = 7 * 24 * 60;

/// An ISO 8601 week: Monday 00:00 UTC to the next. Ordered by time, printed as `2026-W53`.
///
/// Weeks are cut in UTC and never in a local zone, so a person in Kiritimati whose Monday begins on Sunday 10:00Z
/// starts it in the week before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoWeek {
    monday: Date,
}

impl IsoWeek {
    /// The week that holds `date`.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self { monday: plus_days(date, -i32::from(date.weekday().to_monday_zero_offset())) }
    }

    /// The week's first date.
    #[must_use]
    pub const fn monday(self) -> Date {
        self.monday
    }

    /// The week's last date.
    #[must_use]
    pub fn sunday(self) -> Date {
        plus_days(self.monday, 6)
    }

    /// The week `weeks` later, or earlier when negative.
    #[must_use]
    pub fn plus(self, weeks: i32) -> Self {
        Self { monday: plus_days(self.monday, weeks.saturating_mul(7)) }
    }

    /// The weeks from `earlier` to this one, negative when it is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        (self.monday - earlier.monday).get_days() / 7
    }

    /// This week and those after it, `count` in all.
    pub fn take(self, count: u16) -> impl Iterator<Item = Self> + Clone {
        (0..i32::from(count)).map(move |weeks| self.plus(weeks))
    }

    /// The ISO year and week number, as in `(2026, 53)` for 1 January 2027.
    #[must_use]
    pub fn number(self) -> (i16, i8) {
        let week = self.monday.iso_week_date();
        (week.year(), week.week())
    }

    /// Monday 00:00Z to the following Monday 00:00Z.
    #[must_use]
    pub fn interval(self) -> Interval {
        self.days(0, 7)
    }

    /// The `count` weeks from this one on as one stretch; a `count` of 0 counts as a minute.
    #[must_use]
    pub fn through(self, count: u16) -> Interval {
        Interval::spanning(self.interval().start(), i64::from(count) * WEEK)
    }

    /// Monday 00:00Z to Saturday 00:00Z: the 120 hours the headline figures are measured against.
    #[must_use]
    pub fn working_days(self) -> IntervalSet {
        IntervalSet::from(self.days(0, 5))
    }

    /// The UTC days `from` to `to` of the week (Monday is 0), end excluded and at least one day.
    fn days(self, from: i64, to: i64) -> Interval {
        let monday = UtcMinute::midnight(self.monday);
        let day = WEEK / 7;
        Interval::spanning(monday.plus(from * day), (to - from).max(1) * day)
    }
}

impl fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, week) = self.number();
        write!(f, "{year:04}-W{week:02}")
    }
}

impl Serialize for IsoWeek {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_53rd_week_of_2026_ends_in_2027_and_comes_once() {
        let week = IsoWeek::of(date(2027, 1, 3));
        assert_eq!((week.to_string().as_str(), week.monday()), ("2026-W53", date(2026, 12, 28)));
        assert_eq!(IsoWeek::of(date(2026, 12, 28)), week);
        let named: Vec<String> = IsoWeek::of(date(2026, 12, 21)).take(3).map(|week| week.to_string()).collect();
        assert_eq!(named, ["2026-W52", "2026-W53", "2027-W01"]);
    }

    #[test]
    fn a_week_is_monday_to_sunday_in_utc() {
        let week = IsoWeek::of(date(2027, 3, 17));
        assert_eq!((week.monday(), week.sunday()), (date(2027, 3, 15), date(2027, 3, 21)));
        assert_eq!(week.interval().minutes(), WEEK);
        assert_eq!(week.working_days().minutes(), 120 * 60);
        assert_eq!(week.plus(-2).since(week), -2);
    }
}
