//! Focus areas, levels and holiday calendars → model.

use jiff::civil::Date;

use super::entries::changed_twice;
use super::items::{all, given, ordered, value};
use super::names::Resolver;
use crate::diagnostics::registry;
use crate::model::{FocusArea, HolidayCalendar, JobLevels};
use crate::parse::records::{FocusAreaRecord, HolidayRecord, HolidaysRecord, LevelsRecord, TriageRecord};
use crate::parse::refs::AreaRef;
use crate::source::Span;
use crate::time::{AsOf, DateSpan, DayHours};
use crate::words::{Term, WORDS};

/// Builds a focus area, or `None` after findings.
pub(super) fn focus_area(record: &FocusAreaRecord, slug: &str, to: &mut Resolver<'_, '_>) -> Option<FocusArea> {
    let FocusAreaRecord {
        name,
        order: _,
        lead,
        expertise,
        connected_orgs,
        requirements,
        requirements_vary,
        intake,
        formerly,
        // `parse::rewind` reads these: the record is that of the model's day.
        recorded: _,
        changes: _,
        span,
        faulty: _,
    } = record;
    changed_twice(&record.changed_twice(), to);
    let intake = intake.as_ref().map(|intake| {
        let TriageRecord { keywords, labels, triage_dri, target_response_days, span: _, faulty: _ } = &intake.value;
        let words = keywords.iter().map(|word| word.0.clone()).collect();
        (
            words,
            labels.iter().map(|label| label.0.clone()).collect(),
            given(triage_dri.as_ref(), to),
            target_response_days,
        )
    });
    let (keywords, labels, triage_dri, days) = intake.unwrap_or((Vec::new(), Vec::new(), None, &None));
    let area = FocusArea {
        slug: slug.to_owned(),
        formerly: formerly.iter().map(|slug| slug.value.0.clone()).collect(),
        file: to.file.clone(),
        order: order(record),
        lead: given(lead.as_ref(), to),
        expertise: all(expertise, *span, to),
        connected_orgs: all(connected_orgs, *span, to),
        requirements: given(requirements.as_ref(), to).unwrap_or_default(),
        requirements_vary: value(requirements_vary.as_ref()).unwrap_or(false),
        keywords,
        labels,
        triage_dri,
        target_response_days: days.as_ref().map(|days| days.value.0),
        name: given(name.as_ref(), to)?,
    };
    (!to.failed).then_some(area)
}

/// The place of a focus area among all; those without one come last.
pub(super) fn order(record: &FocusAreaRecord) -> u16 {
    record.order.as_ref().map_or(u16::MAX, |order| order.value.0)
}

/// Builds the job levels.
pub(super) fn levels(record: &LevelsRecord, to: &mut Resolver<'_, '_>) -> JobLevels {
    let LevelsRecord { shared, levels, focus_areas, span, faulty: _ } = record;
    let mut seen: Vec<&str> = Vec::new();
    for id in levels.iter().filter_map(|level| level.id.as_ref()) {
        if seen.contains(&&*id.value.0) {
            to.report(
                &registry::DUPLICATE_ID,
                id.span,
                format!("another level has the id `{}`", id.value.0),
                "give each its own id",
            );
        }
        seen.push(&id.value.0);
    }
    let mut additions = Vec::new();
    for (area, texts) in &focus_areas.0 {
        if let Some(id) = to.area(&AreaRef(area.value.clone()), area.span) {
            additions.push((id, all(texts, area.span, to)));
        }
    }
    JobLevels { shared: all(shared, *span, to), levels: all(levels, *span, to), additions }
}

/// Most days of one run of a holiday calendar: a whole year.
const LONGEST_RUN: i64 = 366;

/// Builds a holiday calendar, or `None` after findings.
pub(super) fn calendar(record: &HolidaysRecord, slug: &str, to: &mut Resolver<'_, '_>) -> Option<HolidayCalendar> {
    let HolidaysRecord { name, country, days, span: _, faulty: _ } = record;
    let mut runs: Vec<_> = days.iter().filter_map(|day| run(day, to)).collect();
    runs.sort_by_key(|(dates, ..)| dates.from());
    let mut last: Option<(Date, Span)> = None;
    for (dates, at, _) in &runs {
        let (first, end) = (dates.from(), dates.to().unwrap_or(Date::MAX));
        if let Some((taken, other)) = last.filter(|(taken, _)| first <= *taken) {
            let twice = if other.start > at.start { other } else { *at };
            let message = format!("{} is given twice", WORDS.date(first));
            to.report(&registry::DAY_TWICE, twice, message, "give each day once in a calendar");
            last = Some((taken.max(end), if end > taken { *at } else { other }));
        } else {
            last = Some((end, *at));
        }
    }
    let calendar = HolidayCalendar {
        slug: slug.to_owned(),
        name: name.as_ref()?.value.0.clone(),
        country: country.as_ref().map(|country| country.value.0.clone()),
        days: runs.into_iter().map(|(dates, _, hours)| (dates, hours)).collect(),
    };
    (!to.failed).then_some(calendar)
}

/// The days of one entry, where the first of them is given, and the hours that are worked on them.
fn run(record: &HolidayRecord, to: &mut Resolver<'_, '_>) -> Option<(DateSpan, Span, DayHours)> {
    // People write the name for themselves.
    let HolidayRecord { date, from, to: until, name: _, hours, span, faulty: _ } = record;
    let (first, last) = match (date, from, until) {
        (Some(date), None, None) => (date, date),
        (Some(date), ..) => {
            let hint = "write `date` for a single day, `from` and `to` for several";
            to.report(&registry::DATE_AND_RUN, date.span, "a holiday has `date`, and `from` or `to` beside it", hint);
            return None;
        }
        (None, Some(from), Some(until)) => (from, until),
        (None, from, until) => {
            let lacking = match (from, until) {
                (None, None) => "date",
                (None, Some(_)) => "from",
                (Some(_), _) => "to",
            };
            // One that was given and cannot be read has its finding.
            if ["date", "from", "to"].into_iter().all(|field| record.lacks(field)) {
                let message = format!("holiday has no `{lacking}`");
                to.report(
                    &registry::MISSING_FIELD,
                    Span::at(span.start as usize),
                    message,
                    format!("add `{lacking}: …`"),
                );
            }
            return None;
        }
    };
    ordered(to, ("from", Some(first)), ("to", Some(last)));
    let days = AsOf::new(last.value).days_since(first.value) + 1;
    if i64::from(days) > LONGEST_RUN {
        let message = format!("`from` {} to `to` {} is {}", first.value, last.value, WORDS.count(days, Term::Day));
        let hint = "a run has at most 366 days; divide it, or correct a year";
        to.report(&registry::LONG_RUN, last.span, message, hint);
        return None;
    }
    let hours = hours.as_ref().map_or(DayHours::Closed, |hours| hours.value.clone());
    Some((DateSpan::new(first.value, Some(last.value)).ok()?, first.span, hours))
}
