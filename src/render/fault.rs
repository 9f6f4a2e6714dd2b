//! Tera's errors as findings with a file and a place.

use std::collections::BTreeMap;

use tera::ErrorKind;

use crate::diagnostics::{Diagnostic, Place, nearest, registry};
use crate::source::{LineIndex, SourcePath, Span};
use crate::theme::{DEFAULT, PREFIX, TagKind, Template};

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
            let span = named(templates, tpl, TagKind::Extends, None);
            let message = format!("template extends itself: {}", inheritance_chain.join(" → "));
            let built_in = format!("{PREFIX}{tpl}");
            let hint = templates
                .contains_key(&built_in)
                .then(|| format!("the built-in one is `{{% extends \"{built_in}\" %}}`"));
            vec![at(templates, tpl, span, &message, page).hint_if(hint)]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let span = include_chain
                .get(1)
                .map_or_else(Span::default, |name| named(templates, tpl, TagKind::Include, Some(name)));
            vec![at(templates, tpl, span, &format!("template includes itself: {}", include_chain.join(" → ")), page)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let span = named(templates, current, TagKind::Extends, Some(parent));
            let message = format!("there is no template `{parent}` to extend");
            vec![at(templates, current, span, &message, page).hint_if(near_template(templates, parent))]
        }
        ErrorKind::TemplateNotFound(name) => whole(name, &format!("there is no template `{name}`")),
        ErrorKind::Msg(text) => {
            let reports: Vec<_> = text.split("\n\n").filter_map(|report| reported(report, templates, page)).collect();
            if reports.is_empty() { vec![unplaced(text, templates, page)] } else { reports }
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
    let hint = quoted(message).and_then(|word| match message.split(' ').next() {
        Some("Block") => near_block(templates, name, word),
        Some("Unknown") if message.contains("template") => near_template(templates, word),
        _ => None,
    });
    Some(at(templates, name, Span::new(start, start + length), message, page).hint_if(hint))
}

/// A finding of a text without a place. Of two files that define one component, the second is shown.
fn unplaced(text: &str, templates: &Templates, page: Option<(&str, &str)>) -> Diagnostic {
    let mut words = text.split('`').skip(1).step_by(2);
    let component = words.next().filter(|_| text.contains("is defined in both"));
    match (component, words.nth(1)) {
        (Some(component), Some(file)) => {
            at(templates, file, named(templates, file, TagKind::Component, Some(component)), text, page)
        }
        _ => at(templates, page.map_or("base.html", |(template, _)| template), Span::default(), text, page),
    }
}

/// The first word in backticks.
fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// Where the tag of this kind and name stands in a template; the start when it cannot be found.
fn named(templates: &Templates, template: &str, kind: TagKind, name: Option<&str>) -> Span {
    let tags = templates.get(template).map(Template::tags).unwrap_or_default();
    let tag = tags.iter().find(|tag| tag.kind == kind && name.is_none_or(|name| name == tag.name));
    tag.map_or_else(Span::default, |tag| Span::new(tag.at, tag.at + tag.name.len()))
}

/// The template that was probably meant, as it is written to extend or include it.
fn near_template(templates: &Templates, name: &str) -> Option<String> {
    let names = templates.keys().flat_map(|known| [Some(known.as_str()), known.strip_prefix(PREFIX)]).flatten();
    nearest(name, names).map(|near| format!("did you mean `{near}`?"))
}

/// The block of the templates that `template` extends that was probably meant, or else all of them.
fn near_block(templates: &Templates, template: &str, block: &str) -> Option<String> {
    let mut blocks = Vec::new();
    let mut current = template.to_owned();
    // Templates that extend each other in a circle are another error.
    for _ in 0..templates.len() {
        let tags = templates.get(&current).map(Template::tags).unwrap_or_default();
        if current != template {
            blocks.extend(tags.iter().filter(|tag| tag.kind == TagKind::Block).map(|tag| tag.name));
        }
        let Some(parent) = tags.iter().find(|tag| tag.kind == TagKind::Extends) else { break };
        current = if templates.contains_key(parent.name) {
            parent.name.to_owned()
        } else {
            format!("{PREFIX}{}", parent.name)
        };
    }
    let near = nearest(block, blocks.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    near.or_else(|| (!blocks.is_empty()).then(|| format!("the blocks are {}", blocks.join(", "))))
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
    let found = templates.get_key_value(name).or_else(|| templates.get_key_value(&format!("{PREFIX}{name}")));
    let Some((name, template)) = found else {
        let file = SourcePath::new(format!("themes/{DEFAULT}/templates/{name}"));
        return Diagnostic::new(
            &registry::TEMPLATE,
            Place::start_of(&file),
            format!("template `{name}` fails{url}: {message}"),
        );
    };
    let line = LineIndex::new(&template.text).position(&template.text, span.start).line;
    let line = if span == Span::default() { String::new() } else { format!(" in line {line}") };
    // A file of the site may stand where the built-in template would: the place is one of the other text.
    let hidden =
        name.starts_with(PREFIX) && templates.iter().any(|(other, own)| other != name && own.file == template.file);
    let span = if hidden { Span::default() } else { span };
    Diagnostic::new(
        &registry::TEMPLATE,
        Place::new(&template.file, span),
        format!("template `{name}` fails{line}{url}: {message}"),
    )
}

/// Tera's messages are sentences with capitals and full stops; ours have neither.
fn lower(message: &str) -> String {
    let message = message.replace(". Available", "; available");
    let mut letters = message.trim().trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
