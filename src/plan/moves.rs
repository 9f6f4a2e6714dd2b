//! Pages that lead elsewhere, as addresses keep them.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, Place, registry};
use crate::markdown::LinkRef;

/// Pages that lead elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    /// Where they lead, as links.
    pub links: Vec<LinkRef>,
    /// Those that can lead nowhere, and why.
    pub faults: Vec<(Place, String, &'static str)>,
    /// `?query` and `#fragment` by the address that was.
    pub rests: HashMap<String, String>,
}

impl Moves {
    /// Whether it is said already that the page whose link stands at `place` can lead nowhere.
    pub fn is_told(&self, place: &Place) -> bool {
        self.faults.iter().any(|(told, ..)| told == place)
    }

    /// What is said of pages that can lead nowhere.
    pub fn found(&self) -> impl Iterator<Item = Diagnostic> {
        self.faults.iter().map(|(place, target, why)| {
            let message = format!("the page cannot lead to `{target}`: {why}");
            let hint = "write the address of a page of this site, or one that begins with `https://`";
            Diagnostic::new(&registry::BAD_ALIAS, place.clone(), message).hint(hint)
        })
    }
}
