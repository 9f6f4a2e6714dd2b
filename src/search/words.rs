//! Text → words, as the index and the search page both read it.
//!
//! A word is a run of letters, digits and combining marks in Unicode NFKC, in lower case, of two to forty characters of UTF-8.
//! Chinese, Japanese and Korean put no spaces between words: their runs are cut into pairs of neighbouring characters. The search
//! page must cut a query the same way; `docs/open-data.md` has the rule.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Shortest and longest word in bytes: one letter finds everything, and beyond forty it is a hash or an address.
const SHORTEST: usize = 2;
const LONGEST: usize = 40;

/// Calls `take` with every word of `text` in order; `buffer` is reused for words that had to change.
pub fn each(text: &str, buffer: &mut String, mut take: impl FnMut(&str)) {
    if text.is_ascii() {
        return ascii(text, buffer, &mut take);
    }
    let text: Cow<'_, str> = match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfkc().collect()),
    };
    let mut rest = &*text;
    while let Some(start) = rest.find(|c| kind(c) != Kind::Space) {
        rest = rest.get(start..).unwrap_or("");
        let first = rest.chars().next().map_or(Kind::Space, kind);
        let end = rest.find(|c| kind(c) != first).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if first == Kind::Unspaced {
            pairs(run, &mut take);
        } else {
            word(run, buffer, &mut take);
        }
        rest = after;
    }
}

/// The words of a text without letters beyond ASCII, in one pass: most of a site is such text.
fn ascii(text: &str, buffer: &mut String, take: &mut impl FnMut(&str)) {
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            if at - start >= SHORTEST {
                word(text.get(start..at).unwrap_or_default(), buffer, take);
            }
            start = at + 1;
        }
    }
    word(text.get(start..).unwrap_or_default(), buffer, take);
}

fn word(run: &str, buffer: &mut String, take: &mut impl FnMut(&str)) {
    if !(SHORTEST..=LONGEST).contains(&run.len()) {
        return;
    }
    if run.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        take(run);
    } else if run.is_ascii() {
        buffer.clear();
        buffer.extend(run.chars().map(|c| c.to_ascii_lowercase()));
        take(buffer);
    } else if run.chars().nth(1).is_some() {
        take(&run.to_lowercase());
    }
}

/// Neighbouring pairs of a run, or its only character.
fn pairs(run: &str, take: &mut impl FnMut(&str)) {
    let mut starts = run.char_indices().map(|(at, _)| at).chain([run.len()]);
    let (Some(mut start), Some(mut middle)) = (starts.next(), starts.next()) else { return };
    if middle == run.len() {
        take(run);
    }
    for end in starts {
        take(run.get(start..end).unwrap_or(""));
        (start, middle) = (middle, end);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Spaced,
    Unspaced,
}

fn kind(c: char) -> Kind {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Kind::Spaced } else { Kind::Space };
    }
    if !c.is_alphanumeric() && !is_combining_mark(c) {
        return Kind::Space;
    }
    // Han, kana and Hangul.
    match c {
        '\u{3005}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}' => Kind::Unspaced,
        _ => Kind::Spaced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each(text, &mut String::new(), |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_are_cut_at_everything_that_is_no_letter_and_folded() {
        assert_eq!(words("Don't re-plan M2, by 2026! a"), ["don", "re", "plan", "m2", "by", "2026"]);
        assert_eq!(words("ÜBER naïve Ελλάς"), ["über", "naïve", "ελλάς"]);
    }

    #[test]
    fn decomposed_and_full_width_text_is_the_same_word() {
        assert_eq!(words("cafe\u{301}"), ["café"]);
        assert_eq!(words("Ｇｏ-ﬁnal"), ["go", "final"]);
    }

    #[test]
    fn unspaced_scripts_are_cut_into_pairs() {
        assert_eq!(words("移行計画 v2 東"), ["移行", "行計", "計画", "v2", "東"]);
        assert_eq!(words("データ移行"), ["デー", "ータ", "タ移", "移行"]);
    }

    #[test]
    fn what_is_too_long_is_no_word() {
        assert_eq!(words(&format!("ok {}", "f".repeat(LONGEST + 1))), ["ok"]);
    }
}
