//! Rows of tables that lose words.

use super::super::table;
use super::Writer;
use crate::diagnostics::{Diagnostic, registry};

impl Writer<'_, '_> {
    /// Tells which words of the table's row at `at` are lost, for it has more cells than the head.
    pub(super) fn surplus(&mut self, at: usize) {
        let range = self.range(at);
        let row = self.source.get(range.clone()).unwrap_or("");
        let Some(surplus) = table::surplus(row, self.table.columns()) else { return };
        let (cells, columns) = (surplus.cells, self.table.columns());
        let last = if surplus.lost == 1 { "last".to_owned() } else { format!("last {}", surplus.lost) };
        let quoted = cut(&surplus.text);
        let message =
            format!("row has {cells} cells, the head has {columns}; the text of the {last} is lost: {quoted}");
        let place = self.origin.place(&(range.start..range.start + row.trim_end().len()));
        let hint = if surplus.in_code {
            "write `\\|` for a bar within code"
        } else {
            "give the head as many cells, or write `\\|` for a bar within a cell"
        };
        self.found.push(Diagnostic::new(&registry::WIDE_ROW, place, message).hint(hint));
    }
}

/// Longest text that a finding quotes, in characters.
const QUOTED: usize = 120;

/// `text` as a finding quotes it.
fn cut(text: &str) -> String {
    let (text, more) = match text.char_indices().nth(QUOTED) {
        Some((end, _)) => (text.get(..end).unwrap_or("").trim_end(), "…"),
        None => (text, ""),
    };
    if text.contains('`') { format!("“{text}{more}”") } else { format!("`{text}{more}`") }
}
