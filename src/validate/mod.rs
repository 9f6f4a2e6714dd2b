//! Wire types → model: every reference resolved, every contradiction found.
//!
//! Layer 2, stage three. Each kind of record has a builder that reports all it finds and gives nothing when anything was
//! missing; a [`Model`] comes out only when every builder succeeded. Rules that need the whole model are a table of named
//! checks ([`checks::CHECKS`]). Deliberately absent: link targets, which `plan` resolves once it knows every address; this stage
//! hands over the links it met.

mod areas;
pub mod checks;
mod cycles;
mod hours;
mod intake;
mod items;
mod names;
mod overdue;
mod pages;
mod people;
mod privacy;
mod programs;
mod settings;
mod site;
mod targets;
mod text;
mod updates;
mod weekend;

pub(crate) use site::GENERATED;
pub(crate) use updates::date_of as update_date;

use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::markdown::{Compiler, Document, LinkRef};
use crate::model::Model;
use crate::parse::Parsed;

/// What decides the model besides the files.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
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
    /// What was found.
    pub found: Vec<Diagnostic>,
    /// Every link, for `plan` to resolve.
    pub links: Linked,
}

/// Everything that holds links.
#[derive(Debug, Default)]
pub struct Linked {
    /// The links of records' fields.
    pub fields: Vec<LinkRef>,
    /// Pages and stories, which keep their own: they hold most of a site's links.
    pub texts: Vec<Arc<Document>>,
}

impl Linked {
    /// Every link.
    pub fn iter(&self) -> impl Iterator<Item = &LinkRef> {
        self.fields.iter().chain(self.texts.iter().flat_map(|text| &text.body.links))
    }

    fn extend(&mut self, other: Self) {
        self.fields.extend(other.fields);
        self.texts.extend(other.texts);
    }
}

/// Builds the model of `parsed`, or finds out why there is none.
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "the settings become the model's; checks still borrow them when it is made")]
pub fn validate(parsed: &Parsed, config: Config, compiler: &Compiler, scope: Scope) -> Validated {
    site::validate(parsed, &config, compiler, scope)
}
