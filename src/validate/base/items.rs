//! Items of records: what names one, since when it is there, how it ends.

use jiff::civil::Date;

use super::comparison::{Comparison, Item};
use crate::parse::records::{
    AllocationRecord, AssumptionRecord, CoreMemberRecord, DecisionRecord, DecisionStatus, DependencyRecord,
    IssueRecord, MeasureRecord, MilestoneRecord, RiskRecord,
};
use crate::source::Span;

/// Declares items: name, first day, endings by field, what an answer is and which field gives its day, and whether they
/// have `changes`.
macro_rules! items {
    ($($record:ident $noun:literal by $ends:literal, named $name:expr, since $since:ident,
        ends { $($field:ident $(and $with:ident)* on $ended:expr),* },
        $log:ident $(, answered { $($part:literal)|+ on $dated:ident unless $answered:expr })?;)+
    ) => {$(
        impl Item for $record {
            const NOUN: &'static str = $noun;
            const ENDS_BY: &'static str = $ends;

            fn name(&self) -> Option<String> {
                let name: fn(&Self) -> Option<String> = $name;
                name(self)
            }

            fn place(&self) -> Span {
                self.span
            }

            fn begins(&self) -> (&'static str, Option<Date>) {
                (stringify!($since), self.$since.as_ref().map(|date| date.value))
            }

            fn ended(&self, field: &str, was: &Self, day: Date) -> Option<Date> {
                $(if [stringify!($field) $(, stringify!($with))*].contains(&field)
                    && (was.$field.is_none() || was.is_planned(field, day))
                {
                    let ended: fn(&Self) -> Option<Date> = $ended;
                    return ended(self);
                })*
                None
            }

            fn lacks_day(&self, field: &str, was: &Self) -> Option<&'static str> {
                $(
                    let answered: fn(&Self) -> bool = $answered;
                    if [$($part),+].contains(&field) && self.$dated.is_none() && !answered(was) {
                        return Some(stringify!($dated));
                    }
                )?
                let _ = (field, was);
                None
            }

            fn is_planned(&self, field: &str, day: Date) -> bool {
                items!(@planned $since self field day)
            }

            fn accounts_for(&self, field: &str, was: &Self, day: Date) -> bool {
                items!(@accounts $log self field was day)
            }

            fn logs(&self, was: &Self, to: &mut Comparison<'_>) {
                items!(@log $log self was to);
            }
        }
    )+};
    (@accounts changes $self:ident $field:ident $was:ident $day:ident) => {
        crate::parse::compare::Dates::accounts_for($self, $field, $was, $day)
    };
    (@accounts none $self:ident $field:ident $was:ident $day:ident) => {{
        let _ = ($field, $was, $day);
        false
    }};
    (@planned from $self:ident $field:ident $day:ident) => {
        $field == "to" && $self.to.as_ref().is_some_and(|to| to.value > $day)
    };
    (@planned $since:ident $self:ident $field:ident $day:ident) => {{
        let _ = ($field, $day);
        false
    }};
    (@log changes $self:ident $was:ident $to:ident) => {
        $to.log("changes", &$self.changes, &$was.changes, $self.span)
    };
    (@log none $self:ident $was:ident $to:ident) => {{
        let _ = ($was, $to);
    }};
}

items! {
    MilestoneRecord "milestone" by "put it back, with `dropped: { date: …, reason: … }`",
        named |item| item.id.as_ref().map(|id| id.value.0.clone()), since added,
        ends { dropped on |item| Some(item.dropped.as_ref()?.value.date.as_ref()?.value) }, changes;
    RiskRecord "risk" by "put it back, with the day on which it ended: `closed: …`",
        named |item| item.id.as_ref().map(|id| id.value.0.clone()), since raised,
        ends { closed on |item| Some(item.closed.as_ref()?.value) }, changes;
    IssueRecord "issue" by "put it back, with the day on which it ended: `closed: …`",
        named |item| item.id.as_ref().map(|id| id.value.0.clone()), since raised,
        ends { closed on |item| Some(item.closed.as_ref()?.value) }, changes;
    AssumptionRecord "assumption" by "put it back, with `withdrawn: { date: …, reason: … }`",
        named |item| item.id.as_ref().map(|id| id.value.0.clone()), since added,
        ends {
            outcome and outcome_date on |item| Some(item.outcome_date.as_ref()?.value),
            withdrawn on |item| Some(item.withdrawn.as_ref()?.value.date.as_ref()?.value)
        },
        changes, answered { "outcome" on outcome_date unless |was| was.outcome.is_some() };
    DependencyRecord "dependency" by "put it back, with `withdrawn: { date: …, reason: … }`",
        named |item| item.id.as_ref().map(|id| id.value.0.clone()), since added,
        ends { withdrawn on |item| Some(item.withdrawn.as_ref()?.value.date.as_ref()?.value) }, changes;
    MeasureRecord "success measure" by "put it back, with `withdrawn: { date: …, reason: … }`",
        named |item| item.id.as_ref().map(|id| id.value.0.clone()), since added,
        ends { withdrawn on |item| Some(item.withdrawn.as_ref()?.value.date.as_ref()?.value) }, none;
    DecisionRecord "decision" by "put it back; a later decision says that it `supersedes` it",
        named |item| item.id.as_ref().map(|id| id.value.0.clone()), since date,
        ends { decided and status and answers on |item| Some(item.decided.as_ref()?.value) },
        none, answered {
            "status" | "answers" on decided unless |was| {
                was.status.as_ref().is_some_and(|status| status.value != DecisionStatus::Proposed)
            }
        };
    CoreMemberRecord "core team member" by "put the entry back, with the last day: `to: …`",
        named |item| {
            item.person.as_ref().map(|person| stint(&person.value.0, item.from.as_ref().map(|date| date.value)))
        },
        since from,
        ends { to on |item| Some(item.to.as_ref()?.value) }, none;
    AllocationRecord "allocation" by "put the entry back, with the last day: `to: …`",
        named |item| {
            item.program.as_ref().map(|program| stint(&program.value.0, item.from.as_ref().map(|date| date.value)))
        },
        since from,
        ends { to on |item| Some(item.to.as_ref()?.value) }, none;
}

/// What a stretch of work is told from others by.
fn stint(of: &str, from: Option<Date>) -> String {
    from.map_or_else(|| of.to_owned(), |from| format!("{of} from {from}"))
}
