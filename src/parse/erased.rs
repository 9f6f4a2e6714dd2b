//! The name of somebody who is erased: what stands in its place, in every text of a site.
//!
//! A site forgets a name, and keeps who did what: records refer to people by slug. `check --base` reads the earlier
//! state with the same words in it, so that it does not take a name that is gone for a report that was edited.

use crate::source::{SourceFile, SourceTree};

/// What an erased person is called.
pub(crate) const ERASED: &str = "Former colleague";

/// `text` without the name: where it stood stands `a former colleague`. `None` where the name does not stand.
pub(crate) fn without_name(text: &str, name: &str) -> Option<String> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, _) in text.match_indices(name).filter(|_| !name.is_empty()) {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + name.len()..).unwrap_or(""));
        if at < rest || is_word(before.chars().next_back()) || is_word(after.chars().next()) {
            continue;
        }
        let begins = before.trim_end_matches(' ').chars().next_back().is_none_or(|c| {
            matches!(c, '.' | '!' | '?' | ':' | '\n' | '"' | '\'' | '-' | '*' | '#' | '>' | '|' | '[' | '{')
        });
        out.push_str(text.get(rest..at).unwrap_or(""));
        out.push_str(if begins { "A former colleague" } else { "a former colleague" });
        rest = at + name.len();
    }
    (rest > 0).then(|| out + text.get(rest..).unwrap_or(""))
}

/// `tree` without the names, in all its texts; `None` where none of them stands.
pub(crate) fn without_names(tree: &SourceTree, names: &[String]) -> Option<SourceTree> {
    let mut then = tree.clone();
    let mut differs = false;
    for path in tree.iter().map(|(path, _)| path) {
        let Some(text) = tree.text(path.as_str()) else { continue };
        let forgets = |text: Option<String>, name: &String| {
            let known = text.as_deref().unwrap_or(tree.text(path.as_str()).map_or("", |text| text));
            without_name(known, name).or(text)
        };
        if let Some(forgotten) = names.iter().fold(None, forgets).filter(|forgotten| forgotten.as_str() != &**text) {
            then.insert(path.clone(), SourceFile::text(forgotten));
            differs = true;
        }
    }
    differs.then_some(then)
}

#[cfg(test)]
mod tests {
    use super::without_name;

    #[test]
    fn a_name_is_taken_out_where_it_stands_whole() {
        let erased = |text| without_name(text, "Maya Okafor");
        assert_eq!(erased("headline: Maya Okafor leads.").as_deref(), Some("headline: A former colleague leads."));
        assert_eq!(
            erased("Ask Maya Okafor's team. Maya Okafor knows.").as_deref(),
            Some("Ask a former colleague's team. A former colleague knows.")
        );
        assert_eq!(erased("Maya Okafors and xMaya Okafor"), None);
        assert_eq!(erased(""), None);
    }
}
