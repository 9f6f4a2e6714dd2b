//! Files that are made to cost time or memory are refused as soon as they are seen.
//!
//! Updates and pages read their front matter with the same parser; theirs must be as quick, whatever is found in it.

use std::time::{Duration, Instant};

use super::support::{base, findings};
use jiff::civil::date;
use pmo_site::pipeline::BuildInputs;
use pmo_site::source::{SourceFile, SourceTree};

/// Far above what any of them takes (a few milliseconds), far below what a bomb that goes off would.
const LIMIT: Duration = Duration::from_mins(1);

/// Lists whose first level is ten of the second, and so on: a thousand million values in a few lines.
fn aliases() -> String {
    let level = |n: u32| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "));
    let levels: Vec<_> = (1..10).map(level).collect();
    format!("a0: &a0 x\n{}", levels.concat())
}

fn deep_list(levels: usize) -> String {
    let lines: Vec<_> = (0..levels).map(|level| format!("{}-\n", " ".repeat(level))).collect();
    lines.concat()
}

fn keys(count: usize) -> String {
    let lines: Vec<_> = (0..count).map(|n| format!("k{n}: 1\n")).collect();
    lines.concat()
}

#[test]
fn each_bomb_is_refused_at_once() {
    let bombs = [
        ("open brackets", "[".repeat(200_000), "PMO-E0109"),
        ("open mappings", "{a: ".repeat(50_000), "PMO-E0109"),
        ("lists in lists", deep_list(1_400), "PMO-E0109"),
        ("more lists in lists", deep_list(3_000), "PMO-E0109"),
        ("lists in a line", "- ".repeat(3_000), "PMO-E0109"),
        ("aliases of aliases", aliases(), "PMO-E0108"),
        ("a mebibyte of equal keys", "a: \n".repeat((1 << 18) - 1), "PMO-E0102"),
        ("more than a mebibyte of equal keys", "a: \n".repeat(300_000), "PMO-E0109"),
        ("just below a mebibyte of keys", keys(80_000), "PMO-E0103"),
        ("one long scalar", format!("name: {}", "x".repeat(1_000_000)), "PMO-E0114"),
        ("one long quoted scalar", format!("name: \"{}\"", "\\n".repeat(500_000)), "PMO-E0104"),
    ];
    for (name, text, code) in bombs {
        for path in
            ["content/people/eva.yaml", "content/programs/apollo/updates/2026-03-06.md", "content/handbook/bomb.md"]
        {
            let whole = if path.contains("people") { text.clone() } else { format!("---\n{text}\n---\n# Title\n") };
            let mut files = base();
            files.insert(path.to_owned(), whole);
            let mut tree = SourceTree::new();
            for (path, text) in files {
                tree.insert(path.as_str(), SourceFile::text(text));
            }
            let start = Instant::now();
            let found = findings(&tree, &BuildInputs::on(date(2026, 3, 10)));
            let time = start.elapsed();
            println!("{name} in {path}: {time:?}, {} findings", found.len());
            let refused = found.iter().any(|found| found.file == path && found.finding.rule.code == code);
            assert!(refused || !path.contains("people"), "{name} in {path}");
            assert!(time < LIMIT, "{name} in {path} took {time:?}");
        }
    }
}
