//! Tags in raw HTML, read by the rules of the HTML standard.

use std::collections::BTreeSet;
use std::ops::Range;

use html5gum::{DefaultEmitter, Error, Token, Tokenizer};

use super::escape;
use super::reader::Unwinding;

/// A tag or a comment; what lies between them is text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// `<name a="b">`; names in lower case, values decoded, each attribute once.
    Start(Tag),
    /// `</name>`.
    End(String),
    /// A comment, a declaration or a processing instruction.
    Comment,
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name in lower case.
    pub(super) name: String,
    /// Its attributes, sorted by name.
    pub(super) attributes: Vec<(String, String)>,
    /// Whether it ends with `/>`.
    pub(super) closed: bool,
    /// How many attributes were written, repeated ones and those with impossible names among them.
    pub(super) written: usize,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The tag as HTML.
    pub(super) fn write(&self) -> String {
        let mut out = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(&escape::attribute(value));
            out.push('"');
        }
        out.push('>');
        out
    }
}

/// The tags and comments of `html` with their ranges, in order.
pub(super) fn pieces(html: &str) -> Vec<(Piece, Range<usize>)> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // The content of `<script>`, `<style>`, `<textarea>` and their like is text.
    emitter.naively_switch_states(true);
    let mut out = Vec::new();
    let mut repeated = 0;
    // The reader's failures say nothing: see there.
    for token in Tokenizer::new_with_emitter(Unwinding::new(html), emitter).flatten() {
        if let Token::Error(error) = &token {
            repeated += usize::from(error.value == Error::DuplicateAttribute);
            continue;
        }
        let repeated = std::mem::take(&mut repeated);
        match token {
            Token::StartTag(tag) => {
                let written = tag.attributes.len() + repeated;
                let attributes = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (text(name), text(value)))
                    .filter(|(name, _)| is_name(name));
                let tag = (
                    Tag { name: text(&tag.name), attributes: attributes.collect(), closed: tag.self_closing, written },
                    tag.span,
                );
                out.push((Piece::Start(tag.0), tag.1.start..tag.1.end));
            }
            Token::EndTag(tag) => out.push((Piece::End(text(&tag.name)), tag.span.start..tag.span.end)),
            Token::Comment(comment) => out.push((Piece::Comment, comment.span.start..comment.span.end)),
            Token::Doctype(doctype) => out.push((Piece::Comment, doctype.span.start..doctype.span.end)),
            Token::String(_) | Token::Error(_) => {}
        }
    }
    out
}

/// What a fragment can name in a finished page: ids, and names of `a` (HTML standard, section 7.4.6.4).
#[must_use]
pub fn ids(html: &str) -> BTreeSet<String> {
    let ids = |(piece, _)| match piece {
        Piece::Start(tag) => {
            [tag.get("id"), tag.get("name").filter(|_| tag.name == "a")].map(|id| id.map(str::to_owned))
        }
        Piece::End(_) | Piece::Comment => [None, None],
    };
    pieces(html).into_iter().flat_map(ids).flatten().collect()
}

/// The ids in a finished page of whatever tool that readers link to: those of headings, of `a` and of `dt`. Other ids
/// are of a theme.
#[must_use]
pub fn parts(html: &str) -> BTreeSet<String> {
    let of_text = |name: &str| matches!(name, "a" | "dt" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let ids = |(piece, _)| match piece {
        Piece::Start(tag) if of_text(&tag.name) => {
            [tag.get("id"), tag.get("name").filter(|_| tag.name == "a")].map(|id| id.map(str::to_owned))
        }
        Piece::Start(_) | Piece::End(_) | Piece::Comment => [None, None],
    };
    pieces(html).into_iter().flat_map(ids).flatten().filter(|id| !id.is_empty()).collect()
}

/// Where a page leads by itself: `<meta http-equiv="refresh" content="0; url=…">`, for readers without scripts too.
#[must_use]
pub fn refresh(html: &str) -> Option<String> {
    // Nearly no page does.
    memchr::memmem::find(html.as_bytes(), b"efresh")?;
    let tags = html.match_indices('<').filter_map(|(at, _)| html.get(at..));
    let metas = tags.filter(|tag| tag.get(1..6).is_some_and(|name| name.eq_ignore_ascii_case("meta ")));
    metas.filter_map(|tag| tag.get(..=tag.find('>')?)).find_map(|tag| {
        let (Piece::Start(tag), _) = pieces(tag).into_iter().next()? else { return None };
        tag.get("http-equiv").filter(|name| name.eq_ignore_ascii_case("refresh"))?;
        let content = tag.get("content")?;
        let at = content.to_ascii_lowercase().find("url=")?;
        Some(content.get(at + 4..)?.trim().trim_matches(['"', '\'']).to_owned())
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether an attribute's name can be written out again: the tokeniser lets quotes and `<` pass, with an error.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_the_source() {
        let html = "é<A Name=x HREF='a&amp;b' \"=1>t</a><!-- c -->u<!DOCTYPE html><?php x ?><br/>";
        let found: Vec<_> =
            pieces(html).into_iter().map(|(piece, range)| (html.get(range).unwrap_or("?"), piece)).collect();
        let slices: Vec<_> = found.iter().map(|(slice, _)| *slice).collect();
        assert_eq!(
            slices,
            ["<A Name=x HREF='a&amp;b' \"=1>", "</a>", "<!-- c -->", "<!DOCTYPE html>", "<?php x ?>", "<br/>"]
        );
        let Some((_, Piece::Start(tag))) = found.first() else { return assert!(!found.is_empty()) };
        assert_eq!(tag.write(), "<a href=\"a&amp;b\" name=\"x\">");
    }

    #[test]
    fn an_id_stands_in_a_tag() {
        let html = "<h2 id=\"a&amp;b\">A</h2><a name=d><meta name=e><p id=c>id=\"text\" &lt;p id=\"code\"></p><!-- <p id=\"comment\"> --><script>'<p id=\"script\">'</script>";
        assert_eq!(ids(html), ["a&b", "c", "d"].map(str::to_owned).into());
    }

    #[test]
    fn a_page_of_another_tool_has_parts_or_leads_on() {
        let html = "<body id=top><h2 ID=a>A</h2><a name=b></a><dt id=c>C<div id=menu><h3 id=''>";
        assert_eq!(parts(html), ["a", "b", "c"].map(str::to_owned).into());
        let leads = "<meta HTTP-EQUIV=Refresh content=\"0; URL='/x/?a&amp;b'\">";
        assert_eq!(refresh(leads).as_deref(), Some("/x/?a&b"));
        assert_eq!(refresh(&format!("<script></script><noscript>{leads}</noscript>")).as_deref(), Some("/x/?a&b"));
        assert_eq!((refresh("<p>refresh"), refresh("<meta http-equiv=refresh content=5>")), (None, None));
    }

    #[test]
    fn attributes_of_every_kind_take_no_stack_and_are_counted() {
        let many = 50_000;
        let texts = [
            " a=\"\"",
            " a='x'",
            " a=x",
            " a",
            "\ta\n=\n\"b\"/",
            " a=\"b\"a=\"c\"",
            " =\"\"",
            " a=\"&amp;\"",
            " a=\"<p>\"",
        ]
        .map(|attribute| attribute.repeat(many));
        for text in texts {
            for tag in [format!("<p{text}>"), format!("</p{text}><i>"), format!("<p{text}"), format!("<svg{text}/>")] {
                let run = std::thread::Builder::new().stack_size(256 * 1024).spawn(move || pieces(&tag));
                let found = run.ok().and_then(|run| run.join().ok()).unwrap_or_default();
                for (piece, _) in found {
                    if let Piece::Start(tag) = piece
                        && tag.name != "i"
                    {
                        // Of ` =""` two are one, for the quotes are part of its name.
                        assert!(tag.written >= many / 2, "{}", tag.written);
                    }
                }
            }
        }
        assert!(matches!(pieces("<p a a b>").first(), Some((Piece::Start(Tag { written: 3, .. }), _))));
        assert!(matches!(pieces("</p a a><p>").last(), Some((Piece::Start(Tag { written: 0, .. }), _))));
    }

    #[test]
    fn what_is_in_a_script_is_text() {
        let count = pieces("<script>if (a < b) '<b>'</script><i>").len();
        assert_eq!(count, 3);
    }
}
