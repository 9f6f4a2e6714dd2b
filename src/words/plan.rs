//! Dates of a plan, and how much later one is than another.

use jiff::civil::Date;

use super::{Catalogue, Term};
use crate::time::{PlanDate, Slip, WrittenDate, YearPart};

impl Catalogue {
    /// A date of a plan as it is written: `5 Mar 2026`, `Sep 2026`, `Q3 2026`, `H2 2026`, `2026`.
    #[must_use]
    pub fn plan_date(&self, date: PlanDate) -> String {
        let WrittenDate::Part { year, part } = date.written else { return self.date(date.last) };
        match part {
            YearPart::Month(month) => {
                let first = Date::new(year, month, 1).unwrap_or(date.last);
                format!("{} {year}", self.short_month(first))
            }
            YearPart::Quarter(quarter) => format!("Q{quarter} {year}"),
            YearPart::Half(half) => format!("H{half} {year}"),
            YearPart::Whole => year.to_string(),
        }
    }

    /// Where something is expected in time: `on 5 Mar 2026`, `in Q3 2026`.
    #[must_use]
    pub fn at_plan_date(&self, date: PlanDate) -> String {
        let word = if matches!(date.written, WrittenDate::Day(_)) { "on" } else { "in" };
        format!("{word} {}", self.plan_date(date))
    }

    /// How much later something is, with its sign: `+14 d`, `+1 quarter`, `−2 months`.
    #[must_use]
    pub fn signed_slip(&self, slip: Slip) -> String {
        let (number, term) = match slip {
            Slip::Days(days) => return self.signed_days(days),
            Slip::Months(months) => (months, Term::Month),
            Slip::Quarters(quarters) => (quarters, Term::Quarter),
            Slip::Halves(halves) => (halves, Term::HalfYear),
            Slip::Years(years) => (years, Term::Year),
        };
        let sign = if number > 0 { "+" } else { "" };
        format!("{sign}{} {}", self.whole(i64::from(number)), self.form(number.unsigned_abs(), term))
    }

    /// The same without its sign: `14 days`, `1 quarter`.
    #[must_use]
    pub fn slip(&self, slip: Slip) -> String {
        match slip {
            Slip::Days(days) => self.days(days),
            Slip::Months(months) => self.count(months.unsigned_abs(), Term::Month),
            Slip::Quarters(quarters) => self.count(quarters.unsigned_abs(), Term::Quarter),
            Slip::Halves(halves) => self.count(halves.unsigned_abs(), Term::HalfYear),
            Slip::Years(years) => self.count(years.unsigned_abs(), Term::Year),
        }
    }
}
