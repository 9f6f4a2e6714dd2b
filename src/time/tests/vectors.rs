//! Local shifts and the UTC minutes they are, computed independently with Python's `zoneinfo` on `tzdata` 2026f.
//!
//! Odd numbers of the project's list of 58. Each row kills at least one plausible mistake: one offset for a whole date, end as start
//! plus nominal length, whole-hour offsets, the second of two 01:30s, stale zone data.

use std::collections::BTreeMap;
use std::error::Error;

use super::demo::{around, zone};
use crate::time::{DayHours, Schedule, UtcMinute, WeeklyHours, parse_date};

/// Number, zone, local date, local range, UTC start, UTC end, elapsed minutes.
type Vector = (u32, &'static str, &'static str, &'static str, &'static str, &'static str, i64);

const VECTORS: [Vector; 29] = [
    (1, "America/New_York", "2027-01-13", "09:00-17:00", "2027-01-13T14:00Z", "2027-01-13T22:00Z", 480),
    (3, "America/New_York", "2027-03-13", "22:00-06:00", "2027-03-14T03:00Z", "2027-03-14T10:00Z", 420),
    (5, "America/New_York", "2027-03-14", "02:00-02:30", "2027-03-14T07:00Z", "2027-03-14T07:30Z", 30),
    (7, "America/New_York", "2027-11-07", "01:30-09:00", "2027-11-07T05:30Z", "2027-11-07T14:00Z", 510),
    (9, "America/Los_Angeles", "2026-11-20", "08:00-16:30", "2026-11-20T16:00Z", "2026-11-21T00:30Z", 510),
    (11, "America/St_Johns", "2027-07-14", "09:00-17:00", "2027-07-14T11:30Z", "2027-07-14T19:30Z", 480),
    (13, "America/Edmonton", "2026-11-23", "09:00-17:00", "2026-11-23T15:00Z", "2026-11-23T23:00Z", 480),
    (15, "America/Nuuk", "2027-03-27", "20:00-24:00", "2027-03-27T22:00Z", "2027-03-28T01:00Z", 180),
    (17, "Europe/London", "2027-03-28", "00:30-08:30", "2027-03-28T00:30Z", "2027-03-28T07:30Z", 420),
    (19, "Europe/Berlin", "2027-03-29", "09:00-17:00", "2027-03-29T07:00Z", "2027-03-29T15:00Z", 480),
    (21, "Europe/Dublin", "2027-01-13", "09:00-17:00", "2027-01-13T09:00Z", "2027-01-13T17:00Z", 480),
    (23, "Europe/Lisbon", "2027-01-13", "09:00-13:00", "2027-01-13T09:00Z", "2027-01-13T13:00Z", 240),
    (25, "Europe/Istanbul", "2027-01-13", "09:00-18:00", "2027-01-13T06:00Z", "2027-01-13T15:00Z", 540),
    (27, "America/Havana", "2026-12-01", "09:00-17:00", "2026-12-01T13:00Z", "2026-12-01T21:00Z", 480),
    (29, "Africa/Casablanca", "2026-02-13", "09:00-17:00", "2026-02-13T08:00Z", "2026-02-13T16:00Z", 480),
    (31, "Africa/Casablanca", "2026-03-23", "09:00-17:00", "2026-03-23T08:00Z", "2026-03-23T16:00Z", 480),
    (33, "Africa/Cairo", "2027-04-30", "00:00-08:00", "2027-04-29T22:00Z", "2027-04-30T05:00Z", 420),
    (35, "Africa/Johannesburg", "2027-07-14", "08:00-17:00", "2027-07-14T06:00Z", "2027-07-14T15:00Z", 540),
    (37, "Asia/Jerusalem", "2027-03-28", "09:00-18:00", "2027-03-28T06:00Z", "2027-03-28T15:00Z", 540),
    (39, "Asia/Beirut", "2027-03-28", "00:00-08:00", "2027-03-27T22:00Z", "2027-03-28T05:00Z", 420),
    (41, "Asia/Kolkata", "2027-01-13", "09:30-18:30", "2027-01-13T04:00Z", "2027-01-13T13:00Z", 540),
    (43, "Asia/Tokyo", "2026-12-31", "09:00-18:00", "2026-12-31T00:00Z", "2026-12-31T09:00Z", 540),
    (45, "Australia/Lord_Howe", "2027-04-03", "22:00-06:00", "2027-04-03T11:00Z", "2027-04-03T19:30Z", 510),
    (47, "Australia/Sydney", "2027-01-01", "09:00-17:00", "2026-12-31T22:00Z", "2027-01-01T06:00Z", 480),
    (49, "Pacific/Auckland", "2027-09-25", "22:00-06:00", "2027-09-25T10:00Z", "2027-09-25T17:00Z", 420),
    (51, "Pacific/Niue", "2026-12-31", "09:00-17:00", "2026-12-31T20:00Z", "2027-01-01T04:00Z", 480),
    (53, "Antarctica/Troll", "2027-03-28", "00:00-08:00", "2027-03-28T00:00Z", "2027-03-28T06:00Z", 360),
    (55, "Pacific/Apia", "2011-12-29", "22:00-06:00", "2011-12-30T08:00Z", "2011-12-30T16:00Z", 480),
    (57, "Asia/Gaza", "2027-03-26", "22:00-06:00", "2027-03-26T20:00Z", "2027-03-27T03:00Z", 420),
];

#[test]
fn every_vector_is_met_to_the_minute() -> Result<(), Box<dyn Error>> {
    for (number, name, date, range, start, end, minutes) in VECTORS {
        let date = parse_date(date)?;
        let schedule =
            Schedule::new(zone(name)?, WeeklyHours::default()).with_exceptions(BTreeMap::from([(date, DayHours::parse(range)?)]));
        let set = schedule.intervals(around(date));
        let found: Vec<_> = set.intervals().iter().map(|i| (Some(i.start()), Some(i.end()), i.minutes())).collect();
        assert_eq!(found, [(UtcMinute::parse(start), UtcMinute::parse(end), minutes)], "vector {number}");
    }
    Ok(())
}
