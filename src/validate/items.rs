//! What records share: fields as they are given, lists of items with ids, dates in order.

use super::names::Resolver;
use crate::diagnostics::registry;
use crate::parse::decode::Located;
use crate::parse::resolve::Resolve;
use crate::parse::values::Id;
use crate::source::Span;
use jiff::civil::Date;

/// The value of an optional field.
pub(super) fn value<T: Copy>(field: Option<&Located<T>>) -> Option<T> {
    field.map(|field| field.value)
}

/// What an optional field becomes, when it is given and can be resolved.
pub(super) fn given<T: Resolve>(field: Option<&Located<T>>, to: &mut Resolver<'_, '_>) -> Option<T::Model> {
    field.and_then(|field| field.resolve(field.span, to))
}

/// What the items of a list become, those that can be resolved; `at` is where those without a position of their own
/// stand.
pub(super) fn all<T: Resolve>(items: &[T], at: Span, to: &mut Resolver<'_, '_>) -> Vec<T::Model> {
    items.iter().filter_map(|item| item.resolve(at, to)).collect()
}

/// Reports each id that a list uses twice.
pub(super) fn unique<'a>(to: &mut Resolver<'_, '_>, what: &str, ids: impl Iterator<Item = Option<&'a Located<Id>>>) {
    let mut seen: Vec<&Located<Id>> = Vec::new();
    for id in ids.flatten() {
        if seen.iter().any(|other| other.value == id.value) {
            let message = format!("another {what} has the id `{}`", &*id.value);
            to.report(&registry::DUPLICATE_ID, id.span, message, "give each its own id; ids are never used again");
        } else {
            seen.push(id);
        }
    }
}

/// Reports a pair of dates of which the second comes first.
pub(super) fn ordered(
    to: &mut Resolver<'_, '_>,
    first: (&str, Option<&Located<Date>>),
    second: (&str, Option<&Located<Date>>),
) {
    if let ((first_name, Some(first)), (second_name, Some(second))) = (first, second)
        && second.value < first.value
    {
        let message = format!("`{second_name}` {} is before `{first_name}` {}", second.value, first.value);
        to.report(&registry::DATE_ORDER, second.span, message, format!("give a date from {} on", first.value));
    }
}

/// The ids of a list, in order, with an empty string for items without one, so that positions are kept.
pub(super) fn ids<'a>(
    ids: impl Iterator<Item = Option<&'a Located<Id>>> + Clone + 'a,
) -> impl Iterator<Item = &'a str> + Clone {
    ids.map(|id| id.map_or("", |id| id.value.0.as_str()))
}
