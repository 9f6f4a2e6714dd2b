//! Icons of fonts that pages of other tools load, such as `<i class="fa-solid fa-check"></i>`: without the font nothing
//! is seen of them, and nobody hears them.

use super::super::tag::Tag;

/// Signs for the icons that stand for a word, by the names that Font Awesome gives them.
const SIGNS: &[(&str, &str)] = &[
    ("check", "✓"),
    ("check-circle", "✓"),
    ("circle-check", "✓"),
    ("circle-xmark", "✗"),
    ("close", "✗"),
    ("square-check", "✓"),
    ("star", "★"),
    ("times", "✗"),
    ("times-circle", "✗"),
    ("xmark", "✗"),
];

/// Names in the same place that say how an icon looks and not which it is.
const STYLES: &[&str] = &[
    "border", "brands", "duotone", "fw", "inverse", "lg", "light", "pulse", "regular", "sharp", "sm", "solid", "spin",
    "stack", "thin", "xl", "xs",
];

/// The name of the icon that `tag` shows.
pub(super) fn icon(tag: &Tag) -> Option<&str> {
    let classes = tag.get("class").filter(|_| matches!(tag.name.as_str(), "i" | "span"))?;
    let mut names = classes.split_ascii_whitespace().filter_map(|class| class.strip_prefix("fa-"));
    names.find(|name| !STYLES.contains(name) && !name.starts_with(|first: char| first.is_ascii_digit()))
}

/// The sign that says the same.
pub(super) fn sign(icon: &str) -> Option<&'static str> {
    SIGNS.iter().find(|(name, _)| *name == icon).map(|(_, sign)| *sign)
}
