//! The year ahead, week by week, and the usual and the worst week of every group.
//!
//! Unlike the clock panel, which compares usual hours, these weeks count what the records say: public holidays, dated
//! schedules, people who come and people who leave.

use rayon::prelude::*;
use serde::Serialize;

use super::Hours;
use super::attendance::{Attendance, WEEKS, Years};
use super::disclosure::ShownClocks;
use crate::model::{FocusAreaId, Model, Person};
use crate::time::{Coverage, Date, IsoWeek, Spread, WeekMinutes};

/// Most groups of a kind: as many as are paired with each other.
pub const MOST_GROUPS: usize = 12;

/// One week of the year ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WeekOfYear {
    /// The week.
    pub week: IsoWeek,
    /// Its Monday.
    pub from: Date,
    /// Hours with at least one person.
    pub covered_hours: Hours,
    /// Hours with exactly one person.
    pub single_person_hours: Hours,
    /// Hours with nobody.
    pub uncovered_hours: Hours,
}

/// A group of people in the first week, in a usual week and in the worst.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupFacts {
    /// `everyone`, `focus_area` or `region`.
    pub kind: &'static str,
    /// Its slug or id; null for everyone.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// How many of its people are there on the day the site speaks for.
    pub people: usize,
    /// The first week.
    #[serde(flatten)]
    pub week: WeekOfYear,
    /// Hours with nobody in the middle one of all weeks.
    pub usual_uncovered_hours: Hours,
    /// Hours with nobody in the week that has the most.
    pub worst_uncovered_hours: Hours,
    /// Monday of the first week that has the most.
    pub worst_week: Date,
}

/// A group of people by what their records say.
pub struct Group<'m> {
    /// `everyone`, `focus_area` or `region`.
    pub kind: &'static str,
    /// Its slug or id.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// The focus area, when it is one.
    pub area: Option<FocusAreaId>,
    /// Who belongs to it.
    pub has: Box<dyn Fn(&Person) -> bool + Send + Sync + 'm>,
}

/// The focus areas and regions of `model` that have members, in the site's order, a dozen of each at most.
#[must_use]
pub fn groups<'m>(model: &'m Model, attendance: &Attendance<'m>) -> Vec<Group<'m>> {
    let areas = model.focus_areas().map(|(id, area)| Group {
        kind: "focus_area",
        id: Some(area.slug.clone()),
        name: area.name.clone(),
        area: Some(id),
        has: Box::new(move |person: &Person| person.focus_areas.contains(&id)),
    });
    let regions = model.config.regions.iter().map(|region| Group {
        kind: "region",
        id: Some(region.id.clone()),
        name: region.name.clone(),
        area: None,
        has: Box::new(|person: &Person| person.region.as_ref() == Some(&region.id)),
    });
    let clocks = ShownClocks::of(model);
    let inhabited = |group: &Group<'_>| {
        let people = || attendance.members.iter().map(|member| member.person).filter(|person| (group.has)(person));
        people().next().is_some() && clocks.shows_group(people())
    };
    let areas: Vec<Group<'m>> = areas.filter(inhabited).take(MOST_GROUPS).collect();
    areas.into_iter().chain(regions.filter(inhabited).take(MOST_GROUPS)).collect()
}

/// The weeks of everyone, and the figures of everyone and of each of `groups`.
#[must_use]
pub fn year(attendance: &Attendance<'_>, years: &Years, groups: &[Group<'_>]) -> (Vec<WeekOfYear>, Vec<GroupFacts>) {
    let everyone =
        Group { kind: "everyone", id: None, name: "Everyone".to_owned(), area: None, has: Box::new(|_| true) };
    let measured = |group: &Group<'_>| {
        let weeks = if group.kind == "region" {
            weeks(&attendance.year(&group.has), attendance.week)
        } else {
            weeks(years.of(group.area), attendance.week)
        };
        let facts = group_facts(group, attendance, &weeks);
        (weeks, facts)
    };
    let all: Vec<(Vec<WeekOfYear>, Option<GroupFacts>)> =
        std::iter::once(&everyone).chain(groups).collect::<Vec<_>>().into_par_iter().map(measured).collect();
    let of_everyone = all.first().map(|(weeks, _)| weeks.clone()).unwrap_or_default();
    (of_everyone, all.into_iter().filter_map(|(_, facts)| facts).collect())
}

fn weeks(coverage: &Coverage, first: IsoWeek) -> Vec<WeekOfYear> {
    let week = |week: IsoWeek| {
        let figures = coverage.week(week).summary();
        WeekOfYear {
            week,
            from: week.monday(),
            covered_hours: Hours::of_minutes(figures.covered),
            single_person_hours: Hours::of_minutes(figures.single),
            uncovered_hours: Hours::of_minutes(figures.uncovered),
        }
    };
    first.take(WEEKS).map(week).collect()
}

fn group_facts(group: &Group<'_>, attendance: &Attendance<'_>, weeks: &[WeekOfYear]) -> Option<GroupFacts> {
    let uncovered: Vec<WeekMinutes> =
        weeks.iter().map(|week| WeekMinutes { week: week.week, minutes: week.uncovered_hours.minutes() }).collect();
    let spread = Spread::of(&uncovered)?;
    Some(GroupFacts {
        kind: group.kind,
        id: group.id.clone(),
        name: group.name.clone(),
        people: attendance.members.iter().filter(|member| (group.has)(member.person)).count(),
        week: *weeks.first()?,
        usual_uncovered_hours: Hours::of_minutes(spread.median),
        worst_uncovered_hours: Hours::of_minutes(spread.most),
        worst_week: spread.best.monday(),
    })
}
