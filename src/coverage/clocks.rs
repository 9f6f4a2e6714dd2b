//! Clock changes ahead, and what they do to the week.
//!
//! A year's clock changes do not fall on one day everywhere. In the weeks between, people meet more and cover less, or
//! the other way round. Figures here are of usual hours, so that holidays and absences do not blur what the clocks do;
//! weeks are measured over all seven days, because a working week cut in UTC changes its figures whenever it slides
//! against UTC.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Hours;
use super::attendance::{Attendance, Attendee};
use super::year::Group;
use crate::time::{
    ClockRegime, Coverage, Date, Interval, IntervalSet, IsoWeek, PersonIndex, Presence, UtcMinute, WeeklyHours, Zone,
};
use crate::time::{Schedule, overlap, regimes, transitions};
use crate::words::{Term, WORDS};

/// How many weeks are looked ahead: eighteen months, so that every change of a year is met at least once.
pub const WEEKS_AHEAD: u16 = 78;

/// Clocks that change on one date by the same length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockChange {
    /// The date on the clocks that change.
    pub date: Date,
    /// Minutes by which they jump: positive forward, negative back.
    pub jump_minutes: i32,
    /// Whose.
    pub zones: Vec<ZoneChange>,
}

/// The change of one zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ZoneChange {
    /// The zone.
    pub time_zone: Zone,
    /// The first minute of the new offset.
    pub at: UtcMinute,
    /// Minutes east of UTC until then.
    pub offset_before: i32,
    /// Minutes east of UTC from then on.
    pub offset_after: i32,
}

/// Weeks in which the team's clocks keep other distances than usual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnusualWeeks {
    /// Monday of the first.
    pub from: Date,
    /// Sunday of the last.
    pub to: Date,
    /// How many.
    pub weeks: i32,
    /// Hours with nobody in each of them.
    pub uncovered_hours: Hours,
    /// Hours with nobody in a usual week.
    pub usual_uncovered_hours: Hours,
    /// Hours with one person in each of them.
    pub single_person_hours: Hours,
    /// Hours with one person in a usual week.
    pub usual_single_person_hours: Hours,
    /// Pairs of groups that share more or fewer hours than in a usual week, the largest difference first.
    pub shared: Vec<SharedChange>,
}

/// Two groups and the hours a week in which somebody of both is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedChange {
    /// Name of the one.
    pub first: String,
    /// Name of the other.
    pub second: String,
    /// In each of these weeks.
    pub hours: Hours,
    /// In a usual week.
    pub usual_hours: Hours,
}

/// The team's usual hours, week by week: people with the same hours are resolved once.
#[derive(Debug)]
pub struct UsualWeeks<'a, 'm> {
    members: &'a [Attendee<'m>],
    /// Each person's pattern.
    pattern_of: Vec<usize>,
    patterns: Vec<(&'a Zone, &'a WeeklyHours)>,
    /// Runs of weeks with the same clocks, from the week shown on.
    pub regimes: Vec<ClockRegime>,
}

impl<'a, 'm> UsualWeeks<'a, 'm> {
    /// The weeks from that of `attendance` on.
    #[must_use]
    pub fn of(attendance: &'a Attendance<'m>) -> Self {
        let members = attendance.members.as_slice();
        let mut known: BTreeMap<(&Zone, String), usize> = BTreeMap::new();
        let mut patterns = Vec::new();
        let mut pattern_of = Vec::with_capacity(members.len());
        for member in members {
            let usual = &member.usual;
            let index = *known.entry((&usual.zone, usual.hours.to_string())).or_insert_with(|| {
                patterns.push((&usual.zone, &usual.hours));
                patterns.len() - 1
            });
            pattern_of.push(index);
        }
        let mut zones: Vec<Zone> = patterns.iter().map(|(zone, _)| (*zone).clone()).collect();
        zones.sort();
        zones.dedup();
        let regimes = regimes(&zones, attendance.week, WEEKS_AHEAD);
        Self { members, pattern_of, patterns, regimes }
    }

    /// The minutes of each person in `week`, in the order of the members.
    #[must_use]
    pub fn presences(&self, week: IsoWeek) -> Vec<Presence> {
        let range = week.interval();
        let sets: Vec<IntervalSet> = self
            .patterns
            .iter()
            .map(|(zone, hours)| Schedule::new((*zone).clone(), (*hours).clone()).intervals(range))
            .collect();
        let indices = (0..).map(PersonIndex).zip(&self.pattern_of);
        indices.filter_map(|(person, pattern)| Some(Presence { person, when: sets.get(*pattern)?.clone() })).collect()
    }

    /// The members, in the order of the presences.
    #[must_use]
    pub const fn members(&self) -> &'a [Attendee<'m>] {
        self.members
    }

    /// Changes of the zones in use within the weeks looked ahead, by date, of people whose clocks are `shown`.
    #[must_use]
    pub fn changes(&self, as_of: Date, shown: &impl Fn(&&Attendee<'_>) -> bool) -> Vec<ClockChange> {
        let mut zones: Vec<Zone> = self.members.iter().filter(shown).map(|member| member.usual.zone.clone()).collect();
        zones.sort();
        zones.dedup();
        let from = UtcMinute::midnight(as_of);
        let range = Interval::spanning(from, i64::from(WEEKS_AHEAD) * 7 * 24 * 60);
        let mut groups: BTreeMap<(Date, i32), Vec<ZoneChange>> = BTreeMap::new();
        for change in transitions(&zones, range) {
            groups.entry((change.local_date(), change.jump_minutes())).or_default().push(ZoneChange {
                at: change.at,
                offset_before: change.before / 60,
                offset_after: change.after / 60,
                time_zone: change.zone,
            });
        }
        groups.into_iter().map(|((date, jump_minutes), zones)| ClockChange { date, jump_minutes, zones }).collect()
    }

    /// The weeks ahead that differ from the usual, with what they change.
    #[must_use]
    pub fn unusual(&self, groups: &[Group<'_>]) -> Vec<UnusualWeeks> {
        let figures = |week: IsoWeek| Coverage::of(&self.presences(week), week.interval()).summary();
        let compared = |(index, regime): (usize, &ClockRegime)| {
            let before = self.regimes.iter().take(index).rev().find(|regime| regime.usual);
            let usual = before.or_else(|| self.regimes.iter().skip(index).find(|regime| regime.usual))?;
            let (now, then) = (figures(regime.first), figures(usual.first));
            Some(UnusualWeeks {
                from: regime.first.monday(),
                to: regime.last.sunday(),
                weeks: regime.weeks(),
                uncovered_hours: Hours::of_minutes(now.uncovered),
                usual_uncovered_hours: Hours::of_minutes(then.uncovered),
                single_person_hours: Hours::of_minutes(now.single),
                usual_single_person_hours: Hours::of_minutes(then.single),
                shared: changes(groups, &unions(groups, self, regime.first), &unions(groups, self, usual.first)),
            })
        };
        self.regimes.iter().enumerate().filter(|(_, regime)| !regime.usual).filter_map(compared).collect()
    }
}

/// Pairs of regions, or of focus areas on a site without regions, that share other hours in one week than in another.
fn changes(groups: &[Group<'_>], now: &[IntervalSet], then: &[IntervalSet]) -> Vec<SharedChange> {
    let kind = if groups.iter().any(|group| group.kind == "region") { "region" } else { "focus_area" };
    let paired: Vec<(&Group<'_>, &IntervalSet, &IntervalSet)> = groups
        .iter()
        .zip(now)
        .zip(then)
        .filter(|((group, _), _)| group.kind == kind)
        .map(|((group, now), then)| (group, now, then))
        .collect();
    let mut changes = Vec::new();
    for (place, (one, now, then)) in paired.iter().enumerate() {
        for (other, others_now, others_then) in paired.iter().skip(place + 1) {
            let (hours, usual_hours) =
                (Hours::of_minutes(overlap(now, others_now)), Hours::of_minutes(overlap(then, others_then)));
            if hours != usual_hours {
                changes.push(SharedChange { first: one.name.clone(), second: other.name.clone(), hours, usual_hours });
            }
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse((change.hours.minutes() - change.usual_hours.minutes()).abs()));
    changes
}

impl ClockChange {
    /// What the clocks do: `forward 1 hour`, `back 30 minutes`.
    #[must_use]
    pub fn jump(&self) -> String {
        let way = if self.jump_minutes < 0 { "back" } else { "forward" };
        let minutes = self.jump_minutes.unsigned_abs();
        if minutes.is_multiple_of(60) {
            format!("{way} {}", Hours::of_minutes(i64::from(minutes)).words())
        } else {
            format!("{way} {}", WORDS.count(minutes, Term::Minute))
        }
    }

    /// The cities whose clocks change.
    #[must_use]
    pub fn cities(&self) -> Vec<String> {
        self.zones.iter().map(|change| change.time_zone.city()).collect()
    }
}

impl SharedChange {
    /// In words: `Americas and EMEA share 62½ h (usually 57½)`.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{} and {} share {} (usually {})", self.first, self.second, self.hours.short(), self.usual_hours.text())
    }
}

impl UnusualWeeks {
    /// What the weeks change, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let when = WORDS.span(self.from, self.to);
        let same = self.uncovered_hours == self.usual_uncovered_hours
            && self.single_person_hours == self.usual_single_person_hours;
        if same {
            return format!("{when}: the time difference between regions changes; covered hours stay the same.");
        }
        let shared = self.shared.first().map_or_else(String::new, |change| format!(" {}.", change.sentence()));
        format!(
            "{when}: {} without anybody a week (usually {}), and {} with one person (usually {}).{shared}",
            self.uncovered_hours.words(),
            self.usual_uncovered_hours.text(),
            self.single_person_hours.words(),
            self.usual_single_person_hours.text()
        )
    }
}

/// When somebody of each group is there in `week`, by usual hours.
#[must_use]
pub fn unions(groups: &[Group<'_>], usual: &UsualWeeks<'_, '_>, week: IsoWeek) -> Vec<IntervalSet> {
    let presences: Vec<Presence> = usual.presences(week);
    let of = |group: &Group<'_>| {
        let members = usual.members().iter().zip(&presences).filter(|(member, _)| (group.has)(member.person));
        IntervalSet::union_of(members.map(|(_, presence)| &presence.when))
    };
    groups.iter().map(of).collect()
}
