//! The charts of a program: strip of its health, lanes of its plan, burn-up, slip.

use jiff::civil::Date;

use crate::charts::{self, Chart, HistoryCell, Lanes, PlanMilestone, SlipLine};
use crate::model::Program;
use crate::status::MilestoneState;
use crate::status::ProgramState;
use crate::time::IsoWeek;
use crate::views::Cx;

/// Most cells of a program's strip: half a year of weekly reports.
const MOST: usize = 26;

/// Reported health, report by report.
#[must_use]
pub fn strip(cx: &Cx<'_>, program: &Program) -> Option<String> {
    let cell = |update: &crate::model::Update| {
        let health = cx.colour(update.health);
        HistoryCell { date: update.date, mark: health.mark, label: health.label }
    };
    let drawn = program.updates.iter().skip(program.updates.len().saturating_sub(MOST));
    charts::history(&drawn.map(cell).collect::<Vec<_>>())
}

/// How many milestones there must be for a chart that adds them up: of fewer it would be a stair of a few steps.
const ADDED_UP: usize = 8;

/// Milestones on a time axis, but those that are given up, and the day of the axis.
#[must_use]
pub fn plan(program: &Program, state: &ProgramState<'_>) -> Option<(Lanes, Date)> {
    let today = today(program, state);
    Some((charts::plan("plan", &goals(state), today)?, today))
}

/// Milestones added up.
#[must_use]
pub fn burn_up(program: &Program, state: &ProgramState<'_>) -> Option<Chart> {
    let goals = goals(state);
    if goals.len() < ADDED_UP { None } else { charts::burn_up("burn-up", &goals, today(program, state)) }
}

fn goals(state: &ProgramState<'_>) -> Vec<PlanMilestone> {
    let goal = |now: &MilestoneState<'_>| {
        let MilestoneState { baseline, forecast, actual, .. } = *now;
        PlanMilestone { name: now.facts.name.to_owned(), key: now.facts.key, baseline, forecast, actual }
    };
    // What is given up is in the table and no longer in the plan.
    state.milestones.iter().filter(|now| now.dropped.is_none()).map(goal).collect()
}

/// The day of a program's charts: the last on which what they show became another. That is the day of the newest
/// record, or a later one on which a milestone was due; where nothing has happened yet, the Monday of the week. A
/// program that has ended is drawn up to its last report: months without an event would squeeze its plan.
fn today(program: &Program, state: &ProgramState<'_>) -> Date {
    let ended = !super::open(state.facts.lifecycle);
    if let Some(update) = state.update.filter(|_| ended) {
        return update.date;
    }
    let planned = state.milestones.iter().map(|now| now.baseline.last);
    let ahead = state.milestones.iter().filter(|now| now.is_open());
    let passed = ahead.filter_map(|now| now.expected.last.tomorrow().ok());
    let turned = planned.chain(passed).filter(|day| *day <= state.date);
    turned.chain(program.newest(state.date)).max().unwrap_or_else(|| IsoWeek::of(state.date).monday())
}

/// How late milestones were expected, report by report: of the key milestones, or of all when none is key. `history`
/// holds a state for each report.
#[must_use]
pub fn slip(history: &[ProgramState<'_>]) -> Option<Chart> {
    let last = history.last()?;
    let any_key = last.milestones.iter().any(|now| now.facts.key);
    let line =
        |now: &MilestoneState<'_>| SlipLine { name: now.facts.name.to_owned(), points: slips(history, now.index) };
    let drawn = last.milestones.iter().filter(|now| now.dropped.is_none() && (now.facts.key || !any_key));
    charts::slip("slip", &drawn.map(line).collect::<Vec<_>>())
}

/// How many days late a milestone was expected at each report, up to the report that says that it was reached.
fn slips(history: &[ProgramState<'_>], milestone: usize) -> Vec<(Date, i32)> {
    let mut points = Vec::with_capacity(history.len());
    for state in history {
        let Some(now) = state.milestones.iter().find(|now| now.index == milestone) else { continue };
        points.push((state.date, now.slip_days));
        if now.actual.is_some() {
            break;
        }
    }
    points
}
