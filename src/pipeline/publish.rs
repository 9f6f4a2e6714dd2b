//! A model → artifacts, handed to the sink as they are made.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::fragments::Fragments;
use super::frame::Frames;
use super::handed::{Handed, News};
use super::jobs::{self, Job};
use super::kept::{Input, Inputs, Kept, Published};
use super::made::{Made, bytes, files, is_overruled};
use super::pages;
use crate::artifact::{Artifact, OutputPath, Sink, SinkError};
use crate::diagnostics::Diagnostic;
use crate::feeds::Reads;
use crate::plan::{FragmentLink, Route, SitePlan};
use crate::render::Engine;
use crate::search::SearchMemo;
use crate::snapshot::Snapshot;
use crate::source::SourceTree;
use crate::theme::Theme;
use crate::views::Cx;
use crate::{feeds, search};

/// Pieces of work in one job of many: a page takes a tenth of a millisecond, and handing a job over some microseconds.
const CHUNK: usize = 8;

/// What a site is made of besides its model.
pub(super) struct Site<'a> {
    pub plan: &'a Arc<SitePlan>,
    pub theme: Theme,
    pub tree: &'a SourceTree,
    /// Links that finished pages decide.
    pub fragments: &'a [FragmentLink],
}

/// What finished pages tell, and the numbers of pages and artifacts; no numbers when a page could not be made.
pub(super) type Handing = (Vec<Diagnostic>, Option<(usize, usize)>);

/// Renders the site of `cx` into `sink`.
///
/// What `published` has of the last build and would come out the same is handed on as it is.
pub(super) fn publish(cx: &Cx<'_>, site: Site<'_>, published: &mut Published, sink: &mut dyn Sink) -> Result<Handing, SinkError> {
    let Site { plan, theme, tree, fragments } = site;
    // Coverage is measured before there are jobs: inside one, a core that waits for the others could take up a second job that asks for
    // the same figures, and wait for itself. Where none is known, it is measured while one core compiles the templates.
    let measures = published.coverage.is_none();
    let (compiled, _) = rayon::join(|| published.engine(theme, cx), || measures.then(|| cx.measured()));
    let (theme, engine) = match compiled {
        Ok(ready) => ready,
        Err(found) => return Ok((found, None)),
    };
    let inputs = published.inputs(cx, plan, &engine);
    published.measure(cx, inputs.as_ref());
    let mut index = std::mem::take(&mut published.search);
    // What takes longest comes first: a list of everything, the search index and the open data each have an end that one core does
    // alone, while the others render pages and this one hands on what is made.
    let frames = Frames::of(cx);
    let (lists, others) = (pages(&frames, &engine, |route| !route.is_of_one()), pages(&frames, &engine, Route::is_of_one));
    let work = lists.chain(search(cx, &mut index)).chain(data(cx)).chain(others).chain(redirects(cx));
    let fragments = Fragments::of(fragments);
    let Some(inputs) = inputs else {
        let mut taker = Taker { sink, tree, fragments: &fragments, meant: HashMap::new(), artifacts: 0, pages: 0, found: Vec::new() };
        run(work.map(|work| (None, work)), CHUNK, |(_, _, made)| made.into_iter().try_for_each(|made| taker.take(made)))?;
        if !taker.found.is_empty() {
            return Ok((once(taker.found), None));
        }
        for asset in &theme.assets {
            taker.put(Artifact { path: asset.path.clone(), body: asset.body.clone() })?;
        }
        files(tree, cx.plan).try_for_each(|artifact| taker.put(artifact))?;
        let found = fragments.dead(|path| taker.meant.get(path).cloned(), &mut published.ids);
        return Ok((found, Some((taker.pages, taker.artifacts))));
    };
    // Few pieces of work on their own leave no core idle at the end; many are cheaper together.
    let chunk = if published.made.is_empty() { CHUNK } else { 1 };
    let shelf = RefCell::new((&mut published.made, News::default(), 0));
    shelf.borrow_mut().0.begin();
    let mut reads = Vec::new();
    let due = work.filter_map(|work| {
        let (shelf, news, used) = &mut *shelf.borrow_mut();
        *used += 1;
        reads.clear();
        work.reads(&inputs, &mut reads);
        let known = shelf.find(&*work.name);
        if known.as_ref().is_some_and(|kept| *kept.reads == reads) {
            return None;
        }
        news.old.extend(known.map(|kept| kept.made));
        Some((Some(Arc::new(std::mem::take(&mut reads))), work))
    });
    run(due, chunk, |(name, reads, made)| {
        let (shelf, news, _) = &mut *shelf.borrow_mut();
        let made = Arc::new(made);
        news.new.push(Arc::clone(&made));
        if let Some(reads) = reads {
            shelf.keep(name, Kept { reads, made });
        }
        Ok(())
    })?;
    let (shelf, mut news, used) = shelf.into_inner();
    news.old.extend(shelf.end(used).into_iter().map(|kept| kept.made));
    published.search = index;
    let last = published.handed.take();
    // What was handed on before has no findings, and need not be looked at.
    let unseen: Vec<_> = if last.is_some() { news.new.clone() } else { shelf.values().map(|kept| Arc::clone(&kept.made)).collect() };
    let found: Vec<_> = unseen.iter().flat_map(|made| made.iter()).filter_map(Made::finding).cloned().collect();
    if !found.is_empty() {
        return Ok((once(found), None));
    }
    let all = published.made.values().flat_map(|kept| kept.made.iter());
    let handed = published.handed.insert(Handed::after(last, &theme, plan, tree, all, &news));
    sink.put_all(&handed.artifacts)?;
    let found = fragments.dead(|path| handed.artifacts.get(path).and_then(bytes), &mut published.ids);
    Ok((found, Some((handed.pages, handed.count))))
}

/// What is wrong in a template that all pages share is one finding, and not one for each page: that of the first by its words.
fn once(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| (a.rule.code, &a.place, &a.message).cmp(&(b.rule.code, &b.place, &b.message)));
    found.dedup_by(|a, b| a.rule.code == b.rule.code && a.place == b.place);
    found
}

/// Does `work` on all cores, `chunk` pieces at a time, and calls `take` with what came of each.
fn run<'c>(
    work: impl Iterator<Item = (Option<Arc<Vec<Input>>>, Work<'c>)>,
    chunk: usize,
    mut take: impl FnMut(Done) -> Result<(), SinkError>,
) -> Result<(), SinkError> {
    let mut work = work.fuse();
    let chunks = std::iter::from_fn(move || {
        let chunk: Vec<_> = work.by_ref().take(chunk).collect();
        (!chunk.is_empty()).then_some(chunk)
    });
    jobs::run(chunks.map(together), |all| all.into_iter().try_for_each(&mut take))
}

/// What a piece of work made, under its name, with what it reads where that is kept.
type Done = (String, Option<Arc<Vec<Input>>>, Vec<Made>);

/// Pieces of work as one job.
fn together(chunk: Vec<(Option<Arc<Vec<Input>>>, Work<'_>)>) -> Job<'_, Vec<Done>> {
    Box::new(move || chunk.into_iter().map(|(reads, work)| (work.name.into_owned(), reads, (work.make)())).collect())
}

/// Something to make.
struct Work<'c> {
    /// Its address, or a name that nothing else has.
    name: Cow<'c, str>,
    what: What,
    make: Job<'c, Vec<Made>>,
}

/// What a piece of work is.
enum What {
    Search,
    Data(Reads),
    Page(Route),
    Redirects,
}

impl Work<'_> {
    /// Adds what it reads.
    fn reads(&self, inputs: &Inputs<'_>, reads: &mut Vec<Input>) {
        match &self.what {
            What::Search => inputs.of_search(reads),
            What::Data(of) => inputs.of_data(of, reads),
            What::Page(route) => inputs.of_route(*route, reads),
            What::Redirects => inputs.of_redirects(reads),
        }
    }
}

fn search<'c>(cx: &'c Snapshot<'_>, memo: &'c mut SearchMemo) -> impl Iterator<Item = Work<'c>> {
    let make = move || search::artifacts(cx, memo).into_iter().map(Made::Data).collect();
    cx.model.config.search.then(|| Work { name: "search".into(), what: What::Search, make: Box::new(make) }).into_iter()
}

/// Open data.
fn data<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = Work<'c>> {
    feeds::jobs(cx).map(move |job| {
        let feeds::Job { name, reads, make } = job;
        Work { name: name.into(), what: What::Data(reads), make: Box::new(move || make().into_iter().map(Made::Data).collect()) }
    })
}

fn pages<'c>(frames: &'c Frames<'_, '_>, engine: &'c Engine, these: fn(Route) -> bool) -> impl Iterator<Item = Work<'c>> {
    frames.cx.plan.routes().iter().filter(move |(_, route)| these(*route)).map(move |(url, route)| Work {
        name: url.into(),
        what: What::Page(*route),
        make: Box::new(move || pages::render(frames, engine, url, *route).into_iter().map(Made::from).collect()),
    })
}

fn redirects<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = Work<'c>> {
    let make = move || cx.plan.redirects().iter().map(|redirect| pages::redirect(cx, redirect).into()).collect();
    let work = || Work { name: "redirects".into(), what: What::Redirects, make: Box::new(make) };
    (!cx.plan.redirects().is_empty()).then(work).into_iter()
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
            Made::Page(page) => {
                self.pages += 1;
                if self.fragments.lead_into(&page.path)
                    && let Some(bytes) = bytes(&page.body)
                {
                    self.meant.insert(page.path.clone(), bytes);
                }
                self.put(page)
            }
            Made::Data(data) if is_overruled(&data, self.tree) => Ok(()),
            Made::Data(data) => self.put(data),
            Made::Nothing(finding) => {
                self.found.push(finding);
                Ok(())
            }
        }
    }

    fn put(&mut self, artifact: Artifact) -> Result<(), SinkError> {
        self.artifacts += 1;
        self.sink.put(artifact)
    }
}
