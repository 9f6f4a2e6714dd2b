//! Names of files and folders in settings: each within the site, or a finding.

use crate::diagnostics::registry;
use crate::parse::decode::{Decode, Decoder};
use crate::parse::values::Text;
use crate::parse::yaml::Node;

/// Reads the name of a place of the site with `parse`. Of a text that is none, `wrong` says what it is not, and `hint`
/// what to write.
pub(super) fn place<T>(
    node: &Node,
    to: &mut Decoder,
    parse: impl FnOnce(&str) -> Option<T>,
    wrong: &str,
    hint: &str,
) -> Option<T> {
    let Text(text) = Text::<200>::decode(node, to)?;
    let place = parse(&text);
    if place.is_none() {
        to.report(&registry::OUTSIDE_FOLDER, node.span, format!("`{text}` {wrong}"), Some(hint.to_owned()));
    }
    place
}
