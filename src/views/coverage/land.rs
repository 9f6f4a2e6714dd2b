//! The world's land as one SVG path: data, derived once and committed.
//!
//! Natural Earth 4.1 (public domain) as packed by npm's `world-atlas` 2.0.2 (ISC), simplified and projected by
//! `examples/land-path.py`; `docs/map.md` tells how. Deliberately absent: borders, so that no disputed line is drawn.

/// Width of the drawing: four units to a degree of longitude, so that an hour of 15 degrees is 60 units.
pub const WIDTH: f64 = 1440.0;

/// Height of the land: 84 degrees north to 58 degrees south.
pub const HEIGHT: f64 = 568.0;

/// Units to an hour: as the Earth turns, the sun goes so far west.
pub const UNITS_AN_HOUR: f64 = 60.0;

/// The `d` of the path, in a view box of [`WIDTH`] by [`HEIGHT`]. The SHA-256 of the `land-50m.json` that it was
/// derived from is `619477ff690c086885e45cb91707d783805561bd75ae8e437b7d4694b0204e0f`.
const PATH: &str = include_str!("land.path");

/// The `d` of the path.
#[must_use]
pub fn path() -> &'static str {
    PATH.trim_end()
}

/// Where a place of the globe is drawn: equirectangular, cut at 169 degrees west in the Bering Strait.
#[must_use]
pub fn project(latitude: f64, longitude: f64) -> (f64, f64) {
    let east = (longitude + 169.0).rem_euclid(360.0);
    (4.0 * east, latitude_at(latitude))
}

/// The longitude in degrees that is drawn at `x`; beyond the drawing the world goes on.
#[must_use]
pub fn longitude_at(x: f64) -> f64 {
    x / 4.0 - 169.0
}

/// How far down a latitude in degrees is drawn.
#[must_use]
pub fn latitude_at(latitude: f64) -> f64 {
    4.0 * (84.0 - latitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_drawn_where_their_hour_is() {
        let drawn = |latitude, longitude| {
            let (x, y) = project(latitude, longitude);
            format!("{x:.1} {y:.1}")
        };
        assert_eq!(drawn(0.0, 0.0), "676.0 336.0");
        assert_eq!(drawn(84.0, -169.0), "0.0 0.0");
        // Chatham lies east of the antimeridian and is drawn right of New Zealand.
        assert_eq!(drawn(-43.95, -176.55), "1409.8 511.8");
    }

    #[test]
    fn the_path_is_whole_and_holds_path_data_only() {
        assert!(path().starts_with('M') && path().ends_with('z'));
        assert!(path().bytes().all(|byte| byte.is_ascii_digit() || b"Mlz -".contains(&byte)));
    }
}
