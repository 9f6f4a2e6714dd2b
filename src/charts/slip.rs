//! The slip chart: how many days late each milestone was expected at each report. A level line holds its date, a rising
//! one slips; 0 is the baseline of that day, so that a new baseline brings a line back to it.

use crate::words::{Term, WORDS};
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Chart;
use super::Scale;
use super::field::{DrawnField, WIDTH};
use super::svg::{Drawing, count, shorten};

/// Most lines.
const LINES: usize = 5;
/// Most reports of one line; of more, those at which the forecast moved are kept.
const POINTS: usize = 30;
/// Fewer reports than this are no trend, and a move of fewer days than this is none worth a drawing.
const LEAST: (usize, i32) = (3, 3);
/// Where the labels of days end; the theme begins the field eight pixels further.
const LEFT: f64 = 44.0;
/// Top and bottom of the field.
const FIELD: (f64, f64) = (12.0, 152.0);
/// Days between lines of the grid, from close to wide.
const STEPS: [i32; 8] = [5, 10, 20, 50, 100, 200, 500, 1000];
/// Most lines of the grid above or below the baseline.
const GRID: i32 = 4;
/// Most letters of a name beside its line.
const NAME: usize = 52;

/// A milestone's forecasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipLine {
    /// Its name.
    pub name: String,
    /// (report date, days late), oldest first.
    pub points: Vec<(Date, i32)>,
}

impl SlipLine {
    /// How far its date ever moved.
    fn moved(&self) -> i32 {
        let days = || self.points.iter().map(|point| point.1);
        days().max().unwrap_or_default() - days().min().unwrap_or_default()
    }

    fn last(&self) -> i32 {
        self.points.last().map_or(0, |point| point.1)
    }

    fn slips(&self) -> usize {
        self.points.windows(2).filter(|pair| matches!(pair, [before, after] if after.1 > before.1)).count()
    }

    /// The points to draw: all of them, or where the forecast moved and both ends.
    fn thinned(&self) -> Vec<(Date, i32)> {
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

    /// What stands beside its line: `Wave 2 +21 d`.
    fn label(&self) -> String {
        format!("{} {}", shorten(&self.name, NAME), WORDS.signed_days(self.last()))
    }
}

/// The slip chart of the five `lines` that moved and are the latest now; `None` while nothing has moved.
#[must_use]
pub fn slip(key: &str, all: &[SlipLine]) -> Option<Chart> {
    let enough = |line: &&SlipLine| line.points.len() >= LEAST.0 && line.moved() >= LEAST.1;
    let mut moved: Vec<&SlipLine> = all.iter().filter(enough).collect();
    let of = moved.len();
    moved.sort_by_key(|line| std::cmp::Reverse(line.last()));
    moved.truncate(LINES);
    let lines: Vec<SlipLine> =
        moved.iter().map(|line| SlipLine { name: line.name.clone(), points: line.thinned() }).collect();
    let points = || lines.iter().flat_map(|line| &line.points);
    let across = Scale::around(points().map(|point| point.0), 0.0, WIDTH)?;
    let (least, most) = points().fold((0, 0), |(least, most), (_, days)| (least.min(*days), most.max(*days)));
    let up = |days: i32| FIELD.1 - (FIELD.1 - FIELD.0) * f64::from(days - least) / f64::from((most - least).max(1));
    let height = FIELD.1 + 24.0;
    let mut drawing = Drawing::new();
    let mut field = DrawnField::new();
    axes(&mut drawing, &mut field, &across, (least, most, &up));
    let labels = spread(lines.iter().map(|line| up(line.last())).collect());
    for ((index, line), label) in lines.iter().enumerate().zip(labels) {
        let places = || line.points.iter().map(|(report, days)| (across.at(*report), up(*days)));
        field.curve(&format!("series series-{}", index + 1), places());
        places().for_each(|place| field.dot("point", place));
        let class = if index == 0 { "label label-key" } else { "label minor" };
        field.text(class, (WIDTH, label + 4.0), 8.0, "start", &line.label());
    }
    let caption = finding(&lines, all.len() - of) + &left_out(of, &moved, &lines);
    let svg = field.finish("plot-slip", height) + &drawing.finish_wide(key, "chart-slip", height);
    let columns = std::iter::once("Report".to_owned()).chain(lines.iter().map(|line| line.name.clone()));
    let about = "days late, report by report".to_owned();
    Some(Chart { key: key.to_owned(), about, svg, caption, columns: columns.collect(), rows: cells(&lines) })
}

/// What to say of lines and reports that are not drawn.
fn left_out(of: usize, all: &[&SlipLine], drawn: &[SlipLine]) -> String {
    let mut words = String::new();
    if drawn.len() < of {
        words = format!(" Drawn are {} of {of} that moved.", drawn.len());
    }
    if all.iter().zip(drawn).any(|(whole, line)| line.points.len() < whole.points.len()) {
        words.push_str(" Of long histories the latest reports are drawn at which a date moved.");
    }
    words
}

/// A row for each report with how late it expected each milestone.
fn cells(lines: &[SlipLine]) -> Vec<Vec<String>> {
    let reports: BTreeSet<Date> = lines.iter().flat_map(|line| &line.points).map(|point| point.0).collect();
    let late = |line: &SlipLine, report: Date| {
        let point = line.points.iter().find(|point| point.0 == report);
        point.map_or_else(|| "\u{2013}".to_owned(), |point| WORDS.signed_days(point.1))
    };
    let row =
        |report: Date| std::iter::once(WORDS.date(report)).chain(lines.iter().map(|line| late(line, report))).collect();
    reports.into_iter().map(row).collect()
}

fn axes(
    drawing: &mut Drawing,
    field: &mut DrawnField,
    across: &Scale,
    (least, most, up): (i32, i32, &dyn Fn(i32) -> f64),
) {
    let step = STEPS.into_iter().find(|step| most.max(-least) / step <= GRID).unwrap_or(5000);
    for days in (least / step..=most / step).map(|many| many * step) {
        let y = up(days);
        if days == 0 {
            field.line("axis", (0.0, y), (WIDTH, y));
            drawing.text("label", (LEFT, y + 4.0), "end", "0 d");
        } else {
            field.grid((0.0, y), (WIDTH, y));
            drawing.text("label", (LEFT, y + 4.0), "end", &WORDS.signed_days(days));
        }
    }
    let foot = FIELD.1 + 18.0;
    for tick in across.ticks(7) {
        let x = across.at(tick.date);
        field.grid((x, FIELD.0), (x, FIELD.1 + 4.0));
        field.text("label", (x, foot), 0.0, "middle", &tick.text);
    }
}

/// Moves labels apart so that none is nearer than a line of text to the next.
fn spread(at: Vec<f64>) -> Vec<f64> {
    const APART: f64 = 16.0;
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

/// Which milestone is the latest, and how many hold their date.
fn finding(lines: &[SlipLine], held: usize) -> String {
    let Some(worst) = lines.first() else { return String::new() };
    let name = &worst.name;
    let found = match (worst.last(), worst.slips()) {
        (late, slips) if late > 0 => {
            let steps = if slips == 1 { "one step".to_owned() } else { WORDS.count(slips, Term::Step) };
            format!("{name} has slipped {} in {steps}.", WORDS.days(late))
        }
        (0, _) => format!("{name} moved and is on its baseline now."),
        (early, _) => format!("{name} is {} earlier than planned.", WORDS.days(early)),
    };
    match held {
        0 => found,
        1 => format!("{found} One milestone holds its date."),
        held => format!("{found} {held} milestones hold their dates."),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(name: &str, late: &[i32]) -> SlipLine {
        let reports = (0..).map(|week: i8| date(2026, 3, 1 + week * 10));
        SlipLine { name: name.to_owned(), points: reports.zip(late.iter().copied()).collect() }
    }

    #[test]
    fn a_slip_rises_and_the_table_has_the_same_points() -> Result<(), &'static str> {
        let chart = slip("k", &[line("Wave", &[0, 0, 28]), line("Other", &[0, 0, 1])]);
        let chart = chart.ok_or("three reports are drawn")?;
        // Reports span March (30 days from the 1st to the 31st), days 0 to 28.
        assert!(chart.svg.contains(r#"d="M0 152L33.33 152L66.67 12""#), "{}", chart.svg);
        assert_eq!(chart.rows.get(2).ok_or("a row")?, &["21 Mar 2026", "+28 d"]);
        assert_eq!(chart.caption, "Wave has slipped 28 days in one step. One milestone holds its date.");
        assert!(chart.svg.contains(">Wave +28 d</text>"), "{}", chart.svg);
        Ok(())
    }

    #[test]
    fn what_has_not_moved_is_not_drawn() {
        assert_eq!(slip("k", &[line("Wave", &[0, 9])]), None);
        assert_eq!(slip("k", &[line("Wave", &[7, 7, 9])]), None);
    }

    #[test]
    fn labels_of_lines_that_end_together_do_not_touch() {
        assert_eq!(spread(vec![100.0, 100.0, 50.0]), [100.0, 116.0, 50.0]);
        assert_eq!(spread(vec![156.0, 155.0]), [156.0, 140.0]);
    }

    #[test]
    fn a_long_history_keeps_the_reports_at_which_something_moved() {
        let start = date(2026, 1, 1);
        let points = (0..100).map(|day| (start.saturating_add(jiff::ToSpan::days(day)), if day < 50 { 0 } else { 31 }));
        let line = SlipLine { name: String::new(), points: points.collect() };
        assert_eq!(line.thinned().len(), 4);
        let chart = slip("k", &vec![line; 6]);
        let found =
            "Drawn are 5 of 6 that moved. Of long histories the latest reports are drawn at which a date moved.";
        assert!(chart.is_some_and(|chart| chart.caption.ends_with(found)));
    }
}
