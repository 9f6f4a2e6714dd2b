//! What was due before the model's day and has not happened: milestones, reviews, issues, assumptions, decisions.

use jiff::civil::Date;
use rayon::prelude::*;

use super::files::Site;
use super::finding::finding;
use crate::diagnostics::{Diagnostic, registry};
use crate::model::{Model, Program, ProgramId};
use crate::parse::decode::Located;
use crate::parse::records::{Lifecycle, ProgramRecord};
use crate::parse::values::Id;
use crate::source::{SourcePath, Span};
use crate::status::fold;
use crate::words::WORDS;

/// A late item: where it stands, what it is, since when, and what to type.
type Late<'a> = (&'a SourcePath, Span, String, Date, &'static str);

/// The overdue items of every active program, each at its id or its date.
pub(super) fn overdue(site: &Site<'_>, model: &Model) -> Vec<Diagnostic> {
    let active: Vec<_> = model.programs().filter(|(_, program)| program.lifecycle == Lifecycle::Active).collect();
    active.into_par_iter().flat_map_iter(|(id, program)| of_program(site, model, id, program)).collect()
}

fn of_program(site: &Site<'_>, model: &Model, id: ProgramId, program: &Program) -> Vec<Diagnostic> {
    let Some((path, Some(record))) = site.files.programs.get(program.slug.as_str()) else { return Vec::new() };
    let late = items(model, id, program, path, record).into_iter().chain(needs(site, model, id, program));
    let report = |(path, span, what, by, hint): Late<'_>| {
        let message = format!("{what} of `{}` was due on {}", program.slug, WORDS.date(by));
        finding(&registry::OVERDUE, path, span, message, hint)
    };
    late.map(report).collect()
}

fn items<'a>(model: &Model, id: ProgramId, program: &Program, path: &'a SourcePath, record: &ProgramRecord) -> Vec<Late<'a>> {
    let state = fold(model, id, model.as_of);
    let at = |id: Option<&Located<Id>>| id.map_or_else(Span::default, |id| id.span);
    let mut late: Vec<Late<'a>> = Vec::new();
    for now in state.milestones.iter().filter(|now| now.overdue) {
        if let (Some(milestone), Some(item)) = (program.milestones.get(now.index), record.milestones.get(now.index)) {
            let hint = "report its `actual` date or a new `forecast` in an update";
            late.push((path, at(item.id.as_ref()), format!("milestone `{}`", milestone.id), now.expected, hint));
        }
    }
    for now in state.risks.iter().filter(|now| now.review_overdue) {
        let both = program.risks.get(now.index).zip(record.risks.get(now.index));
        if let (Some((risk, item)), Some(by)) = (both, now.review_by) {
            let hint = "review it and give a new `review_by` in an update, or close it";
            late.push((path, at(item.id.as_ref()), format!("the review of risk `{}`", risk.id), by, hint));
        }
    }
    for now in state.issues.iter().filter(|now| now.overdue) {
        let both = program.issues.get(now.index).zip(record.issues.get(now.index));
        if let (Some((issue, item)), Some(due)) = (both, now.due) {
            late.push((path, at(item.id.as_ref()), format!("issue `{}`", issue.id), due, "close it or give a new `due` in an update"));
        }
    }
    for now in state.assumptions.iter().filter(|now| now.overdue) {
        let both = program.assumptions.get(now.index).zip(record.assumptions.get(now.index));
        if let (Some((assumption, item)), Some(by)) = (both, both.and_then(|(assumption, _)| assumption.validate_by)) {
            let hint = "write its `outcome`, or give it a later `validate_by`";
            late.push((path, at(item.id.as_ref()), format!("the validation of assumption `{}`", assumption.id), by, hint));
        }
    }
    late
}

fn needs<'a>(site: &Site<'a>, model: &Model, id: ProgramId, program: &Program) -> Vec<Late<'a>> {
    let state = fold(model, id, model.as_of);
    let place = |id: &str, by: Date| {
        let asked = site.updates(&program.slug).filter_map(|(path, file)| Some((path, file.record.as_ref()?)));
        let asked = asked.flat_map(|(path, record)| record.decisions_needed.iter().map(move |need| (path, need)));
        let mut asked = asked.filter_map(|(path, need)| Some((path, need.id.as_ref()?, need.by.as_ref()?)));
        asked.find(|(_, its_id, its_by)| its_id.value.0 == id && its_by.value == by).map(|(path, _, by)| (path, by.span))
    };
    let late = state.needs.iter().filter(|now| now.overdue).filter_map(|now| {
        let (path, span) = place(&now.need.id, now.need.by)?;
        let hint = "record the decision with `answers`, or ask again with a new `by`";
        Some((path, span, format!("the decision `{}`", now.need.id), now.need.by, hint))
    });
    late.collect()
}
