//! What is known of each page besides its text.

use crate::parse::records::{LastChange, PageOwners, PagesRecord};
use crate::time::ReviewInterval;

/// What is known of each page besides its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRules {
    /// Who tells on which day a page was changed last.
    pub last_change: LastChange,
    /// Who tells who owns a page that does not say so itself.
    pub owners: PageOwners,
    /// After how long a page is reviewed again, unless it says so itself.
    pub review_every: Option<ReviewInterval>,
}

impl PageRules {
    /// What the settings say.
    pub(super) fn of(record: Option<&PagesRecord>) -> Self {
        let Some(PagesRecord { last_change, owners, review_every, span: _, faulty: _ }) = record else {
            return Self { last_change: LastChange::None, owners: PageOwners::None, review_every: None };
        };
        Self {
            last_change: last_change.as_ref().map_or(LastChange::None, |given| given.value),
            owners: owners.as_ref().map_or(PageOwners::None, |given| given.value),
            review_every: review_every.as_ref().map(|given| given.value),
        }
    }

    /// Whether anything of it is known to the repository alone.
    #[must_use]
    pub fn asks_repository(&self) -> bool {
        let Self { last_change, owners, review_every: _ } = self;
        *last_change != LastChange::None || *owners != PageOwners::None
    }
}
