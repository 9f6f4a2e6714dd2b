//! `programs/<slug>/program.yaml`: identity, baseline plan, money, links.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::items::{AssumptionRecord, DecisionRecord, DependencyRecord, IssueRecord, MilestoneRecord, RiskRecord};
use super::update::Update;
use crate::markdown::Markup;
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located};
use crate::parse::refs::{AreaRef, Decider, DeciderRef, GoalRef, Link, OrgRef, PersonRef, StageRef};
use crate::parse::resolve::{Lookup, Resolve};
use crate::parse::values::{Id, Label, LinkTarget, Markdown, Name, Text};
use crate::parse::words::{CadenceWord, Visibility, words};
use crate::parse::yaml::{Node, NodeKind};
use crate::source::{SourcePath, Span};

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

record! {
    /// A program's charter and baseline.
    pub struct ProgramRecord: "program" => Program |to| with {
        /// Its slug.
        slug: String,
        /// Its record's file.
        file: SourcePath,
        /// Its reports dated up to the model's day, oldest first.
        updates: Vec<Update>,
    } {
        /// The program's name.
        need name: Name [example = "Tenant migration"],
        /// What it brings about, in one sentence of inline Markdown.
        need summary: Markdown<240> [example = "Moves every tenant to the new cluster."],
        /// Where it stands in its life.
        need lifecycle: Lifecycle,
        /// One of the site's stages; required while active.
        may stage: StageRef,
        /// The focus area that runs it.
        need focus_area: AreaRef,
        /// The directly responsible individual.
        need dri: PersonRef,
        /// Who stands in for the DRI.
        may backup: PersonRef,
        /// Who answers for it to the company; required while active.
        may sponsor: PersonRef,
        /// Who works on it.
        many core_team: CoreMemberRecord,
        /// Organizations that have a stake in it.
        many stakeholder_orgs: Located<OrgRef>,
        /// Goals that it serves.
        many goals: Located<GoalRef>,
        /// Its priority, in the site's own words.
        may priority: Label [example = "p1"],
        /// Free labels.
        many tags: Label [example = "infrastructure"],
        /// First day; required while active.
        may start: Date,
        /// Planned last day; required while active unless `ongoing`.
        may baseline_end: Date,
        /// Whether it has no planned end.
        may ongoing: bool [default = "`false`"] = false,
        /// How often it reports.
        may cadence: CadenceWord [default = "`cadence.default` of `pmo.yaml`"] = to.cadence(),
        /// Who may see it; a public model holds public programs only.
        may visibility: Visibility [default = "`audiences.default_visibility` of `pmo.yaml`"] = to.visibility(),
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
        may budget: BudgetRecord [seen = "readers inside, unless its `visibility` is `public`"],
        /// Where to read more.
        many links: LinkRecord [seen = "as the link's `visibility` says"],
        /// The chat channel.
        may channel: ChannelRecord,
    }
}

record! {
    /// Somebody who works on a program.
    pub struct CoreMemberRecord: "core team member" => CoreMember |to| {
        /// Their organization.
        may org: OrgRef,
        /// Who.
        need person: PersonRef,
        /// As what.
        may role: Text<120> [example = "Migration lead"],
    }
}

record! {
    /// A number that tells whether the program succeeds.
    pub struct MeasureRecord: "success measure" => Measure |_to| {
        /// Its id (`S1`).
        need id: Id [example = "S1"],
        /// What is counted.
        need name: Text<120> [example = "Tenants moved"],
        /// In what.
        may unit: Text<40> [default = "no unit"] [example = "%"] = String::new(),
        /// Value at the start.
        may start: f64 [default = "0"] [example = "0"] = 0.0,
        /// Value to reach.
        need target: f64 [example = "100"],
    }
}

record! {
    /// An agreed change of baseline dates.
    pub struct RebaselineRecord: "rebaseline" {
        /// When it was agreed.
        need date: Date,
        /// By whom: a person or a forum.
        need approved_by: DeciderRef,
        /// Why, in inline Markdown.
        need reason: Markdown<400> [example = "The supplier delivers a month later."],
        /// The dates before, by milestone.
        each was: Located<Date>,
    }
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

impl Resolve for RebaselineRecord {
    type Model = Rebaseline;

    fn resolve(&self, _: Span, to: &mut dyn Lookup) -> Option<Rebaseline> {
        let Self { date, approved_by, reason, was, span: _, faulty: _ } = self;
        let was = was.0.iter().filter_map(|(id, date)| Some((to.milestone(&id.value, id.span)?, date.value))).collect();
        let approved_by = approved_by.as_ref().and_then(|by| by.resolve(by.span, to));
        let reason = reason.as_ref().and_then(|reason| reason.resolve(reason.span, to));
        Some(Rebaseline { date: date.as_ref()?.value, approved_by: approved_by?, reason: reason?, was })
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
            NodeKind::Map(_) => LinkRecord::decode(node, to).map(Self::Link),
            _ => Text::decode(node, to).map(Self::Name),
        }
    }

    fn schema() -> Value {
        json!({ "oneOf": [Text::<120>::schema(), LinkRecord::schema()] })
    }
}

record! {
    /// A program's money.
    pub struct BudgetRecord: "budget" => Budget |_to| {
        /// ISO 4217 code.
        need currency: Text<3> [example = "EUR"],
        /// The amount that was granted.
        need baseline: f64 [example = "250000"],
        /// Who may see it; internal unless said otherwise.
        may visibility: Visibility [default = "`internal`"] = Visibility::Internal,
    }
}

record! {
    /// A link.
    pub struct LinkRecord: "link" {
        /// What it leads to.
        need label: Text<120> [example = "Plan"],
        /// Where.
        need url: LinkTarget,
        /// Who may see it.
        may visibility: Visibility [default = "`public`"],
    }
}

impl Resolve for LinkRecord {
    type Model = Link;

    fn resolve(&self, _: Span, to: &mut dyn Lookup) -> Option<Link> {
        let Self { label, url, visibility, span: _, faulty: _ } = self;
        let visibility = visibility.as_ref().map_or(Visibility::Public, |visibility| visibility.value);
        // The address is looked up even when the label is missing, so that all findings come at once.
        let link = url.as_ref().map(|url| to.link(label.as_ref().map_or("", |label| &label.value), url, visibility));
        label.as_ref().and(link)
    }
}

impl Resolve for ChannelRecord {
    type Model = Link;

    fn resolve(&self, at: Span, to: &mut dyn Lookup) -> Option<Link> {
        match self {
            Self::Name(name) => {
                Some(Link { label: name.0.clone(), url: String::new(), visibility: Visibility::Public })
            }
            Self::Link(link) => link.resolve(at, to),
        }
    }
}
