//! What only the internal audience may see is nowhere in what is published for everyone.
//!
//! A *canary* is a word that stands in one internal place of a small site and nowhere else. No byte of a public build
//! may hold one, in any file or any name of a file; the internal build must hold each, or the canary would prove
//! nothing.
#![expect(clippy::expect_used, reason = "a test stops where its site is not as it should be")]

#[path = "audiences/fields.rs"]
mod fields;
#[path = "audiences/marks.rs"]
mod marks;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};

/// What a canary looks like. Its letters follow each other in no language, so that no stem, stop word or hash has them.
const SIGN: &str = "zqvx";

/// A program that only the internal audience sees, with a canary in every field that can have one.
const PROGRAM: &str = include_str!("audiences/site/program.yaml");

/// Another, for what the first has in another form.
const OTHER: &str = include_str!("audiences/site/other.yaml");

/// The report of the first.
const REPORT: &str = include_str!("audiences/site/report.md");

const PAGE: &str =
    "---\naliases: [/zqvxalias/]\n---\n# Zqvxcharter\n\nAbout zqvxcharterbody. ![Picture](zqvxdiagram.png)\n";

/// A program that everyone sees, with an internal link, a budget, and a dependency on what only the internal audience
/// sees.
const PUBLIC: &str = r#"
links:
  - { label: zqvxinternallink, url: "https://zqvxinternalurl.example/", visibility: internal }
  - { label: Open plan, url: "https://plan.example/" }
fields: { note: zqvxpublicfield }
risks:
  - { id: R9, statement: The supplier is late., probability: 2, impact: 2, raised: 2026-01-09, owner: ana,
      review_by: 2027-03-03, fields: { note: zqvxpublicriskfield } }
budget: { currency: XQY, baseline: 8765432 }
dependencies:
  - { id: D1, provider: "zqvxslug#ZQVXM1", need: Export of the audit log, need_by: 2026-03-01, hard: true, owner: ana }
"#;

/// Fields of the site's own, which are internal because nothing else is said.
const OWN_FIELDS: &str = "fields: [{ id: note, on: program }, { id: note, on: risk }, { id: note, name: \
                          zqvxfieldname, on: person, filter: true }]\n";

/// A person who works on the internal program and publishes little.
const PERSON: &str = include_str!("audiences/site/person.yaml");

/// Words that stand in a record and that no audience sees: hidden, a draft, or not written yet.
const NOBODY: &[&str] = &["zqvxhidden", "zqvxdraft", "zqvxtomorrow"];

/// Keys whose values are people.
const OF_PEOPLE: &[&str] = &[
    "dri",
    "backup",
    "sponsor",
    "owner",
    "person",
    "approvers",
    "approved_by",
    "escalate_to",
    "decided_by",
    "author",
    "from",
    "manager",
];

/// People who have no other part in the site than one in the internal records: each of these names one where it takes a
/// person.
fn partners() -> BTreeSet<String> {
    let texts = [PROGRAM, REPORT, PERSON];
    let named = texts.iter().flat_map(|text| text.split(|sign: char| ",{}[]\n".contains(sign)).collect::<Vec<_>>());
    let mut key = "";
    let slugs = named.filter_map(|part| {
        let (name, value) = part.trim().trim_start_matches("- ").split_once(':').unwrap_or(("", part));
        if !name.is_empty() {
            key = name;
        }
        (OF_PEOPLE.contains(&key) && value.trim().starts_with(SIGN)).then(|| value.trim().to_owned())
    });
    slugs.collect()
}

fn site() -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base");
    let mut tree = pmo_site::io::scan(&root).expect("the base site can be read");
    let mut put = |path: &str, text: &str| tree.insert(path, SourceFile::text(text.trim_start()));
    let settings = include_str!("spec/base/pmo.yaml");
    let more = [("[build, run", "zqvxstage"), ("[Product", "zqvxstakeholder, zqvxteamorg"), ("[grow", "zqvxgoal")];
    let settings =
        more.iter().fold(settings.to_owned(), |all, (list, more)| all.replacen(list, &format!("{list}, {more}"), 1));
    put(
        "pmo.yaml",
        &format!("{settings}health: {{ dimensions: [scope] }}\nfindings: {{ PMO-E0401: warning }}\n{OWN_FIELDS}"),
    );
    put("content/levels.yaml", "levels: [{ id: senior, name: Senior }]\n");
    put("content/holidays/lisbon.yaml", "name: Lisbon\ndays: [{ date: 2026-05-01, name: May Day }]\n");
    for slug in partners() {
        let name = slug.replacen('z', "Z", 1);
        let record = format!(
            "name: {name}\nrole: Partner\nkind: stakeholder\ntime_zone: Europe/Lisbon\npublish: {{ name: internal }}\n"
        );
        put(&format!("content/people/{slug}.yaml"), &record);
    }
    put("content/programs/zqvxslug/program.yaml", PROGRAM);
    put("content/programs/zqvxother/program.yaml", OTHER);
    put("content/programs/zqvxslug/updates/2026-03-05.md", REPORT);
    put("content/programs/zqvxslug/charter.md", PAGE);
    let report =
        |headline: &str, more: &str| format!("---\nauthor: ana\nhealth: green\nheadline: {headline}\n{more}---\n");
    put("content/programs/apollo/updates/2026-03-09.md", &report("zqvxdraft", "draft: true\n"));
    put("content/programs/apollo/updates/2026-03-11.md", &report("zqvxtomorrow", ""));
    put(
        "content/programs/apollo/program.yaml",
        &format!("{}{PUBLIC}", include_str!("spec/base/content/programs/apollo/program.yaml")),
    );
    put("content/people/cleo.yaml", PERSON);
    let hidden = "handles: { forge: zqvxhidden }\npublish: { handles: hidden }\n";
    put("content/people/ben.yaml", &format!("{}{hidden}", include_str!("spec/base/content/people/ben.yaml")));
    put(
        "content/handbook/work.md",
        "# Work\n\nSee [the program](/programs/zqvxslug/) and [its charter](../programs/zqvxslug/charter.md).\n",
    );
    put("content/programs/zqvxslug/zqvxdiagram.png", "no picture");
    put("static/people/zqvxphoto.png", "no picture");
    tree
}

fn built(audience: Audience) -> MemorySink {
    let mut sink = MemorySink::default();
    let inputs = BuildInputs {
        audience,
        base_url: Some("https://pmo.example/".to_owned()),
        ..BuildInputs::on(date(2026, 3, 10))
    };
    let outcome = build(&site(), &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    let found: Vec<_> = outcome
        .findings
        .as_slice()
        .iter()
        .map(|finding| format!("{} {}", finding.place.file, finding.message))
        .collect();
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
    let others = ["8765432", "8 765 432", "8\u{202f}765\u{202f}432", "xqy"];
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
    assert!(canaries.len() > 100, "{canaries:?}");
    let lost: Vec<&String> =
        canaries.iter().filter(|canary| !everything.iter().any(|text| text.contains(*canary))).collect();
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
    assert_eq!(
        pages.iter().filter(|(_, text)| !asks(text)).map(|(path, _)| *path).collect::<Vec<_>>(),
        [] as [&str; 0]
    );
    let text = site.text("robots.txt").expect("there is a robots.txt");
    assert!(text.contains("Disallow: /\n"), "{text}");
}
