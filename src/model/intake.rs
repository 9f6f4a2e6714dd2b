//! How somebody asks for a program manager.

use jiff::civil::Date;

use super::{Criterion, Outcome, PersonId};
use crate::markdown::Markup;
use crate::parse::records::IntakeMode;
use crate::source::SourcePath;

/// How somebody asks for a program manager.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// Its file.
    pub file: SourcePath,
    /// Where requests go.
    pub mode: IntakeMode,
    /// The address that takes them: tracker, form, `mailto:`; none when a person does.
    pub url: Option<String>,
    /// The issue template's name.
    pub template: Option<String>,
    /// The manager who takes requests.
    pub manager: Option<PersonId>,
    /// A sentence for the reader.
    pub note: Markup,
    /// Since when this holds.
    pub effective: Option<Date>,
    /// Where to ask questions.
    pub questions_channel: Option<String>,
    /// Whether direct messages are asked not to be sent.
    pub no_direct_messages: bool,
    /// Whether the work needs a program manager at all.
    pub calculator: Option<Calculator>,
}

/// A scoring rubric. The score is the sum of each answer's points times its criterion's weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Calculator {
    /// Its version.
    pub version: String,
    /// The questions.
    pub criteria: Vec<Criterion>,
    /// What the score means, by rising minimum; the first is 0.
    pub outcomes: Vec<Outcome>,
}

impl Calculator {
    /// The highest score that can be reached.
    #[must_use]
    pub fn max_score(&self) -> u32 {
        let best = |criterion: &Criterion| {
            criterion.options.iter().map(|option| option.points).max().unwrap_or(0) * criterion.weight
        };
        self.criteria.iter().map(best).sum()
    }
}
