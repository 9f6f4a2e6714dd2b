//! Where sources are edited: addresses of the software that hosts the repository.

use std::collections::BTreeSet;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

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
    /// The files of the repository from its root, where the settings ask for them.
    pub files: Arc<BTreeSet<String>>,
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
            files: Arc::default(),
            url,
        })
    }

    /// The address at which `path`, relative to the site, is edited.
    #[must_use]
    pub fn edit(&self, path: &str) -> String {
        self.address(path, "/-/edit/", "/edit/", "/_edit/")
    }

    /// The address at which `path`, relative to the site, is read.
    #[must_use]
    pub fn view(&self, path: &str) -> String {
        self.address(path, "/-/blob/", "/blob/", "/src/branch/")
    }

    /// The address at which the file or folder at `path`, from the root of the repository, is read; nothing for one
    /// that the repository does not have.
    #[must_use]
    pub fn view_of_repository(&self, path: &str) -> Option<String> {
        let path = path.trim_matches('/');
        let root = Self { folder: String::new(), ..self.clone() };
        if self.files.contains(path) {
            return Some(root.view(path));
        }
        let below = format!("{path}/");
        let is_folder = self.files.range(below.clone()..).next().is_some_and(|file| file.starts_with(&below));
        is_folder.then(|| root.address(path, "/-/tree/", "/tree/", "/src/branch/"))
    }

    /// The address at which an issue with this title and text is begun.
    #[must_use]
    pub fn issue(&self, title: &str, text: &str) -> String {
        let (path, title_key, text_key) = match self.kind {
            ForgeKind::Gitlab => ("/-/issues/new", "issue[title]", "issue[description]"),
            ForgeKind::Github | ForgeKind::Gitea => ("/issues/new", "title", "body"),
        };
        let [title_key, text_key, title, text] =
            [title_key, text_key, title, text].map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC));
        format!("{}{path}?{title_key}={title}&{text_key}={text}", self.url)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn forge(kind: ForgeKind) -> Forge {
        let files = ["handbook/pmo.yaml", "src/a b.rs", "src/deep/c.rs", "srcs"].map(str::to_owned);
        Forge {
            kind,
            url: "https://git.example/a/b".to_owned(),
            branch: "main".to_owned(),
            folder: "handbook/".to_owned(),
            files: Arc::new(files.into()),
        }
    }

    #[test]
    fn each_host_has_its_addresses() {
        let cases = [
            (
                ForgeKind::Gitlab,
                "-/blob/main",
                "-/tree/main",
                "-/issues/new?issue%5Btitle%5D=A%26b&issue%5Bdescription%5D=c",
            ),
            (ForgeKind::Github, "blob/main", "tree/main", "issues/new?title=A%26b&body=c"),
            (ForgeKind::Gitea, "src/branch/main", "src/branch/main", "issues/new?title=A%26b&body=c"),
        ];
        for (kind, blob, tree, issue) in cases {
            let (forge, at) = (forge(kind), "https://git.example/a/b");
            assert_eq!(forge.view("content/a.md"), format!("{at}/{blob}/handbook/content/a.md"));
            assert_eq!(forge.view_of_repository("src/a b.rs"), Some(format!("{at}/{blob}/src/a%20b.rs")));
            assert_eq!(forge.view_of_repository("src/deep/"), Some(format!("{at}/{tree}/src/deep")));
            assert_eq!(forge.issue("A&b", "c"), format!("{at}/{issue}"));
            assert_eq!(forge.view_of_repository("sr"), None);
        }
    }
}
