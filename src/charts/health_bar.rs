//! How many programs stand where, as one bar.

use super::svg::{SvgElement, count};

/// The bar of `parts`, each a mark with how many stand there, from left to right; `None` where there are none.
#[must_use]
pub fn health_bar(parts: &[(&'static str, usize)]) -> Option<String> {
    let whole = count(parts.iter().map(|(_, many)| many).sum());
    if whole == 0.0 {
        return None;
    }
    let mut svg =
        "<svg class=\"health-bar\" aria-hidden=\"true\"><defs><pattern id=\"stripes\" width=\"6\" height=\"12\" \
                   patternUnits=\"userSpaceOnUse\"><rect width=\"3\" height=\"12\"/></pattern></defs>"
            .to_owned();
    let mut left = 0.0;
    for (mark, many) in parts.iter().filter(|(_, many)| *many > 0) {
        let width = count(*many) / whole * 100.0;
        let part = SvgElement::new(&mut svg, "rect", &["bar-", mark].concat()).with("data-bar", mark);
        let part = part.percent("x", left).percent("width", width).with("height", "100%");
        if *mark == "stale" {
            part.with("fill", "url(#stripes)").end();
        } else {
            part.end();
        }
        left += width;
    }
    svg.push_str("</svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_shares() {
        let svg = health_bar(&[("red", 1), ("amber", 0), ("stale", 1), ("green", 2)]).unwrap_or_default();
        assert!(svg.contains(r#"<rect class="bar-red" data-bar="red" x="0%" width="25%" height="100%"/>"#), "{svg}");
        assert!(svg.contains(r#"data-bar="stale" x="25%" width="25%" height="100%" fill="url(#stripes)"/>"#), "{svg}");
        assert!(svg.contains(r#"data-bar="green" x="50%" width="50%""#) && !svg.contains("amber"), "{svg}");
        assert_eq!(health_bar(&[("red", 0)]), None);
    }
}
