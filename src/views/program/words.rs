//! The words in which pages state what records hold as codes and numbers.

use crate::parse::records::{CadenceWord, DecisionStatus, GateOutcome, Lifecycle};
use crate::status::Trend;

/// What an active program's report rhythm is called.
#[must_use]
pub fn cadence(cadence: CadenceWord) -> &'static str {
    match cadence {
        CadenceWord::Weekly => "Reports weekly",
        CadenceWord::Biweekly => "Reports every two weeks",
        CadenceWord::Monthly => "Reports monthly",
        CadenceWord::Quarterly => "Reports quarterly",
        CadenceWord::None => "Reports when there is news",
    }
}

/// Where health is heading.
#[must_use]
pub fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Better => "better than in the report before",
        Trend::Steady => "unchanged since the report before",
        Trend::Worse => "worse than in the report before",
    }
}

/// The same, before the day of the report with which the last one is compared.
#[must_use]
pub fn trend_until(trend: Trend) -> &'static str {
    match trend {
        Trend::Better => "better than on",
        Trend::Steady => "unchanged since",
        Trend::Worse => "worse than on",
    }
}

/// Why a program that is not active has no health.
#[must_use]
pub fn no_health(lifecycle: Lifecycle) -> Option<&'static str> {
    match lifecycle {
        Lifecycle::Active => None,
        Lifecycle::Proposed => Some("Proposed: its health is reported once it is accepted and begins."),
        Lifecycle::Planned => Some("Planned: its health is reported from its beginning."),
        Lifecycle::Paused => Some("Health is reported again when the program resumes."),
        Lifecycle::Complete | Lifecycle::Cancelled => Some("Below is its last report."),
    }
}

/// What came out at a gate.
#[must_use]
pub fn gate(outcome: GateOutcome) -> &'static str {
    match outcome {
        GateOutcome::Go => "Gate: go",
        GateOutcome::NoGo => "Gate: no go",
        GateOutcome::Conditional => "Gate: go, with conditions",
    }
}

/// Who decides at a gate is told in these words.
#[must_use]
pub fn decided(came_out: bool) -> &'static str {
    if came_out { "Decided by" } else { "To be decided by" }
}

/// Where a decision stands.
#[must_use]
pub fn decision(status: DecisionStatus) -> &'static str {
    match status {
        DecisionStatus::Proposed => "Proposed",
        DecisionStatus::Accepted => "Taken",
        DecisionStatus::Superseded => "Superseded",
        DecisionStatus::Rejected => "Rejected",
        DecisionStatus::Deferred => "Deferred",
    }
}

/// Ids that the page of a program has for its own parts.
const OWN: [&str; 15] = [
    "changes",
    "decisions",
    "dependencies",
    "history",
    "issues",
    "log",
    "main",
    "measures",
    "milestones",
    "needed",
    "plan",
    "reports",
    "risks",
    "status",
    "team",
];

/// The id of an item on its program's page: `r2` for the risk `R2`.
#[must_use]
pub fn anchor(id: &str) -> String {
    let id = id.to_ascii_lowercase();
    if OWN.contains(&id.as_str()) { ["item-", &id].concat() } else { id }
}
