//! `pmo-site check` and its reports.

use serde_json::json;

use super::site::Site;

fn broken() -> Site {
    Site::new().file("content/a.md", "# A\n\n[x](/nowhere/) and [y](#gone)\n")
}

#[test]
fn a_check_writes_nothing() {
    let site = Site::new();
    site.check(&[]).assert_exit(0).assert_no_stdout().assert_stderr_contains("no errors, no warnings");
    assert!(!site.at("public").exists());
    site.check(&["--quiet"]).assert_exit(0).assert_silent();
}

#[test]
fn the_json_report_is_the_only_thing_on_standard_output() {
    let run = broken().check(&["--format", "json"]).assert_exit(1).assert_silent();
    let report = run.json();
    assert_eq!(report.get("summary"), Some(&json!({ "errors": 1, "warnings": 1 })));
    let first = report.pointer("/diagnostics/0").cloned().unwrap_or_default();
    assert_eq!(first.get("code"), Some(&json!("PMO-E0401")));
    assert_eq!(first.get("file"), Some(&json!("content/a.md")));
    assert_eq!(
        (first.get("line"), first.get("column").is_some_and(serde_json::Value::is_u64)),
        (Some(&json!(3)), true)
    );
    let clean = Site::new().check(&["--format", "json"]).assert_exit(0).json();
    assert_eq!(clean, json!({ "diagnostics": [], "summary": { "errors": 0, "warnings": 0 } }));
}

#[test]
fn a_report_is_plain_text_where_nobody_asked_for_colour() {
    let run = broken().check(&[]).assert_exit(1).assert_stderr_contains("content/a.md:3:");
    assert!(!run.stdout().contains('\u{1b}'));
}

#[test]
fn known_findings_pass_and_new_ones_do_not() {
    let site = broken();
    let report = site.check(&["--format", "json"]);
    site.write("known.json", report.stdout());
    site.check(&["--baseline", "known.json"]).assert_exit(0).assert_stderr_contains("no errors, no warnings, 2 known");
    site.write("content/a.md", "# A\n\nMoved down.\n\n[x](/nowhere/) and [y](#gone)\n");
    site.check(&["--baseline", "known.json", "--strict"]).assert_exit(0);
    site.write("content/b.md", "# B\n\n[x](/nowhere/)\n");
    site.check(&["--baseline", "known.json"]).assert_exit(1).assert_stderr_contains("content/b.md");
    site.write("known.json", "not a report");
    site.check(&["--baseline", "known.json"]).assert_exit(2).assert_stderr_contains("is no report");
    site.check(&["--baseline", "nowhere.json"]).assert_exit(3);
}

#[test]
fn many_findings_of_a_kind_are_grouped_unless_all_are_asked_for() {
    let links = (0..30).map(|number| format!("[x](/nowhere-{number}/)\n\n")).collect::<Vec<_>>().concat();
    let site = Site::new().file("content/a.md", &format!("# A\n\n{links}"));
    site.check(&[]).assert_exit(1).assert_stderr_contains("25 more PMO-E0401");
    site.check(&["--all"]).assert_exit(1).assert_stderr_contains("nowhere-29");
}

#[test]
fn a_site_keeps_a_list_of_what_it_owes_and_a_build_lets_that_pass() {
    let site = Site::new().file("content/a.md", "# A\n\n[x](/x/)\n");
    site.write("pmo.yaml", "site: { title: T }\nbaseline: known.json\n");
    site.check(&[]).assert_exit(1).assert_stderr_contains("there is no file `known.json`");
    site.check(&["--update-baseline"])
        .assert_exit(0)
        .assert_stderr_contains("known.json: 1 finding; 1 added, 0 taken off");
    site.check(&[]).assert_exit(0).assert_stderr_contains("no errors, no warnings, 1 known");
    let build = |code, said: &str| {
        site.run(&["build", "--no-sync"]).assert_exit(code).assert_stderr_contains(said);
    };
    build(0, ", 1 known");
    site.write("content/a.md", "# A\n\nMoved down.\n\n[x](/x/) and [y](/y/)\n");
    build(1, "`/y/` leads nowhere");
    site.write("content/a.md", "# A\n");
    build(0, "1 mended");
    site.check(&["--update-baseline"])
        .assert_exit(0)
        .assert_stderr_contains("known.json: no findings; 0 added, 1 taken off");
    site.write("pmo.yaml", "site: { title: T }\n");
    site.check(&["--update-baseline"]).assert_exit(2).assert_stderr_contains("no file is named to write");
}

#[test]
fn housekeeping_is_told_when_asked_for_and_fails_nothing() {
    let site = Site::new().file("content/lone.md", "# Lone\n");
    site.check(&["--strict"]).assert_exit(0);
    site.check(&["--housekeeping"]).assert_exit(0).assert_stderr_contains("PMO-W0901");
    site.check(&["--housekeeping", "--strict"]).assert_exit(1);
    site.check(&["--housekeeping", "--baseline", "tidy.json", "--update-baseline"]).assert_exit(0);
    site.check(&["--housekeeping", "--baseline", "tidy.json", "--strict"]).assert_exit(0);
}

#[cfg(not(feature = "network"))]
#[test]
fn a_program_without_the_network_says_how_to_get_it() {
    Site::new().check(&["--external"]).assert_exit(2).assert_stderr_contains("--features network");
}

/// Nobody is asked: what is private never is, and the other address was found lately.
#[cfg(feature = "network")]
#[test]
fn answers_of_other_sites_are_kept_and_private_addresses_are_not_asked() {
    let site = Site::new().file("content/a.md", "# A\n\n[x](http://localhost:1/) and [y](https://a.example/)\n");
    let kept = r#"{"links": {
"https://a.example/": {"day":"2026-03-01","answer":"moved","to":"https://b.example/"},
"https://unlinked.example/": {"day":"2026-03-01","answer":"fine"}
}}"#;
    site.write("external-links.json", kept);
    let run = site.check(&["--external", "--external-days", "30"]).assert_exit(0);
    run.assert_stderr_contains("PMO-W0923").assert_stderr_contains("PMO-W0924");
    let now = site.read("external-links.json");
    assert!(now.contains("https://a.example/") && !now.contains("unlinked"), "{now}");
    site.write("external-links.json", "no answers");
    site.check(&["--external"]).assert_exit(2).assert_stderr_contains("is not written over");
}
