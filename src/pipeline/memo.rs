//! What is kept between builds.

use std::sync::Arc;

use super::cache::OutputCache;
use super::story::StoryMemo;
use crate::memo::{Interned, ResultStore};
use crate::model::{FocusArea, Model, Page, Person, Program};
use crate::parse::{ParseMemo, RewindMemo};
use crate::plan::{AddressMemo, Addresses, Backlinks, LinkMemo, PlanMemo, SitePlan};
use crate::validate::ValidateMemo;

/// What is kept between builds: results of pure functions, each by everything that it reads. An empty one gives the
/// same result, later.
///
/// The default one is for a program that builds once: it keeps parsed files alone. [`Memo::warm`] keeps whatever makes
/// the next build shorter, finished pages among it; it holds what the last build used and no more.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) parse: ParseMemo,
    pub(super) rewind: RewindMemo,
    pub(super) addresses: AddressMemo,
    pub(super) records: ValidateMemo,
    /// Of the files as they are, where the site is built from those of an earlier day.
    pub(super) records_as_they_are: ValidateMemo,
    pub(super) links: LinkMemo,
    pub(super) story: StoryMemo,
    pub(super) plan: PlanMemo,
    pub(super) backlinks: Backlinks,
    pub(super) published: OutputCache,
    /// What the last site was made of. A program that builds once leaves it, with the memo, to its own end: taking so
    /// many small things apart one by one takes longer than publishing a hundred pages.
    pub(super) last: Option<(Model, Arc<SitePlan>, Arc<Addresses>)>,
    settled: Option<LastRecords>,
}

/// The records of the last build that was published, so that equal ones stay the same ones.
#[derive(Debug, Default)]
struct LastRecords {
    people: Interned<Person>,
    focus_areas: Interned<FocusArea>,
    programs: Interned<Program>,
    pages: Interned<Page>,
}

impl Memo {
    /// A memo for many builds.
    #[must_use]
    pub fn warm() -> Self {
        Self {
            parse: ParseMemo::default(),
            rewind: RewindMemo::default(),
            addresses: AddressMemo::warm(),
            records: ValidateMemo::warm(),
            records_as_they_are: ValidateMemo::warm(),
            links: LinkMemo::warm(),
            story: StoryMemo::warm(),
            plan: PlanMemo::warm(),
            backlinks: Backlinks::default(),
            published: OutputCache::warm(),
            last: None,
            settled: Some(LastRecords::default()),
        }
    }

    /// Reads drawings of diagrams from `store` and keeps them in it from now on. That changes no result: what is read
    /// is proved to be what drawing would give.
    pub fn keep_drawings_in(&mut self, store: Option<Arc<dyn ResultStore>>) {
        self.parse.keep_drawings_in(store);
    }

    /// Gives each record of `model` that equals its last version the identity of that: it is what pages are kept by.
    pub(super) fn settle(&mut self, model: &mut Model) {
        if let Some(last) = &mut self.settled {
            last.people.settle(&mut model.people, |person| &person.slug);
            last.focus_areas.settle(&mut model.focus_areas, |area| &area.slug);
            last.programs.settle(&mut model.programs, |program| &program.slug);
            last.pages.settle(&mut model.pages, |page| page.file.as_str());
        }
    }
}
