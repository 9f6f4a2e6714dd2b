//! Pieces of work, each of which makes a page, a few pages or files of open data; and how they are done on all cores.

use std::borrow::Cow;
use std::sync::Arc;

use super::cache::{Inputs, PageInput};
use super::jobs::{self, Job};
use super::made::Made;
use crate::artifact::SinkError;
use crate::feeds::JobInputs;
use crate::plan::Route;

/// Pieces of work in one job of many: a page takes a tenth of a millisecond, and handing a job over some microseconds.
pub(super) const CHUNK: usize = 8;

/// Does `work` on all cores, `chunk` pieces at a time, and calls `take` with what came of each.
pub(super) fn run<'c>(
    work: impl Iterator<Item = (Option<Arc<Vec<PageInput>>>, OutputTask<'c>)>,
    chunk: usize,
    mut take: impl FnMut(Done) -> Result<(), SinkError>,
) -> Result<(), SinkError> {
    let mut work = work.fuse();
    let chunks = std::iter::from_fn(move || {
        let chunk: Vec<_> = work.by_ref().take(chunk).collect();
        (!chunk.is_empty()).then_some(chunk)
    });
    jobs::run(chunks.map(together), |all| all.into_iter().try_for_each(&mut take))
}

/// What a piece of work made, under its name, with what it reads where that is kept.
pub(super) type Done = (String, Option<Arc<Vec<PageInput>>>, Vec<Made>);

/// Pieces of work as one job.
fn together(chunk: Vec<(Option<Arc<Vec<PageInput>>>, OutputTask<'_>)>) -> Job<'_, Vec<Done>> {
    Box::new(move || chunk.into_iter().map(|(reads, work)| (work.name.into_owned(), reads, (work.make)())).collect())
}

/// One task of a build: the pages or files that are made together.
pub(super) struct OutputTask<'c> {
    /// The address of the page that it makes, or another name that no other task has.
    pub name: Cow<'c, str>,
    /// Which kind of task, which says what it reads.
    pub what: What,
    /// Makes it.
    pub make: Job<'c, Vec<Made>>,
}

/// The kinds of task.
pub(super) enum What {
    Search,
    Data(JobInputs),
    Page(Route),
    Redirects,
    Diagrams,
}

impl OutputTask<'_> {
    /// Adds what it reads.
    pub(super) fn reads(&self, inputs: &Inputs<'_>, reads: &mut Vec<PageInput>) {
        match &self.what {
            What::Search => inputs.of_search(reads),
            What::Data(of) => inputs.of_data(of, reads),
            What::Page(route) => inputs.of_route(*route, reads),
            What::Redirects => inputs.of_redirects(reads),
            What::Diagrams => inputs.of_diagrams(reads),
        }
    }
}
