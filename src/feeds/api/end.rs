//! How an item ended that was not reached, delivered or mended.

use jiff::civil::Date;

use crate::feeds::published::published;
use crate::model::{Dropped, Withdrawn};

published! {
    /// The end of an item that is given up or no longer matters.
    #[row]
    pub struct EndRow<'a> {
        /// The first day after.
        #[column = "ended"]
        date: Date,
        /// Why, in plain text.
        #[column = "end_reason"]
        reason: &'a str,
        /// The id of the program's decision that says so.
        #[column = "end_decision"]
        decision: Option<&'a str>,
    }
}

impl<'a> EndRow<'a> {
    /// The end of a milestone.
    #[must_use]
    pub fn dropped(Dropped { date, reason, decision }: &'a Dropped) -> Self {
        Self { date: *date, reason: reason.plain(), decision: decision.as_deref() }
    }

    /// The end of a dependency, an assumption or a measure.
    #[must_use]
    pub fn withdrawn(Withdrawn { date, reason }: &'a Withdrawn) -> Self {
        Self { date: *date, reason: reason.plain(), decision: None }
    }
}
