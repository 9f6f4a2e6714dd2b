//! Every word with the pages that hold it, and the shards that say so.
//!
//! A page's weights depend on that page alone. So an index is brought up to date by replacing the words of the pages
//! that changed, and a shard is written again when a word in it has other pages. Which words share a shard depends on
//! the words near its ends, so a new word moves few of them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::count::{WordCounts, WordIds, numbered};
use super::shard::{self, Shard};
use crate::invariant::invariant;

const PAGE: &str = "a page is named by its place among the pages";
const WORD: &str = "a word is named by its place among the words";

/// The words of a site.
#[derive(Debug, Default)]
pub struct Index {
    ids: WordIds,
    /// For each word its pages, in order, with what they are worth for it.
    pages: Vec<Vec<(u32, u16)>>,
    /// The words of each page.
    words: Vec<Vec<u32>>,
    /// Words that other pages hold than at the last look.
    changed: Vec<bool>,
    /// All words by name.
    order: Vec<u32>,
    /// The shards at the last look, by their first word.
    shards: BTreeMap<u32, (Vec<u32>, Shard)>,
}

impl Index {
    /// Gives the pages `numbers` the words that are counted for them, in this order.
    pub fn update(&mut self, numbers: &[usize], counted: Vec<WordCounts>) {
        let mut numbers = numbers.iter();
        for batch in counted {
            let ids: Vec<u32> = batch.words.iter().map(|word| self.ids.of(word)).collect();
            self.pages.resize_with(self.ids.words.len(), Vec::new);
            self.changed.resize(self.ids.words.len(), false);
            for (mut page, number) in batch.pages.into_iter().zip(&mut numbers) {
                for (word, _) in &mut page {
                    *word = *invariant(ids.get(*word as usize), WORD);
                }
                self.replace(*number, &page);
            }
        }
        let known = self.order.len();
        self.order.extend(numbered(known)..numbered(self.ids.words.len()));
        let words = &self.ids.words;
        if known < words.len() {
            self.order.sort_by(|a, b| words.get(*a as usize).cmp(&words.get(*b as usize)));
        }
    }

    fn replace(&mut self, number: usize, page: &[(u32, u16)]) {
        if self.words.len() <= number {
            self.words.resize_with(number + 1, Vec::new);
        }
        let now: Vec<u32> = page.iter().map(|(word, _)| *word).collect();
        let old = std::mem::replace(invariant(self.words.get_mut(number), PAGE), now);
        let number = numbered(number);
        let mut left: BTreeSet<u32> = old.into_iter().collect();
        for (word, value) in page {
            left.remove(word);
            let pages = invariant(self.pages.get_mut(*word as usize), WORD);
            let new = (number, *value);
            // Pages come in order when an index is made: then none is looked for.
            if pages.last().is_none_or(|(last, _)| *last < number) {
                pages.push(new);
            } else {
                match pages.binary_search_by_key(&number, |(page, _)| *page) {
                    Ok(at) if pages.get(at) == Some(&new) => continue,
                    Ok(at) => *invariant(pages.get_mut(at), PAGE) = new,
                    Err(at) => pages.insert(at, new),
                }
            }
            *invariant(self.changed.get_mut(*word as usize), WORD) = true;
        }
        for word in left {
            invariant(self.pages.get_mut(word as usize), WORD).retain(|(page, _)| *page != number);
            *invariant(self.changed.get_mut(word as usize), WORD) = true;
        }
    }

    fn pages_of(&self, word: u32) -> &[(u32, u16)] {
        invariant(self.pages.get(word as usize), WORD)
    }

    fn text(&self, word: u32) -> &str {
        invariant(self.ids.words.get(word as usize), WORD)
    }

    /// Words that some page holds, by name, with their pages.
    pub fn words(&self) -> impl Iterator<Item = (&str, &[(u32, u16)])> {
        self.in_use().map(|word| (self.text(word), self.pages_of(word)))
    }

    fn in_use(&self) -> impl Iterator<Item = u32> {
        self.order.iter().copied().filter(|word| !self.pages_of(*word).is_empty())
    }

    /// Whether most words are of pages that are no more: then a new index takes less memory.
    #[must_use]
    pub fn is_littered(&self) -> bool {
        self.order.len() > 1000 + 2 * self.in_use().count()
    }

    /// All shards, by name; those that are as they were are not written again.
    pub fn shards(&mut self) -> Vec<Shard> {
        let mut cuts: Vec<Vec<u32>> = Vec::new();
        let (mut cut, mut size) = (Vec::new(), 0);
        for word in self.in_use() {
            cut.push(word);
            size += shard::size(self.text(word), self.pages_of(word).len());
            if shard::ends(self.text(word), size) {
                cuts.push(std::mem::take(&mut cut));
                size = 0;
            }
        }
        cuts.extend((!cut.is_empty()).then_some(cut));
        let mut known = std::mem::take(&mut self.shards);
        let same = |words: &Vec<u32>| {
            let moved = |word: &u32| *invariant(self.changed.get(*word as usize), WORD);
            !words.iter().any(moved)
        };
        let taken: Vec<Option<Shard>> = cuts
            .iter()
            .map(|words| {
                let (was, shard) = known.remove(words.first()?)?;
                (was == *words && same(words)).then_some(shard)
            })
            .collect();
        let made: Vec<Shard> = cuts
            .par_iter()
            .zip(taken)
            .map(|(words, known)| {
                known.unwrap_or_else(|| Shard::of(words.iter().map(|word| (self.text(*word), self.pages_of(*word)))))
            })
            .collect();
        self.changed.fill(false);
        self.shards = cuts
            .into_iter()
            .zip(&made)
            .filter_map(|(words, shard)| Some((*words.first()?, (words, shard.clone()))))
            .collect();
        made
    }

    /// Words that a slip of the pen may have meant: those of several pages or of a title, most pages first.
    #[must_use]
    pub fn spellings(&self) -> Vec<(&str, usize)> {
        let is_title = |pages: &[(u32, u16)]| pages.iter().any(|(_, value)| *value >= 32);
        let told = |word: &str| word.chars().all(char::is_alphabetic) && word.chars().nth(3).is_some();
        let known = self.words().filter(|(word, pages)| {
            told(word) && !word.chars().any(super::words::is_unspaced) && (pages.len() > 1 || is_title(pages))
        });
        let mut known: Vec<(&str, usize)> = known.map(|(word, pages)| (word, pages.len())).collect();
        known.sort_by_key(|(_, pages)| std::cmp::Reverse(*pages));
        known
    }
}

#[cfg(test)]
mod tests {
    use super::super::count::count;
    use super::super::entry::{Place, SearchEntry};
    use super::super::shard::MOST;
    use super::*;

    fn text(number: usize, edition: usize) -> String {
        (0..(number * 7 + edition * 13) % 90)
            .map(|at| format!("plan{} moved{} risk ", (number * edition + at) % 1700, at * number % 53))
            .collect::<Vec<_>>()
            .concat()
    }

    fn entries(texts: &[String]) -> Vec<SearchEntry<'_>> {
        let entry = |(number, text): (usize, &'_ String)| {
            SearchEntry::new(format!("Page {}", number % 3)).with(Place::Text, text.clone())
        };
        texts.iter().enumerate().map(entry).collect()
    }

    fn new(texts: &[String]) -> Index {
        let mut index = Index::default();
        index.update(&(0..texts.len()).collect::<Vec<_>>(), count(&entries(texts), true));
        index
    }

    #[test]
    fn an_index_that_is_brought_up_to_date_is_a_new_index() {
        let mut texts: Vec<String> = (0..MOST + 60).map(|number| text(number, 0)).collect();
        let mut kept = new(&texts);
        for edition in 1..7 {
            let changed: Vec<usize> = (0..edition % 4).map(|at| (edition * 311 + at * 97) % texts.len()).collect();
            for number in &changed {
                texts[*number] = text(*number, edition);
            }
            let now = entries(&texts);
            for number in &changed {
                kept.update(&[*number], count(&now[*number..=*number], true));
            }
            let mut fresh = new(&texts);
            assert_eq!(kept.shards(), fresh.shards(), "edition {edition}");
            assert_eq!(kept.spellings().len(), fresh.spellings().len());
        }
        assert!(kept.shards().len() > 3);
    }

    #[test]
    fn an_edit_leaves_most_shards_as_they_are() {
        let mut texts: Vec<String> = (0..600).map(|number| text(number, 1)).collect();
        let mut index = new(&texts);
        let before = index.shards();
        // A page that had no text.
        assert_eq!(texts[11], "");
        texts[11] = "aardvark".to_owned();
        index.update(&[11], count(&entries(&texts)[11..=11], true));
        let after = index.shards();
        let same = after.iter().filter(|shard| before.contains(shard)).count();
        assert!(same + 2 >= before.len(), "{same} of {}", before.len());
    }
}
