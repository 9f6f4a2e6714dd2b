//! How much a page is worth for a word: BM25 in whole numbers, so that every machine counts the same.
//!
//! Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with k₁ = 1.2 and b = 0.75.
//! A word of the title or of a heading adds a fixed amount instead of counting more often: repetition saturates, a
//! title should not.

use super::count::WordUse;

/// One, with eight bits after the point.
const ONE: u64 = 256;

/// What a word in the title adds, as many times its rarity.
const TITLE: u64 = 3 * ONE;

/// What a word in a heading adds.
const HEADING: u64 = ONE;

/// Words on most pages keep this rarity, so that they can still be found and their pages have an order.
const LEAST: u64 = ONE;

/// What all pages together say.
#[derive(Clone, Copy, Debug)]
pub struct Corpus {
    /// How many pages.
    pub pages: u64,
    /// How many words on all of them.
    pub words: u64,
}

impl Corpus {
    /// The rarity of a word that is on `pages` pages: log₂ of (N + 1) / (n + ½).
    #[must_use]
    pub fn rarity(&self, pages: u64) -> u64 {
        log2(2 * self.pages + 2).saturating_sub(log2(2 * pages + 1)).max(LEAST)
    }

    /// The length of a page against the mean: k₁ × (1 − b + b × length / mean), times twenty.
    #[must_use]
    pub fn norm(&self, length: u32) -> u64 {
        6 * ONE + 18 * ONE * u64::from(length) * self.pages / self.words.max(1)
    }
}

/// The weight of a page for a word, at least 1; scores of several words add up.
#[must_use]
pub fn weight(rarity: u64, norm: u64, standing: WordUse) -> u32 {
    let count = u64::from(standing.count);
    // count × (k₁ + 1) / (count + norm), with both sides times twenty.
    let often = count * 44 * ONE * ONE / (count * 20 * ONE + norm).max(1);
    let title = if standing.in_title { TITLE } else { 0 };
    let heading = if standing.in_heading { HEADING } else { 0 };
    // Sixteen bits after the point become two: quarters are fine enough to order twenty results.
    let weight = (rarity * (often + title + heading)) >> 14;
    u32::try_from(weight).unwrap_or(u32::MAX).max(1)
}

/// The binary logarithm with eight bits after the point, exact to the last, by squaring; 0 of 0.
fn log2(value: u64) -> u64 {
    let Some(whole) = value.checked_ilog2() else { return 0 };
    // The mantissa from 1 to 2, with 31 bits after the point.
    let mut mantissa = (value << (63 - whole)) >> 32;
    let mut fraction = 0;
    for _ in 0..8 {
        mantissa = (mantissa * mantissa) >> 31;
        fraction <<= 1;
        if mantissa >> 32 != 0 {
            mantissa >>= 1;
            fraction |= 1;
        }
    }
    u64::from(whole) * ONE + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn the_logarithm_is_that_of_the_library() {
        for value in [1_u64, 2, 3, 5, 7, 10, 100, 1023, 1024, 20_001, 1 << 40] {
            let exact = (value as f64).log2() * 256.0;
            assert!((exact - log2(value) as f64).abs() < 1.5, "{value}: {exact} and {}", log2(value));
        }
        assert_eq!(log2(0), 0);
    }

    #[test]
    fn rare_words_titles_and_short_pages_weigh_more() {
        let corpus = Corpus { pages: 1000, words: 500_000 };
        let once = WordUse { count: 1, in_title: false, in_heading: false };
        let plain = weight(corpus.rarity(10), corpus.norm(500), once);
        assert!(weight(corpus.rarity(1), corpus.norm(500), once) > plain);
        assert!(weight(corpus.rarity(10), corpus.norm(50), once) > plain);
        assert!(weight(corpus.rarity(10), corpus.norm(500), WordUse { count: 5, ..once }) > plain);
        let heading = weight(corpus.rarity(10), corpus.norm(500), WordUse { in_heading: true, ..once });
        let title = weight(corpus.rarity(10), corpus.norm(500), WordUse { in_title: true, ..once });
        assert!(title > heading && heading > plain);
        assert_eq!(weight(corpus.rarity(1000), corpus.norm(5000), once), 1);
    }
}
