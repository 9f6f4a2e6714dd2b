//! `pmo-site rename`: a program, a person or a focus area gets another slug, and keeps the old one as `formerly`.
//!
//! Other records are left as they are: an old slug leads to the same record. Those that still use it are counted.

use std::path::Path;

use super::args::{RenameArgs, RenameKind};
use super::edit::{Edits, MovedRecord, Renaming, move_file};
use super::new::records::{SiteRecords, find};
use super::options::{Options, in_folder};
use super::{Exit, Failure, console};
use crate::parse::FileKind;
use crate::parse::edit::{self, Edit, Step, Value};
use crate::source::{SourcePath, SourceTree};
use crate::words::{Term, WORDS};

/// Renames a record.
pub(super) fn rename(options: &Options, args: &RenameArgs) -> Result<Exit, Failure> {
    options.site()?;
    let RenameArgs { kind, old, new } = args;
    let records = SiteRecords::read(options)?;
    let file_kind = match kind {
        RenameKind::Program => find(records.programs(), "program", old).map(|_| FileKind::Program),
        RenameKind::Person => find(records.people(), "person", old).map(|_| FileKind::Person),
        RenameKind::FocusArea => find(records.areas(), "focus-area", old).map(|_| FileKind::FocusArea),
    }?;
    let usage = |message: String| Err(Failure::Usage(message));
    let Some(file) = records.file_of(file_kind, old) else { return usage(format!("there is no `{old}`")) };
    if let Some(other) = records.file_of(file_kind, new) {
        return usage(format!("`{new}` is in use: {other}"));
    }
    if let Some(user) = former_user(&records, file_kind, new) {
        return usage(format!("`{new}` was used before, and old links to it lead to {user}; choose another slug"));
    }
    let mut edits = Edits::of(records.tree.clone());
    let formerly = Edit::append(vec![Step::from("formerly")], Value::word(old));
    edits.apply(file, &[formerly])?;
    let layout = records.tree.layout();
    let moved = |path: &str| in_folder(&options.source, &layout.place(path));
    // A program is its folder, reports and pages included.
    let (from, to, record) = match kind {
        RenameKind::Program => {
            let folder = |slug: &str| format!("content/programs/{slug}");
            (folder(old), folder(new), format!("{}/{}", folder(new), file.file_name()))
        }
        RenameKind::Person | RenameKind::FocusArea => {
            let to = format!("{}/{new}.{}", file.folder().trim_end_matches('/'), file.extension());
            (file.as_str().to_owned(), to.clone(), to)
        }
    };
    edits.check(options, Some(&Renaming { from: &from, to: &to, slugs: [old, new] }))?;
    let record = MovedRecord {
        from: moved(file.as_str()),
        to: moved(&record),
        old: records.tree.text(file.as_str()).map_or("", |old| old),
        new: edits.text(file).unwrap_or(""),
    };
    move_file(&moved(&from), &moved(&to), record)?;
    console::answer(&format!("{}\n", moved(&to).display()))?;
    if !options.quiet {
        let used = users(&records.tree, file_kind, old, &from);
        if used.is_empty() {
            console::say(format_args!("no other record refers to `{old}`"));
            return Ok(Exit::Clean);
        }
        let count = WORDS.count_or_none(used.len(), Term::File);
        let shown: Vec<_> = used.iter().take(SHOWN).map(ToString::to_string).collect();
        let more = if used.len() > SHOWN { " and others" } else { "" };
        let names = shown.join(", ");
        console::say(format_args!("`{old}`, which leads to `{new}` now, still stands in {count}: {names}{more}"));
    }
    Ok(Exit::Clean)
}

/// Most files that are named.
const SHOWN: usize = 5;

/// The record that had the slug `new` before.
fn former_user(records: &SiteRecords, kind: FileKind, new: &str) -> Option<SourcePath> {
    let files = records.tree.iter().map(|(path, _)| path).filter(|path| crate::parse::kind_of(path) == kind);
    let had = |path: &&SourcePath| {
        let record = records.tree.text(path.as_str()).and_then(|text| edit::read(path, text));
        match record.as_ref().and_then(|record| record.at(&[Step::from("formerly")])) {
            Some(Value::List(slugs)) => slugs.iter().any(|slug| slug.means(&Value::word(new))),
            _ => false,
        }
    };
    files.into_iter().find(had).cloned()
}

/// Records, reports and pages outside of `own` that refer to the record by its old slug.
fn users<'t>(tree: &'t SourceTree, kind: FileKind, old: &str, own: &str) -> Vec<&'t SourcePath> {
    let within = |path: &SourcePath| Path::new(path.as_str()).starts_with(own);
    let uses =
        |path: &SourcePath, text: &str| edit::read(path, text).is_some_and(|record| refers(&record, "", kind, old));
    let texts = tree.under("content").map(|(path, _)| path).filter(|path| !within(path));
    let config = tree.iter().map(|(path, _)| path).filter(|path| crate::parse::kind_of(path) == FileKind::Config);
    config
        .chain(texts)
        .filter(|path| tree.text(path.as_str()).is_some_and(|text| text.contains(old) && uses(path, text)))
        .collect()
}

/// Whether a value below `key` refers to the record.
fn refers(value: &Value, key: &str, kind: FileKind, old: &str) -> bool {
    match value {
        Value::Null => false,
        Value::Scalar { text, .. } => {
            let slug = if key == "provider" { text.split('#').next().unwrap_or(text) } else { text };
            slug == old && keys(kind).contains(&key)
        }
        Value::List(items) => items.iter().any(|item| refers(item, key, kind, old)),
        Value::Map(entries) => entries.iter().any(|(key, value)| refers(value, key, kind, old)),
    }
}

/// The keys of records, reports and pages that refer to a record of a kind.
fn keys(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::Program => &["provider", "program", "successors"],
        FileKind::FocusArea => &["focus_area", "focus_areas"],
        _ => &[
            "dri",
            "backup",
            "sponsor",
            "person",
            "owner",
            "escalate_to",
            "approvers",
            "approved_by",
            "decided_by",
            "author",
            "from",
            "manager",
            "lead",
            "triage_dri",
        ],
    }
}
