//! A change in open data.

use jiff::civil::Date;

use super::slugs::Slugs;
use crate::feeds::published::published;
use crate::feeds::shape::Address;
use crate::feeds::{address, item};
use crate::snapshot::Snapshot;
use crate::status::{Change, ChangeKind, Fact, FactChange};

published! {
    /// Something that changed.
    pub struct ChangeRow<'a> {
        /// When it became known.
        date: Date,
        /// The program's slug.
        program: &'a str,
        /// What changed: `joined`, `left`, `better`, `worse`, `reached`, `slipped`, `pulled_in`, `rebaselined`,
        /// `risk_raised`, `risk_rescored`, `risk_closed`, `issue_raised`, `issue_closed`, `delivered`, `decided`,
        /// `asked`, `resumed`, `renamed`, `handed_over`, `changed`, `milestone_added`, `milestone_dropped`,
        /// `dependency_withdrawn`, `request_withdrawn`.
        kind: &'static str,
        /// The id of the milestone, risk, issue, dependency, decision or request; null when the program itself changed.
        item: Option<&'a str>,
        /// The value before: a colour, a date or a score.
        from: Option<String>,
        /// The value now: a colour, a date, a score or a lifecycle.
        to: Option<String>,
        /// The report that says so, else the program's page.
        url: Address,
        /// The dated field that says something else, as readers call it; `fields.` and its id for one of the site's
        /// own.
        field: Option<String>,
    }
}

impl<'a> ChangeRow<'a> {
    /// What `change` says.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>, change: &Change<'a>) -> Self {
        let program = cx.model.program(change.program);
        let milestone = |index: usize| Some(item(&program.milestones, index).id.as_str());
        let risk = |index: usize| Some(item(&program.risks, index).id.as_str());
        let issue = |index: usize| Some(item(&program.issues, index).id.as_str());
        let word = |word: &dyn ToString| Some(word.to_string());
        let (named, from, to) = match &change.kind {
            ChangeKind::Joined | ChangeKind::Resumed | ChangeKind::Rebaselined(_) => (None, None, None),
            ChangeKind::Changed(FactChange { item, field: _, own: _, from, to, reason: _ }) => {
                (*item, fact_word(cx, from), fact_word(cx, to))
            }
            ChangeKind::MilestoneAdded(index) | ChangeKind::MilestoneDropped(index) => (milestone(*index), None, None),
            ChangeKind::DependencyWithdrawn(index) => {
                (Some(item(&program.dependencies, *index).id.as_str()), None, None)
            }
            ChangeKind::RequestWithdrawn(id, _) => (Some(*id), None, None),
            ChangeKind::Left(lifecycle) => (None, None, word(&lifecycle.word())),
            ChangeKind::Better { from, to } | ChangeKind::Worse { from, to } => {
                (None, word(&from.word()), word(&to.word()))
            }
            ChangeKind::Reached { milestone: index, on, .. } => (milestone(*index), None, word(on)),
            ChangeKind::Slipped { milestone: index, from, to }
            | ChangeKind::PulledIn { milestone: index, from, to } => {
                (milestone(*index), word(&from.last), word(&to.last))
            }
            ChangeKind::RiskRescored { risk: index, from, to } => (risk(*index), word(from), word(to)),
            ChangeKind::RiskRaised(index) | ChangeKind::RiskClosed(index) => (risk(*index), None, None),
            ChangeKind::IssueRaised(index) | ChangeKind::IssueClosed(index) => (issue(*index), None, None),
            ChangeKind::Delivered(index) => (Some(item(&program.dependencies, *index).id.as_str()), None, None),
            ChangeKind::Decided(decision) => (Some(decision.id.as_str()), None, None),
            ChangeKind::Asked(need) => (Some(need.id.as_str()), None, None),
        };
        let report = change.report.map(|index| item(&program.updates, index));
        let page = || address::program(cx, &program.slug);
        let url = report.map_or_else(page, |report| address::update(cx, &program.slug, &report.name));
        let field = match &change.kind {
            ChangeKind::Changed(fact) => {
                Some(fact.own.map_or_else(|| fact.field.to_owned(), |id| format!("fields.{id}")))
            }
            _ => None,
        };
        Self { date: change.date, program: &program.slug, kind: change.kind.word(), item: named, from, to, url, field }
    }
}

/// What a dated field says, in the words of records: slugs and ids.
fn fact_word<'a>(cx: &Snapshot<'a>, fact: &Fact<'a>) -> Option<String> {
    match fact {
        Fact::Nothing => None,
        Fact::Text(text) => Some((*text).to_owned()),
        Fact::Person(id) => Some(cx.slug(*id).to_owned()),
        Fact::Decider(decider) => Some(cx.decider_slug(decider).to_owned()),
        Fact::Area(id) => Some(cx.model.focus_area(*id).slug.clone()),
        Fact::Day(day) => Some(day.to_string()),
        Fact::Names(names) => Some(names.join(", ")),
        Fact::Number(number) => Some(number.to_string()),
    }
}
