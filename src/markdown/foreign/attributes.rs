//! Attributes of blocks and pictures: `{.lead}`, `{: .class }`, `{#id}`, `{width=200}`.
//!
//! Kramdown, Goldmark and Python-Markdown read them where they follow a block or a picture. They are no words: an id is
//! kept, for links may lead to it, and the rest is left out, since a site's theme knows no classes of another.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::events::Spanned;

/// What attributes say here.
struct Attributes<'t> {
    length: usize,
    id: Option<&'t str>,
}

/// Leaves out the attributes among `events` of `source`; an id becomes an element of its own where HTML may be
/// `written`.
pub(in super::super) fn honour<'a>(events: &mut Vec<Spanned<'a>>, source: &'a str, written: bool) {
    if !memchr::memchr_iter(b'{', source.as_bytes()).any(|at| read(source.get(at..).unwrap_or("")).is_some()) {
        return;
    }
    let mut at = 0;
    let mut heading = None;
    let mut removed: Vec<(usize, usize, Option<&'a str>)> = Vec::new();
    while let Some((event, range)) = events.get(at) {
        if let Event::Start(Tag::Heading { .. }) = event {
            heading = Some(at);
        }
        let text = match event {
            Event::Text(text) if text.contains('{') => source.get(range.clone()).unwrap_or(""),
            _ => "",
        };
        let range = range.clone();
        let before = at.checked_sub(1).and_then(|before| events.get(before)).map(|(event, _)| event);
        let after = events.get(at + 1).map(|(event, _)| event);
        let whole = read(text.trim()).filter(|read| read.length == text.trim().len());
        match (before, whole, after) {
            (Some(Event::SoftBreak | Event::HardBreak), Some(read), after)
                if after.is_none_or(|event| matches!(event, Event::End(_) | Event::SoftBreak | Event::HardBreak)) =>
            {
                removed.push((at - 1, at + 1, read.id));
            }
            (Some(Event::Start(Tag::Paragraph)), Some(read), Some(Event::End(TagEnd::Paragraph))) => {
                removed.push((at - 1, at + 2, read.id));
            }
            (Some(Event::Start(Tag::TableCell)), Some(read), Some(Event::End(TagEnd::TableCell)))
                if at > 1 && matches!(events.get(at - 2), Some((Event::Start(Tag::TableRow), _))) =>
            {
                let is_empty = |(event, _): &&Spanned<'a>| {
                    matches!(event, Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell))
                };
                let rest = events.iter().skip(at + 1).take_while(is_empty).count();
                if matches!(events.get(at + 1 + rest), Some((Event::End(TagEnd::TableRow), _))) {
                    removed.push((at - 2, at + 2 + rest, read.id));
                }
            }
            (
                Some(Event::End(TagEnd::Image | TagEnd::Link | TagEnd::Strong | TagEnd::Emphasis) | Event::Code(_)),
                ..,
            ) => {
                if let Some(read) = read(text) {
                    let rest = range.start + read.length..range.end;
                    if let Some(id) = read.id.filter(|_| written) {
                        removed.push((at, at, Some(id)));
                    }
                    if let Some((event, range)) = events.get_mut(at) {
                        *event = Event::Text(source.get(rest.clone()).unwrap_or("").into());
                        *range = rest;
                    }
                }
            }
            (_, _, Some(Event::End(TagEnd::Heading(_)))) => {
                let open = text.rfind('{').unwrap_or(0);
                let last = text.get(open..).unwrap_or("").trim_end();
                if let Some(read) = read(last).filter(|read| read.length == last.len()) {
                    let own = range.start..range.start + text.get(..open).unwrap_or("").trim_end().len();
                    let (event_id, id) = (heading.and_then(|heading| events.get_mut(heading)), read.id);
                    if let (Some((Event::Start(Tag::Heading { id: own, .. }), _)), Some(id)) = (event_id, id) {
                        *own = Some(id.into());
                    }
                    if let Some((event, range)) = events.get_mut(at) {
                        *event = Event::Text(source.get(own.clone()).unwrap_or("").into());
                        *range = own;
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    take_out(events, &removed, written);
}

/// Takes out the ranges of events; what follows a range that holds an id begins with it.
fn take_out<'a>(events: &mut Vec<Spanned<'a>>, removed: &[(usize, usize, Option<&'a str>)], written: bool) {
    if removed.is_empty() {
        return;
    }
    let mut removed = removed.iter().peekable();
    let old = std::mem::take(events);
    events.reserve(old.len());
    let mut until = 0;
    for (at, (event, range)) in old.into_iter().enumerate() {
        while let Some((_, end, id)) = removed.next_if(|(start, ..)| *start == at) {
            until = until.max(*end);
            if let Some(id) = id.filter(|_| written) {
                let html = format!("<a id=\"{id}\"></a>");
                // A block that is taken out leaves a block.
                let block = matches!(event, Event::Start(Tag::Paragraph));
                let html = if block { Event::Html(html.into()) } else { Event::InlineHtml(html.into()) };
                if !matches!(event, Event::Start(Tag::TableRow)) {
                    events.push((html, range.start..range.start));
                }
            }
        }
        if at >= until {
            events.push((event, range));
        }
    }
}

/// The attributes that are left in a text, as far as nobody writes such words otherwise.
pub(super) fn left(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    memchr::memchr_iter(b'{', text.as_bytes()).filter_map(|at| {
        let rest = text.get(at..)?;
        let marked = rest.as_bytes().get(1).is_some_and(|next| matches!(next, b'.' | b':' | b'#'));
        let alone = !text.get(..at)?.ends_with(['{', '$', '\\']);
        let read = read(rest).filter(|_| marked && alone)?;
        Some(at..at + read.length)
    })
}

/// The attributes at the beginning of `text`.
fn read(text: &str) -> Option<Attributes<'_>> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find(['}', '\n', '{'])?;
    if !inner.get(end..)?.starts_with('}') {
        return None;
    }
    let inner = inner.get(..end)?;
    let (kramdown, list) = match inner.strip_prefix(':') {
        Some(list) => (true, list),
        None => (false, inner),
    };
    let mut id = None;
    let mut any = false;
    let mut rest = list.trim();
    while !rest.is_empty() {
        let name = |text: &str| {
            text.chars().take_while(|c| c.is_alphanumeric() || "-_:.".contains(*c)).map(char::len_utf8).sum()
        };
        let length = if let Some(class) = rest.strip_prefix('.') {
            1 + Some(name(class)).filter(|length: &usize| *length > 0)?
        } else if let Some(target) = rest.strip_prefix('#') {
            let length = Some(name(target)).filter(|length: &usize| *length > 0)?;
            id = target.get(..length);
            1 + length
        } else {
            let key: usize = Some(name(rest)).filter(|length: &usize| *length > 0)?;
            match rest.get(key..)?.strip_prefix('=') {
                Some(value) => key + 1 + self::value(value)?,
                None if kramdown => key,
                None => return None,
            }
        };
        any = true;
        let after = rest.get(length..)?;
        if !after.is_empty() && !after.starts_with([' ', '.', '#', '\t']) {
            return None;
        }
        rest = after.trim_start();
    }
    any.then(|| Attributes { length: end + 2, id })
}

/// The length of an attribute's value.
fn value(text: &str) -> Option<usize> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => Some(text.get(1..)?.find(quote)? + 2),
        _ => Some(text.find([' ', '\t']).unwrap_or(text.len())).filter(|length| *length > 0),
    }
}
