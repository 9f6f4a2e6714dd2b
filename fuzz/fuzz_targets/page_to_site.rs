//! A text as a page of a whole small site: no panic, and finished pages without anything that runs, frames, styles or
//! leads to a barred scheme.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pmo_site::diagnostics::{Severity, registry};
use pmo_site::source::SourceFile;
use pmo_site_fuzz::document::{faults_of_page, prove};
use pmo_site_fuzz::site::{self, build, findings_have_places, pages, sound};

fn init() {
    prove();
    site::prove(&sound());
}

fuzz_target!(init: init(), |input: (u8, &str)| {
    let (kind, text) = input;
    let policy = ["sanitize", "escape"][usize::from(kind & 1)];
    let lowered = if kind & 2 == 0 { lowered() } else { String::new() };
    let mut tree = sound();
    let head = "site: { title: T, base_url: \"https://pmo.acme-corp.com/sub/\" }";
    tree.insert("pmo.yaml", SourceFile::text(format!("{head}\nmarkdown: {{ html: {policy} }}\n{lowered}")));
    let page = match (kind >> 2) % 3 {
        0 => text.to_owned(),
        1 => format!("---\ntitle: P\n---\n{text}"),
        _ => format!("---\ntitle: {text}\n---\nText.\n"),
    };
    tree.insert("content/handbook/page.md", SourceFile::text(page));
    let (outcome, sink) = build(&tree, kind);
    findings_have_places(&outcome, &tree);
    for (path, html) in pages(&sink).filter(|(path, _)| is_near(path)) {
        let faults = faults_of_page(html);
        assert!(faults.is_empty(), "{path}: {faults:?}");
    }
});

/// The pages that the text can be on: its own, wherever that is, its folder's, and redirects. Others are the same each
/// time.
fn is_near(path: &str) -> bool {
    !path.starts_with("people/")
        && !path.starts_with("focus-areas/")
        && !path.starts_with("coverage/")
        && path != "404.html"
}

/// Lowers every error about pages that a site may lower: then pages are made whatever their links say.
fn lowered() -> String {
    let lowered = registry::RULES.iter().filter(|rule| rule.adjustable && rule.severity == Severity::Error);
    format!(
        "findings: {{ {} }}\n",
        lowered.map(|rule| format!("{}: warning", rule.code)).collect::<Vec<_>>().join(", ")
    )
}
