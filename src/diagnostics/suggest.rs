//! "Did you mean": the nearest of the words that would have been right.

/// Longest word in bytes that anybody mistypes; comparing costs its length times that of every candidate.
const LONGEST: usize = 120;

/// The candidate nearest to `word`, when it is near enough to be meant.
///
/// Near enough is a Damerau–Levenshtein distance of at most a third of the word's length (at least one), ignoring case.
/// Of equally near candidates the first in the given order wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = word.to_lowercase();
    let letters = LetterSet::of(&folded);
    let limit = (letters.count / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    // A letter has at most four bytes, and none becomes more than two in lower case.
    for candidate in candidates.into_iter().filter(|candidate| candidate.len() <= 8 * LONGEST) {
        // Only what is nearer than the best so far matters. Most candidates are told apart by their letters, a hundred
        // times quicker.
        let enough = best.map_or(limit + 1, |(distance, _)| distance);
        let differ = if candidate.is_ascii() { letters.apart(&LetterSet::of(candidate)) } else { 0 };
        if differ < enough {
            let distance = strsim::damerau_levenshtein(&folded, &candidate.to_lowercase());
            if distance < enough {
                best = Some((distance, candidate));
            }
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The same of names and ids. Those that differ only in a number are two things and no slip: whoever writes `M2` after
/// it is gone did not mean `M1`.
pub fn nearest_name<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters =
        |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).flat_map(char::to_lowercase).collect::<String>();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (own, number) = (letters(word), digits(word));
    let other = |candidate: &&str| letters(candidate) != own || digits(candidate) == number;
    nearest(word, candidates.into_iter().filter(other))
}

/// A word's length and the set of its characters (a bit for each, in any case, some of them shared): words that cannot
/// be alike are left out without a look at their letters.
struct LetterSet {
    count: usize,
    set: u64,
}

impl LetterSet {
    /// Those of an ASCII word, or of one in lower case.
    fn of(word: &str) -> Self {
        let mut letters = Self { count: 0, set: 0 };
        for character in word.chars() {
            letters.count += 1;
            letters.set |= 1 << (u32::from(character.to_ascii_lowercase()) % 64);
        }
        letters
    }

    /// A distance that two words have at least: each step adds, removes or replaces one character, or swaps two.
    fn apart(&self, other: &Self) -> usize {
        let only = |these: u64, those: u64| (these & !those).count_ones() as usize;
        self.count.abs_diff(other.count).max(only(self.set, other.set)).max(only(other.set, self.set))
    }
}

#[cfg(test)]
mod tests {
    use super::{nearest, nearest_name};

    #[test]
    fn letters_leave_out_no_word_that_is_near() {
        let mut chance = 5_usize;
        let mut character = |most: usize| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (chance >> 33) % most
        };
        let alphabet: Vec<char> = "abcABCx-é_ß漢".chars().collect();
        let mut near = 0;
        for _ in 0..5_000 {
            let mut word = |longest: usize| {
                (0..=character(longest)).map(|_| alphabet[character(alphabet.len())]).collect::<String>()
            };
            let (wanted, known) = (word(9), [word(9), word(9), word(9), word(9), word(9), word(9)]);
            let folded = wanted.to_lowercase();
            let limit = (folded.chars().count() / 3).max(1);
            let distances =
                known.iter().map(|known| (strsim::damerau_levenshtein(&folded, &known.to_lowercase()), known.as_str()));
            let expected = distances
                .filter(|(distance, _)| *distance <= limit)
                .min_by_key(|(distance, _)| *distance)
                .map(|(_, known)| known);
            near += usize::from(expected.is_some());
            assert_eq!(nearest(&wanted, known.iter().map(String::as_str)), expected, "{wanted} {known:?}");
        }
        assert!(near > 500, "{near}");
    }

    #[test]
    fn names_that_differ_in_a_number_are_two() {
        assert_eq!(nearest_name("M2", ["M1", "M3"]), None);
        assert_eq!(nearest_name("wave-2", ["wave-1", "wave-12"]), None);
        assert_eq!(nearest_name("m1", ["M1", "M3"]), Some("M1"));
        assert_eq!(nearest_name("M2", ["M1", "M2a"]), Some("M2a"));
        assert_eq!(nearest_name("ana-slva2", ["ana-silva2"]), Some("ana-silva2"));
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_another_word_is_not() {
        let fields = ["owner", "name", "milestones"];
        assert_eq!(nearest("onwer", fields), Some("owner"));
        assert_eq!(nearest("Milestone", fields), Some("milestones"));
        assert_eq!(nearest("budget", fields), None);
        assert_eq!(nearest(&"owner".repeat(40), ["owner".repeat(40).as_str()]), None);
    }
}
