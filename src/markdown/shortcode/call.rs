//! A call that is filled when a page is rendered: its name, its arguments and its place.

use crate::diagnostics::Place;

/// A call of what records know, or of a template of the site's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The name that it calls.
    pub name: String,
    /// Arguments without a name, in order.
    pub positional: Vec<String>,
    /// Arguments with a name, in order.
    pub named: Vec<(String, String)>,
    /// Where it stands.
    pub place: Place,
    /// How it stands there.
    pub form: CallForm,
}

/// How a call stands in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallForm {
    /// Between paragraphs.
    Block,
    /// Within a line.
    Inline,
}

impl Call {
    /// The argument that has one of these names, or this place among those without a name.
    #[must_use]
    pub fn argument(&self, names: &[&str], at: usize) -> Option<&str> {
        let given = self.named.iter().find(|(name, _)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
        given.map(|(_, value)| value).or_else(|| self.positional.get(at)).map(String::as_str)
    }
}
