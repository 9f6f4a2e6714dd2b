//! What the repository tells of pages: days of changes, owners, and builds that can learn neither.

use std::process::Command;

use super::site::Site;

/// Says that there is no git, and that a test has seen nothing.
#[expect(clippy::print_stderr, reason = "a test that could see nothing says so")]
fn skipped() {
    eprintln!("skipped: there is no git");
}

/// Runs git in the site's folder on `day`; `None` where there is no git.
fn git(site: &Site, day: &str, args: &[&str]) -> Option<()> {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "protocol.file.allow=always"]).args(args);
    for variable in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        git.env(variable, format!("{day}T12:00:00+0000"));
    }
    let Ok(output) = git.current_dir(site.root()).output() else {
        skipped();
        return None;
    };
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(())
}

const SETTINGS: &str = "site: { title: Test }\npages: { last_change: git, owners: codeowners }\n";

/// A site below `book` of a repository, whose page was changed twice.
fn told() -> Option<Site> {
    let site = Site::empty();
    site.write("book/pmo.yaml", SETTINGS);
    site.write("book/content/_index.md", "# Home\n");
    site.write("book/content/a b.md", "---\ntitle: A\n---\nOne.\n");
    site.write(
        "book/content/people/ana.yaml",
        "name: Ana\nrole: Lead\nkind: stakeholder\ntime_zone: UTC\nhandles: { git: ana-s }\n",
    );
    site.write(".github/CODEOWNERS", "* @all\n/book/content/a*.md @ana-s\n");
    git(&site, "2026-01-05", &["init", "--quiet", "--initial-branch", "main", "."])?;
    git(&site, "2026-01-05", &["add", "--all"])?;
    git(&site, "2026-01-05", &["commit", "--quiet", "--message", "One"])?;
    site.write("book/content/a b.md", "---\ntitle: A\n---\nTwo.\n");
    git(&site, "2026-03-02", &["commit", "--quiet", "--all", "--message", "Two"])?;
    Some(site)
}

fn build<'a>(day: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["build", "--source", "book", "--output", "out", "--no-sync", "--as-of", day];
    args.extend(more);
    args
}

#[test]
fn pages_name_the_commit_that_the_day_knows() {
    let Some(site) = told() else { return };
    site.run(&build("2026-03-10", &[])).assert_exit(0);
    let page = site.read("out/a-b/index.html");
    assert!(page.contains("2 Mar 2026") && page.contains("/team/ana/"), "{page}");
    assert!(!page.contains("@all"));
    site.run(&build("2026-03-01", &[])).assert_exit(0);
    let page = site.read("out/a-b/index.html");
    assert!(page.contains("5 Jan 2026") && !page.contains("2 Mar 2026"), "{page}");
    site.run(&build("2026-01-04", &[])).assert_exit(0);
    assert!(!site.read("out/a-b/index.html").contains("Last changed"));
}

#[test]
fn a_shallow_clone_tells_no_day_and_says_so_once() {
    let Some(site) = told() else { return };
    let from = format!("file://{}", site.root().display());
    let Some(()) = git(&site, "2026-03-02", &["clone", "--quiet", "--depth", "1", &from, "clone"]) else { return };
    let args = ["build", "--source", "clone/book", "--output", "out", "--no-sync", "--as-of", "2026-03-10"];
    let run = site.run(&args);
    run.assert_exit(0).assert_stderr_contains("this clone is shallow");
    let page = site.read("out/a-b/index.html");
    assert!(!page.contains("Last changed") && page.contains("/team/ana/"), "{page}");
    site.run(&[&args[..], &["--strict", "--quiet"]].concat()).assert_exit(0).assert_silent();
}

#[test]
fn without_a_repository_the_build_goes_on() {
    let site = Site::empty();
    site.write("book/pmo.yaml", SETTINGS);
    site.write("book/content/_index.md", "# Home\n");
    site.run(&build("2026-03-10", &[])).assert_exit(0).assert_stderr_contains("nothing is known of the history");
    site.write("book/pmo.yaml", "site: { title: Test }\n");
    let quiet = site.run(&build("2026-03-10", &["--quiet"]));
    quiet.assert_exit(0).assert_silent();
}
