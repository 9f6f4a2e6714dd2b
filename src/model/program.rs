//! A program's charter and baseline; what moves is in its [`Update`]s.

use jiff::civil::Date;

use super::{FocusAreaId, PersonId, ProgramId, Update};
use crate::markdown::Markup;
use crate::parse::records::{CadenceWord, DecisionStatus, Lifecycle, Named, Response, Severity, Visibility};
use crate::source::SourcePath;

/// A program.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Its slug.
    pub slug: String,
    /// Its record's file.
    pub file: SourcePath,
    /// Its name.
    pub name: String,
    /// What it brings about, in one sentence.
    pub summary: Markup,
    /// Where it stands in its life.
    pub lifecycle: Lifecycle,
    /// Its stage.
    pub stage: Option<Named>,
    /// The focus area that runs it.
    pub focus_area: FocusAreaId,
    /// The directly responsible individual.
    pub dri: PersonId,
    /// Who stands in for the DRI.
    pub backup: Option<PersonId>,
    /// Who answers for it to the company.
    pub sponsor: Option<PersonId>,
    /// Who works on it.
    pub core_team: Vec<CoreMember>,
    /// Names of organizations that have a stake in it.
    pub stakeholder_orgs: Vec<String>,
    /// Goals that it serves.
    pub goals: Vec<Named>,
    /// Its priority.
    pub priority: Option<String>,
    /// Free labels.
    pub tags: Vec<String>,
    /// First day.
    pub start: Option<Date>,
    /// Planned last day.
    pub baseline_end: Option<Date>,
    /// Whether it has no planned end.
    pub ongoing: bool,
    /// How often it reports.
    pub cadence: CadenceWord,
    /// Who may see it; a public model holds public programs only.
    pub visibility: Visibility,
    /// How success is measured.
    pub measures: Vec<Measure>,
    /// The plan, in the order of the record.
    pub milestones: Vec<Milestone>,
    /// Agreed changes of the baseline, by date.
    pub rebaselines: Vec<Rebaseline>,
    /// What may go wrong.
    pub risks: Vec<Risk>,
    /// What has gone wrong.
    pub issues: Vec<Issue>,
    /// What is taken for granted.
    pub assumptions: Vec<Assumption>,
    /// What it needs from others.
    pub dependencies: Vec<Dependency>,
    /// What was decided, by date.
    pub decisions: Vec<Decision>,
    /// Its money, when this audience may see it.
    pub budget: Option<Budget>,
    /// Where to read more, as far as this audience may.
    pub links: Vec<Link>,
    /// The chat channel, when this audience may see it.
    pub channel: Option<Link>,
    /// Its reports dated up to the model's day, oldest first.
    pub updates: Vec<Update>,
}

/// Somebody who works on a program.
#[derive(Clone, Debug, PartialEq)]
pub struct CoreMember {
    /// Name of their organization.
    pub org: Option<String>,
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Option<String>,
}

/// A number that tells whether the program succeeds.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// What is counted.
    pub name: String,
    /// In what.
    pub unit: String,
    /// Value at the start.
    pub start: f64,
    /// Value to reach.
    pub target: f64,
}

/// A dated outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// Its id.
    pub id: String,
    /// What is reached.
    pub name: String,
    /// The date that was promised.
    pub baseline: Date,
    /// Whether the program's health depends on it.
    pub key: bool,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// What must be agreed before going on.
    pub gate: Option<Gate>,
}

/// A decision to go on or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Who decides.
    pub approvers: Vec<Decider>,
    /// On what grounds.
    pub criteria: Vec<Markup>,
}

/// An agreed change of baseline dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Rebaseline {
    /// When it was agreed.
    pub date: Date,
    /// By whom.
    pub approved_by: Decider,
    /// Why.
    pub reason: Markup,
    /// The dates before, as (index of the milestone, date).
    pub was: Vec<(usize, Date)>,
}

/// Who decides something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decider {
    /// A person.
    Person(PersonId),
    /// A forum, by its name.
    Forum(Named),
}

/// Something that may go wrong, as it was when it was raised.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// Its id.
    pub id: String,
    /// What may happen.
    pub statement: Markup,
    /// Its kind.
    pub category: Option<String>,
    /// How likely, 1 to 5.
    pub probability: u8,
    /// How bad, 1 to 5.
    pub impact: u8,
    /// What is done about it.
    pub response: Option<Response>,
    /// How.
    pub plan: Markup,
    /// What would tell that it happens.
    pub trigger: Option<String>,
    /// Who watches it.
    pub owner: Option<PersonId>,
    /// Since when it is known.
    pub raised: Option<Date>,
    /// When it is looked at next.
    pub review_by: Option<Date>,
    /// When it ended.
    pub closed: Option<Date>,
    /// Who hears of it next.
    pub escalate_to: Option<Decider>,
}

/// Something that has gone wrong, as it was when it was raised.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Its id.
    pub id: String,
    /// What happened.
    pub statement: Markup,
    /// How bad it is.
    pub severity: Option<Severity>,
    /// Who mends it.
    pub owner: Option<PersonId>,
    /// Since when.
    pub raised: Option<Date>,
    /// Until when.
    pub due: Option<Date>,
    /// When it was mended.
    pub closed: Option<Date>,
    /// The index of the risk that it came from.
    pub from_risk: Option<usize>,
}

/// Something taken for granted until it is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Its id.
    pub id: String,
    /// What is assumed.
    pub statement: Markup,
    /// Who checks it.
    pub owner: Option<PersonId>,
    /// Until when.
    pub validate_by: Option<Date>,
    /// What came out.
    pub outcome: Option<String>,
}

/// Something that this program needs from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependency {
    /// Its id.
    pub id: String,
    /// Who gives it.
    pub provider: Provider,
    /// What is needed.
    pub need: Markup,
    /// By when.
    pub need_by: Date,
    /// The date that the provider committed to.
    pub committed: Option<Date>,
    /// Whether the program cannot go on without it.
    pub hard: bool,
    /// Who sees to it on this side.
    pub owner: Option<PersonId>,
}

/// Who a dependency waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provider {
    /// A milestone of a program of this model.
    Milestone {
        /// The program.
        program: ProgramId,
        /// The index of its milestone.
        milestone: usize,
    },
    /// A program that this audience may not see; only that there is one is stated.
    Undisclosed,
    /// Somebody outside, by name.
    External(String),
}

/// A decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// When it was taken or proposed.
    pub date: Date,
    /// What was decided.
    pub title: String,
    /// By whom.
    pub decided_by: Decider,
    /// Where it stands.
    pub status: DecisionStatus,
    /// Why.
    pub rationale: Markup,
    /// What else was possible.
    pub options: Vec<Markup>,
    /// The id of the earlier decision that this one replaces.
    pub supersedes: Option<String>,
    /// The id of the request that this one answers.
    pub answers: Option<String>,
}

/// A program's money.
#[derive(Clone, Debug, PartialEq)]
pub struct Budget {
    /// ISO 4217 code.
    pub currency: String,
    /// The amount that was granted.
    pub baseline: f64,
    /// Who may see it.
    pub visibility: Visibility,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub label: String,
    /// Where: an absolute address, or a page of this site; empty for a channel that has a name alone.
    pub url: String,
    /// Who may see it.
    pub visibility: Visibility,
}

impl Program {
    /// The baseline of `milestone` as it stood at the end of `date`: what the first re-baseline after it replaced.
    #[must_use]
    pub fn baseline(&self, milestone: usize, date: Date) -> Option<Date> {
        let later = self.rebaselines.iter().filter(|rebaseline| rebaseline.date > date);
        let was = later.flat_map(|rebaseline| &rebaseline.was).find(|(index, _)| *index == milestone);
        was.map(|(_, date)| *date).or_else(|| self.milestones.get(milestone).map(|milestone| milestone.baseline))
    }

    /// When `milestone` was expected to be reached by what was known at the end of `date`: its actual date, else its last
    /// forecast, else its baseline of that day.
    #[must_use]
    pub fn expected(&self, milestone: usize, date: Date) -> Option<Date> {
        let baseline = self.baseline(milestone, date)?;
        let (forecast, actual) = self.moved(milestone, date);
        Some(actual.or(forecast).unwrap_or(baseline))
    }

    /// Whether `milestone` had been reached by what was known at the end of `date`.
    #[must_use]
    pub fn reached(&self, milestone: usize, date: Date) -> bool {
        self.moved(milestone, date).1.is_some()
    }

    /// The last forecast and the actual date of `milestone`, newest report first so that the search ends early.
    fn moved(&self, milestone: usize, date: Date) -> (Option<Date>, Option<Date>) {
        let known = self.updates.iter().rev().skip_while(|update| update.date > date);
        let mut forecast = None;
        for moved in known.flat_map(|update| &update.milestones).filter(|moved| moved.milestone == milestone) {
            forecast = forecast.or(moved.forecast);
            if let Some(actual) = moved.actual.filter(|actual| *actual <= date) {
                return (forecast, Some(actual));
            }
        }
        (forecast, None)
    }
}
