//! Lifecycles that contradict the rest of the record: what is still open at the end, a plan that is over, plans beyond
//! it, and who waits for what will not come.

use jiff::civil::Date;
use rayon::prelude::*;

use super::files::SiteRecords;
use super::finding::finding;
use crate::diagnostics::{Diagnostic, Rule, registry};
use crate::invariant::invariant;
use crate::model::{Model, Program, ProgramId, Provider};
use crate::parse::decode::Located;
use crate::parse::records::{DependencyRecord, Lifecycle, MilestoneRecord, ProgramRecord};
use crate::parse::values::Id;
use crate::source::{SourcePath, Span};
use crate::status::{Outlook, ProgramState, fold};
use crate::time::PlanDate;
use crate::words::WORDS;

const HAS_FILE: &str = "a program of the model has a file";
const SAME: &str = "a program has the items of its record, in their order";

/// Everything that a lifecycle contradicts.
pub(super) fn lifecycles(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let all: Vec<_> = model.programs().collect();
    all.into_par_iter().flat_map_iter(|(id, program)| of_program(site, model, id, program)).collect()
}

/// The file of a program of the model, and its record.
fn source<'a>(site: &SiteRecords<'a>, program: &Program) -> (&'a SourcePath, &'a ProgramRecord) {
    let (path, record) = *invariant(site.files.programs.get(program.slug.as_str()), HAS_FILE);
    (path, invariant(record, HAS_FILE))
}

fn of_program(site: &SiteRecords<'_>, model: &Model, id: ProgramId, program: &Program) -> Vec<Diagnostic> {
    let (path, record) = source(site, program);
    let state = fold(model, id, model.as_of);
    let mut to = InFile { path, slug: &program.slug, found: Vec::new() };
    match state.facts.lifecycle {
        lifecycle @ (Lifecycle::Complete | Lifecycle::Cancelled) => left_open(lifecycle, &state, record, &mut to),
        Lifecycle::Active => past_end(program, model.as_of, &state, record, &mut to),
        Lifecycle::Proposed | Lifecycle::Planned | Lifecycle::Paused => {}
    }
    if !matches!(state.facts.lifecycle, Lifecycle::Complete | Lifecycle::Cancelled) {
        beyond_end(program, model.as_of, &state, record, &mut to);
        broken_needs(site, model, &state, record, &mut to);
    }
    to.found
}

/// What was found in one program's file.
struct InFile<'a> {
    path: &'a SourcePath,
    slug: &'a str,
    found: Vec<Diagnostic>,
}

impl InFile<'_> {
    fn report(&mut self, rule: &'static Rule, span: Span, message: String, hint: impl Into<String>) {
        self.found.push(finding(rule, self.path, span, message, hint));
    }
}

/// `` `M1` and `M2` ``.
fn named<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let ids: Vec<_> = ids.map(|id| format!("`{id}`")).collect();
    WORDS.list(&ids)
}

fn place(id: Option<&Located<Id>>) -> Span {
    id.map_or_else(Span::default, |id| id.span)
}

/// What a program that is over has not ended: one finding for each kind of item, at the first of them.
fn left_open(lifecycle: Lifecycle, state: &ProgramState<'_>, record: &ProgramRecord, to: &mut InFile<'_>) {
    let word = lifecycle.word();
    let mut report = |what: &str, open: Vec<(&str, Span)>, is: (&str, &str), hint: &str| {
        if let Some((_, first)) = open.first().copied() {
            let (noun, verb) = if open.len() == 1 { ("", is.0) } else { ("s", is.1) };
            let ids = named(open.iter().map(|(id, _)| *id));
            let message = format!("`{}` is {word}, and its {what}{noun} {ids} {verb}", to.slug);
            to.report(&registry::LEFT_OPEN, first, message, hint.to_owned());
        }
    };
    // What a cancelled program has not reached it does not reach, and pages say so; what may be complete must be told.
    let missed = state.milestones.iter().filter(|now| lifecycle == Lifecycle::Complete && now.is_open());
    let missed = missed
        .map(|now| (now.milestone.id.as_str(), place(invariant(record.milestones.get(now.index), SAME).id.as_ref())));
    let hint = "report the `actual` dates in an update, or give those up with `dropped`";
    report("milestone", missed.collect(), ("is not reached", "are not reached"), hint);
    let risks = state
        .open_risks()
        .map(|now| (now.risk.id.as_str(), place(invariant(record.risks.get(now.index), SAME).id.as_ref())));
    report("risk", risks.collect(), ("is open", "are open"), "add `closed: …` with the date on which it ended");
    let issues = state
        .open_issues()
        .map(|now| (now.issue.id.as_str(), place(invariant(record.issues.get(now.index), SAME).id.as_ref())));
    report("issue", issues.collect(), ("is open", "are open"), "add `closed: …` with the date on which it ended");
}

/// The planned last day of a program that has one.
fn end(program: &Program, day: Date, state: &ProgramState<'_>) -> Option<PlanDate> {
    program.end(day).filter(|_| !state.facts.ongoing)
}

fn past_end(program: &Program, day: Date, state: &ProgramState<'_>, record: &ProgramRecord, to: &mut InFile<'_>) {
    let Some(end) = end(program, day, state).filter(|end| end.last < day) else { return };
    let span = record.baseline_end.as_ref().map_or_else(Span::default, |end| end.span);
    let message = format!("`{}` is active, and its planned end was {}", to.slug, WORDS.plan_date(end));
    let hint = "move the end with an entry of `rebaselines`, or write `lifecycle: complete`";
    to.report(&registry::PAST_END, span, message, hint);
}

/// Milestones that are planned after the program's end: one finding, at the first of them.
fn beyond_end(program: &Program, day: Date, state: &ProgramState<'_>, record: &ProgramRecord, to: &mut InFile<'_>) {
    let Some(end) = end(program, day, state) else { return };
    let beyond: Vec<_> = state.milestones.iter().filter(|now| now.is_open() && now.baseline.last > end.last).collect();
    let Some(first) = beyond.first() else { return };
    let item: &MilestoneRecord = invariant(record.milestones.get(first.index), SAME);
    let span = item.baseline.as_ref().map_or_else(Span::default, |baseline| baseline.span);
    let ids = named(beyond.iter().map(|now| now.milestone.id.as_str()));
    let (noun, verb) = if beyond.len() == 1 { ("milestone", "is") } else { ("milestones", "are") };
    let message = format!("{noun} {ids} {verb} planned after the end of `{}`, {}", to.slug, WORDS.plan_date(end));
    to.report(&registry::AFTER_END, span, message, "correct the dates, or move `baseline_end`");
}

/// Hard dependencies that will not come or that nobody promises: each at the dependency, and at its provider.
fn broken_needs(
    site: &SiteRecords<'_>,
    model: &Model,
    state: &ProgramState<'_>,
    record: &ProgramRecord,
    to: &mut InFile<'_>,
) {
    for now in state.dependencies.iter().filter(|now| now.hard && now.is_open()) {
        let Provider::Milestone { program, milestone } = &now.dependency.provider else { continue };
        let lifecycle = *model.program(*program).lifecycle.on(model.as_of);
        let comes = match now.outlook {
            Outlook::WillNotCome => "will not come",
            Outlook::NotPromised => "has no date that holds",
            Outlook::Overdue if matches!(lifecycle, Lifecycle::Paused | Lifecycle::Proposed) => {
                "was needed already and has no date that holds"
            }
            Outlook::Delivered
            | Outlook::InTime
            | Outlook::Late
            | Outlook::Overdue
            | Outlook::ProviderOverdue
            | Outlook::NoDate => continue,
        };
        let item: &DependencyRecord = invariant(record.dependencies.get(now.index), SAME);
        let provider = model.program(*program);
        let given = invariant(provider.milestones.get(*milestone), SAME);
        let lifecycle = lifecycle.word();
        let (why, dropped) = if given.is_dropped(model.as_of) {
            (format!("milestone `{}` of `{}` is given up", given.id, provider.slug), true)
        } else {
            (format!("`{}` is {lifecycle}", provider.slug), false)
        };
        let span = item.provider.as_ref().map_or(item.span, |provider| provider.span);
        let message = format!("what `{}` needs as `{}` {comes}: {why}", to.slug, now.dependency.id);
        let hint = "find another provider, or end the dependency with `withdrawn`";
        to.report(&registry::BROKEN_NEED, span, message, hint);

        let (file, record) = source(site, provider);
        let span = if dropped {
            let milestone: Option<&MilestoneRecord> = record.milestones.get(*milestone);
            milestone.and_then(|milestone| milestone.dropped.as_ref()).map(|dropped| dropped.span)
        } else {
            record.lifecycle.as_ref().map(|lifecycle| lifecycle.span)
        };
        let message = format!("{why}, and `{}` waits for `{}` (its `{}`)", to.slug, given.id, now.dependency.id);
        let hint = format!("agree with `{}` on what it does without", to.slug);
        to.found.push(finding(&registry::BROKEN_NEED, file, span.unwrap_or_default(), message, hint));
    }
}
