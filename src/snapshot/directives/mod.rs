//! Directives: what a page asks of records, and the words that they give.
//!
//! [`resolve`] looks up what a call names in a model and says why it cannot; `told` writes what a resolved call says on
//! the site's day. Both are asked of the model of one audience: what that audience may not see is not there, and is
//! told as withheld. Which names there are: `markdown::shortcode::builtin`.

mod asked;
mod filter;
mod told;

pub use asked::{Fault, resolve, stranger_key};

use std::borrow::Cow;

use super::Snapshot;
use crate::diagnostics::Diagnostic;
use crate::markdown::{Call, Fill, HoleTarget, LinkRef, Markup, OwnTemplates, plain_of_html, spoken};
use crate::parse::{FileKind, kind_of};

/// Whether a call stands in a report, where it says nothing: what a report tells must stay as it was.
#[must_use]
pub fn is_of_report(call: &Call) -> bool {
    kind_of(&call.place.file) == FileKind::Update
}

/// Fills the holes of one text.
struct Filler<'f, 'a> {
    snapshot: &'f Snapshot<'a>,
    /// The first template of the site's own that failed.
    fault: Option<Diagnostic>,
}

impl Fill for Filler<'_, '_> {
    fn link(&mut self, _: usize, link: &LinkRef) -> HoleTarget {
        self.snapshot.plan.hole(link)
    }

    fn call(&mut self, call: &Call) -> String {
        self.snapshot.called(call)
    }

    fn own(&mut self, call: &Call, inner: String) -> String {
        let made = self.snapshot.templates.map(|templates| templates.shortcode(call, &inner));
        match made {
            Some(Ok(html)) => html,
            Some(Err(finding)) => {
                self.fault.get_or_insert(finding);
                inner
            }
            None => inner,
        }
    }
}

impl<'a> Snapshot<'a> {
    /// The same snapshot, whose texts may call the `templates` of the site's own.
    #[must_use]
    pub fn with_templates(self, templates: &'a dyn OwnTemplates) -> Self {
        Self { templates: Some(templates), ..self }
    }

    /// A Markdown text as HTML, its links resolved as seen from the file in which it stands, and what records say in
    /// it.
    ///
    /// # Errors
    /// When a template of the site's own fails.
    pub fn try_html(&self, markup: &Markup) -> Result<String, Diagnostic> {
        if markup.calls.is_empty() {
            return Ok(self.plan.fill(markup));
        }
        let mut filler = Filler { snapshot: self, fault: None };
        let html = markup.fill_all(&mut filler);
        filler.fault.map_or(Ok(html), Err)
    }

    /// The same; a template that fails leaves what it was given, and is told by [`own_faults`](Self::own_faults).
    #[must_use]
    pub fn html(&self, markup: &Markup) -> String {
        if markup.calls.is_empty() {
            return self.plan.fill(markup);
        }
        markup.fill_all(&mut Filler { snapshot: self, fault: None })
    }

    /// What records say in each call of a text.
    #[must_use]
    pub fn calls(&self, markup: &Markup) -> Vec<String> {
        markup.calls.iter().map(|call| self.called(call)).collect()
    }

    /// Plain text with the words of the calls of `markup`, from which it comes.
    #[must_use]
    pub fn spoken<'t>(&self, text: &'t str, markup: &Markup) -> Cow<'t, str> {
        spoken(text, &markup.calls, |call| plain_of_html(&self.called(call)))
    }
}
