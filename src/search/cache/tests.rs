//! An index that is brought up to date, against new ones.

use std::fmt::Write;

use jiff::civil::date;

use super::super::entry::Weighting;
use super::super::index;
use super::*;

/// Pages of some words each, more than one term leads to.
const PAGES: usize = MOST + 60;

fn text(number: usize, edition: usize) -> String {
    let mut text = String::from("status");
    for at in 0..(number * 7 + edition * 13) % 9 {
        let _ = write!(text, " plan{} moved moving risk", (number * edition + at) % 17);
    }
    text
}

fn entries(texts: &[String]) -> Vec<SearchEntry<'_>> {
    let entry = |(number, text): (usize, &'_ String)| {
        SearchEntry::new(format!("/{number:04}/"), format!("Page {}", number % 3), "")
            .with(Weighting::Text, text.clone())
    };
    texts.iter().enumerate().map(entry).collect()
}

#[test]
fn an_index_that_is_brought_up_to_date_is_a_new_index() {
    let mut texts: Vec<String> = (0..PAGES).map(|number| text(number, 0)).collect();
    let whole = IndexInputs { english: true, as_of: date(2026, 1, 1), base: "/".to_owned() };
    let name = |entry: &SearchEntry<'_>| PageName {
        url: entry.url.clone(),
        title: entry.title.to_string(),
        section: String::new(),
    };
    let mut kept = CachedTerms::new(whole, entries(&texts).iter().map(name).collect());
    let all: Vec<usize> = (0..PAGES).collect();
    kept.update(&all, &entries(&texts));
    for edition in 1..30 {
        let changed: Vec<usize> = (0..edition % 4).map(|at| (edition * 311 + at * 97) % PAGES).collect();
        for number in &changed {
            if let Some(place) = texts.get_mut(*number) {
                *place = if edition == 20 {
                    format!("{} status status status", text(*number, edition))
                } else {
                    text(*number, edition)
                };
            }
        }
        let now = entries(&texts);
        let of_changed: Vec<_> = changed.iter().filter_map(|number| now.get(*number).cloned()).collect();
        kept.update(&changed, &of_changed);
        let is_shard = |file: &Artifact| file.path.as_str().starts_with("search/shard-");
        let fresh: Vec<_> = index(&now, true, str::to_owned).into_iter().filter(is_shard).collect();
        assert!(kept.artifacts().into_iter().filter(is_shard).eq(fresh), "edition {edition}");
    }
}
