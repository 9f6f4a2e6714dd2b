//! Risks, issues and assumptions as rows: a line for overviews, the whole for the log.

use serde::Serialize;

use crate::model::Program;
use crate::parse::records::Severity;
use crate::plan::LinkView;
use crate::status::{Band, IssueState, RiskState, State};
use crate::views::{Cx, DateView};
use crate::words::capital;

/// An open risk in short.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiskLine {
    /// Its id.
    pub id: String,
    /// What may happen, as HTML.
    pub statement: String,
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
pub struct RiskRow {
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
    /// The last remark, as HTML.
    pub note: Option<String>,
}

/// An issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IssueRow {
    /// Its id.
    pub id: String,
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
pub struct AssumptionRow {
    /// Its id.
    pub id: String,
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
}

/// The open risks of `program` in `state`, the highest score first.
#[must_use]
pub fn open_risks(cx: &Cx<'_>, program: &Program, state: &State<'_>) -> Vec<RiskLine> {
    by_score(state).into_iter().filter_map(|risk| risk_line(cx, program, risk)).collect()
}

/// The open risks in `state`, the highest score first.
#[must_use]
pub fn by_score<'s>(state: &'s State<'s>) -> Vec<&'s RiskState<'s>> {
    let mut open: Vec<&RiskState<'_>> = state.open_risks().collect();
    open.sort_by_key(|risk| std::cmp::Reverse(risk.score));
    open
}

/// A risk in short; `None` for an index that the program does not have.
#[must_use]
pub fn risk_line(cx: &Cx<'_>, program: &Program, state: &RiskState<'_>) -> Option<RiskLine> {
    let risk = program.risks.get(state.index)?;
    let trend = match state.score.cmp(&state.first_score) {
        std::cmp::Ordering::Less => format!("down from {}", state.first_score),
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Greater => format!("up from {}", state.first_score),
    };
    Some(RiskLine {
        id: risk.id.clone(),
        statement: cx.html(&risk.statement),
        score: state.score,
        band: Band::of(state.score).word(),
        trend,
        owner: state.owner.map(|owner| super::person_link(cx, owner)),
        review_by: state.review_by.map(|date| cx.date(date)),
        review_overdue: state.review_overdue,
        escalate_to: state.escalate_to.map(|decider| cx.decider(decider)),
    })
}

/// Every risk of `program` in `state`: open ones by score, then closed ones, the latest first.
#[must_use]
pub fn risk_rows(cx: &Cx<'_>, program: &Program, state: &State<'_>) -> Vec<RiskRow> {
    let mut risks: Vec<&RiskState<'_>> = state.risks.iter().collect();
    risks.sort_by_key(|risk| (risk.closed.map(std::cmp::Reverse), std::cmp::Reverse(risk.score)));
    let row = |state: &RiskState<'_>| {
        let risk = program.risks.get(state.index)?;
        Some(RiskRow {
            line: risk_line(cx, program, state)?,
            category: risk.category.as_deref().map(capital),
            probability: state.probability,
            impact: state.impact,
            response: state.response.map(|response| capital(response.word())),
            plan: cx.html(state.plan),
            trigger: state.trigger.map(str::to_owned),
            raised: risk.raised.map(|date| cx.date(date)),
            closed: state.closed.map(|date| cx.date(date)),
            note: state.note.map(|note| cx.html(note)),
        })
    };
    risks.into_iter().filter_map(row).collect()
}

/// The issues of `program` in `state`: open ones by severity, then closed ones, the latest first.
#[must_use]
pub fn issue_rows(cx: &Cx<'_>, program: &Program, state: &State<'_>) -> Vec<IssueRow> {
    let mut issues: Vec<&IssueState<'_>> = state.issues.iter().collect();
    issues.sort_by_key(|issue| (issue.closed.map(std::cmp::Reverse), std::cmp::Reverse(issue.severity)));
    issues.into_iter().filter_map(|issue| issue_row(cx, program, issue)).collect()
}

/// An issue; `None` for an index that the program does not have.
#[must_use]
pub fn issue_row(cx: &Cx<'_>, program: &Program, state: &IssueState<'_>) -> Option<IssueRow> {
    let issue = program.issues.get(state.index)?;
    Some(IssueRow {
        id: issue.id.clone(),
        statement: cx.html(&issue.statement),
        severity: state.severity.map(|severity| capital(severity.word())),
        blocking: state.severity.is_some_and(|severity| severity >= Severity::High),
        owner: state.owner.map(|owner| super::person_link(cx, owner)),
        due: state.due.map(|date| cx.date(date)),
        overdue: state.overdue,
        raised: issue.raised.map(|date| cx.date(date)),
        closed: state.closed.map(|date| cx.date(date)),
        from_risk: issue.from_risk.and_then(|risk| program.risks.get(risk)).map(|risk| risk.id.clone()),
        note: state.note.map(|note| cx.html(note)),
    })
}

/// The assumptions of `program` in `state`: those to be checked first.
#[must_use]
pub fn assumption_rows(cx: &Cx<'_>, program: &Program, state: &State<'_>) -> Vec<AssumptionRow> {
    let row = |state: &crate::status::AssumptionState<'_>| {
        let assumption = program.assumptions.get(state.index)?;
        Some(AssumptionRow {
            id: assumption.id.clone(),
            statement: cx.html(&assumption.statement),
            owner: assumption.owner.map(|owner| super::person_link(cx, owner)),
            validate_by: assumption.validate_by.map(|date| cx.date(date)),
            overdue: state.overdue,
            outcome: state.outcome.map(capital),
        })
    };
    let mut rows: Vec<AssumptionRow> = state.assumptions.iter().filter_map(row).collect();
    rows.sort_by_key(|row| row.outcome.is_some());
    rows
}
