//! The part of a model that an audience may see.
//!
//! One pass at one place: whatever is internal leaves the model, so that no later stage can publish it by accident.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::privacy::published;
use super::{Audience, Model, PageKind, Person, Program, ProgramId, Provider, Update};
use crate::parse::records::{OwnEntry, PrivacyLevel, Visibility};

impl Person {
    /// Takes out of a person, whose `shows` is of `audience`, what the audience may not see; whether their name stays.
    fn withhold(&mut self, audience: Audience) -> bool {
        // Every field by name: one that is added and forgotten here does not compile, for it would be public in
        // silence.
        let Self {
            // Replaced where the name is not shown: `without_slugs_of`.
            slug: _,
            formerly,
            file: _,
            name,
            role,
            kind: _,
            focus_areas: _,
            pronouns,
            level,
            specialties,
            manager,
            start_date: _,
            end_date: _,
            region: _,
            location,
            country,
            // Zone and hours are shown as `shows` says: whoever writes them asks it.
            zone: _,
            hours: _,
            stretch: _,
            schedule,
            confirmed: _,
            max_percent: _,
            accepting: _,
            // Those of internal programs leave with them.
            allocations: _,
            handles,
            photo,
            links,
            fields,
            erased,
            publish,
            coverage: _,
            shows,
        } = self;
        let shown = |field: &str| audience.reads(published(publish, field));
        if audience == Audience::Public {
            // Usual hours, dated rows and public holidays stay. What tells that one person is away leaves the counts
            // too: somebody who is alone at an hour could be read from them.
            *schedule = schedule.clone().without_leave();
        }
        if *shows == PrivacyLevel::Hidden {
            // Nothing tells when they work, and a due day that their holidays moved would.
            *schedule = schedule.clone().without_holidays();
        }
        let named = shown("name");
        if !named {
            if !*erased {
                name.clone_from(role);
            }
            formerly.clear();
            // A number of staff or a page elsewhere names somebody too.
            fields.clear();
        }
        // A face names somebody as surely as a name.
        if !named || !shown("photo") || *shows > PrivacyLevel::Name {
            *photo = None;
        }
        if !shown("location") {
            *location = None;
            *country = None;
        }
        if !shown("pronouns") {
            *pronouns = None;
        }
        if !shown("handles") {
            handles.clear();
        }
        if !shown("level") {
            *level = None;
        }
        if !shown("manager") {
            *manager = None;
        }
        if !shown("specialties") {
            specialties.clear();
        }
        if !shown("links") {
            links.clear();
        }
        links.retain(|link| audience.sees(link.visibility));
        fields.retain(|entry| audience.sees(entry.field.visibility));
        named
    }
}

/// Whether a program has values of fields that `audience` may not see.
fn has_hidden_fields(program: &Program, audience: Audience) -> bool {
    let own = program.fields.values().chain(program.risks.iter().map(|risk| &risk.fields));
    own.flatten().any(|entry| !audience.sees(entry.field.visibility))
}

/// Takes the values of fields out of a program that `audience` may not see, and entries of `changes` that tell of
/// nothing else.
fn withhold_fields(program: &mut Program, audience: Audience) {
    let shown = |entry: &OwnEntry| audience.sees(entry.field.visibility);
    program.fields.values_mut().for_each(|fields| fields.retain(shown));
    program.risks.iter_mut().for_each(|risk| risk.fields.retain(shown));
    let Program { fields, changes, .. } = program;
    changes.retain(|entry| entry.fields != ["fields"] || fields.changes().any(|(day, ..)| day == entry.date));
}

/// Takes out of a program what tells of a time in which it was internal: slugs that it had, which have no dates, and
/// baselines of that time. What everyone could read before such a time stays what it was.
fn without_internal_time(program: &mut Program) {
    program.formerly.clear();
    let mut rebaselines = std::mem::take(&mut program.rebaselines);
    let begun = |day: Date| program.visibility.changes().any(|(on, _, is)| *is == Visibility::Public && on < day);
    let was_public = |day: Date| program.visibility.values().next() == Some(&Visibility::Public) || begun(day);
    let again = |from: Date, to: Date| {
        program.visibility.changes().any(|(on, _, is)| *is == Visibility::Public && from < on && on < to)
    };
    // What entries of one internal time have named: the first of them says what held in public before it.
    let mut named = NamedPlan::default();
    let mut last: Option<Date> = None;
    rebaselines.retain_mut(|entry| {
        entry.told = !program.was_internal_around(entry.date);
        let public_since = last.is_some_and(|last| again(last, entry.date));
        if entry.told || public_since {
            named = NamedPlan::default();
        }
        last = Some(entry.date);
        if !entry.told {
            entry.was.retain(|(index, _)| named.milestones.insert(*index));
            entry.targets.retain(|(index, _)| named.measures.insert(*index));
            entry.end = entry.end.filter(|_| !std::mem::replace(&mut named.end, true));
            entry.budget = entry.budget.filter(|_| !std::mem::replace(&mut named.budget, true));
        }
        entry.told || was_public(entry.date)
    });
    program.rebaselines = rebaselines;
}

/// The parts of a plan that entries have named.
#[derive(Default)]
struct NamedPlan {
    milestones: BTreeSet<usize>,
    measures: BTreeSet<usize>,
    end: bool,
    budget: bool,
}

impl Model {
    /// What `audience` may see: internal programs, links, budgets and fields of people are gone from a public model.
    #[must_use]
    pub fn for_audience(mut self, audience: Audience) -> Self {
        self.audience = audience;
        let mut nameless = Vec::new();
        for (index, person) in self.people.iter_mut().enumerate() {
            let person = Arc::make_mut(person);
            person.shows = person.showing(&self.config, audience);
            if !person.withhold(audience) {
                nameless.push(index);
            }
        }
        let seen = |program: &Program| {
            let links = program.links.iter().chain(&program.channel).map(|link| link.visibility);
            links
                .chain(program.budget.iter().map(|budget| budget.visibility))
                .all(|visibility| audience.sees(visibility))
        };
        self.config.fields.retain(|field| audience.sees(field.visibility));
        for program in &mut self.programs {
            if has_hidden_fields(program, audience) {
                withhold_fields(Arc::make_mut(program), audience);
            }
            if !seen(program) {
                let program = Arc::make_mut(program);
                program.links.retain(|link| audience.sees(link.visibility));
                program.channel = program.channel.take().filter(|channel| audience.sees(channel.visibility));
                program.budget = program.budget.take().filter(|budget| audience.sees(budget.visibility));
                if program.budget.is_none() {
                    program.rebaselines.iter_mut().for_each(|rebaseline| rebaseline.budget = None);
                }
            }
        }
        self.pages.retain(|page| audience.sees(page.visibility));
        if audience == Audience::Public {
            self.without_internal_programs();
        }
        self.without_slugs_of(&nameless)
    }

    /// Takes out programs that are internal, and reports of the time in which one was that is public now.
    fn without_internal_programs(&mut self) {
        for program in &mut self.programs {
            let internal = |update: &Update| *program.visibility.on(update.date) == Visibility::Internal;
            if program.updates.iter().any(internal) {
                let program = Arc::make_mut(program);
                let all = std::mem::take(&mut program.updates);
                let (withheld, shown) =
                    all.into_iter().partition(|update| *program.visibility.on(update.date) == Visibility::Internal);
                (program.withheld, program.updates) = (withheld, shown);
                let names: Vec<String> = program.updates.iter().map(|update| update.name.clone()).collect();
                for update in &mut program.updates {
                    update.corrects = update.corrects.take().filter(|name| names.contains(name));
                }
            }
        }
        for program in &mut self.programs {
            if program.visibility.values().any(|seen| *seen == Visibility::Internal) {
                without_internal_time(Arc::make_mut(program));
            }
        }
        let mut kept = 0;
        let places: Vec<Option<ProgramId>> = self
            .programs
            .iter()
            .map(|program| {
                program.is_public().then(|| {
                    kept += 1;
                    ProgramId::new(kept - 1)
                })
            })
            .collect();
        let place = |id: ProgramId| places.get(id.index()).copied().flatten();
        if kept == self.programs.len() {
            return;
        }
        self.programs.retain(|program| program.is_public());
        let names_one = |program: &&mut Arc<Program>| program.changes.iter().any(|entry| !entry.successors.is_empty());
        for program in self.programs.iter_mut().filter(names_one) {
            for entry in &mut Arc::make_mut(program).changes {
                entry.successors = entry.successors.iter().filter_map(|next| place(*next)).collect();
            }
        }
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
            PageKind::Page | PageKind::Introduction | PageKind::Summary => true,
        });
    }
}
