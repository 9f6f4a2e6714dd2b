//! `change`: both edits of a fact that becomes another.

use super::site::{Run, Site};

const PROGRAM: &str = "content/programs/apollo/program.yaml";

fn change(site: &Site, args: &[&str]) -> Run {
    site.run(&[&["change", "--as-of", "2026-03-12"], args].concat())
}

/// The lines of the program that were not there before, and those that are gone.
fn lines(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let only = |one: &str, other: &str| {
        one.lines().filter(|line| !other.lines().any(|same| same == *line)).map(str::to_owned).collect()
    };
    (only(after, before), only(before, after))
}

fn changed(site: &Site, path: &str, args: &[&str]) -> (Vec<String>, Vec<String>) {
    let before = site.read(path);
    change(site, args).assert_exit(0);
    lines(&before, &site.read(path))
}

#[test]
fn a_field_changes_and_the_record_keeps_what_it_was() {
    let site = Site::with_portfolio();
    let (new, gone) = changed(&site, PROGRAM, &["apollo", "dri=bo", "sponsor=ada", "--reason", "Ada moves: to Oslo"]);
    let entry = r#"  - { date: 2026-03-12, was: { dri: ada, sponsor: bo }, reason: "Ada moves: to Oslo" }"#;
    assert_eq!(new, ["dri: bo", "sponsor: ada", "changes:", entry]);
    assert_eq!(gone, ["dri: ada", "sponsor: bo"]);
    site.run(&["check", "--as-of", "2026-03-12", "--quiet"]).assert_exit(0);
    let dri = |day| site.run(&["list", "programs", "--as-of", day, "--format", "json"]).assert_exit(0).json();
    let of = |json: &serde_json::Value| json["programs"][0]["dri"].clone();
    assert_ne!(of(&dri("2026-03-11")), of(&dri("2026-03-12")), "the day before shows who led then");
}

#[test]
fn the_second_change_of_a_day_keeps_the_first_value() {
    let site = Site::with_portfolio();
    change(&site, &["apollo", "priority=p1"]).assert_exit(0);
    let (new, gone) = changed(&site, PROGRAM, &["apollo", "priority=p2", "name=Apollo 2", "--reason", "Late"]);
    assert_eq!(
        new,
        ["name: Apollo 2", "priority: p2", "  - { date: 2026-03-12, was: { name: Apollo }, reason: Late }"]
    );
    assert_eq!(gone, ["name: Apollo", "priority: p1"]);
    assert!(site.read(PROGRAM).contains("  - { date: 2026-03-12, was: { priority: ~ } }\n"));
    change(&site, &["apollo", "priority=p2"]).assert_exit(2).assert_stderr_contains("says so already");
}

#[test]
fn a_change_before_one_that_is_written_moves_what_that_one_says() {
    let site = Site::with_portfolio();
    change(&site, &["apollo", "priority=p3", "--date", "2026-03-10"]).assert_exit(0);
    let (new, gone) = changed(&site, PROGRAM, &["apollo", "priority=p2", "--date", "2026-02-01"]);
    let entries = ["  - { date: 2026-03-10, was: { priority: p2 } }", "  - { date: 2026-02-01, was: { priority: ~ } }"];
    assert_eq!(new, entries);
    assert_eq!(gone, ["  - { date: 2026-03-10, was: { priority: ~ } }"]);
    change(&site, &["apollo", "priority=p4", "--date", "2026-02-01"])
        .assert_exit(0)
        .assert_stderr_contains("priority of apollo: p2 → p4 from 2026-02-01 and before 2026-03-10");
}

#[test]
fn an_item_keeps_its_own_past() {
    let site = Site::with_portfolio();
    let (new, _) = changed(&site, PROGRAM, &["apollo#M2", "owner=bo"]);
    assert_eq!(
        new,
        ["  - { id: M2, name: All moved, baseline: 2026-09-30, key: true, owner: bo, changes: [{ date: 2026-03-12, \
             was: { owner: ~ } }] }"]
    );
    let (new, gone) = changed(&site, PROGRAM, &["apollo#R1", "owner=bo", "plan=Load tests, twice"]);
    let entry = "      - { date: 2026-03-12, was: { owner: ada, plan: Load tests. } }";
    assert_eq!(new, ["    plan: \"Load tests, twice\"", "    owner: bo", "    changes:", entry]);
    assert_eq!(gone, ["    plan: Load tests.", "    owner: ada"]);
    change(&site, &["apollo#X9", "owner=bo"]).assert_exit(2).assert_stderr_contains("or dependency `X9`");
}

#[test]
fn people_and_areas_change_too() {
    let site = Site::with_portfolio();
    let (new, _) = changed(&site, "content/people/ada.yaml", &["--person", "ada", "manager=bo", "focus_areas=eng,sec"]);
    assert_eq!(
        new,
        [
            "focus_areas: [eng, sec]",
            "manager: bo",
            "changes:",
            "  - { date: 2026-03-12, was: { manager: ~, focus_areas: [eng] } }"
        ]
    );
    let (new, _) =
        changed(&site, "content/focus-areas/eng.yaml", &["--focus-area", "eng", "triage_dri=ada", "lead=bo"]);
    assert_eq!(
        new,
        [
            "lead: bo",
            "intake: { triage_dri: ada }",
            "changes:",
            "  - { date: 2026-03-12, was: { triage_dri: ~, lead: ~ } }"
        ]
    );
}

#[test]
fn a_value_that_goes_takes_its_line() {
    let site = Site::with_portfolio();
    change(&site, &["apollo", "backup=bo", "--date", "2026-03-01"]).assert_exit(0);
    let (new, gone) = changed(&site, PROGRAM, &["apollo", "backup="]);
    assert_eq!(
        (new, gone),
        (vec!["  - { date: 2026-03-12, was: { backup: bo } }".to_owned()], vec!["backup: bo".to_owned()])
    );
}

#[test]
fn a_lifecycle_ends_with_a_reason_and_its_successors() {
    let site = Site::with_portfolio();
    let (new, _) =
        changed(&site, PROGRAM, &["apollo", "lifecycle=paused", "--until", "2026-06-30", "--date", "2026-03-01"]);
    let paused = "  - { date: 2026-03-01, was: { lifecycle: active }, until: 2026-06-30 }";
    assert_eq!(new, ["lifecycle: paused", "changes:", paused]);
    let end = ["apollo", "lifecycle=cancelled", "--successors", "borealis,cosmos", "--reason", "Goes on in two."];
    let (new, _) = changed(&site, PROGRAM, &end);
    let ended =
        "  - { date: 2026-03-12, was: { lifecycle: paused }, reason: Goes on in two., successors: [borealis, cosmos] }";
    assert_eq!(new, ["lifecycle: cancelled", ended]);
    change(&site, &["borealis", "lifecycle=paused"])
        .assert_exit(0)
        .assert_stderr_contains("warning: the lifecycle changes without a reason");
    change(&site, &["borealis", "lifecycle=cancelled", "--until", "2026-06-30"])
        .assert_exit(2)
        .assert_stderr_contains("use it with `lifecycle=paused`");
    change(&site, &["borealis", "lifecycle=complete", "--successors", "apolo"])
        .assert_exit(2)
        .assert_stderr_contains("did you mean `apollo`?");
    change(&site, &["borealis", "dri=ada", "--decision", "DEC1"]).assert_exit(0);
    change(&site, &["borealis", "priority=p1", "--decision", "DEC7"])
        .assert_exit(2)
        .assert_stderr_contains("no decision `DEC7`");
}

#[test]
fn what_would_be_an_error_is_not_written() {
    let site = Site::with_portfolio();
    let before = site.tree("content");
    for (args, part) in [
        (&["apollo", "dri=add"][..], "did you mean `ada`?"),
        (&["apollo", "lifecycle=done"], "nothing was written"),
        (&["apollo", "backup=ada"], "nothing was written"),
        (&["apollo", "dri="], "nothing was written"),
        (&["apollo", "stage=pilot"], "nothing was written"),
        (&["apollo#M2", "key=maybe"], "write `true` or `false`"),
        (&["apollo", "baseline_end=2026-12-01"], "content/programs/apollo/program.yaml"),
        (&["apollo", "health=red"], "pmo-site new update apollo"),
        (&["apollo#R1", "statement=x"], "content/programs/apollo/program.yaml"),
        (&["apollo#R1", "closed=2026-03-01"], "pmo-site new update apollo"),
        (&["apollo", "summary=x"], "content/programs/apollo/program.yaml"),
        (&["apollo", "drri=bo"], "did you mean `dri`?"),
        (&["--person", "ada", "role=x", "--reason", "x"], "keep no reasons"),
        (&["apollo"], "say what changes"),
        (&["dri=bo"], "name the program first"),
        (&["apollo", "dri"], "write `FIELD=VALUE`"),
        (&["apolo", "dri=bo"], "did you mean `apollo`?"),
    ] {
        change(&site, args).assert_exit(2).assert_stderr_contains(part);
    }
    assert_eq!(site.tree("content"), before);
}

#[test]
fn a_dry_run_shows_the_lines_and_writes_nothing() {
    let site = Site::with_portfolio();
    let before = site.read(PROGRAM);
    let run = change(&site, &["apollo", "dri=bo", "--dry-run", "--quiet"]).assert_exit(0);
    let wanted = "content/programs/apollo/program.yaml\n@@ line 4 @@\n stage: build\n focus_area: eng\n-dri: ada\n\
                  +dri: bo\n sponsor: bo\n start: 2026-01-05\n";
    assert!(run.stdout().starts_with(wanted), "{}", run.stdout());
    assert!(run.stdout().ends_with("+changes:\n+  - { date: 2026-03-12, was: { dri: ada } }\n"), "{}", run.stdout());
    assert_eq!(site.read(PROGRAM), before);
}

#[test]
fn what_was_written_is_what_the_site_says() {
    let site = Site::with_portfolio();
    let text = site
        .read(PROGRAM)
        .replace("dri: ada\n", "dri: ada   # since January\r\n")
        .replace('\n', "\r\n")
        .replace("\r\r", "\r");
    site.write(PROGRAM, &text);
    change(&site, &["apollo", "dri=bo"])
        .assert_exit(0)
        .assert_stderr_contains("dri of apollo: ada → bo from 2026-03-12");
    let entry = "changes:\r\n  - { date: 2026-03-12, was: { dri: ada } }\r\n";
    let wanted = format!("{}{entry}", text.replace("dri: ada   #", "dri: bo   #"));
    assert_eq!(site.read(PROGRAM), wanted, "everything else is as it was, byte by byte");
}

#[test]
fn another_slug_of_the_same_record_is_no_change() {
    let site = Site::with_portfolio();
    let program = site.read(PROGRAM).replace("key: true }", "key: true, gate: { approvers: [bo] } }");
    site.write(PROGRAM, &program);
    site.run(&["rename", "person", "ada", "ada-king", "--as-of", "2026-03-12"]).assert_exit(0);
    site.run(&["rename", "person", "bo", "bo-berg", "--as-of", "2026-03-12"]).assert_exit(0);
    site.run(&["rename", "focus-area", "eng", "engineering", "--as-of", "2026-03-12"]).assert_exit(0);
    change(&site, &["apollo", "dri=ada-king"]).assert_exit(2).assert_stderr_contains("says so already");
    change(&site, &["apollo#M2", "gate={ approvers: [bo-berg] }"]).assert_exit(2);
    change(&site, &["--person", "ada-king", "focus_areas=engineering"]).assert_exit(2);
    let (new, _) = changed(&site, PROGRAM, &["apollo", "dri=bo-berg", "focus_area=engineering"]);
    assert_eq!(new, ["dri: bo-berg", "changes:", "  - { date: 2026-03-12, was: { dri: ada } }"]);
}

#[test]
fn a_second_change_of_a_day_says_its_own_reasons_with_the_lifecycle() {
    let site = Site::with_portfolio();
    let entry = |site: &Site, field: &str| {
        let wanted = format!("was: {{ {field}");
        site.read(PROGRAM).lines().find(|line| line.contains(&wanted)).unwrap_or_default().trim().to_owned()
    };
    let pause = ["apollo", "lifecycle=paused", "--until", "2026-06-30", "--reason", "No room."];
    change(&site, &pause).assert_exit(0);
    // The end of a program is no pause, and another field of the day has no end.
    change(&site, &["apollo", "lifecycle=cancelled", "priority=p2", "--successors", "borealis", "--reason", "Enough."])
        .assert_exit(0);
    let ended = "- { date: 2026-03-12, was: { lifecycle: active }, reason: Enough., successors: [borealis] }";
    assert_eq!(entry(&site, "lifecycle"), ended);
    assert_eq!(entry(&site, "priority"), "- { date: 2026-03-12, was: { priority: ~ }, reason: Enough. }");
    change(&site, &["apollo", "lifecycle=paused", "--until", "2026-07-31"]).assert_exit(0);
    let paused = "- { date: 2026-03-12, was: { lifecycle: active }, until: 2026-07-31 }";
    assert_eq!(entry(&site, "lifecycle"), paused);
    // A reason of what is decided again goes too; that of others stays.
    change(&site, &["apollo", "priority=p3"]).assert_exit(0);
    assert_eq!(entry(&site, "priority"), "- { date: 2026-03-12, was: { priority: ~ } }");
    assert_eq!(entry(&site, "lifecycle"), paused);
    site.run(&["check", "--as-of", "2026-03-12", "--quiet"]).assert_exit(0);
}

#[test]
fn a_field_of_the_sites_own_changes_and_the_entry_keeps_all_of_them() {
    let fields = "fields:\n  - { id: jira, on: program }\n  - { id: cost, on: program, type: number }\n  - { id: sap, \
                  on: program }\n";
    let site = Site::with_portfolio();
    let settings = site.read("pmo.yaml") + fields;
    let site = site.file("pmo.yaml", &settings);
    let (new, _) = changed(&site, PROGRAM, &["apollo", "fields.jira=MOON-12", "fields.cost=4", "fields.sap=no: 7"]);
    assert_eq!(new[new.len() - 2..], ["changes:", "  - { date: 2026-03-12, was: { fields: ~ } }"]);
    assert!(new.iter().any(|line| line.contains("jira: MOON-12")), "{new:#?}");
    assert!(new.iter().any(|line| line.contains("cost: 4")), "{new:#?}");
    let program = site.read(PROGRAM);
    assert!(program.contains(r#"sap: "no: 7""#), "{program}");
    let (new, _) = changed(&site, PROGRAM, &["apollo", "fields.cost=5", "--date", "2026-03-13"]);
    let entry = r#"  - { date: 2026-03-13, was: { fields: { jira: MOON-12, cost: 4, sap: "no: 7" } } }"#;
    assert!(new.contains(&entry.to_owned()), "{new:#?}");
    site.run(&["check", "--as-of", "2026-03-12", "--quiet"]).assert_exit(0);
    change(&site, &["apollo", "fields.cost=many"]).assert_exit(2);
    change(&site, &["apollo", "dri.x=bo"]).assert_exit(2);
}
