//! `pmo-site adopt`: a handbook of another tool becomes a site where it lies.
//!
//! Its pages stay as they are. What is written is `pmo.yaml`, which says where they lie, and the list of findings that
//! are there: they pass from now on, and new ones do not.

mod docusaurus;
mod exclude;
mod external;
mod handbook;
mod order;
mod pages;
mod shortcodes;
mod tool;
#[cfg(test)]
mod trial;
mod withheld;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use super::args::AdoptArgs;
use super::check::{SECRET_FIRST, has_secret};
use super::edit::Edits;
use super::options::{Options, in_folder};
use super::progress::Progress;
use super::report::report;
use super::{Exit, Failure, console};
use crate::artifact::NullSink;
use crate::diagnostics::{Diagnostic, Findings, SeverityOverrides, baseline};
use crate::io::{self, Reach};
use crate::parse::edit::{Edit, Step, Value};
use crate::parse::records::{SiteFolder, named_places};
use crate::parse::{FileKind, kind_of};
use crate::pipeline::{self, BuildInputs, Memo};
use crate::publish::MANIFEST;
use crate::source::{Layout, SourceFile, SourcePath, SourceTree};
use crate::words::{Term, WORDS};
use handbook::Handbook;

pub(super) use tool::Tool;

/// The file of known findings.
const KNOWN: &str = "known-findings.json";

/// Kinds of findings that are named one by one.
const NAMED: usize = 6;

/// Adopts the handbook in the folder of the site.
pub(super) fn adopt(options: &Options, args: &AdoptArgs) -> Result<Exit, Failure> {
    let start = Instant::now();
    options.folder()?;
    let shown = options.source.display();
    if io::config_file(&options.source).map_err(|error| Failure::System(error.to_string()))?.is_some() {
        return of_site(options, args, start);
    }
    let Some(book) = Handbook::find(&options.source, args.from) else {
        return Err(Failure::Usage(format!(
            "there is no Markdown page in `{shown}`; name the folder of a handbook with `--source DIR`, or begin a \
             site \
             with `pmo-site init`"
        )));
    };
    if std::fs::symlink_metadata(options.source.join(KNOWN)).is_ok() {
        return Err(Failure::Usage(format!("`{KNOWN}` is there already; move it away first")));
    }
    let layout = Layout::new(Some(&book.content), book.statics.as_deref()).without(book.exclude.iter().cloned());
    let reach = Reach { layout: Some(layout), ..options.reach() };
    let mut tree = io::scan_within(&options.source, &reach).map_err(|error| Failure::System(error.to_string()))?;
    let settled = |tree: &mut SourceTree, external: &BTreeMap<String, String>| {
        tree.insert("pmo.yaml", SourceFile::text(settings(&book, external, false)));
        trial(options, tree, start)
    };
    let first = settled(&mut tree, &BTreeMap::new())?;
    let external = external::prefixes(&book, &own_folders(&tree, &book), &first.0);
    let (owed, rest) = if external.is_empty() { first } else { settled(&mut tree, &external)? };
    let text = settings(&book, &external, !owed.is_empty());
    let known = baseline::render(owed.iter(), tree.layout());
    report(options, &rest, &tree, false)?;
    let pages = tree.iter().filter(|(path, _)| kind_of(path) == FileKind::Page).count();
    let found = found(&book, pages);
    if has_secret(&rest) {
        return Err(Failure::Usage(SECRET_FIRST.to_owned()));
    }
    let mut left = left_out(&options.source, &tree, &options.output());
    left.extend(shortcodes::lines(&tree));
    left.extend(book.patterns.iter().map(|rule| {
        format!(
            "nobody here reads `{rule}` of the other tool: if it withholds a page, name that in `paths.exclude` \
                 of `pmo.yaml`"
        )
    }));
    if args.dry_run {
        let left = left.iter().map(|line| format!("# {line}\n")).collect::<Vec<_>>().concat();
        console::answer(&format!("{text}\n# {found}\n{left}{}", owed_lines(&owed, "# ")))?;
        return Ok(if rest.has_errors() { Exit::Content } else { Exit::Clean });
    }
    if !owed.is_empty() {
        write(options, KNOWN, &known)?;
    }
    write(options, "pmo.yaml", &text)?;
    if !options.quiet {
        let settings = in_folder(&options.source, "pmo.yaml");
        console::say(format_args!("{found}: its settings are in `{}`", settings.display()));
        left.iter().for_each(console::say);
        let output = options.output();
        if output.is_dir() && !output.join(MANIFEST).exists() {
            let shown = output.display();
            console::say(format_args!("`{shown}` was written by something else: build with `--output site`"));
        }
    }
    Ok(done(options, &owed, &rest))
}

/// What a site owes, and what no list excuses.
type Owed = (Vec<Diagnostic>, Findings);

/// Builds the site of `tree` into nothing.
fn trial(options: &Options, tree: &SourceTree, start: Instant) -> Result<Owed, Failure> {
    let mut memo = Memo::default();
    let mut findings = |known: Option<&str>| {
        let mut nowhere = NullSink;
        let mut shown = Progress::new(&mut nowhere, options.quiet, start);
        let inputs = BuildInputs { known: known.map(Into::into), ..options.inputs()? };
        let outcome = pipeline::build(tree, &inputs, &mut memo, &mut shown);
        outcome.map(|outcome| outcome.findings).map_err(|error| Failure::System(error.to_string()))
    };
    // Some things are told by finished pages alone, which there are only once the others pass.
    let of_sources = findings(None)?;
    let all = findings(Some(&baseline::render(of_sources.as_slice().iter(), tree.layout())))?;
    let (owed, rest): (Vec<_>, Vec<_>) =
        all.known().iter().chain(all.as_slice()).cloned().partition(|finding| finding.rule.adjustable);
    Ok((owed, Findings::new(rest, &SeverityOverrides::default())))
}

/// Says what is owed, and what is next.
fn done(options: &Options, owed: &[Diagnostic], rest: &Findings) -> Exit {
    if !options.quiet {
        console::text(&owed_lines(owed, ""));
        if !owed.is_empty() {
            console::say(format_args!(
                "these findings pass from now on, and new ones do not: they are listed in `{KNOWN}`"
            ));
        }
        console::say(if rest.has_errors() {
            "mend the errors above, which no list excuses; then run `pmo-site build`"
        } else {
            "now run `pmo-site build`, and look at it with `pmo-site serve`"
        });
    }
    if rest.has_errors() { Exit::Content } else { Exit::Clean }
}

/// Lists what is wrong in a folder that has settings already, and enters the list there.
fn of_site(options: &Options, args: &AdoptArgs, start: Instant) -> Result<Exit, Failure> {
    let tree = options.scan()?;
    let file = SourcePath::new(if tree.get("pmo.yaml").is_some() { "pmo.yaml" } else { "pmo.yml" });
    if named_places(tree.text(file.as_str()).map_or("", |text| text)).baseline.is_some() {
        return Err(Failure::Usage(format!(
            "`{file}` names a list of known findings already; `pmo-site check --update-baseline` writes it again"
        )));
    }
    let (owed, rest) = trial(options, &tree, start)?;
    report(options, &rest, &tree, false)?;
    if has_secret(&rest) {
        return Err(Failure::Usage(SECRET_FIRST.to_owned()));
    }
    if owed.is_empty() {
        if !options.quiet {
            console::say(format_args!("there is nothing to list: `{file}` stays as it is"));
        }
        return Ok(done(options, &owed, &rest));
    }
    if args.dry_run {
        console::answer(&owed_lines(&owed, ""))?;
        return Ok(Exit::Clean);
    }
    let mut edits = Edits::of(tree.clone());
    edits.apply(&file, &[Edit::set(vec![Step::from("baseline")], Value::word(KNOWN))])?;
    let text = edits.text(&file).unwrap_or_default().to_owned();
    write(options, KNOWN, &baseline::render(owed.iter(), tree.layout()))?;
    let path = in_folder(&options.source, file.as_str());
    std::fs::write(&path, text).map_err(|error| Failure::System(format!("{}: {error}", path.display())))?;
    Ok(done(options, &owed, &rest))
}

/// Folders with Markdown that is no part of the site, a line for each.
fn left_out(root: &Path, tree: &SourceTree, output: &Path) -> Vec<String> {
    let layout = tree.layout();
    let read: BTreeSet<String> = tree.iter().map(|(path, _)| layout.place(path.as_str()).into_owned()).collect();
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages::below(root, output) {
        if !read.contains(&page) {
            let folder = page.rsplit_once('/').map_or(".", |(folder, _)| folder);
            *folders.entry(folder.to_owned()).or_default() += 1;
        }
    }
    let count = |pages| WORDS.count(pages, Term::Page);
    folders.into_iter().map(|(folder, pages)| format!("left out: {} in `{folder}`", count(pages))).collect()
}

/// First folders of the addresses that the handbook has itself.
fn own_folders(tree: &SourceTree, book: &Handbook) -> BTreeSet<String> {
    let files = tree.iter().map(|(path, _)| path.as_str());
    let below = files.filter_map(|path| path.strip_prefix("content/").or_else(|| path.strip_prefix("static/")));
    let prefix = book.below.split('/').next().filter(|first| !first.is_empty());
    below.filter_map(|path| path.split_once('/')).map(|(folder, _)| folder).chain(prefix).map(str::to_owned).collect()
}

/// What was found, in half a sentence.
fn found(book: &Handbook, pages: usize) -> String {
    let pages = WORDS.count_or_none(pages, Term::Page);
    let told = book.told_by.as_ref().map_or_else(String::new, |file| format!(", as `{file}` says"));
    format!("a handbook of {pages} in `{}` for {}{told}", book.content, book.tool.name())
}

/// The findings by their kind, most of a kind first.
fn owed_lines(owed: &[Diagnostic], mark: &str) -> String {
    let mut kinds: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for finding in owed {
        kinds.entry(finding.rule.code).or_insert((0, finding.rule.title)).0 += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(code, (count, _))| (std::cmp::Reverse(*count), *code));
    let mut out = String::new();
    for (code, (count, title)) in kinds.iter().take(NAMED) {
        let _ = writeln!(out, "{mark}{count:>6}  {code}  {title}");
    }
    let more: usize = kinds.iter().skip(NAMED).map(|(_, (count, _))| count).sum();
    if more > 0 {
        let _ = writeln!(out, "{mark}{more:>6}  of other kinds; `pmo-site explain` lists all");
    }
    out
}

/// The text of `pmo.yaml`.
fn settings(book: &Handbook, external: &BTreeMap<String, String>, owes: bool) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut out = String::from("# The settings of the site. Every key but `site.title` has a default.\nsite:\n");
    let _ = writeln!(out, "  title: {}", quoted(&book.title));
    match &book.base_url {
        Some(url) => {
            let _ = writeln!(out, "  # Where the site is published: feeds, the sitemap and redirects name it.");
            let _ = writeln!(out, "  base_url: {}", quoted(url));
        }
        None => out.push_str(
            "  # Where the site is published, for feeds, the sitemap and redirects:\n  # base_url: \
             https://handbook.example.com/\n",
        ),
    }
    if let Some(language) = &book.language {
        let _ = writeln!(out, "  language: {}", quoted(language));
    }
    let content = (book.content != "content").then(|| format!("  content: {}\n", quoted(&book.content)));
    let statics = book.statics.as_ref().filter(|folder| *folder != "static");
    let statics = statics.map(|folder| format!("  static: {}\n", quoted(folder)));
    let prefix = SiteFolder::parse(&book.below).filter(|_| !book.below.is_empty());
    let prefix = prefix.map(|folder| format!("  # Below this address, as before.\n  prefix: {}\n", quoted(&folder.0)));
    let style = (book.tool == Tool::Docusaurus).then_some("  addresses: docusaurus\n");
    let exclude: Vec<_> = book.exclude.iter().map(|path| quoted(path)).collect();
    let exclude = (!exclude.is_empty()).then(|| format!("  exclude: [{}]\n", exclude.join(", ")));
    if content.is_some() || statics.is_some() || style.is_some() || exclude.is_some() {
        let told = book.told_by.as_ref().map_or_else(String::new, |file| format!(", as `{file}` says"));
        let _ = write!(out, "\n# The pages stay where they are{told}.\npaths:\n");
        out.extend(content);
        out.extend(statics);
        out.extend(prefix);
        out.extend(style);
        out.extend(exclude);
    }
    if book.dated {
        out.push_str("\n# Pages name the day of their last commit, as before.\npages:\n  last_change: git\n");
    }
    if !book.order.is_empty() {
        out.push_str(
            "\n# In which order pages stand among those beside them; pages that are not named come after.\n\
                      navigation:\n  order:\n",
        );
        for page in &book.order {
            let _ = writeln!(out, "    - {}", quoted(page));
        }
    }
    if !external.is_empty() {
        out.push_str(
            "\n# Addresses of this host that are no pages of the handbook: no link to them is \
                      checked.\nlinks:\n  external:\n",
        );
        for (prefix, target) in external {
            let _ = writeln!(out, "    {}: {}", quoted(prefix), quoted(target));
        }
    }
    if owes {
        let _ = write!(
            out,
            "\n# What was wrong on the day that the handbook moved in. These findings pass, and new ones do not;\n\
             # `pmo-site check --update-baseline` writes the list again.\nbaseline: {KNOWN}\n"
        );
    }
    out
}

/// Writes a file that is not there yet.
fn write(options: &Options, name: &str, text: &str) -> Result<(), Failure> {
    let path = in_folder(&options.source, name);
    let system = |error: std::io::Error| Failure::System(format!("{}: {error}", path.display()));
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(system)?;
    file.write_all(text.as_bytes()).map_err(system)
}
