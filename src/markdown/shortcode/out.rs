//! Events as they are written: paragraphs end where blocks begin.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::events::Spanned;

/// Where a frame's content goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// Between paragraphs.
    Blocks,
    /// Within a line.
    Line,
}

/// Events as they are written.
pub(super) struct Out<'a> {
    pub(super) events: Vec<Spanned<'a>>,
    /// Where the open paragraph begins.
    pub(super) paragraph: Option<usize>,
    /// Whether what follows in the line begins a paragraph.
    pub(super) reopen: bool,
    /// How many constructs are open that hold a line only.
    pub(super) lines: usize,
}

impl<'a> Out<'a> {
    pub(super) fn new() -> Self {
        Self { events: Vec::new(), paragraph: None, reopen: false, lines: 0 }
    }

    /// What may stand here.
    pub(super) fn around(&self) -> Around {
        if self.lines > 0 { Around::Line } else { Around::Blocks }
    }

    /// Adds an event of a line.
    pub(super) fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        let event = match event {
            Event::Text(text) if self.reopen && text.starts_with([' ', '\t']) => {
                Event::Text(text.trim_start().to_owned().into())
            }
            event => event,
        };
        if self.reopen {
            if matches!(&event, Event::SoftBreak | Event::HardBreak) || is_blank(&event) {
                return;
            }
            self.reopen = false;
            self.paragraph = Some(self.events.len());
            self.events.push((Event::Start(Tag::Paragraph), range.clone()));
        }
        self.events.push((event, range));
    }

    /// Ends the open paragraph, for a block stands here; what follows in it begins another.
    pub(super) fn block(&mut self, at: usize) {
        if let Some(start) = self.paragraph.take() {
            while self.events.len() > start + 1
                && self.events.last().is_some_and(|(event, _)| *event == Event::SoftBreak || is_blank(event))
            {
                self.events.pop();
            }
            if let Some((Event::Text(text), _)) = self.events.last_mut()
                && text.ends_with([' ', '\t'])
            {
                *text = text.trim_end().to_owned().into();
            }
            if self.events.len() == start + 1 {
                self.events.truncate(start);
            } else {
                self.events.push((Event::End(TagEnd::Paragraph), at..at));
            }
            self.reopen = true;
        }
    }
}

fn is_blank(event: &Event<'_>) -> bool {
    matches!(event, Event::Text(text) if text.trim().is_empty())
}

/// Whether the construct holds a line of text and no blocks.
pub(super) fn holds_line(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::DefinitionListTitle
    )
}

/// Blocks as a line of text.
pub(super) fn flat(events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    let mut out: Vec<Spanned<'_>> = Vec::with_capacity(events.len());
    let mut code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text) if code => out.push((Event::Code(text.trim().to_owned().into()), range)),
            Event::Html(html) => out.push((Event::InlineHtml(html), range)),
            Event::Start(ref tag) if !is_inline(tag.to_end()) => {}
            Event::End(end) if !is_inline(end) => {
                if !matches!(out.last(), None | Some((Event::SoftBreak, _))) {
                    out.push((Event::SoftBreak, range.end..range.end));
                }
            }
            Event::Rule => {}
            event => out.push((event, range)),
        }
    }
    while matches!(out.last(), Some((Event::SoftBreak, _))) {
        out.pop();
    }
    out
}

fn is_inline(end: TagEnd) -> bool {
    holds_line(end) && !matches!(end, TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::DefinitionListTitle)
}
