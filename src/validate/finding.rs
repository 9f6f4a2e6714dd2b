//! How checks tell what they find.

use crate::diagnostics::{Diagnostic, Place, Rule};
use crate::source::{SourcePath, Span};

/// A finding at `span` of `file`.
pub(super) fn finding(
    rule: &'static Rule,
    file: &SourcePath,
    span: Span,
    message: String,
    hint: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(rule, Place::new(file, span), message).hint(hint)
}
