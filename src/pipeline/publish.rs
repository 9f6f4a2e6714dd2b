//! A model → artifacts, handed to the sink as they are made.

use super::jobs::{self, Job};
use super::pages;
use crate::artifact::{Artifact, Body, OutputPath, Sink, SinkError};
use crate::diagnostics::Diagnostic;
use crate::plan::{Redirect, Route, SitePlan};
use crate::render::{Engine, Site};
use crate::source::SourceTree;
use crate::theme::Theme;
use crate::views::{self, Cx};
use crate::{feeds, search};

/// Routes rendered by one job: a page takes a tenth of a millisecond, and handing a job over some microseconds.
const CHUNK: usize = 8;

/// Renders the site of `cx` into `sink`; gives the findings of the theme and the numbers of pages and artifacts.
pub(super) fn publish(
    cx: &Cx<'_>,
    theme: Theme,
    tree: &SourceTree,
    sink: &mut dyn Sink,
) -> Result<(Vec<Diagnostic>, usize, usize), SinkError> {
    let engine = match Engine::new(&theme, &Site::new(cx, &theme)) {
        Ok(engine) => engine,
        Err(found) => return Ok((found, 0, 0)),
    };
    // Coverage is measured on all cores. Inside a job, a core that waits for the others could take up a second job that asks for the
    // same figures, and wait for itself.
    let _measured = views::coverage::facts(cx);
    let mut found = Vec::new();
    let mut count = Counting { sink, artifacts: 0, pages: 0 };
    // The search index and the open data come first: each has an end that one core does alone, while the others render pages.
    jobs::run(search(cx).chain(data(cx, tree)).chain(pages(cx, &engine)), |made| {
        for made in made {
            match made {
                Made::Page(page) => count.page(page)?,
                Made::Data(artifact) => count.put(artifact)?,
                Made::Nothing(finding) => found.push(finding),
            }
        }
        Ok(())
    })?;
    if found.is_empty() {
        for asset in theme.assets {
            count.put(Artifact { path: asset.path, body: asset.body })?;
        }
        for artifact in files(tree, cx.plan) {
            count.put(artifact)?;
        }
    }
    Ok((found, count.pages, count.artifacts))
}

/// What a job made.
enum Made {
    Page(Artifact),
    Data(Artifact),
    Nothing(Diagnostic),
}

impl From<Result<Artifact, Diagnostic>> for Made {
    fn from(page: Result<Artifact, Diagnostic>) -> Self {
        page.map_or_else(Self::Nothing, Self::Page)
    }
}

fn search<'c>(cx: &'c Cx<'_>) -> impl Iterator<Item = Job<'c, Vec<Made>>> {
    let index = || -> Job<'c, _> { Box::new(move || search::artifacts(cx).into_iter().map(Made::Data).collect()) };
    cx.model.config.search.then(index).into_iter()
}

/// Open data. A site's own file takes precedence over a generated one that is no page (`static/_headers`).
fn data<'c>(cx: &'c Cx<'_>, tree: &'c SourceTree) -> impl Iterator<Item = Job<'c, Vec<Made>>> {
    let ours = |artifact: &Artifact| tree.get(&format!("static/{}", artifact.path)).is_none();
    feeds::jobs(cx).map(move |job| -> Job<'c, _> { Box::new(move || job().into_iter().filter(ours).map(Made::Data).collect()) })
}

fn pages<'c>(cx: &'c Cx<'_>, engine: &'c Engine) -> impl Iterator<Item = Job<'c, Vec<Made>>> {
    let render = move |routes: &'c [(String, Route)]| -> Job<'c, _> {
        Box::new(move || routes.iter().flat_map(|(url, route)| pages::render(cx, engine, url, *route)).map(Made::from).collect())
    };
    let redirect = move |redirects: &'c [Redirect]| -> Job<'c, _> {
        Box::new(move || redirects.iter().map(|redirect| pages::redirect(cx, redirect).into()).collect())
    };
    cx.plan.routes().chunks(CHUNK).map(render).chain(cx.plan.redirects().chunks(CHUNK).map(redirect))
}

/// Files that are published as they are.
fn files<'t>(tree: &'t SourceTree, plan: &'t SitePlan) -> impl Iterator<Item = Artifact> + 't {
    tree.iter().filter(|(path, _)| !plan.withholds(path)).filter_map(|(path, file)| {
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
