//! Tables: a region that scrolls, header cells with a scope, alignment by class (inline styles are barred by the site's
//! policy).

use pulldown_cmark::Alignment;

use super::escape;

/// What a header cell heads.
enum HeaderScope {
    Column,
    Row,
}

/// Which table, row and cell is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct TablePosition {
    alignments: Vec<Alignment>,
    cell: usize,
    head: bool,
    /// The head's first cell is empty, so the first cell of each row says what the row is about.
    headed_rows: bool,
}

impl TablePosition {
    /// The opening of a table below the heading `below`.
    pub(super) fn open(&mut self, alignments: &[Alignment], below: Option<&str>) -> String {
        *self = Self { alignments: alignments.to_vec(), ..Self::default() };
        let label =
            below.filter(|text| !text.is_empty()).map_or_else(|| "Table".to_owned(), |text| format!("Table: {text}"));
        format!(
            "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n",
            escape::attribute(&label)
        )
    }

    /// The opening of the head or of a row.
    pub(super) fn row(&mut self, head: bool) -> &'static str {
        (self.cell, self.head) = (0, head);
        if head { "<thead>\n<tr>" } else { "<tr>" }
    }

    /// How many columns the table has.
    pub(super) fn columns(&self) -> usize {
        self.alignments.len()
    }

    /// The end of the head or of a row.
    pub(super) fn end_row(head: bool) -> &'static str {
        if head { "</tr>\n</thead>\n<tbody>\n" } else { "</tr>\n" }
    }

    /// The opening of a cell. An empty header cell heads nothing, so it is an ordinary one.
    pub(super) fn cell(&mut self, empty: bool) -> &'static str {
        if self.head && self.cell == 0 {
            self.headed_rows = empty;
        }
        let alignment = self.alignments.get(self.cell).copied().unwrap_or(Alignment::None);
        match (self.scope(empty), alignment) {
            (Some(HeaderScope::Column), Alignment::None) => "<th scope=\"col\">",
            (Some(HeaderScope::Column), Alignment::Left) => "<th scope=\"col\" class=\"left\">",
            (Some(HeaderScope::Column), Alignment::Center) => "<th scope=\"col\" class=\"center\">",
            (Some(HeaderScope::Column), Alignment::Right) => "<th scope=\"col\" class=\"right\">",
            (Some(HeaderScope::Row), Alignment::None) => "<th scope=\"row\">",
            (Some(HeaderScope::Row), Alignment::Left) => "<th scope=\"row\" class=\"left\">",
            (Some(HeaderScope::Row), Alignment::Center) => "<th scope=\"row\" class=\"center\">",
            (Some(HeaderScope::Row), Alignment::Right) => "<th scope=\"row\" class=\"right\">",
            (None, Alignment::None) => "<td>",
            (None, Alignment::Left) => "<td class=\"left\">",
            (None, Alignment::Center) => "<td class=\"center\">",
            (None, Alignment::Right) => "<td class=\"right\">",
        }
    }

    /// What the current cell heads.
    fn scope(&self, empty: bool) -> Option<HeaderScope> {
        match self.head {
            _ if empty => None,
            true => Some(HeaderScope::Column),
            false => (self.headed_rows && self.cell == 0).then_some(HeaderScope::Row),
        }
    }

    /// The end of a cell.
    pub(super) fn end_cell(&mut self, empty: bool) -> &'static str {
        let end = if self.scope(empty).is_some() { "</th>" } else { "</td>" };
        self.cell += 1;
        end
    }
}

/// What a row has beyond the cells of its head, which no browser shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Surplus {
    /// How many cells the row has.
    pub(super) cells: usize,
    /// How many of them have words that are lost.
    pub(super) lost: usize,
    /// The words, with a mark between two cells.
    pub(super) text: String,
    /// Whether the row has a `|` within code, which divides cells there as everywhere.
    pub(super) in_code: bool,
}

/// What `row` of the source has beyond `columns` cells.
pub(super) fn surplus(row: &str, columns: usize) -> Option<Surplus> {
    let bars = memchr::memchr_iter(b'|', row.as_bytes());
    // Nearly every row has as many as its head.
    if bars.clone().count() <= columns.saturating_sub(1) {
        return None;
    }
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells: Vec<&str> = Vec::new();
    let mut from = 0;
    for bar in memchr::memchr_iter(b'|', row.as_bytes()) {
        if !row.get(..bar).is_some_and(|before| before.ends_with('\\')) {
            cells.push(row.get(from..bar).unwrap_or("").trim());
            from = bar + 1;
        }
    }
    // What follows the last bar is a cell where something stands there.
    cells.extend(row.get(from..).map(str::trim).filter(|last| !last.is_empty()));
    let lost: Vec<&str> = cells.get(columns..)?.iter().copied().filter(|cell| has_words(cell)).collect();
    let mut code = 0_usize;
    let mut in_code = false;
    for cell in &cells {
        in_code |= code % 2 == 1;
        code += cell.matches('`').count();
    }
    (!lost.is_empty()).then(|| Surplus { cells: cells.len(), lost: lost.len(), text: lost.join(" | "), in_code })
}

/// Whether a cell holds more than marks.
fn has_words(cell: &str) -> bool {
    cell.contains(|character: char| character.is_alphanumeric() || !character.is_ascii())
}

/// The end of a table.
pub(super) const CLOSE: &str = "</tbody>\n</table>\n</section>\n";

#[cfg(test)]
mod tests {
    use super::super::trial::page;

    #[test]
    fn rows_below_an_empty_corner_are_headed_by_their_first_cell() {
        let html = page("| | A |\n|-|:-:|\n| b | c |\n| | d |\n").html;
        let rows: Vec<_> = html.lines().filter(|line| line.starts_with("<tr>")).collect();
        assert_eq!(
            rows,
            [
                "<tr><td></td><th scope=\"col\" class=\"center\">A</th></tr>",
                "<tr><th scope=\"row\">b</th><td class=\"center\">c</td></tr>",
                "<tr><td></td><td class=\"center\">d</td></tr>",
            ]
        );
    }

    #[test]
    fn cells_beyond_the_head_are_reported_with_their_words() {
        let trial = page(
            "| a | b |\n|--|--|\n| `m` | one of `x|y` | z |\n| 1 | 2 | |\n| 1 |\nc | d | e | f\n| \\| | `\\|` |\n| a | b | ![](c) |\n",
        );
        let messages: Vec<_> = trial.found.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "row has 4 cells, the head has 2; the text of the last 2 is lost: “y` | z”",
                "row has 4 cells, the head has 2; the text of the last 2 is lost: `e | f`",
                "row has 3 cells, the head has 2; the text of the last is lost: `![](c)`",
            ]
        );
        let hints: Vec<_> = trial.found.iter().filter_map(|finding| finding.hint.as_deref()).collect();
        assert_eq!(hints.first().copied(), Some("write `\\|` for a bar within code"));
        assert_eq!(trial.findings().first().copied(), Some(("PMO-W0515", "| `m` | one of `x|y` | z |")));
        assert_eq!(
            page("> | a |\n> |--|\n> | b | c |\n\n- | a |\n  |--|\n  | b | |\n").findings(),
            [("PMO-W0515", "| b | c |")]
        );
    }
}
