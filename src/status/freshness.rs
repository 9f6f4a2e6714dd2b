//! Freshness: whether an active program's last report is recent enough.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

use crate::config::Config;
use crate::model::{Model, PersonId, Program};
use crate::parse::records::CadenceWord;
use crate::time::Holidays;

/// Whether a status can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Freshness {
    /// The next report is not due yet.
    Fresh,
    /// The next report is due and its days of grace have not passed.
    Due,
    /// The next report is overdue: the last colour counts no more.
    Stale,
    /// There has been no report, and the first is not overdue by definition: it is its own state.
    Never,
}

/// How many weeks public holidays can put a report off.
const WEEKS_AHEAD: i64 = 53;

/// When a program reports, on the day that is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Rhythm<'m> {
    /// How often.
    pub cadence: CadenceWord,
    /// The weekday on which reports are due.
    pub due_day: Weekday,
    /// Days after the due day on which a report is still in time.
    pub grace_days: u16,
    /// Whose public holidays move the due day: the DRI's and those of the backup, if there is one.
    reporters: [Option<&'m Holidays>; 2],
}

/// A due day, and the last day on which the report before it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// When the next report is due.
    pub on: Date,
    /// The last day of grace.
    pub until: Date,
}

impl<'m> Rhythm<'m> {
    /// That of `program` at the end of `day`.
    #[must_use]
    pub fn of(model: &'m Model, program: &Program, day: Date) -> Self {
        let holidays = |person: Option<PersonId>| person.map(|id| model.person(id).schedule.holidays());
        Self {
            reporters: [holidays(Some(*program.dri.on(day))), holidays(*program.backup.on(day))],
            ..Self::of_site(&model.config, *program.cadence.on(day))
        }
    }

    /// That of a program of `cadence` whose reporters have no public holidays.
    #[must_use]
    pub const fn of_site(config: &Config, cadence: CadenceWord) -> Self {
        Self { cadence, due_day: config.due_day, grace_days: config.grace_days, reporters: [None, None] }
    }

    /// Whether nobody who could report works on `day`, as far as the public holidays say. Leave is not asked: a due day
    /// that it moved would tell every reader of it.
    fn is_day_off(&self, day: Date) -> bool {
        let mut reporters = self.reporters.iter().flatten().peekable();
        reporters.peek().is_some() && reporters.all(|holidays| holidays.is_day_off(day))
    }

    /// When the report after one of `last` is due: one cadence later, moved on to the site's due day, and on from a
    /// public holiday.
    ///
    /// For a weekly cadence due on Thursdays, a report of Thursday 5 March 2026 makes the next one due on 12 March, and
    /// so do one of Monday 2 March and one of Sunday 8 March: weeks are counted from the due day nearest to the report,
    /// so that writing a few days early or late neither makes the next one due at once nor puts it off. Months are
    /// counted from the report itself. A cadence of `none` never makes one due.
    ///
    /// A due day that is a holiday moves to the next working day that is none. Where there is none before the due day
    /// of the week after, the report falls out, and the first due day that is no holiday counts: a company that closes
    /// from 23 December to 1 January reports on Thursday the 7th, not on its first morning back.
    #[must_use]
    pub fn due(&self, last: Date) -> Option<Due> {
        let on = self.past_holidays(self.usual_due(last)?);
        Some(Due { on, until: on.checked_add(i64::from(self.grace_days).days()).unwrap_or(Date::MAX) })
    }

    fn usual_due(&self, last: Date) -> Option<Date> {
        let late = i64::from(last.weekday().since(self.due_day));
        let late = if late > 3 { late - 7 } else { late };
        let anchor = last.checked_sub(late.days()).unwrap_or(last);
        let next = match self.cadence {
            CadenceWord::None => return None,
            CadenceWord::Weekly => anchor.checked_add(7.days()),
            CadenceWord::Biweekly => anchor.checked_add(14.days()),
            CadenceWord::Monthly => last.checked_add(1.month()),
            CadenceWord::Quarterly => last.checked_add(3.months()),
        };
        let next = next.ok()?;
        let forward = i64::from(self.due_day.since(next.weekday()));
        next.checked_add(forward.days()).ok()
    }

    /// `due`, or the day to which public holidays move it. Whoever is closed for longer than a year is not excused: the
    /// program is paused, and its record should say so.
    fn past_holidays(&self, due: Date) -> Date {
        if !self.is_day_off(due) {
            return due;
        }
        let works =
            |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.is_day_off(*day);
        let this_week = (1..7_i64).map_while(|days| due.checked_add(days.days()).ok()).find(works);
        let mut due_days = (1..=WEEKS_AHEAD).map_while(|weeks| due.checked_add(weeks.weeks()).ok());
        this_week.or_else(|| due_days.find(|day| !self.is_day_off(*day))).unwrap_or(due)
    }

    /// The freshness on `date` of an active program whose last report is of `last`, and when its next report is due.
    ///
    /// `None` for a cadence of `none` with a report: such a program cannot go stale.
    #[must_use]
    pub fn freshness(&self, last: Option<Date>, date: Date) -> (Option<Freshness>, Option<Due>) {
        let Some(last) = last else {
            return (Some(Freshness::Never), None);
        };
        let Some(due) = self.due(last) else {
            return (None, None);
        };
        let freshness = if date < due.on {
            Freshness::Fresh
        } else if date <= due.until {
            Freshness::Due
        } else {
            Freshness::Stale
        };
        (Some(freshness), Some(due))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::time::{DateSpan, DayHours};

    /// Due on Thursdays, with three days of grace.
    const fn rhythm(cadence: CadenceWord) -> Rhythm<'static> {
        Rhythm { cadence, due_day: Weekday::Thursday, grace_days: 3, reporters: [None, None] }
    }

    fn due(cadence: CadenceWord, last: Date) -> Option<Date> {
        rhythm(cadence).due(last).map(|due| due.on)
    }

    /// Holidays, each from its first to its last day.
    fn closed(runs: &[(Date, Date)]) -> Holidays {
        runs.iter().map(|(from, to)| (DateSpan::new(*from, Some(*to)).expect("in order"), DayHours::Closed)).collect()
    }

    /// When the report after one of `last` is due for somebody with these holidays.
    fn moved(last: Date, dri: &Holidays) -> Option<Date> {
        Rhythm { reporters: [Some(dri), None], ..rhythm(CadenceWord::Weekly) }.due(last).map(|due| due.on)
    }

    #[test]
    fn a_report_written_early_or_late_does_not_move_the_rhythm() {
        let weekly = |day| due(CadenceWord::Weekly, date(2026, 3, day));
        for day in 2..=8 {
            assert_eq!(weekly(day), Some(date(2026, 3, 12)), "{day}");
        }
        assert_eq!([weekly(1), weekly(9)], [Some(date(2026, 3, 5)), Some(date(2026, 3, 19))]);
        assert_eq!(due(CadenceWord::Biweekly, date(2026, 3, 3)), Some(date(2026, 3, 19)));
    }

    #[test]
    fn longer_cadences_land_on_the_due_day() {
        let each = [CadenceWord::Biweekly, CadenceWord::Monthly, CadenceWord::Quarterly, CadenceWord::None];
        let days = [Some(date(2026, 3, 19)), Some(date(2026, 4, 9)), Some(date(2026, 6, 11)), None];
        assert_eq!(each.map(|cadence| due(cadence, date(2026, 3, 5))), days);
    }

    #[test]
    fn a_due_day_that_is_a_holiday_moves_to_the_next_working_day() {
        // Thursday, and with the Friday after it: on to Monday.
        assert_eq!(
            moved(date(2026, 3, 5), &closed(&[(date(2026, 3, 12), date(2026, 3, 12))])),
            Some(date(2026, 3, 13))
        );
        assert_eq!(
            moved(date(2026, 3, 5), &closed(&[(date(2026, 3, 12), date(2026, 3, 13))])),
            Some(date(2026, 3, 16))
        );
        // A holiday before the due day moves nothing.
        assert_eq!(moved(date(2026, 3, 5), &closed(&[(date(2026, 3, 9), date(2026, 3, 11))])), Some(date(2026, 3, 12)));
    }

    #[test]
    fn where_no_working_day_is_left_before_the_next_due_day_a_report_falls_out() {
        let shutdown = closed(&[(date(2026, 12, 23), date(2026, 12, 25)), (date(2026, 12, 28), date(2027, 1, 1))]);
        assert_eq!(moved(date(2026, 12, 17), &shutdown), Some(date(2027, 1, 7)));
        // The days of grace follow the day to which it moved.
        let rhythm = Rhythm { reporters: [Some(&shutdown), None], ..rhythm(CadenceWord::Weekly) };
        let on = |year, month, day| rhythm.freshness(Some(date(2026, 12, 17)), date(year, month, day)).0;
        let days = [on(2027, 1, 2), on(2027, 1, 6), on(2027, 1, 7), on(2027, 1, 10), on(2027, 1, 11)];
        let fresh = [Freshness::Fresh, Freshness::Fresh, Freshness::Due, Freshness::Due, Freshness::Stale];
        assert_eq!(days, fresh.map(Some));
    }

    #[test]
    fn a_backup_who_works_keeps_the_due_day() {
        let dri = closed(&[(date(2026, 3, 12), date(2026, 3, 13))]);
        let backup = closed(&[(date(2026, 3, 12), date(2026, 3, 12))]);
        let none = Holidays::default();
        let due = |reporters| Rhythm { reporters, ..rhythm(CadenceWord::Weekly) }.due(date(2026, 3, 5));
        let day = |reporters| due(reporters).map(|due| due.on);
        assert_eq!(day([Some(&dri), Some(&none)]), Some(date(2026, 3, 12)));
        assert_eq!(day([Some(&none), Some(&dri)]), Some(date(2026, 3, 12)));
        assert_eq!(day([Some(&dri), Some(&backup)]), Some(date(2026, 3, 13)));
    }

    #[test]
    fn a_short_day_moves_nothing_and_a_year_of_holidays_does_not_excuse() {
        let day = date(2026, 3, 12);
        let short = DayHours::parse("09:00-13:00").expect("hours");
        let short: Holidays = [(DateSpan::new(day, Some(day)).expect("one day"), short)].into_iter().collect();
        assert_eq!(moved(date(2026, 3, 5), &short), Some(day));
        assert_eq!(moved(date(2026, 3, 5), &closed(&[(day, date(2027, 12, 31))])), Some(day));
    }

    #[test]
    fn due_becomes_stale_when_grace_has_passed() {
        let on = |day| rhythm(CadenceWord::Weekly).freshness(Some(date(2026, 3, 5)), date(2026, 3, day)).0;
        assert_eq!(
            [on(11), on(12), on(15), on(16)],
            [Freshness::Fresh, Freshness::Due, Freshness::Due, Freshness::Stale].map(Some)
        );
    }

    #[test]
    fn no_report_is_never_and_no_cadence_is_nothing() {
        assert_eq!(rhythm(CadenceWord::Weekly).freshness(None, date(2026, 3, 5)), (Some(Freshness::Never), None));
        assert_eq!(rhythm(CadenceWord::None).freshness(Some(date(2020, 1, 1)), date(2026, 3, 5)), (None, None));
    }
}
