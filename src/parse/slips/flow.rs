//! Values in braces and brackets: `{ id: M1, owners: [ana, ben] }`, over as many lines as they take.

use super::entry::{Entry, begins_with, is_space_like};
use super::{Slip, Value, in_quotes, showable};

/// The end of the text in quotes that begins at `start`: behind the closing quote. `None` if it is never closed, or
/// if a line before its end is one of its own: such a line begins no deeper than the entry at `indent`.
pub(super) fn end_of_quote(text: &str, start: usize, quote: char, indent: usize) -> Option<usize> {
    let inner = start + quote.len_utf8();
    let mut chars = text.get(inner..)?.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => {
                chars.next();
            }
            '\n' => {
                let line = text.get(inner + at + 1..)?.lines().next().unwrap_or("");
                if !line.trim().is_empty() && line.len() - line.trim_start_matches(' ').len() <= indent {
                    return None;
                }
            }
            _ if c == quote => match chars.peek() {
                Some((_, next)) if quote == '\'' && *next == quote => {
                    chars.next();
                }
                _ => return Some(inner + at + 1),
            },
            _ => {}
        }
    }
    None
}

/// An open bracket.
struct Open {
    bracket: char,
    at: usize,
    /// Where the value or item that is being read began.
    from: usize,
    /// The key that is being read the value of, by its place.
    key: Option<(usize, usize)>,
}

impl Open {
    fn closing(&self) -> char {
        if self.bracket == '{' { '}' } else { ']' }
    }
}

/// Reads the brackets that open at the entry's value, up to the line that follows them.
pub(super) fn read(text: &str, entry: &Entry<'_>, stopped: usize) -> Value {
    let mut open: Vec<Open> = Vec::new();
    let mut at = entry.value_at;
    // Whether a value has ended and only a comma or a bracket may follow.
    let mut ended = false;
    let mut comment: Option<usize> = None;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let size = c.len_utf8();
        match c {
            '\n' => {
                if at > stopped || own_line(text, at + 1, entry) {
                    break;
                }
                at += 1;
            }
            ' ' | '\t' | '\r' => at += 1,
            '{' | '[' | '"' | '\'' if ended => return Value::Slip(no_comma(text, at, entry)),
            '{' | '[' => {
                open.push(Open { bracket: c, at, from: at + 1, key: None });
                at += 1;
            }
            '}' | ']' => {
                let Some(last) = open.pop() else { return Value::EndsAt(at) };
                if last.closing() != c {
                    let message = format!("`{}` is opened here and closed by `{c}`", last.bracket);
                    let hint = format!("write `{}` in the place of `{c}`, or close both", last.closing());
                    return Value::Slip(Slip::new(last.at..last.at + 1, message, hint));
                }
                at += 1;
                ended = true;
                if open.is_empty() {
                    return behind(text, entry, at);
                }
            }
            ',' => {
                if let Some(last) = open.last_mut() {
                    (last.from, last.key) = (at + 1, None);
                }
                ended = false;
                at += 1;
            }
            '#' if text.get(..at).is_some_and(|before| before.ends_with([' ', '\t'])) => {
                let rest = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or("");
                if rest.contains(['}', ']']) {
                    comment.get_or_insert(at);
                }
                at += rest.len();
            }
            ':' if text.get(at + 1..).is_none_or(|rest| rest.starts_with([' ', '\n', '\r', ',', '}', ']'])) => {
                ended = false;
                if let Some(last) = open.last_mut() {
                    last.key = last.key.or(Some((last.from, at)));
                }
                at += 1;
            }
            '"' | '\'' => {
                let Some(end) = end_of_quote(text, at, c, entry.indent) else {
                    let message = format!("the quote `{c}` is opened here and never closed");
                    return Value::Slip(Slip::new(at..at + 1, message, format!("write `{c}` at the end of the text")));
                };
                (at, ended) = (end, true);
            }
            '@' | '`' | '%' | '*' | '|' | '>' if !ended => {
                let value = token(text, at);
                return Value::Slip(begins_with(at..at + size, c, value, hint_for(text, open.last(), value)));
            }
            _ if ended => return Value::Slip(no_comma(text, at, entry)),
            _ => match plain(text, at, open.last()) {
                Ok(end) => (at, ended) = (end, true),
                Err(slip) => return Value::Slip(slip),
            },
        }
    }
    Value::Slip(unclosed(text, entry, open.last().or(open.first()), comment))
}

/// The plain text at `at`, up to what may end it.
fn token(text: &str, at: usize) -> &str {
    let rest = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let end = rest.find([',', '}', ']']).unwrap_or(rest.len());
    rest.get(..end).unwrap_or("").trim_end()
}

/// The end of a plain text, or the slip that it holds a second colon of its entry.
fn plain(text: &str, at: usize, open: Option<&Open>) -> Result<usize, Slip> {
    let rest = text.get(at..).unwrap_or("");
    let mut before = ' ';
    for (offset, c) in rest.char_indices() {
        let after = rest.get(offset + c.len_utf8()..).unwrap_or("");
        match c {
            ',' | '}' | ']' | '{' | '[' | '\n' | '\r' => return Ok(at + offset),
            '#' if before == ' ' => return Ok(at + offset),
            ':' if after.is_empty() || after.starts_with([' ', '\n', '\r', ',', '}', ']']) => {
                return match open.and_then(|open| open.key) {
                    Some((from, end)) => {
                        Err(second_colon(text, at, at + offset, text.get(from..end).unwrap_or("").trim()))
                    }
                    None => Ok(at + offset),
                };
            }
            _ => before = c,
        }
    }
    Ok(text.len())
}

/// A value in which a second colon stands: it is text, or a comma is missing before the next key.
fn second_colon(text: &str, at: usize, colon: usize, key: &str) -> Slip {
    let before = text.get(at..colon).unwrap_or("");
    let rest = text.get(colon..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let end = rest.find([',', '}', ']']).unwrap_or(rest.len());
    let whole = text.get(at..colon + end).unwrap_or("").trim_end();
    let quoted = showable(format!("{key}: {}", in_quotes(whole)));
    let in_quotes = || match &quoted {
        Some(line) => format!("put the text in quotes: `{line}`"),
        None => format!("put the text of `{key}` in quotes"),
    };
    let next =
        before.rfind(' ').map(|blank| (before.get(..blank).unwrap_or(""), before.get(blank + 1..).unwrap_or("")));
    let is_key = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    match next {
        Some((value, word)) if is_key(word) => {
            let gap = at + value.trim_end().len();
            let comma = format!("write `, ` before `{word}:`");
            let hint = if value.trim_end().contains(' ') {
                format!("{comma}; or, if it is text, {}", in_quotes())
            } else {
                format!("write `{}, {word}: …`", value.trim_end())
            };
            Slip::new(gap..gap + 1, format!("a comma is missing before `{word}`"), hint)
        }
        _ => {
            let message = format!("the text of `{key}` holds a colon and a blank, so a key seems to end there");
            Slip::new(colon..colon + 1, message, in_quotes())
        }
    }
}

fn hint_for(text: &str, open: Option<&Open>, value: &str) -> String {
    let key = open.and_then(|open| open.key).and_then(|(from, end)| text.get(from..end)).map(str::trim);
    let line = match key {
        Some(key) => showable(format!("{key}: {}", in_quotes(value))),
        None => showable(in_quotes(value)),
    };
    line.map_or_else(|| "put the text in quotes".to_owned(), |line| format!("put the text in quotes: `{line}`"))
}

fn no_comma(text: &str, at: usize, entry: &Entry<'_>) -> Slip {
    let word: String = text.get(at..).unwrap_or("").chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let hint =
        if word.is_empty() { "write `, ` between the two".to_owned() } else { format!("write `, ` before `{word}`") };
    let size = text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    let what =
        if entry.keyed { format!("a comma is missing in `{}`", entry.key) } else { "a comma is missing".to_owned() };
    Slip::new(at..at + size.max(word.len()), what, hint)
}

/// What stands behind the last bracket: nothing, a comment, one bracket too many, or the rest of a text.
fn behind(text: &str, entry: &Entry<'_>, end: usize) -> Value {
    let rest = text.get(end..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let after = rest.trim_start();
    let at = end + (rest.len() - after.len());
    let size = after.chars().next().map_or(0, char::len_utf8);
    match after.chars().next() {
        // Brackets may be a key.
        None | Some(':') => {}
        Some('#') if at > end => {}
        Some(bracket @ ('}' | ']')) => {
            let message = format!("`{bracket}` closes nothing: there is one too many");
            return Value::Slip(Slip::new(at..at + size, message, "take it out"));
        }
        Some(_) => {
            let whole = text.get(entry.value_at..end + rest.len()).unwrap_or("").trim_end();
            let first = whole.chars().next().unwrap_or('[');
            let start = entry.value_at..entry.value_at + first.len_utf8();
            let message = format!("a text without quotes cannot begin with `{first}`");
            return Value::Slip(Slip::new(start, message, entry.in_quotes(whole)));
        }
    }
    Value::EndsAt(end + rest.len() + usize::from(text.len() > end + rest.len()))
}

/// Whether the line at `at` is one of its own and cannot belong to brackets that opened in `entry`.
fn own_line(text: &str, at: usize, entry: &Entry<'_>) -> bool {
    let raw = text.get(at..).and_then(|rest| rest.split_inclusive('\n').next()).unwrap_or("");
    let line = Entry::of(text, at, raw);
    if line.is_empty() || line.line.trim_start().starts_with(['}', ']']) {
        return false;
    }
    line.indent <= entry.indent || line.item || line.line.trim_start().chars().next().is_some_and(is_space_like)
}

fn unclosed(text: &str, entry: &Entry<'_>, open: Option<&Open>, comment: Option<usize>) -> Slip {
    if let Some(at) = comment {
        let hint = "put the text with `#` in quotes";
        return Slip::new(at..at + 1, "` #` begins a comment here, so what closes the brackets is not read", hint);
    }
    let (at, bracket, closing) =
        open.map_or((entry.value_at, '{', '}'), |open| (open.at, open.bracket, open.closing()));
    let line = text.get(entry.value_at..).and_then(|rest| rest.lines().next()).unwrap_or("").trim_end();
    let closed = entry.write(&format!("{line}{}{closing}", if closing == '}' { " " } else { "" }));
    let hint = match closed.filter(|_| open.is_some_and(|open| open.at == entry.value_at)) {
        Some(line) => format!("close it: `{line}`"),
        None => format!("write `{closing}` where it ends"),
    };
    Slip::new(at..at + 1, format!("`{bracket}` is opened here and never closed"), hint)
}
