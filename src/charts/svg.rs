//! The few elements that charts are made of.

use std::fmt::Write as _;

/// An SVG document while it is written.
#[derive(Debug)]
pub(super) struct Drawing {
    body: String,
}

impl Drawing {
    /// An empty drawing.
    pub(super) fn new() -> Self {
        Self { body: String::with_capacity(4096) }
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        let _ = write!(self.body, r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#);
    }

    /// A rectangle.
    pub(super) fn rect(&mut self, class: &str, at: (f64, f64), size: (f64, f64)) {
        let (x, y, width, height) = (number(at.0), number(at.1), number(size.0), number(size.1));
        let _ = write!(self.body, r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="3"/>"#);
    }

    /// A circle.
    pub(super) fn circle(&mut self, class: &str, at: (f64, f64), radius: f64) {
        let (x, y, radius) = (number(at.0), number(at.1), number(radius));
        let _ = write!(self.body, r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"/>"#);
    }

    /// A path given by its data.
    pub(super) fn path(&mut self, class: &str, data: &str) {
        let _ = write!(self.body, r#"<path class="{class}" d="{data}"/>"#);
    }

    /// A square on its corner.
    pub(super) fn diamond(&mut self, class: &str, at: (f64, f64), radius: f64) {
        let (x, y) = at;
        let data = format!(
            "M{} {}L{} {}L{} {}L{} {}Z",
            number(x),
            number(y - radius),
            number(x + radius),
            number(y),
            number(x),
            number(y + radius),
            number(x - radius),
            number(y)
        );
        self.path(class, &data);
    }

    /// Text; `anchor` is `start`, `middle` or `end`.
    pub(super) fn text(&mut self, class: &str, at: (f64, f64), anchor: &str, text: &str) {
        self.text_at(class, &number(at.0), ("", &number(at.1)), anchor, text);
    }

    /// Text at `x` in any unit, moved by `dx` pixels when that is not empty.
    pub(super) fn text_at(&mut self, class: &str, x: &str, (dx, y): (&str, &str), anchor: &str, text: &str) {
        let dx = if dx.is_empty() || dx == "0" { String::new() } else { format!(r#" dx="{dx}""#) };
        let anchor = if anchor == "start" { String::new() } else { format!(r#" text-anchor="{anchor}""#) };
        let _ = write!(self.body, r#"<text class="{class}" x="{x}"{dx} y="{y}"{anchor}>{}</text>"#, escape(text));
    }

    /// What was drawn before, as one group of this class.
    pub(super) fn group(&mut self, class: &str, inner: &Self) {
        let _ = write!(self.body, r#"<g class="{class}">{}</g>"#, inner.body);
    }

    /// A line across the whole width, whatever that is.
    pub(super) fn rule(&mut self, class: &str, y: f64) {
        let y = number(y);
        let _ = write!(self.body, r#"<line class="{class}" x1="0" y1="{y}" x2="100%" y2="{y}"/>"#);
    }

    /// The elements alone.
    pub(super) fn into_body(self) -> String {
        self.body
    }

    /// A mark of health: a shape for each, so that colour is never alone; a square for programs that have none.
    pub(super) fn mark(&mut self, mark: &str, at: (f64, f64), radius: f64) {
        match mark {
            "green" => self.circle("mark-green", at, radius),
            "amber" => self.diamond("mark-amber", at, radius * 1.2),
            "red" => {
                let (x, y) = at;
                let data = format!(
                    "M{} {}L{} {}L{} {}Z",
                    number(x),
                    number(y - radius),
                    number(x + radius * 1.1),
                    number(y + radius * 0.9),
                    number(x - radius * 1.1),
                    number(y + radius * 0.9)
                );
                self.path("mark-red", &data);
            }
            "stale" => self.circle("mark-stale", at, radius),
            "never" => self.line("mark-line", (at.0 - radius, at.1), (at.0 + radius, at.1)),
            _ => self.rect("mark-other", (at.0 - radius + 1.0, at.1 - radius + 1.0), (2.0 * radius - 2.0, 2.0 * radius - 2.0)),
        }
    }

    /// The finished element of this class and natural size, with a title and a description for readers who do not see it.
    pub(super) fn finish(self, key: &str, class: &str, size: (f64, f64), title: &str, description: &str) -> String {
        let (width, height) = (number(size.0), number(size.1));
        let size = format!(r#"viewBox="0 0 {width} {height}" width="{width}" height="{height}""#);
        self.close(key, class, &size, title, description)
    }

    /// The finished element, as wide as its page and `height` pixels high.
    pub(super) fn finish_wide(self, key: &str, class: &str, height: f64, title: &str, description: &str) -> String {
        self.close(key, class, &format!(r#"width="100%" height="{}""#, number(height)), title, description)
    }

    fn close(self, key: &str, class: &str, size: &str, title: &str, description: &str) -> String {
        format!(
            r#"<svg class="{class}" role="img" aria-labelledby="{key}-title {key}-desc" {size} xmlns="http://www.w3.org/2000/svg"><title id="{key}-title">{}</title><desc id="{key}-desc">{}</desc>{}</svg>"#,
            escape(title),
            escape(description),
            self.body
        )
    }
}

/// A coordinate with at most one decimal and no negative zero.
pub(super) fn number(value: f64) -> String {
    decimal(value, 1)
}

/// A number with at most `places` decimals, none of them a zero at its end, and no negative zero.
///
/// Whole numbers are written several times as fast as the shortest form of a float is found.
pub(super) fn decimal(value: f64, places: u32) -> String {
    let unit = 10_u32.pow(places);
    #[expect(clippy::cast_possible_truncation, reason = "a drawing is no million pixels wide, and beyond that the cast saturates")]
    let scaled = (value * f64::from(unit)).round() as i64;
    let (whole, mut part) = (scaled.unsigned_abs() / u64::from(unit), scaled.unsigned_abs() % u64::from(unit));
    let mut out = String::with_capacity(8);
    if scaled < 0 {
        out.push('-');
    }
    push_digits(&mut out, whole);
    if part > 0 {
        out.push('.');
    }
    while part > 0 {
        part *= 10;
        push_digits(&mut out, part / u64::from(unit));
        part %= u64::from(unit);
    }
    out
}

/// Adds the decimal digits of `number`: charts hold thousands of coordinates, and a format string costs ten times as much.
fn push_digits(out: &mut String, number: u64) {
    if number >= 10 {
        push_digits(out, number / 10);
    }
    out.extend(char::from_digit(u32::try_from(number % 10).unwrap_or_default(), 10));
}

/// A count as a number to calculate with.
pub(super) fn count(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// The first characters of a text, with an ellipsis when some are left out.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}\u{2026}", kept.trim_end())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_have_one_decimal_and_no_negative_zero() {
        assert_eq!([1.0, 2.25, -0.01, 10.06, -3.5].map(number), ["1", "2.3", "0", "10.1", "-3.5"]);
        assert_eq!([100.0, 0.05, 33.333, -7.1, 20.999].map(|value| decimal(value, 2)), ["100", "0.05", "33.33", "-7.1", "21"]);
        for tenths in -2000..2000 {
            let value = f64::from(tenths) / 10.0;
            assert_eq!(number(value), format!("{}", if tenths == 0 { 0.0 } else { value }));
        }
    }

    #[test]
    fn text_cannot_break_out_of_the_drawing() {
        let mut drawing = Drawing::new();
        drawing.text("label", (0.0, 0.0), "start", "</text><script>");
        let svg = drawing.finish("k", "chart", (1.0, 1.0), "a & b", "<");
        assert!(svg.contains("&lt;/text&gt;&lt;script&gt;") && svg.contains(">a &amp; b</title>"));
    }

    #[test]
    fn a_long_text_ends_in_an_ellipsis() {
        assert_eq!([shorten("Go-live", 7), shorten("Go-live decision", 8)], ["Go-live", "Go-live\u{2026}"]);
    }
}
