//! Where the team's clocks are: zones in use, with the reference city that `zone.tab` gives each of them.
//!
//! A dot stands for a zone and never for a home, so no place of a person's record is looked at.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Hours;
use super::attendance::{Attendance, Attendee};
use crate::time::{Coverage, Date, IntervalSet, PersonIndex, Presence, UtcMinute, Zone};

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
    /// How many of them are there at each full hour UTC of the day that the map shows, from 00:00.
    pub at_hours: Vec<u32>,
    /// Hours of the week in which nobody on another clock is there: what is lost when this one falls out.
    pub alone_hours: Hours,
    /// Degrees north of the city; null for UTC, which is nowhere.
    pub latitude: Option<f64>,
    /// Degrees east of the city.
    pub longitude: Option<f64>,
}

/// When each person on a clock is there, and how many are yet to come.
type OnClock<'a> = (Vec<&'a IntervalSet>, usize);

/// The zones in use on `date` of those whose clocks are `shown`, by distance from UTC and then by name; `day` is the
/// one that the map shows.
#[must_use]
pub fn places(
    attendance: &Attendance<'_>,
    shown: &impl Fn(&&Attendee<'_>) -> bool,
    date: Date,
    day: Date,
) -> Vec<PlaceFacts> {
    let mut groups: BTreeMap<(i32, &Zone), OnClock<'_>> = BTreeMap::new();
    let clock = |attendee: &Attendee<'_>| attendee.usual.offset_on(date) / 60;
    for member in attendance.members.iter().filter(shown) {
        groups.entry((clock(member), &member.usual.zone)).or_default().0.push(&member.when);
    }
    for hire in attendance.planned.iter().filter(shown) {
        groups.entry((clock(hire), &hire.usual.zone)).or_default().1 += 1;
    }
    let week = attendance.week.interval();
    let mut unions: Vec<Presence> = (0..)
        .zip(groups.values())
        .map(|(index, (sets, _))| {
            let inside: Vec<IntervalSet> = sets.iter().map(|set| set.clip(week)).collect();
            Presence { person: PersonIndex(index), when: IntervalSet::union_of(&inside) }
        })
        .collect();
    // Clocks that are not shown cover hours all the same.
    let rest = attendance.members.iter().filter(|member| !shown(member)).map(|member| member.when.clip(week));
    let rest: Vec<IntervalSet> = rest.collect();
    unions.push(Presence { person: PersonIndex(u32::MAX), when: IntervalSet::union_of(&rest) });
    let alone = Coverage::of(&unions, week).sole_minutes();
    let hours: Vec<UtcMinute> = (0..24).map(|hour| UtcMinute::midnight(day).plus(hour * 60)).collect();
    let there = |sets: &[&IntervalSet], at: UtcMinute| {
        u32::try_from(sets.iter().filter(|set| set.contains(at)).count()).unwrap_or(u32::MAX)
    };
    let place = |((clock, people), index): ((&(i32, &Zone), &OnClock<'_>), u32)| PlaceFacts {
        city: clock.1.city(),
        offset_minutes: clock.0,
        people: people.0.len(),
        planned: people.1,
        at_hours: hours.iter().map(|at| there(&people.0, *at)).collect(),
        alone_hours: Hours::of_minutes(alone.get(&PersonIndex(index)).copied().unwrap_or(0)),
        latitude: clock.1.coordinates().map(|(latitude, _)| latitude),
        longitude: clock.1.coordinates().map(|(_, longitude)| longitude),
        time_zone: clock.1.clone(),
    };
    groups.iter().zip(0..).map(place).collect()
}
