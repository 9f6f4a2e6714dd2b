//! `brand` of `pmo.yaml`: the name, the sign and the colour by which readers know whose site it is.

use std::fmt;

use serde_json::{Value, json};

use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder};
use crate::parse::picture::Picture;
use crate::parse::schema::titled;
use crate::parse::values::Name;
use crate::parse::yaml::{Node, NodeKind};

record! {
    /// The name, the sign and the colour by which readers know whose site it is.
    pub struct BrandRecord: "brand" {
        /// What the top bar says.
        may name: Name [default = "the site's title"] [example = "Acme PMO"],
        /// A small picture before that name: SVG, PNG or WebP below `static/`.
        may logo: Picture [example = "/logo.svg"],
        /// The colour of links, buttons and chosen things on a light ground.
        may accent: HexColour [default = "the theme's"] [example = "#065f46"],
        /// The same on a dark ground.
        may accent_dark: HexColour [default = "`accent`, made light enough to be read"] [example = "#6ee7b7"],
    }
}

/// Lowest contrast at which small text can be read, a ratio of luminances (WCAG 2.2, success criterion 1.4.3).
const READABLE: f64 = 4.5;

/// A colour by its red, green and blue, each 0 to 255 in sRGB; written `#rrggbb` or `#rgb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HexColour(pub [u8; 3]);

impl HexColour {
    /// The grounds of text in the built-in theme when it is light: that of the page and that of strips.
    pub const LIGHT: [Self; 2] = [Self([0xff; 3]), Self([0xf5, 0xf6, 0xf9])];
    /// The same when it is dark.
    pub const DARK: [Self; 2] = [Self([0x10, 0x14, 0x1b]), Self([0x18, 0x1d, 0x27])];

    fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .strip_prefix('#')?
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match *digits.as_slice() {
            [red, green, blue] => Some(Self([red * 17, green * 17, blue * 17])),
            [red, red_low, green, green_low, blue, blue_low] => {
                Some(Self([red * 16 + red_low, green * 16 + green_low, blue * 16 + blue_low]))
            }
            _ => None,
        }
    }

    /// Relative luminance, 0 for black to 1 for white (WCAG 2.2).
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast of text in this colour with `ground`, 1 to 21 (WCAG 2.2).
    #[must_use]
    pub fn contrast(self, ground: Self) -> f64 {
        let (one, other) = (self.luminance(), ground.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The ground of what is chosen, which has a share of this colour in it, as the theme mixes it.
    fn soft(self, ground: Self) -> Self {
        let share: u32 = if ground.luminance() > 0.5 { 9 } else { 16 };
        let mut mixed = ground.0;
        for (to, from) in mixed.iter_mut().zip(self.0) {
            *to =
                u8::try_from((u32::from(from) * share + u32::from(*to) * (100 - share) + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(mixed)
    }

    /// The lowest contrast with any of `grounds`, and with the ground of what is chosen on the first of them.
    #[must_use]
    pub fn least_contrast(self, grounds: [Self; 2]) -> f64 {
        let soft = grounds.first().map(|page| self.soft(*page));
        grounds.into_iter().chain(soft).map(|ground| self.contrast(ground)).fold(f64::MAX, f64::min)
    }

    /// The nearest shade of this colour that can be read on `grounds`: itself, or a mix with black on light grounds and
    /// with white on dark ones.
    #[must_use]
    pub fn readable_on(self, grounds: [Self; 2]) -> Self {
        let light = grounds.iter().any(|ground| ground.luminance() > 0.5);
        let goal = if light { 0_u32 } else { 255 };
        let shades = (0..=100_u32).map(|share| {
            Self(self.0.map(|part| {
                let mixed = (u32::from(part) * (100 - share) + goal * share + 50) / 100;
                u8::try_from(mixed).unwrap_or(u8::MAX)
            }))
        });
        let mut last = self;
        for shade in shades {
            last = shade;
            if shade.is_readable_on(grounds) {
                break;
            }
        }
        last
    }

    /// Whether small text in this colour can be read on each of `grounds`.
    #[must_use]
    pub fn is_readable_on(self, grounds: [Self; 2]) -> bool {
        self.least_contrast(grounds) >= READABLE
    }
}

impl fmt::Display for HexColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Decode for HexColour {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let colour = match &node.kind {
            NodeKind::Scalar { text, .. } => Self::parse(text),
            _ => None,
        };
        let hint = || Some("write it with quotes, or `#` begins a comment: `\"#065f46\"`".to_owned());
        colour.or_else(|| to.wrong(node, "a colour such as `\"#065f46\"`", hint()))
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" }), "colour", "#065f46")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_has_three_or_six_digits() {
        assert_eq!(HexColour::parse("#0aF"), Some(HexColour([0x00, 0xaa, 0xff])));
        assert_eq!(HexColour::parse("#065f46").map(|colour| colour.to_string()).as_deref(), Some("#065f46"));
        for text in ["065f46", "#12345", "#gggggg", "teal", "#ééé"] {
            assert_eq!(HexColour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let (black, white) = (HexColour([0; 3]), HexColour([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        // #767676 on white is the known border of 4.5.
        assert!((HexColour([0x76; 3]).contrast(white) - 4.54).abs() < 0.01);
        assert!(HexColour([0x77; 3]).contrast(white) < READABLE);
    }

    #[test]
    fn the_shade_that_is_proposed_can_be_read_and_is_the_nearest() {
        let teal = HexColour([0x14, 0xb8, 0xa6]);
        assert!(!teal.is_readable_on(HexColour::LIGHT));
        let darker = teal.readable_on(HexColour::LIGHT);
        assert!(darker.is_readable_on(HexColour::LIGHT) && darker.least_contrast(HexColour::LIGHT) < 4.8, "{darker}");
        assert_eq!(teal.readable_on(HexColour::DARK), teal, "it can be read as it is");
        let green = HexColour([0x06, 0x5f, 0x46]);
        assert!(green.readable_on(HexColour::DARK).is_readable_on(HexColour::DARK));
    }
}
