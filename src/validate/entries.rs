//! What records say of their own past: entries of `changes`, first days and endings.

use jiff::civil::Date;

use super::items::ordered;
use super::names::Resolver;
use crate::diagnostics::registry;
use crate::parse::decode::{Located, Map};
use crate::parse::records::{ProgramRecord, UpdateRecord};
use crate::parse::values::Id;
use crate::source::Span;
use crate::time::{PlanDate, WrittenDate};
use crate::words::WORDS;

/// Reports fields that two entries of one day name: nobody can tell which of the two came first.
pub(super) fn changed_twice(twice: &[(&str, Span)], to: &mut Resolver<'_, '_>) {
    for (field, at) in twice {
        to.report(
            &registry::CHANGED_TWICE,
            *at,
            format!("another entry of that day says what `{field}` was"),
            "keep the entry with the value before that day, and remove the other one",
        );
    }
}

/// Reports what is wrong with the past of a program and of its items.
pub(super) fn of_program(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    twice(record, to);
    lifecycle_changes(record, to);
    baselines(record, to);
    endings(record, to);
}

fn twice(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    changed_twice(&record.changed_twice(), to);
    record.milestones.iter().for_each(|item| changed_twice(&item.changed_twice(), to));
    record.risks.iter().for_each(|item| changed_twice(&item.changed_twice(), to));
    record.issues.iter().for_each(|item| changed_twice(&item.changed_twice(), to));
    record.assumptions.iter().for_each(|item| changed_twice(&item.changed_twice(), to));
    record.dependencies.iter().for_each(|item| changed_twice(&item.changed_twice(), to));
}

/// Reports changes of the lifecycle of which nobody says why.
fn lifecycle_changes(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    for entry in &record.changes {
        let Some(was) = entry.was.as_ref().and_then(|was| was.value.lifecycle.as_ref()) else { continue };
        let given = entry.reason.is_some() || entry.decided_by.is_some() || entry.decision.is_some();
        if !given && ["reason", "decided_by", "decision"].into_iter().all(|field| entry.lacks(field)) {
            to.report(
                &registry::UNEXPLAINED_LIFECYCLE,
                was.span,
                "nobody says why the lifecycle changed",
                "add `reason: …`, `decided_by: …` or `decision: …` to the entry",
            );
        }
    }
}

/// Reports dates that were promised before the milestone was in the plan.
fn baselines(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    for milestone in &record.milestones {
        let (Some(id), Some(added)) = (&milestone.id, &milestone.added) else { continue };
        let earlier = record.rebaselines.iter().filter_map(|entry| entry.was.as_ref());
        let earlier = earlier.flat_map(|was| &was.value.milestones);
        let earlier = earlier.filter(|(named, _)| *named.value == *id.value.0).map(|(_, date)| date);
        let first = to.names.config.year_of_plans;
        let last = |baseline: &Located<WrittenDate>| baseline.value.last_day(first);
        for baseline in milestone.baseline.iter().chain(earlier).filter(|baseline| last(baseline) < added.value) {
            let message = format!(
                "milestone `{}` is planned for {} and is in the plan only from {} on",
                id.value.0,
                WORDS.plan_date(PlanDate { written: baseline.value, last: last(baseline) }),
                WORDS.date(added.value)
            );
            let hint = "correct `added`, the day on which it came into the plan, or the date that was promised";
            to.report(&registry::BASELINE_BEFORE_ADDED, baseline.span, message, hint);
        }
    }
}

/// Reports items that end before they begin.
fn endings(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    for item in &record.milestones {
        let dropped = item.dropped.as_ref().and_then(|dropped| dropped.value.date.as_ref());
        ordered(to, ("added", item.added.as_ref()), ("dropped", dropped));
    }
    let measures = record.success_measures.iter().map(|item| (&item.added, &item.withdrawn));
    let assumptions = record.assumptions.iter().map(|item| (&item.added, &item.withdrawn));
    let dependencies = record.dependencies.iter().map(|item| (&item.added, &item.withdrawn));
    for (added, withdrawn) in measures.chain(assumptions).chain(dependencies) {
        let withdrawn = withdrawn.as_ref().and_then(|withdrawn| withdrawn.value.date.as_ref());
        ordered(to, ("added", added.as_ref()), ("withdrawn", withdrawn));
    }
    for item in &record.assumptions {
        ordered(to, ("added", item.added.as_ref()), ("outcome_date", item.outcome_date.as_ref()));
    }
    for item in &record.decisions {
        ordered(to, ("date", item.date.as_ref()), ("decided", item.decided.as_ref()));
    }
    for member in &record.core_team {
        ordered(to, ("from", member.from.as_ref()), ("to", member.to.as_ref()));
    }
    for entry in &record.changes {
        ordered(to, ("date", entry.date.as_ref()), ("until", entry.until.as_ref()));
    }
}

/// Reports items that an update of `date` names before they are there.
pub(super) fn named_early(record: &UpdateRecord, date: Date, program: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    let milestones = program.milestones.iter().map(|item| (item.id.as_ref(), item.added.as_ref()));
    early(&record.milestones, "milestone", ("added", milestones), date, to);
    let risks = program.risks.iter().map(|item| (item.id.as_ref(), item.raised.as_ref()));
    early(&record.risks, "risk", ("raised", risks), date, to);
    let issues = program.issues.iter().map(|item| (item.id.as_ref(), item.raised.as_ref()));
    early(&record.issues, "issue", ("raised", issues), date, to);
    let dependencies = program.dependencies.iter().map(|item| (item.id.as_ref(), item.added.as_ref()));
    early(&record.dependencies, "dependency", ("added", dependencies), date, to);
    let measures = program.success_measures.iter().map(|item| (item.id.as_ref(), item.added.as_ref()));
    early(&record.measures, "success measure", ("added", measures), date, to);
}

type Begun<'a> = (Option<&'a Located<Id>>, Option<&'a Located<Date>>);

fn early<'a, T>(
    named: &Map<T>,
    what: &str,
    (field, items): (&str, impl Iterator<Item = Begun<'a>> + Clone),
    date: Date,
    to: &mut Resolver<'_, '_>,
) {
    for (id, _) in &named.0 {
        let own = |(known, _): &Begun<'_>| known.is_some_and(|known| known.value.0 == id.value);
        let first = items.clone().find(own).and_then(|(_, first)| first).filter(|first| first.value > date);
        if let Some(first) = first {
            let message = format!(
                "the update of {date} names {what} `{}`, which is there from {} on",
                id.value,
                WORDS.date(first.value)
            );
            let hint = format!("correct `{field}` of `{}` in `program.yaml`, or leave it out of this update", id.value);
            to.report(&registry::NAMED_EARLY, id.span, message, hint);
        }
    }
}
