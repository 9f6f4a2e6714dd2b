//! Who counts, and when they are there around one week: resolved once, measured many times.

use super::usual::Usual;
use crate::model::{FocusAreaId, Model, Person, PersonId, Standing};
use crate::parse::records::PersonKind;
use crate::time::{Coverage, Interval, IntervalSet, IsoWeek, PersonIndex, Presence};

/// Minutes on either side of the week that are counted too: targets ask by local dates, which reach a day beyond UTC's week.
const MARGIN: i64 = 2 * 24 * 60;

/// The people who count in a week, with the minutes they are there.
#[derive(Debug)]
pub struct Attendance<'m> {
    /// The week.
    pub week: IsoWeek,
    /// Members who are there on the model's day, by slug.
    pub members: Vec<Attendee<'m>>,
    /// Members who are yet to come, by slug, counted as if they had come.
    pub planned: Vec<Attendee<'m>>,
    range: Interval,
}

/// One of them.
#[derive(Debug)]
pub struct Attendee<'m> {
    /// Their record.
    pub person: &'m Person,
    /// Their usual hours on the model's day; of somebody who is yet to come, on their first day.
    pub usual: Usual,
    /// When they are there: holidays, absences and single days that differ included.
    when: IntervalSet,
}

impl<'m> Attendance<'m> {
    /// The attendance of the ISO week of the model's day.
    #[must_use]
    pub fn of(model: &'m Model) -> Self {
        let week = IsoWeek::of(model.as_of);
        let inner = week.interval();
        let range = Interval::spanning(inner.start().plus(-MARGIN), inner.minutes() + 2 * MARGIN);
        let of_standing = |standing| {
            let members = model.people().filter(move |(_, person)| person.kind == PersonKind::Member);
            members.filter(move |(_, person)| person.standing(model.as_of) == standing)
        };
        let present = |(_, person): (PersonId, &'m Person)| Attendee {
            person,
            usual: Usual::of(person, model.as_of),
            when: person.schedule.intervals(range),
        };
        let planned = |(_, person): (PersonId, &'m Person)| Attendee {
            person,
            usual: Usual::of(person, person.start_date.unwrap_or(model.as_of)),
            when: person.schedule.clone().with_dates(None, None).intervals(range),
        };
        Self {
            week,
            members: of_standing(Standing::Present).map(present).collect(),
            planned: of_standing(Standing::Planned).map(planned).collect(),
            range,
        }
    }

    /// Coverage by those there now; of `area` alone when given.
    #[must_use]
    pub fn coverage(&self, area: Option<FocusAreaId>) -> Coverage {
        self.count(self.members.iter(), area)
    }

    /// Coverage as it would be with those yet to come.
    #[must_use]
    pub fn coverage_with_planned(&self, area: Option<FocusAreaId>) -> Coverage {
        self.count(self.members.iter().chain(&self.planned), area)
    }

    /// The minutes of the week in which somebody of a group is there.
    #[must_use]
    pub fn union(&self, belongs: impl Fn(&Person) -> bool) -> IntervalSet {
        IntervalSet::union_of(self.members.iter().filter(|member| belongs(member.person)).map(|member| &member.when))
            .clip(self.week.interval())
    }

    fn count<'a>(&self, people: impl Iterator<Item = &'a Attendee<'m>>, area: Option<FocusAreaId>) -> Coverage
    where
        'm: 'a,
    {
        let wanted = people.filter(|member| area.is_none_or(|area| member.person.focus_areas.contains(&area)));
        let presences: Vec<Presence> =
            (0..).zip(wanted).map(|(index, member)| Presence { person: PersonIndex(index), when: member.when.clone() }).collect();
        Coverage::of(&presences, self.range)
    }
}
