//! Small sites, built into memory.

use pmo_site::artifact::{Body, MemorySink};
use pmo_site::pipeline::{self, BuildInputs, Memo, Outcome};
use pmo_site::source::{ContentHash, SourceBytes, SourceFile, SourceTree};
use pmo_site::time::Date;

/// Builds `tree` for everyone, on 10 March 2026. What stands in the memory was published only if the outcome is complete.
pub fn build(tree: &SourceTree) -> (Outcome, MemorySink) {
    let mut sink = MemorySink::default();
    let inputs = BuildInputs::on(Date::constant(2026, 3, 10));
    let outcome = pipeline::build(tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    (outcome, sink)
}

/// A file that is copied as it is.
pub fn copied(name: &str) -> SourceFile {
    let hash = ContentHash::of(name.as_bytes());
    SourceFile { bytes: SourceBytes::Opaque { len: 3, hash, dimensions: None, leaks: None } }
}

/// Every page: where it goes, and its text.
pub fn pages(sink: &MemorySink) -> impl Iterator<Item = (&str, &str)> {
    sink.artifacts.iter().filter_map(|(path, body)| match body {
        Body::Bytes(bytes) if path.as_str().ends_with(".html") => {
            Some((path.as_str(), std::str::from_utf8(bytes).expect("a page is text")))
        }
        _ => None,
    })
}

/// Asserts that every finding stands in its file.
pub fn findings_have_places(outcome: &Outcome, tree: &SourceTree) {
    for finding in outcome.findings.as_slice() {
        if let Some(text) = tree.text(finding.place.file.as_str()) {
            assert!(text.get(finding.place.span.range()).is_some(), "{} has no place in {}", finding.rule.code, finding.place.file);
        }
    }
}
