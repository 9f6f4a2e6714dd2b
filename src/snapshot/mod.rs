//! The site on its day: the model, each program's state, the plan of addresses, and what is measured once for all who
//! ask.
//!
//! Layer 3. Pages, open data, the search index and the questions of the command line all start from a [`Snapshot`], so
//! that they cannot disagree on how a program is counted, what a change is called or where a person's page is.
//! Deliberately absent: what only pages show (chips, dates with their markup), which `views::Cx` adds, and anything
//! that is written down.

mod changes;
pub mod directives;
mod health;
mod newest;
mod portfolio;
mod relations;
mod to_do;

pub use changes::{rank, wording};
pub use health::HealthMark;
pub use portfolio::{HealthCount, counts, summary};
pub use relations::Relations;
pub use to_do::{READING as TO_DO, ToDo, Waiting, Words, to_do_calendar};

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::config::Config;
use crate::coverage::Measured;
use crate::markdown::OwnTemplates;
use crate::model::{Decider, Link, Model, Person, PersonId, ProgramId};
use crate::parse::records::Visibility;
use crate::plan::{Backlinks, LinkView, SitePlan};
use crate::source::SourcePath;
use crate::status::{Generated, ProgramState, fold};
use crate::words::WORDS;

/// The model, its state on the model's day, and the plan of the site.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    /// The model.
    pub model: &'a Model,
    /// Each program's state on the model's day, by id.
    pub states: &'a [ProgramState<'a>],
    /// Addresses and navigation.
    pub plan: &'a SitePlan,
    /// Who is there when, once somebody has asked.
    pub coverage: &'a OnceLock<Arc<Measured>>,
    /// Who and what leads to whom, once somebody has asked.
    relations: &'a OnceLock<Relations>,
    /// Templates of the site's own for what texts call, once they are compiled.
    templates: Option<&'a dyn OwnTemplates>,
    /// Which pages lead to which, where pages show it.
    pub backlinks: Option<&'a Backlinks>,
}

impl<'a> Snapshot<'a> {
    /// Runs `work` on the snapshot of `model` with its `plan`: the states borrow from the model, and the snapshot from
    /// them.
    pub fn with<T>(model: &Model, plan: &SitePlan, work: impl FnOnce(&Snapshot<'_>) -> T) -> T {
        let ids = (0..model.programs.len()).into_par_iter();
        let states: Vec<_> = ids.map(|index| fold(model, ProgramId::new(index), model.as_of)).collect();
        let coverage = OnceLock::new();
        let relations = OnceLock::new();
        let (coverage, relations) = (&coverage, &relations);
        work(&Snapshot { model, states: &states, plan, coverage, relations, templates: None, backlinks: None })
    }

    /// The same snapshot, whose pages name those that lead to them.
    #[must_use]
    pub fn with_backlinks(self, backlinks: &'a Backlinks) -> Self {
        Self { backlinks: Some(backlinks), ..self }
    }

    /// Who is there when; whoever asks first measures it.
    #[must_use]
    pub fn measured(&self) -> &'a Measured {
        self.coverage.get_or_init(|| Arc::new(Measured::of(self.model)))
    }

    /// Who and what leads to whom; whoever asks first looks it up.
    #[must_use]
    pub fn relations(&self) -> &'a Relations {
        self.relations.get_or_init(|| Relations::of(self.model, self.states))
    }

    /// A program's state on the model's day.
    ///
    /// # Panics
    /// Never: there is a state for every program of the model.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "there is a state for every program of the model")]
    pub fn state(&self, id: ProgramId) -> &'a ProgramState<'a> {
        &self.states[id.index()]
    }

    /// What the site is, in one sentence.
    #[must_use]
    pub fn about(&self) -> String {
        let Config { title, description, .. } = &self.model.config;
        description.clone().unwrap_or_else(|| {
            if self.plan.has(Generated::Programs) {
                format!("Programs, people and working agreements of {title}.")
            } else {
                format!("All pages of {title}.")
            }
        })
    }

    /// The address to print for a page of this site (`/programs/` → `/sub/programs/` below a sub-path).
    #[must_use]
    pub fn href(&self, url: &str) -> String {
        self.plan.href(url)
    }

    /// A link to a page of this site.
    #[must_use]
    pub fn link(&self, url: &str, text: impl Into<String>) -> LinkView {
        LinkView { href: self.href(url), text: text.into() }
    }

    /// A link that the record `file` gives, to another site or to a page of this one.
    #[must_use]
    pub fn given(&self, link: &Link, file: &SourcePath) -> LinkView {
        let internal = link.visibility == Visibility::Internal;
        let text = WORDS.marked_internal(link.label.clone(), internal);
        LinkView { href: self.plan.target(&link.url, file), text }
    }

    /// A person's name, with their page if they have one.
    #[must_use]
    pub fn person_link(&self, id: PersonId) -> LinkView {
        let person = self.model.person(id);
        LinkView { href: self.person_href(person), text: person.name.clone() }
    }

    /// The address of a person's page; empty for somebody without one.
    #[must_use]
    pub fn person_href(&self, person: &Person) -> String {
        if person.has_page() { self.href(&["/team/", &person.slug, "/"].concat()) } else { String::new() }
    }

    /// Whoever decides something: a person with a page, or a forum without.
    #[must_use]
    pub fn decider(&self, decider: &Decider) -> LinkView {
        match decider {
            Decider::Person(id) => self.person_link(*id),
            Decider::Forum(forum) => LinkView { href: String::new(), text: forum.name.clone() },
        }
    }
}
