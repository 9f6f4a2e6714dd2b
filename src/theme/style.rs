//! Style sheets: made smaller without changing what they say.

use std::collections::BTreeMap;

/// `css` without comments and without white space that means nothing. Strings stay as they are.
pub(super) fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let taken = if first == '"' || first == '\'' {
            let length = string(rest, first);
            out.push_str(rest.get(..length).unwrap_or(""));
            length
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("url(") {
            let length = rest.find(')').map_or(rest.len(), |end| end + 1);
            out.push_str(rest.get(..length).unwrap_or(""));
            length
        } else if leading_zero(rest) && !out.ends_with(is_word) {
            1
        } else if first.is_ascii_whitespace() {
            // One space, unless the character before makes it needless; if the next one does, it is removed then.
            if !out.ends_with(is_tight) && !out.ends_with([' ', ':']) && !out.is_empty() {
                out.push(' ');
            }
            1
        } else {
            if is_tight(first) && out.ends_with(' ') {
                out.pop();
            }
            if first == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(first);
            first.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or("");
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Signs around which white space means nothing anywhere. Not `+`, `-`, `(` or `)`: calculations and media queries need
/// it.
fn is_tight(sign: char) -> bool {
    matches!(sign, '{' | '}' | ';' | ',' | '>')
}

/// Whether `text` begins with a zero that a fraction does not need (`0.5` is `.5`).
fn leading_zero(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next() == Some('0') && signs.next() == Some('.') && signs.next().is_some_and(|digit| digit.is_ascii_digit())
}

/// Whether `sign` may stand in a name or a number.
fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '.' | '_' | '-' | '\\' | '#')
}

/// The length of the string that `text` begins with, quotes included.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + quote.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// `css` with each `url(name)` whose name is a key replaced by its value.
pub(super) fn rename(css: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + "url(".len());
        out.push_str(before);
        rest = after;
        let Some(end) = after.find(')') else { break };
        let written = after.get(..end).unwrap_or("");
        let name = written.trim().trim_matches(['"', '\'']);
        if let Some(published) = names.get(name.strip_prefix("./").unwrap_or(name)) {
            out.push_str(published);
            rest = after.get(end..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_meaningless_white_space_goes() {
        let css = "/* a */\n.a > b,\n.a :is(c) {\n  color : red;\n  width: calc(1px + 2px);\n  content: \"/* \\\" ; */  x\";\n}\n";
        assert_eq!(minify(css), ".a>b,.a :is(c){color :red;width:calc(1px + 2px);content:\"/* \\\" ; */  x\"}");
        assert_eq!(minify("@media (a: b) and (c) {\n  d { e: f }\n}\n"), "@media (a:b) and (c){d{e:f}}");
    }

    #[test]
    fn a_zero_before_a_fraction_goes_unless_it_belongs_to_a_name() {
        assert_eq!(minify("a{b: 0.5em 10.5em -0.5em calc(0.5em)}"), "a{b:.5em 10.5em -0.5em calc(.5em)}");
        assert_eq!(minify("a{b: url(0.5.png) \"0.5\"}"), "a{b:url(0.5.png) \"0.5\"}");
    }

    #[test]
    fn an_open_string_or_comment_does_no_harm() {
        assert_eq!(minify("a{b:\"c"), "a{b:\"c");
        assert_eq!(minify("a{} /* b"), "a{}");
    }

    #[test]
    fn addresses_of_other_assets_follow_their_names() {
        let names = BTreeMap::from([("a.woff2".to_owned(), "a.12.woff2".to_owned())]);
        assert_eq!(
            rename("x{src:url(\"./a.woff2\") url(b) url(a.woff2)}", &names),
            "x{src:url(a.12.woff2) url(b) url(a.12.woff2)}"
        );
        assert_eq!(rename("url(a", &names), "url(a");
    }
}
