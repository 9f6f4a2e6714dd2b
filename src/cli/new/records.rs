//! The records of a site as they are written, for drafts that build on them.
//!
//! Read from the wire types and not from the model, so that a draft can be made in a site that has faults elsewhere.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::Failure;
use super::super::options::Options;
use crate::config::Config;
use crate::diagnostics::{SeverityOverrides, nearest_name};
use crate::io::clock;
use crate::markdown;
use crate::parse::current::CurrentNames;
use crate::parse::records::{FocusAreaRecord, PersonKind, PersonRecord, ProgramRecord, UpdateRecord};
use crate::parse::{self, FileKind, FrontMatter, ParseMemo, Parsed, ParsedFile, kind_of};
use crate::parse::{update_date, update_order};
use crate::source::{SourcePath, SourceTree};

/// Everything that a site states.
pub(in crate::cli) struct SiteRecords {
    parsed: Arc<Parsed>,
    /// What its records and words are called now, by what they were called.
    pub(in crate::cli) names: CurrentNames,
    /// Its files.
    pub(in crate::cli) tree: SourceTree,
    /// Its settings.
    pub(in crate::cli) config: Config,
    /// Today: of the command line, else of the clock in the site's zone.
    pub(in crate::cli) today: Date,
}

impl SiteRecords {
    /// Reads the site.
    pub(in crate::cli) fn read(options: &Options) -> Result<Self, Failure> {
        let tree = options.scan()?;
        let parsed = parse::site(&tree, markdown::Options::default(), &mut ParseMemo::default());
        let config = parsed.files.values().find_map(|result| match &result.0 {
            ParsedFile::Config(Some(record)) => Some(Config::new(record, SeverityOverrides::default())),
            _ => None,
        });
        let config = config.unwrap_or_else(Config::fallback);
        let today = match options.as_of {
            Some(date) => date,
            None => clock::today(&config.time_zone).map_err(|error| Failure::Usage(error.to_string()))?,
        };
        let names = parsed.current_names();
        Ok(Self { parsed, names, tree, config, today })
    }

    /// People by slug.
    pub(in crate::cli) fn people(&self) -> impl Iterator<Item = (&str, &PersonRecord)> {
        self.of(FileKind::Person, |file| match file {
            ParsedFile::Person(record) => record.as_deref(),
            _ => None,
        })
    }

    /// Focus areas by slug.
    pub(in crate::cli) fn areas(&self) -> impl Iterator<Item = (&str, &FocusAreaRecord)> {
        self.of(FileKind::FocusArea, |file| match file {
            ParsedFile::FocusArea(record) => record.as_deref(),
            _ => None,
        })
    }

    /// Programs by slug.
    pub(in crate::cli) fn programs(&self) -> impl Iterator<Item = (&str, &ProgramRecord)> {
        self.of(FileKind::Program, |file| match file {
            ParsedFile::Program(record) => record.as_deref(),
            _ => None,
        })
    }

    /// Updates of a program, oldest first, drafts too.
    pub(in crate::cli) fn updates(&self, program: &str) -> Vec<(Date, &UpdateRecord)> {
        let of_program =
            |path: &SourcePath| kind_of(path) == FileKind::Update && path.as_str().split('/').nth(2) == Some(program);
        let files = self.parsed.files.iter().filter(|(path, _)| of_program(path));
        let mut updates: Vec<_> = files
            .filter_map(|(path, result)| match &result.0 {
                ParsedFile::Update(file) => {
                    Some((update_order(update_date(path)?, path.stem()), file.record.as_ref()?))
                }
                _ => None,
            })
            .collect();
        updates.sort_by_key(|(order, _)| *order);
        updates.into_iter().map(|((date, ..), record)| (date, record)).collect()
    }

    /// Markdown pages with what they say of themselves, by their files.
    pub(in crate::cli) fn pages(&self) -> impl Iterator<Item = (&SourcePath, &FrontMatter)> {
        self.parsed.files.iter().filter_map(|(path, result)| match &result.0 {
            ParsedFile::Page(page) => Some((path, &page.front)),
            _ => None,
        })
    }

    /// The file of a record.
    pub(in crate::cli) fn file_of(&self, kind: FileKind, slug: &str) -> Option<&SourcePath> {
        let mut files = self.parsed.files.iter().map(|(path, _)| path);
        files.find(|path| kind_of(path) == kind && parse::slug_of(path, kind) == slug)
    }

    /// Whether the site has this file.
    pub(in crate::cli) fn has(&self, path: &str) -> bool {
        self.parsed.files.get(&SourcePath::new(path)).is_some()
    }

    /// The first focus area by its order.
    pub(in crate::cli) fn first_area(&self) -> Option<&str> {
        self.areas()
            .min_by_key(|(slug, area)| (area.order.as_ref().map_or(u16::MAX, |order| order.value.0), *slug))
            .map(|(slug, _)| slug)
    }

    /// Somebody who works in `area` and has not left.
    pub(in crate::cli) fn somebody(&self, area: &str) -> Option<&str> {
        let there = |person: &PersonRecord| person.end_date.as_ref().is_none_or(|end| end.value >= self.today);
        let works = |person: &PersonRecord| person.focus_areas.iter().any(|works| *works.value == *area);
        let member = |person: &PersonRecord| person.kind.as_ref().is_none_or(|kind| kind.value == PersonKind::Member);
        self.people().find(|(_, person)| there(person) && works(person) && member(person)).map(|(slug, _)| slug)
    }

    fn of<'a, T: 'a>(
        &'a self,
        kind: FileKind,
        pick: impl Fn(&'a ParsedFile) -> Option<&'a T>,
    ) -> impl Iterator<Item = (&'a str, &'a T)> {
        let files = self.parsed.files.iter().filter(move |(path, _)| kind_of(path) == kind);
        files.filter_map(move |(path, result)| Some((parse::slug_of(path, kind), pick(&result.0)?)))
    }
}

/// The record called `slug`, or what to type instead.
pub(in crate::cli) fn find<'a, T>(
    records: impl Iterator<Item = (&'a str, T)>,
    what: &str,
    slug: &str,
) -> Result<T, Failure> {
    let mut known = Vec::new();
    for (name, record) in records {
        if name == slug {
            return Ok(record);
        }
        known.push(name);
    }
    let hint = match nearest_name(slug, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add it with `pmo-site new {what} {slug}`"),
    };
    Err(Failure::Usage(format!("there is no {} `{slug}`; {hint}", what.replace('-', " "))))
}
