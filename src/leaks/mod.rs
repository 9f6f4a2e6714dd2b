//! What a file tells that nobody meant to tell: secrets by their well-known shapes, and the place where a photograph
//! was taken.
//!
//! Layer 0: the edge looks at bytes that it streams past ([`Scanner`], [`picture`]), `parse` at texts ([`secrets`]);
//! both ask the same judges. A judge sees a window of fixed size around an anchor such as `ghp_` or `://`, so that the
//! answer does not depend on how a file was cut into pieces. Deliberately absent: guesses from entropy alone (a shape
//! must be known), and a comment that lets a secret pass: an example is told by being one (`example`).

mod address;
mod bytes;
mod example;
mod items;
mod jwt;
mod key;
pub mod picture;
#[cfg(test)]
mod picture_tests;
mod scanner;
mod shapes;
#[cfg(test)]
mod tests;
mod tiff;
mod token;
mod window;

pub use scanner::{Scanner, secrets};

use std::sync::Arc;

use crate::source::{Position, Span};

/// A secret, by its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// What it is: "a GitHub token".
    pub what: &'static str,
    /// What may be shown of it: at most four characters of the secret itself.
    pub shown: String,
    /// How to say that it is an example.
    pub example: &'static str,
    /// Offset of its first byte in the file.
    pub start: u64,
    /// Length in bytes, as far as it was looked at.
    pub len: usize,
    /// Line and column, for files whose text is not kept.
    pub position: Position,
}

impl Secret {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        let start = usize::try_from(self.start).unwrap_or(usize::MAX);
        Span::new(start, start.saturating_add(self.len))
    }
}

/// What a file tells that is published as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaks {
    /// Secrets in the order of their offsets.
    pub secrets: Vec<Secret>,
    /// Whether a picture holds the coordinates of a place.
    pub place: bool,
}

impl Leaks {
    /// Nothing for a file that tells nothing, which is nearly every one.
    #[must_use]
    pub fn some(self) -> Option<Arc<Self>> {
        (self.place || !self.secrets.is_empty()).then(|| Arc::new(self))
    }
}
