//! The report for people: each finding with its excerpt, grouped where there are many of one kind.

use std::collections::BTreeMap;
use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Findings, OtherPlace, Severity, registry};
use crate::source::{LineIndex, Position, SourceTree};
use crate::words::{Term, WORDS};

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
    let mut rest: BTreeMap<&str, Vec<Diagnostic>> = BTreeMap::new();
    let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
    let secrets: Vec<&Diagnostic> =
        findings.as_slice().iter().filter(|finding| finding.rule == &registry::SECRET).collect();
    for shown in findings.shown() {
        let finding = &*shown.finding;
        let count = printed.entry(finding.rule.code).or_default();
        *count += 1;
        if *count > limit {
            rest.entry(finding.rule.code).or_default().push(finding.clone());
        } else {
            out.push_str(&one(finding, tree, &renderer, &secrets));
            out.push('\n');
            also(&mut out, &shown.also, tree, style.full_per_code.is_none());
            out.push('\n');
        }
    }
    for (code, more) in rest {
        group(&mut out, code, &more, tree);
    }
    let summary = findings.shown_summary();
    if summary.errors + summary.warnings > 0 {
        let _ = writeln!(
            out,
            "{}, {}",
            WORDS.count_or_none(summary.errors, Term::Error),
            WORDS.count_or_none(summary.warnings, Term::Warning)
        );
    }
    out
}

/// Where else the same is found; `all` of it, or the first places.
fn also(out: &mut String, places: &[OtherPlace<'_>], tree: &SourceTree, all: bool) {
    if places.is_empty() {
        return;
    }
    let most = if all { places.len() } else { LISTED };
    let _ = writeln!(out, "   and {}:", WORDS.count(places.len(), Term::MorePlace));
    let mut indexed: Option<(&str, LineIndex)> = None;
    for OtherPlace { place, .. } in places.iter().take(most) {
        let file = place.file.as_str();
        let text = tree.text(file).map_or("", |text| text);
        if indexed.as_ref().is_none_or(|(of, _)| *of != file) {
            indexed = Some((file, LineIndex::new(text)));
        }
        if let Some((_, index)) = &indexed {
            let position = index.position(text, place.span.start);
            let _ = writeln!(out, "   {}:{}:{}", tree.layout().place(file), position.line, position.column);
        }
    }
    if places.len() > most {
        let _ = writeln!(out, "   … and {} more; `pmo-site check --all` prints every one", places.len() - most);
    }
}

/// A finding on one line.
fn listed(tree: &SourceTree, finding: &Diagnostic, position: Position) -> String {
    let (layout, Position { line, column }) = (tree.layout(), position);
    let (place, message) = (layout.place(finding.place.file.as_str()), layout.told(&finding.message));
    format!("{place}:{line}:{column} {message}")
}

fn group(out: &mut String, code: &str, more: &[Diagnostic], tree: &SourceTree) {
    let title = more.first().map_or("", |finding| finding.rule.title);
    let _ = writeln!(out, "{} more {code} ({title}):", more.len());
    let mut indexed: Option<(&str, LineIndex)> = None;
    for finding in more.iter().take(LISTED) {
        let file = finding.place.file.as_str();
        let text = tree.text(file).map_or("", |text| text);
        if let Some(position) = tree.secret_at(file, finding.place.span.start) {
            let _ = writeln!(out, "  {}", listed(tree, finding, position));
            continue;
        }
        if indexed.as_ref().is_none_or(|(of, _)| *of != file) {
            indexed = Some((file, LineIndex::new(text)));
        }
        if let Some((_, index)) = &indexed {
            let position = index.position(text, finding.place.span.start);
            let _ = writeln!(out, "  {}", listed(tree, finding, position));
        }
    }
    if more.len() > LISTED {
        let _ = writeln!(out, "  … and {} more; `pmo-site check --all` prints every one", more.len() - LISTED);
    }
    out.push('\n');
}

fn one(finding: &Diagnostic, tree: &SourceTree, renderer: &Renderer, secrets: &[&Diagnostic]) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let file = finding.place.file.as_str();
    let layout = tree.layout();
    let place = layout.place(file);
    let message = layout.told(&finding.message);
    let title = level.primary_title(message.as_ref()).id(finding.rule.code);
    let mut group = match tree.text(file) {
        // A report is kept and sent about: it quotes no line with a secret in it.
        Some(text) if secrets.iter().any(|secret| is_near(finding, secret, text)) => {
            let position = LineIndex::new(text).position(text, finding.place.span.start);
            title.element(origin(&place, position))
        }
        Some(text) if !text.is_empty() => {
            let snippet = Snippet::source(&**text)
                .path(place.as_ref())
                .annotation(AnnotationKind::Primary.span(clip(finding.place.span.range(), text)));
            title.element(snippet)
        }
        _ => match tree.secret_at(file, finding.place.span.start) {
            Some(position) => title.element(origin(&place, position)),
            None => title.element(Origin::path(place.as_ref())),
        },
    };
    let places: Vec<_> = finding.related.iter().map(|(place, _)| layout.place(place.file.as_str())).collect();
    for ((place, label), shown) in finding.related.iter().zip(&places) {
        if let Some(text) = tree.text(place.file.as_str())
            && !secrets.iter().any(|secret| secret.place.file == place.file)
        {
            let annotation = AnnotationKind::Context.span(clip(place.span.range(), text)).label(label.as_str());
            group = group.element(Snippet::source(&**text).path(shown.as_ref()).annotation(annotation));
        }
    }
    let hint = finding.hint.as_deref().map(|hint| layout.told(hint));
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.message(hint.as_ref()));
    }
    let groups: [Group<'_>; 1] = [group];
    renderer.render(&groups)
}

/// A place without its line.
fn origin(file: &str, position: Position) -> Origin<'_> {
    Origin::path(file).line(position.line as usize).char_column(position.column as usize)
}

/// Whether an excerpt of `finding` would show a line of `secret`.
fn is_near(finding: &Diagnostic, secret: &Diagnostic, text: &str) -> bool {
    if finding.place.file != secret.place.file {
        return false;
    }
    let (one, other) = (clip(finding.place.span.range(), text), secret.place.span.range());
    let between = if one.end < other.start {
        text.get(one.end..other.start)
    } else {
        text.get(other.end.min(text.len())..one.start)
    };
    between.is_none_or(|between| !between.contains('\n'))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Place, SeverityOverrides};
    use crate::leaks;
    use crate::source::{SourcePath, Span};

    #[test]
    fn no_report_quotes_a_line_with_a_secret_in_it_whoever_finds_something_there() {
        let text = "# A\n[x](y) `https://robot:k3Vw9zQ@git.acme-corp.com`\n[x](z)\n";
        let tree: SourceTree = [("content/a.md", text)].into_iter().collect();
        let file = SourcePath::new("content/a.md");
        let at = |span: Span| Place::new(&file, span);
        let secret = leaks::secrets(text).first().map_or(Span::default(), leaks::Secret::span);
        let link = |start| Diagnostic::new(&registry::BROKEN_LINK, at(Span::new(start, start + 6)), "leads nowhere");
        let found = vec![Diagnostic::new(&registry::SECRET, at(secret), "a secret"), link(4), link(text.len() - 7)];
        for full_per_code in [None, Some(0)] {
            let style = Style { colour: false, full_per_code };
            let report = render(&Findings::new(found.clone(), &SeverityOverrides::default()), &tree, style);
            assert!(!report.contains("k3Vw9zQ"), "{report}");
            assert!(report.contains("content/a.md:2:9") && report.contains("content/a.md:2:1"), "{report}");
            assert_eq!(report.contains("[x](z)"), full_per_code.is_none(), "{report}");
        }
    }
}
