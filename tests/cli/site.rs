//! A chainable driver for the program: a site in a temporary folder, runs in it, and statements about them.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The day that tests build for, unless they say otherwise.
pub const DAY: &str = "2026-03-06";

/// A site in a temporary folder.
pub struct Site {
    folder: tempfile::TempDir,
}

/// A run that has ended.
pub struct Run {
    what: String,
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Stops the test: its set-up failed, which says nothing about the program.
fn must<T, E: Display>(outcome: Result<T, E>, what: &str) -> T {
    match outcome {
        Ok(value) => value,
        Err(error) => unreachable!("{what}: {error}"),
    }
}

impl Site {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: must(tempfile::tempdir(), "temporary folder") }
    }

    /// A site with a title and a home page.
    pub fn new() -> Self {
        Self::empty().file("pmo.yaml", "site: { title: Test }\n").file("content/_index.md", "# Home\n\nHello.\n")
    }

    /// A site with two people, an area, and an active program with one update.
    pub fn with_program() -> Self {
        Self::new()
            .file("pmo.yaml", "site: { title: Test }\nstages: [build]\n")
            .file("content/focus-areas/eng.yaml", "name: Engineering\n")
            .file("content/people/ada.yaml", "name: Ada\nrole: TPM\ntime_zone: Europe/Paris\nfocus_areas: [eng]\n")
            .file("content/people/bo.yaml", "name: Bo\nrole: Director\ntime_zone: Europe/Paris\nkind: stakeholder\n")
            .file("content/programs/apollo/program.yaml", PROGRAM)
            .file("content/programs/apollo/updates/2026-03-05.md", UPDATE)
    }

    /// The same with a second program that has never reported, a finished one, an internal one, and a request for a
    /// decision; everything is said up to 12 March 2026.
    pub fn with_portfolio() -> Self {
        Self::with_program()
            .file("content/focus-areas/sec.yaml", "name: Security\n")
            .file("content/programs/apollo/updates/2026-03-06.md", REQUEST)
            .file("content/programs/borealis/program.yaml", BOREALIS)
            .file(
                "content/programs/cosmos/program.yaml",
                "name: Cosmos\nsummary: Done.\nlifecycle: complete\nfocus_area: eng\ndri: ada\n",
            )
            .file(
                "content/programs/umbra/program.yaml",
                "name: Umbra\nsummary: Hidden.\nlifecycle: planned\nfocus_area: sec\ndri: ada\nvisibility: internal\n",
            )
    }

    /// Writes a file of the site.
    pub fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file of the site that is in use.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        must(fs::create_dir_all(path.parent().unwrap_or(self.root())), "folder");
        must(fs::write(&path, text), "file");
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        must(fs::remove_file(self.at(path)), path);
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the site's folder.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// A file's text, empty when it is not there.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_default()
    }

    /// The program, to be run in the site's folder, cut off from the tester's own settings.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pmo-site"));
        command.args(args).current_dir(self.root()).stdin(Stdio::null());
        for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program with these arguments.
    pub fn run(&self, args: &[&str]) -> Run {
        let output = must(self.command(args).output(), "run");
        Run::new(args.join(" "), &output)
    }

    /// `build` for [`DAY`] with further arguments; nobody waits for the disk.
    pub fn build(&self, args: &[&str]) -> Run {
        self.run(&[&["build", "--no-sync", "--as-of", DAY], args].concat())
    }

    /// `check` for [`DAY`] with further arguments.
    pub fn check(&self, args: &[&str]) -> Run {
        self.run(&[&["check", "--as-of", DAY], args].concat())
    }

    /// Every file below `folder` with its bytes.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let top = self.at(folder);
        let mut tree = BTreeMap::new();
        let mut folders = vec![top.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&top).unwrap_or(&path).display().to_string();
                    tree.insert(name, fs::read(&path).unwrap_or_default());
                }
            }
        }
        tree
    }
}

impl Run {
    /// What an ended process said.
    pub fn new(what: String, output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { what, code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    /// States the exit code.
    #[track_caller]
    pub fn assert_exit(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "exit code of `pmo-site {}`\n{}{}", self.what, self.stdout, self.stderr);
        self
    }

    /// States a part of standard error.
    #[track_caller]
    pub fn assert_stderr_contains(self, part: &str) -> Self {
        assert!(
            self.stderr.contains(part),
            "standard error of `pmo-site {}` lacks {part:?}:\n{}",
            self.what,
            self.stderr
        );
        self
    }

    /// States a part of standard output.
    #[track_caller]
    pub fn assert_stdout_contains(self, part: &str) -> Self {
        assert!(
            self.stdout.contains(part),
            "standard output of `pmo-site {}` lacks {part:?}:\n{}",
            self.what,
            self.stdout
        );
        self
    }

    /// States that standard error is empty.
    #[track_caller]
    pub fn assert_silent(self) -> Self {
        assert_eq!(self.stderr, "", "standard error of `pmo-site {}`", self.what);
        self
    }

    /// States that standard output is empty.
    #[track_caller]
    pub fn assert_no_stdout(self) -> Self {
        assert_eq!(self.stdout, "", "standard output of `pmo-site {}`", self.what);
        self
    }

    /// Standard error.
    pub fn stderr(&self) -> &str {
        &self.stderr
    }

    /// Standard output.
    pub fn stdout(&self) -> &str {
        &self.stdout
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        must(serde_json::from_str(&self.stdout), "standard output as JSON")
    }
}

/// An active program.
const PROGRAM: &str = "\
name: Apollo
summary: Everything moves to the new platform.
lifecycle: active
stage: build
focus_area: eng
dri: ada
sponsor: bo
start: 2026-01-05
baseline_end: 2026-09-30
success_measures: [{ id: S1, name: Systems moved, unit: systems, start: 0, target: 40 }]
milestones:
  - { id: M1, name: Rehearsal passed, baseline: 2026-03-04 }
  - { id: M2, name: All moved, baseline: 2026-09-30, key: true }
  - { id: M3, name: Old platform switched off, baseline: 2026-09-30 }
risks:
  - id: R1
    statement: \"Quotas are untested: the second wave may fail.\"
    probability: 3
    impact: 4
    response: mitigate
    plan: Load tests.
    owner: ada
    raised: 2026-01-20
    review_by: 2026-04-19
";

/// A report of it.
const UPDATE: &str = "\
---
author: ada
health: amber
confidence: 70
headline: The rehearsal passed.
path_to_green: \"One more rehearsal: by 20 March.\"
milestones:
  M1: { actual: 2026-03-04 }
  M2: { forecast: 2026-10-01 }
risks:
  R1: { probability: 4 }
measures: { S1: 12 }
next:
  - { text: Rehearse the second wave, owner: ada, by: 2026-03-20 }
---

It went well.
";

/// A later report of it, with a request whose day soon passes.
const REQUEST: &str = "\
---
author: ada
health: amber
confidence: 70
headline: One *decision* is needed.
path_to_green: The second wave is rehearsed.
milestones:
  M2: { forecast: 2026-10-21 }
decisions_needed:
  - { id: Q1, ask: Buy the second row., from: bo, by: 2026-03-10 }
---

Waiting.
";

/// A program that has never reported.
const BOREALIS: &str = "\
name: \"=Borealis & <Co>\"
summary: The lights stay on.
lifecycle: active
stage: build
focus_area: sec
dri: bo
sponsor: bo
start: 2026-01-05
baseline_end: 2026-12-31
milestones:
  - { id: M1, name: Panels bought, baseline: 2026-02-20 }
  - { id: M2, name: Panels mounted, baseline: 2026-03-20, key: true }
risks:
  - { id: R1, statement: Panels are late., probability: 2, impact: 4, response: accept, owner: bo, raised: 2026-01-10, review_by: 2026-03-01 }
  - { id: R2, statement: Roofs leak., probability: 1, impact: 2, response: accept, owner: bo, raised: 2026-01-10, closed: 2026-02-01 }
decisions:
  - { id: DEC1, date: 2026-02-10, title: Buy panels in bulk, decided_by: bo, status: accepted, rationale: Cheaper. }
";
