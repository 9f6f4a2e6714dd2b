//! Clocks, the classes of zones that agree, and the working days of countries.

use std::collections::BTreeSet;
use std::error::Error;

use jiff::civil::date;

use super::demo::zone;
use crate::time::{WorldClocks, Zone, usual_days};

type Outcome = Result<(), Box<dyn Error>>;

#[test]
fn zones_that_agree_keep_one_clock_and_others_do_not() -> Outcome {
    let clocks = WorldClocks::from(date(2026, 11, 20));
    let clock = |name: &str| -> Result<_, Box<dyn Error>> { Ok(clocks.of(&zone(name)?)) };
    for (one, other) in [
        ("Europe/Oslo", "Europe/Berlin"),
        ("Europe/Istanbul", "Africa/Nairobi"),
        ("America/New_York", "America/Toronto"),
        ("Africa/Accra", "Atlantic/Reykjavik"),
        ("Europe/London", "Europe/Lisbon"),
    ] {
        assert_eq!(clock(one)?, clock(other)?, "{one} and {other}");
    }
    for (one, other) in [
        ("Europe/London", "Africa/Lagos"),
        ("Africa/Cairo", "Europe/Athens"),
        ("Asia/Jerusalem", "Asia/Beirut"),
        ("Asia/Gaza", "Asia/Jerusalem"),
        ("America/Phoenix", "America/Denver"),
        ("Asia/Kolkata", "Asia/Kathmandu"),
    ] {
        assert_ne!(clock(one)?, clock(other)?, "{one} and {other}");
    }
    assert_eq!(clock("Europe/Oslo")?.zone.name(), "Europe/Paris");
    assert_eq!(clock("Asia/Riyadh")?.zone.name(), "Europe/Istanbul");
    assert!(clock("Asia/Riyadh")?.others.iter().any(|zone| zone.name() == "Africa/Nairobi"));
    Ok(())
}

#[test]
fn every_place_of_today_keeps_a_listed_clock() {
    let clocks = WorldClocks::from(date(2026, 11, 20));
    let listed: BTreeSet<&str> = clocks.all().iter().map(|clock| clock.zone.name()).collect();
    let places = Zone::places();
    assert_eq!(places.len(), 418, "the rows of zone.tab");
    for place in &places {
        assert!(listed.contains(clocks.of(place).zone.name()), "{place}");
    }
    let named: usize = clocks.all().iter().map(|clock| 1 + clock.others.len()).sum();
    assert_eq!(named, 91, "the rows of zonenow.tab");
    assert_eq!(clocks.all().len(), listed.len());
}

#[test]
fn on_a_past_date_a_clock_is_called_by_the_first_place_that_kept_it() -> Outcome {
    // Western Brazil kept summer time until February 2019, by rules that nobody on today's list keeps.
    let clocks = WorldClocks::from(date(2019, 1, 1));
    let (campo_grande, cuiaba) = (clocks.of(&zone("America/Campo_Grande")?), clocks.of(&zone("America/Cuiaba")?));
    assert_eq!(campo_grande, cuiaba);
    assert_eq!((campo_grande.zone.name(), cuiaba.zone.name()), ("America/Campo_Grande", "America/Campo_Grande"));
    Ok(())
}

#[test]
fn working_days_are_those_of_the_country() -> Outcome {
    for (name, days) in [
        ("Asia/Riyadh", "Su-Th"),
        ("Asia/Jerusalem", "Su-Th"),
        ("Africa/Cairo", "Su-Th"),
        ("Asia/Dubai", "Mo-Fr"),
        ("Asia/Tehran", "Sa-Th"),
        ("Asia/Kabul", "Sa-We"),
        ("Europe/Berlin", "Mo-Fr"),
        ("UTC", "Mo-Fr"),
    ] {
        assert_eq!(usual_days(&zone(name)?).to_string(), days, "{name}");
    }
    Ok(())
}
