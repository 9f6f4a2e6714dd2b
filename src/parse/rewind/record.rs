//! One record as it stood on a day, field by field.

use jiff::civil::Date;

use super::{Rewind, by, take_back};
use crate::parse::decode::Located;
use crate::parse::files::ParsedFile;
use crate::parse::records::{
    AllocationRecord, AssumptionRecord, DecisionRecord, DecisionStatus, DependencyRecord, FocusAreaRecord, IssueRecord,
    MeasureRecord, MilestoneRecord, PersonRecord, ProgramRecord, Publish, PublishRecord, RiskRecord, Visibility,
    WithdrawnRecord,
};
use crate::source::Span;

impl Rewind {
    /// A record as it stood; `None` when it says nothing of a later day.
    pub(super) fn record(self, file: &ParsedFile) -> Option<ParsedFile> {
        /// The record as it was, if that differs.
        fn earlier<R: Clone + PartialEq>(record: &R, rewind: impl FnOnce(&mut R)) -> Option<Box<R>> {
            let mut then = record.clone();
            rewind(&mut then);
            (then != *record).then(|| Box::new(then))
        }
        match file {
            ParsedFile::Program(Some(record)) => {
                earlier(&**record, |record| self.program(record)).map(|record| ParsedFile::Program(Some(record)))
            }
            ParsedFile::Person(Some(record)) => {
                earlier(&**record, |record| self.person(record)).map(|record| ParsedFile::Person(Some(record)))
            }
            ParsedFile::FocusArea(Some(record)) => {
                earlier(&**record, |record| area(record, self.day)).map(|record| ParsedFile::FocusArea(Some(record)))
            }
            _ => None,
        }
    }

    fn program(self, record: &mut ProgramRecord) {
        let now = record.visibility;
        program(record, self.day);
        // What is internal now is internal on every day.
        if now.map_or(self.visibility, |now| now.value) == Visibility::Internal {
            let span = now.map_or(record.span, |now| now.span);
            record.visibility =
                now.or_else(|| record.visibility.map(|_| Located { value: Visibility::Internal, span }));
        }
    }

    fn person(self, record: &mut PersonRecord) {
        let now = record.publish.take();
        record.publish.clone_from(&now);
        record.rewind_fields(self.day);
        // What somebody hides now is hidden on every day.
        if now.is_some() || record.publish.is_some() {
            let span = now.as_ref().or(record.publish.as_ref()).map_or(record.span, |given| given.span);
            let of = |given: &Option<Located<PublishRecord>>| given.as_ref().map(|given| given.value.clone());
            let (now, then) = (of(&now), of(&record.publish));
            if now != then {
                record.publish = Some(Located { value: self.stricter(now.as_ref(), then.as_ref(), span), span });
            }
        }
        record.allocations.retain(|AllocationRecord { from, .. }| by(from.as_ref(), self.day));
        for part in &mut record.allocations {
            take_back(&mut part.to, self.day);
        }
    }

    /// Of each field of two settings the one that shows less; what is not given is what holds by default.
    fn stricter(self, now: Option<&PublishRecord>, then: Option<&PublishRecord>, span: Span) -> PublishRecord {
        // Every field by name: one that is added and forgotten here does not compile.
        let of = |default: Publish, field: fn(&PublishRecord) -> Option<Located<Publish>>| {
            let level = |record: Option<&PublishRecord>| record.and_then(field).map_or(default, |given| given.value);
            Some(Located { value: level(now).max(level(then)), span })
        };
        let coverage = |record: Option<&PublishRecord>| {
            record.and_then(|record| record.coverage).map_or(self.coverage, |given| given.value)
        };
        PublishRecord {
            name: of(Publish::Public, |record| record.name),
            pronouns: of(Publish::Public, |record| record.pronouns),
            photo: of(Publish::Public, |record| record.photo),
            location: of(Publish::Public, |record| record.location),
            handles: of(Publish::Internal, |record| record.handles),
            level: of(Publish::Public, |record| record.level),
            manager: of(Publish::Public, |record| record.manager),
            specialties: of(Publish::Public, |record| record.specialties),
            links: of(Publish::Public, |record| record.links),
            coverage: Some(Located { value: coverage(now).max(coverage(then)), span }),
            span,
            faulty: Vec::new(),
        }
    }
}

type Withdrawal = Located<WithdrawnRecord>;

fn withdrawn_later(withdrawn: Option<&Withdrawal>, day: Date) -> bool {
    withdrawn.is_some_and(|withdrawn| !by(withdrawn.value.date.as_ref(), day))
}

#[expect(clippy::too_many_lines, reason = "it names every field")]
fn program(record: &mut ProgramRecord, day: Date) {
    record.rewind_fields(day);
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
        core_team,
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
        fields: _,
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
    core_team.retain(|member| by(member.from.as_ref(), day));
    for member in core_team {
        take_back(&mut member.to, day);
    }
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
            // It was taken later. Only what is taken replaces another decision and answers a request, so this one does
            // neither yet.
            item.status = Some(Located { value: DecisionStatus::Proposed, span });
            item.decided = None;
        } else if orphan {
            // What replaced it came later.
            item.status = Some(Located { value: DecisionStatus::Accepted, span });
        }
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
