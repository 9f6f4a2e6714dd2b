//! Every slug that a file refers to: the one table of references, read by asking each record to resolve itself.
//!
//! A field that is added to a record is therefore in it. `rewind` asks what is referred to at all; the check of people
//! who have left asks where.

use std::collections::BTreeSet;

use super::decode::Located;
use super::files::ParsedFile;
use super::ids::{FocusAreaId, PersonId, ProgramId};
use super::kinds::FileKind;
use super::records::{
    AwayRecord, DecisionNeededRecord, FieldHolder, FocusAreaRecord, IntakeRecord, NextRecord, OwnEntry, OwnFields,
    PersonRecord, ProgramRecord, TriageRecord, UpdateRecord,
};
use super::refs::{AreaRef, Decider, DeciderRef, Declared, Link, Named, PersonRef, ProgramRef, Provider, RiskRef};
use super::resolve::{Lookup, Resolve};
use super::values::LinkTarget;
use super::words::{CadenceWord, Visibility};
use super::yaml::NodeKind;
use crate::markdown::{Document, Markup};
use crate::source::Span;

/// The slugs of people, programs and focus areas that have been met.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    slugs: BTreeSet<(FileKind, String)>,
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

    /// Whether a record of this kind is among them.
    pub(crate) fn has(&self, kind: FileKind, slug: &str) -> bool {
        self.slugs.contains(&(kind, slug.to_owned()))
    }

    /// The pages of records to which a text links.
    fn text(&mut self, document: &Document) {
        document.body.links.iter().for_each(|link| self.target(&link.target));
    }

    /// The record to whose page `target` leads, if it does.
    fn target(&mut self, target: &str) {
        let mut parts = target.split(['/', '#', '?']);
        let kind = parts.find_map(|part| match part {
            "programs" => Some(FileKind::Program),
            "team" | "people" => Some(FileKind::Person),
            "focus-areas" => Some(FileKind::FocusArea),
            _ => None,
        });
        if let (Some(kind), Some(slug)) = (kind, parts.next()) {
            self.note(kind, slug.trim_end_matches(".yaml"));
        }
    }

    /// Adds what a program's record refers to.
    pub(crate) fn program_record(&mut self, record: &ProgramRecord) {
        let _ = record.resolved(String::new(), crate::source::SourcePath::new(""), Vec::new(), Vec::new(), self);
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
        // Every field by name: one that is added and forgotten here does not compile.
        let PersonRecord {
            focus_areas,
            manager,
            away,
            links,
            fields,
            // Time for a program that is not there yet is not there either: `rewind` takes it out.
            allocations: _,
            // What they were is looked at on the day on which they were so.
            changes: _,
            name: _,
            role: _,
            time_zone: _,
            kind: _,
            pronouns: _,
            level: _,
            specialties: _,
            start_date: _,
            end_date: _,
            region: _,
            location: _,
            working_hours: _,
            stretch_hours: _,
            schedule: _,
            exceptions: _,
            confirmed: _,
            holidays: _,
            capacity: _,
            handles: _,
            photo: _,
            publish: _,
            erased: _,
            recorded: _,
            formerly: _,
            span,
            faulty: _,
        } = record;
        for area in focus_areas {
            self.given(Some(area));
        }
        self.given(manager.as_ref());
        for AwayRecord { backup, from: _, to: _, span: _, faulty: _ } in away {
            self.given(backup.as_ref());
        }
        for link in links {
            self.part(link, *span);
        }
        self.given(fields.as_ref());
    }

    /// Adds what a focus area's record refers to.
    pub(crate) fn area_record(&mut self, record: &FocusAreaRecord) {
        // Every field by name: one that is added and forgotten here does not compile.
        let FocusAreaRecord {
            lead,
            expertise,
            requirements,
            intake,
            changes: _,
            name: _,
            order: _,
            connected_orgs: _,
            requirements_vary: _,
            recorded: _,
            formerly: _,
            span,
            faulty: _,
        } = record;
        self.given(lead.as_ref());
        for text in expertise {
            self.part(text, *span);
        }
        self.given(requirements.as_ref());
        if let Some(intake) = intake {
            let TriageRecord { triage_dri, keywords: _, labels: _, target_response_days: _, span: _, faulty: _ } =
                &intake.value;
            self.given(triage_dri.as_ref());
        }
    }

    /// Adds what the request form refers to.
    pub(crate) fn intake_record(&mut self, record: &IntakeRecord) {
        self.given(record.manager.as_ref());
    }

    fn note(&mut self, kind: FileKind, slug: &str) {
        self.slugs.insert((kind, slug.to_owned()));
    }
}

impl Lookup for Mentions {
    fn person(&mut self, slug: &PersonRef, at: Span) -> Option<PersonId> {
        self.note(FileKind::Person, slug);
        self.people.push((slug.0.clone(), at));
        Some(PersonId::new(0))
    }

    fn decider(&mut self, name: &DeciderRef, at: Span) -> Option<Decider> {
        self.note(FileKind::Person, name);
        self.people.push((name.0.clone(), at));
        Some(Decider::Person(PersonId::new(0)))
    }

    fn program(&mut self, slug: &ProgramRef, _: Span) -> Option<ProgramId> {
        self.note(FileKind::Program, slug);
        Some(ProgramId::new(0))
    }

    fn area(&mut self, slug: &AreaRef, _: Span) -> Option<FocusAreaId> {
        self.note(FileKind::FocusArea, slug);
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
        self.note(FileKind::Program, program);
        Some(Provider::Undisclosed)
    }

    fn link(&mut self, label: &str, target: &Located<LinkTarget>, visibility: Visibility) -> Link {
        self.target(&target.value);
        Link { label: label.to_owned(), url: target.value.0.clone(), visibility }
    }

    fn own_fields(&mut self, _: FieldHolder, fields: &OwnFields) -> Vec<OwnEntry> {
        for (_, value) in &fields.0 {
            if let NodeKind::Scalar { text, .. } = &value.kind {
                self.target(text);
            }
        }
        Vec::new()
    }

    fn markdown(&mut self, text: &str, _: Span) -> Markup {
        // A record's text is compiled later: whatever stands in parentheses may be where a link leads.
        text.split("](").skip(1).for_each(|rest| self.target(rest.split(')').next().unwrap_or_default()));
        Markup::default()
    }

    fn cadence(&self) -> CadenceWord {
        CadenceWord::Weekly
    }

    fn visibility(&self) -> Visibility {
        Visibility::Public
    }

    fn year_of_plans(&self) -> i8 {
        1
    }
}
