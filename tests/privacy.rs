//! Who does not show their name is named nowhere, and who counts nowhere leaves no trace.
//!
//! As in `tests/audiences.rs` a *canary* is a word that stands in one place of a small site and nowhere else: here in
//! the name, the slug and every private field of people at each level below `name`. Two sites that differ only in
//! somebody's absences, or in somebody who counts nowhere, must come out alike byte for byte: what makes no difference
//! cannot be derived.
#![expect(clippy::expect_used, reason = "a test stops where its site is not as it should be")]

use std::path::Path;

use jiff::civil::date;
use pmo_site::artifact::{Body, MemorySink};
use pmo_site::model::Audience;
use pmo_site::parse::decode::Decode;
use pmo_site::parse::records::PersonRecord;
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourceTree};
use serde_json::{Value, json};

/// What a canary looks like.
const SIGN: &str = "zqvx";

/// A person: slug, zone, role, level, and further lines.
type Person = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Everybody below `name`. Chatham, Kathmandu and Niue are clocks of one; Tokyo is one of two.
const PEOPLE: &[Person] = &[
    ("zqvxroleslug", "Pacific/Chatham", "Release manager", "coverage: role", "region: APAC\n"),
    ("zqvxcountslug", "Asia/Kathmandu", "zqvxcountrole", "coverage: count", "region: APAC\n"),
    ("zqvxhiddenslug", "Pacific/Niue", "zqvxhiddenrole", "coverage: hidden", "region: APAC\n"),
    ("zqvxtokyoone", "Asia/Tokyo", "zqvxtokyorole", "coverage: count", "region: EMEA\n"),
    ("zqvxtokyotwo", "Asia/Tokyo", "Night manager", "coverage: role", "region: EMEA\n"),
    ("zqvxgoneslug", "Asia/Kathmandu", "zqvxgonerole", "coverage: count", "end_date: 2026-01-31\n"),
    ("zqvxplannedslug", "Pacific/Marquesas", "Planning manager", "coverage: role", "start_date: 2026-05-04\n"),
    (
        "zqvxnamelessslug",
        "Africa/Lagos",
        "Platform manager",
        "name: internal",
        "allocations: [{ program: apollo, percent: 50 }]\n",
    ),
];

/// Dates off of everybody above: in the week of the site's day, in a coming week, and as single days.
const LEAVE: &str = "away: [{ from: 2026-03-11, to: 2026-03-12 }, { from: 2026-06-01, to: 2026-06-12 }]\n\
                     exceptions: { 2026-03-13: closed, 2026-03-10: \"03:00-04:00\" }\n";

fn record((slug, zone, role, publish, more): &Person, leave: &str) -> String {
    format!(
        "name: {slug} zqvxname\nrole: {role}\ntime_zone: {zone}\nfocus_areas: [platform]\nworking_hours: \"Mo-Fr 09:00-17:30\"\n\
         stretch_hours: \"Sa 09:00-10:00\"\npronouns: zqvxpronouns\nspecialties: [zqvxspecialty]\nhandles: {{ forge: zqvxhandle }}\n\
         location: {{ label: zqvxtown, country: \"PT\" }}\npublish: {{ {publish} }}\n{more}{leave}"
    )
}

/// The base site with the people above, and with Dora, who answers for a program and shows her role alone.
fn site(leave: &str) -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/base");
    let mut tree = pmo_site::io::scan(&root).expect("the base site can be read");
    let mut put = |path: &str, text: &str| tree.insert(path, SourceFile::text(text));
    let settings = include_str!("spec/base/pmo.yaml").replace("regions: [EMEA]", "regions: [EMEA, APAC]");
    put("pmo.yaml", &format!("{settings}findings: {{ PMO-W0350: ignore, PMO-E0401: warning }}\n"));
    for person in PEOPLE {
        put(&format!("content/people/{}.yaml", person.0), &record(person, leave));
    }
    let dora = "name: Dora Named\nrole: Delivery manager\ntime_zone: Asia/Tokyo\nfocus_areas: [platform]\npublish: { coverage: role }\n";
    put("content/people/dora-slug.yaml", &format!("{dora}{leave}"));
    let program = include_str!("spec/base/content/programs/apollo/program.yaml");
    put(
        "content/programs/apollo/program.yaml",
        &program.replace("dri: ana", "dri: dora-slug\nbackup: zqvxnamelessslug"),
    );
    tree
}

fn built(tree: &SourceTree, audience: Audience) -> MemorySink {
    let mut sink = MemorySink::default();
    let inputs = BuildInputs {
        audience,
        base_url: Some("https://pmo.example/".to_owned()),
        ..BuildInputs::on(date(2026, 3, 10))
    };
    let outcome = build(tree, &inputs, &mut Memo::default(), &mut sink).expect("memory takes everything");
    let found: Vec<_> = outcome
        .findings
        .as_slice()
        .iter()
        .map(|finding| format!("{} {}", finding.place.file, finding.message))
        .collect();
    assert!(outcome.complete && found.is_empty(), "{found:#?}");
    sink
}

/// Every file by its name, with its bytes as lower-case text.
fn files(site: &MemorySink) -> impl Iterator<Item = (&str, String)> {
    site.artifacts.iter().map(|(path, body)| {
        let text = match body {
            Body::Bytes(bytes) => String::from_utf8_lossy(bytes).to_lowercase(),
            Body::CopyOf(source, _) => source.to_string(),
        };
        (path.as_str(), format!("{path}\n{text}"))
    })
}

/// Files that hold a word.
fn holding<'s>(site: &'s MemorySink, word: &str) -> Vec<&'s str> {
    files(site).filter(|(_, text)| text.contains(word)).map(|(path, _)| path).collect()
}

fn coverage(site: &MemorySink) -> Value {
    serde_json::from_str(site.text("api/v1/coverage.json").expect("there are figures")).expect("they are JSON")
}

/// Bytes of two sites, but for what a build says of its own input.
#[track_caller]
fn assert_alike(one: &MemorySink, other: &MemorySink) {
    let (one, other): (Vec<_>, Vec<_>) = (files(one).collect(), files(other).collect());
    let names = |files: &[(&str, String)]| files.iter().map(|(path, _)| (*path).to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other));
    let differ: Vec<&str> = one.iter().zip(&other).filter(|(a, b)| a != b).map(|((path, _), _)| *path).collect();
    assert_eq!(differ, [] as [&str; 0]);
}

#[test]
fn no_byte_of_a_public_site_names_who_shows_no_name() {
    let site = built(&site(LEAVE), Audience::Public);
    let leaks: Vec<String> = files(&site)
        .flat_map(|(path, text)| {
            let words = text.match_indices(SIGN).filter_map(|(at, _)| text.get(at..at + 40).or_else(|| text.get(at..)));
            words.map(|word| format!("{path}: {word}")).collect::<Vec<_>>()
        })
        .collect();
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    // The hire simulator names places of the whole world, and those of people are not among them.
    let mut facts = coverage(&site);
    assert!(facts.as_object_mut().and_then(|facts| facts.remove("hire")).is_some());
    let others =
        ["team/index.html", "api/v1/coverage-weeks.json"].map(|path| site.text(path).unwrap_or_default().to_owned());
    let texts = [&[facts.to_string()][..], &others].concat();
    for clock in
        ["Chatham", "Kathmandu", "Niue", "Marquesas", "Lagos", "UTC+12:45", "UTC+13:45", "UTC+5:45", "UTC-9:30"]
    {
        assert!(!texts.iter().any(|text| text.contains(clock)), "{clock}");
    }
}

#[test]
fn an_internal_site_names_everyone_but_who_is_hidden() {
    let site = built(&site(LEAVE), Audience::Internal);
    for (slug, ..) in PEOPLE {
        let hidden = slug.contains("hidden");
        assert_eq!(site.text(&format!("team/{slug}/index.html")).is_some(), !hidden, "{slug}");
        assert_eq!(holding(&site, slug).is_empty(), hidden, "{slug}");
    }
    assert!(holding(&site, "zqvxhiddenrole").is_empty());
    assert!(!holding(&site, "zqvxtown").is_empty());
}

#[test]
fn roles_stand_in_place_of_names_and_small_clocks_are_merged() {
    let site = built(&site(""), Audience::Public);
    let facts = coverage(&site);
    // Ana, the role of Chatham, the count of Kathmandu, three in Tokyo, and the nameless one of Lagos.
    assert_eq!(facts.get("people"), Some(&json!(7)));
    let places: Vec<(&Value, &Value)> = facts
        .get("places")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|place| Some((place.get("time_zone")?, place.get("people")?)))
        .collect();
    assert_eq!(places, [(&json!("Europe/Lisbon"), &json!(1)), (&json!("Asia/Tokyo"), &json!(3))]);
    assert_eq!(
        facts.get("merged_places"),
        Some(&json!([
            { "region": "APAC", "people": 2, "planned": 0 },
            { "region": null, "people": 1, "planned": 1 },
        ]))
    );
    let roster: Vec<[&Value; 3]> = facts
        .get("roster")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|person| Some([person.get("slug")?, person.get("name")?, person.get("time_zone")?]))
        .collect();
    let (none, tokyo) = (&Value::Null, &json!("Asia/Tokyo"));
    assert_eq!(
        roster,
        [
            [&json!("ana"), &json!("Ana Silva"), &json!("Europe/Lisbon")],
            [none, &json!("Delivery manager"), tokyo],
            [none, &json!("Night manager"), tokyo],
            [none, &json!("Platform manager"), none],
            [none, &json!("Release manager"), none],
        ]
    );
    let page = site.text("coverage/meet/index.html").expect("there is a page");
    assert!(page.contains("Release manager") && page.contains("2 more people are counted and not shown here."));
    let team = site.text("team/index.html").expect("there is a page");
    assert!(team.contains("Night manager") && team.contains("2 people are counted and not listed."));
}

#[test]
fn who_answers_for_a_program_is_named_there_and_nowhere_else() {
    let site = built(&site(LEAVE), Audience::Public);
    assert!(site.text("programs/apollo/index.html").is_some_and(|page| page.contains("Dora Named")));
    assert_eq!(holding(&site, "/team/dora-slug"), [] as [&str; 0]);
    for path in [
        "coverage/index.html",
        "coverage/meet/index.html",
        "team/index.html",
        "api/v1/coverage.json",
        "api/v1/people.json",
        "data/people.csv",
        "sitemap.xml",
    ] {
        let text = site.text(path).unwrap_or_default().to_lowercase();
        assert!(!text.is_empty() && !text.contains("dora"), "{path}");
    }
    // A name that is not published is published by no program either: the role stands there, with an id that means
    // nothing.
    let program: Value =
        serde_json::from_str(site.text("api/v1/programs/apollo.json").expect("a program")).expect("JSON");
    assert_eq!((program.get("dri"), program.get("backup")), (Some(&json!("dora-slug")), Some(&json!("person-1"))));
    assert!(site.text("programs/apollo/index.html").is_some_and(|page| page.contains("Platform manager")));
}

#[test]
fn absences_of_who_shows_no_name_change_no_byte() {
    assert_alike(&built(&site(LEAVE), Audience::Public), &built(&site(""), Audience::Public));
}

#[test]
fn absences_of_anybody_change_no_byte_of_a_public_site() {
    let built = |leave: &str, audience| {
        let mut tree = site("");
        let ana = tree.text("content/people/ana.yaml").expect("Ana is there").to_owned();
        tree.insert("content/people/ana.yaml", SourceFile::text(format!("{ana}{leave}")));
        built(&tree, audience)
    };
    assert_alike(&built(LEAVE, Audience::Public), &built("", Audience::Public));
    let weeks = |leave: &str| built(leave, Audience::Internal).text("api/v1/coverage-weeks.json").map(str::to_owned);
    assert_ne!(weeks(LEAVE), weeks(""), "readers inside see them in the counts");
}

#[test]
fn who_counts_nowhere_leaves_no_trace() {
    let without: SourceTree = {
        let whole = site(LEAVE);
        let mut tree = SourceTree::new();
        for (path, file) in whole.iter().filter(|(path, _)| !path.as_str().contains("hidden")) {
            tree.insert(path.as_str(), file.clone());
        }
        tree
    };
    assert_alike(&built(&site(LEAVE), Audience::Public), &built(&without, Audience::Public));
}

#[test]
fn a_site_lowers_everybody_at_once() {
    for (show, rows, people) in [("role", 5, 7), ("count", 0, 7), ("hidden", 0, 0)] {
        let mut tree = site(LEAVE);
        let settings =
            format!("{}coverage: {{ privacy: {{ show: {show} }} }}\n", tree.text("pmo.yaml").expect("settings"));
        tree.insert("pmo.yaml", SourceFile::text(settings));
        let site = built(&tree, Audience::Public);
        let facts = coverage(&site);
        let roster = facts.get("roster").and_then(Value::as_array).map_or(0, Vec::len);
        assert_eq!((roster, facts.get("people")), (rows, Some(&json!(people))), "{show}");
        for path in [
            "coverage/index.html",
            "coverage/meet/index.html",
            "team/index.html",
            "api/v1/coverage.json",
            "api/v1/people.json",
            "sitemap.xml",
        ] {
            let text = site.text(path).unwrap_or_default().to_lowercase();
            assert!(!text.contains("ana silva") && !text.contains("/team/ana"), "{show} {path}");
        }
        assert!(holding(&site, SIGN).is_empty(), "{show}");
    }
}

#[test]
fn who_is_alone_in_a_focus_area_without_a_name_is_not_counted_in_it() {
    let area = |people: usize| {
        let mut tree = site("");
        tree.insert("content/focus-areas/security.yaml", SourceFile::text("name: Security\n"));
        for person in PEOPLE.iter().filter(|person| person.0.starts_with("zqvxtokyo")).take(people) {
            let text = record(person, "").replace("[platform]", "[security]");
            tree.insert(format!("content/people/{}.yaml", person.0).as_str(), SourceFile::text(text));
        }
        // The name of somebody who has left hides nobody.
        tree.insert(
            "content/people/gone.yaml",
            SourceFile::text(
                "name: Gone\nrole: Manager\ntime_zone: UTC\nfocus_areas: [security]\n\
                 working_hours: \"Mo-Fr 09:00-17:00\"\nend_date: 2026-01-31\n",
            ),
        );
        let target = "id: zqvxtarget, time_zone: UTC, days: Mo, from: \"02:00\", to: \"03:00\", focus_area: security";
        let settings =
            tree.text("pmo.yaml").expect("settings").replace("0350: ignore", "0350: ignore, PMO-W0607: ignore");
        let settings = format!("{settings}coverage: {{ targets: [{{ {target} }}] }}\n");
        tree.insert("pmo.yaml", SourceFile::text(settings));
        let site = built(&tree, Audience::Public);
        // A target would tell when the one of them works.
        assert_eq!(!holding(&site, "zqvxtarget").is_empty(), people > 1);
        let team = site.text("team/index.html").expect("there is a page");
        let row = team.split("id=\"area-security\"").nth(1).and_then(|rest| rest.split("</tr>").next()).expect("a row");
        let count = row.split("data-head=\"People\">").nth(1).and_then(|cell| cell.split(['<', ' ']).next());
        let page = site.text("focus-areas/security/index.html").expect("there is a page");
        (count.expect("a count").to_owned(), page.contains("2 people without a name"))
    };
    assert_eq!(area(1), ("0".to_owned(), false));
    assert_eq!(area(2), ("2".to_owned(), true));
}

/// The fields of a person that `publish` can keep inside, each with a value that stands nowhere else.
const KEPT_INSIDE: &[(&str, &str)] = &[
    ("pronouns", "pronouns: zqvxpronouns"),
    ("photo", "photo: people/zqvxphoto.png"),
    ("location", "location: { label: zqvxtown, country: \"FO\" }"),
    ("handles", "handles: { forge: zqvxhandle }"),
    ("level", "level: zqvxlevel"),
    ("manager", "manager: zqvxmanager"),
    ("specialties", "specialties: [zqvxspecialty]"),
    ("links", "links: [{ label: zqvxlink, url: \"https://zqvxaddress.example/\" }]"),
];

#[test]
fn everything_that_a_person_keeps_inside_is_kept_inside() {
    // A person with a page: what leaks would stand on it. Each field that `publish` has is in the list, or the site
    // shows it in another way (`name`) or in figures (`coverage`).
    let schema = PersonRecord::schema();
    let publish = schema["properties"]["publish"]["properties"].as_object().expect("`publish` has fields");
    let listed =
        |field: &str| KEPT_INSIDE.iter().any(|(name, _)| *name == field) || matches!(field, "name" | "coverage");
    let forgotten: Vec<&String> = publish.keys().filter(|field| !listed(field)).collect();
    assert!(forgotten.is_empty(), "add a canary for {forgotten:?} to `KEPT_INSIDE`");

    let fields: Vec<&str> = KEPT_INSIDE.iter().map(|(_, line)| *line).collect();
    let inside: Vec<String> = KEPT_INSIDE.iter().map(|(field, _)| format!("{field}: internal")).collect();
    let mut tree = site("");
    let common = "time_zone: Europe/Lisbon\nfocus_areas: [platform]\n";
    let person = format!(
        "name: Eva Open\nrole: Engineer\n{common}{}\npublish: {{ {} }}\n",
        fields.join("\n"),
        inside.join(", ")
    );
    tree.insert("content/people/eva-open.yaml", SourceFile::text(person.as_str()));
    // Somebody whose only part is to be her manager, and who has a page of their own.
    tree.insert("content/people/zqvxmanager.yaml", SourceFile::text(format!("name: Max Lead\nrole: Lead\n{common}")));
    tree.insert("static/people/zqvxphoto.png", SourceFile::text("no picture"));
    let site = built(&tree, Audience::Public);
    let page = site.text("team/eva-open/index.html").expect("she has a page").to_lowercase();
    let data = site.text("api/v1/people.json").expect("there are people");
    let people: Value = serde_json::from_str(data).expect("they are JSON");
    let row =
        people["people"].as_array().and_then(|all| all.iter().find(|row| row["slug"] == "eva-open")).expect("a row");
    let table = site.text("data/people.csv").expect("there is a table");
    let line = table.lines().find(|line| line.starts_with("eva-open")).expect("a line").to_lowercase();
    for text in [&page, &row.to_string().to_lowercase(), &line] {
        for word in [
            "zqvxpronouns",
            "zqvxphoto",
            "zqvxtown",
            "faroe",
            "zqvxhandle",
            "zqvxlevel",
            "zqvxmanager",
            "zqvxspecialty",
            "zqvxlink",
        ] {
            assert!(!text.contains(word), "{word} is in {text}");
        }
    }
    let internal = built(&tree, Audience::Internal);
    for word in ["zqvxpronouns", "zqvxphoto", "zqvxtown", "zqvxhandle", "zqvxmanager", "zqvxspecialty", "zqvxlink"] {
        assert!(!holding(&internal, word).is_empty(), "no internal file holds {word}");
    }
}
