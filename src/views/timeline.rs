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
        cx.model.programs().filter(|(_, program)| open(program.lifecycle)).collect();
    programs.sort_by_key(|(id, program)| {
        cx.state(*id).next_milestone(program).map_or(jiff::civil::Date::MAX, |next| next.expected)
    });
    let rows: Vec<ProgramBar> = programs.iter().map(|(id, program)| row(cx, *id, program)).collect();
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
fn shown<'a>(program: &'a Program, state: &'a ProgramState<'_>) -> impl Iterator<Item = &'a MilestoneState<'a>> {
    let any_key = program.milestones.iter().any(|milestone| milestone.key);
    state
        .milestones
        .iter()
        .filter(move |now| !any_key || program.milestones.get(now.index).is_some_and(|milestone| milestone.key))
}

fn row(cx: &Cx<'_>, id: ProgramId, program: &Program) -> ProgramBar {
    let mark = |now: &MilestoneState<'_>| {
        let name = program
            .milestones
            .get(now.index)
            .map_or_else(String::new, |milestone| format!("{} {}", milestone.id, milestone.name));
        MilestoneMark { name, baseline: now.baseline, expected: now.expected, reached: now.actual.is_some() }
    };
    let mut marks: Vec<MilestoneMark> = shown(program, cx.state(id)).map(mark).collect();
    marks.sort_by_key(|mark| mark.expected);
    let health = cx.health(id);
    ProgramBar { name: program.name.clone(), mark: health.mark, label: health.label, marks }
}

fn ahead(cx: &Cx<'_>, programs: &[(ProgramId, &Program)]) -> Vec<AheadRow> {
    let mut rows = Vec::new();
    for (id, program) in programs.iter().filter(|(_, program)| program.lifecycle != Lifecycle::Proposed) {
        for now in shown(program, cx.state(*id)).filter(|now| now.actual.is_none()) {
            rows.push((now.expected, AheadRow { program: cx.program(*id), milestone: milestone_row(cx, now) }));
        }
    }
    rows.sort_by_key(|(expected, _)| *expected);
    rows.into_iter().map(|(_, row)| row).collect()
}
