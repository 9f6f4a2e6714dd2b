//! Where the team's clocks are: zones in use, with the reference city that `zone.tab` gives each of them.
//!
//! A dot stands for a zone and never for a home, so no place of a person's record is looked at.

use std::collections::BTreeMap;

use serde::Serialize;

use super::attendance::{Attendance, Attendee};
use super::usual::offset_on;
use crate::time::{Date, Zone};

/// A zone in use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceFacts {
    /// The zone.
    pub time_zone: Zone,
    /// Its city.
    pub city: String,
    /// Minutes east of UTC on the model's day.
    pub offset_minutes: i32,
    /// How many people keep its clock.
    pub people: usize,
    /// How many are yet to come who will.
    pub planned: usize,
    /// Degrees north of the city; null for UTC, which is nowhere.
    pub latitude: Option<f64>,
    /// Degrees east of the city.
    pub longitude: Option<f64>,
}

/// The zones in use on `date`, by distance from UTC and then by name.
#[must_use]
pub fn places(attendance: &Attendance<'_>, date: Date) -> Vec<PlaceFacts> {
    let mut counts: BTreeMap<&Zone, (usize, usize)> = BTreeMap::new();
    let zone = |member: &'_ Attendee<'_>| member.usual.zone.clone();
    let (members, planned): (Vec<Zone>, Vec<Zone>) =
        (attendance.members.iter().map(zone).collect(), attendance.planned.iter().map(zone).collect());
    for zone in &members {
        counts.entry(zone).or_default().0 += 1;
    }
    for zone in &planned {
        counts.entry(zone).or_default().1 += 1;
    }
    let place = |(zone, (people, planned)): (&Zone, (usize, usize))| PlaceFacts {
        city: zone.city(),
        offset_minutes: offset_on(zone, date) / 60,
        people,
        planned,
        latitude: zone.coordinates().map(|(latitude, _)| latitude),
        longitude: zone.coordinates().map(|(_, longitude)| longitude),
        time_zone: zone.clone(),
    };
    let mut places: Vec<PlaceFacts> = counts.into_iter().map(place).collect();
    places.sort_by(|a, b| (a.offset_minutes, &a.time_zone).cmp(&(b.offset_minutes, &b.time_zone)));
    places
}
