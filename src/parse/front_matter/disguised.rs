//! Lines that would withhold a page and are no front matter that is read.
//!
//! Other generators, editors and word processors have other ideas of where front matter begins: a longer fence, one
//! that names its language, a licence above it. Whoever wrote `draft: true` there meant it. Code blocks are not looked
//! into: handbooks explain front matter.

use std::ops::Range;

use super::begins_with_key;
use crate::parse::publication::{is_bare_key, withholds_line};
use crate::source::Span;

/// How many lines of a page are looked at; front matter stands at its top.
const LINES: usize = 100;

/// Where a line ends: in files of old systems and out of word processors too.
const ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// The place of a line of front matter that looks like a key which withholds the page, where no such key was read:
/// without a blank after its colon it is part of another value, and below another key it is that key's.
#[must_use]
pub fn unread(text: &str, keys: Range<usize>) -> Option<Span> {
    let mut at = keys.start;
    lines(text.get(keys)?).find_map(|line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        withholds_line(line.trim()).then(|| Span::new(start, start + line.trim().len()))
    })
}

/// The place of a line among the first of `body` that would withhold the page if it stood in front matter that is read.
///
/// Such a line stands above all prose, or below a line that looks like a fence with nothing but keys, comments and
/// lists between.
#[must_use]
pub fn disguised(text: &str, body: Range<usize>) -> Option<Span> {
    // Whether only keys came since the start (`Some(false)`) or since a fence (`Some(true)`).
    let mut keys = Some(false);
    let (mut code, mut comment) = (None, false);
    let mut at = body.start;
    for line in lines(text.get(body)?).take(LINES) {
        let start = at;
        at += line.len();
        let trimmed =
            line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}'));
        if let Some(fence) = code {
            if trimmed.starts_with(fence) {
                code = None;
            }
            continue;
        }
        if comment || trimmed.starts_with("<!--") {
            comment = !trimmed.contains("-->");
            continue;
        }
        code = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence));
        if is_fence(trimmed) {
            keys = Some(true);
            continue;
        }
        let Some(fenced) = keys.filter(|_| code.is_none()) else {
            keys = None;
            continue;
        };
        if withholds_line(trimmed) || (fenced && is_bare_key(trimmed)) {
            let start = start + line.find(trimmed).unwrap_or(0);
            return Some(Span::new(start, start + trimmed.len()));
        }
        let data = trimmed.starts_with(['{', '}', '[', ']', '"', '\'', '-'])
            && !trimmed.starts_with("{{")
            && !trimmed.starts_with("{%");
        if !(trimmed.is_empty() || data || begins_with_key(trimmed) || (fenced && trimmed.starts_with('#'))) {
            keys = None;
        }
    }
    None
}

/// The lines of `text`, each with its end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    // Nearly every text has only ends of one byte, which are found many bytes at a time.
    let old =
        memchr::memchr2(0xc2, 0xe2, text.as_bytes()).is_some_and(|_| text.contains(['\u{85}', '\u{2028}', '\u{2029}']));
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = if old { rest.find(ENDS) } else { memchr::memchr2(b'\n', b'\r', rest.as_bytes()) };
        let length = |end| rest.get(end..).and_then(|rest: &str| rest.chars().next()).map_or(0, char::len_utf8);
        let (line, after) = rest.split_at(end.map_or(rest.len(), |end| end + length(end)));
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// Whether a line could be meant as the fence of front matter: three marks or more, perhaps with a language or a
/// comment behind them.
fn is_fence(line: &str) -> bool {
    let rest = line.trim_start_matches(['-', '\u{2013}', '\u{2014}', '+', ';']);
    let marks = line.strip_suffix(rest).unwrap_or("").chars().count();
    let rest = rest.trim();
    marks >= 3 && (rest.starts_with('#') || (rest.len() <= 8 && rest.chars().all(char::is_alphabetic)))
}

#[cfg(test)]
mod tests {
    use super::{ENDS, lines};

    #[test]
    fn lines_end_where_any_system_ends_them() {
        for text in ["", "a", "a\n", "\n\na\r\nb", "a\u{85}b\u{2028}\u{2029}ä\n", "é\u{2019}s\nb\n", "漢\u{2028}"] {
            let expected: Vec<&str> = text.split_inclusive(ENDS).collect();
            assert_eq!(lines(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }
}
