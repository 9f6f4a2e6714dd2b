//! The small views that many pages share.

use serde::Serialize;

use super::ExpiryView;
use crate::snapshot::HealthMark;

/// A date, for machines and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2026-03-05`.
    pub iso: String,
    /// `5 Mar 2026`.
    pub text: String,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonChip {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: String,
    /// One or two letters.
    pub initials: String,
    /// Their page.
    pub href: String,
    /// Their picture.
    pub photo: Option<String>,
    /// One of eight tints, by name.
    pub tint: u8,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgramChip {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// How it is counted.
    pub health: HealthMark,
    /// Until when it is counted so, if that ends.
    pub expiry: Option<ExpiryView>,
}

/// A focus area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaChip {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
}

/// What a view says of itself for the page's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The page's title.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: String,
}

/// The introduction that an author wrote for a generated page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Introduction {
    /// Its title, which becomes the page's.
    pub title: String,
    /// Its text as HTML.
    pub html: String,
}
