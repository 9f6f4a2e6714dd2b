//! Fields that both the record and reports move, and what others promise.

use jiff::civil::Date;

use super::state::Outlook;
use crate::markdown::Markup;
use crate::model::{Dated, Decider, Model, PersonId, Provider};
use crate::parse::records::{Lifecycle, Response};

/// A dated field that a report has moved: the report's day and what it says.
pub(super) type Moved<T> = Option<(Date, T)>;

/// What holds at the end of `date` of a field that changes of the record and reports both move: whoever spoke last
/// says; on one day the report does.
pub(super) fn latest<'m, T, M: Copy>(record: &'m Dated<T>, moved: Moved<M>, date: Date, of: impl Fn(&'m T) -> M) -> M {
    match moved {
        Some((on, value)) if record.since(date).is_none_or(|since| since <= on) => value,
        _ => of(record.on(date)),
    }
}

/// What reports say of the dated fields of a risk.
#[derive(Clone, Copy, Default)]
pub(super) struct RiskMoved<'m> {
    pub response: Moved<Option<Response>>,
    pub plan: Moved<&'m Markup>,
    pub owner: Moved<Option<PersonId>>,
    pub escalate_to: Moved<Option<&'m Decider>>,
}

/// What reports say of the dated fields of a dependency.
#[derive(Clone, Copy, Default)]
pub(super) struct DependencyMoved {
    pub need_by: Moved<Date>,
    pub hard: Moved<bool>,
    pub owner: Moved<Option<PersonId>>,
}

/// When `provider` delivers by what is known at the end of `date`, whether it has, and what is wrong with its promise.
pub(super) fn promised(
    model: &Model,
    provider: &Provider,
    committed: Option<Date>,
    date: Date,
) -> (Option<Date>, bool, Option<Outlook>) {
    let Provider::Milestone { program, milestone } = provider else { return (committed, false, None) };
    let (provider, index) = (model.program(*program), *milestone);
    let expected = provider.expected(index, date).last;
    if provider.reached(index, date) {
        return (Some(expected), true, None);
    }
    let dropped = provider.milestones.get(index).is_some_and(|milestone| milestone.is_dropped(date));
    let broken = match provider.lifecycle.on(date) {
        _ if dropped => Some(Outlook::WillNotCome),
        Lifecycle::Cancelled | Lifecycle::Complete => Some(Outlook::WillNotCome),
        Lifecycle::Paused | Lifecycle::Proposed => Some(Outlook::NotPromised),
        Lifecycle::Planned | Lifecycle::Active => None,
    };
    // A date that nobody holds is no date.
    (if broken.is_some() { None } else { Some(expected) }, false, broken)
}
