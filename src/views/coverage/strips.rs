//! Twenty-four hours of each person: the week folded onto one day, in UTC.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::coverage::{MOST_PEOPLE, Member, Roster, ShownClocks, Usual, place, region, words};
use crate::parse::records::PrivacyLevel;
use crate::plan::LinkView;
use crate::time::{Date, IntervalSet, IsoWeek, Zone, format_offset};
use crate::views::Cx;
use crate::words::{Term, WORDS};

/// The minutes of a day.
const DAY: i64 = 24 * 60;

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
            svg: draw(&usual.minutes(roster.week), &stretch_usual.minutes(roster.week), roster.week),
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
            svg: draw(&IntervalSet::union_of(&sets), &IntervalSet::empty(), roster.week),
        });
    }
    rows
}

/// A strip of 1440 units, one a minute: solid where the hours hold on every day worked, lighter where on some, thin by
/// arrangement.
fn draw(hours: &IntervalSet, stretch: &IntervalSet, week: IsoWeek) -> String {
    let mut svg = String::from(
        "<svg class=\"cov-strip\" viewBox=\"0 0 1440 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\
         <path class=\"gridline\" d=\"M360 0v20M720 0v20M1080 0v20\"/>",
    );
    let folded = fold(hours, week);
    let most = folded.iter().map(|(_, _, days)| *days).max().unwrap_or(0);
    for (from, to, days) in folded {
        let class = if days == most { "full" } else { "part" };
        rect(&mut svg, class, from, to, 3, 14);
    }
    for (from, to, _) in fold(stretch, week) {
        rect(&mut svg, "by-arrangement", from, to, 8, 4);
    }
    svg.push_str("</svg>");
    svg
}

fn rect(svg: &mut String, class: &str, from: i64, to: i64, y: u8, height: u8) {
    // Writing to a string cannot fail.
    let _ = write!(svg, "<rect class=\"{class}\" x=\"{from}\" y=\"{y}\" width=\"{}\" height=\"{height}\"/>", to - from);
}

/// A week laid onto one day: stretches of the day with the number of days on which they are worked, none with 0.
fn fold(set: &IntervalSet, week: IsoWeek) -> Vec<(i64, i64, i32)> {
    let monday = week.interval().start();
    let mut steps: BTreeMap<i64, i32> = BTreeMap::new();
    for interval in set.intervals() {
        let (mut from, end) = (interval.start().since(monday), interval.end().since(monday));
        while from < end {
            let to = end.min((from.div_euclid(DAY) + 1) * DAY);
            let start = from.rem_euclid(DAY);
            *steps.entry(start).or_default() += 1;
            *steps.entry(start + to - from).or_default() -= 1;
            from = to;
        }
    }
    let mut stretches: Vec<(i64, i64, i32)> = Vec::new();
    let (mut at, mut days) = (0, 0);
    for (minute, step) in steps {
        if days > 0 && minute > at {
            match stretches.last_mut() {
                Some((_, to, same)) if *to == at && *same == days => *to = minute,
                _ => stretches.push((at, minute, days)),
            }
        }
        at = minute;
        days += step;
    }
    stretches
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::time::WeeklyHours;

    fn folded(zone: &str, hours: &str) -> Vec<(i64, i64, i32)> {
        let week = IsoWeek::of(date(2026, 11, 20));
        let parsed = Zone::parse(zone).ok().zip(WeeklyHours::parse(hours).ok());
        let usual = parsed.map(|(zone, hours)| Usual { zone: zone.zone, hours, every_weeks: None });
        usual.map(|usual| fold(&usual.minutes(week), week)).unwrap_or_default()
    }

    #[test]
    fn a_shorter_friday_folds_into_two_stretches() {
        assert_eq!(folded("Europe/Dublin", "Mo-Th 09:00-17:30; Fr 09:00-15:00"), [(540, 900, 5), (900, 1050, 4)]);
    }

    #[test]
    fn hours_over_midnight_in_utc_fold_to_both_ends_of_the_day() {
        assert_eq!(folded("Pacific/Auckland", "Mo-Fr 08:30-17:00"), [(0, 240, 5), (1170, 1440, 5)]);
    }
}
