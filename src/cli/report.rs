//! Findings on their way out, and the exit code that they mean.

use super::format::Format;
use super::options::Options;
use super::{Exit, Failure, console};
use crate::diagnostics::{Diagnostic, Findings, Severity, human, json};
use crate::source::SourceTree;

/// Findings of one code that are printed with an excerpt before the rest is listed by position.
const FULL: usize = 5;

/// Reports `findings` in the format that was asked for.
pub(super) fn report(options: &Options, findings: &Findings, tree: &SourceTree, all: bool) -> Result<(), Failure> {
    match options.format {
        Format::Json => console::answer(&json::render(findings, tree)),
        // The other forms are of answers; findings beside an answer are for people.
        Format::Human | Format::Table | Format::Csv | Format::Md | Format::Text | Format::Html => {
            printed(findings, tree, all);
            Ok(())
        }
    }
}

/// Prints `findings` for people.
pub(super) fn printed(findings: &Findings, tree: &SourceTree, all: bool) {
    let style = human::Style { colour: true, full_per_code: (!all).then_some(FULL) };
    console::text(&human::render(findings, tree, style));
}

/// What helps where all that is wrong may be known.
pub(super) const MAY_BE_KNOWN: &str =
    "`pmo-site adopt` lists all of this as known: then the site is published, and only what is new stops a build";

/// Whether errors stop the site that a list of known findings could let pass.
pub(super) fn may_be_known(findings: &Findings) -> bool {
    let mut errors = findings.as_slice().iter().filter(|finding| finding.severity == Severity::Error).peekable();
    errors.peek().is_some() && findings.known().is_empty() && errors.all(|finding| finding.rule.adjustable)
}

/// The exit code that `findings` mean.
pub(super) fn verdict(findings: &Findings, strict: bool) -> Exit {
    let mut errors = findings.as_slice().iter().filter(|finding| finding.severity == Severity::Error).peekable();
    if errors.peek().is_some() {
        return if errors.all(is_of_config) { Exit::Usage } else { Exit::Content };
    }
    if strict && !findings.as_slice().is_empty() { Exit::Content } else { Exit::Clean }
}

/// Files at the site's root are configuration; all content lies in folders, and that one of these is missing is no
/// setting.
fn is_of_config(finding: &Diagnostic) -> bool {
    finding.place.file.folder().is_empty() && !matches!(finding.rule.code, "PMO-E0707" | "PMO-E0708")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Place, SeverityOverrides, registry};
    use crate::source::SourcePath;

    fn findings(files: &[(&'static crate::diagnostics::Rule, &str)]) -> Findings {
        let found =
            files.iter().map(|(rule, file)| Diagnostic::new(rule, Place::start_of(&SourcePath::new(file)), "x"));
        Findings::new(found.collect(), &SeverityOverrides::default())
    }

    #[test]
    fn errors_of_the_configuration_alone_are_usage() {
        let config = (&registry::UNKNOWN_KEY, "pmo.yaml");
        let content = (&registry::UNKNOWN_KEY, "content/people/a.yaml");
        assert_eq!(verdict(&findings(&[config]), false), Exit::Usage);
        assert_eq!(verdict(&findings(&[config, content]), false), Exit::Content);
    }

    #[test]
    fn warnings_fail_only_where_strictness_was_asked_for() {
        let warned = findings(&[(&registry::DEAD_ANCHOR, "content/a.md")]);
        assert_eq!((verdict(&warned, false), verdict(&warned, true)), (Exit::Clean, Exit::Content));
        assert_eq!(verdict(&findings(&[]), true), Exit::Clean);
    }
}
