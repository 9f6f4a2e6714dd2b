//! The charts of a program: health strip, milestone timeline, burn-up, slip, success measures.

use jiff::civil::Date;

use crate::charts::{self, Chart, Gauge, Period, PlanMilestone, SlipLine};
use crate::model::Program;
use crate::parse::records::Colour;
use crate::status::MilestoneState;
use crate::status::ProgramState;
use crate::time::IsoWeek;
use crate::views::Cx;

/// The letter of a colour in a cell: the colour's own, since words are the site's and may share one.
#[must_use]
pub fn letter(colour: Colour) -> char {
    match colour {
        Colour::Green => 'G',
        Colour::Amber => 'A',
        Colour::Red => 'R',
    }
}

/// Reported health, report by report.
#[must_use]
pub fn strip(cx: &Cx<'_>, program: &Program) -> Option<Chart> {
    let period = |update: &crate::model::Update| Period {
        date: update.date,
        mark: update.health.word(),
        letter: letter(update.health),
        label: cx.colour(update.health).label,
        confidence: update.confidence,
    };
    charts::strip("health", &program.updates.iter().map(period).collect::<Vec<_>>())
}

/// Milestones on a time axis.
#[must_use]
pub fn timeline(program: &Program, state: &ProgramState<'_>) -> Option<Chart> {
    charts::plan("plan", &goals(state), today(program, state))
}

/// Milestones added up.
#[must_use]
pub fn burn_up(program: &Program, state: &ProgramState<'_>) -> Option<Chart> {
    charts::burn_up("burn-up", &goals(state), today(program, state))
}

/// Success measures between start and target.
#[must_use]
pub fn measures(program: &Program, state: &ProgramState<'_>) -> Option<Chart> {
    let gauge = |now: &crate::status::MeasureState| {
        let measure = program.success_measures.get(now.index)?;
        let (name, unit) = (measure.name.clone(), measure.unit.clone());
        Some(Gauge { name, unit, start: measure.start, target: now.target, values: now.history.clone() })
    };
    charts::measures("measure", &state.measures.iter().filter_map(gauge).collect::<Vec<_>>())
}

fn goals(state: &ProgramState<'_>) -> Vec<PlanMilestone> {
    let goal = |now: &MilestoneState<'_>| {
        let MilestoneState { baseline, forecast, actual, .. } = *now;
        // A drawing has a place for a day alone.
        let (baseline, forecast) = (baseline.last, forecast.map(|date| date.last));
        PlanMilestone { name: now.title(), key: now.facts.key, baseline, forecast, actual }
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

/// Forecast date against report date: of the key milestones, or of all when none is key. `history` holds a state for
/// each report.
#[must_use]
pub fn slip(history: &[ProgramState<'_>]) -> Option<Chart> {
    let last = history.last()?;
    let any_key = last.milestones.iter().any(|now| now.facts.key);
    let line = |now: &MilestoneState<'_>| SlipLine {
        id: now.milestone.id.clone(),
        name: now.facts.name.to_owned(),
        points: forecasts(history, now.index),
    };
    let drawn = last.milestones.iter().filter(|now| now.facts.key || !any_key);
    charts::slip("slip", &drawn.map(line).collect::<Vec<_>>())
}

/// When a milestone was expected at each report, up to the report that says that it was reached.
fn forecasts(history: &[ProgramState<'_>], milestone: usize) -> Vec<(Date, Date)> {
    let mut points = Vec::with_capacity(history.len());
    for state in history {
        let Some(now) = state.milestones.iter().find(|now| now.index == milestone) else { continue };
        points.push((state.date, now.expected.last));
        if now.actual.is_some() {
            break;
        }
    }
    points
}
