//! The search index: shards of words, lists of titles, and one file that names them all.
//!
//! Layer 3, pure. `search/index.json` says which shard tells a word; a shard maps words to pages with what each is
//! worth for it (`docs/open-data.md` has the format and the rule for reading a query). The search script reads it
//! (`search-engine.js`): it knows endings, slips of the pen and synonyms, so the index holds words as they are written.
//! Counting runs on all cores, and the output depends on the pages alone. Deliberately absent: the text of pages, which
//! the pages have, and floating-point numbers.

mod cache;
mod card;
mod count;
mod entry;
mod fold;
mod head;
mod index;
mod shard;
mod stop;
mod weight;
mod words;

pub use cache::SearchMemo;

use crate::artifact::{Artifact, Body, OutputPath};
use crate::invariant::invariant;
use crate::model::ReportParts;
use crate::snapshot::Snapshot;

/// What the index tells of reports: their words, and the health that readers choose by.
pub const READING: ReportParts = ReportParts::FACTS.union(ReportParts::STORY);

/// The index and its shards; nothing when the site has no search.
///
/// The result depends on `cx` alone: an empty memo gives the same.
#[must_use]
pub fn artifacts(cx: &Snapshot<'_>, memo: &mut SearchMemo) -> Vec<Artifact> {
    let config = &cx.model.config;
    if !config.search {
        return Vec::new();
    }
    let english = config.language.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("en"));
    let base = cx.plan.base();
    // The search script puts the base path before what it reads.
    let address = |url: &str| {
        let href = cx.href(url);
        href.strip_prefix(base).map_or_else(|| href.clone(), |rest| format!("/{rest}"))
    };
    let cards = card::cards(cx);
    let (mut known, changed) = memo.known(cx, &cards, english);
    let entries: Vec<_> = changed.iter().filter_map(|number| cards.get(*number)).map(|card| card.entry(cx)).collect();
    known.index.update(&changed, count::count(&entries, english));
    drop(entries);
    let words = known.index.shards();
    let pages = head::pages(&cards, address);
    let spellings = head::spellings(known.index.spellings());
    let head = head::Head {
        cards: &cards,
        words: &words,
        pages: &pages,
        spellings: &spellings,
        english,
        stop: if english { stop::STOP } else { &[] },
        synonyms: &config.synonyms,
    };
    let path = invariant(OutputPath::new("search/index.json"), "the names of the index stay in the output");
    let head = Artifact { path, body: Body::of(head.json()) };
    let mut shards: Vec<_> = words.iter().chain(&pages).chain([&spellings]).collect();
    // Files of one content have one name.
    shards.sort_by(|a, b| a.hash.cmp(&b.hash));
    shards.dedup_by(|a, b| a.hash == b.hash);
    let artifacts = std::iter::once(head).chain(shards.into_iter().map(shard::Shard::artifact)).collect();
    memo.keep(known);
    artifacts
}
