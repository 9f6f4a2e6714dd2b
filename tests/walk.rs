//! A handbook that moves in can be walked: from the first page links lead to every page that hides nowhere, and nothing
//! stands there for records that the site does not have.
#![expect(clippy::expect_used, reason = "a test stops where its site is not as it should be")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::SourceTree;

const CONFIG: &str = "site: { title: H, base_url: 'https://h.example/' }\nstages: [build, run]\n";

/// Every file of the site of these files by its path, and the codes of what was found.
fn built(files: &[(&str, &str)]) -> (BTreeMap<String, String>, Vec<&'static str>) {
    built_for(files, Audience::Public)
}

fn built_for(files: &[(&str, &str)], audience: Audience) -> (BTreeMap<String, String>, Vec<&'static str>) {
    let tree: SourceTree = files.iter().copied().chain([("pmo.yaml", CONFIG)]).collect();
    let mut sink = MemorySink::default();
    let inputs = BuildInputs { audience, ..BuildInputs::on(date(2026, 3, 5)) };
    let outcome = build(&tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    let text = |body: &Body| match body {
        Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Body::CopyOf(..) => String::new(),
    };
    let made = sink.artifacts.iter().map(|(path, body)| (format!("/{path}"), text(body))).collect();
    (made, outcome.findings.as_slice().iter().map(|finding| finding.rule.code).collect())
}

/// The addresses of a page's links.
fn links(html: &str) -> impl Iterator<Item = &str> {
    html.split("<a ").skip(1).filter_map(|tag| tag.split_once("href=\"")?.1.split('"').next())
}

/// The pages that links lead to from the first one.
fn reached(site: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut ahead = vec!["/".to_owned()];
    while let Some(url) = ahead.pop() {
        let Some(html) = site.get(&format!("{url}index.html")) else { continue };
        if reached.insert(url) {
            ahead.extend(links(html).map(|link| link.split('#').next().unwrap_or_default().to_owned()));
        }
    }
    reached
}

fn pages(site: &BTreeMap<String, String>) -> BTreeSet<String> {
    site.keys().filter_map(|path| path.strip_suffix("index.html")).map(str::to_owned).collect()
}

/// What stands between two marks of a page.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    html.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(part, _)| part)
}

fn bar(html: &str) -> Vec<&str> {
    links(between(html, "<nav class=\"bar-nav\"", "</nav>")).collect()
}

/// Whether a file of the search index has `text`.
fn is_searched(site: &BTreeMap<String, String>, text: &str) -> bool {
    site.iter().any(|(path, file)| path.starts_with("/search/shard-") && file.contains(text))
}

#[test]
fn every_page_of_a_handbook_is_reached() {
    let names: Vec<String> = (0..80).map(|number| format!("content/guides/page-{number}.md")).collect();
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "# One of many\n")).collect();
    files.extend([
        ("content/docs/intro.md", "# Intro\n"),
        ("content/docs/deep/er/leaf.md", "# Leaf\n"),
        ("content/about-us/_index.md", "# About\n"),
        ("content/about-us/team.md", "# Team\n"),
        ("content/alone.md", "# Alone\n"),
        ("content/team/_index.md", "# Our own team\n"),
        ("content/team/roles/lead.md", "# Lead\n"),
    ]);
    let (site, found) = built(&files);
    assert_eq!(found, [""; 0]);
    assert_eq!(reached(&site), pages(&site));
    assert!(pages(&site).contains("/docs/deep/er/"), "a folder has a page of its own");
    assert!(site["/guides/index.html"].contains("<h1>Guides</h1>"));
    assert!(site["/team/index.html"].contains("Our own team"));
    for listed in ["https://h.example/guides/", "https://h.example/docs/deep/"] {
        assert!(site["/sitemap.xml"].contains(&format!("<loc>{listed}</loc>")), "{listed}");
    }
    assert!(is_searched(&site, "\"/docs/deep/er/\""));
    assert_eq!(bar(&site["/index.html"]), ["/about-us/", "/docs/", "/guides/", "/team/"]);
    assert!(site["/docs/deep/er/leaf/index.html"].contains("<a href=\"/docs/\" aria-current=\"true\">Docs</a>"));
}

#[test]
fn nothing_is_said_of_records_that_there_are_not() {
    let (site, _) = built(&[("content/_index.md", "# Ours\n\nText.\n"), ("content/guides/a.md", "# A\n")]);
    let wanted: BTreeSet<String> = ["/", "/guides/", "/guides/a/", "/search/"].map(str::to_owned).into();
    assert_eq!(pages(&site), wanted);
    let data = ["/api/", "/feeds/", "/calendar/", "/data/", "/badges/"];
    let written: Vec<&String> = site.keys().filter(|path| data.iter().any(|data| path.starts_with(data))).collect();
    assert!(written.is_empty(), "{written:?}");
    for (path, html) in
        site.iter().filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "html"))
    {
        for word in ["program", "Program", "Nobody", "decision", "status", "State of", "/api/", "/feeds/"] {
            let text = between(html, "<body", "</html>").replace("role=\"status\"", "").replace("data-status", "");
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
}

#[test]
fn a_program_that_others_may_not_see_makes_no_page_for_them() {
    let program = include_str!("../examples/minimal/content/programs/night-trains/program.yaml");
    let program = format!("{program}visibility: internal\n");
    let files = [
        ("content/people/ida-brandt.yaml", include_str!("../examples/minimal/content/people/ida-brandt.yaml")),
        ("content/people/otto-keller.yaml", include_str!("../examples/minimal/content/people/otto-keller.yaml")),
        ("content/focus-areas/rail.yaml", include_str!("../examples/minimal/content/focus-areas/rail.yaml")),
        ("content/programs/night-trains/program.yaml", &program),
        ("content/programs/_index.md", "# What we run\n"),
    ];
    let (inside, found) = built_for(&files, Audience::Internal);
    assert!(inside.contains_key("/risks/index.html"), "{found:?}");
    let (outside, _) = built(&files);
    assert!(!outside.contains_key("/risks/index.html") && outside.contains_key("/team/index.html"));
    assert!(outside["/programs/index.html"].contains("What we run"), "the author's text is a page of its own");
    assert!(!outside.values().any(|text| text.contains("Night trains")));
    assert_eq!(reached(&outside), pages(&outside));
}

#[test]
fn the_bar_holds_five_and_what_is_in_the_menu_comes_first() {
    let names: Vec<String> = (0..40).map(|number| format!("content/s{number:02}/a.md")).collect();
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "# A\n")).collect();
    files.extend([
        ("content/s07/_index.md", "---\ntitle: Seven\nmenu:\n  main:\n    weight: 20\n    name: Sieben\n---\n"),
        ("content/s09/deep.md", "---\ntitle: Deep\nweight: 10\nmenu: [main]\n---\n"),
        ("content/s00/_index.md", "---\ntitle: Hidden\ntoc_hide: true\n---\n"),
    ]);
    let (site, _) = built(&files);
    let home = &site["/index.html"];
    let nav = between(home, "<nav class=\"bar-nav\"", "</nav>");
    let (shown, folded) = nav.split_once("<summary>More</summary>").expect("a fold");
    assert_eq!(links(shown).collect::<Vec<_>>(), ["/s09/deep/", "/s07/", "/s01/", "/s02/", "/s03/"]);
    assert!(shown.contains(">Sieben</a>"));
    assert_eq!(links(folded).count(), 26, "the fold is bounded, and leads to the list of all");
    assert_eq!(links(folded).last(), Some("/"));
    assert!(!home.contains("\"/s00/\""));
}

#[test]
fn pages_hide_where_they_say() {
    let files = [
        ("content/docs/_index.md", "# Docs\n"),
        ("content/docs/a.md", "---\ntitle: A\ntoc_hide: true\n---\n"),
        ("content/docs/b.md", "---\ntitle: B\nhide_summary: true\n---\n"),
        ("content/docs/c.md", "---\ntitle: C\nmanualLink: https://c.example/\n---\n"),
        ("content/none/_index.md", "---\ntitle: None\nno_list: true\n---\n"),
        ("content/none/a.md", "# A\n"),
        ("content/simple/_index.md", "---\ntitle: Simple\nsimple_list: true\n---\n"),
        ("content/simple/a.md", "---\ntitle: A\ndescription: Long words.\n---\n"),
    ];
    let (site, found) = built(&files);
    assert_eq!(found, [""; 0]);
    let list = |url: &str| between(&site[url], "aria-label=\"In this section\"", "</ul>");
    let tree = |url: &str| between(&site[url], "<nav aria-label=\"Section\">", "</nav>");
    let docs = "/docs/index.html";
    assert_eq!(links(list(docs)).collect::<Vec<_>>(), ["/docs/a/", "https://c.example/"]);
    assert_eq!(
        links(tree(docs)).collect::<Vec<_>>(),
        ["/docs/", "/docs/b/", "https://c.example/", "/none/", "/simple/"]
    );
    assert!(tree("/docs/a/index.html").contains("aria-current=\"page\""), "a hidden page still shows where it is");
    assert_eq!(list("/none/index.html"), "");
    let simple = list("/simple/index.html");
    assert!(simple.contains("/simple/a/") && !simple.contains("Long words."));
    assert_eq!(reached(&site), pages(&site));
}

#[test]
fn an_entry_that_leads_elsewhere_is_looked_at_as_any_link_is() {
    let page = |target: &str| format!("---\ntitle: A\nmanualLink: '{target}'\n---\n");
    for (target, code) in [
        ("/nowhere/", Some("PMO-E0401")),
        ("javascript:alert(1)", Some("PMO-E0404")),
        ("../b.md", None),
        ("https://a.example/", None),
    ] {
        let page = page(target);
        let (site, found) = built(&[("content/d/a.md", &page), ("content/b.md", "# B\n")]);
        assert_eq!(found.first().copied(), code, "{target}");
        assert!(!site.values().any(|text| text.contains("javascript:")));
    }
}

#[test]
fn the_tree_of_a_page_is_bounded() {
    let names: Vec<String> = (0..400).map(|number| format!("content/s{number:03}/a.md")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "# A\n")).collect();
    let (site, _) = built(&files);
    let page = &site["/s200/a/index.html"];
    assert!(links(page).count() < 120, "{} links", links(page).count());
    assert_eq!(reached(&site), pages(&site));
}

#[test]
fn what_an_author_lists_is_not_listed_again() {
    let files = |index: &'static str| {
        [("content/h/_index.md", index), ("content/h/a.md", "# Aa\n"), ("content/h/b.md", "# Bb\n")]
    };
    let list = |index: &'static str| {
        let (site, _) = built(&files(index));
        assert_eq!(reached(&site), pages(&site));
        let html = &site["/h/index.html"];
        links(between(html, "aria-label=\"In this section\"", "</ul>")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(list("# H\n\nSee [one](a.md) and [the other](b.md).\n"), [""; 0]);
    assert_eq!(list("# H\n\nSee [one](a.md).\n"), ["/h/a/", "/h/b/"]);
}

#[test]
fn a_folder_that_a_list_of_contents_does_not_name_stands_where_its_first_page_does() {
    let files = [
        (
            "content/SUMMARY.md",
            "# Contents\n\n* [Set up](working/setup.md)\n* [People](people/pay.md)\n* [Index](about/a.md)\n",
        ),
        ("content/about/a.md", "# A\n"),
        ("content/people/pay.md", "# Pay\n"),
        ("content/working/setup.md", "# Set up\n"),
    ];
    let (site, found) = built(&files);
    assert_eq!(found, [""; 0]);
    assert_eq!(bar(&site["/index.html"]), ["/working/", "/people/", "/about/"]);
}

#[test]
fn a_list_of_contents_orders_what_it_names_and_is_no_page() {
    let files = [
        (
            "content/SUMMARY.md",
            "# Summary\n\n* [Zulu](zulu/README.md)\n  * [Two](zulu/two.md)\n  * [One](zulu/one.md)\n* [Alpha](alpha/a.md)\n",
        ),
        ("content/zulu/README.md", "# Zulu\n"),
        ("content/zulu/one.md", "# One\n"),
        ("content/zulu/two.md", "# Two\n"),
        ("content/zulu/after.md", "# After\n"),
        ("content/alpha/a.md", "# A\n"),
    ];
    let (site, found) = built(&files);
    assert_eq!(found, [""; 0]);
    assert_eq!(reached(&site), pages(&site));
    assert!(!site.contains_key("/summary/index.html") && !is_searched(&site, "/summary/"));
    let list = between(&site["/zulu/index.html"], "aria-label=\"In this section\"", "</ul>");
    assert_eq!(links(list).collect::<Vec<_>>(), ["/zulu/two/", "/zulu/one/", "/zulu/after/"]);
}
