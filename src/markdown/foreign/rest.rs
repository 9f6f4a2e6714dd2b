//! What other tools write and nobody reads here: shown as text, and said once for each kind.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::super::events::{Spanned, literal};
use super::super::place::TextOrigin;
use super::module::is_module;
use super::{Blocks, attributes};
use crate::diagnostics::{Diagnostic, registry};

/// What another tool would do, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Admonition,
    Directive,
    Embed,
    Wikilink,
    Include,
    Liquid,
    Expression,
    Kramdown,
    Attributes,
    Snippet,
    Restructured,
    Myst,
    Module,
    Embedded,
    Comment,
}

impl Kind {
    /// What it is, and what to write instead.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Admonition => (
                "a callout or a tab of MkDocs without an indented body",
                "indent its body by four spaces, or write `> [!NOTE]` before it",
            ),
            Self::Directive => (
                "a container of Docusaurus, Pandoc or VuePress",
                "write a quote that begins with `> [!NOTE]`, or end `:::note` with a line `:::`",
            ),
            Self::Embed => ("an embedded file of Obsidian", "write `![what it shows](path)`"),
            Self::Wikilink => ("a link of Obsidian and other wikis", "write `[words](path.md)`"),
            Self::Include => ("an inclusion of mdBook", "write the text here, or a link to it"),
            Self::Liquid => ("a tag of Jekyll, Liquid or GitBook", "write what it would show, or a link to it"),
            Self::Expression => ("an expression of a template", "write its value, or put it in backticks"),
            Self::Kramdown => ("an extension of Kramdown", "remove it"),
            Self::Attributes => ("a list of attributes", "remove it; classes belong to the other tool's theme"),
            Self::Snippet => ("an inclusion of MkDocs", "write the text here, or a link to it"),
            Self::Restructured => ("a directive of reStructuredText", "write it in Markdown, a note as `> [!NOTE]`"),
            Self::Myst => ("a directive of MyST", "write it in Markdown, a note as `> [!NOTE]`"),
            Self::Module => ("a statement of MDX", "remove it with the components that need it"),
            Self::Embedded => ("code of a template", "write its value, or put it in backticks"),
            Self::Comment => {
                ("a comment of another tool", "remove it, or write `<!-- … -->`, which readers do not see")
            }
        }
    }
}

/// A finding for each kind of syntax in `source` that nobody reads, besides the `blocks` that were read.
pub(in super::super) fn report(
    source: &str,
    events: &[Spanned<'_>],
    blocks: &Blocks,
    origin: TextOrigin<'_>,
) -> Vec<Diagnostic> {
    let mut seen: Vec<(Kind, Range<usize>)> = Vec::new();
    lines(source, |kind, range| seen.push((kind, range)));
    signs(source, |kind, range| seen.push((kind, range)));
    if !seen.is_empty() {
        let literal = literal(events);
        seen.retain(|(_, range)| {
            let after = literal.partition_point(|literal| literal.end <= range.start);
            literal.get(after).is_none_or(|literal| literal.start > range.start) && !blocks.reads(range.start)
        });
    }
    let mut code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                code = true;
                if matches!(kind, CodeBlockKind::Fenced(info) if is_directive(info)) {
                    let first = source.get(range.clone()).and_then(|block| block.lines().next()).map_or(0, str::len);
                    seen.push((Kind::Myst, range.start..range.start + first));
                }
            }
            Event::End(TagEnd::CodeBlock) => code = false,
            // What follows a block was taken out; what is left is shown.
            Event::Text(text) if !code && memchr::memchr(b'{', text.as_bytes()).is_some() => {
                let own = source.get(range.clone()).unwrap_or("");
                seen.extend(
                    attributes::left(own)
                        .map(|left| (Kind::Attributes, range.start + left.start..range.start + left.end)),
                );
            }
            _ => {}
        }
    }
    let mut found: BTreeMap<(Kind, bool), (Range<usize>, usize)> = BTreeMap::new();
    for (kind, range) in seen {
        let (first, count) = found.entry((kind, blocks.leaves_out(range.start))).or_insert_with(|| (range.clone(), 0));
        *count += 1;
        if range.start < first.start {
            *first = range;
        }
    }
    let finding = |((kind, gone), (range, count)): ((Kind, bool), (Range<usize>, usize))| {
        let becomes = if gone { "left out" } else { "shown as text" };
        let (what, hint) = kind.told();
        let first = source.get(range.clone()).unwrap_or("").trim();
        let times = match count {
            1 => String::new(),
            2 => ", here and in one more place".to_owned(),
            _ => format!(", here and in {} more places", count - 1),
        };
        let message = format!("`{}` is {what} and is {becomes}{times}", short(first));
        Diagnostic::new(&registry::FOREIGN, origin.place(&range), message).hint(hint)
    };
    found.into_iter().map(finding).collect()
}

/// A finding for places of contents on a page that has nothing to list.
pub(in super::super) fn nothing_to_list(source: &str, at: &Range<usize>, origin: TextOrigin<'_>) -> Diagnostic {
    let place = source.get(at.clone()).unwrap_or("");
    let message = format!("`{place}` is left out: the page has too few headings for a list of contents");
    Diagnostic::new(&registry::FOREIGN, origin.place(at), message)
        .hint("remove it; a page with two headings or more shows its contents by itself")
}

/// Longest piece of syntax that a finding quotes, in characters.
const QUOTED: usize = 60;

fn short(text: &str) -> String {
    let text = text.replace('`', "");
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text,
    }
}

/// Whether the word after a fence is a directive of `MyST`, such as `{note}`, and no language.
pub(in super::super) fn is_directive(info: &str) -> bool {
    info.trim_start().strip_prefix('{').and_then(|rest| rest.split_once('}')).is_some_and(|(name, _)| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c))
    })
}

/// Syntax that is known by the beginning of its line.
fn lines(source: &str, mut add: impl FnMut(Kind, Range<usize>)) {
    let bytes = source.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let end = memchr::memchr(b'\n', bytes.get(start..).unwrap_or_default()).map_or(bytes.len(), |at| start + at);
        let mut at = start;
        while matches!(bytes.get(at), Some(b' ' | b'\t' | b'>')) {
            at += 1;
        }
        if matches!(bytes.get(at), Some(b':' | b'!' | b'?' | b'=' | b'.' | b'-' | b'i' | b'e' | b'<' | b';' | b'%'))
            && at < end
        {
            let line = source.get(at..end).unwrap_or("").trim_end();
            if let Some(kind) = of_line(line) {
                add(kind, at..at + line.len());
            }
        }
        start = end + 1;
    }
}

fn of_line(line: &str) -> Option<Kind> {
    let named = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '{');
    let rest = |prefix: &str| line.strip_prefix(prefix);
    if let Some(rest) = rest("!!! ").or_else(|| rest("??? ")).or_else(|| rest("???+ ")) {
        return named(rest).then_some(Kind::Admonition);
    }
    if let Some(rest) = rest("=== ") {
        return rest.trim_start().starts_with('"').then_some(Kind::Admonition);
    }
    if line.starts_with(":::") {
        let name = line.trim_start_matches(':');
        return (name.is_empty() || named(name)).then_some(Kind::Directive);
    }
    if let Some(rest) = rest(".. ") {
        return rest.split_once("::").is_some_and(|(name, _)| is_word(name)).then_some(Kind::Restructured);
    }
    if line.starts_with("%%") {
        return line.contains(char::is_alphabetic).then_some(Kind::Comment);
    }
    if line.trim_start_matches(';').starts_with("--8<--") || line.starts_with("-8<-") {
        return Some(Kind::Snippet);
    }
    is_module(line).then_some(Kind::Module)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c))
}

/// Longest piece of syntax in a line, in bytes; a longer look would make a page of brackets cost its square.
const LONGEST: usize = 400;

/// Syntax that may stand anywhere in a line.
fn signs(source: &str, mut add: impl FnMut(Kind, Range<usize>)) {
    let bytes = source.as_bytes();
    let mut done = 0;
    for at in memchr::memchr3_iter(b'{', b'[', b'<', bytes) {
        if at < done || bytes.get(at.wrapping_sub(1)) == Some(&b'\\') {
            continue;
        }
        // Of many braces the last two count, as in `{{{< x >}}`.
        let braces = bytes.iter().skip(at).take_while(|byte| **byte == b'{').count();
        done = at + braces;
        let at = at + braces.saturating_sub(2);
        let Some(next) = bytes.get(at + 1) else { break };
        if !matches!(
            (bytes.get(at), next),
            (Some(b'{'), b'{' | b'%' | b':' | b'.' | b'#' | b'/' | b'>') | (Some(b'['), b'[') | (Some(b'<'), b'%')
        ) {
            continue;
        }
        let rest = source.get(at..source.floor_char_boundary(at + LONGEST)).unwrap_or("");
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let Some((kind, length)) = of_sign(rest.get(..end).unwrap_or("")) else { continue };
        let embed = kind == Kind::Wikilink && bytes.get(at.wrapping_sub(1)) == Some(&b'!');
        let (kind, start) = if embed { (Kind::Embed, at - 1) } else { (kind, at) };
        add(kind, start..at + length);
        done = at + length;
    }
}

/// The syntax at the beginning of `line`, and its length.
fn of_sign(line: &str) -> Option<(Kind, usize)> {
    let until = |close: &str| line.find(close).map(|at| at + close.len());
    if line.starts_with("[[") {
        let length = until("]]")?;
        let inner = line.get(2..length - 2)?;
        let sound = !inner.trim().is_empty() && !inner.contains(['[', ']']);
        // `[[1]](address)` is a link with brackets in its text.
        let leads = line.get(length..)?.starts_with(['(', '[', ':']);
        return (sound && !leads).then_some((Kind::Wikilink, length));
    }
    if line.starts_with("{{#") {
        return Some((Kind::Include, until("}}")?));
    }
    if line.starts_with("{{") {
        let shortcode = line.starts_with("{{<") || line.starts_with("{{%");
        let length = until("}}")?;
        let words = line.get(2..length - 2)?.contains(char::is_alphabetic);
        return (!shortcode && words).then_some((Kind::Expression, length));
    }
    if line.starts_with("{%") {
        return Some((Kind::Liquid, until("%}")?));
    }
    if line.starts_with("<%") {
        return Some((Kind::Embedded, until("%>")?));
    }
    if line.starts_with("{/*") {
        return Some((Kind::Comment, until("*/}").unwrap_or(line.len())));
    }
    if line.starts_with("{>>") {
        return Some((Kind::Comment, until("<<}").unwrap_or(line.len())));
    }
    if line.starts_with("{::") {
        return Some((Kind::Kramdown, until("}")?));
    }
    None
}
