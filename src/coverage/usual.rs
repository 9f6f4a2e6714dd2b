//! Somebody's usual hours: what a page may say of one person's time.
//!
//! Absences, holidays and single days that differ lower the counts of a week and are never shown beside a name, so the
//! hours of a person are those of their zone and week pattern on a date. Dated rows of a schedule (another zone, other
//! hours) do show.

use jiff::SignedDuration;
use jiff::civil::{Date, Time};

use super::words;
use crate::model::Person;
use crate::time::{
    ClockTime, DaySet, IntervalSet, IsoWeek, Schedule, TimeRange, UtcMinute, WeeklyHours, Zone, format_offset,
};

/// The minutes of a day.
const DAY: i64 = 24 * 60;

/// A zone and the week's hours on its wall clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usual {
    /// The zone.
    pub zone: Zone,
    /// The hours.
    pub hours: WeeklyHours,
    /// 2 when they hold every second week only.
    pub every_weeks: Option<u8>,
}

impl Usual {
    /// The usual hours of `person` on `date`: those of the schedule row in force, else their own.
    #[must_use]
    pub fn of(person: &Person, date: Date) -> Self {
        let row = person.schedule.row_on(date);
        Self {
            zone: row.and_then(|row| row.zone.as_ref()).unwrap_or(&person.zone).clone(),
            hours: row.and_then(|row| row.hours.as_ref()).unwrap_or(&person.hours).clone(),
            every_weeks: row.and_then(|row| row.every_weeks).filter(|weeks| *weeks > 1),
        }
    }

    /// The minutes of `week` in UTC.
    #[must_use]
    pub fn minutes(&self, week: IsoWeek) -> IntervalSet {
        Schedule::new(self.zone.clone(), self.hours.clone()).intervals(week.interval())
    }

    /// The zone's distance from UTC at noon UTC of a date, in seconds east.
    #[must_use]
    pub fn offset_on(&self, date: Date) -> i32 {
        offset_on(&self.zone, date)
    }

    /// The hours in words on the zone's own clock.
    #[must_use]
    pub fn local_lines(&self) -> Vec<String> {
        words::hours(&self.hours)
    }

    /// The hours in words in UTC, for the seven local dates of `week`.
    #[must_use]
    pub fn utc_lines(&self, week: IsoWeek) -> Vec<String> {
        words::hours(&self.in_utc(week))
    }

    /// The hours as UTC hours, for the seven local dates of `week`.
    fn in_utc(&self, week: IsoWeek) -> WeeklyHours {
        let dates = std::iter::successors(Some(week.monday()), |date| {
            date.tomorrow().ok().filter(|next| *next <= week.sunday())
        });
        let shifts = dates.flat_map(|date| self.hours.on(date.weekday()).iter().map(move |range| (date, *range)));
        shifts.fold(WeeklyHours::default(), |all, (date, range)| {
            let (start, end) = (self.minute(date, range.start()), self.minute(date, range.end()));
            let midnight = UtcMinute::midnight(start.utc_date());
            let day = start.utc_date().weekday();
            let (from, to) = (start.since(midnight), end.since(midnight));
            // Hours of a whole day that start elsewhere than at midnight cannot be written as one range.
            let parts = if to == from + DAY && from > 0 {
                vec![(day, from, DAY), (day.next(), 0, from)]
            } else {
                vec![(day, from, to)]
            };
            parts
                .into_iter()
                .filter_map(|(day, from, to)| Some((day, clock_range(from, to)?)))
                .fold(all, |all, (day, range)| all.union(&WeeklyHours::on_days(DaySet::of(day), &[range])))
        })
    }

    fn minute(&self, date: Date, minutes: u16) -> UtcMinute {
        let local = date.to_datetime(Time::midnight()).saturating_add(SignedDuration::from_mins(i64::from(minutes)));
        UtcMinute::of(self.zone.resolve(local).at)
    }
}

/// A zone's distance from UTC at noon UTC of a date, in seconds east.
#[must_use]
pub fn offset_on(zone: &Zone, date: Date) -> i32 {
    zone.offset_at(UtcMinute::midnight(date).plus(DAY / 2).to_timestamp())
}

/// A zone as people read it, `Berlin, UTC+1`; UTC itself once.
#[must_use]
pub fn place(zone: &Zone, offset: i32) -> String {
    let (city, offset) = (zone.city(), format_offset(offset));
    if city == offset { city } else { format!("{city}, {offset}") }
}

fn clock_range(from: i64, to: i64) -> Option<TimeRange> {
    let to = if to > DAY { to - DAY } else { to };
    let clock = |minutes: i64| u16::try_from(minutes).ok().and_then(ClockTime::from_minutes);
    TimeRange::new(clock(from)?, clock(to)?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn utc(zone: &str, hours: &str, day: Date) -> Vec<String> {
        let parsed = Zone::parse(zone).ok().zip(WeeklyHours::parse(hours).ok());
        let usual = parsed.map(|(zone, hours)| Usual { zone: zone.zone, hours, every_weeks: None });
        usual.map(|usual| usual.utc_lines(IsoWeek::of(day))).unwrap_or_default()
    }

    #[test]
    fn hours_that_cross_midnight_in_utc_keep_the_day_they_start_on_there() {
        let winter = date(2026, 11, 20);
        assert_eq!(utc("America/Los_Angeles", "Mo-Fr 09:00-17:00", winter), ["Mon–Fri 17:00–01:00 next day"]);
        assert_eq!(utc("America/Los_Angeles", "Su-Th 22:00-06:00", winter), ["Mon–Fri 06:00–14:00"]);
        assert_eq!(utc("Pacific/Auckland", "Mo-Fr 08:30-17:00", winter), ["Sun–Thu 19:30–04:00 next day"]);
        assert_eq!(utc("Asia/Kathmandu", "Mo-Fr 09:30-18:00", winter), ["Mon–Fri 03:45–12:15"]);
    }

    #[test]
    fn a_week_with_a_clock_change_shows_both_halves() {
        assert_eq!(
            utc("Europe/Berlin", "Sa-Su 09:00-17:00", date(2027, 3, 28)),
            ["Sat 08:00–16:00", "Sun 07:00–15:00"]
        );
    }

    #[test]
    fn a_whole_day_elsewhere_is_two_ranges_in_utc() {
        assert_eq!(utc("Africa/Lagos", "Tu 00:00-24:00", date(2026, 11, 20)), ["Mon 23:00–24:00", "Tue 00:00–23:00"]);
    }
}
