//! Counts of things, and words that agree with a number.

use std::fmt::Display;

use super::Catalogue;
use super::term::{Forms, Plural, Term};

impl Catalogue {
    /// A number of things: `0 people`, `1 person`, `3 people`.
    #[must_use]
    pub fn count(&self, number: impl Copy + Display + TryInto<usize>, term: Term) -> String {
        format!("{number} {}", self.form(number, term))
    }

    /// A number of things where none is worth a word: `no risks`, `1 risk`, `3 risks`.
    #[must_use]
    pub fn count_or_none(&self, number: usize, term: Term) -> String {
        if number == 0 { format!("{} {}", self.none, self.form(0, term)) } else { self.count(number, term) }
    }

    /// The form that goes with a number, without it: `is`, `are`.
    #[must_use]
    pub fn form(&self, number: impl TryInto<usize>, term: Term) -> &'static str {
        let Forms { one, few, other } = (self.forms)(term);
        match number.try_into().map_or(Plural::Other, self.plural) {
            Plural::One => one,
            Plural::Few => few,
            Plural::Other => other,
        }
    }

    /// The form that goes with a number with a fraction.
    pub(super) fn form_of_fractions(&self, term: Term) -> &'static str {
        (self.forms)(term).other
    }
}
