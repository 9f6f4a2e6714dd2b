//! Edits of a record's text that keep its comments, its layout and every byte that they do not mean.
//!
//! An edit becomes one splice of the text, found by the spans of the project's own reader (`yaml`). It is then proven:
//! the new text is read again, and must say what the old one said with the edit applied to it, and hold the same
//! comments. A layout for which that fails is left alone, and the refusal says what to type by hand. Deliberately
//! absent: which fields there are and what they mean (`cli::change`), and files (`cli::edit`).

mod change;
mod document;
mod splice;
mod stamp;
mod step;
#[cfg(test)]
mod tests;
mod value;

use crate::source::{LineIndex, SourcePath};
pub(crate) use change::{Change, Edit};
use document::Document;
pub(crate) use stamp::{Stamp, stamp};
pub(crate) use step::Step;
pub(crate) use value::{Value, scalar};

/// Why a text was not edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The line of the value or of what holds it.
    pub(crate) line: u32,
    /// What to do by hand.
    pub(crate) by_hand: String,
}

/// What the record in a text says; `None` when it cannot be read.
pub(crate) fn read(file: &SourcePath, text: &str) -> Option<Value> {
    Document::read(file, text).map(|document| Value::from(&document.root))
}

/// Applies `edits` one after the other.
///
/// # Errors
/// When the layout of the text does not let one of them through; the text is then of no use.
pub(crate) fn apply(file: &SourcePath, text: &str, edits: &[Edit]) -> Result<String, Refusal> {
    let mut text = text.to_owned();
    for edit in edits {
        let Some(before) = Document::read(file, &text) else {
            return Err(Refusal { line: 1, by_hand: edit.by_hand() });
        };
        let spliced = splice::splice(&before, edit).and_then(|(range, new)| {
            let mut after = text.clone();
            after.get(range.clone())?;
            after.replace_range(range, &new);
            is_proven(file, &before, edit, &after).then_some(after)
        });
        text = spliced.ok_or_else(|| {
            let at = splice::nearest(&before.root, &edit.at);
            Refusal { line: LineIndex::new(&text).position(&text, at).line, by_hand: edit.by_hand() }
        })?;
    }
    Ok(text)
}

/// Whether `after` says what `before` said but for the edit, with the same comments and no new fault.
fn is_proven(file: &SourcePath, before: &Document<'_>, edit: &Edit, after: &str) -> bool {
    let mut wanted = Value::from(&before.root);
    let Some(after) = Document::read(file, after) else { return false };
    made(&mut wanted, edit).is_some()
        && wanted.means(&Value::from(&after.root))
        && before.faults == after.faults
        && before.comments() == after.comments()
}

/// Applies `edit` to what a record says.
fn made(record: &mut Value, edit: &Edit) -> Option<()> {
    let (last, way) = edit.at.split_last()?;
    if let (Change::Append(value), Some(list)) = (&edit.change, record.at_mut(&edit.at)) {
        match list {
            Value::List(items) => items.push(value.clone()),
            Value::Null => *list = Value::List(vec![value.clone()]),
            _ => return None,
        }
        return Some(());
    }
    match (&edit.change, last, record.at_mut(way)?) {
        (Change::Remove, Step::Key(key), Value::Map(entries)) => {
            entries.remove(entries.iter().position(|(name, _)| name == key)?);
        }
        (Change::Set { value, .. }, Step::Key(key), Value::Map(entries)) => {
            match entries.iter_mut().find(|(name, _)| name == key) {
                Some((_, old)) => *old = value.clone(),
                None => entries.push((key.clone(), value.clone())),
            }
        }
        (Change::Set { value, .. }, Step::Item(at), Value::List(items)) => *items.get_mut(*at)? = value.clone(),
        (Change::Append(value), Step::Key(key), Value::Map(entries)) => {
            entries.push((key.clone(), Value::List(vec![value.clone()])));
        }
        _ => return None,
    }
    Some(())
}
