//! Ids for headings, the same as authors see on their forge.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

/// The anchor of a heading with this text, by GitHub's rule.
///
/// NFC, lower case, each space a hyphen; letters and digits of any script, `_` and `-` stay and all else goes. A text
/// without any of these gives `section`.
///
/// `What's new in v1.2?` → `whats-new-in-v12`
#[must_use]
pub fn slug(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.extend(text.bytes().filter_map(|byte| kept(char::from(byte.to_ascii_lowercase()))));
    } else {
        for character in text.nfc() {
            out.extend(character.to_lowercase().filter_map(kept));
        }
        // Lower case can leave NFC (İ gives i and a combining dot).
        out = out.nfc().collect();
    }
    if out.chars().all(|character| character == '-') { "section".to_owned() } else { out }
}

fn kept(character: char) -> Option<char> {
    match character {
        ' ' | '\t' | '\n' => Some('-'),
        '_' | '-' => Some(character),
        // Combining marks belong to letters of many scripts; `is_alphanumeric` holds for most of them.
        _ => (character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character))
            .then_some(character),
    }
}

/// Gives out ids, each once.
#[derive(Clone, Debug, Default)]
pub struct Slugger {
    used: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Slugger {
    /// Takes an id that is written out in the source, so that no generated id is equal to it.
    pub fn reserve(&mut self, id: impl Into<String>) {
        self.used.insert(id.into());
    }

    /// The id for a heading with this text: its [`slug`], with `-1`, `-2` … when it is taken.
    pub fn slug(&mut self, text: &str) -> String {
        self.unique(&slug(text))
    }

    /// `id`, or the first of `id-1`, `id-2` … that is free.
    pub fn unique(&mut self, id: &str) -> String {
        if self.used.insert(id.to_owned()) {
            return id.to_owned();
        }
        let next = self.next.entry(id.to_owned()).or_default();
        loop {
            *next += 1;
            let candidate = format!("{id}-{next}");
            if self.used.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_the_forge() {
        let cases = [
            ("Getting started", "getting-started"),
            ("  C++ & Rust  ", "c--rust"),
            ("a_b-c", "a_b-c"),
            ("What's new in v1.2?", "whats-new-in-v12"),
            ("Übersicht: 日本語", "übersicht-日本語"),
            ("🚀 Go", "-go"),
            ("???", "section"),
            ("cafe\u{301}", "caf\u{e9}"),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn equal_headings_are_numbered_around_explicit_ids() {
        let mut slugger = Slugger::default();
        slugger.reserve("setup-1");
        assert_eq!(
            [slugger.slug("Setup"), slugger.slug("Setup"), slugger.slug("Setup")],
            ["setup", "setup-2", "setup-3"]
        );
        assert_eq!(slugger.slug("Setup 1"), "setup-1-1");
    }
}
