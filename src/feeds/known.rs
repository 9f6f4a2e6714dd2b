//! Records that somebody names by slug, or what they may have meant.

use crate::diagnostics::nearest;
use crate::model::{FocusAreaId, PersonId, ProgramId};
use crate::parse::records::{FieldHolder, OwnField};
use crate::snapshot::Snapshot;

/// A slug that this audience's site does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it should have named.
    pub kind: NamedKind,
    /// The slug as it was given.
    pub slug: String,
    /// The slug that was probably meant.
    pub near: Option<String>,
}

/// Kinds of records that are named by slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedKind {
    /// A program.
    Program,
    /// A person.
    Person,
    /// A focus area.
    FocusArea,
    /// A goal.
    Goal,
    /// A field of the site's own that lists of these records can be asked for.
    Field(FieldHolder),
}

/// The program with this slug.
///
/// # Errors
/// When there is none.
pub fn program(cx: &Snapshot<'_>, slug: &str) -> Result<ProgramId, Unknown> {
    let all = || cx.model.programs.iter().map(|program| program.slug.as_str());
    cx.model.find_program(slug).ok_or_else(|| unknown(NamedKind::Program, slug, all()))
}

/// The person with this slug.
///
/// # Errors
/// When there is none.
pub fn person(cx: &Snapshot<'_>, slug: &str) -> Result<PersonId, Unknown> {
    let all = || cx.model.people.iter().map(|person| person.slug.as_str());
    cx.model.find_person(slug).ok_or_else(|| unknown(NamedKind::Person, slug, all()))
}

/// The focus area with this slug.
///
/// # Errors
/// When there is none.
pub fn focus_area(cx: &Snapshot<'_>, slug: &str) -> Result<FocusAreaId, Unknown> {
    let all = || cx.model.focus_areas.iter().map(|area| area.slug.as_str());
    cx.model.find_focus_area(slug).ok_or_else(|| unknown(NamedKind::FocusArea, slug, all()))
}

/// Makes sure that there is a goal with this id.
///
/// # Errors
/// When there is none.
pub fn goal(cx: &Snapshot<'_>, id: &str) -> Result<(), Unknown> {
    let all = || cx.model.config.goals.iter().map(|goal| goal.id.as_str());
    if cx.model.config.goals.iter().any(|goal| goal.is_called(id)) {
        Ok(())
    } else {
        Err(unknown(NamedKind::Goal, id, all()))
    }
}

/// The field of the site's own with this id that lists of records `on` can be asked for.
///
/// # Errors
/// When there is none.
pub fn field<'a>(cx: &Snapshot<'a>, on: FieldHolder, id: &str) -> Result<&'a OwnField, Unknown> {
    let all = || cx.model.config.fields.iter().filter(|field| field.on == on && field.filter);
    let found = all().find(|field| field.id == id);
    found.map(|field| &**field).ok_or_else(|| unknown(NamedKind::Field(on), id, all().map(|field| field.id.as_str())))
}

/// Whether the site of `cx` has what another audience's site does not.
#[must_use]
pub fn has(cx: &Snapshot<'_>, unknown: &Unknown) -> bool {
    let slug = unknown.slug.as_str();
    match unknown.kind {
        NamedKind::Program => program(cx, slug).is_ok(),
        NamedKind::Person => person(cx, slug).is_ok(),
        NamedKind::FocusArea => focus_area(cx, slug).is_ok(),
        NamedKind::Goal => goal(cx, slug).is_ok(),
        NamedKind::Field(on) => field(cx, on, slug).is_ok(),
    }
}

fn unknown<'a>(kind: NamedKind, slug: &str, all: impl Iterator<Item = &'a str>) -> Unknown {
    Unknown { kind, slug: slug.to_owned(), near: nearest(slug, all).map(str::to_owned) }
}
