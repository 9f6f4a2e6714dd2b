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

/// What a field says in words; nothing of an address.
pub(super) fn own_text(value: &OwnValue) -> Option<String> {
    match value {
        OwnValue::Link(_) => None,
        OwnValue::Text(words) => Some(words.clone()),
        OwnValue::Number(number) => Some(WORDS.number(*number)),
        OwnValue::Day(day) => Some(WORDS.date(*day)),
    }
}

/// The fields that a record in `file` gives, in the order of their declarations.
#[must_use]
pub fn own_views(cx: &Cx<'_>, entries: &[OwnEntry], file: &SourcePath) -> Vec<OwnView> {
    let view = |entry: &OwnEntry| OwnView {
        name: WORDS.marked_internal(entry.field.name.clone(), entry.field.visibility == Visibility::Internal),
        value: match &entry.value {
            // The address itself tells more than the field's name again.
            OwnValue::Link(link) => {
                let shown = link.url.trim_start_matches("https://").trim_start_matches("mailto:");
                LinkView { text: shown.to_owned(), ..cx.given(link, file) }
            }
            value => LinkView { href: String::new(), text: own_text(value).unwrap_or_default() },
        },
    };
    entries.iter().map(view).collect()
}
