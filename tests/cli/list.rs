//! `pmo-site list`: every kind, format and filter, and what is said when there is nothing to say.

use serde_json::{Value, json};

use super::site::{Run, Site};

/// The day that these lists speak for.
const DAY: &str = "2026-03-12";

fn list(site: &Site, args: &[&str]) -> Run {
    site.run(&[&["list"], args, &["--as-of", DAY, "--quiet"]].concat())
}

/// The first words of each line of a table, without its header.
#[track_caller]
fn found(site: &Site, args: &[&str], columns: usize) -> Vec<String> {
    let run = list(site, args).assert_exit(0).assert_silent();
    run.stdout().lines().skip(1).map(|line| line.split_whitespace().take(columns).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn programs_are_a_table_for_people() {
    let run = list(&Site::with_portfolio(), &["programs"]).assert_exit(0).assert_silent();
    assert_eq!(
        run.stdout(),
        "\
PROGRAM   HEALTH    RULES SAY  CONFIDENCE  DRI  NEXT  EXPECTED    SLIP   UPDATED
apollo    amber     red        70 %        ada  M2    2026-10-21  +21 d  2026-03-06
borealis  never                            bo   M2    2026-03-20
cosmos    complete                         ada
"
    );
}

#[test]
fn programs_are_filtered() {
    let site = Site::with_portfolio();
    let found = |args: &[&str]| found(&site, &[&["programs"], args].concat(), 1);
    assert_eq!(found(&["--health", "amber"]), ["apollo"]);
    assert_eq!(found(&["--health", "amber,never"]), ["apollo", "borealis"]);
    assert_eq!(found(&["--health", "green"]), [""; 0]);
    assert_eq!(found(&["--lifecycle", "complete"]), ["cosmos"]);
    assert_eq!(found(&["--focus-area", "eng"]), ["apollo", "cosmos"]);
    assert_eq!(found(&["--dri", "bo"]), ["borealis"]);
    assert_eq!(found(&["--dri", "ada", "--lifecycle", "active"]), ["apollo"]);
    assert_eq!(found(&["--flagged"]), ["apollo"]);
    assert_eq!(found(&["--audience", "internal", "--focus-area", "sec"]), ["borealis", "umbra"]);
}

#[test]
fn a_stale_program_is_found_as_stale_and_not_by_its_colour() {
    let site = Site::with_portfolio();
    let late = |health: &str| site.run(&["list", "programs", "--health", health, "--as-of", "2026-05-01", "--quiet"]).assert_exit(0);
    late("stale").assert_stdout_contains("apollo");
    late("amber").assert_no_stdout();
}

#[test]
fn risks_are_filtered() {
    let site = Site::with_portfolio();
    let found = |args: &[&str]| found(&site, &[&["risks"], args].concat(), 5);
    let (apollo, late, closed) = ("apollo R1 16 extreme open", "borealis R1 8 medium open", "borealis R2 2 low closed");
    assert_eq!(found(&[]), [apollo, late, closed]);
    assert_eq!(found(&["--open"]), [apollo, late]);
    assert_eq!(found(&["--overdue"]), [late]);
    assert_eq!(found(&["--min-score", "8"]), [apollo, late]);
    assert_eq!(found(&["--program", "borealis", "--open"]), [late]);
    assert_eq!(found(&["--owner", "ada"]), [apollo]);
    assert_eq!(found(&["--focus-area", "sec"]), [late, closed]);
    list(&site, &["risks", "--overdue"]).assert_stdout_contains("2026-03-01 overdue  Panels are late.");
}

#[test]
fn decisions_are_those_taken_or_those_that_are_waited_for() {
    let site = Site::with_portfolio();
    let found = |args: &[&str]| found(&site, &[&["decisions"], args].concat(), 4);
    assert_eq!(found(&[]), ["borealis DEC1 2026-02-10 accepted"]);
    assert_eq!(found(&["--program", "apollo"]), [""; 0]);
    assert_eq!(found(&["--open"]), ["apollo Q1 2026-03-10 overdue"]);
    assert_eq!(found(&["--overdue", "--focus-area", "eng"]), ["apollo Q1 2026-03-10 overdue"]);
    assert_eq!(found(&["--open", "--focus-area", "sec"]), [""; 0]);
}

#[test]
fn people_are_filtered() {
    let site = Site::with_portfolio();
    site.write(
        "content/people/cy.yaml",
        "name: Cy\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [sec]\nstart_date: 2026-06-01\ncapacity: { max_percent: 80, accepting: open }\n",
    );
    let found = |args: &[&str]| found(&site, &[&["people"], args].concat(), 1);
    assert_eq!(found(&[]), ["ada", "bo", "cy"]);
    assert_eq!(found(&["--focus-area", "eng"]), ["ada"]);
    assert_eq!(found(&["--program", "apollo"]), ["ada", "bo"]);
    assert_eq!(found(&["--standing", "planned"]), ["cy"]);
    assert_eq!(found(&["--standing", "present,departed"]), ["ada", "bo"]);
    assert_eq!(found(&["--accepting", "open"]), ["cy"]);
}

#[test]
fn scripts_get_the_rows_of_the_open_data() {
    let site = Site::with_portfolio();
    site.run(&["build", "--as-of", DAY, "--quiet"]).assert_exit(0);
    for (kind, args, file, name) in [
        ("programs", &[][..], "programs", "programs"),
        ("risks", &[], "risks", "risks"),
        ("decisions", &[], "decisions", "decisions"),
        ("decisions", &["--open"], "decisions", "decisions_needed"),
        ("people", &[], "people", "people"),
    ] {
        let answer = list(&site, &[&[kind, "--format", "json"], args].concat()).assert_exit(0).assert_silent().json();
        let api: Value = serde_json::from_str(&site.read(&format!("public/api/v1/{file}.json"))).unwrap_or_default();
        assert_eq!(answer.get("as_of"), Some(&json!(DAY)));
        assert!(api.get(name).is_some_and(Value::is_array), "{name}");
        assert_eq!(answer.get(name), api.get(name), "{kind} {args:?}");
        let table = list(&site, &[&[kind, "--format", "csv"], args].concat()).assert_exit(0).assert_silent();
        assert_eq!(table.stdout(), site.read(&format!("public/data/{}.csv", name.replace('_', "-"))), "{kind} {args:?}");
    }
}

#[test]
fn a_table_for_spreadsheets_holds_no_formula() {
    let run = list(&Site::with_portfolio(), &["programs", "--health", "never", "--format", "csv"]).assert_exit(0);
    assert!(run.stdout().starts_with("slug,name,url,lifecycle,"));
    run.assert_stdout_contains("\r\nborealis,'=Borealis & <Co>,/programs/borealis/,active,");
}

#[test]
fn nothing_found_is_said_to_people_and_is_an_empty_list_for_scripts() {
    let site = Site::with_portfolio();
    let none = |args: &[&str]| site.run(&[&["list", "programs", "--health", "red", "--as-of", DAY], args].concat()).assert_exit(0);
    none(&[]).assert_no_stdout().assert_stderr_contains("nothing matches");
    assert_eq!(none(&["--format", "json"]).json(), json!({ "as_of": DAY, "programs": [] }));
    assert_eq!(none(&["--format", "csv"]).stdout().lines().count(), 1);
}

#[test]
fn an_unknown_name_is_answered_with_what_to_type() {
    let site = Site::with_portfolio();
    let wrong = |args: &[&str], hint: &str| {
        list(&site, args).assert_exit(2).assert_no_stdout().assert_stderr_contains(hint);
    };
    wrong(&["risks", "--program", "apolo"], "there is no program `apolo`; did you mean `apollo`?");
    wrong(&["programs", "--dri", "adda"], "there is no person `adda`; did you mean `ada`?");
    wrong(&["risks", "--owner", "nobody-known"], "there is no person `nobody-known`; `pmo-site list people` shows all");
    wrong(&["people", "--focus-area", "engg"], "there is no focus area `engg`; did you mean `eng`?");
    wrong(&["decisions", "--program", "umbra"], "there is no program `umbra`");
    wrong(&["programs", "--health", "grey"], "possible values: green, amber, red, stale, never");
    wrong(&["programs", "--lifecycle", "activ"], "active");
    wrong(&["programs", "--format", "html"], "possible values: table, csv, json");
    wrong(&["risks", "--min-score", "26"], "26 is not in 1..=25");
}

#[test]
fn a_format_before_the_command_is_one_of_findings() {
    let site = Site::with_portfolio();
    let before = |format: &str| site.run(&["--format", format, "list", "programs", "--as-of", DAY, "--quiet"]);
    before("json").assert_exit(0).assert_stdout_contains("\"programs\": [");
    before("human")
        .assert_exit(2)
        .assert_stderr_contains("`human` is no format of this command; write one of `table`, `csv`, `json` after it");
    before("csv").assert_exit(2).assert_stderr_contains("possible values: human, json");
}

#[test]
fn a_site_with_errors_is_not_quoted() {
    let site = Site::with_portfolio().file("content/a.md", "# A\n\n[x](/nowhere/)\n");
    for format in ["table", "csv", "json"] {
        let run = list(&site, &["programs", "--format", format]).assert_exit(1).assert_no_stdout();
        run.assert_stderr_contains("PMO-E0401").assert_stderr_contains("nothing was printed");
    }
    Site::empty().run(&["list", "programs"]).assert_exit(2).assert_no_stdout().assert_stderr_contains("there is no `pmo.yaml`");
}

#[test]
fn warnings_are_counted_and_fail_only_where_strictness_was_asked_for() {
    let site = Site::with_program().file("content/a.md", "# A\n\n[x](#gone)\n");
    let ask = |args: &[&str]| site.run(&[&["list", "people", "--as-of", "2026-03-06"], args].concat());
    ask(&[]).assert_exit(0).assert_stdout_contains("ada").assert_stderr_contains("the site has 1 warning; `pmo-site check` shows them");
    ask(&["--strict"]).assert_exit(1).assert_no_stdout().assert_stderr_contains("PMO-W0402");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure() -> std::io::Result<()> {
    let site = Site::with_portfolio();
    for args in [["list", "programs", "--format", "csv"], ["check", "--all", "--format", "json"], ["report", "--quiet", "--format", "html"]]
    {
        let full = std::fs::File::options().write(true).open("/dev/full")?;
        let output = site.command(&[&args[..], &["--as-of", super::site::DAY]].concat()).stdout(full).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{args:?}: {said}");
        assert!(said.contains("standard output: "), "{args:?}: {said}");
    }
    Ok(())
}
