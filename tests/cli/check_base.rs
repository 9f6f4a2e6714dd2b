//! `pmo-site check --base`: a commit, a folder, a site in a folder of a repository, a clone that lacks the commit.

use std::process::Command;

use super::site::{DAY, Site};

/// Says that there is no git, and that a test has seen nothing.
#[expect(clippy::print_stderr, reason = "a test that could see nothing says so")]
fn skipped() {
    eprintln!("skipped: there is no git");
}

/// Runs git in the site's folder; `None` where there is no git.
fn git(site: &Site, args: &[&str]) -> Option<()> {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "protocol.file.allow=always"]).args(args);
    for day in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        git.env(day, format!("{DAY}T12:00:00+0000"));
    }
    let Ok(output) = git.current_dir(site.root()).output() else {
        skipped();
        return None;
    };
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(())
}

/// A site with a program whose state of [`DAY`] is a commit.
fn committed() -> Option<Site> {
    let site = Site::with_program();
    git(&site, &["init", "--quiet", "--initial-branch", "main", "."])?;
    git(&site, &["add", "--all"])?;
    git(&site, &["commit", "--quiet", "--message", "Site"])?;
    Some(site)
}

const REPORT: &str = "content/programs/apollo/updates/2026-03-05.md";

const LATER: &[&str] = &["check", "--as-of", "2026-03-12", "--base", "main"];

#[test]
fn a_site_is_held_against_a_commit() {
    let Some(site) = committed() else { return };
    site.run(LATER).assert_exit(0);
    let next = site.read(REPORT).replace("12 }", "13 }");
    site.write("content/programs/apollo/updates/2026-03-12.md", &next);
    site.run(LATER).assert_exit(0).assert_stderr_contains("no errors");
    site.write(REPORT, &next);
    site.run(LATER).assert_exit(1).assert_stderr_contains("PMO-E0820").assert_stderr_contains(REPORT);
    site.remove(REPORT);
    site.run(LATER).assert_exit(1).assert_stderr_contains("PMO-E0821");
    site.write("pmo.yaml", "site: { title: Test }\nstages: [build]\nfindings: { PMO-E0821: warning }\n");
    site.run(LATER).assert_exit(0).assert_stderr_contains("PMO-E0821");
    let json = site.run(&[LATER, &["--format", "json"]].concat()).json();
    assert!(json.to_string().contains("PMO-E0821"));
}

#[test]
fn ends_of_lines_are_no_words_and_a_linked_content_is_told() {
    let Some(site) = committed() else { return };
    site.write(REPORT, &site.read(REPORT).replace('\n', "\r\n"));
    site.run(LATER).assert_exit(0).assert_stderr_contains("no warnings");
    if cfg!(unix) {
        git(&site, &["rm", "--quiet", "-r", "--cached", "content"]);
        site.write("blob", "elsewhere");
        let hash = Command::new("git").args(["hash-object", "-w", "blob"]).current_dir(site.root()).output();
        let hash = String::from_utf8_lossy(&hash.map(|output| output.stdout).unwrap_or_default()).trim().to_owned();
        git(&site, &["update-index", "--add", "--cacheinfo", &format!("120000,{hash},content")]);
        git(&site, &["commit", "--quiet", "--message", "Linked"]);
        site.run(LATER).assert_exit(2).assert_stderr_contains("`content` is a link");
    }
}

#[test]
fn the_day_of_a_state_may_be_given() {
    let Some(site) = committed() else { return };
    site.write("content/programs/apollo/updates/2026-03-06.md", &site.read(REPORT));
    site.run(LATER).assert_exit(0).assert_stderr_contains("no warnings");
    let later = [LATER, &["--base-day", "2026-03-10"]].concat();
    site.run(&later).assert_exit(0).assert_stderr_contains("PMO-W0830");
    site.run(&["check", "--base-day", "2026-03-10"]).assert_exit(2);
}

#[test]
fn a_site_may_lie_in_a_folder_of_the_repository() {
    let Some(site) = committed() else { return };
    git(&site, &["rm", "--quiet", "-r", "--cached", "."]);
    for (path, bytes) in site.tree("content") {
        site.write(&format!("docs/pmo/content/{path}"), &String::from_utf8_lossy(&bytes));
    }
    site.write("docs/pmo/pmo.yaml", &site.read("pmo.yaml"));
    let check = ["check", "--as-of", "2026-03-12", "--source", "docs/pmo", "--base", "main"];
    site.run(&check).assert_exit(0).assert_stderr_contains("has no site here yet");
    git(&site, &["add", "docs"]);
    git(&site, &["commit", "--quiet", "--message", "Moved"]);
    site.run(&check).assert_exit(0).assert_stderr_contains("no errors");
    site.remove(&format!("docs/pmo/{REPORT}"));
    site.run(&check).assert_exit(1).assert_stderr_contains("PMO-E0821");
}

#[test]
fn a_state_that_is_not_there_is_one_clear_error() {
    let Some(site) = committed() else { return };
    let check = |base: &str| site.run(&["check", "--base", base]).assert_exit(2);
    check("nowhere").assert_stderr_contains("git fetch origin nowhere");
    check("-x").assert_no_stdout();
    check("").assert_stderr_contains("--base` is empty");
    let outside = Site::with_program();
    outside.run(&["check", "--base", "main"]).assert_exit(2).assert_stderr_contains("git cannot read");
    git(&site, &["commit", "--quiet", "--allow-empty", "--message", "Next"]);
    let clone = Site::empty();
    let from = format!("file://{}", site.root().display());
    git(&clone, &["clone", "--quiet", "--depth", "1", &from, "."]);
    clone.run(&["check", "--base", "HEAD~1"]).assert_exit(2).assert_stderr_contains("git fetch --unshallow");
}

#[test]
fn a_site_is_held_against_a_folder() {
    let (site, folder) = (Site::with_program(), Site::with_program());
    let base = folder.root().display().to_string();
    let check = ["check", "--as-of", "2026-03-12", "--base", &base];
    site.run(&check).assert_exit(0);
    site.remove("content/people/bo.yaml");
    site.run(&check).assert_exit(1).assert_stderr_contains("PMO-E0822");
    folder.remove(REPORT);
    site.run(&check).assert_exit(2).assert_stderr_contains("--base-day");
}

#[test]
fn what_git_says_of_a_signature_is_no_day() {
    let Some(site) = committed() else { return };
    let git_says = |args: &[&str]| {
        let output = Command::new("git").args(args).current_dir(site.root()).output();
        String::from_utf8_lossy(&output.map(|output| output.stdout).unwrap_or_default()).into_owned()
    };
    let signature = "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n";
    site.write("signed", &git_says(&["cat-file", "commit", "HEAD"]).replacen("\n\n", signature, 1));
    let signed = git_says(&["hash-object", "-t", "commit", "-w", "signed"]);
    git(&site, &["update-ref", "HEAD", signed.trim()]);
    // Any program that says something stands in for the one that knows keys.
    git(&site, &["config", "gpg.program", "git"]);
    git(&site, &["config", "log.showSignature", "true"]);
    site.remove(REPORT);
    site.run(LATER).assert_exit(1).assert_stderr_contains("PMO-E0821");
}
