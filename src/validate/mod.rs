//! Wire types → model: every reference resolved, every contradiction found.
//!
//! Layer 2, stage three. Each kind of record has a builder that reports all it finds and gives nothing when anything
//! was missing; a [`Model`] comes out only when every builder succeeded. Rules that need the whole model are a table of
//! named checks (`checks::CHECKS`). Deliberately absent: link targets, which `plan` resolves once it knows every
//! address; this stage hands over the links it met.

mod areas;
pub(crate) mod base;
mod cache;
mod checks;
mod cycles;
mod departed;
mod entries;
mod files;
mod finding;
mod former;
mod hours;
mod intake;
mod items;
mod lifecycles;
mod lookup;
mod names;
mod overdue;
mod page_owners;
mod pages;
mod people;
mod privacy;
mod programs;
mod settings;
mod site;
mod targets;
mod text;
mod unseen;
mod updates;
mod weekend;

pub use cache::ValidateMemo;
pub(crate) use page_owners::page_owners;
pub(crate) use unseen::unseen;

use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::markdown::{Compiler, Document, LinkRef};
use crate::memo::SharedMap;
use crate::model::Model;
use crate::parse::Parsed;
use crate::source::SourcePath;

/// What decides the model besides the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuildScope {
    /// The model's day.
    pub as_of: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// What came of a site's records.
#[derive(Debug)]
pub struct Validated {
    /// The model with every audience's items; `None` when a record was faulty.
    pub model: Option<Model>,
    /// What was found in records, each as it is written.
    pub found: Vec<Diagnostic>,
    /// What was found in the site as it stands on its day, and in its pages.
    pub judged: Vec<Diagnostic>,
    /// Every link, for `plan` to resolve.
    pub links: LinkSources,
}

/// Everything that can contain links, split into parts; the next build uses a part again when nothing in it changed.
#[derive(Clone, Debug, Default)]
pub struct LinkSources {
    /// In records but programs.
    pub records: Arc<Vec<LinkUnit>>,
    /// In programs and their updates.
    pub programs: Arc<Vec<LinkUnit>>,
    /// The texts of pages, which hold most of a site's links.
    pub pages: SharedMap<SourcePath, Arc<Document>>,
}

/// Something that holds links.
#[derive(Clone, Debug)]
pub enum LinkUnit {
    /// The fields of a record.
    Fields(Arc<Vec<LinkRef>>),
    /// A story.
    Text(Arc<Document>),
}

impl LinkUnit {
    /// Its links.
    #[must_use]
    pub fn links(&self) -> &[LinkRef] {
        match self {
            Self::Fields(links) => links,
            Self::Text(text) => &text.body.links,
        }
    }

    /// Those of a record's fields; nothing when there are none.
    fn of_fields(links: Vec<LinkRef>) -> Vec<Self> {
        if links.is_empty() { Vec::new() } else { vec![Self::Fields(Arc::new(links))] }
    }
}

/// Builds the model of `parsed`, or finds out why there is none.
///
/// The result depends on the other arguments alone: an empty memo gives the same.
#[must_use]
#[expect(
    clippy::needless_pass_by_value,
    reason = "the settings become the model's; checks still borrow them when it is made"
)]
pub fn validate(
    parsed: &Parsed,
    config: Config,
    compiler: &Compiler,
    scope: BuildScope,
    memo: &mut ValidateMemo,
) -> Validated {
    site::validate(parsed, &config, compiler, scope, memo)
}
