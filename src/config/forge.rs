//! Where sources are edited: addresses of the software that hosts the repository.

use percent_encoding::{AsciiSet, utf8_percent_encode};

use crate::artifact::URL_PATH;
use crate::parse::records::{ForgeKind, RepositoryRecord};

/// What is escaped in a name that becomes part of an address.
const NAME: &AsciiSet = &URL_PATH.add(b'%');

/// Where sources are edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forge {
    /// The kind of software.
    pub kind: ForgeKind,
    /// The repository's page without a final `/`.
    pub url: String,
    /// The branch.
    pub branch: String,
    /// The site's folder in the repository with a final `/`, or empty.
    pub folder: String,
}

impl Forge {
    /// What the settings say; nothing without an address.
    pub(super) fn of(record: &RepositoryRecord) -> Option<Self> {
        let url = record.url.as_ref()?.value.0.trim_end_matches('/').to_owned();
        let guess = if url.contains("github") { ForgeKind::Github } else { ForgeKind::Gitlab };
        let folder =
            record.folder.as_ref().map_or(String::new(), |folder| format!("{}/", folder.value.trim_matches('/')));
        Some(Self {
            kind: record.kind.as_ref().map_or(guess, |kind| kind.value),
            branch: record.branch.as_ref().map_or("main".to_owned(), |branch| branch.value.0.clone()),
            folder,
            url,
        })
    }

    /// The address at which `path`, relative to the site, is edited.
    #[must_use]
    pub fn edit(&self, path: &str) -> String {
        self.address(path, "/-/edit/", "/edit/", "/_edit/")
    }

    /// The address at which a file is added to `folder`, relative to the site.
    #[must_use]
    pub fn create(&self, folder: &str) -> String {
        self.address(folder, "/-/new/", "/new/", "/_new/")
    }

    fn address(&self, path: &str, gitlab: &str, github: &str, gitea: &str) -> String {
        let verb = match self.kind {
            ForgeKind::Gitlab => gitlab,
            ForgeKind::Github => github,
            ForgeKind::Gitea => gitea,
        };
        // In names `?`, `#` and `%` mean themselves.
        let [branch, folder, path] =
            [self.branch.as_str(), &self.folder, path].map(|name| utf8_percent_encode(name, NAME));
        format!("{}{verb}{branch}/{folder}{path}", self.url)
    }
}
