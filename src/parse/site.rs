//! All files of a site, each parsed by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::beside::{self, NeverReason, PublishRule};
use super::files::{self, ParsedFile};
use super::included::TreePages;
use super::kinds::{FileKind, kind_of};
use super::leaks;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::markdown::{self, Compiler, Includes};
use crate::memo::{ResultStore, SharedMap};
use crate::source::{SourceBytes, SourceFile, SourcePath, SourceTree, Span, is_scripted_drawing};

/// What one file gave.
pub type FileResult = Arc<(ParsedFile, Vec<Diagnostic>)>;

/// Every file of a site that holds text, parsed, and the others by their kind.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Parsed files by path.
    pub files: SharedMap<SourcePath, FileResult>,
    /// Those of them that are no update and no page: few, and all that a reference can lead to.
    pub records: SharedMap<SourcePath, FileResult>,
    /// Files in which something was found.
    pub remarked: SharedMap<SourcePath, FileResult>,
    /// Pages that say something of the pages below.
    pub(super) cascading: SharedMap<SourcePath, FileResult>,
    /// Pages with keys of which something is to be said.
    pub(super) noted: SharedMap<SourcePath, FileResult>,
    /// Files beside pages, by path.
    pub assets: Vec<SourcePath>,
    /// Files below `static/`, by path.
    pub statics: Vec<SourcePath>,
    /// What was found about files that are not read, or are published as they are.
    pub(super) strays: SharedMap<SourcePath, Diagnostic>,
    /// Secrets that were found, in files of any kind.
    pub(super) secrets: SharedMap<SourcePath, Arc<Vec<Diagnostic>>>,
    /// Pictures that hold the coordinates of a place, by path.
    pub located: Vec<SourcePath>,
    /// Whether these are the files of an earlier day: what they lack has been looked for in the files as they are.
    pub rewound: bool,
}

/// The last files and what each gave.
#[derive(Debug, Default)]
pub(super) struct RawMemo {
    compiler: Option<(markdown::Options, Arc<Compiler>)>,
    /// Where drawings outlive the process.
    drawings: Option<Arc<dyn ResultStore>>,
    last: Option<(SourceTree, Arc<Parsed>)>,
    /// For each file that includes others, which.
    includes: BTreeMap<SourcePath, BTreeSet<SourcePath>>,
}

impl RawMemo {
    /// The Markdown compiler for `options`; other options than last time forget every result.
    pub fn compiler(&mut self, options: markdown::Options) -> Arc<Compiler> {
        match &self.compiler {
            Some((same, compiler)) if *same == options => Arc::clone(compiler),
            _ => {
                self.last = None;
                self.includes.clear();
                let compiler = Arc::new(Compiler::new(options.clone()).keeping_drawings_in(self.drawings.clone()));
                self.compiler = Some((options, Arc::clone(&compiler)));
                compiler
            }
        }
    }

    /// Reads drawings from `store` and keeps them in it from now on.
    pub fn keep_drawings_in(&mut self, store: Option<Arc<dyn ResultStore>>) {
        self.drawings = store;
        self.compiler = None;
    }
}

impl RawMemo {
    /// Takes over what a file includes.
    fn learn(&mut self, path: &SourcePath, given: Option<&Given>) {
        let asked: BTreeSet<SourcePath> = match given {
            Some(Given::File(result)) => result.0.includes().iter().map(|included| included.file.clone()).collect(),
            _ => BTreeSet::new(),
        };
        if asked.is_empty() {
            self.includes.remove(path);
        } else {
            self.includes.insert(path.clone(), asked);
        }
    }
}

/// Parses every file of `tree` that changed since the last build with `memo`.
///
/// The result depends on `tree` and `options` alone: an empty memo gives the same.
pub(super) fn raw(tree: &SourceTree, options: markdown::Options, memo: &mut RawMemo) -> Arc<Parsed> {
    let compiler = memo.compiler(options);
    let (old, mut parsed) = memo.last.take().unwrap_or_default();
    let changes = tree.changes(&old);
    let of = |path: &SourcePath, file: &SourceFile| {
        (Given::of(path, file, &compiler, &TreePages(tree)), leaks::secrets(path, file), leaks::has_place(file))
    };
    let given: Vec<_> = changes.par_iter().map(|change| change.new.map(|file| of(change.key, file))).collect();
    if !changes.is_empty() {
        let parsed = Arc::make_mut(&mut parsed);
        for (change, given) in changes.iter().zip(given) {
            let (given, secrets, place) =
                given.map_or((None, Vec::new(), false), |(given, secrets, place)| (Some(given), secrets, place));
            memo.learn(change.key, given.as_ref());
            parsed.replace(change.key, given);
            parsed.tell(change.key, secrets, place);
        }
        // What includes a changed file is read again, though it did not change itself.
        let moved: BTreeSet<&SourcePath> = changes.iter().map(|change| change.key).collect();
        let asks = |(file, asked): (&SourcePath, &BTreeSet<SourcePath>)| {
            let again = !moved.contains(file) && asked.iter().any(|asked| moved.contains(asked));
            again.then(|| file.clone())
        };
        let again: Vec<SourcePath> = memo.includes.iter().filter_map(asks).collect();
        let given: Vec<_> = again
            .par_iter()
            .map(|path| tree.get(path.as_str()).map(|file| Given::of(path, file, &compiler, &TreePages(tree))))
            .collect();
        for (path, given) in again.iter().zip(given) {
            memo.learn(path, given.as_ref());
            parsed.replace(path, given);
        }
    }
    memo.last = Some((tree.clone(), Arc::clone(&parsed)));
    parsed
}

/// What a file gives by its kind.
enum Given {
    File(FileResult),
    Asset,
    Static(Option<Diagnostic>),
    Unread(Diagnostic),
    Nothing,
}

impl Given {
    fn of(path: &SourcePath, file: &SourceFile, compiler: &Compiler, includes: &dyn Includes) -> Self {
        let kind = kind_of(path);
        let unreadable = |at: usize| match files::unreadable(path, kind) {
            Some(file) => Self::File(Arc::new((file, vec![not_utf8(path, at)]))),
            None => Self::Unread(not_utf8(path, at)),
        };
        match (kind, &file.bytes) {
            (FileKind::Asset, bytes) if is_scripted(path, bytes) => Self::Unread(never(path, NeverReason::Scripts)),
            (FileKind::Asset, _) => Self::Asset,
            (FileKind::Static, bytes) => Self::Static(doubts(path, bytes)),
            (FileKind::Stray, _) => Self::Unread(stray(path)),
            (FileKind::Theme | FileKind::Baseline, _) => Self::Nothing,
            (_, SourceBytes::Text(text)) => files::file_with(path, text, kind, compiler, includes)
                .map_or(Self::Nothing, |result| Self::File(Arc::new(result))),
            (FileKind::Page, SourceBytes::NotText { valid_up_to, decoded, hash: _ }) => {
                files::file_with(path, decoded, kind, compiler, includes).map_or(Self::Nothing, |(file, mut found)| {
                    found.push(page_not_utf8(path, *valid_up_to));
                    Self::File(Arc::new((file, found)))
                })
            }
            (_, SourceBytes::NotText { valid_up_to, .. }) => unreadable(*valid_up_to),
            (_, SourceBytes::Opaque { .. }) => unreadable(0),
        }
    }
}

impl Parsed {
    /// Everything that was found in single files.
    pub fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.remarked
            .values()
            .flat_map(|result| &result.1)
            .chain(self.strays.values())
            .chain(self.secrets.values().flat_map(|found| found.iter()))
    }

    /// Takes what a file tells that nobody meant to tell in the place of what it told.
    fn tell(&mut self, path: &SourcePath, secrets: Vec<Diagnostic>, place: bool) {
        self.secrets.remove(path);
        if !secrets.is_empty() {
            self.secrets.insert(path.clone(), Arc::new(secrets));
        }
        match self.located.binary_search(path) {
            Ok(at) if !place => {
                self.located.remove(at);
            }
            Err(_) if place => put(&mut self.located, path),
            _ => {}
        }
    }

    /// The files that have a finding of their own since they are not read, or are published as they are.
    pub fn unread(&self) -> impl Iterator<Item = &SourcePath> {
        self.strays.iter().map(|(path, _)| path)
    }

    /// Puts a record in the place of another, or takes it out.
    pub(super) fn replace_record(&mut self, path: &SourcePath, result: Option<FileResult>) {
        self.remove_file(path);
        if let Some(result) = result {
            self.records.insert(path.clone(), Arc::clone(&result));
            if !result.1.is_empty() {
                self.remarked.insert(path.clone(), Arc::clone(&result));
            }
            self.files.insert(path.clone(), result);
        }
    }

    /// Takes out what lies below a folder.
    pub(super) fn remove_below(&mut self, folder: &str) {
        let below: Vec<SourcePath> = self
            .files
            .from(folder)
            .map(|(path, _)| path)
            .take_while(|path| path.as_str().starts_with(folder))
            .filter(|path| path.is_below(folder))
            .cloned()
            .collect();
        for path in &below {
            self.remove_file(path);
        }
        self.assets.retain(|path| !path.is_below(folder));
    }

    /// Takes a file out.
    pub(super) fn remove_file(&mut self, path: &SourcePath) {
        self.files.remove(path);
        self.records.remove(path);
        self.remarked.remove(path);
        self.cascading.remove(path);
        self.noted.remove(path);
    }

    /// Puts what a file gives now in the place of what it gave; nothing for one that is gone.
    fn replace(&mut self, path: &SourcePath, given: Option<Given>) {
        self.remove_file(path);
        self.strays.remove(path);
        for list in [&mut self.assets, &mut self.statics] {
            if let Ok(at) = list.binary_search(path) {
                list.remove(at);
            }
        }
        match given {
            Some(Given::File(result)) => {
                if !matches!(result.0, ParsedFile::Update(_) | ParsedFile::Page(_)) {
                    self.records.insert(path.clone(), Arc::clone(&result));
                }
                if !result.1.is_empty() {
                    self.remarked.insert(path.clone(), Arc::clone(&result));
                }
                if !result.0.cascade().is_empty() {
                    self.cascading.insert(path.clone(), Arc::clone(&result));
                }
                if !result.0.noted().is_empty() {
                    self.noted.insert(path.clone(), Arc::clone(&result));
                }
                self.files.insert(path.clone(), result);
            }
            Some(Given::Asset) => put(&mut self.assets, path),
            Some(Given::Static(finding)) => {
                put(&mut self.statics, path);
                if let Some(finding) = finding {
                    self.strays.insert(path.clone(), finding);
                }
            }
            Some(Given::Unread(finding)) => {
                self.strays.insert(path.clone(), finding);
            }
            Some(Given::Nothing) | None => {}
        }
    }
}

/// Adds `path` to a sorted list that does not have it.
fn put(list: &mut Vec<SourcePath>, path: &SourcePath) {
    if let Err(at) = list.binary_search(path) {
        list.insert(at, path.clone());
    }
}

/// Whether the file is a drawing that holds scripts.
fn is_scripted(path: &SourcePath, bytes: &SourceBytes) -> bool {
    match bytes {
        SourceBytes::Opaque { scripted, .. } => *scripted,
        SourceBytes::Text(text) => path.extension().eq_ignore_ascii_case("svg") && is_scripted_drawing(text.as_bytes()),
        SourceBytes::NotText { .. } => path.extension().eq_ignore_ascii_case("svg"),
    }
}

/// Of a file that is never published from where it stands.
fn never(path: &SourcePath, reason: NeverReason) -> Diagnostic {
    let message = format!("`{path}` is not published: it is {}", reason.noun());
    Diagnostic::new(&registry::STRAY_FILE, Place::start_of(path), message).hint(reason.hint())
}

/// What is to be said of a file that is published as it is from below `static/`.
fn doubts(path: &SourcePath, bytes: &SourceBytes) -> Option<Diagnostic> {
    let scripts = || {
        let message = format!("`{path}` is published as it is, and can run scripts at the site's own address");
        let finding = Diagnostic::new(&registry::ACTIVE_FILE, Place::start_of(path), message);
        finding.hint("keep it only if you trust it; otherwise remove it, or save the drawing without its scripts")
    };
    match beside::standing(path) {
        _ if is_scripted(path, bytes) => Some(scripts()),
        PublishRule::Never(NeverReason::Scripts) => Some(scripts()),
        PublishRule::Never(reason @ (NeverReason::Leftover | NeverReason::Key)) => {
            let message = format!("`{path}` is published, and is {}", reason.noun());
            let finding = Diagnostic::new(&registry::SUSPECT_FILE, Place::start_of(path), message);
            Some(finding.hint("remove it, or rename it if everyone may read it"))
        }
        PublishRule::Never(NeverReason::Source) | PublishRule::Media | PublishRule::Linked => None,
    }
}

fn stray(path: &SourcePath) -> Diagnostic {
    let in_record_folder =
        matches!(path.as_str().split('/').nth(1), Some("people" | "focus-areas" | "holidays" | "programs"));
    let reason = match beside::standing(path) {
        _ if !path.as_str().starts_with("content/") => None,
        _ if beside::is_leftover_page(path) => Some(NeverReason::Leftover),
        // A record in the wrong place, or with its ending in capitals, is told as one.
        PublishRule::Never(NeverReason::Source) if in_record_folder || is_yaml(path) => None,
        PublishRule::Never(reason) => Some(reason),
        PublishRule::Media | PublishRule::Linked => None,
    };
    if let Some(reason) = reason {
        return never(path, reason);
    }
    let hint = match path.as_str().split('/').nth(1) {
        _ if is_table(path) => {
            "records are YAML, one file for each: write them with `pmo-site new`, and keep the table outside of the site; below `static/` everybody could read it"
        }
        Some("people" | "focus-areas" | "holidays") => {
            "records here are `<slug>.yaml`; move other files out of `content/`, or below `static/` if everybody may read them"
        }
        Some("programs") if is_yaml(path) => "a program's record is `program.yaml` in its folder: rename it",
        Some("programs") => {
            "updates are named `YYYY-MM-DD.md`; move other files out of `content/`, or below `static/` if everybody may read them"
        }
        _ => {
            "records live in `content/people`, `content/focus-areas`, `content/programs` and `content/holidays`; other files below `static/`"
        }
    };
    Diagnostic::new(&registry::STRAY_FILE, Place::start_of(path), format!("`{path}` is not read")).hint(hint)
}

/// Whether the file is a table of data, which somebody meant to import.
fn is_table(path: &SourcePath) -> bool {
    const TABLES: [&str; 9] = ["csv", "tsv", "xls", "xlsx", "xlsm", "ods", "numbers", "json", "parquet"];
    TABLES.iter().any(|table| path.extension().eq_ignore_ascii_case(table))
}

fn is_yaml(path: &SourcePath) -> bool {
    path.extension().eq_ignore_ascii_case("yaml") || path.extension().eq_ignore_ascii_case("yml")
}

fn page_not_utf8(path: &SourcePath, at: usize) -> Diagnostic {
    let message = format!("not UTF-8 text: byte {} is invalid; the page is read as text of an older system", at + 1);
    Diagnostic::new(&registry::PAGE_NOT_UTF8, Place::new(path, Span::at(at)), message).hint("save the file as UTF-8")
}

fn not_utf8(path: &SourcePath, at: usize) -> Diagnostic {
    let message = format!("not UTF-8 text: byte {} is invalid", at + 1);
    Diagnostic::new(&registry::NOT_UTF8, Place::new(path, Span::at(at)), message).hint("save the file as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaks::Leaks;
    use crate::source::ContentHash;

    #[test]
    fn what_a_file_tells_is_kept_with_it_and_forgotten_with_it() {
        let page = |text: &str| SourceFile::text(format!("# Page\n{text}\n"));
        let picture = |place| {
            let leaks = Leaks { place, ..Leaks::default() }.some();
            SourceFile {
                bytes: SourceBytes::Opaque {
                    len: 1,
                    hash: ContentHash::of(b"x"),
                    dimensions: None,
                    scripted: false,
                    leaks,
                },
            }
        };
        let (mut tree, mut memo) = (SourceTree::new(), RawMemo::default());
        let mut told = |tree: &SourceTree| {
            let parsed = raw(tree, markdown::Options::default(), &mut memo);
            (parsed.found().filter(|finding| finding.rule == &registry::SECRET).count(), parsed.located.len())
        };
        tree.insert("content/a.md", page("`redis://:k3Vw9zQ@cache.acme-corp.com`"));
        tree.insert("static/a.jpg", picture(true));
        assert_eq!(told(&tree), (1, 1));
        tree.insert("content/b.md", page("nothing"));
        assert_eq!(told(&tree), (1, 1), "they did not change");
        tree.insert("content/a.md", page("nothing"));
        tree.insert("static/a.jpg", picture(false));
        assert_eq!(told(&tree), (0, 0));
        tree.insert("themes/x/templates/page.html", page("`redis://:k3Vw9zQ@cache.acme-corp.com`"));
        assert_eq!(told(&tree), (1, 0), "a theme is published too");
        tree.remove("themes/x/templates/page.html");
        assert_eq!(told(&tree), (0, 0));
    }
}
