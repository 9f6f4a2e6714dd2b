//! What a program's dated fields and dates were on a day.

use jiff::civil::Date;

use super::{CoreMember, FocusAreaId, Gate, Milestone, PersonId, Program, ProgramChange};
use crate::invariant::invariant;
use crate::parse::records::{CadenceWord, Lifecycle, Named, OwnEntry, Visibility};
use crate::time::PlanDate;

/// What the dated fields of a program say at the end of a day.
#[derive(Clone, Copy, Debug)]
pub struct ProgramFacts<'m> {
    /// What it is called.
    pub name: &'m str,
    /// Where it stands in its life.
    pub lifecycle: Lifecycle,
    /// One of the site's stages.
    pub stage: Option<&'m Named>,
    /// The focus area that runs it.
    pub focus_area: FocusAreaId,
    /// The directly responsible individual.
    pub dri: PersonId,
    /// Who stands in for the DRI.
    pub backup: Option<PersonId>,
    /// Who answers for it to the company.
    pub sponsor: Option<PersonId>,
    /// Names of organizations that have a stake in it.
    pub stakeholder_orgs: &'m [String],
    /// Goals that it serves.
    pub goals: &'m [Named],
    /// Its priority.
    pub priority: Option<&'m str>,
    /// First day.
    pub start: Option<Date>,
    /// Whether it has no planned end.
    pub ongoing: bool,
    /// How often it reports.
    pub cadence: CadenceWord,
    /// Who may see it.
    pub visibility: Visibility,
    /// Fields of the site's own.
    pub fields: &'m [OwnEntry],
}

/// What the dated fields of a milestone say at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MilestoneFacts<'m> {
    /// What is reached.
    pub name: &'m str,
    /// Whether the program's health depends on it.
    pub key: bool,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// What must be agreed before going on.
    pub gate: Option<&'m Gate>,
}

impl Milestone {
    /// What its dated fields say at the end of `day`.
    #[must_use]
    pub fn on(&self, day: Date) -> MilestoneFacts<'_> {
        let Self { name, key, owner, gate, .. } = self;
        MilestoneFacts { name: name.on(day), key: *key.on(day), owner: *owner.on(day), gate: gate.on(day).as_ref() }
    }

    /// Whether it has been given up by the end of `day`.
    #[must_use]
    pub fn is_dropped(&self, day: Date) -> bool {
        self.dropped.as_ref().is_some_and(|dropped| dropped.date <= day)
    }
}

impl Program {
    /// What its dated fields say at the end of `day`.
    #[must_use]
    pub fn on(&self, day: Date) -> ProgramFacts<'_> {
        ProgramFacts {
            name: self.name.on(day),
            lifecycle: *self.lifecycle.on(day),
            stage: self.stage.on(day).as_ref(),
            focus_area: *self.focus_area.on(day),
            dri: *self.dri.on(day),
            backup: *self.backup.on(day),
            sponsor: *self.sponsor.on(day),
            stakeholder_orgs: self.stakeholder_orgs.on(day),
            goals: self.goals.on(day),
            priority: self.priority.on(day).as_deref(),
            start: *self.start.on(day),
            ongoing: *self.ongoing.on(day),
            cadence: *self.cadence.on(day),
            visibility: *self.visibility.on(day),
            fields: self.fields.on(day),
        }
    }

    /// Since when it is over at the end of `day`: as its record dates it, else since its last report, its planned end
    /// or its beginning. `None` while it goes on, or where nothing has a date.
    #[must_use]
    pub fn ended(&self, day: Date) -> Option<Date> {
        if !matches!(self.lifecycle.on(day), Lifecycle::Complete | Lifecycle::Cancelled) {
            return None;
        }
        let reported = || self.updates.iter().map(|update| update.date).rfind(|date| *date <= day);
        let planned = || self.end(day).map(|end| end.last).filter(|end| *end <= day).or_else(|| *self.start.on(day));
        self.lifecycle.since(day).or_else(reported).or_else(planned)
    }

    /// Whether what is dated `day` belongs to a time in which it was internal: that day, or the one before it, of which
    /// a change says what was so.
    #[must_use]
    pub fn was_internal_around(&self, day: Date) -> bool {
        let before = day.yesterday().unwrap_or(day);
        [day, before].iter().any(|day| *self.visibility.on(*day) == Visibility::Internal)
    }

    /// Whether everyone may see it: it is public, and has not been made internal on any day that the model knows of.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.visibility.values().last() == Some(&Visibility::Public)
    }

    /// The entry that says why `field` changed on `day`.
    #[must_use]
    pub fn entry(&self, day: Date, field: &str) -> Option<&ProgramChange> {
        self.changes.iter().find(|entry| entry.date == day && entry.fields.contains(&field))
    }

    /// Who works on it on `day`.
    pub fn core_team_on(&self, day: Date) -> impl Iterator<Item = &CoreMember> {
        let there = move |member: &&CoreMember| {
            member.from.is_none_or(|from| from <= day) && member.to.is_none_or(|to| day <= to)
        };
        self.core_team.iter().filter(there)
    }

    /// The value to reach of `measure` as it stood at the end of `date`.
    #[must_use]
    pub fn target(&self, measure: usize, date: Date) -> f64 {
        let later = self.rebaselines.iter().filter(|rebaseline| rebaseline.date > date);
        let was = later.flat_map(|rebaseline| &rebaseline.targets).find(|(index, _)| *index == measure);
        let now =
            || invariant(self.success_measures.get(measure), "a measure is named by its place in its program").target;
        was.map_or_else(now, |(_, target)| *target)
    }

    /// The planned last day as it stood at the end of `date`.
    #[must_use]
    pub fn end(&self, date: Date) -> Option<PlanDate> {
        let mut later = self.rebaselines.iter().filter(|rebaseline| rebaseline.date > date);
        let was = later.find_map(|rebaseline| rebaseline.end);
        was.unwrap_or(self.baseline_end)
    }

    /// The baseline of `milestone` as it stood at the end of `date`: what the first re-baseline after it replaced.
    #[must_use]
    pub fn baseline(&self, milestone: usize, date: Date) -> PlanDate {
        let later = self.rebaselines.iter().filter(|rebaseline| rebaseline.date > date);
        let was = later.flat_map(|rebaseline| &rebaseline.was).find(|(index, _)| *index == milestone);
        let now =
            || invariant(self.milestones.get(milestone), "a milestone is named by its place in its program").baseline;
        was.map_or_else(now, |(_, date)| *date)
    }

    /// When `milestone` was expected to be reached by what was known at the end of `date`: its actual date, else its
    /// last forecast, else its baseline of that day.
    #[must_use]
    pub fn expected(&self, milestone: usize, date: Date) -> PlanDate {
        let (forecast, actual) = self.moved(milestone, date);
        actual.map(PlanDate::from).or(forecast).unwrap_or_else(|| self.baseline(milestone, date))
    }

    /// Whether `milestone` had been reached by what was known at the end of `date`.
    #[must_use]
    pub fn reached(&self, milestone: usize, date: Date) -> bool {
        self.moved(milestone, date).1.is_some()
    }

    /// The last forecast and the actual date of `milestone`, newest report first so that the search ends early.
    fn moved(&self, milestone: usize, date: Date) -> (Option<PlanDate>, Option<Date>) {
        // What reports that nobody here may see reached was reached before those that everybody may. No more is told of
        // them, and no forecast.
        let shown = self.updates.iter().rev().map(|update| (update, true));
        let newest = shown.chain(self.withheld.iter().rev().map(|update| (update, false)));
        let mut forecast = None;
        for (update, told) in newest.filter(|(update, _)| update.date <= date) {
            for (_, moved) in update.milestones.iter().filter(|(index, _)| *index == milestone) {
                forecast = forecast.or(moved.forecast.filter(|_| told));
                if let Some(actual) = moved.actual.filter(|actual| *actual <= date) {
                    return (forecast, Some(actual));
                }
            }
        }
        (forecast, None)
    }
}
