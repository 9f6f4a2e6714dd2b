//! Dates, months and weekdays.

use jiff::civil::{Date, Weekday};

use super::Catalogue;
use super::catalogue::{Part, Span};

impl Catalogue {
    /// A date with its year, `5 Mar 2026`: with the month's name, so that no reader swaps day and month.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let mut text = String::with_capacity("15 Mar 2026".len());
        self.parts(&mut text, self.date, date);
        text
    }

    /// A date of a year that is known: `Mon 16 Nov`.
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        let mut text = String::with_capacity("Mon 16 Nov".len());
        self.parts(&mut text, self.day, date);
        text
    }

    /// Two dates and all between, with month and year once where they are the same: `16 to 22 Nov 2026`, `28 Dec 2026
    /// to 3 Jan 2027`.
    #[must_use]
    pub fn span(&self, from: Date, to: Date) -> String {
        if from == to {
            return self.date(to);
        }
        let Span(first, between, last) = match (from.year() == to.year(), from.month() == to.month()) {
            (true, true) => self.span_in_month,
            (true, false) => self.span_in_year,
            _ => self.span_over_years,
        };
        let mut text = String::with_capacity("28 Dec 2026 to 3 Jan 2027".len());
        self.parts(&mut text, first, from);
        text.push_str(between);
        self.parts(&mut text, last, to);
        text
    }

    /// The month of a date in full: `March`.
    #[must_use]
    pub fn month(&self, date: Date) -> &'static str {
        named(&self.months, date.month() - 1)
    }

    /// The month of a date as an axis has it: `Mar`.
    #[must_use]
    pub fn short_month(&self, date: Date) -> &'static str {
        named(&self.short_months, date.month() - 1)
    }

    /// A weekday in full: `Monday`.
    #[must_use]
    pub fn weekday(&self, day: Weekday) -> &'static str {
        named(&self.weekdays, day.to_monday_zero_offset())
    }

    /// A weekday: `Mon`.
    #[must_use]
    pub fn short_weekday(&self, day: Weekday) -> &'static str {
        named(&self.short_weekdays, day.to_monday_zero_offset())
    }

    /// Runs of weekdays, each with its first and its last: `Mon–Fri`, `Mon, Wed, Fri`.
    #[must_use]
    pub fn weekdays(&self, runs: impl IntoIterator<Item = (Weekday, Weekday)>) -> String {
        let run = |(first, last)| {
            let (first, last) = (self.short_weekday(first), self.short_weekday(last));
            if first == last { first.to_owned() } else { format!("{first}{}{last}", self.through) }
        };
        runs.into_iter().map(run).collect::<Vec<_>>().join(self.comma)
    }

    /// From one clock time to another: `09:00–17:30`, `22:00–06:00 next day`.
    #[must_use]
    pub fn hours_between(&self, from: &str, to: &str, ends_next_day: bool) -> String {
        format!("{from}{}{to}{}", self.through, if ends_next_day { self.next_day } else { "" })
    }

    /// Adds parts of a date. Without a format string: a site prints tens of thousands of dates.
    fn parts(&self, out: &mut String, parts: &[Part], date: Date) {
        for part in parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Day => push(out, i16::from(date.day())),
                Part::Month => out.push_str(self.short_month(date)),
                Part::Year => push(out, date.year()),
                Part::Weekday => out.push_str(self.short_weekday(date.weekday())),
            }
        }
    }
}

/// The name at a place counted from zero.
fn named(names: &[&'static str], at: i8) -> &'static str {
    usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// Adds a whole number.
fn push(out: &mut String, number: i16) {
    if number < 0 {
        out.push('-');
    }
    let number = number.unsigned_abs();
    let places = number.checked_ilog10().unwrap_or(0) + 1;
    out.extend((0..places).rev().filter_map(|place| char::from_digit(u32::from(number / 10_u16.pow(place) % 10), 10)));
}
