//! The index of the last build, brought up to date page by page.
//!
//! An edit changes the words of few pages. Their counts are replaced; terms are weighed again where a page's standing,
//! its length or the mean length has changed a weight that a shard tells, and only the shards of letters with such a
//! term are written again. The result is that of [`index`](super::index), which `tests/incremental` and the tests
//! below hold it to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::count::{self, PageWords, WordCounts, WordIds, WordUse, numbered};
use super::entry::{Card, SearchEntry, TextPart, in_charge};
use super::shard::{self, LetterShard};
use super::terms::{self, MOST, Term, weigh};
use super::weight::{Corpus, weight};
use super::{file, head, json, stop};
use crate::artifact::{Artifact, Body};
use crate::invariant::invariant;
use crate::memo::Identity;
use crate::model::{FocusArea, Page, Person, Program, ProgramId};
use crate::snapshot::Snapshot;

const PAGE: &str = "a page is named by its place among the pages";
const WORD: &str = "a word is named by its place among the words";
const TERM: &str = "a term is named by its place among the terms";
const OF_THE_MODEL: &str = "ids are handed out by the model";

/// The index of the last build; nothing for a program that builds once.
#[derive(Debug, Default)]
pub struct SearchMemo {
    keeps: bool,
    last: Option<CachedTerms>,
}

impl SearchMemo {
    /// A memo that keeps what it is given.
    #[must_use]
    pub fn warm() -> Self {
        Self { keeps: true, last: None }
    }

    /// Whether the index is kept.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.keeps
    }

    /// The artifacts of the index of `cards`.
    pub fn artifacts(
        &mut self,
        cx: &Snapshot<'_>,
        cards: &[Card<'_>],
        english: bool,
        address: impl Fn(&str) -> String,
    ) -> Vec<Artifact> {
        let whole = IndexInputs { english, as_of: cx.model.as_of, base: cx.plan.base().to_owned() };
        let known =
            self.last.take().filter(|kept| kept.whole == whole && kept.same_pages(cards) && !kept.is_littered());
        let mut kept = known.unwrap_or_else(|| CachedTerms::new(whole, cards.iter().map(PageName::of).collect()));
        let changed = kept.changed(cx, cards);
        let entries: Vec<_> =
            changed.iter().map(|number| invariant(cards.get(*number), PAGE).clone().into_entry(cx)).collect();
        kept.update(&changed, &entries);
        if kept.docs.is_empty() {
            let docs = kept.names.iter().map(|name| (&*name.title, address(&name.url), &*name.section));
            kept.docs = json(&docs.collect::<Vec<_>>());
            kept.head = None;
        }
        let artifacts = kept.artifacts();
        self.last = Some(kept);
        artifacts
    }
}

/// What every page of the index reads.
#[derive(Debug, PartialEq)]
struct IndexInputs {
    english: bool,
    as_of: Date,
    base: String,
}

/// How a page is named: its address, title and section.
#[derive(Debug, PartialEq, Eq)]
struct PageName {
    url: String,
    title: String,
    section: String,
}

impl PageName {
    fn of(card: &Card<'_>) -> Self {
        Self { url: card.url.clone(), title: card.title.to_string(), section: card.section.to_string() }
    }

    fn is_of(&self, card: &Card<'_>) -> bool {
        self.title == card.title && self.section == card.section && self.url == card.url
    }
}

/// The identity of everything that a part of a text reads.
#[derive(Debug, PartialEq, Eq)]
enum TextIdentity {
    Program(Identity<Program>, Vec<Identity<Person>>),
    Update(Identity<Program>, usize, Identity<Person>, Vec<String>),
    Person(Identity<Person>, Vec<Identity<FocusArea>>),
    FocusArea(Identity<FocusArea>),
    /// With what records say in it.
    Page(Identity<Page>, Vec<String>),
    Title(String),
}

impl TextIdentity {
    fn of(cx: &Snapshot<'_>, part: &TextPart<'_>) -> Self {
        let model = cx.model;
        let person = |id: crate::model::PersonId| Identity::of(invariant(model.people.get(id.index()), OF_THE_MODEL));
        let program = |id: &ProgramId| invariant(model.programs.get(id.index()), OF_THE_MODEL);
        match part {
            TextPart::Program(id) => {
                Self::Program(Identity::of(program(id)), in_charge(&cx.state(*id).facts).map(person).collect())
            }
            TextPart::Update(id, index) => {
                let update =
                    invariant(program(id).updates.get(*index), "an update is named by its place in its program");
                Self::Update(Identity::of(program(id)), *index, person(update.author), cx.calls(&update.body.body))
            }
            TextPart::Person(person) => {
                let areas =
                    person.focus_areas.iter().map(|id| invariant(model.focus_areas.get(id.index()), OF_THE_MODEL));
                Self::Person(Identity::of(person), areas.map(Identity::of).collect())
            }
            TextPart::FocusArea(area) => Self::FocusArea(Identity::of(area)),
            TextPart::Page(page) => Self::Page(Identity::of(page), cx.calls(&page.document.body)),
            TextPart::Title(title) => Self::Title(title.to_string()),
        }
    }
}

/// A word, the term that it belongs to, and the number of pages that hold it.
#[derive(Debug)]
struct TermCount {
    text: Box<str>,
    term: u32,
    pages: u32,
}

/// A search term with every page that contains it, kept for the next build.
#[derive(Debug, Default)]
struct CachedTerm {
    /// Words that mean it.
    words: Vec<u32>,
    pages: Vec<(u32, WordUse)>,
    /// The pages that the shard tells, by page, with their weights.
    best: Vec<(u32, u32)>,
}

/// The shards of one first letter.
#[derive(Debug, Default)]
struct Letter {
    /// Terms by shard, then by name.
    terms: BTreeMap<(String, Box<str>), u32>,
    shards: Vec<(Vec<String>, Artifact)>,
    stale: bool,
}

#[derive(Debug)]
struct CachedTerms {
    whole: IndexInputs,
    names: Vec<PageName>,
    texts: Vec<Vec<TextIdentity>>,
    ids: WordIds,
    words: Vec<TermCount>,
    /// How many of the words are on no page any more.
    unused: usize,
    pages: Vec<PageWords>,
    norms: Vec<u64>,
    terms: Vec<CachedTerm>,
    by_name: BTreeMap<Box<str>, u32>,
    letters: BTreeMap<char, Letter>,
    /// The list of pages as JSON.
    docs: String,
    head: Option<Artifact>,
}

/// What is to be done for a term.
#[derive(Debug, Default)]
struct TermUpdate {
    /// Its number of pages has changed, so every weight has.
    all: bool,
    /// Pages whose weight may have changed.
    pages: BTreeSet<u32>,
}

impl CachedTerms {
    /// An index whose pages have no words yet.
    fn new(whole: IndexInputs, names: Vec<PageName>) -> Self {
        Self {
            whole,
            texts: names.iter().map(|_| Vec::new()).collect(),
            ids: WordIds::default(),
            words: Vec::new(),
            unused: 0,
            pages: vec![PageWords::default(); names.len()],
            names,
            norms: Vec::new(),
            terms: Vec::new(),
            by_name: BTreeMap::new(),
            letters: BTreeMap::new(),
            docs: String::new(),
            head: None,
        }
    }

    /// Whether pages have the numbers that they had.
    fn same_pages(&self, cards: &[Card<'_>]) -> bool {
        self.names.len() == cards.len() && self.names.iter().zip(cards).all(|(name, card)| name.url == card.url)
    }

    /// Whether most words are of pages that are no more: then a new index takes less memory.
    fn is_littered(&self) -> bool {
        self.unused > 1000 + self.words.len() / 2
    }

    /// Takes over how `cards` are named and what their texts read; gives those whose words may be others, at first all.
    fn changed(&mut self, cx: &Snapshot<'_>, cards: &[Card<'_>]) -> Vec<usize> {
        let fresh = self.norms.is_empty();
        let mut changed = Vec::new();
        for (number, (card, (name, texts))) in cards.iter().zip(self.names.iter_mut().zip(&mut self.texts)).enumerate()
        {
            let same_text = texts.len() == card.parts.len()
                && card.parts.iter().zip(&*texts).all(|(part, text)| TextIdentity::of(cx, part) == *text);
            let same_name = name.is_of(card);
            if !same_name {
                *name = PageName::of(card);
                self.docs.clear();
            }
            if !same_text {
                *texts = card.parts.iter().map(|part| TextIdentity::of(cx, part)).collect();
            }
            if fresh || !same_name || !same_text {
                changed.push(number);
            }
        }
        changed
    }

    /// Counts the words of the pages `changed`, whose texts are `entries`.
    fn update(&mut self, changed: &[usize], entries: &[SearchEntry<'_>]) {
        let counted = count::count(entries, self.whole.english);
        let places = self.places(&counted);
        let mut checks: BTreeMap<u32, TermUpdate> = BTreeMap::new();
        for (number, mut page) in changed.iter().zip(counted.pages) {
            for (word, _) in &mut page.standings {
                *word = *invariant(places.get(*word as usize), WORD);
            }
            self.replace(*number, page, &mut checks);
        }
        let corpus = self.corpus();
        let norms: Vec<u64> = self.pages.iter().map(|page| corpus.norm(page.length)).collect();
        let moved = norms.iter().enumerate().filter(|(number, norm)| self.norms.get(*number) != Some(norm));
        for (at, _) in moved {
            let number = numbered(at);
            for (word, _) in &invariant(self.pages.get(at), PAGE).standings {
                let word = invariant(self.words.get(*word as usize), WORD);
                checks.entry(word.term).or_default().pages.insert(number);
            }
        }
        self.norms = norms;
        let checks: Vec<(u32, TermUpdate)> = checks.into_iter().collect();
        let found =
            checks.par_iter().filter_map(|(term, check)| Some((*term, self.best(&corpus, self.term(*term), check)?)));
        let found: Vec<(u32, Vec<(u32, u32)>)> = found.collect();
        for (term, best) in found {
            let kept = invariant(self.terms.get_mut(term as usize), TERM);
            if kept.best != best {
                kept.best = best;
                self.stale(term);
            }
        }
    }

    /// The ids of the words of `counted`, new ones with their terms.
    fn places(&mut self, counted: &WordCounts) -> Vec<u32> {
        let mut new: Vec<Box<str>> = Vec::new();
        let first = self.words.len();
        let places = counted.words.iter().map(|word| self.ids.numbered(word, first, &mut new)).collect();
        let stems = if self.whole.english { terms::stems(&new) } else { new.clone() };
        for (text, stem) in new.into_iter().zip(stems) {
            let (id, next) = (numbered(self.words.len()), numbered(self.terms.len()));
            let term = *self.by_name.entry(stem.clone()).or_insert(next);
            if term == next {
                self.terms.push(CachedTerm::default());
                let key = shard::key(&stem);
                let letter = self.letters.entry(shard::first(&key)).or_default();
                letter.terms.insert((key, stem), term);
            }
            invariant(self.terms.get_mut(term as usize), TERM).words.push(id);
            self.words.push(TermCount { text, term, pages: 0 });
            self.unused += 1;
        }
        places
    }

    fn term(&self, id: u32) -> &CachedTerm {
        invariant(self.terms.get(id as usize), TERM)
    }

    fn corpus(&self) -> Corpus {
        Corpus { pages: self.pages.len() as u64, words: self.pages.iter().map(|page| u64::from(page.length)).sum() }
    }

    /// Gives page `number` other words.
    fn replace(&mut self, number: usize, page: PageWords, checks: &mut BTreeMap<u32, TermUpdate>) {
        let place = invariant(self.pages.get_mut(number), PAGE);
        let old = std::mem::replace(place, page);
        let number = numbered(number);
        let mut now: BTreeMap<u32, Option<WordUse>> = BTreeMap::new();
        let mut spoken = Vec::new();
        for (id, _) in &old.standings {
            let word = invariant(self.words.get_mut(*id as usize), WORD);
            word.pages -= 1;
            if word.pages == 0 {
                self.unused += 1;
                spoken.push(word.term);
            }
            now.entry(word.term).or_default();
        }
        for (id, standing) in &place.standings {
            let word = invariant(self.words.get_mut(*id as usize), WORD);
            if word.pages == 0 {
                self.unused -= 1;
                spoken.push(word.term);
            }
            word.pages += 1;
            match now.entry(word.term).or_default() {
                Some(joined) => joined.join(*standing),
                none => *none = Some(*standing),
            }
        }
        for (id, standing) in now {
            let term = invariant(self.terms.get_mut(id as usize), TERM);
            let check = checks.entry(id).or_default();
            match (term.pages.binary_search_by_key(&number, |(page, _)| *page), standing) {
                (Ok(at), Some(standing)) => {
                    if let Some((_, known)) = term.pages.get_mut(at)
                        && *known != standing
                    {
                        *known = standing;
                        check.pages.insert(number);
                    }
                }
                (Ok(at), None) => {
                    term.pages.remove(at);
                    check.all = true;
                }
                (Err(at), Some(standing)) => {
                    term.pages.insert(at, (number, standing));
                    check.all = true;
                }
                (Err(_), None) => {}
            }
        }
        // Forms are told beside the terms.
        for term in spoken {
            self.stale(term);
        }
    }

    /// The shards that tell this term are to be written again.
    fn stale(&mut self, term: u32) {
        let word = *invariant(self.term(term).words.first(), "a term is made for a word");
        // A stem never leaves the shard of its word.
        let first = shard::first(&shard::key(&invariant(self.words.get(word as usize), WORD).text));
        invariant(self.letters.get_mut(&first), "a term stands among those of its first letter").stale = true;
    }

    /// The best pages of `term`, unless nothing that `check` asks for changes them.
    fn best(&self, corpus: &Corpus, term: &CachedTerm, check: &TermUpdate) -> Option<Vec<(u32, u32)>> {
        let rarity = corpus.rarity(term.pages.len() as u64);
        let worst = || term.best.iter().map(|(page, weight)| (std::cmp::Reverse(*weight), *page)).max();
        let changes = |number: &u32| {
            let Ok(at) = term.pages.binary_search_by_key(number, |(page, _)| *page) else { return false };
            let (_, standing) = invariant(term.pages.get(at), PAGE);
            let now = weight(rarity, *invariant(self.norms.get(*number as usize), PAGE), *standing);
            match term.best.binary_search_by_key(number, |(page, _)| *page) {
                Ok(at) => term.best.get(at).is_none_or(|(_, was)| *was != now),
                Err(_) => {
                    term.best.len() < MOST || worst().is_none_or(|worst| (std::cmp::Reverse(now), *number) < worst)
                }
            }
        };
        (check.all || check.pages.iter().any(changes)).then(|| weigh(corpus, &self.norms, &term.pages))
    }

    /// The index and its shards; those that did not change are the same as before.
    fn artifacts(&mut self) -> Vec<Artifact> {
        let (terms, words) = (&self.terms, &self.words);
        let stale: Vec<(&char, &mut Letter)> = self.letters.iter_mut().filter(|(_, letter)| letter.stale).collect();
        if !stale.is_empty() {
            self.head = None;
        }
        stale.into_par_iter().for_each(|(first, letter)| {
            let mut parts = LetterShard::default();
            for ((key, name), id) in &letter.terms {
                let term = invariant(terms.get(*id as usize), TERM);
                if term.pages.is_empty() {
                    continue;
                }
                let all = term.words.iter().map(|word| invariant(words.get(*word as usize), WORD));
                let live = all.filter(|word| word.pages > 0 && word.text != *name);
                let mut forms: Vec<Box<str>> = live.map(|word| word.text.clone()).collect();
                forms.sort();
                parts.add(key, name, &Term { pages: term.best.clone(), forms });
            }
            letter.write(*first, parts);
        });
        if self.head.is_none() {
            let all = self.letters.values().flat_map(|letter| &letter.shards);
            let keys = all.flat_map(|(keys, file)| keys.iter().map(|key| (key.clone(), file.path.to_string().into())));
            let stop = if self.whole.english { stop::STOP } else { &[] };
            self.head = Some(head(&self.docs, &keys.collect(), stop));
        }
        let shards = self.letters.values().flat_map(|letter| &letter.shards).map(|(_, file)| file.clone());
        self.head.iter().cloned().chain(shards).collect()
    }
}

impl Letter {
    fn write(&mut self, first: char, parts: LetterShard) {
        let known = std::mem::take(&mut self.shards);
        for shard in parts.shards(first) {
            let same = known.iter().find(|(_, file)| file.path.as_str() == shard.path);
            let file = match same {
                // The name holds a hash, of which it is but a piece.
                Some((_, file)) if matches!(&file.body, Body::Bytes(bytes) if **bytes == *shard.json.as_bytes()) => {
                    file.clone()
                }
                _ => file(&shard.path, shard.json.into_bytes()),
            };
            self.shards.push((shard.keys, file));
        }
        self.stale = false;
    }
}

#[cfg(test)]
mod tests;
