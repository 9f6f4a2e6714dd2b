//! Wall times against another implementation of the same zone database: `tests/conformance/zones.py` writes what
//! Python's `zoneinfo` expects and names the file in `PMO_SITE_ZONES`. Without it the comparison is left out and says
//! so.
#![expect(clippy::disallowed_methods, reason = "a test may touch the machine")]

use std::error::Error;
use std::fs;

use pmo_site::time::{Date, TZDB_VERSION, UtcMinute, Zone, parse_date};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The file's numbers: wall times and how many of them the program resolves otherwise.
struct Compared {
    conversions: usize,
    differences: usize,
    first: Option<String>,
    places: Vec<Zone>,
}

/// The UTC minutes since a date's midnight in UTC of a wall time, in minutes past the local midnight.
fn resolved(zone: &Zone, date: Date, minutes: i64) -> i64 {
    let local = date.at(0, 0, 0, 0).saturating_add(jiff::SignedDuration::from_mins(minutes));
    UtcMinute::of(zone.resolve(local).at).since(UtcMinute::midnight(date))
}

/// A row of `zone.tab`: the zone is known, in its country, at its place.
fn place(fields: &[&str]) -> Outcome<Zone> {
    let [name, country, latitude, longitude] = fields else { return Err(format!("not a place: {fields:?}").into()) };
    let parsed = Zone::parse(name)?;
    if parsed.canonical_of.is_some() {
        return Err(format!("{name} is a link").into());
    }
    let zone = parsed.zone;
    let (north, east) = zone.coordinates().ok_or("no place")?;
    let near =
        |degrees: f64, expected: &str| expected.parse::<f64>().is_ok_and(|expected| (degrees - expected).abs() < 0.001);
    if zone.country().as_deref() != Some(country) || !near(north, latitude) || !near(east, longitude) {
        return Err(format!(
            "{name} is in {:?} at {north} {east}, not in {country} at {latitude} {longitude}",
            zone.country()
        )
        .into());
    }
    Ok(zone)
}

fn compare(text: &str) -> Outcome<Compared> {
    let mut compared = Compared { conversions: 0, differences: 0, first: None, places: Vec::new() };
    let mut wall: Vec<i64> = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        match fields.as_slice() {
            ["release", release] => assert_eq!(*release, TZDB_VERSION, "both sides read one release"),
            ["wall", minutes @ ..] => wall = minutes.iter().map(|minutes| minutes.parse()).collect::<Result<_, _>>()?,
            ["zone", fields @ ..] => compared.places.push(place(fields)?),
            [date, expected @ ..] => {
                let zone = compared.places.last().ok_or("a zone before its dates")?;
                let date = parse_date(date)?;
                assert_eq!(expected.len(), wall.len(), "{line}");
                for (minutes, expected) in wall.iter().zip(expected) {
                    compared.conversions += 1;
                    let found = resolved(zone, date, *minutes);
                    if found != expected.parse::<i64>()? {
                        compared.differences += 1;
                        compared
                            .first
                            .get_or_insert_with(|| format!("{zone} {date} {minutes}: {found}, expected {expected}"));
                    }
                }
            }
            [] => {}
        }
    }
    Ok(compared)
}

#[test]
fn wall_times_are_the_instants_that_another_implementation_gives() -> Outcome<()> {
    let Some(path) = std::env::var_os("PMO_SITE_ZONES") else {
        println!("left out: PMO_SITE_ZONES names no file; tests/conformance/zones.py writes one");
        return Ok(());
    };
    let compared = compare(&fs::read_to_string(path)?)?;
    println!("\nzones: {} conversions, {} differences", compared.conversions, compared.differences);
    assert_eq!(compared.first, None);
    if compared.places.len() > 1 {
        assert_eq!(compared.places, Zone::places(), "the places of the database are the rows of zone.tab");
    }
    Ok(())
}

#[test]
fn the_comparison_sees_a_wrong_expectation() -> Outcome<()> {
    let head = format!("release {TZDB_VERSION}\nwall 0 540\nzone Europe/Oslo NO 59.9167 10.7500\n");
    let right = compare(&format!("{head}2027-01-13 -60 480\n"))?;
    assert_eq!((right.conversions, right.differences), (2, 0));
    let wrong = compare(&format!("{head}2027-07-13 -60 420\n"))?;
    assert_eq!((wrong.conversions, wrong.differences), (2, 1));
    assert_eq!(wrong.first.as_deref(), Some("Europe/Oslo 2027-07-13 0: -120, expected -60"));
    assert!(compare(&head.replace(" NO ", " SE ")).is_err());
    Ok(())
}
