//! Slips that every tool knows and that leave signs in the text: headings without a space, notes without a text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::events::Spanned;
use super::super::place::TextOrigin;
use crate::diagnostics::{Diagnostic, registry};

/// Findings for the slips among `events` of `source`.
pub(in super::super) fn slips(source: &str, events: &[Spanned<'_>], origin: TextOrigin<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut code = false;
    let mut begins = true;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text) if !code => {
                let own = source.get(range.clone()).unwrap_or("");
                let escaped = source.get(..range.start).is_some_and(|before| before.ends_with('\\'));
                if begins && !escaped && own.starts_with("##") {
                    found.extend(heading(own, range.start, origin));
                }
                if memchr::memmem::find(text.as_bytes(), b"[^").is_some() {
                    notes(source, range, origin, &mut found);
                }
            }
            _ => {}
        }
        begins = matches!(event, Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak | Event::HardBreak);
    }
    found
}

/// `##Rules` at the beginning of a line.
fn heading(own: &str, at: usize, origin: TextOrigin<'_>) -> Option<Diagnostic> {
    let words = own.trim_start_matches('#');
    let signs = own.len() - words.len();
    if signs > 6 || !words.starts_with(char::is_alphanumeric) {
        return None;
    }
    let message = format!("a heading needs a space after `{}`, so this line is shown as text", "#".repeat(signs));
    let place = origin.place(&(at..at + own.len()));
    Some(
        Diagnostic::new(&registry::CROWDED_HEADING, place, message)
            .hint(format!("write `{} {words}`", "#".repeat(signs))),
    )
}

/// Longest name of a note.
const LONGEST: usize = 60;

/// `[^name]` whose note is nowhere.
fn notes(source: &str, range: &Range<usize>, origin: TextOrigin<'_>, found: &mut Vec<Diagnostic>) {
    let (own, at) = (source.get(range.clone()).unwrap_or(""), range.start);
    for (open, _) in own.match_indices("[^") {
        let rest: Range<usize> = open..own.floor_char_boundary((open + LONGEST).min(own.len()));
        let rest = own.get(rest).unwrap_or("");
        let Some(name) = rest.get(2..).and_then(|rest| rest.split_once(']')).map(|(name, _)| name) else { continue };
        let escaped = source.get(..at + open).is_some_and(|before| before.ends_with('\\'));
        // A set of characters, as in `[^a-z/]`, is seldom a name.
        let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if name.is_empty() || !is_name || escaped {
            continue;
        }
        let place = origin.place(&(at + open..at + open + name.len() + 3));
        let message = format!("footnote `{name}` is not defined");
        let hint = format!("add a line `[^{name}]: text`, or write `\\[` for a bracket");
        found.push(Diagnostic::new(&registry::UNDEFINED_REFERENCE, place, message).hint(hint));
    }
}
