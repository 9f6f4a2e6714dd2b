//! Which rows a query leaves. Each query is taken apart by name, so that no filter can be forgotten.

use std::cmp::Reverse;

use jiff::ToSpan;
use jiff::civil::Date;

use super::query::{DecisionQuery, ItemQuery, PersonQuery, ProgramQuery, RiskQuery, UpdateQuery};
use crate::feeds::api::{
    CapacityRow, DecisionRow, DependencyRow, InProgram, IssueRow, Items, MilestoneRow, NeedRow, PersonRow, ProgramRow,
    ReportRow, RiskRow, in_programs,
};
use crate::feeds::known::{self, Unknown};
use crate::feeds::own::OwnRow;
use crate::model::{FocusAreaId, Program, ProgramId};
use crate::parse::records::{CadenceWord, FieldHolder, OwnValue};
use crate::snapshot::Snapshot;
use crate::status::{Freshness, ProgramState};

pub(super) fn programs<'a>(cx: &Snapshot<'a>, query: &ProgramQuery) -> Result<Vec<ProgramRow<'a>>, Unknown> {
    let ProgramQuery { health, lifecycle, focus_area, dri, sponsor, goal, tag, flagged, due, fields } = query;
    let scope = QueryScope::of(cx, None, focus_area.as_ref())?;
    let dri = dri.as_deref().map(|slug| known::person(cx, slug)).transpose()?;
    let sponsor = sponsor.as_deref().map(|slug| known::person(cx, slug)).transpose()?;
    if let Some(goal) = goal {
        known::goal(cx, goal)?;
    }
    known_fields(cx, FieldHolder::Program, fields)?;
    let programs = scope.programs(cx).filter(|(_, program, state)| {
        dri.is_none_or(|dri| state.facts.dri == dri)
            && sponsor.is_none_or(|sponsor| state.facts.sponsor == Some(sponsor))
            && goal.as_ref().is_none_or(|wanted| state.facts.goals.iter().any(|goal| goal.is_called(wanted)))
            && tag.as_ref().is_none_or(|wanted| program.tags.contains(wanted))
            && any(lifecycle, &state.facts.lifecycle)
            && (!flagged || state.health.watermelon())
            && due.is_none_or(|days| owes(program, state, days))
    });
    let rows = programs.map(|(id, _, state)| ProgramRow::of(cx, id, state));
    Ok(rows.filter(|row| any(health, &row.head.counted) && says(&row.head.fields, fields)).collect())
}

/// Whether a report is due in `days` days or earlier: the next one, or the first.
fn owes(_: &Program, state: &ProgramState<'_>, days: u16) -> bool {
    let never = state.freshness == Some(Freshness::Never) && state.facts.cadence != CadenceWord::None;
    let last = state.date.checked_add(i64::from(days).days()).unwrap_or(Date::MAX);
    never || state.next_due.is_some_and(|due| due <= last)
}

/// Items that somebody sees to and that end one day.
pub(super) trait DueItems {
    /// The slug of who sees to it.
    fn owner(&self) -> Option<&str>;
    /// Whether it is not reached, closed or delivered.
    fn open(&self) -> bool;
    /// Whether it is open and late.
    fn overdue(&self) -> bool;
}

impl DueItems for MilestoneRow<'_> {
    fn owner(&self) -> Option<&str> {
        self.owner
    }

    fn open(&self) -> bool {
        self.actual.is_none() && self.dropped.is_none()
    }

    fn overdue(&self) -> bool {
        self.overdue
    }
}

impl DueItems for IssueRow<'_> {
    fn owner(&self) -> Option<&str> {
        self.owner
    }

    fn open(&self) -> bool {
        self.closed.is_none()
    }

    fn overdue(&self) -> bool {
        self.overdue
    }
}

impl DueItems for DependencyRow<'_> {
    fn owner(&self) -> Option<&str> {
        self.owner
    }

    fn open(&self) -> bool {
        self.delivered.is_none() && self.withdrawn.is_none()
    }

    fn overdue(&self) -> bool {
        self.open() && self.late == Some(true)
    }
}

pub(super) fn items<'a, T: Items<'a> + DueItems>(
    cx: &Snapshot<'a>,
    query: &ItemQuery,
) -> Result<Vec<InProgram<'a, T>>, Unknown> {
    let ItemQuery { program, focus_area, owner, open, overdue } = query;
    let rows = QueryScope::of(cx, program.as_ref(), focus_area.as_ref())?.items::<T>(cx);
    let owner = person(cx, owner.as_ref())?;
    let rows = rows.filter(|row| {
        let item = &row.tail;
        owner.is_none_or(|owner| item.owner() == Some(owner)) && (!open || item.open()) && (!overdue || item.overdue())
    });
    Ok(rows.collect())
}

pub(super) fn risks<'a>(cx: &Snapshot<'a>, query: &RiskQuery) -> Result<Vec<InProgram<'a, RiskRow<'a>>>, Unknown> {
    let RiskQuery { program, focus_area, owner, min_score, open, overdue, fields } = query;
    let rows = QueryScope::of(cx, program.as_ref(), focus_area.as_ref())?.items::<RiskRow<'a>>(cx);
    let owner = person(cx, owner.as_ref())?;
    known_fields(cx, FieldHolder::Risk, fields)?;
    let rows = rows.filter(|row| {
        let risk = &row.tail;
        owner.is_none_or(|owner| risk.owner == Some(owner))
            && risk.score >= *min_score
            && (!open || risk.closed.is_none())
            && (!overdue || risk.review_overdue)
            && says(&risk.fields, fields)
    });
    Ok(rows.collect())
}

/// Decisions that were taken or proposed; a query for open ones asks for [`needs`].
pub(super) fn decisions<'a>(
    cx: &Snapshot<'a>,
    query: &DecisionQuery,
) -> Result<Vec<InProgram<'a, DecisionRow<'a>>>, Unknown> {
    let DecisionQuery { program, focus_area, open: _, overdue: _ } = query;
    Ok(QueryScope::of(cx, program.as_ref(), focus_area.as_ref())?.items(cx).collect())
}

/// Requests that wait for an answer, which all are open.
pub(super) fn needs<'a>(cx: &Snapshot<'a>, query: &DecisionQuery) -> Result<Vec<InProgram<'a, NeedRow<'a>>>, Unknown> {
    let DecisionQuery { program, focus_area, open: _, overdue } = query;
    let rows = QueryScope::of(cx, program.as_ref(), focus_area.as_ref())?.items::<NeedRow<'a>>(cx);
    Ok(rows.filter(|row| !overdue || row.tail.overdue).collect())
}

pub(super) fn updates<'a>(
    cx: &Snapshot<'a>,
    query: &UpdateQuery,
) -> Result<Vec<InProgram<'a, ReportRow<'a>>>, Unknown> {
    let UpdateQuery { program, focus_area, author, health } = query;
    let rows = QueryScope::of(cx, program.as_ref(), focus_area.as_ref())?.items::<ReportRow<'a>>(cx);
    let author = person(cx, author.as_ref())?;
    let rows =
        rows.filter(|row| author.is_none_or(|author| row.tail.author == author) && any(health, &row.tail.health));
    let mut rows: Vec<_> = rows.collect();
    // Reports of one day stay in the order of their programs.
    rows.sort_by_key(|row| Reverse(row.tail.date));
    Ok(rows)
}

pub(super) fn people<'a>(cx: &Snapshot<'a>, query: &PersonQuery) -> Result<Vec<PersonRow<'a>>, Unknown> {
    let PersonQuery { focus_area, program, standing, accepting, silent, free, specialty, fields } = query;
    known_fields(cx, FieldHolder::Person, fields)?;
    let area = focus_area.as_deref().map(|slug| known::focus_area(cx, slug)).transpose()?;
    let area = area.map(|area| cx.model.focus_area(area).slug.as_str());
    let program = program.as_deref().map(|slug| known::program(cx, slug)).transpose()?;
    let program = program.map(|program| cx.model.program(program).slug.as_str());
    let rows = PersonRow::all(cx).into_iter().filter(|row| {
        let capacity = row.capacity.as_ref();
        let asks = !accepting.is_empty() || *silent;
        let fits =
            |capacity: &CapacityRow<'_>| capacity.accepting.map_or(*silent, |accepts| accepting.contains(&accepts));
        area.is_none_or(|area| row.focus_areas.contains(&area))
            && program.is_none_or(|program| row.programs.iter().any(|part| part.program == program))
            && any(standing, &row.standing)
            && (!asks || capacity.is_some_and(fits))
            && free.is_none_or(|free| capacity.is_some_and(|capacity| capacity.free() >= i64::from(free)))
            && specialty.as_ref().is_none_or(|wanted| row.specialties.iter().any(|one| same_word(one, wanted)))
            && says(&row.fields, fields)
    });
    Ok(rows.collect())
}

/// Makes sure that lists of records `on` can be asked for these fields of the site's own.
fn known_fields(cx: &Snapshot<'_>, on: FieldHolder, fields: &[(String, String)]) -> Result<(), Unknown> {
    fields.iter().try_for_each(|(id, _)| known::field(cx, on, id).map(drop))
}

/// Whether a record gives its own fields these values.
fn says(row: &OwnRow<'_>, wanted: &[(String, String)]) -> bool {
    wanted.iter().all(|(id, wanted)| match row.value(id) {
        None => wanted.is_empty(),
        Some(OwnValue::Number(number)) => wanted.parse() == Ok(*number),
        Some(value) => same_word(&value.plain(), wanted),
    })
}

/// Whether two words are the same in letters of either case.
fn same_word(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Whether `value` is one of `wanted`; nothing wanted is everything.
fn any<T: PartialEq>(wanted: &[T], value: &T) -> bool {
    wanted.is_empty() || wanted.contains(value)
}

/// The slug of whom was asked for, who may have had another when it was written down.
fn person<'a>(cx: &Snapshot<'a>, slug: Option<&String>) -> Result<Option<&'a str>, Unknown> {
    let id = slug.map(|slug| known::person(cx, slug)).transpose()?;
    Ok(id.map(|id| cx.model.person(id).slug.as_str()))
}

/// The programs that a query is about.
struct QueryScope {
    program: Option<ProgramId>,
    area: Option<FocusAreaId>,
}

impl QueryScope {
    fn of(cx: &Snapshot<'_>, program: Option<&String>, area: Option<&String>) -> Result<Self, Unknown> {
        let program = program.map(|slug| known::program(cx, slug)).transpose()?;
        let area = area.map(|slug| known::focus_area(cx, slug)).transpose()?;
        Ok(Self { program, area })
    }

    fn programs<'a>(self, cx: &Snapshot<'a>) -> impl Iterator<Item = (ProgramId, &'a Program, &'a ProgramState<'a>)> {
        let all = cx.model.programs().map(|(id, program)| (id, program, cx.state(id)));
        all.filter(move |(id, program, _)| {
            self.program.is_none_or(|wanted| wanted == *id)
                && self.area.is_none_or(|wanted| wanted == *program.focus_area.on(cx.model.as_of))
        })
    }

    /// The items of these programs.
    fn items<'a, T: Items<'a>>(self, cx: &Snapshot<'a>) -> impl Iterator<Item = InProgram<'a, T>> {
        in_programs(cx, self.programs(cx).map(|(_, program, state)| (program, state)))
    }
}
