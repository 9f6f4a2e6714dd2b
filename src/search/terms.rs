//! Counted words → terms with weighted pages: words that differ by their endings become one term.

use std::collections::BTreeMap;

use pagefind_stem::{Algorithm, Stemmer};
use rayon::prelude::*;

use super::count::{WordCounts, WordUse};
use super::weight::{Corpus, weight};
use crate::invariant::invariant;

/// Most pages that one term leads to: nobody reads further, and a word of every page would fill its shard.
pub const MOST: usize = 1000;

/// A term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Pages and their weights, by page.
    pub pages: Vec<(u32, u32)>,
    /// Words of the pages that mean this term and are written otherwise.
    pub forms: Vec<Box<str>>,
}

/// The terms of `counted` by name. Words are cut to their stem when `stemming`.
#[must_use]
pub fn terms(counted: WordCounts, stemming: bool) -> BTreeMap<Box<str>, Term> {
    let corpus = Corpus {
        pages: counted.pages.len() as u64,
        words: counted.pages.iter().map(|page| u64::from(page.length)).sum(),
    };
    let stems: Vec<Box<str>> = if stemming { stems(&counted.words) } else { counted.words.clone() };
    let mut names: BTreeMap<Box<str>, u32> = BTreeMap::new();
    for stem in stems.iter().cloned() {
        names.entry(stem).or_insert(0);
    }
    for (number, id) in (0..).zip(names.values_mut()) {
        *id = number;
    }
    let of_word: Vec<u32> = stems.iter().map(|stem| *invariant(names.get(stem), "every stem is a term")).collect();
    let mut found: Vec<Vec<(u32, WordUse)>> = vec![Vec::new(); names.len()];
    for (number, page) in (0_u32..).zip(&counted.pages) {
        for (word, standing) in &page.standings {
            let term = *invariant(of_word.get(*word as usize), "a word is named by its place among the words");
            let pages = invariant(found.get_mut(term as usize), "a term is named by its place among the terms");
            match pages.last_mut() {
                Some((last, joined)) if *last == number => joined.join(*standing),
                _ => pages.push((number, *standing)),
            }
        }
    }
    let norms: Vec<u64> = counted.pages.iter().map(|page| corpus.norm(page.length)).collect();
    let weighed: Vec<Vec<(u32, u32)>> = found.into_par_iter().map(|pages| weigh(&corpus, &norms, &pages)).collect();
    let mut terms: BTreeMap<Box<str>, Term> =
        names.into_keys().zip(weighed).map(|(name, pages)| (name, Term { pages, forms: Vec::new() })).collect();
    for (word, stem) in counted.words.into_iter().zip(stems) {
        if word != stem {
            invariant(terms.get_mut(&stem), "every stem is a term").forms.push(word);
        }
    }
    for term in terms.values_mut() {
        term.forms.sort();
    }
    terms
}

/// The weights of a term's pages, by page; of very many pages only the best.
#[must_use]
pub fn weigh(corpus: &Corpus, norms: &[u64], pages: &[(u32, WordUse)]) -> Vec<(u32, u32)> {
    let rarity = corpus.rarity(pages.len() as u64);
    let norm = |page: u32| *invariant(norms.get(page as usize), "a page is named by its place among the pages");
    let mut weighed: Vec<(u32, u32)> =
        pages.iter().map(|(page, standing)| (*page, weight(rarity, norm(*page), *standing))).collect();
    if weighed.len() > MOST {
        weighed.select_nth_unstable_by_key(MOST, |(page, weight)| (std::cmp::Reverse(*weight), *page));
        weighed.truncate(MOST);
        weighed.sort_unstable();
    }
    weighed
}

/// The stem of each word (Snowball, English). Words whose stem would lie in another shard stay as they are: `dying` is
/// not `die`.
#[must_use]
pub fn stems(words: &[Box<str>]) -> Vec<Box<str>> {
    let stem = |stemmer: &mut Stemmer, word: &str| -> Box<str> {
        let stem = stemmer.stem(word);
        let near = stem.len() >= 2 && stem.bytes().take(2).eq(word.bytes().take(2));
        if near && word.is_ascii() { (&*stem).into() } else { word.into() }
    };
    words.par_iter().map_init(|| Stemmer::create(Algorithm::English), |stemmer, word| stem(stemmer, word)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::count::count;
    use super::super::entry::{SearchEntry, Weighting};
    use super::*;

    fn of(texts: &[&'static str]) -> BTreeMap<Box<str>, Term> {
        let entries: Vec<SearchEntry<'_>> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| SearchEntry::new(format!("/{n}/"), "", "").with(Weighting::Text, *text))
            .collect();
        terms(count(&entries, true), true)
    }

    #[test]
    fn words_with_one_stem_are_one_term_and_keep_their_forms() {
        let terms = of(&["migrate tenants", "the migration of a tenant", "migrating"]);
        let pages =
            |name: &str| terms.get(name).map(|term| term.pages.iter().map(|(page, _)| *page).collect::<Vec<_>>());
        assert_eq!(pages("migrat"), Some(vec![0, 1, 2]));
        assert_eq!(pages("tenant"), Some(vec![0, 1]));
        assert_eq!(
            terms.get("migrat").map(|term| term.forms.iter().map(|form| &**form).collect::<Vec<_>>()),
            Some(vec!["migrate", "migrating", "migration"])
        );
        assert_eq!(pages("the"), None);
    }

    #[test]
    fn a_stem_never_leaves_the_shard_of_its_word() {
        assert!(
            of(&["dying lying tying skies"])
                .keys()
                .all(|name| ["dying", "lying", "tying", "sky", "ski", "skies"].contains(&&**name))
        );
        assert!(of(&["dying"]).contains_key("dying"));
    }

    #[test]
    fn a_word_of_very_many_pages_leads_to_the_best() {
        let mut texts = vec!["status of something longer to read"; MOST + 50];
        texts.push("status");
        let term = of(&texts).remove("status").unwrap_or_default();
        assert_eq!(term.pages.len(), MOST);
        assert!(term.pages.is_sorted() && term.pages.last().is_some_and(|(page, _)| *page as usize == MOST + 50));
    }
}
