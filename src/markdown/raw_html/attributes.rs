//! The attributes of a raw tag.

use std::ops::Range;

use super::super::element;
use super::super::tag::Tag;
use super::super::tag_addresses;
use super::super::writer::record;
use super::Rewriter;
use crate::diagnostics::{Diagnostic, registry};

/// Most attributes of one tag. No element has thirty that mean anything; browsers and the cleaner look through all that
/// came before for each of them.
const MOST: usize = 256;

impl Rewriter<'_, '_> {
    /// Whether a tag has more attributes than are read; it is shown as text, with a finding.
    pub(super) fn is_crowded(&mut self, tag: &Tag, place: &Range<usize>) -> bool {
        if tag.written <= MOST {
            return false;
        }
        if self.told.insert("attributes".to_owned()) {
            let start = place.start..place.end.min(place.start + tag.name.len() + 1);
            let message = format!("`<{}>` has {} attributes and is shown as text", tag.name, tag.written);
            let finding = Diagnostic::new(&registry::CROWDED_TAG, self.origin.place(&start), message);
            self.found.push(finding.hint(format!("leave at most {MOST}; further ones on the page are not listed")));
        }
        true
    }

    /// Notes the ids that a tag defines.
    pub(super) fn anchors(&mut self, tag: &mut Tag) {
        let name = tag.get("name").filter(|_| tag.name == "a");
        let ids = [tag.get("id"), name].into_iter().flatten().filter(|id| !id.is_empty());
        self.result.ids.extend(ids.map(str::to_owned));
    }

    /// Removes the attributes that are not allowed and adds a missing alternative text.
    pub(super) fn attributes(&mut self, tag: &mut Tag, place: &Range<usize>) {
        let element = tag.name.clone();
        let mut removed = Vec::new();
        tag.attributes.retain(|(name, _)| {
            let kept = element::keeps(&element, name) || element::is_address(&element, name);
            if !kept {
                removed.push(name.clone());
            }
            kept
        });
        for name in removed {
            if self.told.insert(format!("={name}")) {
                let message = format!("attribute `{name}` of `<{element}>` is not allowed and was removed");
                let finding = Diagnostic::new(&registry::REMOVED_HTML, self.origin.place(place), message);
                self.found.push(finding.hint("remove it; further ones of this name on the page are not listed"));
            }
        }
        if element == "img" && tag.get("alt").is_none() {
            let finding =
                Diagnostic::new(&registry::NO_ALT, self.origin.place(place), "picture has no alternative text");
            self.found.push(finding.hint("add `alt=\"what it shows\"`, or `alt=\"\"` for mere decoration"));
            tag.attributes.insert(0, ("alt".to_owned(), String::new()));
        }
    }

    /// Replaces addresses with marks; says whether there were any.
    pub(super) fn addresses(&mut self, tag: &mut Tag, place: &Range<usize>) -> bool {
        let slice = self.source.get(place.clone()).unwrap_or("");
        tag_addresses::mark(tag, slice, |address| {
            let at = address.within.map_or_else(|| place.clone(), |at| place.start + at.start..place.start + at.end);
            let place = self.origin.place(&at);
            record(self.links, self.found, address.kind, address.target, place, address.text, address.extra).1
        })
    }
}
