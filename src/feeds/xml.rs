//! XML text, and HTML whose links work outside its page.

use std::borrow::Cow;

/// `text` for character data and attribute values; characters that XML 1.0 (section 2.2) does not allow are left out.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"') || !is_allowed(c);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_allowed(c) => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// `html` with the addresses that start at the root of the host made absolute: feed readers disagree about `xml:base`.
///
/// Only attributes inside tags are touched, so that a sample of HTML in the text stays as it is.
#[must_use]
pub fn absolute(html: &str, origin: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    for (index, piece) in html.split('<').enumerate() {
        if index == 0 {
            out.push_str(piece);
            continue;
        }
        out.push('<');
        let (tag, text) = piece.split_at(piece.find('>').unwrap_or(piece.len()));
        let mut rest = tag;
        while let Some(at) =
            ["href=\"/", "src=\"/", "poster=\"/"].into_iter().filter_map(|name| rest.find(name).map(|at| at + name.len() - 1)).min()
        {
            let (before, after) = rest.split_at(at);
            out.push_str(before);
            if !after.starts_with("//") {
                out.push_str(origin);
            }
            // The slash itself goes along, so that the search moves on.
            out.push('/');
            rest = after.get(1..).unwrap_or("");
        }
        out.push_str(rest);
        out.push_str(text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_allow_is_escaped_or_gone() {
        assert_eq!(escape("a<b & \"c\" \u{b}\u{0}\u{ffff}d"), "a&lt;b &amp; &quot;c&quot; d");
        assert!(matches!(escape("plain\nü"), Cow::Borrowed(_)));
    }

    #[test]
    fn links_from_the_root_become_absolute_and_others_stay() {
        let html = r##"<p>href="/x" <a title="t" href="/a/">a</a><img alt="" src="/b.png"><a href="//c">c</a><a href="#d">d</a></p>"##;
        let wanted = r##"<p>href="/x" <a title="t" href="https://e/a/">a</a><img alt="" src="https://e/b.png"><a href="//c">c</a><a href="#d">d</a></p>"##;
        assert_eq!(absolute(html, "https://e"), wanted);
    }
}
