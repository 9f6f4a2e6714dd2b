//! When a focus area can meet through the year, or how to share the cost where it cannot.

use rayon::prelude::*;
use serde::Serialize;

use super::attendance::{Attendance, Attendee, WEEKS};
use super::disclosure::ShownClocks;
use super::words;
use super::year::Group;
use crate::model::{FocusAreaId, Model, Person};
use crate::parse::records::PrivacyLevel;
use crate::time::{
    ClockTime, Date, DaySet, Interval, IsoWeek, MeetingAnswer, MeetingBreak, MeetingQuestion, MeetingSlot,
    MeetingWindow, Pain, PersonIndex, Schedule, TimeRange, UtcMinute, WeeklyHours, Zone, fair_rotation,
    meeting_windows,
};

/// How long a meeting is.
pub const MEETING_MINUTES: u16 = 60;

/// Most slots taken in turn.
const MOST_SLOTS: usize = 3;

/// Weeks ahead for which meetings are written as dates: half a year, after which hours have changed anyway.
const DATED_WEEKS: u16 = 26;

/// When a focus area can meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeetingFacts {
    /// The area's slug.
    pub focus_area: String,
    /// Its name.
    pub name: String,
    /// How many people meet.
    pub people: usize,
    /// The zone on whose clock the meeting stays.
    pub time_zone: Zone,
    /// How long it is, in minutes.
    pub minutes: u16,
    /// `common_hours`, `no_common_hours`, `no_common_day` or `too_many`.
    pub answer: &'static str,
    /// On that clock, when all are in their hours in the same number of weeks; empty when never.
    pub hours: Vec<String>,
    /// The best slot, or the slots to take in turn.
    pub slots: Vec<SlotFacts>,
    /// What a round of the slots costs each person; empty when it costs nobody anything.
    pub ledger: Vec<LedgerFacts>,
    /// The next half year's meetings.
    pub dates: Vec<MeetingDate>,
}

/// A weekly slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotFacts {
    /// The weekday on the meeting's clock.
    pub day: String,
    /// The time on it.
    pub start: String,
    /// The minute at which it begins in the first week.
    pub first: UtcMinute,
    /// People in their hours, in most weeks.
    pub in_hours: usize,
    /// People outside them.
    pub outside: usize,
    /// In how many weeks of the year nobody is worse off than in most.
    pub holds_weeks: u16,
    /// Of how many.
    pub of_weeks: u16,
    /// The other weeks.
    pub breaks: Vec<BreakFacts>,
}

/// Weeks in which a slot costs somebody more than usual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BreakFacts {
    /// Monday of the first.
    pub from: Date,
    /// Sunday of the last.
    pub to: Date,
    /// How many people it hits.
    pub people: usize,
    /// `stretch`, `waking`, `night` or `not_working`.
    pub worst: &'static str,
}

/// A person's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerFacts {
    /// Who.
    pub person: String,
    /// What each slot costs: `in_hours`, `stretch`, `waking` or `night`.
    pub slots: Vec<&'static str>,
    /// The scores added up: 0, 1, 3 and 8.
    pub sum: u32,
}

/// A meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MeetingDate {
    /// Its first minute.
    pub from: UtcMinute,
    /// The minute after its last.
    pub to: UtcMinute,
    /// How many people it hits harder than in most weeks.
    pub worse_off: usize,
}

/// When each focus area with at least two people there can meet.
#[must_use]
pub fn meetings(
    model: &Model,
    attendance: &Attendance<'_>,
    groups: &[Group<'_>],
    clocks: &ShownClocks,
) -> Vec<MeetingFacts> {
    let areas: Vec<(&Group<'_>, FocusAreaId)> = groups.iter().filter_map(|group| Some((group, group.area?))).collect();
    areas.into_par_iter().filter_map(|(group, area)| of_area(model, attendance, clocks, group, area)).collect()
}

fn of_area(
    model: &Model,
    attendance: &Attendance<'_>,
    clocks: &ShownClocks,
    group: &Group<'_>,
    area: FocusAreaId,
) -> Option<MeetingFacts> {
    let people: Vec<&Attendee<'_>> = attendance.members.iter().filter(|member| (group.has)(member.person)).collect();
    if people.len() < 2 {
        return None;
    }
    let organiser = organiser(model, area, &people, clocks);
    let schedules: Vec<&Schedule> = people.iter().map(|attendee| &attendee.person.schedule).collect();
    let question = MeetingQuestion {
        people: schedules,
        organiser: &organiser,
        minutes: MEETING_MINUTES,
        first: attendance.week,
        weeks: WEEKS,
        present: None,
    };
    let (answer, windows) = match meeting_windows(&question) {
        MeetingAnswer::CommonHours(windows) => ("common_hours", windows),
        MeetingAnswer::NoCommonHours(windows) => ("no_common_hours", windows),
        MeetingAnswer::NoCommonDay => ("no_common_day", Vec::new()),
        MeetingAnswer::NotAsked { .. } => ("too_many", Vec::new()),
    };
    let rotation = if answer == "no_common_hours" { fair_rotation(&windows, MOST_SLOTS) } else { None };
    let chosen: Vec<&MeetingWindow> = match &rotation {
        Some(rotation) => rotation.windows.clone(),
        None => windows.first().into_iter().collect(),
    };
    let name = |person: PersonIndex| {
        usize::try_from(person.0).ok().and_then(|at| people.get(at)).map(|attendee| attendee.person).and_then(called)
    };
    let ledger = rotation.iter().flat_map(|rotation| &rotation.ledger).filter_map(|line| {
        Some(LedgerFacts {
            person: name(line.person)?,
            slots: line.pains.iter().copied().map(pain_word).collect(),
            sum: line.sum,
        })
    });
    Some(MeetingFacts {
        focus_area: group.id.clone()?,
        name: group.name.clone(),
        people: people.len(),
        minutes: MEETING_MINUTES,
        answer,
        hours: if answer == "common_hours" { hours(&windows) } else { Vec::new() },
        slots: chosen.iter().map(|window| slot_facts(window, &question)).collect(),
        ledger: ledger.collect(),
        dates: dates(&chosen, &question),
        time_zone: organiser,
    })
}

/// Who it is on an account: the name, or the role of somebody who shows that; nobody who is only counted.
fn called(person: &Person) -> Option<String> {
    match person.shows {
        PrivacyLevel::Name => Some(person.name.clone()),
        PrivacyLevel::Role => Some(person.role.clone()),
        PrivacyLevel::Count | PrivacyLevel::Hidden => None,
    }
}

/// The zone of the area's lead, who calls the meeting; where the lead is not there, the one that most people keep.
/// Clocks that are not shown are nobody's to name: where all are such, it is UTC.
fn organiser(model: &Model, area: FocusAreaId, people: &[&Attendee<'_>], clocks: &ShownClocks) -> Zone {
    let people: Vec<_> =
        people.iter().filter(|attendee| clocks.shows(model, attendee.person, &attendee.usual)).collect();
    let lead = model.focus_area(area).lead.map(|id| model.person(id).slug.as_str());
    let of_lead = people.iter().find(|attendee| Some(attendee.person.slug.as_str()) == lead);
    let kept_by = |zone: &Zone| people.iter().filter(|attendee| attendee.usual.zone == *zone).count();
    let most = people
        .iter()
        .map(|attendee| &attendee.usual.zone)
        .max_by(|a, b| kept_by(a).cmp(&kept_by(b)).then_with(|| b.cmp(a)));
    of_lead.map(|lead| &lead.usual.zone).or(most).cloned().unwrap_or_else(Zone::utc)
}

/// The windows that hold in as many weeks as the best does, as hours of the week.
fn hours(windows: &[MeetingWindow]) -> Vec<String> {
    let Some(best) = windows.iter().map(|window| window.holds).max() else { return Vec::new() };
    let range = |slot: MeetingSlot| {
        let end = (slot.start.minutes() + MEETING_MINUTES) % (24 * 60);
        TimeRange::new(slot.start, ClockTime::from_minutes(if end == 0 { 24 * 60 } else { end })?)
    };
    let held = windows.iter().filter(|window| window.holds == best);
    let ranges = held.filter_map(|window| Some((window.slot.day, range(window.slot)?)));
    let all = ranges
        .fold(WeeklyHours::default(), |all, (day, range)| all.union(&WeeklyHours::on_days(DaySet::of(day), &[range])));
    words::hours(&all)
}

fn slot_facts(window: &MeetingWindow, question: &MeetingQuestion<'_>) -> SlotFacts {
    let breaks = |broken: &MeetingBreak| BreakFacts {
        from: broken.first.monday(),
        to: broken.last.sunday(),
        people: broken.people.len(),
        worst: pain_word(broken.worst),
    };
    SlotFacts {
        day: words::days(DaySet::of(window.slot.day)),
        start: window.slot.start.to_string(),
        first: window.slot.interval(question.organiser, question.first, question.minutes).start(),
        in_hours: window.pains.len() - window.outside(),
        outside: window.outside(),
        holds_weeks: window.holds,
        of_weeks: question.weeks,
        breaks: window.breaks.iter().map(breaks).collect(),
    }
}

/// The slots in turn, one a week.
fn dates(chosen: &[&MeetingWindow], question: &MeetingQuestion<'_>) -> Vec<MeetingDate> {
    let date = |(week, window): (IsoWeek, &&MeetingWindow)| {
        let when: Interval = window.slot.interval(question.organiser, week, question.minutes);
        let hit = window.breaks.iter().find(|broken| broken.first <= week && week <= broken.last);
        MeetingDate { from: when.start(), to: when.end(), worse_off: hit.map_or(0, |broken| broken.people.len()) }
    };
    question.first.take(DATED_WEEKS).zip(chosen.iter().cycle()).map(date).collect()
}

fn pain_word(pain: Pain) -> &'static str {
    match pain {
        Pain::InHours => "in_hours",
        Pain::Stretch => "stretch",
        Pain::Waking => "waking",
        Pain::Night => "night",
        Pain::Impossible => "not_working",
    }
}

/// Where the calendar of an area's meetings is published.
#[must_use]
pub fn calendar_url(area: &str) -> String {
    format!("/calendar/meetings/{area}.ics")
}
