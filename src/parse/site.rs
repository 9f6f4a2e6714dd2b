//! All files of a site, parsed: the result of stage two.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::files::{self, ParsedFile};
use super::kinds::{FileKind, kind_of};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::markdown::{self, Compiler};
use crate::source::{SourceBytes, SourceFile, SourcePath, SourceTree, Span};

/// What one file gave.
pub type FileResult = Arc<(ParsedFile, Vec<Diagnostic>)>;

/// Every file of a site that holds text, parsed, and the others by their kind.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Parsed files by path.
    pub files: BTreeMap<SourcePath, FileResult>,
    /// Files beside pages, by path.
    pub assets: Vec<SourcePath>,
    /// Files below `static/`, by path.
    pub statics: Vec<SourcePath>,
    /// Findings about files that could not be parsed at all.
    pub found: Vec<Diagnostic>,
}

/// Results of earlier parses, keyed by everything they depend on.
#[derive(Debug, Default)]
pub struct ParseMemo {
    compiler: Option<(markdown::Options, Arc<Compiler>)>,
    /// In the order of their paths.
    files: Vec<Known>,
}

/// A file of the last build.
#[derive(Debug)]
struct Known {
    path: SourcePath,
    file: SourceFile,
    kind: FileKind,
    /// What it gave; nothing for a file that is not parsed.
    result: Option<FileResult>,
}

impl ParseMemo {
    /// The Markdown compiler for `options`; other options than last time forget every result.
    pub fn compiler(&mut self, options: markdown::Options) -> Arc<Compiler> {
        match &self.compiler {
            Some((same, compiler)) if *same == options => Arc::clone(compiler),
            _ => {
                self.files.clear();
                let compiler = Arc::new(Compiler::new(options));
                self.compiler = Some((options, Arc::clone(&compiler)));
                compiler
            }
        }
    }
}

/// Parses every file of `tree` that changed since the last build with `memo`.
///
/// The result depends on `tree` and `options` alone: an empty memo gives the same.
pub fn site(tree: &SourceTree, options: markdown::Options, memo: &mut ParseMemo) -> Arc<Parsed> {
    let compiler = memo.compiler(options);
    let mut parsed = Parsed::default();
    let mut unreadable = Vec::new();
    let mut fresh: Vec<(usize, &Arc<str>)> = Vec::new();
    let mut files: Vec<Known> = Vec::with_capacity(tree.len());
    // The tree and what is known of it are both in the order of paths: one walk finds each file's last result.
    let mut known = std::mem::take(&mut memo.files).into_iter().peekable();
    for (path, file) in tree.iter() {
        while known.next_if(|known| known.path < *path).is_some() {}
        let known = known.next_if(|known| known.path == *path);
        let kind = known.as_ref().map_or_else(|| kind_of(path), |known| known.kind);
        match (kind, &file.bytes) {
            (FileKind::Asset, _) => parsed.assets.push(path.clone()),
            (FileKind::Static, _) => parsed.statics.push(path.clone()),
            (FileKind::Stray, _) => parsed.found.push(stray(path)),
            (FileKind::Theme, _) | (_, SourceBytes::Text(_)) => {}
            (_, SourceBytes::NotText { valid_up_to, .. }) => unreadable.push((path, kind, *valid_up_to)),
            (_, SourceBytes::Opaque { .. }) => unreadable.push((path, kind, 0)),
        }
        let result = known.filter(|known| known.file == *file).and_then(|known| known.result);
        if let (None, SourceBytes::Text(text)) = (&result, &file.bytes) {
            fresh.push((files.len(), text));
        }
        files.push(Known { path: path.clone(), file: file.clone(), kind, result });
    }
    let parse = |(index, text): &(usize, &Arc<str>)| {
        let known = files.get(*index)?;
        Some((*index, Arc::new(files::file(&known.path, text, known.kind, &compiler)?)))
    };
    let results: Vec<(usize, FileResult)> = fresh.par_iter().filter_map(parse).collect();
    for (index, result) in results {
        if let Some(known) = files.get_mut(index) {
            known.result = Some(result);
        }
    }
    parsed.files = files.iter().filter_map(|file| Some((file.path.clone(), Arc::clone(file.result.as_ref()?)))).collect();
    memo.files = files;
    for (path, kind, at) in unreadable {
        let finding = not_utf8(path, at);
        match files::unreadable(path, kind) {
            Some(file) => {
                parsed.files.insert(path.clone(), Arc::new((file, vec![finding])));
            }
            None => parsed.found.push(finding),
        }
    }
    Arc::new(parsed)
}

fn stray(path: &SourcePath) -> Diagnostic {
    let hint = match path.as_str().split('/').nth(1) {
        Some("people" | "focus-areas" | "holidays") => "records here are `<slug>.yaml`; move other files below `static/`",
        Some("programs") if matches!(path.extension(), "yaml" | "yml") => "a program's record is `program.yaml` in its folder: rename it",
        Some("programs") => "updates are named `YYYY-MM-DD.md`; move other files below `static/`",
        _ => {
            "records live in `content/people`, `content/focus-areas`, `content/programs` and `content/holidays`; other files below `static/`"
        }
    };
    Diagnostic::new(&registry::STRAY_FILE, Place::start_of(path), format!("`{path}` is not read")).hint(hint)
}

fn not_utf8(path: &SourcePath, at: usize) -> Diagnostic {
    let message = format!("not UTF-8 text: byte {} is invalid", at + 1);
    Diagnostic::new(&registry::NOT_UTF8, Place::new(path, Span::at(at)), message).hint("save the file as UTF-8")
}
