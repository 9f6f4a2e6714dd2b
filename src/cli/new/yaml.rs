//! Writing YAML by hand: templates with comments are what a serialiser cannot give.

use crate::parse::edit;

/// `text` as a YAML scalar on one line: plain where no reader can take it for anything else, in double quotes
/// otherwise.
pub(super) fn scalar(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    edit::scalar(&text)
}

/// `text` as the rest of a comment line.
pub(super) fn comment(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `data-platform` → `Data platform`.
pub(super) fn title(slug: &str) -> String {
    let spaced = slug.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `maya-okafor` → `Maya Okafor`.
pub(super) fn name(slug: &str) -> String {
    slug.split('-').map(title).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scalar_is_quoted_where_a_reader_could_err() {
        assert_eq!(scalar("Move forty tenants"), "Move forty tenants");
        assert_eq!(scalar("Cost: 3 # of 4"), "\"Cost: 3 # of 4\"");
        assert_eq!(scalar("No"), "\"No\"");
        assert_eq!(scalar("42"), "\"42\"");
        assert_eq!(scalar("say \"hi\"\n now"), "\"say \\\"hi\\\" now\"");
    }

    #[test]
    fn a_slug_reads_as_a_title_or_a_name() {
        assert_eq!((title("data-platform").as_str(), name("maya-okafor").as_str()), ("Data platform", "Maya Okafor"));
    }
}
