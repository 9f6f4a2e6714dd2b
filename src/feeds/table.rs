//! A table as CSV (RFC 4180): a header, CRLF, and text that no spreadsheet runs as a formula.
//!
//! Text in memory is all that is written, so nothing here can fail.

use std::sync::Arc;

use super::cell::Cell;
use super::columns::TableRow;
use super::own::column;
use crate::parse::records::OwnField;

/// The columns of `T`, those of the site's own fields that it may have, and a line for each of `rows`.
#[must_use]
pub fn table<T: TableRow>(own: &[Arc<OwnField>], rows: impl IntoIterator<Item = T>) -> String {
    let header = T::row(None);
    // Where each cell of a row goes. A column without a place comes after all others; a test sees to it that there is
    // none.
    let places =
        header.iter().map(|(name, _)| T::COLUMNS.iter().position(|column| column == name).unwrap_or(usize::MAX));
    let places: Vec<usize> = places.collect();
    let mut out = String::new();
    let own = own.iter().filter(|field| T::OWN == Some(field.on)).map(|field| Cell::from(column(field)));
    line(&mut out, &places, header.iter().map(|(name, _)| Cell::from(*name)), own);
    for row in rows {
        let own = row.own_cells();
        line(&mut out, &places, T::row(Some(row)).into_iter().map(|(_, cell)| cell), own.into_iter());
    }
    out
}

/// Adds `cells`, each at its place, and `own` behind them.
fn line(out: &mut String, places: &[usize], cells: impl Iterator<Item = Cell>, own: impl Iterator<Item = Cell>) {
    let mut cells: Vec<(usize, Cell)> = places.iter().copied().zip(cells).collect();
    cells.sort_by_key(|(place, _)| *place);
    for (index, cell) in cells.into_iter().map(|(_, cell)| cell).chain(own).enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        cell.write(out);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::feeds::cell::FORMULA;
    use crate::feeds::published::published;
    use crate::parse::records::Colour;

    published! {
        /// Two fields that are no columns of their own.
        #[row]
        pub struct Inner {
            /// First.
            first: i32,
            /// Second, under another name.
            #[column = "other"]
            second: Option<Colour>,
        }
    }

    published! {
        /// A row whose columns have another order than its fields.
        #[row]
        pub struct Sample<'a> {
            /// A number.
            number: i32,
            /// A text.
            text: &'a str,
            /// An object.
            inner: Option<Inner>,
            /// Nothing for a table.
            #[no_column = "a test"]
            left_out: bool,
            /// A date.
            date: Option<Date>,
        }
    }

    impl TableRow for Sample<'_> {
        const NAME: &'static str = "samples";
        const COLUMNS: &'static [&'static str] = &["text", "number", "date", "first"];
    }

    fn sample(text: &str) -> Sample<'_> {
        Sample { number: -3, text, inner: None, left_out: true, date: None }
    }

    #[test]
    fn text_never_starts_like_a_formula_and_numbers_stay_numbers() -> Result<(), csv::Error> {
        let cells = ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "＝x", "a=b", "plain, \"quoted\"\nü", "", "\"", " a b "];
        let text = table(&[], cells.iter().map(|cell| sample(cell)));
        assert!(text.starts_with("text,number,date,first,other\r\n'=1+1,-3,,,\r\n"), "{text}");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        assert_eq!(read.len(), cells.len());
        for (record, cell) in read.iter().zip(cells) {
            let guarded = if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() };
            assert_eq!(record.iter().collect::<Vec<_>>(), [guarded.as_str(), "-3", "", "", ""]);
        }
        Ok(())
    }

    #[test]
    fn columns_keep_their_order_and_a_new_one_comes_last() {
        let inner = Some(Inner { first: 1, second: Some(Colour::Red) });
        let text = table(&[], [Sample { inner, date: Some(Date::constant(2026, 3, 5)), ..sample("a") }, sample("b")]);
        assert_eq!(text, "text,number,date,first,other\r\na,-3,2026-03-05,1,red\r\nb,-3,,,\r\n");
    }
}
