//! The dated things that override a usual week: rows of a schedule, exceptions, holidays, absences.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{HoursError, IsoWeek, TimeRange, WeeklyHours, Zone};

/// Why the dated parts of a schedule contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScheduleError {
    /// A span that ends before it begins.
    #[error("`{to}` is before `{from}`")]
    Backwards {
        /// Its first date.
        from: Date,
        /// Its last date.
        to: Date,
    },
    /// Two rows of one schedule begin on the same date, so neither is the later.
    #[error("two schedule rows begin on `{from}`")]
    SameStart {
        /// The date of both.
        from: Date,
    },
    /// A row that comes round every zero weeks.
    #[error("the schedule row from `{from}` repeats every `0` weeks")]
    EveryZeroWeeks {
        /// The row's first date.
        from: Date,
    },
}

/// Dates from one to another, both included, or from one on for good. Local dates of whoever they are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateSpan {
    from: Date,
    to: Option<Date>,
}

impl DateSpan {
    /// The dates `from` to `to`, both included; without `to` there is no last date.
    ///
    /// # Errors
    /// [`ScheduleError::Backwards`] when `to` is before `from`.
    pub fn new(from: Date, to: Option<Date>) -> Result<Self, ScheduleError> {
        match to {
            Some(to) if to < from => Err(ScheduleError::Backwards { from, to }),
            _ => Ok(Self { from, to }),
        }
    }

    /// The first date.
    #[must_use]
    pub const fn from(self) -> Date {
        self.from
    }

    /// The last date, if there is one.
    #[must_use]
    pub const fn to(self) -> Option<Date> {
        self.to
    }

    /// Whether it includes `date`.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

/// The hours of one date.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DayHours {
    /// None. A range that began the day before still runs to its end.
    Closed,
    /// These, in place of the usual ones.
    Ranges(Vec<TimeRange>),
}

impl DayHours {
    /// Reads `closed`, or ranges with commas between them: `09:00-12:00,13:00-17:00`.
    ///
    /// # Errors
    /// As [`TimeRange::parse_list`].
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        if text.trim() == "closed" {
            return Ok(Self::Closed);
        }
        TimeRange::parse_list(text).map(Self::Ranges)
    }

    /// Its ranges, none when closed.
    #[must_use]
    pub fn ranges(&self) -> &[TimeRange] {
        match self {
            Self::Closed => &[],
            Self::Ranges(ranges) => ranges,
        }
    }

    /// The hours that both allow.
    fn and(&self, other: &Self) -> Self {
        let pairs = self.ranges().iter().flat_map(|own| other.ranges().iter().map(move |other| (own, other)));
        let both: Vec<_> = pairs.filter_map(|(own, other)| own.intersection(*other)).collect();
        if both.is_empty() { Self::Closed } else { Self::Ranges(both) }
    }
}

/// The public holidays of one calendar, or of several, each shared by everyone who keeps it: cheap to clone.
///
/// A day with ranges is a short day. It shortens the hours a person has on that weekday and never adds any: someone who
/// works Monday to Wednesday does not work on the eve of a holiday that falls on a Thursday. Of a day that several
/// calendars have, the hours that all of them allow are left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Holidays(Vec<Arc<DaysOff>>);

/// Runs of days by their first, with their last and the hours of each; no two runs share a day.
type DaysOff = BTreeMap<Date, (Date, DayHours)>;

impl Holidays {
    /// What the calendars say about a date, if anything.
    #[must_use]
    pub fn on(&self, date: Date) -> Option<Cow<'_, DayHours>> {
        let runs = self.0.iter().filter_map(|days| days.range(..=date).next_back());
        let hours = runs.filter(|(_, (last, _))| date <= *last).map(|(_, (_, hours))| hours);
        hours.fold(None, |all: Option<Cow<'_, DayHours>>, hours| {
            Some(all.map_or(Cow::Borrowed(hours), |all| Cow::Owned(all.and(hours))))
        })
    }

    /// Whether nobody who keeps these calendars works on a date: a short day is none.
    #[must_use]
    pub fn is_day_off(&self, date: Date) -> bool {
        self.on(date).is_some_and(|hours| *hours == DayHours::Closed)
    }

    /// These and those of another calendar.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().cloned());
        self
    }
}

impl FromIterator<(DateSpan, DayHours)> for Holidays {
    /// Of runs that share a day, which no calendar file may hold, the one that begins last counts.
    fn from_iter<I: IntoIterator<Item = (DateSpan, DayHours)>>(days: I) -> Self {
        let run = |(dates, hours): (DateSpan, DayHours)| (dates.from, (dates.to.unwrap_or(Date::MAX), hours));
        Self(vec![Arc::new(days.into_iter().map(run).collect())])
    }
}

/// A change for certain dates: another zone, other hours, or only every so many weeks. What a row leaves out stays as
/// usual.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScheduleRow {
    /// The local dates it is about.
    pub dates: DateSpan,
    /// The zone on those dates; the person's own when `None`.
    pub zone: Option<Zone>,
    /// The hours on those dates; the person's own when `None`.
    pub hours: Option<WeeklyHours>,
    /// 2 for every second ISO week, counted from the week of the first date; its other weeks have no hours. `None` is
    /// every week.
    pub every_weeks: Option<u8>,
}

impl ScheduleRow {
    /// Whether `date` lies in one of the weeks the row works. Asked only of dates it includes.
    pub(super) fn works_in_week_of(&self, date: Date) -> bool {
        let weeks = IsoWeek::of(date).since(IsoWeek::of(self.dates.from()));
        self.every_weeks.is_none_or(|every| every != 0 && weeks % i32::from(every) == 0)
    }
}
