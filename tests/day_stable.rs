//! A file changes when what it states changes, and not because a night has passed.
#![expect(clippy::expect_used, reason = "a test stops at the first surprise and may touch the machine")]

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, date};
use pmo_site::artifact::{Body, MemorySink, OutputPath};
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::SourceTree;

/// Files that name the day of the site.
const NAME_THE_DAY: [&str; 3] = ["api/v1/index.json", "index.html", "status-guide/index.html"];

fn files(tree: &SourceTree, day: Date) -> BTreeMap<OutputPath, Body> {
    let mut sink = MemorySink::default();
    let inputs = BuildInputs { base_url: Some("https://pmo.example/".to_owned()), ..BuildInputs::on(day) };
    let outcome = build(tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    assert!(outcome.complete, "the reference site builds");
    sink.artifacts
}

/// The files that differ between two days, and of how many.
fn differing(tree: &SourceTree, days: [Date; 2]) -> (Vec<String>, usize) {
    let [before, after] = days.map(|day| files(tree, day));
    assert!(before.keys().eq(after.keys()), "the same files on both days");
    let differ = before.iter().filter(|(path, body)| after.get(*path) != Some(*body));
    (differ.map(|(path, _)| path.to_string()).collect(), before.len())
}

#[test]
fn a_night_without_a_record_changes_only_what_turned() {
    let tree = pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read");
    for (days, turned) in [
        // A milestone of 18 December is thirty days ahead, and joins those that are near.
        ([date(2026, 11, 17), date(2026, 11, 18)], &["programs/index.html"][..]),
        // Nothing becomes due, overdue, stale or near.
        ([date(2026, 11, 20), date(2026, 11, 21)], &[]),
    ] {
        let (found, all) = differing(&tree, days);
        let mut expected: Vec<&str> = NAME_THE_DAY.iter().chain(turned).copied().collect();
        expected.sort_unstable();
        assert_eq!(found, expected, "{} to {}", days[0], days[1]);
        assert!(found.len() * 100 <= all * 7, "{} of {all} files differ", found.len());
    }
}
