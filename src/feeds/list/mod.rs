//! Lists for a terminal or a script: the rows of the open data, cut down to what somebody asks for.
//!
//! The rows are those of `/api/v1/` and of `/data/*.csv`, so that a list never says anything that the published files do not.
//! Deliberately absent: how a list looks on a terminal (`cli`).

mod query;

pub use query::{DecisionQuery, PersonQuery, ProgramQuery, Query, RiskQuery};

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::api::{DecisionRow, InProgram, NeedRow, PersonRow, ProgramRow, RiskRow, in_program, parts};
use super::known::{self, Unknown};
use super::rows;
use super::table::table;
use crate::model::{FocusAreaId, Program, ProgramId};
use crate::snapshot::Snapshot;
use crate::status::State;

/// Rows of one kind, in the order of the open data.
#[derive(Clone, Debug)]
pub enum Listing<'a> {
    /// Programs by slug.
    Programs(Vec<ProgramRow<'a>>),
    /// Risks by program.
    Risks(Vec<InProgram<'a, RiskRow<'a>>>),
    /// Decisions by program.
    Decisions(Vec<InProgram<'a, DecisionRow<'a>>>),
    /// Requests that wait for an answer, by program.
    Needs(Vec<InProgram<'a, NeedRow<'a>>>),
    /// People by slug.
    People(Vec<PersonRow<'a>>),
}

/// The rows that `query` asks for.
///
/// # Errors
/// When it names a record that the site does not have.
pub fn list<'a>(cx: &Snapshot<'a>, query: &Query) -> Result<Listing<'a>, Unknown> {
    match query {
        Query::Programs(query) => programs(cx, query),
        Query::Risks(query) => risks(cx, query),
        Query::Decisions(query) => decisions(cx, query),
        Query::People(query) => people(cx, query),
    }
}

fn programs<'a>(cx: &Snapshot<'a>, query: &ProgramQuery) -> Result<Listing<'a>, Unknown> {
    let scope = Scope::of(cx, None, query.focus_area.as_deref())?;
    let dri = query.dri.as_deref().map(|slug| known::person(cx, slug)).transpose()?;
    let rows = scope.programs(cx).filter(|(_, program, _)| dri.is_none_or(|dri| program.dri == dri));
    let rows = rows.map(|(id, _, state)| ProgramRow::of(cx, id, state)).filter(|row| {
        let facts = &row.head;
        any(&query.health, &facts.counted) && any(&query.lifecycle, &facts.lifecycle) && (!query.flagged || facts.health.flag.is_some())
    });
    Ok(Listing::Programs(rows.collect()))
}

fn risks<'a>(cx: &Snapshot<'a>, query: &RiskQuery) -> Result<Listing<'a>, Unknown> {
    let scope = Scope::of(cx, query.program.as_deref(), query.focus_area.as_deref())?;
    if let Some(owner) = &query.owner {
        known::person(cx, owner)?;
    }
    let rows = scope.programs(cx).flat_map(|(_, program, state)| in_program(&program.slug, RiskRow::all(cx, program, state)));
    let rows = rows.filter(|row| {
        let risk = &row.tail;
        query.owner.as_deref().is_none_or(|owner| risk.owner == Some(owner))
            && risk.score >= query.min_score
            && (!query.open || risk.closed.is_none())
            && (!query.overdue || risk.review_overdue)
    });
    Ok(Listing::Risks(rows.collect()))
}

fn decisions<'a>(cx: &Snapshot<'a>, query: &DecisionQuery) -> Result<Listing<'a>, Unknown> {
    let scope = Scope::of(cx, query.program.as_deref(), query.focus_area.as_deref())?;
    if query.open || query.overdue {
        let rows = scope.programs(cx).flat_map(|(_, program, state)| in_program(&program.slug, NeedRow::open(cx, state)));
        return Ok(Listing::Needs(rows.filter(|row| !query.overdue || row.tail.overdue).collect()));
    }
    let rows = scope.programs(cx).flat_map(|(_, program, state)| in_program(&program.slug, DecisionRow::all(cx, state)));
    Ok(Listing::Decisions(rows.collect()))
}

fn people<'a>(cx: &Snapshot<'a>, query: &PersonQuery) -> Result<Listing<'a>, Unknown> {
    let area = query.focus_area.as_deref().map(|slug| known::focus_area(cx, slug)).transpose()?;
    if let Some(program) = &query.program {
        known::program(cx, program)?;
    }
    let listed = cx.model.people().zip(parts(cx)).filter(|((_, person), _)| person.has_page());
    let works = listed.filter(|((_, person), _)| area.is_none_or(|area| person.focus_areas.contains(&area)));
    let rows = works.map(|((id, _), parts)| PersonRow::of(cx, id, parts)).filter(|row| {
        let accepting = row.capacity.as_ref().and_then(|capacity| capacity.accepting);
        query.program.as_deref().is_none_or(|program| row.programs.iter().any(|part| part.program == program))
            && any(&query.standing, &row.standing)
            && (query.accepting.is_empty() || accepting.is_some_and(|accepting| query.accepting.contains(&accepting)))
    });
    Ok(Listing::People(rows.collect()))
}

/// Whether `value` is one of `wanted`; nothing wanted is everything.
fn any<T: PartialEq>(wanted: &[T], value: &T) -> bool {
    wanted.is_empty() || wanted.contains(value)
}

/// The programs that a query is about.
struct Scope {
    program: Option<ProgramId>,
    area: Option<FocusAreaId>,
}

impl Scope {
    fn of(cx: &Snapshot<'_>, program: Option<&str>, area: Option<&str>) -> Result<Self, Unknown> {
        let program = program.map(|slug| known::program(cx, slug)).transpose()?;
        let area = area.map(|slug| known::focus_area(cx, slug)).transpose()?;
        Ok(Self { program, area })
    }

    fn programs<'a>(self, cx: &Snapshot<'a>) -> impl Iterator<Item = (ProgramId, &'a Program, &'a State<'a>)> {
        let all = cx.model.programs().zip(cx.states).map(|((id, program), state)| (id, program, state));
        all.filter(move |(id, program, _)| {
            self.program.is_none_or(|wanted| wanted == *id) && self.area.is_none_or(|wanted| wanted == program.focus_area)
        })
    }
}

impl Listing<'_> {
    /// The name of the list in the open data.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Programs(_) => "programs",
            Self::Risks(_) => "risks",
            Self::Decisions(_) => "decisions",
            Self::Needs(_) => "decisions_needed",
            Self::People(_) => "people",
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Programs(rows) => rows.len(),
            Self::Risks(rows) => rows.len(),
            Self::Decisions(rows) => rows.len(),
            Self::Needs(rows) => rows.len(),
            Self::People(rows) => rows.len(),
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The table with the columns of `/data/*.csv`.
    #[must_use]
    pub fn csv(self) -> String {
        let bytes = match self {
            Self::Programs(found) => table(rows::PROGRAMS, found.into_iter().map(rows::program)),
            Self::Risks(found) => table(rows::RISKS, found.into_iter().map(rows::risk)),
            Self::Decisions(found) => table(rows::DECISIONS, found.into_iter().map(rows::decision)),
            Self::Needs(found) => table(rows::NEEDS, found.into_iter().map(rows::need)),
            Self::People(found) => table(rows::PEOPLE, found.into_iter().map(rows::person)),
        };
        // Writing text to memory does not fail, and what is written is text.
        bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// One object: the day, and the rows of `/api/v1/` below the name that they have there.
    #[must_use]
    pub fn json(&self, as_of: Date) -> String {
        // Words and numbers always serialise.
        let mut text = serde_json::to_string_pretty(&Document { as_of, listing: self }).unwrap_or_default();
        text.push('\n');
        text
    }
}

struct Document<'l, 'a> {
    as_of: Date,
    listing: &'l Listing<'a>,
}

impl Serialize for Document<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = self.listing.name();
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("as_of", &self.as_of)?;
        match self.listing {
            Listing::Programs(rows) => map.serialize_entry(name, rows)?,
            Listing::Risks(rows) => map.serialize_entry(name, rows)?,
            Listing::Decisions(rows) => map.serialize_entry(name, rows)?,
            Listing::Needs(rows) => map.serialize_entry(name, rows)?,
            Listing::People(rows) => map.serialize_entry(name, rows)?,
        }
        map.end()
    }
}
