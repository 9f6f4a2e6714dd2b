//! Hours that a few people have in common, for any people, without looking up their clocks again.
//!
//! Usual hours in every stretch of weeks with the same clocks, looked up once for everybody. Public holidays and
//! absences are left out: the question is whether these people can meet, and not whether they can this Tuesday.

use rayon::prelude::*;
use serde::Serialize;

use super::Hours;
use super::clocks::WEEKS_AHEAD;
use super::usual::Usual;
use super::words;
use crate::model::{Model, PersonId, Tenure};
use crate::time::{Date, IntervalSet, IsoWeek, Spread, WeekMinutes, Zone, regimes};
use crate::words::{Term, WORDS};

/// Everybody's usual hours in the eighteen months ahead.
#[derive(Debug)]
pub struct UsualHours {
    /// The first week of each stretch with the same clocks.
    weeks: Vec<IsoWeek>,
    /// By person: the hours in each of those weeks; none of people who are not there.
    people: Vec<Option<Vec<IntervalSet>>>,
}

/// What some people have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommonHours {
    /// How many of them are there.
    pub people: usize,
    /// Hours a week, this week.
    pub hours: Hours,
    /// When, in UTC, this week.
    pub hours_utc: Vec<String>,
    /// Hours in the week with the least in the eighteen months ahead.
    pub least_hours: Hours,
    /// Monday of the first week with the least.
    pub least_week: Date,
}

impl UsualHours {
    /// The usual hours of everybody who is there on the model's day.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let usual: Vec<Option<Usual>> = model
            .people
            .iter()
            .map(|person| (person.standing(model.as_of) == Tenure::Present).then(|| Usual::of(person, model.as_of)))
            .collect();
        let mut zones: Vec<Zone> = usual.iter().flatten().map(|usual| usual.zone.clone()).collect();
        zones.sort();
        zones.dedup();
        let weeks: Vec<IsoWeek> =
            regimes(&zones, IsoWeek::of(model.as_of), WEEKS_AHEAD).iter().map(|regime| regime.first).collect();
        let hours =
            |usual: &Option<Usual>| usual.as_ref().map(|usual| weeks.iter().map(|week| usual.minutes(*week)).collect());
        Self { people: usual.par_iter().map(hours).collect(), weeks }
    }

    /// What `people` have in common; none of fewer than two who are there. Each counts once.
    #[must_use]
    pub fn common(&self, people: &[PersonId]) -> Option<CommonHours> {
        let mut people = people.to_vec();
        people.sort();
        people.dedup();
        let sets: Vec<&Vec<IntervalSet>> =
            people.iter().filter_map(|id| self.people.get(id.index())?.as_ref()).collect();
        if sets.len() < 2 {
            return None;
        }
        let shared = |place: usize| IntervalSet::common(sets.iter().filter_map(|weeks| weeks.get(place)));
        let weeks: Vec<(IsoWeek, IntervalSet)> =
            self.weeks.iter().zip(0..).map(|(week, place)| (*week, shared(place))).collect();
        let minutes: Vec<WeekMinutes> =
            weeks.iter().map(|(week, set)| WeekMinutes { week: *week, minutes: set.minutes() }).collect();
        let spread = Spread::of(&minutes)?;
        let (_, now) = weeks.first()?;
        Some(CommonHours {
            people: sets.len(),
            hours: Hours::of_minutes(now.minutes()),
            hours_utc: words::in_utc(now),
            least_hours: Hours::of_minutes(spread.least),
            least_week: spread.worst.monday(),
        })
    }
}

impl CommonHours {
    /// In a sentence: when they can meet, or that they cannot.
    #[must_use]
    pub fn sentence(&self) -> String {
        let people = WORDS.count(self.people, Term::Person);
        if self.hours.is_zero() && self.least_hours.is_zero() {
            return format!("The {people} of the core team have no common hours: async only.");
        }
        let when =
            if self.hours.is_zero() { String::new() } else { format!(": {} UTC", WORDS.commas(&self.hours_utc)) };
        let share = format!("The {people} of the core team share {} a week{when}.", self.hours.words());
        if self.least_hours == self.hours {
            return share;
        }
        let least = if self.least_hours.is_zero() { "none".to_owned() } else { self.least_hours.words() };
        format!("{share} When clocks change it is {least}, first in the week of {}.", WORDS.date(self.least_week))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn common(hours: i64, least: i64) -> String {
        CommonHours {
            people: 3,
            hours: Hours::of_minutes(hours),
            hours_utc: vec!["Mon–Fri 14:00–16:30".to_owned()],
            least_hours: Hours::of_minutes(least),
            least_week: date(2027, 3, 15),
        }
        .sentence()
    }

    #[test]
    fn a_team_that_can_never_meet_is_told_so() {
        assert_eq!(common(0, 0), "The 3 people of the core team have no common hours: async only.");
        assert_eq!(common(750, 750), "The 3 people of the core team share 12½ hours a week: Mon–Fri 14:00–16:30 UTC.");
        let changing = "The 3 people of the core team share 12½ hours a week: Mon–Fri 14:00–16:30 UTC. When clocks \
                        change it is none, first in the week of 15 Mar 2027.";
        assert_eq!(common(750, 0), changing);
    }
}
