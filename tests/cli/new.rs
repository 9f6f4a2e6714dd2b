//! `pmo-site new`: what it writes checks clean and begins where the last record ended.

use super::site::{DAY, Site};

fn new(site: &Site, args: &[&str]) -> super::site::Run {
    site.run(&[&["new"], args, &["--as-of", DAY]].concat())
}

#[test]
fn every_kind_checks_clean() {
    let site = Site::with_program();
    new(&site, &["focus-area", "data-platform"])
        .assert_exit(0)
        .assert_stdout_contains("content/focus-areas/data-platform.yaml");
    new(&site, &["person", "maya-okafor", "--focus-area", "data-platform", "--time-zone", "Africa/Lagos"])
        .assert_exit(0);
    new(&site, &["person", "dana-ruiz", "--stakeholder"]).assert_exit(0);
    let summary = "--summary=Every tenant moves.";
    new(&site, &["program", "tenant-migration", "--dri", "maya-okafor", summary]).assert_exit(0);
    new(&site, &["program", "second", summary]).assert_exit(0);
    new(&site, &["page", "handbook/reviews"]).assert_exit(0);
    new(&site, &["page", "content/handbook/templates/_index.md"]).assert_exit(0);
    new(&site, &["update", "apollo"]).assert_exit(0);
    for page in ["content/handbook/reviews.md", "content/handbook/templates/_index.md"] {
        site.write(page, &site.read(page).replace("Write here what", "Here is what"));
    }
    site.check(&["--strict", "--quiet"]).assert_exit(0).assert_silent();
    assert!(site.read("content/people/maya-okafor.yaml").starts_with("name: Maya Okafor\n"));
    assert!(site.read("content/programs/tenant-migration/program.yaml").contains("focus_area: data-platform\n"));
    assert!(site.read("content/handbook/templates/_index.md").contains("title: Templates\n"));
}

#[test]
fn nothing_that_is_still_to_be_written_is_published() {
    let site = Site::with_program();
    new(&site, &["program", "second"]).assert_exit(0);
    site.check(&["--quiet"]).assert_exit(1).assert_stderr_contains("PMO-E0120");
    let record = site.read("content/programs/second/program.yaml");
    site.write("content/programs/second/program.yaml", &record.replace("Write here, in one sentence,", "We know"));
    site.check(&["--quiet"]).assert_exit(0);
    new(&site, &["page", "handbook/reviews"]).assert_exit(0);
    site.check(&["--quiet"]).assert_exit(1).assert_stderr_contains("content/handbook/reviews.md:5:1");
    site.write("content/handbook/reviews.md", "# Reviews\n\nText.\n");
    new(&site, &["update", "apollo"]).assert_exit(0);
    let report = site.read("content/programs/apollo/updates/2026-03-06.md");
    let report = report.replace("draft: true   # remove this line to publish\n", "");
    site.write("content/programs/apollo/updates/2026-03-06.md", &report);
    site.check(&["--quiet"]).assert_exit(1).assert_stderr_contains("Write in one sentence what has changed");
}

#[test]
fn a_name_is_told_as_a_slug() {
    let site = Site::with_program();
    for (name, slug) in [("Zoë Dupont", "zoe-dupont"), ("Łukasz", "lukasz"), ("Jan Weiß", "jan-weiss")] {
        new(&site, &["person", name]).assert_exit(2).assert_stderr_contains(&format!("write `{slug}`"));
    }
}

#[test]
fn an_update_begins_where_the_last_one_ended() {
    let site = Site::with_program();
    new(&site, &["update", "apollo"])
        .assert_exit(0)
        .assert_stdout_contains("content/programs/apollo/updates/2026-03-06.md");
    let text = site.read("content/programs/apollo/updates/2026-03-06.md");
    for part in [
        "author: ada\nhealth: amber ",
        "\nconfidence: 70\n",
        "\npath_to_green: \"One more rehearsal: by 20 March.\"\n",
        "\nmilestones:\n  M2: { forecast: 2026-10-01 }   # All moved, baseline 2026-09-30\n#   M3: { forecast: 2026-09-30 }",
        "#   R1: { probability: 4, impact: 4 }   # Quotas are untested",
        "# measures: { S1: 12 }",
        "#   - Rehearse the second wave (by 2026-03-20)",
        "\ndraft: true",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    assert!(!text.contains("M1:"), "a milestone that was reached is not asked about");
    new(&site, &["update", "apollo"]).assert_exit(0).assert_stdout_contains("2026-03-06-2.md");
    site.check(&["--strict", "--quiet", "--drafts"]).assert_exit(0).assert_silent();
}

#[test]
fn an_update_begins_with_the_last_one_of_a_day() {
    let site = Site::with_program();
    let report =
        |confidence| format!("---\nauthor: ada\nhealth: green\nconfidence: {confidence}\nheadline: On plan.\n---\n");
    site.write("content/programs/apollo/updates/2026-03-06.md", &report(91));
    site.write("content/programs/apollo/updates/2026-03-06-2.md", &report(92));
    site.write("content/programs/apollo/updates/2026-03-06-10.md", &report(93));
    site.run(&["new", "update", "apollo", "--as-of", "2026-03-07"]).assert_exit(0);
    let text = site.read("content/programs/apollo/updates/2026-03-07.md");
    assert!(text.contains("\nconfidence: 93\n"), "{text}");
}

#[test]
fn an_update_lists_what_is_open() {
    let site = Site::with_portfolio();
    let issues = "issues:\n\
        \x20 - { id: I1, statement: \"A pump broke: twice.\", severity: high, owner: ada, raised: 2026-02-01, due: 2026-03-20 }\n\
        \x20 - { id: I2, statement: Mended., severity: low, owner: ada, raised: 2026-02-01, closed: 2026-02-20 }\n";
    site.write(
        "content/programs/apollo/program.yaml",
        &format!("{}{issues}", site.read("content/programs/apollo/program.yaml")),
    );
    site.run(&["new", "update", "apollo", "--as-of", "2026-03-12"]).assert_exit(0);
    let text = site.read("content/programs/apollo/updates/2026-03-12.md");
    for part in [
        "\nmilestones:\n  M2: { forecast: 2026-10-21 }   # All moved, baseline 2026-09-30\n",
        "#   R1: { probability: 4, impact: 4 }   # Quotas are untested",
        "# issues:   # list those that moved; `closed` ends one\n#   I1: { due: 2026-03-20 }   # A pump broke: twice.\n",
        "# waited for; a decision in program.yaml with `answers: ID` ends it:\n#   - Q1 Buy the second row, from bo by 2026-03-10\n",
        "# decisions_needed:\n#   - { id: Q2, ask: Write here what others must decide",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    assert!(!text.contains("I2"), "an issue that is closed is not asked about");
    site.run(&["check", "--as-of", "2026-03-12", "--drafts", "--quiet"]).assert_exit(0);
}

#[test]
fn what_is_commented_out_holds_when_it_is_not() {
    let site = Site::with_portfolio();
    site.run(&["new", "update", "apollo", "--as-of", "2026-03-12"]).assert_exit(0);
    let path = "content/programs/apollo/updates/2026-03-12.md";
    let text = site
        .read(path)
        .replace("# risks:", "risks:")
        .replace("Write in one sentence", "We say")
        .replace("Write the story", "This is the story")
        .replace("#   R1:", "  R1:")
        .replace("# measures:", "measures:");
    site.write(path, &text.replace("draft: true   # remove this line to publish\n", ""));
    site.run(&["check", "--as-of", "2026-03-12", "--quiet"]).assert_exit(0);
    site.run(&["list", "risks", "--program", "apollo", "--as-of", "2026-03-12"])
        .assert_exit(0)
        .assert_stdout_contains("16 extreme");
}

#[test]
fn a_request_that_was_answered_is_not_waited_for() {
    let site = Site::with_portfolio();
    let decision = "decisions:\n  - { id: DEC1, date: 2026-03-09, title: Buy it, decided_by: bo, status: accepted, answers: Q1 }\n";
    site.write(
        "content/programs/apollo/program.yaml",
        &format!("{}{decision}", site.read("content/programs/apollo/program.yaml")),
    );
    site.run(&["new", "update", "apollo", "--as-of", "2026-03-12"]).assert_exit(0);
    let text = site.read("content/programs/apollo/updates/2026-03-12.md");
    assert!(!text.contains("waited for"), "{text}");
    assert!(text.contains("{ id: Q2, ask:"), "an id is used once:\n{text}");
}

#[test]
fn what_is_there_already_stays() {
    let site = Site::with_program();
    new(&site, &["person", "ada"]).assert_exit(2).assert_stderr_contains("is there already");
    assert!(site.read("content/people/ada.yaml").contains("role: TPM"));
}

#[test]
fn a_wrong_name_is_answered_with_what_to_type() {
    let site = Site::with_program();
    new(&site, &["update", "apolo"]).assert_exit(2).assert_stderr_contains("did you mean `apollo`?");
    new(&site, &["person", "Maya Okafor"]).assert_exit(2).assert_stderr_contains("write `maya-okafor`");
    new(&site, &["person", "x", "--time-zone", "PST"])
        .assert_exit(2)
        .assert_stderr_contains("write the zone of a place");
    new(&site, &["program", "x", "--dri", "adda"]).assert_exit(2).assert_stderr_contains("did you mean `ada`?");
    new(&site, &["page", "../x"]).assert_exit(2).assert_stderr_contains("is no path below `content/`");
    new(&site, &["page", "people/x"]).assert_exit(2).assert_stderr_contains("pmo-site new person");
    new(&site, &["update", "apollo", "--date", "2025-12-01"])
        .assert_exit(2)
        .assert_stderr_contains("starts on 2026-01-05");
    new(&Site::new(), &["program", "x"]).assert_exit(2).assert_stderr_contains("pmo-site new focus-area");
}

#[test]
fn an_update_does_not_ask_for_what_was_given_up() {
    let site = Site::with_portfolio();
    let path = "content/programs/apollo/program.yaml";
    let dropped = "key: true, dropped: { date: 2026-03-10, reason: Merged. } }";
    site.write(path, &site.read(path).replace("key: true }", dropped));
    let report = "---\nauthor: ada\nhealth: green\nheadline: Well.\n\
        decisions_needed: [{ id: Q1, withdrawn: They found another way. }]\n---\n";
    site.write("content/programs/apollo/updates/2026-03-10.md", report);
    site.run(&["new", "update", "apollo", "--as-of", "2026-03-12"]).assert_exit(0);
    let text = site.read("content/programs/apollo/updates/2026-03-12.md");
    assert!(!text.contains("M2:") && !text.contains("- Q1"), "{text}");
    assert!(text.contains("M3:") && text.contains("{ id: Q2, ask:"), "{text}");
    site.run(&["new", "update", "apollo", "--as-of", "2026-03-09"]).assert_exit(0);
    let text = site.read("content/programs/apollo/updates/2026-03-09.md");
    assert!(text.contains("M2:") && text.contains("- Q1"), "{text}");
}
