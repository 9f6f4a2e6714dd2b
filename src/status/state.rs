//! A program's state on a date.

use jiff::civil::Date;
use serde::Serialize;

use super::{Freshness, Health};
use crate::markdown::Markup;
use crate::model::{
    Assumption, Decider, Decision, Dependency, Dropped, Issue, Measure, Milestone, MilestoneFacts, PersonId,
    ProgramFacts, Provider, Risk, Update, Withdrawn,
};
use crate::parse::records::{DecisionStatus, GateOutcome, IssueSeverity, Response};
use crate::time::{PlanDate, Slip};

/// What a program states at the end of a day. Borrows from the model; items keep the order of the record.
#[derive(Clone, Debug)]
pub struct ProgramState<'m> {
    /// The day.
    pub date: Date,
    /// What the program's dated fields say.
    pub facts: ProgramFacts<'m>,
    /// The last report up to that day.
    pub update: Option<&'m Update>,
    /// Reported and computed health; only of an active program.
    pub health: Health,
    /// Where health is heading: last report against the one before.
    pub trend: Option<Trend>,
    /// Percent chance to meet the forecast end: what the last report that says so says.
    pub confidence: Option<u8>,
    /// Whether the report is recent enough; `None` where it does not apply.
    pub freshness: Option<Freshness>,
    /// When the next report is due.
    pub next_due: Option<Date>,
    /// The last day on which the last report counts: that on which the next is due, and its days of grace.
    pub counts_until: Option<Date>,
    /// Milestones that are in the plan by then, those that are given up too.
    pub milestones: Vec<MilestoneState<'m>>,
    /// Risks raised by then, open or closed.
    pub risks: Vec<RiskState<'m>>,
    /// Issues raised by then, open or closed.
    pub issues: Vec<IssueState<'m>>,
    /// Assumptions that are there by then, those that are withdrawn too.
    pub assumptions: Vec<AssumptionState<'m>>,
    /// Dependencies that are there by then, those that are withdrawn too.
    pub dependencies: Vec<DependencyState<'m>>,
    /// Decisions dated up to then.
    pub decisions: Vec<DecisionState<'m>>,
    /// Requests for decisions made up to then.
    pub needs: Vec<NeedState<'m>>,
    /// Success measures that are there by then with their values, those that are withdrawn too.
    pub measures: Vec<MeasureState<'m>>,
}

/// Where health is heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// Better than in the report before.
    Better,
    /// The same.
    Steady,
    /// Worse.
    Worse,
}

/// A milestone on a date.
#[derive(Clone, Debug, PartialEq)]
pub struct MilestoneState<'m> {
    /// Index in the program's list.
    pub index: usize,
    /// What the record says of it.
    pub milestone: &'m Milestone,
    /// What its dated fields say.
    pub facts: MilestoneFacts<'m>,
    /// The date that was first promised: before every re-baseline.
    pub first_baseline: PlanDate,
    /// The promised date as it stood on that date: later re-baselines are undone.
    pub baseline: PlanDate,
    /// When it is expected, as last reported.
    pub forecast: Option<PlanDate>,
    /// When it was reached.
    pub actual: Option<Date>,
    /// Actual, else forecast, else baseline.
    pub expected: PlanDate,
    /// `expected − baseline` in days; positive is late.
    pub slip_days: i32,
    /// Expected before the state's date, not reached and not given up.
    pub overdue: bool,
    /// That it is given up, if that was by then.
    pub dropped: Option<&'m Dropped>,
    /// What came out at its gate.
    pub gate: Option<GateOutcome>,
    /// The last remark.
    pub note: Option<&'m Markup>,
}

impl MilestoneState<'_> {
    /// Whether it is still to be reached.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.actual.is_none() && self.dropped.is_none()
    }

    /// Days by which it is expected later than first promised; negative is early.
    #[must_use]
    pub fn slip_from_first_days(&self) -> i32 {
        self.expected.days_since(self.first_baseline)
    }

    /// How much later it is expected than promised.
    #[must_use]
    pub fn slip(&self) -> Slip {
        self.expected.later_than(self.baseline)
    }

    /// How much later it is expected than first promised.
    #[must_use]
    pub fn slip_from_first(&self) -> Slip {
        self.expected.later_than(self.first_baseline)
    }

    /// Its id and its name.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} {}", self.milestone.id, self.facts.name)
    }
}

/// How a risk's score reads (probability × impact on a 5 × 5 matrix).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// 1 to 4.
    Low,
    /// 5 to 9.
    Medium,
    /// 10 to 14.
    High,
    /// 15 to 25.
    Extreme,
}

impl Band {
    /// The band of a score.
    #[must_use]
    pub fn of(score: u8) -> Self {
        match score {
            0..=4 => Self::Low,
            5..=9 => Self::Medium,
            10..=14 => Self::High,
            _ => Self::Extreme,
        }
    }

    /// In words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Extreme => "extreme",
        }
    }
}

/// A risk on a date.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskState<'m> {
    /// Index in the program's list.
    pub index: usize,
    /// What the record says of it.
    pub risk: &'m Risk,
    /// How likely, 1 to 5.
    pub probability: u8,
    /// How bad, 1 to 5.
    pub impact: u8,
    /// Probability × impact.
    pub score: u8,
    /// Score when it was raised, to show where it is heading.
    pub first_score: u8,
    /// What is done about it.
    pub response: Option<Response>,
    /// How.
    pub plan: &'m Markup,
    /// What would tell that it happens.
    pub trigger: Option<&'m str>,
    /// Who watches it.
    pub owner: Option<PersonId>,
    /// When it is looked at next.
    pub review_by: Option<Date>,
    /// When it ended, if that was by then.
    pub closed: Option<Date>,
    /// Who hears of it next.
    pub escalate_to: Option<&'m Decider>,
    /// Open and not reviewed by its date.
    pub review_overdue: bool,
    /// The last remark.
    pub note: Option<&'m Markup>,
}

/// An issue on a date.
#[derive(Clone, Debug)]
pub struct IssueState<'m> {
    /// Index in the program's list.
    pub index: usize,
    /// What the record says of it.
    pub issue: &'m Issue,
    /// How bad it is.
    pub severity: Option<IssueSeverity>,
    /// Who mends it.
    pub owner: Option<PersonId>,
    /// Until when.
    pub due: Option<Date>,
    /// When it was mended, if that was by then.
    pub closed: Option<Date>,
    /// Open and past its due date.
    pub overdue: bool,
    /// The last remark.
    pub note: Option<&'m Markup>,
}

/// An assumption on a date.
#[derive(Clone, Debug)]
pub struct AssumptionState<'m> {
    /// Index in the program's list.
    pub index: usize,
    /// What the record says of it.
    pub assumption: &'m Assumption,
    /// Who checks it.
    pub owner: Option<PersonId>,
    /// What came out, if that was by then.
    pub outcome: Option<&'m str>,
    /// Not checked by its date.
    pub overdue: bool,
    /// That it no longer matters, if that was by then.
    pub withdrawn: Option<&'m Withdrawn>,
}

/// A dependency on a date.
#[derive(Clone, Debug)]
pub struct DependencyState<'m> {
    /// Index in the program's list.
    pub index: usize,
    /// What the record says of it.
    pub dependency: &'m Dependency,
    /// By when it is needed.
    pub need_by: Date,
    /// The date that the provider committed to.
    pub committed: Option<Date>,
    /// When the provider expects to deliver: its milestone's expected date, else the committed date.
    pub expected: Option<Date>,
    /// When it was delivered.
    pub delivered: Option<Date>,
    /// Whether the program cannot go on without it.
    pub hard: bool,
    /// Who sees to it on this side.
    pub owner: Option<PersonId>,
    /// Days by which it comes after it is needed; 0 when in time.
    pub late_days: i32,
    /// Whether it can be counted on, by what is known on that date.
    pub outlook: Outlook,
    /// That it no longer matters, if that was by then.
    pub withdrawn: Option<&'m Withdrawn>,
    /// The last remark.
    pub note: Option<&'m Markup>,
}

/// Whether what a program needs can be counted on: the provider's own state decides with its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// It was delivered.
    Delivered,
    /// It is expected by the day on which it is needed.
    InTime,
    /// It is expected after that day.
    Late,
    /// It was needed before the state's date, and is neither there nor expected on a day that is still ahead.
    Overdue,
    /// It was expected before the state's date and is not there; it is not needed yet.
    ProviderOverdue,
    /// Nobody has said when it comes.
    NoDate,
    /// The provider is paused or only proposed: its date is nobody's promise.
    NotPromised,
    /// The provider is cancelled, or complete without it, or has given it up.
    WillNotCome,
}

impl Outlook {
    /// What a reader is told.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Delivered => "Delivered",
            Self::InTime => "In time",
            Self::Late => "Late",
            Self::Overdue => "Overdue",
            Self::ProviderOverdue => "Provider overdue",
            Self::NoDate => "No date",
            Self::NotPromised => "No date that holds",
            Self::WillNotCome => "Will not come",
        }
    }

    /// Whether it comes after it is needed, or not at all; `None` when no date holds.
    #[must_use]
    pub fn late(self) -> Option<bool> {
        match self {
            Self::Late | Self::Overdue | Self::WillNotCome => Some(true),
            Self::Delivered | Self::InTime | Self::ProviderOverdue | Self::NoDate => Some(false),
            Self::NotPromised => None,
        }
    }

    /// The outlook of what is not there at the end of `date`: needed by `need_by`, expected on `expected`, and `broken`
    /// where the provider's own state breaks its promise. Of a provider that is not shown nobody knows whether it has
    /// delivered.
    pub(super) fn of_open(
        provider: &Provider,
        broken: Option<Self>,
        expected: Option<Date>,
        need_by: Date,
        date: Date,
    ) -> Self {
        let ahead = expected.is_some_and(|expected| expected >= date);
        match (broken, expected) {
            _ if !ahead && matches!(provider, Provider::Undisclosed) => Self::NoDate,
            (Some(Self::WillNotCome), _) => Self::WillNotCome,
            _ if need_by < date && !ahead => Self::Overdue,
            (Some(broken), _) => broken,
            (None, None) => Self::NoDate,
            (None, Some(expected)) if expected > need_by => Self::Late,
            (None, Some(_)) if !ahead => Self::ProviderOverdue,
            (None, Some(_)) => Self::InTime,
        }
    }
}

impl DependencyState<'_> {
    /// Whether it comes after it is needed, or not at all; `None` when no date holds. What is no longer needed is not
    /// late.
    #[must_use]
    pub fn late(&self) -> Option<bool> {
        if self.withdrawn.is_some() { Some(false) } else { self.outlook.late() }
    }

    /// Whether somebody still waits for it and it comes too late, or not at all.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.is_open() && self.outlook.late() == Some(true)
    }

    /// Whether the program still waits for it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.delivered.is_none() && self.withdrawn.is_none()
    }
}

/// A decision on a date.
#[derive(Clone, Copy, Debug)]
pub struct DecisionState<'m> {
    /// The decision.
    pub decision: &'m Decision,
    /// Where it stands by then: superseded only once its successor is there.
    pub status: DecisionStatus,
    /// The one that replaced it by then.
    pub superseded_by: Option<&'m Decision>,
}

/// A request for a decision on a date.
#[derive(Clone, Copy, Debug)]
pub struct NeedState<'m> {
    /// The request.
    pub need: &'m crate::model::DecisionNeeded,
    /// When it was first made.
    pub asked: Date,
    /// The decision that answers it by then.
    pub answer: Option<&'m Decision>,
    /// Why it is no longer asked, if that was said by then.
    pub withdrawn: Option<&'m Markup>,
    /// Not answered by its date.
    pub overdue: bool,
}

/// A success measure on a date.
#[derive(Clone, Debug)]
pub struct MeasureState<'m> {
    /// Index in the program's list.
    pub index: usize,
    /// What the record says of it.
    pub measure: &'m Measure,
    /// The value to reach as it stood on that date: later re-baselines are undone.
    pub target: f64,
    /// That it no longer matters, if that was by then.
    pub withdrawn: Option<&'m Withdrawn>,
    /// The last reported value and when it was reported.
    pub value: Option<(Date, f64)>,
    /// Every reported value, oldest first.
    pub history: Vec<(Date, f64)>,
    /// Share of the way from start to target, from 0 to 1; `None` without a value or a way.
    pub progress: Option<f64>,
}

impl<'m> ProgramState<'m> {
    /// Risks that are open.
    pub fn open_risks(&self) -> impl Iterator<Item = &RiskState<'m>> {
        self.risks.iter().filter(|risk| risk.closed.is_none())
    }

    /// Issues that are open.
    pub fn open_issues(&self) -> impl Iterator<Item = &IssueState<'m>> {
        self.issues.iter().filter(|issue| issue.closed.is_none())
    }

    /// Requests that wait for an answer.
    pub fn open_needs(&self) -> impl Iterator<Item = &NeedState<'m>> {
        self.needs.iter().filter(|need| need.answer.is_none() && need.withdrawn.is_none())
    }

    /// The next milestone that is still to be reached: the earliest key one, else the earliest.
    #[must_use]
    pub fn next_milestone(&self) -> Option<&MilestoneState<'m>> {
        let ahead = || self.milestones.iter().filter(|milestone| milestone.is_open());
        let key = ahead().filter(|milestone| milestone.facts.key);
        key.min_by_key(|milestone| milestone.expected).or_else(|| ahead().min_by_key(|milestone| milestone.expected))
    }

    /// The slip of the next milestone in days; 0 without one.
    #[must_use]
    pub fn slip_days(&self) -> i32 {
        self.next_milestone().map_or(0, |milestone| milestone.slip_days)
    }
}
