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
        Trend::Steady => "as in the report before",
        Trend::Worse => "worse than in the report before",
    }
}

/// Why a program that is not active has no health.
#[must_use]
pub fn no_health(lifecycle: Lifecycle) -> Option<&'static str> {
    match lifecycle {
        Lifecycle::Active => None,
        Lifecycle::Proposed => Some("This program is proposed. It has no health until it is accepted and begins."),
        Lifecycle::Planned => Some("This program is planned. It has no health until it begins."),
        Lifecycle::Paused => Some("This program is paused. It has no health until it goes on."),
        Lifecycle::Complete => Some("This program is complete. What it last reported stands below."),
        Lifecycle::Cancelled => Some("This program was cancelled. What it last reported stands below."),
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
