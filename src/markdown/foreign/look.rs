//! How a callout of another tool looks here.

use std::collections::BTreeMap;
use std::ops::Range;

/// What stands around the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A callout.
    Callout,
    /// A callout that folds, and whether it is open at first.
    Details(bool),
    /// One of several tabs: all of them are shown, one below the other.
    Tab,
    /// Blocks that belong together.
    Group,
    /// A picture with its caption.
    Figure,
    /// The caption of a picture.
    Caption,
}

/// A callout or a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// What stands around it.
    pub frame: Frame,
    /// Its colour.
    pub class: &'static str,
    /// Its title when its author gave none.
    pub word: String,
    /// Its title in the source.
    pub title: Range<usize>,
}

/// The callouts of a text, by where the quotes begin that stand for them, and whether a paragraph with their title
/// follows.
pub(in super::super) type Callouts = BTreeMap<usize, (Look, bool)>;

/// Kinds of callouts of Docusaurus, `GitBook`, GitHub, `MkDocs`, Obsidian and `VuePress`, and the colour of each.
const KINDS: &[(&str, &[&str])] = &[
    (
        "note",
        &[
            "note",
            "info",
            "abstract",
            "summary",
            "tldr",
            "todo",
            "quote",
            "cite",
            "example",
            "question",
            "help",
            "faq",
            "details",
            "seealso",
            "notice",
            "primary",
            "secondary",
            "card",
        ],
    ),
    ("tip", &["tip", "hint", "success", "check", "done"]),
    ("important", &["important"]),
    ("warning", &["warning", "attention", "warn", "alert"]),
    ("caution", &["caution", "danger", "error", "failure", "fail", "missing", "bug", "critical"]),
];

/// The colour of a kind, in any case.
pub(in super::super) fn class(kind: &str) -> Option<&'static str> {
    KINDS.iter().find(|(_, kinds)| kinds.iter().any(|known| known.eq_ignore_ascii_case(kind))).map(|(class, _)| *class)
}

impl Look {
    /// A callout of `kind`, with its title at `title`.
    pub(super) fn callout(kind: &str, frame: Frame, title: Range<usize>) -> Self {
        Self { frame, class: class(kind).unwrap_or("note"), word: word(kind), title }
    }
}

/// `kind` as a title: `see-also` is "See also".
fn word(kind: &str) -> String {
    let kind = kind.replace(['-', '_'], " ").to_lowercase();
    let mut rest = kind.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
