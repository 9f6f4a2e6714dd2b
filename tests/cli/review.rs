//! `pmo-site review`: who read which page on which day is written into it, for all pages or for none.

use super::site::Site;

const ANA: &str = "name: Ana\nrole: Lead\nkind: stakeholder\ntime_zone: UTC\nhandles: { mail: ana@example.org }\n";

fn handbook() -> Site {
    let site = Site::empty();
    site.write("pmo.yaml", "site: { title: Test, base_url: \"https://pmo.example/book/\" }\n");
    site.write("content/_index.md", "# Home\n");
    site.write("content/people/ana.yaml", ANA);
    site.write(
        "content/handbook/calls.md",
        "---\ntitle: Calls # short\nowner: ana\nreview_every: 6 months\n---\n\n# Calls\n",
    );
    site.write("content/handbook/talks.md", "# Talks\n");
    site.write("content/handbook/old.md", "+++\ntitle = 'Old'\nlast_reviewed_on = 2025-01-01\n+++\nOld.\n");
    site
}

#[test]
fn pages_are_stamped_by_file_and_by_address() {
    let site = handbook();
    let pages = ["content/handbook/calls.md", "/handbook/talks/", "https://pmo.example/book/handbook/old/"];
    let args = [&["review", "--by", "ana", "--as-of", "2026-03-05"][..], &pages].concat();
    site.run(&[&args[..], &["--dry-run"]].concat()).assert_exit(0).assert_stdout_contains("+reviewed: 2026-03-05");
    assert_eq!(site.read("content/handbook/talks.md"), "# Talks\n");
    let run = site.run(&args).assert_exit(0).assert_stdout_contains("content/handbook/calls.md");
    let run = run.assert_stderr_contains("next review on 5 Sep 2026").assert_stderr_contains("no next review");
    assert!(!run.stderr().contains("warning"), "{}", run.stderr());
    assert_eq!(
        site.read("content/handbook/calls.md"),
        "---\ntitle: Calls # short\nowner: ana\nreviewed: 2026-03-05\nreviewed_by: ana\nreview_every: 6 \
         months\n---\n\n# Calls\n"
    );
    assert_eq!(site.read("content/handbook/talks.md"), "---\nreviewed: 2026-03-05\nreviewed_by: ana\n---\n\n# Talks\n");
    assert_eq!(
        site.read("content/handbook/old.md"),
        "+++\ntitle = 'Old'\nlast_reviewed_on = 2026-03-05\nreviewed_by = \"ana\"\n+++\nOld.\n"
    );
    site.run(&args).assert_exit(0).assert_stderr_contains("nothing changed");
}

#[test]
fn all_pages_or_none() {
    let site = handbook();
    site.write("content/handbook/data.md", "{ \"title\": \"Data\" }\nText.\n");
    let before = site.tree("content");
    let review = |pages: &[&str]| site.run(&[&["review", "--as-of", "2026-03-05"][..], pages].concat());
    let json = review(&["--by", "ana", "content/handbook/talks.md", "content/handbook/data.md"]);
    json.assert_exit(2).assert_stderr_contains("write `\"reviewed\": \"2026-03-05\"`");
    let unknown = review(&["--by", "ana", "content/handbook/talks.md", "content/handbook/cals.md"]);
    unknown.assert_exit(2).assert_stderr_contains("did you mean `content/handbook/calls.md`?");
    review(&["--by", "anna", "/handbook/talks/"]).assert_exit(2).assert_stderr_contains("did you mean `ana`?");
    let ahead = review(&["--by", "ana", "--on", "2026-03-06", "/handbook/talks/"]);
    ahead.assert_exit(2).assert_stderr_contains("still to come");
    let back = review(&["--by", "ana", "--on", "2024-03-06", "/handbook/talks/", "/handbook/old/"]);
    back.assert_exit(2).assert_stderr_contains("was reviewed on 2025-01-01");
    review(&["--by", "ana", "/team/ana/"]).assert_exit(2).assert_stderr_contains("there is no page `/team/ana/`");
    assert_eq!(site.tree("content"), before);
}

#[test]
fn git_may_say_who_reviewed() {
    let site = handbook();
    let review = |email: &str| {
        let mut command = site.command(&["review", "/handbook/talks/", "--as-of", "2026-03-05"]);
        let email = [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "user.email"), ("GIT_CONFIG_VALUE_0", email)];
        let output = command.envs(email).output();
        output.map(|output| super::site::Run::new("review".to_owned(), &output)).expect("the program starts")
    };
    if std::process::Command::new("git").arg("--version").output().is_err() {
        return;
    }
    review("bo@example.org").assert_exit(2).assert_stderr_contains("no one person").assert_stderr_contains("--by");
    review("Ana@example.org").assert_exit(0).assert_stderr_contains("reviewed by `ana`");
    assert!(site.read("content/handbook/talks.md").contains("reviewed_by: ana"));
}
