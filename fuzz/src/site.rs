//! Small sites, built into memory.

use std::sync::{LazyLock, Mutex, PoisonError};

use pmo_site::artifact::{Body, MemorySink};
use pmo_site::pipeline::{self, BuildInputs, Memo, Outcome};
use pmo_site::source::{ContentHash, SourceBytes, SourceFile, SourceTree};
use pmo_site::time::Date;

/// What is kept from site to site, for settings of four kinds: a build with nothing kept reads every template anew,
/// which takes ten times as long.
static KEPT: LazyLock<[Mutex<Memo>; 4]> = LazyLock::new(|| std::array::from_fn(|_| Mutex::new(Memo::warm())));

/// A site without findings, for a target to change.
pub fn sound() -> SourceTree {
    let mut tree = SourceTree::new();
    tree.insert("pmo.yaml", SourceFile::text("site: { title: T, base_url: \"https://pmo.acme-corp.com/sub/\" }\n"));
    tree.insert("content/handbook/_index.md", SourceFile::text("---\ntitle: Handbook\n---\nText.\n"));
    tree.insert("content/handbook/other.md", SourceFile::text("---\ntitle: Other\n---\n## Part\n\nText.\n"));
    tree.insert("content/focus-areas/area.yaml", SourceFile::text("name: Area\n"));
    tree.insert("content/people/ana.yaml", SourceFile::text(person("Ana", "")));
    tree
}

/// A person's record, with further lines.
pub fn person(name: &str, more: &str) -> String {
    format!("name: {name}\nrole: Program manager\ntime_zone: Europe/Lisbon\nfocus_areas: [area]\n{more}")
}

/// Shows that a sound site comes out whole: a target whose sites all have errors would find nothing.
///
/// # Panics
/// When it does not.
pub fn prove(tree: &SourceTree) {
    let (outcome, sink) = build(tree, 0);
    let found: Vec<_> = outcome.findings.as_slice().iter().map(|finding| &finding.message).collect();
    assert!(outcome.complete && pages(&sink).count() > 5, "{found:?}");
}

/// Builds `tree` for everyone, on 10 March 2026. What stands in the memory was published only if the outcome is
/// complete. Sites of one `kind` follow each other.
pub fn build(tree: &SourceTree, kind: u8) -> (Outcome, MemorySink) {
    let mut sink = MemorySink::default();
    let inputs = BuildInputs::on(Date::constant(2026, 3, 10));
    let mut kept = KEPT[usize::from(kind % 4)].lock().unwrap_or_else(PoisonError::into_inner);
    let outcome = pipeline::build(tree, &inputs, &mut kept, &mut sink).expect("memory takes everything");
    (outcome, sink)
}

/// A file that is copied as it is.
pub fn copied(name: &str) -> SourceFile {
    let hash = ContentHash::of(name.as_bytes());
    SourceFile { bytes: SourceBytes::Opaque { len: 3, hash, dimensions: None, leaks: None, scripted: false } }
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
            assert!(
                text.get(finding.place.span.range()).is_some(),
                "{} has no place in {}",
                finding.rule.code,
                finding.place.file
            );
        }
    }
}
