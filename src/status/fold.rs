//! The fold of a program with its updates.

use jiff::civil::Date;

use super::freshness::Rhythm;
use super::health::{Health, computed};
use super::moved::{DependencyMoved, Moved, RiskMoved, latest, promised};
use super::reports::{Report, reports};
use super::state::{
    AssumptionState, DecisionState, DependencyState, IssueState, MeasureState, MilestoneState, NeedState, Outlook,
    ProgramState, RiskState, Trend,
};
use crate::invariant::invariant;
use crate::markdown::Markup;
use crate::model::{
    Decision, DependencyMove, IssueMove, MilestoneMove, Model, PersonId, Program, ProgramId, RiskMove, Update,
};
use crate::parse::records::{DecisionStatus, Lifecycle};
use crate::time::{AsOf, PlanDate};

/// The state of a program at the end of `date`.
///
/// # Panics
/// Never for ids of `model`.
#[must_use]
pub fn fold(model: &Model, id: ProgramId, date: Date) -> ProgramState<'_> {
    let program = model.program(id);
    let mut running = Running::new(program);
    for report in reports(program).take_while(|report| report.update().date <= date) {
        running.take(report);
    }
    running.state(model, program, date)
}

/// The state of a program after each of its updates, in their order: linear in the number of updates.
///
/// # Panics
/// Never for ids of `model`.
#[must_use]
pub fn history(model: &Model, id: ProgramId) -> Vec<ProgramState<'_>> {
    let program = model.program(id);
    let mut running = Running::new(program);
    let mut states = Vec::with_capacity(program.updates.len());
    for report in reports(program) {
        running.take(report);
        if let Report::Shown(update) = report {
            states.push(running.state(model, program, update.date));
        }
    }
    states
}

/// What has been folded so far. What depends on the day asked for is filled in by [`Running::state`].
struct Running<'m> {
    last: Option<&'m Update>,
    previous: Option<&'m Update>,
    confidence: Option<u8>,
    milestones: Vec<MilestoneState<'m>>,
    risks: Vec<(RiskState<'m>, RiskMoved<'m>)>,
    issues: Vec<(IssueState<'m>, Moved<Option<PersonId>>)>,
    dependencies: Vec<(DependencyState<'m>, DependencyMoved)>,
    measures: Vec<MeasureState<'m>>,
    needs: Vec<(Date, &'m crate::model::DecisionNeeded)>,
    /// Requests that are no longer made: the id, the day and the reason.
    withdrawn: Vec<(&'m str, Date, &'m Markup)>,
}

impl<'m> Running<'m> {
    fn new(program: &'m Program) -> Self {
        let start = Date::MIN;
        let milestones = program.milestones.iter().enumerate().map(|(index, milestone)| MilestoneState {
            index,
            milestone,
            facts: milestone.on(start),
            first_baseline: program.baseline(index, Date::MIN),
            baseline: milestone.baseline,
            forecast: None,
            actual: None,
            expected: milestone.baseline,
            slip_days: 0,
            overdue: false,
            dropped: None,
            gate: None,
            note: None,
        });
        let risks = program.risks.iter().enumerate().map(|(index, risk)| RiskState {
            index,
            risk,
            probability: risk.probability,
            impact: risk.impact,
            score: risk.probability * risk.impact,
            first_score: risk.probability * risk.impact,
            response: *risk.response.on(start),
            plan: risk.plan.on(start),
            trigger: risk.trigger.as_deref(),
            owner: *risk.owner.on(start),
            review_by: risk.review_by,
            closed: risk.closed,
            escalate_to: risk.escalate_to.on(start).as_ref(),
            review_overdue: false,
            note: None,
        });
        let issues = program.issues.iter().enumerate().map(|(index, issue)| IssueState {
            index,
            issue,
            severity: issue.severity,
            owner: *issue.owner.on(start),
            due: issue.due,
            closed: issue.closed,
            overdue: false,
            note: None,
        });
        let dependencies = program.dependencies.iter().enumerate().map(|(index, dependency)| DependencyState {
            index,
            dependency,
            need_by: *dependency.need_by.on(start),
            committed: dependency.committed,
            expected: None,
            delivered: None,
            hard: *dependency.hard.on(start),
            owner: *dependency.owner.on(start),
            late_days: 0,
            outlook: Outlook::NoDate,
            withdrawn: None,
            note: None,
        });
        let measures = program.success_measures.iter().enumerate();
        let measures = measures.map(|(index, measure)| MeasureState {
            index,
            measure,
            target: measure.target,
            withdrawn: None,
            value: None,
            history: Vec::new(),
            progress: None,
        });
        Self {
            last: None,
            previous: None,
            confidence: None,
            milestones: milestones.collect(),
            risks: risks.map(|risk| (risk, RiskMoved::default())).collect(),
            issues: issues.map(|issue| (issue, None)).collect(),
            dependencies: dependencies.map(|dependency| (dependency, DependencyMoved::default())).collect(),
            measures: measures.collect(),
            needs: Vec::new(),
            withdrawn: Vec::new(),
        }
    }

    fn take(&mut self, report: Report<'m>) {
        match report {
            Report::Shown(update) => self.apply(update),
            Report::Withheld(update) => self.apply_ends(update),
        }
    }

    /// What a report that nobody here may see reached and ended: it holds, and no word or number of it is told.
    fn apply_ends(&mut self, update: &Update) {
        for (index, moved) in &update.milestones {
            let now = invariant(self.milestones.get_mut(*index), "an update names a milestone of its program");
            now.actual = moved.actual.or(now.actual);
        }
        for (index, moved) in &update.risks {
            let (now, _) = invariant(self.risks.get_mut(*index), "an update names a risk of its program");
            now.closed = moved.closed.or(now.closed);
        }
        for (index, moved) in &update.issues {
            let (now, _) = invariant(self.issues.get_mut(*index), "an update names an issue of its program");
            now.closed = moved.closed.or(now.closed);
        }
        for (index, moved) in &update.dependencies {
            let (now, _) = invariant(self.dependencies.get_mut(*index), "an update names a dependency of its program");
            now.delivered = moved.delivered.or(now.delivered);
        }
    }

    fn apply(&mut self, update: &'m Update) {
        self.previous = self.last.replace(update);
        self.confidence = update.confidence.or(self.confidence);
        // Every field of a change by name: one that is added and forgotten here does not compile.
        for (index, moved) in &update.milestones {
            let now = invariant(self.milestones.get_mut(*index), "an update names a milestone of its program");
            let MilestoneMove { forecast, actual, note, gate } = moved;
            now.forecast = forecast.or(now.forecast);
            now.actual = actual.or(now.actual);
            now.gate = gate.or(now.gate);
            now.note = note.as_ref().or(now.note);
        }
        for (index, moved) in &update.risks {
            let (now, by) = invariant(self.risks.get_mut(*index), "an update names a risk of its program");
            let RiskMove { probability, impact, response, plan, trigger, owner, review_by, closed, escalate_to, note } =
                moved;
            now.probability = probability.unwrap_or(now.probability);
            now.impact = impact.unwrap_or(now.impact);
            now.score = now.probability * now.impact;
            by.response = response.map(|response| (update.date, Some(response))).or(by.response);
            by.plan = plan.as_ref().map(|plan| (update.date, plan)).or(by.plan);
            now.trigger = trigger.as_deref().or(now.trigger);
            by.owner = owner.map(|owner| (update.date, Some(owner))).or(by.owner);
            now.review_by = review_by.or(now.review_by);
            now.closed = closed.or(now.closed);
            by.escalate_to = escalate_to.as_ref().map(|to| (update.date, Some(to))).or(by.escalate_to);
            now.note = note.as_ref().or(now.note);
        }
        for (index, moved) in &update.issues {
            let (now, by) = invariant(self.issues.get_mut(*index), "an update names an issue of its program");
            let IssueMove { severity, owner, due, closed, note } = moved;
            now.severity = severity.or(now.severity);
            *by = owner.map(|owner| (update.date, Some(owner))).or(*by);
            now.due = due.or(now.due);
            now.closed = closed.or(now.closed);
            now.note = note.as_ref().or(now.note);
        }
        for (index, moved) in &update.dependencies {
            let (now, by) = invariant(self.dependencies.get_mut(*index), "an update names a dependency of its program");
            let DependencyMove { committed, need_by, hard, owner, delivered, note } = moved;
            now.committed = committed.or(now.committed);
            by.need_by = need_by.map(|need_by| (update.date, need_by)).or(by.need_by);
            by.hard = hard.map(|hard| (update.date, hard)).or(by.hard);
            by.owner = owner.map(|owner| (update.date, Some(owner))).or(by.owner);
            now.delivered = delivered.or(now.delivered);
            now.note = note.as_ref().or(now.note);
        }
        for (index, value) in &update.measures {
            let now = invariant(self.measures.get_mut(*index), "an update names a measure of its program");
            now.value = Some((update.date, *value));
            now.history.push((update.date, *value));
        }
        for need in &update.decisions_needed {
            match self.needs.iter_mut().find(|(_, earlier)| earlier.id == need.id) {
                Some((_, earlier)) => *earlier = need,
                None => self.needs.push((update.date, need)),
            }
            // Whoever asks again, asks.
            self.withdrawn.retain(|(id, ..)| *id != need.id);
        }
        self.withdrawn.extend(update.withdrawn.iter().map(|(id, reason)| (id.as_str(), update.date, reason)));
    }

    fn state(&self, model: &'m Model, program: &'m Program, date: Date) -> ProgramState<'m> {
        let facts = program.on(date);
        let active = facts.lifecycle == Lifecycle::Active;
        let config = &model.config;
        let last = self.last.map(|update| update.date);
        let (fresh, due) = if active { Rhythm::of(model, program, date).freshness(last, date) } else { (None, None) };
        let trend = self.last.zip(self.previous).map(|(last, previous)| match last.health.cmp(&previous.health) {
            std::cmp::Ordering::Less => Trend::Better,
            std::cmp::Ordering::Equal => Trend::Steady,
            std::cmp::Ordering::Greater => Trend::Worse,
        });
        let mut state = ProgramState {
            date,
            facts,
            update: self.last,
            health: Health::default(),
            trend,
            confidence: self.confidence,
            freshness: fresh,
            next_due: due.map(|due| due.on),
            counts_until: due.map(|due| due.until),
            milestones: self.milestones(program, date, active),
            risks: self.risks(date),
            issues: self.issues(date),
            assumptions: assumptions(program, date),
            dependencies: self.dependencies(model, date),
            decisions: decisions(program, date),
            needs: self.needs(program, date),
            measures: self.measures(program, date),
        };
        if let (true, Some(update)) = (active, self.last) {
            let (colour, reasons) = computed(&state, &config.health);
            state.health = Health { reported: Some(update.health), computed: Some(colour), reasons };
        }
        state
    }

    fn milestones(&self, program: &Program, date: Date, active: bool) -> Vec<MilestoneState<'m>> {
        let there = self.milestones.iter().filter(|now| now.milestone.added.is_none_or(|added| added <= date));
        let on_the_day = there.map(|now| {
            let baseline = program.baseline(now.index, date);
            let actual = now.actual.filter(|actual| *actual <= date);
            let dropped = now.milestone.dropped.as_ref().filter(|dropped| dropped.date <= date);
            let expected = actual.map(PlanDate::from).or(now.forecast).unwrap_or(baseline);
            MilestoneState {
                facts: now.milestone.on(date),
                baseline,
                actual,
                expected,
                slip_days: expected.days_since(baseline),
                overdue: active && actual.is_none() && dropped.is_none() && expected.last < date,
                dropped,
                ..now.clone()
            }
        });
        on_the_day.collect()
    }

    fn risks(&self, date: Date) -> Vec<RiskState<'m>> {
        let there = self.risks.iter().filter(|(now, _)| now.risk.raised.is_none_or(|raised| raised <= date));
        let on_the_day = there.map(|(now, by)| {
            let closed = now.closed.filter(|closed| *closed <= date);
            RiskState {
                response: latest(&now.risk.response, by.response, date, |response| *response),
                plan: latest(&now.risk.plan, by.plan, date, |plan| plan),
                owner: latest(&now.risk.owner, by.owner, date, |owner| *owner),
                escalate_to: latest(&now.risk.escalate_to, by.escalate_to, date, Option::as_ref),
                closed,
                review_overdue: closed.is_none() && now.review_by.is_some_and(|by| by < date),
                ..now.clone()
            }
        });
        on_the_day.collect()
    }

    fn issues(&self, date: Date) -> Vec<IssueState<'m>> {
        let there = self.issues.iter().filter(|(now, _)| now.issue.raised.is_none_or(|raised| raised <= date));
        let on_the_day = there.map(|(now, by)| {
            let closed = now.closed.filter(|closed| *closed <= date);
            let overdue = closed.is_none() && now.due.is_some_and(|due| due < date);
            let owner = latest(&now.issue.owner, *by, date, |owner| *owner);
            IssueState { owner, closed, overdue, ..now.clone() }
        });
        on_the_day.collect()
    }

    fn dependencies(&self, model: &Model, date: Date) -> Vec<DependencyState<'m>> {
        let there = self.dependencies.iter().filter(|(now, _)| now.dependency.added.is_none_or(|added| added <= date));
        let on_the_day = there.map(|(now, by)| {
            let dependency = now.dependency;
            let need_by = latest(&dependency.need_by, by.need_by, date, |need_by| *need_by);
            let delivered = now.delivered.filter(|delivered| *delivered <= date);
            let (expected, reached, promise) = promised(model, &dependency.provider, now.committed, date);
            let delivered = delivered.or(expected.filter(|_| reached));
            let arrives = delivered.or(expected);
            let late_days = arrives.map_or(0, |arrives| AsOf::new(arrives).days_since(need_by).max(0));
            let outlook = match delivered {
                Some(_) => Outlook::Delivered,
                None => Outlook::of_open(&dependency.provider, promise, expected, need_by, date),
            };
            DependencyState {
                need_by,
                hard: latest(&dependency.hard, by.hard, date, |hard| *hard),
                owner: latest(&dependency.owner, by.owner, date, |owner| *owner),
                expected,
                delivered,
                late_days,
                outlook,
                withdrawn: dependency.withdrawn.as_ref().filter(|withdrawn| withdrawn.date <= date),
                ..now.clone()
            }
        });
        on_the_day.collect()
    }

    fn needs(&self, program: &'m Program, date: Date) -> Vec<NeedState<'m>> {
        let on_the_day = self.needs.iter().map(|(asked, need)| {
            let taken = program
                .decisions
                .iter()
                .filter(|decision| decision.date <= date && status(decision, date) != DecisionStatus::Proposed);
            let answer = taken.into_iter().find(|decision| decision.answers.as_deref() == Some(need.id.as_str()));
            let withdrawn = self.withdrawn.iter().find(|(id, ..)| *id == need.id).map(|(.., reason)| *reason);
            let overdue = answer.is_none() && withdrawn.is_none() && need.by < date;
            NeedState { need, asked: *asked, answer, withdrawn, overdue }
        });
        on_the_day.collect()
    }

    fn measures(&self, program: &Program, date: Date) -> Vec<MeasureState<'m>> {
        let there = self.measures.iter().filter(|now| now.measure.added.is_none_or(|added| added <= date));
        let on_the_day = there.map(|now| {
            let target = program.target(now.index, date);
            let way = target - now.measure.start;
            let value = now.value.filter(|_| way != 0.0);
            MeasureState {
                target,
                withdrawn: now.measure.withdrawn.as_ref().filter(|withdrawn| withdrawn.date <= date),
                progress: value.map(|(_, value)| ((value - now.measure.start) / way).clamp(0.0, 1.0)),
                ..now.clone()
            }
        });
        on_the_day.collect()
    }
}

fn assumptions(program: &Program, date: Date) -> Vec<AssumptionState<'_>> {
    let all = program.assumptions.iter().enumerate();
    let there = all.filter(|(_, assumption)| assumption.added.is_none_or(|added| added <= date));
    let on_the_day = there.map(|(index, assumption)| {
        let known = assumption.outcome_date.is_none_or(|on| on <= date);
        let outcome = assumption.outcome.as_deref().filter(|_| known);
        let withdrawn = assumption.withdrawn.as_ref().filter(|withdrawn| withdrawn.date <= date);
        AssumptionState {
            index,
            assumption,
            owner: *assumption.owner.on(date),
            outcome,
            overdue: outcome.is_none() && withdrawn.is_none() && assumption.validate_by.is_some_and(|by| by < date),
            withdrawn,
        }
    });
    on_the_day.collect()
}

/// Where a decision stood at the end of `date` by its own record: proposed until it was decided.
fn status(decision: &Decision, date: Date) -> DecisionStatus {
    if decision.decided.is_some_and(|decided| decided > date) { DecisionStatus::Proposed } else { decision.status }
}

fn decisions(program: &Program, date: Date) -> Vec<DecisionState<'_>> {
    let there = || program.decisions.iter().filter(move |decision| decision.date <= date);
    // Only one that was taken replaces another.
    let is_taken = |status| matches!(status, DecisionStatus::Accepted | DecisionStatus::Superseded);
    let taken = || there().filter(move |decision| is_taken(status(decision, date)));
    let with_successor = there().map(|decision| {
        let superseded_by = taken().find(|later| later.supersedes.as_deref() == Some(decision.id.as_str()));
        let status = match (superseded_by, status(decision, date)) {
            (Some(_), _) => DecisionStatus::Superseded,
            // Its successor has a later date.
            (None, DecisionStatus::Superseded) => DecisionStatus::Accepted,
            (None, status) => status,
        };
        DecisionState { decision, status, superseded_by }
    });
    with_successor.collect()
}
