//! Open data of the reference site, read back by other parsers: every format says what the records say.
#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its site is not as it should be")]

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::model::Audience;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};
use pmo_site::words::WORDS;
use serde_json::Value;

fn built(inputs: &BuildInputs) -> MemorySink {
    let tree = pmo_site::io::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the reference site can be read");
    let mut sink = MemorySink::default();
    let outcome = build(&tree, inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    assert!(outcome.complete, "the reference site builds");
    sink
}

fn public() -> BuildInputs {
    BuildInputs { base_url: Some("https://pmo.example/site/".to_owned()), ..BuildInputs::on(date(2026, 11, 20)) }
}

fn text<'s>(site: &'s MemorySink, path: &str) -> &'s str {
    site.text(path).unwrap_or_else(|| panic!("there is no `{path}`"))
}

fn json(site: &MemorySink, path: &str) -> Value {
    serde_json::from_str(text(site, path)).unwrap_or_else(|error| panic!("`{path}`: {error}"))
}

fn paths<'s>(site: &'s MemorySink, folder: &str) -> Vec<&'s str> {
    site.artifacts.keys().map(pmo_site::artifact::OutputPath::as_str).filter(|path| path.starts_with(folder)).collect()
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("`{name}` is no list")).as_slice()
}

/// What `value` has that `schema` does not describe, and the other way round.
fn faults(value: &Value, schema: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = any.iter().any(|one| {
            let mut inner = Vec::new();
            faults(value, one, at, &mut inner);
            inner.is_empty()
        });
        if !fits {
            found.push(format!("{at}: {value} fits none of {}", schema["anyOf"]));
        }
        return;
    }
    if let Some(words) = schema["enum"].as_array() {
        if !words.contains(value) {
            found.push(format!("{at}: {value} is none of {}", schema["enum"]));
        }
        return;
    }
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        _ => false,
    };
    if !fits {
        found.push(format!("{at}: {value} is no {}", schema["type"]));
        return;
    }
    if let (Some(object), Some(properties)) = (value.as_object(), schema["properties"].as_object()) {
        let written: BTreeSet<&String> = object.keys().collect();
        let described: BTreeSet<&String> = properties.keys().collect();
        let required: BTreeSet<&str> = list(schema, "required").iter().filter_map(Value::as_str).collect();
        if written != described || required.len() != described.len() {
            found.push(format!("{at}: written {written:?}, described {described:?}, required {required:?}"));
        }
        for (name, inner) in object {
            if let Some(schema) = properties.get(name) {
                faults(inner, schema, &format!("{at}.{name}"), found);
            }
        }
    }
    if let Some(items) = value.as_array() {
        for (index, item) in items.iter().enumerate() {
            let schema = schema["prefixItems"].get(index).unwrap_or(&schema["items"]);
            faults(item, schema, &format!("{at}[{index}]"), found);
        }
    }
}

#[test]
fn every_document_is_in_the_index_and_is_what_its_schema_says() {
    for audience in [Audience::Public, Audience::Internal] {
        let site = built(&BuildInputs { audience, ..public() });
        let index = json(&site, "api/v1/index.json");
        let below = |url: &Value| {
            url.as_str()
                .and_then(|url| url.strip_prefix("https://pmo.example/site/"))
                .expect("an address of the site")
                .to_owned()
        };
        let mut named: Vec<String> = Vec::new();
        let mut found = Vec::new();
        for document in list(&index, "documents") {
            let path = below(&document["url"]);
            let value = json(&site, &path);
            assert_eq!(value["schema"], document["schema"], "{path}");
            // The index speaks for the day of the site, the others for that of their newest record; a program that is
            // planned has none.
            match value["as_of"].as_str() {
                Some(as_of) if path == "api/v1/index.json" => assert_eq!(as_of, "2026-11-20"),
                Some(as_of) => assert!(as_of <= "2026-11-20", "{path}"),
                None => assert!(
                    path.starts_with("api/v1/programs/") && value["updates"] == Value::Array(Vec::new()),
                    "{path}"
                ),
            }
            assert!(value["generator"].as_str().is_some_and(|generator| generator.starts_with("pmo-site ")), "{path}");
            let schema = json(&site, &below(&document["schema"]));
            assert_eq!(schema["$id"], document["schema"], "{path}");
            faults(&value, &schema, &path, &mut found);
            named.push(path);
        }
        assert_eq!(found, [] as [String; 0]);
        named.sort();
        let written: Vec<&str> =
            paths(&site, "api/v1/").into_iter().filter(|path| !path.starts_with("api/v1/schema/")).collect();
        // What a program had as its address is kept for those who ask there, and only its address of today is named.
        let (former, written): (Vec<&str>, Vec<&str>) = written.into_iter().partition(|path| *path == FORMER);
        assert_eq!(json(&site, former.first().expect("the former document"))["slug"], "edge-telemetry");
        assert_eq!(named, written);
    }
}

#[test]
fn the_list_of_programs_says_what_the_records_say() {
    let site = built(&public());
    let programs = json(&site, "api/v1/programs.json");
    let rollout =
        list(&programs, "programs").iter().find(|program| program["slug"] == "cell-rollout").expect("cell-rollout");
    assert_eq!(rollout["url"], "https://pmo.example/site/programs/cell-rollout/");
    assert_eq!(rollout["lifecycle"], "active");
    assert_eq!(rollout["last_update"], "2026-11-19");
    for name in ["reported", "computed", "flag", "reasons"] {
        assert!(rollout["health"].get(name).is_some(), "health.{name}");
    }
    for program in list(&programs, "programs").iter().filter(|program| program["lifecycle"] != "active") {
        assert!(program["health"]["reported"].is_null() && program["freshness"].is_null(), "{}", program["slug"]);
    }
}

#[test]
fn a_program_and_the_registers_agree() {
    let site = built(&public());
    let programs = json(&site, "api/v1/programs.json");
    for register in ["risks", "issues", "milestones", "dependencies", "decisions"] {
        let all = json(&site, &format!("api/v1/{register}.json"));
        let mut sum = 0;
        for program in list(&programs, "programs") {
            let slug = program["slug"].as_str().expect("a slug");
            let one = json(&site, &format!("api/v1/programs/{slug}.json"));
            let items = list(&one, register);
            sum += items.len();
            for item in items {
                let same = |row: &Value| row["program"] == slug && row["id"] == item["id"];
                let row = list(&all, register).iter().find(|row| same(row)).expect("the item is in the register");
                assert!(
                    item.as_object().expect("an object").iter().all(|(name, value)| &row[name] == value),
                    "{slug} {}",
                    item["id"]
                );
            }
            if register == "decisions" {
                assert_eq!(program["decisions_needed"], list(&one, "decisions_needed").len(), "{slug}");
            }
        }
        assert_eq!(sum, list(&all, register).len());
        assert!(sum > 0, "{register}");
    }
}

#[test]
fn feeds_are_atom_with_ids_that_do_not_move() {
    let site = built(&public());
    let later = built(&BuildInputs { base_url: public().base_url, ..BuildInputs::on(date(2026, 11, 22)) });
    let feeds = paths(&site, "feeds/");
    assert!(feeds.contains(&"feeds/portfolio.xml") && feeds.contains(&"feeds/focus-areas/engineering.xml"));
    for path in feeds {
        let feed =
            feed_rs::parser::parse(text(&site, path).as_bytes()).unwrap_or_else(|error| panic!("`{path}`: {error}"));
        assert_eq!(feed.feed_type, feed_rs::model::FeedType::Atom);
        let first = path.replace("/edge-telemetry.", "/field-telemetry.");
        assert_eq!(feed.id, format!("https://pmo.example/site/{first}"));
        assert!(feed.entries.len() <= 50);
        let ids: BTreeSet<&String> = feed.entries.iter().map(|entry| &entry.id).collect();
        assert_eq!(ids.len(), feed.entries.len());
        for entry in &feed.entries {
            // An entry keeps its id when its program gets another slug; its link is the address of today.
            let address = entry.id.replace("/programs/field-telemetry/", "/programs/edge-telemetry/");
            assert!(entry.links.iter().any(|link| link.href == address), "{}", entry.id);
            assert!(
                entry.updated.is_some()
                    && entry.summary.is_some()
                    && entry.content.is_some()
                    && !entry.authors.is_empty(),
                "{}",
                entry.id
            );
        }
        if !feed.entries.is_empty() {
            assert_eq!(text(&site, path), text(&later, path), "a feed changes when a report does");
        }
    }
    let portfolio = feed_rs::parser::parse(text(&site, "feeds/portfolio.xml").as_bytes()).expect("a feed");
    let newest = portfolio.entries.first().expect("an entry");
    assert_eq!(newest.updated.map(|updated| updated.to_rfc3339()).as_deref(), Some("2026-11-19T00:00:00+00:00"));
    assert_eq!(newest.id, "https://pmo.example/site/programs/cell-rollout/updates/2026-11-19/");
}

#[test]
fn without_a_base_url_there_is_nothing_that_needs_one() {
    let mut tree = SourceTree::new();
    tree.insert("pmo.yaml", SourceFile::text("site: { title: Small }\n"));
    let person = include_str!("../examples/minimal/content/people/ida-brandt.yaml")
        .replace("focus_areas: [rail]", "kind: stakeholder");
    tree.insert("content/people/ida-brandt.yaml", SourceFile::text(person.as_str()));
    let mut sink = MemorySink::default();
    build(&tree, &BuildInputs::on(date(2026, 3, 5)), &mut Memo::default(), &mut sink).expect("memory takes everything");
    assert!(sink.text("sitemap.xml").is_none() && paths(&sink, "feeds/").is_empty());
    let programs = json(&sink, "api/v1/programs.json");
    assert_eq!(programs["schema"], "/api/v1/schema/programs.json");
    assert_eq!(text(&sink, "robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn a_switch_turns_its_format_off() {
    let mut tree = SourceTree::new();
    tree.insert("pmo.yaml", SourceFile::text("site: { title: Small, base_url: 'https://a.example/' }\nsearch: false\nfeeds: { atom: false, ics: false, json: false, csv: false, badges: false }\n"));
    let mut sink = MemorySink::default();
    build(&tree, &BuildInputs::on(date(2026, 3, 5)), &mut Memo::default(), &mut sink).expect("memory takes everything");
    assert!(sink.text("index.html").is_some());
    for folder in ["feeds/", "calendar/", "api/", "data/", "badges/", "search/"] {
        assert_eq!(paths(&sink, folder), [] as [&str; 0]);
    }
}

#[test]
fn calendars_hold_the_milestones_on_their_expected_day() {
    let site = built(&public());
    for path in paths(&site, "calendar/") {
        let raw = text(&site, path);
        assert!(
            raw.ends_with("END:VCALENDAR\r\n")
                && raw.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')),
            "{path}"
        );
        let lines: Vec<String> = raw.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect();
        let uids: Vec<&String> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
        assert_eq!(uids.iter().collect::<BTreeSet<_>>().len(), uids.len(), "{path}");
    }
    let rollout = json(&site, "api/v1/programs/cell-rollout.json");
    let calendar = text(&site, "calendar/portfolio.ics").replace("\r\n ", "");
    for milestone in list(&rollout, "milestones") {
        let day = milestone["expected"].as_str().expect("a date").replace('-', "");
        let uid =
            format!("UID:cell-rollout.milestone.{}@pmo.example/site\r\n", milestone["id"].as_str().expect("an id"));
        let (_, event) = calendar.split_once(&uid).expect("an event of the milestone");
        assert!(event.starts_with("DTSTAMP:2026"), "{uid}");
        assert!(event.lines().nth(1) == Some(&format!("DTSTART;VALUE=DATE:{day}")), "{uid}");
    }
}

/// The document of a program at the slug that it had before.
const FORMER: &str = "api/v1/programs/field-telemetry.json";

/// Objects in rows, whose fields have columns of their own.
const OBJECTS: &[(&str, &[&str])] = &[
    ("programs", &["health", "next_milestone", "fields"]),
    ("milestones", &["gate", "dropped"]),
    ("risks", &["fields"]),
    ("dependencies", &["provider", "withdrawn"]),
    ("people", &["capacity", "fields"]),
];

/// Lists of objects, for which a row has no place.
const LISTS: &[(&str, &[&str])] = &[("people", &["programs", "handles", "links"])];

#[test]
fn tables_have_a_row_for_each_record_and_a_column_for_each_field() {
    let site = built(&public());
    for (table, document, register) in [
        ("programs", "programs", "programs"),
        ("milestones", "milestones", "milestones"),
        ("risks", "risks", "risks"),
        ("issues", "issues", "issues"),
        ("dependencies", "dependencies", "dependencies"),
        ("decisions", "decisions", "decisions"),
        ("decisions-needed", "decisions", "decisions_needed"),
        ("people", "people", "people"),
    ] {
        let bytes = text(&site, &format!("data/{table}.csv")).as_bytes();
        let mut reader = csv::Reader::from_reader(bytes);
        let columns = reader.headers().expect("a header").clone();
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
        let document = json(&site, &format!("api/v1/{document}.json"));
        let items = list(&document, register);
        assert_eq!(rows.len(), items.len(), "{table}");
        assert!(!rows.is_empty(), "{table}");
        let of = |all: &[(&str, &'static [&'static str])]| {
            all.iter().find(|(name, _)| *name == table).map_or(&[][..], |(_, fields)| fields)
        };
        let (objects, lists) = (of(OBJECTS), of(LISTS));
        for (row, item) in rows.iter().zip(items) {
            let cells: Vec<(&str, &str)> = columns.iter().zip(row).collect();
            for (field, value) in item.as_object().expect("an object") {
                if objects.contains(&field.as_str()) || lists.contains(&field.as_str()) {
                    continue;
                }
                let cell = cells.iter().find(|(column, _)| column == field).map(|(_, cell)| *cell);
                let cell = cell.unwrap_or_else(|| panic!("{table}: `{field}` has no column"));
                assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), written(value), "{table} {field}");
            }
        }
    }
}

/// A value as a cell has it, but for the guard before a formula.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.strip_prefix('\'').unwrap_or(text).to_owned(),
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join("; "),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

#[test]
fn what_an_object_holds_has_columns_of_its_own() {
    let site = built(&public());
    for (table, field, columns) in [
        (
            "programs",
            "health",
            &[("reported", "reported"), ("computed", "computed"), ("flag", "flag"), ("reasons", "reasons")][..],
        ),
        (
            "programs",
            "next_milestone",
            &[
                ("id", "next_milestone"),
                ("name", "next_milestone_name"),
                ("baseline", "next_milestone_baseline"),
                ("forecast", "next_milestone_forecast"),
                ("expected", "next_milestone_expected"),
                ("expected_written", "next_milestone_expected_written"),
            ],
        ),
        ("milestones", "gate", &[("approvers", "gate_approvers"), ("criteria", "gate_criteria"), ("outcome", "gate")]),
        (
            "dependencies",
            "provider",
            &[("program", "provider_program"), ("milestone", "provider_milestone"), ("external", "provider_external")],
        ),
        (
            "people",
            "capacity",
            &[
                ("max_percent", "max_percent"),
                ("allocated_percent", "allocated_percent"),
                ("accepting", "accepting"),
                ("allocations", ""),
            ],
        ),
    ] {
        let mut reader = csv::Reader::from_reader(text(&site, &format!("data/{table}.csv")).as_bytes());
        let header = reader.headers().expect("a header").clone();
        let document = json(&site, &format!("api/v1/{table}.json"));
        let mut seen = 0;
        for (row, item) in reader.records().map(|row| row.expect("a row")).zip(list(&document, table)) {
            let cell =
                |column: &str| header.iter().zip(&row).find(|(name, _)| *name == column).expect(column).1.to_owned();
            let Some(object) = item[field].as_object() else {
                assert!(
                    columns.iter().all(|(_, column)| column.is_empty() || cell(column).is_empty()),
                    "{table} {field}: {row:?}"
                );
                continue;
            };
            seen += 1;
            assert_eq!(
                object.keys().collect::<Vec<_>>(),
                columns.iter().map(|(name, _)| name).collect::<Vec<_>>(),
                "{table} {field}"
            );
            for (name, column) in columns.iter().filter(|(_, column)| !column.is_empty()) {
                let open = *column == "gate" && object["outcome"].is_null();
                let wanted = if open { "open".to_owned() } else { written(&object[*name]) };
                assert_eq!(cell(column).trim_start_matches('\''), wanted, "{table} {field}.{name}");
            }
        }
        assert!(seen > 0, "{table}: no `{field}`, and the test shows nothing");
    }
}

#[test]
fn every_program_has_a_badge_and_every_page_is_in_the_sitemap() {
    let site = built(&public());
    let programs = json(&site, "api/v1/programs.json");
    for program in list(&programs, "programs") {
        let svg = text(&site, &format!("badges/{}.svg", program["slug"].as_str().expect("a slug")));
        assert!(
            svg.starts_with("<svg xmlns=") && svg.contains("role=\"img\" aria-label=\"") && !svg.contains("style=")
        );
        // Of a status in a README nothing else says how old it is.
        let reported = program["last_update"].as_str().filter(|_| program["lifecycle"] == "active");
        let day = reported.map(|day| WORDS.date(day.parse().expect("a date")));
        assert!(day.is_none_or(|day| svg.contains(&format!(", {day}</text>"))), "{svg}");
    }
    let sitemap = text(&site, "sitemap.xml");
    let listed: BTreeSet<&str> =
        sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    for url in &listed {
        let path = url.strip_prefix("https://pmo.example/site/").unwrap_or_else(|| panic!("{url}"));
        let page = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        assert!(site.text(&page).is_some(), "{url} is no page");
    }
    assert!(listed.contains("https://pmo.example/site/programs/cell-rollout/updates/2026-11-19/"));
    assert!(!listed.iter().any(|url| url.ends_with("404.html")));
}

#[test]
fn an_internal_build_keeps_crawlers_away_and_a_public_one_keeps_its_secrets() {
    let internal = built(&BuildInputs { audience: Audience::Internal, ..public() });
    assert_eq!(text(&internal, "robots.txt"), "User-agent: *\nDisallow: /\n");
    assert!(internal.text("sitemap.xml").is_none());
    assert!(internal.text("api/v1/programs/secrets-rotation.json").is_some());
    let site = built(&public());
    for (path, body) in &site.artifacts {
        let Body::Bytes(bytes) = body else { continue };
        let open = ["api/", "feeds/", "calendar/", "data/", "badges/", "search/", "sitemap"]
            .iter()
            .any(|folder| path.as_str().starts_with(folder));
        assert!(
            !open || !String::from_utf8_lossy(bytes).contains("secrets-rotation"),
            "{path} names an internal program"
        );
    }
}

#[test]
fn pages_and_headers_have_one_policy() {
    let site = built(&public());
    let page = text(&site, "index.html");
    let policy = page
        .split("http-equiv=\"Content-Security-Policy\" content=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a policy");
    let policy = policy.replace("&#x27;", "'").replace("&#39;", "'");
    assert!(
        text(&site, "_headers").contains(&format!("Content-Security-Policy: {policy}; frame-ancestors 'none'\n")),
        "{policy}"
    );
}

/// A file of the search index by the hash in its name.
fn shard(site: &MemorySink, hash: &Value) -> Value {
    json(site, &format!("search/shard-{}.json", hash.as_str().expect("a hash")))
}

#[test]
fn the_search_index_leads_to_pages_that_are_there() {
    let site = built(&public());
    let index = json(&site, "search/index.json");
    let titles: Vec<Value> = list(&index["pages"], "files")
        .iter()
        .flat_map(|hash| shard(&site, hash).as_array().expect("rows").clone())
        .collect();
    assert_eq!(index["count"], titles.len());
    for row in &titles {
        let url = row[1].as_str().expect("an address");
        assert!(site.text(&format!("{}index.html", url.trim_start_matches('/'))).is_some(), "{url}");
    }
    let first: Vec<&str> = list(&index["words"], "first").iter().filter_map(Value::as_str).collect();
    let at = first.partition_point(|first| *first <= "telemetry").saturating_sub(1);
    let told = shard(&site, &index["words"]["files"][at]);
    let steps = told["telemetry"].as_array().expect("pages with the word");
    let page = steps.iter().step_by(2).find_map(Value::as_u64).expect("a page");
    assert!(titles[usize::try_from(page).expect("a small number")][1].as_str().is_some());
    for facet in ["kind", "area", "health", "year", "depth", "old"] {
        let runs = list(&index["facets"][facet], "runs");
        let pages: u64 = runs.iter().skip(1).step_by(2).filter_map(Value::as_u64).sum();
        assert_eq!(pages, titles.len() as u64, "{facet}");
    }
}
