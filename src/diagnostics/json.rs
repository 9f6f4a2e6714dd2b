//! `--format json`: one object on standard output, its shape fixed by the data contract.

use serde::Serialize;

use super::{FindingCounts, Findings, Severity};
use crate::invariant::invariant;
use crate::source::{LineIndex, Position, SourceTree};

#[derive(Serialize)]
struct JsonReport<'a> {
    diagnostics: Vec<JsonFinding<'a>>,
    summary: FindingCounts,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    hint: Option<&'a str>,
}

/// The findings as one JSON object and a final newline.
#[must_use]
pub fn render(findings: &Findings, tree: &SourceTree) -> String {
    let mut indexed: Option<(&str, LineIndex)> = None;
    let mut diagnostics = Vec::with_capacity(findings.as_slice().len());
    for finding in findings.as_slice() {
        let file = finding.place.file.as_str();
        let position = match tree.text(file) {
            None => tree.secret_at(file, finding.place.span.start).unwrap_or(Position { line: 1, column: 1 }),
            Some(text) => {
                if indexed.as_ref().is_none_or(|(of, _)| *of != file) {
                    indexed = Some((file, LineIndex::new(text)));
                }
                indexed.as_ref().map_or(Position { line: 1, column: 1 }, |(_, index)| {
                    index.position(text, finding.place.span.start)
                })
            }
        };
        diagnostics.push(JsonFinding {
            code: finding.rule.code,
            severity: finding.severity,
            message: &finding.message,
            file,
            line: position.line,
            column: position.column,
            hint: finding.hint.as_deref(),
        });
    }
    let report = JsonReport { diagnostics, summary: findings.summary() };
    // The report holds strings and numbers only, which always serialise.
    let mut text = invariant(serde_json::to_string_pretty(&report), "plain values always serialise");
    text.push('\n');
    text
}
