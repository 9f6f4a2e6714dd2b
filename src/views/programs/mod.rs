//! The portfolio: how many programs stand where; every active program in one table, exceptions first; then what
//! changed, what is needed and what is near.
//!
//! Programs that report on time, are green and need no decision stay short: they have a row without words.

mod periods;
mod sections;

pub use sections::{PortfolioGroup, ProgramSection, RESTING, RestingGroup, active_groups, facets};

use jiff::ToSpan;
use serde::Serialize;

use super::changes::{ChangeLine, line};
use super::expiry::expiries;
use super::program::{MilestoneView, NeededRow, milestone_row, needed_row, program_link};
use super::{Cx, DateView, Head, Introduction, ProgramChip};
use crate::charts;
use crate::model::ProgramId;
use crate::plan::LinkView;
use crate::render::Converted;
use crate::snapshot::{HealthCount, HealthMark, counts, summary};
use crate::status::{Cause, Change, ChangeKind, DueMilestone, Portfolio, REVIEW, changes};
use crate::words::{Term, WORDS, capital};
use periods::Periods;

/// The template of this page.
pub const TEMPLATE: &str = "programs/index.html";

/// The page's address.
pub const URL: &str = "/programs/";

/// How many milestones are shown at once; more are folded.
const NEAR: usize = 5;

/// The portfolio.
#[derive(Clone, Debug, Serialize)]
pub struct ProgramsView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// The page's title.
    pub title: String,
    /// How many programs stand where.
    pub counts: CountsView,
    /// What twelve periods are called: `Last 12 weeks`.
    pub periods: &'static str,
    /// The last day of the last of them.
    pub periods_to: Option<DateView>,
    /// Active programs: exceptions, then the others.
    pub groups: Vec<PortfolioGroup>,
    /// Programs that are not active, by lifecycle.
    pub resting: Vec<RestingGroup>,
    /// How many these are.
    pub resting_count: usize,
    /// Decisions that programs wait for.
    pub needed: Vec<NeededRow>,
    /// The first day of the time since the last review.
    pub since: DateView,
    /// What a review asks for: joined, left, better, worse, slipped, in this order.
    pub news: Vec<ChangeLine>,
    /// The first milestones expected before today that have not been reached.
    pub overdue: Vec<DueRow>,
    /// Those after them.
    pub overdue_more: Vec<DueRow>,
    /// The first milestones in the next thirty days.
    pub ahead: Vec<DueRow>,
    /// Those after them.
    pub ahead_more: Vec<DueRow>,
    /// The page of all milestones.
    pub timeline: LinkView,
    /// Programs that are not complete or cancelled, by goal.
    pub by_goal: Vec<ProgramSection>,
    /// Where older programs are: `2 programs that ended earlier are in the archive`.
    pub archive: Option<LinkView>,
}

/// How many programs stand where, as a bar with its legend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountsView {
    /// `10 active programs`.
    pub headline: String,
    /// How many programs are active.
    pub active: usize,
    /// The bar, drawn; `None` without an active program.
    pub bar: Option<String>,
    /// The counts that are not zero, in the order of the bar: red, amber, stale, never, green.
    pub entries: Vec<CountView>,
}

/// How many programs stand somewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountView {
    /// Where.
    pub health: HealthMark,
    /// How many.
    pub count: usize,
    /// The table of active programs, filtered to these where scripts run.
    pub href: String,
    /// How many of them are counted so until which day: `2026-03-15*3 2026-03-22*1`.
    pub expires: String,
    /// `1 doubted by the rules`; empty where the rules doubt none.
    pub note: String,
}

/// The bar and its legend; links begin with `page`, the address of the portfolio or nothing on the portfolio itself.
#[must_use]
pub fn counts_view(cx: &Cx<'_>, portfolio: &Portfolio<'_>, page: &str) -> CountsView {
    let mut all: Vec<HealthCount> = counts(cx, portfolio);
    all.sort_by_key(|count| {
        ["red", "amber", "stale", "never"].iter().position(|mark| *mark == count.health.mark).unwrap_or(4)
    });
    let bar: Vec<(&'static str, usize)> = all.iter().map(|count| (count.health.mark, count.count)).collect();
    let doubted = |mark: &str| {
        let flagged = portfolio.exceptions.iter().filter(|exception| exception.causes.contains(&Cause::Flagged));
        flagged.filter(|exception| cx.health(exception.program).mark == mark).count()
    };
    let entry = |HealthCount { health, count }: HealthCount| CountView {
        href: format!("{page}?health={}#active", health.mark),
        expires: expiries(cx, health.mark),
        note: match doubted(health.mark) {
            0 => String::new(),
            many => format!("{many} doubted by the rules"),
        },
        health,
        count,
    };
    CountsView {
        headline: capital(&WORDS.count_or_none(portfolio.counts.active, Term::ActiveProgram)),
        active: portfolio.counts.active,
        bar: charts::health_bar(&bar),
        entries: all.into_iter().filter(|count| count.count > 0).map(entry).collect(),
    }
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
    let head = Head { title: title.clone(), description: format!("{} Exceptions first.", summary(&portfolio)) };
    let due =
        |due: &[DueMilestone]| due.iter().filter_map(|due| due_row(cx, due.program, due.milestone)).collect::<Vec<_>>();
    let periods = Periods::of(cx);
    // The page of a large portfolio is the longest to make, so that the other cores help.
    let (groups, news) = rayon::join(
        || sections::active(cx, &chips, &portfolio, &periods),
        || news(cx, &changes(cx.model, since, as_of)),
    );
    let first = |mut rows: Vec<DueRow>| {
        let more = rows.split_off(rows.len().min(NEAR));
        (rows, more)
    };
    let (ahead, ahead_more) = first(due(&portfolio.ahead));
    let (overdue, overdue_more) = first(due(&portfolio.overdue));
    let resting = sections::resting(cx, &chips);
    let view = ProgramsView {
        introduction,
        title,
        counts: counts_view(cx, &portfolio, ""),
        periods: periods.name,
        periods_to: periods.ends.last().map(|end| cx.date(*end)),
        groups,
        resting_count: resting.iter().map(|group| group.programs.len()).sum(),
        resting,
        needed: portfolio
            .needs
            .iter()
            .map(|need| needed_row(cx, cx.model.program(need.program), cx.model.as_of, &need.state))
            .collect(),
        news,
        since: cx.date(since),
        overdue,
        overdue_more,
        ahead,
        ahead_more,
        timeline: cx.link("/timeline/", "All on the timeline"),
        by_goal: sections::by_goal(cx, &chips),
        archive: archive(cx),
    };
    (head, view)
}

/// The way to the programs that this page no longer lists.
fn archive(cx: &Cx<'_>) -> Option<LinkView> {
    let count = cx.archived().count();
    let text = format!(
        "{} that ended earlier {} in the archive",
        WORDS.count(count, Term::Program),
        WORDS.form(count, Term::Is)
    );
    (count > 0).then(|| cx.link(super::archive::URL, text))
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
