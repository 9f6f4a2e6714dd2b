//! A site's files with today's names in all references, and which names these are (`current`).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::current::{CurrentNames, Named, Referred};
use super::decode::Decode;
use super::files::ParsedFile;
use super::kinds::{kind_of, slug_of};
use super::records::ConfigRecord;
use super::site::Parsed;
use crate::source::SourcePath;

impl Parsed {
    /// What is called otherwise now in this site.
    pub(crate) fn current_names(&self) -> CurrentNames {
        let mut all: BTreeMap<Referred, Named<'_>> = BTreeMap::new();
        for (path, result) in self.records.iter() {
            let own = || slug_of(path, kind_of(path));
            let former = || result.0.formerly().iter().map(|slug| &*slug.value.0).collect();
            match &result.0 {
                ParsedFile::Person(_) => all.entry(Referred::Person).or_default().push((own(), former())),
                ParsedFile::FocusArea(_) => all.entry(Referred::Area).or_default().push((own(), former())),
                ParsedFile::Program(_) => all.entry(Referred::Program).or_default().push((own(), former())),
                ParsedFile::Config(Some(record)) => declared(record, &mut all),
                ParsedFile::Levels(Some(record)) => {
                    let levels = record.levels.iter().filter_map(|level| {
                        let former = level.formerly.iter().map(|slug| &*slug.0).collect();
                        Some((&*level.id.as_ref()?.value.0, former))
                    });
                    all.entry(Referred::Level).or_default().extend(levels);
                }
                ParsedFile::Config(None)
                | ParsedFile::Levels(None)
                | ParsedFile::Update(_)
                | ParsedFile::Holidays(_)
                | ParsedFile::Intake(_)
                | ParsedFile::Page(_) => {}
            }
        }
        let deciders = [Referred::Person, Referred::Decider].into_iter().filter_map(|kind| all.get(&kind).cloned());
        let deciders: Vec<_> = deciders.flatten().collect();
        all.insert(Referred::Decider, deciders);
        CurrentNames::among(all)
    }

    /// These files with today's names in all references of records and reports.
    pub(crate) fn following(&self, names: &CurrentNames) -> Cow<'_, Self> {
        if names.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut then = self.clone();
        for (path, result) in self.files.iter() {
            if let Some(file) = followed(&result.0, names) {
                let result = Arc::new((file, result.1.clone()));
                match &result.0 {
                    ParsedFile::Update(_) => drop(then.files.insert(SourcePath::clone(path), result)),
                    _ => then.replace_record(path, Some(result)),
                }
            }
        }
        Cow::Owned(then)
    }
}

/// Adds the words that `pmo.yaml` declares.
fn declared<'p>(record: &'p ConfigRecord, all: &mut BTreeMap<Referred, Named<'p>>) {
    for (kind, list) in [
        (Referred::Decider, &record.forums),
        (Referred::Stage, &record.stages),
        (Referred::Goal, &record.goals),
        (Referred::Org, &record.orgs),
        (Referred::Region, &record.regions),
    ] {
        let named = list.iter().map(|named| {
            let former = named.value.formerly.iter().map(String::as_str).collect();
            (named.value.id.as_str(), former)
        });
        all.entry(kind).or_default().extend(named);
    }
}

/// A file of a record that has a past, or a report, with today's names.
fn followed(file: &ParsedFile, names: &CurrentNames) -> Option<ParsedFile> {
    fn follow<R: Decode + Clone>(record: &R, names: &CurrentNames) -> R {
        let mut record = record.clone();
        record.follow(names);
        record
    }
    Some(match file {
        ParsedFile::Program(Some(record)) => ParsedFile::Program(Some(Box::new(follow(&**record, names)))),
        ParsedFile::Person(Some(record)) => ParsedFile::Person(Some(Box::new(follow(&**record, names)))),
        ParsedFile::FocusArea(Some(record)) => ParsedFile::FocusArea(Some(Box::new(follow(&**record, names)))),
        ParsedFile::Update(file) => {
            let mut file = file.clone();
            if let Some(record) = &mut file.record {
                record.follow(names);
            }
            ParsedFile::Update(file)
        }
        ParsedFile::Program(None)
        | ParsedFile::Person(None)
        | ParsedFile::FocusArea(None)
        | ParsedFile::Config(_)
        | ParsedFile::Holidays(_)
        | ParsedFile::Intake(_)
        | ParsedFile::Levels(_)
        | ParsedFile::Page(_) => return None,
    })
}
