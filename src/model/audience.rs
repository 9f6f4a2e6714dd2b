//! The part of a model that an audience may see.
//!
//! One pass at one place: whatever is internal leaves the model, so that no later stage can publish it by accident.

use std::sync::Arc;

use super::{Audience, Decider, Model, PageKind, Program, ProgramId, Provider};
use crate::parse::records::{Publish, Showing, Visibility};

impl Model {
    /// What `audience` may see: internal programs, links, budgets and fields of people are gone from a public model.
    #[must_use]
    pub fn for_audience(mut self, audience: Audience) -> Self {
        self.audience = audience;
        let mut nameless = Vec::new();
        for (index, person) in self.people.iter_mut().enumerate() {
            let person = Arc::make_mut(person);
            person.shows = person.showing(&self.config, audience);
            if audience == Audience::Public {
                // Usual hours, dated rows and public holidays stay. What tells that one person is away leaves the counts too: somebody
                // who is alone at an hour could be read from them.
                person.schedule = person.schedule.clone().without_leave();
            }
            let shown = |field: &str, default: Publish| audience.reads(person.publish.get(field).copied().unwrap_or(default));
            if !shown("name", Publish::Public) {
                person.name.clone_from(&person.role);
                person.photo = None;
                nameless.push(index);
            }
            if !shown("location", Publish::Public) {
                person.location = None;
                person.country = None;
            }
            if !shown("pronouns", Publish::Public) {
                person.pronouns = None;
            }
            // A face names somebody as surely as a name.
            if !shown("photo", Publish::Public) || person.shows > Showing::Name {
                person.photo = None;
            }
            if !shown("handles", Publish::Internal) {
                person.handles.clear();
            }
            if !shown("level", Publish::Public) {
                person.level = None;
            }
            if !shown("manager", Publish::Public) {
                person.manager = None;
            }
            if !shown("specialties", Publish::Public) {
                person.specialties.clear();
            }
            if !shown("links", Publish::Public) {
                person.links.clear();
            }
            person.links.retain(|link| audience.sees(link.visibility));
        }
        let seen = |program: &Program| {
            let links = program.links.iter().chain(&program.channel).map(|link| link.visibility);
            links.chain(program.budget.iter().map(|budget| budget.visibility)).all(|visibility| audience.sees(visibility))
        };
        for program in &mut self.programs {
            if !seen(program) {
                let program = Arc::make_mut(program);
                program.links.retain(|link| audience.sees(link.visibility));
                program.channel = program.channel.take().filter(|channel| audience.sees(channel.visibility));
                program.budget = program.budget.take().filter(|budget| audience.sees(budget.visibility));
            }
        }
        self.pages.retain(|page| audience.sees(page.visibility));
        if audience == Audience::Public {
            self.without_internal_programs();
        }
        self.without_slugs_of(&nameless)
    }

    fn without_internal_programs(&mut self) {
        let mut kept = 0;
        let places: Vec<Option<ProgramId>> = self
            .programs
            .iter()
            .map(|program| {
                (program.visibility == Visibility::Public).then(|| {
                    kept += 1;
                    ProgramId::new(kept - 1)
                })
            })
            .collect();
        let place = |id: ProgramId| places.get(id.index()).copied().flatten();
        if kept == self.programs.len() {
            return;
        }
        self.programs.retain(|program| program.visibility == Visibility::Public);
        for program in self.programs.iter_mut().filter(|program| !program.dependencies.is_empty()) {
            for dependency in &mut Arc::make_mut(program).dependencies {
                if let Provider::Milestone { program, .. } = &mut dependency.provider {
                    match place(*program) {
                        Some(id) => *program = id,
                        None => dependency.provider = Provider::Undisclosed,
                    }
                }
            }
        }
        for person in self.people.iter_mut().filter(|person| !person.allocations.is_empty()) {
            Arc::make_mut(person).allocations.retain_mut(|allocation| {
                place(allocation.program).is_some_and(|id| {
                    allocation.program = id;
                    true
                })
            });
        }
        self.pages.retain_mut(|page| match page.kind {
            PageKind::ProgramPage(program) => place(program).is_some_and(|id| {
                Arc::make_mut(page).kind = PageKind::ProgramPage(id);
                true
            }),
            PageKind::Page | PageKind::Introduction => true,
        });
    }
}

impl Decider {
    /// The person, when it is one.
    #[must_use]
    pub fn person(&self) -> Option<super::PersonId> {
        match self {
            Self::Person(id) => Some(*id),
            Self::Forum(_) => None,
        }
    }
}
