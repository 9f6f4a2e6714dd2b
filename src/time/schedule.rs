//! When one person works: a usual week, and what overrides it on which dates.
//!
//! Strongest first: outside the dates of employment nothing; then exceptions, absences, holidays, the schedule row in
//! force (of those that include the date, the one that begins last), and the usual hours. A range belongs to the local
//! date on which it starts, so whatever closes the next date does not cut its end.
//!
//! Deliberately absent: why someone is away, and any name. The caller keeps who this is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::date::plus_days;
use super::wall_clock::WallClock;
use super::{
    DateSpan, DayHours, Holidays, Interval, IntervalSet, ScheduleError, ScheduleRow, TimeRange, UtcMinute, WeeklyHours,
    Zone,
};

/// How far around a UTC range its local dates must be looked at: offsets reach 14 hours and a range lasts up to 24.
const MARGIN_DAYS: i32 = 2;

/// The minutes of a range from which on the changes of its zones are looked up beforehand: four weeks.
const LONG: i64 = 28 * 24 * 60;

/// One person's working time, for any date.
///
/// ```text
/// let fia = Schedule::new(dublin, WeeklyHours::parse("Mo-Fr 09:00-17:30")?).with_holidays(irish);
/// fia.intervals(IsoWeek::of(date(2027, 7, 14)).interval())   // Mon 08:00Z-16:30Z, Tue …: Dublin is UTC+1 in July
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Schedule {
    zone: Zone,
    hours: WeeklyHours,
    stretch: WeeklyHours,
    /// Sorted by first date, no two alike.
    rows: Vec<ScheduleRow>,
    exceptions: BTreeMap<Date, DayHours>,
    holidays: Holidays,
    away: Vec<DateSpan>,
    first: Option<Date>,
    last: Option<Date>,
}

/// Which of the rules decided a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Before the first or after the last date of employment.
    NotEmployed,
    /// An exception for this date.
    Exception,
    /// An absence.
    Away,
    /// A public holiday or a short day.
    Holiday,
    /// A week that the schedule row in force leaves out.
    OffWeek,
    /// The usual hours, or those of the row in force.
    Usual,
}

/// One local date of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalDay<'a> {
    /// The zone of its wall clock.
    pub zone: &'a Zone,
    /// The ranges that start on it.
    pub ranges: Cow<'a, [TimeRange]>,
    /// What decided them.
    pub basis: Basis,
}

impl Schedule {
    /// A usual week in a zone, with nothing that overrides it.
    #[must_use]
    pub fn new(zone: Zone, hours: WeeklyHours) -> Self {
        Self {
            zone,
            hours,
            stretch: WeeklyHours::default(),
            rows: Vec::new(),
            exceptions: BTreeMap::new(),
            holidays: Holidays::default(),
            away: Vec::new(),
            first: None,
            last: None,
        }
    }

    /// With hours in which the person can be reached by arrangement. They never count as coverage.
    #[must_use]
    pub fn with_stretch(self, stretch: WeeklyHours) -> Self {
        Self { stretch, ..self }
    }

    /// With dated rows, in any order.
    ///
    /// # Errors
    /// [`ScheduleError::SameStart`] when two begin on one date, [`ScheduleError::EveryZeroWeeks`] for a period of 0.
    pub fn with_rows(self, mut rows: Vec<ScheduleRow>) -> Result<Self, ScheduleError> {
        rows.sort_by_key(|row| row.dates.from());
        if let Some(row) = rows.iter().find(|row| row.every_weeks == Some(0)) {
            return Err(ScheduleError::EveryZeroWeeks { from: row.dates.from() });
        }
        for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
            if row.dates.from() == next.dates.from() {
                return Err(ScheduleError::SameStart { from: row.dates.from() });
            }
        }
        Ok(Self { rows, ..self })
    }

    /// With hours for single dates.
    #[must_use]
    pub fn with_exceptions(self, exceptions: BTreeMap<Date, DayHours>) -> Self {
        Self { exceptions, ..self }
    }

    /// With the public holidays of one or several calendars.
    #[must_use]
    pub fn with_holidays(self, holidays: Holidays) -> Self {
        Self { holidays, ..self }
    }

    /// With absences.
    #[must_use]
    pub fn with_away(self, away: Vec<DateSpan>) -> Self {
        Self { away, ..self }
    }

    /// Without absences and single days that differ: what is left is usual hours, dated rows and public holidays, which
    /// tell nothing of when this one person is away.
    #[must_use]
    pub fn without_leave(self) -> Self {
        Self { away: Vec::new(), exceptions: BTreeMap::new(), ..self }
    }

    /// Without public holidays.
    #[must_use]
    pub fn without_holidays(self) -> Self {
        Self { holidays: Holidays::default(), ..self }
    }

    /// The public holidays.
    #[must_use]
    pub const fn holidays(&self) -> &Holidays {
        &self.holidays
    }

    /// With the first and the last date of employment, both included; `None` leaves that side open.
    #[must_use]
    pub fn with_dates(self, first: Option<Date>, last: Option<Date>) -> Self {
        Self { first, last, ..self }
    }

    /// The dated rows, the earliest first.
    #[must_use]
    pub fn rows(&self) -> &[ScheduleRow] {
        &self.rows
    }

    /// Every zone the schedule ever uses, its own first, each once.
    #[must_use]
    pub fn zones(&self) -> Vec<&Zone> {
        let mut zones = vec![&self.zone];
        for zone in self.rows.iter().filter_map(|row| row.zone.as_ref()) {
            if !zones.contains(&zone) {
                zones.push(zone);
            }
        }
        zones
    }

    /// Whether the person is employed on a date.
    #[must_use]
    pub fn is_employed(&self, date: Date) -> bool {
        self.first.is_none_or(|first| first <= date) && self.last.is_none_or(|last| date <= last)
    }

    /// The row in force on a date, if any: of those that include it, the one that begins last. A row with an end falls
    /// back to the one before it by itself.
    #[must_use]
    pub fn row_on(&self, date: Date) -> Option<&ScheduleRow> {
        self.rows.iter().rev().find(|row| row.dates.contains(date))
    }

    /// What holds on a local date.
    #[must_use]
    pub fn day(&self, date: Date) -> LocalDay<'_> {
        let row = self.row_on(date);
        let zone = row.and_then(|row| row.zone.as_ref()).unwrap_or(&self.zone);
        let nothing = |basis| LocalDay { zone, ranges: Cow::Borrowed(&[][..]), basis };
        if !self.is_employed(date) {
            return nothing(Basis::NotEmployed);
        }
        if let Some(exception) = self.exceptions.get(&date) {
            return LocalDay { zone, ranges: Cow::Borrowed(exception.ranges()), basis: Basis::Exception };
        }
        if self.away.iter().any(|span| span.contains(date)) {
            return nothing(Basis::Away);
        }
        let off = row.is_some_and(|row| !row.works_in_week_of(date));
        let hours = row.and_then(|row| row.hours.as_ref()).unwrap_or(&self.hours);
        let usual = if off { &[] } else { hours.on(date.weekday()) };
        if let Some(holiday) = self.holidays.on(date) {
            let short =
                usual.iter().flat_map(|range| holiday.ranges().iter().filter_map(|short| range.intersection(*short)));
            return LocalDay { zone, ranges: short.collect(), basis: Basis::Holiday };
        }
        LocalDay { zone, ranges: Cow::Borrowed(usual), basis: if off { Basis::OffWeek } else { Basis::Usual } }
    }

    /// The minutes worked inside a UTC range. Time that two ranges share counts once.
    ///
    /// Both ends of each range are resolved separately ([`Zone::resolve`]), so a night on which clocks spring forward
    /// is an hour short and one on which they fall back an hour long.
    #[must_use]
    pub fn intervals(&self, range: Interval) -> IntervalSet {
        self.resolved(range, |day, _, ranges| ranges.extend_from_slice(&day.ranges))
    }

    /// The minutes inside a UTC range in which the person can be reached by arrangement: the stretch hours of ordinary
    /// days, without what is worked anyway. A date with an exception, an absence, a holiday or an off week has none.
    #[must_use]
    pub fn stretch(&self, range: Interval) -> IntervalSet {
        if self.stretch.is_empty() {
            return IntervalSet::empty();
        }
        let stretch = self.resolved(range, |day, date, ranges| {
            if day.basis == Basis::Usual {
                ranges.extend_from_slice(self.stretch.on(date.weekday()));
            }
        });
        stretch.difference(&self.intervals(range))
    }

    /// `hours` of every local date with working hours: the days on which one can be asked to come at another time.
    /// Dates that an absence or a holiday empties have none.
    pub(super) fn on_working_dates(&self, range: Interval, hours: TimeRange) -> IntervalSet {
        self.resolved(range, |day, _, ranges| ranges.extend((!day.ranges.is_empty()).then_some(hours)))
    }

    /// The minutes inside a UTC range of local ranges; `ranges_of` adds those that start on a date.
    fn resolved(&self, range: Interval, ranges_of: impl Fn(&LocalDay<'_>, Date, &mut Vec<TimeRange>)) -> IntervalSet {
        let zones = self.zones();
        // Looking up the changes of a zone pays for itself after a few weeks.
        let clocks: Vec<WallClock<'_>> = if range.minutes() > LONG {
            zones.iter().map(|zone| WallClock::over(zone, range)).collect()
        } else {
            Vec::new()
        };
        let mut found = Vec::new();
        let mut ranges = Vec::new();
        for date in self.dates_around(range) {
            let day = self.day(date);
            ranges.clear();
            ranges_of(&day, date, &mut ranges);
            if ranges.is_empty() {
                continue;
            }
            let clock = clocks.iter().find(|clock| std::ptr::eq(clock.zone(), day.zone) || clock.zone() == day.zone);
            let midnight = UtcMinute::midnight(date);
            let minute = |minutes| {
                clock
                    .map_or_else(|| day.zone.minute_of(date, minutes), |clock| clock.minute_of(date, midnight, minutes))
            };
            // Both ends on the calendar first, then each through the zone. Clocks that spring forward may leave nothing
            // of a range.
            let shift =
                |hours: &TimeRange| Interval::new(minute(hours.start()), minute(hours.end()))?.intersection(range);
            found.extend(ranges.iter().filter_map(shift));
        }
        IntervalSet::from_intervals(found)
    }

    /// The employed local dates on which a range that meets `range` can start.
    fn dates_around(&self, range: Interval) -> impl Iterator<Item = Date> {
        let from = plus_days(range.start().utc_date(), -MARGIN_DAYS);
        let to = plus_days(range.end().utc_date(), MARGIN_DAYS);
        let from = self.first.map_or(from, |first| first.max(from));
        let to = self.last.map_or(to, |last| last.min(to));
        std::iter::successors((from <= to).then_some(from), move |date| date.tomorrow().ok().filter(|next| *next <= to))
    }
}
