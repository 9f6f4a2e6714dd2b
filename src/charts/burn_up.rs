//! The burn-up of milestones: how many were planned, reached and are expected, added up day by day.
//!
//! Three lines of steps. The planned one follows the baseline, the reached one ends today, and the expected one goes on
//! from there. What was expected before today and has not been reached can come today at the soonest, and is counted
//! there.

use crate::words::WORDS;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Chart;
use super::field::{DrawnField, WIDTH};
use super::plan::PlanMilestone;
use super::svg::{Drawing, count};
use super::{MAX_MARKS, Scale};

/// Milestones from which adding up says more than a list.
const LEAST: usize = 2;
/// Lines of the drawing.
const LINES: usize = 3;
/// Most labelled counts.
const COUNTS: usize = 6;
/// Where the labels of counts end; the theme begins the field eight pixels further.
const LEFT: f64 = 36.0;
/// Top and bottom of the field.
const FIELD: (f64, f64) = (14.0, 194.0);

/// How many milestones there were or will be by the end of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sum {
    date: Date,
    planned: usize,
    /// Up to today.
    reached: Option<usize>,
    /// From today on.
    expected: Option<usize>,
}

/// The burn-up of `goals` as of `today`; `None` with fewer than two. Of more than 200 steps it shows those of months,
/// then of years.
#[must_use]
pub fn burn_up(key: &str, goals: &[PlanMilestone], today: Date) -> Option<Chart> {
    if goals.len() < LEAST {
        return None;
    }
    let (sums, by) = sums(goals, today);
    let across = Scale::around(sums.iter().map(|sum| sum.date), 0.0, WIDTH)?;
    let up = |number: usize| FIELD.1 + (FIELD.0 - FIELD.1) * count(number) / count(goals.len());
    let height = FIELD.1 + 46.0;
    let mut drawing = Drawing::new();
    let mut field = DrawnField::new();
    for number in (0..=goals.len()).step_by(step(goals.len())) {
        field.grid((0.0, up(number)), (WIDTH, up(number)));
        drawing.text("label", (LEFT, up(number) + 4.0), "end", &number.to_string());
    }
    for tick in across.ticks(7) {
        let x = across.at(tick.date);
        field.line("axis", (x, FIELD.1), (x, FIELD.1 + 5.0));
        field.text("label", (x, FIELD.1 + 19.0), 0.0, "middle", &tick.text);
    }
    let now = across.at(today);
    field.line("today", (now, FIELD.0), (now, FIELD.1 + 4.0));
    field.caption("label label-today", (now, FIELD.1 + 38.0), &format!("as of {}", WORDS.date(today)));
    let reached = reached(goals, today);
    let line = |from: (f64, usize), value: &dyn Fn(&Sum) -> Option<usize>, end: f64| {
        let mut points = vec![(from.0, up(from.1))];
        let mut last = from.1;
        for (sum, value) in sums.iter().filter_map(|sum| value(sum).map(|value| (sum, value))) {
            if value != last {
                points.extend([(across.at(sum.date), up(last)), (across.at(sum.date), up(value))]);
                last = value;
            }
        }
        points.push((end, up(last)));
        points
    };
    field.curve("baseline", line((0.0, 0), &|sum| Some(sum.planned), WIDTH));
    field.curve("series", line((0.0, 0), &|sum| sum.reached, now));
    field.curve("series series-2", line((now, reached), &|sum| sum.expected, WIDTH));
    // Lines rise to the right: there is room below them on the right of today and above them on its left, and none
    // below the axis.
    let (aside, anchor) = if now > WIDTH * 0.85 { (-6.0, "end") } else { (6.0, "start") };
    let down = if reached == 0 || anchor == "end" { -6.0 } else { 15.0 };
    field.text("label label-key", (now, up(reached) + down), aside, anchor, &format!("{reached} reached"));
    let caption = finding(goals, reached, today) + by;
    let svg = field.finish("plot-trend", height) + &drawing.finish_wide(key, "chart-burn-up", height);
    let number = |value: Option<usize>| value.map_or_else(String::new, |value| value.to_string());
    Some(Chart {
        key: key.to_owned(),
        about: "milestones added up".to_owned(),
        svg,
        caption,
        columns: ["By", "Planned", "Reached", "Expected"].map(str::to_owned).to_vec(),
        rows: sums
            .iter()
            .map(|sum| vec![WORDS.date(sum.date), sum.planned.to_string(), number(sum.reached), number(sum.expected)])
            .collect(),
    })
}

/// When a milestone counts as reached.
fn done(goal: &PlanMilestone, today: Date) -> Option<Date> {
    goal.actual.filter(|actual| *actual <= today)
}

fn reached(goals: &[PlanMilestone], today: Date) -> usize {
    goals.iter().filter(|goal| done(goal, today).is_some()).count()
}

/// The sums of each day on which one of them changes and of today, and what to say when days were taken together.
fn sums(goals: &[PlanMilestone], today: Date) -> (Vec<Sum>, &'static str) {
    let expected = |goal: &PlanMilestone| goal.expected().last.max(today);
    let days = |end: &dyn Fn(Date) -> Date| -> BTreeSet<Date> {
        // Today stays a day of its own: what is behind it is known, what is ahead is not.
        let end = |date: Date| if date <= today { end(date).min(today) } else { end(date) };
        let all =
            goals.iter().flat_map(|goal| [goal.baseline.last, done(goal, today).unwrap_or_else(|| expected(goal))]);
        all.map(end).chain([today]).collect()
    };
    let fits = |days: &BTreeSet<Date>| days.len() * LINES <= MAX_MARKS;
    let (mut dates, mut by) = (days(&|date| date), "");
    if !fits(&dates) {
        (dates, by) = (days(&Date::last_of_month), " Added up by month.");
    }
    if !fits(&dates) {
        (dates, by) = (days(&Date::last_of_year), " Added up by year.");
    }
    let sum = |date: Date| {
        let behind = goals.iter().filter_map(|goal| done(goal, today)).filter(|actual| *actual <= date).count();
        let ahead = goals.iter().filter(|goal| done(goal, today).is_none() && expected(goal) <= date).count();
        Sum {
            date,
            planned: goals.iter().filter(|goal| goal.baseline.last <= date).count(),
            reached: (date <= today).then_some(behind),
            expected: (date >= today).then_some(behind + ahead),
        }
    };
    (dates.into_iter().map(sum).collect(), by)
}

/// Between two labelled counts: 1, 2 or 5 times a power of ten.
fn step(most: usize) -> usize {
    let steps = (0..)
        .map(|power| 10_usize.saturating_pow(power))
        .flat_map(|ten| [1, 2, 5].map(|step| ten.saturating_mul(step)));
    steps.into_iter().find(|step| most / step < COUNTS).unwrap_or(usize::MAX)
}

/// How many were reached against the plan, and when the last is expected.
fn finding(goals: &[PlanMilestone], reached: usize, today: Date) -> String {
    let planned = goals.iter().filter(|goal| goal.baseline.last <= today).count();
    let all = goals.len();
    let against = if planned == reached {
        "as many as planned by now".to_owned()
    } else {
        format!("{planned} were planned by now")
    };
    let done = format!("{reached} of {all} milestones reached, {against}");
    let last = goals.iter().map(|goal| goal.expected().max(today.into())).max().filter(|_| reached < all);
    let promised = goals.iter().map(|goal| goal.baseline).max();
    match last.zip(promised) {
        None => format!("{done}."),
        Some((last, promised)) => {
            let by = WORDS.slip(last.later_than(promised));
            let than = match last.days_since(promised) {
                0 => "as planned".to_owned(),
                late if late > 0 => format!("{by} after the last baseline"),
                _ => format!("{by} before the last baseline"),
            };
            format!("{done}; the last is expected {}, {than}.", WORDS.at_plan_date(last))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::time::PlanDate;

    fn goal(baseline: Date, forecast: Option<Date>, actual: Option<Date>) -> PlanMilestone {
        let (baseline, forecast) = (baseline.into(), forecast.map(PlanDate::from));
        PlanMilestone { name: "M".to_owned(), key: false, baseline, forecast, actual }
    }

    #[test]
    fn lines_step_at_their_dates_and_the_table_has_the_same_sums() -> Result<(), &'static str> {
        let goals = [
            goal(date(2026, 3, 1), None, Some(date(2026, 3, 31))),
            goal(date(2026, 3, 31), None, None),
            goal(date(2026, 3, 31), Some(date(2026, 4, 30)), None),
        ];
        let chart = burn_up("k", &goals, date(2026, 4, 15)).ok_or("three milestones are added up")?;
        // 1 March to 30 April are 60 days: 31 March is in the middle, 15 April at three quarters.
        assert!(chart.svg.contains(
            r#"<path class="baseline" vector-effect="non-scaling-stroke" d="M0 194L0 194L0 134L50 134L50 14L100 14"/>"#
        ));
        assert!(chart.svg.contains(r#"d="M0 194L50 194L50 134L75 134"/>"#), "{}", chart.svg);
        // The second milestone is overdue: it can come today at the soonest.
        assert!(chart.svg.contains(r#"d="M75 134L75 134L75 74L100 74L100 14L100 14"/>"#));
        let rows = [
            ["1 Mar 2026", "1", "0", ""],
            ["31 Mar 2026", "3", "1", ""],
            ["15 Apr 2026", "3", "1", "2"],
            ["30 Apr 2026", "3", "", "3"],
        ];
        assert_eq!(chart.rows, rows);
        let found = "1 of 3 milestones reached, 3 were planned by now; the last is expected on 30 Apr 2026, 30 days after the last baseline.";
        assert_eq!(chart.caption, found);
        Ok(())
    }

    #[test]
    fn one_milestone_adds_up_to_nothing() {
        assert_eq!(burn_up("k", &[goal(date(2026, 3, 1), None, None)], date(2026, 3, 1)), None);
    }

    #[test]
    fn many_days_are_taken_together_by_month_and_the_caption_says_so() -> Result<(), &'static str> {
        let day = |number: i64| date(2026, 1, 1).saturating_add(jiff::ToSpan::days(number));
        let goals: Vec<_> = (0..100).map(|number| goal(day(number), None, None)).collect();
        let chart = burn_up("k", &goals, date(2026, 2, 10)).ok_or("a hundred milestones are added up")?;
        let dates: Vec<_> = chart.rows.iter().filter_map(|row| row.first()).collect();
        assert_eq!(dates, ["31 Jan 2026", "10 Feb 2026", "28 Feb 2026", "31 Mar 2026", "30 Apr 2026"]);
        assert!(chart.caption.ends_with(" Added up by month."), "{}", chart.caption);
        Ok(())
    }

    #[test]
    fn counts_are_labelled_at_round_steps() {
        assert_eq!([2, 5, 6, 11, 12, 100].map(step), [1, 1, 2, 2, 5, 20]);
    }
}
