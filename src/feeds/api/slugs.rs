//! How records are named in open data: by slug, or by a forum's id.

use crate::feeds::item;
use crate::model::{Decider, PersonId, Program};
use crate::snapshot::Snapshot;

/// Slugs of what ids stand for.
pub trait Slugs<'a> {
    /// A person's slug.
    fn slug(&self, id: PersonId) -> &'a str;

    /// A person's slug, or a forum's id.
    fn decider_slug(&self, decider: &'a Decider) -> &'a str;
}

impl<'a> Slugs<'a> for Snapshot<'a> {
    fn slug(&self, id: PersonId) -> &'a str {
        &self.model.person(id).slug
    }

    fn decider_slug(&self, decider: &'a Decider) -> &'a str {
        match decider {
            Decider::Person(id) => self.slug(*id),
            Decider::Forum(forum) => &forum.id,
        }
    }
}

/// Borrowed words.
pub(super) fn names(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// The id of a milestone by its index.
pub(super) fn milestone_id(program: &Program, index: usize) -> &str {
    &item(&program.milestones, index).id
}
