//! What waits for a person on the site's day: pages to review, and items of programs that have a day.
//!
//! Looked up once for all people, from the states that the registers show. Deliberately absent: what has no day, and
//! programs that are over.

use jiff::civil::Date;

use super::Snapshot;
use crate::markdown::Markup;
use crate::model::{Decider, Model, Page, PageId, PersonId, ProgramId, ReportParts};
use crate::parse::records::Lifecycle;
use crate::status::ProgramState;

/// What is read of reports.
pub const READING: ReportParts = ReportParts::DECISIONS
    .union(ReportParts::MILESTONES)
    .union(ReportParts::RISKS)
    .union(ReportParts::ISSUES)
    .union(ReportParts::SENTENCES);

/// Something that waits for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToDo {
    /// Its day; nothing for a page that was never reviewed, which comes first.
    pub due: Option<Date>,
    /// Whether the day is over.
    pub late: bool,
    /// What it is.
    pub what: Waiting,
}

/// What waits: a page, or an item of a program by its place among those of the program's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waiting {
    /// The review of a page.
    Page(PageId),
    /// A decision that is needed.
    Decision(ProgramId, usize),
    /// A milestone that is late, or the next one.
    Milestone(ProgramId, usize),
    /// The review of a risk.
    Risk(ProgramId, usize),
    /// An issue.
    Issue(ProgramId, usize),
    /// The validation of an assumption.
    Assumption(ProgramId, usize),
    /// A step that the last report promises.
    Step(ProgramId, usize),
}

/// What something that waits is called.
#[derive(Clone, Copy, Debug)]
pub enum Words<'m> {
    /// A title or a name.
    Name(&'m str),
    /// A sentence with its markup.
    Text(&'m Markup),
}

/// The address of the calendar of what waits for the person `slug`.
#[must_use]
pub fn to_do_calendar(slug: &str) -> String {
    format!("/calendar/people/{slug}.ics")
}

/// For each person of `model` what waits for them, by day.
pub(super) fn all(model: &Model, states: &[ProgramState<'_>]) -> Vec<Vec<ToDo>> {
    let mut all = vec![Vec::new(); model.people.len()];
    let mut add = |person: Option<PersonId>, to_do: ToDo| {
        if let Some(list) = person.and_then(|person| all.get_mut(person.index())) {
            let list: &mut Vec<ToDo> = list;
            list.push(to_do);
        }
    };
    for (index, page) in model.pages.iter().enumerate().filter(|(_, page)| !page.is_unfindable()) {
        if let Some(due) = page.review_due(model.as_of) {
            let what = Waiting::Page(PageId::new(index));
            add(page.owner, ToDo { due: due.day(), late: due.is_late(model.as_of), what });
        }
    }
    for ((id, _), state) in model.programs().zip(states) {
        if !matches!(state.facts.lifecycle, Lifecycle::Complete | Lifecycle::Cancelled) {
            of_program(id, state, model.as_of, &mut add);
        }
    }
    for list in &mut all {
        list.sort_unstable();
    }
    all
}

fn of_program(id: ProgramId, state: &ProgramState<'_>, as_of: Date, add: &mut impl FnMut(Option<PersonId>, ToDo)) {
    for (at, now) in state.needs.iter().enumerate() {
        if let (None, None, Decider::Person(person)) = (now.answer, now.withdrawn, &now.need.from) {
            add(Some(*person), ToDo { due: Some(now.need.by), late: now.overdue, what: Waiting::Decision(id, at) });
        }
    }
    let next = state.next_milestone().map(|next| next.index);
    for (at, now) in state.milestones.iter().enumerate() {
        if now.is_open() && (now.overdue || next == Some(now.index)) {
            let owner = now.facts.owner.or(Some(state.facts.dri));
            let (due, late) = (Some(now.expected.last), now.overdue);
            add(owner, ToDo { due, late, what: Waiting::Milestone(id, at) });
        }
    }
    for (at, now) in state.risks.iter().enumerate() {
        if now.closed.is_none() && now.review_by.is_some() {
            let what = Waiting::Risk(id, at);
            add(now.owner, ToDo { due: now.review_by, late: now.review_overdue, what });
        }
    }
    for (at, now) in state.issues.iter().enumerate() {
        if now.closed.is_none() && now.due.is_some() {
            add(now.owner, ToDo { due: now.due, late: now.overdue, what: Waiting::Issue(id, at) });
        }
    }
    for (at, now) in state.assumptions.iter().enumerate() {
        let due = now.assumption.validate_by;
        if now.outcome.is_none() && now.withdrawn.is_none() && due.is_some() {
            add(now.owner, ToDo { due, late: now.overdue, what: Waiting::Assumption(id, at) });
        }
    }
    for (at, step) in state.update.iter().flat_map(|update| &update.next).enumerate() {
        if step.by.is_some() {
            let late = step.by.is_some_and(|by| by < as_of);
            add(step.owner, ToDo { due: step.by, late, what: Waiting::Step(id, at) });
        }
    }
}

impl Waiting {
    /// What is asked of whoever it waits for.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Page(_) => "Review page",
            Self::Decision(..) => "Decide",
            Self::Milestone(..) => "Milestone",
            Self::Risk(..) => "Review risk",
            Self::Issue(..) => "Issue",
            Self::Assumption(..) => "Validate",
            Self::Step(..) => "Next step",
        }
    }

    /// The program that it belongs to.
    #[must_use]
    pub fn program(self) -> Option<ProgramId> {
        match self {
            Self::Page(_) => None,
            Self::Decision(program, _)
            | Self::Milestone(program, _)
            | Self::Risk(program, _)
            | Self::Issue(program, _)
            | Self::Assumption(program, _)
            | Self::Step(program, _) => Some(program),
        }
    }
}

impl<'a> Snapshot<'a> {
    /// What waits for a person, by day: pages that were never reviewed first.
    #[must_use]
    pub fn waiting_for(&self, person: PersonId) -> &'a [ToDo] {
        self.relations().to_do(person)
    }

    /// The page of a review.
    ///
    /// # Panics
    /// Never for what this snapshot says.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are handed out by the model whose lists they index")]
    pub fn page(&self, id: PageId) -> &'a Page {
        &self.model.pages[id.index()]
    }

    /// What something that waits is called, and its id where it has one.
    ///
    /// # Panics
    /// Never for what this snapshot says.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "places are those of the states that this snapshot has")]
    pub fn words(&self, what: Waiting) -> (Option<&'a str>, Words<'a>) {
        let model = self.model;
        match what {
            Waiting::Page(id) => (None, Words::Name(&model.pages[id.index()].title)),
            Waiting::Decision(id, at) => {
                let need = self.state(id).needs[at].need;
                (Some(&need.id), Words::Text(&need.ask))
            }
            Waiting::Milestone(id, at) => {
                let now = &self.state(id).milestones[at];
                (Some(&now.milestone.id), Words::Name(now.facts.name))
            }
            Waiting::Risk(id, at) => {
                let risk = self.state(id).risks[at].risk;
                (Some(&risk.id), Words::Text(&risk.statement))
            }
            Waiting::Issue(id, at) => {
                let issue = self.state(id).issues[at].issue;
                (Some(&issue.id), Words::Text(&issue.statement))
            }
            Waiting::Assumption(id, at) => {
                let assumption = self.state(id).assumptions[at].assumption;
                (Some(&assumption.id), Words::Text(&assumption.statement))
            }
            Waiting::Step(id, at) => {
                let update = crate::invariant::invariant(self.state(id).update, "a step is one of a report");
                (None, Words::Text(&update.next[at].text))
            }
        }
    }
}
