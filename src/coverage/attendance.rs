//! Who counts, and when they are there in the year from one week on: resolved once, measured many times.

use rayon::prelude::*;

use super::usual::Usual;
use crate::model::{FocusAreaId, Model, Person, Tenure};
use crate::parse::records::{PersonKind, PrivacyLevel};
use crate::time::{Coverage, Interval, IntervalSet, IsoWeek, PersonIndex, Presence};

/// Minutes on either side of the year that are counted too: targets ask by local dates, which reach a day beyond UTC's
/// week.
const MARGIN: i64 = 2 * 24 * 60;

/// How many weeks are measured, the first included: a year, so that every clock change and every holiday is met once.
pub const WEEKS: u16 = 52;

/// The people who count, with their usual hours: cheap, for what shows no figure.
#[derive(Debug)]
pub struct Roster<'m> {
    /// The week of the model's day.
    pub week: IsoWeek,
    /// Members who are there on that day, by slug.
    pub members: Vec<Member<'m>>,
}

/// One of them.
#[derive(Debug)]
pub struct Member<'m> {
    /// Their record.
    pub person: &'m Person,
    /// Their usual hours on the model's day.
    pub usual: Usual,
}

impl<'m> Roster<'m> {
    /// The members who are there on the model's day.
    #[must_use]
    pub fn of(model: &'m Model) -> Self {
        let member = |person: &'m Person| Member { person, usual: Usual::of(person, model.as_of) };
        Self {
            week: IsoWeek::of(model.as_of),
            members: of_standing(model, Tenure::Present).into_iter().map(member).collect(),
        }
    }
}

/// Whether somebody of whom `shows` is shown counts: a member of the office who does not hide their hours.
#[must_use]
pub fn counts(person: &Person, shows: PrivacyLevel) -> bool {
    person.kind == PersonKind::Member && shows < PrivacyLevel::Hidden
}

/// How many of `people` are there at each minute of `range`.
#[must_use]
pub fn head_count<'p>(people: impl Iterator<Item = &'p Person>, range: Interval) -> Coverage {
    count(people.map(|person| person.schedule.intervals(range)), range)
}

/// So many weeks from `week` on, with the minutes on either side that targets may ask for.
#[must_use]
pub fn around(week: IsoWeek, weeks: i32) -> Interval {
    let last = week.plus(weeks - 1).interval();
    let from = week.interval().start().plus(-MARGIN);
    Interval::spanning(from, last.end().plus(MARGIN).since(from))
}

/// The members of the office who stand so on the model's day and are counted at all.
pub(super) fn of_standing(model: &Model, standing: Tenure) -> Vec<&Person> {
    let members = model.people.iter().filter(|person| counts(person, person.shows));
    members.filter(|person| person.standing(model.as_of) == standing).map(|person| &**person).collect()
}

/// The people who are counted, with the minutes they are there in the [`WEEKS`] weeks of the year ahead.
#[derive(Debug)]
pub struct Attendance<'m> {
    /// The first of these weeks: that of the model's day.
    pub week: IsoWeek,
    /// Members who are there on the model's day, in the order of their slugs.
    pub members: Vec<Attendee<'m>>,
    /// Members who are yet to come, in the order of their slugs.
    pub planned: Vec<Attendee<'m>>,
    /// The first week and [`MARGIN`] minutes on either side.
    around: Interval,
    /// All weeks and [`MARGIN`] minutes on either side.
    year: Interval,
}

/// One of them.
#[derive(Debug)]
pub struct Attendee<'m> {
    /// Their record.
    pub person: &'m Person,
    /// Their usual hours on the model's day; of somebody who is yet to come, on their first day.
    pub usual: Usual,
    /// When they are there in the year, between their first and their last day: holidays included, and absences and
    /// single days that differ unless the model is for everyone.
    pub when: IntervalSet,
    /// When they would be there around the first week, had they come already; none for those who have.
    early: Option<IntervalSet>,
}

impl<'m> Attendance<'m> {
    /// The attendance of the year from the ISO week of the model's day on.
    #[must_use]
    pub fn of(model: &'m Model) -> Self {
        let week = IsoWeek::of(model.as_of);
        let (around, year) = (around(week, 1), around(week, i32::from(WEEKS)));
        let present = |person: &'m Person| Attendee {
            person,
            usual: Usual::of(person, model.as_of),
            when: person.schedule.intervals(year),
            early: None,
        };
        let planned = |person: &'m Person| Attendee {
            usual: Usual::of(person, person.start_date.unwrap_or(model.as_of)),
            when: person.schedule.intervals(year),
            early: Some(person.schedule.clone().with_dates(None, None).intervals(around)),
            person,
        };
        Self {
            week,
            members: of_standing(model, Tenure::Present).into_par_iter().map(present).collect(),
            planned: of_standing(model, Tenure::Planned).into_par_iter().map(planned).collect(),
            around,
            year,
        }
    }

    /// Coverage of the first week by those there now; of `area` alone when given.
    #[must_use]
    pub fn coverage(&self, area: Option<FocusAreaId>) -> Coverage {
        count(self.members.iter().filter(in_area(area)).map(|member| member.when.clip(self.around)), self.around)
    }

    /// Coverage of the first week as it would be with those yet to come.
    #[must_use]
    pub fn coverage_with_planned(&self, area: Option<FocusAreaId>) -> Coverage {
        let now = self.members.iter().filter(in_area(area)).map(|member| member.when.clip(self.around));
        let then = self.planned.iter().filter(in_area(area)).filter_map(|hire| hire.early.clone());
        count(now.chain(then), self.around)
    }

    /// Coverage of all weeks by those of whom `belongs` holds, each from their first to their last day.
    #[must_use]
    pub fn year(&self, belongs: impl Fn(&Person) -> bool) -> Coverage {
        let people = self.members.iter().chain(&self.planned).filter(|attendee| belongs(attendee.person));
        count(people.map(|attendee| attendee.when.clone()), self.year)
    }

    /// Coverage of all weeks by everyone and by each focus area of `model`.
    #[must_use]
    pub fn years(&self, model: &Model) -> Years {
        let areas: Vec<FocusAreaId> = model.focus_areas().map(|(id, _)| id).collect();
        let of_area = |area: FocusAreaId| self.year(|person| person.focus_areas.contains(&area));
        let (everyone, areas) = rayon::join(|| self.year(|_| true), || areas.into_par_iter().map(of_area).collect());
        Years { everyone, areas }
    }

    /// The minutes of the first week in which somebody of a group is there.
    #[must_use]
    pub fn union(&self, belongs: impl Fn(&Person) -> bool) -> IntervalSet {
        let sets: Vec<IntervalSet> = self
            .members
            .iter()
            .filter(|member| belongs(member.person))
            .map(|member| member.when.clip(self.week.interval()))
            .collect();
        IntervalSet::union_of(&sets)
    }
}

/// Coverage of all weeks, counted once for all who measure it.
#[derive(Debug)]
pub struct Years {
    everyone: Coverage,
    /// In the order of their ids.
    areas: Vec<Coverage>,
}

impl Years {
    /// That of a focus area, or of everyone.
    #[must_use]
    pub fn of(&self, area: Option<FocusAreaId>) -> &Coverage {
        area.and_then(|area| self.areas.get(area.index())).unwrap_or(&self.everyone)
    }
}

/// Whether somebody works in `area`; everybody does when there is none.
fn in_area<'m>(area: Option<FocusAreaId>) -> impl Fn(&&Attendee<'m>) -> bool {
    move |attendee| area.is_none_or(|area| attendee.person.focus_areas.contains(&area))
}

fn count(people: impl Iterator<Item = IntervalSet>, range: Interval) -> Coverage {
    let presences: Vec<Presence> =
        (0..).zip(people).map(|(index, when)| Presence { person: PersonIndex(index), when }).collect();
    Coverage::of(&presences, range)
}
