//! When one person is there, and under which number: the input of coverage.

use super::IntervalSet;

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
