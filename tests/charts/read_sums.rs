//! Reads a burn-up: its axes, then the steps of its three lines.

use jiff::civil::Date;

use super::axis::{self, ACROSS, Axis, DOWN, near, print};
use super::figure::Figure;

/// Planned, reached and expected sums of each day on which one of them changes, and of today.
pub fn burn_up(figure: &Figure) -> Result<Vec<Vec<String>>, String> {
    let (today, now) = axis::today(figure)?;
    let mut dates = axis::dates(&figure.rows);
    dates.push(today);
    let across = Axis::of(&dates, (0.0, 100.0), ACROSS)?;
    across.labels(&axis::labels_across(figure, "axis", 213.0)?)?;
    if across.date(now)? != today {
        return Err("the line of today stands elsewhere".to_owned());
    }
    let counts = counts(figure)?;
    let line = |class: &str| {
        let paths = figure.all("path", if class == "baseline" { "baseline" } else { "series" });
        let path = paths.into_iter().find(|path| path.get("class") == class).ok_or("a line is missing")?;
        steps(&axis::points(path), &across, &counts)
    };
    let (planned, reached, expected) = (line("baseline")?, line("series")?, line("series series-2")?);
    if planned.from != 0.0
        || planned.to != 100.0
        || reached.from != 0.0
        || reached.to != now
        || expected.from != now
        || expected.to != 100.0
    {
        return Err("a line does not begin or end where it should".to_owned());
    }
    let mut days: Vec<Date> =
        [&planned, &reached, &expected].iter().flat_map(|line| line.rises.iter().map(|step| step.0)).collect();
    days.push(today);
    days.sort_unstable();
    days.dedup();
    let said = figure.all("text", "label-key");
    let said = said.first().map(|label| (label.text.clone(), label.at("x")));
    if said != Some((format!("{} reached", reached.by(today)), now)) {
        return Err(format!("today is labelled {said:?}"));
    }
    let row = |day: Date| {
        let known = if day <= today { reached.by(day).to_string() } else { String::new() };
        let ahead = if day >= today { expected.by(day).to_string() } else { String::new() };
        vec![print(day), planned.by(day).to_string(), known, ahead]
    };
    Ok(days.into_iter().map(row).collect())
}

/// A line of steps.
struct Steps {
    from: f64,
    to: f64,
    first: i64,
    rises: Vec<(Date, i64)>,
}

impl Steps {
    fn by(&self, day: Date) -> i64 {
        self.rises.iter().rev().find(|(date, _)| *date <= day).map_or(self.first, |step| step.1)
    }
}

fn steps(points: &[(f64, f64)], across: &Axis, counts: &impl Fn(f64) -> Result<i64, String>) -> Result<Steps, String> {
    let (first, last) = points.first().zip(points.last()).ok_or("a line without points")?;
    let mut rises = Vec::new();
    for pair in points.windows(2) {
        let [(x1, y1), (x2, y2)] = pair else { continue };
        if x1 == x2 && y1 != y2 {
            rises.push((across.date(*x1)?, counts(*y2)?));
        } else if y1 != y2 {
            return Err("a line between two steps is not level".to_owned());
        }
    }
    Ok(Steps { from: first.0, to: last.0, first: counts(first.1)?, rises })
}

/// From heights to counts, by the labels of the axis; an error between counts.
fn counts(figure: &Figure) -> Result<impl Fn(f64) -> Result<i64, String> + use<>, String> {
    let labels = axis::labels_up(figure)?;
    let number = |label: &str| label.parse::<f64>().map_err(|error| error.to_string());
    let (zero, top) = labels.first().zip(labels.last()).ok_or("no counts")?;
    let one = (top.0 - zero.0) / (number(&top.1)? - number(&zero.1)?);
    let (foot, least) = (zero.0, number(&zero.1)?);
    let count = move |y: f64| {
        let count = least + (y - foot) / one;
        let whole = (0..1000_i32).find(|whole| (f64::from(*whole) - count).abs() < 0.5).ok_or("a count below none")?;
        let off = (f64::from(whole) - count).abs() * one.abs();
        if off <= 3.0 * DOWN { Ok(i64::from(whole)) } else { Err(format!("{y} is between counts")) }
    };
    for (y, label) in &labels {
        if !near(number(label)?, f64::from(i32::try_from(count(*y)?).unwrap_or(-1)), 0.0) {
            return Err(format!("the axis says {label} elsewhere"));
        }
    }
    Ok(count)
}
