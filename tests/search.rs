//! What the search index tells of a site: pages by all of their names, reports by their age, synonyms as the site says.
//!
//! What readers find is tried by `tests/conformance/search.mjs`, with the engine that pages ship.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::MemorySink;
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};
use serde_json::{Value, json};

/// The site of the specs with `files` beside.
fn built(files: &[(&str, &str)], audience: Audience) -> MemorySink {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base");
    let mut tree: SourceTree = pmo_site::io::scan(&base).expect("the site of the specs can be read");
    for (path, text) in files {
        let before = tree.text(path).map(ToString::to_string).unwrap_or_default();
        tree.insert(*path, SourceFile::text(format!("{before}{text}")));
    }
    let mut sink = MemorySink::default();
    let inputs = BuildInputs { audience, ..BuildInputs::on(date(2026, 3, 10)) };
    let outcome = build(&tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    let found: Vec<_> = outcome.findings.as_slice().iter().map(|found| found.message.clone()).collect();
    assert!(outcome.complete, "{found:?}");
    sink
}

fn read(site: &MemorySink, path: &str) -> Value {
    serde_json::from_str(site.text(path).unwrap_or_else(|| panic!("there is no `{path}`"))).expect("JSON")
}

fn shards(site: &MemorySink, hashes: &Value) -> Vec<Value> {
    let hashes = hashes.as_array().expect("a list of hashes");
    hashes.iter().map(|hash| read(site, &format!("search/shard-{}.json", hash.as_str().expect("a hash")))).collect()
}

/// The addresses of all pages, by their numbers.
fn addresses(site: &MemorySink) -> Vec<String> {
    let pages = shards(site, &read(site, "search/index.json")["pages"]["files"]);
    let rows = pages.iter().flat_map(|page| page.as_array().cloned().unwrap_or_default());
    rows.map(|row| row[1].as_str().expect("an address").to_owned()).collect()
}

/// The addresses of the pages that `word` leads to, with the share of a name that it is, in sixtieths.
fn found(site: &MemorySink, word: &str) -> Vec<(String, u64)> {
    let addresses = addresses(site);
    let words = shards(site, &read(site, "search/index.json")["words"]["files"]);
    let told = words.iter().find_map(|shard| shard[word].as_array().cloned()).unwrap_or_default();
    let numbers: Vec<u64> = told.iter().filter_map(Value::as_u64).collect();
    let mut page = 0;
    numbers
        .chunks(2)
        .map(|step| {
            page += usize::try_from(step[0]).expect("a number of a page");
            (addresses[page].clone(), step[1] / 32)
        })
        .collect()
}

/// The value of a facet for each page.
fn facet(site: &MemorySink, name: &str) -> Vec<Value> {
    let column = read(site, "search/index.json")["facets"][name].clone();
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("a small number");
    let runs = column["runs"].as_array().expect("runs").chunks(2);
    runs.flat_map(|run| vec![column["values"][number(&run[0])].clone(); number(&run[1])]).collect()
}

const PROGRAM: &str = "content/programs/apollo/program.yaml";

#[test]
fn a_program_is_found_by_its_former_names_and_by_the_ids_of_its_items() {
    let past = "formerly: [moonshot]\nchanges:\n  - { date: 2026-02-01, was: { name: Selene } }\n";
    let site = built(&[(PROGRAM, past)], Audience::Public);
    let apollo = "/programs/apollo/";
    for (word, share) in [("apollo", 60), ("moonshot", 50), ("selene", 50), ("m2", 0)] {
        let pages = found(&site, word);
        assert!(pages.iter().any(|(url, told)| url == apollo && *told == share), "{word}: {pages:?}");
    }
}

#[test]
fn the_sites_own_fields_are_found_by_who_may_see_them() {
    let fields = "fields: [{ id: ledger, on: program, visibility: public }, { id: code, on: program }, { id: desk, on: \
                  person, visibility: public }, { id: wbs, on: risk, visibility: public, type: number }]\n";
    let program = "fields: { ledger: Moonledger, code: Mooncode }\nrisks:\n  - { id: R7, statement: The supplier is \
                   late., probability: 2, impact: 3, owner: ana, raised: 2026-02-02, review_by: 2026-04-01, fields: { \
                   wbs: 4711 } }\n";
    let files = [("pmo.yaml", fields), (PROGRAM, program), ("content/people/ana.yaml", "fields: { desk: Moondesk }\n")];
    let apollo = ("/programs/apollo/".to_owned(), 0);
    for (audience, code) in [(Audience::Public, vec![]), (Audience::Internal, vec![apollo.clone()])] {
        let site = built(&files, audience);
        assert_eq!(found(&site, "moonledger"), std::slice::from_ref(&apollo));
        assert_eq!(found(&site, "4711"), std::slice::from_ref(&apollo));
        assert_eq!(found(&site, "moondesk"), [("/team/ana/".to_owned(), 0)]);
        assert_eq!(found(&site, "mooncode"), code);
    }
    let gone = (
        "content/people/ana.yaml",
        "fields: { desk: Moondesk }\nlocation: { label: Moontown }\nend_date: 2026-03-01\n",
    );
    let left = built(&[files[0], gone], Audience::Public);
    for word in ["moondesk", "moontown"] {
        assert_eq!(found(&left, word), [], "{word}");
    }
}

#[test]
fn of_reports_the_newest_alone_is_no_old_one() {
    let report = "---\nauthor: ana\nhealth: green\nconfidence: 90\nheadline: We begin.\n---\n";
    let site = built(&[("content/programs/apollo/updates/2026-02-26.md", report)], Audience::Public);
    let pages: Vec<(String, Value)> = addresses(&site).into_iter().zip(facet(&site, "old")).collect();
    let old: Vec<&str> = pages.iter().filter(|(_, old)| *old == json!(true)).map(|(url, _)| url.as_str()).collect();
    assert_eq!(old, ["/programs/apollo/updates/2026-02-26/"]);
    let kinds: Vec<(String, Value)> = addresses(&site).into_iter().zip(facet(&site, "kind")).collect();
    assert!(kinds.contains(&("/programs/apollo/updates/2026-03-05/".to_owned(), json!("Reports"))));
}

#[test]
fn marks_are_folded_and_the_exact_form_is_told_too() {
    let page =
        "# Équipe\n\nZoë Müller, Łukasz Żółć; R&D, C++, .NET, RFC-123, v1.2.3, #4711, foo_bar. 移行計画 ภาษาไทย\n";
    let site = built(&[("content/handbook/team.md", page)], Audience::Public);
    let url = "/handbook/team/".to_owned();
    for word in [
        "müller", "muller", "zoe", "lukasz", "zolc", "equipe", "r&d", "c++", ".net", "rfc-123", "rfc", "v1.2.3",
        "#4711", "4711", "foo_bar", "移行", "行計", "ภา",
    ] {
        assert!(found(&site, word).iter().any(|(page, _)| *page == url), "{word}");
    }
}

#[test]
fn nothing_internal_is_in_the_index_of_a_public_site() {
    let files = [
        ("content/handbook/plan.md", "---\nvisibility: internal\n---\n# Zqvxplan\n\nZqvxtext.\n"),
        ("content/handbook/later.md", "---\npublishDate: 2027-01-01\n---\n# Zqvxlater\n"),
        ("content/handbook/draft.md", "---\ndraft: true\n---\n# Zqvxdraft\n"),
        ("content/handbook/quiet.md", "---\nnoindex: true\n---\n# Zqvxquiet\n"),
        ("content/handbook/quiet/below.md", "# Below\n"),
    ];
    let texts = |audience| {
        let site = built(&files, audience);
        let index = site.artifacts.keys().map(pmo_site::artifact::OutputPath::as_str);
        let index: Vec<String> = index.filter(|path| path.starts_with("search/")).map(str::to_owned).collect();
        index.iter().filter_map(|path| site.text(path)).collect::<String>().to_lowercase()
    };
    assert!(!texts(Audience::Public).contains("zqvx"));
    assert!(texts(Audience::Internal).contains("zqvxplan"));
}

#[test]
fn synonyms_are_those_of_the_site() {
    let site = built(&[("pmo.yaml", "synonyms:\n  - [PTO, paid time off]\n")], Audience::Public);
    assert_eq!(read(&site, "search/index.json")["synonyms"], json!([["PTO", "paid time off"]]));
}
