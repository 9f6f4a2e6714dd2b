//! Codes and counts of records as readers see them.

/// A record's word as a reader sees it: `no_go` → `No go`.
#[must_use]
pub fn capital(word: &str) -> String {
    let spaced = word.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `1 risk`, `2 risks`, `no risks`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_counts_read_as_words() {
        assert_eq!([capital("no_go"), capital("mitigate"), capital("")], ["No go", "Mitigate", ""]);
        assert_eq!([0, 1, 2].map(|count| counted(count, "risk", "risks")), ["no risks", "1 risk", "2 risks"]);
    }
}
