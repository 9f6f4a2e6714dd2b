//! Whose clocks a page may show, when some people are counted without their names.
//!
//! Somebody alone on a clock is known by it, so a clock is shown for those who show their name, and for others only
//! when enough of them keep it; the rest are counted by region. Deliberately absent: how much each person shows, which
//! the model has decided for its audience.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::attendance::of_standing;
use super::usual::Usual;
use crate::model::{FocusAreaId, Model, Person, Tenure};
use crate::parse::records::PrivacyLevel;
use crate::time::Zone;

/// The clocks that are shown of people without a name.
#[derive(Clone, Debug)]
pub struct ShownClocks {
    /// Fewest people without a name whose clock is shown.
    fewest: usize,
    /// How many people without a name keep each clock.
    present: BTreeMap<Zone, usize>,
    /// How many people without a name will, of those yet to come.
    planned: BTreeMap<Zone, usize>,
}

/// People of a region whose clocks are not shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergedPlace {
    /// The region's name; null for people without one.
    pub region: Option<String>,
    /// How many are there on the day the site speaks for.
    pub people: usize,
    /// How many are yet to come.
    pub planned: usize,
}

impl ShownClocks {
    /// The clocks of `model`.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let of = |standing| {
            let mut counts: BTreeMap<Zone, usize> = BTreeMap::new();
            for person in of_standing(model, standing).into_iter().filter(|person| !person.has_page()) {
                *counts.entry(Usual::of(person, day_of(person, model)).zone).or_default() += 1;
            }
            counts
        };
        Self { fewest: model.config.privacy.k, present: of(Tenure::Present), planned: of(Tenure::Planned) }
    }

    /// Whether the clock of somebody with these usual hours is shown with them on it.
    #[must_use]
    pub fn shows(&self, model: &Model, person: &Person, usual: &Usual) -> bool {
        let counts = if person.standing(model.as_of) == Tenure::Planned { &self.planned } else { &self.present };
        person.has_page() || counts.get(&usual.zone).is_some_and(|people| *people >= self.fewest)
    }

    /// Whether figures of a group of these people alone may be shown.
    #[must_use]
    pub fn shows_group<'p>(&self, people: impl Iterator<Item = &'p Person>) -> bool {
        are_enough(people.map(|person| person.shows), self.fewest)
    }
}

/// Whether figures of a group alone may be shown, of each of whom this much is: somebody shows their name, or there are
/// at least `fewest`. Of nobody there is nothing to know.
#[must_use]
pub fn are_enough(shown: impl Iterator<Item = PrivacyLevel>, fewest: usize) -> bool {
    let (mut named, mut nameless) = (false, 0);
    for shows in shown {
        named |= shows == PrivacyLevel::Name;
        nameless += usize::from(shows != PrivacyLevel::Name);
    }
    named || nameless == 0 || nameless >= fewest
}

/// Whether figures of a focus area of `model` may be shown: of all who are counted in it or will be. A name of somebody
/// who has left hides nobody.
#[must_use]
pub fn shows_area(model: &Model, area: FocusAreaId) -> bool {
    let stays = |person: &&Arc<Person>| person.standing(model.as_of) != Tenure::Departed;
    let people = model.people.iter().filter(|person| person.focus_areas.contains(&area)).filter(stays);
    are_enough(people.map(|person| person.shows).filter(|shows| *shows < PrivacyLevel::Hidden), model.config.privacy.k)
}

/// Whether people without a name may be counted in a focus area of `model`: there are enough of them among `people`,
/// who are all that are in it.
#[must_use]
pub fn counts_nameless<'p>(model: &Model, people: impl Iterator<Item = &'p Person>) -> bool {
    people.filter(|person| !person.has_page()).count() >= model.config.privacy.k
}

/// The day whose usual hours are somebody's: the model's, or their first when that is later.
fn day_of(person: &Person, model: &Model) -> crate::time::Date {
    person.start_date.filter(|start| *start > model.as_of).unwrap_or(model.as_of)
}

/// The name of somebody's region.
#[must_use]
pub fn region(model: &Model, person: &Person) -> Option<String> {
    let id = person.region.as_ref()?;
    model.config.regions.iter().find(|region| &region.id == id).map(|region| region.name.clone())
}

/// The regions of people whose clocks are not shown, in the site's order, those without a region last.
#[must_use]
pub fn merged<'p>(model: &Model, people: impl Iterator<Item = &'p Person>) -> Vec<MergedPlace> {
    let order = |name: &Option<String>| {
        let place = |name: &String| model.config.regions.iter().position(|region| &region.name == name);
        name.as_ref().and_then(place).unwrap_or(usize::MAX)
    };
    let mut merged: Vec<MergedPlace> = Vec::new();
    for person in people {
        let region = region(model, person);
        let at = merged.iter().position(|place| place.region == region).unwrap_or_else(|| {
            merged.push(MergedPlace { region, people: 0, planned: 0 });
            merged.len() - 1
        });
        if let Some(place) = merged.get_mut(at) {
            let planned = person.standing(model.as_of) == Tenure::Planned;
            place.planned += usize::from(planned);
            place.people += usize::from(!planned);
        }
    }
    merged.sort_by_key(|place| order(&place.region));
    merged
}
