//! A year of the demo team week by week: its worst beside its usual, and what the clocks do.

use std::error::Error;

use super::demo::{TEAM, of, team, team_coverage, week, zone};
use crate::time::{
    Departure, IntervalSet, IsoWeek, PersonIndex, Spread, WeekClocks, Zone, departures, minutes_by_week, pair_overlaps, series,
    week_clocks, week_figures,
};

type Outcome = Result<(), Box<dyn Error>>;

const WEEKS: u16 = 53;

fn first() -> Result<IsoWeek, Box<dyn Error>> {
    week("2027-01-04")
}

fn clocks() -> Result<Vec<WeekClocks>, Box<dyn Error>> {
    let zones = TEAM.iter().map(|(_, name, _)| zone(name)).collect::<Result<Vec<Zone>, _>>()?;
    Ok(week_clocks(&zones, first()?, WEEKS))
}

fn told(found: &[Departure]) -> Vec<(String, String, i64, i64)> {
    found.iter().map(|d| (d.first.monday().to_string(), d.last.sunday().to_string(), d.minutes, d.usual)).collect()
}

#[test]
fn the_worst_week_stands_beside_the_usual_one() -> Outcome {
    let first = first()?;
    let coverage = team_coverage(first.through(WEEKS))?;
    let working = IntervalSet::union_of(&first.take(WEEKS).map(IsoWeek::working_days).collect::<Vec<_>>());
    let year = week_figures(&coverage, &working, first, WEEKS);
    let uncovered = Spread::of(&series(&year, |week| week.asked.uncovered)).ok_or("a spread")?;
    assert_eq!((uncovered.median, uncovered.most, uncovered.best), (20 * 60, 25 * 60, week("2027-03-15")?));
    let seven = Spread::of(&series(&year, |week| week.seven_days.covered)).ok_or("a spread")?;
    assert_eq!((seven.median, seven.least, seven.most, seven.worst), (112 * 60, 107 * 60, 112 * 60, week("2027-03-15")?));
    let single = Spread::of(&series(&year, |week| week.asked.single)).ok_or("a spread")?;
    assert_eq!((single.least, single.most), (28 * 60 + 30, 29 * 60 + 30));
    Ok(())
}

#[test]
fn uncovered_time_and_overlap_depart_from_the_usual_in_the_same_weeks() -> Outcome {
    let first = first()?;
    let clocks = clocks()?;
    let coverage = team_coverage(first.through(WEEKS))?;
    let year = week_figures(&coverage, coverage.window(), first, WEEKS);
    let spans = [("2027-03-15", "2027-03-28"), ("2027-11-01", "2027-11-07")];
    let both = |minutes: i64, usual: i64| spans.map(|(from, to)| (from.to_owned(), to.to_owned(), minutes, usual));
    assert_eq!(told(&departures(&series(&year, |week| week.seven_days.uncovered), &clocks)), both(61 * 60, 56 * 60));
    let team = team(first.through(WEEKS))?;
    for (one, other, minutes, usual) in
        [("Dev", "Fia", 1350, 1050), ("Ana", "Fia", 750, 450), ("Dev", "Gil", 720, 480), ("Ana", "Gil", 240, 0)]
    {
        let shared = minutes_by_week(&of(&team, one)?.intersection(of(&team, other)?), first.take(WEEKS));
        assert_eq!(told(&departures(&shared, &clocks)), both(minutes, usual), "{one} and {other}");
    }
    let neighbours = minutes_by_week(&of(&team, "Dev")?.intersection(of(&team, "Cara")?), first.take(WEEKS));
    assert_eq!(departures(&neighbours, &clocks), [], "their clocks change together");
    Ok(())
}

#[test]
fn every_pair_is_looked_at_once() -> Outcome {
    let first = first()?;
    let team = team(first.through(WEEKS))?;
    let sets: Vec<IntervalSet> = team.iter().map(|presence| presence.when.clone()).collect();
    let pairs = pair_overlaps(&sets, first, WEEKS);
    assert_eq!(pairs.len(), 21);
    let dev_and_fia = pairs.iter().find(|pair| (pair.one, pair.other) == (3, 5)).ok_or("a pair")?;
    assert_eq!((dev_and_fia.spread.least, dev_and_fia.spread.median, dev_and_fia.spread.most), (1050, 1050, 1350));
    assert_eq!(dev_and_fia.weeks.len(), usize::from(WEEKS));
    assert_eq!(pair_overlaps(&sets, first, 0), []);
    Ok(())
}

#[test]
fn what_one_persons_absence_would_open_is_told_for_every_week() -> Outcome {
    let first = first()?;
    let coverage = team_coverage(first.through(WEEKS))?;
    let ben = minutes_by_week(&coverage.lost_without(PersonIndex(1)), first.take(WEEKS));
    let spread = Spread::of(&ben).ok_or("a spread")?;
    assert_eq!(spread.total, coverage.sole_minutes().get(&PersonIndex(1)).copied().unwrap_or(0));
    assert_eq!((spread.least, spread.most), (20 * 60, 20 * 60), "all seven days: his weeks slide against UTC but not in length");
    Ok(())
}

#[test]
fn a_mean_is_rounded_to_the_nearest_minute() -> Outcome {
    let weeks = |minutes: &[i64]| -> Result<Option<i64>, Box<dyn Error>> {
        let first = first()?;
        let weeks: Vec<_> =
            (0..).zip(minutes).map(|(at, minutes)| crate::time::WeekMinutes { week: first.plus(at), minutes: *minutes }).collect();
        Ok(Spread::of(&weeks).map(|spread| spread.mean()))
    };
    assert_eq!((weeks(&[1, 2])?, weeks(&[1, 1, 2])?, weeks(&[-1, -2])?, weeks(&[])?), (Some(2), Some(1), Some(-1), None));
    Ok(())
}
