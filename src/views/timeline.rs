//! All programs on one time axis, in the order of the portfolio, and the dates as a table.

use serde::Serialize;

use super::program::{MilestoneView, milestone_row, open};
use super::programs::{RESTING, active_groups, facets};
use super::{Cx, DateView, Head, Introduction, ProgramChip};
use crate::charts::{self, TimelineMark};
use crate::model::ProgramId;
use crate::status::{MilestoneState, Portfolio, ProgramState};
use crate::words::WORDS;

/// The template of this page.
pub const TEMPLATE: &str = "programs/timeline.html";

/// The page's address.
pub const URL: &str = "/timeline/";

/// The timeline.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// The page's title.
    pub title: String,
    /// What the drawing shows; `None` without a milestone.
    pub finding: Option<String>,
    /// The months, drawn.
    pub head: String,
    /// The day of the line of today.
    pub as_of: DateView,
    /// The programs with their lanes: exceptions, the other active ones, those that are not active.
    pub groups: Vec<TimelineGroup>,
    /// The milestones that are drawn, by expected date.
    pub milestones: Vec<DatedRow>,
}

/// Programs with something in common.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimelineGroup {
    /// `Exceptions · 6`.
    pub title: String,
    /// The programs.
    pub rows: Vec<TimelineRow>,
}

/// A program and its lane.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimelineRow {
    /// What it can be filtered by, as the JSON of its facets.
    pub facets: String,
    /// The program.
    pub program: ProgramChip,
    /// The next milestone in words, where the lane has no room for them.
    pub next: Option<String>,
    /// The milestones, drawn.
    pub lane: Option<String>,
}

/// A milestone and its program.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DatedRow {
    /// The program.
    pub program: ProgramChip,
    /// The milestone.
    pub milestone: MilestoneView,
}

/// All programs that are not complete or cancelled, on the model's day.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, TimelineView) {
    let groups = grouped(cx);
    let programs = || groups.iter().flat_map(|(_, programs)| programs).copied();
    let drawn: Vec<Vec<TimelineMark>> = programs().map(|id| marks(cx, id)).collect();
    let today = cx.newest().unwrap_or(cx.model.as_of);
    let timeline = charts::timeline("timeline", &drawn, today);
    let (head, lanes, finding) = match timeline {
        Some(timeline) => (timeline.head, timeline.rows, Some(timeline.finding)),
        None => (String::new(), Vec::new(), None),
    };
    let mut lanes = lanes.into_iter();
    let mut row = |id: ProgramId| TimelineRow {
        facets: facets(cx, id).json(),
        program: cx.program(id),
        next: cx.state(id).next_milestone().map(|next| {
            let slip =
                if next.slip_days == 0 { String::new() } else { format!(", {}", WORDS.signed_slip(next.slip())) };
            format!("{}, {}{slip}", next.facts.name, WORDS.plan_date(next.expected))
        }),
        lane: lanes.next().flatten(),
    };
    let rows = |(title, programs): &(String, Vec<ProgramId>)| TimelineGroup {
        title: title.clone(),
        rows: programs.iter().map(|id| row(*id)).collect(),
    };
    let introduction = cx.introduction(URL);
    let title = introduction.as_ref().map_or_else(|| "Timeline".to_owned(), |introduction| introduction.title.clone());
    let description = "Key milestones of all programs: baseline, forecast and actual dates on one axis.".to_owned();
    let view = TimelineView {
        groups: groups.iter().map(rows).collect(),
        milestones: dated(cx, programs()),
        as_of: cx.date(today),
        introduction,
        title: title.clone(),
        finding,
        head,
    };
    (Head { title, description }, view)
}

/// The programs in the order of the portfolio, in its groups and without those that have ended.
fn grouped(cx: &Cx<'_>) -> Vec<(String, Vec<ProgramId>)> {
    let portfolio = Portfolio::of(cx.model, cx.states);
    let active = active_groups(cx, &portfolio).into_iter().map(|group| (group.title, group.programs));
    let resting =
        |lifecycle| cx.model.programs().map(|(id, _)| id).filter(move |id| cx.state(*id).facts.lifecycle == lifecycle);
    let resting: Vec<ProgramId> = RESTING.into_iter().filter(|lifecycle| open(*lifecycle)).flat_map(resting).collect();
    let rest = (!resting.is_empty()).then(|| (format!("Not active \u{b7} {}", resting.len()), resting));
    active.chain(rest).collect()
}

/// Key milestones, or all of them when none is key.
fn shown<'a>(state: &'a ProgramState<'_>) -> impl Iterator<Item = &'a MilestoneState<'a>> {
    let drawn = || state.milestones.iter().filter(|now| now.dropped.is_none());
    let any_key = drawn().any(|now| now.facts.key);
    drawn().filter(move |now| !any_key || now.facts.key)
}

/// What the lane of a program draws.
fn marks(cx: &Cx<'_>, id: ProgramId) -> Vec<TimelineMark> {
    let page = cx.program(id).href;
    let mark = |now: &MilestoneState<'_>| TimelineMark {
        name: now.title(),
        href: format!("{page}#{}", milestone_row(cx, now).anchor),
        baseline: now.baseline.last,
        expected: now.expected.last,
        when: WORDS.plan_date(now.expected),
        reached: now.actual.is_some(),
        slip: (now.slip_days != 0).then(|| WORDS.signed_slip(now.slip())),
        overdue: now.overdue,
    };
    let mut marks: Vec<TimelineMark> = shown(cx.state(id)).map(mark).collect();
    marks.sort_by_key(|mark| mark.expected);
    marks
}

/// What the lanes draw, as rows in the order of their dates.
fn dated(cx: &Cx<'_>, programs: impl Iterator<Item = ProgramId>) -> Vec<DatedRow> {
    let mut rows = Vec::new();
    for id in programs {
        for now in shown(cx.state(id)) {
            rows.push((now.expected, DatedRow { program: cx.program(id), milestone: milestone_row(cx, now) }));
        }
    }
    rows.sort_by_key(|(expected, _)| *expected);
    rows.into_iter().map(|(_, row)| row).collect()
}
