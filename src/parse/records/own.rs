//! How a site declares its own fields, and the fields of each kind of record.

use serde_json::Value;

use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located, Sameness};
use crate::parse::own::{FieldHolder, FieldType, OwnEntry, OwnField, OwnFields};
use crate::parse::refs::humanise;
use crate::parse::resolve::{Lookup, Resolve};
use crate::parse::values::{Id, Label, Text};
use crate::parse::words::Visibility;
use crate::parse::yaml::Node;
use crate::source::Span;

record! {
    /// A field that programs, people or risks of this site have besides those of every site.
    pub struct OwnFieldRecord: "field of the site's own" {
        /// What records write below `fields`, and what open data call it.
        need id: Id [example = "jira"],
        /// What readers see.
        may name: Text<60> [default = "the id with a capital letter"] [example = "Jira epic"],
        /// Which records have it.
        need on: FieldHolder,
        /// What it holds.
        may of_type: FieldType [default = "`text`"],
        /// The values that a field of the type `choice` takes.
        many choices: Located<Label> [example = "small"],
        /// Who may see it, and all its values.
        may visibility: Visibility [default = "`internal`"],
        /// Whether it is a choice above the portfolio, the risks or the team, and a column of `pmo-site list` that can
        /// be asked for its values.
        may filter: bool [default = "`false`"],
    }
}

impl OwnFieldRecord {
    /// The declaration with its defaults; `None` for one that has no id or no record.
    #[must_use]
    pub fn declared(&self) -> Option<OwnField> {
        let Self { id, name, on, of_type, choices, visibility, filter, span: _, faulty: _ } = self;
        let id = id.as_ref()?.value.0.clone();
        Some(OwnField {
            name: name.as_ref().map_or_else(|| humanise(&id), |name| name.value.0.clone()),
            on: on.as_ref()?.value,
            of_type: of_type.map_or(FieldType::Text, |of_type| of_type.value),
            choices: choices.iter().map(|choice| choice.value.0.clone()).collect(),
            visibility: visibility.map_or(Visibility::Internal, |visibility| visibility.value),
            filter: filter.is_some_and(|filter| filter.value),
            id,
        })
    }
}

/// Declares the own fields of a kind of record.
macro_rules! own_fields {
    ($($(#[doc = $doc:literal])+ $name:ident of $holder:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name(pub OwnFields);

        impl Decode for $name {
            fn same(&self, earlier: &Self, how: Sameness) -> bool {
                self.0.same(&earlier.0, how)
            }

            fn says_nothing(&self) -> bool {
                self.0.says_nothing()
            }

            fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
                OwnFields::decode(node, to).map(Self)
            }

            fn schema() -> Value {
                OwnFields::schema()
            }
        }

        impl Resolve for $name {
            type Model = Vec<OwnEntry>;

            fn resolve(&self, _: Span, to: &mut dyn Lookup) -> Option<Vec<OwnEntry>> {
                Some(to.own_fields(FieldHolder::$holder, &self.0))
            }
        }
    )+};
}

own_fields! {
    /// Own fields of a program.
    ProgramFields of Program;
    /// Own fields of a person.
    PersonFields of Person;
    /// Own fields of a risk.
    RiskFields of Risk;
}
