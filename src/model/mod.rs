//! The model: everything a site states, with every reference resolved.
//!
//! Stage three of the pipeline. A [`Model`] cannot be built from bad input: ids are newtypes that index its own lists,
//! dates are dates, zones are zones, and every Markdown field is compiled. Deliberately absent: anything that moves
//! with the date (`status`), and anything about pages (`plan`).

mod audience;
mod focus_area;
mod inside;
mod intake;
mod page;
mod person;
mod privacy;
mod program;
mod reading;

pub(crate) use focus_area::{FocusArea, HolidayCalendar, JobLevels};
pub(crate) use inside::Inside;
pub(crate) use intake::{Calculator, Intake};
pub(crate) use page::{Page, PageKind, ReviewDue};
pub(crate) use person::{Allocation, Person, Tenure};
pub(crate) use privacy::showing;
pub use program::{MilestoneFacts, ProgramFacts};
pub use reading::ReportParts;

pub(crate) use crate::parse::dated::Dated;
pub(crate) use crate::parse::ids::{FocusAreaId, PageId, PersonId, ProgramId};
pub(crate) use crate::parse::records::{
    Answer, Assumption, Budget, CoreMember, Criterion, Decision, DecisionNeeded, Dependency, DependencyMove, Dropped,
    Gate, Issue, IssueMove, ItemChange, Level, Measure, Milestone, MilestoneMove, Outcome, Program, ProgramChange,
    Promise, Rebaseline, Risk, RiskMove, Update, Withdrawn,
};
pub(crate) use crate::parse::refs::{Decider, Link, Provider};

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Config;

/// A sound site. Its records are shared: those that an edit did not touch are those of the last build.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its settings.
    pub config: Config,
    /// The day that everything is stated for; records dated later do not exist.
    pub as_of: Date,
    /// Whether internal items are shown.
    pub audience: Audience,
    /// People by slug.
    pub people: Vec<Arc<Person>>,
    /// Focus areas by their order, then slug.
    pub focus_areas: Vec<Arc<FocusArea>>,
    /// Programs by slug.
    pub programs: Vec<Arc<Program>>,
    /// Holiday calendars by slug.
    pub calendars: Vec<HolidayCalendar>,
    /// Job levels.
    pub levels: JobLevels,
    /// How requests are made.
    pub intake: Option<Intake>,
    /// Markdown pages by address.
    pub pages: Vec<Arc<Page>>,
    /// Lookups of another tool in pages whose answer no record has: what they name is the author's own word.
    pub strangers: BTreeSet<String>,
}

/// Who a build is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Everyone: internal items are absent.
    #[default]
    Public,
    /// Readers inside: everything is shown and pages ask not to be indexed.
    Internal,
}

impl Audience {
    /// Whether something of this visibility is shown.
    #[must_use]
    pub fn sees(self, visibility: crate::parse::records::Visibility) -> bool {
        self == Self::Internal || visibility == crate::parse::records::Visibility::Public
    }

    /// Whether a field of somebody is shown that is published so.
    #[must_use]
    pub fn reads(self, publish: crate::parse::records::Publish) -> bool {
        use crate::parse::records::Publish;
        match publish {
            Publish::Public => true,
            Publish::Internal => self == Self::Internal,
            Publish::Hidden => false,
        }
    }
}

impl Model {
    /// The Markdown page at `url`, or the introduction of what records make there.
    #[must_use]
    pub fn page_at(&self, url: &str) -> Option<&Page> {
        let at = self.pages.binary_search_by(|page| page.url.as_str().cmp(url)).ok()?;
        self.pages.get(at).map(|page| &**page)
    }

    /// Whether the author of the page at `url` wants nobody to find it.
    #[must_use]
    pub fn is_unfindable(&self, url: &str) -> bool {
        self.page_at(url).is_some_and(Page::is_unfindable)
    }

    /// The person with this id.
    ///
    /// # Panics
    /// Never for ids that this model handed out, which are the only ones there are.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are handed out by the model whose lists they index")]
    pub fn person(&self, id: PersonId) -> &Person {
        &self.people[id.index()]
    }

    /// The focus area with this id.
    ///
    /// # Panics
    /// Never for ids that this model handed out.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are handed out by the model whose lists they index")]
    pub fn focus_area(&self, id: FocusAreaId) -> &FocusArea {
        &self.focus_areas[id.index()]
    }

    /// The program with this id.
    ///
    /// # Panics
    /// Never for ids that this model handed out.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are handed out by the model whose lists they index")]
    pub fn program(&self, id: ProgramId) -> &Program {
        &self.programs[id.index()]
    }

    /// Every program with its id, by slug.
    pub fn programs(&self) -> impl Iterator<Item = (ProgramId, &Program)> {
        self.programs.iter().enumerate().map(|(index, program)| (ProgramId::new(index), &**program))
    }

    /// Every person with their id, by slug.
    pub fn people(&self) -> impl Iterator<Item = (PersonId, &Person)> {
        self.people.iter().enumerate().map(|(index, person)| (PersonId::new(index), &**person))
    }

    /// Every focus area with its id, in order.
    pub fn focus_areas(&self) -> impl Iterator<Item = (FocusAreaId, &FocusArea)> {
        self.focus_areas.iter().enumerate().map(|(index, area)| (FocusAreaId::new(index), &**area))
    }

    /// The person with this slug, or who had it.
    #[must_use]
    pub fn find_person(&self, slug: &str) -> Option<PersonId> {
        // Ids of people whose name is withheld stand out of order.
        let by = |named: fn(&Person, &str) -> bool| self.people.iter().position(|person| named(person, slug));
        by(|person, slug| person.slug == slug)
            .or_else(|| by(|person, slug| is_in(&person.formerly, slug)))
            .map(PersonId::new)
    }

    /// The focus area with this slug, or which had it.
    #[must_use]
    pub fn find_focus_area(&self, slug: &str) -> Option<FocusAreaId> {
        let by = |named: fn(&FocusArea, &str) -> bool| self.focus_areas.iter().position(|area| named(area, slug));
        by(|area, slug| area.slug == slug)
            .or_else(|| by(|area, slug| is_in(&area.formerly, slug)))
            .map(FocusAreaId::new)
    }

    /// The program with this slug, or which had it.
    #[must_use]
    pub fn find_program(&self, slug: &str) -> Option<ProgramId> {
        let now = self.programs.binary_search_by(|program| program.slug.as_str().cmp(slug)).ok();
        let former = || self.programs.iter().position(|program| is_in(&program.formerly, slug));
        now.or_else(former).map(ProgramId::new)
    }
}

/// Whether a record had the slug.
fn is_in(formerly: &[String], slug: &str) -> bool {
    formerly.iter().any(|former| former == slug)
}

/// The slug that a record had first: what ids in the world are made of, so that they outlive a rename.
macro_rules! first_slug {
    ($($record:ty),*) => {$(
        impl $record {
            /// The slug that it had first, of which ids are made that outlive a rename.
            #[must_use]
            pub fn first_slug(&self) -> &str {
                self.formerly.first().unwrap_or(&self.slug)
            }
        }
    )*};
}

first_slug!(Program, FocusArea, Person);
