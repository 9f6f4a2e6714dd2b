//! Every number of the coverage page, as data: the page and `coverage.json` are made from the same value.

use serde::Serialize;

use super::attendance::{Attendance, Attendee, WEEKS, Years};
use super::clocks::{ClockChange, UnusualWeeks, UsualWeeks};
use super::common_hours::{CommonHours, UsualHours};
use super::disclosure::{MergedPlace, ShownClocks, merged};
use super::hire::{HireFacts, hires};
use super::meetings::{MeetingFacts, meetings};
use super::places::{PlaceFacts, places};
use super::shared::{SharedFacts, shared};
use super::target::{TargetFacts, targets};
use super::week::{DayFacts, GapFacts, WeekFacts, days};
use super::weeks::{WeeksFacts, weeks};
use super::year::{GroupFacts, WeekOfYear, groups, year};
use crate::model::{Model, PersonId};
use crate::parse::records::PrivacyLevel;
use crate::time::{Date, IsoWeek, TZDB_VERSION, Zone};

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
    /// People whose clocks are not shown, by region: too few without a name keep each of them.
    pub merged_places: Vec<MergedPlace>,
    /// Who counts and shows their hours.
    pub roster: Vec<PersonFacts>,
    /// Who is yet to come.
    pub planned_hires: Vec<PersonFacts>,
    /// The whole week, if those yet to come had come; null when there are none.
    pub with_planned_hires: Option<WeekFacts>,
    /// When each focus area can meet.
    pub meetings: Vec<MeetingFacts>,
    /// What one person more would bring; null when nothing is missing.
    pub hire: Option<HireFacts>,
    /// When people who show their names confirmed their hours, from the longest ago to the latest; null when none of
    /// them did.
    pub confirmed: Option<(Date, Date)>,
}

/// A person's usual hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonFacts {
    /// Their slug; null for somebody who does not show their name.
    pub slug: Option<String>,
    /// Their name, or their role.
    pub name: String,
    /// First day, of somebody yet to come.
    pub start_date: Option<Date>,
    /// Their zone; null where their clock is not shown.
    pub time_zone: Option<Zone>,
    /// Minutes east of UTC on the day the site speaks for; null where their clock is not shown.
    pub offset_minutes: Option<i32>,
    /// Hours on their own clock; none where that is not shown.
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

impl Measured {
    /// Measures the people of `model`; nothing but them, its focus areas and its settings is looked at.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let attendance = Attendance::of(model);
        let years = attendance.years(model);
        Self {
            facts: measure(model, &attendance, &years),
            weeks: weeks(model, &attendance, &years),
            usual: UsualHours::of(model),
        }
    }

    /// The coverage of the week of the model's day and of the year from it on.
    #[must_use]
    pub fn facts(&self) -> &CoverageFacts {
        &self.facts
    }

    /// The weeks ahead minute by minute.
    #[must_use]
    pub fn minutes(&self) -> &WeeksFacts {
        &self.weeks
    }

    /// The hours that `people` of `model` have in common; none of fewer than two who are there, and none where somebody
    /// does not show their name: what the others share with them would tell their hours.
    #[must_use]
    pub fn common_hours(&self, model: &Model, people: &[PersonId]) -> Option<CommonHours> {
        if people.iter().any(|id| !model.person(*id).has_page()) {
            return None;
        }
        self.usual.common(people)
    }
}

/// The coverage of `attendance`.
fn measure(model: &Model, attendance: &Attendance<'_>, years: &Years) -> CoverageFacts {
    let week = attendance.week;
    let coverage = attendance.coverage(None);
    let usual = UsualWeeks::of(attendance);
    let map_day = week.monday().tomorrow().and_then(Date::tomorrow).unwrap_or(week.monday());
    let in_groups = groups(model, attendance);
    let (year, groups) = year(attendance, years, &in_groups);
    let clocks = ShownClocks::of(model);
    let shown = |attendee: &&Attendee<'_>| clocks.shows(model, attendee.person, &attendee.usual);
    let everyone = || attendance.members.iter().chain(&attendance.planned);
    let person = |attendee: &Attendee<'_>, planned: bool| {
        let (person, usual, shown) = (attendee.person, &attendee.usual, shown(&attendee));
        let named = person.has_page();
        PersonFacts {
            slug: named.then(|| person.slug.clone()),
            name: if named { person.name.clone() } else { person.role.clone() },
            start_date: person.start_date.filter(|_| planned && named),
            offset_minutes: shown.then(|| usual.offset_on(model.as_of) / 60),
            hours: if shown { usual.local_lines() } else { Vec::new() },
            hours_utc: usual.utc_lines(week),
            focus_areas: person
                .focus_areas
                .iter()
                .filter(|_| named)
                .map(|id| model.focus_area(*id).slug.clone())
                .collect(),
            region: person.region.clone(),
            time_zone: shown.then(|| usual.zone.clone()),
        }
    };
    let listed = |people: &[Attendee<'_>], planned: bool| -> Vec<PersonFacts> {
        let listed = people.iter().filter(|attendee| attendee.person.shows <= PrivacyLevel::Role);
        let mut listed: Vec<PersonFacts> = listed.map(|attendee| person(attendee, planned)).collect();
        // People without a name follow, in an order that does not go by their slugs.
        listed.sort_by_cached_key(|facts| facts.slug.is_none().then(|| (facts.name.clone(), facts.hours_utc.clone())));
        listed
    };
    // The ends of the span are days of two people: of those whose name is not shown, the days are not shown either.
    let named = || attendance.members.iter().filter(|member| member.person.has_page());
    let confirmed = || named().filter_map(|member| member.person.confirmed);
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
        clock_changes: usual.changes(model.as_of, &shown),
        unusual_weeks: usual.unusual(&in_groups),
        gaps: years
            .of(None)
            .within(&week.through(WEEKS).into())
            .gaps()
            .intervals()
            .iter()
            .copied()
            .map(GapFacts::of)
            .collect(),
        year,
        groups,
        shared: shared(&in_groups, attendance, &usual),
        map_day,
        places: places(attendance, &shown, model.as_of, map_day),
        merged_places: merged(model, everyone().filter(|attendee| !shown(attendee)).map(|attendee| attendee.person)),
        roster: listed(&attendance.members, false),
        planned_hires: listed(&attendance.planned, true),
        with_planned_hires: (!attendance.planned.is_empty()).then(with_planned),
        meetings: meetings(model, attendance, &in_groups, &clocks),
        hire: hires(model, attendance, years),
        confirmed: confirmed().min().zip(confirmed().max()),
    }
}
