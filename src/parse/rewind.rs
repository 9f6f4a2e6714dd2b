//! The files of a site as they stood on a day: facts dated later are taken back.
//!
//! What a record says of a later day is not known on the earlier one: an entry of `changes` or `rebaselines` gives the
//! field its former value again, an item that was added later is not there, one that ended later has not ended. A build
//! for a past day reads these files, so that it equals the build that was made on that day. Whoever adds a dated fact to
//! a record adds it here; `tests/history.rs` compares builds of random histories.
//!
//! Privacy alone does not go back: a program that is internal now is internal on every day, and so is what somebody
//! has hidden since.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::decode::Located;
use super::files::{ParsedFile, UpdateFile};
use super::kinds::{FileKind, kind_of, slug_of};
use super::mentions::Mentions;
use super::records::{
    AllocationRecord, AssumptionRecord, DecisionRecord, DecisionStatus, DependencyRecord, FocusAreaRecord, IssueRecord,
    Lifecycle, MeasureRecord, MilestoneRecord, PersonRecord, ProgramRecord, Publish, PublishRecord, RiskRecord,
    Visibility,
};
use super::site::{FileResult, Parsed};
use super::update_name::update_date;
use crate::source::SourcePath;

/// A date of a record, if it could be read.
type MaybeDate = Option<Located<Date>>;

/// Whether something dated so has happened by the end of `day`; what has no date has always been.
fn by(date: Option<&Located<Date>>, day: Date) -> bool {
    date.is_none_or(|date| date.value <= day)
}

/// Takes a date back that is later than `day`.
fn take_back(date: &mut MaybeDate, day: Date) {
    if !by(date.as_ref(), day) {
        *date = None;
    }
}

impl Parsed {
    /// These files as they stood at the end of `day`; `None` when nothing in them is dated later.
    #[must_use]
    pub fn at(&self, day: Date) -> Option<Self> {
        let mut then = self.clone();
        let mut differs = false;
        for (path, result) in self.records.iter() {
            if let Some(earlier) = at(result, day) {
                then.replace_record(path, Some(Arc::new((earlier, result.1.clone()))));
                differs = true;
            }
        }
        let late = |path: &SourcePath, result: &FileResult| {
            matches!(result.0, ParsedFile::Update(_)) && update_date(path).is_some_and(|date| date > day)
        };
        let updates = self.files.from("content/programs/").take_while(|(path, _)| path.is_below("content/programs"));
        for (path, _) in updates.filter(|(path, result)| late(path, result)) {
            then.remove_file(path);
            differs = true;
        }
        differs |= then.remove_unrecorded(day);
        differs.then_some(then)
    }

    /// Leaves out records that did not exist at the end of `day` and that nothing which did refers to.
    fn remove_unrecorded(&mut self, day: Date) -> bool {
        let absent: Vec<SourcePath> = self
            .records
            .iter()
            .filter(|(path, result)| !self.exists(path, result, day))
            .map(|(path, _)| path.clone())
            .collect();
        if absent.is_empty() {
            return false;
        }
        // Whoever is there because somebody speaks of them speaks of others.
        let mut gone = absent;
        loop {
            let mentioned = self.mentioned(&gone);
            let before = gone.len();
            gone.retain(|path| !self.slugs(path).any(|slug| mentioned.contains(slug)));
            if gone.len() == before {
                break;
            }
        }
        let programs = gone.iter().filter(|path| kind_of(path) == FileKind::Program);
        let programs: BTreeSet<String> = programs.flat_map(|path| self.slugs(path)).map(str::to_owned).collect();
        for path in &gone {
            self.replace_record(path, None);
        }
        self.without_time_for(&programs);
        !gone.is_empty()
    }

    /// Takes out the shares of people's time that go to `programs`.
    fn without_time_for(&mut self, programs: &BTreeSet<String>) {
        let of_them = |part: &AllocationRecord| {
            part.program.as_ref().is_some_and(|program| programs.contains(program.value.0.as_str()))
        };
        let mut people = Vec::new();
        for (path, result) in self.records.iter() {
            if let ParsedFile::Person(Some(record)) = &result.0
                && record.allocations.iter().any(of_them)
            {
                let mut then = record.clone();
                then.allocations.retain(|part| !of_them(part));
                people.push((path.clone(), Arc::new((ParsedFile::Person(Some(then)), result.1.clone()))));
            }
        }
        for (path, result) in people {
            self.replace_record(&path, Some(result));
        }
    }

    /// Slugs that records and reports refer to, but those records in `but`.
    fn mentioned(&self, but: &[SourcePath]) -> BTreeSet<String> {
        let mut mentions = Mentions::default();
        for (path, result) in self.files.iter().filter(|(path, _)| !but.contains(path)) {
            // Reports of a program that is not there are not there either.
            let of_absent =
                |absent: &SourcePath| kind_of(absent) == FileKind::Program && path.is_below(absent.folder());
            if !but.iter().any(of_absent) {
                mentions.of_file(&result.0);
            }
        }
        mentions.slugs
    }

    /// The slug of a record, and those that it had.
    fn slugs<'s>(&'s self, path: &'s SourcePath) -> impl Iterator<Item = &'s str> {
        let formerly = self.records.get(path).map_or(&[][..], |result| result.0.formerly());
        std::iter::once(slug_of(path, kind_of(path))).chain(formerly.iter().map(|former| &*former.value.0))
    }

    /// Whether a record existed at the end of `day`.
    pub(crate) fn exists(&self, path: &SourcePath, result: &FileResult, day: Date) -> bool {
        match &result.0 {
            ParsedFile::Person(Some(record)) => by(record.recorded.as_ref(), day),
            ParsedFile::FocusArea(Some(record)) => by(record.recorded.as_ref(), day),
            ParsedFile::Program(Some(record)) => {
                first_day(record, self.first_update(path)).is_none_or(|first| first <= day)
            }
            _ => true,
        }
    }

    /// The day of the first report in the folder of a program's record.
    fn first_update(&self, program: &SourcePath) -> Option<Date> {
        let folder = format!("{}/updates", program.folder());
        let reports = self.files.from(format!("{folder}/").as_str()).take_while(|(path, _)| path.is_below(&folder));
        let is_report = |file: &UpdateFile| {
            file.record.as_ref().is_none_or(|record| record.draft.as_ref().is_none_or(|draft| !draft.value))
        };
        let dates = reports.filter_map(|(path, result)| match &result.0 {
            ParsedFile::Update(file) if is_report(file) => update_date(path),
            _ => None,
        });
        dates.min()
    }
}

/// The day from which on a program's record exists; `None` for one that has always been.
fn first_day(record: &ProgramRecord, first_update: Option<Date>) -> Option<Date> {
    if let Some(recorded) = &record.recorded {
        return Some(recorded.value);
    }
    match record.lifecycle.as_ref()?.value {
        Lifecycle::Proposed | Lifecycle::Planned => None,
        Lifecycle::Active | Lifecycle::Paused | Lifecycle::Complete | Lifecycle::Cancelled => {
            let start = record.start.as_ref().map(|start| start.value);
            // Without either nobody says when it began.
            start.map(|start| first_update.map_or(start, |update| update.min(start)))
        }
    }
}

/// A record as it stood at the end of `day`; `None` when it says nothing of a later day.
fn at(result: &FileResult, day: Date) -> Option<ParsedFile> {
    /// The record as it was, if that differs.
    fn earlier<R: Clone + PartialEq>(record: &R, rewind: impl FnOnce(&mut R)) -> Option<Box<R>> {
        let mut then = record.clone();
        rewind(&mut then);
        (then != *record).then(|| Box::new(then))
    }
    match &result.0 {
        ParsedFile::Program(Some(record)) if program_is_later(record, day) => {
            earlier(&**record, |record| program(record, day)).map(|record| ParsedFile::Program(Some(record)))
        }
        ParsedFile::Person(Some(record)) if !record.changes.is_empty() => {
            earlier(&**record, |record| person(record, day)).map(|record| ParsedFile::Person(Some(record)))
        }
        ParsedFile::FocusArea(Some(record)) if !record.changes.is_empty() => {
            earlier(&**record, |record| area(record, day)).map(|record| ParsedFile::FocusArea(Some(record)))
        }
        _ => None,
    }
}

/// Whether a program's record dates anything later than `day`, so that it is worth a copy.
fn program_is_later(record: &ProgramRecord, day: Date) -> bool {
    let is_later = |date: &MaybeDate| !by(date.as_ref(), day);
    record.changes.iter().any(|entry| is_later(&entry.date))
        || record.rebaselines.iter().any(|entry| is_later(&entry.date))
        || record
            .success_measures
            .iter()
            .any(|item| is_later(&item.added) || withdrawn_later(item.withdrawn.as_ref(), day))
        || record.milestones.iter().any(|item| {
            is_later(&item.added)
                || item.dropped.as_ref().is_some_and(|dropped| is_later(&dropped.value.date))
                || item.changes.iter().any(|entry| is_later(&entry.date))
        })
        || record.risks.iter().any(|item| {
            is_later(&item.raised) || is_later(&item.closed) || item.changes.iter().any(|entry| is_later(&entry.date))
        })
        || record.issues.iter().any(|item| {
            is_later(&item.raised) || is_later(&item.closed) || item.changes.iter().any(|entry| is_later(&entry.date))
        })
        || record.assumptions.iter().any(|item| {
            is_later(&item.added)
                || is_later(&item.outcome_date)
                || withdrawn_later(item.withdrawn.as_ref(), day)
                || item.changes.iter().any(|entry| is_later(&entry.date))
        })
        || record.dependencies.iter().any(|item| {
            is_later(&item.added)
                || withdrawn_later(item.withdrawn.as_ref(), day)
                || item.changes.iter().any(|entry| is_later(&entry.date))
        })
        || record.decisions.iter().any(|item| is_later(&item.date) || is_later(&item.decided))
        || record.core_team.iter().any(|member| is_later(&member.from) || is_later(&member.to))
}

type Withdrawal = Located<super::records::WithdrawnRecord>;

fn withdrawn_later(withdrawn: Option<&Withdrawal>, day: Date) -> bool {
    withdrawn.is_some_and(|withdrawn| !by(withdrawn.value.date.as_ref(), day))
}

#[expect(clippy::too_many_lines, reason = "it names every field")]
fn program(record: &mut ProgramRecord, day: Date) {
    let visibility = record.visibility;
    record.rewind_fields(day);
    // What is internal now is internal on every day.
    if visibility.as_ref().is_some_and(|now| now.value == Visibility::Internal) {
        record.visibility = visibility;
    }
    // Every list by name: one that is added to a program and forgotten here does not compile.
    let ProgramRecord {
        baseline_end,
        success_measures,
        milestones,
        rebaselines,
        risks,
        issues,
        assumptions,
        dependencies,
        decisions,
        budget,
        core_team: _,
        name: _,
        summary: _,
        lifecycle: _,
        stage: _,
        focus_area: _,
        dri: _,
        backup: _,
        sponsor: _,
        stakeholder_orgs: _,
        goals: _,
        priority: _,
        tags: _,
        start: _,
        ongoing: _,
        cadence: _,
        visibility: _,
        links: _,
        channel: _,
        formerly: _,
        recorded: _,
        changes: _,
        span: _,
        faulty: _,
    } = record;
    // The plan: the last re-baseline is undone first.
    let mut later: Vec<_> = rebaselines.extract_if(.., |entry| !by(entry.date.as_ref(), day)).collect();
    // Of two on one day the first says what the plan was before both.
    later.reverse();
    later.sort_by_key(|entry| std::cmp::Reverse(entry.date.as_ref().map(|date| date.value)));
    for was in later.into_iter().filter_map(|entry| entry.was) {
        let was = was.value;
        for (id, date) in was.milestones {
            let named =
                |milestone: &&mut MilestoneRecord| milestone.id.as_ref().is_some_and(|own| own.value.0 == id.value);
            if let Some(milestone) = milestones.iter_mut().find(named) {
                milestone.baseline = Some(date);
            }
        }
        for (id, target) in was.measures.0 {
            let named = |measure: &&mut MeasureRecord| measure.id.as_ref().is_some_and(|own| own.value.0 == id.value);
            if let Some(measure) = success_measures.iter_mut().find(named) {
                measure.target = Some(target);
            }
        }
        if let Some(end) = was.end {
            *baseline_end = end.value.map(|value| Located { value, span: end.span });
        }
        if let (Some(amount), Some(budget)) = (was.budget, budget.as_mut()) {
            budget.value.baseline = Some(amount);
        }
    }
    let ended = |withdrawn: &mut Option<Withdrawal>| {
        if withdrawn_later(withdrawn.as_ref(), day) {
            *withdrawn = None;
        }
    };
    success_measures.retain(|item| by(item.added.as_ref(), day));
    for item in success_measures {
        ended(&mut item.withdrawn);
    }
    milestones.retain(|item| by(item.added.as_ref(), day));
    for item in milestones {
        item.rewind_fields(day);
        if item.dropped.as_ref().is_some_and(|dropped| !by(dropped.value.date.as_ref(), day)) {
            item.dropped = None;
        }
    }
    risks.retain(|RiskRecord { raised, .. }| by(raised.as_ref(), day));
    for item in risks {
        item.rewind_fields(day);
        take_back(&mut item.closed, day);
    }
    issues.retain(|IssueRecord { raised, .. }| by(raised.as_ref(), day));
    for item in issues {
        item.rewind_fields(day);
        take_back(&mut item.closed, day);
    }
    assumptions.retain(|AssumptionRecord { added, .. }| by(added.as_ref(), day));
    for item in assumptions {
        item.rewind_fields(day);
        ended(&mut item.withdrawn);
        if !by(item.outcome_date.as_ref(), day) {
            (item.outcome, item.outcome_date) = (None, None);
        }
    }
    dependencies.retain(|DependencyRecord { added, .. }| by(added.as_ref(), day));
    for item in dependencies {
        item.rewind_fields(day);
        ended(&mut item.withdrawn);
    }
    decisions.retain(|DecisionRecord { date, .. }| by(date.as_ref(), day));
    let replaced = |decisions: &[DecisionRecord], id: &str| {
        decisions.iter().any(|other| other.supersedes.as_ref().is_some_and(|earlier| *earlier.value == *id))
    };
    for at in 0..decisions.len() {
        let Some(item) = decisions.get(at) else { break };
        let waits = !by(item.decided.as_ref(), day);
        let superseded = item.status.as_ref().is_some_and(|status| status.value == DecisionStatus::Superseded);
        let orphan = superseded && item.id.as_ref().is_some_and(|id| !replaced(decisions, &id.value));
        let Some(item) = decisions.get_mut(at) else { break };
        let span = item.status.as_ref().map_or(item.span, |status| status.span);
        if waits {
            // Its answer came later, and so did what it replaced and answered by that.
            item.status = Some(Located { value: DecisionStatus::Proposed, span });
            item.decided = None;
        } else if orphan {
            // What replaced it came later.
            item.status = Some(Located { value: DecisionStatus::Accepted, span });
        }
    }
}

fn person(record: &mut PersonRecord, day: Date) {
    let now = record.publish.clone();
    record.rewind_fields(day);
    // What somebody hides now is hidden on every day.
    record.publish = match (now, record.publish.take()) {
        (Some(now), Some(then)) => Some(Located { value: stricter(now.value, &then.value), span: now.span }),
        (now, then) => now.or(then),
    };
}

/// Of each field of two settings the one that shows less.
fn stricter(now: PublishRecord, then: &PublishRecord) -> PublishRecord {
    fn of<T: Copy + Ord>(now: Option<Located<T>>, then: Option<&Located<T>>) -> Option<Located<T>> {
        match (now, then) {
            (Some(now), Some(then)) if then.value > now.value => Some(*then),
            (Some(now), _) => Some(now),
            (None, then) => then.copied(),
        }
    }
    let PublishRecord {
        name,
        pronouns,
        photo,
        location,
        handles,
        level,
        manager,
        specialties,
        links,
        coverage,
        span,
        faulty,
    } = now;
    let field = |now: Option<Located<Publish>>, then: &Option<Located<Publish>>| of(now, then.as_ref());
    PublishRecord {
        name: field(name, &then.name),
        pronouns: field(pronouns, &then.pronouns),
        photo: field(photo, &then.photo),
        location: field(location, &then.location),
        handles: field(handles, &then.handles),
        level: field(level, &then.level),
        manager: field(manager, &then.manager),
        specialties: field(specialties, &then.specialties),
        links: field(links, &then.links),
        coverage: of(coverage, then.coverage.as_ref()),
        span,
        faulty,
    }
}

fn area(record: &mut FocusAreaRecord, day: Date) {
    let later = record.changes.iter().filter(|entry| !by(entry.date.as_ref(), day));
    let named =
        later.filter_map(|entry| Some((entry.date.as_ref()?.value, entry.was.as_ref()?.value.triage_dri.clone()?)));
    let triage = named.min_by_key(|(until, _)| *until).map(|(_, former)| former);
    if let (Some(former), Some(intake)) = (triage, &mut record.intake) {
        let span = former.span;
        intake.value.triage_dri = former.value.map(|value| Located { value, span });
    }
    record.rewind_fields(day);
}
