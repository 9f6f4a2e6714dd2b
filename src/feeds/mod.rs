//! Open data: the same records as the pages, for scripts, feed readers, calendars, spreadsheets and README files.
//!
//! Layer 3, pure. Each format has a file that knows the format and takes plain values, and a file that says what is
//! published. Everything is typed on the way out: a struct names each field, so nothing is published because it
//! happened to be in a record. What is written when, and what it promises, is in `docs/open-data.md`. Deliberately
//! absent: the clock (time stamps come from the records), templates, and anything that reads
//! these formats.

mod address;
pub mod api;
mod atom;
pub mod attendance;
mod badge;
mod calendar;
mod cell;
mod columns;
pub mod digest;
mod glyphs;
mod headers;
mod ics;
mod known;
pub mod list;
mod own;
mod published;
mod redirects;
mod robots;
mod shape;
mod sitemap;
mod table;
mod tables;
mod to_do;
mod xml;

pub use badge::badge;
pub use columns::{Columns, Row, TableRow};
pub use known::{NamedKind, Unknown, has};
pub use own::OwnRow;
pub use shape::{Address, Quantity, Shape};

use std::ops::Range;

use jiff::civil::Date;

use crate::artifact::{Artifact, Body, OutputPath};
use crate::config::Feeds;
use crate::model::ReportParts;
use crate::snapshot::Snapshot;
use crate::status::Generated;

/// The program that writes, as feeds and documents name it.
pub const GENERATOR: &str = concat!("pmo-site ", env!("CARGO_PKG_VERSION"));

/// The stamp of what has no date of its own: always the same, so that nobody takes it for news.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Programs whose files one job writes.
const BATCH: usize = 16;

/// Writes some files; jobs of one site can run at the same time.
pub struct FeedJob<'c> {
    /// What it writes, in a word that no other job has.
    pub name: String,
    /// What it reads.
    pub reads: JobInputs,
    /// Writes the files.
    pub make: Box<dyn FnOnce() -> Vec<Artifact> + Send + 'c>,
}

/// What a job reads besides the settings, the day and the addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobInputs {
    /// Nothing.
    Settings,
    /// The names of all reports.
    Addresses,
    /// These programs and as much of their reports, those that they need and those that need them, and people and focus
    /// areas. Of others' reports no story is read.
    Programs(Range<usize>, ReportParts),
    /// Every program, person and focus area, and as much of all reports.
    Records(ReportParts),
    /// The same, and every page.
    Everything(ReportParts),
}

/// The jobs that write every file of open data, where there are records. The switches of `feeds` in the configuration
/// hold.
pub fn jobs<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = FeedJob<'c>> {
    let mut feeds = cx.model.config.feeds;
    if !cx.plan.has_records() {
        feeds = Feeds { json: false, atom: false, ics: false, csv: false, badges: false };
    }
    feeds.atom &= cx.plan.has(Generated::Programs);
    let json = feeds.json.then(|| api::jobs(cx)).into_iter().flatten();
    let atom = feeds.atom.then(|| atom::jobs(cx)).into_iter().flatten();
    let ics = feeds.ics.then(|| calendar::jobs(cx).chain(to_do::jobs(cx))).into_iter().flatten();
    let csv = feeds.csv.then(|| tables::jobs(cx)).into_iter().flatten();
    let badges = feeds.badges.then(|| badge::jobs(cx)).into_iter().flatten();
    let host = job("host", JobInputs::Addresses, || {
        sitemap::artifacts(cx)
            .into_iter()
            .chain([robots::artifact(cx), headers::artifact(cx), redirects::artifact(cx)].into_iter().flatten())
    });
    json.chain(atom).chain(ics).chain(csv).chain(badges).chain(std::iter::once(host))
}

/// The job `name` that makes what `make` gives.
fn job<'c, A: IntoIterator<Item = Artifact>>(
    name: impl Into<String>,
    reads: JobInputs,
    make: impl FnOnce() -> A + Send + 'c,
) -> FeedJob<'c> {
    FeedJob { name: name.into(), reads, make: Box::new(move || make().into_iter().collect()) }
}

/// A file of the output; `None` for a path that no file can have.
fn file(path: impl AsRef<str>, bytes: impl Into<Vec<u8>>) -> Option<Artifact> {
    Some(Artifact { path: OutputPath::new(path)?, body: Body::of(bytes) })
}

/// The file of a record and its copies under the slugs that the record had: whoever reads it at an old address goes on
/// reading. `path` is that of the file of a slug.
fn with_former(made: Option<Artifact>, formerly: &[String], path: impl Fn(&str) -> String) -> Vec<Artifact> {
    let copies = made.iter().flat_map(|made| {
        let copy = |slug: &String| Some(Artifact { path: OutputPath::new(path(slug))?, body: made.body.clone() });
        formerly.iter().filter_map(copy)
    });
    let copies: Vec<Artifact> = copies.collect();
    made.into_iter().chain(copies).collect()
}

/// The item that the model names by its place in a list.
///
/// # Panics
/// Never: the model that holds the list gave the place.
#[expect(
    clippy::indexing_slicing,
    reason = "places in a list are given by the model that holds it; a row must not vanish in silence"
)]
fn item<T>(items: &[T], place: usize) -> &T {
    &items[place]
}

/// The jobs that write what `make` makes of each number below `count`, and read what `reads` says of a batch.
fn each<'c, A: IntoIterator<Item = Artifact>>(
    name: &'static str,
    count: usize,
    reads: impl Fn(Range<usize>) -> JobInputs,
    make: impl Fn(usize) -> A + Clone + Send + 'c,
) -> impl Iterator<Item = FeedJob<'c>> {
    (0..count).step_by(BATCH).map(move |first| {
        let make = make.clone();
        let batch = first..count.min(first + BATCH);
        job(format!("{name} from {first}"), reads(batch.clone()), move || batch.flat_map(make))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_keep_their_order_and_leave_out_what_has_no_path() {
        let made: Vec<String> = each(
            "test",
            200,
            |batch| JobInputs::Programs(batch, ReportParts::all()),
            |index| file(if index == 70 { String::new() } else { format!("{index}") }, "x"),
        )
        .flat_map(|job| (job.make)())
        .map(|made| made.path.to_string())
        .collect();
        let wanted: Vec<String> = (0..200).filter(|index| *index != 70).map(|index| index.to_string()).collect();
        assert_eq!(made, wanted);
    }
}
