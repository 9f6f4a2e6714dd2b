//! What pieces of work make, what becomes of it, and the files that are published as they are.

use std::sync::Arc;

use crate::artifact::{Artifact, Body, OutputPath};
use crate::config::HostFiles;
use crate::diagnostics::Diagnostic;
use crate::parse::{FileKind, kind_of};
use crate::plan::SitePlan;
use crate::source::{SourcePath, SourceTree};

/// What finished pages tell, and the numbers of pages and artifacts; no numbers when a page could not be made.
pub(super) type Handing = (Vec<Diagnostic>, Option<(usize, usize)>);

/// What a piece of work made.
#[derive(Clone, Debug)]
pub(super) enum Made {
    Page(Artifact),
    Data(Artifact),
    Nothing(Diagnostic),
}

impl Made {
    /// What the sink gets of it: nothing of a page that could not be made, and no data in whose place the site has a
    /// file of its own.
    pub(super) fn artifact(&self, tree: &SourceTree) -> Option<&Artifact> {
        match self {
            Self::Data(artifact) if is_overruled(artifact, tree) => None,
            Self::Data(artifact) | Self::Page(artifact) => Some(artifact),
            Self::Nothing(_) => None,
        }
    }

    /// Why a page could not be made.
    pub(super) fn finding(&self) -> Option<&Diagnostic> {
        match self {
            Self::Nothing(finding) => Some(finding),
            Self::Page(_) | Self::Data(_) => None,
        }
    }
}

impl From<Result<Artifact, Diagnostic>> for Made {
    fn from(page: Result<Artifact, Diagnostic>) -> Self {
        page.map_or_else(Self::Nothing, Self::Page)
    }
}

/// Files that are published as they are.
pub(super) fn files<'t>(tree: &'t SourceTree, plan: &'t SitePlan) -> impl Iterator<Item = Artifact> + 't {
    // Nearly all files are Markdown below `content/`, which is never published as it is.
    let read = |path: &SourcePath| path.as_str().starts_with("content/") && path.extension() == "md";
    tree.iter().filter(move |(path, _)| !read(path) && !plan.withholds(path)).filter_map(|(path, file)| {
        let inside = match kind_of(path) {
            FileKind::Asset if plan.publishes(path) => path.as_str().strip_prefix("content/")?,
            FileKind::Static if HostFiles::has(path) => return None,
            FileKind::Static => path.as_str().strip_prefix("static/")?,
            _ => return None,
        };
        let place = SourcePath::new(tree.layout().place(path.as_str()));
        Some(Artifact { path: OutputPath::new(inside)?, body: Body::CopyOf(place, file.hash()) })
    })
}

/// What the build made itself.
pub(super) fn bytes(body: &Body) -> Option<Arc<Vec<u8>>> {
    match body {
        Body::Bytes(bytes) => Some(Arc::clone(bytes)),
        Body::CopyOf(..) => None,
    }
}

/// A site's own file takes precedence over a generated one that is no page, but for those that have its words in them.
fn is_overruled(data: &Artifact, tree: &SourceTree) -> bool {
    let own = SourcePath::new(format!("static/{}", data.path));
    !HostFiles::has(&own) && tree.get(own.as_str()).is_some()
}

/// What is wrong in a template that all pages share is one finding, and not one for each page: that of the first by its
/// words.
pub(super) fn once(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| (a.rule.code, &a.place, &a.message).cmp(&(b.rule.code, &b.place, &b.message)));
    found.dedup_by(|a, b| a.rule.code == b.rule.code && a.place == b.place);
    found
}
