//! The tables below `/data/`: programs, milestones, risks, issues, dependencies, decisions, people, and the year's
//! gaps of coverage.
//!
//! Columns are added at the end, never renamed or moved.

use super::api::{DecisionRow, DependencyRow, InProgram, IssueRow, MilestoneRow, NeedRow, PersonRow, ProgramRow, RiskRow, in_program};
use super::shape::Address;
use super::table::{Cell, row, table};
use super::{Job, Reads, file, job};
use crate::coverage::GapFacts;
use crate::model::{Program, ProgramId, Reading};
use crate::parse::records::{Accepting, Colour, Response, Severity};
use crate::snapshot::Snapshot;
use crate::status::Freshness;
use crate::time::IsoWeek;

/// Cells in the order of the columns.
pub(super) type Row = Vec<Cell>;

/// Writes a table.
type Table = fn(&Snapshot<'_>) -> Option<Vec<u8>>;

/// Every table, each made when it is asked for.
pub(super) fn jobs<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = Job<'c>> {
    let tables: [(&str, Reading, Table); 9] = [
        ("programs", Reading::FACTS, programs),
        ("milestones", Reading::MILESTONES, milestones),
        ("risks", Reading::RISKS, risks),
        ("issues", Reading::ISSUES, issues),
        ("dependencies", Reading::MILESTONES | Reading::DEPENDENCIES, dependencies),
        ("decisions", Reading::DECISIONS, decisions),
        ("decisions-needed", Reading::DECISIONS, decisions_needed),
        ("people", Reading::RECORD, people),
        ("coverage-gaps", Reading::RECORD, gaps),
    ];
    tables.into_iter().map(move |(name, reading, write)| {
        job(format!("data {name}"), Reads::Records(reading), move || file(format!("data/{name}.csv"), write(cx)?))
    })
}

/// Rows of each program in turn.
fn each<'a, I: IntoIterator<Item = Row>>(cx: &Snapshot<'a>, rows: impl Fn(ProgramId, &'a Program) -> I) -> impl Iterator<Item = Row> {
    cx.model.programs().flat_map(move |(id, program)| rows(id, program))
}

fn word(colour: Option<Colour>) -> Option<&'static str> {
    colour.map(Colour::word)
}

fn freshness_word(freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::Fresh => "fresh",
        Freshness::Due => "due",
        Freshness::Stale => "stale",
        Freshness::Never => "never",
    }
}

/// Columns of programs.
pub(super) const PROGRAMS: &[&str] = &[
    "slug",
    "name",
    "url",
    "lifecycle",
    "stage",
    "focus_area",
    "dri",
    "backup",
    "sponsor",
    "reported",
    "computed",
    "flag",
    "counted",
    "freshness",
    "confidence",
    "last_update",
    "next_due",
    "next_milestone",
    "next_milestone_expected",
    "slip_days",
    "open_risks",
    "open_issues",
    "decisions_needed",
    "priority",
    "goals",
    "tags",
    "start",
    "baseline_end",
    "summary",
    "headline",
];

fn programs(cx: &Snapshot<'_>) -> Option<Vec<u8>> {
    table(PROGRAMS, cx.model.programs().map(|(id, _)| program(ProgramRow::of(cx, id, cx.state(id)))))
}

/// A row of [`PROGRAMS`].
pub(super) fn program(row: ProgramRow<'_>) -> Row {
    let (facts, decisions_needed) = (row.head, row.tail.decisions_needed);
    let (Address(url), next) = (facts.url, facts.next_milestone);
    row![
        facts.slug,
        facts.name,
        url,
        facts.lifecycle.word(),
        facts.stage,
        facts.focus_area,
        facts.dri,
        facts.backup,
        facts.sponsor,
        word(facts.health.reported),
        word(facts.health.computed),
        facts.health.flag,
        facts.counted,
        facts.freshness.map(freshness_word),
        facts.confidence,
        facts.last_update,
        facts.next_due,
        next.as_ref().map(|next| next.id),
        next.as_ref().map(|next| next.expected),
        facts.slip_days,
        facts.open_risks,
        facts.open_issues,
        decisions_needed,
        facts.priority,
        facts.goals,
        facts.tags,
        facts.start,
        facts.baseline_end,
        facts.summary,
        facts.headline,
    ]
}

fn milestones(cx: &Snapshot<'_>) -> Option<Vec<u8>> {
    let header =
        ["program", "id", "name", "baseline", "forecast", "actual", "expected", "slip_days", "key", "overdue", "owner", "gate", "note"];
    let rows = each(cx, |id, program| {
        let row = |item: MilestoneRow<'_>| {
            let gate = item.gate.map(|gate| gate.outcome.map_or("open", |outcome| outcome.word()));
            row![
                program.slug.as_str(),
                item.id,
                item.name,
                item.baseline,
                item.forecast,
                item.actual,
                item.expected,
                item.slip_days,
                item.key,
                item.overdue,
                item.owner,
                gate,
                item.note,
            ]
        };
        MilestoneRow::all(cx, program, cx.state(id)).map(row).collect::<Vec<_>>()
    });
    table(&header, rows)
}

/// Columns of risks.
pub(super) const RISKS: &[&str] = &[
    "program",
    "id",
    "statement",
    "category",
    "probability",
    "impact",
    "score",
    "band",
    "first_score",
    "response",
    "plan",
    "trigger",
    "owner",
    "raised",
    "review_by",
    "review_overdue",
    "closed",
    "escalate_to",
    "note",
];

fn risks(cx: &Snapshot<'_>) -> Option<Vec<u8>> {
    table(RISKS, each(cx, |id, program| in_program(&program.slug, RiskRow::all(cx, program, cx.state(id))).map(risk).collect::<Vec<_>>()))
}

/// A row of [`RISKS`].
pub(super) fn risk(row: InProgram<'_, RiskRow<'_>>) -> Row {
    let (program, item) = (row.head.program, row.tail);
    row![
        program,
        item.id,
        item.statement,
        item.category,
        item.probability,
        item.impact,
        item.score,
        item.band.word(),
        item.first_score,
        item.response.map(Response::word),
        item.plan,
        item.trigger,
        item.owner,
        item.raised,
        item.review_by,
        item.review_overdue,
        item.closed,
        item.escalate_to,
        item.note,
    ]
}

fn issues(cx: &Snapshot<'_>) -> Option<Vec<u8>> {
    let header = ["program", "id", "statement", "severity", "owner", "raised", "due", "overdue", "closed", "from_risk", "note"];
    let rows = each(cx, |id, program| {
        let row = |item: IssueRow<'_>| {
            let severity = item.severity.map(Severity::word);
            row![
                program.slug.as_str(),
                item.id,
                item.statement,
                severity,
                item.owner,
                item.raised,
                item.due,
                item.overdue,
                item.closed,
                item.from_risk,
                item.note,
            ]
        };
        IssueRow::all(cx, program, cx.state(id)).map(row).collect::<Vec<_>>()
    });
    table(&header, rows)
}

fn dependencies(cx: &Snapshot<'_>) -> Option<Vec<u8>> {
    let header = [
        "program",
        "id",
        "provider_program",
        "provider_milestone",
        "provider_external",
        "need",
        "need_by",
        "committed",
        "expected",
        "delivered",
        "late",
        "late_days",
        "hard",
        "owner",
        "note",
    ];
    let rows = each(cx, |id, program| {
        let row = |item: DependencyRow<'_>| {
            let from = item.provider;
            row![
                program.slug.as_str(),
                item.id,
                from.program,
                from.milestone,
                from.external,
                item.need,
                item.need_by,
                item.committed,
                item.expected,
                item.delivered,
                item.late,
                item.late_days,
                item.hard,
                item.owner,
                item.note,
            ]
        };
        DependencyRow::all(cx, program, cx.state(id)).map(row).collect::<Vec<_>>()
    });
    table(&header, rows)
}

/// Columns of decisions.
pub(super) const DECISIONS: &[&str] =
    &["program", "id", "date", "title", "decided_by", "status", "rationale", "supersedes", "superseded_by", "answers"];

fn decisions(cx: &Snapshot<'_>) -> Option<Vec<u8>> {
    table(
        DECISIONS,
        each(cx, |id, program| in_program(&program.slug, DecisionRow::all(cx, cx.state(id))).map(decision).collect::<Vec<_>>()),
    )
}

/// A row of [`DECISIONS`].
pub(super) fn decision(row: InProgram<'_, DecisionRow<'_>>) -> Row {
    let (program, item) = (row.head.program, row.tail);
    row![
        program,
        item.id,
        item.date,
        item.title,
        item.decided_by,
        item.status.word(),
        item.rationale,
        item.supersedes,
        item.superseded_by,
        item.answers,
    ]
}

/// Columns of requests for decisions.
pub(super) const NEEDS: &[&str] = &["program", "id", "ask", "from", "by", "asked", "overdue"];

fn decisions_needed(cx: &Snapshot<'_>) -> Option<Vec<u8>> {
    table(NEEDS, each(cx, |id, program| in_program(&program.slug, NeedRow::open(cx, cx.state(id))).map(need).collect::<Vec<_>>()))
}

/// A row of [`NEEDS`].
pub(super) fn need(row: InProgram<'_, NeedRow<'_>>) -> Row {
    let (program, item) = (row.head.program, row.tail);
    row![program, item.id, item.ask, item.from, item.by, item.asked, item.overdue]
}

/// Columns of people.
pub(super) const PEOPLE: &[&str] = &[
    "slug",
    "name",
    "url",
    "role",
    "kind",
    "standing",
    "focus_areas",
    "level",
    "manager",
    "region",
    "country",
    "time_zone",
    "working_hours",
    "max_percent",
    "allocated_percent",
    "accepting",
    "start_date",
    "end_date",
];

fn people(cx: &Snapshot<'_>) -> Option<Vec<u8>> {
    table(PEOPLE, cx.model.people().filter(|(_, it)| it.has_page()).map(|(id, _)| person(PersonRow::of(cx, id, Vec::new()))))
}

/// A row of [`PEOPLE`].
pub(super) fn person(item: PersonRow<'_>) -> Row {
    let hours = item.working_hours.iter().map(String::as_str).collect::<Vec<_>>();
    let load = item.capacity.as_ref();
    let accepting = load.and_then(|load| load.accepting).map(Accepting::word);
    let Address(url) = item.url;
    row![
        item.slug,
        item.name,
        url,
        item.role,
        item.kind.word(),
        item.standing,
        item.focus_areas,
        item.level,
        item.manager,
        item.region,
        item.country,
        item.time_zone,
        hours,
        load.map(|load| load.max_percent),
        load.map(|load| load.allocated_percent),
        accepting,
        item.start_date,
        item.end_date,
    ]
}

/// Columns of `coverage-gaps.csv`.
const GAPS: &[&str] = &["week", "from", "to", "hours"];

/// Every stretch of the year ahead with nobody, in UTC.
fn gaps(cx: &Snapshot<'_>) -> Option<Vec<u8>> {
    let row = |gap: &GapFacts| row![IsoWeek::of(gap.from.utc_date()), gap.from, gap.to, gap.hours];
    table(GAPS, cx.measured().facts().gaps.iter().map(row))
}
