//! The reports of a program as a fold takes them, those among them of a time in which the program was internal.

use crate::model::{Program, Update};

/// A report, and how much of it may be told.
#[derive(Clone, Copy)]
pub(super) enum Report<'m> {
    /// All of it.
    Shown(&'m Update),
    /// What it reached and ended.
    Withheld(&'m Update),
}

impl<'m> Report<'m> {
    /// The report.
    pub(super) fn update(self) -> &'m Update {
        match self {
            Self::Shown(update) | Self::Withheld(update) => update,
        }
    }
}

/// All reports of a program in the order of their days.
pub(super) fn reports(program: &Program) -> impl Iterator<Item = Report<'_>> {
    let mut shown = program.updates.iter().peekable();
    let mut withheld = program.withheld.iter().peekable();
    std::iter::from_fn(move || match (shown.peek(), withheld.peek()) {
        (Some(next), Some(hidden)) if hidden.date <= next.date => withheld.next().map(Report::Withheld),
        (None, Some(_)) => withheld.next().map(Report::Withheld),
        (_, _) => shown.next().map(Report::Shown),
    })
}
