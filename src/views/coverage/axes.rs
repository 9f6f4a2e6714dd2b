//! The hours of a UTC day as the clocks of the team show them: rows to choose from above the week and the strips.
//!
//! What is drawn stays where it is; only the words above it change, so that choosing needs no script and can be wrong
//! in no way.

use serde::Serialize;

use crate::coverage::PlaceFacts;
use crate::time::format_offset;
use crate::words::WORDS;

/// Most clocks to choose from: as many as there are hours. Who keeps another finds it in the table of places.
const MOST: usize = 24;

/// Cities named beside a clock.
const MOST_CITIES: usize = 3;

/// The minutes of a day.
const DAY: i32 = 24 * 60;

/// A clock to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AxisView {
    /// Its place in the list; UTC is 0.
    pub key: usize,
    /// Whose clock: `UTC`, `Berlin, UTC+1`.
    pub label: String,
    /// What it shows at each full hour UTC, from 00:00.
    pub hours: Vec<AxisHour>,
    /// What it shows at 00, 06, 12, 18 and 24 UTC.
    pub quarters: Vec<AxisHour>,
}

/// What a clock shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AxisHour {
    /// `05`, `05:45`.
    pub text: String,
    /// `+1 d` or `−1 d` where another day than in UTC begins, else empty.
    pub day: String,
}

/// The clocks of `places` after UTC, from west to east.
#[must_use]
pub fn axes(places: &[PlaceFacts]) -> Vec<AxisView> {
    let mut offsets: Vec<i32> =
        places.iter().filter(|place| place.people > 0).map(|place| place.offset_minutes).collect();
    offsets.sort_unstable();
    offsets.dedup();
    offsets.retain(|offset| *offset != 0);
    let offsets = std::iter::once(0).chain(offsets.into_iter().take(MOST - 1));
    offsets.enumerate().map(|(key, offset)| axis(key, offset, places)).collect()
}

fn axis(key: usize, offset: i32, places: &[PlaceFacts]) -> AxisView {
    let mut cities: Vec<String> = places
        .iter()
        .filter(|place| place.people > 0 && place.offset_minutes == offset)
        .map(|place| place.city.clone())
        .collect();
    cities.retain(|city| city != "UTC");
    let more = cities.len().saturating_sub(MOST_CITIES);
    cities.truncate(MOST_CITIES);
    let cities =
        if more == 0 { WORDS.commas(&cities) } else { WORDS.list(&[cities, vec![format!("{more} more")]].concat()) };
    let clock = format_offset(offset * 60);
    let label = match (offset, cities.is_empty()) {
        (_, true) => clock,
        (0, false) => format!("{clock} ({cities})"),
        _ => format!("{cities}, {clock}"),
    };
    AxisView { key, label, hours: shown(offset, 0..24, 60), quarters: shown(offset, 0..5, 6 * 60) }
}

/// What a clock shows at each of `steps`, which are `minutes` apart.
fn shown(offset: i32, steps: std::ops::Range<i32>, minutes: i32) -> Vec<AxisHour> {
    let mut last = 0;
    let hour = |step: i32| {
        let local = step * minutes + offset;
        let (day, clock) = (local.div_euclid(DAY), local.rem_euclid(DAY));
        // UTC itself ends its day at 24:00.
        let ends = offset == 0 && local == DAY;
        let day = if ends { last } else { day };
        let mark = match day.cmp(&last) {
            _ if day == last => String::new(),
            _ if day == 0 => "same d".to_owned(),
            _ => WORDS.signed_days(day),
        };
        last = day;
        let text = match clock % 60 {
            _ if ends => "24".to_owned(),
            0 => format!("{:02}", clock / 60),
            rest => format!("{:02}:{rest:02}", clock / 60),
        };
        AxisHour { text, day: mark }
    };
    steps.map(hour).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(hours: &[AxisHour]) -> Vec<String> {
        hours
            .iter()
            .map(|hour| {
                format!("{}{}", hour.text, if hour.day.is_empty() { String::new() } else { format!(" {}", hour.day) })
            })
            .collect()
    }

    #[test]
    fn a_clock_shows_where_its_other_day_begins() {
        assert_eq!(texts(&shown(345, 20..24, 60))[..], ["01:45 +1 d", "02:45", "03:45", "04:45"]);
        assert_eq!(texts(&shown(-480, 0..10, 60))[..3], ["16 −1 d", "17", "18"]);
        assert_eq!(texts(&shown(-480, 0..10, 60))[7..], ["23", "00 same d", "01"]);
    }

    #[test]
    fn the_end_of_the_day_is_twenty_four() {
        assert_eq!(texts(&shown(0, 0..5, 360)), ["00", "06", "12", "18", "24"]);
        assert_eq!(texts(&shown(60, 0..5, 360)), ["01", "07", "13", "19", "01 +1 d"]);
        assert_eq!(texts(&shown(780, 0..5, 360)), ["13", "19", "01 +1 d", "07", "13"]);
    }

    #[test]
    fn without_people_there_is_utc() {
        let labels: Vec<String> = axes(&[]).into_iter().map(|axis| axis.label).collect();
        assert_eq!(labels, ["UTC"]);
    }
}
