//! The bodies of the documents that list things.

use super::change::ChangeRow;
use super::decision::{DecisionRow, NeedRow};
use super::dependency::DependencyRow;
use super::focus_area::FocusAreaRow;
use super::issue::IssueRow;
use super::joined::{InProgram, in_all_programs};
use super::milestone::MilestoneRow;
use super::person::PersonRow;
use super::program_row::ProgramRow;
use super::risk::RiskRow;
use crate::feeds::published::published;
use crate::feeds::shape::Address;
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
    /// Issues of all programs.
    pub struct IssuesBody<'a> {
        /// Issues by program, open and closed.
        issues: Vec<InProgram<'a, IssueRow<'a>>>,
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
    /// Dependencies of all programs.
    pub struct DependenciesBody<'a> {
        /// What each program needs from others, by program.
        dependencies: Vec<InProgram<'a, DependencyRow<'a>>>,
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
        Self { programs: ProgramRow::all(cx) }
    }
}

impl<'a> PeopleBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        Self { people: PersonRow::all(cx) }
    }
}

impl<'a> FocusAreasBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        Self { focus_areas: cx.model.focus_areas().map(|(id, _)| FocusAreaRow::of(cx, id)).collect() }
    }
}

impl<'a> RisksBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        Self { risks: in_all_programs(cx) }
    }
}

impl<'a> IssuesBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        Self { issues: in_all_programs(cx) }
    }
}

impl<'a> DecisionsBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        Self { decisions: in_all_programs(cx), decisions_needed: in_all_programs(cx) }
    }
}

impl<'a> MilestonesBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        Self { milestones: in_all_programs(cx) }
    }
}

impl<'a> DependenciesBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        Self { dependencies: in_all_programs(cx) }
    }
}

impl<'a> ChangesBody<'a> {
    pub(super) fn of(cx: &Snapshot<'a>) -> Self {
        let all = changes(cx.model, jiff::civil::Date::MIN, cx.model.as_of);
        Self { changes: all.iter().map(|change| ChangeRow::of(cx, change)).collect() }
    }
}
