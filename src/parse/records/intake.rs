//! `intake.yaml`: how somebody asks for a program manager.

use jiff::civil::Date;

use crate::parse::declare::record;
use crate::parse::decode::Whole;
use crate::parse::refs::PersonRef;
use crate::parse::values::{Id, Label, LinkTarget, Markdown, Name, Text};
use crate::parse::words::words;

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
        may url: LinkTarget,
        /// The issue template's name.
        may template: Text<120> [example = "program-request"],
        /// The manager who takes requests.
        may manager: PersonRef,
        /// The mailbox.
        may email: Text<120> [example = "pmo@example.com"],
        /// A sentence for the reader, in inline Markdown.
        may note: Markdown<800> [example = "We answer within two days."],
        /// Since when this holds.
        may effective: Date,
        /// Where to ask questions.
        may questions_channel: Text<120> [example = "#ask-pmo"],
        /// Whether direct messages are asked not to be sent.
        may no_direct_messages: bool [default = "`false`"],
        /// Whether the work needs a program manager at all.
        may calculator: CalculatorRecord,
    }
}

record! {
    /// A scoring rubric.
    pub struct CalculatorRecord: "calculator" {
        /// Its version.
        need version: Label [example = "2"],
        /// The questions.
        many criteria: CriterionRecord,
        /// What the score means.
        many outcomes: OutcomeRecord,
    }
}

record! {
    /// A question.
    pub struct CriterionRecord: "criterion" => Criterion |to| {
        /// Its id.
        need id: Id [example = "teams"],
        /// The question, in inline Markdown.
        need question: Markdown<240> [example = "How many teams take part?"],
        /// What its points are multiplied with.
        may weight: Whole<u32, 1, 100> [default = "1"] [example = "2"] = 1,
        /// The answers.
        many options: OptionRecord,
    }
}

record! {
    /// An answer.
    pub struct OptionRecord: "option" => Answer |_to| {
        /// In words.
        need label: Text<120> [example = "More than three teams"],
        /// What it is worth.
        need points: Whole<u32, 0, 1000> [example = "5"],
    }
}

record! {
    /// What a score means.
    pub struct OutcomeRecord: "outcome" => Outcome |to| {
        /// From this score on.
        need min: Whole<u32, 0, 100_000> [example = "10"],
        /// Its name.
        need name: Name [example = "A program manager"],
        /// What to do, in inline Markdown.
        need action: Markdown<400> [example = "Ask for a program manager."],
    }
}
