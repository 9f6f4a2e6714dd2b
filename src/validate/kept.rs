//! What is kept of a validation: records that were built, for as long as everything that they could refer to is the same.
//!
//! A reference may name any record and any declaration of the settings, so whatever is built reads its own files and the
//! [`Surroundings`]: all records but updates and pages, which nothing refers to. A change of these builds every record anew; a
//! change of an update or a page builds its program or that page alone. Checks of the whole site always run.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::names::Names;
use super::{Linked, Scope};
use crate::diagnostics::Diagnostic;
use crate::memo::{Same, Shelf};
use crate::model::{Calendar, FocusArea, Intake, Levels, Page, Person, Program};
use crate::parse::{FileResult, Parsed, ParsedFile};
use crate::source::SourcePath;

/// One record's outcome: the built record, findings and links.
pub(super) type Built<T> = (Option<T>, Vec<Diagnostic>, Linked);

/// The identity of what a file gave.
pub(super) type SameFile = Same<(ParsedFile, Vec<Diagnostic>)>;

/// A file and what it gave.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileKey(pub SourcePath, pub SameFile);

impl Hash for FileKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // No two files gave the same value, so the path need not be read.
        self.1.hash(state);
    }
}

/// A program and its updates, what was found in them, and their links.
pub(super) type BuiltProgram = Arc<Built<Arc<Program>>>;

/// A page and what was found in its front matter.
pub(super) type BuiltPage = (Arc<Page>, Arc<Vec<Diagnostic>>);

/// Records of earlier validations by everything that they were built from.
#[derive(Debug, Default)]
pub struct ValidateMemo {
    surroundings: Option<Surroundings>,
    records: Option<Arc<Records>>,
    /// By the program's file and those of its updates.
    pub(super) programs: Shelf<Vec<FileKey>, BuiltProgram>,
    /// By the page's file.
    pub(super) pages: Shelf<FileKey, BuiltPage>,
}

impl ValidateMemo {
    /// A memo that keeps what it is given.
    #[must_use]
    pub fn warm() -> Self {
        Self { programs: Shelf::keeping(), pages: Shelf::keeping(), ..Self::default() }
    }

    /// Forgets what was built in other surroundings than these.
    pub(super) fn within(&mut self, parsed: &Parsed, names: &Names<'_>, scope: Scope) {
        if !self.pages.keeps() {
            return;
        }
        let now = Surroundings::of(parsed, names, scope);
        if self.surroundings.as_ref() != Some(&now) {
            self.records = None;
            self.programs.clear();
            self.pages.clear();
            self.surroundings = Some(now);
        }
    }

    /// The records that nothing but the surroundings decides.
    pub(super) fn records(&mut self, make: impl FnOnce() -> Records) -> Arc<Records> {
        if let Some(records) = &self.records {
            return Arc::clone(records);
        }
        let records = Arc::new(make());
        self.records = self.pages.keeps().then(|| Arc::clone(&records));
        records
    }
}

/// Everything that a reference can lead to, and the day.
#[derive(Debug, PartialEq)]
struct Surroundings {
    /// Every file but updates and pages.
    records: Vec<(SourcePath, SameFile)>,
    /// Files with faults of their own, updates and pages among them.
    faulty: BTreeSet<SourcePath>,
    /// The only setting that is not in a file.
    base_url: Option<String>,
    scope: Scope,
}

impl Surroundings {
    fn of(parsed: &Parsed, names: &Names<'_>, scope: Scope) -> Self {
        let is_record = |result: &FileResult| !matches!(result.0, ParsedFile::Update(_) | ParsedFile::Page(_));
        let records = parsed.files.iter().filter(|(_, result)| is_record(result));
        Self {
            records: records.map(|(path, result)| (path.clone(), Same::of(result))).collect(),
            faulty: names.faulty.clone(),
            base_url: names.config.base_url.clone(),
            scope,
        }
    }
}

/// Records that refer to others of the surroundings alone, and what was found in them.
#[derive(Clone, Debug)]
pub(super) struct Records {
    pub calendars: Vec<Calendar>,
    pub people: Vec<Arc<Person>>,
    pub focus_areas: Vec<Arc<FocusArea>>,
    pub levels: Levels,
    pub intake: Option<Intake>,
    pub found: Vec<Diagnostic>,
    pub links: Linked,
    /// Whether every record could be built.
    pub sound: bool,
}
