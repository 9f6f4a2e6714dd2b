//! Front matter: where it begins and ends, and what a page says in it.
//!
//! A file has front matter only if its first line is exactly `---` (YAML) or `+++` (TOML), or if it begins with a JSON
//! object; a byte-order mark and trailing spaces are forgiven, and so are empty lines above where a key and a closing
//! fence follow. Real handbooks hold keys of many generators in every shape, so a page's front matter is read
//! leniently: what is not known is left alone. A page whose front matter cannot be read is not published: it may have
//! been a draft. An update's front matter is a record and is read strictly (`records`).

mod build;
mod configured;
mod disguised;
mod findable;
mod inherited;
mod keys;
mod listing;
mod objects;
mod review;
mod target;
#[cfg(test)]
mod tests;

pub use configured::{Configured, DefaultRule, configured, texts_below};
pub(super) use disguised::{disguised, unread};
pub use findable::Findable;
pub use inherited::CascadeRule;
pub use keys::NotedKey;
pub use listing::{Listing, MenuEntry};

use std::ops::Range;

use jiff::civil::Date;

use super::decode::Located;
use super::publication::{Publication, is_key, plain};
use super::slips;
use super::topics::Topics;
use super::values::{CUT, cut_text};
use super::yaml::{self, Node, NodeKind};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::{SourcePath, Span};
use crate::time::ReviewInterval;

/// A file cut in two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The front matter between its fences, and its language.
    pub front: Option<(FrontMatterLanguage, Range<usize>)>,
    /// Everything after it.
    pub body: Range<usize>,
}

/// The language of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontMatterLanguage {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// An object in braces at the start of the file.
    Json,
}

/// Cuts `text` into front matter and body; an opening fence without a closing one is a finding and the whole file is
/// body.
#[must_use]
pub fn split(file: &SourcePath, text: &str) -> (Split, Option<Diagnostic>) {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = text.get(bom..).unwrap_or("");
    let whole = Split { front: None, body: bom..text.len() };
    let above: usize = rest.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let (rest, opens) = (rest.get(above..).unwrap_or(""), bom + above);
    let first = rest.lines().next().unwrap_or("").trim_end();
    let (fence, language) = match first {
        "---" => ("---", FrontMatterLanguage::Yaml),
        "+++" => ("+++", FrontMatterLanguage::Toml),
        _ if first.starts_with('{') => return opens_json(file, text, opens).unwrap_or((whole, None)),
        _ => return (whole, None),
    };
    let mut at = opens + rest.split_inclusive('\n').next().map_or(0, str::len);
    let start = at;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == fence {
            if above > 0 && !text.get(start..at).is_some_and(begins_with_key) {
                // Two rules with prose between them.
                return (whole, None);
            }
            return (Split { front: Some((language, start..at)), body: end..text.len() }, None);
        }
        at = end;
    }
    if above > 0 || !(rest.contains(": ") || rest.contains(" = ")) {
        // A rule at the top of a page, not a fence: nothing below looks like a key.
        return (whole, None);
    }
    let finding = Diagnostic::new(
        &registry::OPEN_FRONT_MATTER,
        Place::new(file, Span::new(opens, opens + fence.len())),
        format!("front matter opens with `{fence}` and is never closed"),
    );
    (whole, Some(finding.hint(format!("add a line `{fence}` below the last key"))))
}

/// Where the text below the front matter stands.
pub(crate) fn body_of(file: &SourcePath, text: &str) -> Range<usize> {
    split(file, text).0.body
}

/// Front matter in JSON, when what stands at `opens` is an object with a key or sets out to be one.
fn opens_json(file: &SourcePath, text: &str, opens: usize) -> Option<(Split, Option<Diagnostic>)> {
    let source = text.get(opens..)?;
    let inner = source.strip_prefix('{')?.trim_start();
    if !inner.starts_with('"') {
        return None;
    }
    let mut objects =
        serde_json::Deserializer::from_str(source).into_iter::<serde_json::Map<String, serde_json::Value>>();
    let whole = Split { front: None, body: opens..text.len() };
    match objects.next()? {
        Ok(_) => {
            let end = opens + objects.byte_offset();
            Some((Split { front: Some((FrontMatterLanguage::Json, opens..end)), body: end..text.len() }, None))
        }
        Err(error) => {
            let finding = bad(file, Span::new(opens, opens + 1), format!("front matter is not valid JSON: {error}"));
            Some((whole, Some(finding.hint("write `key: value` lines between two `---` lines"))))
        }
    }
}

/// Whether the first line of `text` is a key of one word with a value or a list below it.
fn begins_with_key(text: &str) -> bool {
    let key = text.lines().next().and_then(|line| line.split_once([':', '='])).map_or("", |(key, _)| key.trim_end());
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// `title`.
    pub title: Option<String>,
    /// `linkTitle`: the title in navigation.
    pub link_title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `weight`: place among siblings.
    pub weight: Option<i64>,
    /// Who may read the page, and when.
    pub publication: Publication,
    /// `aliases` and `redirect_from`: former addresses.
    pub aliases: Vec<Located<String>>,
    /// `url`: the address instead of the file's own.
    pub url: Option<Located<String>>,
    /// `slug`: the last part of the address instead of the file's own.
    pub slug: Option<Located<String>>,
    /// `id`: the name of the page, where addresses are those of Docusaurus.
    pub id: Option<Located<String>>,
    /// `owner`: a person's slug.
    pub owner: Option<Located<String>>,
    /// `reviewed`: when the page was last reviewed.
    pub reviewed: Option<Located<Date>>,
    /// The key that said so: `reviewed`, or that of another tool.
    pub reviewed_key: Option<String>,
    /// `reviewed_by`: the slug of who reviewed it last.
    pub reviewed_by: Option<Located<String>>,
    /// `review_every`: after how long it is reviewed again.
    pub review_every: Option<Located<ReviewInterval>>,
    /// How the page stands in lists of pages.
    pub listing: Listing,
    /// Who finds it.
    pub findable: Findable,
    /// `canonical`: the address that search engines list in its place.
    pub canonical: Option<Located<String>>,
    /// `redirect_to`: where its address leads; the page itself is not published.
    pub redirect: Option<Located<String>>,
    /// `cascade`: what the pages below take over.
    pub cascade: Vec<CascadeRule>,
    /// Of what it says something.
    pub given: Topics,
    /// Keys of which something is to be said.
    pub noted: Vec<NotedKey>,
}

/// Reads a page's front matter; every fault is a finding of one rule and costs at most the front matter.
#[must_use]
pub fn read(
    file: &SourcePath,
    text: &str,
    language: FrontMatterLanguage,
    range: Range<usize>,
) -> (FrontMatter, Vec<Diagnostic>) {
    match language {
        FrontMatterLanguage::Yaml => {
            let (node, found) = yaml::parse(file, text, range);
            // A key that is given twice is read all the same, and matters where it may withhold the page.
            let named = |place: &Place| text.get(place.span.range()).unwrap_or("");
            let broken =
                found.iter().any(|finding| finding.rule != &registry::DUPLICATE_KEY || is_key(named(&finding.place)));
            let mut found: Vec<_> = found.into_iter().map(|finding| of_page(&finding)).collect();
            let mut front = FrontMatter::default();
            front.publication.doubtful = broken;
            match node {
                Some(Node { kind: NodeKind::Map(entries), .. }) => {
                    for (key, node) in &entries {
                        field(&mut front, file, &key.text, node, &mut found);
                    }
                }
                None | Some(Node { kind: NodeKind::Null, .. }) => {}
                Some(node) => {
                    front.publication.doubtful = true;
                    found.push(bad(
                        file,
                        node.span,
                        format!("front matter is {}, not keys and values", node.kind.noun()),
                    ));
                }
            }
            (front, found)
        }
        FrontMatterLanguage::Toml => objects::toml(file, text, range),
        FrontMatterLanguage::Json => objects::json(file, text, range),
    }
}

fn bad(file: &SourcePath, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&registry::BAD_FRONT_MATTER, Place::new(file, span), message)
        .hint("write `key: value` lines between two `---` lines")
}

/// Every fault of a page's front matter goes by one code, so that a site can choose to live with the front matter it
/// inherited.
pub(crate) fn of_page(finding: &Diagnostic) -> Diagnostic {
    let mut same = Diagnostic::new(&registry::BAD_FRONT_MATTER, finding.place.clone(), finding.message.clone())
        .hint_if(finding.hint.clone());
    same.related.clone_from(&finding.related);
    same
}

fn field(front: &mut FrontMatter, file: &SourcePath, key: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    let plain = plain(key);
    match &*plain {
        "cascade" => return inherited::take(front, file, node, found),
        "build" => build::take(front, file, key, node, found),
        "render" => build::take_render(front, node),
        _ => {}
    }
    if let Some(doubt) = front.publication.take((key, &plain), node) {
        let rule = if plain == "date" { &registry::UNREADABLE_KEY } else { &registry::UNREADABLE_PUBLICATION };
        found.push(Diagnostic::new(rule, Place::new(file, node.span), doubt.message).hint(doubt.hint));
    }
    front.given |= Publication::topic(&plain, node).unwrap_or_default();
    findable::take(front, file, (key, &plain), node, found);
    front.noted.extend(keys::note(key, &plain, node));
    let text = match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    };
    if matches!(&*plain, "title" | "linktitle" | "sidebarlabel" | "description")
        && let Some(cut) = cut_text(node)
    {
        let finding = Diagnostic::new(&registry::CUT_BY_COMMENT, Place::new(file, cut.at), CUT);
        found.push(finding.hint(slips::hint_in_quotes(key, &cut.whole)));
    }
    let located = |value: Option<String>| value.map(|value| Located { value, span: node.span });
    match &*plain {
        "title" => front.title = text,
        "linktitle" | "sidebarlabel" => front.link_title = text,
        "description" => front.description = text,
        "weight" | "navorder" | "sidebarposition" => front.weight = text.and_then(|text| text.parse().ok()),
        "url" => front.url = located(text),
        "slug" => front.slug = located(text),
        "id" => front.id = located(text),
        "owner" => front.owner = located(text),
        plain if review::is_key(plain) => review::take(front, file, (key, plain), (node, text.as_deref()), found),
        "aliases" | "redirectfrom" => match &node.kind {
            NodeKind::List(items) => front.aliases.extend(items.iter().filter_map(|item| match &item.kind {
                NodeKind::Scalar { text, .. } => Some(Located { value: text.clone(), span: item.span }),
                _ => None,
            })),
            _ => front.aliases.extend(located(text)),
        },
        _ => front.given |= front.listing.take(&plain, node),
    }
}

/// Adds to `front`, of which something could not be read, that whatever the pages below take over is not known either.
pub(super) fn doubt_cascade(front: &mut FrontMatter, text: &str) {
    if front.publication.doubtful && front.cascade.is_empty() && inherited::is_named(text) {
        front.cascade.push(inherited::in_doubt());
    }
}
