//! Facts that change: what holds, and what held before.
//!
//! A record is edited to what is true now; an entry of its `changes` says what it was and since when it is no longer
//! so. [`Former`] is a value of such an entry, [`Dated`] is what the model makes of the field and its entries.

use jiff::civil::Date;

use super::current::CurrentNames;
use super::decode::{Decode, Decoder, Sameness};
use super::yaml::{Node, NodeKind};
use crate::source::Span;

/// A value and the values before it. There is no value without a day: whoever reads it says which.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated<T> {
    /// What the record says.
    now: T,
    /// Earlier values, oldest first, each with the first day on which it no longer held.
    was: Vec<(Date, T)>,
}

impl<T> Dated<T> {
    /// A value with its past, in any order.
    #[must_use]
    pub fn new(now: T, mut was: Vec<(Date, T)>) -> Self {
        was.sort_by_key(|(until, _)| *until);
        Self { now, was }
    }

    /// What holds at the end of `day`. A change dated `day` has happened by then.
    #[must_use]
    pub fn on(&self, day: Date) -> &T {
        self.was.iter().find(|(until, _)| *until > day).map_or(&self.now, |(_, value)| value)
    }

    /// The first day of what holds at the end of `day`; `None` when it has held from the beginning.
    #[must_use]
    pub fn since(&self, day: Date) -> Option<Date> {
        self.was.iter().map(|(until, _)| *until).take_while(|until| *until <= day).last()
    }

    /// Every value, oldest first.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.was.iter().map(|(_, value)| value).chain([&self.now])
    }

    /// Every value, to be changed in place, oldest first.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.was.iter_mut().map(|(_, value)| value).chain([&mut self.now])
    }

    /// Each day on which the value became another: the day, what it was, what it became. Oldest first.
    pub fn changes(&self) -> impl Iterator<Item = (Date, &T, &T)>
    where
        T: PartialEq,
    {
        let after = self.values().skip(1);
        self.was.iter().zip(after).map(|((day, before), after)| (*day, before, after)).filter(|(_, was, is)| was != is)
    }
}

impl<T> From<T> for Dated<T> {
    fn from(now: T) -> Self {
        Self { now, was: Vec::new() }
    }
}

/// A value that a field had: `~` says that it had none.
#[derive(Clone, Debug)]
pub struct Former<T> {
    /// The value.
    pub value: Option<T>,
    /// Its bytes.
    pub span: Span,
}

impl<T: PartialEq> PartialEq for Former<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Decode> Decode for Former<T> {
    fn same(&self, earlier: &Self, how: Sameness) -> bool {
        self.value.same(&earlier.value, how)
    }

    fn follow(&mut self, names: &CurrentNames) {
        self.value.follow(names);
    }

    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let value = if node.kind == NodeKind::Null { None } else { Some(T::decode(node, to)?) };
        Some(Self { value, span: node.span })
    }

    fn schema() -> serde_json::Value {
        serde_json::json!({ "anyOf": [T::schema(), { "type": "null" }] })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_value_holds_until_the_day_of_the_next_change() {
        let (first, second) = (date(2026, 3, 2), date(2026, 6, 1));
        let dri = Dated::new("cleo", vec![(second, "ben"), (first, "ana")]);
        let on = |day| *dri.on(day);
        assert_eq!(
            ["ana", "ben", "ben", "cleo"].map(Some),
            [Some(on(date(2026, 3, 1))), Some(on(first)), Some(on(date(2026, 5, 31))), Some(on(second)),]
        );
        assert_eq!(
            [dri.since(date(2026, 3, 1)), dri.since(first), dri.since(date(2027, 1, 1))],
            [None, Some(first), Some(second),]
        );
        assert_eq!(dri.changes().collect::<Vec<_>>(), [(first, &"ana", &"ben"), (second, &"ben", &"cleo")]);
    }

    #[test]
    fn a_value_that_never_changed_holds_on_every_day() {
        let name = Dated::from("Apollo");
        assert_eq!((*name.on(date(1999, 1, 1)), name.since(date(2099, 1, 1))), ("Apollo", None));
        assert_eq!(name.changes().count(), 0);
        let same = Dated::new("Apollo", vec![(date(2026, 1, 1), "Apollo")]);
        assert_eq!(same.changes().count(), 0, "an entry that changes nothing is no change");
    }
}
