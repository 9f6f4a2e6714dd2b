//! What changed, week by week: the portfolio's news, read from the reports.
//!
//! Weeks are ISO 8601 weeks. The last quarter is told line by line, what came before as numbers by quarter.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::facets::Facets;
use super::program::{program_link, report_url};
use super::{Cx, DateView, Head, Introduction};
use crate::model::ProgramId;
use crate::plan::LinkView;
use crate::snapshot::{HealthMark, rank, wording};
use crate::status::{Change, ChangeKind, changes};
use crate::time::IsoWeek;
use crate::words::{Term, WORDS};

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
    /// `47`.
    pub number: i8,
    /// Its Monday.
    pub from: DateView,
    /// Its Sunday, or the site's day when that is earlier.
    pub to: DateView,
    /// `1 worse, 4 slipped`; empty where nothing became worse.
    pub totals: String,
    /// What changed, by program and day: the program with the worst news first.
    pub rows: Vec<ChangeRow>,
    /// How many smaller changes are left out.
    pub more: usize,
}

/// What changed of a program on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeRow {
    /// What the row can be filtered by, as the JSON of its facets.
    pub facets: String,
    /// When it became known.
    pub date: DateView,
    /// The program.
    pub program: LinkView,
    /// The report that says so.
    pub report: Option<String>,
    /// What changed, health first.
    pub lines: Vec<ChangeLine>,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeLine {
    /// What kind of change, in a word or two: `Worse`, `Risk raised`.
    pub kind: String,
    /// Whether it asks for attention.
    pub pressing: bool,
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
    let totals = totals(&changes);
    let more = changes.len().saturating_sub(LINES);
    changes.truncate(LINES);
    WeekView {
        id: week.to_string(),
        title: format!("Week {}", week.number().1),
        number: week.number().1,
        from: cx.date(week.monday()),
        to: cx.date(week.sunday()),
        totals,
        rows: rows(cx, &changes),
        more,
    }
}

/// The changes of a week in rows: those of a program on one day are one.
fn rows(cx: &Cx<'_>, changes: &[Change<'_>]) -> Vec<ChangeRow> {
    let mut rows: Vec<((ProgramId, Date), Vec<ChangeLine>)> = Vec::new();
    for change in changes {
        let key = (change.program, change.date);
        match rows.iter_mut().find(|(known, _)| *known == key) {
            Some((_, lines)) => lines.push(line(cx, change)),
            None => rows.push((key, vec![line(cx, change)])),
        }
    }
    let row = |((program, date), lines): ((ProgramId, Date), Vec<ChangeLine>)| {
        let program = cx.model.program(program);
        let mut kinds: Vec<&str> = lines.iter().map(|line| line.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let facets = Facets::new()
            .with("Change", kinds.iter().map(|kind| (*kind, *kind)))
            .with("Program", [(&*program.slug, &**program.name.on(cx.model.as_of))]);
        ChangeRow {
            facets: facets.json(),
            date: cx.date(date),
            program: program_link(cx, program, cx.model.as_of),
            report: lines.iter().find_map(|line| line.report.clone()),
            lines,
        }
    };
    rows.into_iter().map(row).collect()
}

/// How much of a week asks for attention: `1 worse, 4 slipped, 2 risks up, 1 decision needed`.
fn totals(changes: &[Change<'_>]) -> String {
    let count = |of: fn(&ChangeKind<'_>) -> bool| changes.iter().filter(|change| of(&change.kind)).count();
    let worse = count(|kind| matches!(kind, ChangeKind::Worse { .. }));
    let slipped = count(|kind| matches!(kind, ChangeKind::Slipped { .. }));
    let up = count(|kind| matches!(kind, ChangeKind::RiskRescored { from, to, .. } if to > from));
    let asked = count(|kind| matches!(kind, ChangeKind::Asked(_)));
    let parts: Vec<String> = [
        (worse, format!("{worse} worse")),
        (slipped, format!("{slipped} slipped")),
        (up, format!("{} up", WORDS.count(up, Term::Risk))),
        (asked, format!("{} needed", WORDS.count(asked, Term::Decision))),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, text)| text)
    .collect();
    WORDS.commas(&parts)
}

/// Whether a change asks a reader for attention.
fn pressing(kind: &ChangeKind<'_>) -> bool {
    match kind {
        ChangeKind::Worse { .. } | ChangeKind::Slipped { .. } | ChangeKind::Asked(_) => true,
        ChangeKind::RiskRescored { from, to, .. } => to > from,
        _ => false,
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
        pressing: pressing(&change.kind),
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
