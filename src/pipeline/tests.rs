//! What a question is put to, and when it is not put at all.

use jiff::civil::date;

use super::{BuildInputs, Memo, ask};
use crate::model::Audience;
use crate::source::{SourceFile, SourceTree};

/// A site with a public program and an internal one.
fn tree() -> SourceTree {
    let program = |visibility: &str| {
        format!("name: X\nsummary: Y.\nlifecycle: planned\nfocus_area: product\ndri: ada\nvisibility: {visibility}\n")
    };
    let mut tree = SourceTree::new();
    tree.insert("pmo.yaml", SourceFile::text("site: { title: T }\n"));
    tree.insert("content/focus-areas/product.yaml", SourceFile::text("name: Product\n"));
    tree.insert(
        "content/people/ada.yaml",
        SourceFile::text("name: Ada\nrole: TPM\ntime_zone: UTC\nfocus_areas: [product]\n"),
    );
    tree.insert("content/programs/open/program.yaml", SourceFile::text(program("public")));
    tree.insert("content/programs/secret/program.yaml", SourceFile::text(program("internal")));
    tree
}

/// The slugs of the programs that a question sees, each of which has a state.
fn seen(tree: &SourceTree, audience: Audience) -> Option<Vec<String>> {
    let inputs = BuildInputs { audience, ..BuildInputs::on(date(2026, 3, 5)) };
    let slugs = ask(tree, &inputs, &mut Memo::default(), |cx| {
        let stated = cx.model.programs().filter(|(id, _)| cx.state(*id).date == cx.model.as_of);
        stated.map(|(_, program)| program.slug.clone()).collect()
    });
    slugs.value
}

#[test]
fn a_question_sees_what_its_audience_may() {
    assert_eq!(seen(&tree(), Audience::Public), Some(vec!["open".to_owned()]));
    assert_eq!(seen(&tree(), Audience::Internal), Some(vec!["open".to_owned(), "secret".to_owned()]));
}

#[test]
fn a_site_with_errors_is_not_asked() {
    let mut tree = tree();
    tree.insert("content/a.md", SourceFile::text("# A\n\n[x](/nowhere/)\n"));
    let answer = ask(&tree, &BuildInputs::on(date(2026, 3, 5)), &mut Memo::default(), |_| ());
    assert_eq!(answer.value, None);
    assert_eq!(answer.findings.as_slice().iter().map(|finding| finding.rule.code).collect::<Vec<_>>(), ["PMO-E0401"]);
}
