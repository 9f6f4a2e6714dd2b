//! What changed between two dates, read from the records one program after the other.

use jiff::civil::Date;

use super::facts::{FactChange, facts, turns};
use crate::invariant::invariant;
use crate::markdown::Markup;
use crate::model::{
    Audience, Dated, Decision, DecisionNeeded, Model, Program, ProgramId, Rebaseline, ReportParts, Update,
};
use crate::parse::records::{Colour, Lifecycle, Visibility};
use crate::time::PlanDate;

/// What [`changes`] reads of reports.
pub const CHANGES: ReportParts = ReportParts::FACTS
    .difference(ReportParts::CONFIDENCE)
    .difference(ReportParts::MEASURES)
    .difference(ReportParts::SENTENCES);

/// Something that changed.
#[derive(Clone, Debug)]
pub struct Change<'m> {
    /// When it became known: the day of the report that says so, or the record's own date.
    pub date: Date,
    /// The program.
    pub program: ProgramId,
    /// Index of the report that says so among the program's updates; `None` when the program's record does.
    pub report: Option<usize>,
    /// What changed.
    pub kind: ChangeKind<'m>,
}

/// What changed. Items are named by their index in the program's lists.
#[derive(Clone, Debug)]
pub enum ChangeKind<'m> {
    /// The program began.
    Joined,
    /// The program left the active ones. One whose record does not say when is dated by its last report.
    Left(Lifecycle),
    /// The program goes on after a pause.
    Resumed,
    /// A dated field says something else.
    Changed(FactChange<'m>),
    /// A milestone was added to the plan after the program began.
    MilestoneAdded(usize),
    /// A milestone was given up.
    MilestoneDropped(usize),
    /// A dependency no longer matters.
    DependencyWithdrawn(usize),
    /// A decision is no longer asked for: the request's id and the reason.
    RequestWithdrawn(&'m str, &'m Markup),
    /// Reported health is better than in the report before.
    Better {
        /// Before.
        from: Colour,
        /// Now.
        to: Colour,
    },
    /// Reported health is worse than in the report before.
    Worse {
        /// Before.
        from: Colour,
        /// Now.
        to: Colour,
    },
    /// A milestone was reached.
    Reached {
        /// Which.
        milestone: usize,
        /// When.
        on: Date,
        /// Against the baseline of that day; positive is late.
        slip_days: i32,
    },
    /// A milestone is expected later than before.
    Slipped {
        /// Which.
        milestone: usize,
        /// Before.
        from: PlanDate,
        /// Now.
        to: PlanDate,
    },
    /// A milestone is expected earlier than before.
    PulledIn {
        /// Which.
        milestone: usize,
        /// Before.
        from: PlanDate,
        /// Now.
        to: PlanDate,
    },
    /// Baseline dates were changed by agreement.
    Rebaselined(&'m Rebaseline),
    /// A risk was raised.
    RiskRaised(usize),
    /// A risk's score moved.
    RiskRescored {
        /// Which.
        risk: usize,
        /// Score before.
        from: u8,
        /// Score now.
        to: u8,
    },
    /// A risk ended.
    RiskClosed(usize),
    /// An issue was raised.
    IssueRaised(usize),
    /// An issue was mended.
    IssueClosed(usize),
    /// Something that was needed has been delivered.
    Delivered(usize),
    /// A decision was taken or proposed.
    Decided(&'m Decision),
    /// A decision was asked for.
    Asked(&'m DecisionNeeded),
}

impl ChangeKind<'_> {
    /// A fixed word for scripts and for sorting into groups.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Left(_) => "left",
            Self::Resumed => "resumed",
            Self::Changed(FactChange { item: None, own: None, field: "name", .. }) => "renamed",
            Self::Changed(FactChange { item: None, own: None, field: "DRI", .. }) => "handed_over",
            Self::Changed(_) => "changed",
            Self::MilestoneAdded(_) => "milestone_added",
            Self::MilestoneDropped(_) => "milestone_dropped",
            Self::DependencyWithdrawn(_) => "dependency_withdrawn",
            Self::RequestWithdrawn(..) => "request_withdrawn",
            Self::Better { .. } => "better",
            Self::Worse { .. } => "worse",
            Self::Reached { .. } => "reached",
            Self::Slipped { .. } => "slipped",
            Self::PulledIn { .. } => "pulled_in",
            Self::Rebaselined(_) => "rebaselined",
            Self::RiskRaised(_) => "risk_raised",
            Self::RiskRescored { .. } => "risk_rescored",
            Self::RiskClosed(_) => "risk_closed",
            Self::IssueRaised(_) => "issue_raised",
            Self::IssueClosed(_) => "issue_closed",
            Self::Delivered(_) => "delivered",
            Self::Decided(_) => "decided",
            Self::Asked(_) => "asked",
        }
    }
}

/// What changed from `from` to `to`, both days included, by date, then program, then the order of the records.
///
/// Linear in the number of updates: each program's are read once.
#[must_use]
pub fn changes(model: &Model, from: Date, to: Date) -> Vec<Change<'_>> {
    let mut all = Vec::new();
    for (id, program) in model.programs() {
        let mut found = ChangeLog { program: id, from, to, changes: &mut all, seen: seen(model, program) };
        charter(program, &mut found);
        reports(program, &mut found);
    }
    all.sort_by_key(|change| change.date);
    all
}

/// What the record of a program itself says to have changed up to `to`, by date: its dated fields, its lifecycle, its
/// milestones.
#[must_use]
pub fn record_changes(model: &Model, id: ProgramId, to: Date) -> Vec<Change<'_>> {
    let mut all = Vec::new();
    let program = model.program(id);
    let mut found = ChangeLog { program: id, from: Date::MIN, to, changes: &mut all, seen: seen(model, program) };
    turned(program, &mut found);
    dated(program, &mut found);
    all.sort_by_key(|change| change.date);
    all
}

/// Where changes are collected; those outside the window are dropped.
struct ChangeLog<'a, 'm> {
    program: ProgramId,
    from: Date,
    to: Date,
    changes: &'a mut Vec<Change<'m>>,
    /// Who may see the program on which day, where somebody may not.
    seen: Option<&'m Dated<Visibility>>,
}

impl<'m> ChangeLog<'_, 'm> {
    fn push(&mut self, date: Date, report: Option<usize>, kind: ChangeKind<'m>) {
        // What changed on the day on which the program became public says what it was while it was internal.
        let day_before = date.yesterday().unwrap_or(date);
        let hidden =
            self.seen.is_some_and(|seen| [date, day_before].iter().any(|day| *seen.on(*day) == Visibility::Internal));
        if (self.from..=self.to).contains(&date) && !hidden {
            self.changes.push(Change { date, program: self.program, report, kind });
        }
    }
}

/// Who may see `program` on which day, when the readers of `model` may not see all: what changed while it was internal
/// stays internal.
fn seen<'m>(model: &Model, program: &'m Program) -> Option<&'m Dated<Visibility>> {
    (model.audience == Audience::Public).then_some(&program.visibility)
}

/// When the program joined and left the active ones, as its record dates it; whether it says when it joined and left.
fn turned(program: &Program, found: &mut ChangeLog<'_, '_>) -> (bool, bool) {
    use Lifecycle::{Active, Cancelled, Complete, Paused, Planned, Proposed};
    let (mut joined, mut left) = (false, false);
    for (date, from, to) in turns(program) {
        match (from, to) {
            (Proposed | Planned, Active) => {
                found.push(date, None, ChangeKind::Joined);
                joined = true;
            }
            (Paused | Complete | Cancelled, Active) => found.push(date, None, ChangeKind::Resumed),
            (_, Paused | Complete | Cancelled) => {
                found.push(date, None, ChangeKind::Left(to));
                left = true;
            }
            _ => {}
        }
    }
    (joined, left)
}

/// When the program joined and left the active ones; what its record does not date is told by its first day and its
/// last report.
fn lifecycle(program: &Program, found: &mut ChangeLog<'_, '_>) {
    use Lifecycle::{Cancelled, Complete, Paused, Planned, Proposed};
    let (joined, left) = turned(program, found);
    let begun = program.lifecycle.values().next().is_some_and(|first| !matches!(first, Proposed | Planned));
    let start = program.start.values().next().copied().flatten();
    if let Some(start) = start.filter(|_| begun && !joined) {
        found.push(start, None, ChangeKind::Joined);
    }
    let last = program.lifecycle.values().last().copied();
    if let (false, Some(to @ (Paused | Complete | Cancelled)), Some(update)) = (left, last, program.updates.last()) {
        found.push(update.date, None, ChangeKind::Left(to));
    }
}

/// What the dated fields of the program and of its items say to have changed, and which items came and went.
fn dated<'m>(program: &'m Program, found: &mut ChangeLog<'_, 'm>) {
    facts(program, &mut |date, change| found.push(date, None, ChangeKind::Changed(change)));
    for (index, milestone) in program.milestones.iter().enumerate() {
        milestone.added.into_iter().for_each(|date| found.push(date, None, ChangeKind::MilestoneAdded(index)));
        if let Some(dropped) = &milestone.dropped {
            found.push(dropped.date, None, ChangeKind::MilestoneDropped(index));
        }
    }
    for (index, dependency) in program.dependencies.iter().enumerate() {
        if let Some(withdrawn) = &dependency.withdrawn {
            found.push(withdrawn.date, None, ChangeKind::DependencyWithdrawn(index));
        }
    }
}

/// What the program's own record dates.
fn charter<'m>(program: &'m Program, found: &mut ChangeLog<'_, 'm>) {
    lifecycle(program, found);
    dated(program, found);
    for rebaseline in program.rebaselines.iter().filter(|entry| entry.told) {
        found.push(rebaseline.date, None, ChangeKind::Rebaselined(rebaseline));
    }
    for (index, risk) in program.risks.iter().enumerate() {
        risk.raised.into_iter().for_each(|date| found.push(date, None, ChangeKind::RiskRaised(index)));
        risk.closed.into_iter().for_each(|date| found.push(date, None, ChangeKind::RiskClosed(index)));
    }
    for (index, issue) in program.issues.iter().enumerate() {
        issue.raised.into_iter().for_each(|date| found.push(date, None, ChangeKind::IssueRaised(index)));
        issue.closed.into_iter().for_each(|date| found.push(date, None, ChangeKind::IssueClosed(index)));
    }
    for decision in &program.decisions {
        found.push(decision.decided.unwrap_or(decision.date), None, ChangeKind::Decided(decision));
    }
}

const OF_THE_PROGRAM: &str = "an update names items of its program";

/// What each report changes against those before it.
fn reports<'m>(program: &'m Program, found: &mut ChangeLog<'_, 'm>) {
    let mut forecasts: Vec<Option<PlanDate>> = vec![None; program.milestones.len()];
    let mut reached = vec![false; program.milestones.len()];
    let mut risks: Vec<(u8, u8)> = program.risks.iter().map(|risk| (risk.probability, risk.impact)).collect();
    // What the record itself says to have ended is told by the record.
    let mut risks_ended: Vec<bool> = program.risks.iter().map(|risk| risk.closed.is_some()).collect();
    let mut issues_ended: Vec<bool> = program.issues.iter().map(|issue| issue.closed.is_some()).collect();
    let mut delivered = vec![false; program.dependencies.len()];
    let mut asked: Vec<&str> = Vec::new();
    let mut before: Option<&Update> = None;
    for (index, update) in program.updates.iter().enumerate() {
        let (date, report) = (update.date, Some(index));
        match before.map(|before| before.health) {
            Some(from) if from < update.health => {
                found.push(date, report, ChangeKind::Worse { from, to: update.health });
            }
            Some(from) if from > update.health => {
                found.push(date, report, ChangeKind::Better { from, to: update.health });
            }
            _ => {}
        }
        for (milestone, moved) in &update.milestones {
            let milestone = *milestone;
            let forecast = invariant(forecasts.get_mut(milestone), OF_THE_PROGRAM);
            let reached = invariant(reached.get_mut(milestone), OF_THE_PROGRAM);
            let baseline = program.baseline(milestone, date);
            if let Some(on) = moved.actual {
                if !*reached {
                    let slip_days = days(baseline.last, on);
                    found.push(date, report, ChangeKind::Reached { milestone, on, slip_days });
                }
                *reached = true;
            } else if let Some(to) = moved.forecast {
                let from = forecast.unwrap_or(baseline);
                if to.last > from.last {
                    found.push(date, report, ChangeKind::Slipped { milestone, from, to });
                } else if to.last < from.last {
                    found.push(date, report, ChangeKind::PulledIn { milestone, from, to });
                }
            }
            *forecast = moved.forecast.or(*forecast);
        }
        for (risk, moved) in &update.risks {
            let risk = *risk;
            let score = invariant(risks.get_mut(risk), OF_THE_PROGRAM);
            let from = score.0.saturating_mul(score.1);
            *score = (moved.probability.unwrap_or(score.0), moved.impact.unwrap_or(score.1));
            let to = score.0.saturating_mul(score.1);
            if moved.closed.is_some() {
                if is_news(&mut risks_ended, risk) {
                    found.push(date, report, ChangeKind::RiskClosed(risk));
                }
            } else if from != to {
                found.push(date, report, ChangeKind::RiskRescored { risk, from, to });
            }
        }
        for (issue, _) in update.issues.iter().filter(|(_, moved)| moved.closed.is_some()) {
            if is_news(&mut issues_ended, *issue) {
                found.push(date, report, ChangeKind::IssueClosed(*issue));
            }
        }
        for (dependency, _) in update.dependencies.iter().filter(|(_, moved)| moved.delivered.is_some()) {
            if is_news(&mut delivered, *dependency) {
                found.push(date, report, ChangeKind::Delivered(*dependency));
            }
        }
        for need in &update.decisions_needed {
            // Reports repeat a request until it is answered; only its first appearance is a change.
            if !asked.contains(&need.id.as_str()) {
                asked.push(&need.id);
                found.push(date, report, ChangeKind::Asked(need));
            }
        }
        for (id, reason) in &update.withdrawn {
            found.push(date, report, ChangeKind::RequestWithdrawn(id, reason));
        }
        before = Some(update);
    }
}

/// Whether the item at `index` ends here for the first time: later reports may repeat it.
fn is_news(ended: &mut [bool], index: usize) -> bool {
    !std::mem::replace(invariant(ended.get_mut(index), OF_THE_PROGRAM), true)
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
