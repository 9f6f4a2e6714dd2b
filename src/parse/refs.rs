//! References of one record to another, and what they become.
//!
//! A reference has a type of its own for what it leads to, so that a declaration says `may owner: PersonRef` and nobody
//! can look a person up among focus areas.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use super::current::{CurrentNames, Referred};
use super::decode::{Decode, Decoder, Located};
use super::ids::{PersonId, ProgramId};
use super::naming::{self, Reference};
use super::schema::titled;
use super::values::{Id, Slug};
use super::words::Visibility;
use super::yaml::{Node, NodeKind};
use crate::source::Span;

/// Declares references that are written as a value of another type. Those `or name` let a text of another form pass: it
/// may be the name of what is meant, and the look-up of names says so. `to` says what they lead to.
macro_rules! references {
    ($($(#[doc = $doc:literal])+
        $name:ident: $written:ident $(or $called:ident)? to $referred:ident, $title:literal, $example:literal;
    )*) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub String);

        impl std::ops::Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Decode for $name {
            fn follow(&mut self, names: &CurrentNames) {
                names.follow(Referred::$referred, &mut self.0);
            }

            fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
                let called: &[&str] = &[$(stringify!($called))?];
                match naming::reference(node, to, $title, $written::is_valid) {
                    Reference::Text(text) if !called.is_empty() || $written::is_valid(&text) => Some(Self(text)),
                    Reference::Text(_) => $written::decode(node, to).map(|name| Self(name.0)),
                    Reference::Told => None,
                }
            }

            fn schema() -> Value {
                titled($written::schema(), $title, $example)
            }
        }
    )*};
}

references! {
    /// A person, by the slug of their file.
    PersonRef: Slug or name to Person, "slug of a person", "maya-okafor";
    /// A focus area, by the slug of its file.
    AreaRef: Slug or name to Area, "slug of a focus area", "platform";
    /// A program, by the slug of its folder.
    ProgramRef: Slug to Program, "slug of a program", "tenant-migration";
    /// A holiday calendar, by the slug of its file.
    CalendarRef: Slug to Lasting, "slug of a holiday calendar", "portugal";
    /// A job level, by its id in `levels.yaml`; a free word on a site without levels.
    LevelRef: Slug to Level, "id of a job level", "senior";
    /// Whoever decides: a person, by slug, or a forum, by its id in `pmo.yaml`.
    DeciderRef: Slug or name to Decider, "slug of a person or id of a forum", "steering-committee";
    /// A stage of programs, by its id in `pmo.yaml`.
    StageRef: Id or name to Stage, "id of a stage", "delivery";
    /// A goal, by its id in `pmo.yaml`.
    GoalRef: Id or name to Goal, "id of a goal", "grow-in-asia";
    /// An organization, by its id in `pmo.yaml`.
    OrgRef: Id or name to Org, "id of an organization", "engineering";
    /// A region, by its id in `pmo.yaml`.
    RegionRef: Id to Region, "id of a region", "EMEA";
    /// A milestone of the same program.
    MilestoneRef: Id to Lasting, "id of a milestone of this program", "M1";
    /// A risk of the same program.
    RiskRef: Id to Lasting, "id of a risk of this program", "R1";
    /// A decision of the same program.
    DecisionRef: Id to Lasting, "id of a decision of this program", "DEC1";
    /// A request for a decision in one of the program's updates.
    RequestRef: Id to Lasting, "id of a request for a decision", "Q1";
}

/// The holiday calendars that somebody follows: one, or a list.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarRefs(pub Vec<Located<CalendarRef>>);

impl Decode for CalendarRefs {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match node.kind {
            NodeKind::List(_) => Vec::decode(node, to).map(Self),
            _ => Located::decode(node, to).map(|one| Self(vec![one])),
        }
    }

    fn schema() -> Value {
        json!({ "anyOf": [CalendarRef::schema(), { "type": "array", "items": CalendarRef::schema() }] })
    }
}

/// A list of words that `pmo.yaml` declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// `stages`.
    Stages,
    /// `goals`.
    Goals,
    /// `orgs`.
    Orgs,
    /// `regions`.
    Regions,
}

/// A declared id and the name that readers see.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// What records write.
    pub id: String,
    /// What readers see; the id with a capital letter and spaces when no name is given.
    pub name: String,
    /// A sentence of inline Markdown.
    pub description: Option<String>,
    /// The person who answers for it, as a slug.
    pub owner: Option<String>,
    /// Where the owner stands in the file.
    #[serde(skip)]
    pub owner_at: Span,
    /// Ids that it had.
    #[serde(skip)]
    pub formerly: Vec<String>,
    /// Last day on which it is used.
    #[serde(skip)]
    pub until: Option<Date>,
}

impl Named {
    /// A declaration by its id alone.
    #[must_use]
    pub fn from_id(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: humanise(id),
            description: None,
            owner: None,
            owner_at: Span::default(),
            formerly: Vec::new(),
            until: None,
        }
    }

    /// Whether records that write `id` mean this.
    #[must_use]
    pub fn is_called(&self, id: &str) -> bool {
        self.id == id || self.formerly.iter().any(|former| former == id)
    }
}

/// `steering-committee` → `Steering committee`; names that already have capitals or spaces stay.
pub(in crate::parse) fn humanise(id: &str) -> String {
    if id.contains(|c: char| c.is_uppercase() || c == ' ') {
        return id.to_owned();
    }
    let spaced = id.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Who decides something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decider {
    /// A person.
    Person(PersonId),
    /// A forum, by its name.
    Forum(Named),
}

/// Who a dependency waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provider {
    /// A milestone of a program of this model.
    Milestone {
        /// The program.
        program: ProgramId,
        /// The index of its milestone.
        milestone: usize,
    },
    /// A program that this audience may not see; only that there is one is stated.
    Undisclosed,
    /// Somebody outside, by name.
    External(String),
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub label: String,
    /// Where: an absolute address, or a page of this site; empty for a channel that has a name alone.
    pub url: String,
    /// Who may see it.
    pub visibility: Visibility,
}

#[cfg(test)]
mod tests {
    use super::humanise;

    #[test]
    fn an_id_reads_as_a_name() {
        assert_eq!(humanise("steering-committee"), "Steering committee");
        assert_eq!(humanise("EMEA"), "EMEA");
        assert_eq!(humanise("Customer success"), "Customer success");
    }
}
