//! What was due before the model's day and has not happened: status updates, milestones, reviews, issues, assumptions,
//! decisions.

use jiff::civil::Date;
use rayon::prelude::*;

use super::files::SiteRecords;
use super::finding::finding;
use crate::diagnostics::{Diagnostic, registry};
use crate::invariant::invariant;
use crate::model::{Model, Program, ProgramId};
use crate::parse::decode::Located;
use crate::parse::records::{Lifecycle, ProgramRecord};
use crate::parse::values::Id;
use crate::source::{SourcePath, Span};
use crate::status::{Freshness, ProgramState, fold};
use crate::words::WORDS;

/// A late item: where it stands, what it is, since when, and what to type.
type Late<'a> = (&'a SourcePath, Span, String, Date, &'static str);

/// The overdue items of every active program, each at its id or its date.
pub(super) fn overdue(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let active: Vec<_> =
        model.programs().filter(|(_, program)| program.on(model.as_of).lifecycle == Lifecycle::Active).collect();
    active.into_par_iter().flat_map_iter(|(id, program)| of_program(site, model, id, program)).collect()
}

fn of_program(site: &SiteRecords<'_>, model: &Model, id: ProgramId, program: &Program) -> Vec<Diagnostic> {
    let (path, record) =
        *invariant(site.files.programs.get(program.slug.as_str()), "a program of the model has a file");
    let record = invariant(record, "a program of the model has a record");
    let state = fold(model, id, model.as_of);
    let late = items(&state, program, path, record).into_iter().chain(needs(site, &state, program));
    let report = |(path, span, what, by, hint): Late<'_>| {
        let message = format!("{what} of `{}` was due on {}", program.slug, WORDS.date(by));
        finding(&registry::OVERDUE, path, span, message, hint)
    };
    late.map(report).chain(stale(&state, program, path, record)).collect()
}

/// What is said of a status that is out of date.
fn stale(state: &ProgramState<'_>, program: &Program, path: &SourcePath, record: &ProgramRecord) -> Option<Diagnostic> {
    let (last, due) = state.update.zip(state.next_due).filter(|_| state.freshness == Some(Freshness::Stale))?;
    let slug = &program.slug;
    let (last, due) = (WORDS.date(last.date), WORDS.date(due));
    let message = format!("the last update of `{slug}` is of {last} and the next was due on {due}");
    let at = record.lifecycle.as_ref().map_or_else(Span::default, |lifecycle| lifecycle.span);
    Some(finding(&registry::STALE, path, at, message, format!("run `pmo-site new update {slug}`")))
}

fn items<'a>(
    state: &ProgramState<'_>,
    program: &Program,
    path: &'a SourcePath,
    record: &ProgramRecord,
) -> Vec<Late<'a>> {
    let at = |id: Option<&Located<Id>>| id.map_or_else(Span::default, |id| id.span);
    let mut late: Vec<Late<'a>> = Vec::new();
    for now in state.milestones.iter().filter(|now| now.overdue) {
        let (milestone, item) = both(&program.milestones, &record.milestones, now.index);
        let hint = "report its `actual` date or a new `forecast` in an update";
        late.push((path, at(item.id.as_ref()), format!("milestone `{}`", milestone.id), now.expected.last, hint));
    }
    for now in state.risks.iter().filter(|now| now.review_overdue) {
        let (risk, item) = both(&program.risks, &record.risks, now.index);
        let hint = "review it and give a new `review_by` in an update, or close it";
        late.push((
            path,
            at(item.id.as_ref()),
            format!("the review of risk `{}`", risk.id),
            invariant(now.review_by, DATED),
            hint,
        ));
    }
    for now in state.issues.iter().filter(|now| now.overdue) {
        let (issue, item) = both(&program.issues, &record.issues, now.index);
        let hint = "close it or give a new `due` in an update";
        late.push((path, at(item.id.as_ref()), format!("issue `{}`", issue.id), invariant(now.due, DATED), hint));
    }
    for now in state.assumptions.iter().filter(|now| now.overdue) {
        let (assumption, item) = both(&program.assumptions, &record.assumptions, now.index);
        let (by, hint) =
            (invariant(assumption.validate_by, DATED), "write its `outcome`, or give it a later `validate_by`");
        late.push((path, at(item.id.as_ref()), format!("the validation of assumption `{}`", assumption.id), by, hint));
    }
    late
}

const DATED: &str = "what is overdue has a date";

/// An item of a program and what its record says of it: a program of the model has every item of its record.
fn both<'p, 'r, P, R>(program: &'p [P], record: &'r [R], index: usize) -> (&'p P, &'r R) {
    const SAME: &str = "a program has the items of its record, in their order";
    (invariant(program.get(index), SAME), invariant(record.get(index), SAME))
}

fn needs<'a>(site: &SiteRecords<'a>, state: &ProgramState<'_>, program: &Program) -> Vec<Late<'a>> {
    let place = |id: &str, by: Date| {
        let asked = site.updates(&program.slug).filter_map(|(path, file)| Some((path, file.record.as_ref()?)));
        let asked = asked.flat_map(|(path, record)| record.decisions_needed.iter().map(move |need| (path, need)));
        let mut asked = asked.filter_map(|(path, need)| Some((path, need.id.as_ref()?, need.by.as_ref()?)));
        asked
            .find(|(_, its_id, its_by)| its_id.value.0 == id && its_by.value == by)
            .map(|(path, _, by)| (path, by.span))
    };
    let late = state.needs.iter().filter(|now| now.overdue).map(|now| {
        let (path, span) = invariant(place(&now.need.id, now.need.by), "a decision that is needed stands in an update");
        let hint = "record the decision with `answers`, or ask again with a new `by`";
        (path, span, format!("the decision `{}`", now.need.id), now.need.by, hint)
    });
    late.collect()
}
