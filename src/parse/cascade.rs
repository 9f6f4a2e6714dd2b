//! What pages take over from the sections above them, once all files of a site are read.
//!
//! A page that takes nothing over is the one that was parsed, so that whoever compares two builds sees no change.
//! Deliberately absent: what a `cascade` may say and how two answers go together (`front_matter`).

use std::collections::HashMap;
use std::sync::Arc;

use super::address::is_index;
use super::files::{self, PageFile, ParsedFile};
use super::front_matter::CascadeRule;
use super::publication::Publication;
use super::site::{FileResult, Parsed, RawMemo, raw};
use crate::markdown::{self, Compiler};
use crate::memo::{ResultStore, SharedMap};
use crate::source::{SourceBytes, SourcePath, SourceTree};

/// The last site whose sections say something, as it was parsed and as it is.
#[derive(Debug, Default)]
struct CascadeMemo {
    last: Option<(Arc<Parsed>, Arc<Parsed>)>,
}

/// The last parse and what it was made of.
#[derive(Debug, Default)]
pub struct ParseMemo {
    files: RawMemo,
    cascade: CascadeMemo,
}

impl ParseMemo {
    /// The Markdown compiler for `options`; other options than last time forget every result.
    pub fn compiler(&mut self, options: markdown::Options) -> Arc<Compiler> {
        self.files.compiler(options)
    }

    /// Reads drawings from `store` and keeps them in it from now on; forgets every result.
    pub fn keep_drawings_in(&mut self, store: Option<Arc<dyn ResultStore>>) {
        self.files.keep_drawings_in(store);
    }
}

/// Parses every file of `tree` that changed since the last build with `memo`: stage two.
///
/// The result depends on `tree` and `options` alone: an empty memo gives the same.
pub fn site(tree: &SourceTree, options: markdown::Options, memo: &mut ParseMemo) -> Arc<Parsed> {
    let parsed = raw(tree, options, &mut memo.files);
    applied(&parsed, tree, &mut memo.cascade)
}

/// Rules by the path below which they hold.
struct Rules<'a>(HashMap<String, Vec<(&'a SourcePath, &'a [CascadeRule])>>);

/// `parsed` with what its pages take over.
///
/// The result depends on `parsed` and its `tree` alone: an empty memo gives the same.
fn applied(parsed: &Arc<Parsed>, tree: &SourceTree, memo: &mut CascadeMemo) -> Arc<Parsed> {
    let last = memo.last.take();
    if parsed.cascading.iter().next().is_none() {
        return Arc::clone(parsed);
    }
    if let Some((raw, made)) = &last
        && Arc::ptr_eq(raw, parsed)
    {
        let made = Arc::clone(made);
        memo.last = last;
        return made;
    }
    let rules = Rules::of(&parsed.cascading);
    let same_rules = |a: &FileResult, b: &FileResult| a.0.cascade() == b.0.cascade();
    let known = last.filter(|(raw, _)| raw.cascading.changes(&parsed.cascading, same_rules).is_empty());
    let mut files = known.as_ref().map_or_else(|| parsed.files.clone(), |(_, made)| made.files.clone());
    match &known {
        Some((raw, _)) => {
            for change in parsed.files.changes(&raw.files, Arc::ptr_eq) {
                match change.new {
                    Some(result) => {
                        let made = rules.made(change.key, result, tree).unwrap_or_else(|| Arc::clone(result));
                        files.insert(change.key.clone(), made);
                    }
                    None => {
                        files.remove(change.key);
                    }
                }
            }
        }
        None => {
            for (path, result) in parsed.files.iter() {
                if let Some(made) = rules.made(path, result, tree) {
                    files.insert(path.clone(), made);
                }
            }
        }
    }
    let made = Arc::new(Parsed { files, ..Parsed::clone(parsed) });
    memo.last = Some((Arc::clone(parsed), Arc::clone(&made)));
    made
}

/// Whether a file of this stem may be meant as the page of a section: in other letters, or in one of its languages.
fn is_section(stem: &str) -> bool {
    let name = stem.split('.').next().unwrap_or(stem).to_ascii_lowercase();
    is_index(&name)
}

impl<'a> Rules<'a> {
    fn of(cascading: &'a SharedMap<SourcePath, FileResult>) -> Self {
        let mut all: HashMap<String, Vec<_>> = HashMap::new();
        for (path, result) in cascading.iter() {
            let below = if is_section(path.stem()) { path.folder() } else { bare(path) };
            all.entry(below.to_owned()).or_default().push((path, result.0.cascade()));
        }
        Self(all)
    }

    /// The page at `path` with what it takes over; nothing when that is nothing.
    fn made(&self, path: &SourcePath, result: &FileResult, tree: &SourceTree) -> Option<FileResult> {
        let ParsedFile::Page(page) = &result.0 else { return None };
        let mut front = None;
        let mut at = Some(bare(path));
        // The nearest says first, and of one section the first that fits.
        while let Some(above) = at {
            for (_, rules) in self.0.get(above).into_iter().flatten() {
                for rule in rules.iter().filter(|rule| rule.target.means(path)) {
                    front.get_or_insert_with(|| page.front.clone()).inherit(&rule.says);
                }
            }
            at = above.rsplit_once('/').map(|(above, _)| above);
        }
        let front = front.filter(|front| *front != page.front)?;
        let withheld = |publication| publication != Publication::default();
        let mentions = if withheld(front.publication) && !withheld(page.front.publication) && !page.of_program {
            match tree.get(path.as_str()).map(|file| &file.bytes) {
                Some(SourceBytes::Text(text)) => files::mentions(text),
                Some(SourceBytes::NotText { decoded, .. }) => files::mentions(decoded),
                Some(SourceBytes::Opaque { .. }) | None => Vec::new(),
            }
        } else {
            page.mentions.clone()
        };
        let page = PageFile { front, body: Arc::clone(&page.body), of_program: page.of_program, mentions };
        Some(Arc::new((ParsedFile::Page(Box::new(page)), result.1.clone())))
    }
}

/// A path without its ending.
fn bare(path: &SourcePath) -> &str {
    path.as_str().strip_suffix(path.extension()).map_or(path.as_str(), |bare| bare.trim_end_matches('.'))
}
