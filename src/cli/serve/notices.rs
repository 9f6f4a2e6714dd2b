//! What an open page is told besides its own bytes: findings with excerpts, the day, what cannot be read.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::editor::Editor;
use crate::diagnostics::{Diagnostic, Findings, Severity};
use crate::invariant::invariant;
use crate::source::{LineIndex, SourceTree};

/// Findings that are sent; nobody reads more over a page, and the terminal has them all.
const SENT: usize = 100;

/// Lines of an excerpt before and after the line in question.
const AROUND: usize = 2;

/// Longest line of an excerpt in characters.
const LINE: usize = 240;

/// The state of the preview.
pub(super) struct PreviewState<'a> {
    pub(super) findings: &'a Findings,
    /// What the machine could not do, or what is wrong with this program.
    pub(super) fault: Option<&'a str>,
    pub(super) as_of: Option<Date>,
    /// Whether the day was chosen, and does not follow the clock.
    pub(super) pinned: bool,
    pub(super) editor: Option<&'a Editor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notices<'a> {
    findings: Vec<Notice<'a>>,
    errors: usize,
    warnings: usize,
    fault: Option<&'a str>,
    as_of: Option<String>,
    pinned: bool,
    /// Whether this program opens files.
    editor: bool,
}

#[derive(Serialize)]
struct Notice<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    hint: Option<&'a str>,
    file: &'a str,
    line: u32,
    column: u32,
    /// Characters of the line that are meant.
    length: usize,
    excerpt: Vec<(u32, String)>,
    href: Option<String>,
}

/// The state as one line of JSON. Errors come first, so that no number of warnings pushes one out.
pub(super) fn json(state: &PreviewState<'_>, tree: &SourceTree, root: &Path) -> String {
    let of = |severity| state.findings.as_slice().iter().filter(move |finding| finding.severity == severity);
    let chosen = of(Severity::Error).chain(of(Severity::Warning)).take(SENT);
    let summary = state.findings.summary();
    let notices = Notices {
        findings: chosen.map(|finding| entry(finding, tree, root, state.editor)).collect(),
        errors: summary.errors,
        warnings: summary.warnings,
        fault: state.fault,
        as_of: state.as_of.map(|date| date.to_string()),
        pinned: state.pinned,
        editor: matches!(state.editor, Some(Editor::Command(_))),
    };
    invariant(serde_json::to_string(&notices), "plain values always serialise")
}

fn entry<'a>(finding: &'a Diagnostic, tree: &SourceTree, root: &Path, editor: Option<&Editor>) -> Notice<'a> {
    let file = finding.place.file.as_str();
    let text = tree.text(file).map_or("", |text| text);
    let position = LineIndex::new(text).position(text, finding.place.span.start);
    let marked = text.get(finding.place.span.range()).unwrap_or("").lines().next().unwrap_or("");
    let first = position.line.saturating_sub(u32::try_from(AROUND).unwrap_or(0)).max(1);
    let lines = (first..)
        .zip(text.lines().skip(first as usize - 1))
        .take_while(|(number, _)| *number as usize <= position.line as usize + AROUND);
    let cut = |line: &str| line.trim_start_matches('\u{feff}').chars().take(LINE).collect::<String>();
    Notice {
        code: finding.rule.code,
        severity: finding.severity,
        message: &finding.message,
        hint: finding.hint.as_deref(),
        file,
        line: position.line,
        column: position.column,
        length: marked.chars().count(),
        excerpt: lines.map(|(number, line)| (number, cut(line))).collect(),
        href: tree
            .get(file)
            .and_then(|_| editor?.href(&root.join(&*tree.layout().place(file)), position.line, position.column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Place, SeverityOverrides, registry};
    use crate::source::{SourcePath, Span};
    use std::str::FromStr;

    #[test]
    fn a_finding_comes_with_its_lines_and_a_link_to_them() {
        let tree: SourceTree = [("content/a.md", "one\ntwo\nthree </script>\nfour\nfive\nsix\n")].into_iter().collect();
        let place = Place::new(&SourcePath::new("content/a.md"), Span::new(14, 23));
        let findings =
            Findings::new(vec![Diagnostic::new(&registry::BROKEN_LINK, place, "no")], &SeverityOverrides::default());
        let editor = Editor::from_str("vscode").ok();
        let state =
            PreviewState { findings: &findings, fault: None, as_of: None, pinned: false, editor: editor.as_ref() };
        let json = json(&state, &tree, Path::new("/site"));
        let value: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
        let finding = &value["findings"][0];
        assert_eq!((&finding["line"], &finding["column"], &finding["length"]), (&3.into(), &7.into(), &9.into()));
        assert_eq!(finding["excerpt"].as_array().map(Vec::len), Some(5));
        assert_eq!(finding["href"], "vscode://file/site/content/a.md:3:7");
        assert!(!json.contains('\n'));
    }
}
