//! A person's page: what they do, when they work, how much they carry. Of somebody who has left, history only.

use serde::Serialize;

use super::day_strip::day_strip;
use super::own::{OwnView, own_views};
use super::team::{HoursView, LoadView, hours_view, load_view};
use super::{AreaChip, Cx, DateView, Head, PersonChip, ProgramChip};
use crate::coverage::{Usual, words};
use crate::model::{Allocation, Audience, Decider, Link, Person, PersonId, ProgramId, Tenure};
use crate::parse::records::{PersonKind, PrivacyLevel, Visibility};
use crate::plan::LinkView;
use crate::time::{Basis, Date, Interval, IsoWeek, UtcMinute, format_offset, transitions};
use crate::words::WORDS;

/// Its template.
pub const TEMPLATE: &str = "team/person.html";

/// How far ahead absences are shown: as far as people usually plan them.
const ABSENCE_DAYS: usize = 120;

/// How far ahead clock changes are looked for: every zone that changes at all does so within a year and a few days.
const CLOCK_WEEKS: i64 = 54;

/// The most clock changes shown: one each way.
const CLOCK_CHANGES: usize = 2;

/// A person's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// Who.
    pub person: PersonChip,
    /// Pronouns.
    pub pronouns: Option<String>,
    /// `planned`, `present` or `departed`.
    pub standing: &'static str,
    /// Whether they work with the office rather than in it.
    pub stakeholder: bool,
    /// First day.
    pub start: Option<DateView>,
    /// Last day.
    pub end: Option<DateView>,
    /// Their areas.
    pub areas: Vec<AreaChip>,
    /// Areas that they lead.
    pub leads: Vec<AreaChip>,
    /// Name of their job level.
    pub level: Option<String>,
    /// What they are good at.
    pub specialties: Vec<String>,
    /// Who they report to.
    pub manager: Option<PersonChip>,
    /// Who reports to them now.
    pub reports: Vec<PersonChip>,
    /// A rough place, as they give it.
    pub location: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Programs, with the part they have in each and what it takes of their time.
    pub programs: Vec<PartRow>,
    /// Decisions that wait for them, the most urgent first.
    pub owes: Vec<OwedView>,
    /// When they work.
    pub hours: Option<HoursView>,
    /// Hours by arrangement on their clock.
    pub stretch: Vec<String>,
    /// When the hours were last confirmed.
    pub confirmed: Option<DateView>,
    /// Dated changes of zone or hours ahead, for an internal audience only: they tell where somebody will be.
    pub moves: Vec<MoveView>,
    /// The next changes of their clock.
    pub clock_changes: Vec<ClockView>,
    /// Absences ahead, for an internal audience only and without a reason.
    pub away: Vec<AwayView>,
    /// Load and openness.
    pub load: Option<LoadView>,
    /// The IANA name of their time zone, for the page's script.
    pub zone: Option<String>,
    /// Their day, drawn in UTC; it repeats the hours in UTC.
    pub day: Option<String>,
    /// Names on other systems.
    pub handles: Vec<HandleView>,
    /// Where to read more.
    pub links: Vec<LinkView>,
    /// Fields of the site's own.
    pub fields: Vec<OwnView>,
    /// Whether there is anything to say about them besides their programs and hours.
    pub has_about: bool,
    /// What waits for them.
    pub to_do: LinkView,
    /// The whole team.
    pub team: LinkView,
}

/// A program somebody has a part in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartRow {
    /// The program.
    pub program: ProgramChip,
    /// The parts: `Directly responsible`, `Deputy`, `Sponsor`, `Core team, design`; empty for time alone.
    pub parts: String,
    /// How much of their time it takes, in percent.
    pub share: Option<u8>,
}

/// A decision that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwedView {
    /// What is asked, as HTML.
    pub ask: String,
    /// By when.
    pub by: DateView,
    /// Whether that has passed.
    pub overdue: bool,
    /// For which program.
    pub program: ProgramChip,
}

/// A dated change of zone or hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MoveView {
    /// First and last day in words.
    pub when: String,
    /// Hours and clock on those days.
    pub place: String,
    /// Hours on that clock.
    pub local: Vec<String>,
}

/// A change of somebody's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockView {
    /// The date on that clock.
    pub date: DateView,
    /// The distance from UTC from then on.
    pub after: String,
    /// `forward` or `back`.
    pub way: &'static str,
}

/// Days away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwayView {
    /// First day.
    pub from: DateView,
    /// Last day.
    pub to: DateView,
}

/// A name on another system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandleView {
    /// The system.
    pub system: String,
    /// The name there.
    pub name: String,
}

/// Text of a field of `person`, marked where only readers inside see the field.
fn told(person: &Person, field: &str, text: String) -> String {
    WORDS.marked_internal(text, person.is_inside(field))
}

fn handle_views(person: &Person) -> Vec<HandleView> {
    let view = |(system, name): &(String, String)| HandleView {
        system: told(person, "handles", system.clone()),
        name: name.clone(),
    };
    person.handles.iter().map(view).collect()
}

fn link_views(cx: &Cx<'_>, person: &Person) -> Vec<LinkView> {
    let view = |link: &Link| {
        let view = cx.given(link, &person.file);
        // A link that is internal by itself says so already.
        let text = if link.visibility == Visibility::Internal { view.text } else { told(person, "links", view.text) };
        LinkView { text, ..view }
    };
    person.links.iter().map(view).collect()
}

/// The page of one person.
#[must_use]
pub fn view(cx: &Cx<'_>, id: PersonId) -> (Head, PersonView) {
    let model = cx.model;
    let person = model.person(id);
    let Person {
        file,
        name,
        role,
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
        stretch,
        confirmed,
        allocations,
        // `handle_views` and `link_views` read these.
        handles: _,
        links: _,
        fields,
        // Old addresses lead here, and nobody's former name is told.
        formerly: _,
        // The chip has these.
        slug: _,
        photo: _,
        // The place in words says it.
        country: _,
        // `HoursView`, `MoveView` and `AwayView` tell these.
        zone: _,
        hours: _,
        schedule: _,
        // `LoadView` has these.
        max_percent: _,
        accepting: _,
        // These settings are already applied: the model has only what the audience may see.
        publish: _,
        erased: _,
        coverage: _,
        shows: _,
    } = person;
    let standing = person.standing(model.as_of);
    let stakeholder = *kind == PersonKind::Stakeholder;
    let here = standing != Tenure::Departed;
    let works = here && !stakeholder;
    let region = region.as_ref().and_then(|id| model.config.regions.iter().find(|region| &region.id == id));
    let told = |field: &str, text: String| told(person, field, text);
    let mut view = PersonView {
        has_about: false,
        person: cx.person(id),
        pronouns: pronouns.clone().map(|text| told("pronouns", text)),
        standing: match standing {
            Tenure::Planned => "planned",
            Tenure::Present => "present",
            Tenure::Departed => "departed",
        },
        stakeholder,
        start: start_date.map(|date| cx.date(date)),
        end: end_date.map(|date| cx.date(date)),
        areas: focus_areas.iter().map(|area| cx.focus_area(*area)).collect(),
        leads: model
            .focus_areas()
            .filter(|(_, area)| here && area.lead == Some(id))
            .map(|(area, _)| cx.focus_area(area))
            .collect(),
        level: level.as_ref().map(|level| told("level", model.levels.name(level).to_owned())),
        specialties: specialties.iter().map(|text| told("specialties", text.clone())).collect(),
        manager: manager.filter(|manager| here && model.person(*manager).has_page()).map(|manager| {
            let chip = cx.person(manager);
            // The link to a page that is internal says so already.
            let public = model.person(manager).showing(&model.config, Audience::Public) == PrivacyLevel::Name;
            if public { PersonChip { name: told("manager", chip.name), ..chip } } else { chip }
        }),
        reports: reports(cx, id, here),
        location: location.clone().filter(|_| here).map(|text| told("location", text)),
        region: region.filter(|_| here).map(|region| region.name.clone()),
        programs: parts(cx, id, if works { allocations } else { &[] }),
        owes: if here { owes(cx, id) } else { Vec::new() },
        hours: here.then(|| own_hours(cx, person)),
        stretch: stretch.as_ref().filter(|_| works).map_or_else(Vec::new, words::hours),
        confirmed: confirmed.filter(|_| works).map(|date| cx.date(date)),
        moves: if works && model.audience == Audience::Internal { moves(cx, person) } else { Vec::new() },
        clock_changes: if here { clock_changes(cx, person) } else { Vec::new() },
        away: if works && model.audience == Audience::Internal { away(cx, person) } else { Vec::new() },
        load: works.then(|| load_view(person)),
        zone: here.then(|| Usual::of(person, model.as_of).zone.name().to_owned()),
        day: works.then(|| {
            let week = IsoWeek::of(model.as_of);
            let stretch = Usual { hours: stretch.clone().unwrap_or_default(), ..Usual::of(person, model.as_of) };
            day_strip(&Usual::of(person, model.as_of).minutes(week), &stretch.minutes(week), week)
        }),
        handles: if here { handle_views(person) } else { Vec::new() },
        links: if here { link_views(cx, person) } else { Vec::new() },
        fields: own_views(cx, if here { fields } else { &[] }, file),
        to_do: cx.link(&format!("/team/{}/to-do/", person.slug), "To do"),
        team: cx.link("/team/", "The whole team"),
    };
    view.has_about = has_about(&view);
    let description = match standing {
        Tenure::Planned => format!("{name}, {role}, joins the office."),
        Tenure::Present => format!("{name}, {role}: programs, hours and load."),
        Tenure::Departed => format!("{name}, {role}, has left the office."),
    };
    (Head { title: name.clone(), description }, view)
}

fn has_about(view: &PersonView) -> bool {
    let lists = [
        view.areas.is_empty(),
        view.leads.is_empty(),
        view.specialties.is_empty(),
        view.reports.is_empty(),
        view.handles.is_empty(),
    ];
    let facts = [
        view.level.is_some(),
        view.location.is_some(),
        view.region.is_some(),
        view.manager.is_some(),
        view.start.is_some(),
    ];
    lists.contains(&false)
        || facts.contains(&true)
        || view.end.is_some()
        || !view.links.is_empty()
        || !view.fields.is_empty()
}

/// Hours and clock. Hours of a stakeholder are the site's default and nothing they said, so only their clock is shown.
fn own_hours(cx: &Cx<'_>, person: &Person) -> HoursView {
    let hours = hours_view(cx, person);
    match person.kind {
        PersonKind::Member => hours,
        PersonKind::Stakeholder => HoursView { local: Vec::new(), utc: Vec::new(), ..hours },
    }
}

fn reports(cx: &Cx<'_>, id: PersonId, here: bool) -> Vec<PersonChip> {
    let present = |person: &Person| person.has_page() && person.standing(cx.model.as_of) == Tenure::Present;
    let mine = cx.relations().reports(id).iter().filter(|report| here && present(cx.model.person(**report)));
    mine.map(|report| cx.person(*report)).collect()
}

/// Programs with the parts that somebody has in them: those they answer for first, then by slug.
fn parts(cx: &Cx<'_>, id: PersonId, allocations: &[Allocation]) -> Vec<PartRow> {
    let mut rows: Vec<(usize, ProgramId, Vec<String>)> = Vec::new();
    for program_id in cx.relations().programs(id).iter().copied() {
        let facts = cx.state(program_id).facts;
        let core = cx.model.program(program_id).core_team_on(cx.model.as_of).filter(|member| member.person == id);
        let core = core.map(|member| {
            member.role.as_ref().map_or_else(|| "Core team".to_owned(), |role| format!("Core team, {role}"))
        });
        let parts: Vec<(usize, String)> = [
            (facts.dri == id).then_some("Directly responsible"),
            (facts.backup == Some(id)).then_some("Deputy"),
            (facts.sponsor == Some(id)).then_some("Sponsor"),
        ]
        .into_iter()
        .enumerate()
        .filter_map(|(rank, part)| Some((rank, part?.to_owned())))
        .chain(core.map(|part| (3, part)))
        .collect();
        if let Some((rank, _)) = parts.first() {
            rows.push((*rank, program_id, parts.iter().map(|(_, part)| part.clone()).collect()));
        }
    }
    for allocation in allocations {
        if !rows.iter().any(|(_, program, _)| *program == allocation.program) {
            rows.push((4, allocation.program, Vec::new()));
        }
    }
    rows.sort_by_key(|(rank, ..)| *rank);
    let share = |program| allocations.iter().find(|allocation| allocation.program == program);
    rows.into_iter()
        .map(|(_, program, parts)| PartRow {
            program: cx.program(program),
            parts: WORDS.commas(&parts),
            share: share(program).map(|Allocation { program: _, percent }| *percent),
        })
        .collect()
}

fn owes(cx: &Cx<'_>, id: PersonId) -> Vec<OwedView> {
    let mut owed: Vec<(Date, OwedView)> = Vec::new();
    for program_id in cx.relations().programs(id).iter().copied() {
        let mine = cx.state(program_id).open_needs().filter(|need| need.need.from == Decider::Person(id));
        owed.extend(mine.map(|need| {
            let view = OwedView {
                ask: cx.html(&need.need.ask),
                by: cx.date(need.need.by),
                overdue: need.overdue,
                program: cx.program(program_id),
            };
            (need.need.by, view)
        }));
    }
    owed.sort_by_key(|(by, _)| *by);
    owed.into_iter().map(|(_, view)| view).collect()
}

fn moves(cx: &Cx<'_>, person: &Person) -> Vec<MoveView> {
    let ahead = person.schedule.rows().iter().filter(|row| row.dates.from() > cx.model.as_of);
    let view = |row: &crate::time::ScheduleRow| {
        let from = row.dates.from();
        let usual = Usual::of(person, from);
        MoveView {
            when: row.dates.to().map_or_else(|| format!("from {}", cx.date(from).text), |to| WORDS.span(from, to)),
            place: crate::coverage::place(&usual.zone, usual.offset_on(from)),
            local: usual.local_lines(),
        }
    };
    ahead.map(view).collect()
}

fn clock_changes(cx: &Cx<'_>, person: &Person) -> Vec<ClockView> {
    let zone = Usual::of(person, cx.model.as_of).zone;
    let ahead = Interval::spanning(UtcMinute::midnight(cx.model.as_of), CLOCK_WEEKS * 7 * 24 * 60);
    let changes = transitions(std::slice::from_ref(&zone), ahead);
    let view = |change: &crate::time::Transition| ClockView {
        date: cx.date(change.local_date()),
        after: format_offset(change.after),
        way: if change.jump_minutes() < 0 { "back" } else { "forward" },
    };
    changes.iter().take(CLOCK_CHANGES).map(view).collect()
}

/// Absences ahead as runs of days; weekends and holidays inside one belong to it.
fn away(cx: &Cx<'_>, person: &Person) -> Vec<AwayView> {
    let days = std::iter::successors(Some(cx.model.as_of), |date| date.tomorrow().ok()).take(ABSENCE_DAYS);
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for day in days.filter(|day| person.schedule.day(*day).basis == Basis::Away) {
        match runs.last_mut() {
            Some((_, last)) if last.tomorrow().ok() == Some(day) => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs.into_iter().map(|(from, to)| AwayView { from: cx.date(from), to: cx.date(to) }).collect()
}
