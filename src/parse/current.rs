//! What is called otherwise now: records and declared words that were renamed, by their former names.
//!
//! A record may say a former slug for ever (`formerly`). Who compares what two texts refer to, and not the texts, lets
//! both follow the renames first (`Decode::follow`). Deliberately absent: the names of a site (`following`).

use std::collections::{BTreeMap, BTreeSet};

/// What a reference may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referred {
    /// A person.
    Person,
    /// A focus area.
    Area,
    /// A program.
    Program,
    /// A job level.
    Level,
    /// A person, or a forum of `pmo.yaml`.
    Decider,
    /// A stage of `pmo.yaml`.
    Stage,
    /// A goal of `pmo.yaml`.
    Goal,
    /// An organization of `pmo.yaml`.
    Org,
    /// A region of `pmo.yaml`.
    Region,
    /// What keeps its name for ever, such as a calendar or an item of a program.
    Lasting,
}

/// The names that records and declared words had, and those that they have.
#[derive(Debug, Default)]
pub struct CurrentNames {
    now: BTreeMap<(Referred, String), String>,
}

/// Names of one kind: each that is in use, with those that it had.
pub(super) type Named<'p> = Vec<(&'p str, Vec<&'p str>)>;

impl CurrentNames {
    /// Those among the names of each kind.
    pub(super) fn among(all: BTreeMap<Referred, Named<'_>>) -> Self {
        let mut now = BTreeMap::new();
        for (kind, named) in all {
            let used: BTreeSet<&str> = named.iter().map(|(name, _)| *name).collect();
            for (name, former) in named {
                // A name that is in use means who has it.
                let former = former.into_iter().filter(|former| !used.contains(former));
                now.extend(former.map(|former| ((kind, former.to_owned()), name.to_owned())));
            }
        }
        Self { now }
    }

    /// Whether nothing is called otherwise.
    pub(super) fn is_empty(&self) -> bool {
        self.now.is_empty()
    }

    /// What something is called now.
    pub(crate) fn current<'n>(&'n self, kind: Referred, name: &'n str) -> &'n str {
        if self.is_empty() {
            return name;
        }
        self.now.get(&(kind, name.to_owned())).map_or(name, String::as_str)
    }

    /// Gives a name the place of one that it had.
    pub(crate) fn follow(&self, kind: Referred, name: &mut String) {
        let current = self.current(kind, name);
        if current != name.as_str() {
            *name = current.to_owned();
        }
    }
}
