//! Which people and programs a directive speaks of.

use crate::coverage::counts_nameless;
use crate::model::{FocusAreaId, Model, Person, PersonId, Program, ProgramId, Tenure};
use crate::parse::records::{Lifecycle, PersonKind, PrivacyLevel};

/// Which people of the office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Those of a focus area.
    pub area: Option<FocusAreaId>,
    /// Those of a region, by its id.
    pub region: Option<String>,
    /// Those whose job level is this.
    pub level: Option<String>,
    /// Those who report to somebody.
    pub manager: Option<PersonId>,
    /// Those whose role holds these words, in small letters.
    pub role: Option<String>,
    /// Those who work on a program.
    pub program: Option<ProgramId>,
}

impl PeopleFilter {
    /// The people of `model` who are there on its day, by name.
    #[must_use]
    pub fn people(&self, model: &Model) -> Vec<PersonId> {
        let mut found: Vec<_> = model.people().filter(|(id, person)| self.holds(model, *id, person)).collect();
        // Too few without a name are counted in no focus area.
        let people = || found.iter().map(|(_, person)| *person);
        if self.area.is_some() && !counts_nameless(model, people()) {
            found.retain(|(_, person)| person.has_page());
        }
        found.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name).then_with(|| one.slug.cmp(&other.slug)));
        found.into_iter().map(|(id, _)| id).collect()
    }

    fn holds(&self, model: &Model, id: PersonId, person: &Person) -> bool {
        let Self { area, region, level, manager, role, program } = self;
        // Who hides is in no count, and nobody is found by what only they who show their name tell of themselves.
        person.counts()
            && (person.has_page() || (level.is_none() && manager.is_none() && program.is_none()))
            && (person.shows <= PrivacyLevel::Role || role.is_none())
            && person.kind == PersonKind::Member
            && person.standing(model.as_of) == Tenure::Present
            && area.is_none_or(|area| person.focus_areas.contains(&area))
            && region.as_ref().is_none_or(|region| person.region.as_ref() == Some(region))
            && level.as_ref().is_none_or(|level| person.level.as_ref() == Some(level))
            && manager.is_none_or(|manager| person.manager == Some(manager))
            && role.as_ref().is_none_or(|role| person.role.to_lowercase().contains(role.as_str()))
            && program.is_none_or(|program| works_on(model, id, program))
    }
}

/// Whether somebody works on a program on the model's day.
fn works_on(model: &Model, id: PersonId, program: ProgramId) -> bool {
    let program = model.program(program);
    let facts = program.on(model.as_of);
    facts.dri == id || facts.backup == Some(id) || program.core_team_on(model.as_of).any(|member| member.person == id)
}

/// Which programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgramFilter {
    /// Those of a focus area.
    pub area: Option<FocusAreaId>,
    /// Those in a part of their life.
    pub lifecycle: Option<Lifecycle>,
    /// Those of a DRI.
    pub dri: Option<PersonId>,
}

impl ProgramFilter {
    /// The programs of `model`, by name.
    #[must_use]
    pub fn programs(&self, model: &Model) -> Vec<ProgramId> {
        let mut found: Vec<_> = model.programs().filter(|(_, program)| self.holds(model, program)).collect();
        found.sort_by_key(|(_, program)| (program.on(model.as_of).name, &program.slug));
        found.into_iter().map(|(id, _)| id).collect()
    }

    fn holds(&self, model: &Model, program: &Program) -> bool {
        let Self { area, lifecycle, dri } = self;
        let facts = program.on(model.as_of);
        area.is_none_or(|area| facts.focus_area == area)
            && lifecycle.is_none_or(|lifecycle| facts.lifecycle == lifecycle)
            && dri.is_none_or(|dri| facts.dri == dri)
    }
}
