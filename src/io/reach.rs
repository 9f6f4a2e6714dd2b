//! How far a reading may go, as the command line says: nothing in the site's own files widens it.

use std::path::{Path, PathBuf};

use super::Fault;
use crate::source::{Layout, NamedPlaces};

/// What links may lead to. By default they stay within the site.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Whether `content`, `static` and `themes` may themselves be links to folders outside of the site.
    pub linked_roots: bool,
    /// The output, absolute and without links: what was published is no source of what will be.
    pub output: Option<PathBuf>,
    /// Reads in the text of the settings where the parts of the site lie.
    pub places: fn(&str) -> NamedPlaces,
    /// Where they lie whatever the settings say: for a folder that has none yet.
    pub layout: Option<Layout>,
}

impl Default for Reach {
    fn default() -> Self {
        Self { linked_roots: false, output: None, places: |_| NamedPlaces::default(), layout: None }
    }
}

impl Reach {
    /// Checks that a link does not lead to `real` in the output, or to a folder that holds it.
    pub(super) fn spares_output(&self, real: &Path) -> Result<(), Fault> {
        match &self.output {
            Some(output) if real.starts_with(output) || output.starts_with(real) => Err(Fault::Output),
            _ => Ok(()),
        }
    }
}
