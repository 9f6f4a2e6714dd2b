//! The files of a site as they stood on a day: facts dated later are taken back.
//!
//! What a record says of a later day is not known on the earlier one: an entry of `changes` or `rebaselines` gives the
//! field its former value again, an item that was added later is not there, one that ended later has not ended. A build
//! for a past day reads these files, so that it equals the build that was made on that day. Whoever adds a dated fact
//! to a record adds it here; `tests/history.rs` compares builds of random histories.
//!
//! Privacy alone does not go back: a program that is internal now is internal on every day, and so is what somebody
//! has hidden since.

mod record;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::decode::Located;
use super::files::ParsedFile;
use super::kinds::{FileKind, kind_of, slug_of};
use super::mentions::Mentions;
use super::records::{AllocationRecord, ConfigRecord, Lifecycle, PrivacyLevel, ProgramRecord, Visibility};
use super::site::{FileResult, Parsed};
use super::update_name::update_date;
use crate::source::SourcePath;

/// A date of a record, if it could be read.
type MaybeDate = Option<Located<Date>>;

/// Whether something dated so has happened by the end of `day`; what has no date has always been.
fn by(date: Option<&Located<Date>>, day: Date) -> bool {
    date.is_none_or(|date| date.value <= day)
}

/// Takes a date back that is later than `day`.
fn take_back(date: &mut MaybeDate, day: Date) {
    if !by(date.as_ref(), day) {
        *date = None;
    }
}

/// The records of the last rewind, and what they were on its day: a preview rewinds those that changed.
#[derive(Debug, Default)]
pub struct RewindMemo {
    rewind: Option<Rewind>,
    known: BTreeMap<SourcePath, (FileResult, Option<FileResult>)>,
    last: Option<(Arc<Parsed>, Option<Arc<Parsed>>)>,
}

/// A day to go back to, and what holds where a record does not say who may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rewind {
    day: Date,
    visibility: Visibility,
    coverage: PrivacyLevel,
}

impl RewindMemo {
    /// `parsed` as it stood at the end of `day`; `None` when nothing in it is dated later. The result depends on both
    /// alone: an empty memo gives the same.
    pub fn at(&mut self, parsed: &Arc<Parsed>, day: Date) -> Option<Arc<Parsed>> {
        let rewind = Rewind::of(parsed, day);
        if self.rewind != Some(rewind) {
            *self = Self { rewind: Some(rewind), ..Self::default() };
        }
        match &self.last {
            Some((same, then)) if Arc::ptr_eq(same, parsed) => return then.clone(),
            _ => {}
        }
        let mut known = std::mem::take(&mut self.known);
        let then = parsed.rewound(rewind, |path, result| {
            let then = match known.remove(path) {
                Some((same, then)) if Arc::ptr_eq(&same, result) => then,
                _ => rewind.record(&result.0).map(|file| Arc::new((file, result.1.clone()))),
            };
            self.known.insert(path.clone(), (Arc::clone(result), then.clone()));
            then
        });
        let then = then.map(Arc::new);
        self.last = Some((Arc::clone(parsed), then.clone()));
        then
    }
}

impl Parsed {
    /// These files as they stood at the end of `day`; `None` when nothing in them is dated later.
    #[must_use]
    pub fn at(&self, day: Date) -> Option<Self> {
        let rewind = Rewind::of(self, day);
        self.rewound(rewind, |_, result| rewind.record(&result.0).map(|file| Arc::new((file, result.1.clone()))))
    }

    fn rewound(
        &self,
        rewind: Rewind,
        mut record: impl FnMut(&SourcePath, &FileResult) -> Option<FileResult>,
    ) -> Option<Self> {
        let day = rewind.day;
        let mut then = self.clone();
        let mut differs = false;
        for (path, result) in self.records.iter() {
            if let Some(earlier) = record(path, result) {
                then.replace_record(path, Some(earlier));
                differs = true;
            }
        }
        // A draft that is dated later is no report yet, and nobody builds it either.
        let late = |path: &SourcePath, result: &FileResult| match &result.0 {
            ParsedFile::Update(file) => !file.is_draft() && update_date(path).is_some_and(|date| date > day),
            _ => false,
        };
        let updates = self.files.from("content/programs/").take_while(|(path, _)| path.is_below("content/programs"));
        for (path, _) in updates.filter(|(path, result)| late(path, result)) {
            then.remove_file(path);
            differs = true;
        }
        differs |= then.remove_unrecorded(day);
        then.rewound = differs;
        differs.then_some(then)
    }

    /// Leaves out records that did not exist at the end of `day` and that nothing which did refers to.
    fn remove_unrecorded(&mut self, day: Date) -> bool {
        let absent: Vec<SourcePath> = self
            .records
            .iter()
            .filter(|(path, result)| !self.exists(path, result, day))
            .map(|(path, _)| path.clone())
            .collect();
        if absent.is_empty() {
            return false;
        }
        // Whoever is there because somebody speaks of them speaks of others.
        let mut gone = absent;
        loop {
            let mentioned = self.mentioned(&gone);
            let before = gone.len();
            gone.retain(|path| !self.slugs(path).any(|slug| mentioned.has(kind_of(path), slug)));
            if gone.len() == before {
                break;
            }
        }
        let programs = gone.iter().filter(|path| kind_of(path) == FileKind::Program);
        let programs: BTreeSet<String> = programs.flat_map(|path| self.slugs(path)).map(str::to_owned).collect();
        for path in &gone {
            self.replace_record(path, None);
            // Who may see what lies in the folder of a program is in its record alone.
            if kind_of(path) == FileKind::Program {
                self.remove_below(path.folder());
            }
        }
        self.without_time_for(&programs);
        !gone.is_empty()
    }

    /// Takes out the shares of people's time that go to `programs`.
    fn without_time_for(&mut self, programs: &BTreeSet<String>) {
        let of_them = |part: &AllocationRecord| {
            part.program.as_ref().is_some_and(|program| programs.contains(program.value.0.as_str()))
        };
        let mut people = Vec::new();
        for (path, result) in self.records.iter() {
            if let ParsedFile::Person(Some(record)) = &result.0
                && record.allocations.iter().any(of_them)
            {
                let mut then = record.clone();
                then.allocations.retain(|part| !of_them(part));
                people.push((path.clone(), Arc::new((ParsedFile::Person(Some(then)), result.1.clone()))));
            }
        }
        for (path, result) in people {
            self.replace_record(&path, Some(result));
        }
    }

    /// Slugs that records and reports refer to, but those records in `but`.
    fn mentioned(&self, but: &[SourcePath]) -> Mentions {
        let mut mentions = Mentions::default();
        for (path, result) in self.files.iter().filter(|(path, _)| !but.contains(path)) {
            // Reports of a program that is not there are not there either.
            let of_absent =
                |absent: &SourcePath| kind_of(absent) == FileKind::Program && path.is_below(absent.folder());
            if !but.iter().any(of_absent) {
                mentions.of_file(&result.0);
            }
        }
        mentions
    }

    /// The slug of a record, and those that it had.
    fn slugs<'s>(&'s self, path: &'s SourcePath) -> impl Iterator<Item = &'s str> {
        let formerly = self.records.get(path).map_or(&[][..], |result| result.0.formerly());
        std::iter::once(slug_of(path, kind_of(path))).chain(formerly.iter().map(|former| &*former.value.0))
    }

    /// Whether a record existed at the end of `day`.
    pub(crate) fn exists(&self, path: &SourcePath, result: &FileResult, day: Date) -> bool {
        match &result.0 {
            ParsedFile::Person(Some(record)) => by(record.recorded.as_ref(), day),
            ParsedFile::FocusArea(Some(record)) => by(record.recorded.as_ref(), day),
            ParsedFile::Program(Some(record)) => {
                first_day(record, self.first_update(path)).is_none_or(|first| first <= day)
            }
            _ => true,
        }
    }

    /// The day of the first report in the folder of a program's record.
    fn first_update(&self, program: &SourcePath) -> Option<Date> {
        let folder = format!("{}/updates", program.folder());
        let reports = self.files.from(format!("{folder}/").as_str()).take_while(|(path, _)| path.is_below(&folder));
        let dates = reports.filter_map(|(path, result)| match &result.0 {
            ParsedFile::Update(file) if !file.is_draft() => update_date(path),
            _ => None,
        });
        dates.min()
    }
}

/// The day from which on a program's record exists; `None` for one that has always been.
fn first_day(record: &ProgramRecord, first_update: Option<Date>) -> Option<Date> {
    if let Some(recorded) = &record.recorded {
        return Some(recorded.value);
    }
    match record.lifecycle.as_ref()?.value {
        Lifecycle::Proposed | Lifecycle::Planned => None,
        Lifecycle::Active | Lifecycle::Paused | Lifecycle::Complete | Lifecycle::Cancelled => {
            let start = record.start.as_ref().map(|start| start.value);
            // Without either nobody says when it began.
            start.map(|start| first_update.map_or(start, |update| update.min(start)))
        }
    }
}

impl Rewind {
    /// Back to `day`, with the settings of `parsed`.
    fn of(parsed: &Parsed, day: Date) -> Self {
        let settings = parsed.records.iter().find_map(|(_, result)| match &result.0 {
            ParsedFile::Config(record) => record.as_deref(),
            _ => None,
        });
        let (visibility, coverage) = settings.map_or((None, None), ConfigRecord::privacy);
        Self {
            day,
            visibility: visibility.unwrap_or(Visibility::Public),
            coverage: coverage.unwrap_or(PrivacyLevel::Name),
        }
    }
}
