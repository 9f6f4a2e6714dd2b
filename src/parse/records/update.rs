//! `programs/<slug>/updates/YYYY-MM-DD.md`: everything that moves.

use jiff::civil::Date;
use serde_json::Value;

use super::{Response, Severity};
use crate::diagnostics::registry;
use crate::parse::decode::{Decode, Decoder, Located, Whole, record, word, words};
use crate::parse::values::{Id, Sentence, Slug, Text};
use crate::parse::yaml::{Kind, Node};

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

impl Decode for Colour {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        if let Kind::Scalar { text, .. } = &node.kind
            && let Some((_, instead)) = LABELS.iter().find(|(label, _)| label.eq_ignore_ascii_case(&text.replace('-', "_")))
        {
            let hint = format!("write {instead}; the words that readers see are set by `health.labels` in `pmo.yaml`");
            to.report(&registry::AMBIGUOUS_COLOUR, node.span, format!("`{text}` is a label, and health is a colour"), Some(hint));
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
        need author: Slug,
        /// The reported health.
        need health: Colour,
        /// Health by the site's dimensions.
        each dimensions: Located<Colour>,
        /// Why `health` is better than the worst dimension.
        may override_reason: Text<400>,
        /// Percent chance to meet the forecast end.
        may confidence: Whole<0, 100>,
        /// The report in one sentence of inline Markdown.
        need headline: Sentence,
        /// What brings the program back, in inline Markdown; required if amber or red.
        may path_to_green: Text<800>,
        /// Changes of milestones by id.
        each milestones: MilestoneChange,
        /// Changes of risks by id.
        each risks: RiskChange,
        /// Changes of issues by id.
        each issues: IssueChange,
        /// Changes of dependencies by id.
        each dependencies: DependencyChange,
        /// Values of success measures by id.
        each measures: Located<f64>,
        /// What others must decide.
        many decisions_needed: DecisionNeededRecord,
        /// What is promised for the next report.
        many next: NextRecord,
        /// Whether it is left out of a build without `--drafts`.
        may draft: bool,
    }
}

record! {
    /// What an update says of a milestone.
    pub struct MilestoneChange: "milestone change" {
        /// When it is now expected.
        may forecast: Date,
        /// When it was reached.
        may actual: Date,
        /// A remark in inline Markdown.
        may note: Text<400>,
        /// What came out at its gate.
        may gate: GateOutcome,
    }
}

record! {
    /// What an update says of a risk.
    pub struct RiskChange: "risk change" {
        /// How likely, 1 to 5.
        may probability: Whole<1, 5>,
        /// How bad, 1 to 5.
        may impact: Whole<1, 5>,
        /// What is done about it.
        may response: Response,
        /// How.
        may plan: Text<600>,
        /// What would tell that it happens.
        may trigger: Text<400>,
        /// Who watches it.
        may owner: Slug,
        /// When it is looked at next.
        may review_by: Date,
        /// When it ended.
        may closed: Date,
        /// Who hears of it next.
        may escalate_to: Slug,
        /// A remark in inline Markdown.
        may note: Text<400>,
    }
}

record! {
    /// What an update says of an issue.
    pub struct IssueChange: "issue change" {
        /// How bad it is.
        may severity: Severity,
        /// Who mends it.
        may owner: Slug,
        /// Until when.
        may due: Date,
        /// When it was mended.
        may closed: Date,
        /// A remark in inline Markdown.
        may note: Text<400>,
    }
}

record! {
    /// What an update says of a dependency.
    pub struct DependencyChange: "dependency change" {
        /// The date that the provider committed to.
        may committed: Date,
        /// By when it is needed.
        may need_by: Date,
        /// Whether the program cannot go on without it.
        may hard: bool,
        /// Who sees to it on this side.
        may owner: Slug,
        /// When it was delivered.
        may delivered: Date,
        /// A remark in inline Markdown.
        may note: Text<400>,
    }
}

record! {
    /// A request for a decision.
    pub struct DecisionNeededRecord: "request for a decision" {
        /// Its id (`Q1`).
        need id: Id,
        /// What is asked, in inline Markdown.
        need ask: Text<400>,
        /// Who decides: a person or a forum.
        need from: Slug,
        /// Until when.
        need by: Date,
    }
}

record! {
    /// A promise for the next report.
    pub struct NextRecord: "next step" {
        /// What, in inline Markdown.
        need text: Text<400>,
        /// Who.
        may owner: Slug,
        /// Until when.
        may by: Date,
    }
}
