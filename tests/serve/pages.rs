//! What is answered: the published bytes, as a host of static files would.

use std::collections::BTreeMap;
use std::path::Path;

use pmo_site::artifact::{Body, MemorySink};
use pmo_site::pipeline::{self, BuildInputs, Memo};

use super::driver::{DAY, Site, until};

/// What a clean build of the site at `root` makes.
fn built(root: &Path, base_url: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let tree = pmo_site::io::scan(root).unwrap();
    let mut made = MemorySink::default();
    let day = pmo_site::time::parse_date(DAY).unwrap();
    let inputs = BuildInputs { base_url: base_url.map(ToOwned::to_owned), ..BuildInputs::on(day) };
    let outcome = pipeline::build(&tree, &inputs, &mut Memo::default(), &mut made).unwrap();
    assert!(outcome.complete, "{:?}", outcome.findings);
    let bytes = |body: Body| match body {
        Body::Bytes(bytes) => bytes[..].to_vec(),
        Body::CopyOf(source, _) => std::fs::read(root.join(source.as_str())).unwrap(),
    };
    made.artifacts.into_iter().map(|(path, body)| (path.to_string(), bytes(body))).collect()
}

fn address(base: &str, path: &str) -> String {
    let folder =
        path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path);
    format!("{base}{}", folder.replace(' ', "%20"))
}

#[test]
fn every_address_of_the_reference_site_answers_with_the_bytes_that_a_build_makes() {
    let reference = Path::new(env!("CARGO_MANIFEST_DIR"));
    let day = "2026-11-20";
    let tree = pmo_site::io::scan(reference).unwrap();
    let mut made = MemorySink::default();
    let inputs = BuildInputs::on(pmo_site::time::parse_date(day).unwrap());
    pipeline::build(&tree, &inputs, &mut Memo::default(), &mut made).unwrap();
    let mut command = super::driver::command(reference);
    command.args(["--as-of", day]);
    let preview = super::driver::Preview::start(command);
    assert!(made.artifacts.len() > 300);
    for (path, body) in &made.artifacts {
        let answer = preview.get(&address(&preview.base, path.as_str()));
        assert_eq!(answer.status, 200, "{path}");
        let wanted = match body {
            Body::Bytes(bytes) => bytes[..].to_vec(),
            Body::CopyOf(source, _) => std::fs::read(reference.join(source.as_str())).unwrap(),
        };
        assert!(answer.published() == wanted, "{path} differs");
    }
    assert!(!reference.join("public/_preview").exists());
}

#[test]
fn a_site_below_a_path_is_served_below_that_path() {
    let site = Site::new();
    let url = "https://example.org/offices/pmo/";
    let preview = site.serve(&["--base-url", url]);
    assert_eq!(preview.base, "/offices/pmo/");
    for (path, bytes) in built(site.root(), Some(url)) {
        let answer = preview.get(&address(&preview.base, &path));
        assert!(answer.status == 200 && answer.published() == bytes, "{path}");
    }
    assert_eq!(preview.get("/").header("location").as_deref(), Some("/offices/pmo/"));
    assert_eq!(preview.get("/handbook/a/").status, 404);
}

#[test]
fn nothing_is_written_anywhere() {
    let site = Site::new();
    let preview = site.serve(&[]);
    preview.get("/");
    site.write("content/handbook/a.md", "# A\n\nSecond.\n");
    preview.shows("/handbook/a/", "Second.");
    let names: Vec<_> = std::fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn a_held_version_is_not_sent_again_and_a_head_has_no_body() {
    let site = Site::new();
    let preview = site.serve(&[]);
    for path in ["/handbook/a/", "/robots-of-ours.txt", "/search/index.json", "/_preview/preview.js"] {
        let first = preview.get(path);
        let tag = first.header("etag").unwrap();
        let second = preview.ask("GET", path, &[&format!("If-None-Match: \"other\", W/{tag}")]);
        assert_eq!((second.status, second.body.len(), second.header("etag")), (304, 0, Some(tag)), "{path}");
        let head = preview.ask("HEAD", path, &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert_eq!(head.header("content-length"), Some(first.body.len().to_string()), "{path}");
    }
}

#[test]
fn types_moved_addresses_and_the_error_page_are_those_of_a_static_host() {
    let site = Site::new();
    site.write("content/handbook/a.md", "---\naliases: [/old/]\n---\n# A\n");
    let preview = site.serve(&[]);
    let kind = |path: &str| preview.get(path).header("content-type").unwrap_or_default();
    assert_eq!(kind("/"), "text/html; charset=utf-8");
    assert_eq!(kind("/search/index.json"), "application/json");
    let sheet = super::driver::attribute(preview.get("/").text().split_once("rel=\"stylesheet\"").unwrap().1, "href");
    assert_eq!(kind(&sheet), "text/css; charset=utf-8");
    assert_eq!(kind("/robots-of-ours.txt"), "text/plain; charset=utf-8");
    assert_eq!(preview.get("/handbook/a").header("location").as_deref(), Some("/handbook/a/"));
    let moved = preview.get("/old/");
    assert!(
        moved.status == 200 && moved.text().contains("http-equiv=\"refresh\"") && !moved.text().contains("_preview")
    );
    let lost = preview.get("/nowhere/");
    assert!(lost.status == 404 && lost.text().contains("</main>"));
    assert!(lost.header("etag").is_some());
}

#[test]
fn only_readers_of_a_page_that_changed_are_told() {
    let site = Site::new();
    let preview = site.serve(&[]);
    let (mut a, mut b) = (preview.listen("/handbook/a/"), preview.listen("/handbook/b/"));
    site.write("content/handbook/a.md", "# A\n\nSecond.\n");
    let told = a.next("page");
    let version = super::driver::attribute(&preview.get("/handbook/a/").text(), "data-version");
    assert_eq!(told, format!("{{\"version\":\"{version}\",\"there\":true}}"));
    assert!(b.is_silent("page", std::time::Duration::from_millis(300)));
}

#[test]
fn a_reader_who_comes_back_with_an_old_version_is_told_at_once() {
    let site = Site::new();
    let preview = site.serve(&[]);
    let page = preview.get("/handbook/a/").text();
    let (version, token) =
        (super::driver::attribute(&page, "data-version"), super::driver::attribute(&page, "data-token"));
    site.write("content/handbook/a.md", "# A\n\nSecond.\n");
    preview.shows("/handbook/a/", "Second.");
    let mut events = preview.listen_from("/handbook/b/", "", &token);
    // `listen_from` has read up to the notices, and the page's event comes before them: the next stream is read by
    // hand.
    site.write("content/handbook/b.md", "# B\n\nThird.\n");
    events.next("page");
    let answer = until("the event of the old version", || {
        use std::io::{Read, Write};
        let mut stream = preview.connect();
        let request = format!(
            "GET /_preview/events?token={token}&page=/handbook/a/&version={version} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            preview.port
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut seen = String::new();
        let mut bytes = [0; 4096];
        while !seen.contains("event: notices") {
            let read = stream.read(&mut bytes).unwrap();
            seen.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
        Some(seen)
    });
    assert!(answer.contains("event: page"), "{answer}");
}

#[test]
fn another_day_is_shown_when_a_page_wishes_it_and_today_again() {
    let site = Site::new();
    site.write("pmo.yaml", "site: { title: Test }\nstages: [build]\n");
    site.write("content/focus-areas/eng.yaml", "name: Engineering\n");
    let person = "role: TPM\ntime_zone: Europe/Paris\nfocus_areas: [eng]\n";
    site.write("content/people/ada.yaml", &format!("name: Ada\n{person}"));
    site.write("content/people/bo.yaml", &format!("name: Bo\n{person}"));
    site.write(
        "content/programs/apollo/program.yaml",
        "name: Apollo\nsummary: Moves.\nlifecycle: active\nstage: build\nfocus_area: eng\ndri: ada\nsponsor: bo\n\
         start: 2025-12-01\nbaseline_end: 2027-03-01\nmilestones: [{ id: M1, name: One, baseline: 2027-02-01 }]\n",
    );
    for day in ["2025-12-24", "2026-01-05"] {
        let report = format!("---\nauthor: ada\nhealth: green\nconfidence: 90\nheadline: Of {day}.\n---\n");
        site.write(&format!("content/programs/apollo/updates/{day}.md"), &report);
    }
    let preview = site.serve(&[]);
    let token = preview.token();
    let wish = |query: &str, token: &str| {
        preview.ask("POST", &format!("/_preview/{query}"), &[&format!("X-Preview-Token: {token}")]).status
    };
    assert_eq!(wish("as-of?day=2025-12-24", &token), 204);
    preview.shows("/api/v1/programs/apollo.json", "\"last_update\":\"2025-12-24\"");
    assert!(!preview.get("/programs/apollo/").text().contains("Of 2026-01-05."));
    assert_eq!(wish("as-of?day=2025-12-99", &token), 204);
    assert_eq!(wish("as-of?day=2025-01-01", "0123"), 403);
    assert!(!preview.get("/programs/apollo/").text().contains("Of 2026-01-05."));
    assert_eq!(wish("as-of?day=", &token), 204);
    preview.shows("/api/v1/programs/apollo.json", "\"last_update\":\"2026-01-05\"");
}

#[test]
fn a_part_of_a_page_leads_to_its_line() {
    let site = Site::new();
    let preview = site.serve(&["--editor", "vscode"]);
    let token = preview.token();
    let target = "/_preview/source?page=/handbook/a/&text=First.";
    let answer = preview.ask("POST", target, &[&format!("X-Preview-Token: {token}")]);
    let value: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!((&value["file"], &value["line"]), (&"content/handbook/a.md".into(), &3.into()));
    assert!(
        value["href"].as_str().unwrap().starts_with("vscode://file/")
            && value["href"].as_str().unwrap().ends_with("/content/handbook/a.md:3:1")
    );
    assert_eq!(
        preview.ask("POST", "/_preview/source?page=/nowhere/&text=x", &[&format!("X-Preview-Token: {token}")]).status,
        404
    );
}

#[test]
fn a_site_that_begins_with_errors_appears_when_they_are_mended() {
    let site = Site::new();
    site.write("pmo.yaml", "site: { titel: Test }\n");
    let preview = site.serve(&[]);
    let answer = preview.get("/");
    assert!(answer.status == 503 && answer.text().contains("_preview/preview.js"));
    site.write("pmo.yaml", "site: { title: Test }\n");
    preview.shows("/", "Hello.");
}

#[test]
fn verify_says_nothing_when_warm_and_clean_are_the_same() {
    let site = Site::new();
    let preview = site.serve(&["--verify"]);
    for round in 0..5 {
        site.write("content/handbook/a.md", &format!("# A\n\nRound {round}.\n"));
        preview.shows("/handbook/a/", &format!("Round {round}."));
    }
    assert!(!preview.said().contains("differs"));
}

#[test]
fn words_that_records_know_change_when_the_records_do() {
    let site = Site::new();
    site.write("pmo.yaml", "site: { title: Test }\nstages: [build]\n");
    site.write("content/focus-areas/rail.yaml", "name: Rail\n");
    let person = |name: &str, more: &str| {
        format!("name: {name}\nrole: Manager\ntime_zone: Europe/Lisbon\nfocus_areas: [rail]\n{more}")
    };
    site.write("content/people/ana.yaml", &person("Ana Silva", ""));
    site.write("content/people/ben.yaml", &person("Ben Roth", ""));
    let program = |milestone: &str, target: u32| {
        format!(
            "name: Alpha\nsummary: Rails.\nlifecycle: active\nstage: build\nfocus_area: rail\ndri: ana\nsponsor: ben\n\
             start: 2026-01-05\nbaseline_end: 2026-12-18\nmilestones: [{{ id: M1, name: Rails lie, baseline: {milestone} }}]\n\
             success_measures: [{{ id: S1, name: Length, unit: km, target: {target} }}]\n"
        )
    };
    site.write("content/programs/alpha/program.yaml", &program("2026-06-12", 40));
    site.write(
        "content/handbook/a.md",
        "# A\n\nLed by {{< person \"ana\" >}}, with {{< people area=\"rail\" >}}: {{< count \"people\" in=\"words\" >}} of us. \
         Rails lie by {{< milestone \"alpha\" \"M1\" >}}, all {{< target \"alpha\" \"S1\" >}} of them.\n",
    );
    let preview = site.serve(&[]);
    let told = preview.shows("/handbook/a/", "two of us").text();
    assert!(["Ana Silva", "Ben Roth", "12 Jun 2026", "40 km"].iter().all(|words| told.contains(words)), "{told}");
    // A renamed person.
    site.write("content/people/ana.yaml", &person("Ana Moreno", ""));
    assert!(!preview.shows("/handbook/a/", "Ana Moreno").text().contains("Ana Silva"));
    // Somebody who left.
    site.write("content/people/ben.yaml", &person("Ben Roth", "end_date: 2026-03-01\n"));
    assert!(!preview.shows("/handbook/a/", "one of us").text().contains("Ben Roth"));
    // A milestone that moved.
    site.write("content/programs/alpha/program.yaml", &program("2026-07-24", 40));
    assert!(!preview.shows("/handbook/a/", "24 Jul 2026").text().contains("12 Jun 2026"));
    // A new target.
    site.write("content/programs/alpha/program.yaml", &program("2026-07-24", 55));
    assert!(!preview.shows("/handbook/a/", "55 km").text().contains("40 km"));
}
