//! One program with everything that is published of it.

use super::decision::{DecisionRow, NeedRow};
use super::dependency::DependencyRow;
use super::issue::{AssumptionRow, IssueRow};
use super::joined::{Items, Joined};
use super::milestone::MilestoneRow;
use super::program_parts::{
    BudgetRow, CoreRow, Gives, GivesRow, HistoryRow, LinkRow, MeasureRow, PromiseRow, RebaselineRow, ReportRow,
};
use super::program_row::ProgramFacts;
use super::risk::RiskRow;
use super::slugs::names;
use crate::feeds::published::published;
use crate::markdown::Markup;
use crate::model::{Link, Program, ProgramId};
use crate::snapshot::Snapshot;
use crate::status::{ProgramState, history};

published! {
    /// A program, its plan, and its state after all reports up to the day of this document.
    pub struct ProgramLists<'a> {
        /// What brings it back to green, in plain text.
        path_to_green: Option<&'a str>,
        /// Milestones in the order of the plan.
        milestones: Vec<MilestoneRow<'a>>,
        /// Risks, open and closed.
        risks: Vec<RiskRow<'a>>,
        /// Issues, open and closed.
        issues: Vec<IssueRow<'a>>,
        /// Assumptions.
        assumptions: Vec<AssumptionRow<'a>>,
        /// What it needs from others.
        dependencies: Vec<DependencyRow<'a>>,
        /// What others need from it.
        gives: Vec<GivesRow<'a>>,
        /// Decisions by date.
        decisions: Vec<DecisionRow<'a>>,
        /// Requests for decisions that wait for an answer.
        decisions_needed: Vec<NeedRow<'a>>,
        /// What the last report promises for the next.
        next: Vec<PromiseRow<'a>>,
        /// How success is measured.
        measures: Vec<MeasureRow<'a>>,
        /// Agreed changes of the baseline.
        rebaselines: Vec<RebaselineRow<'a>>,
        /// Reports, the oldest first.
        updates: Vec<ReportRow<'a>>,
        /// How it stood after each report, the oldest first.
        history: Vec<HistoryRow>,
        /// Who works on it.
        core_team: Vec<CoreRow<'a>>,
        /// Names of organizations that have a stake in it.
        stakeholder_orgs: Vec<&'a str>,
        /// Its money, where this audience may see it.
        budget: Option<BudgetRow<'a>>,
        /// The chat channel.
        channel: Option<&'a str>,
        /// Where to read more.
        links: Vec<LinkRow<'a>>,
        /// Slugs that it had, the first one first.
        formerly: Vec<&'a str>,
    }
}

/// The fields of `programs.json`, with lists where that counts.
pub type ProgramBody<'a> = Joined<ProgramFacts<'a>, ProgramLists<'a>>;

impl<'a> ProgramBody<'a> {
    /// Everything about the program with this id, in `state`.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>, id: ProgramId, state: &ProgramState<'a>, gives: &Gives<'a>) -> Self {
        Joined { head: ProgramFacts::of(cx, id, state), tail: ProgramLists::of(cx, id, state, gives) }
    }
}

impl<'a> ProgramLists<'a> {
    /// Everything in lists about the program with this id, in `state`.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>, id: ProgramId, state: &ProgramState<'a>, gives: &Gives<'a>) -> Self {
        let program: &'a Program = cx.model.program(id);
        // `ProgramFacts` names every field of a program, and those that it leaves to these lists.
        Self {
            path_to_green: state.update.and_then(|update| update.path_to_green.as_ref()).map(Markup::plain),
            milestones: MilestoneRow::all(cx, program, state).collect(),
            risks: RiskRow::all(cx, program, state).collect(),
            issues: IssueRow::all(cx, program, state).collect(),
            assumptions: AssumptionRow::all(cx, program, state).collect(),
            dependencies: DependencyRow::all(cx, program, state).collect(),
            gives: gives.by(id),
            decisions: DecisionRow::all(cx, program, state).collect(),
            decisions_needed: NeedRow::all(cx, program, state).collect(),
            next: PromiseRow::all(cx, state),
            measures: MeasureRow::all(state),
            rebaselines: RebaselineRow::all(cx, program, &program.rebaselines),
            updates: ReportRow::all(cx, program, state).collect(),
            history: history(cx.model, id).iter().map(|then| HistoryRow::of(then)).collect(),
            core_team: program.core_team_on(state.date).map(|member| CoreRow::of(cx, member)).collect(),
            stakeholder_orgs: names(state.facts.stakeholder_orgs),
            budget: program.budget.as_ref().map(BudgetRow::of),
            channel: program.channel.as_ref().map(|Link { label, url: _, visibility: _ }| label.as_str()),
            links: program.links.iter().map(|link| LinkRow::of(cx, link, &program.file)).collect(),
            formerly: names(&program.formerly),
        }
    }
}
