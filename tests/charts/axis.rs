//! Reading dates off an axis, as a reader does with a ruler.

use jiff::ToSpan;
use jiff::civil::Date;
use pmo_site::charts::Scale;

use super::figure::{Element, Figure};

/// Drawings round to a hundredth of a percent across and a tenth of a pixel down.
pub const ACROSS: f64 = 0.0051;
/// As [`ACROSS`], for pixels.
pub const DOWN: f64 = 0.051;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A time axis.
pub struct Axis {
    scale: Scale,
    origin: Date,
    within: f64,
}

impl Axis {
    /// The axis that holds these dates between two coordinates.
    pub fn of(dates: &[Date], (start, end): (f64, f64), within: f64) -> Result<Self, String> {
        let scale = Scale::around(dates.iter().copied(), start, end).ok_or("an axis without a date")?;
        Ok(Self { scale, origin: *dates.first().ok_or("an axis without a date")?, within })
    }

    /// The day at a coordinate; an error between days, where no mark has a reason to stand.
    pub fn date(&self, at: f64) -> Result<Date, String> {
        let hundred = self.origin.checked_add(100.days()).map_err(|error| error.to_string())?;
        let day = (self.scale.at(hundred) - self.scale.at(self.origin)) / 100.0;
        let days = ((at - self.scale.at(self.origin)) / day).round();
        // Through text, because a float has no checked way to a whole number.
        let span: i64 = format!("{days:.0}").parse().map_err(|_| format!("no date at {at}"))?;
        let found = self.origin.checked_add(span.days()).map_err(|error| error.to_string())?;
        let off = (self.scale.at(found) - at).abs();
        if off <= self.within { Ok(found) } else { Err(format!("{at} is between days: {off} from {found}")) }
    }

    /// Checks that these (coordinate, label) are firsts of months by their names.
    pub fn labels(&self, labels: &[(f64, String)]) -> Result<(), String> {
        for (at, label) in labels {
            let date = self.date(*at)?;
            let month = MONTHS.get(usize::try_from(date.month() - 1).unwrap_or(12)).copied().unwrap_or("");
            let named = if date.month() == 1 { date.year().to_string() } else { month.to_owned() };
            if date.day() != 1 || named != *label {
                return Err(format!("the axis says {label} at {date}"));
            }
        }
        Ok(())
    }
}

/// Reads `20 Nov 2026`.
pub fn parse(text: &str) -> Result<Date, String> {
    let mut parts = text.split(' ');
    let (day, month, year) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let month = MONTHS.iter().position(|name| *name == month).ok_or_else(|| format!("no date: {text:?}"))?;
    let (day, year) = (day.parse().map_err(|_| text.to_owned())?, year.parse().map_err(|_| text.to_owned())?);
    Date::new(year, i8::try_from(month + 1).unwrap_or(0), day).map_err(|error| error.to_string())
}

/// A date as the site prints it.
pub fn print(date: Date) -> String {
    let month = MONTHS.get(usize::try_from(date.month() - 1).unwrap_or(12)).copied().unwrap_or("");
    format!("{} {month} {}", date.day(), date.year())
}

/// All dates of a table.
pub fn dates(rows: &[Vec<String>]) -> Vec<Date> {
    rows.iter().flatten().filter_map(|cell| parse(cell).ok()).collect()
}

/// The day that a chart says it is drawn on, and where its line stands.
pub fn today(figure: &Figure) -> Result<(Date, f64), String> {
    let said = figure.all("text", "label-today");
    let label = said.first().ok_or("no label of today")?;
    let said = label.text.strip_prefix("as of ").ok_or("today is not named")?;
    let line = figure.all("line", "today");
    let line = line
        .first()
        .filter(|line| near(line.at("x1"), line.at("x2"), 0.0) && near(line.at("x1"), label.at("x"), 0.0))
        .ok_or("no line of today")?;
    Ok((parse(said)?, line.at("x1")))
}

/// The labels of an axis across that have a line of this class at their place; an error when the one is without the
/// other.
pub fn labels_across(figure: &Figure, class: &str, y: f64) -> Result<Vec<(f64, String)>, String> {
    let ticks = figure
        .all("line", class)
        .into_iter()
        .filter(|line| line.get("x1") == line.get("x2") && line.get("y1") != line.get("y2"));
    // The upright line at the left of a field is no tick.
    let ticks: Vec<&Element> =
        ticks.filter(|line| class == "gridline" || line.at("y2") - line.at("y1") < 10.0).collect();
    let labels = figure.all("text", "label").into_iter().filter(|label| near(label.at("y"), y, 0.01));
    let labels: Vec<&Element> =
        labels.filter(|label| label.get("x").ends_with('%') && !label.is("label-today")).collect();
    if ticks.len() != labels.len() || ticks.iter().zip(&labels).any(|(tick, label)| tick.get("x1") != label.get("x")) {
        return Err(format!("{} ticks for {} labels of the axis", ticks.len(), labels.len()));
    }
    Ok(labels.into_iter().map(|label| (label.at("x"), label.text.clone())).collect())
}

/// Labels at the left with their heights; each has its line.
pub fn labels_up(figure: &Figure) -> Result<Vec<(f64, String)>, String> {
    let lines: Vec<f64> = figure
        .all("line", "gridline")
        .iter()
        .filter(|line| line.get("y1") == line.get("y2"))
        .map(|line| line.at("y1"))
        .collect();
    let labels: Vec<(f64, String)> = figure
        .all("text", "label")
        .iter()
        .filter(|label| label.get("x") == "36" && label.get("text-anchor") == "end")
        .map(|label| (label.at("y") - 4.0, label.text.clone()))
        .collect();
    if lines.len() != labels.len() || lines.iter().zip(&labels).any(|(line, label)| !near(*line, label.0, 0.11)) {
        return Err("lines and labels of the axis differ".to_owned());
    }
    Ok(lines.into_iter().zip(labels).map(|(line, label)| (line, label.1)).collect())
}

/// The points of a path of straight lines.
pub fn points(path: &Element) -> Vec<(f64, f64)> {
    let point = |text: &str| {
        let (x, y) = text.split_once(' ')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    };
    path.get("d").split(['M', 'L']).filter_map(point).collect()
}

/// Whether two coordinates are the same.
pub fn near(one: f64, other: f64, within: f64) -> bool {
    (one - other).abs() <= within
}

/// A slip as it is printed.
pub fn slip(days: i32) -> String {
    pmo_site::words::WORDS.signed_days(days)
}
