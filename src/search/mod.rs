//! The search index: a list of pages, and shards of terms that the search page fetches as it needs them.
//!
//! Layer 3, pure. `search/index.json` names every page and every shard; a shard maps terms to pages with weights that add up. Stems
//! are cut here and each form that occurs is an alias, so the search page needs no stemmer (`docs/open-data.md` has the format
//! and the rule for reading a query). Counting runs on all cores, and the output depends on the pages alone. Deliberately
//! absent: summaries, which a result page can be asked for, and floating-point numbers.

mod count;
mod entry;
mod shard;
mod stop;
mod terms;
mod weight;
mod words;

pub use entry::{Entry, Place};

use serde::Serialize;

use crate::artifact::{Artifact, Body, OutputPath};
use crate::views::Cx;

/// The version of the format.
const VERSION: u8 = 1;

/// `search/index.json`.
#[derive(Debug, Serialize)]
struct Index<'a> {
    version: u8,
    docs: Vec<(&'a str, String, &'a str)>,
    shards: serde_json::Map<String, serde_json::Value>,
    stop: &'static [&'static str],
}

/// The index and its shards; nothing when the site has no search.
#[must_use]
pub fn artifacts(cx: &Cx<'_>) -> Vec<Artifact> {
    if !cx.model.config.search {
        return Vec::new();
    }
    let english = cx.model.config.language.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("en"));
    let base = cx.plan.base();
    // The search page puts the base path before what it reads.
    index(&entry::entries(cx), english, |url| {
        let href = cx.href(url);
        href.strip_prefix(base).map_or_else(|| href.clone(), |rest| format!("/{rest}"))
    })
}

/// The index of `entries`; `english` says whether words are cut to English stems and common English words left out.
#[must_use]
pub fn index(entries: &[Entry<'_>], english: bool, address: impl Fn(&str) -> String) -> Vec<Artifact> {
    let shards = shard::shards(&terms::terms(count::count(entries, english), english));
    let index = Index {
        version: VERSION,
        docs: entries.iter().map(|entry| (&*entry.title, address(&entry.url), &*entry.section)).collect(),
        shards: shards.iter().flat_map(|shard| shard.keys.iter().map(|key| (key.clone(), shard.path.clone().into()))).collect(),
        stop: if english { stop::STOP } else { &[] },
    };
    let file = |path: &str, bytes: Vec<u8>| Some(Artifact { path: OutputPath::new(path)?, body: Body::of(bytes) });
    let head = serde_json::to_vec(&index).ok().and_then(|bytes| file("search/index.json", bytes));
    head.into_iter().chain(shards.into_iter().filter_map(|shard| file(&shard.path, shard.json.into_bytes()))).collect()
}

#[cfg(test)]
mod tests;
