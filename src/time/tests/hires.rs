//! What a hire would bring to the demo team in the 52 weeks from 4 January 2027, computed independently with Python's
//! `zoneinfo` on `tzdata` 2026f.

use std::error::Error;

use super::demo::{self, of, team, week, zone};
use crate::time::{
    ClockTime, Coverage, DaySet, HireCandidate, HireOption, IntervalSet, IsoWeek, StaffNeed, Zone, best_pair, front,
    hire_curve, hire_table,
};

type Outcome = Result<(), Box<dyn Error>>;

const WEEKS: u16 = 52;

fn first() -> Result<IsoWeek, Box<dyn Error>> {
    week("2027-01-04")
}

/// Monday to Friday in UTC is asked for, and the five in the United States are to be met.
fn need(weeks: u16) -> Result<StaffNeed, Box<dyn Error>> {
    let first = first()?;
    let range = first.through(weeks);
    let team = team(range)?;
    let american = ["Ana", "Ben", "Cara", "Dev", "Eli"].map(|name| of(&team, name));
    let american = IntervalSet::union_of(american.into_iter().collect::<Result<Vec<_>, _>>()?);
    let working = IntervalSet::union_of(&first.take(weeks).map(IsoWeek::working_days).collect::<Vec<_>>());
    Ok(demo::need(&Coverage::of(&team, range), &working, &american, first, weeks))
}

fn starts(hours: &[u16]) -> Vec<ClockTime> {
    hours.iter().filter_map(|hour| ClockTime::from_minutes(hour * 60)).collect()
}

fn candidates(zones: &[&str], hours: &[u16]) -> Result<Vec<HireCandidate>, Box<dyn Error>> {
    let zones = zones.iter().map(|name| zone(name)).collect::<Result<Vec<Zone>, _>>()?;
    Ok(HireCandidate::grid(&zones, &starts(hours), 480, |_| DaySet::WORKING_WEEK))
}

fn option(need: &StaffNeed, zone: &str, hour: u16) -> Result<HireOption, Box<dyn Error>> {
    Ok(hire_table(need, candidates(&[zone], &[hour])?).pop().ok_or("an option")?)
}

/// Zone, local start, then minutes: newly covered (all weeks, worst, best week), made double and shared with the
/// Americans (all weeks).
type Golden = (&'static str, u16, [i64; 3], i64, i64);

/// In hours a week: 18.6 new and 15.0 double for Dubai from 06:00, and so on down to 0.0 new for London and Casablanca.
const GOLDEN: [Golden; 14] = [
    ("Asia/Dubai", 6, [58_140, 1080, 1380], 46_740, 16_800),
    ("Africa/Nairobi", 6, [55_020, 1020, 1320], 37_380, 4_320),
    ("Africa/Nairobi", 7, [43_740, 720, 1020], 36_180, 0),
    ("Europe/Berlin", 6, [37_440, 720, 720], 37_350, 450),
    ("Asia/Dubai", 9, [28_140, 420, 720], 38_280, 5_100),
    ("Europe/Berlin", 7, [21_840, 420, 420], 38_820, 8_700),
    ("Europe/Istanbul", 9, [12_540, 120, 420], 38_820, 18_000),
    ("Asia/Riyadh", 9, [12_540, 120, 420], 38_820, 18_000),
    ("Africa/Nairobi", 9, [12_540, 120, 420], 38_820, 18_000),
    ("Asia/Jerusalem", 9, [6_300, 120, 180], 38_820, 24_240),
    ("Europe/Berlin", 9, [3_120, 60, 60], 26_340, 39_900),
    ("Africa/Lagos", 9, [1_260, 0, 60], 18_900, 49_200),
    ("Europe/London", 9, [0, 0, 0], 13_860, 55_500),
    ("Africa/Casablanca", 9, [0, 0, 0], 12_000, 64_800),
];

#[test]
fn every_candidate_brings_its_golden_figures() -> Outcome {
    let need = need(WEEKS)?;
    assert_eq!(need.uncovered().map(|open| (open.total, open.mean())), Some((64_380, 1238)), "20.6 hours a week");
    let single = need.spread(&need.single, &need.single);
    assert_eq!(single.map(|single| (single.total, single.mean())), Some((90_780, 1746)), "29.1 hours a week");
    for (zone, hour, newly_covered, made_double, overlap) in GOLDEN {
        let option = option(&need, zone, hour)?;
        let new = option.newly_covered;
        assert_eq!([new.total, new.least, new.most], newly_covered, "{zone} {hour}");
        assert_eq!((option.made_double.total, option.overlap.total), (made_double, overlap), "{zone} {hour}");
    }
    Ok(())
}

/// The shared hours a day that are often quoted for these candidates (1.6 for Dubai from 06:00) are those of a winter
/// week; over a year they differ, because Denver's evening ends an hour earlier in UTC from March on.
#[test]
fn time_shared_with_the_americans_in_a_winter_week_is_the_quoted_one() -> Outcome {
    let winter = need(2)?;
    for (zone, hour, minutes) in [
        ("Asia/Dubai", 6, 96),
        ("Africa/Nairobi", 6, 48),
        ("Africa/Nairobi", 7, 0),
        ("Europe/Berlin", 6, 0),
        ("Asia/Dubai", 9, 0),
        ("Europe/Berlin", 7, 30),
        ("Europe/Istanbul", 9, 30),
        ("Europe/Berlin", 9, 150),
        ("Europe/London", 9, 210),
        ("Africa/Casablanca", 9, 210),
    ] {
        assert_eq!(option(&winter, zone, hour)?.overlap_per_day(), minutes, "{zone} {hour}");
    }
    let year = need(WEEKS)?;
    assert_eq!(option(&year, "Asia/Dubai", 6)?.overlap_per_day(), 65);
    assert_eq!(option(&year, "Africa/Casablanca", 9)?.overlap_per_day(), 249);
    Ok(())
}

#[test]
fn a_point_of_the_curve_is_a_candidate_on_utc() -> Outcome {
    let need = need(WEEKS)?;
    let sunday_to_thursday = DaySet::parse("Su-Th")?;
    let curve = hire_curve(&need, 480, &[DaySet::WORKING_WEEK, sunday_to_thursday]);
    assert_eq!(curve.len(), 192);
    let dubai = option(&need, "Asia/Dubai", 6)?;
    let at =
        |start: &str, days: DaySet| curve.iter().find(|point| point.start.to_string() == start && point.days == days);
    let same = at("02:00", DaySet::WORKING_WEEK).ok_or("a point")?;
    assert_eq!(
        (same.newly_covered, same.made_double, same.overlap),
        (dubai.newly_covered, dubai.made_double, dubai.overlap)
    );
    let utc = hire_table(
        &need,
        HireCandidate::grid(&[Zone::utc()], &[ClockTime::parse("22:15")?], 480, |_| sunday_to_thursday),
    );
    let sunday_night = at("22:15", sunday_to_thursday).ok_or("a point")?;
    assert_eq!(utc.first().map(|option| option.newly_covered), Some(sunday_night.newly_covered));
    let on_fridays = at("22:15", DaySet::WORKING_WEEK).ok_or("a point")?;
    assert!(
        sunday_night.newly_covered.total > on_fridays.newly_covered.total,
        "Sunday night is Monday's gap; Friday night is nobody's"
    );
    Ok(())
}

#[test]
fn the_front_holds_all_that_nothing_beats_and_nothing_else() -> Outcome {
    let need = need(WEEKS)?;
    let zones = [
        "Asia/Dubai",
        "Africa/Nairobi",
        "Europe/Istanbul",
        "Europe/Berlin",
        "Africa/Lagos",
        "Europe/London",
        "Africa/Casablanca",
    ];
    let options = hire_table(&need, candidates(&zones, &[6, 7, 8, 9])?);
    let best = front(&options);
    assert!(best.len() > 2 && best.len() < options.len());
    for option in &options {
        let beaten = options.iter().any(|other| other.beats(option));
        assert_eq!(best.contains(&option), !beaten, "{:?}", option.candidate);
    }
    let named = |option: &HireOption| format!("{} {}", option.candidate.zone, option.candidate.hours);
    assert_eq!(best.first().map(|option| named(option)).as_deref(), Some("Asia/Dubai 06:00-14:00"));
    assert_eq!(
        best.last().map(|option| option.newly_covered.total),
        Some(0),
        "the most shared time is with nothing new"
    );
    Ok(())
}

#[test]
fn an_early_shift_is_less_sociable_and_a_night_is_least() -> Outcome {
    let need = need(1)?;
    for (hour, minutes) in [(6, 120), (7, 60), (8, 0), (9, 0), (10, 0), (11, 60), (22, 480), (4, 240)] {
        assert_eq!(option(&need, "Europe/Berlin", hour)?.unsociable_minutes, minutes, "{hour}");
    }
    Ok(())
}

#[test]
fn two_hires_bring_no_more_than_each_alone_and_the_pair_is_exact() -> Outcome {
    let need = need(WEEKS)?;
    let zones =
        ["Asia/Dubai", "Asia/Tokyo", "Europe/Berlin", "Africa/Lagos", "America/Los_Angeles", "Pacific/Auckland"];
    let options = hire_table(&need, candidates(&zones, &[6, 8, 10])?);
    let mut most = 0;
    for (at, one) in options.iter().enumerate() {
        for other in options.iter().skip(at + 1) {
            let union = |option: &HireOption| need.slots_of(&option.candidate);
            let [a, b] = [union(one), union(other)]
                .map(|slots| need.spread(&slots, &need.open).map_or(0, |spread| spread.total));
            let two = [one.clone(), other.clone()];
            let steps =
                best_pair(&need, &two).as_ref().and_then(|pair| pair.last()).map_or(0, |step| step.newly_covered);
            assert!(steps <= a + b && steps >= a.max(b));
            most = most.max(steps);
        }
    }
    let pair = best_pair(&need, &options).ok_or("a pair")?;
    assert_eq!(pair.last().map(|step| step.newly_covered), Some(most));
    Ok(())
}

#[test]
fn a_plan_ends_when_nothing_more_is_gained() -> Outcome {
    let need = need(4)?;
    let london = hire_table(&need, candidates(&["Europe/London"], &[9])?);
    assert_eq!(best_pair(&need, &london), None);
    Ok(())
}

#[test]
fn without_weeks_there_is_nothing_to_say() -> Outcome {
    let need = need(0)?;
    assert_eq!(need.uncovered(), None);
    assert_eq!(hire_table(&need, candidates(&["Asia/Dubai"], &[6])?), []);
    assert_eq!(hire_curve(&need, 480, &[DaySet::WORKING_WEEK]), []);
    Ok(())
}
