//! A model → artifacts, handed to the sink as they are made.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cache::OutputCache;
use super::called;
use super::cold::cold;
use super::fragments::Fragments;
use super::frame::SharedFrame;
use super::made::{Handing, Made};
use super::pages;
use super::warm::warm;
use super::work::{OutputTask, What};
use crate::artifact::{Artifact, Body, OutputPath, Sink, SinkError};
use crate::invariant::invariant;
use crate::markdown::DiagramFile;
use crate::plan::{FragmentLink, Route, SitePlan, diagram_url};
use crate::render::Engine;
use crate::search::SearchMemo;
use crate::snapshot::Snapshot;
use crate::source::SourceTree;
use crate::theme::{Asset, Theme};
use crate::views::Cx;
use crate::{feeds, search};

/// The script of former addresses.
const MOVED: &str = "moved.js";

/// What a site is made of besides its model.
pub(super) struct SiteParts<'a> {
    pub plan: &'a Arc<SitePlan>,
    pub theme: Theme,
    pub tree: &'a SourceTree,
    /// Links that finished pages decide.
    pub fragments: &'a [FragmentLink],
}

/// Renders the site of `cx` into `sink`.
///
/// What `published` has of the last build and would come out the same is handed on as it is.
pub(super) fn publish(
    cx: &Cx<'_>,
    site: SiteParts<'_>,
    published: &mut OutputCache,
    sink: &mut dyn Sink,
) -> Result<Handing, SinkError> {
    let SiteParts { plan, theme, tree, fragments } = site;
    // Coverage is measured before there are jobs: inside one, a core that waits for the others could take up a second
    // job that asks for the same figures, and wait for itself. Where none is known, it is measured while one core
    // compiles the templates.
    let measures = published.coverage.is_none();
    let (compiled, _) = rayon::join(|| published.engine(theme, cx), || measures.then(|| cx.measured()));
    let (theme, engine) = match compiled {
        Ok(ready) => ready,
        Err(found) => return Ok((found, None)),
    };
    let cx = &cx.with_templates(&*engine);
    let failed = called::own_faults(cx);
    if !failed.is_empty() {
        return Ok((failed, None));
    }
    let inputs = published.inputs(cx, plan, &engine);
    published.measure(cx, inputs.as_ref());
    let mut index = std::mem::take(&mut published.search);
    // What takes longest comes first: a list of everything, the search index and the open data each have an end that
    // one core does alone, while the others render pages and this one hands on what is made.
    let frames = SharedFrame::of(cx);
    let (lists, others) =
        (pages(&frames, &engine, |route| !route.is_of_one()), pages(&frames, &engine, Route::is_of_one));
    let work =
        lists.chain(search(cx, &mut index)).chain(data(cx)).chain(others).chain(redirects(cx, theme.asset(MOVED)));
    let work = work.chain(diagrams(cx));
    let fragments = Fragments::of(fragments);
    let handing = match &inputs {
        None => cold(work, (plan, &theme, tree), &fragments, &mut published.ids, sink),
        Some(inputs) => warm(work, inputs, (plan, &theme, tree), &fragments, published, sink),
    };
    if handing.is_ok() {
        published.search = index;
    }
    handing
}

fn search<'c>(cx: &'c Snapshot<'_>, memo: &'c mut SearchMemo) -> impl Iterator<Item = OutputTask<'c>> {
    let make = move || search::artifacts(cx, memo).into_iter().map(Made::Data).collect();
    cx.model
        .config
        .search
        .then(|| OutputTask { name: "search".into(), what: What::Search, make: Box::new(make) })
        .into_iter()
}

/// Open data.
fn data<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = OutputTask<'c>> {
    feeds::jobs(cx).map(move |job| {
        let feeds::FeedJob { name, reads, make } = job;
        OutputTask {
            name: name.into(),
            what: What::Data(reads),
            make: Box::new(move || make().into_iter().map(Made::Data).collect()),
        }
    })
}

fn pages<'c>(
    frames: &'c SharedFrame<'_, '_>,
    engine: &'c Engine,
    these: fn(Route) -> bool,
) -> impl Iterator<Item = OutputTask<'c>> {
    frames.cx.plan.routes().iter().filter(move |(_, route)| these(*route)).map(move |(url, route)| OutputTask {
        name: url.into(),
        what: What::Page(*route),
        make: Box::new(move || pages::render(frames, engine, url, *route).into_iter().map(Made::from).collect()),
    })
}

/// The diagrams of pages and stories, each once.
fn diagrams<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = OutputTask<'c>> {
    let stories = || cx.model.programs.iter().flat_map(|program| &program.updates).map(|update| &update.body);
    let all = move || {
        let texts = cx.model.pages.iter().map(|page| &page.document).chain(stories());
        texts.flat_map(|text| &text.body.diagrams)
    };
    let make = move || {
        let distinct: BTreeMap<&str, _> = all().map(|diagram| (diagram.name.as_str(), diagram)).collect();
        let file = |(name, diagram): (&str, &Arc<DiagramFile>)| {
            let path = OutputPath::of_url(&diagram_url(name));
            let body = Body::of(diagram.svg.as_bytes());
            Made::Data(Artifact { path: invariant(path, "a hash is the name of a file"), body })
        };
        distinct.into_iter().map(file).collect()
    };
    let work = || OutputTask { name: "diagrams".into(), what: What::Diagrams, make: Box::new(make) };
    all().next().is_some().then(work).into_iter()
}

fn redirects<'c>(cx: &'c Snapshot<'_>, moved: Option<&'c Asset>) -> impl Iterator<Item = OutputTask<'c>> {
    let make = move || cx.plan.redirects().iter().map(|redirect| pages::redirect(cx, moved, redirect).into()).collect();
    let work = || OutputTask { name: "redirects".into(), what: What::Redirects, make: Box::new(make) };
    (!cx.plan.redirects().is_empty()).then(work).into_iter()
}
