//! The reference site: the project's own `pmo.yaml` and `content/` build without a finding, for everyone and for
//! readers inside.
#![expect(clippy::expect_used, reason = "a test stops at the first surprise and may touch the machine")]

use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::MemorySink;
use pmo_site::diagnostics::human;
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, Outcome, build};
use pmo_site::source::SourceTree;

fn tree() -> SourceTree {
    pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read")
}

fn built(tree: &SourceTree, inputs: &BuildInputs) -> (Outcome, MemorySink) {
    let mut sink = MemorySink::default();
    let outcome = build(tree, inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    (outcome, sink)
}

#[test]
fn it_has_no_finding() {
    let tree = tree();
    let (outcome, _) = built(&tree, &BuildInputs::on(date(2026, 11, 20)));
    let style = human::Style { colour: false, full_per_code: Some(5) };
    assert_eq!(human::render(&outcome.findings, &tree, style), "");
    assert!(outcome.complete);
}

#[test]
fn internal_programs_are_in_internal_builds_only() {
    let tree = tree();
    let public = BuildInputs::on(date(2026, 11, 20));
    let internal = BuildInputs { audience: Audience::Internal, ..public.clone() };
    let page = "programs/secrets-rotation/index.html";
    assert!(built(&tree, &public).1.text(page).is_none());
    assert!(built(&tree, &internal).1.text(page).is_some_and(|html| html.contains("noindex")));
}
