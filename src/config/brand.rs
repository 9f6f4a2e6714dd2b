//! The name, the sign and the colour of a site, with their defaults.

use crate::parse::records::{BrandRecord, HexColour};

/// The name, the sign and the colour of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// What the top bar says; the site's title when not given.
    pub name: Option<String>,
    /// The address of the picture before it, from the root.
    pub logo: Option<String>,
    /// The colour of links and buttons; the theme's when not given.
    pub accent: Option<Accent>,
}

/// A colour for light and for dark grounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// On light grounds.
    pub light: HexColour,
    /// On dark grounds.
    pub dark: HexColour,
}

impl Brand {
    /// What `record` says. Of an accent that is given for one ground alone, the other is its nearest readable shade.
    #[must_use]
    pub(super) fn of(record: Option<&BrandRecord>) -> Self {
        let Some(BrandRecord { name, logo, accent, accent_dark, span: _, faulty: _ }) = record else {
            return Self::default();
        };
        let accent = match (accent.map(|given| given.value), accent_dark.map(|given| given.value)) {
            (Some(light), dark) => {
                Some(Accent { light, dark: dark.unwrap_or_else(|| light.readable_on(HexColour::DARK)) })
            }
            (None, Some(dark)) => Some(Accent { light: dark.readable_on(HexColour::LIGHT), dark }),
            (None, None) => None,
        };
        Self {
            name: name.as_ref().map(|name| name.value.0.clone()),
            logo: logo.as_ref().map(|logo| logo.value.0.clone()),
            accent,
        }
    }
}
