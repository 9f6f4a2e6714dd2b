//! A site that is made once: everything goes to the sink as it is made, and nothing is kept.

use std::collections::HashMap;
use std::sync::Arc;

use super::fragments::{Fragments, Ids};
use super::made::{Handing, Made, bytes, files, once};
use super::work::{CHUNK, OutputTask, run};
use crate::artifact::{Artifact, OutputPath, Sink, SinkError};
use crate::diagnostics::Diagnostic;
use crate::plan::SitePlan;
use crate::source::SourceTree;
use crate::theme::Theme;

/// Does all of `work`, and adds what no piece of work makes.
pub(super) fn cold<'c>(
    work: impl Iterator<Item = OutputTask<'c>>,
    (plan, theme, tree): (&SitePlan, &Theme, &SourceTree),
    fragments: &Fragments<'_>,
    ids: &mut Ids,
    sink: &mut dyn Sink,
) -> Result<Handing, SinkError> {
    let mut taker = Taker { sink, tree, fragments, meant: HashMap::new(), artifacts: 0, pages: 0, found: Vec::new() };
    run(work.map(|work| (None, work)), CHUNK, |(_, _, made)| made.into_iter().try_for_each(|made| taker.take(made)))?;
    if !taker.found.is_empty() {
        return Ok((once(taker.found), None));
    }
    for asset in &theme.assets {
        taker.put(Artifact { path: asset.path.clone(), body: asset.body.clone() })?;
    }
    files(tree, plan).try_for_each(|artifact| taker.put(artifact))?;
    let found = fragments.dead(|path| taker.meant.get(path).cloned(), ids);
    Ok((found, Some((taker.pages, taker.artifacts))))
}

/// Hands to the sink what was made, and counts it.
struct Taker<'s, 't> {
    sink: &'s mut dyn Sink,
    tree: &'t SourceTree,
    fragments: &'t Fragments<'t>,
    /// Finished pages that links lead into.
    meant: HashMap<OutputPath, Arc<Vec<u8>>>,
    artifacts: usize,
    pages: usize,
    found: Vec<Diagnostic>,
}

impl Taker<'_, '_> {
    fn take(&mut self, made: Made) -> Result<(), SinkError> {
        match made {
            Made::Nothing(finding) => {
                self.found.push(finding);
                Ok(())
            }
            made if made.artifact(self.tree).is_none() => Ok(()),
            Made::Page(page) => {
                self.pages += 1;
                if self.fragments.lead_into(&page.path)
                    && let Some(bytes) = bytes(&page.body)
                {
                    self.meant.insert(page.path.clone(), bytes);
                }
                self.put(page)
            }
            Made::Data(data) => self.put(data),
        }
    }

    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        self.artifacts += 1;
        self.sink.put(artifact)
    }
}
