//! Focus areas, levels and holiday calendars → model.

use super::items::{all, given, value};
use super::names::Resolver;
use crate::diagnostics::registry;
use crate::model::{FocusArea, HolidayCalendar, JobLevels};
use crate::parse::records::{FocusAreaRecord, HolidaysRecord, LevelsRecord, TriageRecord};
use crate::parse::refs::AreaRef;

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
        // `parse::rewind` reads these: the record is that of the model's day.
        recorded: _,
        changes: _,
        span,
        faulty: _,
    } = record;
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

/// Builds a holiday calendar, or `None` after findings.
pub(super) fn calendar(record: &HolidaysRecord, slug: &str) -> Option<HolidayCalendar> {
    let HolidaysRecord { name, country, days, span: _, faulty: _ } = record;
    let mut days: Vec<_> =
        days.iter().filter_map(|day| Some((day.date.as_ref()?.value, day.name.as_ref()?.value.0.clone()))).collect();
    days.sort();
    Some(HolidayCalendar {
        slug: slug.to_owned(),
        name: name.as_ref()?.value.0.clone(),
        country: country.as_ref().map(|country| country.value.0.clone()),
        days,
    })
}
