//! All programs on one time axis, and what is ahead in the order in which it comes.

use serde::Serialize;

use super::program::{MilestoneView, milestone_row, open};
use super::{Cx, Head, Introduction, ProgramChip};
use crate::charts::{self, Chart, MilestoneMark, ProgramBar};
use crate::model::{Program, ProgramId};
use crate::parse::records::Lifecycle;
use crate::status::{MilestoneState, ProgramState};

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
    /// The drawing; `None` without a milestone.
    pub chart: Option<Chart>,
    /// Milestones that have not been reached, by expected date.
    pub ahead: Vec<AheadRow>,
}

/// A milestone ahead and its program.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AheadRow {
    /// The program.
    pub program: ProgramChip,
    /// The milestone.
    pub milestone: MilestoneView,
}

/// All programs that are not complete or cancelled, on the model's day.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, TimelineView) {
    let mut programs: Vec<(ProgramId, &Program)> =
        cx.model.programs().filter(|(id, _)| open(cx.state(*id).facts.lifecycle)).collect();
    programs.sort_by_key(|(id, _)| {
        cx.state(*id).next_milestone().map_or(jiff::civil::Date::MAX, |next| next.expected.last)
    });
    let rows: Vec<ProgramBar> = programs.iter().map(|(id, _)| row(cx, *id)).collect();
    let introduction = cx.introduction(URL);
    let title = introduction.as_ref().map_or_else(|| "Timeline".to_owned(), |introduction| introduction.title.clone());
    let head = Head {
        title: title.clone(),
        description: "Key milestones of all programs: baseline, forecast and actual dates on one axis.".to_owned(),
    };
    let view = TimelineView {
        introduction,
        title,
        chart: charts::portfolio("timeline", &rows, cx.newest().unwrap_or(cx.model.as_of)),
        ahead: ahead(cx, &programs),
    };
    (head, view)
}

/// Key milestones, or all of them when none is key.
fn shown<'a>(state: &'a ProgramState<'_>) -> impl Iterator<Item = &'a MilestoneState<'a>> {
    let drawn = || state.milestones.iter().filter(|now| now.dropped.is_none());
    let any_key = drawn().any(|now| now.facts.key);
    drawn().filter(move |now| !any_key || now.facts.key)
}

fn row(cx: &Cx<'_>, id: ProgramId) -> ProgramBar {
    let mark = |now: &MilestoneState<'_>| MilestoneMark {
        name: now.title(),
        baseline: now.baseline.last,
        expected: now.expected.last,
        reached: now.actual.is_some(),
    };
    let mut marks: Vec<MilestoneMark> = shown(cx.state(id)).map(mark).collect();
    marks.sort_by_key(|mark| mark.expected);
    let health = cx.health(id);
    ProgramBar { name: cx.state(id).facts.name.to_owned(), mark: health.mark, label: health.label, marks }
}

fn ahead(cx: &Cx<'_>, programs: &[(ProgramId, &Program)]) -> Vec<AheadRow> {
    let mut rows = Vec::new();
    for (id, _) in programs.iter().filter(|(id, _)| cx.state(*id).facts.lifecycle != Lifecycle::Proposed) {
        for now in shown(cx.state(*id)).filter(|now| now.actual.is_none()) {
            rows.push((now.expected, AheadRow { program: cx.program(*id), milestone: milestone_row(cx, now) }));
        }
    }
    rows.sort_by_key(|(expected, _)| *expected);
    rows.into_iter().map(|(_, row)| row).collect()
}
