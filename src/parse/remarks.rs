//! What is said of keys that pages hold, once for a site.

use std::collections::BTreeMap;

use super::front_matter::NotedKey;
use super::site::Parsed;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::SourcePath;

/// Most other places that a finding names.
const PLACES: usize = 8;

impl Parsed {
    /// What is said of keys that are nearly known, and of those of other tools that are not honoured: one finding for
    /// each key, at the first page that has it.
    #[must_use]
    pub fn remarks(&self) -> Vec<Diagnostic> {
        let mut keys: BTreeMap<(&str, Option<&str>), Vec<Place>> = BTreeMap::new();
        for (path, result) in self.noted.iter() {
            for NotedKey { key, span, meant } in result.0.noted() {
                keys.entry((key, *meant)).or_default().push(Place::new(path, *span));
            }
        }
        keys.into_iter().filter_map(|((key, meant), places)| of(key, meant, &places)).collect()
    }
}

fn of(key: &str, meant: Option<&str>, places: &[Place]) -> Option<Diagnostic> {
    let (first, others) = places.split_first()?;
    let count = match others.iter().map(|place| &place.file).collect::<std::collections::BTreeSet<&SourcePath>>().len()
    {
        0 => String::new(),
        1 => "; one more page has it".to_owned(),
        many => format!("; {many} more pages have it"),
    };
    let finding = if let Some(meant) = meant {
        let message = format!("`{key}` is no key that is read, and is nearly one");
        let hint = format!("did you mean `{meant}`? it counts as a parameter of the page{count}");
        Diagnostic::new(&registry::LIKELY_KEY, first.clone(), message).hint(hint)
    } else {
        let message = format!("`{key}` is not honoured: it decides neither who sees the page nor where it stands");
        let hint = format!("{}{count}", instead(key));
        Diagnostic::new(&registry::KEY_NOT_HONOURED, first.clone(), message).hint(hint)
    };
    Some(others.iter().take(PLACES).fold(finding, |finding, place| finding.related(place.clone(), "here too")))
}

/// What to write for a key of another tool.
fn instead(key: &str) -> &'static str {
    match &*super::publication::plain(key) {
        "permalink" => "write `url` for the address of the page, and the others as `aliases`",
        "outputs" => "write `build: { render: never }` if there is to be no page",
        "status" => "write `draft: true` to withhold the page, or `unlisted: true` to take it out of lists",
        "visible" => "write `unlisted: true` to take the page out of lists, or `draft: true` to withhold it",
        _ => "write `visibility: internal` to keep the page from the public",
    }
}
