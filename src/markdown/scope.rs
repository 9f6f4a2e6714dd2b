//! From the parser's scopes to thirteen short classes, which is all the colours a theme needs.

use std::sync::LazyLock;

use syntect::parsing::{Scope, ScopeStack};

/// Scope prefixes and their class; the first that matches wins, so the longer of two stands first.
const CLASSES: &[(&str, &str)] = &[
    ("punctuation.definition.comment", "c"),
    ("comment", "c"),
    ("punctuation.definition.string", "s"),
    ("punctuation.definition.deleted", "d"),
    ("punctuation.definition.inserted", "i"),
    ("constant.character.escape", "n"),
    ("string", "s"),
    ("keyword.operator.word", "k"),
    ("keyword.operator", "o"),
    ("keyword", "k"),
    ("storage", "k"),
    ("constant", "n"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("entity.other.attribute-name", "a"),
    ("variable.annotation", "a"),
    ("meta.annotation", "a"),
    ("entity.name.tag", "g"),
    ("entity.name.section", "g"),
    ("markup.heading", "g"),
    ("markup.deleted", "d"),
    ("markup.inserted", "i"),
    ("meta.diff.range", "g"),
    ("meta.diff.header", "g"),
    ("entity.name", "t"),
    ("entity.other.inherited-class", "t"),
    ("support.type.property-name", "a"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("variable", "v"),
    ("punctuation", "p"),
];

static PREFIXES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    CLASSES.iter().filter_map(|(prefix, class)| Scope::new(prefix).ok().map(|scope| (scope, *class))).collect()
});

/// The class of text with these scopes: that of the innermost scope that has one. Empty for plain text.
pub(super) fn class(stack: &ScopeStack) -> &'static str {
    let of = |scope: &Scope| PREFIXES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.as_slice().iter().rev().find_map(of).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prefix_is_a_scope() {
        assert_eq!(PREFIXES.len(), CLASSES.len());
    }
}
