//! A year of the demo team week by week: its worst beside its usual.

use std::error::Error;

use super::demo::{lost_without, minutes_by_week, team_coverage, week};
use crate::time::{IntervalSet, IsoWeek, PersonIndex, Spread, WeekMinutes};

type Outcome = Result<(), Box<dyn Error>>;

const WEEKS: u16 = 53;

fn first() -> Result<IsoWeek, Box<dyn Error>> {
    week("2027-01-04")
}

#[test]
fn the_worst_week_stands_beside_the_usual_one() -> Outcome {
    let first = first()?;
    let coverage = team_coverage(first.through(WEEKS))?;
    let working = IntervalSet::union_of(&first.take(WEEKS).map(IsoWeek::working_days).collect::<Vec<_>>());
    let asked = coverage.within(&working);
    let spread = |figure: &dyn Fn(IsoWeek) -> i64| {
        Spread::of(&first.take(WEEKS).map(|week| WeekMinutes { week, minutes: figure(week) }).collect::<Vec<_>>())
            .ok_or("a spread")
    };
    let uncovered = spread(&|week| asked.week(week).summary().uncovered)?;
    assert_eq!((uncovered.median, uncovered.most, uncovered.best), (20 * 60, 25 * 60, week("2027-03-15")?));
    let seven = spread(&|week| coverage.week(week).summary().covered)?;
    assert_eq!(
        (seven.median, seven.least, seven.most, seven.worst),
        (112 * 60, 107 * 60, 112 * 60, week("2027-03-15")?)
    );
    let single = spread(&|week| asked.week(week).summary().single)?;
    assert_eq!((single.least, single.most), (28 * 60 + 30, 29 * 60 + 30));
    Ok(())
}

#[test]
fn what_one_persons_absence_would_open_is_told_for_every_week() -> Outcome {
    let first = first()?;
    let coverage = team_coverage(first.through(WEEKS))?;
    let ben = minutes_by_week(&lost_without(&coverage, PersonIndex(1)), first.take(WEEKS));
    let spread = Spread::of(&ben).ok_or("a spread")?;
    assert_eq!(spread.total, coverage.sole_minutes().get(&PersonIndex(1)).copied().unwrap_or(0));
    assert_eq!(
        (spread.least, spread.most),
        (20 * 60, 20 * 60),
        "all seven days: his weeks slide against UTC but not in length"
    );
    Ok(())
}

#[test]
fn a_mean_is_rounded_to_the_nearest_minute() -> Outcome {
    let weeks = |minutes: &[i64]| -> Result<Option<i64>, Box<dyn Error>> {
        let first = first()?;
        let weeks: Vec<_> =
            (0..).zip(minutes).map(|(at, minutes)| WeekMinutes { week: first.plus(at), minutes: *minutes }).collect();
        Ok(Spread::of(&weeks).map(|spread| spread.mean()))
    };
    assert_eq!(
        (weeks(&[1, 2])?, weeks(&[1, 1, 2])?, weeks(&[-1, -2])?, weeks(&[])?),
        (Some(2), Some(1), Some(-1), None)
    );
    Ok(())
}
