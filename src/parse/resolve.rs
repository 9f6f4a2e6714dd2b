//! From what a record writes to what the model has: the interface between declarations and the look-up of names.
//!
//! [`Resolve`] says what a type becomes in the model. What needs other files (people, programs, declared words) is
//! asked of a [`Lookup`], which `validate` implements: names are known only when every file has been parsed.

use super::decode::{Located, Plain, Whole};
use super::ids::{FocusAreaId, PersonId, ProgramId};
use super::own::{FieldHolder, OwnEntry, OwnFields};
use super::refs::{
    AreaRef, Decider, DeciderRef, DecisionRef, Declared, GoalRef, Link, MilestoneRef, Named, OrgRef, PersonRef,
    ProgramRef, Provider, RequestRef, RiskRef, StageRef,
};
use super::values::{Id, Label, LinkTarget, Markdown, Slug, Text};
use super::words::{CadenceWord, Visibility};
use crate::markdown::Markup;
use crate::source::Span;

/// Resolves the references in records and compiles their Markdown. What cannot be resolved is reported, and `None`.
pub trait Lookup {
    /// The person with this slug.
    fn person(&mut self, slug: &PersonRef, at: Span) -> Option<PersonId>;
    /// The person or the forum of this name.
    fn decider(&mut self, name: &DeciderRef, at: Span) -> Option<Decider>;
    /// The program with this slug.
    fn program(&mut self, slug: &ProgramRef, at: Span) -> Option<ProgramId>;
    /// The focus area with this slug.
    fn area(&mut self, slug: &AreaRef, at: Span) -> Option<FocusAreaId>;
    /// The word with this id in a list of `pmo.yaml`.
    fn declared(&mut self, list: Declared, id: &str, at: Span) -> Option<Named>;
    /// The place of a risk among those of the record's program.
    fn risk(&mut self, id: &RiskRef, at: Span) -> Option<usize>;
    /// The place of a milestone among those of the record's program.
    fn milestone(&mut self, id: &str, at: Span) -> Option<usize>;
    /// The place of a success measure among those of the record's program.
    fn measure(&mut self, id: &str, at: Span) -> Option<usize>;
    /// A milestone of another program, for which one of the record's program waits.
    fn provider(&mut self, program: &str, milestone: &str, at: Span) -> Option<Provider>;
    /// A link that readers of this visibility see; a page of this site is noted for checking.
    fn link(&mut self, label: &str, target: &Located<LinkTarget>, visibility: Visibility) -> Link;
    /// The values of a record's own fields, those that are declared and of the right type.
    fn own_fields(&mut self, on: FieldHolder, fields: &OwnFields) -> Vec<OwnEntry>;
    /// A text of inline Markdown, its links noted for checking.
    fn markdown(&mut self, text: &str, at: Span) -> Markup;
    /// How often programs report that do not say.
    fn cadence(&self) -> CadenceWord;
    /// Who may see programs that do not say.
    fn visibility(&self) -> Visibility;
    /// The month with which the year of plans begins.
    fn year_of_plans(&self) -> i8;
}

/// A value of a record that the model has in a form of its own.
pub trait Resolve {
    /// What the model has.
    type Model;

    /// What this value, which stands `at` a place in its file, becomes; `None` after a finding.
    fn resolve(&self, at: Span, to: &mut dyn Lookup) -> Option<Self::Model>;
}

impl<T: Plain> Resolve for T {
    type Model = T;

    fn resolve(&self, _: Span, _: &mut dyn Lookup) -> Option<T> {
        Some(*self)
    }
}

impl<T: Resolve> Resolve for Located<T> {
    type Model = T::Model;

    fn resolve(&self, _: Span, to: &mut dyn Lookup) -> Option<T::Model> {
        self.value.resolve(self.span, to)
    }
}

impl<T: Copy, const MIN: i64, const MAX: i64> Resolve for Whole<T, MIN, MAX> {
    type Model = T;

    fn resolve(&self, _: Span, _: &mut dyn Lookup) -> Option<T> {
        Some(self.0)
    }
}

impl<const MAX: usize> Resolve for Text<MAX> {
    type Model = String;

    fn resolve(&self, _: Span, _: &mut dyn Lookup) -> Option<String> {
        Some(self.0.clone())
    }
}

impl<const MAX: usize> Resolve for Markdown<MAX> {
    type Model = Markup;

    fn resolve(&self, at: Span, to: &mut dyn Lookup) -> Option<Markup> {
        Some(to.markdown(self, at))
    }
}

/// Implements [`Resolve`] for types that one call resolves.
macro_rules! resolves {
    ($($name:ty => $model:ty, |$value:ident, $at:pat_param, $to:pat_param| $resolved:expr;)*) => {$(
        impl Resolve for $name {
            type Model = $model;

            fn resolve(&self, $at: Span, $to: &mut dyn Lookup) -> Option<$model> {
                let $value = self;
                $resolved
            }
        }
    )*};
}

resolves! {
    Slug => String, |slug, _, _| Some(slug.0.clone());
    Label => String, |label, _, _| Some(label.0.clone());
    Id => String, |id, _, _| Some(id.0.clone());
    DecisionRef => String, |id, _, _| Some(id.0.clone());
    RequestRef => String, |id, _, _| Some(id.0.clone());
    PersonRef => PersonId, |slug, at, to| to.person(slug, at);
    AreaRef => FocusAreaId, |slug, at, to| to.area(slug, at);
    DeciderRef => Decider, |name, at, to| to.decider(name, at);
    ProgramRef => ProgramId, |slug, at, to| to.program(slug, at);
    RiskRef => usize, |id, at, to| to.risk(id, at);
    MilestoneRef => usize, |id, at, to| to.milestone(id, at);
    StageRef => Named, |id, at, to| to.declared(Declared::Stages, id, at);
    GoalRef => Named, |id, at, to| to.declared(Declared::Goals, id, at);
    OrgRef => String, |id, at, to| to.declared(Declared::Orgs, id, at).map(|org| org.name);
}
