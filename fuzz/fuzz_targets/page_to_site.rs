//! A text as a page, a report or a record's words of a whole small site: no panic, and finished pages without anything that runs, frames,
//! styles or leads to a barred scheme.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pmo_site::diagnostics::{Severity, registry};
use pmo_site::source::{SourceFile, SourceTree};
use pmo_site_fuzz::document::{faults_of_page, prove};
use pmo_site_fuzz::site::{build, findings_have_places, pages};

/// Lowers every error about pages that a site may lower: then pages are made whatever their links say.
fn lowered() -> String {
    let lowered = registry::RULES.iter().filter(|rule| rule.adjustable && rule.severity == Severity::Error);
    format!("findings: {{ {} }}\n", lowered.map(|rule| format!("{}: warning", rule.code)).collect::<Vec<_>>().join(", "))
}

fuzz_target!(init: prove(), |input: (u8, &str)| {
    let (kind, text) = input;
    let policy = ["sanitize", "escape"][usize::from(kind & 1)];
    let lowered = if kind & 2 == 0 { lowered() } else { String::new() };
    let mut tree = SourceTree::new();
    let settings = format!("site: {{ title: T, base_url: \"https://pmo.acme-corp.com/sub/\" }}\nmarkdown: {{ html: {policy} }}\n{lowered}");
    tree.insert("pmo.yaml", SourceFile::text(settings));
    tree.insert("content/_index.md", SourceFile::text("---\ntitle: Home\n---\n"));
    tree.insert("content/handbook/_index.md", SourceFile::text("---\ntitle: H\n---\n"));
    tree.insert("content/handbook/other.md", SourceFile::text("---\ntitle: O\n---\n## Part\n"));
    let page = match (kind >> 2) % 3 {
        0 => text.to_owned(),
        1 => format!("---\ntitle: P\n---\n{text}"),
        _ => format!("---\ntitle: {text}\n---\nText.\n"),
    };
    tree.insert("content/handbook/page.md", SourceFile::text(page));
    let (outcome, sink) = build(&tree);
    findings_have_places(&outcome, &tree);
    for (path, html) in pages(&sink) {
        let faults = faults_of_page(html);
        assert!(faults.is_empty(), "{path}: {faults:?}");
    }
});
