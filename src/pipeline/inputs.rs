//! Everything besides the files that a build depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::Audience;

/// The day that a build speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AsOfInput {
    /// This day.
    On(Date),
    /// The day of this instant in the site's own zone.
    At(Timestamp),
}

/// Everything besides the files that a build depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BuildInputs {
    /// The day that it speaks for; records dated later do not exist.
    pub as_of: AsOfInput,
    /// Who it is for.
    pub audience: Audience,
    /// The site's address, instead of the one in `pmo.yaml`.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The report of known findings, instead of the one that `baseline` in `pmo.yaml` names.
    pub known: Option<Arc<str>>,
    /// Whether what nobody needs any more is looked for too.
    pub housekeeping: bool,
    /// What the repository tells of the site's pages.
    pub story: Arc<Story>,
}

/// What the repository tells of a site's pages, as far as the settings ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Story {
    /// The days of the commits that changed a file, the newest first, by its place from the site's folder.
    pub changed: BTreeMap<String, Vec<Date>>,
    /// Who answers for which files.
    pub owners: Option<OwnersFile>,
    /// The files of the repository from its root.
    pub files: Arc<BTreeSet<String>>,
}

/// A `CODEOWNERS` file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnersFile {
    /// What it says.
    pub text: String,
    /// The site's folder in the repository, with a final `/`; empty where it is the root.
    pub folder: String,
}

impl BuildInputs {
    /// A public build for `date` without drafts.
    #[must_use]
    pub fn on(date: Date) -> Self {
        Self {
            as_of: AsOfInput::On(date),
            audience: Audience::Public,
            base_url: None,
            drafts: false,
            known: None,
            story: Arc::default(),
            housekeeping: false,
        }
    }
}
