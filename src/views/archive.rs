//! Programs that ended a while ago, by the year in which they did. Their own pages stay where they were.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::program::person_link;
use super::{Cx, DateView, Head, Introduction, ProgramChip};
use crate::model::ProgramId;
use crate::plan::LinkView;
use crate::words::capital;

/// The template of this page.
pub const TEMPLATE: &str = "programs/archive.html";

/// The page's address.
pub const URL: &str = "/programs/archive/";

/// The archive.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveView {
    /// An author's introduction.
    pub introduction: Option<Introduction>,
    /// The page's title.
    pub title: String,
    /// How many days after its end a program comes here.
    pub after_days: u16,
    /// The years in which programs ended, the latest first.
    pub years: Vec<ArchiveYear>,
}

/// The programs that ended in a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArchiveYear {
    /// `2025`.
    pub year: i16,
    /// The programs, the latest end first, then by name.
    pub rows: Vec<ArchiveRow>,
}

/// A program that has ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArchiveRow {
    /// The program.
    pub program: ProgramChip,
    /// What it brought about, as HTML.
    pub summary: String,
    /// `Complete` or `Cancelled`.
    pub ended_as: String,
    /// Since when.
    pub ended: DateView,
    /// Why, as HTML.
    pub reason: Option<String>,
    /// The area that ran it.
    pub area: String,
    /// Who answered for it.
    pub dri: LinkView,
}

/// The archive on the model's day.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, ArchiveView) {
    let introduction = cx.introduction(URL);
    let title = introduction.as_ref().map_or_else(|| "Archive".to_owned(), |introduction| introduction.title.clone());
    let mut years: BTreeMap<Reverse<i16>, Vec<(Reverse<Date>, ArchiveRow)>> = BTreeMap::new();
    for (id, ended) in cx.archived() {
        years.entry(Reverse(ended.year())).or_default().push((Reverse(ended), row(cx, id, ended)));
    }
    let year = |(Reverse(year), mut rows): (Reverse<i16>, Vec<(Reverse<Date>, ArchiveRow)>)| {
        rows.sort_by_key(|(ended, row)| (*ended, row.program.name.to_lowercase()));
        ArchiveYear { year, rows: rows.into_iter().map(|(_, row)| row).collect() }
    };
    let years = years.into_iter().map(year).collect();
    let description = "Programs that are complete or cancelled, by the year in which they ended.".to_owned();
    let head = Head { title: title.clone(), description };
    (head, ArchiveView { introduction, title, after_days: cx.model.config.archive_days, years })
}

fn row(cx: &Cx<'_>, id: ProgramId, ended: Date) -> ArchiveRow {
    let program = cx.model.program(id);
    let facts = cx.state(id).facts;
    let reason = program.entry(ended, "lifecycle").and_then(|entry| entry.reason.as_ref());
    ArchiveRow {
        program: cx.program(id),
        summary: cx.html(&program.summary),
        ended_as: capital(facts.lifecycle.word()),
        ended: cx.date(ended),
        reason: reason.map(|reason| cx.html(reason)),
        area: cx.model.focus_area(facts.focus_area).name.clone(),
        dri: person_link(cx, facts.dri),
    }
}
