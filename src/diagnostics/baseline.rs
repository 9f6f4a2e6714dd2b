//! Known findings: what a site owes, which later runs may repeat but not add to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Diagnostic;
use crate::source::Layout;

/// How often each finding is known. A line that moved, and a day that passed, leave a finding what it is: it is known
/// by its code, its file and its message without dates and spans of time.
///
/// Only findings whose severity a site may change are ever known: an error in a record, or a secret, is not excused by
/// being old.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    left: BTreeMap<(String, String, String), usize>,
}

#[derive(Serialize, Deserialize)]
struct BaselineFile {
    diagnostics: Vec<BaselineEntry>,
}

#[derive(Serialize, Deserialize)]
struct BaselineEntry {
    code: String,
    file: String,
    message: String,
    /// What the finding itself says, where `message` speaks for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<BaselinePlace>,
}

#[derive(Serialize, Deserialize)]
struct BaselinePlace {
    file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

impl Baseline {
    /// Reads a report in JSON of a site that is laid out as `layout`.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str, layout: &Layout) -> Result<Self, serde_json::Error> {
        let report: BaselineFile = serde_json::from_str(text)?;
        let mut left = BTreeMap::new();
        for BaselineEntry { code, file, message, first, also } in report.diagnostics {
            let message = first.unwrap_or(message);
            let others = also.into_iter().map(|BaselinePlace { file, message: own }| (file, own));
            for (file, own) in others.chain([(file, None)]) {
                let file = layout.name(&file).map_or_else(|| file.clone(), Into::into);
                let message = lasting(own.as_ref().unwrap_or(&message));
                *left.entry((code.clone(), file, message)).or_default() += 1;
            }
        }
        Ok(Self { left })
    }

    /// Whether `finding` is known; if so, it is known once less from now on.
    pub(super) fn takes(&mut self, finding: &Diagnostic) -> bool {
        if !finding.rule.adjustable || self.left.is_empty() {
            return false;
        }
        let file = finding.place.file.as_str().to_owned();
        match self.left.get_mut(&(finding.rule.code.to_owned(), file, lasting(&finding.message))) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// How many findings are known that were not found: what was mended.
    #[must_use]
    pub fn mended(&self) -> usize {
        self.left.values().sum()
    }
}

/// The report from which these findings will be known: one finding on a line, so that what was mended is a line less.
#[must_use]
pub fn render<'f>(findings: impl Iterator<Item = &'f Diagnostic>, layout: &Layout) -> String {
    let coverable = findings.filter(|finding| finding.rule.adjustable);
    let lines = coverable.map(|finding| {
        let entry = BaselineEntry {
            code: finding.rule.code.to_owned(),
            file: layout.place(finding.place.file.as_str()).into_owned(),
            message: finding.message.clone(),
            first: None,
            also: Vec::new(),
        };
        serde_json::to_string(&entry).unwrap_or_default()
    });
    let mut lines: Vec<_> = lines.collect();
    lines.sort_unstable();
    format!("{{\"diagnostics\": [\n{}\n]}}\n", lines.join(",\n"))
}

/// `message` without what another day or an edit elsewhere in the file changes in it: dates, numbers of days, weeks,
/// months and years, of bytes, lines and columns, and of further places.
fn lasting(message: &str) -> String {
    const SPANS: [&str; 9] = ["day", "days", "week", "weeks", "month", "months", "year", "years", "more"];
    const PLACES: [&str; 3] = ["byte", "line", "column"];
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = |word: &str| word.parse::<jiff::civil::Date>().is_ok();
    let words: Vec<&str> = message.split(' ').collect();
    let next = words.iter().skip(1).map(|word| bare(word)).chain([String::new()]);
    let before = [String::new()].into_iter().chain(words.iter().map(|word| bare(word)));
    let kept = words.iter().zip(before).zip(next).map(|((word, before), next)| {
        let plain = bare(word);
        let passes = SPANS.contains(&next.as_str()) || PLACES.contains(&before.as_str());
        if is_date(&plain) || is_number(&plain) && passes { "_" } else { word }
    });
    kept.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::{Findings, Place, Rule, SeverityOverrides, json, registry};
    use super::*;
    use crate::source::{SourcePath, SourceTree, Span};

    fn finding(rule: &'static Rule, file: &str, at: usize, message: &str) -> Diagnostic {
        Diagnostic::new(rule, Place::new(&SourcePath::new(file), Span::at(at)), message)
    }

    fn broken(file: &str, at: usize) -> Diagnostic {
        finding(&registry::BROKEN_LINK, file, at, "`/x/` leads nowhere")
    }

    fn split(baseline: &Baseline, found: Vec<Diagnostic>) -> (usize, usize) {
        let findings = Findings::beside(baseline.clone(), found, &SeverityOverrides::default());
        (findings.as_slice().len(), findings.known().len())
    }

    #[test]
    fn a_finding_that_moved_is_known_and_one_more_of_it_is_new() -> Result<(), serde_json::Error> {
        let before = Findings::new(vec![broken("content/a.md", 3)], &SeverityOverrides::default());
        for text in [json::render(&before, &SourceTree::new()), render(before.as_slice().iter(), &Layout::default())] {
            let baseline = Baseline::parse(&text, &Layout::default())?;
            assert_eq!(split(&baseline, vec![broken("content/a.md", 90)]), (0, 1));
            let more = vec![broken("content/a.md", 90), broken("content/a.md", 120), broken("content/b.md", 3)];
            assert_eq!(split(&baseline, more), (2, 1));
            assert_eq!(baseline.mended(), 1);
        }
        Ok(())
    }

    #[test]
    fn findings_that_are_shown_as_one_are_known_one_by_one() -> Result<(), serde_json::Error> {
        let dead =
            |n: usize| finding(&registry::BROKEN_LINK, "content/a.md", n, &format!("`/jobs/{n}/` leads nowhere"));
        let before = Findings::new((0..20).map(dead).collect(), &SeverityOverrides::default());
        assert_eq!(before.shown().len(), 1);
        let baseline = Baseline::parse(&json::render(&before, &SourceTree::new()), &Layout::default())?;
        assert_eq!(split(&baseline, (0..21).map(dead).collect()), (1, 20));
        Ok(())
    }

    #[test]
    fn a_new_week_makes_no_new_finding() -> Result<(), serde_json::Error> {
        let late = |days, day| {
            let message = format!("the review of `ana` was due on {day}, {days} days ago, in 3 places");
            finding(&registry::DEAD_ANCHOR, "content/a.md", 1, &message)
        };
        let text = render([late(3, "2026-03-05")].iter(), &Layout::default());
        let baseline = Baseline::parse(&text, &Layout::default())?;
        assert_eq!(split(&baseline, vec![late(10, "2026-03-05")]), (0, 1));
        assert_eq!(lasting("3 rows, 4 days (2026-03-05)"), "3 rows, _ days _");
        assert_eq!(lasting("byte 9 is invalid at line 1 column 11"), "byte _ is invalid at line _ column _");
        assert_eq!(lasting("here and in 2 more places"), "here and in _ more places");
        Ok(())
    }

    #[test]
    fn a_secret_and_a_faulty_record_are_never_known() -> Result<(), serde_json::Error> {
        let layout = Layout::new(Some("docs"), None);
        let found = vec![
            finding(&registry::SECRET, "content/a.md", 1, "a key"),
            finding(&registry::UNKNOWN_KEY, "content/people/a.yaml", 1, "`x` is not known"),
            broken("content/a.md", 5),
        ];
        let text = render(found.iter(), &layout);
        assert_eq!(text.lines().count(), 3);
        assert!(text.contains("\"docs/a.md\""));
        assert_eq!(split(&Baseline::parse(&text, &layout)?, found), (2, 1));
        Ok(())
    }
}
