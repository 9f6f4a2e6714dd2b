//! Every number of the coverage page, as data: the page and `coverage.json` are made from the same value.

use serde::Serialize;

use super::attendance::{Attendance, Attendee, WEEKS, Years};
use super::clocks::{ClockChange, UnusualWeeks, UsualWeeks};
use super::common::{CommonHours, UsualHours};
use super::hire::{HireFacts, hires};
use super::meetings::{MeetingFacts, meetings};
use super::places::{PlaceFacts, places};
use super::shared::{SharedFacts, shared};
use super::target::{TargetFacts, targets};
use super::week::{DayFacts, GapFacts, WeekFacts, days};
use super::weeks::{WeeksFacts, weeks};
use super::year::{GroupFacts, WeekOfYear, groups, year};
use crate::model::{Model, PersonId};
use crate::time::{Date, IsoWeek, TZDB_VERSION, Zone};
use crate::views::Cx;

/// The coverage of one week, and what lies ahead.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoverageFacts {
    /// Release of the IANA zone database that the figures are computed with.
    pub tzdb: &'static str,
    /// The ISO week measured: that of the day the site speaks for.
    pub week: IsoWeek,
    /// Its Monday.
    pub from: Date,
    /// Its Sunday.
    pub to: Date,
    /// How many people count: members of the office who are there on that day.
    pub people: usize,
    /// The whole week.
    pub whole_week: WeekFacts,
    /// Monday to Friday, cut in UTC.
    pub working_days: WeekFacts,
    /// Its seven UTC days.
    pub days: Vec<DayFacts>,
    /// Each target.
    pub targets: Vec<TargetFacts>,
    /// Clock changes of the zones in use, eighteen months ahead.
    pub clock_changes: Vec<ClockChange>,
    /// Weeks ahead in which the zones keep other distances than usual.
    pub unusual_weeks: Vec<UnusualWeeks>,
    /// Every stretch with nobody in the year from that week on.
    pub gaps: Vec<GapFacts>,
    /// Each week of the year from that week on.
    pub year: Vec<WeekOfYear>,
    /// Everyone, each focus area and each region: this week, a usual one and the worst of the year.
    pub groups: Vec<GroupFacts>,
    /// Time that pairs of groups share.
    pub shared: Vec<SharedFacts>,
    /// The day that the map shows: the middle one of the working week.
    pub map_day: Date,
    /// Zones in use.
    pub places: Vec<PlaceFacts>,
    /// Who counts, with their usual hours.
    pub roster: Vec<PersonFacts>,
    /// Who is yet to come.
    pub planned_hires: Vec<PersonFacts>,
    /// The whole week, if those yet to come had come; null when there are none.
    pub with_planned_hires: Option<WeekFacts>,
    /// When each focus area can meet.
    pub meetings: Vec<MeetingFacts>,
    /// What one person more would bring; null when nothing is missing.
    pub hire: Option<HireFacts>,
    /// When the hours were confirmed, from the longest ago to the latest; null when none ever were.
    pub confirmed: Option<(Date, Date)>,
}

/// A person's usual hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonFacts {
    /// Their slug.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// First day, of somebody yet to come.
    pub start_date: Option<Date>,
    /// Their zone.
    pub time_zone: Zone,
    /// Minutes east of UTC on the day the site speaks for.
    pub offset_minutes: i32,
    /// Hours on their own clock.
    pub hours: Vec<String>,
    /// Hours in UTC, in the week measured.
    pub hours_utc: Vec<String>,
    /// Slugs of their focus areas.
    pub focus_areas: Vec<String>,
    /// Their region's id.
    pub region: Option<String>,
}

/// What is measured once, however many pages and documents ask.
#[derive(Debug)]
pub struct Measured {
    facts: CoverageFacts,
    weeks: WeeksFacts,
    usual: UsualHours,
}

fn measured<'a>(cx: &Cx<'a>) -> &'a Measured {
    cx.coverage.get_or_init(|| {
        let attendance = Attendance::of(cx.model);
        let years = attendance.years(cx.model);
        Measured { facts: measure(cx.model, &attendance, &years), weeks: weeks(&attendance, &years), usual: UsualHours::of(cx.model) }
    })
}

/// The weeks ahead minute by minute.
#[must_use]
pub fn minutes<'a>(cx: &Cx<'a>) -> &'a WeeksFacts {
    &measured(cx).weeks
}

/// The coverage of the week of the model's day and of the year from it on.
#[must_use]
pub fn facts<'a>(cx: &Cx<'a>) -> &'a CoverageFacts {
    &measured(cx).facts
}

/// The hours that `people` have in common; none of fewer than two who are there.
#[must_use]
pub fn common_hours(cx: &Cx<'_>, people: &[PersonId]) -> Option<CommonHours> {
    measured(cx).usual.common(people)
}

/// The coverage of `attendance`.
fn measure(model: &Model, attendance: &Attendance<'_>, years: &Years) -> CoverageFacts {
    let week = attendance.week;
    let coverage = attendance.coverage(None);
    let usual = UsualWeeks::of(attendance);
    let map_day = week.monday().tomorrow().and_then(Date::tomorrow).unwrap_or(week.monday());
    let in_groups = groups(model, attendance);
    let (year, groups) = year(attendance, years, &in_groups);
    let person = |attendee: &Attendee<'_>, planned: bool| PersonFacts {
        slug: attendee.person.slug.clone(),
        name: attendee.person.name.clone(),
        start_date: attendee.person.start_date.filter(|_| planned),
        offset_minutes: attendee.usual.offset_on(model.as_of) / 60,
        hours: attendee.usual.local_lines(),
        hours_utc: attendee.usual.utc_lines(week),
        focus_areas: attendee.person.focus_areas.iter().map(|id| model.focus_area(*id).slug.clone()).collect(),
        region: attendee.person.region.clone(),
        time_zone: attendee.usual.zone.clone(),
    };
    let confirmed = || attendance.members.iter().filter_map(|member| member.person.confirmed);
    let with_planned = || WeekFacts::of(&attendance.coverage_with_planned(None).week(week));
    CoverageFacts {
        tzdb: TZDB_VERSION,
        week,
        from: week.monday(),
        to: week.sunday(),
        people: attendance.members.len(),
        whole_week: WeekFacts::of(&coverage.week(week)),
        working_days: WeekFacts::of(&coverage.within(&week.working_days())),
        days: days(&coverage, week),
        targets: targets(model, attendance, years),
        clock_changes: usual.changes(model.as_of),
        unusual_weeks: usual.unusual(),
        gaps: years.of(None).within(&week.through(WEEKS).into()).gaps().intervals().iter().copied().map(GapFacts::of).collect(),
        year,
        groups,
        shared: shared(&in_groups, attendance, &usual),
        map_day,
        places: places(attendance, model.as_of, map_day),
        roster: attendance.members.iter().map(|member| person(member, false)).collect(),
        planned_hires: attendance.planned.iter().map(|hire| person(hire, true)).collect(),
        with_planned_hires: (!attendance.planned.is_empty()).then(with_planned),
        meetings: meetings(model, attendance, &in_groups),
        hire: hires(model, attendance, years),
        confirmed: confirmed().min().zip(confirmed().max()),
    }
}
