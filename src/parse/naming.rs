//! How references are written: one slug or id; and what people write instead of one.
//!
//! A text that is no slug may be the name of a person or goal that exists. That is known only when every file has been
//! read, so [`reference`] lets such a text pass, and the look-up of names has its finding.

use super::decode::Decoder;
use super::yaml::{Node, NodeKind};
use crate::diagnostics::registry;
use crate::markdown::{named, stray, without_strays};

/// Words that stand where nobody knows a name yet.
const UNKNOWN: [&str; 19] = [
    "tbd",
    "tba",
    "tbc",
    "tbn",
    "todo",
    "to do",
    "to-do",
    "to be defined",
    "to be decided",
    "n/a",
    "na",
    "none",
    "nobody",
    "no one",
    "unknown",
    "?",
    "??",
    "???",
    "xxx",
];

/// Whether a word says that no name is known yet.
pub(crate) fn is_unknown(word: &str) -> bool {
    let word = word.trim().trim_matches(['<', '>', '[', ']', '.']);
    UNKNOWN.iter().any(|unknown| unknown.eq_ignore_ascii_case(word))
}

/// What a reference is.
pub(super) enum Reference {
    /// A text, which need not have the form of a name.
    Text(String),
    /// A fault that has its finding.
    Told,
}

/// The text of a reference to one thing, or a finding where it cannot be one.
///
/// `what` is what it leads to (`slug of a person`), and `is_sound` whether a text has the form of it.
pub(super) fn reference(node: &Node, to: &mut Decoder, what: &str, is_sound: fn(&str) -> bool) -> Reference {
    let text = match &node.kind {
        NodeKind::Scalar { text, .. } => text.trim(),
        NodeKind::List(_) => {
            let hint = one_alone(to.field());
            to.wrong::<()>(node, &format!("one {what}"), Some(hint));
            return Reference::Told;
        }
        NodeKind::Map(_) | NodeKind::Null => {
            to.wrong::<()>(node, &format!("the {what}"), None);
            return Reference::Told;
        }
    };
    if is_sound(text) {
        return Reference::Text(text.to_owned());
    }
    let (message, hint) = if text.is_empty() {
        (format!("`{}` is blank", to.field()), "give it a value or remove the key".to_owned())
    } else if is_unknown(text) {
        (format!("`{text}` is no {what}"), format!("leave `{}` out until it is known", to.field()))
    } else if let Some(character) = stray(text) {
        let clean = without_strays(text);
        (format!("`{clean}` holds {}, which nobody sees", named(character)), format!("write `{clean}`"))
    } else if several(text, is_sound) {
        (format!("`{text}` is more than one {what}"), one_alone(to.field()))
    } else {
        return Reference::Text(text.to_owned());
    };
    to.report(&registry::BAD_SLUG, node.span, message, Some(hint));
    Reference::Told
}

/// What to do with more than one, where one is wanted.
fn one_alone(field: &str) -> String {
    match field {
        "dri" => "name one DRI; who stands in is `backup`, and others belong into `core_team`".to_owned(),
        "sponsor" | "backup" | "owner" | "lead" | "author" | "manager" => {
            format!("name one person as `{field}`: one of them answers for it")
        }
        _ => format!("write one for `{field}`"),
    }
}

/// Whether a text names several: slugs with commas or other signs between them.
fn several(text: &str, is_sound: fn(&str) -> bool) -> bool {
    let spaced = text.replace(" and ", ",").replace(" und ", ",").replace(" + ", ",").replace(" & ", ",");
    let mut parts = spaced.split([',', ';', '/']).map(str::trim).peekable();
    let first = parts.next();
    parts.peek().is_some() && first.into_iter().chain(parts).all(is_sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::values::Slug;

    #[test]
    fn several_slugs_are_told_from_a_name() {
        for text in ["ana, ben", "ana and ben", "ana/ben", "ana-silva & ben", "ana;ben"] {
            assert!(several(text, Slug::is_valid), "{text}");
        }
        for text in ["Ana Silva", "Silva, Ana", "ana", "G1: Move faster"] {
            assert!(!several(text, Slug::is_valid), "{text}");
        }
    }

    #[test]
    fn words_for_what_nobody_knows() {
        assert!(is_unknown("TBD") && is_unknown("n/a") && is_unknown("<todo>"));
        assert!(!is_unknown("toby") && !is_unknown("nadia"));
    }
}
