//! The world map: land, bands of an hour each, a ruler of distances from UTC, and a dot for every zone in use.

use std::fmt::Write as _;

use serde::Serialize;

use super::{land, night};
use crate::coverage::{MergedPlace, PlaceFacts};
use crate::time::{Date, format_offset};
use crate::words::{Term, WORDS};

/// Room below the land for the ruler.
const RULER: f64 = 40.0;

/// Width of the drawing: the land, and room for the clocks east of +12.
const WIDTH: f64 = land::WIDTH + 40.0;

/// The last place on the ruler: +14 lies beyond the drawing and is held here.
const EDGE: f64 = WIDTH - 14.0;

/// Radius of the dot of one person; area grows with people.
const DOT: f64 = 8.0;

/// Radius that no dot exceeds, so that a large office hides no continent.
const LARGEST_DOT: f64 = 40.0;

/// A part of the drawing with the size of what stands on it.
#[derive(Clone, Copy, Debug)]
struct View {
    /// What is seen, in units of the land.
    seen: Area,
    /// How much smaller dots and letters are than on the whole map.
    scale: f64,
}

/// The whole map.
const WORLD: View = View { seen: Area { left: 0.0, top: 0.0, right: WIDTH, bottom: land::HEIGHT }, scale: 1.0 };

/// Europe, the Middle East and Africa, where cities stand close: 25° west to 65° east, 72° north to 36° south.
const EMEA: View = View { seen: Area { left: 576.0, top: 48.0, right: 936.0, bottom: 480.0 }, scale: 0.56 };

/// Places from which on the inset says more than the map does.
const LEAST_IN_INSET: usize = 2;

/// Height of a label, and the mean width of its letters at that size.
const LETTER: (f64, f64) = (20.0, 9.2);

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
    /// Its hours, `00` to `23`.
    pub hours: Vec<String>,
    /// The hour shown first.
    pub first_hour: usize,
    /// The drawing.
    pub svg: String,
    /// The crowded part again, larger; none where it is not crowded.
    pub inset: Option<String>,
    /// What the map shows, in a sentence.
    pub caption: String,
    /// A row for each place.
    pub rows: Vec<PlaceRow>,
}

/// A place of the map as a row of its table.
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
    /// When somebody is there on the day shown, in UTC.
    pub there: String,
    /// Hours of the week that this clock alone covers.
    pub alone: String,
}

/// The hour at which the map opens: noon in UTC, when most of the world is awake.
const FIRST_HOUR: usize = 12;

/// The map of `places` on `day`, with the people in `merged` who stand in its table and nowhere on it.
#[must_use]
pub fn map(places: &[PlaceFacts], merged: &[MergedPlace], day: Date) -> MapView {
    let caption = caption(places, merged);
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
    let dots = dots(places);
    let crowded = dots.iter().filter(|dot| EMEA.seen.holds(dot.x, dot.y)).count() >= LEAST_IN_INSET;
    MapView {
        day: WORDS.day(day),
        hours: (0..24).map(|hour| format!("{hour:02}")).collect(),
        first_hour: FIRST_HOUR,
        svg: world(places, &dots, day, &caption),
        inset: crowded.then(|| inset(&dots)),
        caption,
        rows: places.iter().map(row).chain(merged.iter().map(merged_row)).collect(),
    }
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

fn caption(places: &[PlaceFacts], merged: &[MergedPlace]) -> String {
    let elsewhere: usize = merged.iter().map(|place| place.people).sum();
    let here = places.iter().any(|place| place.people > 0);
    match elsewhere {
        0 => caption_of_clocks(places),
        _ if here => format!("{} {} more, by region.", caption_of_clocks(places), WORDS.count(elsewhere, Term::Person)),
        _ => format!("{}, by region.", WORDS.count(elsewhere, Term::Person)),
    }
}

fn caption_of_clocks(places: &[PlaceFacts]) -> String {
    let people: usize = places.iter().map(|place| place.people).sum();
    let mut offsets: Vec<i32> =
        places.iter().filter(|place| place.people > 0).map(|place| place.offset_minutes).collect();
    offsets.dedup();
    let people = WORDS.count(people, Term::Person);
    match offsets.as_slice() {
        [] => "Nobody is in the team yet.".to_owned(),
        [only] => format!("{people} on one clock, {}.", format_offset(only * 60)),
        [first, .., last] => {
            format!(
                "{people} on {} clocks, from {} to {}.",
                offsets.len(),
                format_offset(first * 60),
                format_offset(last * 60)
            )
        }
    }
}

fn world(places: &[PlaceFacts], dots: &[Dot<'_>], day: Date, caption: &str) -> String {
    let height = land::HEIGHT + RULER;
    let mut svg = format!(
        "<svg class=\"cov-map\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-labelledby=\"cov-map-title cov-map-desc\">\
         <title id=\"cov-map-title\">Where the team's clocks are</title>\
         <desc id=\"cov-map-desc\">World map with bands of one hour. {caption} The table below lists every zone.</desc>"
    );
    bands(&mut svg);
    let _ = write!(svg, "<path id=\"cov-land\" class=\"cov-land\" d=\"{}\"/>", land::path());
    let _ = write!(svg, "<path id=\"cov-night\" class=\"cov-night\" d=\"{}\"/>", night::outline(day, WIDTH));
    ruler(&mut svg, places);
    for dot in dots {
        let hour = on_ruler(f64::from(dot.place.offset_minutes) / 60.0).min(EDGE);
        let _ = write!(
            svg,
            "<path class=\"cov-leader\" d=\"M{:.1} {:.1}L{hour:.1} {:.0}\"/>",
            dot.x,
            dot.y,
            land::HEIGHT + 4.0
        );
    }
    draw_dots(&mut svg, dots, WORLD);
    svg.push_str("</svg>");
    svg
}

/// The crowded part of the map: the same land and the same night, seen closer.
fn inset(dots: &[Dot<'_>]) -> String {
    let seen = EMEA.seen;
    let mut svg = format!(
        "<svg class=\"cov-map cov-inset\" viewBox=\"{:.0} {:.0} {:.0} {:.0}\" aria-hidden=\"true\" focusable=\"false\">\
         <use href=\"#cov-land\"/><use href=\"#cov-night\"/>",
        seen.left,
        seen.top,
        seen.right - seen.left,
        seen.bottom - seen.top
    );
    let inside: Vec<Dot<'_>> = dots.iter().filter(|dot| seen.holds(dot.x, dot.y)).copied().collect();
    draw_dots(&mut svg, &inside, EMEA);
    svg.push_str("</svg>");
    svg
}

/// Dots and their names. A dot has a class for every hour at which somebody is there, which the theme fills when that
/// hour is chosen.
fn draw_dots(svg: &mut String, dots: &[Dot<'_>], view: View) {
    for dot in dots {
        let mut class = String::from(if dot.place.people == 0 { "cov-dot planned" } else { "cov-dot" });
        for (hour, _) in dot.place.at_hours.iter().enumerate().filter(|(_, people)| **people > 0) {
            let _ = write!(class, " a{hour}");
        }
        let radius = dot.radius * view.scale;
        let _ = write!(svg, "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\"/>", dot.x, dot.y);
    }
    labels(svg, dots, view);
}

/// Every other band of 15 degrees, each an hour wide, centred on its meridian.
fn bands(svg: &mut String) {
    svg.push_str("<path class=\"cov-band\" d=\"");
    for hour in (-11..=13).step_by(2) {
        let centre = on_ruler(f64::from(hour));
        let (left, right) = ((centre - 30.0).max(0.0), (centre + 30.0).min(WIDTH));
        let _ = write!(svg, "M{left:.0} 0H{right:.0}V{:.0}H{left:.0}z", land::HEIGHT);
    }
    svg.push_str("\"/>");
}

/// Hours from UTC under the land. It ends at +12, or at the farthest clock in use when that is beyond.
fn ruler(svg: &mut String, places: &[PlaceFacts]) {
    let _ = write!(svg, "<path class=\"axis\" d=\"M0 {0:.0}H{1:.0}\"/>", land::HEIGHT + 4.0, WIDTH);
    let y = land::HEIGHT + 28.0;
    for hour in -11..=12 {
        let label = match hour {
            0 => "UTC".to_owned(),
            hour => WORDS.signed_hours(i64::from(hour) * 100),
        };
        let _ =
            write!(svg, "<text class=\"cov-hour\" x=\"{:.0}\" y=\"{y:.0}\">{label}</text>", on_ruler(f64::from(hour)));
    }
    let farthest = places.iter().map(|place| place.offset_minutes).max().unwrap_or(0);
    if farthest > 12 * 60 {
        let label = format_offset(farthest * 60).replace("UTC", "");
        let _ = write!(
            svg,
            "<text class=\"cov-hour\" x=\"{:.0}\" y=\"{y:.0}\">{label}</text>",
            on_ruler(f64::from(farthest) / 60.0).min(EDGE)
        );
    }
}

/// Where a distance from UTC stands on the ruler: 60 units an hour.
fn on_ruler(hours: f64) -> f64 {
    4.0 * (15.0 * hours + 169.0)
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

/// Names beside dots: right, left, above or below, whichever is free first. Where none is, the table has the name.
fn labels(svg: &mut String, dots: &[Dot<'_>], view: View) {
    let mut taken: Vec<Area> = dots.iter().map(|dot| Area::around(dot, dot.radius * view.scale)).collect();
    for dot in dots {
        let text = match (dot.place.people, dot.place.planned) {
            (0, planned) => format!("{} ({planned} planned)", dot.place.city),
            (1, _) => dot.place.city.clone(),
            (people, _) => format!("{} {people}", dot.place.city),
        };
        let free = |area: &Area| view.seen.encloses(*area) && !taken.iter().any(|other| area.meets(*other));
        let Some((area, anchor)) = positions(dot, &text, view.scale).into_iter().find(|(area, _)| free(area)) else {
            continue;
        };
        let x = match anchor {
            "start" => area.left,
            "end" => area.right,
            _ => f64::midpoint(area.left, area.right),
        };
        let (text, y) = (escape(&text), area.bottom - 5.0 * view.scale);
        let _ = write!(svg, "<text class=\"cov-city {anchor}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>");
        taken.push(area);
    }
}

fn positions(dot: &Dot<'_>, text: &str, scale: f64) -> [(Area, &'static str); 4] {
    let letters = u32::try_from(text.chars().count()).unwrap_or(0);
    let (height, width) = (LETTER.0 * scale, LETTER.1 * scale * f64::from(letters));
    let gap = (dot.radius + 4.0) * scale;
    let area = |left: f64, top: f64| Area { left, top, right: left + width, bottom: top + height };
    [
        (area(dot.x + gap, dot.y - height / 2.0), "start"),
        (area(dot.x - gap - width, dot.y - height / 2.0), "end"),
        (area(dot.x - width / 2.0, dot.y - gap - height), "middle"),
        (area(dot.x - width / 2.0, dot.y + gap), "middle"),
    ]
}

impl Area {
    fn around(dot: &Dot<'_>, radius: f64) -> Self {
        Self { left: dot.x - radius, top: dot.y - radius, right: dot.x + radius, bottom: dot.y + radius }
    }

    fn holds(self, x: f64, y: f64) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
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

    fn map_of(zones: &[&str]) -> MapView {
        map(&zones.iter().filter_map(|zone| place(zone, 1)).collect::<Vec<_>>(), &[], date(2026, 11, 18))
    }

    #[test]
    fn labels_never_cover_each_other() {
        let view = map_of(&[
            "Europe/Paris",
            "Europe/Brussels",
            "Europe/Amsterdam",
            "Europe/Luxembourg",
            "Europe/Zurich",
            "Europe/London",
        ]);
        assert_eq!(view.rows.len(), 6);
        assert_eq!(view.svg.matches("<circle").count(), 6);
        assert!(view.svg.matches("cov-city").count() < 7);
        let inset = view.inset.unwrap_or_default();
        assert_eq!(inset.matches("<circle").count(), 6);
        assert!(
            inset.matches("cov-city").count() > view.svg.matches("cov-city").count(),
            "the inset names more of them"
        );
    }

    #[test]
    fn an_inset_stands_where_two_clocks_are_in_it() {
        assert!(map_of(&["Europe/Paris", "America/New_York", "Asia/Tokyo"]).inset.is_none());
        let inset = map_of(&["Europe/Paris", "Africa/Nairobi", "Asia/Tokyo"]).inset.unwrap_or_default();
        assert!(inset.contains("Nairobi") && !inset.contains("Tokyo"));
    }

    #[test]
    fn a_dot_is_marked_with_every_hour_at_which_somebody_is_there() {
        let view = map_of(&["Africa/Nairobi"]);
        assert!(view.svg.contains("class=\"cov-dot a8 a9 a10 a11 a12 a13 a14 a15 a22\""), "{}", view.svg);
        let there: Vec<&str> = view.rows.iter().map(|row| row.there.as_str()).collect();
        assert_eq!(there, ["08 to 15, 22"]);
    }

    #[test]
    fn nobody_is_a_sentence() {
        assert_eq!(map(&[], &[], date(2026, 11, 18)).caption, "Nobody is in the team yet.");
        let merged = MergedPlace { region: Some("EMEA".to_owned()), people: 2, planned: 0 };
        let only_merged = map(&[], std::slice::from_ref(&merged), date(2026, 11, 18));
        assert_eq!(only_merged.caption, "2 people, by region.");
        assert_eq!(only_merged.rows.first().map(|row| (row.city.as_str(), row.people.as_str())), Some(("EMEA", "2")));
    }
}
