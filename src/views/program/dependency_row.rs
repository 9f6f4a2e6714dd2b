//! Dependencies as rows: what a program needs, and what others need from it.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use super::end_view::EndView;
use crate::model::{Dependency, Program, ProgramId, Provider};
use crate::parse::records::Lifecycle;
use crate::plan::LinkView;
use crate::status::{DependencyState, Outlook, ProgramState};
use crate::views::{Cx, DateView};
use crate::words::WORDS;

/// Something that one program needs from another or from outside.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DependencyView {
    /// Its id in the program that needs it.
    pub id: String,
    /// The id of its row on that program's page.
    pub anchor: String,
    /// Who needs it.
    pub needs: LinkView,
    /// Who gives it; without an address when outside or not disclosed.
    pub gives: LinkView,
    /// The provider's milestone.
    pub milestone: Option<String>,
    /// What is needed, as HTML.
    pub need: String,
    /// By when.
    pub need_by: DateView,
    /// When the provider expects to deliver.
    pub expected: Option<DateView>,
    /// When it was delivered.
    pub delivered: Option<DateView>,
    /// Whether the program cannot go on without it.
    pub hard: bool,
    /// `+10 d` when it is expected too late, else empty.
    pub late: String,
    /// Whether it can be counted on, in the words of [`Outlook::label`], or that it is no longer needed.
    pub state: &'static str,
    /// Who sees to it on the side that needs it.
    pub owner: Option<LinkView>,
    /// Whether nobody stands by it: it should be there already, it will not come, or its date holds for nobody.
    pub broken: bool,
    /// That it no longer matters, and why.
    pub withdrawn: Option<EndView>,
    /// The last remark, as HTML.
    pub note: Option<String>,
    /// How urgent it is, for sorting: days late; more where it was needed already, most where it will not come.
    #[serde(skip)]
    pub urgency: i32,
    /// Needed by, for sorting.
    #[serde(skip)]
    pub day: Date,
}

/// What `program` needs in `state`, late ones first.
#[must_use]
pub fn needs(cx: &Cx<'_>, program: &Program, state: &ProgramState<'_>) -> Vec<DependencyView> {
    let mut rows: Vec<DependencyView> =
        state.dependencies.iter().map(|dependency| dependency_row(cx, program, state.date, dependency)).collect();
    rows.sort_by_key(order);
    rows
}

/// What other programs need from `id` on the model's day, late ones first. Derived: only the side that needs declares.
#[must_use]
pub fn gives(cx: &Cx<'_>, id: ProgramId) -> Vec<DependencyView> {
    let mut rows = Vec::new();
    let dependents =
        cx.relations().dependents(id).iter().map(|dependent| (cx.model.program(*dependent), cx.state(*dependent)));
    for (program, state) in dependents.filter(|(_, state)| open(state.facts.lifecycle)) {
        let ours = |state: &&DependencyState<'_>| matches!(state.dependency.provider, Provider::Milestone { program, .. } if program == id);
        rows.extend(
            state
                .dependencies
                .iter()
                .filter(ours)
                .map(|dependency| dependency_row(cx, program, state.date, dependency)),
        );
    }
    rows.sort_by_key(order);
    rows
}

/// Whether a program in this lifecycle still waits for others.
#[must_use]
pub fn open(lifecycle: Lifecycle) -> bool {
    !matches!(lifecycle, Lifecycle::Complete | Lifecycle::Cancelled)
}

/// By what dependencies are sorted: late ones first, the latest at the top; then by the day they are needed; what has
/// ended last.
#[must_use]
pub fn order(row: &DependencyView) -> (bool, Reverse<i32>, Date) {
    (row.delivered.is_some() || row.withdrawn.is_some(), Reverse(row.urgency), row.day)
}

/// One dependency of `program`.
#[must_use]
pub fn dependency_row(cx: &Cx<'_>, program: &Program, day: Date, state: &DependencyState<'_>) -> DependencyView {
    let DependencyState {
        index: _,
        dependency,
        need_by,
        // The date that it leads to is `expected`.
        committed: _,
        expected,
        delivered,
        hard,
        owner,
        // `late` gives it for one that is late.
        late_days: _,
        outlook,
        withdrawn,
        note,
    } = *state;
    // Reports change these: the current values are in the state.
    let Dependency {
        id,
        provider,
        need,
        need_by: _,
        committed: _,
        hard: _,
        owner: _,
        // It is there on the day of the state; what it changed is among the changes.
        added: _,
        withdrawn: _,
        changes: _,
    } = dependency;
    let outside = |text: &str| LinkView { href: String::new(), text: text.to_owned() };
    let (gives, milestone) = match provider {
        Provider::Milestone { program, milestone } => {
            let provider = cx.model.program(*program);
            let milestone = provider
                .milestones
                .get(*milestone)
                .map(|milestone| format!("{} {}", milestone.id, milestone.name.on(day)));
            (super::program_link(cx, provider, day), milestone)
        }
        Provider::Undisclosed => (outside("A program that is not shown here"), None),
        Provider::External(name) => (outside(name), None),
    };
    let late = if outlook == Outlook::Late { state.late_days } else { 0 };
    DependencyView {
        id: id.clone(),
        anchor: super::anchor(id),
        needs: super::program_link(cx, program, day),
        gives,
        milestone,
        need: cx.html(need),
        need_by: cx.date(need_by),
        expected: expected.map(|date| cx.date(date)),
        delivered: delivered.map(|date| cx.date(date)),
        hard,
        late: if late > 0 { WORDS.signed_days(late) } else { String::new() },
        state: if withdrawn.is_some() && outlook != Outlook::Delivered { "No longer needed" } else { outlook.label() },
        broken: withdrawn.is_none() && is_broken(outlook),
        withdrawn: withdrawn.map(|withdrawn| EndView::withdrawn(cx, withdrawn)),
        owner: owner.map(|owner| super::person_link(cx, owner)),
        note: note.map(|note| cx.html(note)),
        urgency: match outlook {
            Outlook::WillNotCome => i32::MAX,
            Outlook::Overdue => i32::MAX - 1,
            _ => late,
        },
        day: need_by,
    }
}

fn is_broken(outlook: Outlook) -> bool {
    match outlook {
        Outlook::Overdue | Outlook::ProviderOverdue | Outlook::NotPromised | Outlook::WillNotCome => true,
        Outlook::Delivered | Outlook::InTime | Outlook::Late | Outlook::NoDate => false,
    }
}
