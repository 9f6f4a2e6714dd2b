//! A status update: everything that moves, and the story.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Decider, PersonId};
use crate::markdown::{Document, Markup};
use crate::parse::records::{Colour, GateOutcome, Response, Severity};
use crate::source::SourcePath;

/// One status report. Items are named by their index in the program's lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// Its file's name without extension (`2026-03-05`, `2026-03-05-2`): unique in the program, the last part of its address.
    pub name: String,
    /// Its file.
    pub file: SourcePath,
    /// The day it reports.
    pub date: Date,
    /// Who wrote it.
    pub author: PersonId,
    /// The reported health.
    pub health: Colour,
    /// Health by dimension, in the site's order of dimensions.
    pub dimensions: Vec<(String, Colour)>,
    /// Why `health` is better than the worst dimension.
    pub override_reason: Option<Markup>,
    /// Percent chance to meet the forecast end.
    pub confidence: Option<u8>,
    /// The report in one sentence.
    pub headline: Markup,
    /// What brings the program back.
    pub path_to_green: Option<Markup>,
    /// What moved among milestones.
    pub milestones: Vec<MilestoneMove>,
    /// What moved among risks.
    pub risks: Vec<RiskMove>,
    /// What moved among issues.
    pub issues: Vec<IssueMove>,
    /// What moved among dependencies.
    pub dependencies: Vec<DependencyMove>,
    /// New values as (index of the success measure, value).
    pub measures: Vec<(usize, f64)>,
    /// What others must decide.
    pub decisions_needed: Vec<DecisionNeeded>,
    /// What is promised for the next report.
    pub next: Vec<Promise>,
    /// The story.
    pub body: Arc<Document>,
}

/// What an update says of a milestone.
#[derive(Clone, Debug, PartialEq)]
pub struct MilestoneMove {
    /// Index of the milestone.
    pub milestone: usize,
    /// When it is now expected.
    pub forecast: Option<Date>,
    /// When it was reached.
    pub actual: Option<Date>,
    /// A remark.
    pub note: Option<Markup>,
    /// What came out at its gate.
    pub gate: Option<GateOutcome>,
}

/// What an update says of a risk.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskMove {
    /// Index of the risk.
    pub risk: usize,
    /// How likely now.
    pub probability: Option<u8>,
    /// How bad now.
    pub impact: Option<u8>,
    /// What is done about it now.
    pub response: Option<Response>,
    /// How.
    pub plan: Option<Markup>,
    /// What would tell that it happens.
    pub trigger: Option<String>,
    /// Who watches it now.
    pub owner: Option<PersonId>,
    /// When it is looked at next.
    pub review_by: Option<Date>,
    /// When it ended.
    pub closed: Option<Date>,
    /// Who hears of it next.
    pub escalate_to: Option<Decider>,
    /// A remark.
    pub note: Option<Markup>,
}

/// What an update says of an issue.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueMove {
    /// Index of the issue.
    pub issue: usize,
    /// How bad it is now.
    pub severity: Option<Severity>,
    /// Who mends it now.
    pub owner: Option<PersonId>,
    /// Until when.
    pub due: Option<Date>,
    /// When it was mended.
    pub closed: Option<Date>,
    /// A remark.
    pub note: Option<Markup>,
}

/// What an update says of a dependency.
#[derive(Clone, Debug, PartialEq)]
pub struct DependencyMove {
    /// Index of the dependency.
    pub dependency: usize,
    /// The date that the provider committed to.
    pub committed: Option<Date>,
    /// By when it is needed.
    pub need_by: Option<Date>,
    /// Whether the program cannot go on without it.
    pub hard: Option<bool>,
    /// Who sees to it on this side.
    pub owner: Option<PersonId>,
    /// When it was delivered.
    pub delivered: Option<Date>,
    /// A remark.
    pub note: Option<Markup>,
}

/// A request for a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionNeeded {
    /// Its id, unique in the program.
    pub id: String,
    /// What is asked.
    pub ask: Markup,
    /// Who decides.
    pub from: Decider,
    /// Until when.
    pub by: Date,
}

/// A promise for the next report.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// What.
    pub text: Markup,
    /// Who.
    pub owner: Option<PersonId>,
    /// Until when.
    pub by: Option<Date>,
}
