//! Sentences that stand where somebody has yet to write: what `pmo-site new` puts into a file, and what must not be
//! published.
//!
//! One table for both, so that no placeholder is written that is not recognised.

use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::{SourcePath, Span};

/// The placeholders by the place where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placeholder {
    /// A program's summary.
    Summary,
    /// A program's first milestone.
    Milestone,
    /// A program's first success measure.
    Measure,
    /// The text of a page.
    Page,
    /// The story of a report.
    Story,
    /// The headline of a report; the day of the last report follows.
    Headline,
    /// The way back to green.
    PathToGreen,
    /// A request for a decision.
    Ask,
    /// A promise for the next report.
    Promise,
    /// What a focus area knows about.
    Expertise,
    /// What a focus area asks of a program manager.
    Requirements,
}

impl Placeholder {
    /// All of them.
    const ALL: [Self; 11] = [
        Self::Summary,
        Self::Milestone,
        Self::Measure,
        Self::Page,
        Self::Story,
        Self::Headline,
        Self::PathToGreen,
        Self::Ask,
        Self::Promise,
        Self::Expertise,
        Self::Requirements,
    ];

    /// The sentence, or how it begins.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Summary => "Write here, in one sentence, what will be different when it is done.",
            Self::Milestone => "Write here what is reached first",
            Self::Measure => "Write here what is counted",
            Self::Page => "Write here what a reader of this page wants to know first.",
            Self::Story => "Write the story here: what happened, why, and what comes next.",
            Self::Headline => "Write in one sentence what has changed",
            Self::PathToGreen => "Write what brings it back, and by when.",
            Self::Ask => "Write here what others must decide",
            Self::Promise => "Write here what is promised for the next report",
            Self::Expertise => "Write here what it knows about, one line each",
            Self::Requirements => "Write here what it asks of a program manager.",
        }
    }

    /// Whether `text` is a placeholder that nobody has replaced.
    pub(crate) fn is_left(text: &str) -> bool {
        let text = text.trim();
        text.starts_with("Write ")
            && Self::ALL.iter().any(|one| match one {
                Self::Headline => text.starts_with(one.text()),
                _ => text.trim_end_matches('.') == one.text().trim_end_matches('.'),
            })
    }
}

/// The finding that a placeholder was left where readers would see it.
pub(super) fn left(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::new(&registry::PLACEHOLDER_LEFT, Place::new(path, span), "a placeholder of `pmo-site new` is left here")
        .hint("write the text, or remove it; a report or page with `draft: true` may wait")
}

/// Where the prose of a page or report still says only what `pmo-site new` wrote.
pub(super) fn in_prose(path: &SourcePath, text: &str, body: std::ops::Range<usize>) -> Option<Diagnostic> {
    let mut at = body.start;
    for line in text.get(body)?.split_inclusive('\n') {
        if Placeholder::is_left(line) {
            return Some(left(path, Span::new(at, at + line.trim_end().len())));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Placeholder;

    #[test]
    fn a_placeholder_is_recognised_and_a_sentence_like_it_is_not() {
        for one in Placeholder::ALL {
            assert!(Placeholder::is_left(one.text()), "{one:?}");
            assert!(Placeholder::is_left(&format!(" {} ", one.text())));
        }
        assert!(Placeholder::is_left("Write in one sentence what has changed since 2026-03-05."));
        assert!(!Placeholder::is_left("Write here what is counted, and by whom."));
        assert!(!Placeholder::is_left("We write what brings it back, and by when."));
    }
}
