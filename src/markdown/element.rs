//! The elements of HTML and what a page may use of them.

/// What becomes of a raw element when HTML is sanitised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// It stays and has an end tag.
    Allowed,
    /// It stays, and its end is implied by what follows: it never nests by itself.
    Implied,
    /// It stays and has no content.
    Void,
    /// It is HTML and is removed.
    Removed,
    /// It is removed with all that is in it.
    Hidden,
    /// It is no HTML: a placeholder such as `<package>`.
    Unknown,
}

const ALLOWED: &[&str] = &[
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "caption",
    "cite",
    "code",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
    "ins",
    "kbd",
    "mark",
    "ol",
    "pre",
    "q",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "time",
    "u",
    "ul",
    "var",
];

const IMPLIED: &[&str] = &["colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// Elements that stand within a line of text (HTML standard, "phrasing content"), of those that may stay.
const PHRASING: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

const HIDDEN: &[&str] = &["script", "style", "template"];

/// The rest of the HTML standard, its obsolete elements, and the two roots of foreign content.
const REMOVED: &[&str] = &[
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "audio",
    "base",
    "basefont",
    "bgsound",
    "big",
    "blink",
    "body",
    "button",
    "canvas",
    "center",
    "command",
    "data",
    "datalist",
    "dialog",
    "dir",
    "embed",
    "fieldset",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "head",
    "header",
    "hgroup",
    "html",
    "iframe",
    "image",
    "input",
    "keygen",
    "label",
    "legend",
    "link",
    "main",
    "map",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "output",
    "param",
    "picture",
    "plaintext",
    "portal",
    "progress",
    "rb",
    "rtc",
    "search",
    "select",
    "slot",
    "source",
    "strike",
    "svg",
    "textarea",
    "title",
    "track",
    "tt",
    "video",
    "xmp",
];

/// Attributes of every element that may be written by authors; `aria-*` too.
const GENERIC: &[&str] = &["class", "dir", "id", "lang", "role", "title"];

/// Further attributes by element. Addresses (`href`, `src`, `cite`) are no part of it: they become holes.
const OWN: &[(&str, &[&str])] = &[
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("details", &["name", "open"]),
    ("img", &["alt", "height", "width"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("th", &["abbr", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// What becomes of element `name`, in lower case.
pub(super) fn element(name: &str) -> Element {
    let tables = [
        (ALLOWED, Element::Allowed),
        (IMPLIED, Element::Implied),
        (VOID, Element::Void),
        (HIDDEN, Element::Hidden),
        (REMOVED, Element::Removed),
    ];
    tables.into_iter().find(|(names, _)| names.contains(&name)).map_or(Element::Unknown, |(_, element)| element)
}

/// Whether element `name`, one of those that may stay, stands within a line of text.
pub(super) fn is_phrasing(name: &str) -> bool {
    PHRASING.contains(&name)
}

/// All elements that may stay.
pub(super) fn allowed() -> impl Iterator<Item = &'static str> {
    ALLOWED.iter().chain(IMPLIED).chain(VOID).copied()
}

/// Whether an author's attribute `name` of `element` stays.
pub(super) fn keeps(element: &str, name: &str) -> bool {
    GENERIC.contains(&name)
        || name.starts_with("aria-")
        || own().any(|(of, names)| of == element && names.contains(&name))
}

/// Attributes that may be on every element.
pub(super) fn generic() -> impl Iterator<Item = &'static str> {
    GENERIC.iter().copied()
}

/// Further attributes by element.
pub(super) fn own() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    OWN.iter().copied()
}

/// Whether attribute `name` of `element` is an address that must resolve.
pub(super) fn is_address(element: &str, name: &str) -> bool {
    match name {
        "href" => matches!(element, "a" | "area" | "link"),
        "xlink:href" => element == "a",
        "cite" => matches!(element, "blockquote" | "del" | "ins" | "q"),
        "src" => {
            matches!(element, "img" | "audio" | "video" | "source" | "track" | "iframe" | "embed" | "script" | "input")
        }
        "poster" => element == "video",
        "data" => element == "object",
        "action" => element == "form",
        "formaction" => matches!(element, "button" | "input"),
        _ => false,
    }
}

/// Whether attribute `name` of `element` is a list of addresses, each of which must resolve.
pub(super) fn is_address_list(element: &str, name: &str) -> bool {
    match name {
        "srcset" => matches!(element, "img" | "source"),
        "imagesrcset" => element == "link",
        _ => false,
    }
}

/// What to write instead of a removed element.
pub(super) fn instead(name: &str) -> String {
    match name {
        "iframe" | "frame" | "embed" | "object" | "applet" | "video" | "audio" => {
            "write a link to it instead: `[what it shows](https://…)`".to_owned()
        }
        "style" | "script" | "link" | "meta" | "template" => {
            "remove it; a site's styles and scripts belong in its theme".to_owned()
        }
        "center" | "font" | "big" | "label" | "button" | "nobr" => {
            format!("remove `<{name}>` and `</{name}>`; the text between them stays")
        }
        _ => format!("write it in Markdown, or `\\<{name}>` to show it as text"),
    }
}

/// Writes the end tag of an element.
pub(super) fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_unknown_and_elements_are_in_one_table() {
        assert_eq!(element("package"), Element::Unknown);
        assert_eq!(element("details"), Element::Allowed);
        assert_eq!(element("iframe"), Element::Removed);
        let mut all: Vec<_> = allowed().chain(HIDDEN.iter().copied()).chain(REMOVED.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn attributes_that_run_or_style_do_not_stay() {
        assert!(keeps("td", "colspan") && keeps("p", "aria-label") && keeps("p", "id"));
        assert!(!keeps("p", "onclick") && !keeps("p", "style") && !keeps("p", "colspan") && !keeps("a", "href"));
    }
}
