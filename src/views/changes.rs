//! What changed, week by week: the portfolio's news, read from the reports.
//!
//! Weeks are ISO 8601 weeks. The last quarter is told line by line, what came before as numbers by quarter.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::program::{program_link, report_url};
use super::{Cx, DateView, Head, Introduction};
use crate::model::ProgramId;
use crate::plan::LinkView;
use crate::snapshot::{HealthMark, rank, wording};
use crate::status::{Change, ChangeKind, changes};
use crate::time::IsoWeek;

/// The template of this page.
pub const TEMPLATE: &str = "programs/changes.html";

/// The page's address.
pub const URL: &str = "/changes/";

/// Weeks that are told line by line.
const WEEKS: i32 = 13;

/// Most lines of a week: a portfolio that changes more than this is read program by program.
const LINES: usize = 60;

/// What changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// The page's title.
    pub title: String,
    /// The weeks with changes, the latest first.
    pub weeks: Vec<WeekView>,
    /// The time before, by quarter, the latest first.
    pub older: Vec<QuarterView>,
}

/// A week.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WeekView {
    /// `2026-W47`, its id on the page.
    pub id: String,
    /// `Week 47`.
    pub title: String,
    /// Its Monday.
    pub from: DateView,
    /// Its Sunday, or the site's day when that is earlier.
    pub to: DateView,
    /// What changed, health first.
    pub lines: Vec<ChangeLine>,
    /// How many smaller changes are left out.
    pub more: usize,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeLine {
    /// What kind of change, in a word or two: `Worse`, `Risk raised`.
    pub kind: String,
    /// When it became known.
    pub date: DateView,
    /// The program.
    pub program: LinkView,
    /// The health that it came to.
    pub health: Option<HealthMark>,
    /// What changed, in words.
    pub text: String,
    /// The report that says so.
    pub report: Option<String>,
}

/// A quarter in numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuarterView {
    /// `Q3 2026`.
    pub title: String,
    /// Programs that became better.
    pub better: usize,
    /// Programs that became worse.
    pub worse: usize,
    /// Milestones reached.
    pub reached: usize,
    /// Milestones slipped.
    pub slipped: usize,
    /// Risks raised.
    pub raised: usize,
    /// Risks closed.
    pub closed: usize,
    /// Decisions taken.
    pub decided: usize,
}

/// What changed up to the model's day.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, ChangesView) {
    let as_of = cx.model.as_of;
    let first = IsoWeek::of(as_of).plus(1 - WEEKS);
    let mut weeks: BTreeMap<IsoWeek, Vec<Change<'_>>> = BTreeMap::new();
    let mut quarters: BTreeMap<(i16, i8), QuarterView> = BTreeMap::new();
    for change in changes(cx.model, Date::MIN, as_of) {
        let week = IsoWeek::of(change.date);
        if week >= first {
            weeks.entry(week).or_default().push(change);
        } else {
            let quarter = (change.date.year(), (change.date.month() - 1) / 3 + 1);
            count(quarters.entry(quarter).or_insert_with(|| empty_quarter(quarter)), &change.kind);
        }
    }
    let introduction = cx.introduction(URL);
    let title =
        introduction.as_ref().map_or_else(|| "What changed".to_owned(), |introduction| introduction.title.clone());
    let head = Head {
        title: title.clone(),
        description: "Health, milestones, risks and decisions of all programs, week by week.".to_owned(),
    };
    let view = ChangesView {
        introduction,
        title,
        weeks: weeks.into_iter().rev().map(|(week, changes)| week_view(cx, week, changes)).collect(),
        older: quarters.into_values().rev().collect(),
    };
    (head, view)
}

fn week_view(cx: &Cx<'_>, week: IsoWeek, mut changes: Vec<Change<'_>>) -> WeekView {
    let name = |id: ProgramId| cx.model.program(id).slug.as_str();
    changes.sort_by(|a, b| rank(&a.kind).cmp(&rank(&b.kind)).then_with(|| name(a.program).cmp(name(b.program))));
    let more = changes.len().saturating_sub(LINES);
    changes.truncate(LINES);
    WeekView {
        id: week.to_string(),
        title: format!("Week {}", week.number().1),
        from: cx.date(week.monday()),
        to: cx.date(week.sunday()),
        lines: changes.iter().map(|change| line(cx, change)).collect(),
        more,
    }
}

/// A change in words.
#[must_use]
pub fn line(cx: &Cx<'_>, change: &Change<'_>) -> ChangeLine {
    let program = cx.model.program(change.program);
    let (kind, text) = wording(cx, change);
    let report = change.report.and_then(|index| program.updates.get(index));
    ChangeLine {
        kind: kind.to_owned(),
        date: cx.date(change.date),
        program: program_link(cx, program, cx.model.as_of),
        health: match change.kind {
            ChangeKind::Better { to, .. } | ChangeKind::Worse { to, .. } => Some(cx.colour(to)),
            _ => None,
        },
        text,
        report: report.map(|update| cx.href(&report_url(program, &update.name))),
    }
}

fn empty_quarter((year, quarter): (i16, i8)) -> QuarterView {
    QuarterView {
        title: format!("Q{quarter} {year}"),
        better: 0,
        worse: 0,
        reached: 0,
        slipped: 0,
        raised: 0,
        closed: 0,
        decided: 0,
    }
}

fn count(quarter: &mut QuarterView, kind: &ChangeKind<'_>) {
    let place = match kind {
        ChangeKind::Better { .. } => &mut quarter.better,
        ChangeKind::Worse { .. } => &mut quarter.worse,
        ChangeKind::Reached { .. } => &mut quarter.reached,
        ChangeKind::Slipped { .. } => &mut quarter.slipped,
        ChangeKind::RiskRaised(_) => &mut quarter.raised,
        ChangeKind::RiskClosed(_) => &mut quarter.closed,
        ChangeKind::Decided(_) => &mut quarter.decided,
        _ => return,
    };
    *place += 1;
}
