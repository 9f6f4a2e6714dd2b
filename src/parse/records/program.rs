//! `programs/<slug>/program.yaml`: identity, baseline plan, money, links.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::items::{
    AssumptionRecord, DecisionRecord, DependencyRecord, IssueRecord, MilestoneRecord, RiskRecord, WithdrawnRecord,
};
use super::own::ProgramFields;
use super::rebaseline::RebaselineRecord;
use super::update::Update;
use crate::markdown::Markup;
use crate::parse::compare::entries;
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located, Sameness};
use crate::parse::ids::ProgramId;
use crate::parse::refs::{
    AreaRef, Decider, DeciderRef, DecisionRef, GoalRef, Link, OrgRef, PersonRef, ProgramRef, StageRef,
};
use crate::parse::resolve::{Lookup, Resolve};
use crate::parse::values::{Id, Label, LinkTarget, Markdown, Name, Slug, Text};
use crate::parse::words::{CadenceWord, Visibility, words};
use crate::parse::yaml::{Node, NodeKind};
use crate::source::{SourcePath, Span};
use crate::time::WrittenDate;

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
    pub struct ProgramRecord: "program", was ProgramWas => Program |to| with {
        /// Its slug.
        slug: String,
        /// Its record's file.
        file: SourcePath,
        /// Its reports dated up to the model's day, oldest first.
        updates: Vec<Update>,
        /// Reports that this audience may not see, oldest first. What they reached and ended holds; nothing else of
        /// them is told.
        withheld: Vec<Update>,
    } {
        /// The program's name.
        need name: Name [is dated] [example = "Tenant migration"],
        /// What it brings about, in one sentence of inline Markdown.
        need summary: Markdown<240> [is label] [example = "Moves every tenant to the new cluster."],
        /// Where it stands in its life.
        need lifecycle: Lifecycle [is dated],
        /// One of the site's stages; required while active.
        may stage: StageRef [is dated],
        /// The focus area that runs it.
        need focus_area: AreaRef [is dated],
        /// The directly responsible individual.
        need dri: PersonRef [is dated],
        /// Who stands in for the DRI.
        may backup: PersonRef [is dated],
        /// Who answers for it to the company; required while active.
        may sponsor: PersonRef [is dated],
        /// Who works on it.
        many core_team: CoreMemberRecord [is items],
        /// Organizations that have a stake in it.
        many stakeholder_orgs: Located<OrgRef> [is dated],
        /// Goals that it serves.
        many goals: Located<GoalRef> [is dated],
        /// Its priority, in the site's own words.
        may priority: Label [is dated] [example = "p1"],
        /// Free labels.
        many tags: Label [is label] [example = "infrastructure"],
        /// First day; required while active.
        may start: Date [is dated],
        /// Planned last day; required while active unless `ongoing`.
        may baseline_end: WrittenDate [is plan],
        /// Whether it has no planned end.
        may ongoing: bool [is dated] [default = "`false`"] = false,
        /// How often it reports.
        may cadence: CadenceWord [is dated] [default = "`cadence.default` of `pmo.yaml`"] = to.cadence(),
        /// Who may see it; a public model holds public programs only.
        may visibility: Visibility [is dated] [default = "`audiences.default_visibility` of `pmo.yaml`"] = to.visibility(),
        /// How success is measured.
        many success_measures: MeasureRecord [is items],
        /// The plan's dated outcomes.
        many milestones: MilestoneRecord [is items],
        /// Agreed changes of the baseline.
        many rebaselines: RebaselineRecord [is items],
        /// What may go wrong.
        many risks: RiskRecord [is items],
        /// What has gone wrong.
        many issues: IssueRecord [is items],
        /// What is taken for granted.
        many assumptions: AssumptionRecord [is items],
        /// What it needs from others.
        many dependencies: DependencyRecord [is items],
        /// What was decided.
        many decisions: DecisionRecord [is items],
        /// Its money; internal unless said otherwise.
        may budget: BudgetRecord [is plan] [seen = "readers inside, unless its `visibility` is `public`"],
        /// Where to read more.
        many links: LinkRecord [is label] [seen = "as the link's `visibility` says"],
        /// The chat channel.
        may channel: ChannelRecord [is label],
        /// Fields of the site's own, which `fields` of `pmo.yaml` declares.
        may fields: ProgramFields [is dated] [seen = "as the field's `visibility` in `pmo.yaml` says"] = Vec::new(),
        /// Slugs that it had, the first one first: what names one of them means this program, and its old addresses
        /// lead on.
        many formerly: Located<Slug> [is label] [example = "cell-migration"],
        /// The day from which on the record exists.
        may recorded: Date [is fixed] [default = "`start` or the first update, whichever is earlier; a proposed or planned program is always there"],
        /// What it was, and until when.
        many changes: ProgramChangeRecord [is items],
    }
}

impl ProgramRecord {
    /// Who may see what was written on `day`, when a program that does not say is for those of `default`.
    pub(crate) fn visibility_on(&self, day: Date, default: Visibility) -> Visibility {
        let later = self.formers(|was| was.visibility.as_ref()).into_iter().filter(|(until, _)| *until > day);
        let former = later.min_by_key(|(until, _)| *until).map(|(_, former)| former.value);
        former.unwrap_or_else(|| self.visibility.map(|given| given.value)).unwrap_or(default)
    }

    /// The first day of the program by what was known on `day`.
    pub(crate) fn start_on(&self, day: Date) -> Option<Date> {
        let later = self.formers(|was| was.start.as_ref()).into_iter().filter(|(until, _)| *until > day);
        let former = later.min_by_key(|(until, _)| *until).map(|(_, former)| former.value);
        former.unwrap_or_else(|| self.start.map(|given| given.value))
    }

    /// Where the program stood in its life at the end of `day`.
    pub(crate) fn lifecycle_on(&self, day: Date) -> Option<Lifecycle> {
        let later = self.formers(|was| was.lifecycle.as_ref()).into_iter().filter(|(until, _)| *until > day);
        let former = later.min_by_key(|(until, _)| *until).map(|(_, former)| former.value);
        former.unwrap_or_else(|| self.lifecycle.map(|given| given.value))
    }
}

record! {
    /// A change of what a program's fields say.
    pub struct ProgramChangeRecord: "change of a program" {
        /// The first day on which the fields were no longer so.
        need date: Date,
        /// What they were.
        need was: ProgramWas,
        /// Why, in inline Markdown.
        may reason: Markdown<400> [example = "Waits for the new prices."],
        /// Who decided it: a person or a forum.
        may decided_by: DeciderRef,
        /// The decision of this program that says so.
        may decision: DecisionRef,
        /// The day until which a pause is meant to last; it announces, and changes nothing by itself.
        may until: Date,
        /// The programs that go on with the work of one that ended.
        many successors: Located<ProgramRef>,
    }
}

entries!(ProgramChangeRecord, RebaselineRecord);

/// An entry of `changes`. What it changed is in the fields themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgramChange {
    /// The first day on which the fields were no longer so.
    pub date: Date,
    /// The fields, as records call them.
    pub fields: Vec<&'static str>,
    /// Why.
    pub reason: Option<Markup>,
    /// Who decided it.
    pub decided_by: Option<Decider>,
    /// The decision of the program that says so.
    pub decision: Option<String>,
    /// The day until which a pause is meant to last.
    pub until: Option<Date>,
    /// The programs that go on with its work.
    pub successors: Vec<ProgramId>,
}

impl Resolve for ProgramChangeRecord {
    type Model = ProgramChange;

    fn resolve(&self, _: Span, to: &mut dyn Lookup) -> Option<ProgramChange> {
        let Self { date, was, reason, decided_by, decision, until, successors, span: _, faulty: _ } = self;
        let reason = reason.as_ref().and_then(|reason| reason.resolve(reason.span, to));
        let decided_by = decided_by.as_ref().and_then(|by| by.resolve(by.span, to));
        let decision = decision.as_ref().and_then(|id| id.resolve(id.span, to));
        let successors = successors.iter().filter_map(|slug| slug.resolve(slug.span, to)).collect();
        let until = until.as_ref().map(|until| until.value);
        let fields = was.as_ref().map_or_else(Vec::new, |was| was.value.named());
        let date = date.as_ref()?.value;
        Some(ProgramChange { date, fields, reason, decided_by, decision, until, successors })
    }
}

record! {
    /// Somebody who works on a program.
    pub struct CoreMemberRecord: "core team member" => CoreMember |to| {
        /// Their organization.
        may org: OrgRef [is label],
        /// Who.
        need person: PersonRef [is fixed],
        /// As what.
        may role: Text<120> [is label] [example = "Migration lead"],
        /// First day.
        may from: Date [is fixed],
        /// Last day.
        may to: Date [is fixed],
    }
}

record! {
    /// A number that tells whether the program succeeds.
    pub struct MeasureRecord: "success measure" => Measure |to| {
        /// Its id (`S1`).
        need id: Id [is fixed] [example = "S1"],
        /// What is counted.
        need name: Text<120> [is fixed] [example = "Tenants moved"],
        /// In what.
        may unit: Text<40> [is fixed] [default = "no unit"] [example = "%"] = String::new(),
        /// Value at the start.
        may start: f64 [is fixed] [default = "0"] [example = "0"] = 0.0,
        /// Value to reach.
        need target: f64 [is plan] [example = "100"],
        /// Since when it is in the plan.
        may added: Date [is fixed] [default = "the program's first day"],
        /// That it no longer matters, and since when.
        may withdrawn: WithdrawnRecord [is fixed],
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
    fn same(&self, earlier: &Self, how: Sameness) -> bool {
        match (self, earlier) {
            (Self::Name(name), Self::Name(earlier)) => name.same(earlier, how),
            (Self::Link(link), Self::Link(earlier)) => link.same(earlier, how),
            (Self::Name(_), Self::Link(_)) | (Self::Link(_), Self::Name(_)) => false,
        }
    }

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
        need currency: Text<3> [is fixed] [example = "EUR"],
        /// The amount that was granted.
        need baseline: f64 [is plan] [example = "250000"],
        /// Who may see it; internal unless said otherwise.
        may visibility: Visibility [is label] [default = "`internal`"] = Visibility::Internal,
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
