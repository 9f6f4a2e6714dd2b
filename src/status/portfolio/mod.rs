//! The portfolio on a date: how many programs stand where, which of them need attention, and what is near.
//!
//! Programs that are not active have no health and are counted by their lifecycle alone; a stale one is counted as
//! stale and never by its last colour. Deliberately absent: words and addresses (`views`).

mod change;
mod facts;
#[cfg(test)]
mod tests;

pub use change::{CHANGES, Change, ChangeKind, changes, record_changes};
pub use facts::{Fact, FactChange};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::{Freshness, NeedState, ProgramState};
use crate::model::{Model, ProgramId};
use crate::parse::records::{Colour, Lifecycle};
use crate::time::{PlanDate, Slip};

/// How many days "near" reaches.
const NEAR: i64 = 30;

/// Days between reviews: what changed in this time is news.
pub const REVIEW: i64 = 14;

/// What all programs amount to on a date.
#[derive(Clone, Debug)]
pub struct Portfolio<'m> {
    /// How many programs stand where.
    pub counts: Counts,
    /// Programs that need attention, the worst first, then by slug.
    pub exceptions: Vec<Exception>,
    /// Decisions that active programs wait for, by the day until which they are needed.
    pub needs: Vec<DecisionNeed<'m>>,
    /// Milestones of active programs that are expected within thirty days, by date.
    pub ahead: Vec<DueMilestone>,
    /// Milestones of active programs that were expected before the date and have not been reached, by date.
    pub overdue: Vec<DueMilestone>,
}

/// How many programs stand where. The first five add up to `active`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Active, reported on time, green.
    pub green: usize,
    /// Active, reported on time, amber.
    pub amber: usize,
    /// Active, reported on time, red.
    pub red: usize,
    /// Active, and the last report is too old to count.
    pub stale: usize,
    /// Active, and never reported.
    pub never: usize,
    /// All active ones.
    pub active: usize,
    /// Proposed.
    pub proposed: usize,
    /// Planned.
    pub planned: usize,
    /// Paused.
    pub paused: usize,
    /// Complete.
    pub complete: usize,
    /// Cancelled.
    pub cancelled: usize,
}

/// Why a program needs attention. Ordered: the first is the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// It reports red.
    Red,
    /// It reports amber.
    Amber,
    /// Its report is overdue.
    Stale,
    /// It has never reported.
    Never,
    /// It reports better than the rules allow.
    Flagged,
}

/// A program that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The program.
    pub program: ProgramId,
    /// Why, the worst first; never empty.
    pub causes: Vec<Cause>,
}

/// A decision that a program waits for.
#[derive(Clone, Copy, Debug)]
pub struct DecisionNeed<'m> {
    /// The program.
    pub program: ProgramId,
    /// What it needs.
    pub state: NeedState<'m>,
}

/// A milestone that is near or overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueMilestone {
    /// The program.
    pub program: ProgramId,
    /// Index in the program's list.
    pub milestone: usize,
    /// When it is expected.
    pub expected: PlanDate,
    /// Expected − baseline in days.
    pub slip_days: i32,
    /// The same as it is told.
    pub slip: Slip,
    /// Whether the program's health depends on it.
    pub key: bool,
}

impl<'m> Portfolio<'m> {
    /// The portfolio of `model`, whose programs are in `states`, one for each by id.
    #[must_use]
    pub fn of(model: &'m Model, states: &'m [ProgramState<'m>]) -> Self {
        Self::among(model, states, |_| true)
    }

    /// The same of those programs alone that `asked` names.
    #[must_use]
    pub fn among(model: &'m Model, states: &'m [ProgramState<'m>], asked: impl Fn(ProgramId) -> bool) -> Self {
        let date = model.as_of;
        let near = date.checked_add(NEAR.days()).unwrap_or(Date::MAX);
        let mut portfolio = Self {
            counts: Counts::default(),
            exceptions: Vec::new(),
            needs: Vec::new(),
            ahead: Vec::new(),
            overdue: Vec::new(),
        };
        for ((id, _), state) in model.programs().zip(states).filter(|((id, _), _)| asked(*id)) {
            portfolio.counts.add(state.facts.lifecycle, state);
            if state.facts.lifecycle != Lifecycle::Active {
                continue;
            }
            let causes = causes(state);
            if !causes.is_empty() {
                portfolio.exceptions.push(Exception { program: id, causes });
            }
            portfolio.needs.extend(state.open_needs().map(|need| DecisionNeed { program: id, state: *need }));
            for due in unreached(id, state) {
                if due.expected.last < date {
                    portfolio.overdue.push(due);
                } else if due.expected.last <= near {
                    portfolio.ahead.push(due);
                }
            }
        }
        // Stable sorts: programs stay ordered by slug where nothing else decides.
        portfolio.exceptions.sort_by_key(|exception| exception.causes.first().copied());
        portfolio.needs.sort_by_key(|need| need.state.need.by);
        portfolio.ahead.sort_by_key(|due| due.expected);
        portfolio.overdue.sort_by_key(|due| due.expected);
        portfolio
    }
}

impl Counts {
    fn add(&mut self, lifecycle: Lifecycle, state: &ProgramState<'_>) {
        let place = match lifecycle {
            Lifecycle::Proposed => &mut self.proposed,
            Lifecycle::Planned => &mut self.planned,
            Lifecycle::Paused => &mut self.paused,
            Lifecycle::Complete => &mut self.complete,
            Lifecycle::Cancelled => &mut self.cancelled,
            Lifecycle::Active => {
                self.active += 1;
                match (state.freshness, state.health.reported) {
                    (Some(Freshness::Stale), _) => &mut self.stale,
                    (Some(Freshness::Never), _) | (_, None) => &mut self.never,
                    (_, Some(Colour::Green)) => &mut self.green,
                    (_, Some(Colour::Amber)) => &mut self.amber,
                    (_, Some(Colour::Red)) => &mut self.red,
                }
            }
        };
        *place += 1;
    }
}

/// Why an active program in `state` needs attention, the worst first.
fn causes(state: &ProgramState<'_>) -> Vec<Cause> {
    let mut causes = Vec::new();
    match (state.freshness, state.health.reported) {
        (Some(Freshness::Stale), _) => causes.push(Cause::Stale),
        (Some(Freshness::Never), _) | (_, None) => causes.push(Cause::Never),
        (_, Some(Colour::Red)) => causes.push(Cause::Red),
        (_, Some(Colour::Amber)) => causes.push(Cause::Amber),
        (_, Some(Colour::Green)) => {}
    }
    if state.health.watermelon() {
        causes.push(Cause::Flagged);
    }
    causes
}

fn unreached<'a>(id: ProgramId, state: &'a ProgramState<'_>) -> impl Iterator<Item = DueMilestone> + use<'a> {
    let open = state.milestones.iter().filter(|milestone| milestone.is_open());
    open.map(move |milestone| DueMilestone {
        program: id,
        milestone: milestone.index,
        expected: milestone.expected,
        slip_days: milestone.slip_days,
        slip: milestone.slip(),
        key: milestone.facts.key,
    })
}

#[cfg(test)]
mod counting {
    use jiff::civil::date;

    use super::super::Health;
    use super::*;
    use crate::model::{FocusAreaId, PersonId, ProgramFacts};
    use crate::parse::records::{CadenceWord, Visibility};

    fn state(freshness: Freshness, reported: Option<Colour>, computed: Option<Colour>) -> ProgramState<'static> {
        ProgramState {
            date: date(2026, 3, 5),
            facts: ProgramFacts {
                name: "Apollo",
                lifecycle: Lifecycle::Active,
                stage: None,
                focus_area: FocusAreaId::new(0),
                dri: PersonId::new(0),
                backup: None,
                sponsor: None,
                stakeholder_orgs: &[],
                goals: &[],
                priority: None,
                start: None,
                ongoing: false,
                cadence: CadenceWord::Weekly,
                visibility: Visibility::Public,
                fields: &[],
            },
            update: None,
            health: Health { reported, computed, reasons: Vec::new() },
            trend: None,
            confidence: None,
            freshness: Some(freshness),
            next_due: None,
            counts_until: None,
            milestones: Vec::new(),
            risks: Vec::new(),
            issues: Vec::new(),
            assumptions: Vec::new(),
            dependencies: Vec::new(),
            decisions: Vec::new(),
            needs: Vec::new(),
            measures: Vec::new(),
        }
    }

    #[test]
    fn a_stale_program_is_counted_as_stale_and_never_by_its_last_colour() {
        let mut counts = Counts::default();
        counts.add(Lifecycle::Active, &state(Freshness::Stale, Some(Colour::Green), Some(Colour::Green)));
        counts.add(Lifecycle::Active, &state(Freshness::Due, Some(Colour::Green), Some(Colour::Green)));
        counts.add(Lifecycle::Active, &state(Freshness::Never, None, None));
        counts.add(Lifecycle::Complete, &state(Freshness::Stale, Some(Colour::Red), None));
        assert_eq!(counts, Counts { green: 1, stale: 1, never: 1, active: 3, complete: 1, ..Counts::default() });
    }

    #[test]
    fn a_green_report_that_the_rules_contradict_needs_attention() {
        let green = Some(Colour::Green);
        assert_eq!(causes(&state(Freshness::Fresh, green, green)), []);
        assert_eq!(causes(&state(Freshness::Fresh, green, Some(Colour::Amber))), [Cause::Flagged]);
        assert_eq!(
            causes(&state(Freshness::Fresh, Some(Colour::Amber), Some(Colour::Red))),
            [Cause::Amber, Cause::Flagged]
        );
        assert_eq!(causes(&state(Freshness::Stale, Some(Colour::Red), None)), [Cause::Stale]);
    }
}
