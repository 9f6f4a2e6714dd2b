//! Freshness: whether an active program's last report is recent enough.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

use crate::parse::records::CadenceWord;

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

/// The day on which the report after one of `last` is due: one cadence later, moved on to the site's due day.
///
/// For a weekly cadence due on Thursdays, a report of Thursday 5 March 2026 makes the next one due on 12 March, and so
/// do one of Monday 2 March and one of Sunday 8 March: weeks are counted from the due day nearest to the report, so
/// that writing a few days early or late neither makes the next one due at once nor puts it off. Months are counted
/// from the report itself. A cadence of `none` never makes one due.
#[must_use]
pub fn due_date(last: Date, cadence: CadenceWord, due_day: Weekday) -> Option<Date> {
    let late = i64::from(last.weekday().since(due_day));
    let late = if late > 3 { late - 7 } else { late };
    let anchor = last.checked_sub(late.days()).unwrap_or(last);
    let next = match cadence {
        CadenceWord::None => return None,
        CadenceWord::Weekly => anchor.checked_add(7.days()),
        CadenceWord::Biweekly => anchor.checked_add(14.days()),
        CadenceWord::Monthly => last.checked_add(1.month()),
        CadenceWord::Quarterly => last.checked_add(3.months()),
    };
    let next = next.ok()?;
    let forward = i64::from(due_day.since(next.weekday()));
    next.checked_add(forward.days()).ok()
}

/// The freshness on `date` of an active program whose last report is of `last`, with the day its next report is due.
///
/// `None` for a cadence of `none` with a report: such a program cannot go stale.
#[must_use]
pub fn freshness(
    last: Option<Date>,
    date: Date,
    cadence: CadenceWord,
    due_day: Weekday,
    grace_days: u16,
) -> (Option<Freshness>, Option<Date>) {
    let Some(last) = last else {
        return (Some(Freshness::Never), None);
    };
    let Some(due) = due_date(last, cadence, due_day) else {
        return (None, None);
    };
    let end = due.checked_add(i64::from(grace_days).days()).unwrap_or(Date::MAX);
    let freshness = if date < due {
        Freshness::Fresh
    } else if date <= end {
        Freshness::Due
    } else {
        Freshness::Stale
    };
    (Some(freshness), Some(due))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_report_written_early_or_late_does_not_move_the_rhythm() {
        let due = |day| due_date(date(2026, 3, day), CadenceWord::Weekly, Weekday::Thursday);
        for day in 2..=8 {
            assert_eq!(due(day), Some(date(2026, 3, 12)), "{day}");
        }
        assert_eq!([due(1), due(9)], [Some(date(2026, 3, 5)), Some(date(2026, 3, 19))]);
        assert_eq!(due_date(date(2026, 3, 3), CadenceWord::Biweekly, Weekday::Thursday), Some(date(2026, 3, 19)));
    }

    #[test]
    fn longer_cadences_land_on_the_due_day() {
        assert_eq!(due_date(date(2026, 3, 5), CadenceWord::Biweekly, Weekday::Thursday), Some(date(2026, 3, 19)));
        assert_eq!(due_date(date(2026, 3, 5), CadenceWord::Monthly, Weekday::Thursday), Some(date(2026, 4, 9)));
        assert_eq!(due_date(date(2026, 3, 5), CadenceWord::Quarterly, Weekday::Thursday), Some(date(2026, 6, 11)));
        assert_eq!(due_date(date(2026, 3, 5), CadenceWord::None, Weekday::Thursday), None);
    }

    #[test]
    fn due_becomes_stale_when_grace_has_passed() {
        let on =
            |day| freshness(Some(date(2026, 3, 5)), date(2026, 3, day), CadenceWord::Weekly, Weekday::Thursday, 3).0;
        assert_eq!(
            [on(11), on(12), on(15), on(16)],
            [Freshness::Fresh, Freshness::Due, Freshness::Due, Freshness::Stale].map(Some)
        );
    }

    #[test]
    fn no_report_is_never_and_no_cadence_is_nothing() {
        assert_eq!(
            freshness(None, date(2026, 3, 5), CadenceWord::Weekly, Weekday::Thursday, 3),
            (Some(Freshness::Never), None)
        );
        assert_eq!(
            freshness(Some(date(2020, 1, 1)), date(2026, 3, 5), CadenceWord::None, Weekday::Thursday, 3),
            (None, None)
        );
    }
}
