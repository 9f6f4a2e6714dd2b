//! What a page is worth for a word: BM25F, of which the page's own part is worked out here and the rarity of the word
//! where it is asked for.
//!
//! Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Lengths are compared with
//! those of an ordinary page and not with the site's mean, so that a page's weights depend on the page alone and an
//! edit moves no others. Everything is counted in whole numbers: every machine counts the same.

use super::entry::Place;

/// How often a word stands in each place of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordUse {
    /// Times, in tenths, by place: a spelling that is not the one on the page counts less.
    tenths: [u16; Place::COUNT],
    /// The largest share of a title or another name that it is, in sixtieths.
    share: u8,
}

/// How many words stand in each place of a page.
pub type Lengths = [u32; Place::COUNT];

/// What a word in each place counts for: title, other names, headings, what sums up, text.
const WORTH: [u64; Place::COUNT] = [10, 7, 4, 3, 1];

/// Words in each place of an ordinary page; longer ones count for less.
const ORDINARY: [u64; Place::COUNT] = [3, 4, 25, 30, 300];

/// How much of a place's length counts against it, in percent (BM25's b).
const LENGTH_COUNTS: [u64; Place::COUNT] = [30, 30, 60, 40, 65];

/// Where repetition saturates (BM25's k₁), in hundredths.
const SATURATION: u64 = 130;

/// The most that the places of a word can be worth.
pub const FULL: u64 = 31;

/// The whole of a title, in parts that halves, thirds, quarters and fifths make whole.
pub const TITLE: u64 = 60;

impl WordUse {
    /// Adds one use.
    pub fn add(&mut self, place: Place, exact: bool) {
        let tenths = at(&mut self.tenths, place);
        *tenths = tenths.saturating_add(if exact { 10 } else { 8 });
    }

    /// Says that the word is one of `words` words of a title, or of another name, which says a little less.
    pub fn share(&mut self, place: Place, words: u32) {
        let whole = if place == Place::Title { TITLE } else { TITLE - 10 };
        let share = u8::try_from((whole / u64::from(words.max(1))).max(1)).unwrap_or(0);
        self.share = self.share.max(share);
    }

    /// What a page of these `lengths` is worth for the word: 1 to [`FULL`], and its share of a name times 32.
    #[must_use]
    pub fn value(&self, lengths: &Lengths) -> u16 {
        let places = self.tenths.iter().zip(WORTH).zip(ORDINARY).zip(LENGTH_COUNTS).zip(lengths);
        // Times, in hundredths of a use in the text of an ordinary page.
        let times: u64 = places
            .map(|((((tenths, worth), ordinary), counts), length)| {
                let norm = 100 - counts + counts * u64::from(*length) / ordinary;
                u64::from(*tenths) * worth * 1000 / norm.max(20)
            })
            .sum();
        let weight = (times * (FULL + 1) / (times + SATURATION)).clamp(1, FULL);
        u16::try_from(weight + 32 * u64::from(self.share)).unwrap_or(u16::MAX)
    }
}

/// The value of `place` among those of all places.
pub fn at<T>(places: &mut [T; Place::COUNT], place: Place) -> &mut T {
    let [title, name, heading, lead, text] = places;
    match place {
        Place::Title => title,
        Place::Name => name,
        Place::Heading => heading,
        Place::Lead => lead,
        Place::Text => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(places: &[(Place, bool)], lengths: Lengths) -> u16 {
        let mut standing = WordUse::default();
        for (place, exact) in places {
            standing.add(*place, *exact);
        }
        standing.value(&lengths)
    }

    #[test]
    fn titles_weigh_more_than_headings_and_short_pages_more_than_long_ones() {
        let page = [3, 2, 10, 20, 300];
        let weight = |places: &[(Place, bool)], page| value(places, page) % 32;
        let [title, name, heading, lead, text] = [Place::Title, Place::Name, Place::Heading, Place::Lead, Place::Text]
            .map(|place| weight(&[(place, true)], page));
        assert!(
            title > name && name > heading && heading > lead && lead > text,
            "{title} {name} {heading} {lead} {text}"
        );
        assert!(weight(&[(Place::Text, true)], [3, 2, 10, 20, 3000]) < text);
        assert!(weight(&[(Place::Text, true); 5], page) > text);
        assert!(weight(&[(Place::Title, false)], page) < title);
        assert!(weight(&[(Place::Text, true); 200], page) <= 31);
    }

    #[test]
    fn a_word_is_a_share_of_its_title() {
        let share = |place, words| {
            let mut standing = WordUse::default();
            standing.add(place, true);
            standing.share(place, words);
            standing.value(&[3, 0, 0, 0, 100]) / 32
        };
        assert_eq!([1, 2, 3, 4, 12, 40].map(|words| share(Place::Title, words)), [60, 30, 20, 15, 5, 1]);
        assert_eq!([1, 2].map(|words| share(Place::Name, words)), [50, 25]);
    }
}
