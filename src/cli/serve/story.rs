//! What the repository tells of pages, read again when it has something else to tell.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::console;
use super::super::options::Options;
use super::super::story::{self, Days};
use crate::config::PageRules;
use crate::io::Stamp;
use crate::pipeline::Story;

/// The story of the last look.
#[derive(Debug, Default)]
pub(super) struct KnownStory {
    told: Arc<Story>,
    /// For which settings, and when which file was as it is.
    of: Option<(PageRules, Vec<Option<Stamp>>)>,
    sources: Vec<PathBuf>,
    noted: Option<String>,
}

impl KnownStory {
    /// Reads the story of the site in `root` again, where a commit was made, owners were written, or other settings
    /// hold.
    pub(super) fn follow(&mut self, options: &Options, root: &Path, rules: PageRules) {
        if self.of.as_ref().is_none_or(|(known, _)| *known != rules) {
            self.sources = if rules.asks_repository() { story::sources(root) } else { Vec::new() };
        }
        let now = (rules, self.sources.iter().map(|path| Stamp::at(path)).collect());
        if self.of.as_ref() == Some(&now) {
            return;
        }
        let (told, note) = story::read(root, rules, Days::Read);
        if told != *self.told {
            self.told = Arc::new(told);
        }
        if note != self.noted
            && let Some(note) = note.as_ref().filter(|_| !options.quiet)
        {
            console::say(note);
        }
        self.noted = note;
        self.of = Some(now);
    }

    /// What is told.
    pub(super) fn told(&self) -> Arc<Story> {
        Arc::clone(&self.told)
    }
}
