//! Bare addresses in text, by the rules of GitHub Flavored Markdown (section 6.9, autolinks extension).

use std::ops::Range;

use super::cover::{Cover, Taken};

/// A bare address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare {
    /// The characters that become the link.
    pub(super) range: Range<usize>,
    /// Where it leads.
    pub(super) target: String,
}

/// Whether `text` can hold a bare address at all: cheap, and false for most text.
pub(super) fn possible(text: &str) -> bool {
    // One quick pass over the signs that stand in one: this is asked of every text on every page.
    let before = |at: usize, word: &str| text.get(..at).is_some_and(|before| ends_with(before, word));
    memchr::memchr3_iter(b'@', b':', b'.', text.as_bytes()).any(|at| match text.as_bytes().get(at) {
        Some(b':') => before(at, "http") || before(at, "https"),
        Some(b'.') => before(at, "www"),
        _ => true,
    })
}

/// The bare addresses in `text`, in order and apart.
pub(super) fn find(text: &str) -> Vec<Bare> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let bare = match byte {
            b':' => url(text, at, done),
            b'w' | b'W' => www(text, at),
            b'@' => mail(text, at, done),
            _ => None,
        };
        if let Some(bare) = bare {
            done = bare.range.end;
            at = done.max(at + 1);
            found.push(bare);
        } else {
            at += 1;
        }
    }
    found
}

/// Adds the signs of emphasis in the bare addresses of `source`, for an address is read before emphasis in it.
///
/// The destination of a link has no emphasis. What stands in a link's text, in code or in a cell of a table ends with
/// it, and a mark of emphasis that could end bold text is left to it.
pub(super) fn covers(source: &str, to: &mut Vec<Cover>) {
    if !possible(source) {
        return;
    }
    for bare in find(source) {
        let Some(whole) = source.get(bare.range.clone()).filter(|_| !is_destination(source, bare.range.start)) else {
            continue;
        };
        let end = [whole.find("]("), whole.find(['`', '|'])].into_iter().flatten().min().unwrap_or(whole.len());
        let own = whole.get(..end).unwrap_or("");
        let own = own.get(..extent(own)).unwrap_or("");
        for (at, sign) in own.match_indices(['_', '*', '~']) {
            let after = own.get(at + 1..).unwrap_or("").trim_start_matches(sign);
            if sign != "*" || after.starts_with(|next: char| next.is_ascii()) {
                to.push((bare.range.start + at, Taken::Letter));
            }
        }
    }
}

/// Longest piece of a word that is looked through for what it began with.
const BEFORE: usize = 256;

/// Whether the address at `start` is the destination of a link, or a part of one.
fn is_destination(source: &str, start: usize) -> bool {
    let before = source.as_bytes().get(start.saturating_sub(BEFORE)..start).unwrap_or_default();
    let gap = before.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let word = before.iter().rev().skip(gap).take_while(|byte| !byte.is_ascii_whitespace());
    let mut after = b' ';
    for byte in word.copied() {
        if (byte == b']' && matches!((after, gap), (b'(', _) | (b':', 1..))) || (byte == b'<' && gap == 0) {
            return true;
        }
        after = byte;
    }
    false
}

/// `http://…` or `https://…`, whose colon stands at `colon`.
fn url(text: &str, colon: usize, done: usize) -> Option<Bare> {
    let rest = text.get(colon..)?.strip_prefix("://")?;
    let before = text.get(done..colon)?;
    let scheme = ["https", "http"].into_iter().find(|scheme| ends_with(before, scheme))?;
    let start = colon - scheme.len();
    if !opens(text, start) || !rest.starts_with(|first: char| first.is_alphanumeric() || first == '[') {
        return None;
    }
    let end = colon + 3 + extent(rest);
    (end > colon + 3)
        .then(|| text.get(start..end).map(|target| Bare { range: start..end, target: target.to_owned() }))
        .flatten()
}

/// `www.…` at `start`.
fn www(text: &str, start: usize) -> Option<Bare> {
    let rest = text.get(start..)?;
    let prefix = rest.get(..4)?;
    if !prefix.eq_ignore_ascii_case("www.") || !opens(text, start) || !rest.get(4..)?.starts_with(char::is_alphanumeric)
    {
        return None;
    }
    let end = start + extent(rest);
    text.get(start..end).map(|address| Bare { range: start..end, target: format!("http://{address}") })
}

/// `name@host.domain`, whose at sign stands at `sign`.
fn mail(text: &str, sign: usize, done: usize) -> Option<Bare> {
    let word = |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_');
    let before = text.get(done..sign)?;
    let name = before.len() - before.trim_end_matches(|character| word(character) || character == '+').len();
    let after = text.get(sign + 1..)?;
    let host = after
        .find(|character| !word(character))
        .and_then(|end| after.get(..end))
        .unwrap_or(after)
        .trim_end_matches('.');
    let sound = name > 0 && host.contains('.') && !host.starts_with('.') && !host.ends_with(['-', '_']);
    let (start, end) = (sign - name, sign + 1 + host.len());
    let address = text.get(start..end).filter(|_| sound)?;
    Some(Bare { range: start..end, target: format!("mailto:{address}") })
}

fn ends_with(text: &str, suffix: &str) -> bool {
    text.len()
        .checked_sub(suffix.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(suffix))
}

/// Whether an address may start at `start`: after white space or punctuation that opens something.
fn opens(text: &str, start: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    before.is_none_or(|before| before.is_whitespace() || "*_~(\"'[{>,;|“‘«—–（「、。：".contains(before))
}

/// How much of `rest` belongs to the address: up to white space or `<`, without the punctuation that ends a sentence.
fn extent(rest: &str) -> usize {
    // Nearly all characters of addresses are ASCII.
    let stop = |character: char| {
        if character.is_ascii() {
            character <= ' ' || matches!(character, '<' | '\u{7f}')
        } else {
            character.is_whitespace()
                || character.is_control()
                || matches!(character, '。' | '、' | '，' | '）' | '」' | '！' | '？' | '”' | '»')
        }
    };
    let mut address = rest.find(stop).and_then(|end| rest.get(..end)).unwrap_or(rest);
    let count = |wanted: u8| address.bytes().filter(|byte| *byte == wanted).count();
    let (open, mut close) = (count(b'('), count(b')'));
    loop {
        let shorter = match address.bytes().next_back() {
            Some(b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"' | b']' | b'}' | b'|') => {
                address.len() - 1
            }
            Some(b')') if close > open => {
                close -= 1;
                address.len() - 1
            }
            Some(b';') => entity(address),
            _ => return address.len(),
        };
        address = address.get(..shorter).unwrap_or("");
    }
}

/// The length of `address` without the `;` or the entity (`&lt;`) at its end.
fn entity(address: &str) -> usize {
    let body = address.trim_end_matches(';');
    let name = body.trim_end_matches(|character: char| character.is_ascii_alphanumeric());
    if name.len() < body.len() && name.ends_with('&') { name.len() - 1 } else { address.len() - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        assert!(possible(text) || find(text).is_empty());
        find(text).into_iter().map(|bare| bare.target).collect()
    }

    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        let cases = [
            ("see https://example.org/a_b?c=d.", "https://example.org/a_b?c=d"),
            ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
            ("https://example.org/&lt;", "https://example.org/"),
            ("www.example.org, then", "http://www.example.org"),
            ("HTTP://localhost:8080/x", "HTTP://localhost:8080/x"),
            ("ask first.last+tag@example.co.uk.", "mailto:first.last+tag@example.co.uk"),
            ("見る：https://example.org。次", "https://example.org"),
        ];
        for (text, expected) in cases {
            assert_eq!(targets(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_stays_text() {
        for text in [
            "xhttps://a.b",
            "http://",
            "https:// x",
            "www.",
            "awww.b.c",
            "@handle",
            "a@b",
            "a@b.c-",
            "ftp://a.b",
            "10:30",
        ] {
            assert_eq!(targets(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn several_addresses_are_apart() {
        assert_eq!(targets("a@b.de, c@d.fr https://x.y/@z"), ["mailto:a@b.de", "mailto:c@d.fr", "https://x.y/@z"]);
    }

    #[test]
    fn an_address_is_read_before_emphasis_in_it() {
        use super::super::trial::page;
        for (text, whole) in [
            ("see https://a.b/__init__.py and", "https://a.b/__init__.py"),
            ("https://a.b/_x_/list, https", "https://a.b/_x_/list"),
            ("https://a.b/~ana/~old~.", "https://a.b/~ana/~old"),
            ("https://a.b/*/c*d e*f", "https://a.b/*/c*d"),
            ("**https://a.b/_c_d**", "https://a.b/_c_d"),
            ("*see https://a.b/c* and _https://a.b/d_.", "https://a.b/c"),
            ("| a |\n|-|\n| https://a.b/_x_y|\n", "https://a.b/_x_y"),
            ("**https://a.b/c**です", "https://a.b/c"),
            ("www.a.b/_x_y", "http://www.a.b/_x_y"),
        ] {
            let trial = page(text);
            assert_eq!(trial.links().first().map(|(target, _)| *target), Some(whole), "{}", trial.html);
        }
        for text in
            ["[a](https://a.b/_c_)", "[a]( <https://a.b/_c_>)", "<https://a.b/_c_>", "[a]\n\n[a]: https://a.b/_c_"]
        {
            assert_eq!(page(text).links().first().map(|(target, _)| *target), Some("https://a.b/_c_"), "{text}");
        }
        assert_eq!(page("[*https://a.b/_c_*](d.md)").html, "<p><a href=\"d.md\"><em>https://a.b/_c_</em></a></p>\n");
    }
}
