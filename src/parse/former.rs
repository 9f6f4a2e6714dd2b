//! The entries of `changes`: what the fields of a record were, `was SomethingWas` in its declaration.
//!
//! Each field of a record with a past says how that past is kept ([`Past`]). From the fields that are *dated* comes the
//! type of what an entry of `changes` may name; any other field there is a finding that says where its past belongs.
//! Fields in parentheses behind the name stand in a record inside this one.

use super::dated::Former;
use super::decode::{Decode, Decoder};
use super::schema::Past;
use super::yaml::{Key, Node};
use crate::diagnostics::registry;

/// Reports a field that an entry of `changes` cannot name.
pub(crate) fn not_dated(key: &Key, past: &Past, what: &str, to: &mut Decoder) {
    let message = format!("`{}` of a {what} is not dated, so no change says what it was", key.text);
    to.report(&registry::NOT_DATED, key.span, message, Some(past.instead.to_owned()));
}

/// A value that an entry says: a field that is required always had one.
pub(crate) fn needed<T: Decode>(node: &Node, to: &mut Decoder) -> Option<Former<T>> {
    Some(Former { value: Some(T::decode(node, to)?), span: node.span })
}

/// Takes the fields of a declaration apart into dated ones and others, and declares what an entry may name.
macro_rules! former {
    ($vis:vis $name:ident $was:ident $what:literal ($($extra:tt)*) [$($dated:tt)*] [$($other:tt)*]
        $(#[doc = $doc:literal])+ $mode:ident $field:ident: $ty:ty [is dated]
        $([default = $default:literal])? $([seen = $seen:literal])? $([example = $example:literal])? $(= $absent:expr)?
        , $($rest:tt)*
    ) => {
        $crate::parse::former::former! { $vis $name $was $what ($($extra)*)
            [$($dated)* { [$($doc)+] $mode $field: $ty [$($example)?] [$($default)?] }] [$($other)*] $($rest)* }
    };
    ($vis:vis $name:ident $was:ident $what:literal ($($extra:tt)*) [$($dated:tt)*] [$($other:tt)*]
        $(#[doc = $doc:literal])+ $mode:ident $field:ident: $ty:ty [is $kind:ident]
        $([default = $default:literal])? $([seen = $seen:literal])? $([example = $example:literal])? $(= $absent:expr)?
        , $($rest:tt)*
    ) => {
        $crate::parse::former::former! { $vis $name $was $what ($($extra)*) [$($dated)*] [$($other)* { $field $kind }] $($rest)* }
    };
    ($vis:vis $name:ident $was:ident $what:literal ($($(#[doc = $xdoc:literal])+ $xfield:ident: $xty:ty),*)
        [$({ [$($doc:literal)+] $mode:ident $field:ident: $ty:ty [$($example:literal)?] [$($default:literal)?] })+] [$({ $other:ident $kind:ident })*]
    ) => {
        /// What fields were, by name; `~` for those that had no value.
        #[derive(Clone, Debug, Default, PartialEq)]
        $vis struct $was {
            $($(#[doc = $doc])+ pub $field: Option<$crate::parse::former::former_type!($mode $ty)>,)+
            $($(#[doc = $xdoc])+ pub $xfield: Option<$crate::parse::dated::Former<$xty>>,)*
        }

        impl $crate::parse::decode::Decode for $was {
            fn same(&self, earlier: &Self, how: $crate::parse::decode::Sameness) -> bool {
                let more = how == $crate::parse::decode::Sameness::AtLeast;
                true $(&& (more && earlier.$field.is_none() || self.$field.same(&earlier.$field, how)))+
                    $(&& (more && earlier.$xfield.is_none() || self.$xfield.same(&earlier.$xfield, how)))*
            }

            fn follow(&mut self, names: &$crate::parse::current::CurrentNames) {
                $($crate::parse::decode::Decode::follow(&mut self.$field, names);)+
                $($crate::parse::decode::Decode::follow(&mut self.$xfield, names);)*
            }

            fn decode(node: &$crate::parse::yaml::Node, to: &mut $crate::parse::decode::Decoder) -> Option<Self> {
                const KNOWN: &[&str] = &[$(stringify!($field),)+ $(stringify!($xfield)),*];
                let mut was = Self::default();
                for (key, value) in to.map(node, concat!("what fields of a ", $what, " were"))? {
                    match key.text.as_str() {
                        $(stringify!($field) => {
                            was.$field =
                                to.within(&key.text, |to| $crate::parse::former::former_read!($mode $ty, value, to));
                        })+
                        $(stringify!($xfield) => {
                            was.$xfield = to.within(&key.text, |to| $crate::parse::decode::Decode::decode(value, to));
                        })*
                        $(stringify!($other) => {
                            $crate::parse::former::not_dated(key, $crate::parse::schema::Past::$kind, $what, to);
                        })*
                        _ => {
                            to.unknown_key(key, concat!("a change of a ", $what), KNOWN);
                        }
                    }
                }
                Some(was)
            }

            fn schema() -> serde_json::Value {
                let fields = vec![
                    $($crate::parse::schema::Field::former(
                        stringify!($field),
                        &[$($doc),+],
                        <$crate::parse::former::former_type!($mode $ty) as $crate::parse::decode::Decode>::schema(),
                        $crate::parse::schema::mark!($($example)?),
                    ),)+
                    $($crate::parse::schema::Field::former(
                        stringify!($xfield),
                        &[$($xdoc),+],
                        <$crate::parse::dated::Former<$xty> as $crate::parse::decode::Decode>::schema(),
                        None,
                    ),)*
                ];
                let about = concat!("What dated fields of a ", $what, " were; `~` for one that had no value.");
                $crate::parse::schema::object(concat!("former ", $what), &[about], fields)
            }
        }

        impl $crate::parse::compare::Formers for $was {
            fn named(&self) -> Vec<String> {
                let all = [
                    $((stringify!($field), self.$field.is_some()),)+
                    $((stringify!($xfield), self.$xfield.is_some())),*
                ];
                all.into_iter().filter(|(_, named)| *named).map(|(name, _)| name.to_owned()).collect()
            }

            fn says(&self, field: &str, other: &Self) -> bool {
                match field {
                    $(stringify!($field) => self.$field == other.$field,)+
                    $(stringify!($xfield) => self.$xfield == other.$xfield,)*
                    _ => false,
                }
            }
        }

        impl $crate::parse::compare::Dates for $name {
            fn accounts_for(&self, field: &str, earlier: &Self, day: jiff::civil::Date) -> bool {
                match field {
                    $(stringify!($field) => {
                        let (is, was) = (
                            self.formers(|was| was.$field.as_ref()),
                            earlier.formers(|was| was.$field.as_ref()),
                        );
                        let known: Vec<_> = was.into_iter().map(|(date, _)| date).collect();
                        let says = |former: &$crate::parse::former::former_type!($mode $ty)| {
                            $crate::parse::former::former_says!($mode former, earlier.$field, [$($default)?])
                        };
                        let is: Vec<_> = is.into_iter().map(|(date, former)| (date, says(former))).collect();
                        $crate::parse::compare::account(&is, &known, day)
                    })+
                    _ => false,
                }
            }
        }

        impl $was {
            /// The fields that the entry names.
            $vis fn named(&self) -> Vec<&'static str> {
                let mut named = Vec::new();
                $(if self.$field.is_some() { named.push(stringify!($field)); })+
                $(if self.$xfield.is_some() { named.push(stringify!($xfield)); })*
                named
            }
        }

        impl $name {
            /// What a field was, as entries say in the order of the file, each with the first day on which it was no
            /// longer so.
            fn formers<'r, T>(
                &'r self,
                field: impl Fn(&'r $was) -> Option<&'r $crate::parse::dated::Former<T>>,
            ) -> Vec<(jiff::civil::Date, &'r $crate::parse::dated::Former<T>)> {
                let entries = self.changes.iter();
                let named = entries.filter_map(|entry| {
                    Some((entry.date.as_ref()?.value, field(&entry.was.as_ref()?.value)?))
                });
                named.collect()
            }

            /// The dated fields as they were at the end of `day`; entries of later changes are gone.
            $vis fn rewind_fields(&mut self, day: jiff::civil::Date) {
                $(
                    let later = self.formers(|was| was.$field.as_ref()).into_iter().filter(|(until, _)| *until > day);
                    if let Some((_, former)) = later.min_by_key(|(until, _)| *until) {
                        let former = former.clone();
                        self.$field = $crate::parse::former::former_field!($mode former);
                    }
                )+
                self.changes.retain(|change| change.date.as_ref().is_none_or(|date| date.value <= day));
            }

            /// The fields that two entries of one day name, each with the place of the later entry's value.
            $vis fn changed_twice(&self) -> Vec<(&'static str, $crate::source::Span)> {
                let mut twice = Vec::new();
                $(
                    let formers = self.formers(|was| was.$field.as_ref());
                    let again = formers.iter().enumerate().filter(|(at, (date, _))| {
                        formers.iter().take(*at).any(|(other, _)| other == date)
                    });
                    twice.extend(again.map(|(_, (_, former))| (stringify!($field), former.span)));
                )+
                $(
                    let formers = self.formers(|was| was.$xfield.as_ref());
                    let again = formers.iter().enumerate().filter(|(at, (date, _))| {
                        formers.iter().take(*at).any(|(other, _)| other == date)
                    });
                    twice.extend(again.map(|(_, (_, former))| (stringify!($xfield), former.span)));
                )*
                twice
            }
        }
    };
}
pub(crate) use former;

/// The type of a former value, by the field's mode.
macro_rules! former_type {
    (many $ty:ty) => { $crate::parse::dated::Former<Vec<$ty>> };
    ($mode:ident $ty:ty) => { $crate::parse::dated::Former<$ty> };
}
pub(crate) use former_type;

/// Reads a former value, by the field's mode.
macro_rules! former_read {
    (need $ty:ty, $node:ident, $to:ident) => { $crate::parse::former::needed::<$ty>($node, $to) };
    ($mode:ident $ty:ty, $node:ident, $to:ident) => {
        <$crate::parse::former::former_type!($mode $ty) as $crate::parse::decode::Decode>::decode($node, $to)
    };
}
pub(crate) use former_read;

/// Whether something holds where a field is absent.
macro_rules! has_default {
    ([]) => {
        false
    };
    ([$default:literal]) => {
        true
    };
}
pub(crate) use has_default;

/// Whether a former value is what a field of an earlier record says, by the field's mode. Where something holds for an
/// absent field, an entry may name that.
macro_rules! former_says {
    (many $former:ident, $field:expr, [$($default:literal)?]) => {
        $crate::parse::decode::Decode::same(
            &$former.value.clone().unwrap_or_default(),
            &$field,
            $crate::parse::decode::Sameness::Whole,
        )
    };
    ($mode:ident $former:ident, $field:expr, [$($default:literal)?]) => {
        match (&$former.value, &$field) {
            (Some(value), Some(field)) => {
                $crate::parse::decode::Decode::same(value, &field.value, $crate::parse::decode::Sameness::Whole)
            }
            (None, None) => true,
            (Some(_), None) => $crate::parse::former::has_default!([$($default)?]),
            (None, Some(_)) => false,
        }
    };
}
pub(crate) use former_says;

/// A field of a record that has a former value again, by the field's mode.
macro_rules! former_field {
    (many $former:ident) => {
        $former.value.unwrap_or_default()
    };
    ($mode:ident $former:ident) => {{
        let span = $former.span;
        $former.value.map(|value| $crate::parse::decode::Located { value, span })
    }};
}
pub(crate) use former_field;
