//! What every view can ask: the snapshot, and its dates, people and programs as pages show them.

use std::ops::Deref;

use jiff::civil::Date;

use super::expiry::expiry;
use super::{AreaChip, DateView, Introduction, PersonChip, ProgramChip};
use crate::markdown::OwnTemplates;
use crate::model::{FocusAreaId, PersonId, ProgramId};
use crate::plan::LinkView;
use crate::render::NavCache;
use crate::snapshot::Snapshot;
use crate::status::Generated;
use crate::time::PlanDate;
use crate::words::WORDS;

/// The context of a page: the snapshot of the site, and its words for pages.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    snapshot: Snapshot<'a>,
    /// Pages of the navigation as templates print them.
    pub nav: &'a NavCache,
}

impl<'a> Deref for Cx<'a> {
    type Target = Snapshot<'a>;

    fn deref(&self) -> &Snapshot<'a> {
        &self.snapshot
    }
}

impl<'a> Cx<'a> {
    /// The context of the pages of `snapshot`, with a cache for its plan's navigation.
    #[must_use]
    pub fn new(snapshot: Snapshot<'a>, nav: &'a NavCache) -> Self {
        Self { snapshot, nav }
    }

    /// The same context, whose texts may call the `templates` of the site's own.
    #[must_use]
    pub fn with_templates(self, templates: &'a dyn OwnTemplates) -> Self {
        Self { snapshot: self.snapshot.with_templates(templates), ..self }
    }

    /// The link to `page`, where the site has it.
    #[must_use]
    pub fn page_link(&self, page: Generated, text: &str) -> Option<LinkView> {
        self.plan.has(page).then(|| self.link(page.row().url, text))
    }

    /// The introduction that an author wrote for the generated page at `url`.
    #[must_use]
    pub fn introduction(&self, url: &str) -> Option<Introduction> {
        let page = self.model.pages.iter().find(|page| page.url == url)?;
        Some(Introduction { title: page.title.clone(), html: self.html(&page.document.body) })
    }

    /// A date for machines and people.
    #[must_use]
    #[expect(clippy::unused_self, reason = "how a date is written is asked of the context, as everything is")]
    pub fn date(&self, date: Date) -> DateView {
        DateView { iso: date.to_string(), text: WORDS.date(date) }
    }

    /// A date of a plan: its last day for machines, and as it is written for people.
    #[must_use]
    #[expect(clippy::unused_self, reason = "how a date is written is asked of the context, as everything is")]
    pub fn plan_date(&self, date: PlanDate) -> DateView {
        DateView { iso: date.last.to_string(), text: WORDS.plan_date(date) }
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

    /// A program.
    #[must_use]
    pub fn program(&self, id: ProgramId) -> ProgramChip {
        let program = self.model.program(id);
        ProgramChip {
            name: program.name.on(self.model.as_of).clone(),
            href: self.href(&format!("/programs/{}/", program.slug)),
            health: self.health(id),
            expiry: expiry(self.state(id)),
        }
    }

    /// A focus area.
    #[must_use]
    pub fn focus_area(&self, id: FocusAreaId) -> AreaChip {
        let area = self.model.focus_area(id);
        AreaChip { name: area.name.clone(), href: self.href(&format!("/focus-areas/{}/", area.slug)) }
    }
}
