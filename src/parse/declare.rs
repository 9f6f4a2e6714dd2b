//! One declaration for each field of a record: `record!`.
//!
//! From the lines of a declaration come the record as it is written (fields with positions), its decoder, its JSON
//! Schema with descriptions, and, where the record names a type of the model, that type and its resolution: every
//! reference looked up, every Markdown text compiled. A field that is added to a declaration is therefore in all of
//! these at once.
//!
//! ```text
//! record! {
//!     /// Something that may go wrong.
//!     pub struct RiskRecord: "risk" => Risk |to| {
//!         /// Its id (`R1`).
//!         need id: Id,
//!         /// Who watches it; required while open.
//!         may owner: PersonRef,
//!         /// How, in inline Markdown.
//!         may plan: Markdown<600> [default = "no plan"] = Markup::default(),
//!     }
//! }
//! ```
//!
//! A line is a mode, a name, a type, marks in brackets and, for the model, a value that stands for an absent field.
//!
//! | mode | the file | the record | the model |
//! |---|---|---|---|
//! | `need` | must have it | `Option<Located<T>>` | `T::Model` |
//! | `may` | may have it | `Option<Located<T>>` | `Option<T::Model>`, or `T::Model` where a value stands for an absent field |
//! | `many` | a list | `Vec<T>` | `Vec<T::Model>` |
//! | `each` | a mapping from names | `Map<T>` | none: a record with such a field is resolved by hand |
//!
//! | mark | the reference says |
//! |---|---|
//! | `[is dated]` | how the field's past is kept: one of the constants of [`Past`](super::schema::Past). A record that is declared with `was SomethingWas` has a past, and each of its fields has this mark |
//! | `[default = "…"]` | what holds when the field is absent |
//! | `[seen = "…"]` | who sees it, where that differs from who sees the record |
//! | `[example = "…"]` | an example, where the type's own says too little |

/// What a field is called in a file: its own name, but for words that the language keeps for itself.
macro_rules! key {
    (statics) => {
        "static"
    };
    (of_type) => {
        "type"
    };
    ($field:ident) => {
        stringify!($field)
    };
}
pub(crate) use key;

/// Declares a record; the module's documentation has the forms.
macro_rules! record {
    ($(#[doc = $doc:literal])* $vis:vis struct $name:ident: $what:literal, was $was:ident $(($($inner:tt)+))? => $model:ident |$to:ident| $(with { $($extra:tt)* })? { $($fields:tt)* }) => {
        $crate::parse::declare::record! { $(#[doc = $doc])* $vis struct $name: $what => $model |$to| $(with { $($extra)* })? { $($fields)* } }
        $crate::parse::former::former! { $vis $name $was $what ($($($inner)+)?) [] [] $($fields)* }
    };
    ($(#[doc = $doc:literal])* $vis:vis struct $name:ident: $what:literal, was $was:ident $(($($inner:tt)+))? { $($fields:tt)* }) => {
        $crate::parse::declare::wire! { $(#[doc = $doc])* $vis struct $name: $what { $($fields)* } }
        $crate::parse::former::former! { $vis $name $was $what ($($($inner)+)?) [] [] $($fields)* }
    };
    ($(#[doc = $doc:literal])* $vis:vis struct $name:ident: $what:literal => $model:ident |$to:ident| $(with { $($extra:tt)* })? { $($fields:tt)* }) => {
        $crate::parse::declare::wire! { $(#[doc = $doc])* $vis struct $name: $what { $($fields)* } }
        $crate::parse::declare::resolved! { $(#[doc = $doc])* $vis struct $name => $model |$to| with { $($($extra)*)? } { $($fields)* } }
    };
    ($(#[doc = $doc:literal])* $vis:vis struct $name:ident: $what:literal { $($fields:tt)* }) => {
        $crate::parse::declare::wire! { $(#[doc = $doc])* $vis struct $name: $what { $($fields)* } }
    };
}
pub(crate) use record;

/// A record as it is written: the struct, its decoder, its schema.
macro_rules! wire {
    ($(#[doc = $doc:literal])* $vis:vis struct $name:ident: $what:literal { $(
        $(#[doc = $fdoc:literal])+ $mode:ident $field:ident: $ty:ty $([is $kind:ident])?
        $([default = $default:literal])? $([seen = $seen:literal])? $([example = $example:literal])? $(= $absent:expr)?
    ),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        $vis struct $name {
            $($(#[doc = $fdoc])+ pub $field: $crate::parse::declare::field_type!($mode $ty),)*
            /// Where the record stands in its file.
            pub span: $crate::source::Span,
            /// Fields that were given and could not be read. They are absent above, and nobody may call them missing.
            pub faulty: Vec<&'static str>,
        }

        impl $name {
            /// Whether nothing was given for a field whose value is absent.
            #[must_use]
            pub fn lacks(&self, field: &str) -> bool {
                !self.faulty.contains(&field)
            }
        }

        impl $crate::parse::compare::Fields for $name {
            fn fields(
                &self,
                earlier: &Self,
                how: $crate::parse::decode::Sameness,
            ) -> Vec<$crate::parse::compare::FieldPair> {
                vec![$({
                    let (is, was) = (&self.$field, &earlier.$field);
                    let faulty = self.faulty.contains(&$crate::parse::declare::key!($field)) || earlier.faulty.contains(&$crate::parse::declare::key!($field));
                    $crate::parse::compare::FieldPair {
                        name: $crate::parse::declare::key!($field),
                        past: $crate::parse::declare::past!($($kind)?),
                        place: $crate::parse::compare::Given::place(is).unwrap_or(self.span),
                        appeared: !$crate::parse::compare::Given::is_given(was),
                        // What could not be read says neither.
                        same: faulty || $crate::parse::decode::Decode::same(is, was, how),
                    }
                }),*]
            }
        }

        impl $crate::parse::decode::Decode for $name {
            fn same(&self, earlier: &Self, how: $crate::parse::decode::Sameness) -> bool {
                $crate::parse::compare::Fields::fields(self, earlier, how).iter().all(|field| field.same)
            }

            fn follow(&mut self, names: &$crate::parse::current::CurrentNames) {
                $($crate::parse::decode::Decode::follow(&mut self.$field, names);)*
            }

            fn decode(node: &$crate::parse::yaml::Node, to: &mut $crate::parse::decode::Decoder) -> Option<Self> {
                const KNOWN: &[&str] = &[$($crate::parse::declare::key!($field)),*];
                let entries = to.map(node, $what)?;
                let mut record = Self { $($field: Default::default(),)* span: node.span, faulty: Vec::new() };
                for (key, value) in entries {
                    match key.text.as_str() {
                        $($crate::parse::declare::key!($field) => {
                            if let Some(read) = to.within(&key.text, |to| $crate::parse::decode::Decode::decode(value, to)) {
                                record.$field = read;
                            } else {
                                record.faulty.push($crate::parse::declare::key!($field));
                            }
                        })*
                        _ => {
                            if let Some(meant) = to.unknown_key(key, $what, KNOWN)
                                && record.lacks(meant)
                            {
                                record.faulty.push(meant);
                            }
                        }
                    }
                }
                $($crate::parse::declare::need!($mode $field, record, entries, node, to, $what);)*
                Some(record)
            }

            fn schema() -> serde_json::Value {
                let fields = vec![$($crate::parse::schema::Field {
                    name: $crate::parse::declare::key!($field),
                    about: &[$($fdoc),+],
                    required: $crate::parse::declare::is_needed!($mode),
                    default: $crate::parse::schema::mark!($($default)?),
                    seen: $crate::parse::schema::mark!($($seen)?),
                    past: $crate::parse::declare::past!($($kind)?),
                    example: $crate::parse::schema::mark!($($example)?),
                    schema: <$crate::parse::declare::field_schema!($mode $ty) as $crate::parse::decode::Decode>::schema(),
                }),*];
                $crate::parse::schema::object($what, &[$($doc),*], fields)
            }
        }
    };
}
pub(crate) use wire;

/// A record as the model has it: the struct, and how the one that is written becomes it. Fields in `with` are the
/// model's own; who resolves the record gives them.
macro_rules! resolved {
    ($(#[doc = $doc:literal])* $vis:vis struct $name:ident => $model:ident |$to:ident|
        with { $($(#[doc = $xdoc:literal])+ $xfield:ident: $xty:ty),* $(,)? }
        { $(
            $(#[doc = $fdoc:literal])+ $mode:ident $field:ident: $ty:ty $([is $kind:ident])?
            $([default = $default:literal])? $([seen = $seen:literal])? $([example = $example:literal])? $(= $absent:expr)?
        ),* $(,)? }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        $vis struct $model {
            $($(#[doc = $xdoc])+ pub $xfield: $xty,)*
            $($(#[doc = $fdoc])+ pub $field: $crate::parse::declare::model_type!([$($kind)?] $mode $ty $(= $absent)?),)*
        }

        impl $name {
            /// What the record states, once all that it refers to is found; `None` after findings.
            $vis fn resolved(&self, $($xfield: $xty,)* $to: &mut dyn $crate::parse::resolve::Lookup) -> Option<$model> {
                // Every field first, so that all findings of the record come at once.
                $(let $field = $crate::parse::declare::resolve_field!([$($kind)?] $mode $ty, self $field, $to $(, $absent)?);)*
                Some($model { $($xfield,)* $($field: $crate::parse::declare::model_value!($mode $field)),* })
            }
        }

        $crate::parse::declare::nested!($name $model { $($xfield)* });
    };
}
pub(crate) use resolved;

/// A record without fields of the model's own may stand in another record.
macro_rules! nested {
    ($name:ident $model:ident {}) => {
        impl $crate::parse::resolve::Resolve for $name {
            type Model = $model;

            fn resolve(&self, _: $crate::source::Span, to: &mut dyn $crate::parse::resolve::Lookup) -> Option<$model> {
                self.resolved(to)
            }
        }
    };
    ($name:ident $model:ident { $($own:ident)+ }) => {};
}
pub(crate) use nested;

/// The type of a record's field by its mode.
macro_rules! field_type {
    (need $ty:ty) => { Option<$crate::parse::decode::Located<$ty>> };
    (may $ty:ty) => { Option<$crate::parse::decode::Located<$ty>> };
    (many $ty:ty) => { Vec<$ty> };
    (each $ty:ty) => { $crate::parse::decode::Map<$ty> };
}
pub(crate) use field_type;

/// The type whose schema a field has, by its mode.
macro_rules! field_schema {
    (need $ty:ty) => { $ty };
    (may $ty:ty) => { $ty };
    (many $ty:ty) => { Vec<$ty> };
    (each $ty:ty) => { $crate::parse::decode::Map<$ty> };
}
pub(crate) use field_schema;

/// The type of the model's field, by its kind and its mode.
macro_rules! model_type {
    ([dated] $($rest:tt)+) => { $crate::parse::dated::Dated<$crate::parse::declare::model_type!([] $($rest)+)> };
    ([$($kind:ident)?] need $ty:ty) => { <$ty as $crate::parse::resolve::Resolve>::Model };
    ([$($kind:ident)?] may $ty:ty) => { Option<<$ty as $crate::parse::resolve::Resolve>::Model> };
    ([$($kind:ident)?] may $ty:ty = $absent:expr) => { <$ty as $crate::parse::resolve::Resolve>::Model };
    ([$($kind:ident)?] many $ty:ty) => { Vec<<$ty as $crate::parse::resolve::Resolve>::Model> };
}
pub(crate) use model_type;

/// What a field of the record becomes, by its kind and its mode; an `Option` for what is needed.
macro_rules! resolve_field {
    ([dated] need $ty:ty, $record:ident $field:ident, $to:ident) => {{
        let now = $crate::parse::declare::resolve_field!([] may $ty, $record $field, $to);
        let formers = $record.formers(|was| was.$field.as_ref());
        let was = formers.into_iter().filter_map(|(until, former)| {
            Some((until, $crate::parse::resolve::Resolve::resolve(former.value.as_ref()?, former.span, $to)?))
        });
        let was = was.collect();
        now.map(|now| $crate::parse::dated::Dated::new(now, was))
    }};
    ([dated] may $ty:ty, $record:ident $field:ident, $to:ident $(, $absent:expr)?) => {{
        let now = $crate::parse::declare::resolve_field!([] may $ty, $record $field, $to $(, $absent)?);
        let formers = $record.formers(|was| was.$field.as_ref());
        let was = formers.into_iter().filter_map(|(until, former)| match &former.value {
            None => Some((until, $crate::parse::declare::absent!($($absent)?))),
            Some(value) => {
                let value = $crate::parse::resolve::Resolve::resolve(value, former.span, $to)?;
                Some((until, $crate::parse::declare::present!(value $(, $absent)?)))
            }
        });
        let was = was.collect();
        $crate::parse::dated::Dated::new(now, was)
    }};
    ([dated] many $ty:ty, $record:ident $field:ident, $to:ident) => {{
        let now: Vec<_> = $crate::parse::declare::resolve_field!([] many $ty, $record $field, $to);
        let formers = $record.formers(|was| was.$field.as_ref());
        let was = formers.into_iter().map(|(until, former)| {
            let items = former.value.iter().flatten();
            let items = items.filter_map(|item| $crate::parse::resolve::Resolve::resolve(item, former.span, $to));
            (until, items.collect())
        });
        let was = was.collect();
        $crate::parse::dated::Dated::new(now, was)
    }};
    ([$($kind:ident)?] need $ty:ty, $record:ident $field:ident, $to:ident) => {
        $crate::parse::declare::resolve_field!([] may $ty, $record $field, $to)
    };
    ([$($kind:ident)?] may $ty:ty, $record:ident $field:ident, $to:ident) => {
        $record.$field.as_ref().and_then(|field| $crate::parse::resolve::Resolve::resolve(&field.value, field.span, $to))
    };
    ([$($kind:ident)?] may $ty:ty, $record:ident $field:ident, $to:ident, $absent:expr) => {
        match $crate::parse::declare::resolve_field!([] may $ty, $record $field, $to) {
            Some(given) => given,
            None => $absent,
        }
    };
    ([$($kind:ident)?] many $ty:ty, $record:ident $field:ident, $to:ident) => {
        $record.$field.iter().filter_map(|item| $crate::parse::resolve::Resolve::resolve(item, $record.span, $to)).collect()
    };
}
pub(crate) use resolve_field;

/// What the model has where a field is absent.
macro_rules! absent {
    () => {
        None
    };
    ($absent:expr) => {
        $absent
    };
}
pub(crate) use absent;

/// What the model has where a field is given.
macro_rules! present {
    ($value:ident) => {
        Some($value)
    };
    ($value:ident, $absent:expr) => {
        $value
    };
}
pub(crate) use present;

/// The value of the model's field, by its mode.
macro_rules! model_value {
    (need $value:ident) => {
        $value?
    };
    ($mode:ident $value:ident) => {
        $value
    };
}
pub(crate) use model_value;

/// Reports a required field that is absent.
macro_rules! need {
    (need $field:ident, $record:ident, $entries:ident, $node:ident, $to:ident, $what:literal) => {
        if $record.lacks($crate::parse::declare::key!($field))
            && !$entries.iter().any(|(key, _)| key.text == $crate::parse::declare::key!($field))
        {
            let message = concat!($what, " has no `", $crate::parse::declare::key!($field), "`");
            let start = $crate::source::Span::at($node.span.start as usize);
            $to.report(
                &$crate::diagnostics::registry::MISSING_FIELD,
                start,
                message,
                Some(concat!("add `", $crate::parse::declare::key!($field), ": …`").to_owned()),
            );
        }
    };
    ($mode:ident $field:ident, $record:ident, $entries:ident, $node:ident, $to:ident, $what:literal) => {};
}
pub(crate) use need;

/// Whether a mode makes a field required.
macro_rules! is_needed {
    (need) => {
        true
    };
    ($mode:ident) => {
        false
    };
}
pub(crate) use is_needed;

/// How a field's past is kept, if the record has a past.
macro_rules! past {
    () => {
        None
    };
    ($kind:ident) => {
        Some($crate::parse::schema::Past::$kind)
    };
}
pub(crate) use past;
