//! What fills the holes of a text when it is rendered.

use std::borrow::Cow;

use super::link::LinkRef;
use super::shortcode::Call;
use crate::diagnostics::Diagnostic;

/// What goes into a hole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HoleTarget {
    /// The address, not yet escaped.
    pub href: String,
    /// Further attributes with a space before each (` rel="noopener"`), already escaped. Left out where raw HTML gives
    /// a size.
    pub extra: String,
}

impl<T: Into<String>> From<T> for HoleTarget {
    fn from(href: T) -> Self {
        Self { href: href.into(), extra: String::new() }
    }
}

/// What fills the holes of a text.
pub trait Fill {
    /// The target of a link, by its place among the links.
    fn link(&mut self, index: usize, link: &LinkRef) -> HoleTarget;
    /// The HTML of what records say.
    fn call(&mut self, call: &Call) -> String;
    /// The HTML of a template of the site's own, around `inner`.
    fn own(&mut self, call: &Call, inner: String) -> String;
}

/// Templates of a site's own.
pub trait OwnTemplates: std::fmt::Debug + Sync {
    /// The HTML that the template of a call makes around `inner`.
    ///
    /// # Errors
    /// When the template fails.
    fn shortcode(&self, call: &Call, inner: &str) -> Result<String, Diagnostic>;
}

/// Fills links alone; what is called has no words.
pub(super) struct Links<F>(pub(super) F);

impl<T: Into<HoleTarget>, F: FnMut(usize, &LinkRef) -> T> Fill for Links<F> {
    fn link(&mut self, index: usize, link: &LinkRef) -> HoleTarget {
        (self.0)(index, link).into()
    }

    fn call(&mut self, _: &Call) -> String {
        String::new()
    }

    fn own(&mut self, _: &Call, inner: String) -> String {
        inner
    }
}

/// What stands around the number of a call in plain text.
pub(super) const SPOKEN: (char, char) = ('\u{f5fe}', '\u{f5ff}');

/// Plain text with the words of the `calls` in it.
pub(crate) fn spoken<'t>(text: &'t str, calls: &[Call], words: impl Fn(&Call) -> String) -> Cow<'t, str> {
    if calls.is_empty() || !text.contains(SPOKEN.0) {
        return text.into();
    }
    let mut pieces = text.split(SPOKEN.0);
    let mut out = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let Some((number, rest)) = piece.split_once(SPOKEN.1) else {
            out.push_str(piece);
            continue;
        };
        if let Some(call) = number.parse::<usize>().ok().and_then(|number| calls.get(number)) {
            out.push_str(&words(call));
        }
        out.push_str(rest);
    }
    out.into()
}
