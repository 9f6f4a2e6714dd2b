//! Terms → files: shards by the first two letters, small neighbours in one file.

use std::collections::BTreeMap;

use super::terms::Term;
use crate::invariant::invariant;

/// Shards with one first letter share a file up to this size: a request costs about as much as thirty kilobytes, and a
/// small site should not write hundreds of files. The rule looks at one letter alone, so an edit does not move other
/// shards.
const SHARED: usize = 32 * 1024;

/// A file of terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// The pairs of letters whose terms it holds.
    pub keys: Vec<String>,
    /// Its name below the site's root, with a hash of its content.
    pub path: String,
    /// Its content.
    pub json: String,
}

/// The shard that holds `word`: its first two characters, with `_` for all but `a` to `z` and `0` to `9`.
#[must_use]
pub fn key(word: &str) -> String {
    let letter = |c: Option<char>| c.filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit()).unwrap_or('_');
    let mut letters = word.chars();
    // A character beyond the basic plane is two units to a browser, which takes both for the key.
    let first = letters.next();
    [letter(first), if first.is_some_and(|c| c.len_utf16() == 2) { '_' } else { letter(letters.next()) }]
        .iter()
        .collect()
}

/// The first letter of a key, whose terms may share a shard.
pub fn first(key: &str) -> char {
    invariant(key.chars().next(), "a key has two characters")
}

/// All shards, by their first key.
#[must_use]
pub fn shards(terms: &BTreeMap<Box<str>, Term>) -> Vec<Shard> {
    let mut by_letter: BTreeMap<char, LetterShard> = BTreeMap::new();
    for (name, term) in terms {
        let key = key(name);
        by_letter.entry(first(&key)).or_default().add(&key, name, term);
    }
    by_letter.into_iter().flat_map(|(letter, parts)| parts.shards(letter)).collect()
}

/// The terms of one first letter.
#[derive(Debug, Default)]
pub struct LetterShard(BTreeMap<String, PairShard>);

impl LetterShard {
    /// Adds a term of the shard `key`; terms come in the order of their names.
    pub fn add(&mut self, key: &str, name: &str, term: &Term) {
        match self.0.get_mut(key) {
            Some(part) => part.add(name, term),
            None => self.0.entry(key.to_owned()).or_default().add(name, term),
        }
    }

    /// The letter's shards, by their first key.
    #[must_use]
    pub fn shards(self, letter: char) -> Vec<Shard> {
        let parts: Vec<(String, PairShard)> = self.0.into_iter().collect();
        if parts.is_empty() {
            return Vec::new();
        }
        if parts.iter().map(|(_, part)| part.terms.len() + part.aliases.len()).sum::<usize>() <= SHARED {
            return vec![shard(&letter.to_string(), &parts)];
        }
        parts.iter().map(|part| shard(&part.0, std::slice::from_ref(part))).collect()
    }
}

fn shard(name: &str, parts: &[(String, PairShard)]) -> Shard {
    let list = |pick: fn(&PairShard) -> &String| {
        parts.iter().map(|(_, part)| pick(part).as_str()).filter(|list| !list.is_empty()).collect::<Vec<_>>().join(",")
    };
    let json = format!("{{\"terms\":{{{}}},\"aliases\":{{{}}}}}", list(|part| &part.terms), list(|part| &part.aliases));
    let hash = blake3::hash(json.as_bytes()).to_hex();
    let path = format!("search/shard-{name}.{}.json", invariant(hash.get(..8), "a hash has 64 digits"));
    Shard { keys: parts.iter().map(|(key, _)| key.clone()).collect(), path, json }
}

/// The terms of one pair of letters as the inside of two JSON objects. Words hold letters, digits and marks alone, so
/// they need no escaping.
#[derive(Debug, Default)]
struct PairShard {
    terms: String,
    aliases: String,
}

impl PairShard {
    fn add(&mut self, name: &str, term: &Term) {
        let out = &mut self.terms;
        out.push_str(if out.is_empty() { "\"" } else { ",\"" });
        out.push_str(name);
        out.push_str("\":[");
        for (index, (page, weight)) in term.pages.iter().enumerate() {
            out.push_str(if index == 0 { "[" } else { ",[" });
            push_number(out, *page);
            out.push(',');
            push_number(out, *weight);
            out.push(']');
        }
        out.push(']');
        for form in &term.forms {
            let out = &mut self.aliases;
            out.push_str(if out.is_empty() { "\"" } else { ",\"" });
            out.extend([&**form, "\":\"", name, "\""]);
        }
    }
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
    fn keys_are_as_the_search_page_makes_them() {
        assert_eq!(
            ["risk", "m2", "über", "eü", "移行", "東", "𠀀x"].map(key),
            ["ri", "m2", "_b", "e_", "__", "__", "__"]
        );
    }

    #[test]
    fn small_shards_of_a_letter_share_a_file_and_large_ones_do_not() -> Result<(), serde_json::Error> {
        let term =
            |pages: u32| Term { pages: (0..pages).map(|page| (page, 12)).collect(), forms: vec!["rising".into()] };
        let terms = BTreeMap::from([
            ("rise".into(), term(1)),
            ("road".into(), term(1)),
            ("sale".into(), term(4000)),
            ("same".into(), term(1)),
            ("size".into(), term(1)),
        ]);
        let shards = shards(&terms);
        let keys: Vec<&[String]> = shards.iter().map(|shard| &shard.keys[..]).collect();
        assert_eq!(keys, [&["ri".to_owned(), "ro".to_owned()][..], &["sa".to_owned()], &["si".to_owned()]]);
        for shard in &shards {
            let json: serde_json::Value = serde_json::from_str(&shard.json)?;
            assert!(json["terms"].is_object() && json["aliases"].is_object(), "{}", shard.path);
        }
        assert!(
            shards
                .iter()
                .any(|shard| shard.path.starts_with("search/shard-r.") && shard.json.contains("\"rise\":[[0,12]]"))
        );
        Ok(())
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
