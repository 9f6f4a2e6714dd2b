//! Text → words, as the index and the search script both read it (`search-engine.js`; `docs/open-data.md` has the
//! rule).
//!
//! A word is a run of letters, digits and marks in Unicode NFKC and lower case. Scripts without spaces between words
//! (Han, kana, Hangul, Thai, Lao, Khmer, Burmese) are cut into pairs of neighbouring characters. What is written as one
//! with signs inside (`R&D`, `C++`, `.NET`, `RFC-123`, `v1.2.3`, `foo_bar`, `#4711`) is a word beside its parts.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::fold::folded;

/// Longest word in bytes: beyond it is a hash or an address.
const LONGEST: usize = 48;

/// Longest word with signs inside, in bytes, and the most parts of one: beyond them is an address.
const LONGEST_JOINED: usize = 24;
const MOST_PARTS: usize = 4;

/// How a word of the index relates to what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It is written so.
    Exact,
    /// It is written so and is made of words that are told as well.
    Whole,
    /// It is another spelling of what is written: without marks, or without a hyphen.
    Other,
}

/// `text` in NFKC and lower case.
#[must_use]
pub fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        let has_capitals = text.bytes().any(|byte| byte.is_ascii_uppercase());
        return if has_capitals { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) };
    }
    if text.chars().all(is_plain) {
        return Cow::Owned(text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect());
    }
    // The marks of decomposed letters need a look at their neighbours, which NFKC takes.
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Owned(text.to_lowercase()),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfkc().collect::<String>().to_lowercase()),
    }
}

/// Whether a character stays itself in NFKC whatever stands beside it, and becomes one in lower case: ASCII, the signs
/// of typography, the letters of Western languages.
fn is_plain(c: char) -> bool {
    let sign =
        matches!(c, '\u{2013}' | '\u{2014}' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{2022}' | '→');
    c.is_ascii() || sign || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

/// Calls `take` with every word of `text`, which is [`normal`].
pub fn each(text: &str, mut take: impl FnMut(&str, Form)) {
    let mut rest = text;
    // The two characters before the rest.
    let mut before = (' ', ' ');
    while let Some(start) = begin(rest) {
        before = match *rest.get(..start).unwrap_or_default().as_bytes() {
            [] => before,
            // Most words stand behind a blank.
            [one] => (before.1, char::from(one)),
            [.., two, one] if two.is_ascii() && one.is_ascii() => (char::from(two), char::from(one)),
            _ => {
                let mut skipped = rest.get(..start).unwrap_or_default().chars().rev();
                match (skipped.next(), skipped.next()) {
                    (Some(one), Some(two)) => (two, one),
                    (Some(one), None) => (before.1, one),
                    (None, _) => before,
                }
            }
        };
        rest = rest.get(start..).unwrap_or_default();
        let taken = if rest.chars().next().is_some_and(|c| !c.is_ascii() && kind(c) == CharKind::Unspaced) {
            let end = rest.find(|c| kind(c) != CharKind::Unspaced).unwrap_or(rest.len());
            pairs(rest.get(..end).unwrap_or_default(), &mut take);
            end
        } else {
            written(before, rest, &mut take)
        };
        // What stands before a word is of interest behind a sign alone; which letter that was is not.
        before = ('a', 'a');
        rest = rest.get(taken..).unwrap_or_default();
    }
}

/// Where the first word of `text` begins. Most signs are blanks, which need not be read as characters.
fn begin(text: &str) -> Option<usize> {
    let at = text.bytes().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
    let rest = text.get(at..)?;
    if rest.starts_with(|c: char| c.is_ascii()) {
        Some(at)
    } else {
        Some(at + rest.find(|c| kind(c) != CharKind::Sign)?)
    }
}

/// The words at the start of `rest`: one run, or several that signs join. Gives where they end.
fn written(before: (char, char), rest: &str, take: &mut impl FnMut(&str, Form)) -> usize {
    // Most words are letters between blanks, and need no look at what is around them.
    let length = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let plain = matches!(rest.as_bytes().get(length), None | Some(b' ' | b'\n' | b',' | b';' | b':' | b')'));
    if plain && !is_before_mark(before.1) {
        word(rest.get(..length).unwrap_or_default(), take);
        return length;
    }
    let (mut end, mut parts, mut at) = (0, 0, 0);
    let (mut hyphens, mut telling) = (true, false);
    loop {
        let run = rest.get(at..).unwrap_or_default();
        let length = run.find(|c| kind(c) != CharKind::Spaced).unwrap_or(run.len());
        let run = run.get(..length).unwrap_or_default();
        word(run, take);
        parts += 1;
        end = end.max(at + length);
        telling |= run.len() == 1 || run.bytes().any(|byte| byte.is_ascii_digit());
        let mut after = rest.get(end..).unwrap_or_default().chars();
        let (Some(sign), Some(next)) = (after.next(), after.next()) else { break };
        if !is_joint(sign) || kind(next) != CharKind::Spaced {
            break;
        }
        hyphens &= is_hyphen(sign);
        at = end + sign.len_utf8();
    }
    let is_marked = is_before_mark(before.1) && kind(before.0) == CharKind::Sign && before.0 != before.1;
    let signs = suffix(rest.get(end..).unwrap_or_default());
    if parts > MOST_PARTS || end > LONGEST_JOINED {
        return end;
    }
    let as_written = rest.get(..end + signs).unwrap_or_default();
    if is_marked || signs > 0 || (parts > 1 && (telling || !hyphens)) {
        let mut whole = String::with_capacity(as_written.len() + 1);
        whole.extend(is_marked.then_some(before.1));
        whole.push_str(as_written);
        take(&whole, Form::Whole);
    }
    if parts == 2 && hyphens {
        let joined: String = rest.get(..end).unwrap_or_default().chars().filter(|c| !is_hyphen(*c)).collect();
        take(&joined, Form::Other);
    }
    end
}

/// Whether a sign before a run may belong to it: `.NET`, `#4711`, `@name`.
fn is_before_mark(sign: char) -> bool {
    matches!(sign, '.' | '#' | '@')
}

/// How many bytes of signs after a run belong to it: `C++`, `C#`, `20+`.
fn suffix(rest: &str) -> usize {
    let signs = ["++", "+", "#"].into_iter().find(|signs| rest.starts_with(signs)).map_or(0, str::len);
    let ends = rest.get(signs..).and_then(|rest| rest.chars().next()).is_none_or(|c| kind(c) == CharKind::Sign);
    if ends { signs } else { 0 }
}

/// Whether a sign makes one word of the runs on its sides.
fn is_joint(sign: char) -> bool {
    matches!(sign, '&' | '/' | '_' | '.' | '+') || is_hyphen(sign)
}

fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}')
}

fn word(run: &str, take: &mut impl FnMut(&str, Form)) {
    if run.len() > LONGEST {
        return;
    }
    take(run, Form::Exact);
    if let Some(plain) = folded(run) {
        take(&plain, Form::Other);
    }
}

/// Neighbouring pairs of characters of a run, each with its marks, or its only character.
fn pairs(run: &str, take: &mut impl FnMut(&str, Form)) {
    let starts = run.char_indices().filter(|(at, c)| *at == 0 || !is_combining_mark(*c)).map(|(at, _)| at);
    let mut starts = starts.chain([run.len()]);
    let (Some(mut start), Some(mut middle)) = (starts.next(), starts.next()) else { return };
    if middle == run.len() {
        take(run, Form::Exact);
    }
    for end in starts {
        let pair = run.get(start..end).unwrap_or_default();
        take(pair, Form::Exact);
        (start, middle) = (middle, end);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharKind {
    Sign,
    Spaced,
    Unspaced,
}

fn kind(c: char) -> CharKind {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { CharKind::Spaced } else { CharKind::Sign };
    }
    if !c.is_alphanumeric() && !is_combining_mark(c) {
        return CharKind::Sign;
    }
    if is_unspaced(c) { CharKind::Unspaced } else { CharKind::Spaced }
}

/// Letters and marks of scripts that put no spaces between words, and Hangul, whose endings are written to its words.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each(&normal(text), |word, form| {
            found.push(if form == Form::Other { format!("~{word}") } else { word.to_owned() });
        });
        found
    }

    #[test]
    fn plain_characters_are_what_the_standard_makes_of_them() {
        let plain: String = ('\0'..'\u{3000}').filter(|c| is_plain(*c)).collect();
        assert!(plain.contains(['Ä', 'ß', '’', 'Z']) && !plain.contains(['…', '\u{301}', 'µ', 'İ', 'Σ']));
        assert_eq!(normal(&plain), plain.nfkc().collect::<String>().to_lowercase());
        assert_eq!(normal("Ä’s …"), "ä’s ...");
    }

    #[test]
    fn words_begin_behind_every_sign() {
        for text in ["", " ", "a", "\n- a", "—a", "“é", "… ", "-\u{301}", "漢"] {
            assert_eq!(begin(text), text.find(|c| kind(c) != CharKind::Sign), "{text:?}");
        }
    }

    #[test]
    fn words_are_cut_at_everything_that_is_no_letter_and_put_in_lower_case() {
        assert_eq!(words("Don't plan M2, by 2026! a"), ["don", "t", "plan", "m2", "by", "2026", "a"]);
        assert_eq!(words("ÜBER naïve"), ["über", "~uber", "naïve", "~naive"]);
    }

    #[test]
    fn what_is_written_as_one_is_a_word_beside_its_parts() {
        for (text, found) in [
            ("R&D", &["r", "d", "r&d"][..]),
            ("C#, C++.", &["c", "c#", "c", "c++"]),
            ("A/B", &["a", "b", "a/b"]),
            (".NET", &["net", ".net"]),
            ("RFC-123", &["rfc", "123", "rfc-123", "~rfc123"]),
            ("foo_bar", &["foo", "bar", "foo_bar"]),
            ("v1.2.3", &["v1", "2", "3", "v1.2.3"]),
            ("(#4711)", &["4711", "#4711"]),
            ("re-plan", &["re", "plan", "~replan"]),
            ("state-of-the-art", &["state", "of", "the", "art"]),
            ("the end.", &["the", "end"]),
            ("a…end ..net", &["a", "end", "net"]),
        ] {
            assert_eq!(words(text), found, "{text}");
        }
        assert_eq!(words("https://a.example/b/c/d/e").len(), 7, "an address is no word");
    }

    #[test]
    fn decomposed_and_full_width_text_is_the_same_word() {
        assert_eq!(words("cafe\u{301}"), ["café", "~cafe"]);
        assert_eq!(words("Ｇｏ ﬁnal"), ["go", "final"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        assert_eq!(words("移行計画 v2 東"), ["移行", "行計", "計画", "v2", "東"]);
        assert_eq!(words("データ移行"), ["デー", "ータ", "タ移", "移行"]);
        assert_eq!(words("C言語"), ["c", "言語"]);
        // A vowel or a tone above its consonant is no character of its own.
        assert_eq!(words("ที่นี่ดี"), ["ที่นี่", "นี่ดี"]);
        assert_eq!(words("မြန်မာ"), ["မြန်", "န်မာ"]);
        assert_eq!(words("ខ្មែរ").len(), 2);
    }

    #[test]
    fn what_is_too_long_is_no_word() {
        assert_eq!(words(&format!("ok {}", "f".repeat(LONGEST + 1))), ["ok"]);
    }
}
