//! A table for people: columns aligned with spaces.

use unicode_width::UnicodeWidthStr;

/// Between two columns.
const GAP: usize = 2;

/// `rows` below `header`. The last column is as wide as it likes.
pub(super) fn aligned<'h>(header: impl AsRef<[&'h str]>, rows: &[impl AsRef<[String]>]) -> String {
    let header = header.as_ref();
    let mut lines: Vec<Vec<String>> = vec![header.iter().map(|title| one_line(title)).collect()];
    lines.extend(rows.iter().map(|row| row.as_ref().iter().map(|cell| one_line(cell)).collect()));
    let mut widths = vec![0; header.len()];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.width());
        }
    }
    let mut out = String::new();
    for line in &lines {
        let start = out.len();
        for (cell, width) in line.iter().zip(&widths) {
            out.push_str(cell);
            out.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + GAP));
        }
        let end = out.trim_end_matches(' ').len().max(start);
        out.truncate(end);
        out.push('\n');
    }
    out
}

/// `text` on one line without control characters, which a terminal would obey.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_by_what_is_seen_and_no_line_ends_in_spaces() {
        let rows =
            [["a".to_owned(), "東京".to_owned(), "x".to_owned()], ["long".to_owned(), "b".to_owned(), String::new()]];
        assert_eq!(aligned(["ID", "PLACE", "REST"], &rows), "ID    PLACE  REST\na     東京   x\nlong  b\n");
    }

    #[test]
    fn a_cell_cannot_break_its_line_or_command_the_terminal() {
        assert_eq!(aligned(["A"], &[["x\ny\u{1b}[31mz".to_owned()]]), "A\nx y [31mz\n");
    }
}
