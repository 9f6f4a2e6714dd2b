//! The few elements that charts are made of.

use std::borrow::Cow;

/// An SVG document while it is written.
#[derive(Debug)]
pub(super) struct Drawing {
    body: String,
}

/// A place across: in pixels, or in percent of the whole width.
#[derive(Clone, Copy, Debug)]
pub(super) enum Across {
    Pixels(f64),
    Percent(f64),
}

/// An element that is added to a drawing, attribute by attribute. No format strings: charts hold thousands of
/// coordinates, and each would cost ten times as much.
pub(super) struct SvgElement<'d>(&'d mut String);

impl<'d> SvgElement<'d> {
    /// Begins the element `name` of this class.
    pub(super) fn new(body: &'d mut String, name: &str, class: &str) -> Self {
        body.extend(["<", name, " class=\"", class, "\""]);
        Self(body)
    }

    /// An attribute whose value needs no escaping.
    pub(super) fn with(self, name: &str, value: &str) -> Self {
        self.0.extend([" ", name, "=\"", value, "\""]);
        self
    }

    /// A length in pixels.
    pub(super) fn pixels(self, name: &str, value: f64) -> Self {
        self.length(name, value, 1, "\"")
    }

    /// A length in percent, with at most two decimals: a tenth of a pixel on a wide screen.
    pub(super) fn percent(self, name: &str, value: f64) -> Self {
        self.length(name, value, 2, "%\"")
    }

    fn across(self, name: &str, value: Across) -> Self {
        match value {
            Across::Pixels(value) => self.pixels(name, value),
            Across::Percent(value) => self.percent(name, value),
        }
    }

    fn length(self, name: &str, value: f64, places: u32, end: &str) -> Self {
        self.0.extend([" ", name, "=\""]);
        push_decimal(self.0, value, places);
        self.0.push_str(end);
        self
    }

    /// The data of a path: a line through `points`, across with at most `places` decimals and down with at most one,
    /// and then `end`.
    pub(super) fn line(self, points: impl IntoIterator<Item = (f64, f64)>, places: u32, end: &str) -> Self {
        self.0.push_str(" d=\"");
        for (at, (x, y)) in points.into_iter().enumerate() {
            self.0.push(if at == 0 { 'M' } else { 'L' });
            push_decimal(self.0, x, places);
            self.0.push(' ');
            push_decimal(self.0, y, 1);
        }
        self.0.extend([end, "\""]);
        self
    }

    /// Ends the element, which holds this text.
    pub(super) fn close(self, text: &str) {
        self.0.extend([">", &*escape(text), "</text>"]);
    }

    /// Ends the element, which holds nothing.
    pub(super) fn end(self) {
        self.0.push_str("/>");
    }
}

impl Drawing {
    /// An empty drawing.
    pub(super) fn new() -> Self {
        Self { body: String::with_capacity(4096) }
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let line = SvgElement::new(&mut self.body, "line", class);
        line.pixels("x1", from.0).pixels("y1", from.1).pixels("x2", to.0).pixels("y2", to.1).end();
    }

    /// A rectangle.
    pub(super) fn rect(&mut self, class: &str, at: (f64, f64), size: (f64, f64)) {
        let rect = SvgElement::new(&mut self.body, "rect", class);
        rect.pixels("x", at.0).pixels("y", at.1).pixels("width", size.0).pixels("height", size.1).with("rx", "3").end();
    }

    /// A circle.
    pub(super) fn circle(&mut self, class: &str, at: (f64, f64), radius: f64) {
        SvgElement::new(&mut self.body, "circle", class)
            .pixels("cx", at.0)
            .pixels("cy", at.1)
            .pixels("r", radius)
            .end();
    }

    /// A path given by its data.
    pub(super) fn path(&mut self, class: &str, data: &str) {
        SvgElement::new(&mut self.body, "path", class).with("d", data).end();
    }

    /// A closed shape with straight sides.
    fn shape(&mut self, class: &str, corners: &[(f64, f64)]) {
        SvgElement::new(&mut self.body, "path", class).line(corners.iter().copied(), 1, "Z").end();
    }

    /// A square on its corner.
    pub(super) fn diamond(&mut self, class: &str, at: (f64, f64), radius: f64) {
        let (x, y) = at;
        self.shape(class, &[(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]);
    }

    /// Text; `anchor` is `start`, `middle` or `end`.
    pub(super) fn text(&mut self, class: &str, at: (f64, f64), anchor: &str, text: &str) {
        self.text_at(class, Across::Pixels(at.0), (0.0, at.1), anchor, text);
    }

    /// Text at `x`, moved by `dx` pixels.
    pub(super) fn text_at(&mut self, class: &str, x: Across, (dx, y): (f64, f64), anchor: &str, text: &str) {
        write_text(&mut self.body, class, x, (dx, y), anchor, text);
    }

    /// A mark of health: a shape for each, so that colour is never alone; a square for programs that have none.
    pub(super) fn mark(&mut self, mark: &str, at: (f64, f64), radius: f64) {
        match mark {
            "green" => self.circle("mark-green", at, radius),
            "amber" => self.diamond("mark-amber", at, radius * 1.2),
            "red" => {
                let (x, y) = at;
                let foot = y + radius * 0.9;
                self.shape("mark-red", &[(x, y - radius), (x + radius * 1.1, foot), (x - radius * 1.1, foot)]);
            }
            "stale" => self.circle("mark-stale", at, radius),
            "never" => self.line("mark-line", (at.0 - radius, at.1), (at.0 + radius, at.1)),
            _ => self.rect(
                "mark-other",
                (at.0 - radius + 1.0, at.1 - radius + 1.0),
                (2.0 * radius - 2.0, 2.0 * radius - 2.0),
            ),
        }
    }

    /// Begins a link to `href`, where there is one.
    pub(super) fn open_link(&mut self, href: Option<&str>) {
        if let Some(href) = href {
            self.body.extend(["<a href=\"", &*escape(href), "\">"]);
        }
    }

    /// Ends the link that [`open_link`](Self::open_link) began with the same address.
    pub(super) fn close_link(&mut self, href: Option<&str>) {
        self.body.push_str(if href.is_some() { "</a>" } else { "" });
    }

    /// The finished element of this class and natural size, with links in it: a group, which its caption names.
    pub(super) fn finish_linked(self, key: &str, class: &str, size: (f64, f64)) -> String {
        let (width, height) = (number(size.0), number(size.1));
        let size = format!(r#"viewBox="0 0 {width} {height}" width="{width}" height="{height}""#);
        self.close("group", key, class, &size)
    }

    /// The finished element, as wide as its page and `height` pixels high.
    pub(super) fn finish_wide(self, key: &str, class: &str, height: f64) -> String {
        self.close("img", key, class, &format!(r#"width="100%" height="{}""#, number(height)))
    }

    fn close(self, role: &str, key: &str, class: &str, size: &str) -> String {
        let body = self.body;
        format!(
            "<svg class=\"{class}\" role=\"{role}\" aria-labelledby=\"{key}-name\" {size} \
             xmlns=\"http://www.w3.org/2000/svg\">{body}</svg>"
        )
    }
}

/// Adds a text at `x`, moved by `dx` pixels.
pub(super) fn write_text(body: &mut String, class: &str, x: Across, (dx, y): (f64, f64), anchor: &str, text: &str) {
    let mut words = SvgElement::new(body, "text", class).across("x", x);
    if dx != 0.0 {
        words = words.pixels("dx", dx);
    }
    words = words.pixels("y", y);
    if anchor != "start" {
        words = words.with("text-anchor", anchor);
    }
    words.close(text);
}

/// A coordinate with at most one decimal and no negative zero.
pub(super) fn number(value: f64) -> String {
    let mut out = String::with_capacity(8);
    push_decimal(&mut out, value, 1);
    out
}

/// Adds a number with at most `places` decimals, none of them a zero at its end, and no negative zero.
///
/// Whole numbers are written several times as fast as the shortest form of a float is found.
fn push_decimal(out: &mut String, value: f64, places: u32) {
    let unit = 10_u32.pow(places);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a drawing is no million pixels wide, and beyond that the cast saturates"
    )]
    let scaled = (value * f64::from(unit)).round() as i64;
    let (whole, mut part) = (scaled.unsigned_abs() / u64::from(unit), scaled.unsigned_abs() % u64::from(unit));
    if scaled < 0 {
        out.push('-');
    }
    push_digits(out, whole);
    if part > 0 {
        out.push('.');
    }
    while part > 0 {
        part *= 10;
        push_digits(out, part / u64::from(unit));
        part %= u64::from(unit);
    }
}

/// Adds the decimal digits of `number`.
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

/// A text as it stands in an attribute or an element.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if text.contains(['&', '<', '>', '"']) {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hundredths(value: f64) -> String {
        let mut out = String::new();
        push_decimal(&mut out, value, 2);
        out
    }

    #[test]
    fn coordinates_have_one_decimal_and_no_negative_zero() {
        assert_eq!([1.0, 2.25, -0.01, 10.06, -3.5].map(number), ["1", "2.3", "0", "10.1", "-3.5"]);
        assert_eq!([100.0, 0.05, 33.333, -7.1, 20.999].map(hundredths), ["100", "0.05", "33.33", "-7.1", "21"]);
        for tenths in -2000..2000 {
            let value = f64::from(tenths) / 10.0;
            assert_eq!(number(value), format!("{}", if tenths == 0 { 0.0 } else { value }));
        }
    }

    #[test]
    fn text_cannot_break_out_of_the_drawing() {
        let mut drawing = Drawing::new();
        drawing.text("label", (0.0, 0.0), "start", "</text><script>");
        let svg = drawing.finish_wide("k", "chart", 1.0);
        assert!(svg.contains("&lt;/text&gt;&lt;script&gt;"));
    }

    #[test]
    fn a_long_text_ends_in_an_ellipsis() {
        assert_eq!([shorten("Go-live", 7), shorten("Go-live decision", 8)], ["Go-live", "Go-live\u{2026}"]);
    }
}
