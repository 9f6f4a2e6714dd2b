//! The weeks ahead minute by minute, for scripts that let a reader pick one, or two people.
//!
//! Every time is computed here and none in a browser, whose copy of the zone rules may be years behind. What it needs
//! to notice that is here too: each zone's offsets.

use serde::Serialize;

use super::attendance::{Attendance, Attendee, WEEKS, Years};
use super::disclosure::ShownClocks;
use crate::model::Model;
use crate::time::{Date, IntervalSet, IsoWeek, UtcMinute, Zone, transitions};

/// Most people who get a row each; a larger team has a row for each zone, so that the page stays small.
pub const MOST_PEOPLE: usize = 60;

/// The weeks ahead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeeksFacts {
    /// The first minute of the first week; minutes below are counted from it.
    pub start: UtcMinute,
    /// The last day that is here.
    pub valid_to: Date,
    /// How many people are there: from which minute of the week on, and how many.
    pub weeks: Vec<WeekRuns>,
    /// When each person who shows their name is there; empty for a large team.
    pub people: Vec<PersonRuns>,
    /// What the clocks of the team's zones show.
    pub clocks: Vec<ClockFacts>,
}

/// A week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeekRuns {
    /// The week.
    pub week: IsoWeek,
    /// Its Monday.
    pub from: Date,
    /// Minute of the week and number of people from it on.
    pub counts: Vec<(i64, u32)>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonRuns {
    /// Their slug.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// When they are there: pairs of a first minute and the minute after the last, from [`WeeksFacts::start`].
    pub minutes: Vec<(i64, i64)>,
}

/// A zone's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockFacts {
    /// The zone.
    pub time_zone: Zone,
    /// Its city.
    pub city: String,
    /// From which minute on it keeps which distance from UTC, in minutes east.
    pub offsets: Vec<(UtcMinute, i32)>,
}

/// The weeks of `attendance`.
#[must_use]
pub fn weeks(model: &Model, attendance: &Attendance<'_>, years: &Years) -> WeeksFacts {
    let first = attendance.week;
    let range = first.through(WEEKS);
    let start = range.start();
    let everyone = years.of(None);
    let week = |week: IsoWeek| {
        let monday = week.interval().start();
        let counts =
            everyone.week(week).levels().into_iter().map(|(interval, count)| (interval.start().since(monday), count));
        WeekRuns { week, from: week.monday(), counts: counts.collect() }
    };
    let minutes = |set: &IntervalSet| {
        let inside = set.clip(range);
        inside.intervals().iter().map(|interval| (interval.start().since(start), interval.end().since(start))).collect()
    };
    let person = |attendee: &Attendee<'_>| PersonRuns {
        slug: attendee.person.slug.clone(),
        name: attendee.person.name.clone(),
        minutes: minutes(&attendee.when),
    };
    let clocks = ShownClocks::of(model);
    let shown = attendance.members.iter().filter(|member| clocks.shows(model, member.person, &member.usual));
    let mut zones: Vec<&Zone> = shown.map(|member| &member.usual.zone).collect();
    zones.sort();
    zones.dedup();
    let clock = |zone: &Zone| {
        let before = (start, zone.offset_at(start.to_timestamp()) / 60);
        let changes = transitions(std::slice::from_ref(zone), range);
        ClockFacts {
            city: zone.city(),
            offsets: std::iter::once(before)
                .chain(changes.into_iter().map(|change| (change.at, change.after / 60)))
                .collect(),
            time_zone: zone.clone(),
        }
    };
    let small = attendance.members.len() <= MOST_PEOPLE;
    WeeksFacts {
        start,
        valid_to: first.plus(i32::from(WEEKS) - 1).sunday(),
        weeks: first.take(WEEKS).map(week).collect(),
        people: if small {
            attendance.members.iter().filter(|member| member.person.has_page()).map(person).collect()
        } else {
            Vec::new()
        },
        clocks: zones.into_iter().map(clock).collect(),
    }
}
