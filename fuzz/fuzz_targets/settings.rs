//! A site's settings, whatever stands in them: no panic, findings that stand in the file, and pages that hold nothing barred.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pmo_site::source::{SourceFile, SourceTree};
use pmo_site_fuzz::document::{faults_of_page, prove};
use pmo_site_fuzz::site::{build, findings_have_places, pages};

fuzz_target!(init: prove(), |text: &str| {
    let mut tree = SourceTree::new();
    tree.insert("pmo.yaml", SourceFile::text(text));
    tree.insert("content/handbook/_index.md", SourceFile::text("---\ntitle: H\n---\nText with `code` and <b>HTML</b>.\n"));
    tree.insert("content/focus-areas/area.yaml", SourceFile::text("name: Area\n"));
    tree.insert("content/people/ana.yaml", SourceFile::text("name: Ana\ntime_zone: Europe/Lisbon\nhours: Mon-Fri 09:00-17:00\n"));
    let (outcome, sink) = build(&tree);
    findings_have_places(&outcome, &tree);
    // Settings may trust authors with scripts.
    if !text.contains("trusted") {
        for (path, html) in pages(&sink) {
            let faults = faults_of_page(html);
            assert!(faults.is_empty(), "{path}: {faults:?}");
        }
    }
});
