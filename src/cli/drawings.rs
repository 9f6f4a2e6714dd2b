//! The folder in which drawings of diagrams are kept between builds, where the settings name one.

use std::sync::Arc;

use super::console;
use super::options::Options;
use crate::memo::ResultStore;
use crate::pipeline::{self, Memo};
use crate::publish::KeptFolder;
use crate::source::SourceTree;

/// Drawings that outlive the process.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    /// What the settings said last.
    name: Option<String>,
    folder: Option<Arc<KeptFolder>>,
}

impl Drawings {
    /// A memo for one build of `tree`, and the folder that it reads and writes.
    pub(super) fn once(options: &Options, tree: &SourceTree) -> (Memo, Self) {
        let (mut memo, mut drawings) = (Memo::default(), Self::default());
        drawings.follow(options, pipeline::drawings_folder(tree), tree, &mut memo);
        (memo, drawings)
    }

    /// Lets `memo` use the folder `name`, if it uses another one or none.
    pub(super) fn follow(&mut self, options: &Options, name: Option<String>, tree: &SourceTree, memo: &mut Memo) {
        if name == self.name {
            return;
        }
        let open = |name: &String| KeptFolder::new(&options.source, tree.layout(), &options.output(), name);
        self.folder = match name.as_ref().map(open).transpose() {
            Ok(folder) => folder.map(Arc::new),
            Err(why) => {
                if !options.quiet {
                    console::say(why);
                }
                None
            }
        };
        self.name = name;
        self.lend(memo);
    }

    /// Lets `memo` use the folder.
    pub(super) fn lend(&self, memo: &mut Memo) {
        memo.keep_drawings_in(self.folder.clone().map(|folder| -> Arc<dyn ResultStore> { folder }));
    }

    /// Says what went wrong, once.
    pub(super) fn tell(&self, options: &Options) {
        if let Some(trouble) = self.folder.as_ref().and_then(|folder| folder.trouble()).filter(|_| !options.quiet) {
            console::say(trouble);
        }
    }

    /// After a build of the whole site: deletes what it did not use, if that is much, and says what went wrong.
    pub(super) fn settle(&self, options: &Options) {
        if let Some(folder) = &self.folder {
            folder.tidy();
        }
        self.tell(options);
    }
}
