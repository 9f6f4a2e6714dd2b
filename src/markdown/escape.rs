//! Escaping for HTML text and attributes.

use std::borrow::Cow;

use crate::invariant::invariant;

/// `text` for an attribute in double quotes, and safe in element content too.
pub(crate) fn attribute(text: &str) -> Cow<'_, str> {
    replace(text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    })
}

/// `text` for element content.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    replace(text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    })
}

const ASCII: &str = "an ASCII byte is a whole character";

/// Replaces the ASCII bytes that `escape` knows.
fn replace(text: &str, escape: impl Fn(u8) -> Option<&'static str>) -> Cow<'_, str> {
    let Some(first) = text.bytes().position(|byte| escape(byte).is_some()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate().skip(first) {
        if let Some(entity) = escape(byte) {
            out.push_str(invariant(text.get(done..at), ASCII));
            out.push_str(entity);
            done = at + 1;
        }
    }
    out.push_str(invariant(text.get(done..), ASCII));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_four_characters_of_html_are_escaped() {
        assert_eq!(super::attribute("a<b>&\"é\""), "a&lt;b&gt;&amp;&quot;é&quot;");
        assert_eq!(super::text("\"a\" & b"), "\"a\" &amp; b");
        assert_eq!(super::text("日本"), "日本");
    }
}
