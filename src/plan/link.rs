//! A link, ready to print.

use serde::Serialize;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LinkView {
    /// Address, ready to print.
    pub href: String,
    /// Text.
    pub text: String,
}
