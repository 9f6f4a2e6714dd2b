//! What a person more would bring, for any clock and any local hours, over real weeks.
//!
//! First [`StaffNeed`]: which minutes of a year nobody covers, and which only one person does. Then a [`HireCandidate`]
//! is tried against it: [`hire_curve`] asks when, on the axis of UTC; [`hire_table`] asks where and when, and [`front`]
//! keeps what nothing beats. There is never one answer: the most new hours alone would always pick the place farthest
//! from everybody else.
//!
//! Deliberately absent: holidays and absences of somebody who is not there yet, and any judgement on countries.

use super::slot_set::SlotSet;
use super::{
    ClockTime, DaySet, Interval, IntervalSet, IsoWeek, Schedule, Spread, TimeRange, WeekMinutes, WeeklyHours, Zone,
};

/// The hours of a day in which work disturbs nobody's evening or morning. A judgement, and the default of
/// [`HireOption::unsociable_minutes`]: an early shift from 06:00 has two hours outside, one from 08:00 or 09:00 none.
pub const SOCIABLE_HOURS: TimeRange = TimeRange::of_day(8 * 60, 18 * 60);

/// What a team lacks in some weeks.
#[derive(Clone, Debug)]
pub struct StaffNeed {
    pub(super) first: IsoWeek,
    pub(super) weeks: u16,
    pub(super) range: Interval,
    /// Asked for and covered by nobody.
    pub(super) open: SlotSet,
    /// Asked for and covered by one person.
    pub(super) single: SlotSet,
    /// Somebody is there whom a new person should meet.
    pub(super) contact: SlotSet,
}

impl StaffNeed {
    /// What is missing by another reckoning than one person in each minute asked for: `open` is what one person more
    /// would mend, `single` what they would make safer.
    #[must_use]
    pub fn missing(
        open: &IntervalSet,
        single: &IntervalSet,
        contact: &IntervalSet,
        first: IsoWeek,
        weeks: u16,
    ) -> Self {
        let range = first.through(weeks);
        let slots = |set: &IntervalSet| SlotSet::of(&set.clip(range), range);
        Self { first, weeks, range, open: slots(open), single: slots(single), contact: slots(contact) }
    }

    /// Minutes nobody covers, by week; `None` of no weeks.
    #[must_use]
    pub fn uncovered(&self) -> Option<Spread> {
        self.spread(&self.open, &self.open)
    }

    pub(super) fn spread(&self, a: &SlotSet, b: &SlotSet) -> Option<Spread> {
        let minutes = a.shared_by_part(b, usize::from(self.weeks));
        let weeks: Vec<WeekMinutes> =
            self.first.take(self.weeks).zip(minutes).map(|(week, minutes)| WeekMinutes { week, minutes }).collect();
        Spread::of(&weeks)
    }

    /// The minutes a candidate works in these weeks.
    pub(super) fn slots_of(&self, candidate: &HireCandidate) -> SlotSet {
        let hours = WeeklyHours::on_days(candidate.days, &[candidate.hours]);
        SlotSet::of(&Schedule::new(candidate.zone.clone(), hours).intervals(self.range), self.range)
    }
}

/// Somebody who might be hired: a wall clock, days and hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HireCandidate {
    /// The zone of their wall clock.
    pub zone: Zone,
    /// The local days they work.
    pub days: DaySet,
    /// The local hours of each.
    pub hours: TimeRange,
}

impl HireCandidate {
    /// Every zone at every local start, `minutes` long. `days` says which days people in a zone work, see
    /// [`usual_days`].
    ///
    /// [`usual_days`]: super::usual_days::usual_days
    #[must_use]
    pub fn grid(zones: &[Zone], starts: &[ClockTime], minutes: u16, days: impl Fn(&Zone) -> DaySet) -> Vec<Self> {
        let at = |zone: &Zone, start: &ClockTime| {
            let hours = TimeRange::spanning(*start, minutes)?;
            Some(Self { zone: zone.clone(), days: days(zone), hours })
        };
        zones.iter().flat_map(|zone| starts.iter().filter_map(move |start| at(zone, start))).collect()
    }
}

/// What one candidate brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HireOption {
    /// Who.
    pub candidate: HireCandidate,
    /// Minutes a week that nobody covers without them.
    pub newly_covered: Spread,
    /// Minutes a week that one person covers alone without them.
    pub made_double: Spread,
    /// Minutes a week they share with those they should meet.
    pub overlap: Spread,
    /// Minutes of each working day outside [`SOCIABLE_HOURS`] on their own wall clock; of a day without a clock change.
    pub unsociable_minutes: u16,
}

impl HireOption {
    /// Minutes of each of their working days that they share with those they should meet, on average over the weeks.
    #[must_use]
    pub fn overlap_per_day(&self) -> i64 {
        let days = i64::from(self.overlap.weeks.max(1)) * i64::from(self.candidate.days.len().max(1));
        (2 * self.overlap.total + days).div_euclid(2 * days)
    }

    /// Whether it is at least as good as another in new minutes, shared minutes and sociable hours, and better in one
    /// of them.
    #[must_use]
    pub fn beats(&self, other: &Self) -> bool {
        let worth =
            |option: &Self| (option.newly_covered.total, option.overlap.total, -i64::from(option.unsociable_minutes));
        let (mine, others) = (worth(self), worth(other));
        mine != others && mine.0 >= others.0 && mine.1 >= others.1 && mine.2 >= others.2
    }
}

/// One start of the curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurvePoint {
    /// When work begins, in UTC.
    pub start: ClockTime,
    /// On which UTC days.
    pub days: DaySet,
    /// Minutes a week that nobody covers without it.
    pub newly_covered: Spread,
    /// Minutes a week that one person covers alone without it.
    pub made_double: Spread,
    /// Minutes a week shared with those a new person should meet.
    pub overlap: Spread,
}

/// What a shift of `minutes` brings for each quarter of an hour of UTC at which it can begin, on each of `weeks` of
/// days (Monday to Friday, Sunday to Thursday). Empty when `need` has no weeks, or `minutes` is no length of a shift.
#[must_use]
pub fn hire_curve(need: &StaffNeed, minutes: u16, weeks: &[DaySet]) -> Vec<CurvePoint> {
    let quarters: Vec<ClockTime> = (0..96).filter_map(|quarter| ClockTime::from_minutes(quarter * 15)).collect();
    let utc = [Zone::utc()];
    let on = |days: &DaySet| hire_table(need, HireCandidate::grid(&utc, &quarters, minutes, |_| *days));
    let point = |option: HireOption| CurvePoint {
        start: option.candidate.hours.from(),
        days: option.candidate.days,
        newly_covered: option.newly_covered,
        made_double: option.made_double,
        overlap: option.overlap,
    };
    weeks.iter().flat_map(on).map(point).collect()
}

/// What each candidate brings, in the order given; each real week is looked up on the candidate's own clock, nothing is
/// extrapolated. Empty when `need` has no weeks.
#[must_use]
pub fn hire_table(need: &StaffNeed, candidates: Vec<HireCandidate>) -> Vec<HireOption> {
    let option = |candidate: HireCandidate| {
        let slots = need.slots_of(&candidate);
        let (opens, closes) = (SOCIABLE_HOURS.start(), SOCIABLE_HOURS.end());
        let (start, end) = (candidate.hours.start(), candidate.hours.end());
        let sociable = |opens: u16, closes: u16| end.min(closes).saturating_sub(start.max(opens));
        let inside = sociable(opens, closes) + sociable(opens + 24 * 60, closes + 24 * 60);
        Some(HireOption {
            newly_covered: need.spread(&slots, &need.open)?,
            made_double: need.spread(&slots, &need.single)?,
            overlap: need.spread(&slots, &need.contact)?,
            unsociable_minutes: candidate.hours.minutes() - inside,
            candidate,
        })
    };
    candidates.into_iter().filter_map(option).collect()
}

/// The options that no other beats in new minutes, shared minutes and sociable hours together: the Pareto front, the
/// most new minutes first. Options that bring the same are all kept.
#[must_use]
pub fn front(options: &[HireOption]) -> Vec<&HireOption> {
    let mut kept: Vec<&HireOption> =
        options.iter().filter(|option| !options.iter().any(|other| other.beats(option))).collect();
    kept.sort_by(|a, b| {
        let key = |option: &HireOption| (-option.newly_covered.total, -option.overlap.total, option.unsociable_minutes);
        key(a).cmp(&key(b))
    });
    kept
}
