//! `/api/v1/`: the records and their state as JSON, each document with a schema.
//!
//! Fields are added, never renamed, within `v1`. Items are named as pages name them: records by slug, items of a
//! program by the id that its record gives. Text is plain; whoever wants the prose follows `url`.

mod change;
mod coverage;
mod decision;
mod dependency;
mod document;
mod end;
mod focus_area;
mod gap;
mod health;
mod issue;
mod joined;
mod lists;
mod milestone;
mod person;
mod program;
mod program_parts;
mod program_row;
mod risk;
mod slugs;

pub use decision::{DecisionRow, NeedRow};
pub use dependency::{DependencyRow, ProviderRow};
pub use gap::GapRow;
pub use issue::IssueRow;
pub use joined::{Home, InProgram, Items, Joined, in_all_programs, in_programs};
pub use milestone::MilestoneRow;
pub use person::{CapacityRow, PersonRow, RoleRow};
pub use program_parts::ReportRow;
pub use program_row::{ProgramCounts, ProgramFacts, ProgramRow};
pub use risk::RiskRow;
pub use slugs::Slugs;

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use serde_json::Value;

use self::document::{document, schema, schema_url};
use self::lists::{
    ChangesBody, DecisionsBody, DependenciesBody, DocumentRow, FocusAreasBody, IndexBody, IssuesBody, MilestonesBody,
    PeopleBody, ProgramsBody, RisksBody,
};
use self::program::ProgramBody;
use self::program_parts::Gives;
use super::address::address;
use super::{FeedJob, JobInputs, each, file, job, with_former};
use crate::artifact::Artifact;
use crate::coverage::{CoverageFacts, WeeksFacts};
use crate::invariant::invariant;
use crate::model::{ProgramId, ReportParts};
use crate::snapshot::Snapshot;
use crate::status::CHANGES;

/// A kind of document.
struct DocumentKind {
    /// The name of its schema, and of the document when there is one of the kind.
    name: &'static str,
    /// What it holds.
    about: &'static str,
    /// What it tells of reports.
    reads: ReportParts,
    schema: fn(&str) -> Value,
    /// Writes the one document of this kind; there are many of `program`.
    write: Option<fn(&Snapshot<'_>) -> Option<Artifact>>,
}

/// Every kind of document, in the order of the index.
const KINDS: &[DocumentKind] = &[
    DocumentKind {
        name: "index",
        about: "Every document of the API and its schema.",
        reads: ReportParts::RECORD,
        schema: schema::<IndexBody<'_>>,
        write: Some(|cx| document(cx, ("index", "index"), Some(cx.model.as_of), &index(cx))),
    },
    DocumentKind {
        name: "programs",
        about: "Every program as it stands.",
        reads: ReportParts::FACTS,
        schema: schema::<ProgramsBody<'_>>,
        write: Some(|cx| document(cx, ("programs", "programs"), cx.newest(), &ProgramsBody::of(cx))),
    },
    DocumentKind {
        name: "program",
        about: "One program: plan, state, reports and history.",
        reads: ReportParts::FACTS,
        schema: schema::<ProgramBody<'_>>,
        write: None,
    },
    DocumentKind {
        name: "people",
        about: "Everybody, as far as this audience may see.",
        reads: ReportParts::RECORD,
        schema: schema::<PeopleBody<'_>>,
        write: Some(|cx| document(cx, ("people", "people"), newest(cx), &PeopleBody::of(cx))),
    },
    DocumentKind {
        name: "focus-areas",
        about: "Focus areas and how requests reach them.",
        reads: ReportParts::HEALTH,
        schema: schema::<FocusAreasBody<'_>>,
        write: Some(|cx| document(cx, ("focus-areas", "focus-areas"), newest(cx), &FocusAreasBody::of(cx))),
    },
    DocumentKind {
        name: "risks",
        about: "Risks of all programs, open and closed.",
        reads: ReportParts::RISKS,
        schema: schema::<RisksBody<'_>>,
        write: Some(|cx| document(cx, ("risks", "risks"), cx.newest(), &RisksBody::of(cx))),
    },
    DocumentKind {
        name: "issues",
        about: "Issues of all programs, open and closed.",
        reads: ReportParts::ISSUES,
        schema: schema::<IssuesBody<'_>>,
        write: Some(|cx| document(cx, ("issues", "issues"), cx.newest(), &IssuesBody::of(cx))),
    },
    DocumentKind {
        name: "decisions",
        about: "Decisions of all programs, taken and needed.",
        reads: ReportParts::DECISIONS,
        schema: schema::<DecisionsBody<'_>>,
        write: Some(|cx| document(cx, ("decisions", "decisions"), cx.newest(), &DecisionsBody::of(cx))),
    },
    DocumentKind {
        name: "milestones",
        about: "Milestones of all programs: promised, expected, reached.",
        reads: ReportParts::MILESTONES,
        schema: schema::<MilestonesBody<'_>>,
        write: Some(|cx| document(cx, ("milestones", "milestones"), cx.newest(), &MilestonesBody::of(cx))),
    },
    DocumentKind {
        name: "dependencies",
        about: "What programs need from others: promised, expected, delivered.",
        // When something is expected depends on the provider's milestones.
        reads: ReportParts::MILESTONES.union(ReportParts::DEPENDENCIES),
        schema: schema::<DependenciesBody<'_>>,
        write: Some(|cx| document(cx, ("dependencies", "dependencies"), cx.newest(), &DependenciesBody::of(cx))),
    },
    DocumentKind {
        name: "coverage",
        about: "Who is there when, targets met and missed, clock changes ahead.",
        reads: ReportParts::RECORD,
        schema: schema::<CoverageFacts>,
        write: Some(|cx| document(cx, ("coverage", "coverage"), Some(cx.newest_of_coverage()), cx.measured().facts())),
    },
    DocumentKind {
        name: "coverage-weeks",
        about: "How many people are there, and who, minute by minute through the year ahead.",
        reads: ReportParts::RECORD,
        schema: schema::<WeeksFacts>,
        write: Some(|cx| {
            document(cx, ("coverage-weeks", "coverage-weeks"), Some(cx.newest_of_coverage()), cx.measured().minutes())
        }),
    },
    DocumentKind {
        name: "changes",
        about: "What changed, the oldest first.",
        reads: CHANGES,
        schema: schema::<ChangesBody<'_>>,
        write: Some(|cx| document(cx, ("changes", "changes"), cx.newest(), &ChangesBody::of(cx))),
    },
];

/// The jobs that write every document and every schema.
pub(super) fn jobs<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = FeedJob<'c>> {
    let single = KINDS.iter().filter_map(|kind| Some((kind.name, kind.reads, kind.write?)));
    let single = single
        .map(move |(name, reading, write)| job(format!("api {name}"), JobInputs::Records(reading), move || write(cx)));
    let schemas = job("api schemas", JobInputs::Settings, || {
        KINDS.iter().filter_map(|kind| {
            let mut schema = (kind.schema)(kind.about);
            let id = invariant(serde_json::to_value(address(cx, &schema_url(kind.name))), "an address is a text");
            invariant(schema.as_object_mut(), "a schema is an object").insert("$id".to_owned(), id);
            let text = invariant(serde_json::to_vec(&schema), "a schema can be written as JSON");
            file(schema_url(kind.name).trim_start_matches('/'), text)
        })
    });
    // The reverse of all dependencies is collected once, by the first job that asks for it.
    let gives = Arc::new(LazyLock::new(|| Gives::of(cx)));
    let programs = each(
        "api programs",
        cx.model.programs.len(),
        |batch| JobInputs::Programs(batch, ReportParts::FACTS),
        move |index| {
            let id = ProgramId::new(index);
            let program = cx.model.program(id);
            let name = format!("programs/{}", program.slug);
            let body = ProgramBody::of(cx, id, cx.state(id), &gives);
            let made = document(cx, (&name, "program"), cx.newest_of(id), &body);
            with_former(made, &program.formerly, |slug| format!("api/v1/programs/{slug}.json"))
        },
    );
    single.chain(std::iter::once(schemas)).chain(programs)
}

/// The newest fact of all programs and people.
fn newest(cx: &Snapshot<'_>) -> Option<Date> {
    cx.newest().max(cx.newest_of_people())
}

fn index<'a>(cx: &Snapshot<'a>) -> IndexBody<'a> {
    let row = |name: String, kind: &DocumentKind, about: &str| DocumentRow {
        url: address(cx, &format!("/api/v1/{name}.json")),
        schema: address(cx, &schema_url(kind.name)),
        description: about.to_owned(),
        name,
    };
    let mut documents = Vec::new();
    for kind in KINDS {
        if kind.write.is_some() {
            documents.push(row(kind.name.to_owned(), kind, kind.about));
        } else {
            documents.extend(
                cx.model
                    .programs
                    .iter()
                    .map(|program| row(format!("programs/{}", program.slug), kind, program.name.on(cx.model.as_of))),
            );
        }
    }
    IndexBody { title: &cx.model.config.title, documents }
}
