//! `pmo-site init`.

use super::site::Site;

#[test]
fn a_new_site_builds_without_a_finding() {
    let place = Site::empty();
    place.run(&["init", "site"]).assert_exit(0).assert_stderr_contains("cd site && pmo-site build");
    place.run(&["check", "--source", "site", "--strict", "--quiet"]).assert_exit(0).assert_silent();
    place.run(&["build", "--source", "site", "--strict"]).assert_exit(0).assert_stderr_contains("→ site/public/");
    assert!(place.read("site/.gitignore").contains("/public/"));
    assert!(place.at("site/public/programs/customer-portal/index.html").is_file());
}

#[test]
fn a_folder_may_have_any_name() {
    let place = Site::empty();
    place.run(&["init", "it's ours"]).assert_exit(0).assert_stderr_contains(r"cd 'it'\''s ours' && pmo-site build");
}

#[test]
fn a_title_may_hold_anything() {
    let place = Site::empty();
    place.run(&["init", ".", "--title", "R&D: \"PMO\" #1"]).assert_exit(0);
    place.run(&["check", "--strict", "--quiet"]).assert_exit(0).assert_silent();
    assert!(place.read("pmo.yaml").contains("title: \"R&D: \\\"PMO\\\" #1\""));
}

#[test]
fn nothing_is_replaced() {
    let place = Site::new();
    let before = place.tree(".");
    place.run(&["init"]).assert_exit(2).assert_stderr_contains("`./pmo.yaml` is there already");
    assert_eq!(place.tree("."), before);
}
