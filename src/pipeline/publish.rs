//! A model → artifacts, handed to the sink in one fixed order as they are made.

use rayon::prelude::*;

use super::pages;
use crate::artifact::{Artifact, Body, OutputPath, Sink, SinkError};
use crate::diagnostics::Diagnostic;
use crate::model::Model;
use crate::plan::{Addresses, SitePlan};
use crate::render::{Engine, Site};
use crate::source::SourceTree;
use crate::status::fold;
use crate::theme::Theme;
use crate::views::Cx;
use crate::{feeds, search};

/// Routes rendered at a time: enough to keep every core busy, few enough that finished pages do not pile up (law 7).
const CHUNK: usize = 32;

/// Renders `model` into `sink`; gives the findings of the theme and the numbers of pages and artifacts.
pub(super) fn publish(
    model: &Model,
    addresses: Addresses,
    theme: Theme,
    tree: &SourceTree,
    sink: &mut dyn Sink,
) -> Result<(Vec<Diagnostic>, usize, usize), SinkError> {
    let states: Vec<_> =
        (0..model.programs.len()).into_par_iter().map(|index| fold(model, crate::model::ProgramId::new(index), model.as_of)).collect();
    let plan = SitePlan::new(model, addresses, tree);
    let cx = Cx { model, states: &states, plan: &plan };
    let mut found = Vec::new();
    let engine = match Engine::new(&theme, &Site::new(&cx, &theme)) {
        Ok(engine) => engine,
        Err(found) => return Ok((found, 0, 0)),
    };
    let mut count = Counting { sink, artifacts: 0, pages: 0 };
    for chunk in plan.routes().chunks(CHUNK) {
        let made: Vec<_> = chunk.par_iter().map(|(url, route)| pages::render(&cx, &engine, url, *route)).collect();
        for page in made.into_iter().flatten() {
            match page {
                Ok(artifact) => count.page(artifact)?,
                Err(finding) => found.push(finding),
            }
        }
    }
    for redirect in plan.redirects() {
        match pages::redirect(&cx, redirect) {
            Ok(artifact) => count.page(artifact)?,
            Err(finding) => found.push(finding),
        }
    }
    if found.is_empty() {
        for artifact in feeds::artifacts(&cx).chain(search(&cx)) {
            // A site's own file takes precedence over a generated one that is no page (`static/_headers`).
            if tree.get(&format!("static/{}", artifact.path)).is_none() {
                count.put(artifact)?;
            }
        }
        for asset in theme.assets {
            count.put(Artifact { path: asset.path, body: asset.body })?;
        }
        for artifact in files(tree) {
            count.put(artifact)?;
        }
    }
    Ok((found, count.pages, count.artifacts))
}

fn search(cx: &Cx<'_>) -> Vec<Artifact> {
    if cx.model.config.search { search::artifacts(cx) } else { Vec::new() }
}

/// Files that are published as they are.
fn files(tree: &SourceTree) -> impl Iterator<Item = Artifact> + '_ {
    tree.iter().filter_map(|(path, file)| {
        use crate::parse::{FileKind, kind_of};
        let inside = match kind_of(path) {
            FileKind::Asset => path.as_str().strip_prefix("content/")?,
            FileKind::Static => path.as_str().strip_prefix("static/")?,
            _ => return None,
        };
        Some(Artifact { path: OutputPath::new(inside)?, body: Body::CopyOf(path.clone(), file.hash) })
    })
}

struct Counting<'s> {
    sink: &'s mut dyn Sink,
    artifacts: usize,
    pages: usize,
}

impl Counting<'_> {
    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        self.artifacts += 1;
        self.sink.put(artifact)
    }

    fn page(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        self.pages += 1;
        self.put(artifact)
    }
}
