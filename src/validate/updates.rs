//! `updates/<date>.md` → [`Update`].

use std::sync::Arc;

use jiff::civil::Date;

use super::items::{ids, unique};
use super::names::Resolver;
use super::programs::value;
use super::text::Texts;
use crate::diagnostics::registry;
use crate::model::{DecisionNeeded, DependencyMove, IssueMove, MilestoneMove, Promise, RiskMove, Update};
use crate::parse::UpdateFile;
use crate::parse::decode::{Located, Whole};
use crate::parse::records::{Colour, Lifecycle, ProgramRecord, UpdateRecord};
use crate::source::{SourcePath, Span};

/// The date in an update's file name: `2026-03-05` or, for more on one day, `2026-03-05-2`.
pub(crate) fn date_of(path: &SourcePath) -> Option<Date> {
    let stem = path.stem();
    let (date, rest) = stem.split_at_checked(10)?;
    let numbered = rest.strip_prefix('-').is_some_and(|number| number.parse::<u16>().is_ok_and(|n| n >= 2) && !number.starts_with('0'));
    if rest.is_empty() || numbered { crate::time::parse_date(date).ok() } else { None }
}

/// What orders updates of a program by time: those of one day by their number, which no order of names does.
pub(crate) fn order_of(date: Date, name: &str) -> (Date, usize, &str) {
    (date, name.len(), name)
}

fn percent(value: Whole<0, 100>) -> u8 {
    u8::try_from(value.0).unwrap_or(0)
}

fn small(value: &Located<Whole<1, 5>>) -> u8 {
    u8::try_from(value.value.0).unwrap_or(1)
}

/// Builds an update of the program with `record`, or `None` after findings.
pub(super) fn update(
    file: &UpdateFile,
    date: Date,
    program: &ProgramRecord,
    to: &mut Resolver<'_, '_>,
    texts: &mut Texts<'_>,
) -> Option<Update> {
    let record = file.record.as_ref()?;
    contradictions(record, date, program, to);
    let author = record.author.as_ref().and_then(|author| to.person(author));
    let decisions_needed = needs(record, to, texts);
    let next = record.next.iter().filter_map(|promise| {
        let owner = to.maybe_person(promise.owner.as_ref());
        Some(Promise { text: texts.field(promise.text.as_ref()?), owner, by: value(promise.by.as_ref()) })
    });
    let next = next.collect();
    let measures = measures(record, program, to);
    let milestones = milestones(record, date, program, to, texts);
    let risks = risks(record, program, to, texts);
    let issues = issues(record, program, to, texts);
    let dependencies = dependencies(record, program, to, texts);
    let headline = record.headline.as_ref().map(|headline| texts.field(headline));
    let path_to_green = texts.maybe(record.path_to_green.as_ref());
    let override_reason = texts.maybe(record.override_reason.as_ref());
    if to.failed {
        return None;
    }
    let declared = to.names.config.health.dimensions.iter();
    let colour =
        |name: &String| record.dimensions.0.iter().find(|(key, _)| key.value == *name).map(|(_, colour)| (name.clone(), colour.value));
    Some(Update {
        name: to.file.stem().to_owned(),
        file: to.file.clone(),
        date,
        author: author?,
        health: record.health.as_ref()?.value,
        dimensions: declared.filter_map(colour).collect(),
        override_reason,
        confidence: record.confidence.as_ref().map(|confidence| percent(confidence.value)),
        headline: headline?,
        path_to_green,
        milestones,
        risks,
        issues,
        dependencies,
        measures,
        decisions_needed,
        next,
        body: Arc::clone(&file.body),
    })
}

fn contradictions(record: &UpdateRecord, date: Date, program: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    if let Some(start) = &program.start
        && date < start.value
    {
        let message = format!("the update is of {date}, and the program starts on {}", start.value);
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
    if health.value != Colour::Green && record.path_to_green.is_none() && record.lacks("path_to_green") {
        let message = format!("health is {} and there is no path to green", health.value.word());
        to.report(&registry::NO_PATH_TO_GREEN, health.span, message, "add `path_to_green: …` with what is done, by whom and until when");
    }
    if let Some(confidence) = &record.confidence {
        let band = config.health.confidence_colour(percent(confidence.value));
        if band != health.value {
            let message = format!("confidence {} % stands for {}, and health is {}", confidence.value.0, band.word(), health.value.word());
            let rules = &config.health;
            let hint =
                format!("green is from {} %, amber from {} %; change one of the two", rules.green_confidence, rules.amber_confidence);
            to.report(&registry::CONFIDENCE_BAND, confidence.span, message, hint);
        }
    }
    let inactive = program.lifecycle.as_ref().filter(|lifecycle| matches!(lifecycle.value, Lifecycle::Proposed | Lifecycle::Planned));
    if let Some(lifecycle) = inactive {
        let message = format!("health is reported of a program that is {}", lifecycle.value.word());
        to.report(
            &registry::HEALTH_WHEN_INACTIVE,
            health.span,
            message,
            "set the program's `lifecycle` to `active`, or wait with the update",
        );
    }
}

fn needs(record: &UpdateRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Vec<DecisionNeeded> {
    unique(to, "request for a decision", record.decisions_needed.iter().map(|need| need.id.as_ref()));
    let built = record.decisions_needed.iter().filter_map(|need| {
        let from = need.from.as_ref().and_then(|from| to.decider(from));
        let ask = need.ask.as_ref().map(|ask| texts.field(ask));
        Some(DecisionNeeded { id: need.id.as_ref()?.value.0.clone(), ask: ask?, from: from?, by: need.by.as_ref()?.value })
    });
    built.collect()
}

fn measures(record: &UpdateRecord, program: &ProgramRecord, to: &mut Resolver<'_, '_>) -> Vec<(usize, f64)> {
    let known = ids(program.success_measures.iter().map(|measure| measure.id.as_ref()));
    let built = record
        .measures
        .0
        .iter()
        .filter_map(|(id, value)| Some((to.item("success measure", &id.value, id.span, known.clone())?, value.value)));
    built.collect()
}

fn milestones(
    record: &UpdateRecord,
    date: Date,
    program: &ProgramRecord,
    to: &mut Resolver<'_, '_>,
    texts: &mut Texts<'_>,
) -> Vec<MilestoneMove> {
    let known = ids(program.milestones.iter().map(|milestone| milestone.id.as_ref()));
    let built = record.milestones.0.iter().filter_map(|(id, change)| {
        let milestone = to.item("milestone", &id.value, id.span, known.clone())?;
        if let Some(actual) = change.actual.as_ref().filter(|actual| actual.value > date) {
            let message = format!("`{}` was reached on {}, which is after the update of {date}", id.value, actual.value);
            to.report(&registry::ACTUAL_IN_FUTURE, actual.span, message, "write `forecast` for a date that is still to come");
        }
        if let Some(gate) = &change.gate
            && program.milestones.get(milestone).is_some_and(|milestone| milestone.gate.is_none() && milestone.lacks("gate"))
        {
            let message = format!("milestone `{}` has no gate", id.value);
            to.report(
                &registry::NO_GATE,
                gate.span,
                message,
                "add `gate: { approvers: [ … ], criteria: [ … ] }` to the milestone in `program.yaml`",
            );
        }
        Some(MilestoneMove {
            milestone,
            forecast: value(change.forecast.as_ref()),
            actual: value(change.actual.as_ref()),
            note: texts.maybe(change.note.as_ref()),
            gate: value(change.gate.as_ref()),
        })
    });
    built.collect()
}

fn risks(record: &UpdateRecord, program: &ProgramRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Vec<RiskMove> {
    let known = ids(program.risks.iter().map(|risk| risk.id.as_ref()));
    let built = record.risks.0.iter().filter_map(|(id, change)| {
        Some(RiskMove {
            risk: to.item("risk", &id.value, id.span, known.clone())?,
            probability: change.probability.as_ref().map(small),
            impact: change.impact.as_ref().map(small),
            response: value(change.response.as_ref()),
            plan: texts.maybe(change.plan.as_ref()),
            trigger: change.trigger.as_ref().map(|trigger| trigger.value.0.clone()),
            owner: to.maybe_person(change.owner.as_ref()),
            review_by: value(change.review_by.as_ref()),
            closed: value(change.closed.as_ref()),
            escalate_to: change.escalate_to.as_ref().and_then(|to_whom| to.decider(to_whom)),
            note: texts.maybe(change.note.as_ref()),
        })
    });
    built.collect()
}

fn issues(record: &UpdateRecord, program: &ProgramRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Vec<IssueMove> {
    let known = ids(program.issues.iter().map(|issue| issue.id.as_ref()));
    let built = record.issues.0.iter().filter_map(|(id, change)| {
        Some(IssueMove {
            issue: to.item("issue", &id.value, id.span, known.clone())?,
            severity: value(change.severity.as_ref()),
            owner: to.maybe_person(change.owner.as_ref()),
            due: value(change.due.as_ref()),
            closed: value(change.closed.as_ref()),
            note: texts.maybe(change.note.as_ref()),
        })
    });
    built.collect()
}

fn dependencies(record: &UpdateRecord, program: &ProgramRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Vec<DependencyMove> {
    let known = ids(program.dependencies.iter().map(|dependency| dependency.id.as_ref()));
    let built = record.dependencies.0.iter().filter_map(|(id, change)| {
        Some(DependencyMove {
            dependency: to.item("dependency", &id.value, id.span, known.clone())?,
            committed: value(change.committed.as_ref()),
            need_by: value(change.need_by.as_ref()),
            hard: value(change.hard.as_ref()),
            owner: to.maybe_person(change.owner.as_ref()),
            delivered: value(change.delivered.as_ref()),
            note: texts.maybe(change.note.as_ref()),
        })
    });
    built.collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_update_is_named_by_its_date() {
        let of = |name: &str| date_of(&SourcePath::new(format!("content/programs/p/updates/{name}.md")));
        assert_eq!(of("2026-03-05"), Some(date(2026, 3, 5)));
        assert_eq!(of("2026-03-05-2"), Some(date(2026, 3, 5)));
        for bad in ["2026-03-05-1", "2026-03-05-02", "2026-02-30", "march", "2026-03-05x", "2026-3-5"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }

    #[test]
    fn updates_of_one_day_follow_their_numbers() {
        let mut names = ["2026-03-05-10", "2026-03-05-2", "2026-03-05", "2026-03-05-9"];
        names.sort_by_key(|name| order_of(date(2026, 3, 5), name));
        assert_eq!(names, ["2026-03-05", "2026-03-05-2", "2026-03-05-9", "2026-03-05-10"]);
    }
}
