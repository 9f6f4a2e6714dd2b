//! Every slug that a file refers to: the one table of references, read by asking each record to resolve itself.
//!
//! A field that is added to a record is therefore in it. `rewind` asks what is referred to at all; the check of people
//! who have left asks where.

use std::collections::BTreeSet;

use super::decode::Located;
use super::files::ParsedFile;
use super::ids::{FocusAreaId, PersonId, ProgramId};
use super::records::{
    AwayRecord, DecisionNeededRecord, FocusAreaRecord, IntakeRecord, NextRecord, PersonRecord, ProgramRecord,
    UpdateRecord,
};
use super::refs::{AreaRef, Decider, DeciderRef, Declared, Link, Named, PersonRef, ProgramRef, Provider, RiskRef};
use super::resolve::{Lookup, Resolve};
use super::values::LinkTarget;
use super::words::{CadenceWord, Visibility};
use crate::markdown::{Document, Markup};
use crate::source::Span;

/// The slugs of people, programs and focus areas that have been met.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    /// Their slugs.
    pub slugs: BTreeSet<String>,
    /// Each place that names a person, or whoever decides, in the order in which they are met.
    pub people: Vec<(String, Span)>,
}

impl Mentions {
    /// Adds what a file refers to.
    pub(crate) fn of_file(&mut self, file: &ParsedFile) {
        match file {
            ParsedFile::Program(Some(record)) => self.program_record(record),
            ParsedFile::Update(file) => {
                self.text(&file.body);
                if let Some(record) = &file.record {
                    self.update(record);
                }
            }
            ParsedFile::Page(file) => self.text(&file.body),
            ParsedFile::Person(Some(record)) => self.person_record(record),
            ParsedFile::FocusArea(Some(record)) => self.area_record(record),
            ParsedFile::Intake(Some(record)) => self.intake_record(record),
            ParsedFile::Program(None)
            | ParsedFile::Person(None)
            | ParsedFile::FocusArea(None)
            | ParsedFile::Config(_)
            | ParsedFile::Holidays(_)
            | ParsedFile::Intake(None)
            | ParsedFile::Levels(_) => {}
        }
    }

    /// The pages of records to which a text links.
    fn text(&mut self, document: &Document) {
        for link in &document.body.links {
            let mut parts = link.target.split(['/', '#', '?']);
            if parts.any(|part| matches!(part, "programs" | "team" | "focus-areas"))
                && let Some(slug) = parts.next()
            {
                self.note(slug);
            }
        }
    }

    /// Adds what a program's record refers to.
    pub(crate) fn program_record(&mut self, record: &ProgramRecord) {
        let _ = record.resolved(String::new(), crate::source::SourcePath::new(""), Vec::new(), self);
    }

    /// Adds what a part of a record refers to.
    pub(crate) fn part<T: Resolve>(&mut self, part: &T, at: Span) {
        let _ = part.resolve(at, self);
    }

    fn given<T: Resolve>(&mut self, field: Option<&Located<T>>) {
        if let Some(field) = field {
            let _ = field.resolve(field.span, self);
        }
    }

    /// Adds what a status update refers to.
    pub(crate) fn update(&mut self, record: &UpdateRecord) {
        // Every field by name: one that is added and forgotten here does not compile.
        let UpdateRecord {
            author,
            milestones,
            risks,
            issues,
            dependencies,
            decisions_needed,
            next,
            health: _,
            dimensions: _,
            override_reason: _,
            confidence: _,
            headline: _,
            path_to_green: _,
            measures: _,
            corrects: _,
            amended: _,
            draft: _,
            span: _,
            faulty: _,
        } = record;
        self.given(author.as_ref());
        milestones.0.iter().for_each(|(id, change)| drop(change.resolve(id.span, self)));
        risks.0.iter().for_each(|(id, change)| drop(change.resolve(id.span, self)));
        issues.0.iter().for_each(|(id, change)| drop(change.resolve(id.span, self)));
        dependencies.0.iter().for_each(|(id, change)| drop(change.resolve(id.span, self)));
        for DecisionNeededRecord { from, id: _, ask: _, by: _, withdrawn: _, span: _, faulty: _ } in decisions_needed {
            self.given(from.as_ref());
        }
        for NextRecord { owner, text: _, by: _, span: _, faulty: _ } in next {
            self.given(owner.as_ref());
        }
    }

    /// Adds what a person's record refers to.
    pub(crate) fn person_record(&mut self, record: &PersonRecord) {
        record.focus_areas.iter().for_each(|area| self.given(Some(area)));
        self.given(record.manager.as_ref());
        for AwayRecord { backup, from: _, to: _, span: _, faulty: _ } in &record.away {
            self.given(backup.as_ref());
        }
        // Time for a program that is not there yet is not there either: `rewind` takes it out.
    }

    /// Adds what a focus area's record refers to.
    pub(crate) fn area_record(&mut self, record: &FocusAreaRecord) {
        self.given(record.lead.as_ref());
        if let Some(intake) = &record.intake {
            self.given(intake.value.triage_dri.as_ref());
        }
    }

    /// Adds what the request form refers to.
    pub(crate) fn intake_record(&mut self, record: &IntakeRecord) {
        self.given(record.manager.as_ref());
    }

    fn note(&mut self, slug: &str) {
        if !self.slugs.contains(slug) {
            self.slugs.insert(slug.to_owned());
        }
    }
}

impl Lookup for Mentions {
    fn person(&mut self, slug: &PersonRef, at: Span) -> Option<PersonId> {
        self.note(slug);
        self.people.push((slug.0.clone(), at));
        Some(PersonId::new(0))
    }

    fn decider(&mut self, name: &DeciderRef, at: Span) -> Option<Decider> {
        self.note(name);
        self.people.push((name.0.clone(), at));
        Some(Decider::Person(PersonId::new(0)))
    }

    fn program(&mut self, slug: &ProgramRef, _: Span) -> Option<ProgramId> {
        self.note(slug);
        Some(ProgramId::new(0))
    }

    fn area(&mut self, slug: &AreaRef, _: Span) -> Option<FocusAreaId> {
        self.note(slug);
        Some(FocusAreaId::new(0))
    }

    fn declared(&mut self, _: Declared, id: &str, _: Span) -> Option<Named> {
        Some(Named::from_id(id))
    }

    fn risk(&mut self, _: &RiskRef, _: Span) -> Option<usize> {
        Some(0)
    }

    fn milestone(&mut self, _: &str, _: Span) -> Option<usize> {
        Some(0)
    }

    fn measure(&mut self, _: &str, _: Span) -> Option<usize> {
        Some(0)
    }

    fn provider(&mut self, program: &str, _: &str, _: Span) -> Option<Provider> {
        self.note(program);
        Some(Provider::Undisclosed)
    }

    fn link(&mut self, label: &str, target: &Located<LinkTarget>, visibility: Visibility) -> Link {
        Link { label: label.to_owned(), url: target.value.0.clone(), visibility }
    }

    fn markdown(&mut self, _: &str, _: Span) -> Markup {
        Markup::default()
    }

    fn cadence(&self) -> CadenceWord {
        CadenceWord::Weekly
    }

    fn visibility(&self) -> Visibility {
        Visibility::Public
    }
}
