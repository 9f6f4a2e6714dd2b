//! The last word on sanitised HTML: the assembled body, read as a browser reads it, against an allow-list.
//!
//! `raw_html` already rewrote every raw tag; this pass closes what was left open and is a second, independent lock. It
//! runs only on bodies with raw elements, for it costs more than the rest of the compiler.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::element;
use super::markup::is_mark;
use super::math;
use super::remote::SANDBOX;

/// Attributes that only our own HTML has.
const OURS: [&str; 3] = ["class", "id", "tabindex"];

/// Attributes of frames, which only our own HTML has.
const FRAME: [&str; 7] = ["src", "title", "width", "height", "loading", "sandbox", "allowfullscreen"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut own: HashMap<&str, HashSet<&str>> =
        element::own().map(|(name, attributes)| (name, attributes.iter().copied().collect())).collect();
    let further = [
        ("a", ["href"].as_slice()),
        ("img", &["src"]),
        ("input", &["type", "disabled", "checked"]),
        ("iframe", &FRAME),
    ];
    for name in math::ELEMENTS.into_iter().chain([math::ANNOTATION]) {
        own.entry(name).or_default().extend(math::ATTRIBUTES);
    }
    let quoted = ["blockquote", "del", "ins", "q"].map(|name| (name, ["cite"].as_slice()));
    for (name, attributes) in further.into_iter().chain(quoted) {
        own.entry(name).or_default().extend(attributes);
    }
    let mut builder = Builder::empty();
    builder
        .tags(element::allowed().chain(["input", "iframe", math::ANNOTATION]).chain(math::ELEMENTS).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(own)
        .generic_attributes(element::generic().chain(OURS).collect())
        .generic_attribute_prefixes(HashSet::from(["aria-"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|_, name, value| {
            let hole = is_mark(value) || value.starts_with('#');
            let sound = match name {
                "href" | "src" | "cite" => hole,
                "sandbox" => value == SANDBOX,
                _ => true,
            };
            sound.then_some(Cow::Borrowed(value))
        });
    builder
});

/// `html` with nothing but allowed elements and attributes, every element closed.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::math::mathml;
    use super::clean;

    #[test]
    fn formulas_pass() {
        for source in [
            "x^2_1",
            r"\frac{a}{b} \le \sqrt[3]{c}",
            r"\sum_{i=1}^n \left( i \right) \quad \text{if } \hat{x} = \mathbf{y}",
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
            r"\underbrace{a+b}_{c} \overline{d} \int\limits_0^1",
        ] {
            for display in [false, true] {
                let html = mathml(source, display).unwrap_or_default();
                // Elements without content are written in another way.
                let spelt = clean(&html).replace("></mspace>", " />");
                assert_eq!(spelt.replace(" />", "/>"), html.replace(" />", "/>"), "{source}");
            }
        }
    }

    #[test]
    fn our_own_markup_passes_and_the_rest_does_not() {
        let own = "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Table\"><p id=\"a\">b<br>\
                   <a href=\"~pmo-hole-0-1.\">c</a><a href=\"#d\">e</a><input type=\"checkbox\" disabled=\"\" aria-label=\"done\"></p></section>";
        assert_eq!(clean(own), own);
        assert_eq!(
            clean("<a href=\"javascript:x\">a</a><p onclick=\"b\">c<b>d<script>e</script>"),
            "<a>a</a><p>c<b>d</b></p>"
        );
    }
}
