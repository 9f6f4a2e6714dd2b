//! What is to become of a value.

use std::fmt::Write;

use super::step::Step;
use super::value::Value;

/// What happens to the value at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// It becomes this. A key that is not there yet comes after the last one of `after` that is, else after all others.
    Set {
        /// What it becomes.
        value: Value,
        /// The keys that stand before a new one.
        after: Vec<String>,
    },
    /// It goes, with its key.
    Remove,
    /// This becomes its last item; a list that is not there begins with it.
    Append(Value),
}

/// A change of one value of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The way to the value.
    pub(crate) at: Vec<Step>,
    /// What happens to it.
    pub(crate) change: Change,
}

impl Edit {
    /// Sets the value at `at`.
    pub(crate) fn set(at: Vec<Step>, value: Value) -> Self {
        Self { at, change: Change::Set { value, after: Vec::new() } }
    }

    /// Adds `value` to the list at `at`.
    pub(crate) fn append(at: Vec<Step>, value: Value) -> Self {
        Self { at, change: Change::Append(value) }
    }

    /// Takes away what stands at `at`.
    pub(crate) fn remove(at: Vec<Step>) -> Self {
        Self { at, change: Change::Remove }
    }

    /// What to type instead: `milestones[1].owner: li-wei`.
    pub(super) fn by_hand(&self) -> String {
        let mut path = String::new();
        for step in &self.at {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => path.extend([".", key]),
                Step::Item(at) => {
                    let _ = write!(path, "[{at}]");
                }
            }
        }
        match &self.change {
            Change::Set { value, .. } => format!("write `{path}: {}`", value.written()),
            Change::Remove => format!("take `{path}` out"),
            Change::Append(value) => format!("add `- {}` to `{path}`", value.written()),
        }
    }
}
