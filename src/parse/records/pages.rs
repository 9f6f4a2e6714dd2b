//! `pages` of `pmo.yaml`: what is known of each page besides its text.

use serde_json::{Value, json};

use crate::parse::declare::record;
use crate::parse::decode::{Decode, Decoder};
use crate::parse::schema::titled;
use crate::parse::words::words;
use crate::parse::yaml::{Node, NodeKind};
use crate::time::ReviewInterval;

words! {
    /// Who tells on which day a page was changed last.
    pub enum LastChange: "source of the last change" {
        /// Nobody.
        None = "none",
        /// The git repository that the site lies in.
        Git = "git",
    }
}

words! {
    /// Who tells who owns a page that does not say so itself.
    pub enum PageOwners: "source of owners" {
        /// Nobody.
        None = "none",
        /// The file `CODEOWNERS` of the repository.
        Codeowners = "codeowners",
    }
}

words! {
    /// Who tells which files the repository has besides those of the site.
    pub enum RepositoryFiles: "source of files" {
        /// Nobody: a link to one leads nowhere.
        None = "none",
        /// The last commit of the git repository that the site lies in.
        Git = "git",
    }
}

record! {
    /// What is known of each page besides its text, and shown with it.
    pub struct PagesRecord: "pages" {
        /// Whether pages name the day of their last commit.
        may last_change: LastChange [default = "`none`: git is asked nothing"],
        /// Who owns a page that names no `owner`: the first in its line of `CODEOWNERS` who is a person of the roster.
        may owners: PageOwners [default = "`none`"],
        /// Whether a link of a page to a file of the repository outside of the folder of pages leads to that file where
        /// the repository is hosted, if `repository` says where that is.
        may repository_files: RepositoryFiles [default = "`none`: such a link is a finding"],
        /// After how long a page with an owner or a review is reviewed again, unless it says so itself.
        may review_every: ReviewInterval [default = "never"],
        /// Whether the foot of a page names the pages whose text leads to it.
        may backlinks: bool [default = "`false`"] [example = "true"],
    }
}

impl Decode for ReviewInterval {
    fn decode(node: &Node, to: &mut Decoder) -> Option<Self> {
        let read = match &node.kind {
            NodeKind::Scalar { text, .. } => Self::parse(text),
            _ => None,
        };
        let hint = "write how many weeks, months or years: `6 months`".to_owned();
        read.or_else(|| to.wrong(node, "a length of time such as `6 months`", Some(hint)))
    }

    fn schema() -> Value {
        titled(json!({ "type": "string", "pattern": Self::PATTERN }), "how many weeks, months or years", "6 months")
    }
}
