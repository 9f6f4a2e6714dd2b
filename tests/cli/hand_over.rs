//! `hand-over` and `rename`: many records at once, or none.

use super::site::{Run, Site};

const PROGRAM: &str = "content/programs/apollo/program.yaml";

fn run(site: &Site, args: &[&str]) -> Run {
    site.run(&[args, &["--as-of", "2026-03-12"]].concat())
}

/// A portfolio in which Ada has every kind of job, and Cy can take them.
fn busy() -> Site {
    let site = Site::with_portfolio()
        .file("content/people/cy.yaml", "name: Cy\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [eng]\n")
        .file(
            "content/people/di.yaml",
            "name: Di\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [eng]\nmanager: \
               ada   # as agreed\naway: [{ from: 2026-03-01, to: 2026-03-20, backup: ada }, { from: 2026-01-01, to: \
               2026-01-20, backup: ada }]\n",
        )
        .file("content/focus-areas/eng.yaml", "name: Engineering\nlead: ada\nintake:\n  triage_dri: ada\n")
        .file("content/handbook/x.md", "---\ntitle: X\nowner: ada   # of this page\n---\n\nowner: ada\n")
        .file("pmo.yaml", "site: { title: Test }\nstages: [build]\nforums: [{ id: board, name: Board, owner: ada }]\n");
    let items = "\
issues:
  - { id: I1, statement: Open., severity: high, owner: bo, raised: 2026-02-01, due: 2026-03-20 }
  - { id: I2, statement: Mended., severity: low, owner: ada, raised: 2026-02-01, closed: 2026-02-20 }
assumptions:
  - { id: A1, statement: The old one runs., owner: ada }
dependencies:
  - { id: D1, provider: { external: Grid }, need: Power, need_by: 2026-06-01, owner: ada }
core_team:
  - { person: ada, role: Lead }
";
    let text = site
        .read(PROGRAM)
        .replace("key: true }", "key: true, owner: ada, gate: { approvers: [bo, ada], criteria: [All is well] } }");
    let text = text.replace("baseline: 2026-03-04 }", "baseline: 2026-03-04, owner: ada }");
    site.write(PROGRAM, &format!("{text}{items}"));
    let report = site.read("content/programs/apollo/updates/2026-03-06.md");
    site.write(
        "content/programs/apollo/updates/2026-03-06.md",
        &report.replace("from: bo", "from: ada").replace(
            "---\n\nWaiting",
            "issues: { I1: { owner: ada } }\nnext: [{ text: Rehearse., owner: ada }]\n---\n\nWaiting",
        ),
    );
    site
}

#[test]
fn every_open_job_goes_over_and_keeps_what_it_was() {
    let site = busy();
    let table = run(&site, &["hand-over", "ada", "cy", "--date", "2026-04-01"]).assert_exit(0);
    let rows: Vec<Vec<String>> = table
        .stdout()
        .lines()
        .skip(1)
        .map(|line| {
            line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).take(3).map(str::to_owned).collect()
        })
        .collect();
    let wanted = [
        ["moved", "apollo", "dri"],
        ["moved", "apollo#M2", "owner"],
        ["moved", "apollo#M2", "gate approver"],
        ["moved", "apollo#R1", "owner"],
        ["moved", "apollo#I1", "owner"],
        ["moved", "apollo#A1", "owner"],
        ["moved", "apollo#D1", "owner"],
        ["moved", "umbra", "dri"],
        ["moved", "eng", "lead"],
        ["moved", "eng", "triage_dri"],
        ["moved", "di", "manager"],
        ["moved", "forums: board", "owner"],
        ["moved", "content/handbook/x.md", "page owner"],
        ["left", "apollo", "core team"],
        ["left", "apollo", "next step"],
        ["left", "apollo#Q1", "decision needed"],
    ];
    assert_eq!(rows, wanted.map(|row| row.map(str::to_owned).to_vec()), "{}", table.stdout());
    let program = site.read(PROGRAM);
    for part in [
        "\ndri: cy\n",
        "key: true, owner: cy, gate: { approvers: [bo, cy], criteria: [All is well] }, changes: [{ date: 2026-04-01, \
         was: { owner: ada, gate: { approvers: [bo, ada], criteria: [All is well] } } }] }",
        "    owner: cy\n",
        "    changes:\n      - { date: 2026-04-01, was: { owner: ada } }\n",
        "owner: cy, raised: 2026-02-01, due: 2026-03-20, changes: [{ date: 2026-04-01, was: { owner: bo } }] }",
        "{ id: I2, statement: Mended., severity: low, owner: ada,",
        "changes:\n  - { date: 2026-04-01, was: { dri: ada } }\n",
        "baseline: 2026-03-04, owner: ada }",
    ] {
        assert!(program.contains(part), "{part:?} is not in:\n{program}");
    }
    assert_eq!(
        site.read("content/people/di.yaml"),
        "name: Di\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [eng]\nmanager: cy   # as agreed\naway: [{ from: \
         2026-03-01, to: 2026-03-20, backup: ada }, { from: 2026-01-01, to: 2026-01-20, backup: ada }]\nchanges:\n  - \
         { date: 2026-04-01, was: { manager: ada } }\n"
    );
    assert_eq!(
        site.read("content/focus-areas/eng.yaml"),
        "name: Engineering\nlead: cy\nintake:\n  triage_dri: cy\nchanges:\n  - { date: 2026-04-01, was: { lead: ada, \
         triage_dri: ada } }\n"
    );
    assert_eq!(site.read("content/handbook/x.md"), "---\ntitle: X\nowner: cy   # of this page\n---\n\nowner: ada\n");
    assert!(site.read("content/programs/cosmos/program.yaml").contains("dri: ada"), "what is over stays");
    run(&site, &["hand-over", "ada", "cy", "--date", "2026-04-01"]).assert_exit(0).assert_stdout_contains("left");
}

#[test]
fn a_stand_in_of_today_is_replaced_and_one_of_the_past_is_not() {
    let site = busy();
    run(&site, &["hand-over", "ada", "cy"]).assert_exit(0).assert_stdout_contains("stand-in");
    let away =
        "away: [{ from: 2026-03-01, to: 2026-03-20, backup: cy }, { from: 2026-01-01, to: 2026-01-20, backup: ada }]";
    assert!(site.read("content/people/di.yaml").contains(away));
}

#[test]
fn what_cannot_go_over_is_left_and_said() {
    let site = busy();
    site.write(
        "content/people/cy.yaml",
        "name: Cy\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [eng]\nmanager: di\n",
    );
    site.write(
        PROGRAM,
        &site.read(PROGRAM).replace("dri: ada\n", "dri: ada\nbackup: cy\n").replace("[bo, ada]", "[cy, ada]"),
    );
    let table = run(&site, &["hand-over", "ada", "cy"]).assert_exit(0);
    let left: Vec<_> = table.stdout().lines().filter(|line| line.starts_with("left")).collect();
    for part in ["apollo dri", "apollo#M2 gate approver", "di manager"] {
        assert!(
            left.iter().any(|line| line
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .starts_with(&format!("left {part}"))),
            "{part:?} is not left:\n{}",
            table.stdout()
        );
    }
    let program = site.read(PROGRAM);
    assert!(program.contains("dri: ada\nbackup: cy\n") && program.contains("[cy, ada]"), "{program}");
}

#[test]
fn nothing_is_written_when_one_file_cannot_be_edited() {
    let site = busy();
    let wrapped =
        site.read("content/people/di.yaml").replace("manager: ada   # as agreed", "manager: >- # as agreed\n  ada");
    site.write("content/people/di.yaml", &wrapped);
    let before = site.tree("content");
    run(&site, &["hand-over", "ada", "cy"])
        .assert_exit(2)
        .assert_stderr_contains("nothing was written. By hand: write `manager: cy`");
    run(&site, &["hand-over", "ada", "nobody"]).assert_exit(2).assert_stderr_contains("there is no person `nobody`");
    let dry = run(&site, &["hand-over", "bo", "cy", "--dry-run"]).assert_exit(0);
    dry.assert_stdout_contains("-sponsor: bo\n+sponsor: cy\n");
    assert_eq!(site.tree("content"), before);
}

#[test]
fn who_has_left_takes_nothing_over() {
    let site = busy();
    site.write(
        "content/people/cy.yaml",
        "name: Cy\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [eng]\nend_date: 2026-02-01\n",
    );
    run(&site, &["hand-over", "ada", "cy"]).assert_exit(2).assert_stderr_contains("leaves on 2026-02-01");
    run(&site, &["hand-over", "ada", "ada"]).assert_exit(2).assert_stderr_contains("name somebody else");
    run(&site, &["hand-over", "cy", "bo"]).assert_exit(0).assert_stderr_contains("`cy` has no open job");
}

#[test]
fn a_record_moves_and_says_what_it_was_called() {
    let site = busy();
    let report = site.read("content/programs/apollo/updates/2026-03-05.md");
    let before = site.read(PROGRAM);
    run(&site, &["rename", "program", "apollo", "artemis"])
        .assert_exit(0)
        .assert_stdout_contains("content/programs/artemis\n")
        .assert_stderr_contains("no other record refers to `apollo`");
    assert_eq!(site.read("content/programs/artemis/program.yaml"), format!("{before}formerly: [apollo]\n"));
    assert_eq!(site.read("content/programs/artemis/updates/2026-03-05.md"), report);
    assert!(!site.at("content/programs/apollo").exists());
    run(&site, &["rename", "program", "artemis", "athena"]).assert_exit(0);
    assert!(site.read("content/programs/athena/program.yaml").ends_with("formerly: [apollo, artemis]\n"));
    run(&site, &["rename", "program", "athena", "apollo"]).assert_exit(2).assert_stderr_contains("was used before");
    run(&site, &["rename", "program", "athena", "borealis"]).assert_exit(2).assert_stderr_contains("is in use");
}

#[test]
fn a_person_and_an_area_move_with_their_file_alone() {
    let site = busy();
    let before = site.read("content/people/ada.yaml");
    run(&site, &["rename", "person", "ada", "ada-king"])
        .assert_exit(0)
        .assert_stdout_contains("content/people/ada-king.yaml\n")
        .assert_stderr_contains(
            "`ada`, which leads to `ada-king` now, still stands in 9 files: pmo.yaml, content/focus-areas/eng.yaml",
        );
    assert_eq!(site.read("content/people/ada-king.yaml"), format!("{before}formerly: [ada]\n"));
    assert!(!site.at("content/people/ada.yaml").exists());
    run(&site, &["rename", "focus-area", "eng", "engineering"]).assert_exit(0);
    assert!(site.read("content/focus-areas/engineering.yaml").ends_with("formerly: [eng]\n"));
    run(&site, &["rename", "person", "adda", "x"]).assert_exit(2).assert_stderr_contains("there is no person `adda`");
    run(&site, &["rename", "person", "bo", "Bo"]).assert_exit(2).assert_stderr_contains("is no slug");
}

#[cfg(unix)]
#[test]
fn a_record_that_is_a_link_stays_one() {
    let site = busy();
    let before = site.read("content/people/ada.yaml");
    site.write("kept/ada.txt", &before);
    site.remove("content/people/ada.yaml");
    std::os::unix::fs::symlink("../../kept/ada.txt", site.at("content/people/ada.yaml")).expect("a link");
    run(&site, &["rename", "person", "ada", "ada-king"]).assert_exit(0);
    let link = site.at("content/people/ada-king.yaml");
    assert!(link.is_symlink() && !site.at("content/people/ada.yaml").exists());
    assert_eq!(site.read("kept/ada.txt"), format!("{before}formerly: [ada]\n"));
}

#[test]
fn a_link_that_would_lead_nowhere_refuses_a_rename() {
    let site = busy();
    site.write("content/handbook/y.md", "# Y\n\nSee [Apollo](../programs/apollo/program.yaml).\n");
    let before = site.tree("content");
    run(&site, &["rename", "program", "apollo", "artemis"])
        .assert_exit(2)
        .assert_stderr_contains("nothing was written")
        .assert_stderr_contains("content/handbook/y.md:3");
    assert_eq!(site.tree("content"), before);
    site.write("content/handbook/y.md", "# Y\n\nSee [no page](nowhere.md).\n");
    site.write("content/programs/apollo/notes.md", "# Notes\n\nSee [nothing](nothing.md).\n");
    run(&site, &["rename", "program", "apollo", "artemis"]).assert_exit(0);
    assert!(site.at("content/programs/artemis/notes.md").exists(), "faults of before do not hold it up");
}

#[test]
fn a_job_is_found_under_a_slug_that_somebody_had() {
    let site = busy();
    let rows = |person: &str| {
        let dry = run(&site, &["hand-over", person, "cy", "--dry-run", "--date", "2026-04-01"]).assert_exit(0);
        let table = dry.stdout().split("\n\n").next().unwrap_or_default().to_owned();
        let cells = |line: &str| line.split_whitespace().take(4).map(str::to_owned).collect::<Vec<_>>();
        table.lines().skip(1).map(cells).collect::<Vec<_>>()
    };
    let before = rows("ada");
    run(&site, &["rename", "person", "ada", "ada-king"]).assert_exit(0);
    let said = |rows: Vec<Vec<String>>| {
        rows.into_iter().map(|row| row.join(" ").replace("ada-king", "ada")).collect::<Vec<_>>()
    };
    assert!(before.len() > 10);
    assert_eq!(said(rows("ada-king")), said(before.clone()));
    assert_eq!(said(rows("ada")), said(before), "who is asked for may be named by a former slug too");
}

/// The rows of a table that are moved or stay, in single spaces.
fn rows(table: &Run, state: &str) -> Vec<String> {
    let rows = table.stdout().lines().filter(|line| line.starts_with(state));
    rows.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_job_of_a_later_day_is_said() {
    let site = busy();
    for change in [["apollo", "backup=bo"], ["apollo", "sponsor=ada"], ["apollo#M2", "gate={ approvers: [ada, di] }"]] {
        run(&site, &[&["change"], &change[..], &["--date", "2026-05-01"]].concat()).assert_exit(0);
    }
    let dry = |day| run(&site, &["hand-over", "ada", "cy", "--dry-run", "--date", day]).assert_exit(0);
    let said = rows(&dry("2026-04-01"), "left");
    let announced: Vec<_> = said.iter().filter(|row| row.contains("as announced")).collect();
    assert_eq!(
        announced,
        [
            "left apollo sponsor theirs from 2026-05-01 on, as announced: change it for that day",
            "left apollo#M2 gate approver an approver from 2026-05-01 on, as announced: change it for that day",
        ]
    );
    let later = dry("2026-05-01");
    assert!(rows(&later, "left").iter().all(|row| !row.contains("as announced")));
    assert!(rows(&later, "moved").contains(&"moved apollo sponsor ada → cy".to_owned()));
}

#[test]
fn a_draft_is_no_report() {
    let site = busy();
    let draft = "---\nauthor: ada\nhealth: green\nheadline: Well.\nrisks: { R1: { owner: bo } }\n\
        next: [{ text: Draw it., owner: ada }]\ndraft: true\n---\n";
    site.write("content/programs/apollo/updates/2026-03-10.md", draft);
    let table = run(&site, &["hand-over", "ada", "cy"]).assert_exit(0);
    assert!(!table.stdout().contains("Draw it."), "{}", table.stdout());
    table.assert_stdout_contains("Rehearse.").assert_stdout_contains("apollo#R1");
}

#[test]
fn who_was_asked_what_was_withdrawn_owes_no_answer() {
    let site = busy();
    let report = "---\nauthor: bo\nhealth: green\nheadline: Well.\n\
        decisions_needed: [{ id: Q1, withdrawn: They found another way. }]\n---\n";
    site.write("content/programs/apollo/updates/2026-03-10.md", report);
    let asked =
        |day| run(&site, &["hand-over", "ada", "cy", "--dry-run", "--date", day]).stdout().contains("apollo#Q1");
    assert_eq!([asked("2026-03-09"), asked("2026-03-10")], [true, false]);
}

#[test]
fn what_ends_after_the_day_is_handed_over() {
    let site = Site::with_portfolio();
    let program = site.read("content/programs/apollo/program.yaml");
    let risk = |id: &str, closed: &str| {
        format!(
            "  - {{ id: {id}, statement: It may rain., probability: 2, impact: 2, raised: 2026-01-09, owner: \
             ada{closed} }}\n"
        )
    };
    let risks = [("R7", ", closed: 2026-03-20"), ("R8", ", closed: 2026-03-12"), ("R9", ", review_by: 2026-05-01")];
    let risks: String = risks.iter().map(|(id, closed)| risk(id, closed)).collect();
    let text = program + &risks;
    let site = site.file("content/programs/apollo/program.yaml", &text);
    let run = site.run(&["hand-over", "ada", "bo", "--date", "2026-03-12", "--dry-run", "--as-of", "2026-03-12"]);
    let said = run.stdout().to_owned() + run.stderr();
    let moved: Vec<_> = ["R7", "R8", "R9"].into_iter().filter(|id| said.contains(&format!("apollo#{id}"))).collect();
    assert_eq!(moved, ["R7", "R9"], "{said}");
}
