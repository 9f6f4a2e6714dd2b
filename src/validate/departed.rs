//! Open jobs of people who have left.
//!
//! Who holds a job is asked of the one table of references (`parse::Mentions`): what is over is taken out of a copy of
//! each record, and whatever person the rest still names has a job. A field that is added to a record is therefore
//! looked at unless it is taken out here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::files::SiteRecords;
use super::finding::finding;
use crate::diagnostics::{Diagnostic, registry};
use crate::invariant::invariant;
use crate::model::{Decider, Model, PersonId, Program, ProgramId};
use crate::parse::Mentions;
use crate::parse::decode::{Located, Map};
use crate::parse::records::{
    CoreMemberRecord, DecisionStatus, GateOutcome, Lifecycle, PersonRecord, ProgramRecord, UpdateRecord,
};
use crate::parse::refs::{DeciderRef, PersonRef};
use crate::parse::resolve::Resolve;
use crate::parse::values::Id;
use crate::source::{SourcePath, Span};
use crate::status::{ProgramState, fold};
use crate::words::WORDS;

/// The last day of somebody who has left.
pub(super) fn left(person: &PersonRecord, as_of: Date) -> Option<Date> {
    person.end_date.as_ref().map(|end| end.value).filter(|end| *end < as_of)
}

/// Every open job of somebody whose last day has passed, each where they are named.
pub(super) fn departed(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let people = site.files.people.iter().filter_map(|(slug, (path, record))| Some((*slug, *path, (*record)?)));
    let gone: BTreeMap<&str, Date> =
        people.clone().filter_map(|(slug, _, record)| Some((slug, left(record, site.scope.as_of)?))).collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let programs: Vec<_> = model.programs().collect();
    let of_programs = programs.into_par_iter().flat_map_iter(|(id, program)| {
        let mut jobs = Jobs { gone: &gone, found: Vec::new() };
        of_program(site, model, id, program, &mut jobs);
        jobs.found
    });
    let mut jobs = Jobs { gone: &gone, found: of_programs.collect() };
    for (slug, path, record) in people.filter(|(slug, ..)| !gone.contains_key(slug)) {
        jobs.note(path, &format!("the record of `{slug}`"), |to| to.person_record(&now(record, site.scope.as_of)));
    }
    for (slug, (path, record)) in &site.files.areas {
        if let Some(record) = record {
            let mut record = (*record).clone();
            record.changes.clear();
            jobs.note(path, &format!("focus area `{slug}`"), |to| to.area_record(&record));
        }
    }
    if let Some((path, Some(record))) = site.files.intake {
        jobs.note(path, "the request form", |to| to.intake_record(record));
    }
    jobs.found
}

/// The people who have left with their last days, and what was found of them.
struct Jobs<'a> {
    gone: &'a BTreeMap<&'a str, Date>,
    found: Vec<Diagnostic>,
}

impl Jobs<'_> {
    /// Reports those who have left among the people whom `mention` meets.
    fn note(&mut self, path: &SourcePath, what: &str, mention: impl FnOnce(&mut Mentions)) {
        let mut mentions = Mentions::default();
        mention(&mut mentions);
        for (slug, at) in &mentions.people {
            self.job(path, what, slug, *at);
        }
    }

    fn part<T: Resolve>(&mut self, path: &SourcePath, what: &str, part: &T) {
        self.note(path, what, |to| to.part(part, Span::default()));
    }

    fn job(&mut self, path: &SourcePath, what: &str, slug: &str, at: Span) {
        if let Some(end) = self.gone.get(slug) {
            let message = format!("{what} still names `{slug}`, who left on {}", WORDS.date(*end));
            let hint = "name somebody who takes over";
            self.found.push(finding(&registry::DEPARTED_JOB, path, at, message, hint));
        }
    }
}

/// What somebody's record says of today and later.
fn now(record: &PersonRecord, day: Date) -> PersonRecord {
    let mut record = record.clone();
    record.changes.clear();
    record.away.retain(|away| away.to.as_ref().is_none_or(|to| to.value >= day));
    record
}

/// Where an update names somebody who then holds a job.
type Moves<'a> = Vec<(&'a SourcePath, &'a UpdateRecord)>;

fn of_program(site: &SiteRecords<'_>, model: &Model, id: ProgramId, program: &Program, jobs: &mut Jobs<'_>) {
    const HAS_FILE: &str = "a program of the model has a file";
    let day = model.as_of;
    let lifecycle = *program.lifecycle.on(day);
    if matches!(lifecycle, Lifecycle::Complete | Lifecycle::Cancelled) {
        return;
    }
    let slug = program.slug.as_str();
    let (path, record) = *invariant(site.files.programs.get(slug), HAS_FILE);
    let mut record = invariant(record, HAS_FILE).clone();
    let state = fold(model, id, day);
    let updates: Moves<'_> =
        site.updates(slug).filter_map(|(path, file)| Some((path, file.record.as_ref()?))).collect();

    // What was decided, agreed or held before names people as they were.
    record.changes.clear();
    record.rebaselines.clear();
    if lifecycle == Lifecycle::Active {
        dri(slug, path, &mut record, jobs);
        team(slug, path, &record.core_team, day, jobs);
    }
    // Who worked on a program that waits may work elsewhere meanwhile.
    record.core_team.clear();
    milestones(slug, path, &mut record, &state, jobs);
    logs(model, path, &mut record, &state, &updates, jobs);
    for item in std::mem::take(&mut record.decisions) {
        if item.status.as_ref().is_some_and(|status| status.value == DecisionStatus::Proposed) {
            let what = format!("decision `{}`, which is still to be taken,", called(item.id.as_ref()));
            jobs.part(path, &what, &item);
        }
    }
    // All that is left: the program's own fields, and any list that nobody has taken out above.
    jobs.note(path, &format!("`{slug}`"), |to| to.program_record(&record));
    promises(&state, &updates, jobs);
}

fn called(id: Option<&Located<Id>>) -> &str {
    id.map_or("", |id| id.value.0.as_str())
}

/// The DRI of an active program has a rule of their own.
fn dri(slug: &str, path: &SourcePath, record: &mut ProgramRecord, jobs: &mut Jobs<'_>) {
    let Some(dri) = &record.dri else { return };
    if let Some(end) = jobs.gone.get(&*dri.value.0) {
        let message = format!("the DRI of `{slug}`, `{}`, left on {}", dri.value.0, WORDS.date(*end));
        jobs.found.push(finding(&registry::DEPARTED_DRI, path, dri.span, message, "name a new `dri`"));
        record.dri = None;
    }
}

/// So has the core team.
fn team(slug: &str, path: &SourcePath, team: &[CoreMemberRecord], day: Date, jobs: &mut Jobs<'_>) {
    let current = team.iter().filter(|member| member.to.as_ref().is_none_or(|to| to.value >= day));
    for person in current.filter_map(|member| member.person.as_ref()) {
        let Some(end) = jobs.gone.get(&*person.value.0) else { continue };
        let message =
            format!("`{}`, who left on {}, is still in the core team of `{slug}`", person.value.0, WORDS.date(*end));
        let hint = "remove the entry from `core_team`, or give it `to: …`";
        jobs.found.push(finding(&registry::DEPARTED_ALLOCATED, path, person.span, message, hint));
    }
}

fn milestones(
    slug: &str,
    path: &SourcePath,
    record: &mut ProgramRecord,
    state: &ProgramState<'_>,
    jobs: &mut Jobs<'_>,
) {
    let open = by_index(state.milestones.iter().filter(|now| now.is_open()).map(|now| (now.index, now)));
    for (index, mut item) in std::mem::take(&mut record.milestones).into_iter().enumerate() {
        let Some(now) = open.get(&index) else { continue };
        item.changes.clear();
        if now.gate == Some(GateOutcome::Go) {
            item.gate = None;
        }
        jobs.part(path, &format!("milestone `{}` of `{slug}`", now.milestone.id), &item);
    }
}

/// Risks, issues, assumptions and dependencies that are open. An owner whom an update named is told there.
fn logs(
    model: &Model,
    path: &SourcePath,
    record: &mut ProgramRecord,
    state: &ProgramState<'_>,
    updates: &Moves<'_>,
    jobs: &mut Jobs<'_>,
) {
    let person = |id: Option<PersonId>| id.map(|id| model.person(id).slug.as_str());
    let open = by_index(state.open_risks().map(|now| (now.index, now)));
    for (index, mut item) in std::mem::take(&mut record.risks).into_iter().enumerate() {
        let Some(now) = open.get(&index) else { continue };
        item.changes.clear();
        let id = now.risk.id.as_str();
        let what = format!("risk `{id}`");
        moved(&mut item.owner, person(now.owner), &what, jobs, || {
            last(updates, |update| Some(of(&update.risks, id)?.owner.as_ref()))
        });
        let hears = match now.escalate_to {
            Some(Decider::Person(person)) => Some(model.person(*person).slug.as_str()),
            Some(Decider::Forum(_)) | None => None,
        };
        moved(&mut item.escalate_to, hears, &what, jobs, || {
            last(updates, |update| Some(of(&update.risks, id)?.escalate_to.as_ref()))
        });
        jobs.part(path, &what, &item);
    }
    let open = by_index(state.open_issues().map(|now| (now.index, now)));
    for (index, mut item) in std::mem::take(&mut record.issues).into_iter().enumerate() {
        let Some(now) = open.get(&index) else { continue };
        item.changes.clear();
        let id = now.issue.id.as_str();
        let what = format!("issue `{id}`");
        moved(&mut item.owner, person(now.owner), &what, jobs, || {
            last(updates, |update| Some(of(&update.issues, id)?.owner.as_ref()))
        });
        jobs.part(path, &what, &item);
    }
    let open = by_index(state.dependencies.iter().filter(|now| now.is_open()).map(|now| (now.index, now)));
    for (index, mut item) in std::mem::take(&mut record.dependencies).into_iter().enumerate() {
        let Some(now) = open.get(&index) else { continue };
        item.changes.clear();
        let id = now.dependency.id.as_str();
        let what = format!("dependency `{id}`");
        moved(&mut item.owner, person(now.owner), &what, jobs, || {
            last(updates, |update| Some(of(&update.dependencies, id)?.owner.as_ref()))
        });
        jobs.part(path, &what, &item);
    }
    let open = state.assumptions.iter().filter(|now| now.outcome.is_none() && now.withdrawn.is_none());
    let open = by_index(open.map(|now| (now.index, now)));
    for (index, mut item) in std::mem::take(&mut record.assumptions).into_iter().enumerate() {
        let Some(now) = open.get(&index) else { continue };
        item.changes.clear();
        jobs.part(path, &format!("assumption `{}`", now.assumption.id), &item);
    }
}

/// Items by their place in the record.
fn by_index<T>(items: impl Iterator<Item = (usize, T)>) -> BTreeMap<usize, T> {
    items.collect()
}

/// A reference by the slug that it gives.
trait Names {
    fn slug(&self) -> &str;
}

impl Names for PersonRef {
    fn slug(&self) -> &str {
        &self.0
    }
}

impl Names for DeciderRef {
    fn slug(&self) -> &str {
        &self.0
    }
}

/// What an update says of the item `id`.
fn of<'a, T>(map: &'a Map<T>, id: &str) -> Option<&'a T> {
    map.0.iter().find(|(named, _)| named.value == id).map(|(_, change)| change)
}

/// The last update that gives a field of an item, with that field.
fn last<'a, T>(
    updates: &Moves<'a>,
    field: impl Fn(&'a UpdateRecord) -> Option<Option<&'a Located<T>>>,
) -> Option<(&'a SourcePath, &'a Located<T>)> {
    updates.iter().rev().find_map(|(path, update)| Some((*path, field(update)??)))
}

/// Takes a field out of the record of which an update has said something else, and reports that instead.
fn moved<'a, T: Names + 'a>(
    field: &mut Option<Located<T>>,
    holds: Option<&str>,
    what: &str,
    jobs: &mut Jobs<'_>,
    update: impl FnOnce() -> Option<(&'a SourcePath, &'a Located<T>)>,
) {
    if field.as_ref().map(|field| field.value.slug()) == holds {
        return;
    }
    *field = None;
    if let Some((path, named)) = update().filter(|(_, named)| Some(named.value.slug()) == holds) {
        jobs.job(path, what, named.value.slug(), named.span);
    }
}

/// What the last update promises, and what is still asked.
fn promises(state: &ProgramState<'_>, updates: &Moves<'_>, jobs: &mut Jobs<'_>) {
    let mut asked: BTreeSet<&str> = state.open_needs().map(|now| now.need.id.as_str()).collect();
    let last = state.update.map(|update| &update.file);
    for (path, update) in updates.iter().rev() {
        if last == Some(*path) {
            // What it says of items and of requests is told with these.
            let mut update: UpdateRecord = (*update).clone();
            update.author = None;
            update.milestones = Map::default();
            update.risks = Map::default();
            update.issues = Map::default();
            update.dependencies = Map::default();
            update.decisions_needed.clear();
            jobs.note(path, "the last update", |to| to.update(&update));
        }
        // Of a request that is repeated the last wording counts.
        for need in update.decisions_needed.iter().filter(|need| need.withdrawn.is_none()) {
            let id = called(need.id.as_ref());
            if asked.remove(id) {
                jobs.part(path, &format!("the request `{id}`"), need);
            }
        }
    }
}
