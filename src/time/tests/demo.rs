//! The seven people whose figures are known, and short ways to write zones, hours and weeks.

use std::error::Error;

use jiff::civil::Date;

use crate::time::{
    Coverage, Interval, IntervalSet, IsoWeek, PersonIndex, Presence, Schedule, StaffNeed, UtcMinute, WeekMinutes,
    WeeklyHours, Zone, ZoneError, parse_date,
};

/// Name, zone, hours.
pub const TEAM: [(&str, &str, &str); 7] = [
    ("Ana", "America/Los_Angeles", "Mo-Fr 08:00-16:00"),
    ("Ben", "America/Denver", "Mo-Fr 06:30-08:30,15:00-21:00"),
    ("Cara", "America/Chicago", "Mo-Fr 08:30-17:00"),
    ("Dev", "America/New_York", "Mo-Fr 09:00-17:30"),
    ("Eli", "America/New_York", "Mo-We 10:00-15:00"),
    ("Fia", "Europe/Dublin", "Mo-Fr 09:00-17:30"),
    ("Gil", "Asia/Jerusalem", "Su-Th 09:00-18:00"),
];

pub fn zone(name: &str) -> Result<Zone, ZoneError> {
    Zone::parse(name).map(|parsed| parsed.zone)
}

pub fn schedule(zone_name: &str, hours: &str) -> Result<Schedule, Box<dyn Error>> {
    Ok(Schedule::new(zone(zone_name)?, WeeklyHours::parse(hours)?))
}

pub fn week(date: &str) -> Result<IsoWeek, Box<dyn Error>> {
    Ok(IsoWeek::of(parse_date(date)?))
}

/// A UTC minute, `2027-03-14T03:00Z`.
pub fn minute(text: &str) -> Result<UtcMinute, jiff::Error> {
    text.parse().map(UtcMinute::of)
}

/// A range from UTC minute to UTC minute.
pub fn between(start: &str, end: &str) -> Result<Interval, Box<dyn Error>> {
    Ok(Interval::new(minute(start)?, minute(end)?).ok_or("not a range")?)
}

/// A set written as pairs of UTC minutes.
pub fn set(pairs: &[(&str, &str)]) -> Result<IntervalSet, Box<dyn Error>> {
    pairs.iter().map(|(start, end)| between(start, end)).collect()
}

/// A week of time with `date` in its middle.
pub fn around(date: Date) -> Interval {
    Interval::spanning(UtcMinute::midnight(date).plus(-3 * 1440), 7 * 1440)
}

/// The minutes of a set in each week, weeks without any included.
pub fn minutes_by_week(set: &IntervalSet, weeks: impl IntoIterator<Item = IsoWeek>) -> Vec<WeekMinutes> {
    weeks.into_iter().map(|week| WeekMinutes { week, minutes: set.clip(week.interval()).minutes() }).collect()
}

/// The stretches that one person covers alone.
pub fn lost_without(coverage: &Coverage, person: PersonIndex) -> IntervalSet {
    coverage.runs().iter().filter(|run| run.sole == Some(person)).map(|run| run.interval).collect()
}

/// How many people are there at a minute; `None` outside the window.
pub fn count_at(coverage: &Coverage, minute: UtcMinute) -> Option<u32> {
    coverage.runs().iter().find(|run| run.interval.contains(minute)).map(|run| run.count)
}

/// Everyone of `people` who is there at a minute, in the order of the list.
pub fn present(people: &[Presence], minute: UtcMinute) -> Vec<PersonIndex> {
    people.iter().filter(|presence| presence.when.contains(minute)).map(|presence| presence.person).collect()
}

/// What is missing from `coverage` inside `demand`, by one person in each minute asked for.
pub fn need(coverage: &Coverage, demand: &IntervalSet, contact: &IntervalSet, first: IsoWeek, weeks: u16) -> StaffNeed {
    let asked = coverage.within(demand);
    let with = |people| asked.runs().iter().filter(move |run| run.count == people).map(|run| run.interval).collect();
    StaffNeed::missing(&with(0), &with(1), contact, first, weeks)
}

/// Weeks joined into one range.
pub fn weeks(first: IsoWeek, count: i64) -> Interval {
    Interval::spanning(first.interval().start(), count * 7 * 1440)
}

/// The demo team's presence, in the order of [`TEAM`].
pub fn team(range: Interval) -> Result<Vec<Presence>, Box<dyn Error>> {
    (0u32..)
        .zip(TEAM)
        .map(|(index, (_, zone, hours))| {
            Ok(Presence { person: PersonIndex(index), when: schedule(zone, hours)?.intervals(range) })
        })
        .collect()
}

/// The demo team's coverage.
pub fn team_coverage(range: Interval) -> Result<Coverage, Box<dyn Error>> {
    Ok(Coverage::of(&team(range)?, range))
}

/// The minutes of one of the team.
pub fn of<'a>(team: &'a [Presence], name: &str) -> Result<&'a IntervalSet, Box<dyn Error>> {
    let index = TEAM.iter().position(|(known, ..)| *known == name).ok_or("not in the team")?;
    Ok(&team.get(index).ok_or("not in the list")?.when)
}
