//! Focus areas, levels and holiday calendars → model.

use super::names::Resolver;
use super::programs::value;
use super::text::Texts;
use crate::diagnostics::registry;
use crate::model::{Calendar, FocusArea, Level, Levels};
use crate::parse::records::{FocusAreaRecord, HolidaysRecord, LevelsRecord};

/// Builds a focus area, or `None` after findings.
pub(super) fn focus_area(record: &FocusAreaRecord, slug: &str, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Option<FocusArea> {
    let lead = to.maybe_person(record.lead.as_ref());
    let orgs = record.connected_orgs.iter().filter_map(|org| to.declared(&registry::UNKNOWN_ORG, "orgs", org));
    let connected_orgs = orgs.map(|org| org.name).collect();
    let intake = record.intake.as_ref();
    let triage_dri = to.maybe_person(intake.and_then(|intake| intake.triage_dri.as_ref()));
    let expertise = texts.list(&record.expertise, record.span);
    let requirements = texts.maybe(record.requirements.as_ref()).unwrap_or_default();
    let small = |number: i64| u16::try_from(number).unwrap_or(u16::MAX);
    if to.failed {
        return None;
    }
    Some(FocusArea {
        slug: slug.to_owned(),
        file: to.file.clone(),
        name: record.name.as_ref()?.value.0.clone(),
        order: order(record),
        lead,
        expertise,
        connected_orgs,
        requirements,
        requirements_vary: value(record.requirements_vary.as_ref()).unwrap_or(false),
        keywords: intake.map_or_else(Vec::new, |intake| intake.keywords.iter().map(|word| word.0.clone()).collect()),
        labels: intake.map_or_else(Vec::new, |intake| intake.labels.iter().map(|label| label.0.clone()).collect()),
        triage_dri,
        target_response_days: intake.and_then(|intake| intake.target_response_days.as_ref()).map(|days| small(days.value.0)),
    })
}

/// The place of a focus area among all; those without one come last.
pub(super) fn order(record: &FocusAreaRecord) -> u16 {
    record.order.as_ref().map_or(u16::MAX, |order| u16::try_from(order.value.0).unwrap_or(u16::MAX))
}

/// Builds the job levels.
pub(super) fn levels(record: &LevelsRecord, to: &mut Resolver<'_, '_>, texts: &mut Texts<'_>) -> Levels {
    let mut seen: Vec<&str> = Vec::new();
    for id in record.levels.iter().filter_map(|level| level.id.as_ref()) {
        if seen.contains(&&*id.value.0) {
            to.report(&registry::DUPLICATE_ID, id.span, format!("another level has the id `{}`", id.value.0), "give each its own id");
        }
        seen.push(&id.value.0);
    }
    let mut additions = Vec::new();
    for (area, texts_of_area) in &record.focus_areas.0 {
        let slug = crate::parse::decode::Located { value: crate::parse::values::Slug(area.value.clone()), span: area.span };
        if let Some(id) = to.area(&slug) {
            additions.push((id, texts.list(texts_of_area, area.span)));
        }
    }
    let levels = record.levels.iter().filter_map(|level| {
        Some(Level {
            summary: texts.maybe(level.summary.as_ref()).unwrap_or_default(),
            responsibilities: texts.list(&level.responsibilities, level.span),
            id: level.id.as_ref()?.value.0.clone(),
            name: level.name.as_ref()?.value.0.clone(),
        })
    });
    let levels = levels.collect();
    Levels { shared: texts.list(&record.shared, record.span), levels, additions }
}

/// Builds a holiday calendar, or `None` after findings.
pub(super) fn calendar(record: &HolidaysRecord, slug: &str) -> Option<Calendar> {
    let mut days: Vec<_> =
        record.days.iter().filter_map(|day| Some((day.date.as_ref()?.value, day.name.as_ref()?.value.0.clone()))).collect();
    days.sort();
    Some(Calendar {
        slug: slug.to_owned(),
        name: record.name.as_ref()?.value.0.clone(),
        country: record.country.as_ref().map(|country| country.value.0.clone()),
        days,
    })
}
