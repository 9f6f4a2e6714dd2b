//! `--format json`: one object on standard output, its shape fixed by the data contract.

use std::borrow::Cow;

use serde::Serialize;

use super::{FindingCounts, Findings, Place, Severity};
use crate::invariant::invariant;
use crate::source::{LineIndex, Position, SourcePath, SourceTree};

#[derive(Serialize)]
struct JsonReport<'a> {
    diagnostics: Vec<JsonFinding<'a>>,
    summary: FindingCounts,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'a str,
    severity: Severity,
    message: Cow<'a, str>,
    file: Cow<'a, str>,
    line: u32,
    column: u32,
    hint: Option<Cow<'a, str>>,
    /// What the finding at this place says, where `message` speaks for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<&'a str>,
    /// Where else the same is found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<JsonPlace<'a>>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: Cow<'a, str>,
    line: u32,
    column: u32,
    /// What the finding there says, where that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
}

/// The findings as one JSON object and a final newline.
#[must_use]
pub fn render(findings: &Findings, tree: &SourceTree) -> String {
    let mut indexed: Option<(SourcePath, LineIndex)> = None;
    let shown = findings.shown();
    let layout = tree.layout();
    let mut diagnostics = Vec::with_capacity(shown.len());
    let mut position_of = |place: &Place| {
        let file = place.file.as_str();
        match tree.text(file) {
            None => tree.secret_at(file, place.span.start).unwrap_or(Position { line: 1, column: 1 }),
            Some(text) => {
                if indexed.as_ref().is_none_or(|(of, _)| *of != place.file) {
                    indexed = Some((place.file.clone(), LineIndex::new(text)));
                }
                indexed
                    .as_ref()
                    .map_or(Position { line: 1, column: 1 }, |(_, index)| index.position(text, place.span.start))
            }
        }
    };
    for one in &shown {
        let finding = &*one.finding;
        let position = position_of(&finding.place);
        let also = one.also.iter().map(|other| {
            let Position { line, column } = position_of(other.place);
            JsonPlace { file: layout.place(other.place.file.as_str()), line, column, message: other.message }
        });
        diagnostics.push(JsonFinding {
            code: finding.rule.code,
            severity: finding.severity,
            message: layout.told(&finding.message),
            file: layout.place(finding.place.file.as_str()),
            line: position.line,
            column: position.column,
            hint: finding.hint.as_deref().map(|hint| layout.told(hint)),
            first: one.first,
            also: also.collect(),
        });
    }
    let report = JsonReport { diagnostics, summary: findings.shown_summary() };
    // The report holds strings and numbers only, which always serialise.
    let mut text = invariant(serde_json::to_string_pretty(&report), "plain values always serialise");
    text.push('\n');
    text
}
