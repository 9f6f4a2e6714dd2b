//! Which words stand on which pages, and what the page is worth for each: counted in batches on all cores, then joined
//! in the order of the pages.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use super::entry::{Place, SearchEntry};
use super::stop;
use super::weight::{self, Lengths, WordUse};
use super::words::{self, Form};
use crate::invariant::invariant;

/// Pages that are counted by one core at a time: enough that a batch knows most words after its first pages.
const BATCH: usize = 32;

const WORD: &str = "a word is named by its place among the words";

/// Words and the pages that hold them, as far as they are counted together.
#[derive(Debug, Default)]
pub struct WordCounts {
    /// The distinct words, in the order in which the pages first use them.
    pub words: Vec<Box<str>>,
    /// For each page its distinct words, by their place in `words`, and what it is worth for them.
    pub pages: Vec<Vec<(u32, u16)>>,
}

/// Counts the words of `entries`, some pages at a time; common words count in titles, names and headings alone when
/// `stopping`.
#[must_use]
pub fn count(entries: &[SearchEntry<'_>], stopping: bool) -> Vec<WordCounts> {
    entries.par_chunks(BATCH).map(|batch| count_batch(batch, stopping)).collect()
}

fn count_batch(entries: &[SearchEntry<'_>], stopping: bool) -> WordCounts {
    let mut batch = Batch { stopping, ..Batch::default() };
    for entry in entries {
        for (place, text) in
            std::iter::once((Place::Title, &entry.title)).chain(entry.texts.iter().map(|(p, t)| (*p, t)))
        {
            words::each(&words::normal(text), |word, form| batch.add(word, form, place));
            batch.close_text(place);
        }
        batch.close_page();
    }
    WordCounts { words: batch.ids.words, pages: batch.pages }
}

/// Pages while their words are counted.
#[derive(Default)]
struct Batch {
    stopping: bool,
    ids: WordIds,
    /// Whether a word is common, by its number.
    stopped: Vec<bool>,
    pages: Vec<Vec<(u32, u16)>>,
    /// The page that is counted: its distinct words and how they stand.
    uses: Vec<(u32, WordUse)>,
    lengths: Lengths,
    /// Words of the name that is counted, by their places in `uses`, and how many of them are no spelling of another.
    name: (Vec<u32>, u32),
    /// For each word, how many pages there were when it was last used, with that one, and its place in `uses`.
    last: Vec<(usize, u32)>,
}

impl Batch {
    fn add(&mut self, word: &str, form: Form, place: Place) {
        let id = self.ids.of(word);
        let at = id as usize;
        if at == self.last.len() {
            self.last.push((0, 0));
            self.stopped.push(self.stopping && stop::is_stop(word));
        }
        if form == Form::Exact {
            *weight::at(&mut self.lengths, place) += 1;
            self.name.1 += 1;
        }
        if *invariant(self.stopped.get(at), WORD) && matches!(place, Place::Lead | Place::Text) {
            return;
        }
        let last = invariant(self.last.get_mut(at), WORD);
        let number = self.pages.len() + 1;
        if last.0 != number {
            *last = (number, numbered(self.uses.len()));
            self.uses.push((id, WordUse::default()));
        }
        let (_, standing) = invariant(self.uses.get_mut(last.1 as usize), WORD);
        standing.add(place, form != Form::Other);
        if matches!(place, Place::Title | Place::Name) {
            self.name.0.push(last.1);
        }
    }

    /// Gives the words of a name their shares of it.
    fn close_text(&mut self, place: Place) {
        let words = std::mem::take(&mut self.name.1);
        for at in self.name.0.drain(..) {
            invariant(self.uses.get_mut(at as usize), WORD).1.share(place, words);
        }
    }

    fn close_page(&mut self) {
        let lengths = std::mem::take(&mut self.lengths);
        self.pages.push(self.uses.drain(..).map(|(id, standing)| (id, standing.value(&lengths))).collect());
    }
}

/// Words by number. The map is only ever asked for one word: nothing is read from it in its own order.
#[derive(Debug, Default)]
pub struct WordIds {
    ids: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
    /// The words by their numbers.
    pub words: Vec<Box<str>>,
}

impl WordIds {
    /// The number of `word`; a new one gets the next.
    pub fn of(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = numbered(self.words.len());
        self.ids.insert(word.into(), id);
        self.words.push(word.into());
        id
    }
}

/// A count as the number of a word or a page.
pub fn numbered(count: usize) -> u32 {
    invariant(u32::try_from(count).ok(), "four thousand million words or pages do not fit into memory")
}

/// A multiplicative hash, eight bytes at a time: words are short and nobody gains by making them collide in their own
/// site, while the standard library's hash takes a third of the whole count.
#[derive(Debug, Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        // The odd number is 2^64 divided by the golden ratio, as Knuth (6.4) suggests.
        let mut mix = |word: u64| self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            mix(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            mix(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    /// What ends a text in the standard library: no word is the beginning of a key.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(entry: SearchEntry<'_>, stopping: bool) -> Vec<(String, u16)> {
        let batch = count_batch(&[entry], stopping);
        let word = |id: u32| batch.words.get(id as usize).map_or_else(String::new, ToString::to_string);
        batch.pages.iter().flatten().map(|(id, value)| (word(*id), *value)).collect()
    }

    #[test]
    fn a_page_is_worth_more_for_a_word_of_its_title() {
        let entry = SearchEntry::new("Risk").with(Place::Text, "risk issue");
        let found = counted(entry, false);
        assert_eq!(found.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["risk", "issue"]);
        assert_eq!(found.iter().map(|(_, value)| value / 32).collect::<Vec<_>>(), [60, 0]);
    }

    #[test]
    fn common_words_count_in_titles_alone() {
        let entry = || SearchEntry::new("Who we are").with(Place::Text, "and who asks");
        let words = |stopping| counted(entry(), stopping).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
        assert_eq!(words(true), ["who", "we", "are", "asks"]);
        assert_eq!(words(false), ["who", "we", "are", "and", "asks"]);
    }
}
