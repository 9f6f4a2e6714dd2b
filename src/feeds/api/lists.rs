//! The bodies of the documents that list things.

use super::change::ChangeRow;
use super::decision::{DecisionRow, NeedRow};
use super::focus_area::FocusAreaRow;
use super::joined::{InProgram, in_program};
use super::milestone::MilestoneRow;
use super::person::{PersonRow, parts};
use super::program_row::ProgramRow;
use super::risk::RiskRow;
use crate::feeds::shape::{Address, published};
use crate::snapshot::Snapshot;
use crate::status::changes;

published! {
    /// What the API holds.
    pub struct IndexBody<'a> {
        /// The site's title.
        title: &'a str,
        /// Every document.
        documents: Vec<DocumentRow>,
    }
}

published! {
    /// A document of the API.
    pub struct DocumentRow {
        /// Its path below `/api/v1/` without `.json`.
        name: String,
        /// Its address.
        url: Address,
        /// The address of its schema.
        schema: Address,
        /// What it holds.
        description: String,
    }
}

published! {
    /// Every program as it stands.
    pub struct ProgramsBody<'a> {
        /// Programs by slug.
        programs: Vec<ProgramRow<'a>>,
    }
}

published! {
    /// Everybody who shows their name to the readers of this site.
    pub struct PeopleBody<'a> {
        /// People by slug.
        people: Vec<PersonRow<'a>>,
    }
}

published! {
    /// Focus areas.
    pub struct FocusAreasBody<'a> {
        /// Areas in their order.
        focus_areas: Vec<FocusAreaRow<'a>>,
    }
}

published! {
    /// Risks of all programs.
    pub struct RisksBody<'a> {
        /// Risks by program, open and closed.
        risks: Vec<InProgram<'a, RiskRow<'a>>>,
    }
}

published! {
    /// Decisions of all programs.
    pub struct DecisionsBody<'a> {
        /// Decisions by program.
        decisions: Vec<InProgram<'a, DecisionRow<'a>>>,
        /// Requests that wait for an answer, by program.
        decisions_needed: Vec<InProgram<'a, NeedRow<'a>>>,
    }
}

published! {
    /// Milestones of all programs.
    pub struct MilestonesBody<'a> {
        /// Milestones by program, in the order of each plan.
        milestones: Vec<InProgram<'a, MilestoneRow<'a>>>,
    }
}

published! {
    /// What changed.
    pub struct ChangesBody<'a> {
        /// Changes by date, the oldest first.
        changes: Vec<ChangeRow<'a>>,
    }
}

impl<'a> ProgramsBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        Self { programs: cx.model.programs().map(|(id, _)| ProgramRow::of(cx, id, cx.state(id))).collect() }
    }
}

impl<'a> PeopleBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        let listed = cx.model.people().zip(parts(cx)).filter(|((_, person), _)| person.has_page());
        Self { people: listed.map(|((id, _), parts)| PersonRow::of(cx, id, parts)).collect() }
    }
}

impl<'a> FocusAreasBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        Self { focus_areas: cx.model.focus_areas().map(|(id, _)| FocusAreaRow::of(cx, id)).collect() }
    }
}

impl<'a> RisksBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        let of_program = |(id, program)| {
            let program: &'a crate::model::Program = program;
            in_program(&program.slug, RiskRow::all(cx, program, cx.state(id)))
        };
        Self { risks: cx.model.programs().flat_map(of_program).collect() }
    }
}

impl<'a> DecisionsBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        let programs = || cx.model.programs();
        Self {
            decisions: programs().flat_map(|(id, program)| in_program(&program.slug, DecisionRow::all(cx, cx.state(id)))).collect(),
            decisions_needed: programs().flat_map(|(id, program)| in_program(&program.slug, NeedRow::open(cx, cx.state(id)))).collect(),
        }
    }
}

impl<'a> MilestonesBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        let of_program = |(id, program)| {
            let program: &'a crate::model::Program = program;
            in_program(&program.slug, MilestoneRow::all(cx, program, cx.state(id)))
        };
        Self { milestones: cx.model.programs().flat_map(of_program).collect() }
    }
}

impl<'a> ChangesBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        let all = changes(cx.model, jiff::civil::Date::MIN, cx.model.as_of);
        Self { changes: all.iter().map(|change| ChangeRow::of(cx, change)).collect() }
    }
}
