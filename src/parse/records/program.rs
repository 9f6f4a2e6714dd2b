//! `programs/<slug>/program.yaml`: identity, baseline plan, the existence of items, decisions.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::diagnostics::registry;
use crate::parse::decode::{Decode, Decoder, Located, record, words};
use crate::parse::values::{Id, Label, Name, Sentence, Slug, Target, Text};
use crate::parse::yaml::{Kind, Node};

use crate::parse::decode::Whole;

words! {
    /// Where a program stands in its life. Only an active program has health and can go stale.
    pub enum Lifecycle: "lifecycle" {
        /// An idea that has not been accepted.
        Proposed = "proposed",
        /// Accepted, not begun.
        Planned = "planned",
        /// Running.
        Active = "active",
        /// Stopped for a while.
        Paused = "paused",
        /// Done.
        Complete = "complete",
        /// Stopped for good.
        Cancelled = "cancelled",
    }
}

words! {
    /// How often a program reports.
    pub enum CadenceWord: "cadence" {
        /// Every seven days.
        Weekly = "weekly",
        /// Every fourteen days.
        Biweekly = "biweekly",
        /// Every month.
        Monthly = "monthly",
        /// Every three months.
        Quarterly = "quarterly",
        /// Never: the program cannot go stale.
        None = "none",
    }
}

words! {
    /// Who may see something.
    pub enum Visibility: "visibility" {
        /// Everyone.
        Public = "public",
        /// Readers of an internal build only.
        Internal = "internal",
    }
}

words! {
    /// What is done about a risk (ISO 31000's treatments by their common names).
    pub enum Response: "risk response" {
        /// Change the plan so that it cannot happen.
        Avoid = "avoid",
        /// Make it less likely or less bad.
        Mitigate = "mitigate",
        /// Hand it to somebody else.
        Transfer = "transfer",
        /// Live with it.
        Accept = "accept",
    }
}

words! {
    /// How bad an issue is.
    pub enum Severity: "severity" {
        /// A nuisance.
        Low = "low",
        /// Costs time.
        Medium = "medium",
        /// Endangers a milestone.
        High = "high",
        /// Stops the program.
        Critical = "critical",
    }
}

words! {
    /// Where a decision stands.
    pub enum DecisionStatus: "decision status" {
        /// On the table.
        Proposed = "proposed",
        /// Taken.
        Accepted = "accepted",
        /// Replaced by a later one.
        Superseded = "superseded",
    }
}

record! {
    /// A program's charter and baseline.
    pub struct ProgramRecord: "program" {
        /// The program's name.
        need name: Name,
        /// What it brings about, in one sentence of inline Markdown.
        need summary: Sentence,
        /// Where it stands in its life.
        need lifecycle: Lifecycle,
        /// One of the site's stages; required while active.
        may stage: Id,
        /// The focus area that runs it.
        need focus_area: Slug,
        /// The directly responsible individual.
        need dri: Slug,
        /// Who stands in for the DRI.
        may backup: Slug,
        /// Who answers for it to the company; required while active.
        may sponsor: Slug,
        /// Who works on it.
        many core_team: CoreMemberRecord,
        /// Organizations that have a stake in it.
        many stakeholder_orgs: Located<Id>,
        /// Goals that it serves.
        many goals: Located<Id>,
        /// Its priority, in the site's own words.
        may priority: Label,
        /// Free labels.
        many tags: Label,
        /// First day; required while active.
        may start: Date,
        /// Planned last day; required while active unless `ongoing`.
        may baseline_end: Date,
        /// Whether it has no planned end.
        may ongoing: bool,
        /// How often it reports.
        may cadence: CadenceWord,
        /// Who may see it.
        may visibility: Visibility,
        /// How success is measured.
        many success_measures: MeasureRecord,
        /// The plan's dated outcomes.
        many milestones: MilestoneRecord,
        /// Agreed changes of the baseline.
        many rebaselines: RebaselineRecord,
        /// What may go wrong.
        many risks: RiskRecord,
        /// What has gone wrong.
        many issues: IssueRecord,
        /// What is taken for granted.
        many assumptions: AssumptionRecord,
        /// What it needs from others.
        many dependencies: DependencyRecord,
        /// What was decided.
        many decisions: DecisionRecord,
        /// Its money; internal unless said otherwise.
        may budget: BudgetRecord,
        /// Where to read more.
        many links: LinkRecord,
        /// The chat channel.
        may channel: ChannelRecord,
    }
}

record! {
    /// Somebody who works on a program.
    pub struct CoreMemberRecord: "core team member" {
        /// Their organization.
        may org: Id,
        /// Who.
        need person: Slug,
        /// As what.
        may role: Text<120>,
    }
}

record! {
    /// A number that tells whether the program succeeds.
    pub struct MeasureRecord: "success measure" {
        /// Its id (`S1`).
        need id: Id,
        /// What is counted.
        need name: Text<120>,
        /// In what.
        may unit: Text<40>,
        /// Value at the start.
        may start: f64,
        /// Value to reach.
        need target: f64,
    }
}

record! {
    /// A dated outcome.
    pub struct MilestoneRecord: "milestone" {
        /// Its id (`M1`).
        need id: Id,
        /// What is reached.
        need name: Text<120>,
        /// The date that was promised.
        need baseline: Date,
        /// Whether the program's health depends on it.
        may key: bool,
        /// Who sees to it.
        may owner: Slug,
        /// What must be agreed before going on.
        may gate: GateRecord,
    }
}

record! {
    /// A decision to go on or not.
    pub struct GateRecord: "gate" {
        /// Who decides.
        many approvers: Located<Slug>,
        /// On what grounds, in inline Markdown.
        many criteria: Text<400>,
    }
}

record! {
    /// An agreed change of baseline dates.
    pub struct RebaselineRecord: "rebaseline" {
        /// When it was agreed.
        need date: Date,
        /// By whom: a person or a forum.
        need approved_by: Slug,
        /// Why, in inline Markdown.
        need reason: Text<400>,
        /// The dates before, by milestone.
        each was: Located<Date>,
    }
}

record! {
    /// Something that may go wrong.
    pub struct RiskRecord: "risk" {
        /// Its id (`R1`).
        need id: Id,
        /// What may happen and what it would cause, in inline Markdown.
        need statement: Text<600>,
        /// Its kind, in the site's own words.
        may category: Text<60>,
        /// How likely, 1 to 5.
        need probability: Whole<1, 5>,
        /// How bad, 1 to 5.
        need impact: Whole<1, 5>,
        /// What is done about it.
        may response: Response,
        /// How, in inline Markdown.
        may plan: Text<600>,
        /// What would tell that it happens.
        may trigger: Text<400>,
        /// Who watches it; required while open.
        may owner: Slug,
        /// Since when it is known; required while open.
        may raised: Date,
        /// When it is looked at next; required while open.
        may review_by: Date,
        /// When it ended.
        may closed: Date,
        /// Who hears of it next.
        may escalate_to: Slug,
    }
}

record! {
    /// Something that has gone wrong.
    pub struct IssueRecord: "issue" {
        /// Its id (`I1`).
        need id: Id,
        /// What happened, in inline Markdown.
        need statement: Text<600>,
        /// How bad it is.
        may severity: Severity,
        /// Who mends it; required while open.
        may owner: Slug,
        /// Since when.
        may raised: Date,
        /// Until when; required while open.
        may due: Date,
        /// When it was mended.
        may closed: Date,
        /// The risk that it came from.
        may from_risk: Id,
    }
}

record! {
    /// Something taken for granted until it is checked.
    pub struct AssumptionRecord: "assumption" {
        /// Its id (`A1`).
        need id: Id,
        /// What is assumed, in inline Markdown.
        need statement: Text<600>,
        /// Who checks it.
        may owner: Slug,
        /// Until when.
        may validate_by: Date,
        /// What came out.
        may outcome: Text<240>,
    }
}

/// Where a program is talked about.
#[derive(Clone, Debug, PartialEq)]
pub enum ChannelRecord {
    /// Its name: `#tenant-migration`.
    Name(Text<120>),
    /// A link to it.
    Link(LinkRecord),
}

impl Decode for ChannelRecord {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            Kind::Map(_) => LinkRecord::decode(node, to).map(Self::Link),
            _ => Text::decode(node, to).map(Self::Name),
        }
    }

    fn schema() -> Value {
        json!({ "oneOf": [Text::<120>::schema(), LinkRecord::schema()] })
    }
}

/// Who a dependency waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum Provider {
    /// A milestone of another program: `audit-log#M4`.
    Milestone {
        /// The program.
        program: String,
        /// The milestone in it.
        milestone: String,
    },
    /// Somebody outside: `{external: Grid operator}`.
    External(String),
}

impl Decode for Provider {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { text, .. } => {
                let parts = text.split_once('#').filter(|(program, milestone)| Slug::is_valid(program) && !milestone.is_empty());
                if let Some((program, milestone)) = parts {
                    return Some(Self::Milestone { program: program.to_owned(), milestone: milestone.to_owned() });
                }
                let hint = "write `other-program#M3`, or `{ external: Name }` for somebody outside".to_owned();
                to.report(&registry::WRONG_TYPE, node.span, format!("`{text}` names no milestone of a program"), Some(hint));
                None
            }
            Kind::Map(_) => ExternalRecord::decode(node, to)?.external.map(|name| Self::External(name.value.0)),
            _ => to.wrong(node, "`program#milestone` or `{ external: Name }`", None),
        }
    }

    fn schema() -> Value {
        let milestone = json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*#.+$" });
        json!({ "oneOf": [milestone, ExternalRecord::schema()] })
    }
}

record! {
    /// A provider outside.
    pub struct ExternalRecord: "external provider" {
        /// Its name.
        need external: Text<120>,
    }
}

record! {
    /// Something that this program needs from another.
    pub struct DependencyRecord: "dependency" {
        /// Its id (`D1`).
        need id: Id,
        /// Who gives it.
        need provider: Provider,
        /// What is needed, in inline Markdown.
        need need: Text<400>,
        /// By when.
        need need_by: Date,
        /// The date that the provider committed to.
        may committed: Date,
        /// Whether the program cannot go on without it.
        may hard: bool,
        /// Who sees to it on this side.
        may owner: Slug,
    }
}

record! {
    /// A decision.
    pub struct DecisionRecord: "decision" {
        /// Its id (`DEC1`).
        need id: Id,
        /// When it was taken or proposed.
        need date: Date,
        /// What was decided.
        need title: Text<160>,
        /// By whom: a person or a forum.
        need decided_by: Slug,
        /// Where it stands.
        need status: DecisionStatus,
        /// Why, in inline Markdown.
        may rationale: Text<1200>,
        /// What else was possible, in inline Markdown.
        many options: Text<240>,
        /// The earlier decision that this one replaces.
        may supersedes: Id,
        /// The request for a decision that this one answers.
        may answers: Id,
    }
}

record! {
    /// A program's money.
    pub struct BudgetRecord: "budget" {
        /// ISO 4217 code.
        need currency: Text<3>,
        /// The amount that was granted.
        need baseline: f64,
        /// Who may see it; internal unless said otherwise.
        may visibility: Visibility,
    }
}

record! {
    /// A link.
    pub struct LinkRecord: "link" {
        /// What it leads to.
        need label: Text<120>,
        /// Where.
        need url: Target,
        /// Who may see it.
        may visibility: Visibility,
    }
}
