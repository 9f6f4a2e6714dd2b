//! Tera's errors as findings with a file and a place.

use std::collections::BTreeMap;

use tera::ErrorKind;

use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::{LineIndex, SourcePath, Span};
use crate::theme::{DEFAULT, Template};

type Templates = BTreeMap<String, Template>;

/// The template that could not be read, when that is what `error` says.
pub(super) fn unreadable(error: &tera::Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => Some(report.filename()),
        _ => None,
    }
}

/// The finding of a page at `url` whose `template` failed.
pub(super) fn finding(error: &tera::Error, templates: &Templates, template: &str, url: &str) -> Diagnostic {
    let page = Some((template, url));
    let first = findings(error, templates, page).into_iter().next();
    first.unwrap_or_else(|| at(templates, template, Span::default(), &error.to_string(), page))
}

/// All findings that `error` stands for: Tera joins unresolved references of all templates to one text.
pub(super) fn findings(error: &tera::Error, templates: &Templates, page: Option<(&str, &str)>) -> Vec<Diagnostic> {
    let whole = |template: &str, message: &str| vec![at(templates, template, Span::default(), message, page)];
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = &report.span().range;
            vec![at(templates, report.filename(), Span::new(range.start, range.end), report.message(), page)]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            whole(tpl, &format!("template extends itself: {}", inheritance_chain.join(" → ")))
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            whole(tpl, &format!("template includes itself: {}", include_chain.join(" → ")))
        }
        ErrorKind::MissingParent { current, parent } => whole(current, &format!("there is no template `{parent}` to extend")),
        ErrorKind::TemplateNotFound(name) => whole(name, &format!("there is no template `{name}`")),
        ErrorKind::Msg(text) => {
            let reports: Vec<_> = text.split("\n\n").filter_map(|report| reported(report, templates, page)).collect();
            if reports.is_empty() { whole(page.map_or("base.html", |(template, _)| template), text) } else { reports }
        }
        _ => whole(page.map_or("base.html", |(template, _)| template), &error.to_string()),
    }
}

/// A finding of Tera's text `error: … --> name:line:column …`, the only form in which it gives unresolved references.
fn reported(report: &str, templates: &Templates, page: Option<(&str, &str)>) -> Option<Diagnostic> {
    let (message, rest) = report.strip_prefix("error: ")?.split_once('\n')?;
    let (place, rest) = rest.split_once("--> ")?.1.split_once('\n')?;
    let (place, column) = place.rsplit_once(':')?;
    let (name, line) = place.rsplit_once(':')?;
    let template = templates.get(name)?;
    let start = offset(&template.text, line.parse().ok()?, column.parse().ok()?)?;
    let width = rest.chars().filter(|sign| *sign == '^').count();
    let length: usize = template.text.get(start..)?.chars().take(width).map(char::len_utf8).sum();
    Some(at(templates, name, Span::new(start, start + length), message, page))
}

/// The byte at a 1-based line and column.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let before: usize = text.get(start..)?.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
    Some(start + before)
}

fn at(templates: &Templates, name: &str, span: Span, message: &str, page: Option<(&str, &str)>) -> Diagnostic {
    let message = lower(message);
    let url = page.map_or_else(String::new, |(_, url)| format!(" for `{url}`"));
    let Some(template) = templates.get(name) else {
        let file = SourcePath::new(format!("themes/{DEFAULT}/templates/{name}"));
        return Diagnostic::new(&registry::TEMPLATE, Place::start_of(&file), format!("template `{name}` fails{url}: {message}"));
    };
    let line = LineIndex::new(&template.text).position(&template.text, span.start).line;
    let line = if span == Span::default() { String::new() } else { format!(" in line {line}") };
    Diagnostic::new(&registry::TEMPLATE, Place::new(&template.file, span), format!("template `{name}` fails{line}{url}: {message}"))
}

/// Tera's messages are sentences with capitals and full stops; ours have neither.
fn lower(message: &str) -> String {
    let message = message.replace(". Available", "; available");
    let mut letters = message.trim().trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
