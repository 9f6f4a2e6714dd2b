//! A Markdown page.

use std::sync::Arc;

use jiff::civil::Date;

use super::{PersonId, ProgramId};
use crate::markdown::Document;
use crate::parse::decode::Located;
use crate::parse::records::Visibility;
use crate::parse::{Findable, Listing};
use crate::source::SourcePath;
use crate::time::ReviewInterval;

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
    pub reviewed: Option<Located<Date>>,
    /// Who reviewed it last.
    pub reviewed_by: Option<PersonId>,
    /// After how long it is reviewed again.
    pub review_every: Option<ReviewInterval>,
    /// The day of the last change that the repository knows of.
    pub changed: Option<Date>,
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

    /// When its review is due, as known on `day`; nothing where no review is asked for.
    #[must_use]
    pub fn review_due(&self, day: Date) -> Option<ReviewDue> {
        let every = self.review_every?;
        match self.reviewed.map(|reviewed| reviewed.value) {
            None => Some(ReviewDue::AtOnce),
            // On that day nobody knew of the review, nor does the page tell of the one before.
            Some(reviewed) if reviewed > day => None,
            Some(reviewed) => Some(ReviewDue::On(every.after(reviewed))),
        }
    }
}

/// When the review of a page is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReviewDue {
    /// It was never reviewed.
    AtOnce,
    /// On this day.
    On(Date),
}

impl ReviewDue {
    /// The day; nothing where the page was never reviewed.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        match self {
            Self::AtOnce => None,
            Self::On(day) => Some(day),
        }
    }

    /// Whether it is late on `day`.
    #[must_use]
    pub fn is_late(self, day: Date) -> bool {
        match self {
            Self::AtOnce => true,
            Self::On(due) => due < day,
        }
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
