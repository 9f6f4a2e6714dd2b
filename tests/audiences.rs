//! What only the internal audience may see is nowhere in what is published for everyone.
//!
//! A *canary* is a word that stands in one internal place of a small site and nowhere else. No byte of a public build may hold one,
//! in any file or any name of a file; the internal build must hold each, or the canary would prove nothing.
#![expect(clippy::expect_used, reason = "a test stops where its site is not as it should be")]

use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};

/// What a canary looks like. Its letters follow each other in no language, so that no stem, stop word or hash has them.
const SIGN: &str = "zqvx";

/// A program that only the internal audience sees, with a canary in every field that holds words.
const INTERNAL: &str = r##"
name: Zqvxname
summary: Nobody outside knows of zqvxsummary.
lifecycle: active
stage: build
focus_area: platform
dri: ana
sponsor: ben
start: 2026-01-05
baseline_end: 2026-09-30
visibility: internal
priority: zqvxpriority
tags: [zqvxtag]
channel: "#zqvxchannel"
core_team:
  - { person: cleo, role: zqvxteamrole }
success_measures:
  - { id: S1, name: zqvxmeasure, unit: zqvxunit, target: 40 }
milestones:
  - { id: ZQVXM1, name: zqvxmilestone, baseline: 2026-03-20, key: true, gate: { approvers: [ben], criteria: [zqvxcriterion] } }
  - { id: M2, name: zqvxoverdue, baseline: 2026-03-08 }
rebaselines:
  - { date: 2026-02-10, approved_by: ben, reason: zqvxrebaseline, was: { ZQVXM1: 2026-02-20 } }
risks:
  - id: R1
    statement: zqvxrisk
    category: zqvxcategory
    probability: 4
    impact: 5
    response: mitigate
    plan: zqvxplan
    trigger: zqvxtrigger
    owner: ana
    raised: 2026-01-20
    review_by: 2026-04-19
issues:
  - { id: I1, statement: zqvxissue, severity: high, owner: ana, raised: 2026-02-01, due: 2026-04-01 }
assumptions:
  - { id: A1, statement: zqvxassumption, owner: ana, validate_by: 2026-04-01, outcome: zqvxoutcome }
dependencies:
  - { id: D1, provider: { external: zqvxexternal }, need: zqvxexternalneed, need_by: 2026-04-15, hard: true, owner: ana }
  - { id: D2, provider: "apollo#M1", need: zqvxtaken, need_by: 2026-04-15, owner: ana }
decisions:
  - { id: DEC1, date: 2026-02-10, title: zqvxdecision, decided_by: board, status: accepted, rationale: zqvxrationale, options: [zqvxoption] }
budget: { currency: XQZ, baseline: 7654321 }
links:
  - { label: zqvxlabel, url: "https://zqvxaddress.example/" }
"##;

const REPORT: &str = r"---
author: ana
health: red
confidence: 40
headline: zqvxheadline
path_to_green: zqvxpath
dimensions: { scope: amber }
milestones: { ZQVXM1: { forecast: 2026-03-30, note: zqvxmilestonenote, gate: no_go } }
risks: { R1: { note: zqvxrisknote } }
issues: { I1: { note: zqvxissuenote } }
dependencies: { D1: { committed: 2026-05-01, note: zqvxdependencynote } }
measures: { S1: 7 }
decisions_needed:
  - { id: N1, ask: zqvxask, from: board, by: 2026-03-20 }
next:
  - { text: zqvxnext, owner: ana, by: 2026-03-12 }
---

The story of zqvxstory.

## A heading with zqvxheading
";

const PAGE: &str = "---\naliases: [/zqvxalias/]\n---\n# Zqvxcharter\n\nAbout zqvxcharterbody. ![Picture](zqvxdiagram.png)\n";

/// A program that everyone sees, with an internal link, a budget, and a dependency on what only the internal audience sees.
const PUBLIC: &str = r#"
links:
  - { label: zqvxinternallink, url: "https://zqvxinternalurl.example/", visibility: internal }
  - { label: Open plan, url: "https://plan.example/" }
budget: { currency: XQY, baseline: 8765432 }
dependencies:
  - { id: D1, provider: "zqvxslug#ZQVXM1", need: Export of the audit log, need_by: 2026-03-01, hard: true, owner: ana }
"#;

/// A person who works on the internal program and publishes little.
const PERSON: &str = r#"
name: Cleo Zqvxsurname
role: Engineer
pronouns: zqvxpronouns
time_zone: Europe/Lisbon
focus_areas: [platform]
location: { label: zqvxtown, country: "PT" }
handles: { forge: zqvxhandle }
photo: people/cleo.png
allocations: [{ program: zqvxslug, percent: 50 }]
links:
  - { label: zqvxpersonlink, url: "https://zqvxpersonurl.example/", visibility: internal }
publish: { name: internal, pronouns: internal, location: internal, photo: internal }
"#;

/// Words that stand in a record and that no audience sees: hidden, a draft, or not written yet.
const NOBODY: &[&str] = &["zqvxhidden", "zqvxdraft", "zqvxtomorrow"];

fn site() -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base");
    let mut tree = pmo_site::io::scan(&root).expect("the base site can be read");
    let mut put = |path: &str, text: &str| tree.insert(path, SourceFile::text(text.trim_start()));
    let settings = include_str!("spec/base/pmo.yaml");
    put("pmo.yaml", &format!("{settings}health: {{ dimensions: [scope] }}\nfindings: {{ PMO-E0401: warning }}\n"));
    put("content/programs/zqvxslug/program.yaml", INTERNAL);
    put("content/programs/zqvxslug/updates/2026-03-05.md", REPORT);
    put("content/programs/zqvxslug/charter.md", PAGE);
    let report = |headline: &str, more: &str| format!("---\nauthor: ana\nhealth: green\nheadline: {headline}\n{more}---\n");
    put("content/programs/apollo/updates/2026-03-09.md", &report("zqvxdraft", "draft: true\n"));
    put("content/programs/apollo/updates/2026-03-11.md", &report("zqvxtomorrow", ""));
    put("content/programs/apollo/program.yaml", &format!("{}{PUBLIC}", include_str!("spec/base/content/programs/apollo/program.yaml")));
    put("content/people/cleo.yaml", PERSON);
    let hidden = "handles: { forge: zqvxhidden }\npublish: { handles: hidden }\n";
    put("content/people/ben.yaml", &format!("{}{hidden}", include_str!("spec/base/content/people/ben.yaml")));
    put(
        "content/handbook/work.md",
        "# Work\n\nSee [the program](/programs/zqvxslug/) and [its charter](../programs/zqvxslug/charter.md).\n",
    );
    put("content/programs/zqvxslug/zqvxdiagram.png", "no picture");
    put("static/people/cleo.png", "no picture");
    tree
}

fn built(audience: Audience) -> MemorySink {
    let mut sink = MemorySink::default();
    let inputs = BuildInputs { audience, base_url: Some("https://pmo.example/".to_owned()), ..BuildInputs::on(date(2026, 3, 10)) };
    let outcome = build(&site(), &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    let found: Vec<_> = outcome.findings.as_slice().iter().map(|finding| format!("{} {}", finding.place.file, finding.message)).collect();
    assert!(outcome.complete, "{found:#?}");
    sink
}

/// Every file by its name, with its bytes as lower-case text; a copy is its name and the name of what it copies.
fn files(site: &MemorySink) -> impl Iterator<Item = (&str, String)> {
    site.artifacts.iter().map(|(path, body)| {
        let text = match body {
            Body::Bytes(bytes) => String::from_utf8_lossy(bytes).to_lowercase(),
            Body::CopyOf(source, _) => source.to_string(),
        };
        (path.as_str(), format!("{path}\n{text}"))
    })
}

/// The canaries of the site's records and of their paths.
fn canaries() -> Vec<String> {
    let tree = site();
    let mut found = Vec::new();
    for (path, _) in tree.iter() {
        let text = format!("{path}\n{}", tree.text(path.as_str()).expect("the site is text")).to_lowercase();
        let starts = text.match_indices(SIGN).filter_map(|(at, _)| text.get(at..));
        found.extend(starts.map(|word| word.chars().take_while(char::is_ascii_alphanumeric).collect::<String>()));
    }
    found.sort();
    found.dedup();
    found.retain(|word| !NOBODY.contains(&word.as_str()));
    found
}

/// Whether `text` has `word` as a word of its own: three letters also occur in hashes.
fn has_word(text: &str, word: &str) -> bool {
    let whole = |at: usize| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        ![before, after].into_iter().flatten().any(|sign| sign.is_alphanumeric() || matches!(sign, '+' | '/'))
    };
    text.match_indices(word).any(|(at, _)| whole(at))
}

#[test]
fn no_byte_of_the_public_site_is_of_an_internal_place() {
    let site = built(Audience::Public);
    let others = ["7654321", "7 654 321", "7,654,321", "xqz", "8765432", "8 765 432", "xqy", "cleo.png"];
    let leaks: Vec<String> = files(&site)
        .flat_map(|(path, text)| {
            let words = text.match_indices(SIGN).filter_map(|(at, _)| text.get(at..at + 40).or_else(|| text.get(at..)));
            let words: Vec<String> = words.map(|word| format!("{path}: {word}")).collect();
            let numbers = others.iter().filter(|other| has_word(&text, other)).map(|other| format!("{path}: {other}"));
            words.into_iter().chain(numbers).collect::<Vec<_>>()
        })
        .collect();
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn the_internal_site_has_every_canary() {
    let site = built(Audience::Internal);
    let everything: Vec<String> = files(&site).map(|(_, text)| text).collect();
    let canaries = canaries();
    assert!(canaries.len() > 50, "{canaries:?}");
    let lost: Vec<&String> = canaries.iter().filter(|canary| !everything.iter().any(|text| text.contains(*canary))).collect();
    assert!(lost.is_empty(), "no file of the internal build has {lost:?}");
}

#[test]
fn what_is_hidden_or_not_written_yet_is_in_neither_site() {
    for audience in [Audience::Public, Audience::Internal] {
        let site = built(audience);
        for word in NOBODY {
            let shown: Vec<&str> = files(&site).filter(|(_, text)| text.contains(word)).map(|(path, _)| path).collect();
            assert!(shown.is_empty(), "{audience:?}: {word} is in {shown:?}");
        }
    }
}

#[test]
fn every_page_of_the_internal_site_asks_not_to_be_indexed() {
    let site = built(Audience::Internal);
    let pages: Vec<(&str, String)> =
        files(&site).filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "html")).collect();
    assert!(pages.len() > 10);
    let asks = |text: &str| text.contains("<meta name=\"robots\" content=\"noindex\">");
    assert_eq!(pages.iter().filter(|(_, text)| !asks(text)).map(|(path, _)| *path).collect::<Vec<_>>(), [] as [&str; 0]);
    let text = site.text("robots.txt").expect("there is a robots.txt");
    assert!(text.contains("Disallow: /\n"), "{text}");
}
