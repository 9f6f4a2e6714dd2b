//! `pmo-site hand-over`: every open job of somebody goes to somebody else, in all records at once.

mod jobs;
mod search;

use jiff::civil::Date;

use super::args::HandOverArgs;
use super::change::timeline::{Assignment, Entry, Subject, change};
use super::edit::Edits;
use super::new::records::{SiteRecords, find};
use super::options::Options;
use super::table::aligned;
use super::{Exit, Failure, console};
use crate::parse::current::{CurrentNames, Referred};
use crate::parse::records::PersonRecord;
use jobs::{Job, Jobs, Move};

/// Hands everything over and prints what was moved and what was not.
pub(super) fn hand_over(options: &Options, args: &HandOverArgs) -> Result<Exit, Failure> {
    options.site()?;
    let records = SiteRecords::read(options)?;
    let HandOverArgs { person, to, date, reason, dry_run } = args;
    let date = date.unwrap_or(records.today);
    let current = |slug| records.names.current(Referred::Person, slug);
    let (person, to) = (current(person), current(to));
    find(records.people(), "person", person)?;
    there(find(records.people(), "person", to)?, to, date)?;
    if person == to {
        return Err(Failure::Usage(format!("`{person}` has these jobs already; name somebody else")));
    }
    let mut edits = Edits::of(records.tree.clone());
    let mut jobs = Jobs::new(person, to, date, &records.names);
    search::search(&records, &edits, &mut jobs);
    let mut more = Vec::new();
    more.extend(reason.as_ref().map(|reason| ("reason".to_owned(), crate::parse::edit::Value::text(reason))));
    let entry = Entry { date, more };
    let found = jobs.found();
    apply(&mut edits, &entry, &found, &records.names)?;
    let written = if edits.is_empty() { String::new() } else { edits.finish(options, *dry_run)? };
    let rows: Vec<_> = found.iter().map(|job| job.row(person, to)).collect();
    if rows.is_empty() {
        console::say(format_args!("`{person}` has no open job on {date}"));
        return Ok(Exit::Clean);
    }
    console::answer(&aligned(["", "WHERE", "JOB", "WHAT HAPPENS"], &rows))?;
    if *dry_run {
        console::answer(&format!("\n{written}"))?;
    } else if !options.quiet {
        console::text(&written);
    }
    Ok(Exit::Clean)
}

/// Refuses a successor who has left.
fn there(person: &PersonRecord, slug: &str, date: Date) -> Result<(), Failure> {
    match &person.end_date {
        Some(end) if end.value < date => {
            Err(Failure::Usage(format!("`{slug}` leaves on {}, before {date}; name somebody else", end.value)))
        }
        _ => Ok(()),
    }
}

/// Makes all moves; those of one record or item with a past become one entry.
fn apply(edits: &mut Edits, entry: &Entry, found: &[Job], names: &CurrentNames) -> Result<(), Failure> {
    let mut of_subjects: Vec<(&Subject, Vec<Assignment>)> = Vec::new();
    for job in found {
        match &job.moves {
            Move::Dated(subject, assignment) => match of_subjects.iter_mut().find(|(other, _)| *other == subject) {
                Some((_, assignments)) => assignments.push(assignment.clone()),
                None => of_subjects.push((subject, vec![assignment.clone()])),
            },
            Move::Plain(file, edit) => edits.apply(file, std::slice::from_ref(edit))?,
            Move::Left(_) => {}
        }
    }
    for (subject, assignments) in of_subjects {
        change(edits, subject, entry, &assignments, names)?;
    }
    Ok(())
}
