//! What a page takes over from the sections above it: Hugo's `cascade`.
//!
//! What a page says itself holds, then what the nearest section says. Only keys that decide who sees a page, or where
//! it is listed, are taken over. Deliberately absent: which pages lie below which (`parse::cascade`).

use super::target::Target;
use super::{Findable, FrontMatter, Listing, field};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::parse::publication::{Publication, plain};
use crate::parse::topics::Topics;
use crate::parse::yaml::{Key, Node, NodeKind};
use crate::source::SourcePath;

/// One set of keys for the pages below, and which pages it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct CascadeRule {
    /// Which pages.
    pub target: Target,
    /// What is said of them.
    pub says: FrontMatter,
}

/// Keys that are read on a page and that pages below do not take over.
const OWN: &[&str] = &[
    "title",
    "linktitle",
    "sidebarlabel",
    "description",
    "weight",
    "navorder",
    "sidebarposition",
    "owner",
    "reviewed",
    "reviewedby",
    "reviewevery",
    "reviewin",
    "reviewedon",
    "lastreviewed",
    "lastreviewedon",
    "menu",
    "menus",
    "canonical",
    "canonicalpath",
    "canonicalurl",
    "redirect",
    "redirectto",
    "redirecturl",
];

/// Reads `cascade`.
pub(super) fn take(front: &mut FrontMatter, file: &SourcePath, node: &Node, found: &mut Vec<Diagnostic>) {
    match &node.kind {
        NodeKind::Map(entries) => front.cascade.extend(rule(file, node, entries, found)),
        NodeKind::List(items) => {
            for item in items {
                match &item.kind {
                    NodeKind::Map(entries) => front.cascade.extend(rule(file, item, entries, found)),
                    NodeKind::Null => {}
                    kind => found.push(said(file, item, format!("`cascade` holds {}, not keys", kind.noun()))),
                }
            }
        }
        NodeKind::Null => {}
        NodeKind::Scalar { text, .. } if text.trim().is_empty() => {}
        kind @ NodeKind::Scalar { .. } => {
            found.push(said(file, node, format!("`cascade` is {}, not keys for the pages below", kind.noun())));
        }
    }
}

fn rule(file: &SourcePath, node: &Node, entries: &[(Key, Node)], found: &mut Vec<Diagnostic>) -> Option<CascadeRule> {
    let mut says = FrontMatter::default();
    let mut target = Target::default();
    let mut unclear = None;
    for (key, value) in entries {
        let name = plain(&key.text);
        if name == "target" {
            unclear = target.read(value);
        } else {
            field(&mut says, file, &key.text, value, found);
        }
        if OWN.contains(&&*name) {
            let message = format!("`{}` stands in `cascade`, and pages below do not take it over", key.text);
            let hint = "write it in each page; `cascade` says who sees the pages below and where they are listed";
            found.push(Diagnostic::new(&registry::CASCADE, Place::new(file, value.span), message).hint(hint));
        }
    }
    says.noted.clear();
    if let Some(what) = unclear {
        if !says.withholds() {
            found.push(said(file, node, format!("`cascade` has no effect: of its target {what} is not understood")));
            return None;
        }
        let message = format!("of the target of `cascade` {what} is not understood, so all pages below count as meant");
        found.push(said(file, node, message));
    }
    Some(CascadeRule { target, says })
}

fn said(file: &SourcePath, node: &Node, message: String) -> Diagnostic {
    let hint = "write keys below `cascade`, and its target as `target: { path: \"/handbook/**\" }` if it is for some \
                pages only";
    Diagnostic::new(&registry::CASCADE, Place::new(file, node.span), message).hint(hint)
}

/// Rules of a section whose front matter cannot be read and names `cascade`: everything below may be withheld.
pub(super) fn in_doubt() -> CascadeRule {
    let publication = Publication { doubtful: true, ..Publication::default() };
    CascadeRule { target: Target::default(), says: FrontMatter { publication, ..FrontMatter::default() } }
}

/// Whether a text has a line that begins with the key `cascade`.
pub(super) fn is_named(text: &str) -> bool {
    let names = |line: &str| {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '[' | '{' | '?'));
        let key = line.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
        let rest = line.get(key.len()..).unwrap_or("").trim_start_matches(['"', '\'']).trim_start();
        key.eq_ignore_ascii_case("cascade") && rest.starts_with([':', '=', ']', '.'])
    };
    text.lines().take(200).flat_map(|line| line.split(',')).any(names)
}

impl FrontMatter {
    /// Whether it keeps a page from somebody or from a list.
    fn withholds(&self) -> bool {
        let Publication { draft, internal, from, until, dated, unrendered, files_when_linked, doubtful } =
            self.publication;
        let Listing { hidden_in_tree, hidden_in_section, unlisted, .. } = self.listing;
        let Findable { noindex, unsearched } = self.findable;
        draft
            || internal
            || from.is_some()
            || until.is_some()
            || dated.is_some()
            || unrendered
            || files_when_linked
            || doubtful
            || hidden_in_tree
            || hidden_in_section
            || unlisted
            || noindex
            || unsearched
    }

    /// Takes over from `above` whatever it does not say itself.
    pub fn inherit(&mut self, above: &Self) {
        let new = above.given - self.given;
        let has = |topic| new.contains(topic);
        let Publication { draft, internal, from, until, dated, unrendered, files_when_linked, doubtful } =
            above.publication;
        let own = &mut self.publication;
        own.doubtful |= doubtful;
        own.draft |= has(Topics::DRAFT) && draft;
        own.internal |= has(Topics::INTERNAL) && internal;
        own.from = own.from.or(from.filter(|_| has(Topics::FROM)));
        own.until = own.until.or(until.filter(|_| has(Topics::UNTIL)));
        own.dated = own.dated.or(dated.filter(|_| has(Topics::DATED)));
        own.unrendered |= has(Topics::RENDERED) && unrendered;
        own.files_when_linked |= has(Topics::FILES) && files_when_linked;
        let Listing { hidden_in_tree, hidden_in_section, unlisted, lists_nothing, lists_names, leads_to: _, menu: _ } =
            above.listing;
        let own = &mut self.listing;
        own.hidden_in_tree |= has(Topics::TREE) && hidden_in_tree;
        own.hidden_in_section |= has(Topics::SECTION) && hidden_in_section;
        own.unlisted |= has(Topics::LISTED) && unlisted;
        own.lists_nothing |= has(Topics::LISTS) && lists_nothing;
        own.lists_names |= has(Topics::NAMES) && lists_names;
        let Findable { noindex, unsearched } = above.findable;
        let own = &mut self.findable;
        own.noindex |= has(Topics::INDEXED) && noindex;
        own.unsearched |= has(Topics::SEARCHED) && unsearched;
        self.given |= new;
    }
}
