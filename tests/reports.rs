//! A report as it stood: its page says today what it said on its own day.
#![expect(clippy::expect_used, reason = "a test stops where its site is not as it should be")]

use std::path::Path;

use jiff::civil::{Date, date};
use pmo_site::artifact::MemorySink;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};

fn built(tree: &SourceTree, memo: &mut Memo, day: Date) -> MemorySink {
    let mut sink = MemorySink::default();
    let outcome = build(tree, &BuildInputs::on(day), memo, &mut sink).expect("memory takes everything");
    assert!(outcome.complete, "the site builds on {day}");
    sink
}

fn is_page(text: &str) -> bool {
    text.contains("<main")
}

/// What a page says of its report: its main part without the links to the reports before and after it.
fn report(html: &str) -> &str {
    let (_, main) = html.split_once("<main").expect("a page has a main part");
    let (main, _) = main.split_once("</main>").expect("a main part ends");
    main.split_once("<nav class=\"turn\"").map_or(main, |(report, _)| report).trim_end()
}

/// The addresses of all reports of a site by the day that they report; not those at which a report was before its
/// program had another slug, which only lead on.
fn reports(site: &MemorySink) -> Vec<(Date, String)> {
    let found = site.artifacts.keys().filter(|path| site.text(path.as_str()).is_some_and(is_page)).filter_map(|path| {
        let (_, name) = path.as_str().strip_suffix("/index.html")?.split_once("/updates/")?;
        Some((name.get(..10)?.parse().ok()?, path.to_string()))
    });
    let mut found: Vec<_> = found.collect();
    found.sort();
    found
}

#[test]
fn a_report_says_today_what_it_said_on_its_day() {
    let tree = pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read");
    let mut memo = Memo::default();
    let today = built(&tree, &mut memo, date(2026, 11, 20));
    let reports = reports(&today);
    assert!(reports.len() > 50, "{} reports", reports.len());
    let mut faults = Vec::new();
    for day in reports.chunk_by(|one, other| one.0 == other.0) {
        let then = built(&tree, &mut memo, day.first().expect("a chunk has a first").0);
        for (_, path) in day {
            let (now, was) = (today.text(path).map(report), then.text(path).map(report));
            if now != was {
                let (now, was) = (now.unwrap_or("nothing"), was.unwrap_or("nothing"));
                let differ = now.lines().zip(was.lines()).find(|(now, was)| now != was);
                faults.push(format!("{path}: {differ:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {} reports differ:\n{}", faults.len(), reports.len(), faults.join("\n"));
}

#[test]
fn links_to_other_reports_are_no_part_of_one() {
    assert_eq!(
        report("<body><main id=\"main\"><p>Green.</p>\n<nav class=\"turn\">Next</nav></main>"),
        " id=\"main\"><p>Green.</p>"
    );
}

#[test]
fn a_link_in_a_remark_leads_from_the_report_that_made_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base");
    let mut tree = pmo_site::io::scan(&root).expect("the base site can be read");
    let mut put = |path: &str, text: &str| tree.insert(path, SourceFile::text(text));
    put("content/programs/apollo/charter.md", "# Charter\n\nWhy.\n");
    put(
        "content/programs/apollo/updates/2026-03-06.md",
        "---\nauthor: ana\nhealth: green\nconfidence: 90\nheadline: Read [the charter](../charter.md).\n\
        milestones: { M1: { forecast: 2026-06-12, note: \"See [the charter](../charter.md)\" } }\n---\n",
    );
    let site = built(&tree, &mut Memo::default(), date(2026, 3, 10));
    for path in ["programs/apollo/index.html", "programs/apollo/updates/2026-03-06/index.html", "programs/index.html"] {
        let text = site.text(path).expect("a page");
        assert!(
            !text.contains("charter.md"),
            "{path}: {:?}",
            text.split("charter.md").next().map(|before| before.get(before.len() - 80..))
        );
    }
    let links = site
        .text("programs/apollo/index.html")
        .map(|text| text.matches("href=\"/programs/apollo/charter/\">the charter").count());
    assert_eq!(links, Some(3), "the status, the milestone and the list of reports");
}
