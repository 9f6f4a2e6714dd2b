//! The report for people: each finding with its excerpt, grouped where there are many of one kind.

use std::collections::BTreeMap;
use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Findings, Severity};
use crate::source::{LineIndex, SourceTree};

/// How a report is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to colour it with ANSI sequences.
    pub colour: bool,
    /// After this many findings of one code the rest are listed by position only; `None` prints all in full.
    pub full_per_code: Option<usize>,
}

/// Positions listed below a group of findings that are not printed in full.
const LISTED: usize = 8;

/// The findings, then one line that counts them.
#[must_use]
pub fn render(findings: &Findings, tree: &SourceTree, style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let limit = style.full_per_code.unwrap_or(usize::MAX);
    let mut out = String::new();
    let mut rest: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings.as_slice() {
        let count = printed.entry(finding.rule.code).or_default();
        *count += 1;
        if *count > limit {
            rest.entry(finding.rule.code).or_default().push(finding);
        } else {
            out.push_str(&one(finding, tree, &renderer));
            out.push_str("\n\n");
        }
    }
    for (code, more) in rest {
        group(&mut out, code, &more, tree);
    }
    let summary = findings.summary();
    if summary.errors + summary.warnings > 0 {
        let _ = writeln!(out, "{}, {}", counted(summary.errors, "error"), counted(summary.warnings, "warning"));
    }
    out
}

/// "1 error", "2 errors", "no errors".
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

fn group(out: &mut String, code: &str, more: &[&Diagnostic], tree: &SourceTree) {
    let title = more.first().map_or("", |finding| finding.rule.title);
    let _ = writeln!(out, "{} more {code} ({title}):", more.len());
    let mut indexed: Option<(&str, LineIndex)> = None;
    for finding in more.iter().take(LISTED) {
        let file = finding.place.file.as_str();
        let text = tree.text(file).map_or("", |text| text);
        if indexed.as_ref().is_none_or(|(of, _)| *of != file) {
            indexed = Some((file, LineIndex::new(text)));
        }
        if let Some((_, index)) = &indexed {
            let position = index.position(text, finding.place.span.start);
            let _ = writeln!(out, "  {file}:{}:{} {}", position.line, position.column, finding.message);
        }
    }
    if more.len() > LISTED {
        let _ = writeln!(out, "  … and {} more; `pmo-site check --all` prints every one", more.len() - LISTED);
    }
    out.push('\n');
}

fn one(finding: &Diagnostic, tree: &SourceTree, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let file = finding.place.file.as_str();
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.code);
    let mut group = match tree.text(file) {
        Some(text) if !text.is_empty() => {
            let snippet =
                Snippet::source(&**text).path(file).annotation(AnnotationKind::Primary.span(clip(finding.place.span.range(), text)));
            title.element(snippet)
        }
        _ => title.element(annotate_snippets::Origin::path(file)),
    };
    for (place, label) in &finding.related {
        if let Some(text) = tree.text(place.file.as_str()) {
            let annotation = AnnotationKind::Context.span(clip(place.span.range(), text)).label(label.as_str());
            group = group.element(Snippet::source(&**text).path(place.file.as_str()).annotation(annotation));
        }
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let groups: [Group<'_>; 1] = [group];
    renderer.render(&groups)
}

/// Keeps a span inside the text, on character boundaries, and on its first line, so that an excerpt is short.
fn clip(range: std::ops::Range<usize>, text: &str) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(range.start);
    let end = floor(range.end).max(start);
    let line = text.get(start..end).and_then(|part| part.find('\n')).map_or(end, |newline| start + newline);
    start..line
}
