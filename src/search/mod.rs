//! The search index: a list of pages, and shards of terms that the search page fetches as it needs them.
//!
//! Layer 3, pure. `search/index.json` names every page and every shard; a shard maps terms to pages with weights that
//! add up. Stems are cut here and each form that occurs is an alias, so the search page needs no stemmer
//! (`docs/open-data.md` has the format and the rule for reading a query). Counting runs on all cores, and the output
//! depends on the pages alone. Deliberately absent: summaries, which a result page can be asked for, and floating-point
//! numbers.

mod cache;
mod count;
mod entry;
mod shard;
mod stop;
mod terms;
mod weight;
mod words;

pub use cache::SearchMemo;
pub use entry::SearchEntry;

use crate::artifact::{Artifact, Body, OutputPath};
use crate::invariant::invariant;
use crate::model::ReportParts;
use crate::snapshot::Snapshot;

/// What the index tells of reports.
pub const READING: ReportParts = ReportParts::SENTENCES
    .union(ReportParts::STORY)
    .union(ReportParts::DECISIONS)
    .union(ReportParts::RISKS)
    .union(ReportParts::ISSUES);

/// The version of the format.
const VERSION: u8 = 1;

/// The index and its shards; nothing when the site has no search.
///
/// The result depends on `cx` alone: an empty memo gives the same.
#[must_use]
pub fn artifacts(cx: &Snapshot<'_>, memo: &mut SearchMemo) -> Vec<Artifact> {
    if !cx.model.config.search {
        return Vec::new();
    }
    let english = cx.model.config.language.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("en"));
    let base = cx.plan.base();
    // The search page puts the base path before what it reads.
    let address = |url: &str| {
        let href = cx.href(url);
        href.strip_prefix(base).map_or_else(|| href.clone(), |rest| format!("/{rest}"))
    };
    let cards = entry::cards(cx);
    if memo.keeps() {
        return memo.artifacts(cx, &cards, english, address);
    }
    let entries: Vec<SearchEntry<'_>> = cards.into_iter().map(|card| card.into_entry(cx)).collect();
    index(&entries, english, address)
}

/// The index of `entries`; `english` says whether words are cut to English stems and common English words left out.
#[must_use]
pub fn index(entries: &[SearchEntry<'_>], english: bool, address: impl Fn(&str) -> String) -> Vec<Artifact> {
    let shards = shard::shards(&terms::terms(count::count(entries, english), english));
    let docs: Vec<(&str, String, &str)> =
        entries.iter().map(|entry| (&*entry.title, address(&entry.url), &*entry.section)).collect();
    let keys =
        shards.iter().flat_map(|shard| shard.keys.iter().map(|key| (key.clone(), shard.path.clone().into()))).collect();
    let head = head(&json(&docs), &keys, if english { stop::STOP } else { &[] });
    std::iter::once(head).chain(shards.into_iter().map(|shard| file(&shard.path, shard.json.into_bytes()))).collect()
}

/// `search/index.json`: pages as JSON, shards by their keys, and the words that are in no shard.
fn head(docs: &str, shards: &serde_json::Map<String, serde_json::Value>, stop: &[&str]) -> Artifact {
    let (shards, stop) = (json(shards), json(stop));
    let json = format!("{{\"version\":{VERSION},\"docs\":{docs},\"shards\":{shards},\"stop\":{stop}}}");
    file("search/index.json", json.into_bytes())
}

fn file(path: &str, bytes: Vec<u8>) -> Artifact {
    Artifact { path: output(path), body: Body::of(bytes) }
}

/// `path` as one of the output: letters, digits and a hash make no other.
fn output(path: &str) -> OutputPath {
    invariant(OutputPath::new(path), "the names of the index stay in the output")
}

/// `value` as JSON.
fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    invariant(serde_json::to_string(value), "words and numbers always serialise")
}

#[cfg(test)]
mod tests;
