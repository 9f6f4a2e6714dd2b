//! Whether a drawing in SVG is more than a picture.
//!
//! A page shows a drawing with `<img>`, where nothing in it runs. Opened at its own address it is a document of the
//! site, and its scripts, event handlers and links are the site's (SVG 2, chapter 15 and section 2.2). What may run
//! anything is found by the marks of it in its bytes, not by reading the document: whatever is unclear counts as
//! scripted. Deliberately absent: mending a drawing.

/// Marks of what runs, loads a document or hides either, in small letters. Event handlers are looked for apart.
const MARKS: &[&str] = &[
    "<script",
    ":script",
    "<handler",
    ":handler",
    "<listener",
    ":listener",
    "javascript:",
    "vbscript:",
    "data:text/html",
    "<iframe",
    ":iframe",
    "<object",
    ":object",
    "<embed",
    ":embed",
    "<!entity",
    "<!attlist",
    "http-equiv",
    "<base",
    ":base",
    "<link",
    ":link",
    "<form",
    ":form",
    "<?xml-stylesheet",
    "attributename=\"href",
    "attributename='href",
    "attributename=\"on",
    "attributename='on",
    "attributename=\"xlink",
    "attributename='xlink",
];

/// Whether the drawing with these bytes may run scripts where it is opened as a document.
///
/// ```
/// use pmo_site::source::is_scripted_drawing;
/// assert!(!is_scripted_drawing(b"<svg xmlns='http://www.w3.org/2000/svg'><text>Go on</text></svg>"));
/// assert!(is_scripted_drawing(b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"));
/// ```
#[must_use]
pub fn is_scripted_drawing(bytes: &[u8]) -> bool {
    // Another encoding than UTF-8 would hide every mark below.
    let Ok(text) = str::from_utf8(bytes) else { return true };
    if text.contains('\0') {
        return true;
    }
    let text = decoded(text).to_ascii_lowercase();
    let declares_other = text.get(..text.len().min(200)).is_some_and(|start| {
        start.find("encoding=").is_some_and(|at| {
            !start.get(at + 10..).is_some_and(|name| name.starts_with("utf-8") || name.starts_with("us-ascii"))
        })
    });
    // A URL is read without its tabs and line breaks (URL Standard, section 4.4).
    let joined = text.replace(['\t', '\n', '\r'], "");
    declares_other || MARKS.iter().any(|mark| text.contains(mark) || joined.contains(mark)) || has_handler(&text)
}

/// The text with its numeric character references in their place.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        out.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
        let (number, tail) = after.split_at_checked(end).unwrap_or((after, ""));
        let code = number
            .strip_prefix(['x', 'X'])
            .map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32) {
            Some(letter) => out.push(letter),
            None => out.push_str("&#"),
        }
        rest = tail.strip_prefix(';').unwrap_or(tail);
    }
    out.push_str(rest);
    out
}

/// Longest name of an event handler; the longest that a browser knows has 26 letters.
const LONGEST: usize = 64;

/// Whether an attribute whose name begins with `on` is there: `onload=`, `on:click =`, after white space, a quote or a
/// `/`.
fn has_handler(text: &str) -> bool {
    text.match_indices("on").any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        // A name is no longer than that, so that a long word is not read once for each `on` in it, and neither is the
        // space behind it.
        let rest = text.as_bytes().get(at + 2..).unwrap_or_default();
        let letter = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
        let name = rest.iter().take(LONGEST).take_while(letter).count();
        let behind = rest.get(name..).unwrap_or_default();
        let after = behind.iter().take(LONGEST).find(|byte| !byte.is_ascii_whitespace());
        let spaced_out = behind.len() > LONGEST && after.is_none();
        name > 0
            && (after == Some(&b'=') || spaced_out)
            && before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/' | ':'))
    })
}

/// Whether a file of another ending begins as a document in XML or HTML does, which a browser may open as one.
#[must_use]
pub fn begins_as_document(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let start = bytes.get(..bytes.len().min(16)).unwrap_or_default().to_ascii_lowercase();
    [&b"<?xml"[..], b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe"]
        .iter()
        .any(|mark| start.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_first_bytes() {
        for bytes in [&b"\xef\xbb\xbf<?xml version='1.0'?>"[..], b"  \n<!DOCTYPE html>", b"<HTML>", b"<svg xmlns=''>"] {
            assert!(begins_as_document(bytes));
        }
        for bytes in [&b"%PDF-1.7"[..], b"PK\x03\x04", b"<mxfile>", b"a < b", b""] {
            assert!(!begins_as_document(bytes));
        }
    }

    #[test]
    fn a_long_word_of_handlers_is_no_handler() {
        // Half a megabyte, of which each `on` could be the beginning of a name.
        assert!(!of(&"on".repeat(250_000)));
        assert!(!of(&"<a on ".repeat(50_000)));
    }

    fn of(inner: &str) -> bool {
        is_scripted_drawing(format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>").as_bytes())
    }

    #[test]
    fn what_runs_in_a_drawing_is_found() {
        for inner in [
            "<script>x()</script>",
            "<SCRIPT href='x.js'/>",
            "<svg:script/>",
            "<g onclick=\"x()\"/>",
            "<g onload\n=\n'x()'/>",
            "<g a='b'onload='x()'/>",
            "<h:meta xmlns:h='http://www.w3.org/1999/xhtml' http-equiv='refresh' content='0;url=https://evil.example/'/>",
            "<h:base xmlns:h='http://www.w3.org/1999/xhtml' href='//evil.example/'/>",
            "<a href='javascript:x()'><text>t</text></a>",
            "<a href='java&#115;cript:x()'/>",
            "<a href='java&#10;script:x()'/>",
            "<foreignObject><iframe src='x'/></foreignObject>",
            "<animate attributeName='href' values='javascript:x()'/>",
            "<set attributeName=\"onmouseover\" to=\"x()\"/>",
        ] {
            assert!(of(inner), "{inner}");
        }
        assert!(is_scripted_drawing(b"\xff\xfe<\0s\0v\0g\0"));
        assert!(is_scripted_drawing(b"<?xml version='1.0' encoding='UTF-7'?><svg/>"));
        assert!(is_scripted_drawing(b"<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg/>"));
        assert!(is_scripted_drawing(b"<!DOCTYPE svg [<!ENTITY x 'y'>]><svg>&x;</svg>"));
    }

    #[test]
    fn pictures_are_left_alone() {
        for inner in [
            "<path d='M0 0h1'/>",
            "<text font-size='3'>Carry on = go on</text>",
            "<text>based on x</text>",
            "<a href='https://example.com/'><title>on time</title></a>",
            "<style>.on { fill: red }</style>",
            "<image href='data:image/svg+xml;base64,PHN2Zz4='/>",
            "<foreignObject><p>a label&#10;of two lines</p></foreignObject>",
            "<text>&#8364; 5 &#x2014; &#; &#xffffffff;</text>",
            "<animate attributeName='x' from='0' to='1'/>",
        ] {
            assert!(!of(inner), "{inner}");
        }
        assert!(!is_scripted_drawing(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><svg/>"));
    }
}
