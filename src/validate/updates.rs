//! `updates/<date>.md` → [`Update`].

use std::sync::Arc;

use jiff::civil::Date;

use super::entries;
use super::items::{given, ids, unique};
use super::names::Resolver;
use crate::diagnostics::{Diagnostic, Place, nearest_name, registry};
use crate::markdown::Markup;
use crate::model::Update;
use crate::parse::decode::{Located, Map};
use crate::parse::records::{Colour, DecisionNeededRecord, Lifecycle, ProgramRecord, UpdateRecord};
use crate::parse::resolve::Resolve;
use crate::parse::values::Id;
use crate::parse::{UpdateFile, update_date, update_order};
use crate::source::{SourcePath, Span};
use crate::words::WORDS;

/// Builds an update of the resolver's program, or `None` after findings.
pub(super) fn update(
    file: &UpdateFile,
    date: Date,
    program: &ProgramRecord,
    to: &mut Resolver<'_, '_>,
) -> Option<Update> {
    let record = file.record.as_ref()?;
    contradictions(record, date, program, to);
    milestones(record, date, program, to);
    entries::named_early(record, date, program, to);
    unique(to, "request for a decision", record.decisions_needed.iter().map(|need| need.id.as_ref()));
    let UpdateRecord {
        author,
        health,
        dimensions,
        override_reason,
        confidence,
        headline,
        path_to_green,
        milestones,
        risks,
        issues,
        dependencies,
        measures,
        decisions_needed,
        next,
        corrects,
        amended,
        draft: _,
        span,
        faulty: _,
    } = record;
    let (withdrawn, asked): (Vec<_>, Vec<_>) = decisions_needed.iter().partition(|need| need.withdrawn.is_some());
    for need in &asked {
        self::asked(need, to);
        if let Some(from) = &need.from {
            to.in_use("forum", &to.names.config.forums, &from.value, from.span, date);
        }
    }
    let update = Update {
        name: to.file.stem().to_owned(),
        file: to.file.clone(),
        date,
        milestones: moves(milestones, "milestone", program.milestones.iter().map(|item| item.id.as_ref()), to),
        risks: moves(risks, "risk", program.risks.iter().map(|item| item.id.as_ref()), to),
        issues: moves(issues, "issue", program.issues.iter().map(|item| item.id.as_ref()), to),
        dependencies: moves(dependencies, "dependency", program.dependencies.iter().map(|item| item.id.as_ref()), to),
        measures: moves(measures, "success measure", program.success_measures.iter().map(|item| item.id.as_ref()), to),
        decisions_needed: asked.into_iter().filter_map(|need| need.resolve(*span, to)).collect(),
        withdrawn: withdrawn.into_iter().filter_map(|need| self::withdrawn(need, to)).collect(),
        corrects: given(corrects.as_ref(), to),
        amended: given(amended.as_ref(), to),
        next: next.iter().filter_map(|promise| promise.resolve(*span, to)).collect(),
        override_reason: given(override_reason.as_ref(), to),
        confidence: given(confidence.as_ref(), to),
        path_to_green: given(path_to_green.as_ref(), to),
        dimensions: in_order(dimensions, to),
        body: Arc::clone(&file.body),
        author: given(author.as_ref(), to)?,
        health: given(health.as_ref(), to)?,
        headline: given(headline.as_ref(), to)?,
    };
    (!to.failed).then_some(update)
}

/// Reports reports of a program that correct one which is not there, or a later one.
pub(super) fn corrections<'a>(files: &[(&'a SourcePath, &'a UpdateFile)], found: &mut Vec<Diagnostic>) {
    let names = || files.iter().filter(|(_, file)| !file.is_draft()).map(|(path, _)| path.stem());
    for (path, file) in files {
        let Some(corrects) = file.record.as_ref().and_then(|record| record.corrects.as_ref()) else { continue };
        let name = corrects.value.0.as_str();
        let order = |stem| {
            let date = update_date(&SourcePath::new(format!("{stem}.md")));
            date.map(|date| update_order(date, stem))
        };
        if names().any(|known| known == name && order(known) < order(path.stem())) {
            continue;
        }
        let earlier = names().filter(|known| order(known) < order(path.stem()));
        let (message, hint) = match nearest_name(name, earlier) {
            _ if name == path.stem() => {
                ("the report corrects itself".to_owned(), "name the earlier report that it corrects".to_owned())
            }
            _ if names().any(|known| known == name) => {
                (format!("`{name}` is a later report"), "name the earlier report that it corrects".to_owned())
            }
            Some(near) => (format!("there is no report `{name}`"), format!("did you mean `{near}`?")),
            None => {
                let hint = "name the file of the report that it corrects, such as `2026-02-05`";
                (format!("there is no report `{name}`"), hint.to_owned())
            }
        };
        let place = Place::new(path, corrects.span);
        found.push(Diagnostic::new(&registry::UNKNOWN_ITEM, place, message).hint(hint));
    }
}

/// Reports what a request for a decision lacks.
fn asked(need: &DecisionNeededRecord, to: &mut Resolver<'_, '_>) {
    for (field, missing) in [("ask", need.ask.is_none()), ("from", need.from.is_none()), ("by", need.by.is_none())] {
        if missing && need.lacks(field) {
            let start = Span::at(need.span.start as usize);
            let message = format!("request for a decision has no `{field}`");
            let hint = format!("add `{field}: …`; a request that is no longer made has `withdrawn: …` with the reason");
            to.report(&registry::MISSING_FIELD, start, message, hint);
        }
    }
}

/// A request that is no longer made: its id and the reason.
fn withdrawn(need: &DecisionNeededRecord, to: &mut Resolver<'_, '_>) -> Option<(String, Markup)> {
    let id = need.id.as_ref()?.value.0.clone();
    Some((id, given(need.withdrawn.as_ref(), to)?))
}

/// What moved among the items of a program's list, each by its place in it.
fn moves<'a, T: Resolve>(
    changes: &Map<T>,
    what: &str,
    items: impl Iterator<Item = Option<&'a Located<Id>>> + Clone + 'a,
    to: &mut Resolver<'_, '_>,
) -> Vec<(usize, T::Model)> {
    let known = ids(items);
    let moved = changes.0.iter().filter_map(|(id, change)| {
        let index = to.item(what, &id.value, id.span, known.clone());
        // The change is resolved even so: its own findings come at once.
        let change = change.resolve(id.span, to);
        Some((index?, change?))
    });
    moved.collect()
}

/// Health by dimension, in the site's order of dimensions.
fn in_order(dimensions: &Map<Located<Colour>>, to: &Resolver<'_, '_>) -> Vec<(String, Colour)> {
    let colour = |name: &String| {
        dimensions.0.iter().find(|(key, _)| key.value == *name).map(|(_, colour)| (name.clone(), colour.value))
    };
    to.names.config.health.dimensions.iter().filter_map(colour).collect()
}

fn contradictions(record: &UpdateRecord, date: Date, program: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    if let Some(start) = program.start_on(date)
        && date < start
    {
        let message = format!("the update is of {date}, and the program starts on {start}");
        to.report(
            &registry::UPDATE_BEFORE_START,
            Span::default(),
            message,
            "rename the file to its date, or correct the program's `start`",
        );
    }
    let config = to.names.config;
    for (dimension, _) in &record.dimensions.0 {
        to.dimension(dimension);
    }
    let Some(health) = &record.health else { return };
    let worst = record.dimensions.0.iter().max_by_key(|(_, colour)| colour.value);
    if let Some((dimension, worst)) = worst
        && worst.value > health.value
        && record.override_reason.is_none()
        && record.lacks("override_reason")
    {
        let message = format!("health is {}, but {} is {}", health.value.word(), dimension.value, worst.value.word());
        let hint = format!("write `health: {}`, or say why in `override_reason: …`", worst.value.word());
        to.report(&registry::HEALTH_ABOVE_DIMENSION, health.span, message, hint);
    }
    let no_path = health.value != Colour::Green && record.path_to_green.is_none() && record.lacks("path_to_green");
    if no_path {
        let message = format!("health is {} and there is no path to green", health.value.word());
        to.report(
            &registry::NO_PATH_TO_GREEN,
            health.span,
            message,
            "add `path_to_green: …` with what is done, by whom and until when",
        );
    }
    if let Some(confidence) = &record.confidence {
        let band = config.health.confidence_colour(confidence.value.0);
        // Without a path the report is not finished: what it lacks comes first.
        if band != health.value && !no_path {
            let message = format!(
                "confidence {} stands for {}, and health is {}",
                WORDS.percent(confidence.value.0),
                band.word(),
                health.value.word()
            );
            let rules = &config.health;
            let hint = format!(
                "green is from {}, amber from {}; change one of the two",
                WORDS.percent(rules.green_confidence),
                WORDS.percent(rules.amber_confidence)
            );
            to.report(&registry::CONFIDENCE_BAND, confidence.span, message, hint);
        }
    }
    let inactive =
        program.lifecycle_on(date).filter(|lifecycle| matches!(lifecycle, Lifecycle::Proposed | Lifecycle::Planned));
    if let Some(lifecycle) = inactive {
        let message = format!("health is reported of a program that is {}", lifecycle.word());
        to.report(
            &registry::HEALTH_WHEN_INACTIVE,
            health.span,
            message,
            "set the program's `lifecycle` to `active`, or wait with the update",
        );
    }
}

/// Reports milestones that are reached in the future, and outcomes of gates that there are not.
fn milestones(record: &UpdateRecord, date: Date, program: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    for (id, change) in &record.milestones.0 {
        let milestone = program
            .milestones
            .iter()
            .find(|milestone| milestone.id.as_ref().is_some_and(|known| *known.value == id.value));
        let Some(milestone) = milestone else { continue };
        if let Some(actual) = change.actual.as_ref().filter(|actual| actual.value > date) {
            let message =
                format!("`{}` was reached on {}, which is after the update of {date}", id.value, actual.value);
            to.report(
                &registry::ACTUAL_IN_FUTURE,
                actual.span,
                message,
                "write `forecast` for a date that is still to come",
            );
        }
        if let Some(gate) = &change.gate
            && !milestone.ever_had_gate()
            && milestone.lacks("gate")
        {
            let message = format!("milestone `{}` has no gate", id.value);
            to.report(
                &registry::NO_GATE,
                gate.span,
                message,
                "add `gate: { approvers: [ … ], criteria: [ … ] }` to the milestone in `program.yaml`",
            );
        }
    }
}
