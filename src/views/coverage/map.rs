//! The world map: land, night, and a dot with its name and local time for every zone in use.

use std::fmt::Write as _;

use serde::Serialize;

use super::{land, night};
use crate::coverage::{MergedPlace, PlaceFacts};
use crate::time::{Date, format_offset};
use crate::words::{Term, WORDS};

/// Width of the drawing: the land, and room for the zones east of +12.
const WIDTH: f64 = land::WIDTH + 40.0;

/// What is seen: 72 degrees north to 56 degrees south, where people live.
const SEEN: Area = Area { left: 0.0, top: 48.0, right: WIDTH, bottom: 560.0 };

/// Radius of the dot of one person; area grows with people.
const DOT: f64 = 9.0;

/// Radius that no dot exceeds, so that a large office hides no continent.
const LARGEST_DOT: f64 = 40.0;

/// Height of a label, and the mean width of its letters.
const LETTER: (f64, f64) = (25.0, 11.6);

/// The hour at which the map opens, if no other has more people at work.
const FIRST_HOUR: usize = 15;

/// A box that nothing else may cover.
#[derive(Clone, Copy, Debug)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// A place with its dot.
#[derive(Clone, Copy, Debug)]
struct Dot<'a> {
    place: &'a PlaceFacts,
    x: f64,
    y: f64,
    radius: f64,
}

/// The map with what moves it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapView {
    /// The day whose hours it shows: `Wed 18 Nov`.
    pub day: String,
    /// Its 24 hours.
    pub hours: Vec<HourView>,
    /// The hour shown first.
    pub first_hour: usize,
    /// The drawing.
    pub svg: String,
    /// What the map shows, in a sentence.
    pub caption: String,
    /// Each zone in use: what the map shows for those who do not see it, or see it small.
    pub clocks: Vec<ClockView>,
}

/// An hour to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HourView {
    /// `15`.
    pub hour: String,
    /// `15:00 UTC: 8 of 14 people at work`.
    pub text: String,
    /// How many people are at work.
    pub people: u32,
    /// How high its bar is, as a drawing.
    pub bar: String,
}

/// A zone in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockView {
    /// Its city, with the number of people if there are several, and of those to come.
    pub name: String,
    /// Classes of the hours at which somebody is at work: `a8 a9`.
    pub at: String,
    /// Whether the people are still to come.
    pub planned: bool,
    /// Whether the map has its name.
    pub on_map: bool,
    /// Its local time at each hour UTC, from 00:00.
    pub times: Vec<String>,
}

/// The map of `places` on `day`. `at_work` says how many of the `people` are at work at each full hour UTC; those in
/// `merged` are among them and nowhere on the map.
#[must_use]
pub fn map(places: &[PlaceFacts], merged: &[MergedPlace], day: Date, at_work: &[u32], people: usize) -> MapView {
    let caption = caption(places, merged);
    let dots = dots(places);
    let (drawn, with_name) = labels(&dots);
    let most = at_work.iter().copied().max().unwrap_or(0);
    let first = |hour: usize| at_work.get(hour) == Some(&most);
    let hour = |(hour, people_then): (usize, &u32)| HourView {
        hour: format!("{hour:02}"),
        text: format!("{hour:02}:00 UTC: {people_then} of {} at work", WORDS.count(people, Term::Person)),
        people: *people_then,
        bar: bar(*people_then, most),
    };
    let clock = |place: &PlaceFacts| ClockView {
        name: name(place),
        at: hours_there(place),
        planned: place.people == 0,
        on_map: with_name.contains(&place.city.as_str()),
        times: local_times(place),
    };
    MapView {
        day: WORDS.day(day),
        hours: at_work.iter().enumerate().map(hour).collect(),
        first_hour: if first(FIRST_HOUR) {
            FIRST_HOUR
        } else {
            (0..24).find(|hour| first(*hour)).unwrap_or(FIRST_HOUR)
        },
        svg: world(&dots, &drawn, day, &caption),
        caption,
        clocks: places.iter().map(clock).collect(),
    }
}

/// The bar of an hour, as high as its people are many.
fn bar(people: u32, most: u32) -> String {
    let height = f64::from(people) * 100.0 / f64::from(most.max(1));
    format!(
        "<svg class=\"cov-bar\" viewBox=\"0 0 10 100\" preserveAspectRatio=\"none\" aria-hidden=\"true\" \
         focusable=\"false\"><path d=\"M0 {:.0}H10V100H0z\"/></svg>",
        100.0 - height
    )
}

/// The hours at which somebody is at work, as classes that the theme fills when that hour is chosen.
fn hours_there(place: &PlaceFacts) -> String {
    let there = place.at_hours.iter().enumerate().filter(|(_, people)| **people > 0);
    there.map(|(hour, _)| format!("a{hour}")).collect::<Vec<_>>().join(" ")
}

/// What a zone's clocks show at each full hour UTC.
fn local_times(place: &PlaceFacts) -> Vec<String> {
    let local = |hour: i32| {
        let minute = (hour * 60 + place.offset_minutes).rem_euclid(24 * 60);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    };
    (0..24).map(local).collect()
}

fn name(place: &PlaceFacts) -> String {
    match (place.people, place.planned) {
        (0, planned) => format!("{} ({planned} planned)", place.city),
        (1, _) => place.city.clone(),
        (people, _) => format!("{} {people}", place.city),
    }
}

fn caption(places: &[PlaceFacts], merged: &[MergedPlace]) -> String {
    let elsewhere: usize = merged.iter().map(|place| place.people).sum();
    let here = places.iter().any(|place| place.people > 0);
    match elsewhere {
        0 => caption_of_zones(places),
        _ if here => format!("{} {} more, by region.", caption_of_zones(places), WORDS.count(elsewhere, Term::Person)),
        _ => format!("{}, by region.", WORDS.count(elsewhere, Term::Person)),
    }
}

fn caption_of_zones(places: &[PlaceFacts]) -> String {
    let people: usize = places.iter().map(|place| place.people).sum();
    let mut offsets: Vec<i32> =
        places.iter().filter(|place| place.people > 0).map(|place| place.offset_minutes).collect();
    offsets.dedup();
    let people = WORDS.count(people, Term::Person);
    match offsets.as_slice() {
        [] => "Nobody is in the team yet.".to_owned(),
        [only] => format!("{people} in one time zone, {}.", format_offset(only * 60)),
        [first, .., last] => {
            format!(
                "{people} in {} time zones, from {} to {}.",
                offsets.len(),
                format_offset(first * 60),
                format_offset(last * 60)
            )
        }
    }
}

fn world(dots: &[Dot<'_>], labels: &str, day: Date, caption: &str) -> String {
    let mut svg = format!(
        "<svg class=\"cov-map\" viewBox=\"{:.0} {:.0} {:.0} {:.0}\" role=\"img\" \
         aria-labelledby=\"cov-map-title cov-map-desc\">\
         <title id=\"cov-map-title\">Where people are at work</title>\
         <desc id=\"cov-map-desc\">World map. {caption} The list below has every time zone.</desc>",
        SEEN.left,
        SEEN.top,
        SEEN.right - SEEN.left,
        SEEN.bottom - SEEN.top
    );
    let _ = write!(svg, "<path class=\"cov-land\" d=\"{}\"/>", land::path());
    let _ = write!(svg, "<path class=\"cov-night\" d=\"{}\"/>", night::outline(day, WIDTH));
    for dot in dots {
        let planned = if dot.place.people == 0 { " planned" } else { "" };
        let at = hours_there(dot.place);
        let _ = write!(
            svg,
            "<circle class=\"{}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\"/>",
            format!("cov-dot{planned} {at}").trim_end(),
            dot.x,
            dot.y,
            dot.radius
        );
    }
    svg.push_str(labels);
    svg.push_str("</svg>");
    svg
}

/// The dots of the places that are somewhere, large ones first, so that small ones stay visible.
fn dots(places: &[PlaceFacts]) -> Vec<Dot<'_>> {
    let mut dots: Vec<Dot<'_>> = places.iter().filter_map(dot).collect();
    dots.sort_by(|a, b| b.radius.total_cmp(&a.radius).then_with(|| a.place.time_zone.cmp(&b.place.time_zone)));
    dots
}

fn dot(place: &PlaceFacts) -> Option<Dot<'_>> {
    let (x, y) = land::project(place.latitude?, place.longitude?);
    let people = u32::try_from(place.people.max(place.planned)).unwrap_or(u32::MAX);
    Some(Dot { place, x, y, radius: (DOT * f64::from(people).sqrt()).min(LARGEST_DOT) })
}

/// Names and local times beside dots, the longest first, where each is free of all others; and the cities that have
/// one. What fits nowhere is in the list alone.
fn labels<'a>(dots: &[Dot<'a>]) -> (String, Vec<&'a str>) {
    let mut taken: Vec<Area> = dots.iter().map(Area::around).collect();
    let letters = |dot: &Dot<'_>| u32::try_from(name(dot.place).chars().count() + " 15:00".len()).unwrap_or(0);
    let mut order: Vec<&Dot<'a>> = dots.iter().collect();
    order.sort_by_key(|dot| std::cmp::Reverse(letters(dot)));
    let (mut svg, mut placed) = (String::new(), Vec::new());
    for dot in order {
        let free = |area: &Area| SEEN.encloses(*area) && !taken.iter().any(|other| area.meets(*other));
        let Some((area, anchor)) = positions(dot, letters(dot)).into_iter().find(|(area, _)| free(area)) else {
            continue;
        };
        let x = match anchor {
            "start" => area.left,
            "end" => area.right,
            _ => f64::midpoint(area.left, area.right),
        };
        let (text, y) = (escape(&name(dot.place)), area.bottom - 6.0);
        let _ = write!(svg, "<text class=\"cov-city {anchor}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}");
        for (hour, time) in local_times(dot.place).iter().enumerate() {
            let _ = write!(svg, "<tspan class=\"at h{hour}\"> {time}</tspan>");
        }
        svg.push_str("</text>");
        taken.push(area);
        placed.push(dot.place.city.as_str());
    }
    (svg, placed)
}

/// Eight places for a label: beside its dot, above and below it, and at its corners.
fn positions(dot: &Dot<'_>, letters: u32) -> [(Area, &'static str); 8] {
    let (height, width) = (LETTER.0, LETTER.1 * f64::from(letters));
    let gap = dot.radius + 5.0;
    let corner = gap * std::f64::consts::FRAC_1_SQRT_2;
    let area = |left: f64, top: f64| Area { left, top, right: left + width, bottom: top + height };
    let (right, left) = (dot.x + gap, dot.x - gap - width);
    [
        (area(right, dot.y - height / 2.0), "start"),
        (area(left, dot.y - height / 2.0), "end"),
        (area(dot.x - width / 2.0, dot.y - gap - height), "middle"),
        (area(dot.x - width / 2.0, dot.y + gap), "middle"),
        (area(dot.x + corner, dot.y - corner - height), "start"),
        (area(dot.x + corner, dot.y + corner), "start"),
        (area(dot.x - corner - width, dot.y - corner - height), "end"),
        (area(dot.x - corner - width, dot.y + corner), "end"),
    ]
}

impl Area {
    fn around(dot: &Dot<'_>) -> Self {
        let radius = dot.radius;
        Self { left: dot.x - radius, top: dot.y - radius, right: dot.x + radius, bottom: dot.y + radius }
    }

    fn encloses(self, other: Self) -> bool {
        self.left <= other.left && self.top <= other.top && other.right <= self.right && other.bottom <= self.bottom
    }

    fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Text for XML. City names hold none of these today; a new release of the zone database decides, not this page.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::coverage::Hours;
    use crate::time::Zone;

    fn place(zone: &str, people: usize) -> Option<PlaceFacts> {
        let zone = Zone::parse(zone).ok()?.zone;
        let (latitude, longitude) = zone.coordinates()?;
        let at_hours = (0..24).map(|hour| u32::from((8..16).contains(&hour) || hour == 22)).collect();
        Some(PlaceFacts {
            city: zone.city(),
            offset_minutes: 0,
            people,
            planned: 0,
            at_hours,
            alone_hours: Hours::of_minutes(90),
            latitude: Some(latitude),
            longitude: Some(longitude),
            time_zone: zone,
        })
    }

    fn map_of(zones: &[&str], at_work: &[u32]) -> MapView {
        let places: Vec<PlaceFacts> = zones.iter().filter_map(|zone| place(zone, 1)).collect();
        map(&places, &[], date(2026, 11, 18), at_work, places.len())
    }

    #[test]
    fn labels_never_cover_each_other_and_what_has_none_is_in_the_list() {
        let zones: Vec<PlaceFacts> = [
            "Europe/Paris",
            "Europe/Brussels",
            "Europe/Amsterdam",
            "Europe/Luxembourg",
            "Europe/Zurich",
            "Europe/London",
            "Europe/Dublin",
            "Europe/Berlin",
            "Europe/Prague",
            "Europe/Vienna",
            "Europe/Vaduz",
        ]
        .iter()
        .filter_map(|zone| place(zone, 1))
        .collect();
        let view = map(&zones, &[], date(2026, 11, 18), &[0; 24], 11);
        assert_eq!(view.clocks.len(), 11);
        assert_eq!(view.svg.matches("<circle").count(), 11);
        let named = view.clocks.iter().filter(|clock| clock.on_map).count();
        assert_eq!(view.svg.matches("cov-city").count(), named);
        assert!((4..11).contains(&named), "{named} names");
    }

    #[test]
    fn a_dot_and_a_row_are_marked_with_every_hour_at_which_somebody_is_there() {
        let view = map_of(&["Africa/Nairobi"], &[0; 24]);
        assert!(view.svg.contains("class=\"cov-dot a8 a9 a10 a11 a12 a13 a14 a15 a22\""), "{}", view.svg);
        let at: Vec<&str> = view.clocks.iter().map(|clock| clock.at.as_str()).collect();
        assert_eq!(at, ["a8 a9 a10 a11 a12 a13 a14 a15 a22"]);
    }

    #[test]
    fn a_zone_says_its_own_time_at_each_hour() {
        let kathmandu =
            PlaceFacts { offset_minutes: 345, ..place("Asia/Kathmandu", 1).unwrap_or_else(|| unreachable!()) };
        let times = local_times(&kathmandu);
        assert_eq!(times.first().map(String::as_str), Some("05:45"));
        assert_eq!(times.get(20).map(String::as_str), Some("01:45"));
    }

    #[test]
    fn the_map_opens_where_most_are_at_work() {
        let mut at_work = [0; 24];
        at_work[9] = 2;
        assert_eq!(map_of(&["Africa/Nairobi"], &at_work).first_hour, 9);
        at_work[15] = 2;
        let view = map_of(&["Africa/Nairobi"], &at_work);
        assert_eq!(view.first_hour, 15);
        assert_eq!(view.hours.get(9).map(|hour| hour.text.as_str()), Some("09:00 UTC: 2 of 1 person at work"));
    }

    #[test]
    fn nobody_is_a_sentence() {
        assert_eq!(map_of(&[], &[0; 24]).caption, "Nobody is in the team yet.");
        let merged = MergedPlace { region: Some("EMEA".to_owned()), people: 2, planned: 0 };
        let only_merged = map(&[], std::slice::from_ref(&merged), date(2026, 11, 18), &[0; 24], 2);
        assert_eq!(only_merged.caption, "2 people, by region.");
    }
}
