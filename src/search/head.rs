//! `search/index.json`: which file holds what, and what readers choose by.

use serde::Serialize;
use serde_json::{Value, json};

use super::card::{Card, Facets};
use super::shard::Shard;

/// The version of the format.
const VERSION: u8 = 2;

/// Pages in one file of their titles: ten results come from ten files at most.
pub const PAGES: usize = 64;

/// Most words that a slip of the pen is compared with.
const SPELLINGS: usize = 12_000;

/// What the first file of the index names.
pub struct Head<'a> {
    /// Every page.
    pub cards: &'a [Card<'a>],
    /// The files of words.
    pub words: &'a [Shard],
    /// The files of titles.
    pub pages: &'a [Shard],
    /// The file of words that may have been meant.
    pub spellings: &'a Shard,
    /// Whether the site is in English, whose endings the script knows.
    pub english: bool,
    /// Words that are in titles alone.
    pub stop: &'a [&'a str],
    /// Words that mean the same.
    pub synonyms: &'a [Vec<String>],
}

impl Head<'_> {
    /// The file.
    #[must_use]
    pub fn json(&self) -> String {
        let hashes = |shards: &[Shard]| shards.iter().map(|shard| shard.hash.clone()).collect::<Vec<_>>();
        let first: Vec<&str> = self.words.iter().map(|shard| shard.first.as_str()).collect();
        let facets = |facet: fn(&Facets<'_>) -> Value| Column::of(self.cards.iter().map(|card| facet(&card.facets)));
        let depth = Column::of(self.cards.iter().map(|card| json!(card.depth())));
        let json = json!({
            "version": VERSION,
            "count": self.cards.len(),
            "pages": { "each": PAGES, "files": hashes(self.pages) },
            "words": { "first": first, "files": hashes(self.words) },
            "spellings": self.spellings.hash,
            "english": self.english,
            "stop": self.stop,
            "synonyms": self.synonyms,
            "facets": {
                "kind": facets(|facets| json!(facets.kind)),
                "area": facets(|facets| json!(facets.areas)),
                "health": facets(|facets| json!(facets.health.as_ref().map(|health| &health.label))),
                "year": facets(|facets| json!(facets.year)),
                "depth": depth,
                "old": facets(|facets| json!(facets.is_old)),
            },
        });
        json.to_string()
    }
}

/// A value for each page: the distinct ones, and runs of them as pairs of a value's place and a number of pages.
#[derive(Debug, Default, Serialize)]
struct Column {
    values: Vec<Value>,
    runs: Vec<usize>,
}

impl Column {
    fn of(values: impl Iterator<Item = Value>) -> Self {
        let mut column = Self::default();
        for value in values {
            let known = column.values.iter().position(|known| *known == value);
            let at = known.unwrap_or_else(|| {
                column.values.push(value);
                column.values.len() - 1
            });
            match column.runs.as_mut_slice() {
                [.., last, count] if *last == at => *count += 1,
                _ => column.runs.extend([at, 1]),
            }
        }
        column
    }
}

/// The files of titles: for each page title, address, path, and the mark and the word of its health, if it has any.
pub fn pages(cards: &[Card<'_>], address: impl Fn(&str) -> String) -> Vec<Shard> {
    let row = |card: &Card<'_>| {
        let mut row = vec![card.title.to_string(), address(&card.url), card.path.clone()];
        row.extend(card.facets.health.iter().flat_map(|health| [health.mark.to_owned(), health.label.clone()]));
        row
    };
    let file = |cards: &[Card<'_>]| Shard::named("", json!(cards.iter().map(row).collect::<Vec<_>>()).to_string());
    cards.chunks(PAGES).map(file).collect()
}

/// The file of words that may have been meant, by name, each with the number of binary digits of its number of pages.
pub fn spellings(mut words: Vec<(&str, usize)>) -> Shard {
    words.truncate(SPELLINGS);
    words.sort_unstable();
    let told: Vec<String> = words.iter().map(|(word, pages)| format!("{word} {}", pages.ilog2())).collect();
    Shard::named("", json!(told.join(" ")).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_tells_runs_of_values() {
        let column = Column::of([json!("a"), json!("a"), json!(null), json!("a")].into_iter());
        assert_eq!(json!(column), json!({ "values": ["a", null], "runs": [0, 2, 1, 1, 0, 1] }));
    }
}
