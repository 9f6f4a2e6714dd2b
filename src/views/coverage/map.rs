//! The world map: land, bands of an hour each, a ruler of distances from UTC, and a dot for every zone in use.

use std::fmt::Write as _;

use super::places::PlaceFacts;
use super::{land, words};
use crate::time::format_offset;
use crate::views::Chart;

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
struct Dot<'a> {
    place: &'a PlaceFacts,
    x: f64,
    y: f64,
    radius: f64,
}

/// The map of `places` with its table twin.
#[must_use]
pub fn map(places: &[PlaceFacts]) -> Chart {
    let caption = caption(places);
    let row = |place: &PlaceFacts| {
        vec![place.city.clone(), format_offset(place.offset_minutes * 60), place.people.to_string(), place.planned.to_string()]
    };
    Chart {
        svg: draw(places, &caption),
        caption,
        columns: ["City of the zone", "Clock", "People", "Planned hires"].map(ToOwned::to_owned).to_vec(),
        rows: places.iter().map(row).collect(),
    }
}

fn caption(places: &[PlaceFacts]) -> String {
    let people: usize = places.iter().map(|place| place.people).sum();
    let mut offsets: Vec<i32> = places.iter().filter(|place| place.people > 0).map(|place| place.offset_minutes).collect();
    offsets.dedup();
    let people = words::count(people, "person", "people");
    match offsets.as_slice() {
        [] => "Nobody is in the team yet.".to_owned(),
        [only] => format!("{people} on one clock, {}.", format_offset(only * 60)),
        [first, .., last] => {
            format!("{people} on {} clocks, from {} to {}.", offsets.len(), format_offset(first * 60), format_offset(last * 60))
        }
    }
}

fn draw(places: &[PlaceFacts], caption: &str) -> String {
    let height = land::HEIGHT + RULER;
    let mut svg = format!(
        "<svg class=\"cov-map\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-labelledby=\"cov-map-title cov-map-desc\">\
         <title id=\"cov-map-title\">Where the team's clocks are</title>\
         <desc id=\"cov-map-desc\">World map with bands of one hour. {caption} The table below lists every zone.</desc>"
    );
    bands(&mut svg);
    let _ = write!(svg, "<path class=\"cov-land\" d=\"{}\"/>", land::path());
    ruler(&mut svg, places);

    let mut dots: Vec<Dot<'_>> = places.iter().filter_map(dot).collect();
    for dot in &dots {
        let hour = on_ruler(f64::from(dot.place.offset_minutes) / 60.0).min(EDGE);
        let _ = write!(svg, "<path class=\"cov-leader\" d=\"M{:.1} {:.1}L{hour:.1} {:.0}\"/>", dot.x, dot.y, land::HEIGHT + 4.0);
    }
    // Large dots first, so that small ones stay visible; a stable order keeps the drawing the same.
    dots.sort_by(|a, b| b.radius.total_cmp(&a.radius).then_with(|| a.place.time_zone.cmp(&b.place.time_zone)));
    for dot in &dots {
        let class = if dot.place.people == 0 { "cov-dot planned" } else { "cov-dot" };
        let _ = write!(svg, "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\"/>", dot.x, dot.y, dot.radius);
    }
    labels(&mut svg, &dots);
    svg.push_str("</svg>");
    svg
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
            hour if hour < 0 => format!("\u{2212}{}", -hour),
            hour => format!("+{hour}"),
        };
        let _ = write!(svg, "<text class=\"cov-hour\" x=\"{:.0}\" y=\"{y:.0}\">{label}</text>", on_ruler(f64::from(hour)));
    }
    let farthest = places.iter().map(|place| place.offset_minutes).max().unwrap_or(0);
    if farthest > 12 * 60 {
        let label = format_offset(farthest * 60).replace("UTC", "");
        let _ =
            write!(svg, "<text class=\"cov-hour\" x=\"{:.0}\" y=\"{y:.0}\">{label}</text>", on_ruler(f64::from(farthest) / 60.0).min(EDGE));
    }
}

/// Where a distance from UTC stands on the ruler: 60 units an hour.
fn on_ruler(hours: f64) -> f64 {
    4.0 * (15.0 * hours + 169.0)
}

fn dot(place: &PlaceFacts) -> Option<Dot<'_>> {
    let (x, y) = land::project(place.latitude?, place.longitude?);
    let people = u32::try_from(place.people.max(place.planned)).unwrap_or(u32::MAX);
    Some(Dot { place, x, y, radius: (DOT * f64::from(people).sqrt()).min(LARGEST_DOT) })
}

/// Names beside dots: right, left, above or below, whichever is free first. Where none is, the table has the name.
fn labels(svg: &mut String, dots: &[Dot<'_>]) {
    let mut taken: Vec<Area> = dots
        .iter()
        .map(|dot| Area { left: dot.x - dot.radius, top: dot.y - dot.radius, right: dot.x + dot.radius, bottom: dot.y + dot.radius })
        .collect();
    for dot in dots {
        let text = match (dot.place.people, dot.place.planned) {
            (0, planned) => format!("{} ({planned} planned)", dot.place.city),
            (1, _) => dot.place.city.clone(),
            (people, _) => format!("{} {people}", dot.place.city),
        };
        let Some((area, anchor)) =
            positions(dot, &text).into_iter().find(|(area, _)| area.fits() && !taken.iter().any(|other| area.meets(*other)))
        else {
            continue;
        };
        let x = match anchor {
            "start" => area.left,
            "end" => area.right,
            _ => f64::midpoint(area.left, area.right),
        };
        let text = escape(&text);
        let _ = write!(svg, "<text class=\"cov-city {anchor}\" x=\"{x:.1}\" y=\"{:.1}\">{text}</text>", area.bottom - 5.0);
        taken.push(area);
    }
}

fn positions(dot: &Dot<'_>, text: &str) -> [(Area, &'static str); 4] {
    let letters = u32::try_from(text.chars().count()).unwrap_or(0);
    let (height, width) = (LETTER.0, LETTER.1 * f64::from(letters));
    let gap = dot.radius + 4.0;
    let area = |left: f64, top: f64| Area { left, top, right: left + width, bottom: top + height };
    [
        (area(dot.x + gap, dot.y - height / 2.0), "start"),
        (area(dot.x - gap - width, dot.y - height / 2.0), "end"),
        (area(dot.x - width / 2.0, dot.y - gap - height), "middle"),
        (area(dot.x - width / 2.0, dot.y + gap), "middle"),
    ]
}

impl Area {
    fn fits(self) -> bool {
        self.left >= 0.0 && self.top >= 0.0 && self.right <= WIDTH && self.bottom <= land::HEIGHT
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
    use super::*;
    use crate::time::Zone;

    fn place(zone: &str, people: usize) -> Option<PlaceFacts> {
        let zone = Zone::parse(zone).ok()?.zone;
        let (latitude, longitude) = zone.coordinates()?;
        Some(PlaceFacts {
            city: zone.city(),
            offset_minutes: 0,
            people,
            planned: 0,
            latitude: Some(latitude),
            longitude: Some(longitude),
            time_zone: zone,
        })
    }

    #[test]
    fn labels_never_cover_each_other() {
        let zones = ["Europe/Paris", "Europe/Brussels", "Europe/Amsterdam", "Europe/Luxembourg", "Europe/Zurich", "Europe/London"];
        let places: Vec<PlaceFacts> = zones.iter().filter_map(|zone| place(zone, 1)).collect();
        let chart = map(&places);
        assert_eq!(chart.rows.len(), 6);
        assert_eq!(chart.svg.matches("<circle").count(), 6);
        assert!(chart.svg.matches("cov-city").count() < 7);
    }

    #[test]
    fn nobody_is_a_sentence() {
        assert_eq!(map(&[]).caption, "Nobody is in the team yet.");
    }
}
