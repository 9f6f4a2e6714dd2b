//! A share of a whole as one bar: what is taken, and how far it may go.

use super::svg::SvgElement;

/// The bar of `value` percent of which at most `most` may be taken; more than 100 percent fill it.
///
/// It repeats numbers that stand beside it and is hidden from assistive technology.
#[must_use]
pub fn bullet(value: u32, most: u32) -> String {
    let width = |percent: u32| f64::from(percent.min(100));
    let mut svg = String::from("<svg class=\"bullet\" aria-hidden=\"true\" focusable=\"false\">");
    SvgElement::new(&mut svg, "rect", "most").percent("width", width(most)).with("height", "100%").end();
    let class = if value > most { "taken over" } else { "taken" };
    SvgElement::new(&mut svg, "rect", class)
        .percent("width", width(value))
        .with("y", "25%")
        .with("height", "50%")
        .end();
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_as_long_as_its_share_and_never_longer_than_the_whole() {
        let svg = bullet(70, 85);
        assert!(svg.contains(r#"<rect class="most" width="85%" height="100%"/>"#), "{svg}");
        assert!(svg.contains(r#"<rect class="taken" width="70%" y="25%" height="50%"/>"#), "{svg}");
        assert!(bullet(120, 100).contains(r#"<rect class="taken over" width="100%""#));
    }
}
