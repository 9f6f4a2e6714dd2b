//! Keys of front matter that decide who sees a page: each in YAML, TOML and JSON, in any case, on the page itself and
//! in the `cascade` of its section.
//!
//! A *canary* is a word that stands in one page and nowhere else. What is withheld leaves none: not in a page, an
//! address, the search, the sitemap, a list or the name of a file.
#![expect(clippy::expect_used, reason = "a test stops where its site is not as it should be")]

use std::collections::BTreeMap;

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};
use serde_json::{Value, json};

type Site = BTreeMap<String, String>;

/// Every file of the site by its path, and the codes of what was found.
fn built(files: &[(String, String)], audience: Audience, drafts: bool) -> (Site, Vec<&'static str>) {
    let rules = pmo_site::diagnostics::registry::RULES.iter().filter(|rule| rule.adjustable);
    let levels = rules.map(|rule| format!("  {}: warning\n", rule.code)).collect::<Vec<_>>().concat();
    let config = format!("site: {{ title: H, base_url: 'https://h.example/' }}\nstages: [build]\nfindings:\n{levels}");
    let mut tree = SourceTree::new();
    for (path, text) in files {
        tree.insert(path.as_str(), SourceFile::of_bytes(text.as_bytes()));
    }
    tree.insert("pmo.yaml", SourceFile::text(config));
    let mut sink = MemorySink::default();
    let inputs = BuildInputs { audience, drafts, ..BuildInputs::on(date(2026, 3, 10)) };
    let outcome = build(&tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    let codes: Vec<_> = outcome.findings.as_slice().iter().map(|finding| finding.rule.code).collect();
    assert!(outcome.complete, "{:?}", outcome.findings.as_slice());
    let text = |body: &Body| match body {
        Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Body::CopyOf(path, ..) => path.to_string(),
    };
    (sink.artifacts.iter().map(|(path, body)| (format!("/{path}"), text(body))).collect(), codes)
}

fn texts(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn public(files: &[(&str, &str)]) -> (Site, Vec<&'static str>) {
    built(&texts(files), Audience::Public, false)
}

/// The files that hold `word`, in their names or in their texts.
fn holding<'a>(site: &'a Site, word: &str) -> Vec<&'a str> {
    site.iter().filter(|(path, text)| path.contains(word) || text.contains(word)).map(|(path, _)| &**path).collect()
}

/// Keys that withhold a page from the public on 10 March 2026.
fn withholding() -> Vec<(&'static str, Value)> {
    vec![
        ("draft", json!(true)),
        ("published", json!(false)),
        ("visibility", json!("internal")),
        ("internal", json!(true)),
        ("private", json!(true)),
        ("publishDate", json!("2026-03-11")),
        ("publish_date", json!("2030-01-01T00:00:00Z")),
        ("expiryDate", json!("2026-03-10")),
        ("date", json!("2026-03-11")),
        ("date", json!("2026-03-10T23:00:00-08:00")),
        ("date", json!("1 May 2027")),
        ("headless", json!(true)),
        ("render", json!(false)),
        ("build", json!({ "render": "never" })),
        ("build", json!({ "render": "link", "list": "always" })),
        ("build", json!({ "render": false })),
        ("_build", json!({ "render": "never", "list": "never", "publishResources": false })),
        ("build", json!({ "render": "nevr" })),
        ("headless", json!("yes")),
    ]
}

/// Keys that leave a page published and keep it from search engines and from the search.
fn unfindable() -> Vec<(&'static str, Value)> {
    vec![
        ("noindex", json!(true)),
        ("no_index", json!(true)),
        ("noindex", json!("yes")),
        ("robots", json!("noindex, nofollow")),
        ("robots", json!(["noindex"])),
        ("unlisted", json!(true)),
        ("hidden", json!(true)),
        ("sitemap", json!({ "disable": true })),
        ("sitemap", json!(false)),
        ("sitemap_exclude", json!(true)),
        ("build", json!({ "list": "never" })),
        ("_build", json!({ "list": "local" })),
        ("build", json!({ "list": "nver" })),
        ("head", json!([["meta", { "name": "robots", "content": "noindex" }]])),
    ]
}

fn toml(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let entries: Vec<_> = map.iter().map(|(key, value)| format!("{key} = {}", toml(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        value => value.to_string(),
    }
}

/// The same front matter in each language, the last in capitals.
fn languages(keys: &[(&str, Value)]) -> [String; 4] {
    let lines = |write: &dyn Fn(&str, &Value) -> String| {
        keys.iter().map(|(key, value)| write(key, value)).collect::<Vec<_>>().join("\n")
    };
    let object: serde_json::Map<String, Value> =
        keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    [
        format!("---\n{}\n---\n", lines(&|key, value| format!("{key}: {value}"))),
        format!("+++\n{}\n+++\n", lines(&|key, value| format!("{key} = {}", toml(value)))),
        format!("{}\n", Value::Object(object)),
        format!("---\n{}\n---\n", lines(&|key, value| format!("{}: {value}", key.to_uppercase()))),
    ]
}

/// A folder of a page with a picture and a document, whose every word is a canary.
fn bundle(files: &mut Vec<(String, String)>, folder: &str, front: &str, mark: &str) {
    let text = format!("{front}\n# {mark}title\n\n{mark}body ![{mark}](pic-{mark}.png) [x](file-{mark}.pdf)\n");
    files.push((format!("{folder}/{mark}/index.md"), text));
    files.push((format!("{folder}/{mark}/pic-{mark}.png"), "no picture".to_owned()));
    files.push((format!("{folder}/{mark}/other-{mark}.png"), "no picture".to_owned()));
    files.push((format!("{folder}/{mark}/file-{mark}.pdf"), "no document".to_owned()));
}

#[test]
fn what_a_page_withholds_is_nowhere() {
    let mut files = texts(&[
        ("content/_index.md", "# H\n"),
        ("content/h/_index.md", "# Section\n"),
        ("content/h/open.md", "# Open\n"),
    ]);
    for (at, (key, value)) in withholding().into_iter().enumerate() {
        let keys = [("aliases", json!([format!("/zqvxold{at}/")])), (key, value)];
        for (language, front) in languages(&keys).iter().enumerate() {
            bundle(&mut files, "content/h", front, &format!("zqvx{at}x{language}x"));
        }
    }
    let (site, _) = built(&files, Audience::Public, false);
    assert_eq!(holding(&site, "zqvx"), Vec::<&str>::new());
    // None of the keys but `draft` is one that `--drafts` opens.
    let (site, _) = built(&files, Audience::Public, true);
    let shown = site.keys().filter_map(|path| path.strip_prefix("/h/zqvx"));
    assert!(
        shown.clone().all(|path| path.starts_with("0x") || path.starts_with("1x")),
        "{:?}",
        shown.collect::<Vec<_>>()
    );
    assert!(site.contains_key("/h/zqvx1x2x/index.html"));
}

#[test]
fn what_a_section_withholds_is_nowhere_below_it() {
    let mut files = texts(&[("content/_index.md", "# H\n"), ("content/open.md", "# Open\n")]);
    for (at, (key, value)) in withholding().into_iter().enumerate() {
        for (language, front) in languages(&[("cascade", json!({ key: value }))]).iter().enumerate() {
            let folder = format!("content/zqvxs{at}x{language}");
            files.push((format!("{folder}/_index.md"), format!("{front}\n# zqvxsection\n")));
            bundle(&mut files, &folder, "---\naliases: [/zqvxold/]\n---\n", &format!("zqvx{at}x{language}x"));
            bundle(&mut files, &format!("{folder}/deep/deeper"), "", &format!("zqvx{at}x{language}xdeep"));
        }
    }
    let (site, _) = built(&files, Audience::Public, false);
    assert_eq!(holding(&site, "zqvx"), Vec::<&str>::new());
}

#[test]
fn what_nobody_is_to_find_is_published_and_in_no_list() {
    let mut files = texts(&[("content/_index.md", "# H\n"), ("content/h/_index.md", "# Section\n\n[a](zqvx0x0x/)\n")]);
    let mut pages = Vec::new();
    for (at, (key, value)) in unfindable().into_iter().enumerate() {
        for (language, front) in languages(&[(key, value.clone())]).iter().enumerate() {
            let mark = format!("zqvx{at}x{language}x");
            bundle(&mut files, "content/h", front, &mark);
            pages.push((format!("/h/{mark}/index.html"), mark, format!("{key}: {value}")));
        }
        let [front, ..] = languages(&[("cascade", json!({ key: value.clone() }))]);
        let folder = format!("content/section{at}");
        files.push((format!("{folder}/_index.md"), format!("{front}\n# Section\n")));
        let mark = format!("zqvx{at}xbelow");
        bundle(&mut files, &folder, "", &mark);
        pages.push((format!("/section{at}/{mark}/index.html"), mark, format!("cascade {key}: {value}")));
    }
    let (site, _) = built(&files, Audience::Public, false);
    for (path, mark, what) in pages {
        let page = site.get(&path).unwrap_or_else(|| panic!("{what}: {path} is published"));
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{what}");
        assert!(!site["/sitemap.xml"].contains(&mark), "{what}");
        let found = holding(&site, &mark);
        assert!(found.iter().all(|found| !found.starts_with("/search/")), "{what}: {found:?}");
    }
    assert!(!site["/h/index.html"].contains("content=\"noindex\""));
    assert!(site["/sitemap.xml"].contains("https://h.example/h/<"));
}

#[test]
fn a_value_that_switches_a_key_off_changes_nothing() {
    let off = [
        ("draft", json!(false)),
        ("private", json!(false)),
        ("date", json!("2026-03-10")),
        ("date", json!("2020")),
        ("headless", json!(false)),
        ("build", json!({ "render": "always", "list": "always", "publishResources": true })),
        ("build", json!("2024.1")),
        ("render", json!("client")),
        ("noindex", json!(false)),
        ("robots", json!("index, follow")),
        ("sitemap", json!({ "priority": 0.5 })),
        ("sitemap", json!({ "disable": false })),
        ("unlisted", json!(false)),
        ("search", json!({ "boost": 2 })),
        ("redirect", json!(false)),
        ("cascade", json!({ "type": "docs" })),
    ];
    let mut files = texts(&[("content/_index.md", "# H\n"), ("content/h/_index.md", "# Section\n")]);
    let mut pages = Vec::new();
    for (at, (key, value)) in off.into_iter().enumerate() {
        for (language, front) in languages(&[(key, value.clone())]).iter().enumerate() {
            let mark = format!("zqvx{at}x{language}x");
            bundle(&mut files, "content/h", front, &mark);
            pages.push((mark, format!("{key}: {value}")));
        }
    }
    let (site, found) = built(&files, Audience::Public, false);
    for (mark, what) in pages {
        assert!(site.get(&format!("/h/{mark}/index.html")).is_some_and(|page| !page.contains("noindex")), "{what}");
        let found = holding(&site, &mark);
        let is_found = found.iter().any(|found| found.starts_with("/search/shard-"));
        assert!(site["/sitemap.xml"].contains(&mark) && is_found, "{what}");
    }
    assert_eq!(found.into_iter().filter(|code| *code != "PMO-W0527").collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_page_that_says_otherwise_and_a_nearer_section_hold_against_those_above() {
    let (site, found) = public(&[
        ("content/_index.md", "# H\n"),
        (
            "content/x/_index.md",
            "---\ntitle: X\ndraft: false\ncascade: { draft: true, noindex: true, publishDate: 2030-01-01 }\n---\n",
        ),
        ("content/x/open.md", "---\npublished: true\npublishDate: 2020-01-01\n---\n# Open\n"),
        ("content/x/found.md", "---\ndraft: false\npublishDate: 2020-01-01\nnoindex: false\n---\n# Found\n"),
        ("content/x/half.md", "---\ndraft: false\n---\n# zqvxhalf\n"),
        ("content/x/near/_index.md", "---\ntitle: Near\ncascade: [{ draft: false, publishDate: 2020-01-01 }]\n---\n"),
        ("content/x/near/a.md", "# A\n"),
        ("content/y/a.md", "# Y\n"),
    ]);
    assert_eq!(holding(&site, "zqvx"), Vec::<&str>::new());
    let noindex = |path: &str| site.get(path).map(|page| page.contains("content=\"noindex\""));
    assert_eq!(noindex("/x/open/index.html"), Some(true));
    assert_eq!(noindex("/x/found/index.html"), Some(false));
    assert_eq!(noindex("/x/near/a/index.html"), Some(true));
    assert_eq!(noindex("/y/a/index.html"), Some(false));
    assert_eq!(noindex("/x/index.html"), None, "it takes over the day");
    assert_eq!(found, Vec::<&str>::new());
}

#[test]
fn a_cascade_has_targets() {
    let cascade = "cascade:\n- _target: { path: '/x/{secret,plans}/**' }\n  draft: true\n- target: { kind: section, path: '/x/**' }\n  toc_hide: true\n";
    let section = format!("---\ntitle: X\n{cascade}---\n");
    let files = [
        ("content/_index.md", "# H\n"),
        ("content/x/_index.md", section.as_str()),
        ("content/x/a.md", "# Xa\n"),
        ("content/x/secret/_index.md", "# Secret\n"),
        ("content/x/secret/a.md", "# zqvxa\n"),
        ("content/x/plans/deep/b.md", "# zqvxb\n"),
        ("content/z/secret/a.md", "# Za\n"),
    ];
    let (site, found) = public(&files);
    assert_eq!(holding(&site, "zqvx"), Vec::<&str>::new());
    for path in ["/x/index.html", "/x/a/index.html", "/x/secret/index.html", "/z/secret/a/index.html"] {
        assert!(site.contains_key(path), "{path}");
    }
    assert_eq!(found, Vec::<&str>::new());
    // A target that is not understood: in doubt the pages are withheld, and what withholds nothing has no effect.
    for (rule, code, held) in [
        ("target: { environment: production }\n  draft: true", "PMO-W0528", true),
        ("target: { path: '/x/[ab]*' }\n  draft: true", "PMO-W0528", true),
        ("target: { lang: de }\n  noindex: false", "PMO-W0528", false),
        ("draft: maybe", "PMO-E0514", true),
        ("params: { draft: true }", "PMO-E0514", true),
    ] {
        let section = format!("---\ntitle: X\ncascade:\n  {rule}\n---\n");
        let (site, found) = public(&[
            ("content/_index.md", "# H\n"),
            ("content/x/_index.md", &section),
            ("content/x/a.md", "# zqvxa\n"),
        ]);
        assert_eq!(holding(&site, "zqvx").is_empty(), held, "{rule}");
        assert!(found.contains(&code), "{rule}: {found:?}");
    }
    // Front matter that cannot be read may say anything of the pages below.
    for section in ["---\ntitle: X\nbad: [\ncascade:\n  draft: true\n---\n", "---\ncascade: { draft: true }\n# X\n"] {
        let (site, _) = public(&[
            ("content/_index.md", "# H\n"),
            ("content/x/_index.md", section),
            ("content/x/a.md", "# zqvxa\n"),
        ]);
        assert_eq!(holding(&site, "zqvx"), Vec::<&str>::new(), "{section}");
    }
}

#[test]
fn a_page_that_has_moved_leads_on_and_is_no_page() {
    let (site, found) = public(&[
        ("content/_index.md", "# H\n\n[old](x/old.md) and [far](/x/far/)\n"),
        ("content/x/old.md", "---\nredirect_to: ../new.md#part\naliases: [/older/]\n---\n# zqvxold\n\n[x](zqvx.pdf)\n"),
        ("content/x/zqvx.pdf", "no document"),
        ("content/x/far.md", "---\nredirect: https://far.example/a?b\n---\n# zqvxfar\n"),
        ("content/x/chain.md", "---\nredirect_to: /x/old/\n---\n# zqvxchain\n"),
        ("content/x/shown.md", "# Shown\n"),
        ("content/new.md", "# New\n\n## Part\n"),
    ]);
    assert_eq!(found, Vec::<&str>::new());
    assert_eq!(holding(&site, "zqvx"), Vec::<&str>::new());
    for (path, to) in [
        ("/x/old/index.html", "url=/new/#part"),
        ("/x/far/index.html", "url=https://far.example/a?b"),
        ("/x/chain/index.html", "url=/new/#part"),
        ("/older/index.html", "url=/new/"),
    ] {
        assert!(site.get(path).is_some_and(|page| page.contains(to)), "{path}: {:?}", site.get(path));
    }
    assert!(
        site["/index.html"].contains("href=\"/new/\"")
            && site["/index.html"].contains("href=\"https://far.example/a?b\"")
    );
    assert!(!site["/sitemap.xml"].contains("/x/old/"));
    for (target, code) in [
        ("/nowhere/", "PMO-E0401"),
        ("javascript:alert(1)", "PMO-E0404"),
        ("mailto:a@b.example", "PMO-W0409"),
        ("/x/old/", "PMO-W0409"),
        ("/hidden/", "PMO-E0401"),
    ] {
        let page = format!("---\nredirect_to: '{target}'\n---\n# zqvx\n");
        let (site, found) = public(&[
            ("content/_index.md", "# H\n"),
            ("content/hidden.md", "---\nvisibility: internal\n---\n# zqvx\n"),
            ("content/x/old.md", &page),
        ]);
        assert_eq!(found, [code], "{target}");
        assert!(holding(&site, "zqvx").is_empty() && !site.contains_key("/x/old/index.html"), "{target}");
    }
}

#[test]
fn a_page_names_the_address_that_search_engines_list() {
    let page = |key: &str, target: &str| {
        let page = format!("---\n{key}: '{target}'\n---\n# A\n");
        let (site, found) = public(&[
            ("content/_index.md", "# H\n"),
            ("content/b.md", "# B\n"),
            ("content/hidden.md", "---\nvisibility: internal\n---\n# Hidden\n"),
            ("content/a.md", &page),
        ]);
        let (_, rest) = site["/a/index.html"].split_once("rel=\"canonical\" href=\"").expect("it has one");
        (rest.split('"').next().unwrap_or("").to_owned(), found)
    };
    for key in ["canonical", "canonical_path", "canonicalURL", "canonical_url"] {
        assert_eq!(page(key, "https://b.example/x/"), ("https://b.example/x/".to_owned(), vec![]), "{key}");
        assert_eq!(page(key, "/b/"), ("https://h.example/b/".to_owned(), vec![]), "{key}");
    }
    for target in ["/nowhere/", "/hidden/", "javascript:alert(1)"] {
        assert_eq!(page("canonical", target), ("https://h.example/a/".to_owned(), vec!["PMO-W0527"]), "{target}");
    }
}

#[test]
fn a_key_is_told_once_for_a_site() {
    let page =
        "---\nwieght: 1\npermalink: /a/\nlayout: docs\ntags: [a]\nmy_key: 1\nsidebar_custom_props: {}\n---\n# A\n";
    let (_, found) = public(&[
        ("content/_index.md", "# H\n"),
        ("content/a.md", page),
        ("content/b.md", page),
        ("content/c.md", page),
    ]);
    assert_eq!(found, ["PMO-W0529", "PMO-W0530"]);
    let page = "---\nowners: [a]\nreviewer: b\npassword: ''\nprotected: false\nstatus: proposed\nhide_title: true\nauthors: [x]\ntype: docs\n---\n# A\n";
    assert_eq!(public(&[("content/_index.md", "# H\n"), ("content/a.md", page)]).1, Vec::<&str>::new());
}

#[test]
fn files_of_a_page_that_publishes_none_need_a_link() {
    let page = "---\nbuild: { publishResources: false }\n---\n# A\n\n![seen](seen.png)\n";
    let files = [
        ("content/_index.md", "# H\n"),
        ("content/a/index.md", page),
        ("content/a/seen.png", "no picture"),
        ("content/a/zqvx.png", "no picture"),
    ];
    let (site, found) = public(&files);
    assert!(site.contains_key("/a/seen.png") && holding(&site, "zqvx").is_empty());
    assert_eq!(found, Vec::<&str>::new());
}
