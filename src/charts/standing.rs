//! How a dependency stands, in a graph.

use crate::words::WORDS;

/// Why nobody knows when it comes, where nobody has said a date.
pub const NO_DATE: &str = "No date";

/// Whether what is needed comes in time. Words are those of a table's cell, with a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    InTime,
    /// It comes so many days late.
    Late(i32),
    /// It is late in another way: it will not come, or it should be there already.
    Missed(&'static str),
    /// Nobody knows, for the reason that is given.
    Open(&'static str),
}

impl Standing {
    /// Whether it comes too late, or not at all.
    pub(super) fn is_late(self) -> bool {
        matches!(self, Self::Late(_) | Self::Missed(_))
    }

    /// How urgent it is: the most urgent has the greatest.
    pub(super) fn urgency(self) -> i32 {
        match self {
            Self::Missed(_) => i32::MAX,
            Self::Late(days) => days,
            Self::InTime | Self::Open(_) => 0,
        }
    }

    /// In words; nothing is said of what is in time.
    pub(super) fn said(self) -> Option<String> {
        match self {
            Self::InTime => None,
            Self::Late(days) => Some(WORDS.signed_days(days)),
            Self::Missed(why) | Self::Open(why) => Some(why.to_lowercase()),
        }
    }
}
