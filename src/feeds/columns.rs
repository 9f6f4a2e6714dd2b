//! Published objects as rows of a table: what `published!` declares with `#[row]` has a column for
//! each of its fields, or says why not.
//!
//! A value gives its columns as pairs of name and cell, so that no cell can be in another's place. Deliberately absent:
//! how a cell is written (`cell`), and which tables there are (`tables`).

use jiff::civil::Date;

use super::cell::Cell;
use super::shape::{Address, Quantity, Shape};
use crate::coverage::Hours;
use crate::parse::records::{
    Accepting, CadenceWord, Colour, DecisionStatus, FieldHolder, GateOutcome, IssueSeverity, Lifecycle, PersonKind,
    Response,
};
use crate::status::{Band, Freshness, Trend};
use crate::time::{IsoWeek, UtcMinute};

/// Cells with the names of their columns.
pub type Row = Vec<(&'static str, Cell)>;

/// A value that can stand in a row.
pub trait Columns: Sized {
    /// Adds the columns of `value`, the value of the field `name`. Without a value, the same columns are empty.
    fn columns(value: Option<Self>, name: &'static str, row: &mut Row);
}

/// A kind of rows: a list in the open data, and a table.
pub trait TableRow: Columns + Shape {
    /// The name of the list in a document.
    const NAME: &'static str;

    /// Every column, in the order in which they came. Scripts rely on it: new ones are added at the end, none is
    /// renamed or moved.
    const COLUMNS: &'static [&'static str];

    /// The kind of record whose own fields have columns behind these.
    const OWN: Option<FieldHolder> = None;

    /// The cells of these own fields.
    fn own_cells(&self) -> Vec<Cell> {
        Vec::new()
    }

    /// Its cells, in the order of the fields.
    fn row(value: Option<Self>) -> Row {
        let mut row = Row::new();
        Self::columns(value, Self::NAME, &mut row);
        row
    }
}

impl<T: Columns> Columns for Option<T> {
    fn columns(value: Option<Self>, name: &'static str, row: &mut Row) {
        T::columns(value.flatten(), name, row);
    }
}

/// Types whose values are one cell.
macro_rules! cells {
    ($($ty:ty),* $(,)?) => { $(
        impl Columns for $ty {
            fn columns(value: Option<Self>, name: &'static str, row: &mut Row) {
                row.push((name, value.map_or_else(Cell::empty, Cell::from)));
            }
        }
    )* };
}
pub(super) use cells;

cells! {
    &str, String, Vec<&str>, Vec<String>, Address, Date, bool, u8, u16, u32, usize, i32, Quantity, Hours, IsoWeek, UtcMinute,
    Colour, Lifecycle, CadenceWord, Response, IssueSeverity, DecisionStatus, GateOutcome, PersonKind, Accepting, Freshness, Trend, Band,
}

/// Gives rows the name of their list and the order of their columns. Scripts rely on the order: new columns are added
/// at the end, none is renamed or moved.
macro_rules! table_row {
    ($row:ty, $name:literal: [$($column:literal),+ $(,)?] $(own $holder:ident in $($field:ident).+)?) => {
        impl $crate::feeds::columns::TableRow for $row {
            const NAME: &'static str = $name;
            const COLUMNS: &'static [&'static str] = &[$($column),+];
            $(
                const OWN: Option<$crate::parse::records::FieldHolder> =
                    Some($crate::parse::records::FieldHolder::$holder);

                fn own_cells(&self) -> Vec<$crate::feeds::cell::Cell> {
                    self.$($field).+.cells()
                }
            )?
        }
    };
}
pub(crate) use table_row;
