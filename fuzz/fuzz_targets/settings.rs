//! A site's settings, whatever stands in them: no panic, findings that stand in the file, and pages that hold nothing
//! barred.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pmo_site::source::SourceFile;
use pmo_site_fuzz::document::{faults_of_page, prove};
use pmo_site_fuzz::site::{self, build, findings_have_places, pages, sound};

fn init() {
    prove();
    site::prove(&sound());
}

fuzz_target!(init: init(), |text: &str| {
    let mut tree = sound();
    tree.insert("pmo.yaml", SourceFile::text(text));
    tree.insert("content/handbook/html.md", SourceFile::text("---\ntitle: P\n---\nText with `code`, <b>HTML</b> and <script>1</script>.\n"));
    let (outcome, sink) = build(&tree, 0);
    findings_have_places(&outcome, &tree);
    // Settings may trust authors with scripts.
    if !text.contains("trusted") {
        for (path, html) in pages(&sink) {
            let faults = faults_of_page(html);
            assert!(faults.is_empty(), "{path}: {faults:?}");
        }
    }
});
