//! The plan of one program as lanes: baseline as an outline, forecast filled, actual solid, and the line of today; and
//! the finding above it.
//!
//! A lane is a cell of the table of milestones, whose other cells hold the same dates: the table is its own twin.

use crate::words::WORDS;
use jiff::civil::Date;

use super::Scale;
use super::field::WIDTH;
use super::lane::{self, Lane};
use crate::time::PlanDate;

/// A milestone to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanMilestone {
    /// Its name.
    pub name: String,
    /// Whether the program's health depends on it.
    pub key: bool,
    /// The promised date.
    pub baseline: PlanDate,
    /// When it is expected.
    pub forecast: Option<PlanDate>,
    /// When it was reached.
    pub actual: Option<Date>,
}

impl PlanMilestone {
    /// When it was reached or is expected.
    pub(super) fn expected(&self) -> PlanDate {
        self.actual.map(PlanDate::from).or(self.forecast).unwrap_or(self.baseline)
    }

    /// How many days after its baseline, by which milestones of any unit are compared.
    fn slip(&self) -> i32 {
        self.expected().days_since(self.baseline)
    }
}

/// The lanes of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lanes {
    /// The months, for the head of the table; it has the shapes that the lanes use.
    pub head: String,
    /// A lane for each milestone.
    pub rows: Vec<String>,
    /// What the plan finds, in one sentence without its full stop.
    pub finding: String,
}

/// The lanes of `goals` in their order; `None` without one.
#[must_use]
pub fn plan(key: &str, goals: &[PlanMilestone], today: Date) -> Option<Lanes> {
    let dates = goals.iter().flat_map(|goal| [goal.baseline.last, goal.expected().last]);
    let scale = Scale::around(dates.chain([today]), 0.0, WIDTH).filter(|_| !goals.is_empty())?;
    let row = |goal: &PlanMilestone| lane(key, &scale, goal);
    Some(Lanes {
        head: lane::head(key, &scale, &scale.ticks(9), today, None),
        rows: goals.iter().map(row).collect(),
        finding: finding(goals, today),
    })
}

fn lane(key: &str, scale: &Scale, goal: &PlanMilestone) -> String {
    let (baseline, expected) = (scale.at(goal.baseline.last), scale.at(goal.expected().last));
    let mut lane = Lane::new(key, "50%", true);
    if goal.slip() != 0 {
        lane.slip(baseline, expected, goal.slip() > 0);
    }
    lane.diamond("baseline", baseline, true);
    match (goal.actual, goal.forecast) {
        (Some(_), _) => lane.diamond("actual", expected, false),
        (None, Some(_)) => lane.diamond("forecast", expected, false),
        (None, None) => {}
    }
    lane.finish()
}

/// The milestone that is furthest from its baseline among those ahead, else one whose day has passed, else how the
/// reached ones went.
fn finding(goals: &[PlanMilestone], today: Date) -> String {
    let ahead = || goals.iter().filter(|goal| goal.actual.is_none());
    let reached = goals.len() - ahead().count();
    let done = format!("{reached} of {} milestones reached", goals.len());
    // `max_by_key` keeps the last of equals; the earliest in the plan is the more useful one.
    let worst = ahead().rev().max_by_key(|goal| goal.slip());
    let passed = ahead().filter(|goal| goal.expected().last < today).min_by_key(|goal| goal.expected());
    match (worst, passed) {
        (None, _) => done,
        (Some(worst), _) if worst.slip() > 0 => {
            let late = worst.expected().later_than(worst.baseline);
            format!("{done}; {} is {} late", worst.name, WORDS.slip(late))
        }
        (_, Some(passed)) => format!(
            "{done}; {} was expected {} and has not been reached",
            passed.name,
            WORDS.at_plan_date(passed.expected())
        ),
        _ if reached == 0 => format!("{done}; none is late"),
        _ => format!("{done}; none of the others is late"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::time::{WrittenDate, YearPart};

    fn goal(name: &str, forecast: Option<Date>, actual: Option<Date>) -> PlanMilestone {
        let (baseline, forecast) = (date(2026, 3, 1).into(), forecast.map(PlanDate::from));
        PlanMilestone { name: name.to_owned(), key: true, baseline, forecast, actual }
    }

    fn quarter(number: i8) -> PlanDate {
        let written = WrittenDate::Part { year: 2026, part: YearPart::Quarter(number) };
        PlanDate { written, last: written.last_day(1) }
    }

    #[test]
    fn marks_stand_at_their_dates() -> Result<(), &'static str> {
        let goals = [goal("M1", None, Some(date(2026, 3, 1))), goal("M2", Some(date(2026, 3, 31)), None)];
        let lanes = plan("k", &goals, date(2026, 4, 30)).ok_or("two milestones are drawn")?;
        // 1 March to 30 April are 60 days: 31 March is in the middle.
        let second = lanes.rows.get(1).ok_or("a lane")?;
        assert!(second.contains(r##"<use class="forecast" href="#k-s" x="50%" y="50%"/>"##), "{second}");
        assert!(second.contains(r#"<line class="slip late" x1="0%" y1="50%" x2="50%" y2="50%"/>"#), "{second}");
        assert!(lanes.head.contains(r#"<line class="today" x1="100%""#), "{}", lanes.head);
        assert_eq!(lanes.finding, "1 of 2 milestones reached; M2 is 30 days late");
        Ok(())
    }

    #[test]
    fn the_finding_names_a_milestone_whose_day_has_passed() {
        let goals = [goal("M1", None, None)];
        let found = |day| plan("k", &goals, date(2026, 3, day)).map(|lanes| lanes.finding);
        assert_eq!(found(1).as_deref(), Some("0 of 1 milestones reached; none is late"));
        assert_eq!(
            found(2).as_deref(),
            Some("0 of 1 milestones reached; M1 was expected on 1 Mar 2026 and has not been reached")
        );
    }

    #[test]
    fn the_finding_counts_dates_without_a_day_in_their_unit() {
        let goal =
            |forecast| PlanMilestone { name: "M1".to_owned(), key: true, baseline: quarter(1), forecast, actual: None };
        let found = |forecast, today| plan("k", &[goal(forecast)], today).map(|lanes| lanes.finding);
        let day = date(2026, 4, 1);
        assert_eq!(
            found(None, day.yesterday().unwrap_or(day)).as_deref(),
            Some("0 of 1 milestones reached; none is late")
        );
        assert_eq!(
            found(None, day).as_deref(),
            Some("0 of 1 milestones reached; M1 was expected in Q1 2026 and has not been reached")
        );
        assert_eq!(found(Some(quarter(3)), day).as_deref(), Some("0 of 1 milestones reached; M1 is 2 quarters late"));
        assert_eq!(
            found(Some(date(2026, 4, 2).into()), day).as_deref(),
            Some("0 of 1 milestones reached; M1 is 2 days late")
        );
    }

    #[test]
    fn nothing_is_drawn_without_a_milestone() {
        assert_eq!(plan("k", &[], date(2026, 1, 1)), None);
    }
}
