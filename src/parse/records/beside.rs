//! The wire form of what `pmo.yaml` says of files beside pages: which are published, and what is told of them.

use serde_json::{Value, json};

use crate::diagnostics::registry;
use crate::parse::beside;
use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder, Located, Whole};
use crate::parse::schema::titled;
use crate::parse::yaml::{Node, NodeKind};

record! {
    /// Which files beside pages are published. Pictures, sounds and films are, and so is whatever a published page
    /// leads to.
    pub struct AssetsRecord: "assets" {
        /// Endings of further files that are published though no page leads to them.
        many allow: Located<Ending>,
    }
}

record! {
    /// What `check --housekeeping` tells.
    pub struct HousekeepingRecord: "housekeeping" {
        /// Size in bytes above which a picture is called large.
        may max_picture_size: Whole<u64, 1000, 1_000_000_000> [default = "500 kB (500000)"] [example = "1000000"],
    }
}

/// The ending of a file's name, such as `.xlsx`; held in small letters without its dot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending(pub String);

impl Decode for Ending {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::Scalar { text, .. } = &node.kind else {
            return to.wrong(node, "an ending such as `.xlsx`", None);
        };
        let ending = text.strip_prefix('.').unwrap_or(text).to_lowercase();
        let is_ending = !ending.is_empty() && ending.len() <= 20 && ending.chars().all(char::is_alphanumeric);
        if !is_ending || !text.starts_with('.') {
            return to.wrong(
                node,
                "an ending such as `.xlsx`",
                Some("write the dot and the letters that follow it: `[.xlsx]`".to_owned()),
            );
        }
        if beside::is_never(&ending) {
            let message = format!("files that end in `.{ending}` are never published from below `content/`");
            let hint = "move such a file below `static/` if everyone may read it".to_owned();
            to.report(&registry::UNKNOWN_VALUE, node.span, message, Some(hint));
            return None;
        }
        Some(Self(ending))
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "pattern": "^\\.[A-Za-z0-9]{1,20}$" }), "ending of a file's name", ".xlsx")
    }
}
