//! All findings of one run: sorted, each once, with the site's own severities applied.

use std::collections::BTreeMap;

use serde::Serialize;

use super::baseline::Baseline;
use super::gathered::{Gathered, gathered};
use super::{Diagnostic, Severity};

/// The site's own severities per code (`findings` in `pmo.yaml`); `None` means the finding is not reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeverityOverrides(pub BTreeMap<String, Option<Severity>>);

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FindingCounts {
    /// Findings that stop publication.
    pub errors: usize,
    /// Findings that do not.
    pub warnings: usize,
}

/// The findings of a run in report order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    sorted: Vec<Diagnostic>,
    known: Vec<Diagnostic>,
    ignored: usize,
    baseline: Baseline,
}

impl Findings {
    /// Applies `levels` to the findings whose rule allows it, then sorts and removes repetitions.
    #[must_use]
    pub fn new(found: Vec<Diagnostic>, levels: &SeverityOverrides) -> Self {
        Self::beside(Baseline::default(), found, levels)
    }

    /// The same, with those set aside that `baseline` knows.
    #[must_use]
    pub fn beside(baseline: Baseline, found: Vec<Diagnostic>, levels: &SeverityOverrides) -> Self {
        Self { baseline, ..Self::default() }.and(found, levels)
    }

    /// These findings and `more`, which came to light later.
    #[must_use]
    pub fn and(mut self, more: Vec<Diagnostic>, levels: &SeverityOverrides) -> Self {
        if more.is_empty() {
            return self;
        }
        let before = more.len();
        let mut later: Vec<_> = more.into_iter().filter_map(|finding| level(finding, levels)).collect();
        self.ignored += before - later.len();
        later.sort();
        later.dedup();
        // What was set aside before and is told again was counted then.
        later.retain(|finding| self.known.binary_search(finding).is_err());
        let (known, new): (Vec<_>, Vec<_>) = later.into_iter().partition(|finding| self.baseline.takes(finding));
        self.known.extend(known);
        self.known.sort();
        self.sorted.extend(new);
        self.sorted.sort();
        self.sorted.dedup();
        self
    }

    /// The findings that the site's baseline knows, sorted.
    #[must_use]
    pub fn known(&self) -> &[Diagnostic] {
        &self.known
    }

    /// How many findings the baseline knows that are no longer there.
    #[must_use]
    pub fn mended(&self) -> usize {
        self.baseline.mended()
    }

    /// The findings, sorted by file, position and code.
    #[must_use]
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.sorted
    }

    /// How many findings the site's configuration told us to leave out.
    #[must_use]
    pub fn ignored(&self) -> usize {
        self.ignored
    }

    /// The findings as reports show them: those of one missing thing together.
    #[must_use]
    pub fn shown(&self) -> Vec<Gathered<'_>> {
        gathered(&self.sorted)
    }

    /// Counts by severity of what reports show.
    #[must_use]
    pub fn shown_summary(&self) -> FindingCounts {
        let shown = self.shown();
        let errors = shown.iter().filter(|one| one.finding.severity == Severity::Error).count();
        FindingCounts { errors, warnings: shown.len() - errors }
    }

    /// Counts by severity.
    #[must_use]
    pub fn summary(&self) -> FindingCounts {
        let errors = self.sorted.iter().filter(|finding| finding.severity == Severity::Error).count();
        FindingCounts { errors, warnings: self.sorted.len() - errors }
    }

    /// Whether anything stops publication.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.sorted.iter().any(|finding| finding.severity == Severity::Error)
    }
}

fn level(mut finding: Diagnostic, levels: &SeverityOverrides) -> Option<Diagnostic> {
    if finding.rule.adjustable
        && let Some(level) = levels.0.get(finding.rule.code)
    {
        finding.severity = (*level)?;
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Place, registry};
    use crate::source::{SourcePath, Span};

    fn finding(rule: &'static crate::diagnostics::Rule, at: usize) -> Diagnostic {
        Diagnostic::new(rule, Place::new(&SourcePath::new("a.md"), Span::at(at)), "x")
    }

    #[test]
    fn each_finding_is_reported_once_and_in_order() {
        let found = vec![
            finding(&registry::BROKEN_LINK, 9),
            finding(&registry::DEAD_ANCHOR, 2),
            finding(&registry::BROKEN_LINK, 9),
        ];
        let findings = Findings::new(found, &SeverityOverrides::default());
        assert_eq!(findings.as_slice().iter().map(|f| f.rule.code).collect::<Vec<_>>(), ["PMO-W0402", "PMO-E0401"]);
        assert_eq!(findings.summary(), FindingCounts { errors: 1, warnings: 1 });
    }

    #[test]
    fn a_site_changes_the_severity_of_adjustable_rules_only() {
        let levels = SeverityOverrides(BTreeMap::from([
            ("PMO-E0401".to_owned(), Some(Severity::Warning)),
            ("PMO-W0402".to_owned(), None),
            ("PMO-E0101".to_owned(), Some(Severity::Warning)),
        ]));
        let found = vec![
            finding(&registry::BROKEN_LINK, 1),
            finding(&registry::DEAD_ANCHOR, 2),
            finding(&registry::YAML_SYNTAX, 3),
        ];
        let findings = Findings::new(found, &levels);
        assert_eq!(findings.summary(), FindingCounts { errors: 1, warnings: 1 });
        assert_eq!(findings.ignored(), 1);
    }

    #[test]
    fn later_findings_take_their_place_among_the_others() {
        let levels = SeverityOverrides(BTreeMap::from([("PMO-W0402".to_owned(), None)]));
        let first =
            Findings::new(vec![finding(&registry::BROKEN_LINK, 9), finding(&registry::DEAD_ANCHOR, 2)], &levels);
        let all = first.and(
            vec![
                finding(&registry::BROKEN_LINK, 3),
                finding(&registry::BROKEN_LINK, 9),
                finding(&registry::DEAD_ANCHOR, 4),
            ],
            &levels,
        );
        assert_eq!(all.as_slice().iter().map(|f| f.place.span.start).collect::<Vec<_>>(), [3, 9]);
        assert_eq!(all.ignored(), 2);
    }
}
