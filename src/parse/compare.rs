//! Two states of a record side by side: what says the same, and how the past of the rest is kept.
//!
//! `record!` writes [`Fields`] for each record from its declaration, and `was SomethingWas` writes [`Dates`], so that a
//! field that is added later is compared by its kind without anybody naming it here.

use jiff::civil::Date;

use super::decode::{Decode, Located, Map, Sameness};
use super::schema::Past;
use crate::source::Span;

/// A field in two states of a record.
#[derive(Debug)]
pub(crate) struct FieldPair {
    /// Its key.
    pub name: &'static str,
    /// How its past is kept, in a record that has one.
    pub past: Option<&'static Past>,
    /// Where it stands in the later state; the whole record where it is gone.
    pub place: Span,
    /// Whether the earlier state did not give it.
    pub appeared: bool,
    /// Whether both say the same.
    pub same: bool,
}

/// A record whose states can be compared field by field.
pub(crate) trait Fields: Decode {
    /// Every field, in the order of the declaration.
    fn fields(&self, earlier: &Self, how: Sameness) -> Vec<FieldPair>;
}

/// A record with dated fields.
pub(crate) trait Dates {
    /// Whether the record's `changes` say that a dated field was what it is in `earlier`, its state on `day`.
    fn accounts_for(&self, field: &str, earlier: &Self, day: Date) -> bool;
}

/// An entry of a log: what something was, and until when.
pub(crate) trait Entry: Fields {
    /// The first day on which it was no longer so.
    fn date(&self) -> Option<Date>;
    /// Where the entry stands.
    fn place(&self) -> Span;
    /// Whether it says what `earlier` said, but for values that a new entry of an earlier day has taken over: `now` and
    /// `was` are the logs of both states.
    fn is_split(&self, earlier: &Self, now: &[Self], was: &[Self]) -> bool;
}

/// What an entry of a log says that fields were.
pub(crate) trait Formers {
    /// The fields that it names.
    fn named(&self) -> Vec<String>;
    /// Whether it says of a field what `other` says.
    fn says(&self, field: &str, other: &Self) -> bool;
}

/// Whether `now` says of each field what `was` says, or a new entry of a day before `date` does. Both logs are given as
/// days with what fields were.
pub(crate) fn are_split<W: Formers>(
    (date, now, was): (Date, &W, &W),
    log: &[(Date, &W)],
    earlier: &[(Date, &W)],
) -> bool {
    let (own, named) = (now.named(), was.named());
    named.iter().all(|field| {
        let mentions = |(_, entry): &&(Date, &W)| entry.named().contains(field);
        // Until the entry before this one the field was something else.
        let since = earlier.iter().filter(mentions).map(|(day, _)| *day).filter(|day| *day < date).max();
        let between = |(day, _): &&(Date, &W)| *day < date && since.is_none_or(|since| *day > since);
        let first = log.iter().filter(mentions).filter(between).min_by_key(|(day, _)| *day);
        own.contains(field) && (now.says(field, was) || first.is_some_and(|(_, entry)| entry.says(field, was)))
    })
}

/// Declares records that are entries of logs.
macro_rules! entries {
    ($($name:ident),+) => {$(
        impl $crate::parse::compare::Entry for $name {
            fn date(&self) -> Option<jiff::civil::Date> {
                self.date.as_ref().map(|date| date.value)
            }

            fn place(&self) -> $crate::source::Span {
                self.span
            }

            fn is_split(&self, earlier: &Self, now: &[Self], was: &[Self]) -> bool {
                let rest = $crate::parse::compare::Fields::fields(
                    self,
                    earlier,
                    $crate::parse::decode::Sameness::AtLeast,
                );
                let dated = |entry| {
                    let entry: &Self = entry;
                    Some((entry.date.as_ref()?.value, &entry.was.as_ref()?.value))
                };
                let (now, was): (Vec<_>, Vec<_>) =
                    (now.iter().filter_map(dated).collect(), was.iter().filter_map(dated).collect());
                let (Some((date, own)), Some((_, old))) = (dated(self), dated(earlier)) else { return false };
                rest.iter().all(|field| field.same || field.name == "was")
                    && $crate::parse::compare::are_split((date, own, old), &now, &was)
            }
        }
    )+};
}
pub(crate) use entries;

/// Whether entries of a log tell what a value was on `day`: each with its date and whether it says the value, in the
/// order of the file. `known` are the dates of those that were there on `day`.
pub(crate) fn account(entries: &[(Date, bool)], known: &[Date], day: Date) -> bool {
    // What changed on the day itself may change again on it.
    known.contains(&day)
        || match entries.iter().filter(|(date, _)| *date > day).min_by_key(|(date, _)| *date) {
            Some((_, says)) if *says => true,
            // An entry of an earlier day that was not there is back-dated, which is told by itself.
            _ => entries.iter().any(|(date, says)| *says && *date <= day && !known.contains(date)),
        }
}

/// A field's value: whether it is there, and where.
pub(crate) trait Given {
    /// Whether anything is given.
    fn is_given(&self) -> bool;
    /// Where, if the value knows.
    fn place(&self) -> Option<Span>;
}

impl<T> Given for Option<Located<T>> {
    fn is_given(&self) -> bool {
        self.is_some()
    }

    fn place(&self) -> Option<Span> {
        self.as_ref().map(|value| value.span)
    }
}

impl<T> Given for Vec<T> {
    fn is_given(&self) -> bool {
        !self.is_empty()
    }

    fn place(&self) -> Option<Span> {
        None
    }
}

impl<T> Given for Map<T> {
    fn is_given(&self) -> bool {
        !self.0.is_empty()
    }

    fn place(&self) -> Option<Span> {
        self.0.first().map(|(name, _)| name.span)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_entry_accounts_for_the_value_of_the_day_before_it() {
        let (day, later, last) = (date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 20));
        assert!(account(&[(later, true), (last, false)], &[], day));
        assert!(!account(&[(later, false), (last, true)], &[], day), "the first one says what it was on the day");
        assert!(!account(&[], &[], day));
        assert!(account(&[(date(2026, 3, 1), true)], &[], day), "an entry that is back-dated");
        assert!(!account(&[(date(2026, 3, 1), true)], &[date(2026, 3, 1)], day), "one that was there already");
        assert!(account(&[(day, false)], &[day], day), "what changed on the day itself");
    }
}
