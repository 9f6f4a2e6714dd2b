//! A site's files by what they are, and what checks see of a site.

use std::collections::BTreeMap;

use super::BuildScope;
use super::names::Names;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::invariant::invariant;
use crate::memo::SharedMap;
use crate::model::Person;
use crate::parse::records::{
    ConfigRecord, FocusAreaRecord, HolidaysRecord, IntakeRecord, LevelsRecord, PersonRecord, ProgramRecord,
};
use crate::parse::update_date;
use crate::parse::{FileResult, Parsed, ParsedFile, UpdateFile, slug_of};
use crate::source::SourcePath;

/// Files by what they are. Slugs come from paths, so that a faulty record still has its name.
#[derive(Default)]
pub(super) struct SiteFiles<'a> {
    pub(super) config: Option<(&'a SourcePath, Option<&'a ConfigRecord>)>,
    pub(super) people: BTreeMap<&'a str, (&'a SourcePath, Option<&'a PersonRecord>)>,
    pub(super) areas: BTreeMap<&'a str, (&'a SourcePath, Option<&'a FocusAreaRecord>)>,
    pub(super) programs: BTreeMap<&'a str, (&'a SourcePath, Option<&'a ProgramRecord>)>,
    pub(super) updates: BTreeMap<&'a str, Vec<(&'a SourcePath, &'a UpdateFile)>>,
    /// Each program's file and its updates' files, as they were parsed.
    pub(super) parsed: BTreeMap<&'a str, Vec<(&'a SourcePath, &'a FileResult)>>,
    pub(super) calendars: BTreeMap<&'a str, (&'a SourcePath, Option<&'a HolidaysRecord>)>,
    pub(super) levels: Option<(&'a SourcePath, Option<&'a LevelsRecord>)>,
    pub(super) intake: Option<(&'a SourcePath, Option<&'a IntakeRecord>)>,
}

/// The updates of a program, and their files as they were parsed.
type Updates<'a> = (&'a str, Vec<(&'a SourcePath, &'a UpdateFile)>, Vec<(&'a SourcePath, &'a FileResult)>);

/// A site's records and what decides how they are read: what checks see.
pub(super) struct SiteRecords<'a> {
    pub(super) files: &'a SiteFiles<'a>,
    pub(super) names: &'a Names<'a>,
    pub(super) scope: BuildScope,
}

impl<'a> SiteRecords<'a> {
    /// The updates of `program` that are published, in the order of their names.
    pub(super) fn updates(
        &self,
        program: &str,
    ) -> impl DoubleEndedIterator<Item = (&'a SourcePath, &'a UpdateFile)> + 'a {
        let scope = self.scope;
        let list = self.files.updates.get(program).map_or(&[][..], |list| list);
        list.iter()
            .copied()
            .filter(move |(path, file)| update_date(path).is_some_and(|date| is_shown(file, date, scope)))
    }
}

/// Whether an update of `date` is published.
pub(super) fn is_shown(file: &UpdateFile, date: jiff::civil::Date, scope: BuildScope) -> bool {
    date <= scope.as_of && (scope.drafts || !file.is_draft())
}

/// Sorts files but updates and pages.
pub(super) fn sort<'a>(records: &'a SharedMap<SourcePath, FileResult>, found: &mut Vec<Diagnostic>) -> SiteFiles<'a> {
    let mut files = SiteFiles::default();
    let mut twice = |path: &SourcePath, first: &SourcePath| found.push(twice(path, first));
    for (path, result) in records.iter() {
        use crate::parse::FileKind as K;
        match &result.0 {
            ParsedFile::Config(record) => files.config = files.config.or(Some((path, record.as_deref()))),
            ParsedFile::Person(record) => {
                if let Some((first, _)) = files.people.insert(slug_of(path, K::Person), (path, record.as_deref())) {
                    twice(path, first);
                }
            }
            ParsedFile::FocusArea(record) => {
                if let Some((first, _)) = files.areas.insert(slug_of(path, K::FocusArea), (path, record.as_deref())) {
                    twice(path, first);
                }
            }
            ParsedFile::Program(record) => {
                files.parsed.entry(slug_of(path, K::Program)).or_default().push((path, result));
                if let Some((first, _)) = files.programs.insert(slug_of(path, K::Program), (path, record.as_deref())) {
                    twice(path, first);
                }
            }
            ParsedFile::Holidays(record) => {
                if let Some((first, _)) = files.calendars.insert(slug_of(path, K::Holidays), (path, record.as_ref())) {
                    twice(path, first);
                }
            }
            ParsedFile::Levels(record) => {
                if let Some((first, _)) = files.levels.replace((path, record.as_deref())) {
                    twice(path, first);
                }
            }
            ParsedFile::Intake(record) => {
                if let Some((first, _)) = files.intake.replace((path, record.as_deref())) {
                    twice(path, first);
                }
            }
            ParsedFile::Update(_) | ParsedFile::Page(_) => {}
        }
    }
    files
}

impl<'a> SiteFiles<'a> {
    /// The record of somebody who is in the model.
    pub(super) fn record_of(&self, person: &Person) -> &'a PersonRecord {
        let (_, record) = *invariant(self.people.get(person.slug.as_str()), "a person of the model has a file");
        invariant(record, "a person of the model has a record")
    }

    /// Adds the updates, unless they are there.
    pub(super) fn with_updates(&mut self, parsed: &'a Parsed, found: &mut Vec<Diagnostic>) {
        if !self.updates.is_empty() {
            return;
        }
        let below = |path: &'a SourcePath| {
            path.as_str().strip_prefix("content/programs/").and_then(|rest| rest.split('/').next())
        };
        // Files come in the order of their paths: those of a program follow each other, and so do two of one name.
        let mut program = ("", Vec::new(), Vec::new());
        for (path, result) in parsed.files.from("content/programs/") {
            let Some(slug) = below(path) else { break };
            let ParsedFile::Update(file) = &result.0 else { continue };
            if program.0 != slug {
                self.add_updates(std::mem::replace(&mut program, (slug, Vec::new(), Vec::new())));
            }
            if let Some((first, _)) =
                program.1.last().filter(|(other, _): &&(&SourcePath, _)| other.stem() == path.stem())
            {
                found.push(twice(path, first));
            }
            program.1.push((path, file));
            program.2.push((path, result));
        }
        self.add_updates(program);
    }

    fn add_updates(&mut self, (slug, updates, parsed): Updates<'a>) {
        if !updates.is_empty() {
            self.updates.insert(slug, updates);
            self.parsed.entry(slug).or_default().extend(parsed);
        }
    }
}

fn twice(path: &SourcePath, first: &SourcePath) -> Diagnostic {
    let finding =
        Diagnostic::new(&registry::SLUG_TAKEN, Place::start_of(path), format!("`{path}` and `{first}` are one record"));
    finding.hint("keep one of the two files")
}
