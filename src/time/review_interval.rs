//! How long a page counts as reviewed.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;

/// The unit of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Unit {
    Week,
    Month,
    Year,
}

/// A whole number of weeks, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReviewInterval {
    count: u8,
    unit: Unit,
}

impl ReviewInterval {
    /// What [`parse`](Self::parse) reads, as a regular expression of JSON Schema.
    pub const PATTERN: &str = "^[1-9][0-9]? (weeks?|months?|years?)$";

    /// Reads `6 months`; `None` for anything else, and for more than 99 of a unit.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let count = count.parse().ok().filter(|count| (1..=99).contains(count))?;
        let unit = match &*unit.trim_start().to_ascii_lowercase() {
            "week" | "weeks" => Unit::Week,
            "month" | "months" => Unit::Month,
            "year" | "years" => Unit::Year,
            _ => return None,
        };
        Some(Self { count, unit })
    }

    /// The day so long after `date`; the last of its month where that month is shorter.
    #[must_use]
    pub fn after(self, date: Date) -> Date {
        let count = i64::from(self.count);
        date.saturating_add(match self.unit {
            Unit::Week => Span::new().weeks(count),
            Unit::Month => Span::new().months(count),
            Unit::Year => Span::new().years(count),
        })
    }
}

impl fmt::Display for ReviewInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lengths_are_read_written_and_added() {
        let cases = [
            ("6 months", date(2026, 8, 31), "6 months", date(2027, 2, 28)),
            ("1 year", date(2028, 2, 29), "1 year", date(2029, 2, 28)),
            ("2 Weeks", date(2026, 12, 24), "2 weeks", date(2027, 1, 7)),
        ];
        for (text, from, written, to) in cases {
            let read = ReviewInterval::parse(text).expect(text);
            assert_eq!((read.to_string().as_str(), read.after(from)), (written, to));
        }
        assert_eq!(ReviewInterval::parse("1 years").map(|read| read.to_string()).as_deref(), Some("1 year"));
    }

    #[test]
    fn nothing_else_is_a_length() {
        for text in ["", "6", "months", "0 months", "100 weeks", "six months", "6 months ago", "180 days", "-1 year"] {
            assert_eq!(ReviewInterval::parse(text), None, "{text}");
        }
    }
}
