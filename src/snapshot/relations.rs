//! Who and what leads to a person or a program, looked up once for all pages.
//!
//! The model says only where somebody stands: whom a person reports to, what a program needs. A page that asked the
//! whole model for the other direction would cost as much as the site is large, and all pages together the square of
//! it.

use super::to_do::{self, ToDo};
use crate::model::{Decider, Model, PersonId, ProgramFacts, ProgramId, Provider};
use crate::status::ProgramState;

/// The other direction of what the model says, in the model's order.
#[derive(Debug)]
pub struct Relations {
    reports: Vec<Vec<PersonId>>,
    programs: Vec<Vec<ProgramId>>,
    dependents: Vec<Vec<ProgramId>>,
    successors: Vec<Vec<ProgramId>>,
    predecessors: Vec<Vec<ProgramId>>,
    to_do: Vec<Vec<ToDo>>,
}

impl Relations {
    /// Those of `model`, whose programs are in `states`.
    pub(super) fn of(model: &Model, states: &[ProgramState<'_>]) -> Self {
        let mut all = Self {
            reports: vec![Vec::new(); model.people.len()],
            programs: vec![Vec::new(); model.people.len()],
            dependents: vec![Vec::new(); model.programs.len()],
            successors: vec![Vec::new(); model.programs.len()],
            predecessors: vec![Vec::new(); model.programs.len()],
            to_do: to_do::all(model, states),
        };
        for (person, record) in model.people() {
            if let Some(reports) = record.manager.and_then(|manager| all.reports.get_mut(manager.index())) {
                reports.push(person);
            }
        }
        for ((id, program), state) in model.programs().zip(states) {
            let core = program.core_team_on(model.as_of).map(|member| member.person);
            let asked = state.open_needs().filter_map(|need| match need.need.from {
                Decider::Person(person) => Some(person),
                Decider::Forum(_) => None,
            });
            let ProgramFacts { dri, backup, sponsor, .. } = state.facts;
            for person in [dri].into_iter().chain(backup).chain(sponsor).chain(core).chain(asked) {
                add(&mut all.programs, person.index(), id);
            }
            for next in program.changes.iter().flat_map(|entry| &entry.successors) {
                add(&mut all.successors, id.index(), *next);
                add(&mut all.predecessors, next.index(), id);
            }
            for dependency in &program.dependencies {
                if let Provider::Milestone { program, .. } = dependency.provider {
                    add(&mut all.dependents, program.index(), id);
                }
            }
        }
        all
    }

    /// Who reports to a person.
    #[must_use]
    pub fn reports(&self, person: PersonId) -> &[PersonId] {
        self.reports.get(person.index()).map_or(&[], Vec::as_slice)
    }

    /// What waits for a person, by day.
    #[must_use]
    pub fn to_do(&self, person: PersonId) -> &[ToDo] {
        self.to_do.get(person.index()).map_or(&[], Vec::as_slice)
    }

    /// The programs in which a person has a part or is asked for a decision.
    #[must_use]
    pub fn programs(&self, person: PersonId) -> &[ProgramId] {
        self.programs.get(person.index()).map_or(&[], Vec::as_slice)
    }

    /// The programs that go on with the work of a program.
    #[must_use]
    pub fn successors(&self, program: ProgramId) -> &[ProgramId] {
        self.successors.get(program.index()).map_or(&[], Vec::as_slice)
    }

    /// The programs with whose work a program goes on.
    #[must_use]
    pub fn predecessors(&self, program: ProgramId) -> &[ProgramId] {
        self.predecessors.get(program.index()).map_or(&[], Vec::as_slice)
    }

    /// The programs that need something from a program.
    #[must_use]
    pub fn dependents(&self, program: ProgramId) -> &[ProgramId] {
        self.dependents.get(program.index()).map_or(&[], Vec::as_slice)
    }
}

/// Adds `program` to a list that may end with it.
fn add(lists: &mut [Vec<ProgramId>], at: usize, program: ProgramId) {
    if let Some(list) = lists.get_mut(at)
        && list.last() != Some(&program)
    {
        list.push(program);
    }
}
