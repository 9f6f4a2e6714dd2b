//! Targets: met or missed in a week, by how much, and what those yet to come would change.

use std::collections::BTreeMap;

use serde::Serialize;

use super::attendance::{Attendance, WEEKS, Years};
use super::disclosure::shows_area;
use super::{Hours, words};
use crate::config::CoverageTarget;
use crate::model::{FocusAreaId, Model};
use crate::time::{Coverage, Date, DaySet, IsoWeek, TargetResult, TargetWindow, Zone};

/// A target and how the week meets it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetFacts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The zone of its hours.
    pub time_zone: Zone,
    /// Its days and hours in that zone.
    pub hours: String,
    /// How many people it asks for.
    pub min_people: u32,
    /// The slug of the focus area whose people count; null when everyone counts.
    pub focus_area: Option<String>,
    /// How this week does.
    #[serde(flatten)]
    pub outcome: TargetOutcome,
    /// Each week of the year from this one on, people who come and go included.
    pub weeks: Vec<TargetWeek>,
    /// How this week would do with everyone who is yet to come; null when nobody is.
    pub with_planned_hires: Option<TargetOutcome>,
}

/// A week of the year and a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TargetWeek {
    /// The week.
    pub week: IsoWeek,
    /// Its Monday.
    pub from: Date,
    /// Whether there are always enough people.
    pub met: bool,
    /// Local days on which people are missing.
    pub days_short: usize,
    /// Hours with too few.
    pub short_hours: Hours,
    /// The most people missing at once.
    pub people_short: u32,
}

/// How a week meets a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetOutcome {
    /// Whether there are always enough people.
    pub met: bool,
    /// Hours in which people are asked for.
    pub asked_hours: Hours,
    /// Hours of those with enough people.
    pub met_hours: Hours,
    /// Hours with too few.
    pub short_hours: Hours,
    /// Missing people times hours missing.
    pub person_hours_short: Hours,
    /// The most people missing at once.
    pub people_short: u32,
    /// The local days on which people are missing.
    pub short_days: Vec<ShortDay>,
}

/// A day on which a target is missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ShortDay {
    /// The day in the target's zone.
    pub date: Date,
    /// Hours with too few people.
    pub hours: Hours,
    /// The most people missing at once.
    pub people_short: u32,
}

/// Every target of the site in the week of `attendance`.
#[must_use]
pub fn targets(model: &Model, attendance: &Attendance<'_>, years: &Years) -> Vec<TargetFacts> {
    let mut now = CountedAreas::default();
    let mut then = CountedAreas::default();
    let measured = |target: &CoverageTarget| {
        let window = &target.window;
        let area = Asked::of(model, target)?.area();
        let outcome = TargetOutcome::of(window, now.of(area, || attendance.coverage(area)), attendance.week);
        let with_planned_hires = (!attendance.planned.is_empty()).then(|| {
            TargetOutcome::of(window, then.of(area, || attendance.coverage_with_planned(area)), attendance.week)
        });
        Some(TargetFacts {
            id: target.id.clone(),
            name: target.name.clone(),
            time_zone: window.zone.clone(),
            hours: format!("{} {}", words::days(window.days), words::range(window.hours)),
            min_people: window.min_people,
            focus_area: area.map(|area| model.focus_area(area).slug.clone()),
            outcome,
            weeks: attendance.week.take(WEEKS).map(|week| TargetWeek::of(window, years.of(area), week)).collect(),
            with_planned_hires,
        })
    };
    model.config.targets.iter().filter_map(measured).collect()
}

/// Whose people a target counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Everyone's.
    Everyone,
    /// A focus area's.
    Area(FocusAreaId),
}

impl Asked {
    /// Whose people `target` counts; nothing when the record of its area has a fault, or when too few people are in it
    /// for their hours to be shown, both of which have been reported.
    #[must_use]
    pub fn of(model: &Model, target: &CoverageTarget) -> Option<Self> {
        let Some(area) = &target.focus_area else { return Some(Self::Everyone) };
        model.find_focus_area(&area.value).filter(|area| shows_area(model, *area)).map(Self::Area)
    }

    /// The focus area; none for everyone.
    #[must_use]
    pub const fn area(self) -> Option<FocusAreaId> {
        match self {
            Self::Everyone => None,
            Self::Area(id) => Some(id),
        }
    }
}

/// Coverages by area, each counted once however many targets ask for it.
#[derive(Default)]
struct CountedAreas(BTreeMap<Option<FocusAreaId>, Coverage>);

impl CountedAreas {
    fn of(&mut self, area: Option<FocusAreaId>, count: impl FnOnce() -> Coverage) -> &Coverage {
        self.0.entry(area).or_insert_with(count)
    }
}

impl TargetWeek {
    fn of(window: &TargetWindow, coverage: &Coverage, week: IsoWeek) -> Self {
        let outcome = TargetOutcome::of(window, coverage, week);
        Self {
            week,
            from: week.monday(),
            met: outcome.met,
            days_short: outcome.short_days.len(),
            short_hours: outcome.short_hours,
            people_short: outcome.people_short,
        }
    }
}

impl TargetOutcome {
    /// Measures `window` in one week.
    #[must_use]
    pub fn of(window: &TargetWindow, coverage: &Coverage, week: IsoWeek) -> Self {
        let result = window.evaluate(coverage, week);
        let short_days = short_days(window, &result);
        Self {
            met: result.is_met(),
            asked_hours: Hours::of_minutes(result.demand_minutes),
            met_hours: Hours::of_minutes(result.met_minutes),
            short_hours: Hours::of_minutes(result.demand_minutes - result.met_minutes),
            person_hours_short: Hours::of_minutes(result.person_minutes_short),
            people_short: short_days.iter().map(|day| day.people_short).max().unwrap_or(0),
            short_days,
        }
    }

    /// What is missing, in words: `8 hours on each of Mon–Thu, 2 people short`; empty when nothing is.
    #[must_use]
    pub fn shortfall(&self) -> String {
        let mut groups: Vec<(Hours, DaySet)> = Vec::new();
        for day in &self.short_days {
            let set = DaySet::of(day.date.weekday());
            match groups.iter_mut().find(|(hours, _)| *hours == day.hours) {
                Some((_, days)) => *days = days.union(set),
                None => groups.push((day.hours, set)),
            }
        }
        let words = groups.into_iter().map(|(hours, days)| format!("{} {}", words::days(days), hours.short()));
        words.collect::<Vec<_>>().join("; ")
    }
}

fn short_days(window: &TargetWindow, result: &TargetResult) -> Vec<ShortDay> {
    let mut days: BTreeMap<Date, ShortDay> = BTreeMap::new();
    for short in &result.short {
        let date = window.zone.to_local(short.interval.start().to_timestamp()).date();
        let day = days.entry(date).or_insert(ShortDay { date, hours: Hours::default(), people_short: 0 });
        day.hours = Hours::of_minutes(day.hours.minutes() + short.interval.minutes());
        day.people_short = day.people_short.max(window.min_people.saturating_sub(short.have));
    }
    days.into_values().collect()
}
