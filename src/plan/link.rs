//! A link, ready to print, alone or with what is there.

use serde::Serialize;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LinkView {
    /// Address, ready to print.
    pub href: String,
    /// Text.
    pub text: String,
}

/// A page below another, as a section lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Child {
    /// The page.
    pub link: LinkView,
    /// What it says, in one sentence.
    pub description: Option<String>,
}
