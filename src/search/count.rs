//! Which words stand on which pages, and how often: counted in batches on all cores, then joined in the order of the
//! pages.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use super::entry::{SearchEntry, Weighting};
use super::stop;
use super::words::{self, Word};
use crate::invariant::invariant;

/// Pages that are counted by one core at a time: enough that a batch knows most words after its first pages.
const BATCH: usize = 32;

const WORD: &str = "a word is named by its place among the words";

/// How a word stands on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordUse {
    /// How often.
    pub count: u32,
    /// Whether it is in the title.
    pub in_title: bool,
    /// Whether it is in a heading.
    pub in_heading: bool,
}

impl WordUse {
    fn add(&mut self, place: Weighting) {
        self.count = self.count.saturating_add(1);
        self.in_title |= place == Weighting::Title;
        self.in_heading |= place == Weighting::Heading;
    }

    /// Both together.
    pub fn join(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.in_title |= other.in_title;
        self.in_heading |= other.in_heading;
    }
}

/// Every distinct word and what stands on each page.
#[derive(Debug, Default)]
pub struct WordCounts {
    /// The words, in the order in which the pages first use them.
    pub words: Vec<Box<str>>,
    /// Each page's words by their index.
    pub pages: Vec<PageWords>,
}

/// The words of a page.
#[derive(Clone, Debug, Default)]
pub struct PageWords {
    /// How many words it has.
    pub length: u32,
    /// Its distinct words.
    pub standings: Vec<(u32, WordUse)>,
}

/// Counts the words of `entries`; words that find nothing are left out when `stopping`.
#[must_use]
pub fn count(entries: &[SearchEntry<'_>], stopping: bool) -> WordCounts {
    let batches: Vec<WordCounts> = entries.par_chunks(BATCH).map(|batch| count_batch(batch, stopping)).collect();
    let mut ids = WordIds::default();
    let mut all = WordCounts { words: Vec::new(), pages: Vec::with_capacity(entries.len()) };
    for batch in batches {
        let places: Vec<u32> = batch.words.iter().map(|word| ids.of(Word::of(word), false, &mut all.words)).collect();
        for mut page in batch.pages {
            for (word, _) in &mut page.standings {
                *word = *invariant(places.get(*word as usize), WORD);
            }
            all.pages.push(page);
        }
    }
    all
}

/// The id of words that find nothing.
const SKIPPED: u32 = u32::MAX;

fn count_batch(entries: &[SearchEntry<'_>], stopping: bool) -> WordCounts {
    let mut batch = Batch { stopping, ..Batch::default() };
    let (mut buffer, mut short) = (String::new(), Vec::new());
    for entry in entries {
        let title = std::iter::once((Weighting::Title, &entry.title));
        for (place, text) in title.chain(entry.texts.iter().map(|(place, text)| (*place, text))) {
            // First all words of a text are cut and then all are counted: two short loops take less time than one long
            // one.
            words::each(text, &mut buffer, |word| match word {
                Word::Short(bits) => short.push(bits),
                Word::Long(_) => {
                    batch.add_all(&mut short, place);
                    batch.add(word, place);
                }
            });
            batch.add_all(&mut short, place);
        }
        batch.counted.pages.push(std::mem::take(&mut batch.page));
    }
    batch.counted
}

/// Pages while their words are counted.
#[derive(Default)]
struct Batch {
    stopping: bool,
    ids: WordIds,
    counted: WordCounts,
    /// The page that is counted; those before it are in `counted`.
    page: PageWords,
    /// For each word, how many pages there were when it was last used, with that one, and its place among that page's
    /// words.
    last: Vec<(usize, u32)>,
}

impl Batch {
    fn add_all(&mut self, short: &mut Vec<u128>, place: Weighting) {
        for bits in short.drain(..) {
            self.add(Word::Short(bits), place);
        }
    }

    #[inline]
    fn add(&mut self, word: Word<'_>, place: Weighting) {
        let id = self.ids.of(word, self.stopping, &mut self.counted.words);
        if id == SKIPPED {
            return;
        }
        self.page.length = self.page.length.saturating_add(1);
        let at = id as usize;
        if at == self.last.len() {
            self.last.push((0, 0));
        }
        let last = invariant(self.last.get_mut(at), WORD);
        let number = self.counted.pages.len() + 1;
        if last.0 != number {
            *last = (number, numbered(self.page.standings.len()));
            self.page.standings.push((id, WordUse::default()));
        }
        let (_, standing) = invariant(self.page.standings.get_mut(last.1 as usize), WORD);
        standing.add(place);
    }
}

/// Words by number. Only ever asked for one word: nothing is read from it in its own order.
#[derive(Debug, Default)]
pub struct WordIds {
    short: HashMap<u128, u32, BuildHasherDefault<WordHasher>>,
    long: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
}

impl WordIds {
    /// The number of `word`; a new one gets the next from `first` on and is added to `new`.
    pub fn numbered(&mut self, word: &str, first: usize, new: &mut Vec<Box<str>>) -> u32 {
        let next = numbered(first + new.len());
        let id = match Word::of(word) {
            Word::Short(bits) => *self.short.entry(bits).or_insert(next),
            Word::Long(word) => *self.long.entry(word.into()).or_insert(next),
        };
        if id == next {
            new.push(word.into());
        }
        id
    }

    /// The number of `word`, which is added to `words` when it is new.
    #[inline]
    fn of(&mut self, word: Word<'_>, stopping: bool, words: &mut Vec<Box<str>>) -> u32 {
        let known = match word {
            Word::Short(bits) => self.short.get(&bits),
            Word::Long(word) => self.long.get(word),
        };
        known.copied().unwrap_or_else(|| self.add(word, stopping, words))
    }

    #[cold]
    fn add(&mut self, word: Word<'_>, stopping: bool, words: &mut Vec<Box<str>>) -> u32 {
        let mut bytes = [0; 16];
        let text = word.read(&mut bytes);
        let id = if stopping && stop::is_stop(text) { SKIPPED } else { next(words, text.into()) };
        match word {
            Word::Short(bits) => self.short.insert(bits, id),
            Word::Long(word) => self.long.insert(word.into(), id),
        };
        id
    }
}

/// A count as the number of a word, a term or a page.
pub fn numbered(count: usize) -> u32 {
    let number = u32::try_from(count).ok().filter(|number| *number != SKIPPED);
    invariant(number, "four thousand million words or pages do not fit into memory")
}

fn next(words: &mut Vec<Box<str>>, word: Box<str>) -> u32 {
    let id = numbered(words.len());
    words.push(word);
    id
}

/// A multiplicative hash, eight bytes at a time: words are short and nobody gains by making them collide in their own
/// site, while the standard library's hash takes a third of the whole count.
#[derive(Debug, Default)]
struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, word: u64) {
        // The odd number is 2^64 divided by the golden ratio, as Knuth (6.4) suggests.
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0_u8; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.add(u64::from_le_bytes(word));
        }
    }

    fn write_u128(&mut self, bits: u128) {
        for half in [bits & u128::from(u64::MAX), bits >> 64] {
            self.add(invariant(u64::try_from(half), "half of 128 bits are 64"));
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_count_as_one_page_after_the_other_would() {
        let entries: Vec<SearchEntry<'_>> = (0..200)
            .map(|n| {
                SearchEntry::new(format!("/{n}/"), format!("Page {n}"), "").with(Weighting::Text, "the plan, the Plan")
            })
            .collect();
        let counted = count(&entries, true);
        assert_eq!(counted.words.iter().take(3).map(|word| &**word).collect::<Vec<_>>(), ["page", "plan", "10"]);
        assert_eq!(counted.pages.len(), 200);
        for page in &counted.pages {
            assert_eq!(
                page.standings.get(1).map(|(_, standing)| standing.count).filter(|_| page.standings.len() == 2),
                (page.standings.len() == 2).then_some(2)
            );
        }
        let length: u32 = counted.pages.iter().map(|page| page.length).sum();
        assert_eq!(length, 200 + 400 + 190);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let entry = SearchEntry::new("/".to_owned(), "Risk", "")
            .with(Weighting::Heading, "risk")
            .with(Weighting::Text, "risk issue");
        let counted = count(&[entry], false);
        let standings: Vec<WordUse> =
            counted.pages.iter().flat_map(|page| page.standings.iter().map(|(_, standing)| *standing)).collect();
        assert_eq!(
            standings,
            [
                WordUse { count: 3, in_title: true, in_heading: true },
                WordUse { count: 1, in_title: false, in_heading: false }
            ]
        );
    }
}
