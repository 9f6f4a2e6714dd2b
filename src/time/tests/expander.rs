//! From a schedule to UTC minutes: what overrides what, and what spills over where.

use std::collections::BTreeMap;
use std::error::Error;

use jiff::civil::{Date, date};

use super::demo::{around, between, count_at, schedule, set, week, zone};
use crate::time::{
    Basis, Coverage, DateSpan, DayHours, Holidays, IntervalSet, IsoWeek, PersonIndex, Presence, Schedule,
    ScheduleError, ScheduleRow, UtcMinute, WeeklyHours,
};

type Outcome = Result<(), Box<dyn Error>>;

/// The minutes worked in the ISO week of a date.
fn minutes_in_week(schedule: &Schedule, date: Date) -> i64 {
    schedule.intervals(IsoWeek::of(date).interval()).minutes()
}

fn holidays(days: &[(Date, &str)]) -> Result<Holidays, Box<dyn Error>> {
    days.iter().map(|(day, hours)| Ok((DateSpan::new(*day, Some(*day))?, DayHours::parse(hours)?))).collect()
}

fn closed(days: &[Date]) -> Result<Holidays, Box<dyn Error>> {
    holidays(&days.iter().map(|day| (*day, "closed")).collect::<Vec<_>>())
}

#[test]
fn days_of_several_calendars_leave_the_hours_that_all_of_them_allow() -> Outcome {
    let day = |day| date(2026, 12, day);
    let run = [(DateSpan::new(day(24), Some(date(2027, 1, 1)))?, DayHours::Closed)];
    let company: Holidays = run.into_iter().collect();
    let country = holidays(&[(day(23), "09:00-13:00"), (day(24), "09:00-13:00")])?;
    let both = country.clone().and(&company).and(&holidays(&[(day(23), "12:00-18:00")])?);
    let on = |day| both.on(day).map(|hours| hours.ranges().to_vec());
    let noon = DayHours::parse("12:00-13:00")?.ranges().to_vec();
    assert_eq!(
        [on(day(22)), on(day(23)), on(day(24)), on(day(31)), on(date(2027, 1, 2))],
        [None, Some(noon), Some(vec![]), Some(vec![]), None]
    );
    let off = |calendar: &Holidays, day| calendar.is_day_off(day);
    assert_eq!(
        [off(&country, day(24)), off(&both, day(24)), off(&company, day(28)), off(&both, day(23))],
        [false, true, true, false]
    );
    Ok(())
}

fn row(from: Date, to: Option<Date>, hours: &str) -> Result<ScheduleRow, Box<dyn Error>> {
    Ok(ScheduleRow {
        dates: DateSpan::new(from, to)?,
        zone: None,
        hours: Some(WeeklyHours::parse(hours)?),
        every_weeks: None,
    })
}

#[test]
fn a_friday_evening_in_los_angeles_counts_on_utc_saturday() -> Outcome {
    let ana = schedule("America/Los_Angeles", "Fr 08:00-16:30")?;
    let saturday = between("2026-11-21T00:00Z", "2026-11-22T00:00Z")?;
    assert_eq!(ana.intervals(saturday), set(&[("2026-11-21T00:00Z", "2026-11-21T00:30Z")])?);
    Ok(())
}

#[test]
fn a_sunday_to_thursday_week_covers_utc_sunday() -> Outcome {
    let gil = schedule("Asia/Jerusalem", "Su-Th 09:00-18:00")?;
    let sunday = between("2027-01-17T00:00Z", "2027-01-18T00:00Z")?;
    assert_eq!(gil.intervals(sunday), set(&[("2027-01-17T07:00Z", "2027-01-17T16:00Z")])?);
    Ok(())
}

#[test]
fn kiritimatis_monday_begins_in_utc_sunday_of_the_week_before() -> Outcome {
    let early = schedule("Pacific/Kiritimati", "Mo 00:00-08:00")?;
    assert_eq!(early.intervals(week("2027-01-10")?.interval()), set(&[("2027-01-10T10:00Z", "2027-01-10T18:00Z")])?);
    Ok(())
}

#[test]
fn leave_on_the_day_after_a_night_shift_keeps_its_end() -> Outcome {
    let day = date(2027, 6, 9);
    let night = schedule("Africa/Johannesburg", "Tu-We 22:00-06:00")?.with_away(vec![DateSpan::new(day, Some(day))?]);
    assert_eq!(night.intervals(around(day)), set(&[("2027-06-08T20:00Z", "2027-06-09T04:00Z")])?);
    Ok(())
}

#[test]
fn a_holiday_on_the_date_a_shift_starts_removes_all_of_it() -> Outcome {
    let day = date(2027, 6, 8);
    let night = schedule("Africa/Johannesburg", "Tu-We 22:00-06:00")?.with_holidays(closed(&[day])?);
    assert_eq!(night.intervals(around(day)), set(&[("2027-06-09T20:00Z", "2027-06-10T04:00Z")])?);
    Ok(())
}

#[test]
fn a_short_day_shortens_and_never_adds() -> Outcome {
    let eve = holidays(&[(date(2027, 4, 21), "09:00-13:00")])?;
    let on_the_eve = |hours: &str| -> Result<i64, Box<dyn Error>> {
        let person = schedule("Asia/Jerusalem", hours)?.with_holidays(eve.clone());
        Ok(person.intervals(between("2027-04-21T00:00Z", "2027-04-22T00:00Z")?).minutes())
    };
    assert_eq!(on_the_eve("Su-Th 09:00-18:00")?, 240);
    assert_eq!(on_the_eve("Su-Th 10:00-18:00")?, 180);
    assert_eq!(on_the_eve("Su-Tu 09:00-18:00")?, 0);
    Ok(())
}

#[test]
fn what_is_stronger_decides() -> Outcome {
    let day = |d: i8| date(2027, 3, d);
    let everything = schedule("UTC", "Mo-Su 09:00-17:00")?
        .with_rows(vec![row(day(1), None, "Mo-Su 08:00-10:00")?])?
        .with_holidays(closed(&[day(2), day(3), day(4)])?)
        .with_away(vec![DateSpan::new(day(3), Some(day(4)))?])
        .with_exceptions(BTreeMap::from([
            (day(4), DayHours::parse("09:00-12:00")?),
            (day(5), DayHours::Closed),
            (day(7), DayHours::parse("09:00-12:00")?),
        ]))
        .with_dates(None, Some(day(6)));
    let basis: Vec<(Basis, usize)> =
        (1..=7).map(|d| everything.day(day(d))).map(|day| (day.basis, day.ranges.len())).collect();
    assert_eq!(
        basis,
        [
            (Basis::Usual, 1),
            (Basis::Holiday, 0),
            (Basis::Away, 0),
            (Basis::Exception, 1),
            (Basis::Exception, 0),
            (Basis::Usual, 1),
            (Basis::NotEmployed, 0),
        ]
    );
    assert_eq!(
        everything.day(date(2027, 2, 28)).ranges.first().map(|range| range.minutes()),
        Some(480),
        "before the row, the usual hours"
    );
    Ok(())
}

#[test]
fn a_travel_row_with_an_end_falls_back_to_the_row_before_it() -> Outcome {
    let travel = ScheduleRow {
        zone: Some(zone("Europe/Lisbon")?),
        ..row(date(2027, 2, 1), Some(date(2027, 2, 28)), "Mo-We 12:00-17:00")?
    };
    let eli = Schedule::new(zone("America/New_York")?, WeeklyHours::default())
        .with_rows(vec![travel, row(date(2026, 9, 1), None, "Mo-We 10:00-15:00")?])?;
    let first =
        |day: Date| eli.intervals(IsoWeek::of(day).interval()).intervals().first().map(|i| i.start().to_string());
    assert_eq!(first(date(2027, 1, 25)).as_deref(), Some("2027-01-25T15:00Z"));
    assert_eq!(first(date(2027, 2, 1)).as_deref(), Some("2027-02-01T12:00Z"));
    assert_eq!(first(date(2027, 3, 1)).as_deref(), Some("2027-03-01T15:00Z"));
    assert_eq!(first(date(2026, 8, 24)), None);
    assert_eq!(eli.zones().iter().map(|zone| zone.name()).collect::<Vec<_>>(), ["America/New_York", "Europe/Lisbon"]);
    Ok(())
}

#[test]
fn every_second_week_leaves_the_others_empty_even_when_the_row_begins_midweek() -> Outcome {
    let biweekly = ScheduleRow { every_weeks: Some(2), ..row(date(2027, 6, 9), None, "Su-Th 22:00-06:00")? };
    let hal = schedule("Africa/Johannesburg", "Mo-Fr 09:00-17:00")?.with_rows(vec![biweekly])?;
    // Wed and Thu of the first week, its Sunday to Monday 04:00Z; then nothing; then Mon-Thu and Sunday again.
    assert_eq!(minutes_in_week(&hal, date(2027, 6, 14)), 4 * 60);
    assert_eq!(hal.day(date(2027, 6, 16)).basis, Basis::OffWeek);
    assert_eq!(minutes_in_week(&hal, date(2027, 6, 21)), 36 * 60);
    Ok(())
}

#[test]
fn rows_that_cannot_be_ordered_or_counted_are_refused() -> Outcome {
    let person = schedule("UTC", "Mo 09:00-10:00")?;
    let from = date(2027, 3, 1);
    let same =
        person.clone().with_rows(vec![row(from, None, "Mo 09:00-10:00")?, row(from, Some(from), "Tu 09:00-10:00")?]);
    assert_eq!(
        same.map(|_| ()).map_err(|error| error.to_string()),
        Err("two schedule rows begin on `2027-03-01`".to_owned())
    );
    let never = ScheduleRow { every_weeks: Some(0), ..row(from, None, "Mo 09:00-10:00")? };
    assert_eq!(person.with_rows(vec![never]).map(|_| ()), Err(ScheduleError::EveryZeroWeeks { from }));
    assert_eq!(
        DateSpan::new(from, Some(date(2027, 2, 1))).map_err(|e| e.to_string()),
        Err("`2027-02-01` is before `2027-03-01`".to_owned())
    );
    Ok(())
}

#[test]
fn stretch_is_kept_apart_and_only_on_ordinary_days() -> Outcome {
    let monday = week("2027-01-11")?;
    let ben = schedule("America/Denver", "Mo-Fr 06:30-08:30,15:00-21:00")?
        .with_stretch(WeeklyHours::parse("Mo-Th 08:00-09:30")?)
        .with_away(vec![DateSpan::new(date(2027, 1, 12), Some(date(2027, 1, 14)))?]);
    assert_eq!(ben.stretch(monday.interval()), set(&[("2027-01-11T15:30Z", "2027-01-11T16:30Z")])?);
    assert!(ben.stretch(monday.interval()).intersection(&ben.intervals(monday.interval())).is_empty());
    Ok(())
}

#[test]
fn a_shift_on_the_last_day_runs_to_its_end_and_the_next_does_not_begin() -> Outcome {
    let last = date(2027, 6, 9);
    let night = schedule("UTC", "Mo-Su 22:00-06:00")?.with_dates(Some(date(2027, 6, 8)), Some(last));
    let both = set(&[("2027-06-08T22:00Z", "2027-06-09T06:00Z"), ("2027-06-09T22:00Z", "2027-06-10T06:00Z")])?;
    assert_eq!(night.intervals(around(last)), both);
    Ok(())
}

#[test]
fn intervals_are_clipped_at_the_ends_of_the_range() -> Outcome {
    let person = schedule("Europe/Berlin", "Mo-Fr 22:00-06:00")?;
    let range = between("2027-01-12T00:00Z", "2027-01-12T22:30Z")?;
    assert_eq!(
        person.intervals(range),
        set(&[("2027-01-12T00:00Z", "2027-01-12T05:00Z"), ("2027-01-12T21:00Z", "2027-01-12T22:30Z")])?
    );
    Ok(())
}

#[test]
fn cutting_a_year_into_weeks_loses_and_repeats_nothing() -> Outcome {
    let person = schedule("Australia/Lord_Howe", "Mo-Su 22:00-06:00")?;
    let first = week("2026-12-28")?;
    let whole = person.intervals(super::demo::weeks(first, 53));
    let parts: Vec<IntervalSet> = first.take(53).map(|week| person.intervals(week.interval())).collect();
    assert_eq!(IntervalSet::union_of(&parts), whole);
    assert_eq!(parts.iter().map(IntervalSet::minutes).sum::<i64>(), whole.minutes());
    Ok(())
}

#[test]
fn two_alike_count_two_and_touching_ranges_of_one_count_one() -> Outcome {
    let range = week("2027-01-11")?.interval();
    let when = schedule("UTC", "Mo 09:00-12:00,12:00-15:00")?.intervals(range);
    assert_eq!(when.intervals().len(), 1);
    let people: Vec<Presence> =
        (0..2).map(|index| Presence { person: PersonIndex(index), when: when.clone() }).collect();
    let noon = UtcMinute::midnight(date(2027, 1, 11)).plus(720);
    assert_eq!(count_at(&Coverage::of(&people, range), noon), Some(2));
    Ok(())
}
