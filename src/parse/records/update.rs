//! `programs/<slug>/updates/YYYY-MM-DD.md`: everything that moves, and the story.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;

use super::{IssueSeverity, Response};
use crate::diagnostics::registry;
use crate::markdown::{Document, Markup};
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located, Plain, Whole, word};
use crate::parse::ids::PersonId;
use crate::parse::refs::{Decider, DeciderRef, PersonRef};
use crate::parse::resolve::{Lookup, Resolve};
use crate::parse::values::{Id, Markdown, Text};
use crate::parse::words::words;
use crate::parse::yaml::{Node, NodeKind};
use crate::source::{SourcePath, Span};
use crate::time::WrittenDate;

/// A program's health as data. Ordered from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    /// Nothing to worry about.
    Green,
    /// Something to watch.
    Amber,
    /// Something to act on.
    Red,
}

impl Colour {
    /// Best first.
    pub const ALL: &[Self] = &[Self::Green, Self::Amber, Self::Red];

    /// The word that records and open data use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

/// Labels that some companies use for amber and others for red, and what to write instead.
const LABELS: &[(&str, &str)] = &[
    ("at_risk", "`amber` or `red`: companies differ on what “at risk” means"),
    ("at risk", "`amber` or `red`: companies differ on what “at risk” means"),
    ("on_track", "`green`"),
    ("on track", "`green`"),
    ("off_track", "`red`"),
    ("off track", "`red`"),
    ("needs_attention", "`amber`"),
    ("needs attention", "`amber`"),
    ("yellow", "`amber`"),
    ("orange", "`amber`"),
];

impl Plain for Colour {}

impl Decode for Colour {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        if let NodeKind::Scalar { text, .. } = &node.kind
            && let Some((_, instead)) =
                LABELS.iter().find(|(label, _)| label.eq_ignore_ascii_case(&text.replace('-', "_")))
        {
            let hint = format!("write {instead}; the words that readers see are set by `health.labels` in `pmo.yaml`");
            to.report(
                &registry::AMBIGUOUS_COLOUR,
                node.span,
                format!("`{text}` is a label, and health is a colour"),
                Some(hint),
            );
            return None;
        }
        word(node, to, &[("green", Self::Green), ("amber", Self::Amber), ("red", Self::Red)], "colour")
    }

    fn schema() -> Value {
        serde_json::json!({ "enum": ["green", "amber", "red"] })
    }
}

words! {
    /// What came out at a gate.
    pub enum GateOutcome: "gate outcome" {
        /// Go on.
        Go = "go",
        /// Stop.
        NoGo = "no_go",
        /// Go on if something is done.
        Conditional = "conditional",
    }
}

record! {
    /// One status report.
    pub struct UpdateRecord: "status update" {
        /// Who wrote it.
        need author: PersonRef,
        /// The reported health.
        need health: Colour,
        /// Health by the site's dimensions.
        each dimensions: Located<Colour>,
        /// Why `health` is better than the worst dimension.
        may override_reason: Markdown<400> [example = "Only the optional part is late."],
        /// Percent chance to meet the forecast end.
        may confidence: Whole<u8, 0, 100>,
        /// The report in one sentence of inline Markdown.
        need headline: Markdown<240> [example = "Half of the tenants have moved."],
        /// What brings the program back, in inline Markdown; required if amber or red.
        may path_to_green: Markdown<800> [example = "Maya adds a second crew by 1 April."],
        /// Changes of milestones by id.
        each milestones: MilestoneChange,
        /// Changes of risks by id.
        each risks: RiskChange,
        /// Changes of issues by id.
        each issues: IssueChange,
        /// Changes of dependencies by id.
        each dependencies: DependencyChange,
        /// Values of success measures by id.
        each measures: Located<f64> [example = "42"],
        /// What others must decide.
        many decisions_needed: DecisionNeededRecord,
        /// What is promised for the next report.
        many next: NextRecord,
        /// The earlier report that this one corrects, by its file's name without extension.
        may corrects: Text<40> [example = "2026-02-05"],
        /// When words of it were mended; colours, dates and numbers never are.
        may amended: Date,
        /// Whether it is left out of a build without `--drafts`.
        may draft: bool [default = "`false`"],
    }
}

record! {
    /// What an update says of a milestone.
    pub struct MilestoneChange: "milestone change" => MilestoneMove |to| {
        /// When it is now expected.
        may forecast: WrittenDate,
        /// When it was reached.
        may actual: Date,
        /// A remark in inline Markdown.
        may note: Markdown<400> [example = "Agreed with the supplier."],
        /// What came out at its gate.
        may gate: GateOutcome,
    }
}

record! {
    /// What an update says of a risk.
    pub struct RiskChange: "risk change" => RiskMove |to| {
        /// How likely, 1 to 5.
        may probability: Whole<u8, 1, 5>,
        /// How bad, 1 to 5.
        may impact: Whole<u8, 1, 5>,
        /// What is done about it.
        may response: Response,
        /// How.
        may plan: Markdown<600> [example = "Order from a second supplier."],
        /// What would tell that it happens.
        may trigger: Text<400> [example = "Two weeks without an answer"],
        /// Who watches it.
        may owner: PersonRef,
        /// When it is looked at next.
        may review_by: Date,
        /// When it ended.
        may closed: Date,
        /// Who hears of it next.
        may escalate_to: DeciderRef,
        /// A remark in inline Markdown.
        may note: Markdown<400> [example = "Agreed with the supplier."],
    }
}

record! {
    /// What an update says of an issue.
    pub struct IssueChange: "issue change" => IssueMove |to| {
        /// How bad it is.
        may severity: IssueSeverity,
        /// Who mends it.
        may owner: PersonRef,
        /// Until when.
        may due: Date,
        /// When it was mended.
        may closed: Date,
        /// A remark in inline Markdown.
        may note: Markdown<400> [example = "Agreed with the supplier."],
    }
}

record! {
    /// What an update says of a dependency.
    pub struct DependencyChange: "dependency change" => DependencyMove |to| {
        /// The date that the provider committed to.
        may committed: Date,
        /// By when it is needed.
        may need_by: Date,
        /// Whether the program cannot go on without it.
        may hard: bool,
        /// Who sees to it on this side.
        may owner: PersonRef,
        /// When it was delivered.
        may delivered: Date,
        /// A remark in inline Markdown.
        may note: Markdown<400> [example = "Agreed with the supplier."],
    }
}

record! {
    /// A request for a decision.
    pub struct DecisionNeededRecord: "request for a decision" {
        /// Its id (`Q1`).
        need id: Id [example = "Q1"],
        /// What is asked, in inline Markdown; required unless it is withdrawn.
        may ask: Markdown<400> [example = "May we move in two waves?"],
        /// Who decides: a person or a forum; required unless it is withdrawn.
        may from: DeciderRef,
        /// Until when; required unless it is withdrawn.
        may by: Date,
        /// Why an earlier request is no longer made, in inline Markdown.
        may withdrawn: Markdown<400> [example = "The supplier found another way."],
    }
}

/// A request for a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionNeeded {
    /// Its id (`Q1`).
    pub id: String,
    /// What is asked.
    pub ask: Markup,
    /// Who decides.
    pub from: Decider,
    /// Until when.
    pub by: Date,
}

impl Resolve for DecisionNeededRecord {
    type Model = DecisionNeeded;

    fn resolve(&self, _: Span, to: &mut dyn Lookup) -> Option<DecisionNeeded> {
        let Self { id, ask, from, by, withdrawn: _, span: _, faulty: _ } = self;
        let ask = ask.as_ref().and_then(|ask| ask.resolve(ask.span, to));
        let from = from.as_ref().and_then(|from| from.resolve(from.span, to));
        Some(DecisionNeeded { id: id.as_ref()?.value.0.clone(), ask: ask?, from: from?, by: by.as_ref()?.value })
    }
}

record! {
    /// A promise for the next report.
    pub struct NextRecord: "next step" => Promise |to| {
        /// What, in inline Markdown.
        need text: Markdown<400> [example = "Move the first ten tenants."],
        /// Who.
        may owner: PersonRef,
        /// Until when.
        may by: Date,
    }
}

/// One status report. Items are named by their index in the program's lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// Its file's name without extension (`2026-03-05`, `2026-03-05-2`): unique in the program, the last part of its
    /// address.
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
    /// What moved among milestones, by their index.
    pub milestones: Vec<(usize, MilestoneMove)>,
    /// What moved among risks, by their index.
    pub risks: Vec<(usize, RiskMove)>,
    /// What moved among issues, by their index.
    pub issues: Vec<(usize, IssueMove)>,
    /// What moved among dependencies, by their index.
    pub dependencies: Vec<(usize, DependencyMove)>,
    /// New values of success measures, by their index.
    pub measures: Vec<(usize, f64)>,
    /// What others must decide.
    pub decisions_needed: Vec<DecisionNeeded>,
    /// Requests for decisions that are no longer made: id and reason.
    pub withdrawn: Vec<(String, Markup)>,
    /// What is promised for the next report.
    pub next: Vec<Promise>,
    /// The name of the earlier report that this one corrects.
    pub corrects: Option<String>,
    /// When words of it were mended.
    pub amended: Option<Date>,
    /// The story.
    pub body: Arc<Document>,
}
