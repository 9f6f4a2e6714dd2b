//! What clocks and calendars say about the hours of a sound roster.
//!
//! Each person gets at most one finding of a kind, on the first date that shows it. Only members are looked at who have
//! not left: nobody else's hours count.

use jiff::ToSpan;
use jiff::civil::Date;

use super::files::SiteRecords;
use super::finding::finding;
use super::weekend::weekend;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::model::{Model, Person, Tenure};
use crate::parse::records::{PersonKind, PersonRecord};
use crate::source::Span;
use crate::time::{DaySet, Skipped, TZDB_RELEASED, TZDB_VERSION, WeeklyHours};
use crate::words::WORDS;

/// How far ahead hours are held against clock changes: eighteen months, so that every change of a year is met at least
/// once.
const WEEKS_AHEAD: i64 = 78;

/// Days after which zone data are old: a third of a year, in which a year like 2026 sees two releases.
const OLD_DAYS: i32 = 120;

/// The minute of a day from which a shift is the next day's night shift: 18:00.
const EVENING: u16 = 18 * 60;

/// Fewest days of a full week. Fewer are somebody's choice of days, which no custom decides.
const FULL_WEEK: u32 = 5;

fn roster<'s, 'm>(site: &'s SiteRecords<'_>, model: &'m Model) -> impl Iterator<Item = (&'m Person, &'s PersonRecord)> {
    let counts =
        |person: &&Person| person.kind == PersonKind::Member && person.standing(model.as_of) != Tenure::Departed;
    let people = model.people().map(|(_, person)| person).filter(counts);
    people.map(|person| (person, site.files.record_of(person)))
}

/// Hours of the coming eighteen months that begin inside a gap of the clock.
pub(super) fn skipped_hours(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let until = model.as_of.checked_add(WEEKS_AHEAD.weeks()).unwrap_or(Date::MAX);
    let report = |(person, record): (&Person, &PersonRecord)| {
        let skipped = person.schedule.skipped(model.as_of, until).into_iter().next()?;
        let Skipped { date, range, zone, begins, whole } = &skipped;
        let what = if *whole { "fall into a gap" } else { "begin in a gap" };
        let message = format!(
            "the hours {}-{} of `{}` on {} {what}: clocks in `{zone}` go forward, and they begin at {}",
            range.from(),
            range.to(),
            person.slug,
            WORDS.date(*date),
            begins.strftime("%H:%M")
        );
        let hint = format!("begin at another time, or add `exceptions: {{ {date}: … }}`");
        Some(finding(&registry::SKIPPED_HOURS, &person.file, written_at(person, record, *date), message, hint))
    };
    roster(site, model).filter_map(report).collect()
}

/// Where the hours of a date are written: its exception, the row in force, the usual hours, or else the zone.
fn written_at(person: &Person, record: &PersonRecord, date: Date) -> Span {
    let text = date.to_string();
    let exception = record.exceptions.0.iter().find(|(day, _)| day.value == text).map(|(day, _)| day.span);
    let row = person.schedule.row_on(date).map(|row| row.dates.from());
    let row =
        record.schedule.iter().find(|written| row.is_some() && written.from.as_ref().map(|from| from.value) == row);
    let row = row.and_then(|row| {
        row.working_hours.as_ref().map(|hours| hours.span).or(row.time_zone.as_ref().map(|zone| zone.span))
    });
    exception.or(row).unwrap_or_else(|| usual_at(record))
}

fn usual_at(record: &PersonRecord) -> Span {
    let hours = record.working_hours.as_ref().map(|hours| hours.span);
    hours.or(record.time_zone.as_ref().map(|zone| zone.span)).unwrap_or_default()
}

/// Full weeks that run over the weekend of their country.
pub(super) fn unusual_days(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let report = |(person, record): (&Person, &PersonRecord)| {
        let country = person.country.clone().or_else(|| person.zone.country())?;
        let rest = weekend(&country);
        let days = by_day(&person.hours);
        let worked: DaySet = rest.iter().filter(|day| days.contains(*day)).collect();
        let free: DaySet = DaySet::ALL.iter().filter(|day| !rest.contains(*day) && !days.contains(*day)).collect();
        if days.len() < FULL_WEEK || worked.is_empty() || free.is_empty() {
            return None;
        }
        let message = format!(
            "`{}` works on {worked} and not on {free}, and the usual weekend of their country, `{country}`, is {rest}",
            person.slug
        );
        let usual: DaySet = DaySet::ALL.iter().filter(|day| !rest.contains(*day)).collect();
        let hint = format!("write `working_hours: \"{usual} …\"` if they keep the usual week");
        Some(finding(&registry::UNUSUAL_DAYS, &person.file, usual_at(record), message, hint))
    };
    roster(site, model).filter_map(report).collect()
}

/// The days on which somebody starts work before the evening.
fn by_day(hours: &WeeklyHours) -> DaySet {
    DaySet::ALL.iter().filter(|day| hours.on(*day).iter().any(|range| range.start() < EVENING)).collect()
}

/// Zone data that are much older than the day the site speaks for, where somebody's hours depend on them.
pub(super) fn old_zone_data(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let days = (model.as_of - TZDB_RELEASED).get_days();
    let config = site.files.config.filter(|_| days > OLD_DAYS && roster(site, model).next().is_some());
    let report = |path| {
        let released = WORDS.date(TZDB_RELEASED);
        let message = format!(
            "the time-zone data in this program, {TZDB_VERSION}, were published on {released}, {days} days before this site's day"
        );
        Diagnostic::new(&registry::OLD_ZONE_DATA, Place::start_of(path), message)
            .hint("take a newer release of pmo-site")
    };
    config.map(|(path, _)| report(path)).into_iter().collect()
}
