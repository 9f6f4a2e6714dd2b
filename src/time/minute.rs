//! One UTC minute: the grain of every coverage computation.

use std::fmt;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Serialize, Serializer};

/// A whole UTC minute, counted from 1970-01-01T00:00Z.
///
/// Working hours are written in minutes and present-day offsets are whole minutes, so nothing is lost; an instant
/// inside a minute is floored to it. Printed and serialised as `2027-03-14T03:00Z`.
///
/// ```text
/// UtcMinute::parse("2027-03-14T03:00Z") < UtcMinute::parse("2027-03-14T03:01Z")
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UtcMinute(i64);

impl UtcMinute {
    /// The minute that holds an instant.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        Self(at.as_second().div_euclid(60))
    }

    /// The minute at which a date begins in UTC.
    #[must_use]
    pub fn midnight(date: Date) -> Self {
        let start = TimeZone::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight()));
        Self::of(start.unwrap_or(Timestamp::MAX))
    }

    /// The minute `minutes` after 1970-01-01T00:00Z: tests count from there.
    #[cfg(test)]
    pub(crate) const fn from_unix_minutes(minutes: i64) -> Self {
        Self(minutes)
    }

    /// This minute moved by `minutes`, which may be negative.
    #[must_use]
    pub const fn plus(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes))
    }

    /// The minutes from `earlier` to this one, negative when it is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The instant at which the minute begins, held inside jiff's range (years -9999 to 9999).
    #[must_use]
    pub fn to_timestamp(self) -> Timestamp {
        let fallback = if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_second(self.0.saturating_mul(60)).unwrap_or(fallback)
    }

    /// The UTC date of the minute.
    #[must_use]
    pub fn utc_date(self) -> Date {
        TimeZone::UTC.to_datetime(self.to_timestamp()).date()
    }
}

impl From<Timestamp> for UtcMinute {
    fn from(at: Timestamp) -> Self {
        Self::of(at)
    }
}

impl fmt::Display for UtcMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = TimeZone::UTC.to_datetime(self.to_timestamp());
        write!(f, "{}T{:02}:{:02}Z", at.date(), at.hour(), at.minute())
    }
}

impl Serialize for UtcMinute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_printed_without_seconds() -> Result<(), jiff::Error> {
        for text in ["1969-12-31T23:59Z", "1970-01-01T00:00Z", "2027-03-14T03:05Z", "0001-01-01T00:00Z"] {
            assert_eq!(UtcMinute::of(text.parse()?).to_string(), text);
        }
        Ok(())
    }

    #[test]
    fn an_instant_before_1970_is_floored_not_truncated() {
        assert_eq!(Timestamp::from_second(-1).map(UtcMinute::of).ok(), Some(UtcMinute(-1)));
    }
}
