//! Proof that what lies below our own constructs is `CommonMark`.

use pulldown_cmark::{Options, Parser, html};

/// `markdown` as the `CommonMark` specification renders it: no extension, no policy for HTML, no holes.
///
/// The parser and the writer are those of [`Compiler`](super::Compiler), which transforms the events between the two.
/// Tests run the examples of the specification (0.31.2) through this; it is no way to make a page.
#[must_use]
pub fn conformance_html(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, Parser::new_ext(markdown, Options::empty()));
    out
}

#[cfg(test)]
mod tests {
    use super::conformance_html;

    #[test]
    fn telling_examples_of_the_specification() {
        let examples = [
            ("\tfoo\tbaz\t\tbim\n", "<pre><code>foo\tbaz\t\tbim\n</code></pre>\n"),
            ("- `one\n- two`\n", "<ul>\n<li>`one</li>\n<li>two`</li>\n</ul>\n"),
            ("Foo *bar\nbaz*\n====\n", "<h1>Foo <em>bar\nbaz</em></h1>\n"),
            ("[foo]: /url 'title'\n\n[foo]\n", "<p><a href=\"/url\" title=\"title\">foo</a></p>\n"),
            ("***strong** in emph*\n", "<p><em><strong>strong</strong> in emph</em></p>\n"),
            ("[link](foo\\bar \"&quot;\")\n", "<p><a href=\"foo%5Cbar\" title=\"&quot;\">link</a></p>\n"),
            ("> ```\n> aaa\n\nbbb\n", "<blockquote>\n<pre><code>aaa\n</code></pre>\n</blockquote>\n<p>bbb</p>\n"),
            ("<div>\n*hello*\n         <foo><a>\n", "<div>\n*hello*\n         <foo><a>\n"),
            (
                "- foo\n\n  - bar\n\n\n  - baz\n",
                "<ul>\n<li>\n<p>foo</p>\n<ul>\n<li>\n<p>bar</p>\n</li>\n<li>\n<p>baz</p>\n</li>\n</ul>\n</li>\n</ul>\n",
            ),
        ];
        for (markdown, html) in examples {
            assert_eq!(conformance_html(markdown), html, "{markdown}");
        }
    }
}
