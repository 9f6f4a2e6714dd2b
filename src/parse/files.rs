//! One file's parse: the unit that is kept between builds.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::conflict;
use super::decode::{Decode, Decoder, Located};
use super::front_matter::{self, CascadeRule, FrontMatter, FrontMatterLanguage, NotedKey};
use super::kinds::{FileKind, slug_of};
use super::placeholders;
use super::publication::Publication;
use super::records::{
    FocusAreaRecord, HolidaysRecord, IntakeRecord, LevelsRecord, PersonRecord, ProgramRecord, UpdateRecord,
};
use super::values::Slug;
use super::yaml::{self, NodeKind};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::markdown::{Compiler, Document, Included, Includes, NoIncludes};
use crate::parse::records::ConfigRecord;
use crate::source::{SourcePath, Span};

/// What a file holds; `None` inside when nothing could be read of it.
#[derive(Clone, Debug)]
pub enum ParsedFile {
    /// Settings.
    Config(Option<Box<ConfigRecord>>),
    /// A person.
    Person(Option<Box<PersonRecord>>),
    /// A focus area.
    FocusArea(Option<Box<FocusAreaRecord>>),
    /// A program.
    Program(Option<Box<ProgramRecord>>),
    /// A status update.
    Update(Box<UpdateFile>),
    /// A holiday calendar.
    Holidays(Option<HolidaysRecord>),
    /// The request form.
    Intake(Option<Box<IntakeRecord>>),
    /// Job levels.
    Levels(Option<Box<LevelsRecord>>),
    /// A Markdown page.
    Page(Box<PageFile>),
}

impl ParsedFile {
    /// Slugs that the record had.
    #[must_use]
    pub fn formerly(&self) -> &[Located<Slug>] {
        match self {
            Self::Person(Some(record)) => &record.formerly,
            Self::FocusArea(Some(record)) => &record.formerly,
            Self::Program(Some(record)) => &record.formerly,
            Self::Person(None)
            | Self::FocusArea(None)
            | Self::Program(None)
            | Self::Config(_)
            | Self::Update(_)
            | Self::Holidays(_)
            | Self::Intake(_)
            | Self::Levels(_)
            | Self::Page(_) => &[],
        }
    }
}

impl ParsedFile {
    /// The pages whose text it includes, or asked for.
    pub(super) fn includes(&self) -> &[Included] {
        match self {
            Self::Page(page) => &page.body.includes,
            Self::Update(update) => &update.body.includes,
            Self::Config(_)
            | Self::Person(_)
            | Self::FocusArea(_)
            | Self::Program(_)
            | Self::Holidays(_)
            | Self::Intake(_)
            | Self::Levels(_) => &[],
        }
    }

    /// What the pages below it take over.
    pub(super) fn cascade(&self) -> &[CascadeRule] {
        if let Self::Page(page) = self { &page.front.cascade } else { &[] }
    }

    /// Its keys of which something is to be said.
    pub(super) fn noted(&self) -> &[NotedKey] {
        if let Self::Page(page) = self { &page.front.noted } else { &[] }
    }
}

/// A status update's record and story.
#[derive(Clone, Debug)]
pub struct UpdateFile {
    /// Its front matter.
    pub record: Option<UpdateRecord>,
    /// Its story.
    pub body: Arc<Document>,
}

impl UpdateFile {
    /// Whether it is left out of a build without `--drafts`.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.record.as_ref().and_then(|record| record.draft.as_ref()).is_some_and(|draft| draft.value)
    }
}

/// A page's front matter and text.
#[derive(Clone, Debug)]
pub struct PageFile {
    /// What it says of itself.
    pub front: FrontMatter,
    /// Its text.
    pub body: Arc<Document>,
    /// Whether it lies in a program's folder: whoever may not see the program does not see the page.
    pub of_program: bool,
    /// What looks like the path of a file in the text of a page that may be withheld: those files are withheld with it.
    pub mentions: Vec<String>,
}

/// The parts of `text` that look like paths of files, each once.
pub(super) fn mentions(text: &str) -> Vec<String> {
    let bounds = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '(' | ')' | '<' | '>' | '[' | ']' | '{' | '}' | ',' | '|' | '=' | '`')
    };
    let path =
        |part: &&str| part.len() <= 400 && !part.contains("//") && part.trim_end_matches(['.', ':', ';']).contains('.');
    let found: BTreeSet<&str> = text.split(bounds).filter(path).collect();
    found.into_iter().take(MENTIONS).map(str::to_owned).collect()
}

/// Most paths that are kept of one page: each is looked up.
const MENTIONS: usize = 10_000;

/// Parses one file of a kind that holds text.
///
/// Pure: equal path, text, kind and compiler options give equal results.
#[must_use]
pub fn file(
    path: &SourcePath,
    text: &str,
    kind: FileKind,
    compiler: &Compiler,
) -> Option<(ParsedFile, Vec<Diagnostic>)> {
    file_with(path, text, kind, compiler, &NoIncludes)
}

/// The same of a file that may include others.
pub(super) fn file_with(
    path: &SourcePath,
    text: &str,
    kind: FileKind,
    compiler: &Compiler,
    includes: &dyn Includes,
) -> Option<(ParsedFile, Vec<Diagnostic>)> {
    if let Some(finding) = conflict::finding(path, text, kind) {
        // Two files in one: nothing in it is believed, and nothing else of it is said.
        return unreadable(path, kind).map(|mut parsed| {
            if let ParsedFile::Page(page) = &mut parsed {
                front_matter::doubt_cascade(&mut page.front, text);
            }
            (parsed, vec![finding])
        });
    }
    let parsed = match kind {
        FileKind::Config => record(path, text).map_first(ParsedFile::Config),
        FileKind::Person => record(path, text).map_first(ParsedFile::Person),
        FileKind::FocusArea => record(path, text).map_first(ParsedFile::FocusArea),
        FileKind::Program => record(path, text).map_first(ParsedFile::Program),
        FileKind::Holidays => record(path, text).map_first(|record| ParsedFile::Holidays(record.map(|record| *record))),
        FileKind::Intake => record(path, text).map_first(ParsedFile::Intake),
        FileKind::Levels => record(path, text).map_first(ParsedFile::Levels),
        FileKind::Update => update(path, text, compiler, includes),
        FileKind::Page => page(path, text, compiler, includes),
        FileKind::Asset | FileKind::Static | FileKind::Theme | FileKind::Baseline | FileKind::Stray => return None,
    };
    let (parsed, mut found) = parsed;
    if let Some(finding) = bad_slug(path, kind) {
        found.push(finding);
    }
    Some((parsed, found))
}

/// A file of this kind of which nothing could be read. It still has its name and its address: whoever refers to it is
/// right.
pub(super) fn unreadable(path: &SourcePath, kind: FileKind) -> Option<ParsedFile> {
    Some(match kind {
        FileKind::Config => ParsedFile::Config(None),
        FileKind::Person => ParsedFile::Person(None),
        FileKind::FocusArea => ParsedFile::FocusArea(None),
        FileKind::Program => ParsedFile::Program(None),
        FileKind::Holidays => ParsedFile::Holidays(None),
        FileKind::Intake => ParsedFile::Intake(None),
        FileKind::Levels => ParsedFile::Levels(None),
        FileKind::Update => ParsedFile::Update(Box::new(UpdateFile { record: None, body: Arc::default() })),
        FileKind::Page => {
            // Whether it is a draft is not known either.
            let publication = Publication { doubtful: true, ..Publication::default() };
            let front = FrontMatter { title: Some(path.stem().to_owned()), publication, ..FrontMatter::default() };
            ParsedFile::Page(Box::new(PageFile {
                front,
                body: Arc::default(),
                of_program: is_of_program(path),
                mentions: Vec::new(),
            }))
        }
        FileKind::Asset | FileKind::Static | FileKind::Theme | FileKind::Baseline | FileKind::Stray => return None,
    })
}

trait MapFirst<A, B> {
    fn map_first<C>(self, map: impl FnOnce(A) -> C) -> (C, B);
}

impl<A, B> MapFirst<A, B> for (A, B) {
    fn map_first<C>(self, map: impl FnOnce(A) -> C) -> (C, B) {
        (map(self.0), self.1)
    }
}

/// The folder below `/programs/` that is no program's.
const RESERVED: &str = "archive";

fn bad_slug(path: &SourcePath, kind: FileKind) -> Option<Diagnostic> {
    if !matches!(kind, FileKind::Person | FileKind::FocusArea | FileKind::Program | FileKind::Holidays) {
        return None;
    }
    let slug = slug_of(path, kind);
    if kind == FileKind::Program && slug == RESERVED {
        let message = format!("no program can be called `{slug}`: the archive of programs stands at its address");
        let hint = format!("rename the folder, such as to `{slug}-program`");
        return Some(Diagnostic::new(&registry::RESERVED_SLUG, Place::start_of(path), message).hint(hint));
    }
    if Slug::is_valid(slug) {
        return None;
    }
    let message = format!("`{slug}` is no slug: small letters, digits and single `-`");
    let what = if kind == FileKind::Program { "folder" } else { "file" };
    let hint = format!("rename the {what} to `{}`", Slug::suggest(slug));
    Some(Diagnostic::new(&registry::BAD_SLUG, Place::start_of(path), message).hint(hint))
}

fn record<T: Decode>(path: &SourcePath, text: &str) -> (Option<Box<T>>, Vec<Diagnostic>) {
    let (record, mut found, left) = decode(path, text, 0..text.len());
    found.extend(left);
    (record.map(Box::new), found)
}

/// A record, what was found in it, and where a placeholder was left.
fn decode<T: Decode>(
    path: &SourcePath,
    text: &str,
    range: Range<usize>,
) -> (Option<T>, Vec<Diagnostic>, Option<Diagnostic>) {
    let at = Span::at(range.start);
    let (node, found) = yaml::parse(path, text, range);
    let mut to = Decoder::new(path, found);
    let record = match node {
        Some(node) if node.kind != NodeKind::Null => T::decode(&node, &mut to),
        Some(_) | None => {
            if to.found.is_empty() {
                to.report(
                    &registry::EMPTY_RECORD,
                    at,
                    "the record is empty",
                    Some("`pmo-site schema` lists what it may hold".to_owned()),
                );
            }
            None
        }
    };
    let left = to.placeholder.map(|span| placeholders::left(path, span));
    (record, to.found, left)
}

/// How many times the largest size a page may take in memory while it is made.
const TIMES: usize = 40;

/// What the dearest byte takes, that of a heading: see [`room`].
const HEADING: usize = 1200;

/// The finding for a page or an update that is too large to be compiled, or that is made of little but marks.
fn too_large(path: &SourcePath, text: &str, compiler: &Compiler) -> Option<Diagnostic> {
    let most = compiler.options().max_page_size;
    // Nearly every page is too small to come near, whatever it is made of.
    let takes = if text.len() * HEADING > TIMES * most { room(text) } else { 0 };
    let (message, needed) = if text.len() > most {
        (format!("page of {} bytes is larger than {most}", text.len()), text.len())
    } else if takes > TIMES * most {
        let message = format!(
            "page is made of so many marks that it takes {} kB to make, and may take {}",
            takes / 1000,
            TIMES * most / 1000
        );
        (message, takes.div_ceil(TIMES))
    } else {
        return None;
    };
    let hint =
        format!("split it, move it below `static/`, or write `markdown: {{ max_page_size: {needed} }}` in pmo.yaml");
    Some(Diagnostic::new(&registry::PAGE_TOO_LARGE, Place::start_of(path), message).hint(hint))
}

/// The memory in bytes that the marks of a page take while it is made, at most: measured with two million bytes of
/// each. Pages of real handbooks come to 18 times their size on average and to 40 at most.
fn room(text: &str) -> usize {
    let mut before = b'\n';
    let mut room = 0;
    for byte in text.bytes() {
        room += match byte {
            b'#' if before == b'\n' => HEADING,
            b'>' | b':' | b'-' | b'+' if before == b'\n' => 400,
            b'@' | b'^' => 800,
            b'[' | b']' | b'|' | b'*' | b'_' | b'~' => 500,
            b'\n' => 400,
            // The letter is that of `www.`, which becomes a link.
            b'w' | b'<' | b'>' | b'`' => 200,
            b'!' | b'&' | b'\\' | b'.' => 100,
            _ => 0,
        };
        before = byte;
    }
    room
}

fn update(
    path: &SourcePath,
    text: &str,
    compiler: &Compiler,
    includes: &dyn Includes,
) -> (ParsedFile, Vec<Diagnostic>) {
    if let Some(finding) = too_large(path, text, compiler) {
        return (ParsedFile::Update(Box::new(UpdateFile { record: None, body: Arc::default() })), vec![finding]);
    }
    let (split, finding) = front_matter::split(path, text);
    let mut found: Vec<_> = finding.into_iter().collect();
    let mut left = None;
    let record: Option<UpdateRecord> = match split.front {
        Some((FrontMatterLanguage::Yaml, range)) => {
            let (record, more, placeholder) = decode(path, text, range);
            found.extend(more);
            left = placeholder;
            record
        }
        Some((FrontMatterLanguage::Toml | FrontMatterLanguage::Json, range)) => {
            let finding = Diagnostic::new(
                &registry::WRONG_TYPE,
                Place::new(path, Span::at(range.start)),
                "an update's front matter is YAML",
            );
            found.push(finding.hint("write it between two `---` lines"));
            None
        }
        None => {
            if found.is_empty() {
                let finding =
                    Diagnostic::new(&registry::EMPTY_RECORD, Place::start_of(path), "the update has no front matter");
                found.push(finding.hint("begin the file with `---`, `author`, `health`, `headline` and `---`"));
            }
            None
        }
    };
    // A draft may hold what nobody has written yet.
    if record.as_ref().is_some_and(|record| record.draft.as_ref().is_none_or(|draft| !draft.value)) {
        found.extend(left.or_else(|| placeholders::in_prose(path, text, split.body.clone())));
    }
    let (body, more) = compiler.page_with(path, text, split.body, false, includes);
    found.extend(more);
    (ParsedFile::Update(Box::new(UpdateFile { record, body: Arc::new(body) })), found)
}

/// The day that the name of a post of Jekyll begins with (`_posts/2026-03-05-title.md`): it is not published before.
fn post_day(path: &SourcePath) -> Option<jiff::civil::Date> {
    let is_post = path.folder().split('/').any(|part| part == "_posts");
    path.stem().get(..10).filter(|_| is_post).and_then(|day| crate::time::parse_date(day).ok())
}

fn page(path: &SourcePath, text: &str, compiler: &Compiler, includes: &dyn Includes) -> (ParsedFile, Vec<Diagnostic>) {
    if let Some(finding) = too_large(path, text, compiler) {
        let publication = Publication { doubtful: true, ..Publication::default() };
        let mut front = FrontMatter { title: Some(path.stem().to_owned()), publication, ..FrontMatter::default() };
        front_matter::doubt_cascade(&mut front, text);
        return (
            ParsedFile::Page(Box::new(PageFile {
                front,
                body: Arc::default(),
                of_program: is_of_program(path),
                mentions: Vec::new(),
            })),
            vec![finding],
        );
    }
    let (split, finding) = front_matter::split(path, text);
    let finding = finding.map(|finding| front_matter::of_page(&finding));
    let unclosed = finding.is_some();
    let keys = split.front.as_ref().map(|(_, range)| range.clone());
    let mut found: Vec<_> = finding.into_iter().collect();
    let mut front = match split.front {
        Some((language, range)) => {
            let (front, more) = front_matter::read(path, text, language, range);
            found.extend(more);
            front
        }
        None => FrontMatter::default(),
    };
    front.publication.doubtful |= unclosed;
    // Jekyll's folder of drafts.
    front.publication.draft |= path.as_str().split('/').any(|part| part == "_drafts");
    let unread = keys
        .filter(|_| front.publication == Publication::default() && front.cascade.is_empty())
        .and_then(|keys| front_matter::unread(text, keys));
    if let Some(span) =
        unread.or_else(|| front_matter::disguised(text, split.body.clone())).filter(|_| !front.publication.doubtful)
    {
        front.publication.doubtful = true;
        let message = "this line would withhold the page, and is no key of its front matter: the page is withheld";
        let finding = Diagnostic::new(&registry::UNREADABLE_PUBLICATION, Place::new(path, span), message);
        found.push(
            finding.hint("begin the file with `---`, the keys, and a second `---` line; or write the line as text"),
        );
    }
    front.publication.dated = front.publication.dated.or_else(|| post_day(path));
    front_matter::doubt_cascade(&mut front, text);
    if !front.publication.draft {
        found.extend(placeholders::in_prose(path, text, split.body.clone()));
    }
    let (body, more) = compiler.page_with(path, text, split.body, front.title.is_none(), includes);
    found.extend(more);
    let of_program = is_of_program(path);
    let may_be_withheld = of_program || front.publication != Publication::default() || front.redirect.is_some();
    let mentions = if may_be_withheld { mentions(text) } else { Vec::new() };
    (ParsedFile::Page(Box::new(PageFile { front, body: Arc::new(body), of_program, mentions })), found)
}

fn is_of_program(path: &SourcePath) -> bool {
    path.as_str().strip_prefix("content/programs/").is_some_and(|below| below.contains('/'))
}
