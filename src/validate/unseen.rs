//! What is dated after the model's day, so that nobody sees it yet.

use jiff::ToSpan;
use jiff::civil::Date;

use super::BuildScope;
use super::finding::finding;
use crate::diagnostics::{Diagnostic, registry};
use crate::parse::records::{Lifecycle, ProgramRecord};
use crate::parse::{FileResult, Parsed, ParsedFile, update_date};
use crate::source::{SourcePath, Span};
use crate::words::WORDS;

/// What `then`, the files as they stood on the day, lacks of `parsed`: one finding for all, and one for each whose year
/// is hardly meant or whose lifecycle says that it is there.
pub(crate) fn unseen(parsed: &Parsed, then: &Parsed, scope: BuildScope) -> Vec<Diagnostic> {
    let day = scope.as_of;
    let far = day.checked_add(1.year()).unwrap_or(Date::MAX);
    let mut found = Vec::new();
    let mut later: Vec<(Date, &SourcePath, Span)> = Vec::new();
    for (path, result) in parsed.files.iter().filter(|(path, _)| then.files.get(*path).is_none()) {
        let Some((date, span)) = first_day(path, result, scope) else { continue };
        if date > far {
            let message = format!("the file is not shown before {}: is that year right?", WORDS.date(date));
            found.push(finding(&registry::NOT_SHOWN_YET, path, span, message, "correct the date"));
        } else if let ParsedFile::Program(Some(record)) = &result.0
            && let Some(start) = starts(record, day)
        {
            let message =
                format!("the program is active, and it is not shown before its start on {}", WORDS.date(start));
            let hint = "write `lifecycle: planned` until it starts, or correct `start`";
            found.push(finding(&registry::NOT_SHOWN_YET, path, span, message, hint));
        } else {
            later.push((date, path, span));
        }
    }
    later.sort_unstable_by_key(|(date, path, _)| (*date, *path));
    if let Some((date, path, span)) = later.first() {
        let message = match later.len() - 1 {
            0 => format!("the file is not shown before {}", WORDS.date(*date)),
            more => format!(
                "the file is not shown before {}, and {more} more {} dated after {}",
                WORDS.date(*date),
                if more == 1 { "is" } else { "are" },
                WORDS.date(day)
            ),
        };
        let hint = "a site shows what has happened by its day; correct the date of what is meant to be seen now";
        found.push(finding(&registry::NOT_SHOWN_YET, path, *span, message, hint));
    }
    found
}

/// The start of a program that calls itself active and starts after `day`.
fn starts(record: &ProgramRecord, day: Date) -> Option<Date> {
    let active = record.lifecycle.as_ref().is_some_and(|lifecycle| lifecycle.value == Lifecycle::Active);
    let start = record.start.as_ref().map(|start| start.value).filter(|start| *start > day)?;
    (active && record.recorded.is_none()).then_some(start)
}

/// The day from which on a file is shown, and where it says so; `None` for what is not shown for another reason.
fn first_day(path: &SourcePath, result: &FileResult, scope: BuildScope) -> Option<(Date, Span)> {
    let field = match &result.0 {
        ParsedFile::Update(file) => {
            let draft = file.is_draft();
            let date = update_date(path).filter(|date| *date > scope.as_of);
            return date.filter(|_| scope.drafts || !draft).map(|date| (date, Span::default()));
        }
        ParsedFile::Person(record) => record.as_ref()?.recorded.as_ref(),
        ParsedFile::FocusArea(record) => record.as_ref()?.recorded.as_ref(),
        ParsedFile::Program(record) => record.as_ref()?.recorded.as_ref().or(record.as_ref()?.start.as_ref()),
        ParsedFile::Config(_)
        | ParsedFile::Holidays(_)
        | ParsedFile::Intake(_)
        | ParsedFile::Levels(_)
        | ParsedFile::Page(_) => None,
    };
    field.map(|date| (date.value, date.span))
}
