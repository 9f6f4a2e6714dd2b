//! The slip chart (milestone trend analysis): forecast date against report date. Flat holds, rising slips.
//!
//! The diagonal is today: a line that meets it has arrived. Practice of DIN 69901-2, process 'milestone trend
//! analysis'.

use crate::words::{Term, WORDS};
use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::Chart;
use super::Scale;
use super::field::{DrawnField, WIDTH};
use super::svg::{Drawing, count};

/// Most lines: as many as there are dash patterns that can be told apart.
const LINES: usize = 5;
/// Most reports of one line; of more, those at which the forecast moved are kept.
const POINTS: usize = 30;
/// Where the labels of forecast months end; the theme begins the field eight pixels further.
const LEFT: f64 = 36.0;
/// Top and bottom of the field.
const FIELD: (f64, f64) = (14.0, 294.0);

/// A milestone's forecasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipLine {
    /// Its id, which labels the line.
    pub id: String,
    /// Its name.
    pub name: String,
    /// (report date, expected date), oldest first.
    pub points: Vec<(Date, Date)>,
}

impl SlipLine {
    fn moved(&self) -> i32 {
        match (self.points.first(), self.points.last()) {
            (Some(first), Some(last)) => (last.1 - first.1).get_days(),
            _ => 0,
        }
    }

    fn slips(&self) -> usize {
        self.points.windows(2).filter(|pair| matches!(pair, [before, after] if after.1 > before.1)).count()
    }

    /// The points to draw: all of them, or where the forecast moved and both ends.
    fn thinned(&self) -> Vec<(Date, Date)> {
        if self.points.len() <= POINTS {
            return self.points.clone();
        }
        let last = self.points.len() - 1;
        let matters = |at: usize| {
            let here = self.points.get(at).map(|point| point.1);
            let side = |other: Option<usize>| {
                other.and_then(|other| self.points.get(other)).is_some_and(|point| Some(point.1) != here)
            };
            at == 0 || at == last || side(at.checked_sub(1)) || side(Some(at + 1))
        };
        let kept: Vec<_> =
            self.points.iter().enumerate().filter(|(at, _)| matters(*at)).map(|(_, point)| *point).collect();
        kept.get(kept.len().saturating_sub(POINTS)..).unwrap_or(&kept).to_vec()
    }
}

/// The slip chart of the first five `lines` that were reported at least twice; `None` without one.
#[must_use]
pub fn slip(key: &str, lines: &[SlipLine]) -> Option<Chart> {
    let all: Vec<&SlipLine> = lines.iter().filter(|line| line.points.len() > 1).collect();
    let lines: Vec<SlipLine> =
        all.iter().take(LINES).map(|line| SlipLine { points: line.thinned(), ..(*line).clone() }).collect();
    let points = || lines.iter().flat_map(|line| &line.points);
    let across = Scale::around(points().map(|point| point.0), 0.0, WIDTH)?;
    let up = Scale::around(points().map(|point| point.1), FIELD.1, FIELD.0)?;
    let height = FIELD.1 + 46.0;
    let mut drawing = Drawing::new();
    let mut field = DrawnField::new(key);
    axes(&mut drawing, &mut field, &across, &up);
    today(&mut field, &across, &up);
    let labels = spread(lines.iter().map(|line| line.points.last().map_or(0.0, |point| up.at(point.1))).collect());
    for ((index, line), label) in lines.iter().enumerate().zip(labels) {
        let places = || line.points.iter().map(|(report, forecast)| (across.at(*report), up.at(*forecast)));
        field.curve(&format!("series series-{}", index + 1), places());
        places().for_each(|place| field.dot("point", place));
        field.text("label label-key", (WIDTH, label + 4.0), 8.0, "start", &line.id);
    }
    let caption = finding(&lines) + &left_out(&all, &lines);
    let svg = field.finish("plot-trend", height)
        + &drawing.finish_wide(key, "chart-slip", height);
    let columns =
        std::iter::once("Report".to_owned()).chain(lines.iter().map(|line| format!("{} {}", line.id, line.name)));
    Some(Chart { key: key.to_owned(), about: "forecasts, report by report".to_owned(), svg, caption, columns: columns.collect(), rows: cells(&lines) })
}

/// What to say of lines and reports that are not drawn.
fn left_out(all: &[&SlipLine], drawn: &[SlipLine]) -> String {
    let mut words = String::new();
    if drawn.len() < all.len() {
        let _ = write!(words, " Drawn are the first {} of {} milestones.", drawn.len(), all.len());
    }
    if all.iter().zip(drawn).any(|(whole, line)| line.points.len() < whole.points.len()) {
        words.push_str(" Of long histories the latest reports are drawn at which a date moved.");
    }
    words
}

/// A row for each report with what it expected of each milestone.
fn cells(lines: &[SlipLine]) -> Vec<Vec<String>> {
    let reports: BTreeSet<Date> = lines.iter().flat_map(|line| &line.points).map(|point| point.0).collect();
    let expected = |line: &SlipLine, report: Date| {
        line.points.iter().find(|point| point.0 == report).map_or_else(String::new, |point| WORDS.date(point.1))
    };
    let row = |report: Date| {
        std::iter::once(WORDS.date(report)).chain(lines.iter().map(|line| expected(line, report))).collect()
    };
    reports.into_iter().map(row).collect()
}

fn axes(drawing: &mut Drawing, field: &mut DrawnField, across: &Scale, up: &Scale) {
    let (top, bottom) = FIELD;
    for tick in up.ticks(8) {
        let y = up.at(tick.date);
        field.grid((0.0, y), (WIDTH, y));
        drawing.text("label", (LEFT, y + 4.0), "end", &tick.text);
    }
    for tick in across.ticks(7) {
        let x = across.at(tick.date);
        field.line("axis", (x, bottom), (x, bottom + 5.0));
        field.text("label", (x, bottom + 19.0), 0.0, "middle", &tick.text);
    }
    field.line("axis", (0.0, bottom), (WIDTH, bottom));
    field.line("axis", (0.0, top), (0.0, bottom));
    field.text("label", (WIDTH / 2.0, bottom + 38.0), 0.0, "middle", "date of the report");
}

/// The part of the diagonal, on which a forecast is the day of its report, that lies in the field.
fn today(field: &mut DrawnField, across: &Scale, up: &Scale) {
    if let Some((from, to)) = across.shared(up) {
        field.line("today", (across.at(from), up.at(from)), (across.at(to), up.at(to)));
    }
}

/// Moves labels apart so that none is nearer than a line of text to the next.
fn spread(at: Vec<f64>) -> Vec<f64> {
    const APART: f64 = 15.0;
    let mut order: Vec<usize> = (0..at.len()).collect();
    order.sort_by(|a, b| at.get(*a).zip(at.get(*b)).map_or(std::cmp::Ordering::Equal, |(a, b)| a.total_cmp(b)));
    // Never below the field: push down from the top, then back up from the bottom.
    let mut placed = at;
    let mut least = f64::MIN;
    for index in &order {
        if let Some(y) = placed.get_mut(*index) {
            *y = y.max(least);
            least = *y + APART;
        }
    }
    let mut most = FIELD.1 + count(placed.len()).min(1.0) * 4.0;
    for index in order.iter().rev() {
        if let Some(y) = placed.get_mut(*index) {
            *y = y.min(most);
            most = *y - APART;
        }
    }
    placed
}

/// Which milestone moved furthest.
fn finding(lines: &[SlipLine]) -> String {
    let Some(worst) = lines.iter().rev().max_by_key(|line| line.moved().unsigned_abs()) else { return String::new() };
    let name = format!("{} {}", worst.id, worst.name);
    match (worst.moved(), worst.slips()) {
        (0, 0) => "Every key milestone has held its date from report to report.".to_owned(),
        (0, _) => format!("{name} moved and came back to its first date."),
        (late, slips) if late > 0 => {
            let steps = if slips == 1 { "one step".to_owned() } else { WORDS.count(slips, Term::Step) };
            format!("{name} has slipped {} in {steps}.", WORDS.days(late))
        }
        (early, _) => format!("{name} has come {} nearer.", WORDS.days(early)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(id: &str, forecasts: &[Date]) -> SlipLine {
        let reports = (0..).map(|week: i8| date(2026, 3, 1 + week * 10));
        SlipLine {
            id: id.to_owned(),
            name: "Wave".to_owned(),
            points: reports.zip(forecasts.iter().copied()).collect(),
        }
    }

    #[test]
    fn a_slip_rises_and_the_table_has_the_same_points() -> Result<(), &'static str> {
        let chart = slip("k", &[line("M1", &[date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 30)])]);
        let chart = chart.ok_or("three reports are drawn")?;
        // Reports span March (30 days from the 1st to the 31st), forecasts April (29 days).
        assert!(chart.svg.contains(r#"d="M0 294L33.33 294L66.67 14""#), "{}", chart.svg);
        assert_eq!(chart.rows.get(2).ok_or("a row")?, &["21 Mar 2026", "30 Apr 2026"]);
        assert_eq!(chart.caption, "M1 Wave has slipped 29 days in one step.");
        Ok(())
    }

    #[test]
    fn a_milestone_that_was_reported_once_has_no_trend() {
        assert_eq!(slip("k", &[line("M1", &[date(2026, 4, 1)])]), None);
    }

    #[test]
    fn labels_of_lines_that_end_together_do_not_touch() {
        assert_eq!(spread(vec![100.0, 100.0, 50.0]), [100.0, 115.0, 50.0]);
        assert_eq!(spread(vec![298.0, 297.0]), [298.0, 283.0]);
    }

    #[test]
    fn a_long_history_keeps_the_reports_at_which_something_moved() {
        let start = date(2026, 1, 1);
        let points = (0..100).map(|day| {
            (start.saturating_add(jiff::ToSpan::days(day)), if day < 50 { date(2027, 1, 1) } else { date(2027, 2, 1) })
        });
        let line = SlipLine { id: "M1".to_owned(), name: String::new(), points: points.collect() };
        assert_eq!(line.thinned().len(), 4);
        let chart = slip("k", &vec![line; 6]);
        let found = "Drawn are the first 5 of 6 milestones. Of long histories the latest reports are drawn at which a date moved.";
        assert!(chart.is_some_and(|chart| chart.caption.ends_with(found)));
    }
}
