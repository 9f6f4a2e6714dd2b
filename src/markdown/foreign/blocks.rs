//! From the headings, rules and list items that stand for blocks of other tools to callouts.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::super::events::{Spanned, begin};
use super::Blocks;
use super::alert;
use super::look::Callouts;

/// The kind of the quotes that stand for callouts; how they look is kept beside.
const QUOTE: Option<BlockQuoteKind> = Some(BlockQuoteKind::Note);

/// A block that is open.
enum Around {
    /// A list, and whether its start was written.
    List { start: Option<u64>, written: bool },
    /// A callout, and whether a paragraph is open that the parser left out, as it does in short lists.
    Callout { paragraph: bool },
    /// Any other.
    Other,
}

/// Makes callouts of what stands for them among `events` of `text`, which the parser read; contents are left out.
pub(in super::super) fn place(events: &mut Vec<Spanned<'_>>, text: &str, blocks: &Blocks) -> Callouts {
    let mut callouts = Callouts::new();
    if !blocks.is_empty() {
        let old = std::mem::take(events);
        events.reserve(old.len());
        let mut placing = Placing { blocks, around: Vec::new(), events, callouts: &mut callouts };
        let mut rest = old.into_iter().peekable();
        while let Some((event, range)) = rest.next() {
            let at = begin(text, &range);
            match &event {
                Event::Start(Tag::Item) if blocks.opened.get(&at).is_some_and(|open| open.indented) => {
                    let Some((Event::Start(Tag::Heading { .. }), _)) = rest.next() else { continue };
                    placing.item(at);
                    placing.title(at, &mut rest);
                }
                Event::Start(Tag::Heading { .. }) if blocks.unseen.contains(&at) => {
                    placing.end_paragraph(at);
                    let _ = rest.next_if(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))));
                }
                Event::Start(Tag::Heading { .. }) if blocks.opened.get(&at).is_some_and(|open| !open.indented) => {
                    placing.end_paragraph(at);
                    placing.begin(at);
                    placing.title(at, &mut rest);
                }
                Event::Rule if blocks.closed.contains_key(&at) => {
                    placing.end_paragraph(at);
                    if blocks.closed.get(&at) == Some(&true) {
                        placing.around.pop();
                        placing.events.push((Event::End(TagEnd::BlockQuote(QUOTE)), range));
                    }
                }
                Event::Rule if blocks.contents.contains_key(&at) || blocks.gone.contains(&at) => {
                    placing.end_paragraph(at);
                }
                _ => placing.event(event, range),
            }
        }
    }
    alert::place(events, &mut callouts);
    callouts
}

struct Placing<'p, 'e> {
    blocks: &'p Blocks,
    around: Vec<Around>,
    events: &'p mut Vec<Spanned<'e>>,
    callouts: &'p mut Callouts,
}

impl<'e> Placing<'_, 'e> {
    /// Begins a callout at `at` in place of a list item.
    fn item(&mut self, at: usize) {
        if let Some(Around::List { written, .. }) = self.around.last_mut()
            && std::mem::take(written)
        {
            self.events.push((Event::End(TagEnd::List(false)), at..at));
        }
        self.begin(at);
    }

    /// Begins a callout at `at`.
    fn begin(&mut self, at: usize) {
        self.events.push((Event::Start(Tag::BlockQuote(QUOTE)), at..at));
        self.around.push(Around::Callout { paragraph: false });
    }

    /// Writes the title of the callout at `at`, whose heading has begun, as a paragraph.
    fn title(&mut self, at: usize, rest: &mut std::iter::Peekable<std::vec::IntoIter<Spanned<'e>>>) {
        let Some(open) = self.blocks.opened.get(&at) else { return };
        let mut titled = false;
        for (event, range) in rest.by_ref() {
            if let Event::End(TagEnd::Heading(_)) = event {
                if titled {
                    self.events.push((Event::End(TagEnd::Paragraph), range));
                }
                break;
            }
            if !std::mem::replace(&mut titled, true) {
                self.events.push((Event::Start(Tag::Paragraph), range.clone()));
            }
            self.events.push((event, range));
        }
        self.callouts.insert(at, (open.look.clone(), titled));
    }

    /// Ends a paragraph that the parser left out.
    fn end_paragraph(&mut self, at: usize) {
        if let Some(Around::Callout { paragraph }) = self.around.last_mut()
            && std::mem::take(paragraph)
        {
            self.events.push((Event::End(TagEnd::Paragraph), at..at));
        }
    }

    fn event(&mut self, event: Event<'e>, range: std::ops::Range<usize>) {
        let inline = is_inline(&event);
        if inline {
            if let Some(Around::Callout { paragraph }) = self.around.last_mut()
                && !std::mem::replace(paragraph, true)
            {
                self.events.push((Event::Start(Tag::Paragraph), range.clone()));
            }
            self.events.push((event, range));
            return;
        }
        let at = range.start;
        match &event {
            Event::Start(Tag::List(start)) => {
                self.end_paragraph(at);
                self.around.push(Around::List { start: *start, written: false });
                return;
            }
            Event::Start(Tag::Item) => {
                if let Some(Around::List { start, written }) = self.around.last_mut()
                    && !std::mem::replace(written, true)
                {
                    self.events.push((Event::Start(Tag::List(*start)), range.clone()));
                }
                self.around.push(Around::Other);
            }
            Event::Start(_) => {
                self.end_paragraph(at);
                self.around.push(Around::Other);
            }
            Event::End(TagEnd::List(_)) => {
                if let Some(Around::List { written: false, .. }) = self.around.pop() {
                    return;
                }
            }
            Event::End(TagEnd::Item) => {
                self.end_paragraph(range.end);
                if let Some(Around::Callout { .. }) = self.around.pop() {
                    self.events.push((Event::End(TagEnd::BlockQuote(QUOTE)), range));
                    return;
                }
            }
            Event::End(_) => {
                self.around.pop();
            }
            _ => self.end_paragraph(at),
        }
        self.events.push((event, range));
    }
}

/// Whether an event stands within a line of text.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag.to_end()),
        Event::End(end) => is_inline_tag(*end),
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

fn is_inline_tag(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Subscript
            | TagEnd::Superscript
    )
}
