//! Raw HTML: rewritten tag by tag under the site's policy before anything else looks at the events.
//!
//! Inline tags arrive as events of their own, so what is open is tracked across events. Addresses become holes here;
//! what is removed is reported here. Under the sanitising policy, nothing that this pass lets through can be more than
//! an allowed element with allowed attributes; `clean` then balances the elements.

mod attributes;
mod elsewhere;
mod icons;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag as Construct, TagEnd};

use self::elsewhere::Media;
use super::element::{self, Element, close};
use super::events::{DEEPEST, Spanned, too_deep_at};
use super::hidden::{closing, hide};
use super::markup::TextLinks;
use super::place::TextOrigin;
use super::tag::{Piece, Tag, pieces};
use super::unclosed::{Unclosed, holds_text};
use super::writer::Form;
use super::{HtmlPolicy, escape};
use crate::diagnostics::{Diagnostic, registry};

/// What the raw HTML of a text came to.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    /// The ids that it defines.
    pub(super) ids: BTreeSet<String>,
    /// Whether the body must be cleaned: an element was let through that can be left open.
    pub(super) unbalanced: bool,
}

/// Rewrites the raw HTML among `events`.
pub(super) fn rewrite<'a>(
    events: &mut Vec<Spanned<'a>>,
    (policy, form): (HtmlPolicy, Form),
    source: &'a str,
    origin: TextOrigin<'_>,
    links: &mut TextLinks,
    found: &mut Vec<Diagnostic>,
) -> RawHtml {
    let mut result = RawHtml::default();
    if !events.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_))) {
        return result;
    }
    if policy == HtmlPolicy::Escape {
        for (event, _) in events {
            show(event);
        }
        return result;
    }
    let mut rewriter = Rewriter {
        policy,
        form,
        source,
        origin,
        links,
        found,
        result: &mut result,
        open: Unclosed::default(),
        foreign: false,
        in_links: 0,
        media: None,
        told: BTreeSet::new(),
    };
    // Where a hidden inline element that was never closed was last searched for, so that the search is made once per
    // block.
    let mut searched = 0;
    let mut at = 0;
    // Open elements where the block of text began that is read.
    let mut before = 0;
    // End tags by the event before which they stand. To insert each as it comes would move all that follows, every
    // time.
    let mut ends: Vec<(usize, Spanned<'a>)> = Vec::new();
    while at < events.len() {
        let mut hidden = None;
        match events.get(at) {
            Some((Event::Start(Construct::Link { .. }), _)) => rewriter.in_links += 1,
            Some((Event::End(TagEnd::Link), _)) => rewriter.in_links = rewriter.in_links.saturating_sub(1),
            Some((Event::Start(block), _)) if holds_text(block.to_end()) => before = rewriter.open.depth(),
            Some((Event::End(block), range)) if holds_text(*block) => {
                let tags = rewriter.open.end_of_text(before);
                if !tags.is_empty() {
                    ends.push((at, (Event::InlineHtml(tags.into()), range.end..range.end)));
                }
            }
            _ => {}
        }
        if let Some((event, range)) = events.get_mut(at)
            && let Event::Html(html) | Event::InlineHtml(html) = event
        {
            let rewritten = rewriter.html(html, range);
            *html = CowStr::Boxed(rewritten.html.into_boxed_str());
            hidden = rewritten.open_hidden;
        }
        at += 1;
        if let Some(name) = hidden
            && at >= searched
        {
            match closing(events, at, &name) {
                Ok(end) => hide(events, at..end + 1),
                Err(end) => searched = end,
            }
        }
    }
    rewriter.end_of_media();
    insert(events, ends);
    result
}

/// Puts `new` among `events`, each before the event of its number; they are in order.
fn insert<'a>(events: &mut Vec<Spanned<'a>>, new: Vec<(usize, Spanned<'a>)>) {
    if new.is_empty() {
        return;
    }
    let old = std::mem::take(events);
    events.reserve_exact(old.len() + new.len());
    let mut new = new.into_iter().peekable();
    for (at, event) in old.into_iter().enumerate() {
        while let Some((_, inserted)) = new.next_if(|(before, _)| *before <= at) {
            events.push(inserted);
        }
        events.push(event);
    }
}

/// Turns a raw event into text.
fn show(event: &mut Event<'_>) {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => {
            let text = std::mem::replace(html, CowStr::Borrowed(""));
            *event = Event::Text(text);
        }
        Event::Start(tag @ Construct::HtmlBlock) => *tag = Construct::Paragraph,
        Event::End(end @ TagEnd::HtmlBlock) => *end = TagEnd::Paragraph,
        _ => {}
    }
}

struct Rewritten {
    html: String,
    /// A hidden element that is still open at the end.
    open_hidden: Option<String>,
}

struct Rewriter<'r, 'a> {
    policy: HtmlPolicy,
    form: Form,
    source: &'a str,
    origin: TextOrigin<'r>,
    links: &'r mut TextLinks,
    found: &'r mut Vec<Diagnostic>,
    result: &'r mut RawHtml,
    open: Unclosed,
    /// Whether an `<svg>` or `<math>` is open: names in it are none of HTML's.
    foreign: bool,
    /// How many links of Markdown are open.
    in_links: usize,
    /// A film or a sound whose address is yet to come.
    media: Option<Media>,
    /// Elements and attributes that were reported: each is said once per text.
    told: BTreeSet<String>,
}

impl Rewriter<'_, '_> {
    fn html(&mut self, html: &str, range: &Range<usize>) -> Rewritten {
        let exact = self.source.get(range.clone()) == Some(html);
        let mut out = String::with_capacity(html.len() + 16);
        let mut hidden: Option<String> = None;
        let mut done = 0;
        // How far the source was searched; nothing once a tag was not found.
        let mut searched = Some(range.start);
        for (piece, at) in pieces(html) {
            if hidden.is_none() {
                self.text(&mut out, html.get(done..at.start).unwrap_or(""));
            }
            done = at.end;
            let slice = html.get(at.clone()).unwrap_or("");
            let place = if exact {
                range.start + at.start..range.start + at.end
            } else {
                self.find(slice, range, &mut searched)
            };
            match (&mut hidden, piece) {
                (Some(name), Piece::End(end)) if *name == end => hidden = None,
                (None, Piece::Start(tag)) => {
                    if self.policy == HtmlPolicy::Sanitize
                        && element::element(&tag.name) == Element::Hidden
                        && !tag.closed
                    {
                        hidden = Some(tag.name.clone());
                    }
                    self.start(&mut out, tag, slice, &place);
                }
                (None, Piece::End(name)) => self.end(&mut out, &name, slice, &place),
                (None, Piece::Comment) => self.comment(&mut out, slice, &place),
                (Some(_), _) => {}
            }
        }
        if hidden.is_none() {
            self.text(&mut out, html.get(done..).unwrap_or(""));
        }
        Rewritten { html: out, open_hidden: hidden }
    }

    /// The range of a tag in HTML that the parser put together from several lines. Tags stand in the source in the same
    /// order, so each is searched for after the one before; where one is not found, the whole range stands for it and
    /// all that follow.
    fn find(&self, slice: &str, range: &Range<usize>, searched: &mut Option<usize>) -> Range<usize> {
        let line = slice.lines().next().unwrap_or(slice);
        let found = searched.and_then(|from| Some(from + self.source.get(from..range.end)?.find(line)?));
        *searched = found.map(|at| at + line.len());
        found.map_or_else(|| range.clone(), |at| at..at + line.len())
    }

    /// Text between tags; an unfinished tag in it must not swallow what follows.
    fn text(&self, out: &mut String, text: &str) {
        if self.policy == HtmlPolicy::Trusted || !text.contains('<') {
            out.push_str(text);
        } else {
            out.push_str(&text.replace('<', "&lt;"));
        }
    }

    fn comment(&mut self, out: &mut String, slice: &str, place: &Range<usize>) {
        if self.policy == HtmlPolicy::Trusted {
            out.push_str(slice);
        }
        if slice.starts_with("<!--") && !slice.ends_with("-->") {
            let start = self.origin.place(&(place.start..place.start + "<!--".len()));
            let finding = Diagnostic::new(
                &registry::REMOVED_HTML,
                start,
                "comment is not closed: everything after it is part of it",
            );
            self.found.push(finding.hint("write `-->` where it ends"));
        }
    }

    fn start(&mut self, out: &mut String, mut tag: Tag, slice: &str, place: &Range<usize>) {
        let kind = element::element(&tag.name);
        if self.is_crowded(&tag, place) {
            out.push_str(&escape::text(slice));
            return;
        }
        self.foreign |= matches!(tag.name.as_str(), "svg" | "math") && !tag.closed;
        if self.elsewhere(out, &tag, place) {
            return;
        }
        if self.policy == HtmlPolicy::Trusted {
            self.without_effect(&tag, place);
            self.anchors(&mut tag);
            if self.addresses(&mut tag, place) {
                out.push_str(&tag.write());
            } else {
                out.push_str(slice);
            }
            return;
        }
        // Part of a shortcode, which has its own finding.
        if self.source.get(..place.start).is_some_and(|before| before.ends_with("{{")) {
            out.push_str(&escape::text(slice));
            return;
        }
        match kind {
            Element::Unknown if self.foreign => return,
            Element::Unknown => return self.unknown(out, &tag.name, slice, place),
            Element::Removed | Element::Hidden => return self.removed(&tag.name, place),
            Element::Allowed if self.open.depth() >= DEEPEST => {
                if self.told.insert("nesting".to_owned()) {
                    self.found.push(too_deep_at(self.origin, place));
                }
                out.push_str(&escape::text(slice));
                return;
            }
            Element::Allowed | Element::Implied | Element::Void => {}
        }
        if self.form == Form::Inline && !element::is_phrasing(&tag.name) {
            return self.block(&tag.name, place);
        }
        if tag.name == "h1" {
            // The page's own title is its only H1.
            "h2".clone_into(&mut tag.name);
        }
        self.anchors(&mut tag);
        if tag.name == "a"
            && let Some(index) = tag.attributes.iter().position(|(name, _)| name == "name")
        {
            let (_, name) = tag.attributes.remove(index);
            if tag.get("id").is_none() && !name.is_empty() {
                tag.attributes.push(("id".to_owned(), name));
            }
        }
        // One that has words in it needs no sign.
        let empty = self.source.get(place.end..).is_some_and(|rest| rest.trim_start().starts_with("</"));
        let icon = icons::icon(&tag).filter(|_| empty).map(|icon| (icons::sign(icon), icon.to_owned()));
        if icon.is_some() {
            tag.attributes.retain(|(name, _)| name != "aria-hidden");
        }
        self.attributes(&mut tag, place);
        self.addresses(&mut tag, place);
        out.push_str(&tag.write());
        match icon {
            Some((Some(sign), _)) => out.push_str(sign),
            Some((None, icon)) => self.unseen(&icon, place),
            None => {}
        }
        if kind != Element::Void {
            self.result.unbalanced = true;
            if tag.closed {
                // `<a name="x"/>` opens an element that nothing closes; what is meant is an empty one.
                close(out, &tag.name);
            } else {
                self.open.begin(tag.name);
            }
        }
    }

    fn end(&mut self, out: &mut String, name: &str, slice: &str, place: &Range<usize>) {
        self.foreign &= !matches!(name, "svg" | "math");
        if self.policy == HtmlPolicy::Trusted {
            out.push_str(slice);
            return;
        }
        if matches!(name, "video" | "audio") {
            self.end_of_media();
        }
        let name = if name == "h1" { "h2" } else { name };
        match element::element(name) {
            Element::Unknown if self.foreign => {}
            Element::Unknown => self.unknown(out, name, slice, place),
            // An end without a start could close an element of ours, so it is dropped.
            Element::Allowed | Element::Implied => {
                if self.open.end(name) {
                    close(out, name);
                }
            }
            Element::Void | Element::Removed | Element::Hidden => {}
        }
    }

    /// Removes an element that cannot stand in a field of one line.
    fn block(&mut self, name: &str, place: &Range<usize>) {
        if self.told.insert(format!("<{name}")) {
            let message = format!("`<{name}>` cannot stand in a field of one line and was removed");
            let finding = Diagnostic::new(&registry::REMOVED_HTML, self.origin.place(place), message);
            self.found.push(finding.hint("write it without the element"));
        }
    }

    fn unknown(&mut self, out: &mut String, name: &str, slice: &str, place: &Range<usize>) {
        out.push_str(&escape::text(slice));
        if self.told.insert(format!("<{name}")) {
            let message = format!("`<{name}>` is no HTML element and is shown as text");
            let finding = Diagnostic::new(&registry::UNKNOWN_ELEMENT, self.origin.place(place), message);
            self.found.push(finding.hint(format!("write `&lt;{name}>` to show it as text, or take it out")));
        }
    }

    /// Tells of an icon whose font no page loads.
    fn unseen(&mut self, icon: &str, place: &Range<usize>) {
        if self.told.insert(format!("icon {icon}")) {
            let message = format!("icon `fa-{icon}` is of a font that pages do not load, and shows nothing");
            let finding = Diagnostic::new(&registry::REMOVED_HTML, self.origin.place(place), message);
            self.found.push(finding.hint("write the word or the sign that it stands for"));
        }
    }

    fn removed(&mut self, name: &str, place: &Range<usize>) {
        // What only serves another element goes with it.
        if matches!(name, "source" | "track" | "param") {
            return;
        }
        let message = format!("`<{name}>` is not allowed and was removed");
        self.found.push(
            Diagnostic::new(&registry::REMOVED_HTML, self.origin.place(place), message).hint(element::instead(name)),
        );
    }
}
