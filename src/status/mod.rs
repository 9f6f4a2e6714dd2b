//! What the records amount to on a date: the fold of a program and its updates, health, slip, freshness.
//!
//! Layer 2. The state at date D is the program folded with its updates dated up to D, in order; the latest value of
//! each field wins; items raised later are not there yet and items closed later are open
//! (`docs/decisions/0002-fold.md`). Everything here is a pure function of the model and a date. Deliberately absent:
//! words for people and anything drawn.

mod fold;
mod freshness;
mod generated;
mod health;
mod moved;
mod newest;
mod portfolio;
mod reports;
mod state;

pub use fold::fold;
pub(crate) use fold::history;
pub(crate) use freshness::{Freshness, Rhythm};
pub(crate) use generated::{Discovery, Generated, GeneratedPage, KindsKept, NavPlace, PAGES};
pub(crate) use health::Health;
pub use health::RULES;
pub(crate) use portfolio::{
    CHANGES, Cause, Change, ChangeKind, Counts, DecisionNeed, DueMilestone, Exception, Fact, FactChange, Portfolio,
    REVIEW, changes, record_changes,
};
pub(crate) use state::{
    AssumptionState, Band, DecisionState, DependencyState, IssueState, MeasureState, MilestoneState, NeedState,
    Outlook, ProgramState, RiskState, Trend,
};
