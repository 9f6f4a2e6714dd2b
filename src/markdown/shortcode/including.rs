//! What a page includes, and how much more it may.

use super::super::{Included, Includes};
use crate::source::SourcePath;

/// What all texts of a page share that include others.
pub(in super::super) struct Including<'c> {
    /// Where their texts come from.
    pub(in super::super) from: &'c dyn Includes,
    /// The page, and the pages whose text stands in it here.
    pub(in super::super) files: Vec<SourcePath>,
    /// Every page that was asked for.
    pub(in super::super) asked: Vec<Included>,
    /// Bytes that may still be included.
    pub(in super::super) room: usize,
}
