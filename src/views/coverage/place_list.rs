//! The time zones in use as rows of a table.

use serde::Serialize;

use crate::coverage::{MergedPlace, PlaceFacts};
use crate::time::format_offset;
use crate::words::WORDS;

/// A time zone in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceRow {
    /// The city of the zone.
    pub city: String,
    /// Its distance from UTC.
    pub clock: String,
    /// How many people keep it.
    pub people: String,
    /// How many are yet to come; empty for none.
    pub planned: String,
    /// When somebody is at work on the day that the map shows, in UTC.
    pub there: String,
    /// Hours of the week that this clock alone covers.
    pub alone: String,
}

/// A row for each of `places`, and for the people in `merged` whose clocks are not shown.
#[must_use]
pub fn places(places: &[PlaceFacts], merged: &[MergedPlace]) -> Vec<PlaceRow> {
    let count = |people: usize| if people == 0 { String::new() } else { people.to_string() };
    let row = |place: &PlaceFacts| PlaceRow {
        city: place.city.clone(),
        clock: format_offset(place.offset_minutes * 60),
        people: place.people.to_string(),
        planned: count(place.planned),
        there: there(&place.at_hours),
        alone: place.alone_hours.to_string(),
    };
    let merged_row = |place: &MergedPlace| PlaceRow {
        city: place.region.clone().unwrap_or_else(|| "Elsewhere".to_owned()),
        clock: String::new(),
        people: place.people.to_string(),
        planned: count(place.planned),
        there: String::new(),
        alone: String::new(),
    };
    places.iter().map(row).chain(merged.iter().map(merged_row)).collect()
}

/// The full hours at which somebody is there, as stretches: `08 to 16`, `00 to 03, 22 to 23`.
fn there(at_hours: &[u32]) -> String {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for (hour, _) in at_hours.iter().enumerate().filter(|(_, people)| **people > 0) {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == hour => *last = hour,
            _ => stretches.push((hour, hour)),
        }
    }
    let text =
        |(from, to): &(usize, usize)| if from == to { format!("{from:02}") } else { format!("{from:02} to {to:02}") };
    WORDS.commas(&stretches.iter().map(text).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_hours_are_stretches() {
        let at = |hours: &[usize]| there(&(0..24).map(|hour| u32::from(hours.contains(&hour))).collect::<Vec<_>>());
        assert_eq!(at(&[8, 9, 10, 22]), "08 to 10, 22");
        assert_eq!(at(&[]), "");
    }

    #[test]
    fn people_without_a_clock_stand_by_their_region() {
        let merged = MergedPlace { region: Some("EMEA".to_owned()), people: 2, planned: 0 };
        let rows = places(&[], std::slice::from_ref(&merged));
        assert_eq!(rows.first().map(|row| (row.city.as_str(), row.people.as_str())), Some(("EMEA", "2")));
    }
}
