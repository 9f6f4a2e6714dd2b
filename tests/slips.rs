//! What a tired person types, one slip at a time in a site that is otherwise right: one finding each, at the line where
//! the slip begins, with what to type.
//!
//! The table is `tests/slips/slips.md`, the site `tests/slips/site`. `UPDATE=1` writes the findings of today into the
//! table: read the diff, since a hint that nobody read helps nobody.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise and may touch the machine"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use pmo_site::artifact::NullSink;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{LineIndex, SourceFile, SourceTree};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slips")
}

/// The text of a JSON string in backticks, as the table has it.
fn text(line: &str, key: &str) -> Option<String> {
    let written = line.strip_prefix(key)?.trim();
    Some(serde_json::from_str(written).unwrap_or_else(|error| panic!("{error} in {line}")))
}

/// The site with the slip that `lines` describe.
fn slipped(site: &SourceTree, lines: &[&str]) -> SourceTree {
    let field = |key: &str| lines.iter().find_map(|line| line.strip_prefix(key)).map(str::trim);
    let quoted = |key: &str| lines.iter().find_map(|line| text(line, key));
    let mut tree = site.clone();
    let file = field("in:").expect("a file");
    let right = tree.text(file).unwrap_or_else(|| panic!("there is no {file}")).to_string();
    if let Some(appended) = quoted("appended:") {
        tree.insert(file, SourceFile::text(right + &appended));
    } else if let Some(was) = quoted("was:") {
        assert!(right.contains(&was), "{file} does not hold {was:?}");
        tree.insert(file, SourceFile::text(right.replacen(&was, &quoted("is:").expect("a replacement"), 1)));
    } else {
        match field("saved:").expect("an edit") {
            "with CRLF" => tree.insert(file, SourceFile::text(right.replace('\n', "\r\n"))),
            "with a byte-order mark" => tree.insert(file, SourceFile::text(format!("\u{feff}{right}"))),
            "as UTF-16" => {
                let units = right.encode_utf16().flat_map(u16::to_le_bytes);
                let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
                tree.insert(file, SourceFile::of_bytes(&bytes));
            }
            "nowhere" => {
                tree.remove(file);
            }
            other => panic!("how is `{other}`?"),
        }
    }
    tree
}

/// The findings of a site, a line for each and one for its hint.
fn findings(tree: &SourceTree) -> String {
    let outcome = build(tree, &BuildInputs::on(date(2026, 6, 11)), &mut Memo::default(), &mut NullSink)
        .expect("nothing is written");
    let mut out = String::new();
    for shown in outcome.findings.shown() {
        let place = &shown.finding.place;
        let line =
            tree.text(place.file.as_str()).map_or(1, |text| LineIndex::new(text).position(text, place.span.start).line);
        let name = place.file.as_str().rsplit('/').next().unwrap_or("");
        let also = if shown.also.is_empty() { String::new() } else { format!(" and {} more", shown.also.len()) };
        let _ = writeln!(out, "finds: {} {name}:{line}{also} {}", shown.finding.rule.code, shown.finding.message);
        let _ = writeln!(out, "hint: {}", shown.finding.hint.as_deref().unwrap_or("none"));
    }
    if out.is_empty() { "finds: nothing\n".to_owned() } else { out }
}

/// The first line in which two texts differ, counted from 1.
fn first_difference(right: &str, wrong: &str) -> usize {
    let same = right.split('\n').zip(wrong.split('\n')).take_while(|(one, other)| one == other).count();
    same + 1
}

#[test]
fn every_slip_gets_one_finding_where_it_begins_with_what_to_type() {
    let site = pmo_site::io::scan(&folder().join("site")).expect("the site can be read");
    assert_eq!(findings(&site), "finds: nothing\n", "the site itself is right");
    let path = folder().join("slips.md");
    let table = std::fs::read_to_string(&path).expect("the table can be read");
    let mut written = String::new();
    let mut elsewhere = Vec::new();
    let (intro, rest) = table.split_once("\n## ").expect("a slip");
    written.push_str(intro);
    for section in rest.split("\n## ") {
        let lines: Vec<&str> = section.lines().collect();
        let given: Vec<&str> =
            lines.iter().copied().filter(|line| !line.starts_with("finds:") && !line.starts_with("hint:")).collect();
        let tree = slipped(&site, &lines);
        let found = findings(&tree);
        let _ = write!(written, "\n## {}\n{found}", given.join("\n").trim_end());
        let file = lines.iter().find_map(|line| line.strip_prefix("in: ")).unwrap_or("");
        // A finding stands where the slip begins unless the table says where else it is seen.
        if let (Some(right), Some(wrong)) = (site.text(file), tree.text(file))
            && !lines.iter().any(|line| line.starts_with("seen:"))
            && let Some(place) = found.strip_prefix("finds: PMO-").and_then(|rest| rest.split(' ').nth(1))
        {
            let line = first_difference(right, wrong);
            if !place.ends_with(&format!(":{line}")) {
                elsewhere.push(format!("{}: begins at line {line}, found at {place}", lines[0]));
            }
        }
        let count = found.matches("finds: ").count();
        if count != 1 {
            elsewhere.push(format!("{}: {count} findings", lines[0]));
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &written).expect("the table can be written");
        return;
    }
    assert_eq!(elsewhere, [] as [String; 0]);
    assert_eq!(table, written, "`UPDATE=1 cargo test --test all slips::` writes the table anew");
}
