//! Dates of a plan, which may lack a day: `2026-09-18`, `2026-09`, `2026-Q3`, `2026-H2`, `2026`.
//!
//! They are kept as they are written and counted by their last day. Deliberately absent: how they read to people
//! (`words`).

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;

/// A part of a year, or all of it. Months are those of the calendar; the other parts begin with the year of plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearPart {
    /// A month of the calendar, 1 to 12.
    Month(i8),
    /// A quarter, 1 to 4.
    Quarter(i8),
    /// A half, 1 or 2.
    Half(i8),
    /// The year.
    Whole,
}

/// A date of a plan as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WrittenDate {
    /// A day.
    Day(Date),
    /// A time without a day.
    Part {
        /// The year in which the time begins, or in which its year of plans does.
        year: i16,
        /// Which part of it.
        part: YearPart,
    },
}

impl WrittenDate {
    /// Reads a time without a day: `2026-09`, `2026-Q3`, `2026-H2`, `2026`.
    #[must_use]
    pub fn without_day(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let year: i16 =
            (year.len() == 4 && digits(year)).then(|| year.parse().ok()).flatten().filter(|year| *year > 0)?;
        let number = |text: &str, most: i8| text.parse::<i8>().ok().filter(|number| (1..=most).contains(number));
        let part = match rest {
            None => YearPart::Whole,
            Some(month) if month.len() == 2 && digits(month) => YearPart::Month(number(month, 12)?),
            Some(rest) => {
                let of = |letter: char| rest.strip_prefix(letter).filter(|number| number.len() == 1 && digits(number));
                let quarter = of('Q').and_then(|quarter| number(quarter, 4)).map(YearPart::Quarter);
                quarter.or_else(|| of('H').and_then(|half| number(half, 2)).map(YearPart::Half))?
            }
        };
        Some(Self::Part { year, part })
    }

    /// The last day of it, where the year of plans begins with the month `first`.
    #[must_use]
    pub fn last_day(self, first: i8) -> Date {
        let (year, month) = match self {
            Self::Day(date) => return date,
            Self::Part { year, part: YearPart::Month(month) } => (year, month),
            Self::Part { year, part } => {
                let months = match part {
                    YearPart::Month(months) => months,
                    YearPart::Quarter(quarter) => quarter * 3,
                    YearPart::Half(half) => half * 6,
                    YearPart::Whole => 12,
                };
                // Counted from zero.
                let month = first - 1 + months - 1;
                (year + i16::from(month / 12), month % 12 + 1)
            }
        };
        Date::new(year, month, 1).map_or(Date::MAX, Date::last_of_month)
    }

    /// How many months it has; `None` for a day.
    fn months(self) -> Option<i32> {
        match self {
            Self::Day(_) => None,
            Self::Part { part, .. } => Some(match part {
                YearPart::Month(_) => 1,
                YearPart::Quarter(_) => 3,
                YearPart::Half(_) => 6,
                YearPart::Whole => 12,
            }),
        }
    }
}

impl fmt::Display for WrittenDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Part { year, part } => match part {
                YearPart::Month(month) => write!(f, "{year:04}-{month:02}"),
                YearPart::Quarter(quarter) => write!(f, "{year:04}-Q{quarter}"),
                YearPart::Half(half) => write!(f, "{year:04}-H{half}"),
                YearPart::Whole => write!(f, "{year:04}"),
            },
        }
    }
}

/// A date of a plan: what is written, and the day by which it counts. Ordered by the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanDate {
    /// As it is written.
    pub written: WrittenDate,
    /// Its last day.
    pub last: Date,
}

impl From<Date> for PlanDate {
    fn from(date: Date) -> Self {
        Self { written: WrittenDate::Day(date), last: date }
    }
}

impl Ord for PlanDate {
    fn cmp(&self, other: &Self) -> Ordering {
        // Of two that end on one day the one that says more comes first.
        (self.last, self.written.months()).cmp(&(other.last, other.written.months()))
    }
}

impl PartialOrd for PlanDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How much later one date of a plan is than another; negative is earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Between two of which one is a day.
    Days(i32),
    /// Months.
    Months(i32),
    /// Quarters.
    Quarters(i32),
    /// Halves of a year.
    Halves(i32),
    /// Years.
    Years(i32),
}

impl PlanDate {
    /// How much later it is than `from`: in the smaller unit of the two where neither has a day, else in days.
    #[must_use]
    pub fn later_than(self, from: Self) -> Slip {
        let Some((to, unit)) = self.written.months().zip(from.written.months()) else {
            return Slip::Days(self.days_since(from));
        };
        let number = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        let months = number(self.last) - number(from.last);
        match to.min(unit) {
            12 => Slip::Years(months / 12),
            6 => Slip::Halves(months / 6),
            3 => Slip::Quarters(months / 3),
            _ => Slip::Months(months),
        }
    }

    /// The days from the last day of `from` to its own.
    #[must_use]
    pub fn days_since(self, from: Self) -> i32 {
        (self.last - from.last).get_days()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(text: &str, first: i8) -> PlanDate {
        let written = super::super::parse_date(text).map(WrittenDate::Day).ok();
        let written = written.or_else(|| WrittenDate::without_day(text)).expect("a date of a plan");
        PlanDate { written, last: written.last_day(first) }
    }

    #[test]
    fn a_time_without_a_day_ends_on_its_last_day_and_is_written_as_it_was() {
        for (text, last) in [
            ("2026-09-18", "2026-09-18"),
            ("2026-02", "2026-02-28"),
            ("2026-Q1", "2026-03-31"),
            ("2026-Q3", "2026-09-30"),
            ("2026-Q4", "2026-12-31"),
            ("2026-H1", "2026-06-30"),
            ("2026-H2", "2026-12-31"),
            ("2026", "2026-12-31"),
        ] {
            assert_eq!(plan(text, 1).last.to_string(), last, "{text}");
            assert_eq!(plan(text, 1).written.to_string(), text);
        }
        for text in [
            "", "2026-13", "2026-Q5", "2026-Q0", "2026-H3", "2026-q3", "Q3-2026", "2026-9", "2026-Q", "0000",
            "2026-Q31",
        ] {
            assert_eq!(WrittenDate::without_day(text), None, "{text}");
        }
    }

    #[test]
    fn quarters_and_halves_begin_with_the_year_of_plans() {
        for (text, last) in [
            ("2026-Q1", "2026-06-30"),
            ("2026-Q4", "2027-03-31"),
            ("2026-H1", "2026-09-30"),
            ("2026", "2027-03-31"),
            ("2026-09", "2026-09-30"),
        ] {
            assert_eq!(plan(text, 4).last.to_string(), last, "{text}");
        }
        assert_eq!(plan("2026-Q1", 12).last.to_string(), "2027-02-28");
    }

    #[test]
    fn a_slip_is_counted_in_the_smaller_unit_of_two_times_without_a_day() {
        let slip = |from, to| plan(to, 1).later_than(plan(from, 1));
        assert_eq!(slip("2026-Q3", "2026-Q4"), Slip::Quarters(1));
        assert_eq!(slip("2026-Q4", "2026-Q2"), Slip::Quarters(-2));
        assert_eq!(slip("2026-H1", "2026-Q4"), Slip::Quarters(2));
        assert_eq!(slip("2026-Q3", "2026-11"), Slip::Months(2));
        assert_eq!(slip("2026", "2028"), Slip::Years(2));
        assert_eq!(slip("2026-H1", "2027-H1"), Slip::Halves(2));
        assert_eq!(slip("2026-Q3", "2026-10-05"), Slip::Days(5));
        assert!(plan("2026-09-30", 1) < plan("2026-Q3", 1) && plan("2026-Q3", 1) < plan("2026-10-01", 1));
    }
}
