//! The items of a program: milestones, risks, issues, assumptions, dependencies, decisions.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::own::RiskFields;
use crate::diagnostics::registry;
use crate::markdown::Markup;
use crate::parse::compare::entries;
use crate::parse::current::{CurrentNames, Referred};
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located, Whole};
use crate::parse::refs::{DeciderRef, DecisionRef, MilestoneRef, PersonRef, Provider, RequestRef, RiskRef};
use crate::parse::resolve::{Lookup, Resolve};
use crate::parse::values::{Id, Markdown, Slug, Text};
use crate::parse::words::words;
use crate::parse::yaml::{Node, NodeKind};
use crate::source::Span;
use crate::time::WrittenDate;

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
    pub enum IssueSeverity: "severity" {
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
        /// Answered with no.
        Rejected = "rejected",
        /// Answered with not now.
        Deferred = "deferred",
    }
}

record! {
    /// A dated outcome.
    pub struct MilestoneRecord: "milestone", was MilestoneWas => Milestone |to| {
        /// Its id (`M1`).
        need id: Id [is fixed] [example = "M1"],
        /// What is reached.
        need name: Text<120> [is dated] [example = "First region moved"],
        /// The date that was promised.
        need baseline: WrittenDate [is plan],
        /// Whether the program's health depends on it.
        may key: bool [is dated] [default = "`false`"] = false,
        /// Who sees to it.
        may owner: PersonRef [is dated],
        /// What must be agreed before going on.
        may gate: GateRecord [is dated],
        /// Since when it is in the plan.
        may added: Date [is fixed] [default = "the program's first day"],
        /// That it is given up, and since when.
        may dropped: DroppedRecord [is fixed],
        /// The milestone that it stands in for.
        may replaces: MilestoneRef [is fixed],
        /// What it was, and until when.
        many changes: MilestoneChangeRecord [is items],
    }
}

impl MilestoneRecord {
    /// Whether it has a gate, or had one.
    pub(crate) fn ever_had_gate(&self) -> bool {
        self.gate.is_some() || self.formers(|was| was.gate.as_ref()).iter().any(|(_, former)| former.value.is_some())
    }
}

record! {
    /// A decision to go on or not.
    pub struct GateRecord: "gate" => Gate |to| {
        /// Who decides.
        many approvers: Located<DeciderRef>,
        /// On what grounds, in inline Markdown.
        many criteria: Markdown<400> [example = "All data was checked."],
    }
}

record! {
    /// Something that may go wrong.
    pub struct RiskRecord: "risk", was RiskWas => Risk |to| {
        /// Its id (`R1`).
        need id: Id [is fixed] [example = "R1"],
        /// What may happen and what it would cause, in inline Markdown.
        need statement: Markdown<600> [is label] [example = "The supplier is late, and the test moves."],
        /// Its kind, in the site's own words.
        may category: Text<60> [is label] [example = "supplier"],
        /// How likely, 1 to 5.
        need probability: Whole<u8, 1, 5> [is moved],
        /// How bad, 1 to 5.
        need impact: Whole<u8, 1, 5> [is moved],
        /// What is done about it.
        may response: Response [is dated],
        /// How, in inline Markdown.
        may plan: Markdown<600> [is dated] [default = "no plan"] [example = "Order from a second supplier."] = Markup::default(),
        /// What would tell that it happens.
        may trigger: Text<400> [is moved] [example = "Two weeks without an answer"],
        /// Who watches it; required while open.
        may owner: PersonRef [is dated],
        /// Since when it is known; required while open.
        may raised: Date [is fixed],
        /// When it is looked at next; required while open.
        may review_by: Date [is moved],
        /// When it ended.
        may closed: Date [is moved],
        /// Who hears of it next.
        may escalate_to: DeciderRef [is dated],
        /// The closed risk that is back as this one.
        may reopens: RiskRef [is fixed],
        /// Fields of the site's own, which `fields` of `pmo.yaml` declares.
        may fields: RiskFields [is label] [seen = "as the field's `visibility` in `pmo.yaml` says"] = Vec::new(),
        /// What it was, and until when.
        many changes: RiskChangeRecord [is items],
    }
}

record! {
    /// Something that has gone wrong.
    pub struct IssueRecord: "issue", was IssueWas => Issue |to| {
        /// Its id (`I1`).
        need id: Id [is fixed] [example = "I1"],
        /// What happened, in inline Markdown.
        need statement: Markdown<600> [is label] [example = "Two tenants lost a day of mail."],
        /// How bad it is.
        may severity: IssueSeverity [is moved],
        /// Who mends it; required while open.
        may owner: PersonRef [is dated],
        /// Since when.
        may raised: Date [is fixed],
        /// Until when; required while open.
        may due: Date [is moved],
        /// When it was mended.
        may closed: Date [is moved],
        /// The risk that it came from.
        may from_risk: RiskRef [is fixed],
        /// What it was, and until when.
        many changes: IssueChangeRecord [is items],
    }
}

record! {
    /// Something taken for granted until it is checked.
    pub struct AssumptionRecord: "assumption", was AssumptionWas => Assumption |to| {
        /// Its id (`A1`).
        need id: Id [is fixed] [example = "A1"],
        /// What is assumed, in inline Markdown.
        need statement: Markdown<600> [is label] [example = "The old cluster runs until June."],
        /// Who checks it.
        may owner: PersonRef [is dated],
        /// Until when.
        may validate_by: Date [is fixed],
        /// What came out.
        may outcome: Text<240> [is fixed] [example = "Confirmed by the provider"],
        /// When it came out.
        may outcome_date: Date [is fixed] [default = "the day from which on the assumption is there"],
        /// Since when it is in the plan.
        may added: Date [is fixed] [default = "the program's first day"],
        /// That it no longer matters, and since when.
        may withdrawn: WithdrawnRecord [is fixed],
        /// What it was, and until when.
        many changes: AssumptionChangeRecord [is items],
    }
}

record! {
    /// The end of a milestone that is given up.
    pub struct DroppedRecord: "dropped" => Dropped |to| {
        /// The first day after.
        need date: Date,
        /// Why, in inline Markdown.
        need reason: Markdown<400> [example = "The tenants leave before it."],
        /// The decision of this program that says so.
        may decision: DecisionRef,
    }
}

record! {
    /// The end of something that no longer matters.
    pub struct WithdrawnRecord: "withdrawn" => Withdrawn |to| {
        /// The first day after.
        need date: Date,
        /// Why, in inline Markdown.
        need reason: Markdown<400> [example = "The export is built in."],
    }
}

/// Declares the entries of `changes` of items.
macro_rules! changes {
    ($($name:ident: $was:ident, $what:literal;)*) => {$(
        record! {
            /// A change of what an item's fields say.
            pub struct $name: $what {
                /// The first day on which the fields were no longer so.
                need date: Date,
                /// What they were.
                need was: $was,
                /// Why, in inline Markdown.
                may reason: Markdown<400> [example = "The first owner leaves the team."],
                /// The decision of this program that says so.
                may decision: DecisionRef,
            }
        }

        entries!($name);

        impl Resolve for $name {
            type Model = ItemChange;

            fn resolve(&self, _: Span, to: &mut dyn Lookup) -> Option<ItemChange> {
                let Self { date, was, reason, decision, span: _, faulty: _ } = self;
                let reason = reason.as_ref().and_then(|reason| reason.resolve(reason.span, to));
                let decision = decision.as_ref().and_then(|id| id.resolve(id.span, to));
                let fields = was.as_ref().map_or_else(Vec::new, |was| was.value.named());
                Some(ItemChange { date: date.as_ref()?.value, fields, reason, decision })
            }
        }
    )*};
}

changes! {
    MilestoneChangeRecord: MilestoneWas, "change of a milestone";
    RiskChangeRecord: RiskWas, "change of a risk";
    IssueChangeRecord: IssueWas, "change of an issue";
    AssumptionChangeRecord: AssumptionWas, "change of an assumption";
    DependencyChangeRecord: DependencyWas, "change of a dependency";
}

/// An entry of an item's `changes`. What it changed is in the fields themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemChange {
    /// The first day on which the fields were no longer so.
    pub date: Date,
    /// The fields, as records call them.
    pub fields: Vec<&'static str>,
    /// Why.
    pub reason: Option<Markup>,
    /// The decision of the program that says so.
    pub decision: Option<String>,
}

/// Who a dependency waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum ProviderRecord {
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

impl Decode for ProviderRecord {
    fn follow(&mut self, names: &CurrentNames) {
        if let Self::Milestone { program, milestone: _ } = self {
            names.follow(Referred::Program, program);
        }
    }

    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, .. } => {
                let parts = text
                    .split_once('#')
                    .filter(|(program, milestone)| Slug::is_valid(program) && !milestone.is_empty());
                if let Some((program, milestone)) = parts {
                    return Some(Self::Milestone { program: program.to_owned(), milestone: milestone.to_owned() });
                }
                let hint = "write `other-program#M3`, or `{ external: Name }` for somebody outside".to_owned();
                to.report(
                    &registry::WRONG_TYPE,
                    node.span,
                    format!("`{text}` names no milestone of a program"),
                    Some(hint),
                );
                None
            }
            NodeKind::Map(_) => ExternalRecord::decode(node, to)?.external.map(|name| Self::External(name.value.0)),
            _ => to.wrong(node, "`program#milestone` or `{ external: Name }`", None),
        }
    }

    fn schema() -> Value {
        let milestone = json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*#.+$" });
        json!({ "oneOf": [milestone, ExternalRecord::schema()] })
    }
}

impl Resolve for ProviderRecord {
    type Model = Provider;

    fn resolve(&self, at: Span, to: &mut dyn Lookup) -> Option<Provider> {
        match self {
            Self::External(name) => Some(Provider::External(name.clone())),
            Self::Milestone { program, milestone } => to.provider(program, milestone, at),
        }
    }
}

record! {
    /// A provider outside.
    pub struct ExternalRecord: "external provider" {
        /// Its name.
        need external: Text<120> [example = "Grid operator"],
    }
}

record! {
    /// Something that this program needs from another.
    pub struct DependencyRecord: "dependency", was DependencyWas => Dependency |to| {
        /// Its id (`D1`).
        need id: Id [is fixed] [example = "D1"],
        /// Who gives it.
        need provider: ProviderRecord [is fixed],
        /// What is needed, in inline Markdown.
        need need: Markdown<400> [is label] [example = "An export of the audit log"],
        /// By when.
        need need_by: Date [is dated],
        /// The date that the provider committed to.
        may committed: Date [is moved],
        /// Whether the program cannot go on without it.
        may hard: bool [is dated] [default = "`false`"] = false,
        /// Who sees to it on this side.
        may owner: PersonRef [is dated],
        /// Since when it is in the plan.
        may added: Date [is fixed] [default = "the program's first day"],
        /// That it no longer matters, and since when.
        may withdrawn: WithdrawnRecord [is fixed],
        /// What it was, and until when.
        many changes: DependencyChangeRecord [is items],
    }
}

record! {
    /// A decision.
    pub struct DecisionRecord: "decision" => Decision |to| {
        /// Its id (`DEC1`).
        need id: Id [is fixed] [example = "DEC1"],
        /// When it was taken or proposed.
        need date: Date [is fixed],
        /// What was decided.
        need title: Text<160> [is fixed] [example = "Move in two waves"],
        /// By whom: a person or a forum.
        need decided_by: DeciderRef [is fixed],
        /// Where it stands.
        need status: DecisionStatus [is fixed],
        /// When it was answered, where `date` is the day on which it was proposed.
        may decided: Date [is fixed],
        /// Why, in inline Markdown.
        may rationale: Markdown<1200> [is label] [default = "no reason"] [example = "One wave would stop support for a week."] = Markup::default(),
        /// What else was possible, in inline Markdown.
        many options: Markdown<240> [is label] [example = "One wave"],
        /// The earlier decision that this one replaces.
        may supersedes: DecisionRef [is fixed],
        /// The request for a decision that this one answers.
        may answers: RequestRef [is fixed],
    }
}
