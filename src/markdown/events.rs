//! The front half: Markdown to events, with runs of text joined, nesting bounded and undefined references reported.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::place::Origin;
use super::shortcode;
use crate::diagnostics::{Diagnostic, registry};

/// An event and the range of the source it stands for.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// Deepest nesting of quotes and list items, and of emphasis and links in a paragraph. No page needs ten; without a bound, later
/// stages and browsers spend time in the square of the depth.
pub(super) const DEEPEST: usize = 100;

/// Bytes of Markdown to an event: a little fewer than in prose with lists and tables, since room that is never used costs less than
/// moving all events.
const EVENT: usize = 12;

/// The dialect: `CommonMark`, the GFM extensions that the parser has, heading attributes and definition lists.
pub(super) fn extensions(smart_punctuation: bool) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart_punctuation);
    options
}

/// The events of `source`, and findings about its structure and its shortcodes.
pub(super) fn read<'a>(source: &'a str, smart_punctuation: bool, origin: Origin<'_>, found: &mut Vec<Diagnostic>) -> Vec<Spanned<'a>> {
    let mut undefined = Vec::new();
    let callback = |link: BrokenLink<'a>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            let label = link.reference.trim();
            let message = format!("reference `{label}` is not defined");
            let hint = format!("add a line `[{label}]: address`, or write `\\[` for a bracket");
            undefined.push(Diagnostic::new(&registry::UNDEFINED_REFERENCE, origin.place(&link.span), message).hint(hint));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(source, extensions(smart_punctuation), Some(callback)).into_offset_iter();
    let mut events = Vec::with_capacity(source.len() / EVENT + 8);
    let mut run: Option<Run<'a>> = None;
    let mut nesting = Nesting::default();
    let mut too_deep = None;
    for (event, range) in parser {
        let joined = match &event {
            Event::Text(text) => Some((text, false)),
            Event::Html(html) => Some((html, true)),
            _ => None,
        };
        if let Some((text, html)) = joined {
            match &mut run {
                Some(run) if run.html == html => run.push(source, text, range),
                _ => {
                    events.extend(run.take().map(Run::finish));
                    run = Some(Run { text: text.clone(), range, joined: String::new(), html });
                }
            }
            continue;
        }
        events.extend(run.take().map(Run::finish));
        if nesting.keeps(&event) {
            events.push((event, range));
        } else {
            too_deep = too_deep.or(Some(range));
        }
    }
    events.extend(run.map(Run::finish));
    found.append(&mut undefined);
    if let Some(range) = too_deep {
        found.push(too_deep_at(origin, &range));
    }
    if shortcode::is_in(source) {
        found.extend(shortcode::find(source, &literal(&events), origin));
    }
    events
}

/// The finding for nesting that goes on at `range`.
pub(super) fn too_deep_at(origin: Origin<'_>, range: &Range<usize>) -> Diagnostic {
    let start = range.start..range.start;
    let message = format!("Markdown is nested more than {DEEPEST} levels deep");
    Diagnostic::new(&registry::NESTED_TOO_DEEP, origin.place(&start), message).hint("split the list or the quote")
}

/// The ranges whose text is no Markdown: code and comments.
fn literal(events: &[Spanned<'_>]) -> Vec<Range<usize>> {
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

/// Text events that follow each other.
struct Run<'a> {
    text: CowStr<'a>,
    range: Range<usize>,
    joined: String,
    html: bool,
}

impl<'a> Run<'a> {
    fn push(&mut self, source: &'a str, text: &CowStr<'a>, range: Range<usize>) {
        if self.joined.is_empty() {
            // Most runs are one piece of the source that the parser cut at a bracket or an underscore: no copy is needed.
            let whole = source.get(self.range.start..range.end).filter(|_| self.range.end == range.start);
            if let Some(whole) = whole
                && whole.len() == self.text.len() + text.len()
                && whole.ends_with(text.as_ref())
                && whole.starts_with(self.text.as_ref())
            {
                self.text = CowStr::Borrowed(whole);
                self.range.end = range.end;
                return;
            }
            self.joined.push_str(&self.text);
        }
        // Smart punctuation must not change an address: inside one, the source's own characters stay.
        let own = source.get(range.clone()).filter(|own| own.is_ascii() && !text.is_ascii() && in_address(&self.joined));
        self.joined.push_str(own.unwrap_or(text));
        self.range.end = range.end;
    }

    fn finish(self) -> Spanned<'a> {
        let text = if self.joined.is_empty() { self.text } else { CowStr::Boxed(self.joined.into_boxed_str()) };
        (if self.html { Event::Html(text) } else { Event::Text(text) }, self.range)
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
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => Some(&mut self.inlines),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition => Some(&mut self.blocks),
            _ => None,
        }
    }
}
