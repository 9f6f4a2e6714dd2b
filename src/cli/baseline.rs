//! Known findings: the report of an earlier check, which the next ones may repeat but not add to.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use super::Failure;
use crate::diagnostics::{Diagnostic, Findings, Rule, SeverityOverrides, registry};

/// What no baseline covers: published once is published for good.
static NEVER: [&Rule; 2] = [&registry::SECRET, &registry::PUBLIC_PLACE];

/// How often each finding is known, by code, file and message: a line that moved is still the same finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Baseline {
    known: BTreeMap<(String, String, String), usize>,
}

#[derive(Deserialize)]
struct BaselineFile {
    diagnostics: Vec<BaselineEntry>,
}

#[derive(Deserialize)]
struct BaselineEntry {
    code: String,
    file: String,
    message: String,
    #[serde(default)]
    also: Vec<BaselinePlace>,
}

#[derive(Deserialize)]
struct BaselinePlace {
    file: String,
}

impl Baseline {
    /// Reads the JSON report at `path`.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let text = fs::read_to_string(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Failure::System(format!(
                "there is no report `{shown}`; write one with `pmo-site check --format json > {shown}`"
            )),
            _ => Failure::System(format!("{shown}: {error}")),
        })?;
        Self::parse(&text).map_err(|error| {
            Failure::Usage(format!(
                "`{shown}` is no report ({error}); write one with `pmo-site check --format json > known.json`"
            ))
        })
    }

    fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let report: BaselineFile = serde_json::from_str(text)?;
        let mut known = BTreeMap::new();
        for BaselineEntry { code, file, message, also } in report.diagnostics {
            for BaselinePlace { file } in also {
                *known.entry((code.clone(), file, message.clone())).or_default() += 1;
            }
            *known.entry((code, file, message)).or_default() += 1;
        }
        Ok(Self { known })
    }

    /// The findings that are not known, and how many are.
    pub(super) fn split(&self, findings: &Findings) -> (Findings, usize) {
        let mut left = self.known.clone();
        let mut new: Vec<Diagnostic> = Vec::new();
        for finding in findings.as_slice() {
            let key = (finding.rule.code.to_owned(), finding.place.file.as_str().to_owned(), finding.message.clone());
            match left.get_mut(&key) {
                Some(count) if *count > 0 && !NEVER.contains(&finding.rule) => *count -= 1,
                _ => new.push(finding.clone()),
            }
        }
        let known = findings.as_slice().len() - new.len();
        // Severities were settled when the findings were made.
        (Findings::new(new, &SeverityOverrides::default()), known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Place, json, registry};
    use crate::source::{SourcePath, SourceTree, Span};

    fn finding(file: &str, at: usize) -> Diagnostic {
        Diagnostic::new(&registry::BROKEN_LINK, Place::new(&SourcePath::new(file), Span::at(at)), "`/x/` leads nowhere")
    }

    #[test]
    fn a_finding_that_moved_is_known_and_a_second_one_like_it_is_new() -> Result<(), serde_json::Error> {
        let findings = |found: Vec<Diagnostic>| Findings::new(found, &SeverityOverrides::default());
        let before = findings(vec![finding("content/a.md", 3)]);
        let baseline = Baseline::parse(&json::render(&before, &SourceTree::new()))?;
        assert_eq!(baseline.split(&findings(vec![finding("content/a.md", 90)])), (Findings::default(), 1));
        let (new, known) = baseline.split(&findings(vec![
            finding("content/a.md", 90),
            finding("content/a.md", 120),
            finding("content/b.md", 3),
        ]));
        assert_eq!((new.as_slice().len(), known), (2, 1));
        Ok(())
    }

    #[test]
    fn a_secret_is_never_known() -> Result<(), serde_json::Error> {
        let secret = Diagnostic::new(
            &registry::SECRET,
            Place::new(&SourcePath::new("content/a.md"), Span::at(3)),
            "`ghp_…` is a token",
        );
        let findings = Findings::new(vec![secret], &SeverityOverrides::default());
        let baseline = Baseline::parse(&json::render(&findings, &SourceTree::new()))?;
        assert_eq!(baseline.split(&findings), (findings, 0));
        Ok(())
    }
}
