//! What differs between languages, as one value for each language.

use super::term::{Forms, Plural, Term};

/// The words and signs of a language. Its writers stand in the files beside this one: dates, numbers, durations,
/// counts, lists.
#[derive(Debug)]
pub struct Catalogue {
    /// Months in full, January first.
    pub(super) months: [&'static str; 12],
    /// Months as they stand in dates and on axes.
    pub(super) short_months: [&'static str; 12],
    /// Weekdays in full, Monday first.
    pub(super) weekdays: [&'static str; 7],
    /// Weekdays in tables and dates.
    pub(super) short_weekdays: [&'static str; 7],
    /// A date with its year.
    pub(super) date: &'static [Part],
    /// A weekday and its date, for a year that is known.
    pub(super) day: &'static [Part],
    /// Two dates of one month and all between.
    pub(super) span_in_month: Span,
    /// Two dates of one year.
    pub(super) span_in_year: Span,
    /// Two dates of different years.
    pub(super) span_over_years: Span,
    /// Between the first and the last of weekdays or clock times that follow each other.
    pub(super) through: &'static str,
    /// After hours that end on the day after.
    pub(super) next_day: &'static str,
    /// Before the fraction of a number.
    pub(super) decimal: char,
    /// Between groups of three digits of an amount.
    pub(super) group: char,
    /// Before a number below zero.
    pub(super) minus: char,
    /// After a number of hundredths.
    pub(super) percent: &'static str,
    /// Days, hours and minutes where there is little room.
    pub(super) units: Units,
    /// Between the members of a list.
    pub(super) comma: &'static str,
    /// Before the last of some things that all hold.
    pub(super) and: &'static str,
    /// Before the last of some things of which one holds.
    pub(super) or: &'static str,
    /// In place of the number zero.
    pub(super) none: &'static str,
    /// Of what only readers inside see.
    pub(super) internal: &'static str,
    /// Which form goes with a number.
    pub(super) plural: fn(usize) -> Plural,
    /// The forms of a term.
    pub(super) forms: fn(Term) -> Forms,
}

/// Short names of units, each with the space that stands before it.
#[derive(Debug)]
pub(super) struct Units {
    /// A day.
    pub(super) day: &'static str,
    /// An hour.
    pub(super) hour: &'static str,
    /// A minute.
    pub(super) minute: &'static str,
}

/// A part of a written date.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// What stands between other parts.
    Text(&'static str),
    /// The day of the month, without a leading zero.
    Day,
    /// The short name of the month.
    Month,
    /// The year.
    Year,
    /// The short name of the weekday.
    Weekday,
}

/// How two dates with all between are written: parts of the first, a text, parts of the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span(pub(super) &'static [Part], pub(super) &'static str, pub(super) &'static [Part]);
