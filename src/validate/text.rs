//! Text fields of records: compiled with the same Markdown as pages.

use crate::diagnostics::{Diagnostic, Place};
use crate::markdown::{Compiler, LinkKind, LinkRef, Markup, SeenBy};
use crate::source::{SourcePath, Span};

/// Compiles one file's text fields and keeps their findings and links.
#[derive(Debug)]
pub(super) struct FieldTexts<'c> {
    compiler: &'c Compiler,
    file: SourcePath,
    pub found: Vec<Diagnostic>,
    pub links: Vec<LinkRef>,
}

impl<'c> FieldTexts<'c> {
    pub fn new(compiler: &'c Compiler, file: &SourcePath) -> Self {
        Self { compiler, file: file.clone(), found: Vec::new(), links: Vec::new() }
    }

    /// One line of inline Markdown.
    pub fn inline(&mut self, text: &str, span: Span) -> Markup {
        let (markup, found) = self.compiler.inline(&Place::new(&self.file, span), text);
        self.found.extend(found);
        self.links.extend(markup.links.iter().cloned());
        markup
    }

    /// A link that is no Markdown, and who sees it: noted for checking.
    pub fn note(&mut self, target: &str, span: Span, readers: SeenBy) {
        self.check(LinkKind::Link, target, span, readers);
    }

    /// A picture that is no Markdown, and who sees it: noted for checking.
    pub fn picture(&mut self, target: &str, span: Span, readers: SeenBy) {
        self.check(LinkKind::Image, target, span, readers);
    }

    fn check(&mut self, kind: LinkKind, target: &str, span: Span, readers: SeenBy) {
        self.links.push(LinkRef {
            named: false,
            kind,
            target: target.to_owned(),
            place: Place::new(&self.file, span),
            text: String::new(),
            refused: false,
            seen_by: readers,
        });
    }
}
