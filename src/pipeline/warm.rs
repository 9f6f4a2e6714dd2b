//! A site that is made again and again: what would come out the same is not made, and the sink gets the whole site at
//! once.

use std::cell::RefCell;
use std::sync::Arc;

use super::cache::{CachedWork, Inputs, OutputCache};
use super::fragments::Fragments;
use super::made::{Handing, Made, bytes, once};
use super::previous::{ChangedResults, PreviousSite};
use super::work::{CHUNK, OutputTask, run};
use crate::artifact::{Sink, SinkError};
use crate::plan::SitePlan;
use crate::source::SourceTree;
use crate::theme::Theme;

/// Does the pieces of `work` of which something that they read has changed, and keeps what comes of them in
/// `published`.
pub(super) fn warm<'c>(
    work: impl Iterator<Item = OutputTask<'c>>,
    inputs: &Inputs<'_>,
    (plan, theme, tree): (&Arc<SitePlan>, &Arc<Theme>, &SourceTree),
    fragments: &Fragments<'_>,
    published: &mut OutputCache,
    sink: &mut dyn Sink,
) -> Result<Handing, SinkError> {
    // Few pieces of work on their own leave no core idle at the end; many are cheaper together.
    let chunk = if published.made.is_empty() { CHUNK } else { 1 };
    let cache = RefCell::new((&mut published.made, ChangedResults::default(), 0));
    cache.borrow_mut().0.begin();
    let mut reads = Vec::new();
    let due = work.filter_map(|work| {
        let (cache, news, used) = &mut *cache.borrow_mut();
        *used += 1;
        reads.clear();
        work.reads(inputs, &mut reads);
        let known = cache.find(&*work.name);
        if known.as_ref().is_some_and(|kept| *kept.reads == reads) {
            return None;
        }
        news.old.extend(known.map(|kept| kept.made));
        Some((Some(Arc::new(std::mem::take(&mut reads))), work))
    });
    run(due, chunk, |(name, reads, made)| {
        let (cache, news, _) = &mut *cache.borrow_mut();
        let made = Arc::new(made);
        news.new.push(Arc::clone(&made));
        if let Some(reads) = reads {
            cache.keep(name, CachedWork { reads, made });
        }
        Ok(())
    })?;
    let (cache, mut news, used) = cache.into_inner();
    news.old.extend(cache.end(used).into_iter().map(|kept| kept.made));
    let last = published.handed.take();
    // What the sink got before has no findings, and need not be looked at.
    let unseen: Vec<_> =
        if last.is_some() { news.new.clone() } else { cache.values().map(|kept| Arc::clone(&kept.made)).collect() };
    let found: Vec<_> = unseen.iter().flat_map(|made| made.iter()).filter_map(Made::finding).cloned().collect();
    if !found.is_empty() {
        return Ok((once(found), None));
    }
    let all = published.made.values().flat_map(|kept| kept.made.iter());
    let handed = published.handed.insert(PreviousSite::after(last, theme, plan, tree, all, &news));
    sink.put_all(&handed.artifacts)?;
    let found = fragments.dead(|path| handed.artifacts.get(path).and_then(bytes), &mut published.ids);
    Ok((found, Some((handed.pages, handed.count))))
}
