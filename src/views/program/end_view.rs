//! How an item ended that was not reached, delivered or mended.

use serde::Serialize;

use crate::model::{Dropped, Withdrawn};
use crate::views::{Cx, DateView};

/// The end of an item that is given up or no longer matters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EndView {
    /// The first day after.
    pub date: DateView,
    /// Why, as HTML.
    pub reason: String,
    /// The id of the program's decision that says so.
    pub decision: Option<String>,
}

impl EndView {
    /// The end of a milestone.
    #[must_use]
    pub fn dropped(cx: &Cx<'_>, Dropped { date, reason, decision }: &Dropped) -> Self {
        Self { date: cx.date(*date), reason: cx.html(reason), decision: decision.clone() }
    }

    /// The end of a dependency, an assumption or a measure.
    #[must_use]
    pub fn withdrawn(cx: &Cx<'_>, Withdrawn { date, reason }: &Withdrawn) -> Self {
        Self { date: cx.date(*date), reason: cx.html(reason), decision: None }
    }
}
