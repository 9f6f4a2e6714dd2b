//! `people/<slug>.yaml` → [`Person`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::names::Resolver;
use super::programs::{link, value};
use super::text::Texts;
use crate::diagnostics::registry;
use crate::markdown::SeenBy;
use crate::model::{Allocation, Audience, Calendar, Person, showing};
use crate::parse::decode::{Located, Map};
use crate::parse::records::{PersonKind, PersonRecord, Publish, PublishRecord, ScheduleRecord, Showing};
use crate::time::{DateSpan, DayHours, Holidays, Schedule, ScheduleRow, WeeklyHours};

/// Most percent of somebody's time for programs when their record does not say.
const FULL_TIME: u8 = 100;

/// Builds a person, or `None` after findings.
pub(super) fn person(
    record: &PersonRecord,
    slug: &str,
    calendars: &[Calendar],
    to: &mut Resolver<'_, '_>,
    texts: &mut Texts<'_>,
) -> Option<Person> {
    let kind = value(record.kind.as_ref()).unwrap_or(PersonKind::Member);
    if record.focus_areas.is_empty() && kind == PersonKind::Member && record.lacks("focus_areas") && record.lacks("kind") {
        let hint = "add `focus_areas: [ … ]`, or `kind: stakeholder` for somebody outside the PMO";
        to.report(&registry::NEITHER_AREA_NOR_STAKEHOLDER, record.span, "a person needs a focus area or `kind: stakeholder`", hint);
    }
    super::items::ordered(to, ("start_date", record.start_date.as_ref()), ("end_date", record.end_date.as_ref()));
    let focus_areas = record.focus_areas.iter().filter_map(|area| to.area(area)).collect();
    let manager = to.maybe_person(record.manager.as_ref());
    if let Some(level) = &record.level {
        to.level(level);
    }
    let region = record.region.as_ref().and_then(|region| to.declared(&registry::UNKNOWN_LEVEL, "regions", region));
    let holidays = record.holidays.as_ref().and_then(|calendar| to.calendar(calendar));
    let allocations = record.allocations.iter().filter_map(|allocation| {
        let program = allocation.program.as_ref()?;
        let (id, _) = to.program(&program.value, program.span)?;
        Some(Allocation { program: id, percent: u8::try_from(allocation.percent.as_ref()?.value.0).unwrap_or(FULL_TIME) })
    });
    let allocations = allocations.collect();
    let zone = record.time_zone.as_ref().map(|zone| zone.value.clone());
    let hours = record.working_hours.as_ref().map_or_else(|| to.names.config.working_hours.clone(), |hours| hours.value.0.clone());
    let photo = record.photo.as_ref().map(|photo| photo.value.0.clone());
    if let Some(photo) = &record.photo {
        texts.picture(&photo.value.0, photo.span, readers(record, to, |publish| &publish.photo));
    }
    let dates = Dates::of(record, to);
    let schedule = zone.clone().and_then(|zone| dates.schedule(record, Schedule::new(zone, hours.clone()), holidays, calendars));
    let location = record.location.as_ref();
    let capacity = record.capacity.as_ref();
    let shown = readers(record, to, |publish| &publish.links);
    let links = record.links.iter().filter_map(|link| self::link(link, texts, shown)).collect();
    let name = record.name.as_ref().map(|name| name.value.0.clone());
    let role = record.role.as_ref().map(|role| role.value.0.clone());
    if to.failed {
        return None;
    }
    Some(Person {
        slug: slug.to_owned(),
        file: to.file.clone(),
        name: name?,
        role: role?,
        kind,
        focus_areas,
        pronouns: record.pronouns.as_ref().map(|pronouns| pronouns.value.0.clone()),
        level: record.level.as_ref().map(|level| level.value.0.clone()),
        specialties: record.specialties.iter().map(|specialty| specialty.0.clone()).collect(),
        manager,
        start_date: value(record.start_date.as_ref()),
        end_date: value(record.end_date.as_ref()),
        region: region.map(|region| region.id),
        location: location.and_then(|location| location.label.as_ref()).map(|label| label.value.0.clone()),
        country: location.and_then(|location| location.country.as_ref()).map(|country| country.value.0.clone()),
        zone: zone?,
        hours,
        stretch: record.stretch_hours.as_ref().map(|hours| hours.value.0.clone()),
        schedule: schedule?,
        confirmed: value(record.confirmed.as_ref()),
        max_percent: capacity
            .and_then(|capacity| capacity.max_percent.as_ref())
            .and_then(|percent| u8::try_from(percent.value.0).ok())
            .unwrap_or(FULL_TIME),
        accepting: capacity.and_then(|capacity| capacity.accepting.as_ref()).map(|accepting| accepting.value),
        allocations,
        handles: record.handles.0.iter().map(|(system, name)| (system.value.clone(), name.0.clone())).collect(),
        photo,
        links,
        publish: published(record),
        coverage: record.publish.as_ref().and_then(|publish| value(publish.value.coverage.as_ref())),
        shows: Showing::Name,
    })
}

/// The dated parts of somebody's hours. They are read whether or not the zone can be, so that all their faults come at once.
struct Dates {
    rows: Vec<ScheduleRow>,
    away: Vec<DateSpan>,
    exceptions: BTreeMap<Date, DayHours>,
}

impl Dates {
    fn of(record: &PersonRecord, to: &mut Resolver<'_, '_>) -> Self {
        let rows: Vec<_> = record.schedule.iter().filter_map(|row| self::row(row, to)).collect();
        let mut first_days: Vec<Date> = Vec::new();
        for from in record.schedule.iter().filter_map(|row| row.from.as_ref()) {
            if first_days.contains(&from.value) {
                let message = format!("two rows of `schedule` begin on {}", from.value);
                to.report(&registry::SCHEDULE_OVERLAP, from.span, message, "give each row of `schedule` its own `from`");
            }
            first_days.push(from.value);
        }
        let away: Vec<_> = record.away.iter().filter_map(|away| span(away.from.as_ref(), away.to.as_ref(), to)).collect();
        for away in &record.away {
            to.maybe_person(away.backup.as_ref());
        }
        let mut exceptions = BTreeMap::new();
        let Map(entries) = &record.exceptions;
        for (date, hours) in entries {
            match crate::time::parse_date(&date.value) {
                Ok(day) => {
                    exceptions.insert(day, hours.value.clone());
                }
                Err(error) => to.report(&registry::BAD_DATE, date.span, error.to_string(), "write a date as `2026-03-05`"),
            }
        }
        Self { rows, away, exceptions }
    }

    fn schedule(self, record: &PersonRecord, usual: Schedule, holidays: Option<usize>, calendars: &[Calendar]) -> Option<Schedule> {
        let stretch = record.stretch_hours.as_ref().map_or_else(WeeklyHours::default, |hours| hours.value.0.clone());
        let calendar = holidays.and_then(|index| calendars.get(index));
        let holidays: Holidays =
            calendar.map_or_else(Holidays::default, |calendar| calendar.days.iter().map(|(date, _)| (*date, DayHours::Closed)).collect());
        let schedule = usual
            .with_stretch(stretch)
            .with_exceptions(self.exceptions)
            .with_holidays(holidays)
            .with_away(self.away)
            .with_dates(value(record.start_date.as_ref()), value(record.end_date.as_ref()));
        schedule.with_rows(self.rows).ok()
    }
}

/// Who sees which field, as far as the record says.
/// Who sees a field of somebody that only their page and their name bear: nobody whom the site does not show their name.
fn readers(record: &PersonRecord, to: &Resolver<'_, '_>, field: fn(&PublishRecord) -> &Option<Located<Publish>>) -> SeenBy {
    let publish = record.publish.as_ref().map(|publish| &publish.value);
    let given = |field: &Option<Located<Publish>>| field.as_ref().map(|given| given.value);
    let name = publish.and_then(|publish| given(&publish.name));
    let coverage = publish.and_then(|publish| value(publish.coverage.as_ref()));
    let field = publish.and_then(|publish| given(field(publish))).unwrap_or(Publish::Public);
    let sees = |audience: Audience| audience.reads(field) && showing(to.names.config, audience, name, coverage) == Showing::Name;
    match (sees(Audience::Public), sees(Audience::Internal)) {
        (true, _) => SeenBy::All,
        (false, true) => SeenBy::Internal,
        (false, false) => SeenBy::Nobody,
    }
}

fn published(record: &PersonRecord) -> BTreeMap<&'static str, Publish> {
    let Some(publish) = record.publish.as_ref().map(|publish| &publish.value) else { return BTreeMap::new() };
    let fields = [
        ("name", &publish.name),
        ("pronouns", &publish.pronouns),
        ("photo", &publish.photo),
        ("location", &publish.location),
        ("handles", &publish.handles),
        ("level", &publish.level),
        ("manager", &publish.manager),
        ("specialties", &publish.specialties),
        ("links", &publish.links),
    ];
    fields.into_iter().filter_map(|(field, given)| Some((field, value(given.as_ref())?))).collect()
}

fn row(record: &ScheduleRecord, to: &mut Resolver<'_, '_>) -> Option<ScheduleRow> {
    let dates = match &record.to {
        Some(_) => span(record.from.as_ref(), record.to.as_ref(), to)?,
        None => DateSpan::new(record.from.as_ref()?.value, None).ok()?,
    };
    Some(ScheduleRow {
        dates,
        zone: record.time_zone.as_ref().map(|zone| zone.value.clone()),
        hours: record.working_hours.as_ref().map(|hours| hours.value.0.clone()),
        every_weeks: record.every.as_ref().map(|every| every.value.0),
    })
}

type MaybeDate<'a> = Option<&'a Located<Date>>;

fn span(from: MaybeDate<'_>, until: MaybeDate<'_>, to: &mut Resolver<'_, '_>) -> Option<DateSpan> {
    super::items::ordered(to, ("from", from), ("to", until));
    DateSpan::new(from?.value, Some(until?.value)).ok()
}
