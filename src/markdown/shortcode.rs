//! Shortcodes and directives: calls in the text of a page, `{{< name argument >}}`, expanded where they stand.
//!
//! The tags are found and paired once (`grammar`, `tree`). What stands in code and in comments is no call. Each call,
//! with all that is in it, is then covered by one word that the parser reads as text or as a block of its own
//! (`cover`), and the events of what it stands for take the place of that word (`expand`): callouts, tabs, links and
//! pictures as if an author had written them, so that their headings, links and texts are those of the page. What only
//! records know is left as a hole that is filled when the page is rendered. Deliberately absent: records, templates,
//! other files.

pub(super) mod builtin;
mod call;
mod cover;
mod emit;
mod expand;
mod grammar;
mod include;
mod including;
mod out;
mod pictures;
mod piece;
mod tree;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::events;
use super::place::TextOrigin;
use crate::diagnostics::{Diagnostic, registry};
use cover::token;
use grammar::{CallTag, Slip, TagRole};
use tree::CallTree;

pub use call::{Call, CallForm};
pub(super) use expand::Expander;
pub(super) use grammar::is_in;
pub(super) use including::Including;

/// The calls of a text, and what the parser reads in their places.
#[derive(Debug)]
pub(super) struct Calls {
    /// How they stand in each other.
    tree: CallTree,
    /// The sign that begins what covers a call; the text does not hold it.
    sign: char,
    /// The text with its calls covered, as long as the text itself.
    pub(super) text: String,
}

/// Findings of one page for slips of one kind; what follows is rarely another slip.
const SLIPS: usize = 50;

impl Calls {
    /// The calls of `source`; `own` are the names of a site's own templates. Nothing where there are none.
    pub(super) fn find(
        source: &str,
        own: impl Fn(&str) -> bool,
        origin: TextOrigin<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        if !is_in(source) {
            return None;
        }
        let (tags, slips) = grammar::scan(source);
        let sign = cover::free_sign(source)?;
        let literal = Literal::of(source, &tags, sign);
        let tell = |slip: Slip| {
            Diagnostic::new(&registry::MALFORMED_CALL, origin.place(&slip.range), slip.message).hint(slip.hint)
        };
        found.extend(slips.into_iter().filter(|slip| !literal.holds(slip.range.start)).map(tell).take(SLIPS));
        let tags: Vec<_> = tags.into_iter().filter(|tag| !literal.holds(tag.range.start)).collect();
        if tags.is_empty() {
            return None;
        }
        // What is indented as code is a call within another, and code anywhere else.
        let unindented = tags.iter().filter(|tag| !literal.indents(tag.range.start)).cloned().collect();
        let pairs = tree::pair(unindented, &own);
        let outermost = pairs.roots.iter().filter_map(|root| pairs.nodes.get(*root)?.inner.clone());
        let around: Vec<Range<usize>> = outermost.collect();
        let within = |at: usize| is_within(&around, at);
        let known = tags.into_iter().filter(|tag| !literal.indents(tag.range.start) || within(tag.range.start));
        let mut tree = tree::pair(known.collect(), &own);
        found.extend(std::mem::take(&mut tree.slips).into_iter().map(tell).take(SLIPS));
        if tree.nodes.is_empty() {
            return None;
        }
        let mut text = String::with_capacity(source.len());
        for root in &tree.roots {
            let Some(node) = tree.nodes.get(*root) else { continue };
            let cover = cover::of(source, node, *root, sign, &own);
            text.push_str(source.get(text.len()..node.range.start).unwrap_or(""));
            text.push_str(&cover);
        }
        text.push_str(source.get(text.len()..).unwrap_or(""));
        Some(Self { tree, sign, text })
    }
}

/// The names that a page calls, in order, and whether each is known here.
pub(crate) fn calls_in(source: &str) -> Vec<(String, bool)> {
    let Some(sign) = Some(source).filter(|source| is_in(source)).and_then(cover::free_sign) else { return Vec::new() };
    let tags = grammar::scan(source).0;
    let literal = Literal::of(source, &tags, sign);
    let calls = tags
        .into_iter()
        .filter(|tag| matches!(tag.role, TagRole::Open | TagRole::Alone) && !literal.holds(tag.range.start));
    calls.map(|tag| (tag.name.clone(), builtin::of(&tag.name).is_some())).collect()
}

/// The finding for a call in a record's field, where calls are text.
pub(super) fn in_field(source: &str, origin: TextOrigin<'_>) -> Option<Diagnostic> {
    if !is_in(source) {
        return None;
    }
    let first = grammar::scan(source).0.into_iter().next()?;
    let message = format!("shortcode `{}` stands in a field of a record and is shown as text", first.name);
    let finding = Diagnostic::new(&registry::SHORTCODE, origin.place(&first.range), message);
    Some(finding.hint("shortcodes are for pages: write its words here"))
}

/// Where a text is no Markdown.
struct Literal {
    /// Code and comments.
    ranges: Vec<Range<usize>>,
    /// Code that is only indented.
    indented: Vec<Range<usize>>,
}

impl Literal {
    /// That of `source`, whose `tags` the parser reads as words.
    fn of(source: &str, tags: &[CallTag], sign: char) -> Self {
        let mut text = String::with_capacity(source.len());
        for (index, tag) in tags.iter().enumerate() {
            text.push_str(source.get(text.len()..tag.range.start).unwrap_or(""));
            text.push_str(&token(sign, index, tag.range.len()));
        }
        text.push_str(source.get(text.len()..).unwrap_or(""));
        let (mut ranges, mut indented) = (Vec::new(), Vec::new());
        let mut comment = false;
        for (event, range) in Parser::new_ext(&text, events::extensions(false, false)).into_offset_iter() {
            match event {
                Event::Code(_) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => ranges.push(range),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => indented.push(range),
                Event::Html(html) | Event::InlineHtml(html) => {
                    comment = html.trim_start().starts_with("<!--") || comment;
                    if comment {
                        comment = !html.contains("-->");
                        ranges.push(range);
                    }
                }
                _ => comment = false,
            }
        }
        ranges.sort_unstable_by_key(|range| range.start);
        Self { ranges, indented }
    }

    fn holds(&self, at: usize) -> bool {
        is_within(&self.ranges, at)
    }

    fn indents(&self, at: usize) -> bool {
        is_within(&self.indented, at)
    }
}

/// Whether one of the sorted `ranges`, which stand apart, holds `at`.
fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.end <= at);
    ranges.get(after).is_some_and(|range| range.start <= at)
}

/// Whether a tag shows a call and calls nothing.
fn is_shown(tag: &CallTag) -> bool {
    tag.role == TagRole::Shown
}

#[cfg(test)]
mod tests;
