//! People who work exactly alike, so that five thousand people cost what their few hundred patterns do.

use std::collections::HashMap;

use super::{PersonIndex, Schedule};

/// Everybody who has one schedule: zone, hours and everything dated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crew<'a> {
    /// The schedule they share.
    pub schedule: &'a Schedule,
    /// Who, in the order of the list; at least one.
    pub people: Vec<PersonIndex>,
}

/// Groups people whose schedules are equal, in order of first appearance. A person's index is their place in the list.
#[must_use]
pub fn crews<'a>(people: impl IntoIterator<Item = &'a Schedule>) -> Vec<Crew<'a>> {
    let mut known: HashMap<&'a Schedule, usize> = HashMap::new();
    let mut crews: Vec<Crew<'a>> = Vec::new();
    for (person, schedule) in (0..).map(PersonIndex).zip(people) {
        let place = *known.entry(schedule).or_insert(crews.len());
        match crews.get_mut(place) {
            Some(crew) => crew.people.push(person),
            None => crews.push(Crew { schedule, people: vec![person] }),
        }
    }
    crews
}
