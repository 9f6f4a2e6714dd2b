//! The hours of a person or a zone on one day: the week folded onto twenty-four hours, in UTC.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::time::{IntervalSet, IsoWeek};

/// The minutes of a day.
const DAY: i64 = 24 * 60;

/// A strip of 1440 units, one a minute: solid where the hours hold on every day worked, lighter where on some, thin by
/// arrangement.
#[must_use]
pub fn day_strip(hours: &IntervalSet, stretch: &IntervalSet, week: IsoWeek) -> String {
    let mut svg = String::from(
        "<svg class=\"day-strip\" viewBox=\"0 0 1440 20\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\" focusable=\"false\">\
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
    use crate::coverage::Usual;
    use crate::time::{WeeklyHours, Zone};

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
