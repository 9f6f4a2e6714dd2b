//! When a group can meet, week after week through a year of clock changes.
//!
//! A meeting stays on the wall clock of one zone, on a weekday; everybody else's clock moves against it. Each quarter
//! of an hour of the week is tried in every real week: what it costs each person, and in which weeks it costs somebody
//! more than usual.
//!
//! Deliberately absent: names, and one-off meetings. Who may not be seen to be away is left out by whoever passes the
//! schedules.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::slot_set::SlotSet;
use super::wall_clock::WallClock;
use super::{ClockTime, Crew, Interval, IsoWeek, PersonIndex, Schedule, TimeRange, UtcMinute, Weekday, Zone, crews};

/// Most distinct schedules for which windows are looked for. The work is 672 starts times weeks times schedules: 7
/// million looks for a year of this many, a quarter of a second. Nobody finds a time for more people than this by a
/// table.
pub const MOST_SCHEDULES: usize = 200;

/// The local hours in which people are awake and can be asked to come. A judgement.
pub const WAKING_HOURS: TimeRange = TimeRange::of_day(7 * 60, 22 * 60);

/// A day, in minutes.
const DAY: i64 = 24 * 60;

/// What a meeting costs one person, the least first. The scores are a judgement; they only order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pain {
    /// It lies in their working hours: 0.
    InHours,
    /// It lies in their working and stretch hours: 1.
    Stretch,
    /// They are awake, on a day on which they work: 3.
    Waking,
    /// Before 07:00 or after 22:00 on a day on which they work: 8.
    Night,
    /// They do not work on that day: away, a holiday, a weekend, not employed.
    Impossible,
}

impl Pain {
    /// Its score; `None` when it cannot be.
    #[must_use]
    pub const fn score(self) -> Option<u32> {
        match self {
            Self::InHours => Some(0),
            Self::Stretch => Some(1),
            Self::Waking => Some(3),
            Self::Night => Some(8),
            Self::Impossible => None,
        }
    }

    /// Whether it is outside their hours.
    #[must_use]
    pub fn is_outside(self) -> bool {
        self > Self::InHours
    }
}

/// A weekday and a time on the organiser's wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MeetingSlot {
    /// The local weekday.
    pub day: Weekday,
    /// The local time it begins.
    pub start: ClockTime,
}

impl MeetingSlot {
    /// When it is in the week of a local date's Monday to Sunday, in UTC.
    ///
    /// ```text
    /// Tue 15:00 in Europe/Berlin, 60 minutes   2027-W03: 14:00Z-15:00Z   2027-W28: 13:00Z-14:00Z
    /// ```
    #[must_use]
    pub fn interval(self, organiser: &Zone, week: IsoWeek, minutes: u16) -> Interval {
        let date = super::date::plus_days(week.monday(), i32::from(self.day.to_monday_zero_offset()));
        Interval::spanning(organiser.minute_of(date, self.start.minutes()), i64::from(minutes))
    }

    /// Minutes from Monday 00:00 on the wall clock.
    fn of_week(self) -> i64 {
        i64::from(self.day.to_monday_zero_offset()) * DAY + i64::from(self.start.minutes())
    }
}

/// Who wants to meet, for how long, and over which weeks it has to work.
#[derive(Clone, Debug)]
pub struct MeetingQuestion<'a> {
    /// Their schedules. A person's index is their place here.
    pub people: Vec<&'a Schedule>,
    /// On whose wall clock the meeting stays.
    pub organiser: &'a Zone,
    /// How long it is; counted in steps of five minutes, at least one.
    pub minutes: u16,
    /// The first week.
    pub first: IsoWeek,
    /// How many weeks; a year has 52.
    pub weeks: u16,
    /// When they meet now, if they do: of equally good windows the nearest comes first.
    pub present: Option<MeetingSlot>,
}

/// A slot with what it costs everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingWindow {
    /// When.
    pub slot: MeetingSlot,
    /// What it costs each person, in the order of the question, in most weeks. Never [`Pain::Impossible`].
    pub pains: Vec<Pain>,
    /// In how many of the weeks nobody is worse off than that.
    pub holds: u16,
    /// The other weeks.
    pub breaks: Vec<MeetingBreak>,
}

/// Consecutive weeks in which a window costs the same people more than usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingBreak {
    /// The first of the weeks.
    pub first: IsoWeek,
    /// The last of them.
    pub last: IsoWeek,
    /// Who is worse off.
    pub people: Vec<PersonIndex>,
    /// The worst it comes to for one of them.
    pub worst: Pain,
}

/// What can be said about meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeetingAnswer {
    /// There are hours that all of them work; these windows lie inside them, the best first.
    CommonHours(Vec<MeetingWindow>),
    /// No window lies in everybody's hours. These cost the least, the best first; see
    /// [`fair_rotation`](super::fair_rotation) for sharing the cost.
    NoCommonHours(Vec<MeetingWindow>),
    /// There is not even a day on which all of them usually work.
    NoCommonDay,
    /// The question is about more than [`MOST_SCHEDULES`] distinct schedules, or about nobody, or no weeks.
    NotAsked {
        /// How many distinct schedules there are.
        schedules: usize,
    },
}

impl MeetingWindow {
    /// The worst it is for anybody.
    #[must_use]
    pub fn worst(&self) -> Pain {
        self.pains.iter().copied().max().unwrap_or(Pain::InHours)
    }

    /// How many people it is outside the hours of.
    #[must_use]
    pub fn outside(&self) -> usize {
        self.pains.iter().filter(|pain| pain.is_outside()).count()
    }

    /// Everybody's scores added up.
    #[must_use]
    pub fn sum(&self) -> u32 {
        self.pains.iter().filter_map(|pain| pain.score()).sum()
    }
}

/// Looks for windows of a group, ordered by the worst pain, people outside their hours, the sum of scores, the distance
/// from the present slot, the weeks it does not hold, and then by time.
///
/// A window's pains are those of most weeks; of two equally frequent ones, the milder. It breaks in a week in which
/// somebody is worse off than that.
#[must_use]
pub fn meeting_windows(question: &MeetingQuestion<'_>) -> MeetingAnswer {
    let crews = crews(question.people.iter().copied());
    if crews.len() > MOST_SCHEDULES || crews.is_empty() || question.weeks == 0 {
        return MeetingAnswer::NotAsked { schedules: crews.len() };
    }
    // Local weeks begin up to 14 hours before Monday 00:00Z and end up to 12 after the next, and the last meeting lasts
    // up to a day.
    let weeks = question.first.through(question.weeks);
    let range = Interval::spanning(weeks.start().plus(-DAY), weeks.minutes() + 3 * DAY);
    let costs: Vec<Costs> = crews.iter().map(|crew| Costs::of(crew, range, question.minutes)).collect();
    let trial =
        SlotTrial { question, crews: &crews, costs: &costs, organiser: WallClock::over(question.organiser, range) };
    let mut windows: Vec<MeetingWindow> = Vec::new();
    let mut pains = Vec::new();
    for day in (0..7).filter_map(|day| Weekday::from_monday_zero_offset(day).ok()) {
        let dates = trial.dates(day);
        let starts = (0..96).filter_map(|quarter| ClockTime::from_minutes(quarter * 15));
        windows.extend(starts.filter_map(|start| trial.window(MeetingSlot { day, start }, &dates, &mut pains)));
    }
    let distance = |slot: MeetingSlot| {
        let apart = question.present.map_or(0, |present| (slot.of_week() - present.of_week()).rem_euclid(7 * DAY));
        apart.min(7 * DAY - apart)
    };
    windows.sort_by_cached_key(|window| {
        (
            window.worst(),
            window.outside(),
            window.sum(),
            distance(window.slot),
            Reverse(window.holds),
            window.slot.of_week(),
        )
    });
    match windows.first().map(MeetingWindow::worst) {
        None => MeetingAnswer::NoCommonDay,
        Some(Pain::InHours) => {
            windows.retain(|window| window.worst() == Pain::InHours);
            MeetingAnswer::CommonHours(windows)
        }
        Some(_) => MeetingAnswer::NoCommonHours(windows),
    }
}

/// The slots of a question as they are tried.
struct SlotTrial<'a> {
    question: &'a MeetingQuestion<'a>,
    crews: &'a [Crew<'a>],
    /// What it costs each of the crews.
    costs: &'a [Costs],
    organiser: WallClock<'a>,
}

impl SlotTrial<'_> {
    /// The dates of one weekday with their midnights in UTC: the same for all of its quarters of an hour.
    fn dates(&self, day: Weekday) -> Vec<(IsoWeek, Date, UtcMinute)> {
        let weeks = self.question.first.take(self.question.weeks);
        let date = |week: IsoWeek| super::date::plus_days(week.monday(), i32::from(day.to_monday_zero_offset()));
        weeks.map(|week| (week, date(week), UtcMinute::midnight(date(week)))).collect()
    }

    /// One slot in all weeks, whose dates are `dates`; `None` when somebody usually cannot. `pains` is reused between
    /// slots: what each week costs each crew, week after week.
    fn window(
        &self,
        slot: MeetingSlot,
        dates: &[(IsoWeek, Date, UtcMinute)],
        pains: &mut Vec<Pain>,
    ) -> Option<MeetingWindow> {
        pains.clear();
        let first = self.costs.first()?;
        let mut weeks = Vec::with_capacity(dates.len());
        for (week, date, midnight) in dates {
            if let Some(place) = first.in_hours.place(self.organiser.minute_of(*date, *midnight, slot.start.minutes()))
            {
                weeks.push(*week);
                pains.extend(self.costs.iter().map(|costs| costs.pain(place)));
            }
        }
        let by_week = || weeks.iter().copied().zip(pains.chunks_exact(self.costs.len()));
        let usual = usual(by_week().map(|(_, pains)| pains))?;
        if usual.contains(&Pain::Impossible) {
            return None;
        }
        let mut breaks: Vec<MeetingBreak> = Vec::new();
        let mut holds = 0;
        for (week, pains) in by_week() {
            // So it is in most weeks.
            if pains == usual {
                holds += 1;
                continue;
            }
            let hit = || pains.iter().zip(usual).zip(self.crews).filter(|((now, usual), _)| now > usual);
            let Some(worst) = hit().map(|((now, _), _)| *now).max() else {
                holds += 1;
                continue;
            };
            let mut people: Vec<PersonIndex> = hit().flat_map(|(_, crew)| crew.people.iter().copied()).collect();
            people.sort_unstable();
            match breaks.last_mut() {
                Some(last) if last.last.plus(1) == week && last.people == people && last.worst == worst => {
                    last.last = week;
                }
                _ => breaks.push(MeetingBreak { first: week, last: week, people, worst }),
            }
        }
        let mut of_people = vec![Pain::InHours; self.question.people.len()];
        for (crew, pain) in self.crews.iter().zip(usual) {
            for person in &crew.people {
                if let Some(place) = usize::try_from(person.0).ok().and_then(|at| of_people.get_mut(at)) {
                    *place = *pain;
                }
            }
        }
        Some(MeetingWindow { slot, pains: of_people, holds, breaks })
    }
}

/// The most frequent of what weeks cost; of two equally frequent ones, the milder.
fn usual<'p>(weeks: impl Iterator<Item = &'p [Pain]>) -> Option<&'p [Pain]> {
    // Few differ, so that looking through the known ones is cheaper than sorting them.
    let mut frequency: Vec<(&[Pain], u16)> = Vec::new();
    for pains in weeks {
        match frequency.iter_mut().find(|(known, _)| *known == pains) {
            Some((_, weeks)) => *weeks += 1,
            None => frequency.push((pains, 1)),
        }
    }
    let mildness = |pains: &[Pain]| {
        Reverse((pains.iter().max().copied(), pains.iter().filter_map(|pain| pain.score()).sum::<u32>()))
    };
    frequency.iter().min_by_key(|(pains, weeks)| Reverse((*weeks, mildness(pains)))).map(|(pains, _)| *pains)
}

/// Where a meeting costs a crew how much: sets of possible starts.
struct Costs {
    in_hours: SlotSet,
    stretch: SlotSet,
    waking: SlotSet,
    working_date: SlotSet,
}

impl Costs {
    fn of(crew: &Crew<'_>, range: Interval, minutes: u16) -> Self {
        let schedule = crew.schedule;
        let hours = schedule.intervals(range);
        let stretch = hours.union(&schedule.stretch(range));
        let starts = |set| SlotSet::of(set, range).starts_of(minutes);
        Self {
            in_hours: starts(&hours),
            stretch: starts(&stretch),
            waking: starts(&schedule.on_working_dates(range, WAKING_HOURS)),
            working_date: SlotSet::of(&schedule.on_working_dates(range, TimeRange::WHOLE_DAY), range),
        }
    }

    fn pain(&self, place: usize) -> Pain {
        let sets = [
            (&self.in_hours, Pain::InHours),
            (&self.stretch, Pain::Stretch),
            (&self.waking, Pain::Waking),
            (&self.working_date, Pain::Night),
        ];
        sets.iter().find(|(set, _)| set.holds(place)).map_or(Pain::Impossible, |(_, pain)| *pain)
    }
}
