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
    /// In a part of another text, without the marks before its lines.
    Part(&'a Part<'a>),
}

/// A part of a text that is read by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    /// Where the whole text stands.
    pub(super) whole: TextOrigin<'a>,
    /// Places in the part and what they are in the whole, in order.
    pub(super) map: &'a [(usize, usize)],
    /// Where the part ends in the whole.
    pub(super) end: usize,
}

impl Part<'_> {
    /// The range of the whole text that `range` of the part stands for.
    pub(super) fn range(&self, range: &Range<usize>) -> Range<usize> {
        let at = |place: usize| {
            let after = self.map.partition_point(|(part, _)| *part <= place);
            let known = after.checked_sub(1).and_then(|index| self.map.get(index));
            known.map_or(self.end, |(part, whole)| (whole + (place - part)).min(self.end))
        };
        let start = at(range.start);
        let end = if range.is_empty() { start } else { at(range.end - 1) + 1 };
        start..end.min(self.end).max(start)
    }
}

impl TextOrigin<'_> {
    /// The place of `range` of the compiled text.
    pub(super) fn place(self, range: &Range<usize>) -> Place {
        match self {
            Self::File { file, base } => Place::new(file, span(range, base)),
            Self::Field(at) => at.clone(),
            Self::Part(part) => part.whole.place(&part.range(range)),
        }
    }

    /// The span of `range` of the compiled text.
    pub(super) fn span(self, range: &Range<usize>) -> Span {
        match self {
            Self::File { base, .. } => span(range, base),
            Self::Field(at) => at.span,
            Self::Part(part) => part.whole.span(&part.range(range)),
        }
    }
}

fn span(range: &Range<usize>, base: usize) -> Span {
    Span::new(range.start, range.end).shift(base)
}
