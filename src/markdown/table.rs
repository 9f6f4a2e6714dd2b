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
}
