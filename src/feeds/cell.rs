//! A cell of a table: words that are guarded, or a value that is written as it is.

use jiff::civil::Date;

use super::shape::{Address, Quantity};
use crate::coverage::Hours;
use crate::parse::records::{
    Accepting, CadenceWord, Colour, DecisionStatus, GateOutcome, IssueSeverity, Lifecycle, PersonKind, Response,
};
use crate::status::{Band, Freshness, Trend};
use crate::time::{IsoWeek, UtcMinute};

/// First characters that make spreadsheets read a cell as a formula, with the full-width forms that some of them take
/// for the same.
pub(super) const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Characters that a cell may only have between quotes.
const QUOTED: &[char] = &[',', '"', '\r', '\n'];

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words that somebody wrote; guarded against being run.
    Text(String),
    /// A number, a date or a truth value that the program wrote itself; never guarded, so that `-3` stays a number.
    Value(String),
}

impl Cell {
    /// Nothing is known.
    pub(super) fn empty() -> Self {
        Self::Value(String::new())
    }

    /// Adds the cell to `out`. Text that starts like a formula gets an apostrophe, which spreadsheets hide.
    pub(super) fn write(&self, out: &mut String) {
        let (guard, text) = match self {
            Self::Text(text) if text.starts_with(FORMULA) => ("'", text),
            Self::Text(text) | Self::Value(text) => ("", text),
        };
        if text.contains(QUOTED) {
            out.extend(["\"", guard, &text.replace('"', "\"\""), "\""]);
        } else {
            out.extend([guard, text]);
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Address> for Cell {
    fn from(Address(url): Address) -> Self {
        Self::Text(url)
    }
}

/// Lists are written with `; ` between their items.
impl From<Vec<&str>> for Cell {
    fn from(words: Vec<&str>) -> Self {
        Self::Text(words.join("; "))
    }
}

impl From<Vec<String>> for Cell {
    fn from(words: Vec<String>) -> Self {
        Self::Text(words.join("; "))
    }
}

/// Values whose own text is safe.
macro_rules! values {
    ($($ty:ty),* $(,)?) => { $(impl From<$ty> for Cell { fn from(value: $ty) -> Self { Self::Value(value.to_string()) } })* };
}
values!(Date, bool, u8, u16, u32, usize, i32, Quantity, IsoWeek, UtcMinute);

impl From<Hours> for Cell {
    fn from(hours: Hours) -> Self {
        Self::Value(hours.decimal().to_string())
    }
}

/// Words of records.
macro_rules! words {
    ($($ty:ty),* $(,)?) => { $(impl From<$ty> for Cell { fn from(value: $ty) -> Self { Self::from(value.word()) } })* };
}
words!(
    Colour,
    Lifecycle,
    CadenceWord,
    Response,
    IssueSeverity,
    DecisionStatus,
    GateOutcome,
    PersonKind,
    Accepting,
    Band
);

impl From<Freshness> for Cell {
    fn from(freshness: Freshness) -> Self {
        Self::from(match freshness {
            Freshness::Fresh => "fresh",
            Freshness::Due => "due",
            Freshness::Stale => "stale",
            Freshness::Never => "never",
        })
    }
}

impl From<Trend> for Cell {
    fn from(trend: Trend) -> Self {
        Self::from(match trend {
            Trend::Better => "better",
            Trend::Steady => "steady",
            Trend::Worse => "worse",
        })
    }
}
