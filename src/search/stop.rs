//! English words that are on every page: they find a page by its names and headings alone.

/// Sorted, for binary search. Single letters are what is left of `don't` and `it's`.
pub const STOP: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "before", "being", "but", "by", "can", "could", "did", "do", "does", "don", "each", "for", "from", "get", "got",
    "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "ll", "many",
    "may", "me", "more", "most", "much", "must", "my", "no", "nor", "not", "of", "on", "only", "or", "other", "our",
    "own", "re", "s", "she", "should", "so", "some", "such", "t", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "to", "too", "until", "up", "us", "ve", "very", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "why", "will", "with", "would", "you", "your",
];

/// The most letters of one of them: most words of a text are longer.
const LONGEST: usize = 7;

/// Whether `word` finds nothing.
#[must_use]
pub fn is_stop(word: &str) -> bool {
    word.len() <= LONGEST && STOP.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_found() {
        assert!(STOP.is_sorted());
        assert_eq!(STOP.iter().map(|word| word.len()).max(), Some(LONGEST));
        assert!(is_stop("the") && !is_stop("risk") && !is_stop("who's"));
    }
}
