//! When one person is there, and under which number: the input of coverage.

use super::{IntervalSet, UtcMinute};

/// A person's place in the caller's list. Coverage knows no names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonIndex(pub u32);

/// The minutes in which one person is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Who. Each person at most once in a list, or they count twice.
    pub person: PersonIndex,
    /// When.
    pub when: IntervalSet,
}

impl Presence {
    /// Everyone of `people` who is there at a minute, in the order of the list.
    #[must_use]
    pub fn at(people: &[Self], minute: UtcMinute) -> Vec<PersonIndex> {
        people.iter().filter(|presence| presence.when.contains(minute)).map(|presence| presence.person).collect()
    }
}
