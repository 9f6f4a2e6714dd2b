//! What the terminal says while a preview runs: each finding once, and that it is mended.

use std::collections::BTreeSet;
use std::time::Duration;

use super::super::Failure;
use super::super::console;
use super::super::options::Options;
use super::super::report::{printed, report};
use crate::diagnostics::{Diagnostic, Findings, Severity, SeverityOverrides};
use crate::source::{SourcePath, SourceTree};
use crate::words::{Term, WORDS};

/// Files that are named when they changed; more are counted.
const NAMED: usize = 3;

/// What was told so far.
#[derive(Debug, Default)]
pub(super) struct LastReport {
    findings: Vec<Diagnostic>,
    fault: Option<String>,
}

impl LastReport {
    /// Tells what is new in `findings`.
    ///
    /// # Errors
    /// When the answer in JSON cannot be written.
    pub(super) fn findings(
        &mut self,
        options: &Options,
        findings: &Findings,
        tree: &SourceTree,
    ) -> Result<(), Failure> {
        let all = findings.as_slice();
        if self.findings == all {
            return Ok(());
        }
        if options.format.is_for_people() {
            let (known, now): (BTreeSet<_>, BTreeSet<_>) =
                (self.findings.iter().map(subject).collect(), all.iter().map(subject).collect());
            let fresh: Vec<_> = all.iter().filter(|finding| !known.contains(&subject(finding))).cloned().collect();
            // Behind an error not all is looked for: a warning that is not there then may not be mended.
            let is_sure = |severity| findings.summary().errors == 0 || severity == Severity::Error;
            let mended = known.difference(&now).filter(|(_, severity, ..)| is_sure(*severity)).count();
            if !fresh.is_empty() {
                // Severities are the site's own already.
                printed(&Findings::new(fresh, &SeverityOverrides::default()), tree, false);
            }
            if mended > 0 {
                let summary = findings.summary();
                let left = format!(
                    "{}, {}",
                    WORDS.count_or_none(summary.errors, Term::Error),
                    WORDS.count_or_none(summary.warnings, Term::Warning)
                );
                console::say(format_args!("{} mended; {left} left", WORDS.count_or_none(mended, Term::Finding)));
            }
        } else {
            report(options, findings, tree, true)?;
        }
        self.findings = all.to_vec();
        Ok(())
    }

    /// Tells what the machine could not do, once; `None` when it can again.
    pub(super) fn fault(&mut self, fault: Option<&str>) {
        if self.fault.as_deref() == fault {
            return;
        }
        if let Some(fault) = fault {
            console::error(fault);
        }
        self.fault = fault.map(ToOwned::to_owned);
    }
}

/// What a finding is about: the same one on another line is no news.
fn subject(finding: &Diagnostic) -> (&str, Severity, &SourcePath, &str) {
    (finding.rule.code, finding.severity, &finding.place.file, &finding.message)
}

/// One line for a build that something made necessary.
pub(super) fn built(why: &Why<'_>, took: Duration, complete: bool) -> String {
    let outcome = if complete { "built" } else { "errors; the last good version stays" };
    format!("{why}: {outcome} ({} ms)", took.as_millis())
}

/// Why a site is built again.
pub(super) enum Why<'a> {
    /// These files changed.
    Files(&'a [SourcePath]),
    /// It speaks for another day.
    Day(jiff::civil::Date),
}

impl std::fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => write!(f, "as of {day}"),
            Self::Files(files) if files.len() > NAMED => write!(f, "{} changed", WORDS.count(files.len(), Term::File)),
            Self::Files(files) => f.write_str(&files.iter().map(SourcePath::as_str).collect::<Vec<_>>().join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_files_are_named_and_many_are_counted() {
        let files: Vec<_> = ["a", "b", "c", "d"].map(SourcePath::new).into();
        assert_eq!(Why::Files(&files[..2]).to_string(), "a, b");
        assert_eq!(Why::Files(&files).to_string(), "4 files changed");
        let line = built(&Why::Files(&files[..1]), Duration::from_millis(12), true);
        assert_eq!(line, "a: built (12 ms)");
    }
}
