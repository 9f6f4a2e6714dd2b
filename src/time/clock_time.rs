//! A time on a wall clock, and a range between two of them. Without a date or a zone neither is an instant.

use std::fmt;

use super::HoursError;
use super::hours_parse::{self, TextPiece};

/// The minutes of a day without a clock change.
pub(super) const DAY: u16 = 24 * 60;

/// A wall-clock time in 5-minute steps, `00:00` to `24:00`; the last only ends a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

impl ClockTime {
    /// Midnight at the beginning of a day.
    pub const MIDNIGHT: Self = Self(0);

    /// Midnight at the end of a day, `24:00`.
    pub const END_OF_DAY: Self = Self(DAY);

    /// Reads `HH:MM`, two digits each.
    ///
    /// # Errors
    /// [`HoursError`] for another form (`9:00`, `9am`), a time no clock shows (`25:00`), or one between the 5-minute
    /// steps.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        hours_parse::clock(TextPiece::whole(text))
    }

    /// The time `minutes` past midnight; `None` above 24:00 or between the 5-minute steps.
    #[must_use]
    pub fn from_minutes(minutes: u16) -> Option<Self> {
        (minutes <= DAY && minutes.is_multiple_of(5)).then_some(Self(minutes))
    }

    /// Minutes past midnight, 0 to 1440.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A range of wall-clock time, half-open, longer than nothing and at most 24 hours.
///
/// It belongs to the local date on which it starts. An end at or before the start is on the next day: `22:00-06:00` is
/// eight hours on the clock, and seven or nine on a night when clocks change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeRange {
    start: u16,
    end: u16,
}

impl TimeRange {
    /// The whole day, `00:00-24:00`.
    pub const WHOLE_DAY: Self = Self { start: 0, end: DAY };

    /// The range between two times; `None` when they are equal or it starts at `24:00`.
    #[must_use]
    pub fn new(start: ClockTime, end: ClockTime) -> Option<Self> {
        let (start, end) = (start.0, end.0);
        if start == end || start >= DAY {
            return None;
        }
        Some(Self { start, end: if end <= start { end + DAY } else { end } })
    }

    /// The range between two minutes of a day, for constants: `start` below `end`, both in 5-minute steps of one day.
    pub(super) const fn of_day(start: u16, end: u16) -> Self {
        Self { start, end }
    }

    /// The range of `minutes` from a time on; `None` when that is no length, over 24 hours, off the 5-minute steps or
    /// starts at `24:00`.
    #[must_use]
    pub fn spanning(start: ClockTime, minutes: u16) -> Option<Self> {
        let writable = start.0 < DAY && minutes.is_multiple_of(5) && (1..=DAY).contains(&minutes);
        let whole = minutes == DAY && start != ClockTime::MIDNIGHT;
        (writable && !whole).then_some(Self { start: start.0, end: start.0 + minutes })
    }

    /// Reads `HH:MM-HH:MM`; records give lists of them.
    #[cfg(test)]
    pub(crate) fn parse(text: &str) -> Result<Self, HoursError> {
        hours_parse::range(TextPiece::whole(text))
    }

    /// Reads ranges with commas between them, `09:00-12:00,13:00-17:00`, and gives them sorted and merged.
    ///
    /// # Errors
    /// As [`ClockTime::parse`], and for a range that has no length or starts at `24:00`. The position is counted in the
    /// whole text.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, HoursError> {
        hours_parse::ranges(TextPiece::whole(text)).map(merged)
    }

    /// Minutes from the midnight its date begins with to its start, below 1440.
    #[must_use]
    pub const fn start(self) -> u16 {
        self.start
    }

    /// Minutes from that same midnight to its end; above 1440 when it runs into the next day.
    #[must_use]
    pub const fn end(self) -> u16 {
        self.end
    }

    /// Its length on the clock, 5 to 1440 minutes.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.end - self.start
    }

    /// Whether part of it lies on the next local date.
    #[must_use]
    pub const fn runs_into_next_day(self) -> bool {
        self.end > DAY
    }

    /// The time it starts.
    #[must_use]
    pub const fn from(self) -> ClockTime {
        ClockTime(self.start)
    }

    /// The time it ends, `24:00` rather than `00:00`.
    #[must_use]
    pub const fn to(self) -> ClockTime {
        ClockTime(if self.end > DAY { self.end - DAY } else { self.end })
    }

    /// The part that two ranges of one date share.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end && start < DAY).then_some(Self { start, end })
    }
}

impl fmt::Display for TimeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from(), self.to())
    }
}

/// Ranges of one date, sorted, those that meet joined as far as a range can be written (under 24 hours, or the whole
/// day).
pub(super) fn merged(mut ranges: Vec<TimeRange>) -> Vec<TimeRange> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, last| {
        let end = last.end.max(next.end);
        let writable = end - last.start < DAY || (last.start, end) == (0, DAY) || end == last.end;
        let joins = next.start <= last.end && writable;
        if joins {
            last.end = end;
        }
        joins
    });
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> String {
        let shown = |ranges: Vec<TimeRange>| ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        TimeRange::parse_list(text).map_or_else(|error| error.to_string(), shown)
    }

    #[test]
    fn an_end_at_or_before_the_start_is_on_the_next_day() {
        let range = TimeRange::parse("22:00-06:00");
        assert_eq!(range.map(|range| (range.start(), range.end(), range.minutes())), Ok((1320, 1800, 480)));
        assert_eq!(TimeRange::parse("20:00-00:00"), TimeRange::parse("20:00-24:00"));
        assert_eq!(TimeRange::parse("00:00-24:00"), Ok(TimeRange::WHOLE_DAY));
    }

    #[test]
    fn ranges_that_meet_become_one() {
        assert_eq!(list("13:00-17:00,09:00-12:00,12:00-13:00"), "09:00-17:00");
        assert_eq!(list("09:00-12:00,10:00-11:00"), "09:00-12:00");
        assert_eq!(list("00:00-12:00,12:00-24:00"), "00:00-24:00");
    }

    #[test]
    fn no_merge_makes_a_range_that_cannot_be_written() {
        assert_eq!(list("09:00-20:00,20:00-09:00"), "09:00-20:00,20:00-09:00");
        assert_eq!(list("00:00-24:00,12:00-06:00"), "00:00-24:00,12:00-06:00");
    }

    #[test]
    fn the_shared_part_of_two_ranges_may_be_nothing() {
        let range = TimeRange::parse;
        let shared = |a: &str, b: &str| {
            range(a).ok().zip(range(b).ok()).and_then(|(a, b)| a.intersection(b)).map(|r| r.to_string())
        };
        assert_eq!(shared("09:00-18:00", "08:00-13:00").as_deref(), Some("09:00-13:00"));
        assert_eq!(shared("22:00-06:00", "08:00-13:00"), None);
    }
}
