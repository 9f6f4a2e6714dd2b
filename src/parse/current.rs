//! What is called otherwise now: records and declared words that were renamed, by their former names.
//!
//! A record may say a former slug for ever (`formerly`). Who compares what two texts refer to, and not the texts, lets
//! both [follow](Decode::follow) the renames first.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::decode::Decode;
use super::files::ParsedFile;
use super::kinds::{kind_of, slug_of};
use super::records::ConfigRecord;
use super::site::Parsed;
use crate::source::SourcePath;

/// What a reference may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referred {
    /// A person.
    Person,
    /// A focus area.
    Area,
    /// A program.
    Program,
    /// A job level.
    Level,
    /// A person, or a forum of `pmo.yaml`.
    Decider,
    /// A stage of `pmo.yaml`.
    Stage,
    /// A goal of `pmo.yaml`.
    Goal,
    /// An organization of `pmo.yaml`.
    Org,
    /// A region of `pmo.yaml`.
    Region,
    /// What keeps its name for ever, such as a calendar or an item of a program.
    Lasting,
}

/// The names that records and declared words had, and those that they have.
#[derive(Debug, Default)]
pub struct CurrentNames {
    now: BTreeMap<(Referred, String), String>,
}

/// Names of one kind: each that is in use, with those that it had.
type Named<'p> = Vec<(&'p str, Vec<&'p str>)>;

impl CurrentNames {
    /// Those of a site.
    pub(crate) fn of(parsed: &Parsed) -> Self {
        let mut all: BTreeMap<Referred, Named<'_>> = BTreeMap::new();
        for (path, result) in parsed.records.iter() {
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
        let mut now = BTreeMap::new();
        for (kind, named) in all {
            let used: BTreeSet<&str> = named.iter().map(|(name, _)| *name).collect();
            for (name, former) in named {
                // A name that is in use means who has it.
                let former = former.into_iter().filter(|former| !used.contains(former));
                now.extend(former.map(|former| ((kind, former.to_owned()), name.to_owned())));
            }
        }
        Self { now }
    }

    /// What something is called now.
    pub(crate) fn current<'n>(&'n self, kind: Referred, name: &'n str) -> &'n str {
        if self.now.is_empty() {
            return name;
        }
        self.now.get(&(kind, name.to_owned())).map_or(name, String::as_str)
    }

    /// Gives a name the place of one that it had.
    pub(crate) fn follow(&self, kind: Referred, name: &mut String) {
        let current = self.current(kind, name);
        if current != name.as_str() {
            *name = current.to_owned();
        }
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

impl Parsed {
    /// These files with today's names in all references of records and reports.
    pub(crate) fn following(&self, names: &CurrentNames) -> Cow<'_, Self> {
        if names.now.is_empty() {
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
