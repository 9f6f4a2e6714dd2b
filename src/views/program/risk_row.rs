//! Risks, issues and assumptions as rows: a line for overviews, the whole for the log.

use serde::Serialize;

use super::end_view::EndView;
use crate::model::{Assumption, Issue, Program, Risk};
use crate::parse::records::IssueSeverity;
use crate::plan::LinkView;
use crate::status::{AssumptionState, Band, IssueState, ProgramState, RiskState};
use crate::views::own::{OwnView, own_views};
use crate::views::{Cx, DateView};
use crate::words::capital;

/// An open risk in short.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskLine {
    /// Its id.
    pub id: String,
    /// The id of its row on the program's page.
    pub anchor: String,
    /// What may happen, as HTML.
    pub statement: String,
    /// The same without markup, for links.
    pub plain: String,
    /// Probability × impact.
    pub score: u8,
    /// `low`, `medium`, `high`, `extreme`.
    pub band: &'static str,
    /// How the score moved since the risk was raised: `up from 9`; empty when it did not.
    pub trend: String,
    /// Who watches it.
    pub owner: Option<LinkView>,
    /// When it is looked at next.
    pub review_by: Option<DateView>,
    /// Whether that day has passed.
    pub review_overdue: bool,
    /// Who hears of it next.
    pub escalate_to: Option<LinkView>,
}

/// A risk in full.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskView {
    /// The short form.
    pub line: RiskLine,
    /// Its kind.
    pub category: Option<String>,
    /// How likely, 1 to 5.
    pub probability: u8,
    /// How bad, 1 to 5.
    pub impact: u8,
    /// What is done about it.
    pub response: Option<String>,
    /// How, as HTML.
    pub plan: String,
    /// What would tell that it happens.
    pub trigger: Option<String>,
    /// Since when it is known.
    pub raised: Option<DateView>,
    /// When it ended.
    pub closed: Option<DateView>,
    /// The id of the closed risk that is back as this one.
    pub reopens: Option<String>,
    /// The last remark, as HTML.
    pub note: Option<String>,
    /// Fields of the site's own.
    pub fields: Vec<OwnView>,
}

/// An issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IssueView {
    /// Its id.
    pub id: String,
    /// The id of its row on the program's page.
    pub anchor: String,
    /// What happened, as HTML.
    pub statement: String,
    /// How bad it is.
    pub severity: Option<String>,
    /// Whether it endangers a milestone or stops the program.
    pub blocking: bool,
    /// Who mends it.
    pub owner: Option<LinkView>,
    /// Until when.
    pub due: Option<DateView>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// Since when.
    pub raised: Option<DateView>,
    /// When it was mended.
    pub closed: Option<DateView>,
    /// The risk that it came from.
    pub from_risk: Option<String>,
    /// The last remark, as HTML.
    pub note: Option<String>,
}

/// An assumption.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssumptionView {
    /// Its id.
    pub id: String,
    /// The id of its row on the program's page.
    pub anchor: String,
    /// What is assumed, as HTML.
    pub statement: String,
    /// Who checks it.
    pub owner: Option<LinkView>,
    /// Until when.
    pub validate_by: Option<DateView>,
    /// Whether that day has passed without an outcome.
    pub overdue: bool,
    /// What came out.
    pub outcome: Option<String>,
    /// When it came out.
    pub outcome_date: Option<DateView>,
    /// That it no longer matters, and why.
    pub withdrawn: Option<EndView>,
}

/// The open risks in `state`, the highest score first.
#[must_use]
pub fn by_score<'s>(state: &'s ProgramState<'s>) -> Vec<&'s RiskState<'s>> {
    let mut open: Vec<&RiskState<'_>> = state.open_risks().collect();
    open.sort_by_key(|risk| std::cmp::Reverse(risk.score));
    open
}

/// A risk in short.
#[must_use]
pub fn risk_line(cx: &Cx<'_>, state: &RiskState<'_>) -> RiskLine {
    let (risk, score, first) = (state.risk, state.score, state.first_score);
    let trend = match score.cmp(&first) {
        std::cmp::Ordering::Less => format!("down from {first}"),
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Greater => format!("up from {first}"),
    };
    RiskLine {
        id: risk.id.clone(),
        anchor: super::anchor(&risk.id),
        plain: risk.statement.plain().to_owned(),
        statement: cx.html(&risk.statement),
        score,
        band: Band::of(score).word(),
        trend,
        owner: state.owner.map(|owner| super::person_link(cx, owner)),
        review_by: state.review_by.map(|date| cx.date(date)),
        review_overdue: state.review_overdue,
        escalate_to: state.escalate_to.map(|decider| cx.decider(decider)),
    }
}

/// Every risk in `state`: open ones by score, then closed ones, the latest first.
#[must_use]
pub fn risk_rows(cx: &Cx<'_>, program: &Program, state: &ProgramState<'_>) -> Vec<RiskView> {
    let mut risks: Vec<&RiskState<'_>> = state.risks.iter().collect();
    risks.sort_by_key(|risk| (risk.closed.map(std::cmp::Reverse), std::cmp::Reverse(risk.score)));
    risks.into_iter().map(|risk| risk_row(cx, program, risk)).collect()
}

/// A risk in full.
fn risk_row(cx: &Cx<'_>, program: &Program, state: &RiskState<'_>) -> RiskView {
    let RiskState {
        index: _,
        risk,
        probability,
        impact,
        response,
        plan,
        trigger,
        closed,
        note,
        // The line has these.
        score: _,
        first_score: _,
        owner: _,
        review_by: _,
        escalate_to: _,
        review_overdue: _,
    } = *state;
    let Risk {
        category,
        raised,
        // The line has these.
        id: _,
        statement: _,
        // Reports change these: the current values are in the state.
        probability: _,
        impact: _,
        response: _,
        plan: _,
        trigger: _,
        owner: _,
        review_by: _,
        closed: _,
        escalate_to: _,
        // What it changed is among the changes.
        reopens,
        fields,
        changes: _,
    } = risk;
    RiskView {
        line: risk_line(cx, state),
        category: category.as_deref().map(capital),
        probability,
        impact,
        response: response.map(|response| capital(response.word())),
        plan: cx.html(plan),
        trigger: trigger.map(str::to_owned),
        raised: raised.map(|date| cx.date(date)),
        closed: closed.map(|date| cx.date(date)),
        reopens: reopens.and_then(|index| program.risks.get(index)).map(|risk| risk.id.clone()),
        note: note.map(|note| cx.html(note)),
        fields: own_views(cx, fields, &program.file),
    }
}

/// The issues of `program` in `state`: open ones by severity, then closed ones, the latest first.
#[must_use]
pub fn issue_rows(cx: &Cx<'_>, program: &Program, state: &ProgramState<'_>) -> Vec<IssueView> {
    let mut issues: Vec<&IssueState<'_>> = state.issues.iter().collect();
    issues.sort_by_key(|issue| (issue.closed.map(std::cmp::Reverse), std::cmp::Reverse(issue.severity)));
    issues.into_iter().map(|issue| issue_row(cx, program, issue)).collect()
}

/// An issue of `program`.
#[must_use]
pub fn issue_row(cx: &Cx<'_>, program: &Program, state: &IssueState<'_>) -> IssueView {
    let IssueState { index: _, issue, severity, owner, due, closed, overdue, note } = *state;
    // Reports change these: the current values are in the state.
    let Issue { id, statement, raised, from_risk, severity: _, owner: _, due: _, closed: _, changes: _ } = issue;
    IssueView {
        id: id.clone(),
        anchor: super::anchor(id),
        statement: cx.html(statement),
        severity: severity.map(|severity| capital(severity.word())),
        blocking: severity.is_some_and(|severity| severity >= IssueSeverity::High),
        owner: owner.map(|owner| super::person_link(cx, owner)),
        due: due.map(|date| cx.date(date)),
        overdue,
        raised: raised.map(|date| cx.date(date)),
        closed: closed.map(|date| cx.date(date)),
        from_risk: from_risk.and_then(|risk| program.risks.get(risk)).map(|risk| risk.id.clone()),
        note: note.map(|note| cx.html(note)),
    }
}

/// The assumptions in `state`: those to be checked first.
#[must_use]
pub fn assumption_rows(cx: &Cx<'_>, state: &ProgramState<'_>) -> Vec<AssumptionView> {
    let row = |state: &AssumptionState<'_>| {
        let AssumptionState { index: _, assumption, owner, outcome, overdue, withdrawn } = *state;
        // The current owner and outcome are in the state.
        let Assumption {
            id,
            statement,
            validate_by,
            owner: _,
            outcome: _,
            outcome_date,
            added: _,
            withdrawn: _,
            changes: _,
        } = assumption;
        AssumptionView {
            id: id.clone(),
            anchor: super::anchor(id),
            statement: cx.html(statement),
            owner: owner.map(|owner| super::person_link(cx, owner)),
            validate_by: validate_by.map(|date| cx.date(date)),
            overdue,
            outcome: outcome.map(capital),
            outcome_date: outcome_date.filter(|_| outcome.is_some()).map(|date| cx.date(date)),
            withdrawn: withdrawn.map(|withdrawn| EndView::withdrawn(cx, withdrawn)),
        }
    };
    let mut rows: Vec<AssumptionView> = state.assumptions.iter().map(row).collect();
    rows.sort_by_key(|row| row.outcome.is_some());
    rows
}
