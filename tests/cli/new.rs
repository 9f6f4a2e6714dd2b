//! `pmo-site new`: what it writes checks clean and begins where the last record ended.

use super::site::{DAY, Site};

fn new(site: &Site, args: &[&str]) -> super::site::Run {
    site.run(&[&["new"], args, &["--as-of", DAY]].concat())
}

#[test]
fn every_kind_checks_clean() {
    let site = Site::with_program();
    new(&site, &["focus-area", "data-platform"]).assert_exit(0).assert_stdout_contains("content/focus-areas/data-platform.yaml");
    new(&site, &["person", "maya-okafor", "--focus-area", "data-platform", "--time-zone", "Africa/Lagos"]).assert_exit(0);
    new(&site, &["person", "dana-ruiz", "--stakeholder"]).assert_exit(0);
    new(&site, &["program", "tenant-migration", "--dri", "maya-okafor"]).assert_exit(0);
    new(&site, &["program", "second"]).assert_exit(0);
    new(&site, &["page", "handbook/reviews"]).assert_exit(0);
    new(&site, &["page", "content/handbook/templates/_index.md"]).assert_exit(0);
    new(&site, &["update", "apollo"]).assert_exit(0);
    site.check(&["--strict", "--quiet"]).assert_exit(0).assert_silent();
    assert!(site.read("content/people/maya-okafor.yaml").starts_with("name: Maya Okafor\n"));
    assert!(site.read("content/programs/tenant-migration/program.yaml").contains("focus_area: data-platform\n"));
    assert!(site.read("content/handbook/templates/_index.md").contains("title: Templates\n"));
}

#[test]
fn an_update_begins_where_the_last_one_ended() {
    let site = Site::with_program();
    new(&site, &["update", "apollo"]).assert_exit(0).assert_stdout_contains("content/programs/apollo/updates/2026-03-06.md");
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
    new(&site, &["person", "x", "--time-zone", "PST"]).assert_exit(2).assert_stderr_contains("write the zone of a place");
    new(&site, &["program", "x", "--dri", "adda"]).assert_exit(2).assert_stderr_contains("did you mean `ada`?");
    new(&site, &["page", "../x"]).assert_exit(2).assert_stderr_contains("is no path below `content/`");
    new(&site, &["page", "people/x"]).assert_exit(2).assert_stderr_contains("pmo-site new person");
    new(&site, &["update", "apollo", "--date", "2025-12-01"]).assert_exit(2).assert_stderr_contains("starts on 2026-01-05");
    new(&Site::new(), &["program", "x"]).assert_exit(2).assert_stderr_contains("pmo-site new focus-area");
}
