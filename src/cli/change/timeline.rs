//! One change of fields that have a past: the value that holds from a day on, and the entry that keeps the one before.
//!
//! The value on day D is the `was` of the earliest entry dated after D that names the field, else the field itself. So a
//! change that lies before one that is written already moves the `was` of that one and not the field.

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
    let mut changed = Vec::new();
    let mut same_day = None;
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
        match entries.iter().find(|(date, _)| *date == entry.date) {
            // The entry of this day keeps what was before the day.
            Some((_, at)) => same_day = Some(*at),
            None => was.push((field.name.to_owned(), old.clone())),
        }
        let before = next.map(|(date, _)| *date);
        changed.push(Changed { field: field.name, old: part, new: assignment.value.clone(), before });
    }
    let way = |rest: &[Step]| [&subject.way[..], rest].concat();
    let more: &[(String, Value)] = if subject.holder.has_reasons() { &entry.more } else { &[] };
    if !was.is_empty() {
        let date = ("date".to_owned(), Value::word(entry.date.to_string()));
        let written = [date, ("was".to_owned(), Value::Map(was))].into_iter().chain(more.iter().cloned());
        edits.apply(&subject.file, &[Edit::append(way(&[Step::from("changes")]), Value::Map(written.collect()))])?;
    } else if let Some(at) = same_day {
        let more = more.iter().map(|(key, value)| {
            let place = [&entry_way(at)[..], &[Step::from(key.as_str())]].concat();
            Edit::set(way(&place), value.clone())
        });
        edits.apply(&subject.file, &more.collect::<Vec<_>>())?;
    }
    Ok(changed)
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
