//! Days, moments and hours in words, as every page about people prints them.

use jiff::civil::Date;

use crate::time::{ClockTime, DaySet, DisplayDate, IntervalSet, IsoWeek, TimeRange, UtcMinute, WeeklyHours, Zone};

/// Short names of weekdays, by the two letters that hours are written with.
const DAYS: [(&str, &str); 7] = [("Mo", "Mon"), ("Tu", "Tue"), ("We", "Wed"), ("Th", "Thu"), ("Fr", "Fri"), ("Sa", "Sat"), ("Su", "Sun")];

/// Days for reading: `Mon–Fri`, `Mon, Wed, Fri`.
#[must_use]
pub fn days(set: DaySet) -> String {
    let text = DAYS.iter().fold(set.to_string(), |text, (short, long)| text.replace(short, long));
    text.replace('-', "–").replace(',', ", ")
}

/// A range for reading: `09:00–17:30`, `22:00–06:00 next day`.
#[must_use]
pub fn range(range: TimeRange) -> String {
    let next = if range.runs_into_next_day() { " next day" } else { "" };
    format!("{}–{}{next}", range.from(), range.to())
}

/// A week's hours for reading, one line for each set of days with the same ranges: `Mon–Thu 09:00–17:30`, `Fri 09:00–15:00`.
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
        format!("{} {}", days(set), ranges.join(", "))
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

/// A date with its year: `15 Mar 2027`.
#[must_use]
pub fn day_of_year(date: Date) -> String {
    DisplayDate(date).to_string()
}

/// A weekday: `Mon`.
#[must_use]
pub fn weekday(date: Date) -> String {
    days(DaySet::of(date.weekday()))
}

/// A day without its year: `Mon 16 Nov`.
#[must_use]
pub fn day(date: Date) -> String {
    let text = DisplayDate(date).to_string();
    let without_year = text.rsplit_once(' ').map_or(text.as_str(), |(day, _)| day);
    format!("{} {without_year}", weekday(date))
}

/// A minute in UTC: `Fri 20 Nov 23:00`.
#[must_use]
pub fn moment(minute: UtcMinute) -> String {
    let at = Zone::utc().to_local(minute.to_timestamp());
    format!("{} {:02}:{:02}", day(at.date()), at.hour(), at.minute())
}

/// The days of a week: `16 to 22 Nov 2026`, `30 Nov to 6 Dec 2026`.
#[must_use]
pub fn week(week: IsoWeek) -> String {
    span(week.monday(), week.sunday())
}

/// Two dates and all between: `16 to 22 Nov 2026`, `28 Dec 2026 to 3 Jan 2027`.
#[must_use]
pub fn span(from: Date, to: Date) -> String {
    if from == to {
        return DisplayDate(to).to_string();
    }
    let first = DisplayDate(from).to_string();
    let first = match (from.year() == to.year(), from.month() == to.month()) {
        (true, true) => from.day().to_string(),
        (true, false) => first.rsplit_once(' ').map_or(first.clone(), |(day, _)| day.to_owned()),
        _ => first,
    };
    format!("{first} to {}", DisplayDate(to))
}

/// A number of things: `1 person`, `3 people`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// Words in a row: `Dublin`, `Dublin and Lisbon`, `Berlin, Dublin and Lisbon`.
#[must_use]
pub fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn hours_read_one_line_for_each_kind_of_day() {
        let read = |text| WeeklyHours::parse(text).map(|parsed| hours(&parsed)).unwrap_or_default();
        assert_eq!(read("Mo-Th 09:00-17:30; Fr 09:00-15:00"), ["Mon–Thu 09:00–17:30", "Fri 09:00–15:00"]);
        assert_eq!(read("Su-Th 22:00-06:00"), ["Sun–Thu 22:00–06:00 next day"]);
        assert_eq!(read("Mo,We,Fr 06:30-08:30,15:00-21:00"), ["Mon, Wed, Fri 06:30–08:30, 15:00–21:00"]);
    }

    #[test]
    fn a_span_says_month_and_year_once() {
        assert_eq!(span(date(2026, 11, 16), date(2026, 11, 22)), "16 to 22 Nov 2026");
        assert_eq!(span(date(2026, 11, 30), date(2026, 12, 6)), "30 Nov to 6 Dec 2026");
        assert_eq!(span(date(2026, 12, 28), date(2027, 1, 3)), "28 Dec 2026 to 3 Jan 2027");
        assert_eq!(day(date(2026, 11, 16)), "Mon 16 Nov");
    }
}
