//! The index of the last build, brought up to date page by page.
//!
//! An edit changes the words of few pages. Their counts are replaced; terms are weighed again where a page's standing, its length or the
//! mean length has changed a weight that a shard tells, and only the shards of letters with such a term are written again. The result
//! is that of [`index`](super::index), which `tests/incremental.rs` and the tests below hold it to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::count::{self, Counted, Ids, PageWords, Standing};
use super::entry::{Card, Entry, Part, in_charge};
use super::shard::{self, Parts};
use super::terms::{self, MOST, Term, weigh};
use super::weight::{Corpus, weight};
use super::{head, stop};
use crate::artifact::{Artifact, Body, OutputPath};
use crate::memo::Same;
use crate::model::{FocusArea, Page, Person, Program};
use crate::snapshot::Snapshot;

/// The index of the last build; nothing for a program that builds once.
#[derive(Debug, Default)]
pub struct SearchMemo {
    keeps: bool,
    last: Option<Kept>,
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
    pub fn artifacts(&mut self, cx: &Snapshot<'_>, cards: &[Card<'_>], english: bool, address: impl Fn(&str) -> String) -> Vec<Artifact> {
        let whole = Whole { english, as_of: cx.model.as_of, base: cx.plan.base().to_owned() };
        let known = self.last.take().filter(|kept| kept.whole == whole && kept.same_pages(cards) && !kept.is_littered());
        let mut kept = known.unwrap_or_else(|| Kept::new(whole, cards.iter().map(Name::of).collect()));
        let changed = kept.changed(cx, cards);
        let entries: Vec<_> = changed.iter().filter_map(|number| Some(cards.get(*number)?.clone().into_entry(cx))).collect();
        kept.update(&changed, &entries);
        if kept.docs.is_empty() {
            let docs = kept.names.iter().map(|name| (&*name.title, address(&name.url), &*name.section));
            kept.docs = serde_json::to_string(&docs.collect::<Vec<_>>()).unwrap_or_default();
            kept.head = None;
        }
        let artifacts = kept.artifacts();
        self.last = Some(kept);
        artifacts
    }
}

/// What every page of the index reads.
#[derive(Debug, PartialEq)]
struct Whole {
    english: bool,
    as_of: Date,
    base: String,
}

/// How a page is named: its address, title and section.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    url: String,
    title: String,
    section: String,
}

impl Name {
    fn of(card: &Card<'_>) -> Self {
        Self { url: card.url.clone(), title: card.title.to_string(), section: card.section.to_string() }
    }

    fn is_of(&self, card: &Card<'_>) -> bool {
        self.title == card.title && self.section == card.section && self.url == card.url
    }
}

/// The identity of everything that a part of a text reads.
#[derive(Debug, PartialEq, Eq)]
enum Text {
    Program(Same<Program>, Vec<Same<Person>>),
    Update(Same<Program>, usize, Option<Same<Person>>),
    Person(Same<Person>, Vec<Same<FocusArea>>),
    FocusArea(Same<FocusArea>),
    Page(Same<Page>),
    Title(String),
    Nothing,
}

impl Text {
    fn of(cx: &Snapshot<'_>, part: &Part<'_>) -> Self {
        let model = cx.model;
        let person = |id: crate::model::PersonId| model.people.get(id.index()).map(Same::of);
        match part {
            Part::Program(id) => model
                .programs
                .get(id.index())
                .map_or(Self::Nothing, |program| Self::Program(Same::of(program), in_charge(program).filter_map(person).collect())),
            Part::Update(id, index) => model.programs.get(id.index()).map_or(Self::Nothing, |program| {
                Self::Update(Same::of(program), *index, program.updates.get(*index).and_then(|update| person(update.author)))
            }),
            Part::Person(person) => {
                let areas = person.focus_areas.iter().filter_map(|id| model.focus_areas.get(id.index()));
                Self::Person(Same::of(person), areas.map(Same::of).collect())
            }
            Part::FocusArea(area) => Self::FocusArea(Same::of(area)),
            Part::Page(page) => Self::Page(Same::of(page)),
            Part::Title(title) => Self::Title(title.to_string()),
        }
    }
}

/// A word, the term that it belongs to, and the number of pages that hold it.
#[derive(Debug)]
struct Word {
    text: Box<str>,
    term: u32,
    pages: u32,
}

/// A term with all its pages.
#[derive(Debug, Default)]
struct KeptTerm {
    /// Words that mean it.
    words: Vec<u32>,
    pages: Vec<(u32, Standing)>,
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
struct Kept {
    whole: Whole,
    names: Vec<Name>,
    texts: Vec<Vec<Text>>,
    ids: Ids,
    words: Vec<Word>,
    /// How many of the words are on no page any more.
    unused: usize,
    pages: Vec<PageWords>,
    norms: Vec<u64>,
    terms: Vec<KeptTerm>,
    by_name: BTreeMap<Box<str>, u32>,
    letters: BTreeMap<char, Letter>,
    /// The list of pages as JSON.
    docs: String,
    head: Option<Artifact>,
}

/// What is to be done for a term.
#[derive(Debug, Default)]
struct Check {
    /// Its number of pages has changed, so every weight has.
    all: bool,
    /// Pages whose weight may have changed.
    pages: BTreeSet<u32>,
}

impl Kept {
    /// An index whose pages have no words yet.
    fn new(whole: Whole, names: Vec<Name>) -> Self {
        Self {
            whole,
            texts: names.iter().map(|_| Vec::new()).collect(),
            ids: Ids::default(),
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
        for (number, (card, (name, texts))) in cards.iter().zip(self.names.iter_mut().zip(&mut self.texts)).enumerate() {
            let same_text =
                texts.len() == card.parts.len() && card.parts.iter().zip(&*texts).all(|(part, text)| Text::of(cx, part) == *text);
            let same_name = name.is_of(card);
            if !same_name {
                *name = Name::of(card);
                self.docs.clear();
            }
            if !same_text {
                *texts = card.parts.iter().map(|part| Text::of(cx, part)).collect();
            }
            if fresh || !same_name || !same_text {
                changed.push(number);
            }
        }
        changed
    }

    /// Counts the words of the pages `changed`, whose texts are `entries`.
    fn update(&mut self, changed: &[usize], entries: &[Entry<'_>]) {
        let counted = count::count(entries, self.whole.english);
        let places = self.places(&counted);
        let mut checks: BTreeMap<u32, Check> = BTreeMap::new();
        for (number, mut page) in changed.iter().zip(counted.pages) {
            for (word, _) in &mut page.standings {
                *word = places.get(*word as usize).copied().unwrap_or(*word);
            }
            self.replace(*number, page, &mut checks);
        }
        let corpus = self.corpus();
        let norms: Vec<u64> = self.pages.iter().map(|page| corpus.norm(page.length)).collect();
        let moved = norms.iter().enumerate().filter(|(number, norm)| self.norms.get(*number) != Some(norm));
        for (number, page) in moved.filter_map(|(number, _)| Some((u32::try_from(number).ok()?, self.pages.get(number)?))) {
            for (word, _) in &page.standings {
                if let Some(word) = self.words.get(*word as usize) {
                    checks.entry(word.term).or_default().pages.insert(number);
                }
            }
        }
        self.norms = norms;
        let checks: Vec<(u32, Check)> = checks.into_iter().collect();
        let found =
            checks.par_iter().filter_map(|(term, check)| Some((*term, self.best(&corpus, self.terms.get(*term as usize)?, check)?)));
        let found: Vec<(u32, Vec<(u32, u32)>)> = found.collect();
        for (term, best) in found {
            if let Some(kept) = self.terms.get_mut(term as usize)
                && kept.best != best
            {
                kept.best = best;
                self.stale(term);
            }
        }
    }

    /// The ids of the words of `counted`, new ones with their terms.
    fn places(&mut self, counted: &Counted) -> Vec<u32> {
        let mut new: Vec<Box<str>> = Vec::new();
        let first = self.words.len();
        let places = counted.words.iter().map(|word| self.ids.numbered(word, first, &mut new)).collect();
        let stems = if self.whole.english { terms::stems(&new) } else { new.clone() };
        for (text, stem) in new.into_iter().zip(stems) {
            let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let next = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
            let term = *self.by_name.entry(stem.clone()).or_insert(next);
            if term == next {
                self.terms.push(KeptTerm::default());
                let key = shard::key(&stem);
                let letter = self.letters.entry(key.chars().next().unwrap_or('_')).or_default();
                letter.terms.insert((key, stem), term);
            }
            if let Some(kept) = self.terms.get_mut(term as usize) {
                kept.words.push(id);
            }
            self.words.push(Word { text, term, pages: 0 });
            self.unused += 1;
        }
        places
    }

    fn corpus(&self) -> Corpus {
        Corpus { pages: self.pages.len() as u64, words: self.pages.iter().map(|page| u64::from(page.length)).sum() }
    }

    /// Gives page `number` other words.
    fn replace(&mut self, number: usize, page: PageWords, checks: &mut BTreeMap<u32, Check>) {
        let Some(place) = self.pages.get_mut(number) else { return };
        let old = std::mem::replace(place, page);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let mut now: BTreeMap<u32, Option<Standing>> = BTreeMap::new();
        let mut spoken = Vec::new();
        for (id, _) in &old.standings {
            let Some(word) = self.words.get_mut(*id as usize) else { continue };
            word.pages -= 1;
            if word.pages == 0 {
                self.unused += 1;
                spoken.push(word.term);
            }
            now.entry(word.term).or_default();
        }
        for (id, standing) in self.pages.get(number as usize).into_iter().flat_map(|page| &page.standings) {
            let Some(word) = self.words.get_mut(*id as usize) else { continue };
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
            let Some(term) = self.terms.get_mut(id as usize) else { continue };
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
        let name = self.terms.get(term as usize).and_then(|term| self.words.get(*term.words.first()? as usize)).map(|word| &word.text);
        // A stem never leaves the shard of its word.
        let letter = name.and_then(|name| shard::key(name).chars().next());
        if let Some(letter) = letter.and_then(|letter| self.letters.get_mut(&letter)) {
            letter.stale = true;
        }
    }

    /// The best pages of `term`, unless nothing that `check` asks for changes them.
    fn best(&self, corpus: &Corpus, term: &KeptTerm, check: &Check) -> Option<Vec<(u32, u32)>> {
        let rarity = corpus.rarity(term.pages.len() as u64);
        let worst = || term.best.iter().map(|(page, weight)| (std::cmp::Reverse(*weight), *page)).max();
        let changes = |number: &u32| {
            let Ok(at) = term.pages.binary_search_by_key(number, |(page, _)| *page) else { return false };
            let Some((_, standing)) = term.pages.get(at) else { return false };
            let now = weight(rarity, self.norms.get(*number as usize).copied().unwrap_or_default(), *standing);
            match term.best.binary_search_by_key(number, |(page, _)| *page) {
                Ok(at) => term.best.get(at).is_none_or(|(_, was)| *was != now),
                Err(_) => term.best.len() < MOST || worst().is_none_or(|worst| (std::cmp::Reverse(now), *number) < worst),
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
            let mut parts = Parts::default();
            for ((key, name), id) in &letter.terms {
                let Some(term) = terms.get(*id as usize).filter(|term| !term.pages.is_empty()) else { continue };
                let live =
                    term.words.iter().filter_map(|word| words.get(*word as usize)).filter(|word| word.pages > 0 && word.text != *name);
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
            self.head = head(&self.docs, &keys.collect(), stop);
        }
        let shards = self.letters.values().flat_map(|letter| &letter.shards).map(|(_, file)| file.clone());
        self.head.iter().cloned().chain(shards).collect()
    }
}

impl Letter {
    fn write(&mut self, first: char, parts: Parts) {
        let known = std::mem::take(&mut self.shards);
        for shard in parts.shards(first) {
            let same = known.iter().find(|(_, file)| file.path.as_str() == shard.path);
            let file = match (same, OutputPath::new(&shard.path)) {
                // The name holds a hash, of which it is but a piece.
                (Some((_, file)), _) if matches!(&file.body, Body::Bytes(bytes) if **bytes == *shard.json.as_bytes()) => file.clone(),
                (_, Some(path)) => Artifact { path, body: Body::of(shard.json) },
                (_, None) => continue,
            };
            self.shards.push((shard.keys, file));
        }
        self.stale = false;
    }
}

#[cfg(test)]
mod tests;
