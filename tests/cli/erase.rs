//! `erase`: a name is gone from every record, report and page, and what its bearer did stays.

use super::site::Site;

const PERSON: &str = "content/people/cy.yaml";
const REPORT: &str = "content/programs/apollo/updates/2026-03-06.md";

/// A portfolio in which Cy Marlow has left, after a report that speaks of her.
fn left() -> Site {
    let person = "\
# our first manager
name: Cy Marlow
role: Program manager   # until she left
time_zone: Europe/Paris
focus_areas: [eng]
pronouns: she/her
handles: { forge: cmarlow }
photo: people/cy.png
end_date: 2026-03-09
";
    let site = Site::with_portfolio().file(PERSON, person).file("static/people/cy.png", "no picture");
    let report = site.read(REPORT).replace("author: ada", "author: cy") + "\nCy Marlow wrote this. Marlow said so.\n";
    site.file(REPORT, &report)
}

#[test]
fn a_name_is_gone_and_what_its_bearer_did_stays() {
    let site = left();
    let run = site.run(&["erase", "cy", "--as-of", "2026-03-12"]).assert_exit(0);
    assert!(run.stderr().contains("remove `static/people/cy.png`"), "{}", run.stderr());
    assert!(run.stderr().contains("Marlow said so."), "a line that may still name her: {}", run.stderr());
    let person = "\
# our first manager
name: Former colleague
erased: 2026-03-12
role: Program manager   # until she left
time_zone: Europe/Paris
focus_areas: [eng]
end_date: 2026-03-09
";
    assert_eq!(site.read(PERSON), person);
    let report = site.read(REPORT);
    assert!(report.contains("author: cy\n") && report.contains("A former colleague wrote this."), "{report}");
    // No reader meets her, whoever they are and whatever day they look at.
    for (audience, day) in [("public", "2026-03-12"), ("internal", "2026-03-12"), ("internal", "2026-03-07")] {
        let out = format!("public-{audience}-{day}");
        site.run(&["build", "--audience", audience, "--as-of", day, "--output", &out, "--quiet"]).assert_exit(0);
        assert!(!site.at(&format!("{out}/team/cy/index.html")).exists(), "{audience} {day}");
        let people = site.read(&format!("{out}/api/v1/people.json"));
        assert!(!people.contains("Marlow") && !people.contains("cmarlow") && !people.contains("\"cy\""), "{people}");
        let page = site.read(&format!("{out}/programs/apollo/updates/2026-03-06/index.html"));
        assert!(page.contains("Former colleague"), "{page}");
    }
    site.run(&["erase", "cy", "--as-of", "2026-03-12"]).assert_exit(2).assert_stderr_contains("is erased already");
}

#[test]
fn check_knows_an_erased_name_and_still_finds_an_edited_report() {
    let site = left();
    let earlier = left();
    let root = earlier.root().to_string_lossy().into_owned();
    site.run(&["erase", "cy", "--as-of", "2026-03-12"]).assert_exit(0);
    let check = |site: &Site| {
        let base = ["check", "--base", root.as_str(), "--base-day", "2026-03-11", "--as-of", "2026-03-12", "--quiet"];
        site.run(&base)
    };
    check(&site).assert_exit(0);
    let report = site.read(REPORT).replace("wrote this", "wrote that");
    site.write(REPORT, &report);
    check(&site).assert_exit(1).assert_stderr_contains("PMO-E0820");
}

#[test]
fn who_has_not_left_is_not_erased() {
    let site = Site::with_portfolio();
    site.run(&["erase", "ada", "--as-of", "2026-03-12"]).assert_exit(2).assert_stderr_contains("has not left");
    site.run(&["erase", "nobody", "--as-of", "2026-03-12"]).assert_exit(2);
}
