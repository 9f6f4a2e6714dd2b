//! A year of weeks as bars: hours with nobody at the foot, hours with one person on top of them.

use crate::words::WORDS;
use jiff::civil::Date;

use super::Chart;
use super::field::{DrawnField, WIDTH};
use super::svg::Drawing;
use super::{MAX_MARKS, Scale};

/// Where the labels of hours end; the theme begins the field eight pixels further.
const LEFT: f64 = 36.0;
/// Top and bottom of the field.
const FIELD: (f64, f64) = (14.0, 154.0);
/// Part of a week's width that its bar fills.
const FILL: f64 = 0.7;
/// Most labelled heights.
const LABELS: i32 = 5;
/// Hours between two labelled heights.
const STEPS: [i32; 9] = [1, 2, 5, 10, 20, 24, 48, 72, 168];

/// A week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its Monday.
    pub monday: Date,
    /// Minutes at the foot.
    pub lower: i32,
    /// Minutes on top of them.
    pub upper: i32,
    /// Both in words, as the table has them.
    pub words: [String; 2],
}

/// The weeks of `bars`, the lower part and the upper part named by `names`; `None` without a week or with more than
/// 100.
#[must_use]
pub fn weeks(key: &str, bars: &[Bar], title: &str, names: [&str; 2], caption: String) -> Option<Chart> {
    if bars.len() * 2 > MAX_MARKS {
        return None;
    }
    let days = bars.iter().flat_map(|bar| [bar.monday, bar.monday.saturating_add(jiff::ToSpan::days(6))]);
    let across = Scale::around(days, 0.0, WIDTH)?;
    let most = bars.iter().map(|bar| bar.lower.saturating_add(bar.upper)).max().unwrap_or(0).max(60);
    let up = |minutes: i32| FIELD.1 + (FIELD.0 - FIELD.1) * f64::from(minutes) / f64::from(most);
    let height = FIELD.1 + 28.0;
    let mut drawing = Drawing::new();
    let mut field = DrawnField::new();
    hours_axis(&mut drawing, &mut field, most, up);
    for tick in across.ticks(7) {
        let x = across.at(tick.date);
        field.line("axis", (x, FIELD.1), (x, FIELD.1 + 5.0));
        field.text("label", (x, FIELD.1 + 19.0), 0.0, "middle", &tick.text);
    }
    for bar in bars {
        let x = across.at(bar.monday);
        let week = across.at(bar.monday.saturating_add(jiff::ToSpan::days(7))) - x;
        let mut part = |class: &str, from: i32, minutes: i32| {
            if minutes > 0 {
                let top = up(from.saturating_add(minutes));
                field.bar(class, (x, top), (week * FILL, up(from) - top));
            }
        };
        part("hours", 0, bar.lower);
        part("hours hours-2", bar.lower, bar.upper);
    }
    let svg = field.finish("plot-trend plot-weeks", height) + &drawing.finish_wide(key, "chart-weeks", height);
    let row = |bar: &Bar| {
        let [lower, upper] = bar.words.clone();
        vec![WORDS.date(bar.monday), lower, upper]
    };
    let columns = ["Week of", names[0], names[1]].map(str::to_owned).to_vec();
    Some(Chart {
        key: key.to_owned(),
        about: title.to_owned(),
        svg,
        caption,
        columns,
        rows: bars.iter().map(row).collect(),
    })
}

/// Lines and labels at round hours of an upright axis that ends at `most` minutes; `up` says how far down minutes
/// stand.
pub(super) fn hours_axis(drawing: &mut Drawing, field: &mut DrawnField, most: i32, up: impl Fn(i32) -> f64) {
    let step = STEPS.into_iter().find(|step| most / (step * 60) < LABELS).unwrap_or(168);
    for hours in (0..=most / 60).filter(|hours| hours % step == 0) {
        field.grid((0.0, up(hours * 60)), (WIDTH, up(hours * 60)));
        drawing.text("label", (LEFT, up(hours * 60) + 4.0), "end", &hours.to_string());
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn bar(monday: Date, lower: i32, upper: i32) -> Bar {
        Bar { monday, lower, upper, words: [lower.to_string(), upper.to_string()] }
    }

    #[test]
    fn parts_stand_on_each_other_and_nothing_is_no_bar() -> Result<(), &'static str> {
        // A scale of whole months: February 2027 has four weeks from Monday the first.
        let bars = [bar(date(2027, 2, 1), 600, 300), bar(date(2027, 2, 8), 0, 450), bar(date(2027, 2, 15), 0, 0)];
        let chart = weeks("k", &bars, "t", ["a", "b"], "c".to_owned()).ok_or("three weeks are drawn")?;
        assert!(
            chart.svg.contains(r#"<rect class="hours" x="0%" y="60.7" width="18.15%" height="93.3"/>"#),
            "{}",
            chart.svg
        );
        assert!(
            chart.svg.contains(r#"<rect class="hours hours-2" x="0%" y="14" width="18.15%" height="46.7"/>"#),
            "{}",
            chart.svg
        );
        assert!(
            chart.svg.contains(r#"<rect class="hours hours-2" x="25.93%" y="84" width="18.15%" height="70"/>"#),
            "{}",
            chart.svg
        );
        assert_eq!(chart.svg.matches("<rect").count(), 3);
        assert_eq!(chart.rows.last().map(Vec::as_slice), Some(&["15 Feb 2027", "0", "0"].map(str::to_owned)[..]));
        Ok(())
    }

    #[test]
    fn no_weeks_are_no_chart() {
        assert_eq!(weeks("k", &[], "t", ["a", "b"], String::new()), None);
    }
}
