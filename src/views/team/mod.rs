//! The team: who works in the office and when, by region; who is to come, who has left, who works with it.

mod roster;

use std::collections::BTreeSet;

use serde::Serialize;

pub use roster::{AreaRow, RosterGroup};
use roster::{area_rows, chip, groups, shown_hours};

use super::{AreaChip, Cx, DateView, Head, Introduction, PersonChip};
use crate::charts::bullet;
use crate::coverage::{ShownClocks, Usual, place, words};
use crate::model::{Person, PersonId, Tenure};
use crate::parse::records::{Accepting, PersonKind, PrivacyLevel};
use crate::plan::LinkView;
use crate::status::Generated;
use crate::time::IsoWeek;
use crate::words::{Term, WORDS};

/// Its template.
pub const TEMPLATE: &str = "team/team.html";

/// The team page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeamView {
    /// What an author wrote above the roster.
    pub introduction: Option<Introduction>,
    /// How many people in how many time zones, and how many take new work.
    pub summary: String,
    /// The week whose hours are drawn.
    pub week: String,
    /// The people, by the site's regions; one group without a name where the site has none.
    pub groups: Vec<RosterGroup>,
    /// The focus areas and what their people have to do.
    pub areas: Vec<AreaRow>,
    /// Planned hires.
    pub planned: Vec<PlannedView>,
    /// Those who have left, latest first.
    pub alumni: Vec<AlumnusView>,
    /// People the office works with.
    pub stakeholders: Vec<PersonChip>,
    /// Where the page for meetings is; none where the site has none.
    pub meet: Option<LinkView>,
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
    /// Both drawn as one bar.
    pub bar: String,
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
    let mut alumni: Vec<(PersonId, &Person)> =
        members(Tenure::Departed).filter(|(_, person)| person.has_page()).collect();
    alumni.sort_by_key(|(_, person)| std::cmp::Reverse(person.end_date));
    let stakeholders = of_kind(PersonKind::Stakeholder)
        .filter(|(_, person)| standing(person) != Tenure::Departed && person.has_page());

    let view = TeamView {
        summary: summary(cx, &clocks, &present),
        week: words::week(IsoWeek::of(model.as_of)),
        groups: groups(cx, &clocks, &present),
        areas: area_rows(cx, &present),
        planned: members(Tenure::Planned)
            .filter(|(_, person)| person.shows <= PrivacyLevel::Role)
            .map(|(id, person)| planned_view(cx, &clocks, id, person))
            .collect(),
        alumni: alumni.into_iter().map(|(id, person)| alumnus_view(cx, id, person)).collect(),
        stakeholders: stakeholders.map(|(id, _)| cx.person(id)).collect(),
        meet: cx.page_link(Generated::CoverageMeet, "find a time for a meeting"),
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
        bar: bullet(allocated, u32::from(person.max_percent)),
        over: allocated > u32::from(person.max_percent),
        accepting: person.accepting.map(room),
    }
}

/// What somebody who is so far open to new work has, in words.
fn room(accepting: Accepting) -> &'static str {
    match accepting {
        Accepting::Open => "open",
        Accepting::Limited => "little room",
        Accepting::Full => "no room",
    }
}

fn summary(cx: &Cx<'_>, clocks: &ShownClocks, present: &[(PersonId, &Person)]) -> String {
    // A clock that is not shown is not counted either: the count would tell whether it is one of the others.
    let shown = present.iter().filter_map(|(_, person)| {
        let usual = Usual::of(person, cx.model.as_of);
        clocks.shows(cx.model, person, &usual).then(|| usual.offset_on(cx.model.as_of))
    });
    let offsets: BTreeSet<i32> = shown.collect();
    let zones = match offsets.len() {
        0 => String::new(),
        zones => format!(" in {}", WORDS.count(zones, Term::Clock)),
    };
    let open = present.iter().filter(|(_, person)| person.has_page() && person.accepting == Some(Accepting::Open));
    let open = match open.count() {
        0 => String::new(),
        people => format!(", {people} open to new work"),
    };
    match present.len() {
        0 => "Nobody is in the office yet.".to_owned(),
        people => format!("{}{zones}{open}.", WORDS.count(people, Term::Person)),
    }
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
