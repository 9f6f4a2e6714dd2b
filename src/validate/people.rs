//! `people/<slug>.yaml` → [`Person`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::entries::changed_twice;
use super::items::{all, given, ordered, value};
use super::names::Resolver;
use crate::diagnostics::registry;
use crate::markdown::SeenBy;
use crate::model::{Allocation, Audience, HolidayCalendar, Person, showing};
use crate::parse::decode::{Located, Map};
use crate::parse::records::{
    AllocationRecord, PersonKind, PersonRecord, PrivacyLevel, Publish, PublishRecord, ScheduleRecord,
};
use crate::parse::refs::Declared;
use crate::time::{DateSpan, DayHours, Holidays, Schedule, ScheduleRow, WeeklyHours};

/// Most percent of somebody's time for programs when their record does not say.
const FULL_TIME: u8 = 100;

/// Builds a person, or `None` after findings.
#[expect(clippy::too_many_lines, reason = "it names every field")]
pub(super) fn person(
    record: &PersonRecord,
    slug: &str,
    calendars: &[HolidayCalendar],
    to: &mut Resolver<'_, '_>,
) -> Option<Person> {
    // Every field by name: one that is added to the record and forgotten here does not compile. Those of `Dates` are
    // read there.
    let PersonRecord {
        name,
        role,
        time_zone,
        kind,
        focus_areas,
        pronouns,
        level,
        specialties,
        manager,
        start_date,
        end_date,
        region,
        location,
        working_hours,
        stretch_hours,
        schedule: _,
        exceptions: _,
        confirmed,
        holidays,
        away: _,
        capacity,
        allocations,
        handles,
        photo,
        links,
        fields,
        publish,
        formerly,
        erased,
        // `parse::rewind` reads these: the record is that of the model's day.
        recorded: _,
        changes: _,
        span,
        faulty: _,
    } = record;
    let kind = kind.as_ref().map_or(PersonKind::Member, |kind| kind.value);
    if focus_areas.is_empty() && kind == PersonKind::Member && record.lacks("focus_areas") && record.lacks("kind") {
        let hint = "add `focus_areas: [ … ]`, or `kind: stakeholder` for somebody outside the PMO";
        to.report(
            &registry::NEITHER_AREA_NOR_STAKEHOLDER,
            *span,
            "a person needs a focus area or `kind: stakeholder`",
            hint,
        );
    }
    changed_twice(&record.changed_twice(), to);
    ordered(to, ("start_date", start_date.as_ref()), ("end_date", end_date.as_ref()));
    let level = level.as_ref().map(|level| to.level(level));
    if let Some(region) = region {
        let there = end_date.as_ref().is_none_or(|end| to.names.as_of <= end.value);
        let (names, day) = (to.names, to.names.as_of);
        if there {
            to.in_use("region", &names.config.regions, &region.value, region.span, day);
        }
    }
    let hours =
        working_hours.as_ref().map_or_else(|| to.names.config.working_hours.clone(), |hours| hours.value.0.clone());
    if let Some(photo) = photo {
        let seen_by = readers(record, to, |publish| &publish.photo);
        to.texts.picture(&photo.value.0, photo.span, seen_by);
    }
    let followed = holidays.iter().flat_map(|holidays| &holidays.value.0);
    let followed = followed.filter_map(|calendar| to.calendar(calendar)).filter_map(|index| calendars.get(index));
    let holidays = followed.fold(Holidays::default(), |all, calendar| all.and(&calendar.days));
    let dates = Dates::of(record, to);
    let zone = time_zone.as_ref().map(|zone| zone.value.clone());
    let schedule = zone.clone().and_then(|zone| dates.schedule(record, Schedule::new(zone, hours.clone()), holidays));
    let location = location.as_ref().map(|location| &location.value);
    let capacity = capacity.as_ref().map(|capacity| &capacity.value);
    to.readers = readers(record, to, |publish| &publish.name);
    let fields = given(fields.as_ref(), to).unwrap_or_default();
    to.readers = readers(record, to, |publish| &publish.links);
    let publish = publish.as_ref().map(|publish| &publish.value);
    let person = Person {
        slug: slug.to_owned(),
        formerly: formerly.iter().map(|slug| slug.value.0.clone()).collect(),
        file: to.file.clone(),
        kind,
        focus_areas: focus_areas.iter().filter_map(|area| to.area(&area.value, area.span)).collect(),
        pronouns: given(pronouns.as_ref(), to),
        level,
        specialties: specialties.iter().map(|specialty| specialty.0.clone()).collect(),
        manager: given(manager.as_ref(), to),
        start_date: given(start_date.as_ref(), to),
        end_date: given(end_date.as_ref(), to),
        region: region
            .as_ref()
            .and_then(|region| to.declared(Declared::Regions, &region.value, region.span))
            .map(|region| region.id),
        location: location.and_then(|location| location.label.as_ref()).map(|label| label.value.0.clone()),
        country: location.and_then(|location| location.country.as_ref()).map(|country| country.value.0.clone()),
        hours,
        stretch: stretch_hours.as_ref().map(|hours| hours.value.0.clone()),
        confirmed: given(confirmed.as_ref(), to),
        max_percent: capacity
            .and_then(|capacity| capacity.max_percent.as_ref())
            .map_or(FULL_TIME, |percent| percent.value.0),
        accepting: capacity.and_then(|capacity| capacity.accepting.as_ref()).map(|accepting| accepting.value),
        allocations: allocations.iter().filter_map(|allocation| self::allocation(allocation, to)).collect(),
        handles: handles.0.iter().map(|(system, name)| (system.value.clone(), name.0.clone())).collect(),
        photo: photo.as_ref().map(|photo| photo.value.0.clone()),
        links: all(links, *span, to),
        fields,
        publish: {
            let mut seen = publish.map_or_else(BTreeMap::new, published);
            seen.extend(record.name_seen().map(|name| ("name", name)));
            seen
        },
        erased: erased.is_some(),
        coverage: publish.and_then(|publish| publish.coverage.as_ref()).map(|coverage| coverage.value),
        shows: PrivacyLevel::Name,
        zone: zone?,
        schedule: schedule?,
        name: given(name.as_ref(), to)?,
        role: given(role.as_ref(), to)?,
    };
    (!to.failed).then_some(person)
}

fn allocation(record: &AllocationRecord, to: &mut Resolver<'_, '_>) -> Option<Allocation> {
    let AllocationRecord { program, percent, from, to: until, span: _, faulty: _ } = record;
    ordered(to, ("from", from.as_ref()), ("to", until.as_ref()));
    let program = program.as_ref()?;
    let (program, _) = to.program(&program.value, program.span)?;
    let day = to.names.as_of;
    let begun = from.as_ref().is_none_or(|from| from.value <= day);
    let ended = until.as_ref().is_some_and(|until| until.value < day);
    (begun && !ended).then_some(Allocation { program, percent: percent.as_ref()?.value.0 })
}

/// The dated parts of somebody's hours. They are read whether or not the zone can be, so that all their faults come at
/// once.
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
                to.report(
                    &registry::SCHEDULE_OVERLAP,
                    from.span,
                    message,
                    "give each row of `schedule` its own `from`",
                );
            }
            first_days.push(from.value);
        }
        let away: Vec<_> =
            record.away.iter().filter_map(|away| span(away.from.as_ref(), away.to.as_ref(), to)).collect();
        for away in &record.away {
            given(away.backup.as_ref(), to);
        }
        let mut exceptions = BTreeMap::new();
        let Map(entries) = &record.exceptions;
        for (date, hours) in entries {
            match crate::time::parse_date(&date.value) {
                Ok(day) => {
                    exceptions.insert(day, hours.value.clone());
                }
                Err(error) => {
                    to.report(&registry::BAD_DATE, date.span, error.to_string(), crate::time::date_hint(&date.value));
                }
            }
        }
        Self { rows, away, exceptions }
    }

    fn schedule(self, record: &PersonRecord, usual: Schedule, holidays: Holidays) -> Option<Schedule> {
        let stretch = record.stretch_hours.as_ref().map_or_else(WeeklyHours::default, |hours| hours.value.0.clone());
        let schedule = usual
            .with_stretch(stretch)
            .with_exceptions(self.exceptions)
            .with_holidays(holidays)
            .with_away(self.away)
            .with_dates(value(record.start_date.as_ref()), value(record.end_date.as_ref()));
        schedule.with_rows(self.rows).ok()
    }
}

/// Who sees a field of somebody that only their page and their name bear: nobody whom the site does not show their
/// name.
fn readers(
    record: &PersonRecord,
    to: &Resolver<'_, '_>,
    field: fn(&PublishRecord) -> &Option<Located<Publish>>,
) -> SeenBy {
    let publish = record.publish.as_ref().map(|publish| &publish.value);
    let given = |field: &Option<Located<Publish>>| field.as_ref().map(|given| given.value);
    let name = record.name_seen();
    let coverage = publish.and_then(|publish| value(publish.coverage.as_ref()));
    let field = publish.and_then(|publish| given(field(publish))).unwrap_or(Publish::Public);
    let sees = |audience: Audience| {
        audience.reads(field) && showing(to.names.config, audience, name, coverage) == PrivacyLevel::Name
    };
    match (sees(Audience::Public), sees(Audience::Internal)) {
        (true, _) => SeenBy::All,
        (false, true) => SeenBy::Internal,
        (false, false) => SeenBy::Nobody,
    }
}

/// Who sees which field, as far as the record says.
fn published(record: &PublishRecord) -> BTreeMap<&'static str, Publish> {
    let PublishRecord {
        name,
        pronouns,
        photo,
        location,
        handles,
        level,
        manager,
        specialties,
        links,
        coverage: _,
        span: _,
        faulty: _,
    } = record;
    let fields = [
        ("name", name),
        ("pronouns", pronouns),
        ("photo", photo),
        ("location", location),
        ("handles", handles),
        ("level", level),
        ("manager", manager),
        ("specialties", specialties),
        ("links", links),
    ];
    fields.into_iter().filter_map(|(field, given)| Some((field, value(given.as_ref())?))).collect()
}

fn row(record: &ScheduleRecord, to: &mut Resolver<'_, '_>) -> Option<ScheduleRow> {
    let ScheduleRecord { from, to: until, time_zone, working_hours, every, span: _, faulty: _ } = record;
    let dates = match until {
        Some(_) => span(from.as_ref(), until.as_ref(), to)?,
        None => DateSpan::new(from.as_ref()?.value, None).ok()?,
    };
    Some(ScheduleRow {
        dates,
        zone: time_zone.as_ref().map(|zone| zone.value.clone()),
        hours: working_hours.as_ref().map(|hours| hours.value.0.clone()),
        every_weeks: every.as_ref().map(|every| every.value.0),
    })
}

type MaybeDate<'a> = Option<&'a Located<Date>>;

fn span(from: MaybeDate<'_>, until: MaybeDate<'_>, to: &mut Resolver<'_, '_>) -> Option<DateSpan> {
    ordered(to, ("from", from), ("to", until));
    DateSpan::new(from?.value, Some(until?.value)).ok()
}
