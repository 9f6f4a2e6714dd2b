//! `pmo-site report`: the digest in every format, its window, its scope, and when there is none.

use serde_json::{Value, json};

use super::site::{Run, Site};

/// The day that these digests speak for.
const DAY: &str = "2026-03-12";

/// Where the site is published.
const BASE: &str = "https://pmo.example/sub/";

fn report(site: &Site, args: &[&str]) -> Run {
    site.run(&[&["report", "--as-of", DAY, "--quiet"], args].concat())
}

#[test]
fn a_digest_leads_with_what_needs_attention() {
    let run = report(&Site::with_portfolio(), &["--base-url", BASE]).assert_exit(0).assert_silent();
    assert_eq!(
        run.stdout(),
        "\
# Test: Programs on 12 Mar 2026

2 active programs; 1 complete.

0 At risk, 1 Needs attention, 0 On track. Without a current status: 1 No status yet.

## Exceptions

- **Needs attention** [Apollo](<https://pmo.example/sub/programs/apollo/>): Ada, confidence 70%, reported 6 Mar 2026
  - One decision is needed.
  - The rules say At risk
  - Because: M2 All moved is expected 21 days after its baseline; confidence is 70%
  - Path to green: The second wave is rehearsed.
- **No status yet** [=Borealis \\& \\<Co\\>](<https://pmo.example/sub/programs/borealis/>): Bo, no report yet

## Decisions needed

- **overdue since 10 Mar 2026** [Apollo](<https://pmo.example/sub/programs/apollo/>): Q1 Buy the second row, from Bo

## Overdue milestones

- **20 Feb 2026** [=Borealis \\& \\<Co\\>](<https://pmo.example/sub/programs/borealis/>): M1 Panels bought

## Milestones in the next 30 days

- **20 Mar 2026** [=Borealis \\& \\<Co\\>](<https://pmo.example/sub/programs/borealis/>): M2 Panels mounted, key

## Changed since 26 Feb 2026

- **Reached** [Apollo](<https://pmo.example/sub/programs/apollo/updates/2026-03-05/>): M1 Rehearsal passed on 4 Mar \
2026, on its baseline (5 Mar 2026)
- **Slipped** [Apollo](<https://pmo.example/sub/programs/apollo/updates/2026-03-05/>): M2 All moved is expected 1 day \
later, on 1 Oct 2026 (5 Mar 2026)
- **Slipped** [Apollo](<https://pmo.example/sub/programs/apollo/updates/2026-03-06/>): M2 All moved is expected 20 \
days later, on 21 Oct 2026 (6 Mar 2026)
- **Decision needed** [Apollo](<https://pmo.example/sub/programs/apollo/updates/2026-03-06/>): Q1 Buy the second row, \
from Bo by 10 Mar 2026 (6 Mar 2026)
- **Risk up** [Apollo](<https://pmo.example/sub/programs/apollo/updates/2026-03-05/>): R1 Quotas are untested: the \
second wave may fail (12 to 16) (5 Mar 2026)

[Read more](<https://pmo.example/sub/programs/>)
"
    );
}

#[test]
fn a_digest_is_plain_text_for_mail() {
    let run = report(&Site::with_portfolio(), &["--format", "text", "--base-url", BASE]).assert_exit(0).assert_silent();
    let run = run.assert_stdout_contains(
        "Test: Programs on 12 Mar 2026\n=============================\n\n2 active programs; 1 complete.\n",
    );
    let run = run.assert_stdout_contains(
        "\n* [Needs attention] Apollo: Ada, confidence 70%, reported 6 Mar 2026\n  One decision is needed.\n  The \
         rules say At risk\n",
    );
    run.assert_stdout_contains(
        "\n* [No status yet] =Borealis & <Co>: Bo, no report yet\n  https://pmo.example/sub/programs/borealis/\n",
    );
}

#[test]
fn a_digest_is_a_document_without_script_or_style() {
    let run = report(&Site::with_portfolio(), &["--format", "html", "--base-url", BASE]).assert_exit(0).assert_silent();
    assert!(run.stdout().starts_with(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Test: Programs on 12 Mar"
    ));
    assert!(!run.stdout().contains("<script") && !run.stdout().contains("style"));
    let run = run.assert_stdout_contains(
        "<li><strong>No status yet</strong> <a \
                                          href=\"https://pmo.example/sub/programs/borealis/\">=Borealis &amp; \
                                          &lt;Co&gt;</a>: Bo, no report yet</li>",
    );
    assert!(run.stdout().ends_with("</body>\n</html>\n"));
}

#[test]
fn a_digest_is_an_object_for_scripts() {
    let digest = report(&Site::with_portfolio(), &["--format", "json", "--base-url", BASE])
        .assert_exit(0)
        .assert_silent()
        .json();
    let at = |pointer: &str| digest.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(
        [at("/as_of"), at("/since"), at("/url")],
        [json!(DAY), json!("2026-02-26"), json!("https://pmo.example/sub/programs/")]
    );
    assert_eq!(
        [at("/counts/amber"), at("/counts/stale"), at("/counts/never"), at("/counts/active")],
        [1, 0, 1, 2].map(|n| json!(n))
    );
    assert_eq!(at("/exceptions/0/health"), json!({ "mark": "amber", "label": "Needs attention" }));
    assert_eq!(at("/exceptions/0/flag/mark"), json!("red"));
    assert_eq!(at("/exceptions/0/path_to_green"), json!("The second wave is rehearsed."));
    let apollo = json!({ "slug": "apollo", "name": "Apollo", "url": "https://pmo.example/sub/programs/apollo/" });
    let request = json!({ "program": apollo, "id": "Q1", "ask": "Buy the second \
                           row.", "from": "Bo", "by": "2026-03-10", "overdue": true });
    assert_eq!(at("/decisions_needed"), json!([request]));
    assert_eq!([at("/overdue/0/id"), at("/ahead/0/id"), at("/ahead/0/key")], [json!("M1"), json!("M2"), json!(true)]);
    assert_eq!([at("/changes/1/kind"), at("/changes/1/date")], [json!("slipped"), json!("2026-03-05")]);
}

#[test]
fn the_window_of_changes_begins_where_it_is_asked_to() {
    let site = Site::with_portfolio();
    let kinds = |since: &str| {
        let digest = report(&site, &["--since", since, "--format", "json"]).assert_exit(0).json();
        let changes = digest.get("changes").and_then(Value::as_array).cloned().unwrap_or_default();
        changes.iter().filter_map(|change| change.get("kind")?.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(kinds("2026-03-06"), ["slipped", "asked"]);
    assert_eq!(kinds("2026-03-07"), [""; 0]);
    assert_eq!(kinds("2026-01-01").iter().filter(|kind| *kind == "joined").count(), 2);
    report(&site, &["--since", "2026-03-07"])
        .assert_stdout_contains("## Changed since 7 Mar 2026\n\nNothing changed.\n");
    report(&site, &["--since", "2026-03-13"])
        .assert_exit(2)
        .assert_no_stdout()
        .assert_stderr_contains("write an earlier `--since`");
}

#[test]
fn a_digest_of_one_program_speaks_of_that_alone() {
    let site = Site::with_portfolio();
    let run = report(&site, &["--program", "borealis"]).assert_exit(0).assert_silent();
    let run = run
        .assert_stdout_contains("# Test: =Borealis \\& \\<Co\\> on 12 Mar 2026\n\n## Status\n\n- **No status yet** ");
    let run = run.assert_stdout_contains("## Decisions needed\n\nNo decision is waited for.\n");
    assert!(!run.stdout().contains("Apollo"));
    report(&site, &["--program", "cosmos"])
        .assert_exit(0)
        .assert_stdout_contains("- **Complete** Cosmos: Ada, no report yet");
    report(&site, &["--program", "apolo"])
        .assert_exit(2)
        .assert_no_stdout()
        .assert_stderr_contains("did you mean `apollo`?");
}

#[test]
fn a_stale_program_is_told_as_stale_without_its_last_colour() {
    let run = Site::with_portfolio().run(&["report", "--as-of", "2026-05-01", "--quiet"]).assert_exit(0);
    let run = run.assert_stdout_contains(
        "0 At risk, 0 Needs attention, 0 On track. Without a current status: 1 Stale, 1 No status yet.",
    );
    let run =
        run.assert_stdout_contains("- **Stale** Apollo: Ada, last report 6 Mar 2026, the next was due 12 Mar 2026\n");
    assert!(!run.stdout().contains("confidence"));
}

#[test]
fn without_an_address_a_digest_has_no_links() {
    let run = report(&Site::with_portfolio(), &[]).assert_exit(0);
    assert!(!run.stdout().contains("]("));
    assert_eq!(report(&Site::with_portfolio(), &["--format", "json"]).json().get("url"), Some(&Value::Null));
}

#[test]
fn an_audience_reads_what_it_may() {
    let site = Site::with_portfolio();
    report(&site, &["--program", "umbra"])
        .assert_exit(2)
        .assert_stderr_contains("the program `umbra` is internal: add `--audience internal`");
    report(&site, &["--program", "umbra-2", "--audience", "internal"]).assert_stderr_contains("there is no program");
    // What is posted says nothing of audiences.
    let run = site.run(&["report", "--as-of", DAY]).assert_exit(0);
    let run = run.assert_stderr_contains("this is the public answer; add `--audience internal` to see more\n");
    assert_eq!(run.stdout(), report(&site, &[]).stdout());
    let apollo = site.run(&["report", "--program", "apollo", "--as-of", DAY]).assert_exit(0);
    apollo.assert_stderr_contains("this is the public answer\n");
    let script = site.run(&["report", "--as-of", DAY, "--format", "json"]).assert_exit(0);
    assert!(!script.stderr().contains("answer"));
    report(&site, &["--program", "umbra", "--audience", "internal"])
        .assert_exit(0)
        .assert_stdout_contains("- **Planned** Umbra");
    report(&site, &["--audience", "internal"]).assert_stdout_contains("2 active programs; 1 planned, 1 complete.");
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let site = Site::with_portfolio();
    for format in ["md", "text", "html", "json"] {
        let mut elsewhere = site.command(&["report", "--as-of", DAY, "--quiet", "--format", format, "--jobs", "1"]);
        elsewhere.env("TZ", "Pacific/Kiritimati").env("LANG", "tr_TR.UTF-8");
        let output = elsewhere.output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        assert_eq!(
            output.unwrap_or_default(),
            report(&site, &["--format", format]).assert_exit(0).stdout(),
            "{format}"
        );
    }
}

#[test]
fn a_site_with_errors_has_no_digest() {
    let site = Site::with_portfolio().file("content/a.md", "# A\n\n[x](/nowhere/)\n");
    let run = report(&site, &["--format", "html"]).assert_exit(1).assert_no_stdout();
    run.assert_stderr_contains("PMO-E0401").assert_stderr_contains("nothing was printed");
    report(&site, &["--format", "csv"]).assert_exit(2).assert_stderr_contains("possible values: md, text, html, json");
}
