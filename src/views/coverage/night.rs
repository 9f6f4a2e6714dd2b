//! Where the sun is down: one outline a day, which only slides west as the hours pass.
//!
//! Good to about a degree, as a picture of day and night needs. Deliberately absent: twilight, and the equation of
//! time.

use std::f64::consts::TAU;
use std::fmt::Write as _;

use jiff::civil::Date;

use super::land::{HEIGHT, UNITS_AN_HOUR, latitude_at, longitude_at};

/// Tilt of the Earth's axis in degrees.
const TILT: f64 = 23.44;

/// Days from the December solstice to New Year.
const FROM_SOLSTICE: f64 = 10.0;

/// Least declination in degrees: on the days of the equinoxes the outline would be two upright lines.
const LEAST_DECLINATION: f64 = 0.5;

/// Units between two points of the outline: five degrees, which no eye tells from a curve.
const STEP: i32 = 20;

/// The `d` of the outline of night at 00:00 UTC, long enough to be moved west by [`UNITS_AN_HOUR`] for each hour up to
/// 23.
///
/// The sun stands over the longitude 15·(12 − hour)°; it sets where cos(λ − λs) = −tan φ · tan δ (the sunrise
/// equation), with the declination δ = −23.44° · cos(2π(N + 10)/365) on day N of the year.
#[must_use]
pub fn outline(date: Date, width: f64) -> String {
    let declination = declination(date);
    // In the northern summer night lies south of the curve, in winter north of it.
    let edge = if declination > 0.0 { HEIGHT } else { 0.0 };
    let end = width + 23.0 * UNITS_AN_HOUR;
    let mut path = format!("M0 {edge:.0}");
    let mut x = 0;
    while f64::from(x) < end + f64::from(STEP) {
        let from_noon = (longitude_at(f64::from(x)) - 180.0).to_radians();
        let latitude = (-from_noon.cos() / declination.to_radians().tan()).atan().to_degrees();
        let _ = write!(path, "L{x} {:.0}", latitude_at(latitude).clamp(0.0, HEIGHT));
        x += STEP;
    }
    let _ = write!(path, "V{edge:.0}z");
    path
}

/// The sun's declination in degrees, north positive, never closer to 0 than [`LEAST_DECLINATION`].
fn declination(date: Date) -> f64 {
    let day = f64::from(date.day_of_year());
    let degrees = -TILT * (TAU * (day + FROM_SOLSTICE) / 365.0).cos();
    if degrees < 0.0 { degrees.min(-LEAST_DECLINATION) } else { degrees.max(LEAST_DECLINATION) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::land::project;
    use super::*;

    /// Whether a place lies inside the outline at an hour: an odd number of its edges cross the line north of the
    /// place.
    fn is_night(day: Date, hour: f64, latitude: f64, longitude: f64) -> bool {
        let (x, y) = project(latitude, longitude);
        let x = x + UNITS_AN_HOUR * hour;
        let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
        let path = outline(day, 1440.0);
        let points: Vec<(f64, f64)> = path
            .split('L')
            .skip(1)
            .filter_map(|point| point.split_once(' '))
            .map(|(x, y)| (number(x), number(y.split('V').next().unwrap_or(""))))
            .collect();
        let curve = points.windows(2).find_map(|pair| match pair {
            [a, b] if a.0 <= x && x <= b.0 => Some(a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0)),
            _ => None,
        });
        let south_is_dark = path.ends_with(&format!("V{HEIGHT:.0}z"));
        curve.is_some_and(|curve| (y > curve) == south_is_dark)
    }

    #[test]
    fn noon_is_day_and_midnight_is_night_where_the_clock_says_so() {
        for day in [date(2026, 6, 21), date(2026, 12, 21), date(2026, 3, 20), date(2026, 9, 23), date(2026, 11, 18)] {
            for (city, latitude, longitude) in
                [("Nairobi", -1.28, 36.82), ("New York", 40.71, -74.0), ("Sydney", -33.87, 151.2)]
            {
                let noon = (12.0 - longitude / 15.0_f64).rem_euclid(24.0).floor();
                assert!(!is_night(day, noon, latitude, longitude), "{city} at noon on {day}");
                assert!(
                    is_night(day, (noon + 12.0).rem_euclid(24.0), latitude, longitude),
                    "{city} at midnight on {day}"
                );
            }
        }
    }

    #[test]
    fn the_far_north_has_no_night_in_june_and_no_day_in_december() {
        for hour in 0..24 {
            assert!(!is_night(date(2026, 6, 21), f64::from(hour), 70.0, 20.0), "{hour}");
            assert!(is_night(date(2026, 12, 21), f64::from(hour), 70.0, 20.0), "{hour}");
        }
    }
}
