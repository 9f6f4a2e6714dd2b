//! How much of somebody's working time a reader sees.
//!
//! Three may lower it and nobody can raise what another lowered: the site (`coverage.privacy.show`), the person
//! (`publish.coverage`), and a name that is not published, since hours beside a link to somebody's page would name
//! them. A site lowers what is public; what a person hides is hidden from everyone. The reasons are in
//! `docs/decisions/`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Audience, Model, Person};
use crate::config::Config;
use crate::invariant::invariant;
use crate::parse::records::{PrivacyLevel, Publish};

/// What `audience` sees of somebody who says this of their name and of their hours.
#[must_use]
pub fn showing(config: &Config, audience: Audience, name: Option<Publish>, own: Option<PrivacyLevel>) -> PrivacyLevel {
    let own = own.unwrap_or(PrivacyLevel::Name);
    let name = if audience.reads(name.unwrap_or(Publish::Public)) { PrivacyLevel::Name } else { PrivacyLevel::Role };
    match audience {
        Audience::Public => own.max(config.privacy.show).max(name),
        Audience::Internal if own == PrivacyLevel::Hidden => own,
        Audience::Internal => name,
    }
}

/// Who sees a field of a person who says this of their fields.
pub(super) fn published(publish: &BTreeMap<&'static str, Publish>, field: &str) -> Publish {
    let default = if field == "handles" { Publish::Internal } else { Publish::Public };
    publish.get(field).copied().unwrap_or(default)
}

impl Person {
    /// Whether only readers inside see a field.
    #[must_use]
    pub fn is_inside(&self, field: &str) -> bool {
        !Audience::Public.reads(published(&self.publish, field))
    }

    /// What `audience` sees of them, before the model is cut down to it.
    #[must_use]
    pub fn showing(&self, config: &Config, audience: Audience) -> PrivacyLevel {
        showing(config, audience, self.publish.get("name").copied(), self.coverage)
    }

    /// Whether they have a page and stand in lists of people by name.
    #[must_use]
    pub fn has_page(&self) -> bool {
        self.shows == PrivacyLevel::Name
    }

    /// Whether they are counted, with a name or without.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.shows < PrivacyLevel::Hidden
    }
}

impl Model {
    /// Gives each person whose name this audience does not see another id, so that addresses and documents do not name
    /// them: `person-1`, in the order of the roster. The numbers hold for one build.
    pub(super) fn without_slugs_of(mut self, nameless: &[usize]) -> Self {
        let mut number = 0;
        for index in nameless {
            let slug = loop {
                number += 1;
                let slug = format!("person-{number}");
                if self.people.iter().all(|person| person.slug != slug) {
                    break slug;
                }
            };
            Arc::make_mut(invariant(self.people.get_mut(*index), "people are named by their place in the model"))
                .slug = slug;
        }
        self
    }
}
