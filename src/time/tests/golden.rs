//! The demo team's year 2027, computed independently in Python and agreed to the minute.

use std::error::Error;

use super::demo::{between, lost_without, minutes_by_week, of, present, set, team, team_coverage, week, weeks};
use crate::time::{Interval, IntervalSet, IsoWeek, PersonIndex, Spread, WeekGrid};

type Outcome = Result<(), Box<dyn Error>>;

/// First Monday, number of weeks, then minutes: covered and doubled Monday to Friday, uncovered, covered in seven days.
const YEAR: [(&str, u16, i64, i64, i64, i64); 5] = [
    ("2027-01-04", 10, 99 * 60, 4230, 21 * 60, 112 * 60),
    ("2027-03-15", 2, 95 * 60, 3990, 25 * 60, 107 * 60),
    ("2027-03-29", 31, 100 * 60, 4230, 20 * 60, 112 * 60),
    ("2027-11-01", 1, 95 * 60, 3990, 25 * 60, 107 * 60),
    ("2027-11-08", 9, 99 * 60, 4230, 21 * 60, 112 * 60),
];

#[test]
fn every_week_of_2027_has_its_golden_figures() -> Outcome {
    let coverage = team_coverage(weeks(week("2027-01-04")?, 53))?;
    let mut next = week("2027-01-04")?;
    for (monday, count, covered, doubled, uncovered, seven_days) in YEAR {
        assert_eq!(week(monday)?, next, "the rows follow one another");
        for week in next.take(count) {
            let working = coverage.within(&week.working_days()).summary();
            assert_eq!((working.covered, working.doubled, working.uncovered), (covered, doubled, uncovered), "{week}");
            assert_eq!(coverage.week(week).summary().covered, seven_days, "{week}");
        }
        next = next.plus(i32::from(count));
    }
    assert_eq!(next, week("2028-01-10")?);
    Ok(())
}

#[test]
fn overlap_grows_in_the_weeks_when_coverage_shrinks() -> Outcome {
    let team = team(weeks(week("2027-01-04")?, 53))?;
    let first = week("2027-01-04")?;
    let usual_and_mismatch = |a: &str, b: &str| -> Result<_, Box<dyn Error>> {
        let year = minutes_by_week(&of(&team, a)?.intersection(of(&team, b)?), first.take(53));
        Ok(Spread::of(&year).map(|spread| (spread.median, spread.most, spread.least)))
    };
    assert_eq!(usual_and_mismatch("Dev", "Fia")?, Some((1050, 1350, 1050)));
    assert_eq!(usual_and_mismatch("Ana", "Fia")?, Some((450, 750, 450)));
    assert_eq!(usual_and_mismatch("Dev", "Gil")?, Some((480, 720, 480)));
    assert_eq!(usual_and_mismatch("Ana", "Gil")?, Some((0, 240, 0)));
    Ok(())
}

#[test]
fn a_winter_week_has_its_five_gaps() -> Outcome {
    let winter = week("2027-01-11")?;
    let coverage = team_coverage(winter.interval())?.within(&winter.working_days());
    let gaps = set(&[
        ("2027-01-11T00:00Z", "2027-01-11T07:00Z"),
        ("2027-01-12T04:00Z", "2027-01-12T07:00Z"),
        ("2027-01-13T04:00Z", "2027-01-13T07:00Z"),
        ("2027-01-14T04:00Z", "2027-01-14T07:00Z"),
        ("2027-01-15T04:00Z", "2027-01-15T09:00Z"),
    ])?;
    assert_eq!(coverage.gaps(), gaps);
    assert_eq!(coverage.summary().longest_gap, Some(between("2027-01-11T00:00Z", "2027-01-11T07:00Z")?));
    assert_eq!(coverage.summary().single, 28 * 60 + 30);
    Ok(())
}

#[test]
fn four_of_them_share_an_hour_and_a_half_in_winter_and_one_more_in_the_mismatch() -> Outcome {
    for (monday, shared) in [
        ("2027-01-11", ("2027-01-11T14:30Z", "2027-01-11T16:00Z")),
        ("2027-03-15", ("2027-03-15T13:30Z", "2027-03-15T16:00Z")),
    ] {
        let team = team(week(monday)?.interval())?;
        let four = [of(&team, "Dev")?, of(&team, "Cara")?, of(&team, "Fia")?, of(&team, "Gil")?];
        let monday = IntervalSet::common(four).intervals().first().copied();
        assert_eq!(monday, Some(between(shared.0, shared.1)?));
    }
    Ok(())
}

#[test]
fn an_hour_with_six_of_them_exists_only_in_a_mismatch_and_with_seven_never() -> Outcome {
    let longest = |monday: &str, people: u32| -> Result<Option<i64>, Box<dyn Error>> {
        Ok(team_coverage(week(monday)?.interval())?.covered(people).longest().map(Interval::minutes))
    };
    assert_eq!((longest("2027-01-11", 6)?, longest("2027-07-12", 6)?), (Some(30), Some(30)));
    assert_eq!(longest("2027-03-15", 6)?, Some(60));
    assert_eq!(longest("2027-03-15", 7)?, None);
    let six_of_them = team_coverage(week("2027-03-15")?.interval())?.covered(6);
    assert_eq!(six_of_them.longest(), Some(between("2027-03-15T15:00Z", "2027-03-15T16:00Z")?));
    Ok(())
}

#[test]
fn without_ben_the_most_is_lost() -> Outcome {
    let first = week("2027-01-04")?;
    let coverage = team_coverage(weeks(first, 52))?;
    let working = IntervalSet::union_of(&first.take(52).map(IsoWeek::working_days).collect::<Vec<_>>());
    let working = coverage.within(&working);
    let lost = working.sole_minutes();
    let mean = |person: u32| lost.get(&PersonIndex(person)).copied().unwrap_or(0);
    // Means over 52 weeks, in minutes of all weeks together: Ben 16.65 h, Gil 8.0 h, Fia 4.4 h a week, nobody else.
    assert_eq!([0, 2, 3, 4].map(mean), [0; 4]);
    assert_eq!([1, 6, 5].map(mean), [51_960, 24_960, 13_860]);
    let figures = working.summary();
    assert_eq!((figures.uncovered, figures.single), (64_380, 90_780));
    assert_eq!(lost_without(&working, PersonIndex(1)).minutes(), mean(1));
    Ok(())
}

#[test]
fn the_heat_map_of_the_demo_week_has_its_cells() -> Outcome {
    let winter = week("2027-01-11")?;
    let coverage = team_coverage(winter.interval())?;
    let grid = WeekGrid::of(&coverage, winter);
    let minimum = |day: usize, cell: usize| grid.days.get(day).and_then(|day| day.get(cell)).map(|cell| cell.minimum);
    assert_eq!((minimum(0, 13), minimum(0, 14), minimum(0, 29)), (Some(0), Some(1), Some(5)));
    let shown: i64 = grid.days.iter().flatten().map(|cell| i64::from(cell.minimum) * 30).sum();
    assert_eq!(shown, coverage.summary().person_minutes, "every boundary of the demo week lies on a half hour");
    assert!(!grid.days.iter().flatten().any(|cell| cell.minimum == 0 && cell.maximum > 0));
    Ok(())
}

#[test]
fn who_is_there_agrees_with_the_counts() -> Outcome {
    let range = week("2027-03-15")?.interval();
    let team = team(range)?;
    let coverage = team_coverage(range)?;
    for run in coverage.runs() {
        let there = present(&team, run.interval.start());
        assert_eq!(u32::try_from(there.len())?, run.count);
        if let Some(sole) = run.sole {
            assert_eq!(there, [sole]);
        }
    }
    Ok(())
}
