//! One finding.

use super::{Rule, Severity};
use crate::source::{SourcePath, Span};

/// A range in a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: SourcePath,
    /// The bytes in it.
    pub span: Span,
}

impl Place {
    /// A range of `file`.
    #[must_use]
    pub fn new(file: &SourcePath, span: Span) -> Self {
        Self { file: file.clone(), span }
    }

    /// The start of `file`, for findings about a whole file.
    #[must_use]
    pub fn start_of(file: &SourcePath) -> Self {
        Self::new(file, Span::default())
    }
}

/// A finding: a rule, a place, what is wrong in one sentence, and what to type.
///
/// Ordered by file, position, code and message, which is the order of every report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that fired.
    pub rule: &'static Rule,
    /// Its severity in this site; starts as the rule's own.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// What to type to mend it.
    pub hint: Option<String>,
    /// A second place that belongs to the story (the first of two equal keys, the other end of a cycle), with its
    /// label.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A finding of `rule` at `place` with the rule's own severity.
    #[must_use]
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            place,
            message: shortened(message.into()),
            hint: None,
            related: Vec::new(),
        }
    }

    /// Adds the hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the hint if there is one.
    #[must_use]
    pub fn hint_if(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    fn key(&self) -> (&Place, &str, &str) {
        (&self.place, self.rule.code, &self.message)
    }
}

/// Longest message in characters: a value out of a file may be as long as the file.
const LONGEST: usize = 400;

fn shortened(message: String) -> String {
    match message.char_indices().nth(LONGEST) {
        None => message,
        Some((end, _)) => format!("{}…", message.get(..end).unwrap_or("")),
    }
}

impl PartialOrd for Diagnostic {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Diagnostic {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key()).then_with(|| self.hint.cmp(&other.hint))
    }
}
