//! What has changed in a program's own record: since when it is paused, who led it before, what came of it.

use serde::Serialize;

use crate::model::{ProgramChange, ProgramId};
use crate::parse::records::Lifecycle;
use crate::plan::LinkView;
use crate::snapshot::wording;
use crate::status::{ProgramState, record_changes};
use crate::views::{Cx, DateView};
use crate::words::capital;

/// Since when a program stands where it stands in its life, and by whose decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TurnView {
    /// `Paused`, `Complete`, `Active`.
    pub word: String,
    /// Since when.
    pub date: DateView,
    /// The day until which a pause is meant to last.
    pub until: Option<DateView>,
    /// Who decided it.
    pub decided_by: Option<LinkView>,
    /// The id of the program's decision that says so.
    pub decision: Option<String>,
    /// Why, as HTML.
    pub reason: Option<String>,
}

/// A change of the record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PastRow {
    /// Since when it is so.
    pub date: DateView,
    /// What kind of change, in a word or two.
    pub title: &'static str,
    /// What changed, in words.
    pub text: String,
}

/// Programs that go on with the work of one, or whose work it goes on with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Succession {
    /// `Merged into`, `Split into`, `Continued by`, `Continues`.
    pub word: &'static str,
    /// The programs.
    pub programs: Vec<LinkView>,
}

/// The turn that brought program `id` where it stands; `None` when its record does not say when.
#[must_use]
pub fn turn(cx: &Cx<'_>, id: ProgramId, state: &ProgramState<'_>) -> Option<TurnView> {
    let program = cx.model.program(id);
    let date = program.lifecycle.since(state.date)?;
    let entry = program.entry(date, "lifecycle")?;
    let ProgramChange { date: _, fields: _, reason, decided_by, decision, until, successors: _ } = entry;
    let ended = state.facts.lifecycle == Lifecycle::Active;
    Some(TurnView {
        word: capital(state.facts.lifecycle.word()),
        date: cx.date(date),
        until: until.filter(|_| !ended).map(|until| cx.date(until)),
        decided_by: decided_by.as_ref().map(|by| cx.decider(by)),
        decision: decision.clone(),
        reason: reason.as_ref().map(|reason| cx.html(reason)),
    })
}

/// Every change of the record of program `id` up to the model's day, the latest first.
#[must_use]
pub fn past(cx: &Cx<'_>, id: ProgramId) -> Vec<PastRow> {
    let mut changes = record_changes(cx.model, id, cx.model.as_of);
    changes.reverse();
    let row = |change: &crate::status::Change<'_>| {
        let (title, text) = wording(cx, change);
        PastRow { date: cx.date(change.date), title, text }
    };
    changes.iter().map(row).collect()
}

/// Who goes on with the work of program `id`, and whose work it goes on with.
#[must_use]
pub fn succession(cx: &Cx<'_>, id: ProgramId) -> Vec<Succession> {
    let link = |id: &ProgramId| super::program_link(cx, cx.model.program(*id), cx.model.as_of);
    let next = cx.relations().successors(id);
    let before = cx.relations().predecessors(id);
    let merges = next.first().is_some_and(|only| cx.relations().predecessors(*only).len() > 1);
    let word = match next.len() {
        1 if merges => "Merged into",
        1 => "Continued by",
        _ => "Split into",
    };
    [(word, next), ("Continues", before)]
        .into_iter()
        .filter(|(_, programs)| !programs.is_empty())
        .map(|(word, programs)| Succession { word, programs: programs.iter().map(link).collect() })
        .collect()
}
