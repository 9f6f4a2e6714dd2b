//! What a rename keeps: references, addresses and ids.
#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its site is not as it should be")]

use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};
use serde_json::Value;

/// The small site of the specs.
fn base() -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base");
    let mut tree = pmo_site::io::scan(&root).expect("the base site can be read");
    put(&mut tree, "content/programs/apollo/charter.md", "# Charter\n\n## Scope\n\nAll tenants.\n");
    put(
        &mut tree,
        "content/programs/zephyr/program.yaml",
        "name: Zephyr\nsummary: Waits.\nlifecycle: active\nstage: build\nfocus_area: platform\ndri: ana\nsponsor: ben\n\
         start: 2026-01-05\nongoing: true\n\
         success_measures: [{ id: S1, name: Tenants, target: 4 }]\n\
         milestones: [{ id: M1, name: Moved, baseline: 2026-12-18, key: true, gate: { approvers: [ben] } }]\n\
         dependencies: [{ id: D1, provider: \"apollo#M2\", need: A cell, need_by: 2026-12-01, hard: true, owner: ana }]\n",
    );
    let report =
        "---\nauthor: ana\nhealth: green\nconfidence: 90\nheadline: We wait.\n---\n\n[Plan](/programs/apollo/).\n";
    put(&mut tree, "content/programs/zephyr/updates/2026-03-05.md", report);
    tree
}

fn put(tree: &mut SourceTree, path: &str, text: &str) {
    tree.insert(path, SourceFile::text(text));
}

/// The file at `path` under another path, with `more` at its end.
fn renamed(tree: &mut SourceTree, path: &str, to: &str, more: &str) {
    let text = tree.text(path).unwrap_or_else(|| panic!("there is no `{path}`")).to_string();
    tree.remove(path);
    put(tree, to, &format!("{text}{more}"));
}

/// The base site after Apollo became Artemis, Ana got another name and the area another slug; nothing else was edited.
fn after() -> SourceTree {
    let mut tree = base();
    let at = |slug: &str, file: &str| format!("content/programs/{slug}/{file}");
    renamed(&mut tree, &at("apollo", "program.yaml"), &at("artemis", "program.yaml"), "formerly: [apollo, hermes]\n");
    for file in ["charter.md", "updates/2026-03-05.md"] {
        renamed(&mut tree, &at("apollo", file), &at("artemis", file), "");
    }
    let person = |slug: &str| format!("content/people/{slug}.yaml");
    renamed(&mut tree, &person("ana"), &person("ana-costa"), "formerly: [ana]\n");
    let area = |slug: &str| format!("content/focus-areas/{slug}.yaml");
    renamed(&mut tree, &area("platform"), &area("tenants"), "formerly: [platform]\n");
    tree
}

fn built_at(tree: &SourceTree, base: &str, audience: Audience) -> MemorySink {
    let mut sink = MemorySink::default();
    let inputs = BuildInputs { audience, base_url: Some(base.to_owned()), ..BuildInputs::on(date(2026, 3, 10)) };
    let outcome = build(tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    let found: Vec<_> = outcome.findings.as_slice().iter().map(|found| found.message.clone()).collect();
    assert!(outcome.complete, "{found:#?}");
    assert!(found.is_empty(), "{found:#?}");
    sink
}

fn built(tree: &SourceTree) -> MemorySink {
    built_at(tree, "https://pmo.example/docs/", Audience::Public)
}

fn text<'s>(site: &'s MemorySink, path: &str) -> &'s str {
    site.text(path).unwrap_or_else(|| panic!("there is no `{path}`"))
}

/// The values between `start` and `end`, in order.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

#[test]
fn ids_of_feeds_and_calendars_outlive_a_rename() {
    let (before, after) = (built(&base()), built(&after()));
    for (path, start, end) in [
        ("feeds/portfolio.xml", "<id>", "</id>"),
        ("feeds/programs/apollo.xml", "<id>", "</id>"),
        ("feeds/focus-areas/platform.xml", "<id>", "</id>"),
        ("calendar/portfolio.ics", "UID:", "\r\n"),
        ("calendar/programs/apollo.ics", "UID:", "\r\n"),
    ] {
        let ids = |site| between(text(site, path), start, end);
        assert!(!ids(&before).is_empty(), "{path}");
        assert_eq!(ids(&before), ids(&after), "{path}");
    }
    let feed = text(&after, "feeds/programs/artemis.xml");
    assert!(feed.contains("<id>https://pmo.example/docs/programs/apollo/updates/2026-03-05/</id>"), "{feed}");
    assert!(feed.contains("href=\"https://pmo.example/docs/programs/artemis/updates/2026-03-05/\""), "{feed}");
}

#[test]
fn two_sites_below_one_host_share_no_id() {
    let tree = base();
    let site = |address| built_at(&tree, address, Audience::Public);
    let ids = |site: &MemorySink| -> Vec<String> {
        let of = |path, start, end| between(text(site, path), start, end).into_iter().map(str::to_owned).collect();
        let (atom, events): (Vec<String>, Vec<String>) =
            (of("feeds/portfolio.xml", "<id>", "</id>"), of("calendar/portfolio.ics", "UID:", "\r\n"));
        atom.into_iter().chain(events).collect()
    };
    let (one, other) = (ids(&site("https://pmo.example/one/")), ids(&site("https://pmo.example/two/")));
    assert!(one.len() > 3 && one.iter().all(|id| !other.contains(id)), "{one:?} {other:?}");
    let root = ids(&site("https://pmo.example/"));
    assert!(root.contains(&"apollo.milestone.M1@pmo.example".to_owned()), "{root:?}");
}

#[test]
fn data_stay_answerable_at_the_old_addresses() {
    let site = built(&after());
    for (old, new) in [
        ("feeds/programs/apollo.xml", "feeds/programs/artemis.xml"),
        ("feeds/programs/hermes.xml", "feeds/programs/artemis.xml"),
        ("feeds/focus-areas/platform.xml", "feeds/focus-areas/tenants.xml"),
        ("calendar/programs/apollo.ics", "calendar/programs/artemis.ics"),
        ("badges/apollo.svg", "badges/artemis.svg"),
        ("api/v1/programs/apollo.json", "api/v1/programs/artemis.json"),
    ] {
        assert_eq!(text(&site, old), text(&site, new), "{old}");
    }
    let data: Value = serde_json::from_str(text(&site, "api/v1/programs/apollo.json")).expect("it is JSON");
    assert_eq!(data["slug"], "artemis");
    assert_eq!(data["formerly"], serde_json::json!(["apollo", "hermes"]));
    assert_eq!(data["focus_area"], "tenants");
    assert_eq!(data["dri"], "ana-costa");
    let zephyr: Value = serde_json::from_str(text(&site, "api/v1/programs/zephyr.json")).expect("it is JSON");
    assert_eq!(zephyr["dependencies"][0]["provider"]["program"], "artemis", "{}", zephyr["dependencies"]);
}

#[test]
fn old_pages_lead_on_and_keep_the_part_that_was_asked_for() {
    let site = built(&after());
    let script = |path: &str| path.starts_with("assets/moved.") || path.starts_with("assets/moved-");
    let asset = site.artifacts.keys().find(|path| script(path.as_str())).expect("there is a script").as_str();
    for (old, new) in [
        ("programs/apollo/", "programs/artemis/"),
        ("programs/hermes/", "programs/artemis/"),
        ("programs/apollo/updates/2026-03-05/", "programs/artemis/updates/2026-03-05/"),
        ("programs/apollo/charter/", "programs/artemis/charter/"),
        ("team/ana/", "team/ana-costa/"),
        ("focus-areas/platform/", "focus-areas/tenants/"),
    ] {
        let page = text(&site, &format!("{old}index.html"));
        let wanted = [
            format!("<link rel=\"canonical\" href=\"https://pmo.example/docs/{new}\">"),
            format!("<script src=\"/docs/{asset}\" integrity=\"sha384-"),
            format!("<noscript><meta http-equiv=\"refresh\" content=\"0; url=/docs/{new}\"></noscript>"),
            format!("<a href=\"/docs/{new}\">"),
        ];
        for part in wanted {
            assert!(page.contains(&part), "{old}: {part} is not in {page}");
        }
        let _ = text(&site, &format!("{new}index.html"));
    }
    assert!(text(&site, asset).contains("location.hash"));
    let report = text(&site, "programs/zephyr/updates/2026-03-05/index.html");
    assert!(report.contains("href=\"/docs/programs/artemis/\""), "a link in an old report leads to the new address");
    for list in ["sitemap.xml", "api/v1/programs.json", "data/programs.csv"] {
        assert!(!text(&site, list).contains("apollo"), "{list}");
    }
}

#[test]
fn the_old_name_of_somebody_is_told_nowhere() {
    let site = built(&after());
    let people = text(&site, "api/v1/people.json");
    assert!(people.contains("\"ana-costa\"") && !people.contains("\"ana\""), "{people}");
    let pages = site.artifacts.iter().filter_map(|(path, body)| match body {
        Body::Bytes(bytes) => Some((path.as_str(), String::from_utf8_lossy(bytes))),
        Body::CopyOf(..) => None,
    });
    for (path, page) in pages {
        assert!(!page.contains("/team/ana/"), "{path}");
    }
}

#[test]
fn what_is_hidden_is_hidden_at_its_old_addresses() {
    let mut tree = after();
    for (path, more) in [
        ("content/programs/artemis/program.yaml", "visibility: internal\n"),
        ("content/people/ana-costa.yaml", "publish: { name: internal, coverage: hidden }\n"),
    ] {
        renamed(&mut tree, path, path, more);
    }
    let report = tree.text("content/programs/zephyr/updates/2026-03-05.md").expect("a report").to_string();
    put(
        &mut tree,
        "content/programs/zephyr/updates/2026-03-05.md",
        &report.replace("[Plan](/programs/apollo/)", "Plan"),
    );
    let site = built(&tree);
    for (path, body) in &site.artifacts {
        let Body::Bytes(bytes) = body else { continue };
        let text = format!("{path}\n{}", String::from_utf8_lossy(bytes));
        for word in ["apollo", "hermes", "artemis", "ana-costa", "team/ana/"] {
            assert!(!text.contains(word), "{word} is in {path}");
        }
    }
    let inside = built_at(&tree, "https://pmo.example/docs/", Audience::Internal);
    let _ = text(&inside, "programs/hermes/index.html");
}

#[test]
fn an_old_slug_that_is_given_to_an_edit_is_followed_at_once() {
    let mut memo = Memo::warm();
    let inputs = BuildInputs::on(date(2026, 3, 10));
    let mut outputs = Vec::new();
    for tree in [base(), after()] {
        let mut sink = MemorySink::default();
        build(&tree, &inputs, &mut memo, &mut sink).expect("memory takes everything");
        outputs.push(sink);
    }
    let mut clean = MemorySink::default();
    build(&after(), &inputs, &mut Memo::default(), &mut clean).expect("memory takes everything");
    assert!(outputs.pop().expect("two builds").artifacts == clean.artifacts);
}
