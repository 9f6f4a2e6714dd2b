//! From a range in the compiled text to a place in a source file.

use std::ops::Range;

use crate::diagnostics::Place;
use crate::source::{SourcePath, Span};

/// Where the compiled text stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum TextOrigin<'a> {
    /// In a file, from byte `base` on: ranges map one to one.
    File {
        /// The file.
        file: &'a SourcePath,
        /// Offset of the text in it.
        base: usize,
    },
    /// In a record's field, whose text was unquoted and unfolded: everything is placed at the field.
    Field(&'a Place),
}

impl TextOrigin<'_> {
    /// The place of `range` of the compiled text.
    pub(super) fn place(self, range: &Range<usize>) -> Place {
        match self {
            Self::File { file, base } => Place::new(file, span(range, base)),
            Self::Field(at) => at.clone(),
        }
    }

    /// The span of `range` of the compiled text.
    pub(super) fn span(self, range: &Range<usize>) -> Span {
        match self {
            Self::File { base, .. } => span(range, base),
            Self::Field(at) => at.span,
        }
    }
}

fn span(range: &Range<usize>, base: usize) -> Span {
    Span::new(range.start, range.end).shift(base)
}
