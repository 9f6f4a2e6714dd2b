//! A program's page in every state, as the words that a reader meets: `tests/golden/states`.
//!
//! One small site has a program for each lifecycle, freshness and health. A page is compared without its frame and its
//! drawings; a pill's mark stands in braces before its word, so that a colour where none belongs is seen.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::date;
use pmo_site::artifact::MemorySink;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};

/// A report's date by the freshness that it has on 20 March 2026: reports are due on Thursdays, with three days of
/// grace.
const FRESHNESS: [(&str, &str); 3] = [("fresh", "2026-03-19"), ("due", "2026-03-12"), ("stale", "2026-03-05")];

/// Health with a confidence of its band.
const HEALTH: [(&str, u8); 3] = [("green", 90), ("amber", 70), ("red", 40)];

const PLAN: &str = "stage: build\nfocus_area: platform\ndri: ana\nsponsor: ben\nstart: 2026-01-05\nbaseline_end: 2026-09-30\n\
    success_measures:\n  - { id: S1, name: Tenants moved, unit: tenants, target: 40 }\n\
    milestones:\n  - { id: M1, name: First tenant moved, baseline: 2026-03-02 }\n  \
    - { id: M2, name: All tenants moved, baseline: 2026-09-18, key: true }\n";

fn program(slug: &str, lifecycle: &str, rest: &str) -> (String, String) {
    let record = format!("name: Program {slug}\nsummary: Move every tenant.\nlifecycle: {lifecycle}\n{rest}");
    (format!("content/programs/{slug}/program.yaml"), record)
}

fn report(slug: &str, day: &str, health: &str, confidence: u8, more: &str) -> (String, String) {
    let path = if health == "green" { "" } else { "path_to_green: The second team joins in April.\n" };
    let text = format!(
        "---\nauthor: ana\nhealth: {health}\nconfidence: {confidence}\nheadline: The move goes on.\n{path}\
        milestones: {{ M1: {{ actual: 2026-03-02 }}{more} }}\n---\n"
    );
    (format!("content/programs/{slug}/updates/{day}.md"), text)
}

/// The records of the site, by path.
fn records() -> Vec<(String, String)> {
    let mut files = vec![
        ("pmo.yaml".to_owned(), "site: { title: States }\nstages: [build, run]\n".to_owned()),
        ("content/focus-areas/platform.yaml".to_owned(), "name: Platform\n".to_owned()),
        (
            "content/people/ana.yaml".to_owned(),
            "name: Ana Silva\nrole: Program manager\ntime_zone: Europe/Lisbon\nfocus_areas: [platform]\n".to_owned(),
        ),
        (
            "content/people/ben.yaml".to_owned(),
            "name: Ben Roth\nrole: Sponsor\ntime_zone: Europe/Berlin\nkind: stakeholder\n".to_owned(),
        ),
    ];
    for (freshness, day) in FRESHNESS {
        for (health, confidence) in HEALTH {
            let slug = format!("active-{freshness}-{health}");
            files.extend([program(&slug, "active", PLAN), report(&slug, day, health, confidence, "")]);
        }
    }
    let late = ", M2: { forecast: 2026-10-18 }";
    files
        .extend([program("active-flagged", "active", PLAN), report("active-flagged", "2026-03-19", "green", 90, late)]);
    files.push(program("active-never", "active", PLAN));
    let silent = format!("{PLAN}cadence: none\n");
    files.extend([
        program("active-no-cadence", "active", &silent),
        report("active-no-cadence", "2026-03-03", "green", 90, ""),
    ]);
    files.extend([program("proposed", "proposed", PLAN), program("planned", "planned", PLAN)]);
    for lifecycle in ["paused", "cancelled"] {
        files.extend([program(lifecycle, lifecycle, PLAN), report(lifecycle, "2026-03-05", "amber", 70, "")]);
    }
    let reached = ", M2: { actual: 2026-03-04 }";
    files.extend([program("complete", "complete", PLAN), report("complete", "2026-03-05", "green", 95, reached)]);
    files.push(program("empty", "proposed", "focus_area: platform\ndri: ana\n"));
    files
}

/// The words of a page's main part, block by block.
fn words(html: &str) -> String {
    let (_, main) = html.split_once("<main").expect("a page has a main part");
    let (main, _) = main.split_once("</main>").expect("a main part ends");
    let mut out = String::new();
    let mut drawing = false;
    for part in main.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
        let opens = !tag.starts_with('/');
        drawing = (drawing || (name == "svg" && opens)) && !tag.starts_with("/svg");
        if drawing {
            continue;
        }
        match name {
            "h1" | "h2" | "h3" if opens => out.push_str("\n\n# "),
            "p" | "li" | "tr" | "div" | "section" | "ul" | "ol" | "dl" | "table" | "figure" | "details" | "pre" => {
                out.push('\n');
            }
            "span" | "strong" | "small" if opens => out.push(' '),
            "td" | "th" if opens => out.push_str(" | "),
            "dd" if opens => out.push_str(": "),
            _ => {}
        }
        let mark = tag.split_once("pill-").filter(|_| opens).and_then(|(_, rest)| rest.split(['"', ' ']).next());
        if let Some(mark) = mark {
            let _ = write!(out, " {{{mark}}} ");
        }
        out.push_str(text);
    }
    let out = out.replace("&nbsp;", " ");
    let lines =
        out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty());
    lines.fold(String::new(), |text, line| {
        let gap = if line.starts_with('#') && !text.is_empty() { "\n" } else { "" };
        text + gap + line.trim_start_matches("| ") + "\n"
    })
}

#[test]
fn a_program_in_every_state_reads_as_it_did() {
    let mut tree = SourceTree::new();
    for (path, text) in records() {
        tree.insert(path.as_str(), SourceFile::text(text));
    }
    let mut sink = MemorySink::default();
    let outcome = build(&tree, &BuildInputs::on(date(2026, 3, 20)), &mut Memo::default(), &mut sink)
        .expect("memory takes everything");
    assert!(outcome.complete, "{:?}", outcome.findings);
    let pages = sink.artifacts.keys().filter_map(|path| {
        let slug = path.as_str().strip_prefix("programs/")?.strip_suffix("/index.html")?;
        // The archive is no program.
        (!slug.contains('/') && slug != "archive")
            .then(|| (format!("{slug}.txt"), words(sink.text(path.as_str()).expect("a page is text"))))
    });
    let pages: BTreeMap<String, String> = pages.collect();
    assert_eq!(pages.len(), 18);
    super::compare(&pages, &super::root().join("tests/golden/states"));
}

#[test]
fn words_of_a_page_keep_its_marks_and_lose_its_drawings() {
    let html = "<main><h1>A</h1><p><span class=\"pill pill-red\"><svg><title>no</title></svg>At risk</span></p></main>";
    assert_eq!(words(html), "# A\n{red} At risk\n");
}
