//! From the covers among the events of a text to the events of what they stand for.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::super::events::{self, Spanned};
use super::super::foreign::{self, Callouts};
use super::super::markup::TextLinks;
use super::super::place::{Part, TextOrigin};
use super::super::{HtmlPolicy, Options};
use super::builtin::{self, Builtin};
use super::cover;
use super::out::{Around, Out, flat, holds_line};
use super::piece::{self, Piece};
use super::tree::CallNode;
use super::{Calls, Including, is_shown};
use crate::diagnostics::Diagnostic;

/// Deepest nesting of calls; what is deeper is shown as it is written.
const DEEPEST: usize = 20;

/// Expands the calls of one page.
pub(in super::super) struct Expander<'c, 'i> {
    pub(super) source: &'c str,
    pub(super) calls: &'c Calls,
    pub(super) origin: TextOrigin<'c>,
    pub(super) options: &'c Options,
    pub(super) links: &'c mut TextLinks,
    pub(super) found: &'c mut Vec<Diagnostic>,
    pub(super) callouts: &'c mut Callouts,
    /// Places of contents in the calls.
    contents: &'c mut Vec<Range<usize>>,
    /// What includes other pages.
    pub(super) including: &'c mut Including<'i>,
    /// Definitions of references and notes, by their labels, which every part may use.
    pub(super) definitions: BTreeMap<String, String>,
    /// The calls around, and how many tabs each has shown.
    pub(super) around: Vec<(usize, usize)>,
    /// How many frames got a place of their own, behind the text.
    fresh: usize,
}

/// A piece of a text with text or a call.
enum Bit<'t> {
    Text(&'t str),
    Call(usize),
}

impl<'c, 'i> Expander<'c, 'i> {
    /// One for the `calls` of `source`.
    #[expect(clippy::too_many_arguments, reason = "the parts of one compilation, gathered in one place")]
    pub(in super::super) fn new(
        source: &'c str,
        calls: &'c Calls,
        origin: TextOrigin<'c>,
        options: &'c Options,
        links: &'c mut TextLinks,
        found: &'c mut Vec<Diagnostic>,
        callouts: &'c mut Callouts,
        contents: &'c mut Vec<Range<usize>>,
        including: &'c mut Including<'i>,
    ) -> Self {
        let definitions = piece::definitions(source);
        let (around, fresh) = (Vec::new(), 0);
        Self { source, calls, origin, options, links, found, callouts, contents, including, definitions, around, fresh }
    }

    /// The `events` of the covered text, with what each call stands for in the place of its cover.
    pub(in super::super) fn expand<'a>(&mut self, events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
        let mut out = Out::new();
        let mut events = events.into_iter().peekable();
        let mut code = false;
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Paragraph) => {
                    out.paragraph = Some(out.events.len());
                    out.events.push((Event::Start(Tag::Paragraph), range));
                    // A call that is all of a paragraph may be a block.
                    if let Some((Event::Text(text), at)) = events.peek()
                        && let Some(node) = self.whole(text)
                    {
                        let at = at.clone();
                        let _ = events.next();
                        let alone = matches!(events.peek(), Some((Event::End(TagEnd::Paragraph), _)));
                        self.call(node, &at, alone, &mut out);
                    }
                }
                Event::End(TagEnd::Paragraph) => {
                    out.paragraph = None;
                    if !std::mem::take(&mut out.reopen) {
                        out.events.push((Event::End(TagEnd::Paragraph), range));
                    }
                }
                Event::Start(Tag::HtmlBlock) => {
                    let mut html = Vec::new();
                    for (event, range) in events.by_ref() {
                        if event == Event::End(TagEnd::HtmlBlock) {
                            break;
                        }
                        html.push((event, range));
                    }
                    self.html_block(html, range, &mut out);
                }
                Event::InlineHtml(html) if html.contains(self.calls.sign) => self.inline_html(&html, &range, &mut out),
                Event::Text(text) if code => {
                    let text = self.restored(&text).map_or(text, CowStr::from);
                    out.events.push((Event::Text(text), range));
                }
                Event::Text(text) if text.contains(self.calls.sign) => self.text(&text, &range, &mut out),
                Event::Code(text) => {
                    let text = self.restored(&text).map_or(text, CowStr::from);
                    out.inline(Event::Code(text), range);
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
                    if matches!(
                        events.peek(),
                        Some((Event::Text(text), _)) if text.contains(self.calls.sign)
                    ) =>
                {
                    // Within a call another may stand as far to the right as code does.
                    if let Some((Event::Text(text), _)) = events.next() {
                        let _ = events.next();
                        let extensions = events::dialect(self.options, &text);
                        let read = Parser::new_ext(&text, extensions).map(|event| (event.into_static(), range.clone()));
                        let read = self.expand(read.collect());
                        out.block(range.start);
                        out.events.extend(read);
                    }
                }
                Event::Start(tag) => {
                    code |= matches!(tag, Tag::CodeBlock(_));
                    let tag = self.tag(tag);
                    if holds_line(tag.to_end()) {
                        out.lines += 1;
                        out.inline(Event::Start(tag), range);
                    } else {
                        out.events.push((Event::Start(tag), range));
                    }
                }
                Event::End(end) => {
                    code &= end != TagEnd::CodeBlock;
                    out.lines -= usize::from(holds_line(end) && out.lines > 0);
                    out.events.push((Event::End(end), range));
                }
                event => out.inline(event, range),
            }
        }
        out.events
    }

    /// A place of its own for a frame, which no text has.
    pub(super) fn place(&mut self) -> Range<usize> {
        self.fresh += 1;
        let at = self.source.len() + self.fresh;
        at..at
    }

    pub(super) fn node(&self, at: usize) -> Option<&'c CallNode> {
        self.calls.tree.nodes.get(at)
    }

    /// Whether the site has a template of this name.
    pub(super) fn owns(&self, name: &str) -> bool {
        self.options.shortcodes.contains(name)
    }

    /// The call that `text` covers, if it is all of it.
    fn whole(&self, text: &str) -> Option<usize> {
        match self.bits(text).as_slice() {
            [Bit::Call(node)] => Some(*node),
            _ => None,
        }
    }

    /// The texts and calls of a covered text.
    fn bits<'t>(&self, text: &'t str) -> Vec<Bit<'t>> {
        let mut bits = Vec::new();
        let mut done = 0;
        for (at, sign) in text.match_indices(self.calls.sign) {
            let Some(index) = text.get(at + sign.len()..).and_then(cover::index) else { continue };
            let Some(node) = self.node(index) else { continue };
            let owns = |name: &str| self.owns(name);
            let length = cover::of(self.source, node, index, self.calls.sign, &owns).len();
            let start = if text.get(..at).is_some_and(|before| before.ends_with("<?")) { at - 2 } else { at };
            if start < done {
                continue;
            }
            let end = start + length;
            if start > done {
                bits.push(Bit::Text(text.get(done..start).unwrap_or("")));
            }
            bits.push(Bit::Call(index));
            done = end;
        }
        let rest = text.get(done..).unwrap_or("");
        if !rest.is_empty() {
            bits.push(Bit::Text(rest));
        }
        bits
    }

    /// `text` with its covers lifted, if it has any.
    fn restored(&self, text: &str) -> Option<String> {
        text.contains(self.calls.sign).then(|| self.filled(text, |node| self.source.get(node.range.clone())))
    }

    fn filled<'n>(&'n self, text: &str, value: impl Fn(&'n CallNode) -> Option<&'n str>) -> String {
        let piece = |bit: &Bit<'_>| match bit {
            Bit::Text(text) => (*text).to_owned(),
            Bit::Call(node) => self.node(*node).and_then(&value).unwrap_or("").to_owned(),
        };
        self.bits(text).iter().map(piece).collect()
    }

    /// What a call says within an address or an attribute.
    fn value<'n>(&self, node: &'n CallNode) -> Option<&'n str> {
        if is_shown(&node.tag) {
            return None;
        }
        match builtin::of(&node.tag.name).filter(|_| !self.owns(&node.tag.name)) {
            Some(Builtin::Ref) => node.tag.arguments.first().map(|argument| argument.value.as_str()),
            _ => None,
        }
    }

    /// An address or another text of a construct.
    fn address<'a>(&mut self, text: CowStr<'a>) -> (CowStr<'a>, bool) {
        if !text.contains(self.calls.sign) {
            return (text, false);
        }
        let bits = self.bits(&text);
        let mut out = String::new();
        let mut named = false;
        for bit in &bits {
            match bit {
                Bit::Text(text) => out.push_str(text),
                Bit::Call(at) => {
                    let Some(node) = self.node(*at) else { continue };
                    if let Some(value) = self.value(node) {
                        named = out.is_empty();
                        out.push_str(value);
                    } else {
                        out.push_str(self.source.get(node.range.clone()).unwrap_or(""));
                        self.in_address(node);
                    }
                }
            }
        }
        (out.into(), named)
    }

    fn tag<'a>(&mut self, tag: Tag<'a>) -> Tag<'a> {
        match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                let (dest_url, named) = self.address(dest_url);
                let (title, id) = (self.address(title).0, self.address(id).0);
                let link_type = if named { LinkType::WikiLink { has_pothole: false } } else { link_type };
                Tag::Link { link_type, dest_url, title, id }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let (dest_url, title, id) = (self.address(dest_url).0, self.address(title).0, self.address(id).0);
                Tag::Image { link_type, dest_url, title, id }
            }
            tag => tag,
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>, out: &mut Out<'_>) {
        let mut at = range.start;
        for bit in self.bits(text) {
            match bit {
                Bit::Text(text) => {
                    // A text that is no piece of the source has the place of the whole.
                    let own = at..at + text.len();
                    let exact = own.end <= range.end && self.source.get(own.clone()) == Some(text);
                    out.inline(Event::Text(text.to_owned().into()), if exact { own } else { range.clone() });
                    at += text.len();
                }
                Bit::Call(node) => {
                    at = self.node(node).map_or(at, |node| node.range.end);
                    self.call(node, range, false, out);
                }
            }
        }
    }

    /// Raw HTML with calls between its elements and in their attributes.
    fn html_block<'a>(&mut self, html: Vec<Spanned<'a>>, range: Range<usize>, out: &mut Out<'a>) {
        let whole = |events: Vec<Spanned<'a>>, out: &mut Out<'a>| {
            out.events.push((Event::Start(Tag::HtmlBlock), range.clone()));
            out.events.extend(events);
            out.events.push((Event::End(TagEnd::HtmlBlock), range.clone()));
        };
        let sign = self.calls.sign;
        if !html.iter().any(|(event, _)| matches!(event, Event::Html(text) if text.contains(sign))) {
            return whole(html, out);
        }
        for (event, range) in html {
            // The parser gives the space before a line as text.
            let (Event::Html(text) | Event::Text(text)) = event else { continue };
            let mut open = String::new();
            for bit in self.bits(&text) {
                match bit {
                    Bit::Text(text) => open.push_str(text),
                    Bit::Call(at) => {
                        let Some(node) = self.node(at) else { continue };
                        let in_tag =
                            open.rfind('<').is_some_and(|tag| open.get(tag..).is_some_and(|tag| !tag.contains('>')));
                        if in_tag {
                            match self.value(node) {
                                Some(value) => open.push_str(value),
                                None => self.in_address(node),
                            }
                            continue;
                        }
                        let before = std::mem::take(&mut open);
                        if !before.trim().is_empty() {
                            whole(vec![(Event::Html(before.into()), range.clone())], out);
                        }
                        self.call(at, &range, true, out);
                    }
                }
            }
            if !open.trim().is_empty() {
                whole(vec![(Event::Html(open.into()), range.clone())], out);
            }
        }
    }

    fn inline_html(&mut self, html: &str, range: &Range<usize>, out: &mut Out<'_>) {
        let bits = self.bits(html);
        if let [Bit::Call(node)] = bits.as_slice() {
            return self.call(*node, range, false, out);
        }
        let mut text = String::new();
        for bit in bits {
            match bit {
                Bit::Text(piece) => text.push_str(piece),
                Bit::Call(node) => {
                    let Some(node) = self.node(node) else { continue };
                    match self.value(node) {
                        Some(value) => text.push_str(value),
                        None => self.in_address(node),
                    }
                }
            }
        }
        out.inline(Event::InlineHtml(text.into()), range.clone());
    }

    /// Writes what a call stands for; `alone` says that nothing else is in its paragraph.
    fn call(&mut self, at: usize, range: &Range<usize>, alone: bool, out: &mut Out<'_>) {
        let Some(node) = self.node(at) else { return };
        let owns = |name: &str| self.owns(name);
        let is_own = self.owns(&node.tag.name);
        // What records tell as a list is a line of names within a line.
        let within = !alone && cover::shows_list(&node.tag.name);
        let block = cover::is_block(self.source, node, &owns) && !within || (alone && is_own);
        if self.around.len() >= DEEPEST {
            let text = self.source.get(node.range.clone()).unwrap_or("").to_owned();
            self.found.push(events::too_deep_at(self.origin, &node.range));
            out.inline(Event::Text(text.into()), node.range.clone());
            return;
        }
        self.around.push((at, 0));
        if !block {
            let mut line = Out::new();
            self.emit(node, Around::Line, &mut line);
            let bare = out.paragraph.is_none() && !out.reopen && out.lines == 0 && alone;
            if bare {
                out.events.push((Event::Start(Tag::Paragraph), range.clone()));
            }
            for (event, range) in line.events {
                out.inline(event, range);
            }
            if bare {
                out.events.push((Event::End(TagEnd::Paragraph), range.clone()));
            }
        } else if out.around() == Around::Line {
            let mut blocks = Out::new();
            self.emit(node, Around::Line, &mut blocks);
            for (event, range) in flat(blocks.events) {
                out.inline(event, range);
            }
        } else {
            out.block(range.start);
            self.emit(node, Around::Blocks, out);
        }
        self.around.pop();
    }

    /// The events of what stands in a call.
    pub(super) fn inner(&mut self, node: &'c CallNode) -> Vec<Spanned<'static>> {
        let Some(inner) = node.inner.clone() else { return Vec::new() };
        let owns = |name: &str| self.owns(name);
        let piece = Piece::of(self.source, self.calls, node, inner, &self.definitions, &owns);
        let part = Part { whole: self.origin, map: &piece.map, end: piece.end };
        let origin = TextOrigin::Part(&part);
        let dialect = events::dialect(self.options, &piece.text);
        let (mask, blocks) = foreign::read(&piece.text, dialect);
        let mut events = events::read(&piece.text, &mask, dialect, origin, self.found);
        let callouts = foreign::place(&mut events, mask.text(), &blocks);
        foreign::honour(&mut events, &piece.text, self.options.html != HtmlPolicy::Escape);
        self.found.extend(foreign::slips(&piece.text, &events, origin));
        self.found.extend(foreign::report(&piece.text, &events, &blocks, origin));
        self.contents.extend(blocks.contents.values().map(|range| part.range(range)));
        for (at, (look, titled)) in callouts {
            self.callouts.insert(part.range(&(at..at)).start, (look, titled));
        }
        let events = events.into_iter().map(|(event, range)| (event.into_static(), range)).collect();
        let events = piece::without_definitions(events, piece.own);
        let events = events.into_iter().map(|(event, range)| (event, part.range(&range))).collect();
        self.expand(events)
    }
}
