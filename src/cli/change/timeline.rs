//! One change of fields that have a past: the value that holds from a day on, and the entry that keeps the one before.
//!
//! The value on day D is the `was` of the earliest entry dated after D that names the field, else the field itself. So
//! a change that lies before one that is written already moves the `was` of that one and not the field.

use jiff::civil::Date;

use super::fields::{Field, Holder};
use crate::cli::Failure;
use crate::cli::edit::Edits;
use crate::parse::current::CurrentNames;
use crate::parse::edit::{Change, Edit, Step, Value};
use crate::source::SourcePath;

/// A record, or an item of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Subject {
    /// The record's file.
    pub(in crate::cli) file: SourcePath,
    /// The way to the item; empty for the record itself.
    pub(in crate::cli) way: Vec<Step>,
    /// What it is.
    pub(in crate::cli) holder: Holder,
}

/// What an entry of `changes` says besides what was.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Entry {
    /// The first day on which the new values hold.
    pub(in crate::cli) date: Date,
    /// `reason`, `until`, `decision`, `successors`: those that are given. Entries of people and areas say none of them.
    pub(in crate::cli) more: Vec<(String, Value)>,
}

/// A new value of a field, or of a part of it.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Assignment {
    /// The field.
    pub(in crate::cli) field: &'static Field,
    /// The way to the part from the field's value; empty for all of it.
    pub(in crate::cli) part: Vec<Step>,
    /// The new value.
    pub(in crate::cli) value: Value,
}

/// What came of an assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Changed {
    /// The field's name.
    pub(in crate::cli) field: &'static str,
    /// What held before.
    pub(in crate::cli) old: Value,
    /// What holds now.
    pub(in crate::cli) new: Value,
    /// The day of the next change, up to which it holds.
    pub(in crate::cli) before: Option<Date>,
}

/// Makes both edits of a change; values that hold already are left out of the answer.
pub(in crate::cli) fn change(
    edits: &mut Edits,
    subject: &Subject,
    entry: &Entry,
    assignments: &[Assignment],
    names: &CurrentNames,
) -> Result<Vec<Changed>, Failure> {
    let mut was = Vec::new();
    let mut changed: Vec<Changed> = Vec::new();
    for assignment in assignments {
        let unread = || Failure::Usage(format!("{} cannot be read; `pmo-site check` says why", subject.file));
        let record = edits.value(&subject.file).ok_or_else(unread)?;
        let holder = record.at(&subject.way).ok_or_else(unread)?;
        let field = assignment.field;
        let entries = dated(holder, field.name);
        let next = entries.iter().filter(|(date, _)| *date > entry.date).min_by_key(|(date, _)| *date);
        let own = match next {
            Some((_, at)) => [&entry_way(*at)[..], &[Step::from("was"), Step::from(field.name)]].concat(),
            None => field.way(),
        };
        let old = holder.at(&own).cloned().unwrap_or(Value::Null);
        let part = old.at(&assignment.part).cloned().unwrap_or(Value::Null);
        if field.means(&part, &assignment.value, names) {
            continue;
        }
        let place = [&own[..], &assignment.part].concat();
        let edit = set(subject, holder, &place, assignment.value.clone(), next.is_some());
        edits.apply(&subject.file, &[edit])?;
        // An entry of this day keeps what was before the day.
        let kept = was.iter().any(|(name, _)| name == field.name);
        if !kept && !entries.iter().any(|(date, _)| *date == entry.date) {
            was.push((field.name.to_owned(), old.clone()));
        }
        let before = next.map(|(date, _)| *date);
        changed.push(Changed { field: field.name, old: part, new: assignment.value.clone(), before });
    }
    if changed.is_empty() {
        return Ok(changed);
    }
    explain(edits, subject, entry, &changed, was)?;
    Ok(changed)
}

/// What an entry may say besides its day and what was.
const MORE: [&str; 4] = ["reason", "until", "decision", "successors"];

/// Adds the entry of a change, and says with the entries of its day what the change says besides the values: the one
/// that names `lifecycle` says it, else a new one, else those that name what is changed again. What they said of a
/// value that no longer comes on this day goes.
fn explain(
    edits: &mut Edits,
    subject: &Subject,
    entry: &Entry,
    changed: &[Changed],
    was: Vec<(String, Value)>,
) -> Result<(), Failure> {
    let way = |rest: &[Step]| [&subject.way[..], rest].concat();
    let more: &[(String, Value)] = if subject.holder.has_reasons() { &entry.more } else { &[] };
    let of_life = |key: &str| matches!(key, "until" | "successors");
    // Both belong to the lifecycle, also where that is what it was.
    let lives = more.iter().any(|(key, _)| of_life(key));
    let again = |field: &str| changed.iter().any(|changed| changed.field == field) || (lives && field == "lifecycle");
    let record = edits.value(&subject.file);
    let own = record.as_ref().and_then(|record| record.at(&subject.way)).map(|holder| of_day(holder, entry.date));
    let own: Vec<_> =
        own.unwrap_or_default().into_iter().filter(|(_, names, _)| names.iter().any(|name| again(name))).collect();
    let of_lifecycle = own.iter().find(|(_, names, _)| names.contains(&"lifecycle")).map(|(at, ..)| *at);
    let mut said = Vec::new();
    for (at, names, says) in &own {
        let home = of_lifecycle.map_or(was.is_empty(), |of| of == *at);
        let anew = of_lifecycle == Some(*at) || names.iter().all(|name| again(name));
        for key in MORE {
            let place = way(&[&entry_way(*at)[..], &[Step::from(key)]].concat());
            match more.iter().find(|(name, _)| name == key) {
                Some((_, value)) if home || (anew && says.contains(&key)) => said.push(Edit::set(place, value.clone())),
                None if anew && says.contains(&key) => said.push(Edit::remove(place)),
                _ => {}
            }
        }
    }
    edits.apply(&subject.file, &said)?;
    if was.is_empty() {
        return Ok(());
    }
    let more = more.iter().filter(|(key, _)| of_lifecycle.is_none() || !of_life(key)).cloned();
    let date = ("date".to_owned(), Value::word(entry.date.to_string()));
    let written = [date, ("was".to_owned(), Value::Map(was))].into_iter().chain(more);
    edits.apply(&subject.file, &[Edit::append(way(&[Step::from("changes")]), Value::Map(written.collect()))])
}

/// What a field says on a day.
pub(in crate::cli) fn value_on(holder: &Value, field: &Field, date: Date) -> Value {
    let next = dated(holder, field.name).into_iter().filter(|(day, _)| *day > date).min_by_key(|(day, _)| *day);
    let way = match next {
        Some((_, at)) => [&entry_way(at)[..], &[Step::from("was"), Step::from(field.name)]].concat(),
        None => field.way(),
    };
    holder.at(&way).cloned().unwrap_or(Value::Null)
}

/// What a field says on later days: each day from which on a value holds, oldest first.
pub(in crate::cli) fn values_after(holder: &Value, field: &Field, date: Date) -> Vec<(Date, Value)> {
    let mut days: Vec<_> =
        dated(holder, field.name).into_iter().map(|(day, _)| day).filter(|day| *day > date).collect();
    days.sort_unstable();
    days.into_iter().map(|day| (day, value_on(holder, field, day))).collect()
}

fn entry_way(at: usize) -> [Step; 2] {
    [Step::from("changes"), Step::Item(at)]
}

/// The days and indices of the entries that name a field.
fn dated(holder: &Value, field: &str) -> Vec<(Date, usize)> {
    let Some(Value::List(entries)) = holder.at(&[Step::from("changes")]) else { return Vec::new() };
    let names = |(at, entry): (usize, &Value)| {
        entry.at(&[Step::from("was"), Step::from(field)])?;
        let Value::Scalar { text, .. } = entry.at(&[Step::from("date")])? else { return None };
        Some((crate::time::parse_date(text).ok()?, at))
    };
    entries.iter().enumerate().filter_map(names).collect()
}

/// The entries of a day: the index, the fields and the keys of each.
fn of_day(holder: &Value, day: Date) -> Vec<(usize, Vec<&str>, Vec<&str>)> {
    fn keys(value: Option<&Value>) -> Vec<&str> {
        match value {
            Some(Value::Map(entries)) => entries.iter().map(|(key, _)| key.as_str()).collect(),
            _ => Vec::new(),
        }
    }
    let Some(Value::List(entries)) = holder.at(&[Step::from("changes")]) else { return Vec::new() };
    let of_day = |(at, entry): (usize, &Value)| {
        let Value::Scalar { text, .. } = entry.at(&[Step::from("date")])? else { return None };
        Some(at).filter(|_| crate::time::parse_date(text).is_ok_and(|date| date == day))
    };
    let found = entries.iter().enumerate().filter_map(of_day);
    found
        .filter_map(|at| Some((at, entries.get(at)?)))
        .map(|(at, entry)| (at, keys(entry.at(&[Step::from("was")])), keys(Some(entry))))
        .collect()
}

/// The edit that puts `value` at `place`. A field with none is not written at all; a `was` says so with `~`.
fn set(subject: &Subject, holder: &Value, place: &[Step], value: Value, in_entry: bool) -> Edit {
    let at = [&subject.way[..], place].concat();
    if value == Value::Null && !in_entry {
        return Edit::remove(at);
    }
    match place {
        // What it stands below is not there yet either.
        [outer @ Step::Key(above), Step::Key(name)]
            if !in_entry && holder.at(std::slice::from_ref(outer)).is_none() =>
        {
            let after = subject.holder.before(above);
            let value = Value::Map(vec![(name.clone(), value)]);
            Edit { at: [&subject.way[..], std::slice::from_ref(outer)].concat(), change: Change::Set { value, after } }
        }
        [Step::Key(name)] => Edit { at, change: Change::Set { value, after: subject.holder.before(name) } },
        _ => Edit::set(at, value),
    }
}
