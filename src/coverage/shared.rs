//! Time that pairs of groups share: somebody of the one and somebody of the other are there.

use serde::Serialize;

use super::Hours;
use super::attendance::Attendance;
use super::clocks::{UsualWeeks, unions};
use super::year::Group;
use crate::time::{Date, IntervalSet, IsoWeek, Spread, WeekMinutes, overlap};

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

/// All pairs of focus areas and all pairs of regions that have members.
#[must_use]
pub fn shared(groups: &[Group<'_>], attendance: &Attendance<'_>, usual: &UsualWeeks<'_, '_>) -> Vec<SharedFacts> {
    let now: Vec<IntervalSet> = groups.iter().map(|group| attendance.union(&group.has)).collect();
    let weeks: Vec<(IsoWeek, Vec<IntervalSet>)> =
        usual.regimes.iter().map(|regime| (regime.first, unions(groups, usual, regime.first))).collect();

    let pairs = (0..groups.len()).flat_map(|first| (first + 1..groups.len()).map(move |second| (first, second)));
    let facts = |(first, second): (usize, usize)| {
        let (one, other) = (groups.get(first)?, groups.get(second)?);
        let minutes = |sets: &[IntervalSet]| Some(overlap(sets.get(first)?, sets.get(second)?));
        let by_week =
            weeks.iter().filter_map(|(week, sets)| Some(WeekMinutes { week: *week, minutes: minutes(sets)? }));
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
