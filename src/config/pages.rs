//! What is known of each page besides its text.

use crate::parse::records::{LastChange, PageOwners, PagesRecord, RepositoryFiles};
use crate::time::ReviewInterval;

/// What is known of each page besides its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRules {
    /// Who tells on which day a page was changed last.
    pub last_change: LastChange,
    /// Who tells who owns a page that does not say so itself.
    pub owners: PageOwners,
    /// Who tells which files the repository has besides those of the site.
    pub repository_files: RepositoryFiles,
    /// After how long a page is reviewed again, unless it says so itself.
    pub review_every: Option<ReviewInterval>,
    /// Whether the foot of a page names the pages whose text leads to it.
    pub backlinks: bool,
}

impl PageRules {
    /// What the settings say.
    pub(super) fn of(record: Option<&PagesRecord>) -> Self {
        let Some(PagesRecord { last_change, owners, repository_files, review_every, backlinks, span: _, faulty: _ }) =
            record
        else {
            return Self {
                last_change: LastChange::None,
                owners: PageOwners::None,
                repository_files: RepositoryFiles::None,
                review_every: None,
                backlinks: false,
            };
        };
        Self {
            last_change: last_change.as_ref().map_or(LastChange::None, |given| given.value),
            owners: owners.as_ref().map_or(PageOwners::None, |given| given.value),
            repository_files: repository_files.as_ref().map_or(RepositoryFiles::None, |given| given.value),
            review_every: review_every.as_ref().map(|given| given.value),
            backlinks: backlinks.as_ref().is_some_and(|given| given.value),
        }
    }

    /// Whether anything of it is known to the repository alone.
    #[must_use]
    pub fn asks_repository(&self) -> bool {
        let Self { last_change, owners, repository_files, review_every: _, backlinks: _ } = self;
        *last_change != LastChange::None || *owners != PageOwners::None || *repository_files != RepositoryFiles::None
    }
}
