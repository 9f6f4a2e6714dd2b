//! How long the stages take on a made-up site of 1,000 pages and 50 programs with 20 updates each.
//!
//! `cargo bench` prints parse, validate and the full build into memory, each from a clean memo, and builds with a warm
//! one: after no edit and after an edit of one file.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::ToSpan;
use jiff::civil::date;
use pmo_site::artifact::{MemorySink, NullSink};
use pmo_site::config::Config;
use pmo_site::markdown::{Compiler, Options};
use pmo_site::parse::{self, ParseMemo};
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourcePath, SourceTree};
use pmo_site::validate::{BuildScope, ValidateMemo, validate};

const PAGES: usize = 1_000;
const PROGRAMS: usize = 50;
const UPDATES: usize = 20;

fn page(number: usize) -> String {
    let mut text = format!("---\ntitle: Page {number}\nweight: {number}\n---\n\n");
    for section in 0..6 {
        let _ = write!(text, "## Section {section}\n\n");
        for sentence in 0..8 {
            let _ = write!(
                text,
                "The *owner* of item {sentence} writes what moved and `what` did not, **every** week of the quarter. "
            );
        }
        let _ =
            write!(text, "\n\n| Item | Owner | Date |\n|---|---|---|\n| A | Ana | 5 Mar |\n| B | Ben | 6 Mar |\n\n");
        let _ =
            write!(text, "See [the next](../page-{}/) and [the first](/handbook/page-0/).\n\n", (number + 1) % PAGES);
    }
    text.push_str("```yaml\nhealth: green\nheadline: All is well.\n```\n");
    text
}

fn site() -> SourceTree {
    let mut tree = SourceTree::new();
    let mut add = |path: String, text: String| tree.insert(SourcePath::new(path), SourceFile::text(text));
    add(
        "pmo.yaml".into(),
        "site: { title: Bench, base_url: \"https://example.org/\" }\nstages: [build]\nfindings: { PMO-W0601: ignore, PMO-W0602: ignore }\n"
            .into(),
    );
    add("content/focus-areas/all.yaml".into(), "name: All\n".into());
    for person in ["ana", "ben"] {
        add(
            format!("content/people/{person}.yaml"),
            format!("name: {person}\nrole: TPM\ntime_zone: Europe/Lisbon\nfocus_areas: [all]\n"),
        );
    }
    for number in 0..PAGES {
        add(format!("content/handbook/page-{number}.md"), page(number));
    }
    for number in 0..PROGRAMS {
        let slug = format!("program-{number:03}");
        let record = format!(
            "name: Program {number}\nsummary: What it brings about.\nlifecycle: active\nstage: build\nfocus_area: all\ndri: ana\nsponsor: ben\n\
             start: 2026-01-01\nongoing: true\nsuccess_measures:\n  - {{ id: S1, name: Done, target: 10 }}\nmilestones:\n  \
             - {{ id: M1, name: First, baseline: 2026-09-01, key: true }}\nrisks:\n  - {{ id: R1, statement: It may be late., probability: 3, impact: 3, owner: ana, raised: 2026-01-02, review_by: 2026-12-01 }}\n"
        );
        add(format!("content/programs/{slug}/program.yaml"), record);
        for week in 0..UPDATES {
            let day = date(2026, 1, 8).saturating_add(i64::try_from(week * 7).unwrap_or(0).days());
            let update = format!(
                "---\nauthor: ana\nhealth: green\nheadline: Week {week} went well.\nmilestones:\n  M1: {{ forecast: 2026-09-{:02} }}\n---\nText of the week.\n",
                1 + week
            );
            add(format!("content/programs/{slug}/updates/{day}.md"), update);
        }
    }
    tree
}

fn stages(criterion: &mut Criterion) {
    let tree = site();
    let inputs = BuildInputs::on(date(2026, 6, 1));
    let mut group = criterion.benchmark_group("1,000 pages, 50 programs, 1,000 updates");
    group.sample_size(10);
    group.bench_function("parse", |bench| {
        bench.iter(|| black_box(parse::site(&tree, Options::default(), &mut ParseMemo::default())));
    });
    let parsed = parse::site(&tree, Options::default(), &mut ParseMemo::default());
    let compiler = Compiler::new(Options::default());
    let scope = BuildScope { as_of: date(2026, 6, 1), drafts: false };
    group.bench_function("validate", |bench| {
        bench.iter(|| black_box(validate(&parsed, Config::fallback(), &compiler, scope, &mut ValidateMemo::default())));
    });
    group.bench_function("check", |bench| {
        bench.iter(|| black_box(build(&tree, &inputs, &mut Memo::default(), &mut NullSink)));
    });
    group.bench_function("build into memory", |bench| {
        bench.iter(|| black_box(build(&tree, &inputs, &mut Memo::default(), &mut MemorySink::default())));
    });
    let mut memo = Memo::warm();
    group.bench_function("build into memory, warm", |bench| {
        bench.iter(|| black_box(build(&tree, &inputs, &mut memo, &mut MemorySink::default())));
    });
    for (what, path) in [
        ("a page", "content/handbook/page-7.md"),
        ("an update", "content/programs/program-007/updates/2026-05-21.md"),
        ("a person", "content/people/ana.yaml"),
    ] {
        let mut tree = tree.clone();
        let before = tree.text(path).map_or_else(String::new, ToString::to_string);
        let mut edition = 0;
        group.bench_function(format!("build into memory, warm, after an edit of {what}"), |bench| {
            bench.iter(|| {
                edition += 1;
                let text = before.replace("role: TPM", &format!("role: TPM {edition}"));
                tree.insert(path, SourceFile::text(format!("{text}# Edition {edition}\n")));
                black_box(build(&tree, &inputs, &mut memo, &mut MemorySink::default()))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
