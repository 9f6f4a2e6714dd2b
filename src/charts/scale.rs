//! A time axis: dates to coordinates, and the dates at which it is labelled.

use crate::words::WORDS;
use jiff::ToSpan;
use jiff::civil::Date;

/// Maps the days from a first to a last date linearly to a range of coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    first: Date,
    last: Date,
    start: f64,
    end: f64,
}

/// A labelled date of an axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The first day of a month.
    pub date: Date,
    /// `Mar`, and `2027` for a January: the year is the news then.
    pub text: String,
}

/// Months between labels, from close to wide.
const STEPS: [i32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];

impl Scale {
    /// The scale that puts the earliest of `dates` at `start` and the latest at `end`; `None` without a date. Whole
    /// months are kept, so that axes of neighbouring charts read alike.
    #[must_use]
    pub fn around(dates: impl IntoIterator<Item = Date>, start: f64, end: f64) -> Option<Self> {
        let (first, last) = dates.into_iter().fold(None, |range: Option<(Date, Date)>, date| {
            Some(range.map_or((date, date), |(first, last)| (first.min(date), last.max(date))))
        })?;
        Some(Self { first: first.first_of_month(), last: last.last_of_month(), start, end })
    }

    /// The coordinate of a date. Dates outside the scale land outside the range.
    #[must_use]
    pub fn at(&self, date: Date) -> f64 {
        let all = (self.last - self.first).get_days().max(1);
        let days = (date - self.first).get_days();
        self.start + (self.end - self.start) * f64::from(days) / f64::from(all)
    }

    /// The days that both scales hold, as (first, last); `None` when there are none.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Option<(Date, Date)> {
        let (first, last) = (self.first.max(other.first), self.last.min(other.last));
        (first < last).then_some((first, last))
    }

    /// The firsts of months to label, at most `most` of them, evenly spaced and always including Januaries when they
    /// are yearly.
    #[must_use]
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
        let (from, to) = (months(self.first), months(self.last));
        let fits = |step: &&i32| {
            usize::try_from(to.div_euclid(**step) - (from - 1).div_euclid(**step)).unwrap_or(usize::MAX) <= most.max(1)
        };
        let step = STEPS.iter().find(fits).copied().unwrap_or(240);
        let mut ticks = Vec::new();
        let mut date = self.first;
        while date <= self.last {
            if months(date).rem_euclid(step) == 0 {
                let text = if date.month() == 1 { date.year().to_string() } else { WORDS.short_month(date).to_owned() };
                ticks.push(Tick { date, text });
            }
            match date.checked_add(1.month()) {
                Ok(next) => date = next,
                Err(_) => break,
            }
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_scale_keeps_whole_months_and_is_linear_in_days() {
        let scale = Scale::around([date(2026, 4, 30), date(2026, 3, 5)], 100.0, 700.0);
        let at = |month, day| scale.map(|scale| scale.at(date(2026, month, day)));
        assert_eq!([at(3, 1), at(3, 31), at(4, 30)], [Some(100.0), Some(400.0), Some(700.0)]);
        assert_eq!(Scale::around([], 0.0, 1.0), None);
    }

    #[test]
    fn ticks_are_firsts_of_months_and_januaries_show_the_year() {
        let texts = |from, to, most| -> Vec<String> {
            let scale = Scale::around([from, to], 0.0, 1.0);
            scale.into_iter().flat_map(|scale| scale.ticks(most)).map(|tick| tick.text).collect()
        };
        assert_eq!(texts(date(2026, 11, 5), date(2027, 2, 3), 12), ["Nov", "Dec", "2027", "Feb"]);
        assert_eq!(texts(date(2026, 2, 5), date(2027, 3, 3), 6), ["Apr", "Jul", "Oct", "2027"]);
        assert_eq!(
            texts(date(2020, 2, 5), date(2027, 3, 3), 8),
            ["2021", "2022", "2023", "2024", "2025", "2026", "2027"]
        );
    }
}
