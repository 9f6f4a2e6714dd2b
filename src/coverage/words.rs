//! Working hours, moments and weeks in words, as every page about people prints them.

use crate::time::{ClockTime, DaySet, IntervalSet, IsoWeek, TimeRange, UtcMinute, WeeklyHours, Zone};
use crate::words::WORDS;

/// Days for reading: `Mon–Fri`, `Mon, Wed, Fri`.
#[must_use]
pub fn days(set: DaySet) -> String {
    WORDS.weekdays(set.runs())
}

/// A range for reading: `09:00–17:30`, `22:00–06:00 next day`.
#[must_use]
pub fn range(range: TimeRange) -> String {
    WORDS.hours_between(&range.from().to_string(), &range.to().to_string(), range.runs_into_next_day())
}

/// A week's hours for reading, one line for each set of days with the same ranges: `Mon–Thu 09:00–17:30`, `Fri
/// 09:00–15:00`.
#[must_use]
pub fn hours(hours: &WeeklyHours) -> Vec<String> {
    let mut lines: Vec<(DaySet, &[TimeRange])> = Vec::new();
    for day in hours.days().iter() {
        let ranges = hours.on(day);
        match lines.iter_mut().find(|(_, known)| *known == ranges) {
            Some((set, _)) => *set = set.union(DaySet::of(day)),
            None => lines.push((DaySet::of(day), ranges)),
        }
    }
    let line = |(set, ranges): (DaySet, &[TimeRange])| {
        let ranges: Vec<String> = ranges.iter().copied().map(range).collect();
        format!("{} {}", days(set), WORDS.commas(&ranges))
    };
    lines.into_iter().map(line).collect()
}

/// The minutes of a week as hours in UTC, each on the day on which it begins there: `Mon–Fri 14:00–16:30`.
#[must_use]
pub fn in_utc(set: &IntervalSet) -> Vec<String> {
    let all = set.intervals().iter().filter_map(|interval| {
        let day = interval.start().utc_date();
        let from = interval.start().since(UtcMinute::midnight(day));
        let to = from + interval.minutes().min(24 * 60);
        let clock = |minutes: i64| u16::try_from(minutes).ok().and_then(ClockTime::from_minutes);
        let range = TimeRange::new(clock(from)?, clock(if to > 24 * 60 { to - 24 * 60 } else { to })?)?;
        Some(WeeklyHours::on_days(DaySet::of(day.weekday()), &[range]))
    });
    hours(&all.fold(WeeklyHours::default(), |all, more| all.union(&more)))
}

/// A minute in UTC: `Fri 20 Nov 23:00`.
#[must_use]
pub fn moment(minute: UtcMinute) -> String {
    let at = Zone::utc().to_local(minute.to_timestamp());
    format!("{} {:02}:{:02}", WORDS.day(at.date()), at.hour(), at.minute())
}

/// The days of a week: `16 to 22 Nov 2026`, `30 Nov to 6 Dec 2026`.
#[must_use]
pub fn week(week: IsoWeek) -> String {
    WORDS.span(week.monday(), week.sunday())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_read_one_line_for_each_kind_of_day() {
        let read = |text| WeeklyHours::parse(text).map(|parsed| hours(&parsed)).unwrap_or_default();
        assert_eq!(read("Mo-Th 09:00-17:30; Fr 09:00-15:00"), ["Mon–Thu 09:00–17:30", "Fri 09:00–15:00"]);
        assert_eq!(read("Su-Th 22:00-06:00"), ["Sun–Thu 22:00–06:00 next day"]);
        assert_eq!(read("Mo,We,Fr 06:30-08:30,15:00-21:00"), ["Mon, Wed, Fri 06:30–08:30, 15:00–21:00"]);
    }
}
