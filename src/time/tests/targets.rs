//! Targets measured on the demo team, and grid cells that are only partly covered.

use std::error::Error;

use super::demo::{between, count_at, minute, schedule, set, team_coverage, week, weeks, zone};
use crate::time::target::Shortfall;
use crate::time::{Cell, Coverage, DaySet, PersonIndex, Presence, TargetWindow, TimeRange, WeekGrid};

type Outcome = Result<(), Box<dyn Error>>;

fn target(zone_name: &str, days: &str, hours: &str, min_people: u32) -> Result<TargetWindow, Box<dyn Error>> {
    Ok(TargetWindow { zone: zone(zone_name)?, days: DaySet::parse(days)?, hours: TimeRange::parse(hours)?, min_people })
}

#[test]
fn a_target_over_the_utc_working_week_repeats_the_golden_figures() -> Outcome {
    let coverage = team_coverage(weeks(week("2027-01-04")?, 53))?;
    for (monday, met_by_one, met_by_two) in
        [("2027-01-11", 99 * 60, 4230), ("2027-03-15", 95 * 60, 3990), ("2027-07-12", 100 * 60, 4230)]
    {
        let one = target("UTC", "Mo-Fr", "00:00-24:00", 1)?.evaluate(&coverage, week(monday)?);
        let two = target("UTC", "Mo-Fr", "00:00-24:00", 2)?.evaluate(&coverage, week(monday)?);
        assert_eq!((one.demand_minutes, one.met_minutes, two.met_minutes), (7200, met_by_one, met_by_two));
        assert_eq!(one.person_minutes_short, 7200 - met_by_one);
        assert_eq!(
            two.person_minutes_short,
            (7200 - met_by_two) + (7200 - met_by_one),
            "a gap lacks two people, a single lacks one"
        );
        assert!(!one.is_met());
    }
    Ok(())
}

#[test]
fn shortfalls_say_when_and_how_many_there_are() -> Outcome {
    let coverage = team_coverage(weeks(week("2027-01-04")?, 3))?;
    let result = target("Europe/Berlin", "Mo", "07:00-11:00", 2)?.evaluate(&coverage, week("2027-01-11")?);
    let short = [
        Shortfall { interval: between("2027-01-11T06:00Z", "2027-01-11T07:00Z")?, have: 0 },
        Shortfall { interval: between("2027-01-11T07:00Z", "2027-01-11T09:00Z")?, have: 1 },
    ];
    assert_eq!(result.short, short);
    assert_eq!((result.demand_minutes, result.met_minutes, result.person_minutes_short), (240, 60, 240));
    Ok(())
}

#[test]
fn a_local_window_is_asked_for_by_its_local_dates() -> Outcome {
    let sydney = target("Australia/Sydney", "Mo-Fr", "09:00-17:00", 1)?;
    assert_eq!(
        sydney.demand(week("2027-01-11")?).intervals().first().map(|i| i.start().to_string()).as_deref(),
        Some("2027-01-10T22:00Z")
    );
    for monday in ["2027-01-11", "2027-03-29", "2027-04-05", "2027-10-04"] {
        assert_eq!(sydney.demand(week(monday)?).minutes(), 40 * 60, "{monday}");
    }
    let nights = target("America/New_York", "Sa", "22:00-06:00", 1)?;
    assert_eq!(nights.demand(week("2027-03-08")?).minutes(), 420, "the night clocks spring forward");
    Ok(())
}

#[test]
fn a_half_hour_covered_in_part_shows_its_minimum_and_a_mark() -> Outcome {
    let monday = week("2027-01-11")?;
    let when = schedule("UTC", "Mo 09:15-10:00")?.intervals(monday.interval());
    let coverage = Coverage::of(&[Presence { person: PersonIndex(7), when }], monday.interval());
    let grid = WeekGrid::of(&coverage, monday);
    let cells: Vec<Cell> = grid.days.first().into_iter().flatten().skip(18).take(3).copied().collect();
    assert_eq!(cells, [Cell { minimum: 0, maximum: 1 }, Cell { minimum: 1, maximum: 1 }, Cell::default()]);
    Ok(())
}

#[test]
fn figures_inside_a_window_count_only_the_window() -> Outcome {
    let monday = week("2027-01-11")?;
    let coverage = team_coverage(monday.interval())?;
    let window = set(&[("2027-01-11T06:00Z", "2027-01-11T08:00Z"), ("2027-01-12T05:00Z", "2027-01-12T06:00Z")])?;
    let inside = coverage.within(&window);
    let figures = inside.summary();
    assert_eq!((figures.window, figures.covered, figures.uncovered, figures.person_minutes), (180, 60, 120, 60));
    assert_eq!(inside.gaps().intervals().len(), 2);
    assert_eq!(count_at(&inside, minute("2027-01-11T09:00Z")?), None);
    Ok(())
}
