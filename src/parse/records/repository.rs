//! `repository` of `pmo.yaml`: where the site's sources are edited.

use crate::parse::declare::record;
use crate::parse::values::{Text, WebUrl};
use crate::parse::words::words;

words! {
    /// The kind of software that hosts the repository, which decides how its edit links look.
    pub enum ForgeKind: "kind of repository" {
        /// GitLab.
        Gitlab = "gitlab",
        /// GitHub.
        Github = "github",
        /// Gitea and Forgejo.
        Gitea = "gitea",
    }
}

record! {
    /// Where the site's sources are edited.
    pub struct RepositoryRecord: "repository" {
        /// The kind of software.
        may kind: ForgeKind [default = "guessed by the address"],
        /// The repository's page.
        need url: WebUrl,
        /// The branch that is published.
        may branch: Text<120> [default = "`main`"] [example = "main"],
        /// The site's folder in the repository, if it is not the root.
        may folder: Text<200> [default = "the root"] [example = "handbook"],
    }
}
