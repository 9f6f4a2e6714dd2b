//! Where a site stands and what language it speaks: two values that end up in every page's head.

use serde_json::{Value, json};

use crate::diagnostics::registry;
use crate::markdown::misspelling;
use crate::parse::decode::{Decode, Decoder};
use crate::parse::schema::titled;
use crate::parse::values::Text;
use crate::parse::yaml::Node;

/// The absolute `http` or `https` address of the site's first page, with a final `/`; it may have a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(pub String);

impl BaseUrl {
    /// Reads an address; `None` unless it is absolute, on the web, with a host, and without query and fragment.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let clean = |c: char| !(c.is_whitespace() || matches!(c, '?' | '#' | '<' | '>' | '"'));
        let sound = misspelling(text).is_none() && rest.chars().all(clean);
        sound.then(|| Self(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }))
    }
}

impl Decode for BaseUrl {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let Text(text) = Text::<2000>::decode(node, to)?;
        let parsed = Self::parse(&text);
        if parsed.is_none() {
            let hint = "write the full address of the first page, such as `https://pmo.example.com/` or `https://example.com/pmo/`";
            to.report(
                &registry::BASE_URL,
                node.span,
                format!("`{text}` is no address that a site can stand at"),
                Some(hint.to_owned()),
            );
        }
        parsed
    }

    fn schema() -> Value {
        titled(
            json!({ "type": "string", "pattern": "^https?://[^\\s?#]+$" }),
            "address on the web",
            "https://pmo.example.com/",
        )
    }
}

/// A BCP 47 language tag by its shape: letters and digits in parts of at most eight, joined by `-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageTag(pub String);

impl Decode for LanguageTag {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let Text(text) = Text::<35>::decode(node, to)?;
        let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let first = text.split('-').next().unwrap_or("");
        if text.split('-').all(part) && first.len() > 1 && first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Some(Self(text));
        }
        let hint = "write a tag such as `en` or `pt-BR`".to_owned();
        to.report(&registry::UNKNOWN_VALUE, node.span, format!("`{text}` is no language tag"), Some(hint));
        None
    }

    fn schema() -> Value {
        titled(
            json!({ "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" }),
            "BCP 47 language tag",
            "en-GB",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn a_base_url_is_a_web_address_without_query() {
        let read = |text: &str| BaseUrl::parse(text).map(|url| url.0);
        assert_eq!(read("https://a.example").as_deref(), Some("https://a.example/"));
        assert_eq!(read("http://localhost:8000/x/").as_deref(), Some("http://localhost:8000/x/"));
        for bad in [
            "/x/",
            "a.example",
            "mailto:a@b.example",
            "https:///x",
            "https://a.example/?q",
            "https://a b",
            "https://u:p@a.example/",
        ]
        .into_iter()
        .chain([
            "https://:80/",
            r"https://a.example\@b.example/",
            "https://a.example:99999/",
            "https://a.example/\u{202e}x/",
        ]) {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
