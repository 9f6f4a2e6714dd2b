//! The portfolio's registers: what may go wrong, what is decided, who waits for whom, across all programs.

pub mod decisions;
pub mod dependencies;
pub mod risks;

use super::Cx;
use super::program::open;
use crate::model::{Program, ProgramId};
use crate::status::ProgramState;

/// Programs that are not complete or cancelled, with their states: what they list is still of concern.
pub(super) fn current<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (ProgramId, &'a Program, &'a ProgramState<'a>)> {
    let states = cx.states;
    let model = cx.model;
    model
        .programs()
        .zip(states)
        .filter(|(_, state)| open(state.facts.lifecycle))
        .map(|((id, program), state)| (id, program, state))
}
