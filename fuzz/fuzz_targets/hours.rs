//! Weekly hours, days, clock times, zones and dates as people write them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pmo_site::time::{ClockTime, DaySet, WeeklyHours, Zone, parse_date};

fuzz_target!(|text: &str| {
    let _ = (DaySet::parse(text), ClockTime::parse(text), parse_date(text));
    if let Ok(parsed) = Zone::parse(text) {
        assert!(Zone::parse(parsed.zone.name()).is_ok_and(|again| again.canonical_of.is_none()), "{text}");
    }
    match WeeklyHours::parse(text) {
        // What is understood is written so that it is understood again, the same way.
        Ok(hours) => assert_eq!(WeeklyHours::parse(&hours.to_string()).ok(), Some(hours), "{text}"),
        Err(error) => assert!(error.offset + error.len <= text.len(), "{text}: {error}"),
    }
});
