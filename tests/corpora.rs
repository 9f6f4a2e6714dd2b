//! Real handbooks, where they lie beside the project: nothing panics, nothing is dropped, and the findings are as many
//! as a count from outside gives. Without them the tests say so and pass.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first surprise and may touch the machine"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::civil::date;
use pmo_site::artifact::{MemorySink, OutputPath};
use pmo_site::diagnostics::{Diagnostic, human};
use pmo_site::pipeline::{BuildInputs, Memo, Outcome, build};
use pmo_site::source::SourceTree;

/// A handbook is adopted with its broken links and missing pictures as warnings.
const RELAXED: &str = "findings: { PMO-E0401: warning, PMO-E0403: warning }\n";

/// What lies beside the project at `path`, if it does.
fn beside(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !found.exists() {
        println!("skipped: there is no {}", found.display());
        return None;
    }
    found.canonicalize().ok()
}

struct Built {
    tree: SourceTree,
    outcome: Outcome,
    sink: MemorySink,
}

/// Builds the site whose `content/` is a link to `content`.
fn built(content: &Path, config: &str) -> Built {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("pmo.yaml"), format!("site: {{ title: Handbook }}\n{config}")).expect("written");
    std::os::unix::fs::symlink(content, root.path().join("content")).expect("linked");
    let start = Instant::now();
    let linked = pmo_site::io::Reach { linked_roots: true, ..Default::default() };
    let tree = pmo_site::io::scan_within(root.path(), &linked).expect("the handbook can be read");
    let mut sink = MemorySink::default();
    let outcome = build(&tree, &BuildInputs::on(date(2026, 3, 5)), &mut Memo::default(), &mut sink)
        .expect("memory takes everything");
    println!(
        "{}: {} pages in {:.2} s, {:?}",
        content.display(),
        outcome.pages,
        start.elapsed().as_secs_f64(),
        counts(&outcome)
    );
    Built { tree, outcome, sink }
}

fn counts(outcome: &Outcome) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in outcome.findings.as_slice() {
        *counts.entry(finding.rule.code).or_default() += 1;
    }
    counts
}

/// Where a page of this path is written when its front matter says nothing else.
fn output(path: &str) -> String {
    let path = path.trim_start_matches("content/").trim_end_matches(".md").to_lowercase().replace(' ', "-");
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = if matches!(name, "_index" | "index" | "readme") { folder } else { &path };
    if stem.is_empty() { "index.html".to_owned() } else { format!("{stem}/index.html") }
}

/// Every Markdown file is a page or has a finding.
fn nothing_is_dropped(built: &Built) -> usize {
    let told: BTreeSet<&str> =
        built.outcome.findings.as_slice().iter().map(|finding| finding.place.file.as_str()).collect();
    let pages: Vec<&str> = built
        .tree
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| Path::new(path).extension().is_some_and(|extension| extension == "md"))
        .collect();
    let there = |path: &str| OutputPath::new(output(path)).is_some_and(|path| built.sink.artifacts.contains_key(&path));
    let dropped: Vec<_> = pages.iter().filter(|path| !there(path) && !told.contains(*path)).collect();
    assert_eq!(dropped, [] as [&&str; 0]);
    pages.len()
}

/// The report for people stays readable, and every finding has something to type.
fn report_is_short(built: &Built) {
    let report =
        human::render(&built.outcome.findings, &built.tree, human::Style { colour: false, full_per_code: Some(5) });
    let lines = report.lines().count();
    assert!(lines < 600, "{lines} lines");
    let silent: Vec<_> = built.outcome.findings.as_slice().iter().filter(|finding| finding.hint.is_none()).collect();
    assert!(silent.is_empty(), "no hint: {silent:?}");
}

#[test]
fn a_handbook_without_front_matter_builds() {
    let Some(content) = beside("corpora/sourcegraph-handbook/content") else { return };
    let built = built(&content, RELAXED);
    assert!(built.outcome.complete);
    assert_eq!(nothing_is_dropped(&built), 883);
    report_is_short(&built);
    let counts = counts(&built.outcome);
    let broken: Vec<_> = built
        .outcome
        .findings
        .as_slice()
        .iter()
        .filter(|finding| finding.rule.code == "PMO-E0401")
        .map(|finding| finding.place.file.as_str())
        .collect();
    // It leads out of the handbook.
    assert_eq!(broken, ["content/handbook/editing/handbook-check-failures.md"]);
    // Counted from outside, by following every link of the finished pages. Of the anchors, 34 are people on the page of
    // the team, which another generator fills from a data file.
    assert_eq!((counts["PMO-W0402"], counts["PMO-E0403"]), (454, 60));
    let of_the_team =
        |finding: &&Diagnostic| finding.rule.code == "PMO-W0402" && finding.message.starts_with("`/team/` ");
    assert_eq!(built.outcome.findings.as_slice().iter().filter(of_the_team).count(), 34);
    assert!(!counts.contains_key("PMO-W0501"), "every code language of this handbook is known");
}

#[test]
fn a_handbook_of_another_generator_builds() {
    let Some(content) = beside("corpora/kubeflow-website/content/en") else { return };
    let built = built(&content, RELAXED);
    assert!(built.outcome.complete);
    assert_eq!(nothing_is_dropped(&built), 235);
    report_is_short(&built);
    let counts = counts(&built.outcome);
    assert_eq!((counts["PMO-W0507"], counts["PMO-E0403"]), (66, 87));
    let page = built.sink.text("docs/started/introduction/index.html").expect("a page with TOML front matter");
    assert!(page.contains("<title>Introduction"));
}

#[test]
fn errors_stop_a_handbook_that_was_not_adopted() {
    let Some(content) = beside("corpora/kubeflow-website/content/en") else { return };
    let built = built(&content, "");
    assert!(!built.outcome.complete && built.outcome.findings.has_errors() && built.sink.artifacts.is_empty());
}

#[test]
fn the_page_that_it_began_with_builds_as_it_is() {
    let Some(page) = beside("seed/r-and-d-pmo.md") else { return };
    let content = tempfile::tempdir().expect("a folder");
    fs::create_dir(content.path().join("handbook")).expect("made");
    fs::copy(&page, content.path().join("handbook/r-and-d-pmo.md")).expect("copied");
    let external = "links:\n  external: { /handbook/values: \"https://example.org/handbook/values\", /job-families/: \"https://example.org/job-families/\" }\n";
    let built = built(content.path(), external);
    assert!(built.outcome.complete && built.outcome.findings.as_slice().is_empty());
    let html = built.sink.text("handbook/r-and-d-pmo/index.html").expect("the page");
    for href in [
        "https://example.org/handbook/values",
        "https://example.org/job-families/engineering/technical-program-management/",
    ] {
        assert!(html.contains(&format!("href=\"{href}\"")), "{href}");
    }
    let source = fs::read_to_string(&page).expect("text");
    let cells: Vec<_> = source
        .lines()
        .filter(|line| line.starts_with('|') && !line.starts_with("|--"))
        .flat_map(|line| line.trim().trim_matches('|').split('|'))
        .map(str::trim)
        .collect();
    assert_eq!(cells.len(), 16);
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        assert!(html.contains(&format!(">{cell}</t")), "{cell}");
    }
}
