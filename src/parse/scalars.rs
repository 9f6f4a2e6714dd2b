//! Switches and numbers of records.

use serde_json::{Value, json};

use super::decode::{Decode, Decoder};
use super::numbers;
use super::yaml::{self, Node, NodeKind};

impl Decode for bool {
    /// No switch of a record that has a past is on by itself.
    fn says_nothing(&self) -> bool {
        !self
    }

    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, plain: true } if text.eq_ignore_ascii_case("true") => Some(true),
            NodeKind::Scalar { text, plain: true } if text.eq_ignore_ascii_case("false") => Some(false),
            NodeKind::Scalar { text, .. } => {
                to.wrong(node, "`true` or `false`", Some(numbers::bool_hint(text).to_owned()))
            }
            _ => to.wrong(node, "`true` or `false`", None),
        }
    }

    fn schema() -> Value {
        json!({ "type": "boolean" })
    }
}

impl Decode for f64 {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, plain: true } => match text.parse::<f64>() {
                // Nobody reports minus zero; without it numbers that are equal read alike.
                Ok(number) if number.is_finite() && yaml::is_number(text) => Some(number + 0.0),
                _ => to.wrong(node, "a number", Some(numbers::number_hint(text))),
            },
            NodeKind::Scalar { text, .. } if yaml::is_number(text) => {
                to.wrong(node, "a number", Some("write the number without quotes".to_owned()))
            }
            NodeKind::Scalar { text, .. } => to.wrong(node, "a number", Some(numbers::number_hint(text))),
            _ => to.wrong(node, "a number", None),
        }
    }

    fn schema() -> Value {
        json!({ "type": "number" })
    }
}
