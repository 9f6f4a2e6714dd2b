//! The values of a measure as a line as small as a word, for a cell of a table that holds the numbers.

use jiff::civil::Date;

use super::svg::SvgElement;

/// Width and height of the drawing.
const SIZE: (f64, f64) = (80.0, 18.0);
/// Room around the line, for its end.
const ROOM: f64 = 3.0;

/// The line through `values`, oldest first, between the start of a measure at the foot and its target at the top, or
/// beyond where values are beyond them; `None` for fewer than three.
#[must_use]
pub fn spark(values: &[(Date, f64)], start: f64, target: f64) -> Option<String> {
    let (first, last) = (values.first()?, values.last()?);
    // A measure whose target is its start has no way to draw.
    if values.len() < 3 || (target - start).abs() < f64::EPSILON {
        return None;
    }
    // Shares of the way: a target below the start is still the top.
    let share = |value: f64| (value - start) / (target - start);
    let (foot, top) = values
        .iter()
        .fold((0.0_f64, 1.0_f64), |(foot, top), (_, value)| (foot.min(share(*value)), top.max(share(*value))));
    let days = f64::from((last.0 - first.0).get_days()).max(1.0);
    let place = |(day, value): &(Date, f64)| {
        let across = f64::from((*day - first.0).get_days()) / days;
        let up = (share(*value) - foot) / (top - foot);
        (ROOM + across * (SIZE.0 - 2.0 * ROOM), SIZE.1 - ROOM - up * (SIZE.1 - 2.0 * ROOM))
    };
    let mut svg = "<svg class=\"spark\" viewBox=\"0 0 80 18\" aria-hidden=\"true\">".to_owned();
    SvgElement::new(&mut svg, "path", "series").line(values.iter().map(place), 1, "").end();
    let (x, y) = place(last);
    SvgElement::new(&mut svg, "circle", "point").pixels("cx", x).pixels("cy", y).with("r", "2.5").end();
    svg.push_str("</svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_line_goes_from_the_start_at_the_foot_to_the_target_at_the_top() {
        let values = [(date(2026, 1, 1), 10.0), (date(2026, 1, 11), 15.0), (date(2026, 1, 21), 20.0)];
        let svg = spark(&values, 10.0, 20.0).unwrap_or_default();
        assert!(svg.contains(r#"d="M3 15L40 9L77 3""#), "{svg}");
        let falling = spark(&values, 20.0, 10.0).unwrap_or_default();
        assert!(falling.contains(r#"d="M3 3L40 9L77 15""#), "{falling}");
        assert_eq!(spark(values.get(..2).unwrap_or_default(), 10.0, 20.0), None);
    }
}
