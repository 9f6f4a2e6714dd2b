//! The jobs of somebody: where they stand, and how each is handed over.

use jiff::civil::Date;

use crate::cli::change::fields::Holder;
use crate::cli::change::timeline::{Assignment, Subject, value_on, values_after};
use crate::parse::current::{CurrentNames, Referred};
use crate::parse::edit::{Edit, Step, Value};
use crate::source::SourcePath;

/// How a job is handed over.
#[derive(Clone, Debug)]
pub(super) enum Move {
    /// By a change that keeps what it was.
    Dated(Subject, Assignment),
    /// By an edit of the record: the field has no past.
    Plain(SourcePath, Edit),
    /// Not at all, for this reason.
    Left(String),
}

/// One job.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// The record or item: `apollo#R1`.
    place: String,
    /// The field.
    what: String,
    /// How it is handed over.
    pub(super) moves: Move,
}

impl Job {
    /// Its row of the table.
    pub(super) fn row(&self, person: &str, to: &str) -> [String; 4] {
        let (state, happens) = match &self.moves {
            Move::Dated(..) | Move::Plain(..) => ("moved", format!("{person} → {to}")),
            Move::Left(reason) => ("left", reason.clone()),
        };
        [state.to_owned(), self.place.clone(), self.what.clone(), happens]
    }
}

/// The jobs that were found so far.
pub(super) struct Jobs<'a> {
    person: &'a str,
    to: &'a str,
    /// The day on which they go over.
    pub(super) date: Date,
    names: &'a CurrentNames,
    found: Vec<Job>,
}

impl<'a> Jobs<'a> {
    /// None yet.
    pub(super) fn new(person: &'a str, to: &'a str, date: Date, names: &'a CurrentNames) -> Self {
        Self { person, to, date, names, found: Vec::new() }
    }

    /// Those that move first.
    pub(super) fn found(self) -> Vec<Job> {
        let mut found = self.found;
        found.sort_by_key(|job| matches!(job.moves, Move::Left(_)));
        found
    }

    /// Whether a value names who hands over, by any slug that they had.
    pub(super) fn is_person(&self, value: &Value) -> bool {
        matches!(value, Value::Scalar { text, .. } if self.names_person(text))
    }

    /// Whether a text does.
    pub(super) fn names_person(&self, slug: &str) -> bool {
        self.names.current(Referred::Person, slug) == self.person
    }

    /// Whether a value names who takes over.
    pub(super) fn is_successor(&self, value: &Value) -> bool {
        matches!(value, Value::Scalar { text, .. } if self.names.current(Referred::Person, text) == self.to)
    }

    /// Notes a job that stays.
    pub(super) fn left(&mut self, place: &str, what: &str, reason: impl Into<String>) {
        let moves = Move::Left(reason.into());
        self.found.push(Job { place: place.to_owned(), what: what.to_owned(), moves });
    }

    /// Notes a job that an edit moves.
    pub(super) fn plain(&mut self, place: &str, what: &str, file: &SourcePath, at: Vec<Step>) {
        let moves = Move::Plain(file.clone(), Edit::set(at, Value::word(self.to)));
        self.found.push(Job { place: place.to_owned(), what: what.to_owned(), moves });
    }

    /// Notes a job that a change moves, when `field` of the subject names the person on the day; `said` is who a report
    /// has named since.
    pub(super) fn dated(&mut self, subject: &Subject, place: &str, item: &Value, name: &str, said: Option<&str>) {
        let Some(field) = subject.holder.field(name) else { return };
        self.announced(subject, place, item, name);
        let own = value_on(item, field, self.date);
        match said {
            Some(said) if self.names_person(said) && self.is_successor(&own) => {
                self.left(place, name, "a report names them: name the successor in the next one");
                return;
            }
            Some(said) if !self.names_person(said) => return,
            None if !self.is_person(&own) => return,
            _ => {}
        }
        let assignment = Assignment { field, part: Vec::new(), value: Value::word(self.to) };
        let moves = Move::Dated(subject.clone(), assignment);
        self.found.push(Job { place: place.to_owned(), what: name.to_owned(), moves });
    }

    /// Notes that `field` of the subject names the person from a later day on: who announced that decides anew.
    pub(super) fn announced(&mut self, subject: &Subject, place: &str, item: &Value, name: &str) {
        let Some(field) = subject.holder.field(name) else { return };
        for (day, value) in values_after(item, field, self.date) {
            if self.is_person(&value) {
                self.left(place, name, format!("theirs from {day} on, as announced: change it for that day"));
            }
        }
    }

    /// Notes the person among those who approve at a milestone's gate.
    pub(super) fn approver(&mut self, subject: &Subject, place: &str, item: &Value) {
        let Some(field) = Holder::Milestone.field("gate") else { return };
        for (day, gate) in values_after(item, field, self.date) {
            let Some(Value::List(approvers)) = gate.at(&[Step::from("approvers")]) else { continue };
            if approvers.iter().any(|approver| self.is_person(approver)) {
                let reason = format!("an approver from {day} on, as announced: change it for that day");
                self.left(place, "gate approver", reason);
            }
        }
        let gate = value_on(item, field, self.date);
        let Some(Value::List(approvers)) = gate.at(&[Step::from("approvers")]) else { return };
        let Some(at) = approvers.iter().position(|approver| self.is_person(approver)) else { return };
        if approvers.iter().any(|approver| self.is_successor(approver)) {
            self.left(place, "gate approver", format!("{} approves there already: take them out", self.to));
            return;
        }
        let part = vec![Step::from("approvers"), Step::Item(at)];
        let assignment = Assignment { field, part, value: Value::word(self.to) };
        let moves = Move::Dated(subject.clone(), assignment);
        self.found.push(Job { place: place.to_owned(), what: "gate approver".to_owned(), moves });
    }
}
