//! Everything besides the files that a build depends on.

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
            housekeeping: false,
        }
    }
}
