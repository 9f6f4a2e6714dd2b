//! The languages.

use super::Catalogue;
use super::english::ENGLISH;

/// A language that sites can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// British English: `5 Mar 2026`.
    English,
}

impl Language {
    /// Its words.
    #[must_use]
    pub const fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::English => &ENGLISH,
        }
    }
}
