//! What belongs to a program beside its status: measures, core team, gates, re-baselines, links, further pages, how to
//! report.

use serde::Serialize;

use super::end_view::EndView;
use super::words;
use crate::model::{CoreMember, Decider, Gate, Measure, PageKind, Program, ProgramId, Rebaseline};
use crate::plan::LinkView;
use crate::status::{MeasureState, MilestoneState, ProgramState};
use crate::time::PlanDate;
use crate::views::{Cx, DateView, PersonChip};
use crate::words::{WORDS, whole_percent};

/// A success measure with its last value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureView {
    /// Its id.
    pub id: String,
    /// The id of its row on the page.
    pub anchor: String,
    /// What is counted.
    pub name: String,
    /// In what.
    pub unit: String,
    /// Value at the start.
    pub start: String,
    /// Last reported value.
    pub value: Option<String>,
    /// When that was.
    pub date: Option<DateView>,
    /// Value to reach.
    pub target: String,
    /// Its values up to now, drawn; none of fewer than three.
    pub spark: Option<String>,
    /// Percent of the way from start to target, 0 to 100.
    pub percent: Option<i64>,
    /// That it no longer matters, and why.
    pub withdrawn: Option<EndView>,
}

/// Somebody of the core team.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MemberRow {
    /// Who.
    pub person: PersonChip,
    /// As what.
    pub role: Option<String>,
    /// Their organization.
    pub org: Option<String>,
}

/// A milestone's gate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GateView {
    /// The milestone.
    pub milestone: String,
    /// `Decided by` or, as long as nothing came out, `To be decided by`.
    pub decided: &'static str,
    /// Who decides.
    pub approvers: Vec<Approver>,
    /// On what grounds, as HTML.
    pub criteria: Vec<String>,
    /// What came out.
    pub outcome: Option<&'static str>,
}

/// Somebody who decides at a gate, or a forum that does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Approver {
    /// What stands before the name in the list of all: nothing or a comma.
    pub before: &'static str,
    /// Who.
    pub link: LinkView,
}

/// An agreed change of baseline dates.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RebaselineView {
    /// When it was agreed.
    pub date: DateView,
    /// By whom.
    pub approved_by: LinkView,
    /// Why, as HTML.
    pub reason: String,
    /// Which dates it changed: `M2 was 28 Aug 2026, M3 was 4 Sep 2026`.
    pub was: String,
}

/// How the next report is posted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PostView {
    /// The page on which the file is added.
    pub href: String,
    /// The file to add.
    pub file: String,
    /// What to begin with, filled in from the last report.
    pub template: String,
}

/// The success measures in `state`.
#[must_use]
pub fn measures(cx: &Cx<'_>, state: &ProgramState<'_>) -> Vec<MeasureView> {
    let row = |now: &MeasureState<'_>| {
        let MeasureState { index: _, measure, target, withdrawn, value, ref history, progress } = *now;
        let Measure { id, name, unit, start, target: _, added: _, withdrawn: _ } = measure;
        MeasureView {
            id: id.clone(),
            anchor: words::anchor(id),
            spark: crate::charts::spark(history, *start, target),
            name: name.clone(),
            unit: unit.clone(),
            start: WORDS.number(*start),
            value: value.map(|(_, value)| WORDS.number(value)),
            date: value.map(|(date, _)| cx.date(date)),
            target: WORDS.number(target),
            withdrawn: withdrawn.map(|withdrawn| EndView::withdrawn(cx, withdrawn)),
            percent: progress.map(|share| whole_percent(share).clamp(0, 100)),
        }
    };
    state.measures.iter().map(row).collect()
}

/// The core team of `program`.
#[must_use]
pub fn core_team(cx: &Cx<'_>, program: &Program) -> Vec<MemberRow> {
    let row = |CoreMember { org, person, role, from: _, to: _ }: &CoreMember| MemberRow {
        person: cx.person(*person),
        role: role.clone(),
        org: org.clone(),
    };
    program.core_team_on(cx.model.as_of).map(row).collect()
}

/// When the core team and the DRI of `program` can meet.
#[must_use]
pub fn common_hours(cx: &Cx<'_>, program: &Program) -> Option<String> {
    let day = cx.model.as_of;
    let people: Vec<_> = program.core_team_on(day).map(|member| member.person).chain([*program.dri.on(day)]).collect();
    cx.measured().common_hours(cx.model, &people).map(|common| common.sentence())
}

/// The gates of milestones and what came out at them by `state`.
#[must_use]
pub fn gates(cx: &Cx<'_>, state: &ProgramState<'_>) -> Vec<GateView> {
    let approver = |(index, approver): (usize, &Decider)| Approver {
        before: WORDS.comma_after(index),
        link: cx.decider(approver),
    };
    let row = |now: &MilestoneState<'_>| {
        let Gate { approvers, criteria } = now.facts.gate?;
        Some(GateView {
            milestone: now.title(),
            decided: words::decided(now.gate.is_some()),
            approvers: approvers.iter().enumerate().map(approver).collect(),
            criteria: criteria.iter().map(|criterion| cx.html(criterion)).collect(),
            outcome: now.gate.map(words::gate),
        })
    };
    state.milestones.iter().filter_map(row).collect()
}

/// The agreed changes of baseline dates up to the day of `state`, the latest first.
#[must_use]
pub fn rebaselines(cx: &Cx<'_>, program: &Program, state: &ProgramState<'_>) -> Vec<RebaselineView> {
    let was = |(index, was): &(usize, PlanDate)| {
        program.milestones.get(*index).map(|milestone| format!("{} was {}", milestone.id, WORDS.plan_date(*was)))
    };
    let target = |(index, target): &(usize, f64)| {
        program.success_measures.get(*index).map(|measure| format!("{} was {}", measure.id, WORDS.number(*target)))
    };
    let end = |end: &Option<PlanDate>| match end {
        Some(end) => format!("the end was {}", WORDS.plan_date(*end)),
        None => "there was no end".to_owned(),
    };
    // The amount that was granted is for those who see the budget.
    let granted = |amount: &f64| {
        let budget = program.budget.as_ref()?;
        Some(format!("the budget was {}", WORDS.money(&budget.currency, *amount)))
    };
    let row =
        |Rebaseline { date, approved_by, reason, was: moved, end: ended, targets, budget, told: _ }: &Rebaseline| {
            let dates = moved.iter().filter_map(was);
            let all = dates.chain(ended.as_ref().map(end)).chain(targets.iter().filter_map(target));
            let all = all.chain(budget.iter().filter_map(granted));
            RebaselineView {
                date: cx.date(*date),
                approved_by: cx.decider(approved_by),
                reason: cx.html(reason),
                was: WORDS.commas(&all.collect::<Vec<_>>()),
            }
        };
    program
        .rebaselines
        .iter()
        .rev()
        .filter(|rebaseline| rebaseline.told && rebaseline.date <= state.date)
        .map(row)
        .collect()
}

/// Further pages of the program, by address. Pages are sorted, so only its own are looked at.
#[must_use]
pub fn pages(cx: &Cx<'_>, id: ProgramId, program: &Program) -> Vec<LinkView> {
    let below = format!("/programs/{}/", program.slug);
    let pages = &cx.model.pages;
    let first = pages.partition_point(|page| page.url.as_str() < below.as_str());
    let own = pages.iter().skip(first).take_while(|page| page.url.starts_with(&below));
    own.filter(|page| page.kind == PageKind::ProgramPage(id) && !page.listing.is_out_of_section())
        .map(|page| cx.link(&page.url, page.title.clone()))
        .collect()
}

/// How the next report of `program` is posted; `None` without a repository or when no report is expected.
#[must_use]
pub fn post(cx: &Cx<'_>, program: &Program, state: &ProgramState<'_>) -> Option<PostView> {
    use std::fmt::Write as _;
    let forge = cx.model.config.forge.as_ref()?;
    if state.facts.lifecycle != crate::parse::records::Lifecycle::Active {
        return None;
    }
    let folder = format!("{}/updates", cx.model.config.layout.place(program.file.folder()));
    // Of a report that is late or the first, whoever writes it knows the day: a date here would be another every night.
    let ahead = state.next_due.filter(|due| *due >= state.date);
    let date = ahead.map_or_else(|| "YYYY-MM-DD".to_owned(), |due| due.to_string());
    let slug = |id: crate::model::PersonId| cx.model.person(id).slug.as_str();
    let last = state.update;
    let mut template = format!("---\nauthor: {}\n", slug(state.facts.dri));
    let _ = writeln!(template, "health: {}", last.map_or("green", |update| update.health.word()));
    if let Some(update) = last.filter(|update| !update.dimensions.is_empty()) {
        let pairs: Vec<String> =
            update.dimensions.iter().map(|(name, colour)| format!("{name}: {}", colour.word())).collect();
        let _ = writeln!(template, "dimensions: {{ {} }}", pairs.join(", "));
    }
    let _ = writeln!(template, "confidence: {}", last.and_then(|update| update.confidence).unwrap_or(80));
    template.push_str("headline: One sentence that says where the program is.\n");
    if last.is_some_and(|update| update.path_to_green.is_some()) {
        template.push_str("path_to_green: What brings it back, by when.\n");
    }
    if let Some(next) = state.next_milestone() {
        let milestone = next.milestone;
        let _ = write!(template, "milestones:\n  {}: {{ forecast: {} }}\n", milestone.id, next.expected.written);
    }
    template.push_str("---\n\nWhat happened, and what it means.\n");
    Some(PostView { href: forge.create(&folder), file: format!("{folder}/{date}.md"), template })
}
