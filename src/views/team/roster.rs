//! Who is in the office: a row for each person who shows at least a role, and what each focus area has to do.

use serde::Serialize;

use super::{HoursView, LoadView, hours_view, load_view, room};
use crate::coverage::{ShownClocks, Usual, counts_nameless, region};
use crate::model::{Person, PersonId};
use crate::parse::records::{Accepting, PrivacyLevel};
use crate::time::{Date, IntervalSet, IsoWeek};
use crate::views::day_strip::day_strip;
use crate::views::facets::Facets;
use crate::views::{AreaChip, Cx, PersonChip};
use crate::words::{Term, WORDS};

/// The people of a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterGroup {
    /// `Americas · 6`; `None` where the site has no regions.
    pub title: Option<String>,
    /// Its people from west to east, those without a name last.
    pub members: Vec<MemberView>,
    /// How many more are counted and not listed.
    pub unlisted: Option<String>,
}

/// Somebody who works in the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberView {
    /// What the row can be filtered by, as the JSON of its facets.
    pub facets: String,
    /// Who.
    pub person: PersonChip,
    /// Their areas; of nobody without a name.
    pub areas: Vec<AreaChip>,
    /// Hours and clock.
    pub hours: HoursView,
    /// The IANA name of their time zone, for the page's script; none where the clock is not shown.
    pub zone: Option<String>,
    /// Their day, drawn in UTC; it repeats the hours in UTC.
    pub day: String,
    /// How much of their time is taken; of nobody without a name.
    pub load: Option<LoadView>,
}

/// A focus area and what its people have to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaRow {
    /// Where the row stands: `area-product`.
    pub id: String,
    /// The area; `None` of the people who are in none.
    pub area: Option<AreaChip>,
    /// Who leads it.
    pub lead: Option<PersonChip>,
    /// How many people.
    pub people: usize,
    /// How many of them are counted and not listed.
    pub unlisted: Option<String>,
    /// How much of the time that they have for programs is taken, of more than one: `84%`.
    pub taken: Option<String>,
    /// How many take new work, in words.
    pub room: Option<String>,
}

/// The people by the site's regions, those without one last.
pub(super) fn groups(cx: &Cx<'_>, clocks: &ShownClocks, present: &[(PersonId, &Person)]) -> Vec<RosterGroup> {
    let regions = &cx.model.config.regions;
    let group = |title: Option<&str>, region: Option<&str>| {
        let here: Vec<_> = present.iter().copied().filter(|(_, person)| person.region.as_deref() == region).collect();
        RosterGroup {
            title: title.map(|title| format!("{title} \u{b7} {}", here.len())),
            members: listed(cx, clocks, &here),
            unlisted: unlisted(&here),
        }
    };
    let named = regions.iter().map(|region| group(Some(&region.name), Some(&region.id)));
    let mut groups: Vec<RosterGroup> = named.collect();
    groups.push(group((!regions.is_empty()).then_some("No region given"), None));
    groups.retain(|group| !group.members.is_empty() || group.unlisted.is_some());
    groups
}

/// The focus areas, and the people who are in none. Where those without a name are too few, they are counted in none of
/// the rows.
pub(super) fn area_rows(cx: &Cx<'_>, present: &[(PersonId, &Person)]) -> Vec<AreaRow> {
    let row = |id: String, area, lead, mut here: Vec<(PersonId, &Person)>| {
        if !counts_nameless(cx.model, here.iter().map(|(_, person)| *person)) {
            here.retain(|(_, person)| person.has_page());
        }
        let loads = here.iter().filter(|(_, person)| person.has_page());
        let (count, allocated, most) = loads.fold((0, 0_u32, 0_u32), |(count, allocated, most), (_, person)| {
            (count + 1, allocated + person.allocated(), most + u32::from(person.max_percent))
        });
        AreaRow {
            id,
            area,
            lead,
            people: here.len(),
            unlisted: unlisted(&here),
            // The load of one person is on their row.
            taken: (count > 1 && most > 0).then(|| WORDS.percent((allocated * 100 + most / 2) / most)),
            room: rooms(&here),
        }
    };
    let mut rows: Vec<AreaRow> = Vec::new();
    for (id, area) in cx.model.focus_areas() {
        let here: Vec<_> = present.iter().copied().filter(|(_, person)| person.focus_areas.contains(&id)).collect();
        let lead = area.lead.map(|lead| cx.person(lead));
        rows.push(row(format!("area-{}", area.slug), Some(cx.focus_area(id)), lead, here));
    }
    let unplaced: Vec<_> = present.iter().copied().filter(|(_, person)| person.focus_areas.is_empty()).collect();
    if !unplaced.is_empty() {
        rows.push(row("unplaced".to_owned(), None, None, unplaced));
    }
    rows.retain(|row| row.area.is_some() || row.people > 0);
    rows
}

/// `1 open, 3 little room, 1 no room`; of those with a name who said so.
fn rooms(people: &[(PersonId, &Person)]) -> Option<String> {
    let mut parts = Vec::new();
    for accepting in [Accepting::Open, Accepting::Limited, Accepting::Full] {
        let said = |person: &Person| person.has_page() && person.accepting == Some(accepting);
        let count = people.iter().filter(|(_, person)| said(person)).count();
        if count > 0 {
            parts.push(format!("{count} {}", room(accepting)));
        }
    }
    (!parts.is_empty()).then(|| WORDS.commas(&parts))
}

/// The people who show at least their role, those with a name first; the others in an order that their slugs do not
/// give.
fn listed(cx: &Cx<'_>, clocks: &ShownClocks, people: &[(PersonId, &Person)]) -> Vec<MemberView> {
    let mut shown: Vec<_> = people.iter().filter(|(_, person)| person.shows <= PrivacyLevel::Role).collect();
    shown.sort_by_cached_key(|(_, person)| {
        let usual = Usual::of(person, cx.model.as_of);
        let offset = usual.offset_on(cx.model.as_of);
        let named = person.has_page();
        // Who is without a name must not be known by the zone that their place in the list gives.
        if named {
            (false, offset, person.slug.clone())
        } else {
            (true, 0, format!("{} {}", person.role, person.hours))
        }
    });
    shown.into_iter().map(|(id, person)| member_view(cx, clocks, *id, person)).collect()
}

/// How many of `people` are counted and not listed.
fn unlisted(people: &[(PersonId, &Person)]) -> Option<String> {
    let count = people.iter().filter(|(_, person)| person.shows > PrivacyLevel::Role).count();
    (count > 0).then(|| format!("{} counted and not listed.", WORDS.count(count, Term::PersonIs)))
}

fn member_view(cx: &Cx<'_>, clocks: &ShownClocks, id: PersonId, person: &Person) -> MemberView {
    let usual = Usual::of(person, cx.model.as_of);
    let named = person.has_page();
    let areas = || person.focus_areas.iter().filter(|_| named);
    let key = |accepting| match accepting {
        Accepting::Open => "open",
        Accepting::Limited => "limited",
        Accepting::Full => "full",
    };
    let accepting = person.accepting.filter(|_| named);
    let facets = Facets::new()
        .with("Area", areas().map(|area| cx.model.focus_area(*area)).map(|area| (&*area.slug, &*area.name)))
        .with("New work", accepting.map(|accepting| (key(accepting), room(accepting))))
        .with_own(if named { &person.fields } else { &[] });
    let week = IsoWeek::of(cx.model.as_of);
    MemberView {
        facets: facets.json(),
        person: chip(cx, id, person),
        areas: areas().map(|area| cx.focus_area(*area)).collect(),
        hours: shown_hours(cx, clocks, person),
        zone: clocks.shows(cx.model, person, &usual).then(|| usual.zone.name().to_owned()),
        day: day_strip(&usual.minutes(week), &IntervalSet::empty(), week),
        load: named.then(|| load_view(person)),
    }
}

/// Who it is; of somebody without a name their role alone, which names nobody.
pub(super) fn chip(cx: &Cx<'_>, id: PersonId, person: &Person) -> PersonChip {
    if person.has_page() {
        return cx.person(id);
    }
    let (href, role, initials) = (String::new(), String::new(), String::new());
    PersonChip { name: person.role.clone(), role, initials, href, photo: None, tint: 0 }
}

/// The hours of somebody; those on their own clock where that is shown.
pub(super) fn shown_hours(cx: &Cx<'_>, clocks: &ShownClocks, person: &Person) -> HoursView {
    let hours = hours_view(cx, person);
    let date: Date = person.start_date.filter(|start| *start > cx.model.as_of).unwrap_or(cx.model.as_of);
    if clocks.shows(cx.model, person, &Usual::of(person, date)) {
        return hours;
    }
    HoursView { place: region(cx.model, person).unwrap_or_default(), local: Vec::new(), every: None, ..hours }
}
