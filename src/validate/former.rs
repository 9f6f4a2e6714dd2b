//! The slugs that records had: who refers to one of them means the record of today, in old reports and in new ones.

use std::collections::BTreeMap;

use super::finding::finding;
use crate::diagnostics::{Diagnostic, registry};
use crate::parse::decode::Located;
use crate::parse::records::{FocusAreaRecord, PersonRecord, ProgramRecord};
use crate::parse::values::Slug;
use crate::source::SourcePath;

/// The slugs of today by those that records had.
#[derive(Debug)]
pub(super) struct FormerSlugs<'a> {
    people: BTreeMap<&'a str, &'a str>,
    areas: BTreeMap<&'a str, &'a str>,
    programs: BTreeMap<&'a str, &'a str>,
}

/// Files of a kind, by slug.
type Files<'a, R> = BTreeMap<&'a str, (&'a SourcePath, Option<&'a R>)>;

impl<'a> FormerSlugs<'a> {
    /// Those of all records, with a finding for each that something else uses.
    pub fn of(
        (people, areas, programs): (&Files<'a, PersonRecord>, &Files<'a, FocusAreaRecord>, &Files<'a, ProgramRecord>),
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            people: of_kind("person", people, |record| &record.formerly, found),
            areas: of_kind("focus area", areas, |record| &record.formerly, found),
            programs: of_kind("program", programs, |record| &record.formerly, found),
        }
    }

    /// The slug of today of a person.
    pub fn person<'s>(&self, slug: &'s str) -> &'s str
    where
        'a: 's,
    {
        self.people.get(slug).copied().unwrap_or(slug)
    }

    /// The slug of today of a focus area.
    pub fn area<'s>(&self, slug: &'s str) -> &'s str
    where
        'a: 's,
    {
        self.areas.get(slug).copied().unwrap_or(slug)
    }

    /// The slug of today of a program.
    pub fn program<'s>(&self, slug: &'s str) -> &'s str
    where
        'a: 's,
    {
        self.programs.get(slug).copied().unwrap_or(slug)
    }

    /// Adds what was found by the slugs of today under those that records had.
    pub fn add<T: Copy>(&self, all: &mut BTreeMap<&'a str, T>, of: fn(&Self) -> &BTreeMap<&'a str, &'a str>) {
        for (former, now) in of(self) {
            if let Some(value) = all.get(now).copied() {
                all.entry(former).or_insert(value);
            }
        }
    }

    /// People.
    pub fn people(&self) -> &BTreeMap<&'a str, &'a str> {
        &self.people
    }

    /// Focus areas.
    pub fn areas(&self) -> &BTreeMap<&'a str, &'a str> {
        &self.areas
    }

    /// Programs.
    pub fn programs(&self) -> &BTreeMap<&'a str, &'a str> {
        &self.programs
    }
}

fn of_kind<'a, R>(
    what: &str,
    files: &Files<'a, R>,
    formerly: fn(&R) -> &[Located<Slug>],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<&'a str, &'a str> {
    let mut known: BTreeMap<&'a str, &'a str> = BTreeMap::new();
    for (now, (path, record)) in files {
        let Some(record) = record else { continue };
        for former in formerly(record) {
            let (slug, span) = (former.value.0.as_str(), former.span);
            if slug == *now {
                let message = format!("`{slug}` is the slug that this {what} has");
                let hint = "leave it out: `formerly` lists the slugs that it had before";
                found.push(finding(&registry::OWN_FORMER_SLUG, path, span, message, hint));
            } else if let Some((other, _)) = files.get(slug) {
                let message = format!("`{slug}` is the slug of another {what}, in `{other}`");
                let hint = format!("give `{other}` another name, or remove the entry: a slug is used once");
                found.push(finding(&registry::FORMER_SLUG_TAKEN, path, span, message, hint));
            } else if let Some(other) = known.get(slug) {
                let message = format!("`{slug}` is given twice as a former slug, first by {what} `{other}`");
                let hint = "keep the entry of the record that had the slug";
                found.push(finding(&registry::FORMER_SLUG_TAKEN, path, span, message, hint));
            } else {
                known.insert(slug, now);
            }
        }
    }
    known
}
