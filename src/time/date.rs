//! Calendar dates as records have them, and the date a build speaks for.
//!
//! Deliberately absent: today. [`AsOf`] is an input, set once at the edge.

use std::fmt;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Serialize, Serializer};

use super::Zone;
use crate::words::WORDS;

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// It is not four digits, two digits and two digits with hyphens between them.
    #[error("`{text}` is not a date in the form `YYYY-MM-DD`")]
    Form {
        /// What was written.
        text: String,
    },
    /// Year 0000, which the calendar does not have.
    #[error("`{text}` is in year 0000, which does not exist")]
    Year {
        /// What was written.
        text: String,
    },
    /// A month above 12, or 00.
    #[error("`{text}` has month `{month:02}`, months are `01` to `12`")]
    Month {
        /// What was written.
        text: String,
        /// The month of it.
        month: u8,
    },
    /// A day that its month does not have.
    #[error("`{text}` is not a real date, {month} {year} has {days} days")]
    Day {
        /// What was written.
        text: String,
        /// The month's name.
        month: &'static str,
        /// The year.
        year: i16,
        /// How many days that month has.
        days: i8,
    },
}

/// Reads an ISO 8601 calendar date in its one form `YYYY-MM-DD`: no time, no sign, no shortened parts.
///
/// # Errors
/// [`DateError`] says which part is wrong; for a day it names the length of the month (`February 2026 has 28 days`).
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let form = || DateError::Form { text: text.to_owned() };
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
    if !shaped {
        return Err(form());
    }
    let mut parts = text.split('-');
    let year: i16 = parts.next().and_then(|part| part.parse().ok()).ok_or_else(form)?;
    let month: u8 = parts.next().and_then(|part| part.parse().ok()).ok_or_else(form)?;
    let day: i8 = parts.next().and_then(|part| part.parse().ok()).ok_or_else(form)?;
    if year == 0 {
        return Err(DateError::Year { text: text.to_owned() });
    }
    let month_number = i8::try_from(month).unwrap_or(0);
    let Ok(first) = Date::new(year, month_number, 1) else {
        return Err(DateError::Month { text: text.to_owned(), month });
    };
    Date::new(year, month_number, day).map_err(|_| DateError::Day {
        text: text.to_owned(),
        month: WORDS.month(first),
        year,
        days: first.days_in_month(),
    })
}

/// The date `days` later, or earlier when negative, held at the ends of jiff's range (years -9999 to 9999).
pub(super) fn plus_days(date: Date, days: i32) -> Date {
    date.saturating_add(SignedDuration::from_hours(i64::from(days) * 24))
}

/// The date a build speaks for: records after it do not exist yet, and ages are counted to it.
///
/// Printed and serialised as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf(Date);

impl AsOf {
    /// Speaks for `date`.
    #[must_use]
    pub const fn new(date: Date) -> Self {
        Self(date)
    }

    /// The date of an instant on the wall clocks of `zone`, for a clock or a `SOURCE_DATE_EPOCH` read at the edge.
    #[must_use]
    pub fn at(instant: Timestamp, zone: &Zone) -> Self {
        Self(zone.to_local(instant).date())
    }

    /// The date.
    #[must_use]
    pub const fn date(self) -> Date {
        self.0
    }

    /// The days from `earlier` to this date, negative when it is later.
    #[must_use]
    pub fn days_since(self, earlier: Date) -> i32 {
        (self.0 - earlier).get_days()
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for AsOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        parse_date(text).map_or_else(|error| error.to_string(), |date| format!("ok {date}"))
    }

    #[test]
    fn a_real_date_is_read() {
        assert_eq!(message("2028-02-29"), "ok 2028-02-29");
    }

    #[test]
    fn an_impossible_day_is_explained_with_the_length_of_its_month() {
        assert_eq!(message("2026-02-29"), "`2026-02-29` is not a real date, February 2026 has 28 days");
        assert_eq!(message("2026-04-31"), "`2026-04-31` is not a real date, April 2026 has 30 days");
        assert_eq!(message("2026-01-00"), "`2026-01-00` is not a real date, January 2026 has 31 days");
    }

    #[test]
    fn an_impossible_month_or_year_is_named() {
        assert_eq!(message("2026-13-01"), "`2026-13-01` has month `13`, months are `01` to `12`");
        assert_eq!(message("2026-00-01"), "`2026-00-01` has month `00`, months are `01` to `12`");
        assert_eq!(message("0000-01-01"), "`0000-01-01` is in year 0000, which does not exist");
    }

    #[test]
    fn every_other_form_is_refused() {
        for text in [
            "",
            "2026-3-5",
            "20260305",
            "2026/03/05",
            "05-03-2026",
            "2026-03-05T00:00",
            " 2026-03-05",
            "2026-W10-4",
            "+202-03-05",
        ] {
            assert_eq!(parse_date(text), Err(DateError::Form { text: text.to_owned() }));
        }
        assert!(parse_date("2026\u{2011}3-05").is_err());
    }

    #[test]
    fn a_build_date_is_taken_on_the_clocks_of_the_sites_zone() -> Result<(), Box<dyn std::error::Error>> {
        let instant: Timestamp = "2026-11-23T23:30:00Z".parse()?;
        assert_eq!(AsOf::at(instant, &Zone::utc()).to_string(), "2026-11-23");
        assert_eq!(AsOf::at(instant, &Zone::parse("Asia/Tokyo")?.zone).to_string(), "2026-11-24");
        assert_eq!(AsOf::new(parse_date("2026-11-24")?).days_since(parse_date("2026-10-24")?), 31);
        Ok(())
    }
}
