//! What the site for readers inside shows and the public one does not.
//!
//! Deliberately absent: single fields, of which whoever shows them knows who may see them.

use std::collections::BTreeSet;

use super::{Audience, Model, Page, PageKind};
use crate::parse::records::{PrivacyLevel, Visibility};

/// The pages of a model that readers outside do not have. Empty in a public model: there they are gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inside {
    /// Addresses of Markdown pages, of people and of reports.
    pages: BTreeSet<String>,
    /// Slugs of programs; all of their pages are inside.
    programs: BTreeSet<String>,
}

impl Inside {
    /// Those of `model` on its day.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let mut inside = Self::default();
        if model.audience == Audience::Public {
            return inside;
        }
        // An introduction is part of a page that records make, and that readers outside have.
        let alone = |page: &Page| matches!(page.kind, PageKind::Page | PageKind::ProgramPage(_));
        let pages = model.pages.iter().filter(|page| page.visibility == Visibility::Internal && alone(page));
        inside.pages.extend(pages.map(|page| page.url.clone()));
        let public = |person: &super::Person| person.showing(&model.config, Audience::Public) == PrivacyLevel::Name;
        let people = model.people.iter().filter(|person| person.has_page() && !public(person));
        inside.pages.extend(people.flat_map(|person| {
            let page = format!("/team/{}/", person.slug);
            [format!("{page}to-do/"), page]
        }));
        for program in &model.programs {
            let internal = |day| *program.visibility.on(day) == Visibility::Internal;
            if internal(model.as_of) {
                inside.programs.insert(program.slug.clone());
                continue;
            }
            let reports = program.updates.iter().filter(|update| internal(update.date));
            inside.pages.extend(reports.map(|update| format!("/programs/{}/updates/{}/", program.slug, update.name)));
        }
        inside
    }

    /// Whether there is no such page.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.programs.is_empty()
    }

    /// Whether the page at `url`, an address below the site's root, is one.
    #[must_use]
    pub fn has(&self, url: &str) -> bool {
        let program = url.strip_prefix("/programs/").and_then(|rest| rest.split_once('/'));
        self.pages.contains(url) || program.is_some_and(|(slug, _)| self.programs.contains(slug))
    }
}
