//! The milestone timeline of one program: baseline as an outline, forecast filled, actual solid, and the line of today.

use jiff::civil::Date;

use super::svg::{Drawing, count, shorten};
use super::{Scale, days, signed_days, text};
use crate::views::Chart;

/// Where the axis begins: milestone names stand before it.
const LEFT: f64 = 270.0;
/// Where the axis ends; the slip stands behind it.
const RIGHT: f64 = 710.0;
/// Natural width.
const WIDTH: f64 = 770.0;
/// Height of a row.
const ROW: f64 = 32.0;
/// Height of the axis' labels.
const TOP: f64 = 28.0;

/// A milestone to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Its name.
    pub name: String,
    /// Whether the program's health depends on it.
    pub key: bool,
    /// The promised date.
    pub baseline: Date,
    /// When it is expected.
    pub forecast: Option<Date>,
    /// When it was reached.
    pub actual: Option<Date>,
}

impl Goal {
    fn expected(&self) -> Date {
        self.actual.or(self.forecast).unwrap_or(self.baseline)
    }

    fn slip(&self) -> i32 {
        (self.expected() - self.baseline).get_days()
    }
}

/// The timeline of `goals` in their order; `None` without one.
#[must_use]
pub fn plan(key: &str, goals: &[Goal], today: Date) -> Option<Chart> {
    let dates = goals.iter().flat_map(|goal| [goal.baseline, goal.expected()]);
    let scale = Scale::around(dates.chain([today]), LEFT, RIGHT).filter(|_| !goals.is_empty())?;
    let bottom = TOP + ROW * count(goals.len());
    let mut drawing = Drawing::new();
    for tick in scale.ticks(9) {
        let x = scale.at(tick.date);
        drawing.line("gridline", (x, TOP - 4.0), (x, bottom));
        drawing.text("label", (x, TOP - 12.0), "start", &tick.text);
    }
    for (index, goal) in goals.iter().enumerate() {
        let y = TOP + ROW * count(index) + ROW / 2.0;
        let class = if goal.key { "label label-key" } else { "label" };
        drawing.text(class, (0.0, y + 4.0), "start", &shorten(&goal.name, 36));
        row(&mut drawing, &scale, goal, y);
    }
    let x = scale.at(today);
    drawing.line("today", (x, TOP - 4.0), (x, bottom + 4.0));
    drawing.text("label label-today", (x, bottom + 18.0), "middle", &format!("as of {}", text(today)));
    let caption = finding(goals);
    let svg = drawing.finish(key, "chart-plan", (WIDTH, bottom + 26.0), "Milestones: baseline, forecast and actual dates", &caption);
    Some(Chart {
        svg,
        caption,
        columns: ["Milestone", "Baseline", "Forecast", "Actual", "Slip"].map(str::to_owned).to_vec(),
        rows: goals.iter().map(cells).collect(),
    })
}

fn row(drawing: &mut Drawing, scale: &Scale, goal: &Goal, y: f64) {
    let (baseline, expected) = (scale.at(goal.baseline), scale.at(goal.expected()));
    if goal.slip() != 0 {
        drawing.line(if goal.slip() > 0 { "slip late" } else { "slip" }, (baseline, y), (expected, y));
    }
    drawing.diamond("baseline", (baseline, y), 8.0);
    match (goal.actual, goal.forecast) {
        (Some(actual), _) => drawing.diamond("actual", (scale.at(actual), y), 6.0),
        (None, Some(forecast)) => drawing.diamond("forecast", (scale.at(forecast), y), 6.0),
        (None, None) => {}
    }
    if goal.slip() != 0 {
        drawing.text("label", (WIDTH, y + 4.0), "end", &signed_days(goal.slip()));
    }
}

fn cells(goal: &Goal) -> Vec<String> {
    let date = |date: Option<Date>| date.map_or_else(String::new, text);
    vec![goal.name.clone(), text(goal.baseline), date(goal.forecast), date(goal.actual), signed_days(goal.slip())]
}

/// The milestone that is furthest from its baseline among those ahead, else how the reached ones went.
fn finding(goals: &[Goal]) -> String {
    let ahead = || goals.iter().filter(|goal| goal.actual.is_none());
    let reached = goals.len() - ahead().count();
    let done = format!("{reached} of {} milestones reached", goals.len());
    // `max_by_key` keeps the last of equals; the earliest in the plan is the more useful one.
    match ahead().rev().max_by_key(|goal| goal.slip()) {
        Some(worst) if worst.slip() > 0 => format!("{done}; {} is expected {} after its baseline.", worst.name, days(worst.slip())),
        Some(_) => format!("{done}; none of the others is expected after its baseline."),
        None => format!("{done}."),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn goal(name: &str, forecast: Option<Date>, actual: Option<Date>) -> Goal {
        Goal { name: name.to_owned(), key: true, baseline: date(2026, 3, 1), forecast, actual }
    }

    #[test]
    fn marks_stand_at_their_dates_and_the_table_has_the_same() -> Result<(), &'static str> {
        let goals = [goal("M1", None, Some(date(2026, 3, 1))), goal("M2", Some(date(2026, 3, 31)), None)];
        let chart = plan("k", &goals, date(2026, 4, 30)).ok_or("two milestones are drawn")?;
        // 1 March to 30 April are 60 days on 440 px: 31 March is in the middle.
        assert!(chart.svg.contains(r#"<path class="forecast" d="M490 70L496 76L490 82L484 76Z"/>"#), "{}", chart.svg);
        assert!(chart.svg.contains(r#"<line class="slip late" x1="270" y1="76" x2="490" y2="76"/>"#));
        assert!(chart.svg.contains(r#"<line class="today" x1="710""#));
        assert_eq!(chart.rows.first().ok_or("a row")?, &["M1", "1 Mar 2026", "", "1 Mar 2026", "0 d"]);
        assert_eq!(chart.rows.get(1).ok_or("a row")?, &["M2", "1 Mar 2026", "31 Mar 2026", "", "+30 d"]);
        assert_eq!(chart.caption, "1 of 2 milestones reached; M2 is expected 30 days after its baseline.");
        Ok(())
    }

    #[test]
    fn nothing_is_drawn_without_a_milestone() {
        assert_eq!(plan("k", &[], date(2026, 1, 1)), None);
    }
}
