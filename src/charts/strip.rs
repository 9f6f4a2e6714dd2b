//! The health strip: one cell for each report, the newest at the right.

use crate::words::WORDS;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::Chart;
use super::svg::{Drawing, count};

/// Most cells of a strip: half a year of weekly reports.
const MOST: usize = 26;

/// Width of a cell with its gap.
const STEP: f64 = 30.0;

/// A reported period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// When it was reported.
    pub date: Date,
    /// `green`, `amber` or `red`; anything else is drawn as unknown.
    pub mark: &'static str,
    /// The letter in the cell.
    pub letter: char,
    /// The site's word.
    pub label: String,
    /// Reported confidence in percent.
    pub confidence: Option<u8>,
}

/// The strip of `periods`, oldest first; `None` without one. Only the latest 26 are drawn.
#[must_use]
pub fn strip(key: &str, all: &[Period]) -> Option<Chart> {
    let periods = all.get(all.len().saturating_sub(MOST)..)?;
    let (first, last) = (periods.first()?, periods.last()?);
    let mut drawing = Drawing::new();
    for (index, period) in periods.iter().enumerate() {
        let left = STEP * count(index);
        drawing.rect("cell", (left + 1.0, 1.0), (STEP - 4.0, 44.0));
        drawing.mark(period.mark, (left + STEP / 2.0 - 1.0, 14.0), 6.5);
        drawing.text("label", (left + STEP / 2.0 - 1.0, 38.0), "middle", &period.letter.to_string());
    }
    // One label needs about 80 px: a short strip is as wide as its two labels.
    let width = (STEP * count(periods.len())).max(180.0);
    drawing.text("label", (1.0, 62.0), "start", &WORDS.date(first.date));
    if periods.len() > 1 {
        let end = STEP * count(periods.len()) - 3.0;
        drawing.text("label", (end.max(width - 3.0), 62.0), "end", &WORDS.date(last.date));
    }
    let mut caption = finding(all);
    if periods.len() < all.len() {
        let _ = write!(caption, " Drawn are the latest {} of {} reports.", periods.len(), all.len());
    }
    let svg = drawing.finish(key, "chart-strip", (width, 68.0));
    let percent = |period: &Period| period.confidence.map_or_else(String::new, |percent| WORDS.percent(percent));
    Some(Chart {
        key: key.to_owned(),
        about: "reported health, report by report".to_owned(),
        svg,
        caption,
        columns: ["Report", "Health", "Confidence"].map(str::to_owned).to_vec(),
        rows: periods
            .iter()
            .map(|period| vec![WORDS.date(period.date), period.label.clone(), percent(period)])
            .collect(),
    })
}

/// How long the last colour has lasted and what it was before.
fn finding(periods: &[Period]) -> String {
    let Some(last) = periods.last() else { return String::new() };
    let run = periods.iter().rev().take_while(|period| period.mark == last.mark).count();
    let since = periods.get(periods.len() - run).map_or_else(String::new, |period| WORDS.date(period.date));
    let reports = |run| if run == 1 { "one report".to_owned() } else { format!("{run} reports in a row") };
    let before = periods.len().checked_sub(run + 1).and_then(|at| periods.get(at));
    match before {
        Some(before) => format!("{} for {}, since {since}; {} before that.", last.label, reports(run), before.label),
        None if run == 1 => format!("{} in the first report, of {since}.", last.label),
        None => format!("{} for {}, since {since}.", last.label, reports(run)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn period(day: i8, mark: &'static str) -> Period {
        Period { date: date(2026, 3, day), mark, letter: 'X', label: mark.to_uppercase(), confidence: Some(70) }
    }

    #[test]
    fn cells_stand_side_by_side_and_the_table_has_the_same_rows() -> Result<(), &'static str> {
        let chart = strip("k", &[period(5, "green"), period(12, "amber"), period(19, "amber")]);
        let chart = chart.ok_or("three reports are drawn")?;
        assert!(chart.svg.contains(r#"<circle class="mark-green" cx="14" cy="14" r="6.5"/>"#));
        assert!(chart.svg.contains(r#"<rect class="cell" x="61" y="1" width="26" height="44" rx="3"/>"#));
        assert_eq!(
            chart.rows,
            [["5 Mar 2026", "GREEN", "70 %"], ["12 Mar 2026", "AMBER", "70 %"], ["19 Mar 2026", "AMBER", "70 %"]]
        );
        assert_eq!(chart.caption, "AMBER for 2 reports in a row, since 12 Mar 2026; GREEN before that.");
        Ok(())
    }

    #[test]
    fn only_the_latest_half_year_is_drawn() {
        let many: Vec<_> = (0..40).map(|_| period(5, "red")).collect();
        let drawn = strip("k", &many).map(|chart| (chart.rows.len(), chart.caption));
        let found = "RED for 40 reports in a row, since 5 Mar 2026. Drawn are the latest 26 of 40 reports.";
        assert_eq!(drawn, Some((26, found.to_owned())));
        assert_eq!(strip("k", &[]), None);
    }
}
