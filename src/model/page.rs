//! A Markdown page.

use std::sync::Arc;

use jiff::civil::Date;

use super::{PersonId, ProgramId};
use crate::markdown::Document;
use crate::parse::decode::Located;
use crate::parse::records::Visibility;
use crate::parse::{Findable, Listing};
use crate::source::SourcePath;

/// A page written in Markdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its address below the site's root, with a `/` at both ends (`/handbook/values/`).
    pub url: String,
    /// Its file.
    pub file: SourcePath,
    /// Its title: front matter, else the first level-one heading, else the file's name.
    pub title: String,
    /// Its title in navigation, when shorter.
    pub link_title: Option<String>,
    /// What it says, in one sentence, when its author gave one.
    pub description: Option<String>,
    /// Its place among its siblings, smallest first; those without come last, by title.
    pub weight: Option<i64>,
    /// How it stands in lists of pages.
    pub listing: Listing,
    /// Who finds it.
    pub findable: Findable,
    /// The address that search engines list in its place, as its author wrote it.
    pub canonical: Option<Located<String>>,
    /// Who keeps it true.
    pub owner: Option<PersonId>,
    /// When it was last reviewed.
    pub reviewed: Option<Date>,
    /// Former addresses.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: PageKind,
    /// Who may see it.
    pub visibility: Visibility,
    /// The compiled text.
    pub document: Arc<Document>,
}

impl Page {
    /// Whether search engines are asked to stay away, and the sitemap and the search leave it out.
    #[must_use]
    pub fn is_unfindable(&self) -> bool {
        self.findable.noindex || self.listing.unlisted
    }
}

/// What a Markdown page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// A page, or a section when others lie below it.
    Page,
    /// The introduction of a generated page at the same address; a page where the site has no such page.
    Introduction,
    /// No page: the list of contents `SUMMARY.md`, which orders the pages that it names.
    Summary,
    /// A further page of a program.
    ProgramPage(ProgramId),
}
