//! The front half: Markdown to events, with runs of text joined, nesting bounded and undefined references reported.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::mask::Mask;
use super::math;
use super::place::TextOrigin;
use crate::diagnostics::{Diagnostic, registry};

/// An event and the range of the source it stands for.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// Deepest nesting of quotes and list items, and of emphasis and links in a paragraph. No page needs ten; without a
/// bound, later stages and browsers spend time in the square of the depth.
pub(super) const DEEPEST: usize = 100;

/// Bytes of Markdown to an event: a little fewer than in prose with lists and tables, since room that is never used
/// costs less than moving all events.
const EVENT: usize = 12;

/// The dialect: `CommonMark`, the GFM extensions that the parser has, heading attributes and definition lists.
pub(super) fn extensions(smart_punctuation: bool, math: bool) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart_punctuation);
    options.set(Options::ENABLE_MATH, math);
    options
}

/// The dialect in which `text` is read under `options`.
pub(super) fn dialect(options: &super::Options, text: &str) -> Options {
    extensions(options.smart_punctuation, options.math && math::is_in(text))
}

/// The events of `source`, which the parser reads through `mask`, and findings about its structure.
pub(super) fn read<'a>(
    source: &'a str,
    mask: &'a Mask<'_>,
    extensions: Options,
    origin: TextOrigin<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Spanned<'a>> {
    let mut undefined = Vec::new();
    let callback = |link: BrokenLink<'a>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            let lifted = mask.lifted(&link.reference);
            let label = lifted.as_deref().unwrap_or(&link.reference).trim();
            let message = format!("reference `{label}` is not defined");
            let hint = format!("add a line `[{label}]: address`, or write `\\[` for a bracket");
            undefined
                .push(Diagnostic::new(&registry::UNDEFINED_REFERENCE, origin.place(&link.span), message).hint(hint));
        }
        None
    };
    let text = mask.text();
    let parser = Parser::new_with_broken_link_callback(text, extensions, Some(callback)).into_offset_iter();
    let mut events = Vec::with_capacity(source.len() / EVENT + 8);
    let mut run = TextRun::default();
    let mut nesting = Nesting::default();
    let mut too_deep = None;
    for (event, range) in parser {
        if matches!(event, Event::Text(_) | Event::Html(_)) {
            run.add(&mut events, text, event, range);
            continue;
        }
        run.end(&mut events);
        if nesting.keeps(&event) {
            events.push((event, range));
        } else {
            too_deep = too_deep.or(Some(range));
        }
    }
    run.end(&mut events);
    mask.lift(&mut events, source);
    found.append(&mut undefined);
    if let Some(range) = too_deep {
        found.push(too_deep_at(origin, &range));
    }
    events
}

/// Where a block of `text` with this range begins: behind white space and the marks of quotes.
pub(super) fn begin(text: &str, range: &Range<usize>) -> usize {
    let block = text.get(range.clone()).unwrap_or("");
    range.start + block.len() - block.trim_start_matches([' ', '\t', '>']).len()
}

/// The finding for nesting that goes on at `range`.
pub(super) fn too_deep_at(origin: TextOrigin<'_>, range: &Range<usize>) -> Diagnostic {
    let start = range.start..range.start;
    let message = format!("Markdown is nested more than {DEEPEST} levels deep");
    Diagnostic::new(&registry::NESTED_TOO_DEEP, origin.place(&start), message).hint("split the list or the quote")
}

/// The ranges whose text is no Markdown: code and comments.
pub(super) fn literal(events: &[Spanned<'_>]) -> Vec<Range<usize>> {
    let mut ranges: Vec<_> = events
        .iter()
        .filter(|(event, _)| match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => true,
            Event::Html(html) | Event::InlineHtml(html) => html.starts_with("<!--"),
            _ => false,
        })
        .map(|(_, range)| range.clone())
        .collect();
    // The parser moves nothing, but a sorted list is what the search relies on.
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

/// Texts that follow each other and become one, or pieces of raw HTML: the last event, while it is open.
#[derive(Default)]
struct TextRun {
    open: bool,
    /// Whether the event is the piece of the source that it stands for. To compare the two at every addition would cost
    /// the square.
    exact: bool,
    /// What is joined so far, where that is no piece of the source; else nothing, and the event has the text.
    joined: String,
}

impl TextRun {
    /// Adds a text or raw HTML.
    fn add<'a>(&mut self, events: &mut Vec<Spanned<'a>>, source: &'a str, event: Event<'a>, range: Range<usize>) {
        let (text, last) = match (&event, events.last_mut().filter(|_| self.open)) {
            (Event::Text(text), Some((Event::Text(last), whole)))
            | (Event::Html(text), Some((Event::Html(last), whole))) => (text, (last, whole)),
            _ => {
                self.end(events);
                self.open = true;
                self.exact =
                    matches!(&event, Event::Text(text) | Event::Html(text) if source.get(range.clone()) == Some(text));
                events.push((event, range));
                return;
            }
        };
        let (last, whole) = last;
        if self.joined.is_empty() {
            // Most runs are one piece of the source that the parser cut at a bracket or an underscore: no copy is
            // needed.
            self.exact &= whole.end == range.start && source.get(range.clone()) == Some(text);
            if self.exact
                && let Some(piece) = source.get(whole.start..range.end)
            {
                *last = CowStr::Borrowed(piece);
                whole.end = range.end;
                return;
            }
            self.joined.push_str(last);
        }
        // Smart punctuation must not change an address: inside one, the source's own characters stay.
        let own =
            source.get(range.clone()).filter(|own| own.is_ascii() && !text.is_ascii() && in_address(&self.joined));
        self.joined.push_str(own.unwrap_or(text));
        whole.end = range.end;
    }

    /// Gives the open event its text.
    fn end(&mut self, events: &mut [Spanned<'_>]) {
        self.open = false;
        if !self.joined.is_empty()
            && let Some((Event::Text(last) | Event::Html(last), _)) = events.last_mut()
        {
            *last = CowStr::Boxed(std::mem::take(&mut self.joined).into_boxed_str());
        }
    }
}

/// Whether `text` ends inside an address.
fn in_address(text: &str) -> bool {
    // Addresses are short; a longer look back would make a page of dashes cost its square.
    let word: Vec<char> = text.chars().rev().take(512).take_while(|character| !character.is_whitespace()).collect();
    let word: String = word.into_iter().rev().collect();
    word.contains("://") || word.contains("www.")
}

/// How deep the constructs around the current event are nested, and which of them were dropped.
#[derive(Default)]
struct Nesting {
    kept: Vec<bool>,
    blocks: usize,
    inlines: usize,
}

impl Nesting {
    /// Whether the event stays: a construct does while it is not too deep, its end does when its start did.
    fn keeps(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(tag) => {
                let full = self.blocks >= DEEPEST;
                let keep = match self.counter(tag.to_end()) {
                    Some(count) if *count >= DEEPEST => false,
                    Some(count) => {
                        *count += 1;
                        true
                    }
                    // A list whose items will be dropped.
                    None => !(full && matches!(tag, Tag::List(_))),
                };
                self.kept.push(keep);
                keep
            }
            Event::End(end) => {
                let keep = self.kept.pop().unwrap_or(true);
                if keep && let Some(count) = self.counter(*end) {
                    *count = count.saturating_sub(1);
                }
                keep
            }
            _ => true,
        }
    }

    /// The count that this construct belongs to, if it can nest without end.
    fn counter(&mut self, end: TagEnd) -> Option<&mut usize> {
        match end {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                Some(&mut self.inlines)
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition => {
                Some(&mut self.blocks)
            }
            _ => None,
        }
    }
}
