//! The index as the search page reads it.

use serde_json::Value;

use super::entry::Weighting;
use super::*;

fn read(artifacts: &[Artifact], path: &str) -> Option<Value> {
    let found = artifacts.iter().find(|artifact| artifact.path.as_str() == path)?;
    match &found.body {
        Body::Bytes(bytes) => serde_json::from_slice(bytes).ok(),
        Body::CopyOf(..) => None,
    }
}

/// Addresses of the pages that `word` leads to, the best first, by the rule of the search page.
fn find(artifacts: &[Artifact], word: &str) -> Option<Vec<String>> {
    let index = read(artifacts, "search/index.json")?;
    let shard = read(artifacts, index["shards"][shard::key(word)].as_str()?)?;
    let term = shard["aliases"][word].as_str().unwrap_or(word);
    let mut hits: Vec<(u64, u64)> =
        shard["terms"][term].as_array()?.iter().filter_map(|hit| Some((hit[1].as_u64()?, hit[0].as_u64()?))).collect();
    hits.sort_by_key(|(weight, page)| (std::cmp::Reverse(*weight), *page));
    let url = |page: u64| index["docs"][usize::try_from(page).ok()?][1].as_str().map(str::to_owned);
    hits.into_iter().map(|(_, page)| url(page)).collect()
}

fn site() -> Vec<SearchEntry<'static>> {
    vec![
        SearchEntry::new("/a/".to_owned(), "Tenant migration", "Program")
            .with(Weighting::Text, "Moves tenants. Höhenflug 移行計画"),
        SearchEntry::new("/b/".to_owned(), "Values", "Handbook")
            .with(Weighting::Heading, "On migrations")
            .with(Weighting::Text, "We write things down."),
        SearchEntry::new("/c/".to_owned(), "Risks", "").with(Weighting::Text, "A migration may fail."),
    ]
}

#[test]
fn a_title_comes_before_a_heading_and_that_before_the_text() {
    let artifacts = index(&site(), true, str::to_owned);
    assert_eq!(find(&artifacts, "migration"), Some(vec!["/a/".to_owned(), "/b/".to_owned(), "/c/".to_owned()]));
    assert_eq!(find(&artifacts, "migrations"), find(&artifacts, "migration"));
}

#[test]
fn other_scripts_are_found() {
    let artifacts = index(&site(), true, str::to_owned);
    for word in ["höhenflug", "移行", "計画"] {
        assert_eq!(find(&artifacts, word), Some(vec!["/a/".to_owned()]), "{word}");
    }
}

#[test]
fn common_words_are_in_no_shard_and_are_named() {
    let artifacts = index(&site(), true, str::to_owned);
    assert_eq!(find(&artifacts, "we"), None);
    let stop = read(&artifacts, "search/index.json").map(|index| index["stop"].clone());
    assert!(stop.is_some_and(|stop| stop.as_array().is_some_and(|stop| stop.contains(&"we".into()))));
}

#[test]
fn the_index_depends_on_the_pages_alone() -> Result<(), rayon::ThreadPoolBuildError> {
    let text = |n: usize| format!("Word{} alpha{} beta{} plan", n % 7, n % 31, n);
    let entries: Vec<SearchEntry<'_>> = (0..500)
        .map(|n| SearchEntry::new(format!("/{n}/"), format!("Page {n}"), "").with(Weighting::Text, text(n)))
        .collect();
    let build = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        Ok::<_, rayon::ThreadPoolBuildError>(pool.install(|| index(&entries, true, str::to_owned)))
    };
    assert_eq!(build(1)?, build(4)?);
    Ok(())
}
