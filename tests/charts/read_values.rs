//! Reads success measures: each row by the labels of its own ends.

use super::axis::near;
use super::figure::{Element, Figure};

/// Height of a row of the drawing.
const ROW: f64 = 56.0;

/// Whether every mark stands at the value that the table has.
pub fn measures(figure: &Figure) -> Result<(), String> {
    let mut groups: Vec<Vec<&Vec<String>>> = Vec::new();
    for row in &figure.rows {
        match groups
            .last_mut()
            .filter(|group| group.first().is_some_and(|first| first.iter().zip(row).take(4).all(|(a, b)| a == b)))
        {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let names = figure.all("text", "row-name").len();
    if names != groups.len() {
        return Err(format!("{names} rows are drawn and {} are in the table", groups.len()));
    }
    groups
        .iter()
        .enumerate()
        .try_for_each(|(at, rows)| measure(figure, f64::from(u32::try_from(at).unwrap_or(0)) * ROW, rows))
}

fn measure(figure: &Figure, top: f64, rows: &[&Vec<String>]) -> Result<(), String> {
    let first = rows.first().ok_or("a measure without a row")?;
    let [name, unit, start, target, ..] = first.as_slice() else { return Err("columns are missing".to_owned()) };
    let y = top + 26.0;
    let level = |element: &&Element, height: f64, attribute: &str| near(element.at(attribute), height, 0.0);
    let find = |tag: &str, class: &str, attribute: &str, height: f64| -> Vec<&Element> {
        figure.all(tag, class).into_iter().filter(|element| level(element, height, attribute)).collect()
    };
    let said = find("text", "row-name", "y", top + 13.0);
    let whole = format!("{name}, {unit}");
    let said = said.first().ok_or("a row without a name")?;
    if said.text != whole && !said.text.strip_suffix('…').is_some_and(|begin| whole.starts_with(begin)) {
        return Err(format!("{} is drawn in the place of {whole}", said.text));
    }
    let line = find("line", "axis", "y1", y);
    let line = line.first().filter(|line| level(line, y, "y2")).ok_or("a row without a line")?;
    let (from, to) = (line.at("x1"), line.at("x2"));
    let foot = find("line", "axis", "y1", y - 6.0);
    let goal = find("use", "baseline", "y", y);
    if foot.first().is_none_or(|foot| foot.at("x1") != from || foot.at("x2") != from)
        || goal.first().is_none_or(|goal| goal.at("x") != to)
    {
        return Err(format!("the ends of {name} are not at the ends of its line"));
    }
    let ends = find("text", "label", "y", top + 47.0);
    let label = |x: f64, anchor: &str| {
        ends.iter().find(|end| end.at("x") == x && end.get("text-anchor") == anchor).map(|end| &end.text)
    };
    if label(to, "end") != Some(target) || (to - from > 20.01 && label(from, "") != Some(start)) {
        return Err(format!("the ends of {name} are labelled otherwise"));
    }
    let values: Vec<&Vec<String>> =
        rows.iter().copied().filter(|row| row.get(4).is_some_and(|report| !report.is_empty())).collect();
    let mut marks: Vec<f64> = find("circle", "baseline", "cy", y).iter().map(|dot| dot.at("cx")).collect();
    marks.extend(find("use", "actual", "y", y).iter().map(|mark| mark.at("x")));
    let current = find("text", "label-key", "y", y + 4.0)
        .first()
        .filter(|label| label.get("x") == "100%")
        .map(|label| label.text.clone())
        .unwrap_or_default();
    let last = values.last().and_then(|row| row.get(5)).map_or("–", String::as_str);
    if marks.len() != values.len()
        || current != last
        || find("use", "actual", "y", y).len() != usize::from(!values.is_empty())
    {
        return Err(format!(
            "{} marks for {} values of {name}, the last {current} for {last}",
            marks.len(),
            values.len()
        ));
    }
    let number = |text: &str| text.replace('−', "-").parse::<f64>().map_err(|_| format!("no number: {text}"));
    let (start, target) = (number(start)?, number(target)?);
    let way = target - start;
    for (x, row) in marks.into_iter().zip(values) {
        let [.., value, percent] = row.as_slice() else { continue };
        let value = number(value)?;
        let share = if way == 0.0 { 1.0 - (value - start).abs() } else { (value - start) / way };
        let expected = from + share * (to - from);
        // Both ends are rounded to a hundredth of a percent, which a value far outside multiplies.
        if !near(x, expected, 0.011 * (1.0 + 2.0 * share.abs())) {
            return Err(format!("{value} of {name} stands at {x} and not at {expected}"));
        }
        let told = percent.strip_suffix(" %").map(number).transpose()?;
        // Rounded down; what is short of the target never reads as all of the way.
        let whole = ((share * 100.0 + 1e-9).floor() + 0.0).min(if share < 1.0 { 99.0 } else { f64::INFINITY });
        if told != (way != 0.0).then_some(whole) {
            return Err(format!("{value} of {name} is told to be {percent} of the way"));
        }
    }
    Ok(())
}
