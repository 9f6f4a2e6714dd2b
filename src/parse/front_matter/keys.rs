//! Which keys of pages are known, and what is said of the others.
//!
//! Handbooks hold keys of many tools, and most of them are parameters of a theme: nothing is said of those. Two kinds
//! are told, once for a site: a key that is nearly one that is read, and a key of another tool that changes who sees a
//! page or where it stands and that this program does not honour. Deliberately absent: the counting (`parse::remarks`).

use super::findable;
use crate::parse::publication::{is_key, truth};
use crate::parse::yaml::{Node, NodeKind};
use crate::source::Span;

/// A key of which something is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedKey {
    /// As it is written.
    pub key: String,
    /// Where its value stands.
    pub span: Span,
    /// The key that was meant; none for a key of another tool that is not honoured.
    pub meant: Option<&'static str>,
}

/// The keys that are read, in small letters without `_` and `-` and as hints write them. Those that withhold have their
/// own finding when they are mistyped.
const READ: &[(&str, &str)] = &[
    ("title", "title"),
    ("linktitle", "linkTitle"),
    ("sidebarlabel", "sidebar_label"),
    ("description", "description"),
    ("weight", "weight"),
    ("navorder", "nav_order"),
    ("sidebarposition", "sidebar_position"),
    ("owner", "owner"),
    ("reviewed", "reviewed"),
    ("reviewedby", "reviewed_by"),
    ("reviewevery", "review_every"),
    ("reviewin", "review_in"),
    ("reviewedon", "reviewed_on"),
    ("lastreviewed", "last_reviewed"),
    ("lastreviewedon", "last_reviewed_on"),
    ("aliases", "aliases"),
    ("redirectfrom", "redirect_from"),
    ("redirectto", "redirect_to"),
    ("cascade", "cascade"),
    ("canonical", "canonical"),
    ("canonicalpath", "canonical_path"),
    ("canonicalurl", "canonicalURL"),
    ("noindex", "noindex"),
    ("unlisted", "unlisted"),
    ("robots", "robots"),
    ("sitemap", "sitemap"),
    ("tochide", "toc_hide"),
    ("navexclude", "nav_exclude"),
    ("hidesummary", "hide_summary"),
    ("nolist", "no_list"),
    ("simplelist", "simple_list"),
    ("manuallink", "manualLink"),
    ("searchexclude", "search_exclude"),
    ("excludesearch", "exclude_search"),
];

/// Keys of other tools and of themes that are near one that is read, and are not it; in small letters without `_` and
/// `-`.
const OTHERS: &[&str] = &[
    "author",
    "authors",
    "cover",
    "data",
    "date",
    "hide",
    "header",
    "heading",
    "label",
    "lang",
    "layout",
    "link",
    "links",
    "menu",
    "order",
    "owners",
    "related",
    "review",
    "reviewer",
    "reviewers",
    "roles",
    "slugs",
    "subtitle",
    "tags",
    "tile",
    "tiles",
    "titles",
    "type",
    "updated",
    "url",
    "urls",
    "version",
    "website",
    "weights",
    "robot",
    "aliased",
    "seotitle",
    "navtitle",
    "toctitle",
    "hidetitle",
    "hidetoc",
    "hidesidebar",
    "sidebar",
    "navhide",
];

/// Keys of other tools that decide who sees a page or at which address it stands.
const NOT_HONOURED: &[&str] =
    &["permalink", "outputs", "password", "protected", "restricted", "confidential", "access", "visible", "publishto"];

/// What is to be said of `key`; `plain` is the key in small letters without `_` and `-`.
pub(super) fn note(key: &str, plain: &str, node: &Node) -> Option<NotedKey> {
    let noted = |meant| Some(NotedKey { key: key.to_owned(), span: node.span, meant });
    let text = if let NodeKind::Scalar { text, .. } = &node.kind { text.trim() } else { "" };
    if NOT_HONOURED.contains(&plain) {
        // What is switched off or empty changes nothing; `visible: true` neither.
        let idle = node.kind == NodeKind::Null
            || matches!(&node.kind, NodeKind::Scalar { .. })
                && (text.is_empty() || truth(text) == Some(plain == "visible") || text.eq_ignore_ascii_case("public"));
        return if idle { None } else { noted(None) };
    }
    // Pelican.
    if plain == "status" && matches!(&*text.to_lowercase(), "draft" | "hidden" | "private") {
        return noted(None);
    }
    if plain.len() < 5 || is_key(plain) || findable::is_key(plain) || OTHERS.contains(&plain) {
        return None;
    }
    if READ.iter().any(|(read, _)| *read == plain) {
        return None;
    }
    // Few letters that differ, and none of the first two: that is cheap to see, and files may hold many keys.
    let near = |read: &str| {
        let most = if read.len() >= 9 { 2 } else { 1 };
        let begins = plain.bytes().take(2).any(|letter| read.bytes().next() == Some(letter));
        begins && read.len().abs_diff(plain.len()) <= most && strsim::osa_distance(read, plain) <= most
    };
    let (_, meant) = READ.iter().find(|(read, _)| near(read))?;
    noted(Some(meant))
}
