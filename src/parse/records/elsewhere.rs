//! What a site says of other sites: the schemes of its links and the hosts of its frames.

use serde_json::{Value, json};

use crate::diagnostics::registry;
use crate::markdown::{is_dangerous, is_host};
use crate::parse::decode::{Decode, Decoder};
use crate::parse::schema::titled;
use crate::parse::yaml::{Node, NodeKind};

/// The scheme of an application's links, such as `slack`, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkScheme(pub String);

impl Decode for LinkScheme {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let NodeKind::Scalar { text, .. } = &node.kind else {
            return to.wrong(node, "a scheme such as `slack`", None);
        };
        let scheme = text.trim_end_matches('/').trim_end_matches(':').to_lowercase();
        let is_scheme = scheme.len() <= 40
            && scheme.starts_with(|first: char| first.is_ascii_lowercase())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        if !is_scheme || scheme != *text {
            let hint = "write what stands before the colon, in small letters: `[slack]`";
            return to.wrong(node, "a scheme such as `slack`", Some(hint.to_owned()));
        }
        if is_dangerous(&scheme) {
            let message = format!("`{scheme}:` addresses are never published");
            let hint = "remove it: such an address runs code, or opens files on the reader's machine".to_owned();
            to.report(&registry::UNKNOWN_VALUE, node.span, message, Some(hint));
            return None;
        }
        Some(Self(scheme))
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "pattern": "^[a-z][a-z0-9+.-]{0,39}$" }), "scheme of links", "slack")
    }
}

/// The host of a frame, such as `www.youtube-nocookie.com`, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameHost(pub String);

impl Decode for FrameHost {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        const WANTED: &str = "a host such as `www.youtube-nocookie.com`";
        let NodeKind::Scalar { text, .. } = &node.kind else { return to.wrong(node, WANTED, None) };
        if is_host(text) && text.contains('.') {
            return Some(Self(text.clone()));
        }
        let bare = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
        let bare = bare.split(['/', '?', '#']).next().unwrap_or(bare).to_lowercase();
        let hint = (is_host(&bare) && bare.contains('.')).then(|| format!("write `{bare}`"));
        to.wrong(node, WANTED, hint)
    }

    fn schema() -> Value {
        let pattern = "^[a-z0-9][a-z0-9-]*([.][a-z0-9][a-z0-9-]*)+$";
        titled(json!({ "type": "string", "pattern": pattern }), "host", "www.youtube-nocookie.com")
    }
}
