//! English words that are on every page and find nothing.

/// Sorted, for binary search; words of one letter are no words anyway.
pub const STOP: &[&str] = &[
    "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before",
    "being", "but", "by", "can", "could", "did", "do", "does", "don", "each", "for", "from", "had", "has", "have",
    "he", "her", "his", "how", "if", "in", "into", "is", "it", "its", "just", "may", "me", "more", "most", "must",
    "my", "no", "nor", "not", "of", "on", "only", "or", "other", "our", "own", "she", "should", "so", "some", "such",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "too", "until",
    "up", "us", "very", "was", "we", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with",
    "would", "you", "your",
];

/// Whether `word` finds nothing.
#[must_use]
pub fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_found() {
        assert!(STOP.is_sorted());
        assert!(is_stop("the") && !is_stop("risk") && !is_stop("who's"));
    }
}
