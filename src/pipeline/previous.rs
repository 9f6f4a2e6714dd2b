//! The whole site of the last build, which is passed to the sink again with what changed in it.
//!
//! Finding out that a page is the same takes no look at the page; handing on 20,000 of them one by one would. What no
//! piece of work makes, the theme's assets and the files that are published as they are, is gathered anew when one of
//! them could have changed.

use std::sync::Arc;

use super::made::{Made, files};
use crate::artifact::{Artifact, Artifacts};
use crate::memo::Identity;
use crate::parse::{FileKind, kind_of};
use crate::plan::SitePlan;
use crate::source::SourceTree;
use crate::theme::Theme;

/// The site of the last build.
#[derive(Debug)]
pub(super) struct PreviousSite {
    theme: Identity<Theme>,
    plan: Identity<SitePlan>,
    tree: SourceTree,
    pub artifacts: Artifacts,
    pub pages: usize,
    pub count: usize,
}

/// The results of those tasks that made something else in the last build. The lists are in no order.
#[derive(Debug, Default)]
pub(super) struct ChangedResults {
    /// What these tasks made in the last build.
    pub old: Vec<Arc<Vec<Made>>>,
    /// What they made in this one.
    pub new: Vec<Arc<Vec<Made>>>,
}

impl PreviousSite {
    /// The site of a build, of which `made` is all that pieces of work made and `news` what is new of that.
    ///
    /// Nothing of `made` may be a finding.
    pub fn after<'m>(
        last: Option<Self>,
        theme: &Arc<Theme>,
        plan: &Arc<SitePlan>,
        tree: &SourceTree,
        made: impl Iterator<Item = &'m Made>,
        news: &ChangedResults,
    ) -> Self {
        let (theme, plan) = (Identity::of(theme), Identity::of(plan));
        let last = last.filter(|last| last.theme == theme && last.plan == plan && only_texts(tree, &last.tree));
        if let Some(mut last) = last {
            last.tree = tree.clone();
            // All that is old goes first: an address may have changed hands.
            news.old.iter().flat_map(|made| made.iter()).for_each(|made| last.take(made, false));
            news.new.iter().flat_map(|made| made.iter()).for_each(|made| last.take(made, true));
            return last;
        }
        let mut all = Self { theme, plan, tree: tree.clone(), artifacts: Artifacts::default(), pages: 0, count: 0 };
        made.for_each(|made| all.take(made, true));
        let assets =
            all.theme.0.assets.iter().map(|asset| Artifact { path: asset.path.clone(), body: asset.body.clone() });
        let rest: Vec<_> = assets.chain(files(tree, &all.plan.0)).collect();
        for artifact in &rest {
            all.put(artifact, true);
        }
        all
    }

    /// Takes in or out what a piece of work made.
    fn take(&mut self, made: &Made, comes: bool) {
        let Some(artifact) = made.artifact(&self.tree) else { return };
        if matches!(made, Made::Page(_)) {
            self.pages = if comes { self.pages + 1 } else { self.pages.saturating_sub(1) };
        }
        self.put(artifact, comes);
    }

    fn put(&mut self, artifact: &Artifact, comes: bool) {
        if comes {
            self.count += 1;
            self.artifacts.insert(artifact.path.clone(), artifact.body.clone());
        } else {
            self.count = self.count.saturating_sub(1);
            self.artifacts.remove(&artifact.path);
        }
    }
}

/// Whether two trees differ in nothing but files that are not published as they are.
fn only_texts(tree: &SourceTree, last: &SourceTree) -> bool {
    tree.changes(last).iter().all(|change| !matches!(kind_of(change.key), FileKind::Asset | FileKind::Static))
}
