//! The team: who works in the office, by focus area and by region, who is to come, who has left, who works with it.

use serde::Serialize;

use super::coverage::usual::{Usual, place};
use super::coverage::words;
use super::{AreaChip, Cx, DateView, Head, Introduction, LinkView, PersonChip};
use crate::model::{FocusAreaId, Person, PersonId, Standing};
use crate::parse::records::{Accepting, PersonKind};
use crate::time::IsoWeek;

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
    /// Its people, by name of the record.
    pub members: Vec<MemberView>,
}

/// The people of a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionRoster {
    /// The region.
    pub name: String,
    /// How many people.
    pub count: String,
    /// Its people, from west to east.
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
    /// How much of their time is taken.
    pub load: LoadView,
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
    /// Both in words: `75 of 90 %`.
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

/// The team page.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, TeamView) {
    let model = cx.model;
    let introduction = cx.introduction("/team/");
    let of_kind = |kind| model.people().filter(move |(_, person)| person.kind == kind);
    let standing = |person: &Person| person.standing(model.as_of);
    let members = |wanted| of_kind(PersonKind::Member).filter(move |(_, person)| standing(person) == wanted);
    let present: Vec<(PersonId, &Person)> = members(Standing::Present).collect();

    let areas = model.focus_areas().map(|(id, area)| {
        let here: Vec<MemberView> = present
            .iter()
            .filter(|(_, person)| person.focus_areas.contains(&id))
            .map(|(member, person)| member_view(cx, *member, person, Some(id)))
            .collect();
        AreaRoster {
            area: cx.focus_area(id),
            slug: area.slug.clone(),
            lead: area.lead.map(|lead| cx.person(lead)),
            count: words::count(here.len(), "person", "people"),
            members: here,
        }
    });
    let mut alumni: Vec<(PersonId, &Person)> = members(Standing::Departed).collect();
    alumni.sort_by_key(|(_, person)| std::cmp::Reverse(person.end_date));
    let stakeholders = of_kind(PersonKind::Stakeholder).filter(|(_, person)| standing(person) != Standing::Departed);

    let view = TeamView {
        summary: summary(cx, &present),
        week: words::week(IsoWeek::of(model.as_of)),
        areas: areas.collect(),
        unplaced: present
            .iter()
            .filter(|(_, person)| person.focus_areas.is_empty())
            .map(|(id, person)| member_view(cx, *id, person, None))
            .collect(),
        regions: regions(cx, &present),
        planned: members(Standing::Planned).map(|(id, person)| planned_view(cx, id, person)).collect(),
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
        every: usual.every_weeks.map(|weeks| if weeks == 2 { "every second week".to_owned() } else { format!("every {weeks} weeks") }),
    }
}

/// How much of somebody's time is taken, and whether they take more.
#[must_use]
pub fn load_view(person: &Person) -> LoadView {
    let allocated = person.allocated();
    LoadView {
        allocated,
        most: person.max_percent,
        text: format!("{allocated} of {} %", person.max_percent),
        over: allocated > u32::from(person.max_percent),
        accepting: person.accepting.map(|accepting| match accepting {
            Accepting::Open => "open",
            Accepting::Limited => "little room",
            Accepting::Full => "no room",
        }),
    }
}

fn summary(cx: &Cx<'_>, present: &[(PersonId, &Person)]) -> String {
    let mut offsets: Vec<i32> = present.iter().map(|(_, person)| Usual::of(person, cx.model.as_of).offset_on(cx.model.as_of)).collect();
    offsets.sort_unstable();
    offsets.dedup();
    match present.len() {
        0 => "Nobody is in the office yet.".to_owned(),
        people => format!("{} on {}.", words::count(people, "person", "people"), words::count(offsets.len(), "clock", "clocks")),
    }
}

fn member_view(cx: &Cx<'_>, id: PersonId, person: &Person, listed: Option<FocusAreaId>) -> MemberView {
    let also = person.focus_areas.iter().filter(|area| Some(**area) != listed);
    MemberView {
        person: cx.person(id),
        also: also.map(|area| cx.focus_area(*area)).collect(),
        hours: hours_view(cx, person),
        load: load_view(person),
    }
}

fn planned_view(cx: &Cx<'_>, id: PersonId, person: &Person) -> PlannedView {
    PlannedView {
        person: cx.person(id),
        start: person.start_date.map(|date| cx.date(date)),
        areas: person.focus_areas.iter().map(|area| cx.focus_area(*area)).collect(),
        hours: hours_view(cx, person),
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
        let mut here: Vec<(i32, &str, RegionMember)> = present
            .iter()
            .filter(|(_, person)| person.region.as_deref() == region)
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
            count: words::count(here.len(), "person", "people"),
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
