//! Tables: a region that scrolls, header cells with a scope, alignment by class (inline styles are barred by the site's policy).

use pulldown_cmark::Alignment;

use super::escape;

/// Which table, row and cell is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    cell: usize,
    head: bool,
}

impl Table {
    /// The opening of a table below the heading `below`.
    pub(super) fn open(&mut self, alignments: &[Alignment], below: Option<&str>) -> String {
        *self = Self { alignments: alignments.to_vec(), cell: 0, head: false };
        let label = below.filter(|text| !text.is_empty()).map_or_else(|| "Table".to_owned(), |text| format!("Table: {text}"));
        format!("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n", escape::attribute(&label))
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
        let alignment = self.alignments.get(self.cell).copied().unwrap_or(Alignment::None);
        let header = self.head && !empty;
        match (header, alignment) {
            (true, Alignment::None) => "<th scope=\"col\">",
            (true, Alignment::Left) => "<th scope=\"col\" class=\"left\">",
            (true, Alignment::Center) => "<th scope=\"col\" class=\"center\">",
            (true, Alignment::Right) => "<th scope=\"col\" class=\"right\">",
            (false, Alignment::None) => "<td>",
            (false, Alignment::Left) => "<td class=\"left\">",
            (false, Alignment::Center) => "<td class=\"center\">",
            (false, Alignment::Right) => "<td class=\"right\">",
        }
    }

    /// The end of a cell.
    pub(super) fn end_cell(&mut self, empty: bool) -> &'static str {
        self.cell += 1;
        if self.head && !empty { "</th>" } else { "</td>" }
    }
}

/// The end of a table.
pub(super) const CLOSE: &str = "</tbody>\n</table>\n</div>\n";
