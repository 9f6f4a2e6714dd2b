//! Words that mean the same to the readers of a site: who searches for one finds pages with the others.

use serde_json::{Value, json};

use crate::diagnostics::registry;
use crate::parse::decode::{Decode, Decoder, Located};
use crate::parse::schema::titled;
use crate::parse::values::Text;
use crate::parse::yaml::{Node, NodeKind};
use crate::source::Span;

/// Words and phrases that mean the same, with their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonyms(pub Vec<(String, Span)>);

impl Decode for Synonyms {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::List(items) = &node.kind else {
            let hint = "write each group in brackets: `- [PTO, paid time off]`".to_owned();
            return to.wrong(node, "a list of words that mean the same", Some(hint));
        };
        let mut terms: Vec<(String, Span)> = Vec::new();
        for item in items {
            let Some(Text(term)) = Text::<80>::decode(item, to) else { continue };
            if terms.iter().any(|(known, _)| is_same(known, &term)) {
                continue;
            }
            if term.chars().any(char::is_alphanumeric) {
                terms.push((term, item.span));
            }
        }
        if terms.len() < 2 {
            let message = "a group of synonyms needs two different words".to_owned();
            let hint = "add a word that means the same, `- [PTO, paid time off]`, or remove the group".to_owned();
            to.report(&registry::LONE_SYNONYM, node.span, message, Some(hint));
            return None;
        }
        Some(Self(terms))
    }

    fn schema() -> Value {
        let term = json!({ "type": "string", "minLength": 1, "maxLength": 80 });
        let group = json!({ "type": "array", "items": term, "minItems": 2 });
        titled(group, "words that mean the same", "[PTO, paid time off]")
    }
}

/// Reports words that stand in two groups: a search takes the first.
pub(super) fn check(groups: &[Located<Synonyms>], to: &mut Decoder) {
    for (number, group) in groups.iter().enumerate() {
        for (term, span) in &group.value.0 {
            let mut before = groups.iter().take(number).flat_map(|group| &group.value.0);
            if before.any(|(known, _)| is_same(known, term)) {
                let message = format!("`{term}` is in two groups of synonyms");
                let hint = "make one group of the two, or leave the word out of one".to_owned();
                to.report(&registry::TWICE_SYNONYM, *span, message, Some(hint));
            }
        }
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
