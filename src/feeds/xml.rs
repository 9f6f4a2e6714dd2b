//! XML text, and HTML whose links work outside its page.

use std::borrow::Cow;

use memchr::memmem;

/// `text` for character data and attribute values; characters that XML 1.0 (section 2.2) does not allow are left out.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    let next = |from: usize| text.bytes().skip(from).position(is_mark).map(|more| from + more);
    let Some(mut at) = next(0) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + text.len() / 8 + 16);
    let mut done = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        out.push_str(text.get(done..at).unwrap_or(""));
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_allowed(c) => out.push(c),
            _ => {}
        }
        done = at + c.len_utf8();
        at = next(done).unwrap_or(text.len());
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(out)
}

/// Whether a character that begins with this byte may have to be escaped or left out.
fn is_mark(byte: u8) -> bool {
    MARKS.get(usize::from(byte)).copied().unwrap_or_default()
}

/// [`is_mark`] by byte: the text of whole pages is looked through.
#[expect(clippy::indexing_slicing, reason = "the index is below the length, and the compiler runs it")]
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut byte = 0;
    while byte < marks.len() {
        // U+FFFE and U+FFFF begin with 0xEF; no other character beyond ASCII is forbidden that a string can hold.
        let special = matches!(byte, 0x22 | 0x26 | 0x3c | 0x3e | 0xef);
        marks[byte] = special || (byte < 0x20 && !matches!(byte, 0x9 | 0xa | 0xd));
        byte += 1;
    }
    marks
};

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// `html` with the addresses that start at the root of the host made absolute: feed readers disagree about `xml:base`.
///
/// Only attributes inside tags are touched, so that a sample of HTML in the text stays as it is.
#[must_use]
pub fn absolute<'h>(html: &'h str, origin: &str) -> Cow<'h, str> {
    if memmem::find(html.as_bytes(), b"=\"/").is_none() {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + 64);
    for (index, piece) in html.split('<').enumerate() {
        if index == 0 {
            out.push_str(piece);
            continue;
        }
        out.push('<');
        let (tag, text) = piece.split_at(piece.find('>').unwrap_or(piece.len()));
        let mut rest = tag;
        while let Some(at) = ["href=\"/", "src=\"/", "poster=\"/"]
            .into_iter()
            .filter_map(|name| rest.find(name).map(|at| at + name.len() - 1))
            .min()
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
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_allow_is_escaped_or_gone() {
        assert_eq!(escape("a<b & \"c\" \u{b}\u{0}\u{ffff}d"), "a&lt;b &amp; &quot;c&quot; d");
        assert_eq!(escape("\u{fffd}\u{ef}\u{f8ff}\u{fffe}&"), "\u{fffd}\u{ef}\u{f8ff}&amp;");
        for c in
            (0..=0xff).chain(0xd7f0..0xd800).chain(0xe000..0xe010).chain(0xffe0..0x1_0010).filter_map(char::from_u32)
        {
            let special = matches!(c, '&' | '<' | '>' | '"') || !is_allowed(c);
            assert_eq!(escape(&format!("a{c}b")) != format!("a{c}b"), special, "{c:?}");
        }
        assert!(matches!(escape("plain\nü"), Cow::Borrowed(_)));
    }

    #[test]
    fn links_from_the_root_become_absolute_and_others_stay() {
        let html = r##"<p>href="/x" <a title="t" href="/a/">a</a><img alt="" src="/b.png"><a href="//c">c</a><a href="#d">d</a></p>"##;
        let wanted = r##"<p>href="/x" <a title="t" href="https://e/a/">a</a><img alt="" src="https://e/b.png"><a href="//c">c</a><a href="#d">d</a></p>"##;
        assert_eq!(absolute(html, "https://e"), wanted);
    }
}
