//! The team: who works in the office, by focus area and by region, who is to come, who has left, who works with it.

use serde::Serialize;

use super::{AreaChip, Cx, DateView, Head, Introduction, PersonChip};
use crate::coverage::{ShownClocks, Usual, place, region, words};
use crate::model::{FocusAreaId, Person, PersonId, Tenure};
use crate::parse::records::{Accepting, PersonKind, PrivacyLevel};
use crate::plan::LinkView;
use crate::time::IsoWeek;
use crate::words::{Term, WORDS};

/// Its template.
pub const TEMPLATE: &str = "team/team.html";

/// The team page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeamView {
    /// What an author wrote above the roster.
    pub introduction: Option<Introduction>,
    /// How many people on how many clocks.
    pub summary: String,
    /// The week that hours in UTC are of.
    pub week: String,
    /// People by focus area; somebody of two areas is in both.
    pub areas: Vec<AreaRoster>,
    /// Members who are in no focus area.
    pub unplaced: Vec<MemberView>,
    /// How many more of those are counted and not listed.
    pub unplaced_unlisted: Option<String>,
    /// People by region.
    pub regions: Vec<RegionRoster>,
    /// Planned hires.
    pub planned: Vec<PlannedView>,
    /// Those who have left, latest first.
    pub alumni: Vec<AlumnusView>,
    /// People the office works with.
    pub stakeholders: Vec<StakeholderView>,
    /// Who is there when.
    pub coverage: LinkView,
}

/// The people of a focus area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaRoster {
    /// The area.
    pub area: AreaChip,
    /// The area's slug, for the section's address.
    pub slug: String,
    /// Who leads it.
    pub lead: Option<PersonChip>,
    /// How many people.
    pub count: String,
    /// How much of their time is taken together, and how many take new work; of those who are listed with a load.
    pub load: Option<String>,
    /// Its people, by name of the record.
    pub members: Vec<MemberView>,
    /// How many more are counted and not listed.
    pub unlisted: Option<String>,
}

/// The people of a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionRoster {
    /// The region.
    pub name: String,
    /// How many people.
    pub count: String,
    /// Its people, from west to east; nobody without a name, whose place is too little to say.
    pub members: Vec<RegionMember>,
}

/// Somebody in a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionMember {
    /// Who.
    pub person: LinkView,
    /// City of the zone and distance from UTC.
    pub place: String,
}

/// Somebody who works in the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberView {
    /// Who.
    pub person: PersonChip,
    /// Further areas than the one they are listed under.
    pub also: Vec<AreaChip>,
    /// Hours and clock.
    pub hours: HoursView,
    /// How much of their time is taken; of nobody without a name.
    pub load: Option<LoadView>,
}

/// Usual hours, for reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HoursView {
    /// City of the zone and distance from UTC on the model's day.
    pub place: String,
    /// Hours on that clock.
    pub local: Vec<String>,
    /// Hours in UTC in the week of the model's day.
    pub utc: Vec<String>,
    /// That the hours hold every so many weeks only.
    pub every: Option<String>,
}

/// Load and openness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoadView {
    /// Percent of their time that is allocated.
    pub allocated: u32,
    /// Most percent of their time for programs.
    pub most: u8,
    /// Both in words: `75 of 90%`.
    pub text: String,
    /// Whether more is allocated than there is.
    pub over: bool,
    /// Whether they take new work, in words.
    pub accepting: Option<&'static str>,
}

/// Somebody who is yet to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedView {
    /// Who.
    pub person: PersonChip,
    /// First day.
    pub start: Option<DateView>,
    /// Their areas.
    pub areas: Vec<AreaChip>,
    /// Hours and clock.
    pub hours: HoursView,
}

/// Somebody who has left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlumnusView {
    /// Who.
    pub person: PersonChip,
    /// From when.
    pub start: Option<DateView>,
    /// Until when.
    pub end: Option<DateView>,
}

/// Somebody the office works with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StakeholderView {
    /// Who.
    pub person: PersonChip,
    /// City of the zone and distance from UTC.
    pub place: String,
}

/// `355 of 420% of their time is allocated; 1 open to new work, 3 with little room, 1 with no room`.
fn together(members: &[MemberView]) -> Option<String> {
    let loads: Vec<&LoadView> = members.iter().filter_map(|member| member.load.as_ref()).collect();
    let allocated: u32 = loads.iter().map(|load| load.allocated).sum();
    let most: u32 = loads.iter().map(|load| u32::from(load.most)).sum();
    let mut parts = Vec::new();
    for (word, text) in [("open", "open to new work"), ("little room", "with little room"), ("no room", "with no room")]
    {
        let count = loads.iter().filter(|load| load.accepting == Some(word)).count();
        if count > 0 {
            parts.push(format!("{count} {text}"));
        }
    }
    let open = if parts.is_empty() { String::new() } else { format!("; {}", WORDS.commas(&parts)) };
    (loads.len() > 1).then(|| format!("{allocated} of {} of their time is allocated{open}.", WORDS.percent(most)))
}

/// The team page.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, TeamView) {
    let model = cx.model;
    let introduction = cx.introduction("/team/");
    let of_kind = |kind| model.people().filter(move |(_, person)| person.kind == kind && person.counts());
    let standing = |person: &Person| person.standing(model.as_of);
    let members = |wanted| of_kind(PersonKind::Member).filter(move |(_, person)| standing(person) == wanted);
    let present: Vec<(PersonId, &Person)> = members(Tenure::Present).collect();

    let clocks = ShownClocks::of(model);
    let areas = model.focus_areas().map(|(id, area)| {
        let here: Vec<_> = present.iter().copied().filter(|(_, person)| person.focus_areas.contains(&id)).collect();
        let members = listed(cx, &clocks, &here, Some(id));
        AreaRoster {
            area: cx.focus_area(id),
            slug: area.slug.clone(),
            lead: area.lead.map(|lead| cx.person(lead)),
            count: WORDS.count(here.len(), Term::Person),
            unlisted: unlisted(&here),
            load: together(&members),
            members,
        }
    });
    let unplaced: Vec<_> = present.iter().copied().filter(|(_, person)| person.focus_areas.is_empty()).collect();
    let mut alumni: Vec<(PersonId, &Person)> =
        members(Tenure::Departed).filter(|(_, person)| person.has_page()).collect();
    alumni.sort_by_key(|(_, person)| std::cmp::Reverse(person.end_date));
    let stakeholders = of_kind(PersonKind::Stakeholder)
        .filter(|(_, person)| standing(person) != Tenure::Departed && person.has_page());

    let view = TeamView {
        summary: summary(cx, &present),
        week: words::week(IsoWeek::of(model.as_of)),
        areas: areas.collect(),
        unplaced: listed(cx, &clocks, &unplaced, None),
        unplaced_unlisted: unlisted(&unplaced),
        regions: regions(cx, &present),
        planned: members(Tenure::Planned)
            .filter(|(_, person)| person.shows <= PrivacyLevel::Role)
            .map(|(id, person)| planned_view(cx, &clocks, id, person))
            .collect(),
        alumni: alumni.into_iter().map(|(id, person)| alumnus_view(cx, id, person)).collect(),
        stakeholders: stakeholders
            .map(|(id, person)| StakeholderView { person: cx.person(id), place: hours_view(cx, person).place })
            .collect(),
        coverage: cx.link("/coverage/", "Who is there when"),
        introduction,
    };
    let page = model.pages.iter().find(|page| page.url == "/team/");
    let head = Head {
        title: view.introduction.as_ref().map_or_else(|| "Team".to_owned(), |introduction| introduction.title.clone()),
        description: page.and_then(|page| page.description.clone()).unwrap_or_else(|| view.summary.clone()),
    };
    (head, view)
}

/// Usual hours of somebody on the model's day; of somebody yet to come, on their first.
#[must_use]
pub fn hours_view(cx: &Cx<'_>, person: &Person) -> HoursView {
    let date = person.start_date.filter(|start| *start > cx.model.as_of).unwrap_or(cx.model.as_of);
    let usual = Usual::of(person, date);
    HoursView {
        place: place(&usual.zone, usual.offset_on(cx.model.as_of)),
        local: usual.local_lines(),
        utc: usual.utc_lines(IsoWeek::of(cx.model.as_of)),
        every: usual.every_weeks.map(|weeks| {
            if weeks == 2 {
                "every second week".to_owned()
            } else {
                format!("every {}", WORDS.count(weeks, Term::Week))
            }
        }),
    }
}

/// How much of somebody's time is taken, and whether they take more.
#[must_use]
pub fn load_view(person: &Person) -> LoadView {
    let allocated = person.allocated();
    LoadView {
        allocated,
        most: person.max_percent,
        text: format!("{allocated} of {}", WORDS.percent(person.max_percent)),
        over: allocated > u32::from(person.max_percent),
        accepting: person.accepting.map(|accepting| match accepting {
            Accepting::Open => "open",
            Accepting::Limited => "little room",
            Accepting::Full => "no room",
        }),
    }
}

fn summary(cx: &Cx<'_>, present: &[(PersonId, &Person)]) -> String {
    let mut offsets: Vec<i32> =
        present.iter().map(|(_, person)| Usual::of(person, cx.model.as_of).offset_on(cx.model.as_of)).collect();
    offsets.sort_unstable();
    offsets.dedup();
    match present.len() {
        0 => "Nobody is in the office yet.".to_owned(),
        people => format!("{} in {}.", WORDS.count(people, Term::Person), WORDS.count(offsets.len(), Term::Clock)),
    }
}

/// The people of a section who show at least their role, those with a name first; the others in an order that their
/// slugs do not give.
fn listed(
    cx: &Cx<'_>,
    clocks: &ShownClocks,
    people: &[(PersonId, &Person)],
    area: Option<FocusAreaId>,
) -> Vec<MemberView> {
    let mut shown: Vec<_> = people.iter().filter(|(_, person)| person.shows <= PrivacyLevel::Role).collect();
    shown.sort_by_key(|(_, person)| (!person.has_page()).then(|| (&person.role, person.hours.to_string())));
    shown.into_iter().map(|(id, person)| member_view(cx, clocks, *id, person, area)).collect()
}

/// How many of `people` are counted and not listed.
fn unlisted(people: &[(PersonId, &Person)]) -> Option<String> {
    let count = people.iter().filter(|(_, person)| person.shows > PrivacyLevel::Role).count();
    (count > 0).then(|| format!("{} counted and not listed.", WORDS.count(count, Term::PersonIs)))
}

fn member_view(
    cx: &Cx<'_>,
    clocks: &ShownClocks,
    id: PersonId,
    person: &Person,
    listed: Option<FocusAreaId>,
) -> MemberView {
    let also = person.focus_areas.iter().filter(|area| Some(**area) != listed && person.has_page());
    MemberView {
        person: chip(cx, id, person),
        also: also.map(|area| cx.focus_area(*area)).collect(),
        hours: shown_hours(cx, clocks, person),
        load: person.has_page().then(|| load_view(person)),
    }
}

/// Who it is; of somebody without a name their role alone, which names nobody.
fn chip(cx: &Cx<'_>, id: PersonId, person: &Person) -> PersonChip {
    if person.has_page() {
        return cx.person(id);
    }
    let (href, role, initials) = (String::new(), String::new(), String::new());
    PersonChip { name: person.role.clone(), role, initials, href, photo: None, tint: 0 }
}

/// The hours of somebody; those on their own clock where that is shown.
fn shown_hours(cx: &Cx<'_>, clocks: &ShownClocks, person: &Person) -> HoursView {
    let hours = hours_view(cx, person);
    let usual = Usual::of(person, person.start_date.filter(|start| *start > cx.model.as_of).unwrap_or(cx.model.as_of));
    if clocks.shows(cx.model, person, &usual) {
        return hours;
    }
    HoursView { place: region(cx.model, person).unwrap_or_default(), local: Vec::new(), every: None, ..hours }
}

fn planned_view(cx: &Cx<'_>, clocks: &ShownClocks, id: PersonId, person: &Person) -> PlannedView {
    PlannedView {
        person: chip(cx, id, person),
        start: person.start_date.filter(|_| person.has_page()).map(|date| cx.date(date)),
        areas: person.focus_areas.iter().filter(|_| person.has_page()).map(|area| cx.focus_area(*area)).collect(),
        hours: shown_hours(cx, clocks, person),
    }
}

fn alumnus_view(cx: &Cx<'_>, id: PersonId, person: &Person) -> AlumnusView {
    AlumnusView {
        person: cx.person(id),
        start: person.start_date.map(|date| cx.date(date)),
        end: person.end_date.map(|date| cx.date(date)),
    }
}

/// People by the site's regions, those without one last.
fn regions(cx: &Cx<'_>, present: &[(PersonId, &Person)]) -> Vec<RegionRoster> {
    let roster = |name: String, region: Option<&str>| {
        let of_region = || present.iter().filter(|(_, person)| person.region.as_deref() == region);
        let mut here: Vec<(i32, &str, RegionMember)> = of_region()
            .filter(|(_, person)| person.has_page())
            .map(|(_, person)| {
                let usual = Usual::of(person, cx.model.as_of);
                let offset = usual.offset_on(cx.model.as_of);
                let member = RegionMember {
                    person: cx.link(&format!("/team/{}/", person.slug), person.name.clone()),
                    place: place(&usual.zone, offset),
                };
                (offset, person.slug.as_str(), member)
            })
            .collect();
        here.sort_by_key(|(offset, slug, _)| (*offset, *slug));
        RegionRoster {
            name,
            count: WORDS.count(of_region().count(), Term::Person),
            members: here.into_iter().map(|(_, _, member)| member).collect(),
        }
    };
    let named = cx.model.config.regions.iter().map(|region| roster(region.name.clone(), Some(&region.id)));
    let mut rosters: Vec<RegionRoster> = named.collect();
    let nowhere = roster("No region given".to_owned(), None);
    // A site without regions needs no list of everybody a second time.
    if !rosters.is_empty() && !nowhere.members.is_empty() {
        rosters.push(nowhere);
    }
    rosters
}
