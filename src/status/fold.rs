//! The fold of a program with its updates.

use jiff::civil::Date;

use super::freshness::Rhythm;
use super::health::{Health, computed};
use super::state::{
    AssumptionState, DecisionState, DependencyState, IssueState, MeasureState, MilestoneState, NeedState, ProgramState,
    RiskState, Trend,
};
use crate::invariant::invariant;
use crate::model::{DependencyMove, IssueMove, MilestoneMove, Model, Program, ProgramId, Provider, RiskMove, Update};
use crate::parse::records::{DecisionStatus, Lifecycle};
use crate::time::AsOf;

/// The state of a program at the end of `date`.
///
/// # Panics
/// Never for ids of `model`.
#[must_use]
pub fn fold(model: &Model, id: ProgramId, date: Date) -> ProgramState<'_> {
    let program = model.program(id);
    let count = program.updates.partition_point(|update| update.date <= date);
    let mut running = Running::new(program);
    for update in program.updates.iter().take(count) {
        running.apply(update);
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
    let after = |update| {
        running.apply(update);
        running.state(model, program, update.date)
    };
    program.updates.iter().map(after).collect()
}

/// What has been folded so far. Dates of opening, closing and overdueness depend on the day asked for and are filled in
/// by [`Running::state`].
struct Running<'m> {
    last: Option<&'m Update>,
    previous: Option<&'m Update>,
    confidence: Option<u8>,
    milestones: Vec<MilestoneState<'m>>,
    risks: Vec<RiskState<'m>>,
    issues: Vec<IssueState<'m>>,
    dependencies: Vec<DependencyState<'m>>,
    measures: Vec<MeasureState<'m>>,
    needs: Vec<(Date, &'m crate::model::DecisionNeeded)>,
}

impl<'m> Running<'m> {
    fn new(program: &'m Program) -> Self {
        let milestones = program.milestones.iter().enumerate().map(|(index, milestone)| MilestoneState {
            index,
            milestone,
            baseline: milestone.baseline,
            forecast: None,
            actual: None,
            expected: milestone.baseline,
            slip_days: 0,
            overdue: false,
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
            response: risk.response,
            plan: &risk.plan,
            trigger: risk.trigger.as_deref(),
            owner: risk.owner,
            review_by: risk.review_by,
            closed: risk.closed,
            escalate_to: risk.escalate_to.as_ref(),
            review_overdue: false,
            note: None,
        });
        let issues = program.issues.iter().enumerate().map(|(index, issue)| IssueState {
            index,
            issue,
            severity: issue.severity,
            owner: issue.owner,
            due: issue.due,
            closed: issue.closed,
            overdue: false,
            note: None,
        });
        let dependencies = program.dependencies.iter().enumerate().map(|(index, dependency)| DependencyState {
            index,
            dependency,
            need_by: dependency.need_by,
            committed: dependency.committed,
            expected: None,
            delivered: None,
            hard: dependency.hard,
            owner: dependency.owner,
            late_days: 0,
            note: None,
        });
        let measures = program.success_measures.iter().enumerate();
        let measures = measures.map(|(index, measure)| MeasureState {
            index,
            measure,
            value: None,
            history: Vec::new(),
            progress: None,
        });
        Self {
            last: None,
            previous: None,
            confidence: None,
            milestones: milestones.collect(),
            risks: risks.collect(),
            issues: issues.collect(),
            dependencies: dependencies.collect(),
            measures: measures.collect(),
            needs: Vec::new(),
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
            let now = invariant(self.risks.get_mut(*index), "an update names a risk of its program");
            let RiskMove { probability, impact, response, plan, trigger, owner, review_by, closed, escalate_to, note } =
                moved;
            now.probability = probability.unwrap_or(now.probability);
            now.impact = impact.unwrap_or(now.impact);
            now.score = now.probability * now.impact;
            now.response = response.or(now.response);
            now.plan = plan.as_ref().unwrap_or(now.plan);
            now.trigger = trigger.as_deref().or(now.trigger);
            now.owner = owner.or(now.owner);
            now.review_by = review_by.or(now.review_by);
            now.closed = closed.or(now.closed);
            now.escalate_to = escalate_to.as_ref().or(now.escalate_to);
            now.note = note.as_ref().or(now.note);
        }
        for (index, moved) in &update.issues {
            let now = invariant(self.issues.get_mut(*index), "an update names an issue of its program");
            let IssueMove { severity, owner, due, closed, note } = moved;
            now.severity = severity.or(now.severity);
            now.owner = owner.or(now.owner);
            now.due = due.or(now.due);
            now.closed = closed.or(now.closed);
            now.note = note.as_ref().or(now.note);
        }
        for (index, moved) in &update.dependencies {
            let now = invariant(self.dependencies.get_mut(*index), "an update names a dependency of its program");
            let DependencyMove { committed, need_by, hard, owner, delivered, note } = moved;
            now.committed = committed.or(now.committed);
            now.need_by = need_by.unwrap_or(now.need_by);
            now.hard = hard.unwrap_or(now.hard);
            now.owner = owner.or(now.owner);
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
        }
    }

    fn state(&self, model: &'m Model, program: &'m Program, date: Date) -> ProgramState<'m> {
        let active = program.lifecycle == Lifecycle::Active;
        let config = &model.config;
        let last = self.last.map(|update| update.date);
        let (fresh, due) = if active { Rhythm::of(model, program).freshness(last, date) } else { (None, None) };
        let trend = self.last.zip(self.previous).map(|(last, previous)| match last.health.cmp(&previous.health) {
            std::cmp::Ordering::Less => Trend::Better,
            std::cmp::Ordering::Equal => Trend::Steady,
            std::cmp::Ordering::Greater => Trend::Worse,
        });
        let mut state = ProgramState {
            date,
            update: self.last,
            health: Health::default(),
            trend,
            confidence: self.confidence,
            freshness: fresh,
            next_due: due.map(|due| due.on),
            counts_until: due.map(|due| due.until),
            milestones: self.milestones(program, date),
            risks: self.risks(date),
            issues: self.issues(date),
            assumptions: assumptions(program, date),
            dependencies: self.dependencies(model, date),
            decisions: decisions(program, date),
            needs: self.needs(program, date),
            measures: self.measures(),
        };
        if let (true, Some(update)) = (active, self.last) {
            let (colour, reasons) = computed(program, &state, &config.health);
            state.health = Health { reported: Some(update.health), computed: Some(colour), reasons };
        }
        state
    }

    fn milestones(&self, program: &Program, date: Date) -> Vec<MilestoneState<'m>> {
        let mut milestones = self.milestones.clone();
        for now in &mut milestones {
            now.baseline = program.baseline(now.index, date);
            now.actual = now.actual.filter(|actual| *actual <= date);
            now.expected = now.actual.or(now.forecast).unwrap_or(now.baseline);
            now.slip_days = AsOf::new(now.expected).days_since(now.baseline);
            now.overdue = now.actual.is_none() && now.expected < date && program.lifecycle == Lifecycle::Active;
        }
        milestones
    }

    fn risks(&self, date: Date) -> Vec<RiskState<'m>> {
        let there = self.risks.iter().filter(|now| now.risk.raised.is_none_or(|raised| raised <= date));
        let on_the_day = there.map(|now| {
            let closed = now.closed.filter(|closed| *closed <= date);
            let review_overdue = closed.is_none() && now.review_by.is_some_and(|by| by < date);
            RiskState { closed, review_overdue, ..now.clone() }
        });
        on_the_day.collect()
    }

    fn issues(&self, date: Date) -> Vec<IssueState<'m>> {
        let there = self.issues.iter().filter(|now| now.issue.raised.is_none_or(|raised| raised <= date));
        let on_the_day = there.map(|now| {
            let closed = now.closed.filter(|closed| *closed <= date);
            let overdue = closed.is_none() && now.due.is_some_and(|due| due < date);
            IssueState { closed, overdue, ..now.clone() }
        });
        on_the_day.collect()
    }

    fn dependencies(&self, model: &Model, date: Date) -> Vec<DependencyState<'m>> {
        let mut dependencies = self.dependencies.clone();
        for now in &mut dependencies {
            now.delivered = now.delivered.filter(|delivered| *delivered <= date);
            let (expected, reached) = match &now.dependency.provider {
                Provider::Milestone { program, milestone } => {
                    let provider = model.program(*program);
                    let expected = provider.expected(*milestone, date);
                    (Some(expected), provider.reached(*milestone, date).then_some(expected))
                }
                Provider::Undisclosed | Provider::External(_) => (now.committed, None),
            };
            now.expected = expected;
            now.delivered = now.delivered.or(reached);
            let arrives = now.delivered.or(expected);
            now.late_days = arrives.map_or(0, |arrives| AsOf::new(arrives).days_since(now.need_by).max(0));
        }
        dependencies
    }

    fn needs(&self, program: &'m Program, date: Date) -> Vec<NeedState<'m>> {
        let on_the_day = self.needs.iter().map(|(asked, need)| {
            let taken = program
                .decisions
                .iter()
                .filter(|decision| decision.date <= date && decision.status != DecisionStatus::Proposed);
            let answer = taken.into_iter().find(|decision| decision.answers.as_deref() == Some(need.id.as_str()));
            NeedState { need, asked: *asked, answer, overdue: answer.is_none() && need.by < date }
        });
        on_the_day.collect()
    }

    fn measures(&self) -> Vec<MeasureState<'m>> {
        let mut measures = self.measures.clone();
        for now in &mut measures {
            let way = now.measure.target - now.measure.start;
            let value = now.value.filter(|_| way != 0.0);
            now.progress = value.map(|(_, value)| ((value - now.measure.start) / way).clamp(0.0, 1.0));
        }
        measures
    }
}

fn assumptions(program: &Program, date: Date) -> Vec<AssumptionState<'_>> {
    let on_the_day = program.assumptions.iter().enumerate().map(|(index, assumption)| AssumptionState {
        index,
        assumption,
        outcome: assumption.outcome.as_deref(),
        overdue: assumption.outcome.is_none() && assumption.validate_by.is_some_and(|by| by < date),
    });
    on_the_day.collect()
}

fn decisions(program: &Program, date: Date) -> Vec<DecisionState<'_>> {
    let taken = || program.decisions.iter().filter(move |decision| decision.date <= date);
    let with_successor = taken().map(|decision| {
        let superseded_by = taken().find(|later| later.supersedes.as_deref() == Some(decision.id.as_str()));
        let status = match (superseded_by, decision.status) {
            (Some(_), _) => DecisionStatus::Superseded,
            // Its successor has a later date.
            (None, DecisionStatus::Superseded) => DecisionStatus::Accepted,
            (None, status) => status,
        };
        DecisionState { decision, status, superseded_by }
    });
    with_successor.collect()
}
