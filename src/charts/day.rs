//! The hours of a day as a curve: what a day of work brings by the time at which it begins.

use super::Chart;
use super::field::{DrawnField, WIDTH};
use super::svg::{Drawing, count};
use super::{MAX_MARKS, weeks::hours_axis};

/// Top and bottom of the field.
const FIELD: (f64, f64) = (14.0, 174.0);
/// Hours of a day.
const DAY: usize = 24;
/// Hours between two labels across.
const ACROSS: usize = 3;

/// A time of day with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPoint {
    /// The time, as `06:30`.
    pub time: String,
    /// Minutes of the area, of the line, and of the dashed line.
    pub minutes: [i32; 3],
    /// The same in words, and a remark, as the table has them.
    pub words: [String; 4],
}

/// The curves of `points`, which stand at equal distances from midnight on; `None` of fewer than two or more than 66.
/// `names` head the columns of the table, `labels` stand beside the curves.
#[must_use]
pub fn day(
    key: &str,
    points: &[DayPoint],
    title: &str,
    names: [&str; 5],
    labels: [&str; 3],
    caption: String,
) -> Option<Chart> {
    if points.len() < 2 || points.len() * 3 > MAX_MARKS {
        return None;
    }
    let across = |index: usize| WIDTH * count(index) / count(points.len());
    let most = points.iter().flat_map(|point| point.minutes).max().unwrap_or(0).max(60);
    let up = |minutes: i32| FIELD.1 + (FIELD.0 - FIELD.1) * f64::from(minutes) / f64::from(most);
    let height = FIELD.1 + 28.0;
    let mut drawing = Drawing::new();
    let mut field = DrawnField::new();
    hours_axis(&mut drawing, &mut field, most, up);
    for hour in (0..=DAY).step_by(ACROSS) {
        let x = WIDTH * count(hour) / count(DAY);
        field.line("axis", (x, FIELD.1), (x, FIELD.1 + 5.0));
        field.text("label", (x, FIELD.1 + 19.0), 0.0, "middle", &format!("{hour:02}"));
    }
    // The day is a circle: its end is its beginning.
    let line = |at: usize| {
        let around = points.iter().chain(points.first()).enumerate();
        around
            .map(move |(index, point)| (across(index), up(point.minutes.get(at).copied().unwrap_or(0))))
            .collect::<Vec<_>>()
    };
    let ground = [(WIDTH, FIELD.1), (0.0, FIELD.1)];
    field.curve("series area", line(0).into_iter().chain(ground));
    field.curve("series series-3", line(1));
    field.curve("series series-2", line(2));
    for (at, label) in labels.into_iter().enumerate().filter(|(_, label)| !label.is_empty()) {
        let top = line(at).into_iter().min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((x, y)) = top {
            field.caption("label label-key", (x, (y - 5.0).max(11.0)), label);
        }
    }
    let svg = field.finish("plot-trend plot-weeks", height) + &drawing.finish_wide(key, "chart-day", height);
    let row = |point: &DayPoint| std::iter::once(point.time.clone()).chain(point.words.clone()).collect();
    Some(Chart {
        key: key.to_owned(),
        about: title.to_owned(),
        svg,
        caption,
        columns: names.map(str::to_owned).to_vec(),
        rows: points.iter().map(row).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(time: &str, minutes: [i32; 3]) -> DayPoint {
        let [a, b, c] = minutes.map(|minutes| minutes.to_string());
        DayPoint { time: time.to_owned(), minutes, words: [a, b, c, String::new()] }
    }

    #[test]
    fn the_curve_closes_the_day_and_the_table_has_its_points() -> Result<(), &'static str> {
        let points = [point("00:00", [60, 0, 30]), point("12:00", [120, 60, 0])];
        let chart = day("k", &points, "t", ["a", "b", "c", "d", "e"], ["x", "", ""], "c".to_owned())
            .ok_or("two points are drawn")?;
        // Two hours at the top of the field, one in its middle, and the end is the beginning.
        let area =
            r#"<path class="series area" vector-effect="non-scaling-stroke" d="M0 94L50 14L100 94L100 174L0 174"/>"#;
        assert!(chart.svg.contains(area), "{}", chart.svg);
        assert!(chart.svg.contains(r#"d="M0 134L50 174L100 134"/>"#), "{}", chart.svg);
        assert_eq!(chart.rows, [["00:00", "60", "0", "30", ""], ["12:00", "120", "60", "0", ""]]);
        Ok(())
    }

    #[test]
    fn one_point_is_no_curve() {
        assert_eq!(day("k", &[point("00:00", [0; 3])], "t", [""; 5], [""; 3], String::new()), None);
    }
}
