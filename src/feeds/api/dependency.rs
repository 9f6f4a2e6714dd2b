//! A dependency in open data.

use jiff::civil::Date;

use super::end::EndRow;
use super::joined::InProgram;
use super::joined::Items;
use super::slugs::{Slugs, milestone_id};
use crate::feeds::columns::table_row;
use crate::feeds::published::published;
use crate::markdown::Markup;
use crate::model::{Dependency, Program, Provider};
use crate::snapshot::Snapshot;
use crate::status::{DependencyState, Outlook, ProgramState};

published! {
    /// Something that a program needs from another.
    #[row]
    pub struct DependencyRow<'a> {
        /// Its id in the program that needs it.
        id: &'a str,
        /// Who gives it.
        provider: ProviderRow<'a>,
        /// What is needed, in plain text.
        need: &'a str,
        /// By when it is needed.
        need_by: Date,
        /// The date that the provider committed to.
        committed: Option<Date>,
        /// When the provider expects to deliver.
        expected: Option<Date>,
        /// When it was delivered.
        delivered: Option<Date>,
        /// Whether it has not been delivered and is expected after it is needed, or was needed already, or will not
        /// come; null where its date holds for nobody.
        late: Option<bool>,
        /// Days from the day it is needed to the day it is expected or came; 0 when in time or without such a day.
        late_days: i32,
        /// Whether the program cannot go on without it.
        hard: bool,
        /// The slug of who sees to it on the side that needs it.
        owner: Option<&'a str>,
        /// The last remark in plain text.
        note: Option<&'a str>,
        /// Whether it can be counted on: `delivered`, `in_time`, `late`, `overdue` (needed already
        /// and not there), `provider_overdue` (expected already and not there), `no_date`, `not_promised`,
        /// `will_not_come` or `withdrawn` (no longer needed).
        outlook: &'static str,
        /// Since when it is there, where the record says so.
        added: Option<Date>,
        /// That it no longer matters, since when and why.
        withdrawn: Option<EndRow<'a>>,
    }
}

table_row! {
    InProgram<'_, DependencyRow<'_>>, "dependencies": [
        "program", "id", "provider_program", "provider_milestone", "provider_external", "need", "need_by", "committed", "expected",
        "delivered", "late", "late_days", "hard", "owner", "note", "outlook", "added", "ended", "end_reason", "end_decision",
    ]
}

published! {
    /// Who a dependency waits for: a program's milestone, or somebody outside. All null for a program that is not
    /// published.
    #[row]
    pub struct ProviderRow<'a> {
        /// The program's slug.
        #[column = "provider_program"]
        program: Option<&'a str>,
        /// The id of its milestone.
        #[column = "provider_milestone"]
        milestone: Option<&'a str>,
        /// Somebody outside, by name.
        #[column = "provider_external"]
        external: Option<&'a str>,
    }
}

impl<'a> ProviderRow<'a> {
    /// Who `provider` stands for.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>, provider: &'a Provider) -> Self {
        match provider {
            Provider::Milestone { program, milestone } => {
                let program = cx.model.program(*program);
                Self {
                    program: Some(&program.slug),
                    milestone: Some(milestone_id(program, *milestone)),
                    external: None,
                }
            }
            Provider::Undisclosed => Self { program: None, milestone: None, external: None },
            Provider::External(name) => Self { program: None, milestone: None, external: Some(name) },
        }
    }
}

/// The word of an outlook.
pub(super) fn outlook_word(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::Delivered => "delivered",
        Outlook::InTime => "in_time",
        Outlook::Late => "late",
        Outlook::Overdue => "overdue",
        Outlook::ProviderOverdue => "provider_overdue",
        Outlook::NoDate => "no_date",
        Outlook::NotPromised => "not_promised",
        Outlook::WillNotCome => "will_not_come",
    }
}

/// Everything that a program needs.
impl<'a> Items<'a> for DependencyRow<'a> {
    fn all<'s>(cx: &'s Snapshot<'a>, _: &'a Program, state: &'s ProgramState<'a>) -> impl Iterator<Item = Self> + 's {
        state.dependencies.iter().map(|now| {
            let DependencyState {
                index: _,
                dependency,
                need_by,
                committed,
                expected,
                delivered,
                hard,
                owner,
                late_days,
                outlook: _,
                withdrawn,
                note,
            } = *now;
            // Reports and changes move these: the current values are in the state.
            let Dependency {
                id,
                provider,
                need,
                added,
                need_by: _,
                committed: _,
                hard: _,
                owner: _,
                withdrawn: _,
                changes: _,
            } = dependency;
            Self {
                id,
                provider: ProviderRow::of(cx, provider),
                need: need.plain(),
                need_by,
                committed,
                expected,
                delivered,
                late: now.late(),
                late_days,
                hard,
                owner: owner.map(|id| cx.slug(id)),
                note: note.map(Markup::plain),
                outlook: if withdrawn.is_some() { "withdrawn" } else { outlook_word(now.outlook) },
                added: *added,
                withdrawn: withdrawn.map(EndRow::withdrawn),
            }
        })
    }
}
