//! A link, ready to print, alone or with what is there.

use serde::Serialize;

/// The address of the diagram called `name`, a hash: no page and no other file has one like it.
#[must_use]
pub fn diagram_url(name: &str) -> String {
    format!("/assets/diagrams/{name}.svg")
}

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
