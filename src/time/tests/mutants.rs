//! Plausible mistakes in turning a local shift into UTC minutes, and the vectors that tell each from the truth.
//!
//! Each mutant is a small resolver of its own over the zone database. A mutant that met all vectors would mean that the
//! vectors prove nothing about that mistake.

use std::error::Error;

use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::{Dst, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use super::demo;
use super::vectors::{BY_2025B, VECTORS};
use crate::time::{TimeRange, UtcMinute, parse_date};

type Outcome = Result<(), Box<dyn Error>>;

/// A local shift: its zone and what the zone is called, its date, and the minutes past that midnight between which it
/// lasts.
struct Shift {
    zone: TimeZone,
    name: &'static str,
    date: Date,
    start: i64,
    end: i64,
}

/// A way to resolve a shift to its first and last UTC minute.
type Resolver = fn(&Shift) -> (i64, i64);

fn wall_time(date: Date, minutes: i64) -> DateTime {
    date.to_datetime(Time::midnight()).saturating_add(SignedDuration::from_mins(minutes))
}

/// Minutes since 1970 that a wall time would be in UTC.
fn as_utc(local: DateTime) -> i64 {
    TimeZone::UTC.to_timestamp(local).map_or(0, Timestamp::as_second) / 60
}

fn minute(at: Result<Timestamp, jiff::Error>) -> i64 {
    at.map_or(0, Timestamp::as_second).div_euclid(60)
}

/// The offset at noon of a date, in minutes.
fn noon(zone: &TimeZone, on: Date) -> i64 {
    let noon = zone.to_timestamp(on.at(12, 0, 0, 0)).unwrap_or_default();
    i64::from(zone.to_offset(noon).seconds()).div_euclid(60)
}

fn winter(shift: &Shift) -> i64 {
    let year = shift.date.year();
    noon(&shift.zone, date(year, 1, 15)).min(noon(&shift.zone, date(year, 7, 15)))
}

/// Both ends through one function from a wall time.
fn ends(shift: &Shift, resolve: impl Fn(DateTime) -> i64) -> (i64, i64) {
    (resolve(wall_time(shift.date, shift.start)), resolve(wall_time(shift.date, shift.end)))
}

/// Both ends with the offset of the true instant, changed.
fn changed(shift: &Shift, change: impl Fn(i64) -> i64) -> (i64, i64) {
    ends(shift, |local| {
        let at = shift.zone.to_ambiguous_timestamp(local).compatible().unwrap_or_default();
        let offset = i64::from(shift.zone.to_offset(at).seconds()).div_euclid(60);
        // What the clock shows then: beyond a gap it is not what was written.
        let shown = as_utc(shift.zone.to_datetime(at));
        shown - change(offset)
    })
}

fn truth(shift: &Shift) -> (i64, i64) {
    ends(shift, |local| minute(shift.zone.to_ambiguous_timestamp(local).compatible()))
}

fn january_all_year(shift: &Shift) -> (i64, i64) {
    let offset = noon(&shift.zone, date(shift.date.year(), 1, 15));
    ends(shift, |local| as_utc(local) - offset)
}

fn july_all_year(shift: &Shift) -> (i64, i64) {
    let offset = noon(&shift.zone, date(shift.date.year(), 7, 15));
    ends(shift, |local| as_utc(local) - offset)
}

fn one_offset_per_date(shift: &Shift) -> (i64, i64) {
    let offset = noon(&shift.zone, shift.date);
    ends(shift, |local| as_utc(local) - offset)
}

fn nominal_length(shift: &Shift) -> (i64, i64) {
    let start = truth(shift).0;
    (start, start + shift.end - shift.start)
}

fn whole_hours(shift: &Shift) -> (i64, i64) {
    changed(shift, |offset| offset.div_euclid(60) * 60)
}

fn half_hours(shift: &Shift) -> (i64, i64) {
    changed(shift, |offset| offset.div_euclid(30) * 30)
}

fn second_of_a_fold(shift: &Shift) -> (i64, i64) {
    ends(shift, |local| minute(shift.zone.to_ambiguous_timestamp(local).later()))
}

fn back_from_a_gap(shift: &Shift) -> (i64, i64) {
    ends(shift, |local| minute(shift.zone.to_ambiguous_timestamp(local).earlier()))
}

fn summer_is_an_hour(shift: &Shift) -> (i64, i64) {
    let winter = winter(shift);
    // A jump over the date line is no summer time.
    changed(shift, |offset| if (1..180).contains(&(offset - winter)) { winter + 60 } else { offset })
}

fn flag_is_an_hour(shift: &Shift) -> (i64, i64) {
    let winter = winter(shift);
    ends(shift, |local| {
        let at = shift.zone.to_ambiguous_timestamp(local).compatible().unwrap_or_default();
        let info = shift.zone.to_offset_info(at);
        // The database's main form flags Ireland's winter; the form that is compiled in flags its summer.
        let flagged = if shift.name == "Europe/Dublin" { info.offset().is_zero() } else { info.dst() == Dst::Yes };
        as_utc(shift.zone.to_datetime(at)) - winter - if flagged { 60 } else { 0 }
    })
}

fn sign_as_in_iso(shift: &Shift) -> (i64, i64) {
    let (start, end) = truth(shift);
    match shift.name.strip_prefix("Etc/GMT").and_then(|hours| hours.parse::<i64>().ok()) {
        // `Etc/GMT+5` is five hours behind UTC; read as ISO 8601 it would be five ahead.
        Some(hours) => (start - 2 * 60 * hours, end - 2 * 60 * hours),
        None => (start, end),
    }
}

/// The mistake, and vectors that are known to tell it.
const MUTANTS: [(&str, Resolver, &[u32]); 11] = [
    ("January's offset all year", january_all_year, &[2, 3, 4]),
    ("July's offset all year", july_all_year, &[1, 3, 4]),
    ("one offset for each local date", one_offset_per_date, &[3, 6, 15]),
    ("end as start plus nominal length", nominal_length, &[3, 6, 17]),
    ("whole-hour offsets", whole_hours, &[11, 40, 41]),
    ("half-hour offsets", half_hours, &[42, 44, 48]),
    ("the second of a fold", second_of_a_fold, &[7, 8, 20, 54]),
    ("back from a gap", back_from_a_gap, &[4, 5, 33]),
    ("summer time is always an hour", summer_is_an_hour, &[45, 46, 53, 54]),
    ("an hour where the flag is set", flag_is_an_hour, &[21, 22, 30]),
    ("the sign of Etc as in ISO 8601", sign_as_in_iso, &[58]),
];

/// The vectors that a resolver does not meet.
fn missed(resolver: Resolver) -> Result<Vec<u32>, Box<dyn Error>> {
    let database = TimeZoneDatabase::bundled();
    let mut missed = Vec::new();
    for (number, name, date, range, start, end, _) in VECTORS {
        let range = TimeRange::parse(range)?;
        let (start, end) = (demo::minute(start)?, demo::minute(end)?);
        let shift = Shift {
            zone: database.get(name)?,
            name,
            date: parse_date(date)?,
            start: i64::from(range.start()),
            end: i64::from(range.end()),
        };
        if resolver(&shift)
            != (start.since(UtcMinute::from_unix_minutes(0)), end.since(UtcMinute::from_unix_minutes(0)))
        {
            missed.push(number);
        }
    }
    Ok(missed)
}

#[test]
fn the_truth_meets_every_vector_that_of_the_fixed_offset_included() -> Outcome {
    assert_eq!(missed(truth)?, [0; 0]);
    Ok(())
}

#[test]
fn every_mutant_is_told_from_the_truth_by_the_known_vectors() -> Outcome {
    for (mistake, resolver, known) in MUTANTS {
        let missed = missed(resolver)?;
        assert!(known.iter().all(|number| missed.contains(number)), "{mistake}: told by {missed:?} only");
    }
    Ok(())
}

#[test]
fn narrow_mistakes_are_told_by_their_vectors_alone() -> Outcome {
    let told_by = |wanted: &str| {
        MUTANTS.iter().find(|(mistake, ..)| *mistake == wanted).map(|(_, resolver, known)| (*resolver, *known))
    };
    for mistake in
        ["half-hour offsets", "the second of a fold", "summer time is always an hour", "the sign of Etc as in ISO 8601"]
    {
        let (resolver, known) = told_by(mistake).ok_or("a mutant")?;
        assert_eq!(missed(resolver)?, known, "{mistake}");
    }
    Ok(())
}

#[test]
fn only_zones_that_never_change_by_whole_hours_tell_no_mistake() -> Outcome {
    let mut telling: Vec<u32> = BY_2025B.iter().map(|(number, ..)| *number).collect();
    for (_, resolver, _) in MUTANTS {
        telling.extend(missed(resolver)?);
    }
    let silent: Vec<&str> =
        VECTORS.iter().filter(|vector| !telling.contains(&vector.0)).map(|vector| vector.1).collect();
    let plain = [
        "Europe/Istanbul",
        "Africa/Johannesburg",
        "Africa/Nairobi",
        "Asia/Tokyo",
        "Pacific/Kiritimati",
        "Pacific/Niue",
    ];
    assert_eq!(silent, plain);
    Ok(())
}
