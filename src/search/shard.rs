//! Words → files: neighbours by name share one of a size that is quick to fetch.

use std::borrow::Cow;
use std::sync::Arc;

use crate::artifact::{Artifact, Body, OutputPath};
use crate::invariant::invariant;

/// The most pages that a shard names for a word.
pub const MOST: usize = 2000;

/// A file of words ends where a word's hash says so, once it has this size, and at the latest at twice the size.
const SIZE: usize = 18 * 1024;

/// Digits of the hash in a name: with a thousand files, two meet once in a thousand million sites.
const DIGITS: usize = 10;

/// A file of the index whose name holds a hash of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// The first word that it tells.
    pub first: String,
    /// The hash in its name.
    pub hash: String,
    bytes: Arc<Vec<u8>>,
}

impl Shard {
    /// The file that says which pages hold `words`; words come in the order of their names. They hold letters, digits
    /// and a few signs that JSON does not escape.
    #[must_use]
    pub fn of<'a>(words: impl Iterator<Item = (&'a str, &'a [(u32, u16)])>) -> Self {
        let mut json = String::with_capacity(2 * SIZE);
        let mut first = None;
        for (word, pages) in words {
            json.push_str(if first.is_none() { "{\"" } else { ",\"" });
            first.get_or_insert(word);
            json.push_str(word);
            json.push_str("\":[");
            let told = best(pages);
            // Of more pages than are named, their number comes first, below zero.
            if told.len() < pages.len() {
                json.push('-');
                push_number(&mut json, u32::try_from(pages.len()).unwrap_or(u32::MAX));
                json.push(',');
            }
            let mut last = 0;
            for (index, (page, value)) in told.iter().enumerate() {
                if index > 0 {
                    json.push(',');
                }
                push_number(&mut json, page - last);
                json.push(',');
                push_number(&mut json, u32::from(*value));
                last = *page;
            }
            json.push(']');
        }
        json.push_str(if first.is_none() { "{}" } else { "}" });
        Self::named(first.unwrap_or_default(), json)
    }

    /// A file with this content.
    #[must_use]
    pub fn named(first: &str, json: String) -> Self {
        let hash = blake3::hash(json.as_bytes()).to_hex();
        let hash = invariant(hash.get(..DIGITS), "a hash has 64 digits").to_owned();
        Self { first: first.to_owned(), hash, bytes: Arc::new(json.into_bytes()) }
    }

    /// The file.
    #[must_use]
    pub fn artifact(&self) -> Artifact {
        let path = OutputPath::new(format!("search/shard-{}.json", self.hash));
        let path = invariant(path, "the names of the index stay in the output");
        Artifact { path, body: Body::Bytes(Arc::clone(&self.bytes)) }
    }
}

/// The best pages of a word, by number: no query shows more.
fn best(pages: &[(u32, u16)]) -> Cow<'_, [(u32, u16)]> {
    if pages.len() <= MOST {
        return pages.into();
    }
    let mut best = pages.to_vec();
    best.sort_by_key(|(page, value)| (std::cmp::Reverse(*value), *page));
    best.truncate(MOST);
    best.sort_by_key(|(page, _)| *page);
    best.into()
}

/// About how many bytes a word with so many pages takes.
#[must_use]
pub fn size(word: &str, pages: usize) -> usize {
    word.len() + 6 + 5 * pages.min(MOST)
}

/// Whether a file that has reached `size` with `word` ends there.
#[must_use]
pub fn ends(word: &str, size: usize) -> bool {
    let hash = word.bytes().fold(0_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    size >= 2 * SIZE || (size >= SIZE && (hash >> 13).is_multiple_of(8))
}

/// `number` in decimal; formatting millions of them takes most of the time otherwise.
fn push_number(out: &mut String, number: u32) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(invariant(char::from_digit(number % 10, 10), "the rest of a division by ten is a digit"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_tells_its_pages_as_steps_with_their_worth() {
        let pages = [(3, 12), (4, 390), (90, 1)];
        let shard = Shard::of([("risk", &pages[..]), ("road", &[(0, 31)])].into_iter());
        assert_eq!(String::from_utf8_lossy(&shard.bytes), "{\"risk\":[3,12,1,390,86,1],\"road\":[0,31]}");
        assert_eq!(shard.first, "risk");
    }

    #[test]
    fn of_very_many_pages_the_best_are_told_with_the_number_of_all() {
        let pages: Vec<(u32, u16)> = (0..3000).map(|page| (page, if page == 2999 { 30 } else { 2 })).collect();
        let shard = Shard::of([("plan", &pages[..])].into_iter());
        let json: serde_json::Value = serde_json::from_slice(&shard.bytes).expect("JSON");
        let told = json["plan"].as_array().expect("a list");
        assert_eq!((told.len(), &told[0]), (1 + 2 * MOST, &serde_json::json!(-3000)));
        assert_eq!(told.last(), Some(&serde_json::json!(30)));
    }

    #[test]
    fn numbers_are_written_in_full() {
        let mut out = String::new();
        for number in [0, 7, 10, 4_294_967_295] {
            push_number(&mut out, number);
        }
        assert_eq!(out, "07104294967295");
    }
}
