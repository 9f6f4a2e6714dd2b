//! Success measures against their targets: for each a line from its start to its target, and on it every reported
//! value.
//!
//! Each row has its own scale, because units differ. The start is always at the left and the target at the right, also
//! where less is better; values beyond either widen the row's scale.

use crate::words::{Term, WORDS, whole_percent};
use jiff::civil::Date;

use super::Chart;
use super::MAX_MARKS;
use super::field::{DrawnField, WIDTH};
use super::svg::{Across, Drawing, count, shorten};

/// Height of a row: its name, its marks, the labels of its ends.
const ROW: f64 = 56.0;
/// From the top of a row to its marks.
const MARKS: f64 = 26.0;
/// From the top of a row to the foot of its name.
const NAME: f64 = 13.0;
/// From the top of a row to the foot of the labels of its ends.
const ENDS: f64 = 47.0;
/// Most rows: those that have a value come first.
const ROWS: usize = 40;
/// Marks of a row beside its values: start, target, line.
const FIXED: usize = 3;
/// Percent of the field that two labels need to stand side by side.
const APART: f64 = 20.0;

/// A measure to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// What is counted.
    pub name: String,
    /// In what.
    pub unit: String,
    /// Value at the start.
    pub start: f64,
    /// Value to reach.
    pub target: f64,
    /// Every reported value, oldest first.
    pub values: Vec<(Date, f64)>,
}

impl Gauge {
    /// The share of the way from start to target at which `value` is; a target that is the start is left by the
    /// difference.
    fn share(&self, value: f64) -> f64 {
        let way = self.target - self.start;
        if way == 0.0 { 1.0 - (value - self.start).abs() } else { (value - self.start) / way }
    }

    /// Whether the last value is at its target or beyond.
    fn met(&self) -> bool {
        self.now().is_some_and(|(_, value)| self.share(value) >= 1.0)
    }

    fn now(&self) -> Option<(Date, f64)> {
        self.values.last().copied()
    }
}

/// The measures in their order; `None` when none has a value.
#[must_use]
pub fn measures(key: &str, all: &[Gauge]) -> Option<Chart> {
    let reported = all.iter().filter(|gauge| !gauge.values.is_empty()).count();
    if reported == 0 {
        return None;
    }
    let (drawn, left) = select(all);
    let height = ROW * count(drawn.len());
    let mut field = DrawnField::new(key);
    let mut words = Drawing::new();
    for (index, gauge) in drawn.iter().enumerate() {
        let top = ROW * count(index);
        row(&mut field, gauge, top);
        words.text(
            "label row-name",
            (0.0, top + NAME),
            "start",
            &shorten(&format!("{}, {}", gauge.name, gauge.unit), 42),
        );
        let now = gauge.now().map_or_else(|| "\u{2013}".to_owned(), |(_, value)| WORDS.number(value));
        words.text_at("label label-key", Across::Percent(100.0), (0.0, top + MARKS + 4.0), "end", &now);
    }
    let caption = finding(all, reported) + &left;
    let svg = field.finish("plot-plan", height)
        + &words.finish_wide(key, "chart-measures", height);
    let columns = ["Measure", "Unit", "Start", "Target", "Report", "Value", "Of the way"].map(str::to_owned).to_vec();
    Some(Chart { key: key.to_owned(), about: "success measures".to_owned(), svg, caption, columns, rows: drawn.iter().flat_map(cells).collect() })
}

fn row(field: &mut DrawnField, gauge: &Gauge, top: f64) {
    let (least, most) = gauge.values.iter().fold((0.0_f64, 1.0_f64), |(least, most), (_, value)| {
        (least.min(gauge.share(*value)), most.max(gauge.share(*value)))
    });
    let at = |share: f64| WIDTH * (share - least) / (most - least);
    let (start, target, y) = (at(0.0), at(1.0), top + MARKS);
    field.line("axis", (start, y), (target, y));
    field.line("axis", (start, y - 6.0), (start, y + 6.0));
    field.diamond("baseline", (target, y), true);
    if let Some(((_, now), earlier)) = gauge.values.split_last() {
        for (_, value) in earlier {
            field.dot("baseline", (at(gauge.share(*value)), y));
        }
        field.diamond("actual", (at(gauge.share(*now)), y), false);
    }
    // Where a value far outside draws the two ends together, the table alone has the start.
    if target - start >= APART {
        field.text("label", (start, top + ENDS), 0.0, "start", &WORDS.number(gauge.start));
    }
    field.text("label", (target, top + ENDS), 0.0, "end", &WORDS.number(gauge.target));
}

fn cells(gauge: &Gauge) -> Vec<Vec<String>> {
    let row = |report: String, value: String, way: String| {
        vec![
            gauge.name.clone(),
            gauge.unit.clone(),
            WORDS.number(gauge.start),
            WORDS.number(gauge.target),
            report,
            value,
            way,
        ]
    };
    if gauge.values.is_empty() {
        return vec![row(String::new(), "not reported".to_owned(), String::new())];
    }
    gauge
        .values
        .iter()
        .map(|(report, value)| row(WORDS.date(*report), WORDS.number(*value), percent(gauge, *value)))
        .collect()
}

/// How much of the way is behind a value, rounded down, so that only a full way is 100 %; empty without a way.
fn percent(gauge: &Gauge, value: f64) -> String {
    if gauge.target - gauge.start == 0.0 {
        return String::new();
    }
    WORDS.percent(whole_percent(gauge.share(value)))
}

/// What fits, and what to say of the rest.
fn select(all: &[Gauge]) -> (Vec<Gauge>, String) {
    let mut drawn: Vec<Gauge> = all.to_vec();
    let mut left = String::new();
    if drawn.len() > ROWS {
        drawn.sort_by_key(|gauge| gauge.values.is_empty());
        drawn.truncate(ROWS);
        left = format!(" Drawn are {ROWS} of {} measures.", all.len());
    }
    let marks: usize = drawn.iter().map(|gauge| gauge.values.len() + FIXED).sum();
    if marks > MAX_MARKS {
        let most = (MAX_MARKS / drawn.len().max(1)).saturating_sub(FIXED).max(1);
        for gauge in &mut drawn {
            gauge.values.drain(..gauge.values.len().saturating_sub(most));
        }
        let words = match most {
            1 => " Drawn are the latest values.".to_owned(),
            most => format!(" Drawn are the latest {most} values of each."),
        };
        left.push_str(&words);
    }
    (drawn, left)
}

/// How many targets are met, and which measure has most of its way ahead.
fn finding(all: &[Gauge], reported: usize) -> String {
    let met = all.iter().filter(|gauge| gauge.met()).count();
    let total = all.len();
    let done = match (met, total) {
        (1, 1) => "The target of the one success measure is met".to_owned(),
        (_, 1) => "The target of the one success measure is not met yet".to_owned(),
        (2, 2) => "The targets of both success measures are met".to_owned(),
        (met, total) if met == total => format!("The targets of all {total} success measures are met"),
        (met, total) => format!("{met} of {total} success measures {} at the target", WORDS.form(met, Term::Is)),
    };
    let silent = match total - reported {
        0 => String::new(),
        1 => ", one has not been reported".to_owned(),
        more => format!(", {more} have not been reported"),
    };
    let ahead =
        all.iter().filter(|gauge| !gauge.met()).filter_map(|gauge| gauge.now().map(|(_, value)| (gauge, value)));
    let furthest = ahead.min_by(|(a, one), (b, other)| a.share(*one).total_cmp(&b.share(*other)));
    match furthest.map(|(gauge, value)| (gauge, percent(gauge, value))).filter(|(_, percent)| !percent.is_empty()) {
        Some((_, percent)) if total == 1 => format!("{done}; {percent} of the way is behind it."),
        Some((gauge, percent)) => {
            format!("{done}{silent}; {} has most of its way ahead, with {percent} behind it.", gauge.name)
        }
        None => format!("{done}{silent}."),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn gauge(start: f64, target: f64, values: &[f64]) -> Gauge {
        let reports = (1..).map(|day| date(2026, 3, day));
        Gauge {
            name: "Incidents".to_owned(),
            unit: "a week".to_owned(),
            start,
            target,
            values: reports.zip(values.iter().copied()).collect(),
        }
    }

    #[test]
    fn values_stand_on_the_way_from_start_to_target_and_the_table_has_the_same() -> Result<(), &'static str> {
        let chart = measures("k", &[gauge(9.0, 1.0, &[8.0, 3.0])]).ok_or("two values are drawn")?;
        assert!(chart.svg.contains(r#"<circle class="baseline" cx="12.5%" cy="26" r="2.5"/>"#), "{}", chart.svg);
        assert!(chart.svg.contains(r##"<use class="actual" href="#k-s" x="75%" y="26"/>"##));
        assert!(chart.svg.contains(r##"<use class="baseline" href="#k-b" x="100%" y="26"/>"##));
        assert_eq!(
            chart.rows,
            [
                ["Incidents", "a week", "9", "1", "1 Mar 2026", "8", "12 %"],
                ["Incidents", "a week", "9", "1", "2 Mar 2026", "3", "75 %"]
            ]
        );
        assert_eq!(
            chart.caption,
            "The target of the one success measure is not met yet; 75 % of the way is behind it."
        );
        Ok(())
    }

    #[test]
    fn a_value_worse_than_the_start_widens_its_row() -> Result<(), &'static str> {
        let chart = measures("k", &[gauge(0.0, 10.0, &[-10.0]), gauge(0.0, 1.0, &[])]).ok_or("a value is drawn")?;
        assert!(chart.svg.contains(r##"<use class="actual" href="#k-s" x="0%" y="26"/>"##));
        assert!(chart.svg.contains(r#"<line class="axis" x1="50%" y1="26" x2="100%" y2="26"/>"#));
        let found = "0 of 2 success measures are at the target, one has not been reported; Incidents has most of its way ahead, with \u{2212}100 % behind it.";
        assert_eq!(chart.caption, found);
        Ok(())
    }

    #[test]
    fn nothing_is_drawn_before_the_first_value() {
        assert_eq!(measures("k", &[gauge(0.0, 1.0, &[])]), None);
    }

    #[test]
    fn too_many_values_leave_the_latest_of_each_and_the_caption_says_so() -> Result<(), &'static str> {
        let values: Vec<f64> = (0..30).map(f64::from).collect();
        let all: Vec<_> = (0..10).map(|_| gauge(0.0, 40.0, &values)).collect();
        let chart = measures("k", &all).ok_or("values are drawn")?;
        assert_eq!(chart.rows.len(), 170);
        assert!(chart.caption.ends_with(" Drawn are the latest 17 values of each."), "{}", chart.caption);
        Ok(())
    }
}
