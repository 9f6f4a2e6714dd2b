//! The portfolio: what needs attention first, what changed, what is near; then every program.
//!
//! Programs that report on time, are green and need no decision stay short: they stand in the counts, the grid and the
//! lists.

mod grid;
mod sections;

pub use grid::{GridRow, PeriodView};
pub use sections::{LifecycleGroup, ProgramSection};

use jiff::ToSpan;
use serde::Serialize;

use super::changes::{ChangeLine, line};
use super::expiry::expiries;
use super::program::{MilestoneView, NeededRow, milestone_row, needed_row, person_link, program_link};
use super::{Cx, DateView, Head, Introduction, ProgramChip};
use crate::model::ProgramId;
use crate::plan::LinkView;
use crate::render::Converted;
use crate::snapshot::{HealthCount, HealthMark, counts, summary};
use crate::status::{Change, ChangeKind, DueMilestone, Portfolio, REVIEW, changes};

/// The template of this page.
pub const TEMPLATE: &str = "programs/index.html";

/// The page's address.
pub const URL: &str = "/programs/";

/// The portfolio.
#[derive(Clone, Debug, Serialize)]
pub struct ProgramsView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// The page's title.
    pub title: String,
    /// How many programs stand where: colours, stale, never.
    pub counts: Vec<CountView>,
    /// `11 active programs; 1 planned, 2 complete.`
    pub summary: String,
    /// How many programs are active.
    pub active: usize,
    /// Programs that need attention, the worst first.
    pub exceptions: Vec<ExceptionRow>,
    /// Decisions that programs wait for.
    pub needed: Vec<NeededRow>,
    /// The first day of the time since the last review.
    pub since: DateView,
    /// What a review asks for: joined, left, better, worse, slipped, in this order.
    pub news: Vec<ChangeLine>,
    /// Milestones expected before today that have not been reached.
    pub overdue: Vec<DueRow>,
    /// Milestones in the next thirty days.
    pub ahead: Vec<DueRow>,
    /// The periods of the grid, the oldest first.
    pub periods: Vec<PeriodView>,
    /// Active programs by period.
    pub grid: Vec<GridRow>,
    /// All programs by lifecycle.
    pub groups: Vec<LifecycleGroup>,
    /// Programs that are not complete or cancelled, by focus area.
    pub by_area: Vec<ProgramSection>,
    /// The same by goal.
    pub by_goal: Vec<ProgramSection>,
    /// The same by DRI.
    pub by_dri: Vec<ProgramSection>,
}

/// How many programs stand somewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountView {
    /// Where.
    pub health: HealthMark,
    /// How many.
    pub count: usize,
    /// The table of active programs, filtered to these where scripts run; `None` when there are none.
    pub href: Option<String>,
    /// How many of them are counted so until which day: `2026-03-15*3 2026-03-22*1`.
    pub expires: String,
}

impl CountView {
    /// A count with the way to its programs.
    #[must_use]
    pub fn of(cx: &Cx<'_>, HealthCount { health, count }: HealthCount) -> Self {
        let href = (count > 0).then(|| format!("?health={}#active", health.mark));
        Self { href, expires: expiries(cx, health.mark), health, count }
    }
}

/// A program that needs attention.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExceptionRow {
    /// The program.
    pub program: Converted<ProgramChip>,
    /// What the rules say when they say worse than the report.
    pub flag: Option<HealthMark>,
    /// Why the rules do.
    pub reasons: Vec<String>,
    /// The last report in one sentence, as HTML.
    pub headline: Option<String>,
    /// What brings it back, as HTML.
    pub path_to_green: Option<String>,
    /// Who answers for it.
    pub dri: LinkView,
    /// The day of the last report.
    pub as_of: Option<DateView>,
    /// When the next one is or was due.
    pub due: Option<DateView>,
    /// Percent chance to meet the forecast end.
    pub confidence: Option<u8>,
}

/// A milestone that is near or overdue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DueRow {
    /// The program.
    pub program: LinkView,
    /// The milestone.
    pub milestone: MilestoneView,
}

/// The chip of every program: the page shows most of them five times.
#[derive(Clone, Debug)]
pub struct Chips(Vec<Converted<ProgramChip>>);

impl Chips {
    fn all(cx: &Cx<'_>) -> Self {
        Self(cx.model.programs().map(|(id, _)| Converted::new(cx.program(id))).collect())
    }

    /// That of a program.
    ///
    /// # Panics
    /// Never: there is a chip for every program of the model.
    #[expect(clippy::indexing_slicing, reason = "there is a chip for every program of the model")]
    fn of(&self, id: ProgramId) -> Converted<ProgramChip> {
        self.0[id.index()].clone()
    }
}

/// The portfolio on the model's day.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, ProgramsView) {
    let portfolio = Portfolio::of(cx.model, cx.states);
    let chips = Chips::all(cx);
    let as_of = cx.model.as_of;
    // Counted from the newest record: from the day of the build it would be another date every night.
    let newest = cx.newest().unwrap_or(as_of);
    let since = newest.checked_sub(REVIEW.days()).unwrap_or(newest);
    let introduction = cx.introduction(URL);
    let title = introduction.as_ref().map_or_else(|| "Programs".to_owned(), |introduction| introduction.title.clone());
    let summary = summary(&portfolio);
    let head = Head { title: title.clone(), description: format!("{summary} Exceptions first.") };
    let due = |due: &[DueMilestone]| due.iter().filter_map(|due| due_row(cx, due.program, due.milestone)).collect();
    // The page of a large portfolio is the longest to make, so that the other cores help.
    let ((exceptions, news), (grid, groups)) = rayon::join(
        || {
            let exceptions =
                portfolio.exceptions.iter().map(|exception| exception_row(cx, &chips, exception.program)).collect();
            (exceptions, news(cx, &changes(cx.model, since, as_of)))
        },
        || (grid::rows(cx, &chips), sections::by_lifecycle(cx, &chips)),
    );
    let view = ProgramsView {
        introduction,
        title,
        counts: counts(cx, &portfolio).into_iter().map(|count| CountView::of(cx, count)).collect(),
        exceptions,
        needed: portfolio
            .needs
            .iter()
            .map(|need| needed_row(cx, cx.model.program(need.program), cx.model.as_of, &need.state))
            .collect(),
        news,
        since: cx.date(since),
        overdue: due(&portfolio.overdue),
        ahead: due(&portfolio.ahead),
        periods: grid::periods(cx),
        grid,
        groups,
        by_area: sections::by_area(cx, &chips),
        by_goal: sections::by_goal(cx, &chips),
        by_dri: sections::by_dri(cx, &chips),
        summary,
        active: portfolio.counts.active,
    };
    (head, view)
}

fn exception_row(cx: &Cx<'_>, chips: &Chips, id: ProgramId) -> ExceptionRow {
    let state = cx.state(id);
    let status = super::program::status(cx, id, state);
    ExceptionRow {
        program: chips.of(id),
        reasons: if status.flag.is_some() { status.reasons } else { Vec::new() },
        flag: status.flag,
        headline: status.headline,
        path_to_green: status.path_to_green,
        dri: person_link(cx, state.facts.dri),
        as_of: status.as_of,
        due: status.due,
        confidence: status.confidence,
    }
}

fn due_row(cx: &Cx<'_>, id: ProgramId, milestone: usize) -> Option<DueRow> {
    let program = cx.model.program(id);
    let row = milestone_row(cx, cx.state(id).milestones.iter().find(|now| now.index == milestone)?);
    Some(DueRow { program: program_link(cx, program, cx.model.as_of), milestone: row })
}

/// The changes that a review asks for, by kind.
fn news(cx: &Cx<'_>, changes: &[Change<'_>]) -> Vec<ChangeLine> {
    let rank = |change: &&Change<'_>| match change.kind {
        ChangeKind::Joined => Some(0),
        ChangeKind::Left(_) => Some(1),
        ChangeKind::Better { .. } => Some(2),
        ChangeKind::Worse { .. } => Some(3),
        ChangeKind::Slipped { .. } => Some(4),
        _ => None,
    };
    let mut asked: Vec<&Change<'_>> = changes.iter().filter(|change| rank(change).is_some()).collect();
    asked.sort_by_key(rank);
    asked.into_iter().map(|change| line(cx, change)).collect()
}
