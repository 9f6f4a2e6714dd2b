//! Characters of a source that the parser must take otherwise.

/// How a character is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Taken {
    /// As a letter: no sign and no punctuation.
    Letter,
    /// As punctuation without another meaning.
    Punctuation,
}

/// A character to cover, by its place.
pub(super) type Cover = (usize, Taken);
