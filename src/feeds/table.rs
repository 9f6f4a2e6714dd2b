//! A table as CSV (RFC 4180): a header, CRLF, and text that no spreadsheet runs as a formula.

use csv::{Terminator, WriterBuilder};
use jiff::civil::Date;

use super::shape::Quantity;
use crate::coverage::Hours;
use crate::time::{IsoWeek, UtcMinute};

/// First characters that make spreadsheets read a cell as a formula, with the full-width forms that some of them take for the same.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words that somebody wrote; guarded against being run.
    Text(String),
    /// A number, a date or a truth value that the program wrote itself; never guarded, so that `-3` stays a number.
    Value(String),
}

impl Cell {
    /// The cell as it is written before quoting. Text that starts like a formula gets an apostrophe, which spreadsheets hide.
    fn written(self) -> String {
        match self {
            Self::Text(text) if text.starts_with(FORMULA) => format!("'{text}"),
            Self::Text(text) | Self::Value(text) => text,
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

/// Lists are written with `; ` between their items.
impl From<Vec<&str>> for Cell {
    fn from(words: Vec<&str>) -> Self {
        Self::Text(words.join("; "))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::Value(String::new()), Into::into)
    }
}

/// Values whose own text is safe.
macro_rules! values {
    ($($ty:ty),*) => { $(impl From<$ty> for Cell { fn from(value: $ty) -> Self { Self::Value(value.to_string()) } })* };
}
values!(Date, bool, u8, u16, u32, usize, i32, Quantity, Hours, IsoWeek, UtcMinute);

/// One row, made of anything that is a cell.
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::feeds::table::Cell::from($cell)),*] };
}
pub(super) use row;

/// The table as a file; `None` never happens in memory.
#[must_use]
pub fn table(header: &[&str], rows: impl Iterator<Item = Vec<Cell>>) -> Option<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(header).ok()?;
    for row in rows {
        writer.write_record(row.into_iter().map(Cell::written)).ok()?;
    }
    writer.into_inner().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_starts_like_a_formula_and_numbers_stay_numbers() -> Result<(), csv::Error> {
        let cells = ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "＝x", "a=b", "plain, \"quoted\"\nü"];
        let rows = cells.iter().map(|cell| row![*cell, -3_i32, None::<Date>]);
        let bytes = table(&["text", "number", "date"], rows).unwrap_or_default();
        assert!(bytes.starts_with(b"text,number,date\r\n'=1+1,-3,\r\n"));
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        assert_eq!(read.len(), cells.len());
        for (record, cell) in read.iter().zip(cells) {
            let guarded = if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() };
            assert_eq!(record.iter().collect::<Vec<_>>(), [guarded.as_str(), "-3", ""]);
        }
        Ok(())
    }
}
