//! What every view can ask: names, addresses and words for things of the model.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::{AreaChip, DateView, HealthView, Introduction, PersonChip, ProgramChip, Relations};
use crate::coverage::Measured;
use crate::markdown::Markup;
use crate::model::{Decider, FocusAreaId, Link, Model, Person, PersonId, ProgramId};
use crate::parse::records::{Colour, Lifecycle};
use crate::plan::{LinkView, SitePlan};
use crate::render::NavCache;
use crate::source::SourcePath;
use crate::status::{Freshness, State};
use crate::time::DisplayDate;

/// The model, its state on the model's day, and the plan of the site.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// The model.
    pub model: &'a Model,
    /// Each program's state on the model's day, by id.
    pub states: &'a [State<'a>],
    /// Addresses and navigation.
    pub plan: &'a SitePlan,
    /// Pages of the navigation as templates print them.
    pub nav: &'a NavCache,
    /// Who is there when, once somebody has asked.
    pub coverage: &'a OnceLock<Arc<Measured>>,
    /// Who and what leads to whom, once somebody has asked.
    pub relations: &'a OnceLock<Relations>,
}

impl<'a> Cx<'a> {
    /// Who is there when; whoever asks first measures it.
    #[must_use]
    pub fn measured(&self) -> &'a Measured {
        self.coverage.get_or_init(|| Arc::new(Measured::of(self.model)))
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
        LinkView { href: self.plan.target(&link.url, file), text: link.label.clone() }
    }

    /// A Markdown text as HTML, its links resolved as seen from the file in which it stands.
    #[must_use]
    pub fn html(&self, markup: &Markup) -> String {
        self.plan.fill(markup)
    }

    /// The introduction that an author wrote for the generated page at `url`.
    #[must_use]
    pub fn introduction(&self, url: &str) -> Option<Introduction> {
        let page = self.model.pages.iter().find(|page| page.url == url)?;
        Some(Introduction { title: page.title.clone(), html: self.html(&page.document.body) })
    }

    /// A program's state on the model's day.
    ///
    /// # Panics
    /// Never: there is a state for every program of the model.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "there is a state for every program of the model")]
    pub fn state(&self, id: ProgramId) -> &'a State<'a> {
        &self.states[id.index()]
    }

    /// A date for machines and people.
    #[must_use]
    pub fn date(&self, date: Date) -> DateView {
        let (iso, text) = DisplayDate(date).written();
        DateView { iso, text }
    }

    /// A person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> PersonChip {
        let person = self.model.person(id);
        let initial = |part: &str| part.chars().next().map(|letter| letter.to_uppercase().to_string());
        let mut parts = person.name.split_whitespace();
        let first = parts.next().and_then(initial);
        let last = parts.next_back().and_then(initial);
        let tint = person.slug.bytes().fold(0_u8, u8::wrapping_add) % 8;
        PersonChip {
            name: person.name.clone(),
            role: person.role.clone(),
            initials: first.into_iter().chain(last).collect(),
            href: self.person_href(person),
            photo: person.photo.as_ref().map(|path| self.href(path)),
            tint,
        }
    }

    /// A person's name, with their page if they have one.
    #[must_use]
    pub fn person_link(&self, id: PersonId) -> LinkView {
        let person = self.model.person(id);
        LinkView { href: self.person_href(person), text: person.name.clone() }
    }

    fn person_href(&self, person: &Person) -> String {
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

    /// A program.
    #[must_use]
    pub fn program(&self, id: ProgramId) -> ProgramChip {
        let program = self.model.program(id);
        ProgramChip { name: program.name.clone(), href: self.href(&format!("/programs/{}/", program.slug)), health: self.health(id) }
    }

    /// A focus area.
    #[must_use]
    pub fn focus_area(&self, id: FocusAreaId) -> AreaChip {
        let area = self.model.focus_area(id);
        AreaChip { name: area.name.clone(), href: self.href(&format!("/focus-areas/{}/", area.slug)) }
    }

    /// The site's mark and word for a colour.
    #[must_use]
    pub fn colour(&self, colour: Colour) -> HealthView {
        HealthView { mark: colour.word(), label: self.model.config.health.label(colour).to_owned() }
    }

    /// How a program is counted on the model's day: its colour when active and fresh, else stale, never, or its lifecycle.
    #[must_use]
    pub fn health(&self, id: ProgramId) -> HealthView {
        self.health_of(self.model.program(id).lifecycle, self.state(id))
    }

    /// How a program of this lifecycle in this state is counted.
    #[must_use]
    pub fn health_of(&self, lifecycle: Lifecycle, state: &State<'_>) -> HealthView {
        let word = |mark, label: &str| HealthView { mark, label: label.to_owned() };
        match lifecycle {
            Lifecycle::Proposed => word("proposed", "Proposed"),
            Lifecycle::Planned => word("planned", "Planned"),
            Lifecycle::Paused => word("paused", "Paused"),
            Lifecycle::Complete => word("complete", "Complete"),
            Lifecycle::Cancelled => word("cancelled", "Cancelled"),
            Lifecycle::Active => match (state.freshness, state.health.reported) {
                (Some(Freshness::Stale), _) => word("stale", "Stale"),
                (Some(Freshness::Never), _) | (_, None) => word("never", "No status yet"),
                (_, Some(colour)) => self.colour(colour),
            },
        }
    }
}
