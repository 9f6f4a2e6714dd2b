//! `pmo-site erase`: somebody who has left is forgotten, and what they did stays.
//!
//! Their slug stays, because records and reports refer to it; no page of the site says it. Their name stands nowhere
//! any more, on no day. What version control keeps is not ours to change.

use super::args::EraseArgs;
use super::edit::Edits;
use super::new::records::{SiteRecords, find};
use super::options::Options;
use super::{Exit, Failure, console};
use crate::parse::edit::{Change, Edit, Step, Value};
use crate::parse::erased::{ERASED, without_name};
use crate::parse::records::PersonRecord;
use crate::parse::{FileKind, kind_of};
use crate::source::SourcePath;

/// What of a record says who somebody is, or when and where they were.
const GONE: [&str; 15] = [
    "pronouns",
    "specialties",
    "region",
    "location",
    "working_hours",
    "stretch_hours",
    "schedule",
    "exceptions",
    "confirmed",
    "holidays",
    "away",
    "handles",
    "photo",
    "links",
    "fields",
];

/// Most lines that are shown of those that may still name them.
const SHOWN: usize = 10;

/// Erases a person.
pub(super) fn erase(options: &Options, args: &EraseArgs) -> Result<Exit, Failure> {
    options.site()?;
    let EraseArgs { person, dry_run } = args;
    let records = SiteRecords::read(options)?;
    let slug = records.names.current(crate::parse::current::Referred::Person, person);
    let record = find(records.people(), "person", slug)?;
    let name = name(record, slug, &records)?;
    let Some(file) = records.file_of(FileKind::Person, slug) else {
        return Err(Failure::Usage(format!("there is no `{slug}`")));
    };
    let mut edits = Edits::of(records.tree.clone());
    of_record(file, &records, &mut edits)?;
    let mut texts = 0;
    let files: Vec<&SourcePath> = records.tree.iter().map(|(path, _)| path).filter(|path| *path != file).collect();
    for path in files.into_iter().filter(|path| is_read(path)) {
        if let Some(text) = edits.text(path).and_then(|text| without_name(text, &name)) {
            edits.replace(path, text);
            texts += 1;
        }
    }
    let hints = may_name(&name, file, &records, &edits);
    console::answer(&edits.finish(options, *dry_run)?)?;
    if !options.quiet {
        console::say(format_args!("`{slug}` is `{ERASED}` now; their name stood in {texts} other files"));
        if let Some(photo) = &record.photo {
            let photo = photo.value.0.trim_start_matches('/');
            console::say(format_args!("remove `static/{photo}`: no record shows it any more"));
        }
        if !hints.is_empty() {
            console::say("these lines may still name them:");
            hints.iter().take(SHOWN).for_each(|hint| console::say(format_args!("  {hint}")));
        }
        console::say("earlier versions of the files, and copies that were published, still have the name");
    }
    Ok(Exit::Clean)
}

/// The name of somebody who can be erased: they have left, and have a name still.
fn name(record: &PersonRecord, slug: &str, records: &SiteRecords) -> Result<String, Failure> {
    if record.erased.is_some() {
        return Err(Failure::Usage(format!("`{slug}` is erased already")));
    }
    if record.end_date.as_ref().is_none_or(|end| end.value >= records.today) {
        let message = format!("`{slug}` has not left: write their last day as `end_date`, hand over their jobs");
        return Err(Failure::Usage(format!("{message} (`pmo-site hand-over`), and erase them then")));
    }
    let name = record.name.as_ref().map(|name| name.value.0.trim().to_owned());
    name.filter(|name| !name.is_empty()).ok_or_else(|| Failure::Usage(format!("`{slug}` has no name to erase")))
}

/// Whether a file is a text that the site reads.
fn is_read(path: &SourcePath) -> bool {
    match kind_of(path) {
        FileKind::Asset | FileKind::Static | FileKind::Theme | FileKind::Baseline | FileKind::Stray => false,
        FileKind::Config
        | FileKind::Person
        | FileKind::FocusArea
        | FileKind::Program
        | FileKind::Update
        | FileKind::Holidays
        | FileKind::Intake
        | FileKind::Levels
        | FileKind::Page => true,
    }
}

/// Edits the record itself.
fn of_record(file: &SourcePath, records: &SiteRecords, edits: &mut Edits) -> Result<(), Failure> {
    let value = edits.value(file).unwrap_or(Value::Null);
    let given = GONE.iter().filter(|key| value.at(&[Step::from(**key)]).is_some());
    let mut all: Vec<Edit> = given.map(|key| Edit::remove(vec![Step::from(*key)])).collect();
    all.push(Edit::set(vec![Step::from("name")], Value::text(ERASED)));
    let after = vec!["name".to_owned()];
    let value = Value::word(records.today.to_string());
    all.push(Edit { at: vec![Step::from("erased")], change: Change::Set { value, after } });
    for edit in all {
        edits.apply(file, &[edit])?;
    }
    Ok(())
}

/// Lines that have the first or the last name: who reads them decides.
fn may_name(name: &str, own: &SourcePath, records: &SiteRecords, edits: &Edits) -> Vec<String> {
    let parts: Vec<&str> = name.split_whitespace().filter(|part| part.chars().count() > 2).collect();
    let names = |line: &str| line.split(|c: char| !c.is_alphanumeric()).any(|word| parts.contains(&word));
    let mut found = Vec::new();
    for path in records.tree.iter().map(|(path, _)| path).filter(|path| *path != own && is_read(path)) {
        let text = edits.text(path).unwrap_or("");
        let lines = text.lines().enumerate().filter(|(_, line)| names(line));
        found.extend(lines.map(|(at, line)| format!("{path}:{}: {}", at + 1, line.trim())));
    }
    found
}
