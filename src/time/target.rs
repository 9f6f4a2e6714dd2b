//! What ought to be covered, and by how much it is not.

use super::date::plus_days;
use super::{Coverage, DaySet, Interval, IntervalSet, IsoWeek, TimeRange, Zone};

/// A wish: at least so many people, on these days, between these times of a zone's wall clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetWindow {
    /// The zone of the times.
    pub zone: Zone,
    /// The local days on which the window opens.
    pub days: DaySet,
    /// From when to when; over midnight when the end is not after the start.
    pub hours: TimeRange,
    /// How many people there should be throughout.
    pub min_people: u32,
}

/// A stretch with fewer people than wished for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// When.
    pub interval: Interval,
    /// How many there are.
    pub have: u32,
}

/// How a week meets a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetResult {
    /// The week.
    pub week: IsoWeek,
    /// Minutes in which the target asks for people.
    pub demand_minutes: i64,
    /// Minutes of those with enough people.
    pub met_minutes: i64,
    /// The stretches with too few, in order; neighbours differ in how many.
    pub short: Vec<Shortfall>,
    /// Missing people times minutes missing.
    pub person_minutes_short: i64,
}

impl TargetResult {
    /// Whether there are always enough people.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.short.is_empty()
    }
}

impl TargetWindow {
    /// The minutes asked for: the windows that open on the seven local dates of a week.
    ///
    /// Local dates, so that a Monday-to-Friday window has the same length every week whatever the zone; Sydney's Monday
    /// morning is asked for here although it is still Sunday in UTC.
    #[must_use]
    pub fn demand(&self, week: IsoWeek) -> IntervalSet {
        let dates = (0..7).map(|days| plus_days(week.monday(), days)).filter(|date| self.days.contains(date.weekday()));
        let open = |minutes, date| self.zone.minute_of(date, minutes);
        dates.filter_map(|date| Interval::new(open(self.hours.start(), date), open(self.hours.end(), date))).collect()
    }

    /// Measures one week. What the coverage was not counted for is not asked for either, so let its range begin and end
    /// a day outside the weeks that are evaluated.
    #[must_use]
    pub fn evaluate(&self, coverage: &Coverage, week: IsoWeek) -> TargetResult {
        let measured = coverage.within(&self.demand(week));
        let demand_minutes = measured.window().minutes();
        let met_minutes = measured.covered_minutes(self.min_people);
        let levels = measured.levels().into_iter().filter(|(_, count)| *count < self.min_people);
        let short: Vec<Shortfall> = levels.map(|(interval, have)| Shortfall { interval, have }).collect();
        let missing = |gap: &Shortfall| gap.interval.minutes() * i64::from(self.min_people.saturating_sub(gap.have));
        let person_minutes_short = short.iter().map(missing).sum();
        TargetResult { week, demand_minutes, met_minutes, short, person_minutes_short }
    }
}
