//! A program's page, state before story: how it stands, what it needs decided, what is next, what may go wrong, who it
//! waits for; then its history, its log and its reports.
//!
//! Deliberately absent: anything about other programs but dependencies, and any mark for the four sections that a
//! reader must always find (status, risks, dependencies, decisions): they are never left out, only empty.

mod decision_row;
mod dependency_row;
mod end_view;
mod history;
mod milestone_row;
mod past;
mod plan_view;
mod risk_row;
mod status_view;
mod team;
mod words;

pub use decision_row::{DecisionView, NeededRow, decision_row, decisions, needed, needed_row};
pub use dependency_row::{DependencyView, dependency_row, gives, needs, open, order};
pub use milestone_row::{MilestoneView, milestone_row};
pub use risk_row::{
    AssumptionView, IssueView, RiskLine, RiskView, assumption_rows, by_score, issue_row, issue_rows, risk_line,
    risk_rows,
};
pub use status_view::{DimensionView, StatusView, dimensions, override_reason, status};
pub use team::{GateView, MeasureView, MemberRow, PostView, RebaselineView};
pub use words::{anchor, cadence, gate, trend};

use serde::Serialize;

use past::{PastRow, Succession};

use super::own::{OwnView, own_views};
use super::{AreaChip, Cx, DateView, Head, PersonChip};
use crate::charts::Chart;
use crate::model::{Budget, PersonId, Program, ProgramFacts, ProgramId};
use crate::parse::records::{Lifecycle, Visibility};
use crate::plan::LinkView;
use crate::snapshot::HealthMark;
use crate::status::{ProgramState, history as states};
use crate::time::Date;
use crate::words::{WORDS, capital};
pub use past::turn;
pub use plan_view::{PartLink, PlanRow, PlanView};

/// The template of this page.
pub const TEMPLATE: &str = "programs/program.html";

/// How many reports the page lists at once; more are folded.
const REPORTS: usize = 5;

/// A program's page.
#[derive(Clone, Debug, Serialize)]
pub struct ProgramView {
    /// Its name.
    pub name: String,
    /// What it brings about, as HTML.
    pub summary: String,
    /// An author's introduction, as HTML.
    pub introduction: Option<String>,
    /// Its lifecycle in a word.
    pub lifecycle: String,
    /// Its stage with its place among the stages: `Rollout, 5 of 6`.
    pub stage: Option<String>,
    /// Its priority.
    pub priority: Option<String>,
    /// The area that runs it.
    pub focus_area: AreaChip,
    /// How it stands.
    pub status: StatusView,
    /// Who answers for it day by day.
    pub dri: PersonChip,
    /// Who stands in.
    pub backup: Option<PersonChip>,
    /// Who answers for it to the company.
    pub sponsor: Option<PersonChip>,
    /// The chat channel.
    pub channel: Option<LinkView>,
    /// How often it reports.
    pub cadence: &'static str,
    /// First day.
    pub start: Option<DateView>,
    /// Planned last day.
    pub end: Option<DateView>,
    /// Whether it has no planned end.
    pub ongoing: bool,
    /// Goals that it serves.
    pub goals: Vec<String>,
    /// Organizations that have a stake in it.
    pub stakeholders: Vec<String>,
    /// Free labels.
    pub tags: Vec<String>,
    /// Fields of the site's own.
    pub fields: Vec<OwnView>,
    /// Its money.
    pub budget: Option<String>,
    /// Decisions that it waits for.
    pub needed: Vec<NeededRow>,
    /// The next milestone: the earliest key one.
    pub next: Option<MilestoneView>,
    /// What it needs.
    pub needs: Vec<DependencyView>,
    /// What others need from it.
    pub gives: Vec<DependencyView>,
    /// Reported health, report by report, drawn.
    pub strip: Option<String>,
    /// What the strip shows: `30 Jul 2026 to 19 Nov 2026, 9 reports`.
    pub strip_note: String,
    /// The parts of the page, with what is counted in each.
    pub parts: Vec<PartLink>,
    /// What the plan finds, and its months; `None` without a milestone.
    pub plan: Option<PlanView>,
    /// Milestones added up.
    pub burn_up: Option<Chart>,
    /// Forecast dates against report dates.
    pub slip: Option<Chart>,
    /// All milestones.
    pub milestones: Vec<PlanRow>,
    /// Its gates.
    pub gates: Vec<GateView>,
    /// Agreed changes of the baseline.
    pub rebaselines: Vec<RebaselineView>,
    /// How success is measured.
    pub measures: Vec<MeasureView>,
    /// Open risks.
    pub risks: Vec<RiskView>,
    /// Closed risks.
    pub closed_risks: Vec<RiskView>,
    /// All issues.
    pub issues: Vec<IssueView>,
    /// All assumptions.
    pub assumptions: Vec<AssumptionView>,
    /// What was decided.
    pub decisions: Vec<DecisionView>,
    /// What an empty section says about its own date: `reviewed 5 Mar 2026` or `as of 5 Mar 2026`.
    pub reviewed: String,
    /// Who works on it.
    pub core_team: Vec<MemberRow>,
    /// When the core team and its DRI can meet, in a sentence; none of fewer than two who are there.
    pub common_hours: Option<String>,
    /// Where to read more.
    pub links: Vec<LinkView>,
    /// Its further pages.
    pub pages: Vec<LinkView>,
    /// What has changed in its record, the latest first.
    pub past: Vec<PastRow>,
    /// Who goes on with its work, and with whose work it goes on.
    pub succession: Vec<Succession>,
    /// Its latest reports, the latest first.
    pub updates: Vec<ReportLine>,
    /// The reports before them.
    pub earlier: Vec<ReportLine>,
    /// How the next report is posted.
    pub post: Option<PostView>,
    /// Other ways to the same facts: feed, calendar, data.
    pub data: Vec<LinkView>,
}

/// A report in the list of reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportLine {
    /// Its page.
    pub href: String,
    /// Its day.
    pub date: DateView,
    /// The reported health.
    pub health: HealthMark,
    /// The report in one sentence, as HTML.
    pub headline: String,
    /// Who wrote it.
    pub author: LinkView,
}

/// A program's page on the model's day.
#[must_use]
#[expect(clippy::too_many_lines, reason = "it names every field")]
pub fn view(cx: &Cx<'_>, id: ProgramId) -> (Head, ProgramView) {
    let program = cx.model.program(id);
    let state = cx.state(id);
    let Program {
        file,
        updates,
        summary,
        tags,
        budget,
        links,
        channel,
        // The facts of the day have what the dated fields say.
        name: _,
        lifecycle: _,
        stage: _,
        focus_area: _,
        dri: _,
        backup: _,
        sponsor: _,
        stakeholder_orgs: _,
        goals: _,
        priority: _,
        start: _,
        ongoing: _,
        cadence: _,
        visibility: _,
        fields: _,
        // Re-baselines move it: `Program::end`.
        baseline_end: _,
        // It says when the record begins, which the first change does too.
        recorded: _,
        // `history` tells them.
        changes: _,
        // Part of addresses.
        withheld: _,
        slug: _,
        formerly: _,
        // The rest are rows of their own.
        core_team: _,
        success_measures: _,
        milestones: _,
        rebaselines: _,
        risks: _,
        issues: _,
        assumptions: _,
        dependencies: _,
        decisions: _,
    } = program;
    let ProgramFacts {
        name,
        lifecycle,
        // `stage` puts it among the site's stages.
        stage: _,
        focus_area,
        dri,
        backup,
        sponsor,
        stakeholder_orgs,
        goals,
        priority,
        start,
        ongoing,
        cadence: rhythm,
        fields,
        // It decides what is built, and no page says it.
        visibility: _,
    } = state.facts;
    let head = Head { title: name.to_owned(), description: summary.plain().to_owned() };
    let (closed_risks, risks): (Vec<_>, Vec<_>) =
        risk_rows(cx, program, state).into_iter().partition(|risk| risk.closed.is_some());
    let history = states(cx.model, id);
    let (plan, milestones) = plan_view::plan_rows(cx, program, state);
    let mut reports: Vec<ReportLine> = updates.iter().rev().map(|update| report_line(cx, program, update)).collect();
    let earlier = reports.split_off(reports.len().min(REPORTS));
    let view = ProgramView {
        name: name.to_owned(),
        summary: cx.html(summary),
        introduction: introduction(cx, program),
        lifecycle: capital(lifecycle.word()),
        stage: stage(cx, &state.facts),
        priority: priority.map(str::to_owned),
        focus_area: cx.focus_area(focus_area),
        status: status(cx, id, state),
        dri: cx.person(dri),
        backup: backup.map(|person| cx.person(person)),
        sponsor: sponsor.map(|person| cx.person(person)),
        channel: channel.as_ref().map(|channel| cx.given(channel, file)),
        cadence: if lifecycle == Lifecycle::Active { cadence(rhythm) } else { "" },
        start: start.map(|date| cx.date(date)),
        end: program.end(state.date).map(|date| cx.plan_date(date)),
        ongoing,
        goals: goals.iter().map(|goal| goal.name.clone()).collect(),
        stakeholders: stakeholder_orgs.to_vec(),
        tags: tags.clone(),
        fields: own_views(cx, fields, file),
        budget: budget.as_ref().map(|Budget { currency, baseline, visibility }| {
            WORDS.marked_internal(WORDS.money(currency, *baseline), *visibility == Visibility::Internal)
        }),
        needed: needed(cx, program, state),
        next: state.next_milestone().filter(|_| goes_on(lifecycle)).map(|next| milestone_row(cx, next)),
        needs: needs(cx, program, state),
        gives: gives(cx, id),
        strip: history::strip(cx, program),
        strip_note: plan_view::strip_note(program),
        parts: plan_view::parts(program, state),
        plan,
        burn_up: history::burn_up(program, state),
        slip: history::slip(&history),
        milestones,
        gates: team::gates(cx, state),
        rebaselines: team::rebaselines(cx, program, state),
        measures: team::measures(cx, state),
        risks,
        closed_risks,
        issues: issue_rows(cx, program, state),
        assumptions: assumption_rows(cx, state),
        decisions: decisions(cx, program, state),
        reviewed: reviewed(cx, state),
        core_team: team::core_team(cx, program),
        common_hours: team::common_hours(cx, program),
        links: links.iter().map(|link| cx.given(link, file)).collect(),
        pages: team::pages(cx, id, program),
        past: past::past(cx, id),
        succession: past::succession(cx, id),
        updates: reports,
        earlier,
        post: team::post(cx, program, state),
        data: data(cx, program),
    };
    (head, view)
}

/// Whether somebody works towards the milestones of a program in this lifecycle, or is about to.
fn goes_on(lifecycle: Lifecycle) -> bool {
    open(lifecycle) && lifecycle != Lifecycle::Paused
}

/// A person's name and page.
#[must_use]
pub fn person_link(cx: &Cx<'_>, id: PersonId) -> LinkView {
    cx.person_link(id)
}

/// A program's name on a day, and its page.
#[must_use]
pub fn program_link(cx: &Cx<'_>, program: &Program, day: Date) -> LinkView {
    cx.link(&format!("/programs/{}/", program.slug), program.name.on(day).clone())
}

/// The address of a report below the site's root.
#[must_use]
pub fn report_url(program: &Program, name: &str) -> String {
    format!("/programs/{}/updates/{name}/", program.slug)
}

/// What an empty section says about its date: a report reviews every section, so its day is the day of review.
#[must_use]
pub fn reviewed(cx: &Cx<'_>, state: &ProgramState<'_>) -> String {
    match state.update {
        Some(update) => format!("reviewed {}", cx.date(update.date).text),
        None => "not reviewed yet".to_owned(),
    }
}

fn report_line(cx: &Cx<'_>, program: &Program, update: &crate::model::Update) -> ReportLine {
    ReportLine {
        href: cx.href(&report_url(program, &update.name)),
        date: cx.date(update.date),
        health: cx.colour(update.health),
        headline: cx.html(&update.headline),
        author: person_link(cx, update.author),
    }
}

/// The stage and its place among the site's stages.
fn stage(cx: &Cx<'_>, facts: &ProgramFacts<'_>) -> Option<String> {
    let stage = facts.stage?;
    let stages = &cx.model.config.stages;
    let place = stages.iter().position(|other| other.id == stage.id);
    Some(place.map_or_else(|| stage.name.clone(), |place| format!("{}, {} of {}", stage.name, place + 1, stages.len())))
}

/// The introduction that an author wrote at the program's own address, found by its sorted place.
fn introduction(cx: &Cx<'_>, program: &Program) -> Option<String> {
    let url = format!("/programs/{}/", program.slug);
    let at = cx.model.pages.binary_search_by(|page| page.url.as_str().cmp(url.as_str())).ok()?;
    cx.model.pages.get(at).map(|page| cx.html(&page.document.body))
}

/// The same facts for machines.
fn data(cx: &Cx<'_>, program: &Program) -> Vec<LinkView> {
    let feeds = cx.model.config.feeds;
    let slug = &program.slug;
    let all = [
        (feeds.atom, format!("/feeds/programs/{slug}.xml"), "Feed of reports"),
        (feeds.ics, format!("/calendar/programs/{slug}.ics"), "Calendar of milestones"),
        (feeds.json, format!("/api/v1/programs/{slug}.json"), "Data (JSON)"),
        (feeds.badges, format!("/badges/{slug}.svg"), "Badge"),
    ];
    all.into_iter().filter(|(on, ..)| *on).map(|(_, url, text)| cx.link(&url, text)).collect()
}
