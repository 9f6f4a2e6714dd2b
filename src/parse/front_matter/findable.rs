//! Who finds a page: keys that keep it from search engines, from the site's search and from lists, and those that say
//! where it really stands.
//!
//! The page stays published and links to it hold. A value that cannot be read may have been meant to keep the page from
//! being found, so it is not found until somebody corrects it, and that is said.

use super::FrontMatter;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::parse::decode::Located;
use crate::parse::publication::{NO, YES, truth};
use crate::parse::topics::Topics;
use crate::parse::yaml::{Node, NodeKind};
use crate::source::SourcePath;

/// Who finds a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Findable {
    /// `noindex` and the like: search engines are asked to stay away, and neither the sitemap nor the search has it.
    pub noindex: bool,
    /// `search: { exclude: true }` and the like: the site's own search does not have it.
    pub unsearched: bool,
}

/// What a key says when its value is `true`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Noindex,
    Unlisted,
    Unsearched,
    /// `false` keeps the page out of search.
    Searched,
}

/// The keys that are true or false, in small letters without `_` and `-`.
const KEYS: &[(&str, Says)] = &[
    ("noindex", Says::Noindex),
    ("norobots", Says::Noindex),
    ("sitemapexclude", Says::Noindex),
    ("excludefromsitemap", Says::Noindex),
    ("unlisted", Says::Unlisted),
    ("hidden", Says::Unlisted),
    ("searchexclude", Says::Unsearched),
    ("excludesearch", Says::Unsearched),
    ("excludefromsearch", Says::Unsearched),
    ("nosearch", Says::Unsearched),
    ("insearchindex", Says::Searched),
];

/// The keys that [`take`] reads.
pub(super) fn is_key(plain: &str) -> bool {
    KEYS.iter().any(|(name, _)| *name == plain)
        || matches!(plain, "robots" | "sitemap" | "search" | "head" | "meta")
        || is_address(plain)
}

/// Whether the key names another address of the page.
fn is_address(plain: &str) -> bool {
    matches!(plain, "canonical" | "canonicalpath" | "canonicalurl" | "redirect" | "redirectto" | "redirecturl")
}

/// Takes over `key: node`, if it is one of these keys; `plain` is the key in small letters.
pub(super) fn take(
    front: &mut FrontMatter,
    file: &SourcePath,
    (key, plain): (&str, &str),
    node: &Node,
    found: &mut Vec<Diagnostic>,
) {
    if let Some((_, says)) = KEYS.iter().find(|(name, _)| *name == plain) {
        let read = answer(node);
        if read.is_none() && node.kind != NodeKind::Null {
            found.push(unclear(file, key, node, "the page is not listed"));
        }
        // In doubt it is not found.
        let value = read.unwrap_or(node.kind != NodeKind::Null && *says != Says::Searched);
        set(front, *says, value);
        return;
    }
    let text = scalar(node);
    match plain {
        "robots" => {
            let words = words(node);
            let keeps = words.iter().any(|word| matches!(&**word, "noindex" | "none"));
            front.given |= Topics::INDEXED;
            front.findable.noindex |= keeps;
        }
        // VuePress and Docusaurus: a tag of the page's head.
        "head" | "meta" if names_noindex(node) => set(front, Says::Noindex, true),
        "sitemap" => match &node.kind {
            NodeKind::Map(entries) => {
                for (name, value) in entries {
                    if matches!(&*super::plain(&name.text), "disable" | "disabled" | "exclude" | "noindex") {
                        switch(front, file, &format!("{key}.{}", name.text), value, (Says::Noindex, true), found);
                    }
                }
            }
            _ if text.is_some_and(|text| answers(text) == Some(false)) => set(front, Says::Noindex, true),
            _ => {}
        },
        "search" => match &node.kind {
            NodeKind::Map(entries) => {
                for (name, value) in entries {
                    if matches!(&*super::plain(&name.text), "exclude" | "disable" | "disabled" | "hidden") {
                        switch(front, file, &format!("{key}.{}", name.text), value, (Says::Unsearched, true), found);
                    }
                }
            }
            _ if text.is_some_and(|text| answers(text) == Some(false)) => set(front, Says::Unsearched, true),
            _ => {}
        },
        _ if is_address(plain) => {
            let first = if let NodeKind::List(items) = &node.kind { items.first() } else { Some(node) };
            let target = first.and_then(|node| Some(Located { value: scalar(node)?.to_owned(), span: node.span }));
            let target = target.filter(|target| truth(&target.value).is_none());
            if plain.starts_with("canonical") {
                front.canonical = target.or_else(|| front.canonical.take());
            } else {
                front.redirect = target.or_else(|| front.redirect.take());
            }
        }
        _ => {}
    }
}

/// Takes over an answer that stands below a key.
fn switch(
    front: &mut FrontMatter,
    file: &SourcePath,
    key: &str,
    node: &Node,
    (says, when): (Says, bool),
    found: &mut Vec<Diagnostic>,
) {
    match answer(node) {
        Some(value) => set(front, says, value == when),
        None if node.kind == NodeKind::Null => {}
        None => {
            found.push(unclear(file, key, node, "the page is not listed"));
            set(front, says, true);
        }
    }
}

fn set(front: &mut FrontMatter, says: Says, value: bool) {
    match says {
        Says::Noindex => {
            front.given |= Topics::INDEXED;
            front.findable.noindex |= value;
        }
        Says::Unlisted => {
            front.given |= Topics::LISTED;
            front.listing.unlisted |= value;
        }
        Says::Unsearched => {
            front.given |= Topics::SEARCHED;
            front.findable.unsearched |= value;
        }
        Says::Searched => {
            front.given |= Topics::SEARCHED;
            front.findable.unsearched |= !value;
        }
    }
}

/// That a value is none that `key` takes, and what is done about it.
pub(super) fn unclear(file: &SourcePath, key: &str, node: &Node, so: &str) -> Diagnostic {
    let message = match &node.kind {
        NodeKind::Scalar { text, .. } => {
            format!("`{key}` cannot be read: `{}` is not a value that it takes, so {so}", text.trim())
        }
        kind => format!("`{key}` cannot be read: it is {}, so {so}", kind.noun()),
    };
    let meant = scalar(node).and_then(answers);
    let hint = meant.map_or_else(
        || format!("write `{key}: true` or `{key}: false`"),
        |meant| format!("did you mean `{key}: {meant}`?"),
    );
    Diagnostic::new(&registry::UNREADABLE_KEY, Place::new(file, node.span), message).hint(hint)
}

pub(super) fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// `true` or `false` as such a key takes it.
pub(super) fn answer(node: &Node) -> Option<bool> {
    scalar(node).and_then(truth)
}

/// The same in the words of anybody.
fn answers(text: &str) -> Option<bool> {
    let lower = text.to_lowercase();
    truth(text).or_else(|| YES.contains(&&*lower).then_some(true)).or_else(|| NO.contains(&&*lower).then_some(false))
}

/// The words of a text or of a list of texts, in small letters.
fn words(node: &Node) -> Vec<String> {
    let of = |text: &str| text.split([',', ' ']).map(str::to_lowercase).collect::<Vec<_>>();
    match &node.kind {
        NodeKind::Scalar { text, .. } => of(text),
        NodeKind::List(items) => items.iter().flat_map(words).collect(),
        NodeKind::Map(entries) => entries
            .iter()
            .filter(|(key, value)| value.kind != NodeKind::Null && answer(value) == Some(true) || key.text == "index")
            .map(|(key, value)| {
                let no = key.text == "index" && answer(value) == Some(false);
                if no { "noindex".to_owned() } else { key.text.to_lowercase() }
            })
            .collect(),
        NodeKind::Null => Vec::new(),
    }
}

/// Whether a tag below names `robots` and `noindex`.
fn names_noindex(node: &Node) -> bool {
    fn texts(node: &Node, all: &mut String) {
        match &node.kind {
            NodeKind::Scalar { text, .. } => {
                all.push_str(&text.to_lowercase());
                all.push('\n');
            }
            NodeKind::List(items) => items.iter().for_each(|item| texts(item, all)),
            NodeKind::Map(entries) => entries.iter().for_each(|(_, value)| texts(value, all)),
            NodeKind::Null => {}
        }
    }
    let mut all = String::new();
    texts(node, &mut all);
    all.contains("robots") && all.contains("noindex")
}
