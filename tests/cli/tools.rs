//! `explain`, `schema`, `completions`, `--version`, and manners.

use std::io::Read;
use std::process::Stdio;

use super::site::Site;

#[test]
fn a_code_is_explained_in_any_case() {
    let site = Site::empty();
    site.run(&["explain", "pmo-e0401"])
        .assert_exit(0)
        .assert_stdout_contains("PMO-E0401")
        .assert_stdout_contains("findings:");
    site.run(&["explain"]).assert_exit(0).assert_stdout_contains("PMO-W0402");
    site.run(&["explain", "PMO-E0999"]).assert_exit(2).assert_stderr_contains("there is no finding");
}

#[test]
fn schemas_are_printed_and_written() {
    let site = Site::empty();
    let program = site.run(&["schema", "program"]).assert_exit(0).json();
    assert_eq!(program.pointer("/properties/milestones/type").and_then(|kind| kind.as_str()), Some("array"));
    site.run(&["schema", "--out", "schemas"]).assert_exit(0);
    assert_eq!(site.tree("schemas").len(), 8);
    site.run(&["schema"]).assert_exit(0).assert_stdout_contains("focus-area");
}

#[test]
fn completions_and_version_are_printed() {
    let site = Site::empty();
    for shell in ["bash", "zsh", "fish"] {
        site.run(&["completions", shell]).assert_exit(0).assert_stdout_contains("pmo-site");
    }
    site.run(&["--version"]).assert_exit(0).assert_stdout_contains("time-zone database 20");
    site.run(&[]).assert_exit(2);
}

#[test]
fn a_reader_that_closes_its_pipe_causes_no_fault() {
    let site = Site::empty();
    let child = site.command(&["explain"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let said = child.and_then(|mut child| {
        drop(child.stdout.take());
        let mut said = String::new();
        if let Some(stderr) = &mut child.stderr {
            stderr.read_to_string(&mut said)?;
        }
        Ok((said, child.wait()?.code()))
    });
    assert!(said.as_ref().is_ok_and(|(said, code)| said.is_empty() && *code == Some(0)), "{said:?}");
}
