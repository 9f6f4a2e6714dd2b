//! Lanes: drawings of one row each that stand in the cells of a table and share one time axis, drawn in its head.

use super::svg::{Across, SvgElement, write_text};
use super::{Scale, Tick};
use jiff::civil::Date;

/// A lane while it is drawn.
#[derive(Debug)]
pub(super) struct Lane<'a> {
    key: &'a str,
    /// From the top of the lane to its marks, as a length.
    across: &'a str,
    /// What is drawn so far.
    pub(super) svg: String,
}

/// The months above the lanes, and what every lane shows again: the lines of the months and of today, and the shapes.
///
/// `today` is named where a text is given for it.
pub(super) fn head(key: &str, scale: &Scale, ticks: &[Tick], today: Date, named: Option<&str>) -> String {
    let mut svg = format!(
        "<svg class=\"lane lane-head\" aria-hidden=\"true\"><defs><path id=\"{key}-b\" d=\"M0-6 6 0 0 6-6 0Z\"/>\
         <path id=\"{key}-s\" d=\"M0-5 5 0 0 5-5 0Z\"/><g id=\"{key}-grid\">"
    );
    let upright = |svg: &mut String, class: &str, x: f64| {
        let line = SvgElement::new(svg, "line", class).percent("x1", x).with("y1", "-40%");
        line.percent("x2", x).with("y2", "140%").end();
    };
    for tick in ticks {
        upright(&mut svg, "gridline", scale.at(tick.date));
    }
    upright(&mut svg, "today", scale.at(today));
    svg.push_str("</g></defs>");
    for tick in ticks {
        write_text(&mut svg, "label", Across::Percent(scale.at(tick.date)), (3.0, 15.0), "start", &tick.text);
    }
    if let Some(text) = named {
        words(&mut svg, "label label-today", scale.at(today), "2.5em", text);
    }
    svg.push_str("</svg>");
    svg
}

/// A text on the side of its place where there is room, its foot `y` below the top.
fn words(svg: &mut String, class: &str, x: f64, y: &str, text: &str) {
    let (aside, anchor) = if x > 60.0 { ("-3", "end") } else { ("3", "start") };
    let words = SvgElement::new(svg, "text", class).percent("x", x).with("dx", aside).with("y", y);
    words.with("text-anchor", anchor).close(text);
}

impl<'a> Lane<'a> {
    /// An empty lane with the lines of the head; `hidden` from assistive technology where it names nothing.
    pub(super) fn new(key: &'a str, across: &'a str, hidden: bool) -> Self {
        let hidden = if hidden { " aria-hidden=\"true\"" } else { "" };
        Self { key, across, svg: format!("<svg class=\"lane\"{hidden}><use href=\"#{key}-grid\"/>") }
    }

    /// A line from what was promised to what is expected.
    pub(super) fn slip(&mut self, baseline: f64, expected: f64, late: bool) {
        let class = if late { "slip late" } else { "slip" };
        let line = SvgElement::new(&mut self.svg, "line", class).percent("x1", baseline).with("y1", self.across);
        line.percent("x2", expected).with("y2", self.across).end();
    }

    /// A square on its corner, large for what was promised and small for what is expected or was reached.
    pub(super) fn diamond(&mut self, class: &str, x: f64, large: bool) {
        let shape = ["#", self.key, if large { "-b" } else { "-s" }].concat();
        SvgElement::new(&mut self.svg, "use", class).with("href", &shape).percent("x", x).with("y", self.across).end();
    }

    /// A name above a mark.
    pub(super) fn name(&mut self, x: f64, text: &str) {
        words(&mut self.svg, "label next", x, "1em", text);
    }

    /// Words right of a mark.
    pub(super) fn after(&mut self, x: f64, text: &str) {
        let words = SvgElement::new(&mut self.svg, "text", "label days").percent("x", x).with("dx", "9");
        words.with("y", self.across).with("dy", "0.35em").close(text);
    }

    /// The finished element.
    pub(super) fn finish(mut self) -> String {
        self.svg.push_str("</svg>");
        self.svg
    }
}
