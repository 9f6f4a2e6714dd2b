//! Tags with hostile attributes, few and many, as a page: no panic, and nothing barred in what a browser makes of the
//! result.
#![no_main]

use std::fmt::Write;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pmo_site::markdown::{Compiler, HoleTarget, HtmlPolicy, Options};
use pmo_site::source::SourcePath;
use pmo_site_fuzz::document::{faults_of_piece, prove};

static COMPILERS: LazyLock<Vec<Compiler>> = LazyLock::new(|| {
    let compiler = |html| Compiler::new(Options { html, ..Options::default() });
    [HtmlPolicy::Sanitize, HtmlPolicy::Escape].map(compiler).into()
});

const ELEMENTS: &[&str] = &[
    "p",
    "a",
    "img",
    "div",
    "span",
    "table",
    "td",
    "li",
    "q",
    "del",
    "details",
    "svg",
    "math",
    "script",
    "style",
    "form",
    "input",
    "iframe",
    "object",
    "base",
    "template",
    "noscript",
    "title",
    "textarea",
    "select",
    "option",
    "x-y",
    "summary",
    "h2",
    "pre",
    "mglyph",
    "annotation-xml",
    "foreignObject",
];

const NAMES: &[&str] = &[
    "id",
    "class",
    "title",
    "href",
    "src",
    "style",
    "onclick",
    "onerror",
    "srcset",
    "cite",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "poster",
    "aria-label",
    "dir",
    "lang",
    "role",
    "is",
    "xmlns",
    "name",
    "open",
    "width",
    "colspan",
    "datetime",
    "OnLoad",
    "on\u{212a}",
    "/",
    "=",
    "\"",
    "'",
    "<a",
];

fuzz_target!(init: prove(), |input: (u8, Vec<(u8, bool, Vec<(u8, u8, &str)>)>, &str)| {
    let (kind, tags, rest) = input;
    let mut text = String::new();
    for (element, closes, attributes) in tags {
        let element = ELEMENTS[usize::from(element) % ELEMENTS.len()];
        text.push_str(if closes { "</" } else { "<" });
        text.push_str(element);
        for (name, quote, value) in attributes {
            let name = NAMES[usize::from(name) % NAMES.len()];
            // The upper bits say how often: once nearly always, a thousand times seldom.
            let times = if quote >> 2 == 63 { 1000 } else { 1 + usize::from(quote >> 6) };
            for _ in 0..times {
                let _ = match quote & 3 {
                    0 => write!(text, " {name}=\"{value}\""),
                    1 => write!(text, " {name}='{value}'"),
                    2 => write!(text, "\n{name}={value}"),
                    _ => write!(text, "/{name}"),
                };
            }
        }
        text.push_str(if kind & 4 == 0 { ">" } else { ">\n\n" });
    }
    text.push_str(rest);
    let compiler = &COMPILERS[usize::from(kind) % COMPILERS.len()];
    let (document, _) = compiler.page(&SourcePath::new("content/page.md"), &text, 0..text.len(), true);
    let html = document.body.fill(|_, _| HoleTarget::from("/resolved/"));
    let faults = faults_of_piece(&html);
    assert!(faults.is_empty(), "{faults:?} in {html}");
});
