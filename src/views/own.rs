//! Fields of the site's own, as pages show them.

use serde::Serialize;

use super::Cx;
use crate::parse::records::{OwnEntry, OwnValue, Visibility};
use crate::plan::LinkView;
use crate::source::SourcePath;
use crate::words::WORDS;

/// A field of the site's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnView {
    /// What it is called.
    pub name: String,
    /// What it says; it leads somewhere where that is an address.
    pub value: LinkView,
}

/// The fields that a record in `file` gives, in the order of their declarations.
#[must_use]
pub fn own_views(cx: &Cx<'_>, entries: &[OwnEntry], file: &SourcePath) -> Vec<OwnView> {
    let text = |text: String| LinkView { href: String::new(), text };
    let view = |entry: &OwnEntry| OwnView {
        name: WORDS.marked_internal(entry.field.name.clone(), entry.field.visibility == Visibility::Internal),
        value: match &entry.value {
            // The address itself tells more than the field's name again.
            OwnValue::Link(link) => {
                let shown = link.url.trim_start_matches("https://").trim_start_matches("mailto:");
                LinkView { text: shown.to_owned(), ..cx.given(link, file) }
            }
            OwnValue::Text(words) => text(words.clone()),
            OwnValue::Number(number) => text(WORDS.number(*number)),
            OwnValue::Day(day) => text(WORDS.date(*day)),
        },
    };
    entries.iter().map(view).collect()
}
