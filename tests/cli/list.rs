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
    run.stdout()
        .lines()
        .skip(1)
        .map(|line| line.split_whitespace().take(columns).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn programs_are_a_table_for_people() {
    let run = list(&Site::with_portfolio(), &["programs"]).assert_exit(0).assert_silent();
    assert_eq!(
        run.stdout(),
        "\
PROGRAM   HEALTH    RULES SAY  CONFIDENCE  DRI  NEXT  EXPECTED    SLIP   UPDATED     NEXT DUE
apollo    amber     red        70%         ada  M2    2026-10-21  +21 d  2026-03-06  2026-03-12 due
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
fn programs_are_filtered_by_what_they_serve_and_by_who_sponsors_them() {
    let site = Site::with_portfolio()
        .file(
            "pmo.yaml",
            "site: { title: Test }\nstages: [build]\ngoals: [{ id: grow, name: Grow }, { id: save, name: Save }]\n",
        )
        .file("content/programs/delta/program.yaml", &format!("{DELTA}goals: [grow]\ntags: [lift, C-Level]\n"));
    let found = |args: &[&str]| found(&site, &[&["programs"], args].concat(), 1);
    assert_eq!(found(&["--goal", "grow"]), ["delta"]);
    assert_eq!(found(&["--goal", "save"]), [""; 0]);
    assert_eq!(found(&["--tag", "lift"]), ["delta"]);
    assert_eq!(found(&["--tag", "lif"]), [""; 0]);
    assert_eq!(found(&["--sponsor", "bo", "--dri", "ada"]), ["apollo", "delta"]);
    assert_eq!(found(&["--sponsor", "ada"]), [""; 0]);
    list(&site, &["programs", "--goal", "grov"])
        .assert_exit(2)
        .assert_stderr_contains("there is no goal `grov`; did you mean `grow`?");
}

#[test]
fn programs_that_owe_a_report_are_found_before_it_is_late() {
    let site = Site::with_portfolio();
    let due = |day: &str, days: &str| {
        let run = site.run(&["list", "programs", "--due", days, "--as-of", day, "--quiet"]).assert_exit(0);
        run.stdout().lines().skip(1).filter_map(|line| line.split(' ').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    // Apollo reported on 6 March and is due on the 12th; Borealis has never reported.
    assert_eq!(due("2026-03-07", "5"), ["apollo", "borealis"]);
    assert_eq!(due("2026-03-07", "4"), ["borealis"]);
    assert_eq!(due("2026-03-12", "0"), ["apollo", "borealis"]);
    assert_eq!(due("2026-05-01", "0"), ["apollo", "borealis"]);
    let late = site.run(&["list", "programs", "--due", "0", "--as-of", "2026-05-01", "--quiet"]);
    late.assert_stdout_contains("2026-03-06  2026-03-12 overdue\n");
    // Who never has to report owes nothing.
    site.write(
        "content/programs/borealis/program.yaml",
        &format!("{}cadence: none\n", site.read("content/programs/borealis/program.yaml")),
    );
    assert_eq!(due("2026-03-12", "365"), ["apollo"]);
}

#[test]
fn a_stale_program_is_found_as_stale_and_not_by_its_colour() {
    let site = Site::with_portfolio();
    let late = |health: &str| {
        site.run(&["list", "programs", "--health", health, "--as-of", "2026-05-01", "--quiet"]).assert_exit(0)
    };
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
        "name: Cy\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [sec]\nstart_date: 2026-06-01\ncapacity: { \
         max_percent: 80, accepting: open }\n",
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
fn people_are_filtered_by_what_is_free_and_what_they_are_good_at() {
    let site = Site::with_portfolio()
        .file(
            "content/people/cy.yaml",
            "name: Cy\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [sec]\nspecialties: [Firmware]\n\
             capacity: { max_percent: 80, accepting: open }\nallocations: [{ program: apollo, percent: 60 }]\n",
        )
        .file(
            "content/people/di.yaml",
            "name: Di\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [sec]\n\
             capacity: { max_percent: 50 }\nallocations: [{ program: umbra, percent: 70 }]\n",
        );
    let found = |args: &[&str]| found(&site, &[&["people"], args].concat(), 1);
    assert_eq!(found(&["--free", "20"]), ["ada", "cy", "di"]);
    assert_eq!(found(&["--free", "21"]), ["ada", "di"]);
    // What she does for a program that is internal takes her time nevertheless.
    assert_eq!(found(&["--free", "0", "--audience", "internal"]), ["ada", "cy"]);
    assert_eq!(found(&["--specialty", "firmware"]), ["cy"]);
    assert_eq!(found(&["--specialty", "firm"]), [""; 0]);
    assert_eq!(found(&["--accepting", "open"]), ["cy"]);
    assert_eq!(found(&["--accepting", "not-stated"]), ["ada", "di"]);
    assert_eq!(found(&["--accepting", "open,not-stated", "--focus-area", "sec"]), ["cy", "di"]);
    let run = site.run(&["list", "people", "--accepting", "open", "--as-of", DAY]).assert_exit(0);
    run.assert_stderr_contains(
        "not stated by 2 people, who are left out: ada, di; add `not-stated` to `--accepting` to list them",
    );
    let all = list(&site, &["people"]).assert_exit(0);
    let all = all.assert_stdout_contains("60 of 80%  open        present   20%\n");
    all.assert_stdout_contains("0 of 100%  not stated  present   100%\n");
    let rows = site.run(&["list", "people", "--accepting", "open", "--as-of", DAY, "--format", "csv"]);
    assert!(!rows.assert_exit(0).stderr().contains("not stated"), "scripts ask for rows alone");
}

#[test]
fn people_are_told_for_whom_a_list_is_and_scripts_are_not() {
    let site = Site::with_portfolio();
    let ask = |args: &[&str]| site.run(&[&["list"], args, &["--as-of", DAY]].concat()).assert_exit(0);
    let first = |run: &Run| run.stderr().lines().next().unwrap_or_default().to_owned();
    let more = "this is the public answer; add `--audience internal` to see more";
    assert_eq!(first(&ask(&["programs"])), more);
    assert_eq!(first(&ask(&["programs", "--lifecycle", "planned"])), more);
    assert_eq!(first(&ask(&["programs", "--dri", "bo"])), "this is the public answer");
    assert_eq!(first(&ask(&["risks"])), "this is the public answer");
    for silent in [
        &["programs", "--format", "json"][..],
        &["programs", "--format", "csv"],
        &["programs", "--quiet"],
        &["programs", "--audience", "public"],
        &["programs", "--audience", "internal"],
    ] {
        assert!(!ask(silent).stderr().contains("answer"), "{silent:?}");
    }
    list(&site, &["programs", "--audience", "internal"]).assert_stdout_contains("umbra");
}

#[test]
fn milestones_are_a_table_for_people() {
    let run = list(&Site::with_portfolio(), &["milestones"]).assert_exit(0).assert_silent();
    assert_eq!(
        run.stdout(),
        "\
PROGRAM   ID  BASELINE    EXPECTED    SLIP   STATE               OWNER  MILESTONE
apollo    M1  2026-03-04  2026-03-04         reached 2026-03-04         Rehearsal passed
apollo    M2  2026-09-30  2026-10-21  +21 d  open                       All moved
apollo    M3  2026-09-30  2026-09-30         open                       Old platform switched off
borealis  M1  2026-02-20  2026-02-20         overdue                    Panels bought
borealis  M2  2026-03-20  2026-03-20         open                       Panels mounted
"
    );
}

#[test]
fn milestones_are_filtered() {
    let site = Site::with_portfolio();
    let found = |args: &[&str]| found(&site, &[&["milestones"], args].concat(), 2);
    assert_eq!(found(&["--open"]), ["apollo M2", "apollo M3", "borealis M1", "borealis M2"]);
    assert_eq!(found(&["--overdue"]), ["borealis M1"]);
    assert_eq!(found(&["--program", "apollo", "--open"]), ["apollo M2", "apollo M3"]);
    assert_eq!(found(&["--focus-area", "sec"]), ["borealis M1", "borealis M2"]);
    assert_eq!(found(&["--owner", "ada"]), [""; 0]);
}

/// A program with issues and dependencies.
const DELTA: &str = "\
name: Delta
summary: What others give arrives in time.
lifecycle: active
stage: build
focus_area: eng
dri: ada
sponsor: bo
start: 2026-01-05
baseline_end: 2026-12-31
success_measures: [{ id: S1, name: Floors open, unit: floors, start: 0, target: 4 }]
milestones:
  - { id: M1, name: Done, baseline: 2026-12-20, key: true, owner: ada }
issues:
  - { id: I1, statement: The lift is broken., severity: high, owner: ada, raised: 2026-02-01, due: 2026-03-01 }
  - { id: I2, statement: The key was lost., severity: low, owner: bo, raised: 2026-02-01, closed: 2026-02-09 }
dependencies:
  - { id: D1, provider: borealis#M2, need: Power on the roof., need_by: 2026-03-10, owner: ada }
  - { id: D2, provider: { external: City office }, need: A permit., need_by: 2026-06-01, committed: 2026-05-01, \
  owner: bo }
  - { id: D3, provider: { external: City office }, need: A key., need_by: 2026-03-01, owner: bo }
  - { id: D4, provider: { external: City office }, need: A map., need_by: 2026-06-01, committed: 2026-03-01,
      owner: ada }
";

#[test]
fn issues_are_filtered() {
    let site = Site::with_portfolio().file("content/programs/delta/program.yaml", DELTA);
    let found = |args: &[&str]| found(&site, &[&["issues"], args].concat(), 5);
    let (lift, key) = ("delta I1 high open ada", "delta I2 low closed 2026-02-09");
    assert_eq!(found(&[]), [lift, key]);
    assert_eq!(found(&["--open"]), [lift]);
    assert_eq!(found(&["--overdue"]), [lift]);
    assert_eq!(found(&["--owner", "bo"]), [key]);
    assert_eq!(found(&["--program", "apollo"]), [""; 0]);
    assert_eq!(found(&["--focus-area", "eng"]), [lift, key]);
    list(&site, &["issues", "--open"]).assert_stdout_contains("2026-03-01 overdue  The lift is broken.");
}

#[test]
fn dependencies_are_filtered() {
    let site = Site::with_portfolio().file("content/programs/delta/program.yaml", DELTA);
    let found = |args: &[&str]| found(&site, &[&["dependencies"], args].concat(), 2);
    let all = ["delta D1", "delta D2", "delta D3", "delta D4"];
    assert_eq!(found(&[]), all);
    assert_eq!(found(&["--open"]), all);
    assert_eq!(found(&["--overdue"]), ["delta D1", "delta D3"]);
    assert_eq!(found(&["--owner", "bo"]), ["delta D2", "delta D3"]);
    assert_eq!(found(&["--focus-area", "sec"]), [""; 0]);
    let run = list(&site, &["dependencies"]);
    run.assert_stdout_contains(
        "delta    D1  borealis M2  2026-03-10  2026-03-20  late 10 d         ada    Power on the roof.",
    )
    .assert_stdout_contains("delta    D2  City office  2026-06-01  2026-05-01  open              bo     A permit.")
    .assert_stdout_contains("2026-03-01              overdue           bo     A key.")
    .assert_stdout_contains("2026-03-01  provider overdue  ada    A map.");
}

#[test]
fn updates_are_listed_the_newest_first() {
    let site = Site::with_portfolio().file(
        "content/programs/borealis/updates/2026-03-05.md",
        "---\nauthor: bo\nhealth: green\nheadline: Panels are here.\n---\n\nAll well.\n",
    );
    let found = |args: &[&str]| found(&site, &[&["updates"], args].concat(), 3);
    let (last, first, other) = ("2026-03-06 apollo amber", "2026-03-05 apollo amber", "2026-03-05 borealis green");
    assert_eq!(found(&[]), [last, first, other]);
    assert_eq!(found(&["--program", "apollo"]), [last, first]);
    assert_eq!(found(&["--focus-area", "sec"]), [other]);
    assert_eq!(found(&["--author", "bo"]), [other]);
    assert_eq!(found(&["--health", "green,red"]), [other]);
    let answer = list(&site, &["updates", "--program", "borealis", "--format", "json"]).assert_exit(0).json();
    site.run(&["build", "--as-of", DAY, "--quiet"]).assert_exit(0);
    let program: Value = serde_json::from_str(&site.read("public/api/v1/programs/borealis.json")).unwrap_or_default();
    let mut report = program["updates"][0].clone();
    report["program"] = json!("borealis");
    assert_eq!(answer["updates"], json!([report]));
    let table = list(&site, &["updates", "--format", "csv"]).assert_exit(0);
    assert!(table.stdout().starts_with(
        "program,date,author,health,confidence,headline,url,corrects,amended\r\napollo,2026-03-06,ada,amber,70,"
    ));
}

#[test]
fn scripts_get_the_rows_of_the_open_data() {
    let site = Site::with_portfolio().file("content/programs/delta/program.yaml", DELTA);
    site.run(&["build", "--as-of", DAY, "--quiet"]).assert_exit(0);
    // Gaps of coverage are what `coverage` answers.
    let mut tables = vec!["coverage-gaps.csv".to_owned()];
    for (kind, args, file, name) in [
        ("programs", &[][..], "programs", "programs"),
        ("milestones", &[], "milestones", "milestones"),
        ("risks", &[], "risks", "risks"),
        ("issues", &[], "issues", "issues"),
        ("dependencies", &[], "dependencies", "dependencies"),
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
        let path = format!("{}.csv", name.replace('_', "-"));
        assert_eq!(table.stdout(), site.read(&format!("public/data/{path}")), "{kind} {args:?}");
        tables.push(path);
    }
    tables.sort();
    assert_eq!(site.tree("public/data").into_keys().collect::<Vec<_>>(), tables, "every table can be listed");
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
    let none = |args: &[&str]| {
        site.run(&[&["list", "programs", "--health", "red", "--as-of", DAY], args].concat()).assert_exit(0)
    };
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
    wrong(&["decisions", "--program", "umbra"], "the program `umbra` is internal: add `--audience internal`");
    wrong(&["programs", "--health", "grey"], "possible values: green, amber, red, stale, never");
    wrong(&["programs", "--lifecycle", "activ"], "active");
    wrong(&["programs", "--format", "html"], "possible values: table, csv, json");
    wrong(&["milestones", "--owner", "adda"], "there is no person `adda`; did you mean `ada`?");
    wrong(&["issues", "--focus-area", "engg"], "there is no focus area `engg`; did you mean `eng`?");
    wrong(&["dependencies", "--program", "umbra"], "the program `umbra` is internal: add `--audience internal`");
    wrong(&["updates", "--author", "adda"], "there is no person `adda`; did you mean `ada`?");
    wrong(&["updates", "--health", "stale"], "possible values: green, amber, red");
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
    Site::empty()
        .run(&["list", "programs"])
        .assert_exit(2)
        .assert_no_stdout()
        .assert_stderr_contains("there is no `pmo.yaml`");
}

#[test]
fn warnings_are_counted_and_fail_only_where_strictness_was_asked_for() {
    let site = Site::with_program().file("content/a.md", "# A\n\n[x](#gone)\n");
    let ask = |args: &[&str]| site.run(&[&["list", "people", "--as-of", "2026-03-06"], args].concat());
    ask(&[])
        .assert_exit(0)
        .assert_stdout_contains("ada")
        .assert_stderr_contains("the site has 1 warning; `pmo-site check` shows them");
    ask(&["--strict"]).assert_exit(1).assert_no_stdout().assert_stderr_contains("PMO-W0402");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure() -> std::io::Result<()> {
    let site = Site::with_portfolio();
    for args in [
        ["list", "programs", "--format", "csv"],
        ["check", "--all", "--format", "json"],
        ["report", "--quiet", "--format", "html"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full")?;
        let output = site.command(&[&args[..], &["--as-of", super::site::DAY]].concat()).stdout(full).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{args:?}: {said}");
        assert!(said.contains("standard output: "), "{args:?}: {said}");
    }
    Ok(())
}

#[test]
fn fields_of_the_sites_own_are_columns_and_filters() {
    let fields = "fields:\n  - { id: jira, name: Epic, on: program, visibility: public, filter: true }\n  - { id: \
                  cost, on: program, type: number, filter: true }\n  - { id: wbs, on: program, visibility: public }\n";
    let site = Site::with_portfolio();
    let settings = site.read("pmo.yaml") + fields;
    let program =
        site.read("content/programs/apollo/program.yaml") + "fields: { jira: MOON-12, cost: 1.5, wbs: '7' }\n";
    let site = site.file("pmo.yaml", &settings).file("content/programs/apollo/program.yaml", &program);
    let public = list(&site, &["programs"]).assert_exit(0);
    let lines: Vec<&str> = public.stdout().lines().collect();
    assert!(lines[0].ends_with("NEXT DUE        EPIC"), "{lines:#?}");
    assert!(lines[1].ends_with("MOON-12"), "{lines:#?}");
    assert!(!public.stdout().contains("1.5"), "{}", public.stdout());
    let found = |args: &[&str]| found(&site, &[&["programs"], args].concat(), 1);
    assert_eq!(found(&["--field", "jira=moon-12"]), ["apollo"]);
    assert_eq!(found(&["--field", "jira="]), ["borealis", "cosmos"]);
    assert_eq!(found(&["--audience", "internal", "--field", "cost=1.50"]), ["apollo"]);
    let csv = list(&site, &["programs", "--format", "csv"]).assert_exit(0);
    let mut lines = csv.stdout().lines();
    assert!(lines.next().expect("a header").ends_with(",fields.jira,fields.wbs"), "{}", csv.stdout());
    assert!(lines.next().expect("a row").ends_with(",MOON-12,7"), "{}", csv.stdout());
    list(&site, &["programs", "--field", "cost=1.5"]).assert_exit(2).assert_stderr_contains("--audience internal");
    list(&site, &["programs", "--field", "jra=1"]).assert_exit(2).assert_stderr_contains("did you mean `jira`?");
    list(&site, &["programs", "--field", "wbs=7"]).assert_exit(2).assert_stderr_contains("filter: true");
    list(&site, &["people", "--field", "jira=1"]).assert_exit(2).assert_stderr_contains("there is no field `jira`");
}
