//! `intake.yaml`: how somebody asks for a program manager.

use jiff::civil::Date;

use crate::parse::decode::{Whole, record, words};
use crate::parse::values::{Id, Label, Name, Slug, Target, Text};

words! {
    /// Where requests go.
    pub enum IntakeMode: "intake mode" {
        /// An issue from a template in a tracker.
        IssueTemplate = "issue_template",
        /// A form on the web.
        FormUrl = "form_url",
        /// The owner of the goal that the work serves.
        GoalOwner = "goal_owner",
        /// A manager of the PMO.
        Manager = "manager",
        /// A mailbox.
        Email = "email",
    }
}

record! {
    /// How somebody asks for a program manager.
    pub struct IntakeRecord: "intake" {
        /// Where requests go.
        need mode: IntakeMode,
        /// The tracker's or the form's address.
        may url: Target,
        /// The issue template's name.
        may template: Text<120>,
        /// The manager who takes requests.
        may manager: Slug,
        /// The mailbox.
        may email: Text<120>,
        /// A sentence for the reader, in inline Markdown.
        may note: Text<800>,
        /// Since when this holds.
        may effective: Date,
        /// Where to ask questions.
        may questions_channel: Text<120>,
        /// Whether direct messages are asked not to be sent.
        may no_direct_messages: bool,
        /// Whether the work needs a program manager at all.
        may calculator: CalculatorRecord,
    }
}

record! {
    /// A scoring rubric.
    pub struct CalculatorRecord: "calculator" {
        /// Its version.
        need version: Label,
        /// The questions.
        many criteria: CriterionRecord,
        /// What the score means.
        many outcomes: OutcomeRecord,
    }
}

record! {
    /// A question.
    pub struct CriterionRecord: "criterion" {
        /// Its id.
        need id: Id,
        /// The question, in inline Markdown.
        need question: Text<240>,
        /// What its points are multiplied with.
        may weight: Whole<1, 100>,
        /// The answers.
        many options: OptionRecord,
    }
}

record! {
    /// An answer.
    pub struct OptionRecord: "option" {
        /// In words.
        need label: Text<120>,
        /// What it is worth.
        need points: Whole<0, 1000>,
    }
}

record! {
    /// What a score means.
    pub struct OutcomeRecord: "outcome" {
        /// From this score on.
        need min: Whole<0, 100_000>,
        /// Its name.
        need name: Name,
        /// What to do, in inline Markdown.
        need action: Text<400>,
    }
}
