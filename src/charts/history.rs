//! Health over time: a cell for each period or report, the newest at the right.
//!
//! Green is a small dot on nothing, so that trouble is what is seen: amber and red are filled cells with a dark diamond
//! and a white triangle. Stale is an outlined cell with a dashed ring, no status a dash. One path for each kind of
//! mark: a portfolio shows a thousand cells.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::svg::{count, escape, number};
use crate::words::WORDS;

/// Width of a cell with its gap.
const STEP: f64 = 16.0;
/// Width and height of a cell.
const CELL: (f64, f64) = (14.0, 18.0);

/// How a program stood at the end of a period, or what a report said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryCell {
    /// The day.
    pub date: Date,
    /// `green`, `amber`, `red`, `stale`, `never`, another state; empty before anything began.
    pub mark: &'static str,
    /// The word for it.
    pub label: String,
}

/// The strip of `cells`, oldest first; `None` where nothing has begun.
#[must_use]
pub fn history(cells: &[HistoryCell]) -> Option<String> {
    let name = sentence(cells)?;
    let mut paths: [(&str, String); 8] =
        ["was-green", "was-amber", "on-amber", "was-red", "on-red", "was-stale", "on-stale", "was-never"]
            .map(|class| (class, String::new()));
    let mut other = String::new();
    for (at, cell) in cells.iter().enumerate() {
        let left = STEP * count(at);
        let middle = left + CELL.0 / 2.0;
        let mut add = |class: &str, x: f64, rest: &str| {
            let path = paths.iter_mut().find(|(known, _)| *known == class).map_or(&mut other, |(_, path)| path);
            let _ = write!(path, "M{} {rest}", number(x));
        };
        match cell.mark {
            "" => {}
            "green" => add("was-green", middle - 3.0, "9a3 3 0 1 0 6 0a3 3 0 1 0-6 0"),
            "amber" => {
                add("was-amber", left, "0h14v18h-14z");
                add("on-amber", middle, "5l4 4-4 4-4-4z");
            }
            "red" => {
                add("was-red", left, "0h14v18h-14z");
                add("on-red", middle, "5l4 7.5h-8z");
            }
            "stale" => {
                add("was-stale", left + 0.5, "0.5h13v17h-13z");
                add("on-stale", middle - 3.5, "9a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0");
            }
            "never" => add("was-never", middle - 3.0, "9h6"),
            _ => add("was-other", middle - 2.5, "6.5h5v5h-5z"),
        }
    }
    let width = number(STEP * count(cells.len()) - STEP + CELL.0);
    let mut svg =
        format!("<svg class=\"history\" viewBox=\"0 0 {width} 18\" role=\"img\" aria-label=\"{}\">", escape(&name));
    for (class, path) in paths.iter().map(|(class, path)| (*class, path)).chain([("was-other", &other)]) {
        if !path.is_empty() {
            svg.extend(["<path class=\"", class, "\" d=\"", path, "\"/>"]);
        }
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// `On track to 9 Oct 2026, Needs attention to 23 Oct 2026, Stale since 30 Oct 2026`
fn sentence(cells: &[HistoryCell]) -> Option<String> {
    let begun: Vec<&HistoryCell> = cells.iter().skip_while(|cell| cell.mark.is_empty()).collect();
    let mut runs: Vec<(&HistoryCell, &HistoryCell)> = Vec::new();
    for cell in begun {
        match runs.last_mut() {
            Some((first, last)) if first.label == cell.label => *last = cell,
            _ => runs.push((cell, cell)),
        }
    }
    let (newest, _) = runs.pop()?;
    let before = runs.iter().map(|(_, last)| format!("{} to {}", last.label, WORDS.date(last.date)));
    let all: Vec<String> = before.chain([format!("{} since {}", newest.label, WORDS.date(newest.date))]).collect();
    Some(WORDS.commas(&all))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn cell(day: i8, mark: &'static str) -> HistoryCell {
        HistoryCell { date: date(2026, 3, day), mark, label: mark.to_uppercase() }
    }

    #[test]
    fn trouble_is_filled_and_the_name_tells_the_runs() -> Result<(), &'static str> {
        let cells = [cell(1, ""), cell(5, "green"), cell(12, "amber"), cell(19, "amber"), cell(26, "red")];
        let svg = history(&cells).ok_or("reports are drawn")?;
        assert!(svg.contains(r#"viewBox="0 0 78 18""#), "{svg}");
        assert!(svg.contains(r#"<path class="was-green" d="M20 9a3"#), "{svg}");
        assert!(svg.contains(r#"<path class="was-amber" d="M32 0h14v18h-14zM48 0h14v18h-14z"/>"#), "{svg}");
        assert!(svg.contains(r#"<path class="on-red" d="M71 5l4 7.5h-8z"/>"#), "{svg}");
        assert!(svg.contains(r#"aria-label="GREEN to 5 Mar 2026, AMBER to 19 Mar 2026, RED since 26 Mar 2026""#));
        Ok(())
    }

    #[test]
    fn nothing_is_drawn_before_anything_began() {
        assert_eq!(history(&[cell(1, ""), cell(8, "")]), None);
        assert_eq!(history(&[]), None);
    }
}
