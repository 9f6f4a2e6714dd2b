//! Neighbouring links of a list that many pages show parts of.

use std::ops::Range;
use std::sync::Arc;

use super::link::Child;

/// Neighbouring pages of a list. Pages that show stretches of one list share the list.
#[derive(Clone, Debug)]
pub struct LinkWindow {
    list: Arc<[Arc<Child>]>,
    range: Range<usize>,
}

impl LinkWindow {
    /// The pages of `list` from `range`, as far as there are any.
    #[must_use]
    pub fn new(list: &Arc<[Arc<Child>]>, range: Range<usize>) -> Self {
        let end = range.end.min(list.len());
        Self { list: Arc::clone(list), range: range.start.min(end)..end }
    }

    /// The whole list.
    #[must_use]
    pub fn list(&self) -> &Arc<[Arc<Child>]> {
        &self.list
    }

    /// Which part of the list it is.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }
}

impl Default for LinkWindow {
    fn default() -> Self {
        Self { list: Arc::default(), range: 0..0 }
    }
}
