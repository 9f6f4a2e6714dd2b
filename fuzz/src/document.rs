//! The elements and attributes of a document, by a parser that the program itself does not use on its own output, and
//! what is wrong with them. Text that looks like a tag is text.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Who wrote what is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// An author: none of it may run, frame, style, or send anything.
    Author,
    /// The theme around what an author wrote: it has its own scripts and styles, all of them files of the site.
    Theme,
}

/// Elements that no author's text may become. Formulas become `math`, with nothing in it that links or holds HTML.
const BARRED: &[&str] = &[
    "annotation-xml",
    "applet",
    "base",
    "button",
    "embed",
    "form",
    "frame",
    "frameset",
    "iframe",
    "input",
    "link",
    "maction",
    "merror",
    "meta",
    "mglyph",
    "mpadded",
    "mstyle",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// Elements that not even a theme has.
const NEVER: &[&str] = &["applet", "base", "embed", "frame", "frameset", "iframe", "object", "plaintext", "xmp"];

/// Attributes whose value is an address, or a list of them.
const ADDRESSES: &[&str] = &[
    "action",
    "background",
    "cite",
    "classid",
    "codebase",
    "data",
    "dynsrc",
    "formaction",
    "href",
    "longdesc",
    "lowsrc",
    "manifest",
    "ping",
    "poster",
    "profile",
    "src",
    "srcset",
    "usemap",
    "xlink:href",
];

/// Schemes that may be followed.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "webcal"];

/// What is wrong in a piece of a page that an author wrote.
pub fn faults_of_piece(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    // The parser makes `<html>`, `<head>` and `<body>` of its own around the piece.
    walk(html, |node| judge(node, Writer::Author, &mut faults));
    faults
}

/// What is wrong in a whole page.
pub fn faults_of_page(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    walk(html, |node| judge(node, Writer::Theme, &mut faults));
    faults
}

/// Every address in a document: the attribute's name and the value as the parser reads it.
pub fn addresses(html: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    walk(html, |node| {
        if let NodeData::Element { attrs, .. } = &node.data {
            for attribute in attrs.borrow().iter() {
                let name = attribute.name.local.to_ascii_lowercase();
                if ADDRESSES.contains(&&*name) {
                    all.push((name.to_string(), attribute.value.to_string()));
                }
            }
        }
    });
    all
}

/// Visits every node, without a call within a call for each level.
fn walk(html: &str, mut visit: impl FnMut(&Handle)) {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut next = vec![dom.document.clone()];
    while let Some(node) = next.pop() {
        visit(&node);
        next.extend(node.children.borrow().iter().cloned());
        if let NodeData::Element { template_contents, .. } = &node.data {
            next.extend(template_contents.borrow().iter().cloned());
        }
    }
}

fn judge(node: &Handle, writer: Writer, faults: &mut Vec<String>) {
    let NodeData::Element { name, attrs, .. } = &node.data else { return };
    let element = name.local.to_ascii_lowercase();
    let barred = if writer == Writer::Author { BARRED } else { NEVER };
    if barred.contains(&&*element) {
        faults.push(format!("<{element}>"));
    }
    let attrs = attrs.borrow();
    let value = |wanted: &str| {
        attrs.iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| attribute.value.to_string())
    };
    if writer == Writer::Theme && &*element == "script" {
        // A script is a file of the site, or data.
        let is_data = value("type").is_some_and(|kind| kind.contains("json"));
        let is_file = value("src").is_some_and(|address| {
            address.contains("assets/") && scheme(&address).is_none_or(|scheme| scheme.starts_with("http"))
        });
        if !is_data && !is_file {
            faults.push("<script> that is no file of the site".to_owned());
        }
    }
    if writer == Writer::Theme
        && &*element == "meta"
        && value("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"))
    {
        // The page of an alias leads on, to an address of the site.
        let content = value("content").unwrap_or_default();
        let address = content.split_once("url=").map_or("", |(_, address)| address);
        let leaves = scheme(address).is_some_and(|scheme| !scheme.starts_with("http"))
            || address.starts_with("//")
            || address.starts_with("/\\");
        if leaves || address.is_empty() {
            faults.push(format!("<meta http-equiv=refresh content={content:?}>"));
        }
    }
    for attribute in attrs.iter() {
        let local = attribute.name.local.to_ascii_lowercase();
        if local.starts_with("on")
            || matches!(
                &*local,
                "style" | "srcdoc" | "srcset" | "ping" | "background" | "formaction" | "autofocus" | "is"
            )
        {
            faults.push(format!("<{element} {local}>"));
        }
        if ADDRESSES.contains(&&*local)
            && let Some(scheme) = scheme(&attribute.value)
            && !SCHEMES.contains(&scheme.as_str())
        {
            faults.push(format!("<{element} {local}=\"{scheme}:\">"));
        }
    }
}

/// The scheme of an address as a browser reads it: controls and spaces before it, and tabs and line breaks in it, do
/// not count.
pub fn scheme(address: &str) -> Option<String> {
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let mut scheme = String::new();
    for c in address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')) {
        match c {
            ':' if !scheme.is_empty() => return Some(scheme),
            'a'..='z' | 'A'..='Z' => scheme.push(c.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    None
}

/// Shows that the judge can find what it looks for, and that text which looks like a tag is none: the targets ask it
/// before they begin, so that a judge that finds nothing stops them.
///
/// # Panics
/// When it cannot.
pub fn prove() {
    let faults = |html| faults_of_piece(html).len();
    assert_eq!(faults("<p>&lt;a href=\"javascript:x\"> and &lt;script></p><!-- <script> -->"), 0);
    assert_eq!(faults("<p title=\"<script>\">x</p>"), 0);
    assert_eq!(faults("<p>x<script>1</script>"), 1);
    assert_eq!(faults("<img src=x onerror=1>"), 1);
    assert_eq!(faults("<a href=\" java\tscript:x\">x</a>"), 1);
    assert_eq!(faults("<a href=\"java&#10;script:x\">x</a><q cite=\"data:x\">x</q>"), 2);
    assert_eq!(faults("<svg><a xlink:href=\"javascript:x\">x</a></svg>"), 2);
    assert_eq!(faults("<table><tr><td style=x>"), 1);
    let faults = |html| faults_of_page(html).len();
    assert_eq!(faults("<meta http-equiv=refresh content=\"0; url=/a/\">"), 0);
    assert_eq!(faults("<meta http-equiv=refresh content=\"0; url=//a.de/\">"), 1);
    assert_eq!(faults("<p onclick=1>x</p><script>1</script><script src=/assets/x.js></script>"), 2);
}
