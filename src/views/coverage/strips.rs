//! Twenty-four hours of each person: the week folded onto one day, in UTC.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::coverage::{MOST_PEOPLE, Member, Roster, ShownClocks, Usual, place, region, words};
use crate::parse::records::PrivacyLevel;
use crate::plan::LinkView;
use crate::time::{Date, IntervalSet, Zone, format_offset};
use crate::views::Cx;
use crate::views::day_strip::day_strip;
use crate::words::{Term, WORDS};

/// The strips.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StripsView {
    /// Whether a row is a person; else it is a zone.
    pub by_person: bool,
    /// Rows from west to east.
    pub rows: Vec<StripRow>,
    /// How many more are counted and have no row.
    pub unlisted: Option<String>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StripRow {
    /// Whose.
    pub who: LinkView,
    /// Where the clock is, and how far from UTC; of a zone, how many people keep it.
    pub place: String,
    /// Hours on that clock.
    pub local: Vec<String>,
    /// Hours in UTC, in the week shown.
    pub utc: Vec<String>,
    /// Hours by arrangement, on that clock.
    pub stretch: Vec<String>,
    /// The drawing; it repeats the hours in UTC and is hidden from assistive technology.
    pub svg: String,
}

/// The strips of everyone who counts.
#[must_use]
pub fn strips(cx: &Cx<'_>, roster: &Roster<'_>, date: Date) -> StripsView {
    let by_person = roster.members.len() <= MOST_PEOPLE;
    let clocks = ShownClocks::of(cx.model);
    let shown = |member: &Member<'_>| clocks.shows(cx.model, member.person, &member.usual);
    let (rows, unlisted) = if by_person {
        let listed = |member: &Member<'_>| member.person.shows <= PrivacyLevel::Role;
        (people(cx, roster, date, &shown, &listed), roster.members.iter().filter(|member| !listed(member)).count())
    } else {
        (zones(roster, date, &shown), roster.members.iter().filter(|member| !shown(member)).count())
    };
    let unlisted =
        (unlisted > 0).then(|| format!("{} counted and not shown here.", WORDS.count(unlisted, Term::MorePersonIs)));
    StripsView { by_person, rows, unlisted }
}

fn people(
    cx: &Cx<'_>,
    roster: &Roster<'_>,
    date: Date,
    shown: &impl Fn(&Member<'_>) -> bool,
    listed: &impl Fn(&Member<'_>) -> bool,
) -> Vec<StripRow> {
    let mut members: Vec<&Member<'_>> = roster.members.iter().filter(|member| listed(member)).collect();
    // People without a name follow those with one, and not by their slugs.
    members.sort_by_cached_key(|member| {
        let person = member.person;
        let key =
            if person.has_page() { person.slug.clone() } else { format!("{} {}", person.role, member.usual.hours) };
        (member.usual.offset_on(date), !person.has_page(), key)
    });
    let row = |member: &Member<'_>| {
        let usual = &member.usual;
        let stretch = member.person.stretch.clone().filter(|_| shown(member)).unwrap_or_default();
        let stretch_usual = Usual { zone: usual.zone.clone(), hours: stretch.clone(), every_weeks: None };
        StripRow {
            who: if member.person.has_page() {
                cx.link(&format!("/team/{}/", member.person.slug), member.person.name.clone())
            } else {
                LinkView { href: String::new(), text: member.person.role.clone() }
            },
            place: if shown(member) {
                place(&usual.zone, usual.offset_on(date))
            } else {
                region(cx.model, member.person).unwrap_or_default()
            },
            local: if shown(member) { usual.local_lines() } else { Vec::new() },
            utc: usual.utc_lines(roster.week),
            stretch: words::hours(&stretch),
            svg: day_strip(&usual.minutes(roster.week), &stretch_usual.minutes(roster.week), roster.week),
        }
    };
    members.into_iter().map(row).collect()
}

/// Everyone on one zone's clock.
#[derive(Default)]
struct ZoneGroup<'a> {
    people: usize,
    /// Their different hours, by how they are written.
    patterns: BTreeMap<String, &'a Usual>,
}

fn zones(roster: &Roster<'_>, date: Date, shown: &impl Fn(&Member<'_>) -> bool) -> Vec<StripRow> {
    let mut groups: BTreeMap<(i32, &Zone), ZoneGroup<'_>> = BTreeMap::new();
    for member in roster.members.iter().filter(|member| shown(member)) {
        let usual = &member.usual;
        let group = groups.entry((usual.offset_on(date), &usual.zone)).or_default();
        group.people += 1;
        group.patterns.entry(usual.hours.to_string()).or_insert(usual);
    }
    let mut rows = Vec::with_capacity(groups.len());
    for ((offset, zone), group) in groups {
        let sets: Vec<IntervalSet> = group.patterns.values().map(|usual| usual.minutes(roster.week)).collect();
        rows.push(StripRow {
            who: LinkView { href: String::new(), text: zone.city() },
            place: format!("{}, {}", format_offset(offset), WORDS.count(group.people, Term::Person)),
            local: Vec::new(),
            utc: Vec::new(),
            stretch: Vec::new(),
            svg: day_strip(&IntervalSet::union_of(&sets), &IntervalSet::empty(), roster.week),
        });
    }
    rows
}
