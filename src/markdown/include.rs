//! Text of other pages, for pages that include it.

use crate::diagnostics::Place;
use crate::source::SourcePath;

/// Gives the texts of pages.
pub trait Includes: Sync {
    /// The file that `target` names in the file `from`, and its text without front matter, or the lines from `lines.0`
    /// to `lines.1` of the whole file, counted from one.
    ///
    /// # Errors
    /// Why there is none, in a few words.
    fn text(
        &self,
        from: &SourcePath,
        target: &str,
        lines: Option<(usize, usize)>,
    ) -> (Option<SourcePath>, Result<String, String>);
}

/// No other page is known.
#[derive(Clone, Copy, Debug)]
pub struct NoIncludes;

impl Includes for NoIncludes {
    fn text(&self, _: &SourcePath, _: &str, _: Option<(usize, usize)>) -> (Option<SourcePath>, Result<String, String>) {
        (None, Err("no other page is known here".to_owned()))
    }
}

/// A page whose text stands in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Included {
    /// Its file, whether it is there or not.
    pub file: SourcePath,
    /// Where it is included.
    pub place: Place,
    /// Whether its text stands there.
    pub given: bool,
}
