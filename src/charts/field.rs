//! The field of a chart that is as wide as its page: across in percent, down in pixels, so that text keeps its size on
//! any screen.
//!
//! SVG has no unit for that in path data. Marks therefore stand with `<use>`, whose place may be a percentage, and
//! lines of many points lie in a stretched layer of their own. A field is an element beside the drawing that has the
//! words, because only the outermost `<svg>` is placed by a style sheet: the theme says where it begins and ends
//! (`.plot-…`).

use super::svg::{Across, SvgElement, number, write_text};

/// Across a field: its whole width in percent.
pub(super) const WIDTH: f64 = 100.0;

/// A field while it is drawn.
#[derive(Debug)]
pub(super) struct DrawnField {
    ground: String,
    body: String,
    curves: String,
}

impl DrawnField {
    /// An empty field.
    pub(super) fn new() -> Self {
        Self { ground: String::new(), body: String::new(), curves: String::new() }
    }

    /// A line of the axes, below everything that is drawn before or after it.
    pub(super) fn grid(&mut self, from: (f64, f64), to: (f64, f64)) {
        straight(&mut self.ground, "gridline", from, to);
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        straight(&mut self.body, class, from, to);
    }

    /// A line through many points.
    pub(super) fn curve(&mut self, class: &str, points: impl IntoIterator<Item = (f64, f64)>) {
        SvgElement::new(&mut self.curves, "path", class)
            .with("vector-effect", "non-scaling-stroke")
            .line(points, 2, "")
            .end();
    }

    /// A bar: its upper left corner, and its width across and height down.
    pub(super) fn bar(&mut self, class: &str, at: (f64, f64), size: (f64, f64)) {
        let bar = SvgElement::new(&mut self.body, "rect", class);
        bar.percent("x", at.0).pixels("y", at.1).percent("width", size.0).pixels("height", size.1).end();
    }

    /// A dot.
    pub(super) fn dot(&mut self, class: &str, at: (f64, f64)) {
        SvgElement::new(&mut self.body, "circle", class).percent("cx", at.0).pixels("cy", at.1).with("r", "2.5").end();
    }

    /// Text that begins `aside` pixels from its place; `anchor` is `start`, `middle` or `end`.
    pub(super) fn text(&mut self, class: &str, at: (f64, f64), aside: f64, anchor: &str, text: &str) {
        write_text(&mut self.body, class, Across::Percent(at.0), (aside, at.1), anchor, text);
    }

    /// Text centred under its place, or beside it where the field ends.
    pub(super) fn caption(&mut self, class: &str, at: (f64, f64), text: &str) {
        let anchor = match at.0 / WIDTH {
            place if place < 0.2 => "start",
            place if place > 0.8 => "end",
            _ => "middle",
        };
        self.text(class, at, 0.0, anchor, text);
    }

    /// The finished element of this class; `height` is that of the whole drawing.
    pub(super) fn finish(self, class: &str, height: f64) -> String {
        let height = number(height);
        let curves = if self.curves.is_empty() {
            String::new()
        } else {
            format!(
                r#"<svg class="curves" width="100%" height="{height}" viewBox="0 0 100 {height}" preserveAspectRatio="none">{}</svg>"#,
                self.curves
            )
        };
        format!(
            r#"<svg class="plot {class}" aria-hidden="true" height="{height}">{}{curves}{}</svg>"#,
            self.ground, self.body
        )
    }
}

fn straight(body: &mut String, class: &str, from: (f64, f64), to: (f64, f64)) {
    SvgElement::new(body, "line", class)
        .percent("x1", from.0)
        .pixels("y1", from.1)
        .percent("x2", to.0)
        .pixels("y2", to.1)
        .end();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_percentages_across_and_pixels_down() {
        let mut field = DrawnField::new();
        field.dot("forecast", (100.0 / 3.0, 7.0));
        field.curve("series", [(0.0, 1.0), (50.0, 2.0)]);
        field.grid((0.0, 1.0), (100.0, 1.0));
        let svg = field.finish("plot-plan", 10.0);
        assert!(svg.contains(r#"<circle class="forecast" cx="33.33%" cy="7" r="2.5"/>"#), "{svg}");
        let curve = svg.find("<path class=\"series");
        assert!(
            svg.find("gridline") < curve && curve < svg.find("<circle"),
            "lines of the axes lie under curves: {svg}"
        );
        assert!(svg.contains(r#"viewBox="0 0 100 10" preserveAspectRatio="none"><path class="series" vector-effect="non-scaling-stroke" d="M0 1L50 2"/></svg>"#), "{svg}");
    }
}
