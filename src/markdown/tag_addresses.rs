//! The addresses in the attributes of a raw tag, each of which becomes a link that is checked.

use std::ops::Range;

use super::LinkKind;
use super::element;
use super::tag::Tag;

/// An address of a tag.
#[derive(Debug)]
pub(super) struct TagAddress {
    /// What it points from.
    pub(super) kind: LinkKind,
    /// The address as written, entities decoded.
    pub(super) target: String,
    /// Where it stands in the tag's source, if it stands there in this form.
    pub(super) within: Option<Range<usize>>,
    /// A picture's alternative text.
    pub(super) text: String,
    /// Whether further attributes may be written behind it.
    pub(super) extra: bool,
}

/// Replaces the addresses of `tag`, whose source is `slice`, with the marks that `record` gives; says whether there
/// were any.
pub(super) fn mark(tag: &mut Tag, slice: &str, mut record: impl FnMut(TagAddress) -> String) -> bool {
    let of_element = match tag.name.as_str() {
        "a" | "area" => LinkKind::Link,
        "img" => LinkKind::Image,
        _ => LinkKind::Asset,
    };
    let sized = ["width", "height", "rel", "loading"].into_iter().any(|name| tag.get(name).is_some());
    let text = tag.get("alt").unwrap_or("").to_owned();
    let mut any = false;
    for (name, value) in &mut tag.attributes {
        let one = element::is_address(&tag.name, name);
        if !one && !element::is_address_list(&tag.name, name) {
            continue;
        }
        let kind = match name.as_str() {
            "cite" => LinkKind::Link,
            // What shows pictures is held to the rules for pictures.
            "poster" | "srcset" => LinkKind::Image,
            _ => of_element,
        };
        // Each address of a list is looked for behind the one before it, so that a long list is read once.
        let mut from = 0;
        let mut mark = |target: &str| {
            let at = slice.get(from..).and_then(|rest| rest.find(target)).filter(|_| !target.is_empty());
            let within = at.map(|at| from + at..from + at + target.len());
            from = within.as_ref().map_or(slice.len(), |within| within.end);
            let extra = one && !sized && !matches!(name.as_str(), "cite" | "poster");
            record(TagAddress { kind, target: target.to_owned(), within, text: text.clone(), extra })
        };
        *value = if one { mark(value) } else { each_address(value, mark) };
        any = true;
    }
    any
}

/// `list` with `mark` in place of each of its addresses (HTML standard, "srcset attributes"): an address ends at white
/// space, and behind it stands a width or a density up to the next comma.
fn each_address(list: &str, mut mark: impl FnMut(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = list;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return out;
        }
        let (word, behind) = rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
        let address = word.trim_end_matches(',');
        let (size, next) =
            if address.len() < word.len() { ("", behind) } else { behind.split_once(',').unwrap_or((behind, "")) };
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&mark(address));
        let size = size.trim();
        if !size.is_empty() {
            out.push(' ');
            out.push_str(size);
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::each_address;

    #[test]
    fn every_address_of_a_list_is_marked() {
        let mark = |list: &str| each_address(list, |address| format!("<{address}>"));
        assert_eq!(mark("a.png 1x, /b,c.png 2x"), "<a.png> 1x, </b,c.png> 2x");
        assert_eq!(mark(" a.png,\n b.png 480w "), "<a.png>, <b.png> 480w");
        assert_eq!(mark("//evil.example/a 1x"), "<//evil.example/a> 1x");
        assert_eq!(mark(" , "), "");
    }
}
