//! `program.yaml` → [`Program`], without its updates.

use super::items::{ids, ordered, unique};
use super::names::Resolver;
use super::text::Texts;
use crate::diagnostics::registry;
use crate::markdown::SeenBy;
use crate::model::{
    Assumption, Budget, CoreMember, Decision, Dependency, Gate, Issue, Link, Measure, Milestone, Program, Provider, Rebaseline, Risk,
};
use crate::parse::decode::{Located, Map};
use crate::parse::records::{
    self, AssumptionRecord, DecisionRecord, DecisionStatus, DependencyRecord, GateRecord, IssueRecord, Lifecycle, LinkRecord,
    MilestoneRecord, ProgramRecord, RebaselineRecord, RiskRecord, UpdateRecord, Visibility,
};
use crate::parse::values::{Label, Text};

/// Builds a program, or `None` after findings.
pub(super) fn program(record: &ProgramRecord, slug: &str, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Program> {
    let config = to.names.config;
    let lifecycle = record.lifecycle.as_ref().map(|word| word.value);
    if lifecycle == Some(Lifecycle::Active) {
        active(record, to);
    }
    lists(record, to);
    ordered(to, ("start", record.start.as_ref()), ("baseline_end", record.baseline_end.as_ref()));
    if let (Some(dri), Some(backup)) = (&record.dri, &record.backup)
        && dri.value == backup.value
    {
        to.report(
            &registry::BACKUP_IS_DRI,
            backup.span,
            format!("`{}` is both DRI and backup", backup.value.0),
            "name somebody else as `backup`",
        );
    }
    let stage = record.stage.as_ref().map(|stage| to.declared(&registry::UNKNOWN_STAGE, "stages", stage));
    let focus_area = record.focus_area.as_ref().and_then(|area| to.area(area));
    let dri = record.dri.as_ref().and_then(|dri| to.person(dri));
    let backup = to.maybe_person(record.backup.as_ref());
    let sponsor = to.maybe_person(record.sponsor.as_ref());
    let core_team = record.core_team.iter().filter_map(|member| core_member(member, to)).collect();
    let orgs = record.stakeholder_orgs.iter().filter_map(|org| to.declared(&registry::UNKNOWN_ORG, "orgs", org));
    let stakeholder_orgs = orgs.map(|org| org.name).collect();
    let goals = record.goals.iter().filter_map(|goal| to.declared(&registry::UNKNOWN_GOAL, "goals", goal)).collect();
    let milestones: Vec<_> = record.milestones.iter().filter_map(|milestone| self::milestone(milestone, to, texts)).collect();
    let mut rebaselines: Vec<_> =
        record.rebaselines.iter().filter_map(|rebaseline| self::rebaseline(rebaseline, record, to, texts)).collect();
    rebaselines.sort_by_key(|rebaseline| rebaseline.date);
    let risks: Vec<_> = record.risks.iter().filter_map(|risk| self::risk(risk, to, texts)).collect();
    let issues: Vec<_> = record.issues.iter().filter_map(|issue| self::issue(issue, record, to, texts)).collect();
    let assumptions: Vec<_> = record.assumptions.iter().filter_map(|assumption| self::assumption(assumption, to, texts)).collect();
    let dependencies: Vec<_> = record.dependencies.iter().filter_map(|dependency| self::dependency(dependency, slug, to, texts)).collect();
    let mut decisions: Vec<_> = record.decisions.iter().filter_map(|decision| self::decision(decision, record, to, texts)).collect();
    decisions.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.id.cmp(&b.id)));
    let name = record.name.as_ref().map(|name| name.value.0.clone());
    let summary = record.summary.as_ref().map(|summary| texts.field(summary));
    if to.failed {
        return None;
    }
    Some(Program {
        slug: slug.to_owned(),
        file: to.file.clone(),
        name: name?,
        summary: summary?,
        lifecycle: lifecycle?,
        stage: stage.flatten(),
        focus_area: focus_area?,
        dri: dri?,
        backup,
        sponsor,
        core_team,
        stakeholder_orgs,
        goals,
        priority: record.priority.as_ref().map(|priority| priority.value.0.clone()),
        tags: record.tags.iter().map(|Label(tag)| tag.clone()).collect(),
        start: value(record.start.as_ref()),
        baseline_end: value(record.baseline_end.as_ref()),
        ongoing: value(record.ongoing.as_ref()).unwrap_or(false),
        cadence: value(record.cadence.as_ref()).unwrap_or(config.cadence),
        visibility: value(record.visibility.as_ref()).unwrap_or(config.default_visibility),
        measures: record.success_measures.iter().filter_map(measure).collect(),
        milestones,
        rebaselines,
        risks,
        issues,
        assumptions,
        dependencies,
        decisions,
        budget: record.budget.as_ref().and_then(|budget| self::budget(&budget.value)),
        links: record.links.iter().filter_map(|link| self::link(link, texts, SeenBy::All)).collect(),
        channel: record.channel.as_ref().and_then(|channel| self::channel(&channel.value, texts)),
        updates: Vec::new(),
    })
}

/// The value of an optional field.
pub(super) fn value<T: Copy>(field: Option<&Located<T>>) -> Option<T> {
    field.map(|field| field.value)
}

fn active(record: &ProgramRecord, to: &mut Resolver<'_, '_>) {
    let ongoing = value(record.ongoing.as_ref()).unwrap_or(!record.lacks("ongoing"));
    let lacks = [
        ("stage", record.stage.is_none(), "add `stage: …` with one of the site's stages"),
        ("sponsor", record.sponsor.is_none(), "add `sponsor: …` with a person's slug"),
        ("start", record.start.is_none(), "add `start: …` with a date"),
        ("baseline_end", record.baseline_end.is_none() && !ongoing, "add `baseline_end: …` with a date, or `ongoing: true`"),
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
        to.report(&registry::NO_MEASURES, at, "an active program without a success measure cannot say whether it succeeds", hint);
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

fn core_member(record: &records::CoreMemberRecord, to: &mut Resolver<'_, '_>) -> Option<CoreMember> {
    let org = record.org.as_ref().and_then(|org| to.declared(&registry::UNKNOWN_ORG, "orgs", org));
    let person = to.person(record.person.as_ref()?)?;
    Some(CoreMember { org: org.map(|org| org.name), person, role: record.role.as_ref().map(|role| role.value.0.clone()) })
}

fn measure(record: &records::MeasureRecord) -> Option<Measure> {
    Some(Measure {
        id: record.id.as_ref()?.value.0.clone(),
        name: record.name.as_ref()?.value.0.clone(),
        unit: record.unit.as_ref().map_or(String::new(), |unit| unit.value.0.clone()),
        start: value(record.start.as_ref()).unwrap_or(0.0),
        target: record.target.as_ref()?.value,
    })
}

fn milestone(record: &MilestoneRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Milestone> {
    Some(Milestone {
        owner: to.maybe_person(record.owner.as_ref()),
        gate: record.gate.as_ref().map(|gate| self::gate(&gate.value, to, texts)),
        id: record.id.as_ref()?.value.0.clone(),
        name: record.name.as_ref()?.value.0.clone(),
        baseline: record.baseline.as_ref()?.value,
        key: value(record.key.as_ref()).unwrap_or(false),
    })
}

fn gate(record: &GateRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Gate {
    let approvers = record.approvers.iter().filter_map(|approver| to.decider(approver)).collect();
    Gate { approvers, criteria: texts.list(&record.criteria, record.span) }
}

fn rebaseline(record: &RebaselineRecord, program: &ProgramRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Rebaseline> {
    let milestones = ids(program.milestones.iter().map(|milestone| milestone.id.as_ref()));
    let Map(was) = &record.was;
    let was = was.iter().filter_map(|(id, date)| Some((to.item("milestone", &id.value, id.span, milestones.clone())?, date.value)));
    let was = was.collect();
    let approved_by = record.approved_by.as_ref().and_then(|by| to.decider(by));
    let reason = record.reason.as_ref().map(|reason| texts.field(reason));
    Some(Rebaseline { date: record.date.as_ref()?.value, approved_by: approved_by?, reason: reason?, was })
}

fn open_lacks(to: &mut Resolver<'_, '_>, at: crate::source::Span, what: &str, id: &str, lacks: &[(&str, bool)]) {
    for (field, missing) in lacks {
        if *missing {
            let message = format!("{what} `{id}` is open and has no `{field}`");
            to.report(&registry::OPEN_LACKS, at, message, format!("add `{field}: …`, or `closed: …` with the date it ended"));
        }
    }
}

fn risk(record: &RiskRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Risk> {
    let id = record.id.as_ref();
    if let (Some(id), None) = (id, &record.closed)
        && record.lacks("closed")
    {
        let lacks = [("owner", record.owner.is_none()), ("raised", record.raised.is_none()), ("review_by", record.review_by.is_none())];
        open_lacks(to, id.span, "risk", &id.value, &lacks.map(|(field, absent)| (field, absent && record.lacks(field))));
    }
    ordered(to, ("raised", record.raised.as_ref()), ("closed", record.closed.as_ref()));
    let owner = to.maybe_person(record.owner.as_ref());
    let escalate_to = record.escalate_to.as_ref().and_then(|to_whom| to.decider(to_whom));
    let statement = record.statement.as_ref().map(|text| texts.field(text));
    let plan = texts.maybe(record.plan.as_ref()).unwrap_or_default();
    Some(Risk {
        id: id?.value.0.clone(),
        statement: statement?,
        category: record.category.as_ref().map(|category| category.value.0.clone()),
        probability: u8::try_from(record.probability.as_ref()?.value.0).unwrap_or(1),
        impact: u8::try_from(record.impact.as_ref()?.value.0).unwrap_or(1),
        response: value(record.response.as_ref()),
        plan,
        trigger: record.trigger.as_ref().map(|trigger| trigger.value.0.clone()),
        owner,
        raised: value(record.raised.as_ref()),
        review_by: value(record.review_by.as_ref()),
        closed: value(record.closed.as_ref()),
        escalate_to,
    })
}

fn issue(record: &IssueRecord, program: &ProgramRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Issue> {
    let id = record.id.as_ref();
    if let (Some(id), None) = (id, &record.closed)
        && record.lacks("closed")
    {
        let lacks = [("owner", record.owner.is_none()), ("due", record.due.is_none())];
        open_lacks(to, id.span, "issue", &id.value, &lacks.map(|(field, absent)| (field, absent && record.lacks(field))));
    }
    ordered(to, ("raised", record.raised.as_ref()), ("closed", record.closed.as_ref()));
    let owner = to.maybe_person(record.owner.as_ref());
    let risks = ids(program.risks.iter().map(|risk| risk.id.as_ref()));
    let from_risk = record.from_risk.as_ref().and_then(|risk| to.item("risk", &risk.value, risk.span, risks));
    let statement = record.statement.as_ref().map(|text| texts.field(text));
    Some(Issue {
        id: id?.value.0.clone(),
        statement: statement?,
        severity: value(record.severity.as_ref()),
        owner,
        raised: value(record.raised.as_ref()),
        due: value(record.due.as_ref()),
        closed: value(record.closed.as_ref()),
        from_risk,
    })
}

fn assumption(record: &AssumptionRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Assumption> {
    let owner = to.maybe_person(record.owner.as_ref());
    let statement = record.statement.as_ref().map(|text| texts.field(text));
    Some(Assumption {
        id: record.id.as_ref()?.value.0.clone(),
        statement: statement?,
        owner,
        validate_by: value(record.validate_by.as_ref()),
        outcome: record.outcome.as_ref().map(|outcome| outcome.value.0.clone()),
    })
}

fn dependency(record: &DependencyRecord, slug: &str, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Dependency> {
    let owner = to.maybe_person(record.owner.as_ref());
    let need = record.need.as_ref().map(|need| texts.field(need));
    let provider = record.provider.as_ref().and_then(|provider| match &provider.value {
        records::Provider::External(name) => Some(Provider::External(name.clone())),
        records::Provider::Milestone { program, .. } if program == slug => {
            let hint = "name a milestone of another program, or `{ external: Name }`";
            to.report(&registry::DEPENDENCY_CYCLE, provider.span, "a program cannot depend on itself", hint);
            None
        }
        records::Provider::Milestone { program, milestone } => {
            let (id, other) = to.program(program, provider.span)?;
            // A provider whose own file is faulty has had its finding there.
            let other = other?;
            let known = ids(other.milestones.iter().map(|milestone| milestone.id.as_ref()));
            let Some(index) = known.clone().position(|known| known == milestone) else {
                if other.milestones.is_empty() || known.clone().any(str::is_empty) {
                    // The other list may lack the milestone because of a fault of its own, or has none at all.
                    let faulty = to.names.faulty.iter().any(|path| path.as_str().split('/').nth(2) == Some(program));
                    if faulty {
                        to.failed = true;
                        return None;
                    }
                }
                let hint = crate::diagnostics::nearest(milestone, known.clone()).map_or_else(
                    || match known.clone().collect::<Vec<_>>().join(", ") {
                        list if list.is_empty() => format!("`{program}` has no milestones: add it to its `program.yaml`"),
                        list => format!("its milestones are {list}"),
                    },
                    |near| format!("did you mean `{program}#{near}`?"),
                );
                to.report(&registry::UNKNOWN_MILESTONE, provider.span, format!("program `{program}` has no milestone `{milestone}`"), hint);
                return None;
            };
            Some(Provider::Milestone { program: id, milestone: index })
        }
    });
    Some(Dependency {
        id: record.id.as_ref()?.value.0.clone(),
        provider: provider?,
        need: need?,
        need_by: record.need_by.as_ref()?.value,
        committed: value(record.committed.as_ref()),
        hard: value(record.hard.as_ref()).unwrap_or(false),
        owner,
    })
}

fn decision(record: &DecisionRecord, program: &ProgramRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<Decision> {
    let decided_by = record.decided_by.as_ref().and_then(|by| to.decider(by));
    let own = record.id.as_ref().map(|id| &id.value);
    if let Some(earlier) = &record.supersedes
        && (own == Some(&earlier.value)
            || !program.decisions.iter().any(|other| other.id.as_ref().is_some_and(|id| id.value == earlier.value)))
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
        && !program.decisions.iter().any(|other| other.supersedes.as_ref().is_some_and(|earlier| earlier.value == id.value))
    {
        let hint = format!("add the decision that replaced it, with `supersedes: {}`", &*id.value);
        to.report(&registry::NO_SUCCESSOR, status.span, format!("decision `{}` is superseded and nothing supersedes it", &*id.value), hint);
    }
    let rationale = texts.maybe(record.rationale.as_ref()).unwrap_or_default();
    let options = texts.list(&record.options, record.span);
    Some(Decision {
        id: record.id.as_ref()?.value.0.clone(),
        date: record.date.as_ref()?.value,
        title: record.title.as_ref()?.value.0.clone(),
        decided_by: decided_by?,
        status: record.status.as_ref()?.value,
        rationale,
        options,
        supersedes: record.supersedes.as_ref().map(|id| id.value.0.clone()),
        answers: record.answers.as_ref().map(|id| id.value.0.clone()),
    })
}

/// Reports each decision that answers a request which no update makes. `reports` are the program's updates, faulty ones as `None`.
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
            let hint = crate::diagnostics::nearest(&answer.value, asked.iter().copied()).map_or_else(
                || "name the id of an entry of `decisions_needed` in one of this program's updates".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("no update of this program asks for decision `{}`", &*answer.value);
            to.report(&registry::UNKNOWN_DECISION, answer.span, message, hint);
        }
    }
}

fn budget(record: &records::BudgetRecord) -> Option<Budget> {
    let Text(currency) = &record.currency.as_ref()?.value;
    let visibility = value(record.visibility.as_ref()).unwrap_or(Visibility::Internal);
    Some(Budget { currency: currency.clone(), baseline: record.baseline.as_ref()?.value, visibility })
}

/// A link, its page targets noted for checking.
fn channel(record: &records::ChannelRecord, texts: &mut Texts<'_>) -> Option<Link> {
    match record {
        records::ChannelRecord::Name(name) => Some(Link { label: name.0.clone(), url: String::new(), visibility: Visibility::Public }),
        records::ChannelRecord::Link(record) => link(record, texts, SeenBy::All),
    }
}

/// A link as its record has it; its page target is noted for checking, with who sees the link where the record lets everyone.
pub(super) fn link(record: &LinkRecord, texts: &mut Texts<'_>, readers: SeenBy) -> Option<Link> {
    let url = record.url.as_ref()?;
    if url.value.starts_with('/') {
        let internal = value(record.visibility.as_ref()) == Some(Visibility::Internal);
        let readers = if internal && readers == SeenBy::All { SeenBy::Internal } else { readers };
        texts.note(&url.value, url.span, readers);
    }
    Some(Link {
        label: record.label.as_ref()?.value.0.clone(),
        url: url.value.0.clone(),
        visibility: value(record.visibility.as_ref()).unwrap_or(Visibility::Public),
    })
}
