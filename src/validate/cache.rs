//! What is kept of a validation: records that were built, for as long as everything that they could refer to is the
//! same.
//!
//! A reference may name any record and any declaration of the settings, so whatever is built reads its own files and
//! the [`ReferenceTargets`]: all records but updates and pages, which nothing refers to. A change of these builds every
//! record anew; a change of an update builds its program and asks the checks of the whole site again, which read no
//! page; a change of a page builds that page alone.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::names::Names;
use super::pages::Pages;
use super::{BuildScope, LinkUnit};
use crate::diagnostics::Diagnostic;
use crate::memo::{Identity, ResultCache, SharedMap};
use crate::model::{FocusArea, HolidayCalendar, Intake, JobLevels, Person, Program};
use crate::parse::{FileResult, Parsed, ParsedFile};
use crate::source::SourcePath;

/// One record's outcome: the built record, findings and links.
pub(super) type Built<T> = (Option<T>, Vec<Diagnostic>, Vec<LinkUnit>);

/// The identity of what a file gave.
pub(super) type SameFile = Identity<(ParsedFile, Vec<Diagnostic>)>;

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

/// What checks found in a model.
type Judged = Arc<Vec<Diagnostic>>;

/// Records of earlier validations by everything that they were built from.
#[derive(Debug, Default)]
pub struct ValidateMemo {
    keeps: bool,
    surroundings: Option<ReferenceTargets>,
    /// The files of the last build in these surroundings.
    files: SharedMap<SourcePath, FileResult>,
    records: Option<Arc<ResolvedRecords>>,
    /// By the program's file and those of its updates.
    pub(super) programs: ResultCache<Vec<FileKey>, BuiltProgram>,
    /// All programs, and what checks found in a sound model.
    reports: Option<(Arc<Reports>, Option<Judged>)>,
    pages: Pages,
}

impl ValidateMemo {
    /// A memo that keeps what it is given.
    #[must_use]
    pub fn warm() -> Self {
        Self { keeps: true, programs: ResultCache::keeping(), ..Self::default() }
    }

    /// Forgets what was built in other surroundings than these.
    pub(super) fn within(&mut self, parsed: &Parsed, names: &Names<'_>, scope: BuildScope) {
        if !self.keeps {
            return;
        }
        let now = ReferenceTargets::of(parsed, names, scope);
        if self.surroundings.as_ref() != Some(&now) {
            *self = Self { surroundings: Some(now), ..Self::warm() };
        }
        let is_page = |file: Option<&FileResult>| file.is_none_or(|file| matches!(file.0, ParsedFile::Page(_)));
        let changes = parsed.files.changes(&self.files, Arc::ptr_eq);
        if !changes.iter().all(|change| is_page(change.old) && is_page(change.new)) {
            self.reports = None;
        }
    }

    /// The records that nothing but the surroundings decides.
    pub(super) fn records(&mut self, make: impl FnOnce() -> ResolvedRecords) -> Arc<ResolvedRecords> {
        if let Some(records) = &self.records {
            return Arc::clone(records);
        }
        let records = Arc::new(make());
        self.records = self.keeps.then(|| Arc::clone(&records));
        records
    }

    /// All programs.
    pub(super) fn reports(
        &mut self,
        make: impl FnOnce(&mut ResultCache<Vec<FileKey>, BuiltProgram>) -> Reports,
    ) -> Arc<Reports> {
        if let Some((reports, _)) = &self.reports {
            return Arc::clone(reports);
        }
        let reports = Arc::new(make(&mut self.programs));
        self.reports = self.keeps.then(|| (Arc::clone(&reports), None));
        reports
    }

    /// What checks found in the model of these records and reports.
    pub(super) fn judged(&mut self, make: impl FnOnce() -> Vec<Diagnostic>) -> Judged {
        match &mut self.reports {
            Some((_, judged)) => Arc::clone(judged.get_or_insert_with(|| Arc::new(make()))),
            None => Arc::new(make()),
        }
    }

    /// The pages of `parsed`, of which `make` builds those that changed.
    pub(super) fn pages(
        &mut self,
        parsed: &Parsed,
        make: impl Fn(&SourcePath, &FileResult) -> Option<super::pages::BuiltPage> + Sync,
    ) -> Pages {
        let mut pages = std::mem::take(&mut self.pages);
        pages.follow(parsed.files.changes(&self.files, Arc::ptr_eq), make);
        if self.keeps {
            self.files = parsed.files.clone();
            self.pages = pages.clone();
        }
        pages
    }
}

/// Everything that a reference can lead to, and the day.
#[derive(Debug, PartialEq)]
struct ReferenceTargets {
    /// Every file but updates and pages.
    records: Vec<(SourcePath, SameFile)>,
    /// Files with faults of their own, updates and pages among them.
    faulty: BTreeSet<SourcePath>,
    /// The only setting that is not in a file.
    base_url: Option<String>,
    scope: BuildScope,
}

impl ReferenceTargets {
    fn of(parsed: &Parsed, names: &Names<'_>, scope: BuildScope) -> Self {
        Self {
            records: parsed.records.iter().map(|(path, result)| (path.clone(), Identity::of(result))).collect(),
            faulty: names.faulty.clone(),
            base_url: names.config.base_url.clone(),
            scope,
        }
    }
}

/// Records that refer to others of the surroundings alone, and what was found in them.
#[derive(Clone, Debug)]
pub(super) struct ResolvedRecords {
    pub calendars: Vec<HolidayCalendar>,
    pub people: Vec<Arc<Person>>,
    pub focus_areas: Vec<Arc<FocusArea>>,
    pub levels: JobLevels,
    pub intake: Option<Intake>,
    pub found: Vec<Diagnostic>,
    pub links: Arc<Vec<LinkUnit>>,
    /// Whether every record could be built.
    pub sound: bool,
}

/// All programs with their updates, and what was found in them.
#[derive(Clone, Debug)]
pub(super) struct Reports {
    pub programs: Vec<Arc<Program>>,
    pub found: Vec<Diagnostic>,
    /// What checks found that read records; none of them reads a page.
    pub across: Vec<Diagnostic>,
    pub links: Arc<Vec<LinkUnit>>,
    /// Whether every program could be built.
    pub sound: bool,
}
