//! "Did you mean": the nearest of the words that would have been right.

/// Longest word in bytes that anybody mistypes; comparing costs its length times that of every candidate.
const LONGEST: usize = 120;

/// The candidate nearest to `word`, when it is near enough to be meant.
///
/// Near enough is a Damerau–Levenshtein distance of at most a third of the word's length (at least one), ignoring case. Of
/// equally near candidates the first in the given order wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = word.to_lowercase();
    let limit = (folded.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_another_word_is_not() {
        let fields = ["owner", "name", "milestones"];
        assert_eq!(nearest("onwer", fields), Some("owner"));
        assert_eq!(nearest("Milestone", fields), Some("milestones"));
        assert_eq!(nearest("budget", fields), None);
        assert_eq!(nearest(&"owner".repeat(40), ["owner".repeat(40).as_str()]), None);
    }
}
