//! Time that pairs of groups share: somebody of the one and somebody of the other are there.

use serde::Serialize;

use super::Hours;
use super::attendance::Attendance;
use super::clocks::UsualWeeks;
use crate::model::{Model, Person};
use crate::time::{Date, IntervalSet, IsoWeek, Presence, Spread, WeekMinutes, overlap};

/// Most groups of a kind that are paired. Thirteen would make 78 pairs, more than anybody reads.
const MOST_GROUPS: usize = 12;

/// The time that two groups share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedFacts {
    /// `focus_area` or `region`.
    pub kind: &'static str,
    /// Name of the one.
    pub first: String,
    /// Name of the other.
    pub second: String,
    /// In this week, with its holidays and absences.
    pub hours: Hours,
    /// In this week by usual hours.
    pub usual_hours: Hours,
    /// In the week with the least by usual hours, of those looked ahead.
    pub least_hours: Hours,
    /// Monday of the first week that has the least.
    pub least_week: Date,
}

/// A group of people.
struct Group<'m> {
    kind: &'static str,
    name: String,
    has: Box<dyn Fn(&Person) -> bool + 'm>,
}

/// All pairs of focus areas and all pairs of regions that have members.
#[must_use]
pub fn shared(model: &Model, attendance: &Attendance<'_>, usual: &UsualWeeks<'_, '_>) -> Vec<SharedFacts> {
    let areas = model.focus_areas().map(|(id, area)| Group {
        kind: "focus_area",
        name: area.name.clone(),
        has: Box::new(move |person: &Person| person.focus_areas.contains(&id)),
    });
    let regions = model.config.regions.iter().map(|region| Group {
        kind: "region",
        name: region.name.clone(),
        has: Box::new(|person: &Person| person.region.as_ref() == Some(&region.id)),
    });
    let inhabited = |group: &Group<'_>| attendance.members.iter().any(|member| (group.has)(member.person));
    let areas: Vec<Group<'_>> = areas.filter(inhabited).take(MOST_GROUPS).collect();
    let regions: Vec<Group<'_>> = regions.filter(inhabited).take(MOST_GROUPS).collect();
    let groups: Vec<Group<'_>> = areas.into_iter().chain(regions).collect();

    let now: Vec<IntervalSet> = groups.iter().map(|group| attendance.union(&group.has)).collect();
    let weeks: Vec<(IsoWeek, Vec<IntervalSet>)> =
        usual.regimes.iter().map(|regime| (regime.first, unions(&groups, usual, regime.first))).collect();

    let pairs = (0..groups.len()).flat_map(|first| (first + 1..groups.len()).map(move |second| (first, second)));
    let facts = |(first, second): (usize, usize)| {
        let (one, other) = (groups.get(first)?, groups.get(second)?);
        let minutes = |sets: &[IntervalSet]| Some(overlap(sets.get(first)?, sets.get(second)?));
        let by_week = weeks.iter().filter_map(|(week, sets)| Some(WeekMinutes { week: *week, minutes: minutes(sets)? }));
        let by_week: Vec<WeekMinutes> = by_week.collect();
        let spread = Spread::of(&by_week)?;
        (one.kind == other.kind).then_some(SharedFacts {
            kind: one.kind,
            first: one.name.clone(),
            second: other.name.clone(),
            hours: Hours::of_minutes(minutes(&now)?),
            usual_hours: Hours::of_minutes(by_week.first()?.minutes),
            least_hours: Hours::of_minutes(spread.least),
            least_week: spread.worst.monday(),
        })
    };
    pairs.filter_map(facts).collect()
}

/// When somebody of each group is there in `week`, by usual hours.
fn unions(groups: &[Group<'_>], usual: &UsualWeeks<'_, '_>, week: IsoWeek) -> Vec<IntervalSet> {
    let presences: Vec<Presence> = usual.presences(week);
    let of = |group: &Group<'_>| {
        let members = usual.members().iter().zip(&presences).filter(|(member, _)| (group.has)(member.person));
        IntervalSet::union_of(members.map(|(_, presence)| &presence.when))
    };
    groups.iter().map(of).collect()
}
