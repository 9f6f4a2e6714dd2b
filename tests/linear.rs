//! Twice the input is twice the work: hostile shapes in two sizes, compared by what their builds allocate.
//!
//! Allocations are counted and not seconds, so that the result is the same on every machine. What compares or moves
//! bytes in place costs none and is not seen here; the profile of a build of a megabyte shows that.
#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use std::alloc::System;

use jiff::civil::date;
use pmo_site::artifact::NullSink;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Repetitions of a shape in its smaller size.
const SMALL: usize = 8_000;

/// Most that twice the input may cost: a list that grows is moved now and then.
const MOST: f64 = 2.5;

type Files = Vec<(String, String)>;

/// What a build of `files` allocates: how often, and how many bytes.
fn cost(files: &Files) -> (usize, usize) {
    let mut tree = SourceTree::new();
    tree.insert("pmo.yaml", SourceFile::text("site: { title: T }\nmarkdown: { max_page_size: 8388608 }\n".to_owned()));
    tree.insert("content/focus-areas/a.yaml", SourceFile::text("name: A\nsummary: S.\n".to_owned()));
    for (path, text) in files {
        tree.insert(path.as_str(), SourceFile::text(text.clone()));
    }
    let region = Region::new(&INSTRUMENTED_SYSTEM);
    let outcome = build(&tree, &BuildInputs::on(date(2026, 3, 10)), &mut Memo::default(), &mut NullSink);
    let change = region.change();
    outcome.expect("nothing is written");
    (change.allocations + change.reallocations, change.bytes_allocated)
}

/// A page with `before` and then `text` for each number.
fn page(before: &str, size: usize, text: impl Fn(usize) -> String) -> Files {
    let body: String = (0..size).map(text).collect();
    let end = before.get(..3).filter(|fence| ["---", "+++"].contains(fence)).unwrap_or("");
    vec![("content/handbook/a.md".to_owned(), format!("{before}{body}\n{end}\n"))]
}

fn repeated(text: &'static str) -> impl Fn(usize) -> Files {
    move |size| page("# T\n\n", size, |_| text.to_owned())
}

fn person(number: usize, manager: Option<usize>) -> (String, String) {
    let manager = manager.map(|manager| format!("manager: p{manager}\n")).unwrap_or_default();
    let text = format!("name: P {number}\nrole: R\ntime_zone: Europe/Lisbon\nfocus_areas: [a]\n{manager}");
    (format!("content/people/p{number}.yaml"), text)
}

fn program(number: usize, needs: &[usize]) -> (String, String) {
    let row = |other: &usize| {
        format!("  - {{ id: D{other}, provider: q{other}#M1, need: x, need_by: 2026-08-01, hard: true }}\n")
    };
    let needs = needs.iter().map(row).collect::<Vec<_>>().concat();
    let needs = if needs.is_empty() { needs } else { format!("dependencies:\n{needs}") };
    let text = format!(
        "name: Q\nsummary: S.\nlifecycle: planned\nstage: build\nfocus_area: a\ndri: p0\nsponsor: p0\nstart: 2026-01-05\n\
         baseline_end: 2026-09-30\nmilestones:\n  - {{ id: M1, name: F, baseline: 2026-06-12 }}\n{needs}"
    );
    (format!("content/programs/q{number}/program.yaml"), text)
}

type Shape = (&'static str, Box<dyn Fn(usize) -> Files>);

fn shapes() -> Vec<Shape> {
    let text = |name, text| -> Shape { (name, Box::new(repeated(text))) };
    let mut shapes = vec![
        text("unclosed links", "<a href=\"/\">x\n\n"),
        text("unclosed elements", "<b>x\n\n"),
        text("attributes", "<p a=\"\" b='' c>x</p>\n\n"),
        text("elements", "<div>"),
        text("unfinished tags", "<a href=\""),
        text("brackets", "["),
        text("parentheses", "[a]("),
        text("titles", "[a](b \""),
        text("emphasis", "*a_ "),
        text("open emphasis", "*a **b "),
        text("strikethrough", "~a~~b "),
        text("backticks", "`a"),
        text("quotes", "> a\n"),
        text("equal headings", "## a\n\n"),
        text("rows", "|a|b|\n|-|-|\n|c|d|\n\n"),
        text("definitions", "a\n: b\n\n"),
        text("entities", "&amp;&lt;"),
        text("comments", "<!-- "),
        text("sections of characters", "<![CDATA[ "),
        text("processing instructions", "<? "),
        text("shortcodes", "{{< a >}} "),
        text("addresses", "a@b.cd www.e.f "),
        text("fences", "```rust\nlet a = 1;\n```\n"),
        text("footnote references", "[^1] "),
    ];
    let mut numbered = |name, before: &'static str, one: fn(usize) -> String| {
        shapes.push((name, Box::new(move |size| page(before, size, one)) as Box<dyn Fn(usize) -> Files>));
    };
    numbered("undefined references", "# T\n\n", |n| format!("[a{n}][b{n}] "));
    numbered("defined references", "# T\n\n", |n| format!("[a{n}]\n\n[a{n}]: /x{n}\n\n"));
    numbered("footnotes", "# T\n\n", |n| format!("x[^{n}]\n\n[^{n}]: y\n\n"));
    numbered("different headings", "# T\n\n", |n| format!("## h{n}\n\n"));
    numbered("dead anchors", "# T\n\n", |n| format!("## h{n}\n\n[a](#x{n})\n\n"));
    numbered("broken links", "# T\n\n", |n| format!("[a](x{n}.md) "));
    numbered("unknown elements", "# T\n\nx ", |n| format!("<q{n}> "));
    numbered("tags in a quote", "# T\n\n", |n| format!("> <b a{n}>\n"));
    numbered("unknown languages", "# T\n\n", |n| format!("```qq{n:05}\nx\n```\n"));
    numbered("aliases", "---\ntitle: T\naliases:\n", |n| format!("  - /x{n}/\n"));
    numbered("keys of TOML", "+++\n", |n| format!("k{n} = 1\n"));
    shapes.push((
        "managers",
        Box::new(|size| (0..size / 16).map(|n| person(n, (n + 1 < size / 16).then_some(n + 1))).collect()),
    ));
    shapes.push((
        "dependencies",
        Box::new(|size| {
            let last = size / 20;
            let linked = (0..last).map(|n| program(n, [n + 1].get(..usize::from(n + 1 < last)).unwrap_or_default()));
            std::iter::once(person(0, None)).chain(linked).collect()
        }),
    ));
    shapes.push((
        "dependencies that lead back",
        Box::new(|size| {
            let last = size / 20;
            let needs =
                |n: usize| [0, n + 1].into_iter().filter(|other| *other != n && *other < last).collect::<Vec<_>>();
            std::iter::once(person(0, None)).chain((0..last).map(|n| program(n, &needs(n)))).collect()
        }),
    ));
    shapes
}

#[test]
fn twice_the_input_costs_twice_the_work() {
    let empty = cost(&Vec::new());
    let mut faults = Vec::new();
    for (name, files) in shapes() {
        let (one, two) = (files(SMALL), files(2 * SMALL));
        // What is made once in a run is made before it is measured.
        cost(&one);
        let [one, two] = [cost(&one), cost(&two)];
        for (what, one, two, empty) in [("allocations", one.0, two.0, empty.0), ("bytes", one.1, two.1, empty.1)] {
            // As much again as an empty site costs is no growth: a buffer that doubles moves a small sum by more than
            // its input.
            let [one, two] = [one, two].map(|cost| cost.saturating_sub(empty).max(empty));
            #[expect(clippy::cast_precision_loss, reason = "a ratio of counts far below 2^52")]
            let ratio = two as f64 / one as f64;
            if ratio > MOST {
                faults.push(format!("{name}: {one} and {two} {what}, a ratio of {ratio:.2}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
