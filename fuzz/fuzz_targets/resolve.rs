//! A link in a page, checked and resolved in a small site: nothing written in it may lead out of the site's address
//! space.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pmo_site::artifact::{Artifact, Body, Sink, SinkError};
use pmo_site::pipeline::{self, BuildInputs, Memo};
use pmo_site::source::{SourceFile, SourceTree};
use pmo_site::time::Date;

/// Keeps the page with the link.
#[derive(Default)]
struct Page(String);

impl Sink for Page {
    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        if artifact.path.to_string() == "handbook/page/index.html"
            && let Body::Bytes(bytes) = artifact.body
        {
            self.0 = String::from_utf8_lossy(&bytes).into_owned();
        }
        Ok(())
    }
}

fuzz_target!(|target: &str| {
    let target: String =
        target.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>' | '(' | ')' | '\\')).collect();
    let mut tree = SourceTree::new();
    tree.insert("pmo.yaml", SourceFile::text("site: { title: T, base_url: \"https://example.org/sub/\" }\n"));
    tree.insert("content/handbook/_index.md", SourceFile::text("---\ntitle: H\n---\n"));
    tree.insert("content/handbook/other.md", SourceFile::text("---\ntitle: O\n---\n## Part\n"));
    tree.insert("content/handbook/page.md", SourceFile::text(format!("---\ntitle: P\n---\n[x](<{target}>)\n")));
    let mut page = Page::default();
    let inputs = BuildInputs::on(Date::constant(2026, 3, 10));
    let _ = pipeline::build(&tree, &inputs, &mut Memo::default(), &mut page);
    let page = page.0.to_ascii_lowercase();
    assert!(
        !page.contains("href=\"javascript:") && !page.contains("href=\"data:") && !page.contains("href=\"vbscript:")
    );
    assert!(!page.contains("href=\"/../") && !page.contains("href=\"../"), "{target}");
});
