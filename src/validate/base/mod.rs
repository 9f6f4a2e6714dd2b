//! A site held against an earlier state of it: what rewrote the past, and what is back-dated.
//!
//! Both states are parsed; records are compared, not texts. The earlier one is taken as it stood on its day, so what it
//! says of later days may still change. Each field is compared by the kind that its declaration gives it
//! ([`Past`](crate::parse::schema::Past)). Labels may change, and drafts are not seen.

mod comparison;
mod items;
mod records;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostics::{Diagnostic, Place, registry};
use crate::parse::compare::{FieldPair, Fields};
use crate::parse::decode::Sameness;
use crate::parse::{FileKind, FileResult, Parsed, ParsedFile, UpdateFile, kind_of, slug_of, update_date};
use crate::source::{SourcePath, SourceTree, Span};

use comparison::Comparison;

/// A state of a site.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SiteState<'a> {
    /// Its files, for the stories of its reports.
    pub tree: &'a SourceTree,
    /// The same, parsed.
    pub parsed: &'a Parsed,
}

/// What a record is named by, whatever its file is called.
type RecordKey<'a> = (FileKind, &'a str);

/// The day of an earlier state that nobody dated: that of its newest report.
pub(crate) fn newest_report(parsed: &Parsed) -> Option<Date> {
    updates(parsed).into_values().filter_map(|(path, _)| update_date(path)).max()
}

/// The names that people had in `earlier` who have been erased since.
pub(crate) fn erased(now: &Parsed, earlier: &Parsed) -> Vec<String> {
    let is = records(now);
    let renamed = renamed(now);
    let name = |(key, (_, result)): (RecordKey<'_>, (&SourcePath, &FileResult))| {
        let key = renamed.get(&key).copied().unwrap_or(key);
        match (&is.get(&key)?.1.0, &result.0) {
            (ParsedFile::Person(Some(now)), ParsedFile::Person(Some(was))) => {
                let gone = now.erased.is_some() && was.erased.is_none();
                was.name.as_ref().filter(|_| gone).map(|name| name.value.0.trim().to_owned())
            }
            _ => None,
        }
    };
    records(earlier).into_iter().filter_map(name).collect()
}

/// What in `now` rewrote `earlier`, a state of `day`, and what it back-dated.
pub(crate) fn compare(now: SiteState<'_>, earlier: SiteState<'_>, day: Date) -> Vec<Diagnostic> {
    // A reference may follow a rename at any time: both states are read with today's names.
    let names = now.parsed.current_names();
    let (now_parsed, earlier_parsed) = (now.parsed.following(&names), earlier.parsed.following(&names));
    let now = SiteState { parsed: &now_parsed, ..now };
    let earlier = SiteState { parsed: &earlier_parsed, ..earlier };
    let then = earlier.parsed.at(day);
    let was = then.as_ref().unwrap_or(earlier.parsed);
    // Decisions are compared as both states stood on the day.
    let now_then = now.parsed.at(day);
    let renamed = renamed(now.parsed);
    let (is, had) = (records(now.parsed), records(was));
    let had: BTreeMap<_, _> =
        had.into_iter().map(|(key, file)| (renamed.get(&key).copied().unwrap_or(key), file)).collect();
    let mut found = Vec::new();
    for (key, (old, result)) in &had {
        let Some((path, new)) = is.get(key) else {
            found.push(record_removed(old, *key));
            continue;
        };
        let mut to = Comparison { day, file: path, found: Vec::new() };
        match (&new.0, &result.0) {
            (ParsedFile::Program(Some(new)), ParsedFile::Program(Some(old))) => {
                let then = now_then.as_ref().and_then(|parsed| parsed.records.get(*path));
                let then = match then.map(|result| &result.0) {
                    Some(ParsedFile::Program(Some(then))) => then,
                    _ => new,
                };
                to.program(new, then, old);
            }
            (ParsedFile::Person(Some(new)), ParsedFile::Person(Some(old))) => to.person(new, old),
            (ParsedFile::FocusArea(Some(new)), ParsedFile::FocusArea(Some(old))) => to.area(new, old),
            // What cannot be read is an error of its own.
            _ => {}
        }
        found.extend(to.found);
    }
    let before = day.yesterday().unwrap_or(day);
    for ((kind, slug), (path, result)) in is.iter().filter(|(key, _)| !had.contains_key(*key)) {
        if now.parsed.exists(path, result, before) {
            let message = format!("{} `{slug}` is new, and past days show it", noun(*kind));
            let hint = format!("write the day from which on it is recorded: `recorded: {day}`, or later");
            found.push(Diagnostic::new(&registry::BACK_DATED, Place::start_of(path), message).hint(hint));
        }
    }
    found.extend(reports(now, earlier.tree, was, day, &renamed, |program| {
        let key = (FileKind::Program, program);
        had.contains_key(&key) && is.contains_key(&key)
    }));
    found
}

/// What records are called now, by what they were called.
fn renamed(parsed: &Parsed) -> BTreeMap<RecordKey<'_>, RecordKey<'_>> {
    let mut renamed = BTreeMap::new();
    for (key, (_, result)) in records(parsed) {
        let formerly = match &result.0 {
            ParsedFile::Program(Some(record)) => &record.formerly,
            ParsedFile::Person(Some(record)) => &record.formerly,
            ParsedFile::FocusArea(Some(record)) => &record.formerly,
            _ => continue,
        };
        renamed.extend(formerly.iter().map(|old| ((key.0, old.value.0.as_str()), key)));
    }
    renamed
}

/// The records that have a past, by kind and slug.
fn records(parsed: &Parsed) -> BTreeMap<RecordKey<'_>, (&SourcePath, &FileResult)> {
    let kinds = [FileKind::Program, FileKind::Person, FileKind::FocusArea];
    let all = parsed.records.iter().map(|(path, result)| ((kind_of(path), path), result));
    all.filter(|((kind, _), _)| kinds.contains(kind))
        .map(|((kind, path), result)| ((kind, slug_of(path, kind)), (path, result)))
        .collect()
}

/// The reports that are no drafts, by program and name.
fn updates(parsed: &Parsed) -> BTreeMap<(&str, &str), (&SourcePath, &UpdateFile)> {
    let all = parsed.files.iter().filter_map(|(path, result)| match &result.0 {
        ParsedFile::Update(file) => Some((path, &**file)),
        _ => None,
    });
    let is_draft = |file: &UpdateFile| {
        file.record.as_ref().and_then(|record| record.draft.as_ref()).is_some_and(|draft| draft.value)
    };
    all.filter(|(_, file)| !is_draft(file))
        .map(|(path, file)| ((slug_of(path, FileKind::Update), path.stem()), (path, file)))
        .collect()
}

fn noun(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Person => "person",
        FileKind::FocusArea => "focus area",
        _ => "program",
    }
}

fn record_removed(path: &SourcePath, (kind, slug): RecordKey<'_>) -> Diagnostic {
    let message = format!("{} `{slug}` was removed, and past days lose it", noun(kind));
    let hint = match kind {
        FileKind::Person => "put the file back, with the last day as `end_date`",
        FileKind::FocusArea => "put the file back, and move its programs with `changes` that say where they were",
        _ => "put its folder back, with `lifecycle: cancelled` and an entry of `changes` that says what it was",
    };
    Diagnostic::new(&registry::RECORD_REMOVED, Place::start_of(path), message).hint(hint)
}

/// What happened to reports of programs that both states have.
fn reports<'p>(
    now: SiteState<'p>,
    earlier: &SourceTree,
    was: &'p Parsed,
    day: Date,
    renamed: &BTreeMap<RecordKey<'p>, RecordKey<'p>>,
    is_shared: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let (is, had) = (updates(now.parsed), updates(was));
    let called = |program| renamed.get(&(FileKind::Program, program)).map_or(program, |(_, slug)| *slug);
    let had: BTreeMap<_, _> = had.into_iter().map(|((program, name), file)| ((called(program), name), file)).collect();
    let mut found = Vec::new();
    for (key, (old, file)) in had.iter().filter(|((program, _), _)| is_shared(program)) {
        if let Some((path, new)) = is.get(key) {
            found.extend(edited((now.tree, path, new), (earlier, old, file)));
        } else {
            let message = format!("the report `{}` was removed, and readers have seen it", old.stem());
            let hint = format!("put it back, and write a new one that says `corrects: {}`", old.stem());
            found.push(Diagnostic::new(&registry::UPDATE_REMOVED, Place::start_of(old), message).hint(hint));
        }
    }
    for ((_, name), (path, _)) in is.iter().filter(|(key, _)| is_shared(key.0) && !had.contains_key(*key)) {
        if update_date(path).is_some_and(|date| date < day) {
            let message = format!("the report `{name}` is new, and dated before {day}");
            let hint = "date it the day on which it is written, unless it is only late";
            found.push(Diagnostic::new(&registry::BACK_DATED, Place::start_of(path), message).hint(hint));
        }
    }
    found
}

/// A report in a state of the site.
type Report<'a> = (&'a SourceTree, &'a SourcePath, &'a UpdateFile);

/// That a report says something else, but for words that it says were amended.
fn edited((tree, path, file): Report<'_>, (old_tree, old_path, old): Report<'_>) -> Option<Diagnostic> {
    let (record, was) = (file.record.as_ref()?, old.record.as_ref()?);
    let story = |tree: &SourceTree, path: &SourcePath| {
        let text = tree.text(path.as_str())?;
        // Ends of lines are the editor's, or git's.
        let lines = text.get(crate::parse::body_of(path, text))?.trim().lines();
        Some(lines.map(str::trim_end).collect::<Vec<_>>().join("\n"))
    };
    let same_story = story(tree, path) == story(old_tree, old_path);
    // Whether it is a draft has been asked, and what is said of words is no word.
    let is_told = |field: &FieldPair| !matches!(field.name, "amended" | "draft");
    let differs = |how| record.fields(was, how).into_iter().find(|field| !field.same && is_told(field));
    let amended = record.amended.as_ref().map(|day| day.value);
    let is_amended = amended.is_some_and(|day| was.amended.as_ref().is_none_or(|earlier| earlier.value < day));
    let (what, place) = match differs(if is_amended { Sameness::ButWords } else { Sameness::Whole }) {
        Some(field) => (format!("`{}`", field.name), field.place),
        None if is_amended || (same_story && amended == was.amended.as_ref().map(|day| day.value)) => return None,
        None if same_story => ("`amended`".to_owned(), record.span),
        None => (
            "the text".to_owned(),
            Span::at(tree.text(path.as_str()).map_or(0, |text| crate::parse::body_of(path, text).start)),
        ),
    };
    let message = format!("{what} of the report `{}` was edited, and readers have seen it", path.stem());
    let hint = if is_amended {
        format!(
            "an amendment changes words alone: put the rest back, and write a new report with `corrects: {}`",
            path.stem()
        )
    } else {
        format!(
            "if only words changed, write `amended:` with today's date; else put it back and write a new report with \
             `corrects: {}`",
            path.stem()
        )
    };
    Some(Diagnostic::new(&registry::UPDATE_EDITED, Place::new(path, place), message).hint(hint))
}
