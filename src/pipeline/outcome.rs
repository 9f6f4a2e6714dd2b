//! What came of a build, or of a question.

use jiff::civil::Date;

use crate::diagnostics::Findings;

/// What came of a build.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What was found, sorted.
    pub findings: Findings,
    /// Whether every artifact was handed to the sink. False when there are errors: then nothing may be published.
    pub complete: bool,
    /// Whether the rules that need every record without errors were run: what is overdue, and what hours say.
    pub judged: bool,
    /// Number of HTML pages.
    pub pages: usize,
    /// Number of artifacts.
    pub artifacts: usize,
    /// The day that the build speaks for.
    pub as_of: Option<Date>,
}

/// What came of a question.
#[derive(Clone, Debug)]
pub struct Answer<T> {
    /// What was found, sorted.
    pub findings: Findings,
    /// The answer; `None` when there are errors.
    pub value: Option<T>,
}

impl Outcome {
    pub(super) fn incomplete(findings: Findings, judged: bool, as_of: Option<Date>) -> Self {
        Self { findings, complete: false, judged, pages: 0, artifacts: 0, as_of }
    }
}
