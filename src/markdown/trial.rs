//! Compiles small texts for tests.

use super::{Compiler, Document, HoleTarget, HtmlPolicy, Options};
use crate::diagnostics::{Diagnostic, Place};
use crate::source::{SourcePath, Span};

/// A compiled text with its links filled in as they were written.
pub(super) struct TrialText {
    pub(super) document: Document,
    pub(super) html: String,
    pub(super) found: Vec<Diagnostic>,
    source: String,
}

impl TrialText {
    /// Codes and the text they are placed at, in report order.
    pub(super) fn findings(&self) -> Vec<(&'static str, &str)> {
        let mut found: Vec<_> = self.found.iter().collect();
        found.sort();
        found
            .iter()
            .map(|finding| (finding.rule.code, self.source.get(finding.place.span.range()).unwrap_or("?")))
            .collect()
    }

    /// Targets and the text that their places show.
    pub(super) fn links(&self) -> Vec<(&str, &str)> {
        let links = self.document.body.links.iter();
        links.map(|link| (link.target.as_str(), self.source.get(link.place.span.range()).unwrap_or("?"))).collect()
    }
}

/// The default options with this policy.
pub(super) fn options(html: HtmlPolicy) -> Options {
    Options { html, ..Options::default() }
}

/// Compiles `markdown` as the body of a page whose front matter takes the first bytes of its file.
pub(super) fn page_with(options: Options, markdown: &str) -> TrialText {
    let source = format!("---\nx: é\n---\n{markdown}");
    let body = source.len() - markdown.len()..source.len();
    let (document, found) = Compiler::new(options).page(&SourcePath::new("a.md"), &source, body, true);
    let html = document.body.fill(|_, link| HoleTarget::from(link.target.as_str()));
    TrialText { document, html, found, source }
}

/// The same with the default options.
pub(super) fn page(markdown: &str) -> TrialText {
    page_with(Options::default(), markdown)
}

/// A place in a record.
pub(super) fn field() -> Place {
    Place::new(&SourcePath::new("a.yaml"), Span::new(3, 9))
}
