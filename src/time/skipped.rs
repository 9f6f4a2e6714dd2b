//! Hours that begin at a time which wall clocks skip: nobody's clock ever shows their first minute.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, ToSpan};

use super::{Interval, Resolution, Schedule, TimeRange, Transition, UtcMinute, Zone, transitions};

/// A working range that begins inside a gap of its clock, on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The local date on which it begins.
    pub date: Date,
    /// The range as it is written.
    pub range: TimeRange,
    /// Whose clocks skip its beginning.
    pub zone: Zone,
    /// What the clock shows when the range begins instead: later by the length of the gap.
    pub begins: Time,
    /// Whether its end is skipped too, so that the whole range never shows on a clock.
    pub whole: bool,
}

impl Schedule {
    /// The ranges that begin inside a gap, on local dates from `from` to `to`, in order.
    ///
    /// Only dates around clock changes are looked at, so that a year costs a few days.
    #[must_use]
    pub fn skipped(&self, from: Date, to: Date) -> Vec<Skipped> {
        let zones: Vec<Zone> = self.zones().into_iter().cloned().collect();
        // Local dates reach a day beyond UTC's on either side.
        let (first, last) = (UtcMinute::midnight(from).plus(-DAY), UtcMinute::midnight(to).plus(2 * DAY));
        let Some(range) = Interval::new(first, last) else { return Vec::new() };
        let forward = transitions(&zones, range).into_iter().filter(|change| change.jump_minutes() > 0);
        let mut found: Vec<Skipped> = forward.flat_map(|change| self.skipped_by(&change)).collect();
        found.retain(|skipped| from <= skipped.date && skipped.date <= to);
        found.sort_by_key(|skipped| (skipped.date, skipped.range.start()));
        found.dedup();
        found
    }

    /// The ranges that begin inside the gap of one change.
    fn skipped_by(&self, change: &Transition) -> Vec<Skipped> {
        let mut found = Vec::new();
        let dates = std::iter::successors(Some(change.local_before().date()), |date| date.checked_add(1.day()).ok());
        for date in dates.take_while(|date| *date <= change.local_after().date()) {
            let day = self.day(date);
            if *day.zone != change.zone {
                continue;
            }
            for range in day.ranges.iter() {
                let start = day.zone.resolve(local(date, range.start()));
                if start.kind == Resolution::Gap {
                    let end = local(date, range.end());
                    found.push(Skipped {
                        date,
                        range: *range,
                        zone: day.zone.clone(),
                        begins: day.zone.to_local(start.at).time(),
                        whole: end <= change.local_after(),
                    });
                }
            }
        }
        found
    }
}

/// The minutes of a day.
const DAY: i64 = 24 * 60;

/// What a clock that skips nothing shows `minutes` after a date's midnight.
fn local(date: Date, minutes: u16) -> DateTime {
    date.to_datetime(Time::midnight()).saturating_add(SignedDuration::from_mins(i64::from(minutes)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::time::{DateSpan, ScheduleRow, WeeklyHours};

    fn schedule(zone: &str, hours: &str) -> Option<Schedule> {
        Some(Schedule::new(Zone::parse(zone).ok()?.zone, WeeklyHours::parse(hours).ok()?))
    }

    /// What is skipped from November 2026 on, eighteen months long, as `date start → what the clock shows`.
    fn found(zone: &str, hours: &str) -> Vec<String> {
        let all = schedule(zone, hours)
            .map(|schedule| schedule.skipped(date(2026, 11, 20), date(2028, 5, 19)))
            .unwrap_or_default();
        let line = |skipped: Skipped| {
            let whole = if skipped.whole { ", whole" } else { "" };
            format!("{} {} → {}{whole}", skipped.date, skipped.range.from(), skipped.begins.strftime("%H:%M"))
        };
        all.into_iter().map(line).collect()
    }

    #[test]
    fn hours_that_begin_in_a_gap_are_found_on_its_date() {
        assert_eq!(
            found("America/New_York", "Su 02:30-09:00"),
            ["2027-03-14 02:30 → 03:30", "2028-03-12 02:30 → 03:30"]
        );
        assert_eq!(
            found("America/New_York", "Su 02:00-03:00"),
            ["2027-03-14 02:00 → 03:00, whole", "2028-03-12 02:00 → 03:00, whole"]
        );
        // Egypt springs forward at the midnight that begins a Friday; Greenland in the last hour of a Saturday.
        assert_eq!(found("Africa/Cairo", "Fr 00:00-08:00"), ["2027-04-30 00:00 → 01:00", "2028-04-28 00:00 → 01:00"]);
        assert_eq!(
            found("America/Nuuk", "Sa 23:15-24:00"),
            ["2027-03-27 23:15 → 00:15, whole", "2028-03-25 23:15 → 00:15, whole"]
        );
        // Half an hour, and a clock of the south.
        assert_eq!(found("Australia/Lord_Howe", "Su 02:15-10:00"), ["2027-10-03 02:15 → 02:45"]);
    }

    #[test]
    fn hours_that_only_run_over_a_gap_or_begin_at_its_edge_are_not() {
        assert_eq!(found("America/New_York", "Sa 22:00-06:00; Su 01:59-09:00"), [] as [&str; 0]);
        assert_eq!(found("America/New_York", "Su 03:00-09:00; Mo 02:30-09:00"), [] as [&str; 0]);
        assert_eq!(found("Africa/Lagos", "Mo-Su 02:30-09:00"), [] as [&str; 0]);
    }

    #[test]
    fn the_zone_of_the_row_in_force_decides() -> Result<(), Box<dyn std::error::Error>> {
        let row = ScheduleRow {
            dates: DateSpan::new(date(2027, 3, 1), Some(date(2027, 3, 31)))?,
            zone: Some(Zone::parse("Africa/Lagos")?.zone),
            hours: None,
            every_weeks: None,
        };
        let away =
            schedule("America/New_York", "Su 02:30-09:00").and_then(|schedule| schedule.with_rows(vec![row]).ok());
        let dates: Vec<_> =
            away.iter().flat_map(|away| away.skipped(date(2027, 1, 1), date(2028, 12, 31))).map(|s| s.date).collect();
        assert_eq!(dates, [date(2028, 3, 12)]);
        Ok(())
    }
}
