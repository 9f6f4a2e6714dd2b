//! Every part of a report reaches every page that tells it: one part of all reports of the reference site is edited at
//! a time.
//!
//! A page that shows a part which it does not name (`pmo_site::model::ReportParts`) would stay as it was. Edits keep
//! the length of each file: where one moved what follows, other parts would count as edited too, for their places are
//! others.

use std::path::Path;

use jiff::civil::{Date, date};
use pmo_site::pipeline::{BuildInputs, Memo};
use pmo_site::source::SourceFile;

use super::{built, difference};

/// A part: the keys that it has in front matter, or the text below it.
const PARTS: &[(&str, &[&str])] = &[
    ("health", &["health", "dimensions"]),
    ("confidence", &["confidence"]),
    ("milestones", &["milestones"]),
    ("risks", &["risks"]),
    ("issues", &["issues"]),
    ("dependencies", &["dependencies"]),
    ("measures", &["measures"]),
    ("decisions", &["decisions_needed"]),
    ("sentences", &["headline", "path_to_green", "override_reason", "next"]),
    ("story", &["---"]),
];

/// `line`, which stands below `key`, said otherwise.
fn edited(key: &str, line: &str) -> String {
    match key {
        "health" | "dimensions" => line.replace("amber", "green"),
        "confidence" => line.replace('8', "7"),
        "measures" => line.split_once(": { S1: ").map_or_else(
            || line.to_owned(),
            |(key, value)| format!("{key}: {{ S1: {}", value.replace('4', "5").replace('1', "2")),
        ),
        "---" => spelled(line),
        "headline" | "path_to_green" | "override_reason" => {
            line.split_once(": ").map_or_else(String::new, |(key, words)| format!("{key}: {}", spelled(words)))
        }
        _ => {
            let line = ["ask: ", "text: ", "note: ", "plan: "].iter().fold(line.to_owned(), |line, word| {
                match line.split_once(word) {
                    Some((before, words)) => format!("{before}{word}{}", spelled(words)),
                    None => line,
                }
            });
            let line = line.replace("probability: 2", "probability: 3").replace("probability: 1", "probability: 2");
            earlier(&line)
        }
    }
}

/// `words` with another first letter.
fn spelled(words: &str) -> String {
    let letter = words.char_indices().find(|(_, letter)| letter.is_ascii_alphabetic());
    letter.map_or_else(|| words.to_owned(), |(at, _)| format!("{}Z{}", &words[..at], &words[at + 1..]))
}

/// `line` with every date a day earlier.
fn earlier(line: &str) -> String {
    let mut out = line.to_owned();
    for at in 0..line.len().saturating_sub(9) {
        let Some(day) = line.get(at..at + 10).and_then(|text| text.parse::<Date>().ok()) else { continue };
        out.replace_range(at..at + 10, &day.yesterday().expect("years ago").to_string());
    }
    out
}

/// The report with what stands below `keys` said otherwise.
fn report(text: &str, keys: &[&str]) -> String {
    let mut key = "";
    let lines = text.lines().map(|line| {
        if line == "---" {
            key = if key.is_empty() { "start" } else { "---" };
            return line.to_owned();
        }
        if key != "---" && line.starts_with(|first: char| first.is_ascii_lowercase()) {
            key = line.split_once(':').map_or("", |(key, _)| key);
        }
        if keys.contains(&key) { edited(key, line) } else { line.to_owned() }
    });
    lines.fold(String::new(), |all, line| all + &line + "\n")
}

#[test]
fn each_part_of_a_report_reaches_every_page_that_tells_it() {
    let site = pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read");
    let inputs = BuildInputs::on(date(2026, 11, 23));
    let mut memo = Memo::warm();
    let before = built(&site, &inputs, &mut memo);
    for (part, keys) in PARTS {
        let mut tree = site.clone();
        for (path, _) in site.iter().filter(|(path, _)| path.as_str().contains("/updates/")) {
            let text = site.text(path.as_str()).expect("a report is text");
            let now = report(text, keys);
            assert_eq!(now.len(), text.len(), "{path}, {part}");
            tree.insert(path.clone(), SourceFile::text(now));
        }
        let (warm, clean) = (built(&tree, &inputs, &mut memo), built(&tree, &inputs, &mut Memo::default()));
        assert!(clean.0.complete, "{part}: {:#?}", clean.0.findings);
        let told = clean.1.artifacts.iter().filter(|(path, body)| before.1.artifacts.get(path) != Some(body)).count();
        assert!(told > 3, "{part}: only {told} files tell it");
        assert_eq!(difference(&warm, &clean), None, "{part}");
        assert_eq!(difference(&built(&site, &inputs, &mut memo), &before), None, "{part}, back as it was");
    }
}
