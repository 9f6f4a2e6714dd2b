//! Slugs: the names of records, in files, references and addresses.

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::decode::{Decode, Decoder};
use super::schema::titled;
use super::yaml::{Node, NodeKind};
use crate::diagnostics::registry;

/// A slug that names another record: `^[a-z0-9]+(-[a-z0-9]+)*$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slug(pub String);

impl std::ops::Deref for Slug {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Slug {
    /// Whether `text` is a slug.
    #[must_use]
    pub fn is_valid(text: &str) -> bool {
        !text.is_empty()
            && text
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
    }

    /// The slug that `text` was probably meant to be.
    #[must_use]
    pub fn suggest(text: &str) -> String {
        let mut mapped = String::with_capacity(text.len());
        for c in text.nfkd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’')) {
            match (c, plain_letters(c)) {
                (_, Some(letters)) => mapped.push_str(letters),
                (c, None) if c.is_ascii_alphanumeric() => mapped.push(c.to_ascii_lowercase()),
                _ => mapped.push('-'),
            }
        }
        mapped.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }
}

/// Letters that are no letter with a mark, as they are written where they are missing.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "n",
        'ə' | 'Ə' => "e",
        _ => return None,
    })
}

impl Decode for Slug {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::Scalar { text, .. } = &node.kind else { return to.wrong(node, "a slug", None) };
        if Self::is_valid(text) {
            return Some(Self(text.clone()));
        }
        let message = format!("`{text}` is no slug: small letters, digits and single `-`");
        let hint = match Self::suggest(text) {
            near if near.is_empty() => "use small letters of the Latin alphabet, digits and `-`".to_owned(),
            near => format!("write `{near}`"),
        };
        to.report(&registry::BAD_SLUG, node.span, message, Some(hint));
        None
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }), "slug", "north-sea")
    }
}
