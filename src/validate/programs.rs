//! `program.yaml` → [`Program`], without its updates.

use super::entries;
use super::items::{ordered, unique, value};
use super::names::Resolver;
use crate::diagnostics::registry;
use crate::model::Program;
use crate::parse::decode::Located;
use crate::parse::records::{
    DecisionRecord, DecisionStatus, IssueRecord, Lifecycle, ProgramRecord, RiskRecord, UpdateRecord,
};

/// Builds a program without its updates, or `None` after findings.
pub(super) fn program(record: &ProgramRecord, slug: &str, to: &mut Resolver<'_, '_>) -> Option<Program> {
    if record.lifecycle.as_ref().is_some_and(|word| word.value == Lifecycle::Active) {
        active(record, to);
    }
    lists(record, to);
    let first = to.names.config.year_of_plans;
    let end = record.baseline_end.map(|end| Located { value: end.value.last_day(first), span: end.span });
    ordered(to, ("start", record.start.as_ref()), ("baseline_end", end.as_ref()));
    if let (Some(dri), Some(backup)) = (&record.dri, &record.backup)
        && to.names.former.person(&dri.value) == to.names.former.person(&backup.value)
    {
        to.report(
            &registry::BACKUP_IS_DRI,
            backup.span,
            format!("`{}` is both DRI and backup", backup.value.0),
            "name somebody else as `backup`",
        );
    }
    budget(record, to);
    entries::of_program(record, to);
    record.risks.iter().for_each(|risk| self::risk(risk, to));
    record.issues.iter().for_each(|issue| self::issue(issue, to));
    record.decisions.iter().for_each(|decision| self::decision(decision, record, to));
    let program = record.resolved(slug.to_owned(), to.file.clone(), Vec::new(), Vec::new(), to);
    let mut program = program.filter(|_| !to.failed)?;
    program.rebaselines.sort_by_key(|rebaseline| rebaseline.date);
    program.decisions.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.id.cmp(&b.id)));
    Some(program)
}

/// Reports words that a running program uses and that have ended.
fn ended_words(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    let names = to.names;
    let (config, day) = (names.config, names.as_of);
    if let Some(stage) = &record.stage {
        to.in_use("stage", &config.stages, &stage.value, stage.span, day);
    }
    for goal in &record.goals {
        to.in_use("goal", &config.goals, &goal.value, goal.span, day);
    }
    let there = record.core_team.iter().filter(|member| member.to.as_ref().is_none_or(|to| day <= to.value));
    for org in record.stakeholder_orgs.iter().chain(there.filter_map(|member| member.org.as_ref())) {
        to.in_use("organization", &config.orgs, &org.value, org.span, day);
    }
}

fn active(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    ended_words(record, to);
    let ongoing = value(record.ongoing.as_ref()).unwrap_or(!record.lacks("ongoing"));
    let lacks = [
        ("stage", record.stage.is_none(), "add `stage: …` with one of the site's stages"),
        ("sponsor", record.sponsor.is_none(), "add `sponsor: …` with a person's slug"),
        ("start", record.start.is_none(), "add `start: …` with a date"),
        (
            "baseline_end",
            record.baseline_end.is_none() && !ongoing,
            "add `baseline_end: …` with a date, or `ongoing: true`",
        ),
        ("milestones", record.milestones.is_empty(), "add at least one milestone"),
    ];
    let at = record.lifecycle.as_ref().map_or(record.span, |lifecycle| lifecycle.span);
    for (field, missing, hint) in lacks {
        if missing && record.lacks(field) {
            to.report(&registry::ACTIVE_LACKS, at, format!("an active program needs `{field}`"), hint);
        }
    }
    if record.success_measures.is_empty() && record.lacks("success_measures") {
        let hint = "add `success_measures` with an id, a name, a unit, a start and a target";
        to.report(
            &registry::NO_MEASURES,
            at,
            "an active program without a success measure cannot say whether it succeeds",
            hint,
        );
    }
}

/// Reports an amount that nobody can have granted.
fn budget(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    let amount = record.budget.as_ref().and_then(|budget| budget.value.baseline.as_ref());
    if let Some(amount) = amount.filter(|amount| amount.value < 0.0) {
        let message = format!("the budget is `{}`, and nobody is granted less than nothing", amount.value);
        to.report(
            &registry::NEGATIVE_BUDGET,
            amount.span,
            message,
            format!("write the amount that was granted, such as `{}`", amount.value.abs()),
        );
    }
}

fn lists(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    unique(to, "milestone", record.milestones.iter().map(|item| item.id.as_ref()));
    unique(to, "risk", record.risks.iter().map(|item| item.id.as_ref()));
    unique(to, "issue", record.issues.iter().map(|item| item.id.as_ref()));
    unique(to, "assumption", record.assumptions.iter().map(|item| item.id.as_ref()));
    unique(to, "dependency", record.dependencies.iter().map(|item| item.id.as_ref()));
    unique(to, "decision", record.decisions.iter().map(|item| item.id.as_ref()));
    unique(to, "success measure", record.success_measures.iter().map(|item| item.id.as_ref()));
}

fn open_lacks(to: &mut Resolver<'_, '_>, at: crate::source::Span, what: &str, id: &str, lacks: &[(&str, bool)]) {
    for (field, missing) in lacks {
        if *missing {
            let message = format!("{what} `{id}` is open and has no `{field}`");
            to.report(
                &registry::OPEN_LACKS,
                at,
                message,
                format!("add `{field}: …`, or `closed: …` with the date it ended"),
            );
        }
    }
}

/// Reports what an open risk lacks, and dates out of order.
fn risk(record: &RiskRecord, to: &mut Resolver<'_, '_>) {
    if let (Some(id), None) = (&record.id, &record.closed)
        && record.lacks("closed")
    {
        let lacks = [
            ("owner", record.owner.is_none()),
            ("raised", record.raised.is_none()),
            ("review_by", record.review_by.is_none()),
        ];
        open_lacks(
            to,
            id.span,
            "risk",
            &id.value,
            &lacks.map(|(field, absent)| (field, absent && record.lacks(field))),
        );
    }
    ordered(to, ("raised", record.raised.as_ref()), ("closed", record.closed.as_ref()));
}

/// Reports what an open issue lacks, and dates out of order.
fn issue(record: &IssueRecord, to: &mut Resolver<'_, '_>) {
    if let (Some(id), None) = (&record.id, &record.closed)
        && record.lacks("closed")
    {
        let lacks = [("owner", record.owner.is_none()), ("due", record.due.is_none())];
        open_lacks(
            to,
            id.span,
            "issue",
            &id.value,
            &lacks.map(|(field, absent)| (field, absent && record.lacks(field))),
        );
    }
    ordered(to, ("raised", record.raised.as_ref()), ("closed", record.closed.as_ref()));
}

/// Reports a decision that replaces none or is replaced by none.
fn decision(record: &DecisionRecord, program: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    let own = record.id.as_ref().map(|id| id.value.0.as_str());
    if let Some(earlier) = &record.supersedes
        && (own == Some(&earlier.value)
            || !program.decisions.iter().any(|other| other.id.as_ref().is_some_and(|id| *id.value == *earlier.value)))
    {
        let hint = "name an earlier decision of this program";
        to.report(
            &registry::UNKNOWN_DECISION,
            earlier.span,
            format!("there is no earlier decision `{}` in this program", &*earlier.value),
            hint,
        );
    }
    if let (Some(id), Some(status)) = (&record.id, &record.status)
        && status.value == DecisionStatus::Superseded
        && program.decisions.iter().all(|other| other.lacks("supersedes"))
        && !program
            .decisions
            .iter()
            .any(|other| other.supersedes.as_ref().is_some_and(|earlier| *earlier.value == *id.value))
    {
        let hint = format!("add the decision that replaced it, with `supersedes: {}`", &*id.value);
        to.report(
            &registry::NO_SUCCESSOR,
            status.span,
            format!("decision `{}` is superseded and nothing supersedes it", &*id.value),
            hint,
        );
    }
}

/// Reports each decision that answers a request which no update makes. `reports` are the program's updates, faulty ones
/// as `None`.
pub(super) fn answers(record: &ProgramRecord, reports: &[Option<&UpdateRecord>], to: &mut Resolver<'_, '_>) {
    if reports.iter().any(|report| report.is_none_or(|report| !report.lacks("decisions_needed"))) {
        return;
    }
    let asked: Vec<&str> = reports
        .iter()
        .flatten()
        .flat_map(|report| &report.decisions_needed)
        .filter_map(|need| need.id.as_ref())
        .map(|id| id.value.0.as_str())
        .collect();
    for answer in record.decisions.iter().filter_map(|decision| decision.answers.as_ref()) {
        if !asked.contains(&answer.value.0.as_str()) {
            let hint = crate::diagnostics::nearest_name(&answer.value, asked.iter().copied()).map_or_else(
                || "name the id of an entry of `decisions_needed` in one of this program's updates".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("no update of this program asks for decision `{}`", &*answer.value);
            to.report(&registry::UNKNOWN_DECISION, answer.span, message, hint);
        }
    }
}
