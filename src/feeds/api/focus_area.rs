//! A focus area in open data.

use super::slugs::{Slugs, names};
use crate::feeds::address;
use crate::feeds::published::published;
use crate::feeds::shape::Address;
use crate::markdown::Markup;
use crate::model::{FocusArea, FocusAreaId, Tenure};
use crate::snapshot::Snapshot;

published! {
    /// A focus area.
    pub struct FocusAreaRow<'a> {
        /// Its id in every document and address.
        slug: &'a str,
        /// Its name.
        name: &'a str,
        /// Its page.
        url: Address,
        /// Its place among the areas, the smallest first.
        order: u16,
        /// The slug of who leads it.
        lead: Option<&'a str>,
        /// What it knows about, in plain text.
        expertise: Vec<&'a str>,
        /// Names of the organizations that it works with.
        connected_orgs: Vec<&'a str>,
        /// What it asks of a program manager, in plain text.
        requirements: &'a str,
        /// Whether the requirements depend on the person.
        requirements_vary: bool,
        /// How requests reach it.
        intake: TriageRow<'a>,
        /// Slugs that it had, the first one first.
        formerly: Vec<&'a str>,
        /// Slugs of the people who work in it now.
        people: Vec<&'a str>,
        /// Slugs of its programs.
        programs: Vec<&'a str>,
    }
}

published! {
    /// How requests reach a focus area.
    pub struct TriageRow<'a> {
        /// Words that point to it.
        keywords: Vec<&'a str>,
        /// Labels that a request gets.
        labels: Vec<&'a str>,
        /// The slug of who looks at requests first.
        triage_dri: Option<&'a str>,
        /// Working days until the first answer.
        target_response_days: Option<u16>,
    }
}

impl<'a> FocusAreaRow<'a> {
    /// The area with this id.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>, id: FocusAreaId) -> Self {
        let model = cx.model;
        let FocusArea {
            slug,
            formerly,
            // A place in the sources.
            file: _,
            name,
            order,
            lead,
            expertise,
            connected_orgs,
            requirements,
            requirements_vary,
            keywords,
            labels,
            triage_dri,
            target_response_days,
        } = model.focus_area(id);
        let people = model.people.iter().filter(|person| {
            person.focus_areas.contains(&id) && person.standing(model.as_of) == Tenure::Present && person.has_page()
        });
        Self {
            slug,
            name,
            url: address::address(cx, &format!("/focus-areas/{slug}/")),
            order: *order,
            lead: lead.map(|id| cx.slug(id)),
            expertise: expertise.iter().map(Markup::plain).collect(),
            connected_orgs: names(connected_orgs),
            requirements: requirements.plain(),
            requirements_vary: *requirements_vary,
            intake: TriageRow {
                keywords: names(keywords),
                labels: names(labels),
                triage_dri: triage_dri.map(|id| cx.slug(id)),
                target_response_days: *target_response_days,
            },
            formerly: names(formerly),
            people: people.map(|person| person.slug.as_str()).collect(),
            programs: model
                .programs
                .iter()
                .filter(|program| *program.focus_area.on(model.as_of) == id)
                .map(|program| program.slug.as_str())
                .collect(),
        }
    }
}
