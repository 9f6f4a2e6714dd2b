//! A person in open data: what their own page shows.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::program_parts::LinkRow;
use super::slugs::{Slugs, names};
use crate::coverage::Usual;
use crate::feeds::address;
use crate::feeds::columns::table_row;
use crate::feeds::own::OwnRow;
use crate::feeds::published::published;
use crate::feeds::shape::Address;
use crate::model::{Allocation, Person, PersonId, Tenure};
use crate::parse::records::{Accepting, FieldHolder, PersonKind};
use crate::snapshot::Snapshot;

published! {
    /// A person. Of somebody who has left, their name and history stay, and where and when they work does not.
    #[row]
    pub struct PersonRow<'a> {
        /// Their id in every document and address.
        slug: &'a str,
        /// Their name.
        name: &'a str,
        /// Their page.
        url: Address,
        /// Their role.
        role: &'a str,
        /// What they are to the office.
        kind: PersonKind,
        /// `planned`, `present` or `departed` on the day of this document.
        standing: &'static str,
        /// Slugs of the areas that they work in.
        focus_areas: Vec<&'a str>,
        /// Pronouns.
        pronouns: Option<&'a str>,
        /// The id of their job level.
        level: Option<&'a str>,
        /// What they are good at.
        specialties: Vec<&'a str>,
        /// The slug of who they report to.
        manager: Option<&'a str>,
        /// First day.
        start_date: Option<Date>,
        /// Last day.
        end_date: Option<Date>,
        /// The id of their region.
        region: Option<&'a str>,
        /// A rough place in words.
        location: Option<&'a str>,
        /// ISO 3166 code.
        country: Option<&'a str>,
        /// The IANA zone that their hours are read in, on the day of this document.
        time_zone: Option<String>,
        /// Their usual hours on their own clock, one line for each set of days with the same hours.
        working_hours: Vec<String>,
        /// When the hours were last confirmed.
        confirmed: Option<Date>,
        /// Their load; null for somebody who has left or works elsewhere.
        capacity: Option<CapacityRow<'a>>,
        /// Programs in which they have a part.
        #[no_column = "a list of objects"]
        programs: Vec<RoleRow<'a>>,
        /// Names on other systems.
        #[no_column = "a list of objects"]
        handles: Vec<HandleRow<'a>>,
        /// Where to read more.
        #[no_column = "a list of objects"]
        links: Vec<LinkRow<'a>>,
        /// Fields of the site's own by their id, null where the record gives none.
        fields: OwnRow<'a>,
    }
}

table_row! {
    PersonRow<'_>, "people": [
        "slug", "name", "url", "role", "kind", "standing", "focus_areas", "level", "manager", "region", "country", "time_zone",
        "working_hours", "max_percent", "allocated_percent", "accepting", "start_date", "end_date", "pronouns", "specialties", "location",
        "confirmed",
    ] own Person in fields
}

published! {
    /// How much somebody can take, and what they have.
    #[row]
    pub struct CapacityRow<'a> {
        /// Most percent of their time for programs.
        max_percent: u8,
        /// Percent of their time that is allocated.
        allocated_percent: u32,
        /// Whether they take new work.
        accepting: Option<Accepting>,
        /// What they work on.
        #[no_column = "a list of objects"]
        allocations: Vec<AllocationRow<'a>>,
    }
}

published! {
    /// Part of somebody's time.
    pub struct AllocationRow<'a> {
        /// The program's slug.
        program: &'a str,
        /// How much.
        percent: u8,
    }
}

published! {
    /// A part that somebody has in a program.
    pub struct RoleRow<'a> {
        /// The program's slug.
        program: &'a str,
        /// `dri`, `backup`, `sponsor` or `core_team`.
        part: &'static str,
    }
}

published! {
    /// A name on another system.
    pub struct HandleRow<'a> {
        /// The system.
        system: &'a str,
        /// The name there.
        name: &'a str,
    }
}

/// Who has which part in which program, for everybody who has one, in one pass.
fn parts<'a>(cx: &Snapshot<'a>) -> BTreeMap<PersonId, Vec<RoleRow<'a>>> {
    let mut parts: BTreeMap<PersonId, Vec<RoleRow<'a>>> = BTreeMap::new();
    for program in &cx.model.programs {
        let facts = program.on(cx.model.as_of);
        let leads = [("dri", Some(facts.dri)), ("backup", facts.backup), ("sponsor", facts.sponsor)];
        let leads = leads.into_iter().filter_map(|(part, id)| id.map(|id| (part, id)));
        for (part, id) in leads.chain(program.core_team_on(cx.model.as_of).map(|member| ("core_team", member.person))) {
            parts.entry(id).or_default().push(RoleRow { program: &program.slug, part });
        }
    }
    parts
}

/// `standing` as open data say it.
pub(super) fn standing_word(standing: Tenure) -> &'static str {
    match standing {
        Tenure::Planned => "planned",
        Tenure::Present => "present",
        Tenure::Departed => "departed",
    }
}

impl CapacityRow<'_> {
    /// Percent of their time that is free for programs; negative for somebody who has more than they can take.
    #[must_use]
    pub fn free(&self) -> i64 {
        i64::from(self.max_percent) - i64::from(self.allocated_percent)
    }
}

impl<'a> PersonRow<'a> {
    /// Everybody who shows their name, by slug.
    #[must_use]
    pub fn all(cx: &Snapshot<'a>) -> Vec<Self> {
        let mut parts = parts(cx);
        let listed = cx.model.people().filter(|(_, person)| person.has_page());
        listed.map(|(id, _)| Self::of(cx, id, parts.remove(&id).unwrap_or_default())).collect()
    }

    /// The person with this id, with their parts in programs.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>, id: PersonId, programs: Vec<RoleRow<'a>>) -> Self {
        let model = cx.model;
        let person = model.person(id);
        let Person {
            slug,
            // Nobody's former name is told.
            formerly: _,
            file,
            name,
            role,
            kind,
            focus_areas,
            pronouns,
            level,
            specialties,
            manager,
            start_date,
            end_date,
            region,
            location,
            country,
            // Told by `Usual`, as they are on the day of the document.
            zone: _,
            hours: _,
            schedule: _,
            // Hours by arrangement and a picture are for people.
            stretch: _,
            photo: _,
            confirmed,
            max_percent,
            accepting,
            allocations,
            handles,
            links,
            fields,
            // These settings are already applied: the model has only what the audience may see.
            publish: _,
            erased: _,
            coverage: _,
            shows: _,
        } = person;
        let standing = person.standing(model.as_of);
        let here = standing != Tenure::Departed;
        let works = here && *kind == PersonKind::Member;
        let usual = here.then(|| Usual::of(person, model.as_of));
        let capacity = CapacityRow {
            max_percent: *max_percent,
            allocated_percent: person.allocated(),
            accepting: *accepting,
            allocations: allocations
                .iter()
                .map(|Allocation { program, percent }| AllocationRow {
                    program: &model.program(*program).slug,
                    percent: *percent,
                })
                .collect(),
        };
        Self {
            slug,
            name,
            url: address::person(cx, slug),
            role,
            kind: *kind,
            standing: standing_word(standing),
            focus_areas: focus_areas.iter().map(|id| model.focus_area(*id).slug.as_str()).collect(),
            pronouns: pronouns.as_deref(),
            level: level.as_deref(),
            specialties: names(specialties),
            manager: manager.filter(|id| here && model.person(*id).has_page()).map(|id| cx.slug(id)),
            start_date: *start_date,
            end_date: *end_date,
            region: region.as_deref().filter(|_| here),
            location: location.as_deref().filter(|_| here),
            country: country.as_deref().filter(|_| here),
            time_zone: usual.as_ref().map(|usual| usual.zone.name().to_owned()),
            working_hours: usual.as_ref().filter(|_| works).map_or_else(Vec::new, Usual::local_lines),
            confirmed: confirmed.filter(|_| works),
            capacity: works.then_some(capacity),
            programs,
            handles: handles.iter().filter(|_| here).map(|(system, name)| HandleRow { system, name }).collect(),
            links: links.iter().filter(|_| here).map(|link| LinkRow::of(cx, link, file)).collect(),
            fields: OwnRow::of(cx, FieldHolder::Person, if here { fields } else { &[] }),
        }
    }
}
