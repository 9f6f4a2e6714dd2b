//! The milestone timeline of one program: baseline as an outline, forecast filled, actual solid, and the line of today.

use crate::words::WORDS;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::Chart;
use super::field::{DrawnField, WIDTH};
use super::svg::{Across, Drawing, count, shorten};
use super::{MAX_MARKS, Scale};

/// Height of a row: a line of text above its marks, where there is no room beside them.
const ROW: f64 = 38.0;
/// From the top of a row to its marks.
const MARKS: f64 = 26.0;
/// From the top of a row to the foot of its text.
const NAME: f64 = 13.0;
/// Height of the axis' labels.
const TOP: f64 = 28.0;

/// A milestone to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanMilestone {
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

impl PlanMilestone {
    /// The slip as it is written; nothing while nothing has been reported of it.
    fn slip_text(&self) -> String {
        self.actual.or(self.forecast).map_or_else(String::new, |_| WORDS.signed_days(self.slip()))
    }

    /// When it was reached or is expected.
    pub(super) fn expected(&self) -> Date {
        self.actual.or(self.forecast).unwrap_or(self.baseline)
    }

    fn slip(&self) -> i32 {
        (self.expected() - self.baseline).get_days()
    }
}

/// The timeline of `goals` in their order; `None` without one. Of more than a hundred it draws key ones first, then the
/// nearest.
#[must_use]
pub fn plan(key: &str, all: &[PlanMilestone], today: Date) -> Option<Chart> {
    let goals = select(all, today);
    let dates = goals.iter().flat_map(|goal| [goal.baseline, goal.expected()]);
    let scale = Scale::around(dates.chain([today]), 0.0, WIDTH).filter(|_| !goals.is_empty())?;
    let bottom = TOP + ROW * count(goals.len());
    let height = bottom + 26.0;
    let mut field = DrawnField::new(key);
    for tick in scale.ticks(9) {
        let x = scale.at(tick.date);
        field.grid((x, TOP - 4.0), (x, bottom));
        field.text("label", (x, TOP - 12.0), 0.0, "start", &tick.text);
    }
    let x = scale.at(today);
    field.line("today", (x, TOP - 4.0), (x, bottom + 4.0));
    field.caption("label label-today", (x, bottom + 18.0), &format!("as of {}", WORDS.date(today)));
    let mut words = Drawing::new();
    for (index, goal) in goals.iter().enumerate() {
        let top = TOP + ROW * count(index);
        row(&mut field, &scale, goal, top + MARKS);
        words.text(
            if goal.key { "label label-key row-name" } else { "label row-name" },
            (0.0, top + NAME),
            "start",
            &shorten(&goal.name, 42),
        );
        if goal.slip() != 0 {
            words.text_at("label", Across::Percent(100.0), (0.0, top + MARKS + 4.0), "end", &goal.slip_text());
        }
    }
    let mut caption = finding(all, today);
    if goals.len() < all.len() {
        let _ = write!(
            caption,
            " Drawn are {} of {}: key ones first, then those nearest to the date.",
            goals.len(),
            all.len()
        );
    }
    let svg = field.finish("plot-plan", height)
        + &words.finish_wide(key, "chart-plan", height);
    Some(Chart {
        key: key.to_owned(),
        about: "milestones, with their dates".to_owned(),
        svg,
        caption,
        columns: ["Milestone", "Baseline", "Forecast", "Actual", "Slip"].map(str::to_owned).to_vec(),
        rows: goals.iter().map(|goal| cells(goal)).collect(),
    })
}

/// What fits, in the order of the plan: two marks for each milestone.
fn select(all: &[PlanMilestone], today: Date) -> Vec<&PlanMilestone> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    if all.len() > MAX_MARKS / 2 {
        let rank = |goal: &PlanMilestone| (!goal.key, (goal.expected() - today).get_days().unsigned_abs());
        order.sort_by_key(|index| all.get(*index).map(rank));
        order.truncate(MAX_MARKS / 2);
        order.sort_unstable();
    }
    order.into_iter().filter_map(|index| all.get(index)).collect()
}

fn row(field: &mut DrawnField, scale: &Scale, goal: &PlanMilestone, y: f64) {
    let (baseline, expected) = (scale.at(goal.baseline), scale.at(goal.expected()));
    if goal.slip() != 0 {
        field.line(if goal.slip() > 0 { "slip late" } else { "slip" }, (baseline, y), (expected, y));
    }
    field.diamond("baseline", (baseline, y), true);
    match (goal.actual, goal.forecast) {
        (Some(_), _) => field.diamond("actual", (expected, y), false),
        (None, Some(_)) => field.diamond("forecast", (expected, y), false),
        (None, None) => {}
    }
}

fn cells(goal: &PlanMilestone) -> Vec<String> {
    let date = |date: Option<Date>| date.map_or_else(String::new, |date| WORDS.date(date));
    vec![goal.name.clone(), WORDS.date(goal.baseline), date(goal.forecast), date(goal.actual), goal.slip_text()]
}

/// The milestone that is furthest from its baseline among those ahead, else one whose day has passed, else how the
/// reached ones went.
fn finding(goals: &[PlanMilestone], today: Date) -> String {
    let ahead = || goals.iter().filter(|goal| goal.actual.is_none());
    let reached = goals.len() - ahead().count();
    let done = format!("{reached} of {} milestones reached", goals.len());
    // `max_by_key` keeps the last of equals; the earliest in the plan is the more useful one.
    let worst = ahead().rev().max_by_key(|goal| goal.slip());
    let passed = ahead().filter(|goal| goal.expected() < today).min_by_key(|goal| goal.expected());
    match (worst, passed) {
        (None, _) => format!("{done}."),
        (Some(worst), _) if worst.slip() > 0 => {
            format!("{done}; {} is expected {} after its baseline.", worst.name, WORDS.days(worst.slip()))
        }
        (_, Some(passed)) => format!(
            "{done}; {} was expected on {} and has not been reached.",
            passed.name,
            WORDS.date(passed.expected())
        ),
        _ if reached == 0 => format!("{done}; none is expected after its baseline."),
        _ => format!("{done}; none of the others is expected after its baseline."),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn goal(name: &str, forecast: Option<Date>, actual: Option<Date>) -> PlanMilestone {
        PlanMilestone { name: name.to_owned(), key: true, baseline: date(2026, 3, 1), forecast, actual }
    }

    #[test]
    fn marks_stand_at_their_dates_and_the_table_has_the_same() -> Result<(), &'static str> {
        let goals = [goal("M1", None, Some(date(2026, 3, 1))), goal("M2", Some(date(2026, 3, 31)), None)];
        let chart = plan("k", &goals, date(2026, 4, 30)).ok_or("two milestones are drawn")?;
        // 1 March to 30 April are 60 days: 31 March is in the middle.
        assert!(chart.svg.contains(r##"<use class="forecast" href="#k-s" x="50%" y="92"/>"##), "{}", chart.svg);
        assert!(chart.svg.contains(r#"<line class="slip late" x1="0%" y1="92" x2="50%" y2="92"/>"#));
        assert!(chart.svg.contains(r#"<line class="today" x1="100%""#));
        assert_eq!(chart.rows.first().ok_or("a row")?, &["M1", "1 Mar 2026", "", "1 Mar 2026", "0 d"]);
        assert_eq!(chart.rows.get(1).ok_or("a row")?, &["M2", "1 Mar 2026", "31 Mar 2026", "", "+30 d"]);
        assert_eq!(chart.caption, "1 of 2 milestones reached; M2 is expected 30 days after its baseline.");
        Ok(())
    }

    #[test]
    fn of_too_many_milestones_key_ones_and_the_nearest_are_drawn() -> Result<(), &'static str> {
        let day = |number: i64| date(2026, 3, 1).saturating_add(jiff::ToSpan::days(number));
        let mut goals: Vec<_> = (0..150)
            .map(|number| PlanMilestone { key: false, forecast: Some(day(number)), ..goal("M", None, None) })
            .collect();
        goals.last_mut().ok_or("the last")?.key = true;
        let chart = plan("k", &goals, day(0)).ok_or("a hundred are drawn")?;
        let forecasts: Vec<_> = chart.rows.iter().filter_map(|row| row.get(2)).collect();
        assert_eq!(
            (forecasts.len(), forecasts.get(98), forecasts.get(99)),
            (100, Some(&&WORDS.date(day(98))), Some(&&WORDS.date(day(149))))
        );
        assert!(
            chart.caption.ends_with(" Drawn are 100 of 150: key ones first, then those nearest to the date."),
            "{}",
            chart.caption
        );
        Ok(())
    }

    #[test]
    fn the_caption_names_a_milestone_whose_day_has_passed() {
        let goals = [goal("M1", None, None)];
        let caption = |day| plan("k", &goals, date(2026, 3, day)).map(|chart| chart.caption);
        assert_eq!(caption(1).as_deref(), Some("0 of 1 milestones reached; none is expected after its baseline."));
        assert_eq!(
            caption(2).as_deref(),
            Some("0 of 1 milestones reached; M1 was expected on 1 Mar 2026 and has not been reached.")
        );
    }

    #[test]
    fn nothing_is_drawn_without_a_milestone() {
        assert_eq!(plan("k", &[], date(2026, 1, 1)), None);
    }
}
