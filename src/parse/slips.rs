//! Why YAML cannot be read, in the words of whoever typed it.
//!
//! The YAML crate says at which character it gave up and which token it wanted. That is often far behind the slip, and
//! never says what to type. [`find`] reads the lines up to there again, as a person would, and names the first thing
//! that no YAML may hold: a quote or brace that stays open, text that needs quotes, a blank that is none. It is asked
//! only of text that the crate has refused, so it need not know what is right. Deliberately absent: a second opinion
//! on readable YAML.

mod entry;
mod flow;
mod indent;

use std::ops::Range;

use entry::{Entry, is_space_like};

use crate::leaks;

/// What was slipped, where, and what to type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub hint: String,
}

impl Slip {
    fn new(at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, message: message.into(), hint: hint.into() }
    }
}

/// Longest line that a hint writes out.
const LONGEST: usize = 110;

/// The slip that made `text` unreadable, when it is one that people make; `stopped` is where reading ended.
pub(super) fn find(text: &str, stopped: usize) -> Option<Slip> {
    let mut above: Vec<Entry<'_>> = Vec::new();
    let mut at = 0;
    while at < text.len() && at <= stopped {
        let raw = text.get(at..)?.split_inclusive('\n').next()?;
        let entry = Entry::of(text, at, raw);
        let mut next = at + raw.len();
        if entry.is_empty() {
            at = next;
            continue;
        }
        let here = (at..next).contains(&stopped) || (stopped >= text.len() && next >= text.len());
        if let Some(slip) = entry.lead(here).or_else(|| entry.without_key(above.last())) {
            return Some(slip);
        }
        match value(text, &entry, next, stopped) {
            Value::Slip(slip) => return Some(slip),
            Value::EndsAt(end) => next = end.max(next),
        }
        if here && let Some(slip) = indent::uneven(&above, &entry) {
            return Some(slip);
        }
        // A line that goes on with the text of the one above opens nothing.
        if entry.keyed || entry.item || above.is_empty() {
            above.push(entry);
        }
        at = next;
    }
    above.last().and_then(Entry::hidden)
}

/// What a value is: a slip, or read up to the start of a later line.
enum Value {
    Slip(Slip),
    EndsAt(usize),
}

/// Reads the value of an entry, over as many lines as it takes.
fn value(text: &str, entry: &Entry<'_>, next: usize, stopped: usize) -> Value {
    let Some(first) = entry.value.chars().next() else { return Value::EndsAt(next) };
    let found = match first {
        '{' | '[' => return flow::read(text, entry, stopped),
        '"' | '\'' => return quoted(text, entry, first),
        '|' | '>' => return block(text, entry, next),
        '@' | '`' | '%' | '*' | ',' | ']' | '}' => Some(entry.begins_with(first)),
        '-' | '?' if entry.value.len() == 1 || entry.value.starts_with(['-', '?']) && entry.second_is_blank() => {
            (!entry.key.is_empty()).then(|| entry.begins_with(first))
        }
        _ => None,
    };
    found.or_else(|| entry.colon_in_text()).map_or(Value::EndsAt(next), Value::Slip)
}

/// Text in quotes: to its end, or the slip that it has none or that more follows.
fn quoted(text: &str, entry: &Entry<'_>, quote: char) -> Value {
    let start = entry.value_at;
    let Some(end) = flow::end_of_quote(text, start, quote, entry.indent) else {
        let line = entry.value.trim_end();
        let closed = entry.write(&format!("{line}{quote}"));
        let hint = match closed {
            Some(line) => format!("close it at the end of the text: `{line}`"),
            None => format!("write `{quote}` at the end of the text"),
        };
        let message = format!("the quote `{quote}` is opened here and never closed");
        return Value::Slip(Slip::new(start..start + quote.len_utf8(), message, hint));
    };
    let rest = text.get(end..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let behind = rest.trim_start();
    let at = end + (rest.len() - behind.len());
    if behind.is_empty() || (behind.starts_with('#') && at > end) {
        return Value::EndsAt(end + rest.len() + usize::from(text.len() > end + rest.len()));
    }
    let whole = text.get(start..end + rest.len()).unwrap_or("").trim_end();
    let inner = whole.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    // Quotes around the whole text hold more of their kind; otherwise only a part of the text is in quotes.
    let hint = entry.in_quotes(inner.filter(|inner| inner.contains(quote)).unwrap_or(whole));
    let message = format!("the text goes on behind the closing quote `{quote}`");
    Value::Slip(Slip::new(at..at + behind.trim_end().len(), message, hint))
}

/// Text in lines of its own below `|` or `>`, or text that only begins like it.
fn block(text: &str, entry: &Entry<'_>, next: usize) -> Value {
    let marks = entry.value.split_once(" #").map_or(entry.value, |(marks, _)| marks).trim_end();
    let rest = marks.get(1..).unwrap_or("");
    if !rest.chars().all(|c| matches!(c, '+' | '-' | '1'..='9')) {
        return Value::Slip(entry.begins_with(marks.chars().next().unwrap_or('|')));
    }
    let mut at = next;
    for raw in text.get(next..).unwrap_or("").split_inclusive('\n') {
        let inner = raw.trim_start_matches(' ');
        if !inner.trim().is_empty() && raw.len() - inner.len() <= entry.indent {
            break;
        }
        at += raw.len();
    }
    Value::EndsAt(at)
}

/// The hint that puts the text of `field` in quotes.
pub(super) fn hint_in_quotes(field: &str, text: &str) -> String {
    match showable(format!("{field}: {}", in_quotes(text))) {
        Some(line) => format!("put the text in quotes: `{line}`"),
        None => format!("put the whole text behind `{field}:` in quotes"),
    }
}

/// `text` as YAML in quotes.
fn in_quotes(text: &str) -> String {
    let text = text.trim();
    if text.contains('"') && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// A line that a hint may write out: short, and without a secret, since reports are kept and sent about.
fn showable(line: String) -> Option<String> {
    let shown = line.chars().count() <= LONGEST && !line.contains(['\n', '\r']) && !line.chars().any(is_space_like);
    (shown && leaks::secrets(&line).is_empty()).then_some(line)
}

#[cfg(test)]
mod tests;
