//! Local shifts and the UTC minutes they are, computed independently with Python's `zoneinfo` on `tzdata` 2026f.
//!
//! Each row kills at least one plausible mistake; `mutants.rs` makes them: one offset for a whole date, end as start
//! plus nominal length, whole-hour offsets, the second of two 01:30s, stale zone data.

use std::collections::BTreeMap;
use std::error::Error;

use super::demo::{around, minute, zone};
use crate::time::{DayHours, Schedule, WeeklyHours, Zone, ZoneError, parse_date};

/// Number, zone, local date, local range, UTC start, UTC end, elapsed minutes.
pub type Vector = (u32, &'static str, &'static str, &'static str, &'static str, &'static str, i64);

/// The one vector whose zone no record can name: a zone of a fixed offset, whose sign means the opposite of what it
/// looks like.
pub const FIXED_OFFSET: u32 = 58;

pub const VECTORS: [Vector; 58] = [
    (1, "America/New_York", "2027-01-13", "09:00-17:00", "2027-01-13T14:00Z", "2027-01-13T22:00Z", 480),
    (2, "America/New_York", "2027-07-14", "09:00-17:00", "2027-07-14T13:00Z", "2027-07-14T21:00Z", 480),
    (3, "America/New_York", "2027-03-13", "22:00-06:00", "2027-03-14T03:00Z", "2027-03-14T10:00Z", 420),
    (4, "America/New_York", "2027-03-14", "02:30-10:30", "2027-03-14T07:30Z", "2027-03-14T14:30Z", 420),
    (5, "America/New_York", "2027-03-14", "02:00-02:30", "2027-03-14T07:00Z", "2027-03-14T07:30Z", 30),
    (6, "America/New_York", "2027-11-06", "22:00-06:00", "2027-11-07T02:00Z", "2027-11-07T11:00Z", 540),
    (7, "America/New_York", "2027-11-07", "01:30-09:00", "2027-11-07T05:30Z", "2027-11-07T14:00Z", 510),
    (8, "America/New_York", "2027-11-06", "20:00-01:30", "2027-11-07T00:00Z", "2027-11-07T05:30Z", 330),
    (9, "America/Los_Angeles", "2026-11-20", "08:00-16:30", "2026-11-20T16:00Z", "2026-11-21T00:30Z", 510),
    (10, "America/Los_Angeles", "2027-03-16", "08:00-16:30", "2027-03-16T15:00Z", "2027-03-16T23:30Z", 510),
    (11, "America/St_Johns", "2027-07-14", "09:00-17:00", "2027-07-14T11:30Z", "2027-07-14T19:30Z", 480),
    (12, "America/Vancouver", "2026-11-23", "09:00-17:00", "2026-11-23T16:00Z", "2026-11-24T00:00Z", 480),
    (13, "America/Edmonton", "2026-11-23", "09:00-17:00", "2026-11-23T15:00Z", "2026-11-23T23:00Z", 480),
    (14, "America/Winnipeg", "2026-11-23", "09:00-17:00", "2026-11-23T14:00Z", "2026-11-23T22:00Z", 480),
    (15, "America/Nuuk", "2027-03-27", "20:00-24:00", "2027-03-27T22:00Z", "2027-03-28T01:00Z", 180),
    (16, "America/Nuuk", "2027-10-30", "20:00-24:00", "2027-10-30T21:00Z", "2027-10-31T02:00Z", 300),
    (17, "Europe/London", "2027-03-28", "00:30-08:30", "2027-03-28T00:30Z", "2027-03-28T07:30Z", 420),
    (18, "Europe/Berlin", "2027-03-22", "09:00-17:00", "2027-03-22T08:00Z", "2027-03-22T16:00Z", 480),
    (19, "Europe/Berlin", "2027-03-29", "09:00-17:00", "2027-03-29T07:00Z", "2027-03-29T15:00Z", 480),
    (20, "Europe/Berlin", "2027-10-31", "02:30-10:30", "2027-10-31T00:30Z", "2027-10-31T09:30Z", 540),
    (21, "Europe/Dublin", "2027-01-13", "09:00-17:00", "2027-01-13T09:00Z", "2027-01-13T17:00Z", 480),
    (22, "Europe/Dublin", "2027-07-14", "09:00-17:00", "2027-07-14T08:00Z", "2027-07-14T16:00Z", 480),
    (23, "Europe/Lisbon", "2027-01-13", "09:00-13:00", "2027-01-13T09:00Z", "2027-01-13T13:00Z", 240),
    (24, "Europe/Lisbon", "2027-01-13", "14:00-18:00", "2027-01-13T14:00Z", "2027-01-13T18:00Z", 240),
    (25, "Europe/Istanbul", "2027-01-13", "09:00-18:00", "2027-01-13T06:00Z", "2027-01-13T15:00Z", 540),
    (26, "Europe/Chisinau", "2027-03-28", "03:30-10:30", "2027-03-28T01:30Z", "2027-03-28T07:30Z", 360),
    (27, "America/Havana", "2026-12-01", "09:00-17:00", "2026-12-01T13:00Z", "2026-12-01T21:00Z", 480),
    (28, "Africa/El_Aaiun", "2026-12-04", "09:00-17:00", "2026-12-04T09:00Z", "2026-12-04T17:00Z", 480),
    (29, "Africa/Casablanca", "2026-02-13", "09:00-17:00", "2026-02-13T08:00Z", "2026-02-13T16:00Z", 480),
    (30, "Africa/Casablanca", "2026-03-02", "09:00-17:00", "2026-03-02T09:00Z", "2026-03-02T17:00Z", 480),
    (31, "Africa/Casablanca", "2026-03-23", "09:00-17:00", "2026-03-23T08:00Z", "2026-03-23T16:00Z", 480),
    (32, "Africa/Casablanca", "2026-12-01", "09:00-17:00", "2026-12-01T09:00Z", "2026-12-01T17:00Z", 480),
    (33, "Africa/Cairo", "2027-04-30", "00:00-08:00", "2027-04-29T22:00Z", "2027-04-30T05:00Z", 420),
    (34, "Africa/Cairo", "2027-10-28", "22:00-06:00", "2027-10-28T19:00Z", "2027-10-29T04:00Z", 540),
    (35, "Africa/Johannesburg", "2027-07-14", "08:00-17:00", "2027-07-14T06:00Z", "2027-07-14T15:00Z", 540),
    (36, "Africa/Nairobi", "2027-01-13", "08:00-17:00", "2027-01-13T05:00Z", "2027-01-13T14:00Z", 540),
    (37, "Asia/Jerusalem", "2027-03-28", "09:00-18:00", "2027-03-28T06:00Z", "2027-03-28T15:00Z", 540),
    (38, "Asia/Jerusalem", "2027-03-25", "22:00-06:00", "2027-03-25T20:00Z", "2027-03-26T03:00Z", 420),
    (39, "Asia/Beirut", "2027-03-28", "00:00-08:00", "2027-03-27T22:00Z", "2027-03-28T05:00Z", 420),
    (40, "Asia/Tehran", "2027-07-17", "09:00-17:00", "2027-07-17T05:30Z", "2027-07-17T13:30Z", 480),
    (41, "Asia/Kolkata", "2027-01-13", "09:30-18:30", "2027-01-13T04:00Z", "2027-01-13T13:00Z", 540),
    (42, "Asia/Kathmandu", "2027-01-13", "09:00-17:00", "2027-01-13T03:15Z", "2027-01-13T11:15Z", 480),
    (43, "Asia/Tokyo", "2026-12-31", "09:00-18:00", "2026-12-31T00:00Z", "2026-12-31T09:00Z", 540),
    (44, "Australia/Eucla", "2027-07-14", "09:00-17:00", "2027-07-14T00:15Z", "2027-07-14T08:15Z", 480),
    (45, "Australia/Lord_Howe", "2027-04-03", "22:00-06:00", "2027-04-03T11:00Z", "2027-04-03T19:30Z", 510),
    (46, "Australia/Lord_Howe", "2027-10-02", "22:00-06:00", "2027-10-02T11:30Z", "2027-10-02T19:00Z", 450),
    (47, "Australia/Sydney", "2027-01-01", "09:00-17:00", "2026-12-31T22:00Z", "2027-01-01T06:00Z", 480),
    (48, "Pacific/Chatham", "2027-01-13", "09:00-17:00", "2027-01-12T19:15Z", "2027-01-13T03:15Z", 480),
    (49, "Pacific/Auckland", "2027-09-25", "22:00-06:00", "2027-09-25T10:00Z", "2027-09-25T17:00Z", 420),
    (50, "Pacific/Kiritimati", "2027-01-04", "00:00-08:00", "2027-01-03T10:00Z", "2027-01-03T18:00Z", 480),
    (51, "Pacific/Niue", "2026-12-31", "09:00-17:00", "2026-12-31T20:00Z", "2027-01-01T04:00Z", 480),
    (52, "America/Santiago", "2027-09-04", "22:00-06:00", "2027-09-05T02:00Z", "2027-09-05T09:00Z", 420),
    (53, "Antarctica/Troll", "2027-03-28", "00:00-08:00", "2027-03-28T00:00Z", "2027-03-28T06:00Z", 360),
    (54, "Antarctica/Troll", "2027-10-31", "01:30-09:30", "2027-10-30T23:30Z", "2027-10-31T09:30Z", 600),
    (55, "Pacific/Apia", "2011-12-29", "22:00-06:00", "2011-12-30T08:00Z", "2011-12-30T16:00Z", 480),
    (56, "Pacific/Apia", "2011-12-30", "09:00-17:00", "2011-12-30T19:00Z", "2011-12-31T03:00Z", 480),
    (57, "Asia/Gaza", "2027-03-26", "22:00-06:00", "2027-03-26T20:00Z", "2027-03-27T03:00Z", 420),
    (58, "Etc/GMT+5", "2027-01-13", "09:00-17:00", "2027-01-13T14:00Z", "2027-01-13T22:00Z", 480),
];

/// The same shifts by release 2025b, where that differs: number, UTC start, UTC end.
pub const BY_2025B: [(u32, &str, &str); 7] = [
    (12, "2026-11-23T17:00Z", "2026-11-24T01:00Z"),
    (13, "2026-11-23T16:00Z", "2026-11-24T00:00Z"),
    (14, "2026-11-23T15:00Z", "2026-11-23T23:00Z"),
    (26, "2027-03-28T00:30Z", "2027-03-28T07:30Z"),
    (27, "2026-12-01T14:00Z", "2026-12-01T22:00Z"),
    (28, "2026-12-04T08:00Z", "2026-12-04T16:00Z"),
    (32, "2026-12-01T08:00Z", "2026-12-01T16:00Z"),
];

#[test]
fn every_vector_is_met_to_the_minute() -> Result<(), Box<dyn Error>> {
    for (number, name, date, range, start, end, minutes) in
        VECTORS.into_iter().filter(|vector| vector.0 != FIXED_OFFSET)
    {
        let date = parse_date(date)?;
        let schedule = Schedule::new(zone(name)?, WeeklyHours::default())
            .with_exceptions(BTreeMap::from([(date, DayHours::parse(range)?)]));
        let set = schedule.intervals(around(date));
        let found: Vec<_> = set.intervals().iter().map(|i| (Some(i.start()), Some(i.end()), i.minutes())).collect();
        assert_eq!(found, [(minute(start).ok(), minute(end).ok(), minutes)], "vector {number}");
    }
    Ok(())
}

#[test]
fn a_zone_of_a_fixed_offset_cannot_be_named() {
    for (_, name, ..) in VECTORS.into_iter().filter(|vector| vector.0 == FIXED_OFFSET) {
        assert!(matches!(Zone::parse(name), Err(ZoneError::Offset { .. })), "{name}");
    }
}

#[test]
fn stale_zone_data_would_be_noticed() -> Result<(), Box<dyn Error>> {
    let mut zones: Vec<&str> = Vec::new();
    for (stale, start, end) in BY_2025B {
        let (_, name, .., now_start, now_end, _) =
            VECTORS.into_iter().find(|(number, ..)| *number == stale).ok_or("a vector")?;
        assert_ne!((start, end), (now_start, now_end), "vector {stale}");
        zones.push(name);
    }
    zones.sort_unstable();
    let moved = [
        "Africa/Casablanca",
        "Africa/El_Aaiun",
        "America/Edmonton",
        "America/Havana",
        "America/Vancouver",
        "America/Winnipeg",
        "Europe/Chisinau",
    ];
    assert_eq!(
        zones, moved,
        "of the eight zones whose present clocks a release of 2025 has wrong; Inuvik is the eighth, with Edmonton"
    );
    Ok(())
}
