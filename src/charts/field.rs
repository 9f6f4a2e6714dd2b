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
    key: String,
    ground: String,
    body: String,
    curves: String,
    diamonds: bool,
}

impl DrawnField {
    /// An empty field; `key` is that of the chart.
    pub(super) fn new(key: &str) -> Self {
        Self { key: key.to_owned(), ground: String::new(), body: String::new(), curves: String::new(), diamonds: false }
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

    /// A square on its corner, large for what was promised and small for what is expected or was reached.
    pub(super) fn diamond(&mut self, class: &str, at: (f64, f64), large: bool) {
        self.diamonds = true;
        let shape = ["#", &self.key, if large { "-b" } else { "-s" }].concat();
        SvgElement::new(&mut self.body, "use", class).with("href", &shape).percent("x", at.0).pixels("y", at.1).end();
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
        let shapes = if self.diamonds {
            let key = self.key;
            format!(
                r#"<defs><path id="{key}-b" d="M0-8 8 0 0 8-8 0Z"/><path id="{key}-s" d="M0-5.5 5.5 0 0 5.5-5.5 0Z"/></defs>"#
            )
        } else {
            String::new()
        };
        format!(
            r#"<svg class="plot {class}" aria-hidden="true" height="{height}">{shapes}{}{curves}{}</svg>"#,
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
        let mut field = DrawnField::new("k");
        field.diamond("forecast", (100.0 / 3.0, 7.0), false);
        field.curve("series", [(0.0, 1.0), (50.0, 2.0)]);
        field.grid((0.0, 1.0), (100.0, 1.0));
        let svg = field.finish("plot-plan", 10.0);
        assert!(svg.contains(r##"<use class="forecast" href="#k-s" x="33.33%" y="7"/>"##), "{svg}");
        let curve = svg.find("<path class=\"series");
        assert!(svg.find("gridline") < curve && curve < svg.find("<use"), "lines of the axes lie under curves: {svg}");
        assert!(svg.contains(r#"viewBox="0 0 100 10" preserveAspectRatio="none"><path class="series" vector-effect="non-scaling-stroke" d="M0 1L50 2"/></svg>"#), "{svg}");
    }
}
