//! `new milestone`, `new risk` …: items of records that are there.

use super::site::{Run, Site};

const PROGRAM: &str = "content/programs/apollo/program.yaml";

fn new(site: &Site, args: &[&str]) -> Run {
    site.run(&[&["new"], args, &["--as-of", "2026-03-12"]].concat())
}

#[test]
fn an_item_has_what_is_required_and_the_next_id() {
    let site = Site::with_portfolio();
    let before = site.read(PROGRAM);
    for (args, line) in [
        (
            &["milestone", "apollo", "Support: trained", "--baseline", "2026-07-01", "--key", "--owner", "ada"][..],
            "  - { id: M4, name: \"Support: trained\", baseline: 2026-07-01, key: true, owner: ada, added: 2026-03-12 }\n",
        ),
        (
            &[
                "risk",
                "apollo",
                "Disks fail.",
                "--probability",
                "2",
                "--impact",
                "5",
                "--owner",
                "ada",
                "--review-by",
                "2026-04-01",
                "--response",
                "mitigate",
                "--plan",
                "Spare disks.",
            ],
            "  - { id: R2, statement: Disks fail., probability: 2, impact: 5, response: mitigate, plan: Spare disks., owner: ada, raised: 2026-03-12, review_by: 2026-04-01 }\n",
        ),
        (
            &[
                "issue",
                "apollo",
                "A disk failed.",
                "--owner",
                "ada",
                "--due",
                "2026-03-20",
                "--severity",
                "high",
                "--from-risk",
                "R2",
                "--raised",
                "2026-03-10",
            ],
            "issues:\n  - { id: I1, statement: A disk failed., severity: high, owner: ada, raised: 2026-03-10, due: 2026-03-20, from_risk: R2 }\n",
        ),
        (
            &["assumption", "apollo", "The old one runs.", "--owner", "bo", "--validate-by", "2026-05-01"],
            "assumptions:\n  - { id: A1, statement: The old one runs., owner: bo, validate_by: 2026-05-01, added: 2026-03-12 }\n",
        ),
        (
            &[
                "dependency",
                "apollo",
                "Panels",
                "--provider",
                "borealis#M1",
                "--need-by",
                "2026-05-01",
                "--hard",
                "--owner",
                "ada",
            ],
            "dependencies:\n  - { id: D1, provider: \"borealis#M1\", need: Panels, need_by: 2026-05-01, hard: true, owner: ada, added: 2026-03-12 }\n",
        ),
        (
            &["dependency", "apollo", "Power", "--external", "Grid & Co", "--need-by", "2026-05-01"],
            "  - { id: D2, provider: { external: \"Grid & Co\" }, need: Power, need_by: 2026-05-01, added: 2026-03-12 }\n",
        ),
        (
            &["decision", "apollo", "Buy the row", "--by", "bo", "--answers", "Q1", "--rationale", "Cheaper: by half."],
            "decisions:\n  - { id: DEC1, date: 2026-03-12, title: Buy the row, decided_by: bo, status: accepted, rationale: \"Cheaper: by half.\", answers: Q1 }\n",
        ),
    ] {
        let text = site.read(PROGRAM);
        new(&site, args)
            .assert_exit(0)
            .assert_stdout_contains("program.yaml\n")
            .assert_stderr_contains("added apollo#");
        let after = site.read(PROGRAM);
        assert!(after.contains(line), "{line:?} is not in:\n{after}");
        assert_eq!(after.replacen(line, "", 1), text, "nothing else is touched");
    }
    site.run(&["check", "--as-of", "2026-03-12", "--quiet"]).assert_exit(0);
    assert!(site.read(PROGRAM).starts_with(before.split("milestones:").next().unwrap_or("")));
}

#[test]
fn an_id_that_a_report_used_is_not_given_again() {
    let site = Site::with_portfolio();
    let report = site.read("content/programs/apollo/updates/2026-03-06.md");
    site.write(
        "content/programs/apollo/updates/2026-03-06.md",
        &report.replace("M2: {", "M9: { forecast: 2026-05-01 }\n  M2: {"),
    );
    new(&site, &["milestone", "apollo", "Next", "--baseline", "2026-07-01"])
        .assert_exit(0)
        .assert_stderr_contains("added apollo#M10");
}

#[test]
fn goals_and_holidays_are_added_where_they_are_declared() {
    let site = Site::with_portfolio().file(
        "content/holidays/france.yaml",
        "name: France\ncountry: \"FR\"\ndays:\n- { date: 2026-05-01, name: Labour Day } # always\n",
    );
    new(&site, &["goal", "lean"]).assert_exit(0);
    new(&site, &["goal", "open", "--name", "Open: to all"]).assert_exit(0);
    assert!(
        site.read("pmo.yaml").ends_with("goals: [lean, { id: open, name: \"Open: to all\" }]\n"),
        "{}",
        site.read("pmo.yaml")
    );
    new(&site, &["goal", "lean"]).assert_exit(2).assert_stderr_contains("declared already");
    new(&site, &["holiday", "france", "2026-07-14", "Bastille Day"]).assert_exit(0);
    let days = "# always\n- { date: 2026-07-14, name: Bastille Day }\n";
    assert!(site.read("content/holidays/france.yaml").ends_with(days));
    new(&site, &["holiday", "spain", "2026-07-14", "x"])
        .assert_exit(2)
        .assert_stderr_contains("content/holidays/spain.yaml");
    site.check(&["--quiet"]).assert_exit(0);
}

#[test]
fn what_would_be_an_error_is_not_added() {
    let site = Site::with_portfolio();
    let before = site.tree("content");
    let risk = |owner, response| {
        let args = ["risk", "apollo", "x", "--probability", "2", "--impact", "2", "--review-by", "2026-04-01"];
        new(&site, &[&args[..], &["--owner", owner, "--response", response]].concat()).assert_exit(2)
    };
    risk("adda", "accept").assert_stderr_contains("did you mean `ada`?");
    risk("ada", "acept").assert_stderr_contains("nothing was written");
    new(&site, &["dependency", "apollo", "x", "--need-by", "2026-05-01", "--provider", "borealis#M7"])
        .assert_exit(2)
        .assert_stderr_contains("nothing was written");
    new(&site, &["decision", "apollo", "x", "--by", "board"])
        .assert_exit(2)
        .assert_stderr_contains("nothing was written");
    new(&site, &["milestone", "apolo", "x", "--baseline", "2026-05-01"])
        .assert_exit(2)
        .assert_stderr_contains("did you mean `apollo`?");
    assert_eq!(site.tree("content"), before);
}

#[test]
fn a_correction_names_the_report_that_was_wrong() {
    let site = Site::with_portfolio();
    new(&site, &["update", "apollo", "--corrects", "2026-03-05"]).assert_exit(0);
    let text = site.read("content/programs/apollo/updates/2026-03-12.md");
    assert!(text.starts_with("---\ncorrects: 2026-03-05\nauthor: ada\nhealth: amber"), "{text}");
    site.run(&["check", "--as-of", "2026-03-12", "--drafts", "--quiet"]).assert_exit(0);
    new(&site, &["update", "apollo", "--corrects", "2026-03-04"])
        .assert_exit(2)
        .assert_stderr_contains("there is no report");
}
