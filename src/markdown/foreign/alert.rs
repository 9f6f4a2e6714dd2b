//! Quotes that are callouts with a title of their own, as GitLab and Obsidian know them: `> [!NOTE] Title`.

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag, TagEnd};

use super::super::events::Spanned;
use super::look::{Callouts, Frame, Look, class};

/// Longest first line that is a title and not the text itself, in bytes.
const TITLE: usize = 80;

/// A quote that is a callout.
struct Alert {
    /// Its first event.
    at: usize,
    /// The bytes of its first text that are no words.
    mark: usize,
    /// The event that ends its first line.
    line: usize,
    titled: bool,
    look: Look,
}

/// Makes callouts of such quotes.
pub(super) fn place(events: &mut Vec<Spanned<'_>>, callouts: &mut Callouts) {
    let alerts: Vec<Alert> = (0..events.len()).filter_map(|at| alert(events, at)).collect();
    if alerts.is_empty() {
        return;
    }
    let old = std::mem::take(events);
    events.reserve(old.len() + 2 * alerts.len());
    let mut alerts = alerts.into_iter().peekable();
    let mut quotes = Vec::new();
    let mut now: Option<Alert> = None;
    for (at, (event, range)) in old.into_iter().enumerate() {
        let begins = alerts.next_if(|alert| alert.at == at);
        match event {
            Event::Start(Tag::BlockQuote(kind)) => {
                let kind = if begins.is_some() { Some(BlockQuoteKind::Note) } else { kind };
                quotes.push(kind);
                if let Some(alert) = begins {
                    callouts.insert(range.start, (alert.look.clone(), alert.titled));
                    now = Some(alert);
                }
                events.push((Event::Start(Tag::BlockQuote(kind)), range));
            }
            Event::End(TagEnd::BlockQuote(kind)) => {
                events.push((Event::End(TagEnd::BlockQuote(quotes.pop().unwrap_or(kind))), range));
            }
            Event::Text(text) if now.as_ref().is_some_and(|alert| alert.at + 2 == at) => {
                let mark = now.as_ref().map_or(0, |alert| alert.mark);
                if let Some(words) = text.get(mark..).filter(|words| !words.is_empty()) {
                    let from = range.end.saturating_sub(words.len()).max(range.start);
                    events.push((Event::Text(CowStr::from(words.to_owned())), from..range.end));
                }
            }
            Event::SoftBreak | Event::HardBreak if now.as_ref().is_some_and(|alert| alert.line == at) => {
                if now.take().is_some_and(|alert| alert.titled) {
                    events.push((Event::End(TagEnd::Paragraph), range.clone()));
                    events.push((Event::Start(Tag::Paragraph), range));
                } else if !matches!(events.last(), Some((Event::Start(Tag::Paragraph), _))) {
                    events.push((Event::SoftBreak, range));
                }
            }
            Event::End(TagEnd::Paragraph) if matches!(events.last(), Some((Event::Start(Tag::Paragraph), _))) => {
                events.pop();
            }
            _ => events.push((event, range)),
        }
    }
}

/// The callout that begins at event `at`.
fn alert(events: &[Spanned<'_>], at: usize) -> Option<Alert> {
    let [(Event::Start(Tag::BlockQuote(None)), _), (Event::Start(Tag::Paragraph), _), (Event::Text(text), first), ..] =
        events.get(at..)?
    else {
        return None;
    };
    let (kind, rest) = text.strip_prefix("[!")?.split_once(']')?;
    if kind.is_empty() || !kind.chars().all(|c| c.is_ascii_alphabetic() || c == '-') {
        return None;
    }
    let (frame, rest) = match rest.as_bytes().first() {
        Some(b'-') => (Frame::Details(false), rest.get(1..)?),
        Some(b'+') => (Frame::Details(true), rest.get(1..)?),
        Some(b' ' | b'\t') | None => (Frame::Callout, rest),
        // `[!x](address)` and `[!x]: …` are something else.
        Some(_) if class(kind).is_none() => return None,
        Some(_) => (Frame::Callout, rest),
    };
    let words = rest.trim_start();
    let mut depth = 0_usize;
    let line = events.iter().enumerate().skip(at + 2).find(|(_, (event, _))| match event {
        Event::Start(_) => {
            depth += 1;
            false
        }
        Event::End(_) if depth > 0 => {
            depth -= 1;
            false
        }
        Event::SoftBreak | Event::HardBreak => depth == 0,
        _ => matches!(event, Event::End(TagEnd::Paragraph)),
    });
    let (line, (ends, range)) = line?;
    let has_body = match ends {
        Event::End(_) => !matches!(events.get(line + 1), Some((Event::End(TagEnd::BlockQuote(_)), _))),
        _ => true,
    };
    let has_words = !words.is_empty() || line > at + 3;
    let last = events.get(line - 1).map_or(range.start, |(_, range)| range.end);
    let titled = has_words && has_body && last.saturating_sub(first.start) <= TITLE;
    let mark = text.len() - words.len();
    Some(Alert { at, mark, line, titled, look: Look::callout(kind, frame, 0..0) })
}
