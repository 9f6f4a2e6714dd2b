//! Text → words, as the index and the search page both read it.
//!
//! A word is a run of letters, digits and combining marks in Unicode NFKC, in lower case, of two to forty characters of
//! UTF-8. Chinese, Japanese and Korean put no spaces between words: their runs are cut into pairs of neighbouring
//! characters. The search page must cut a query the same way; `docs/open-data.md` has the rule.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Shortest and longest word in bytes: one letter finds everything, and beyond forty it is a hash or an address.
const SHORTEST: usize = 2;
const LONGEST: usize = 40;

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word<'t> {
    /// One of at most sixteen bytes, as a number that compares and hashes without a call: its first byte is the lowest,
    /// and zeros follow the last. No two words give the same number, for no word holds a zero byte.
    Short(u128),
    /// A longer one.
    Long(&'t str),
}

impl<'t> Word<'t> {
    /// The word that is written so.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let mut bytes = [0; 16];
        match bytes.get_mut(..text.len()) {
            Some(room) => {
                room.copy_from_slice(text.as_bytes());
                Self::Short(u128::from_le_bytes(bytes))
            }
            None => Self::Long(text),
        }
    }

    /// The word as text, in `bytes` where it is short.
    #[must_use]
    pub fn read<'b>(self, bytes: &'b mut [u8; 16]) -> &'b str
    where
        't: 'b,
    {
        match self {
            Self::Short(bits) => {
                *bytes = bits.to_le_bytes();
                let length = 16 - bits.leading_zeros() as usize / 8;
                bytes.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }
}

/// Calls `take` with every word of `text` in order; `buffer` is reused for words that had to change.
#[inline]
pub fn each(text: &str, buffer: &mut String, mut take: impl FnMut(Word<'_>)) {
    if text.is_ascii() {
        return ascii(text, buffer, &mut take);
    }
    let text: Cow<'_, str> = match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfkc().collect()),
    };
    let mut rest = &*text;
    while let Some(start) = rest.find(|c| kind(c) != CharKind::Space) {
        rest = rest.get(start..).unwrap_or("");
        let first = rest.chars().next().map_or(CharKind::Space, kind);
        let end = rest.find(|c| kind(c) != first).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if first == CharKind::Unspaced {
            pairs(run, &mut take);
        } else {
            word(run, buffer, &mut take);
        }
        rest = after;
    }
}

/// The words of a text without letters beyond ASCII, eight characters at a time: most of a site is such text.
fn ascii(text: &str, buffer: &mut String, take: &mut impl FnMut(Word<'_>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (letters, low) = folded(eight(bytes, at));
        let length = run(letters);
        if length == 0 {
            at += run(!letters);
            continue;
        }
        let (length, bits) = if length < 8 {
            (length, u128::from(first(length, low)))
        } else {
            let (letters, high) = folded(eight(bytes, at + 8));
            let more = run(letters);
            if more == 8 {
                let rest = text.get(at..).unwrap_or_default();
                let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
                word(rest.get(..end).unwrap_or_default(), buffer, take);
                at += end + 1;
                continue;
            }
            (8 + more, u128::from(low) | u128::from(first(more, high)) << 64)
        };
        if length >= SHORTEST {
            take(Word::Short(bits));
        }
        // What ends a word belongs to none.
        at += length + 1;
    }
}

/// One in each of eight bytes.
const ONES: u64 = u64::MAX / 0xff;

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x80 * ONES;

/// Eight bytes from `at` on, the first the lowest, with zeros after the end.
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    let whole = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [0; 8];
        padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        padded
    });
    u64::from_le_bytes(whole)
}

/// Of eight ASCII characters, the highest bit of each that is a letter or a digit; and all of them with letters in
/// lower case.
fn folded(eight: u64) -> (u64, u64) {
    // Adds to each what takes `bound` to 0x80, so that its highest bit says whether it is at least that. No sum leaves
    // its byte.
    let from = |characters: u64, bound: u8| characters + ONES * u64::from(0x80 - bound);
    let lower = eight | (0x20 * ONES);
    let letters = from(lower, b'a') & !from(lower, b'z' + 1) & HIGH;
    let digits = from(eight, b'0') & !from(eight, b'9' + 1) & HIGH;
    (letters | digits, eight | (letters >> 2))
}

/// How many of eight characters, from the first on, have their highest bit set in `marks`.
fn run(marks: u64) -> usize {
    (!marks & HIGH).trailing_zeros() as usize / 8
}

/// The first `count` of eight characters, fewer than all.
fn first(count: usize, characters: u64) -> u64 {
    characters & ((1 << (8 * count)) - 1)
}

fn word(run: &str, buffer: &mut String, take: &mut impl FnMut(Word<'_>)) {
    if !(SHORTEST..=LONGEST).contains(&run.len()) {
        return;
    }
    if run.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        take(Word::of(run));
    } else if run.is_ascii() {
        buffer.clear();
        buffer.extend(run.chars().map(|c| c.to_ascii_lowercase()));
        take(Word::of(buffer));
    } else if run.chars().nth(1).is_some() {
        take(Word::of(&run.to_lowercase()));
    }
}

/// Neighbouring pairs of a run, or its only character.
fn pairs(run: &str, take: &mut impl FnMut(Word<'_>)) {
    let mut starts = run.char_indices().map(|(at, _)| at).chain([run.len()]);
    let (Some(mut start), Some(mut middle)) = (starts.next(), starts.next()) else { return };
    if middle == run.len() {
        take(Word::of(run));
    }
    for end in starts {
        take(Word::of(run.get(start..end).unwrap_or("")));
        (start, middle) = (middle, end);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharKind {
    Space,
    Spaced,
    Unspaced,
}

fn kind(c: char) -> CharKind {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { CharKind::Spaced } else { CharKind::Space };
    }
    if !c.is_alphanumeric() && !is_combining_mark(c) {
        return CharKind::Space;
    }
    // Han, kana and Hangul.
    match c {
        '\u{3005}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}' => CharKind::Unspaced,
        _ => CharKind::Spaced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each(text, &mut String::new(), |word| found.push(word.read(&mut [0; 16]).to_owned()));
        found
    }

    /// Words by the rule, one character at a time.
    fn by_characters(text: &str) -> Vec<String> {
        let runs = text.split(|character: char| !character.is_ascii_alphanumeric());
        runs.filter(|run| (SHORTEST..=LONGEST).contains(&run.len())).map(str::to_ascii_lowercase).collect()
    }

    #[test]
    fn words_of_every_length_at_every_place_are_read_eight_characters_at_a_time() {
        for length in 0..=LONGEST + 1 {
            for before in 0..10 {
                for after in ["", "-", "  a9 ", ".Ab"] {
                    let text =
                        format!("{}{}{after}", " ".repeat(before), "Xy9".repeat(14).get(..length).unwrap_or_default());
                    assert_eq!(words(&text), by_characters(&text), "{text:?}");
                }
            }
        }
        let all: String = (0..128).map(char::from).flat_map(|character| ['a', character, 'b', 'C']).collect();
        assert_eq!(words(&all), by_characters(&all));
    }

    #[test]
    fn a_word_is_read_as_it_is_written() {
        for text in ["ab", "sixteen bytes ok", "seventeen bytes ..", "über", "移行"] {
            assert_eq!(Word::of(text).read(&mut [0; 16]), text);
            assert_eq!(matches!(Word::of(text), Word::Short(_)), text.len() <= 16);
        }
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
