//! What stands in the calendars: milestones, gates, decisions that are due, reviews of risks; and the meetings of focus
//! areas.
//!
//! Ids come from the first slug of the program and the item's own id, so that an event moves in a subscriber's calendar
//! when its date does, and stays when the program gets another slug.

use std::collections::BTreeMap;

use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::address::{address, authority, origin, program as program_page};
use super::api::{Items, MilestoneRow, RiskRow};
use super::ics::{Calendar, Event, Status, When};
use super::{EPOCH, FeedJob, JobInputs, each, file, item, job, with_former};
use crate::artifact::Artifact;
use crate::coverage::{self, MeetingFacts};
use crate::model::{Program, ProgramId, ReportParts};
use crate::parse::records::{GateOutcome, Lifecycle};
use crate::snapshot::Snapshot;
use crate::time::Interval;
use crate::time::{PlanDate, WrittenDate};
use crate::words::WORDS;

/// What events tell of reports.
const READING: ReportParts = ReportParts::MILESTONES.union(ReportParts::RISKS).union(ReportParts::DECISIONS);

/// The portfolio's calendar, then each program's and each focus area's.
pub(super) fn jobs<'c>(cx: &'c Snapshot<'_>) -> impl Iterator<Item = FeedJob<'c>> {
    let portfolio = job("calendar portfolio", JobInputs::Records(READING), || portfolio(cx));
    let meetings = job("calendar meetings", JobInputs::Records(ReportParts::RECORD), || {
        cx.measured().facts().meetings.iter().flat_map(|meeting| meetings(cx, meeting)).collect::<Vec<_>>()
    });
    [portfolio, meetings].into_iter().chain(each(
        "calendar programs",
        cx.model.programs.len(),
        |batch| JobInputs::Programs(batch, READING),
        |index| {
            let id = ProgramId::new(index);
            let program = cx.model.program(id);
            let path = |slug: &str| format!("calendar/programs/{slug}.ics");
            let name = program.name.on(cx.model.as_of);
            let made = write(cx, &format!("/{}", path(&program.slug)), name, events(cx, id));
            with_former(made, &program.formerly, path)
        },
    ))
}

fn portfolio(cx: &Snapshot<'_>) -> Option<Artifact> {
    let events = cx.model.programs().flat_map(|(id, _)| events(cx, id)).collect();
    write(cx, "/calendar/portfolio.ics", &cx.model.config.title, events)
}

/// The best time at which an area can meet, or the times to take in turn, for half a year.
fn meetings(cx: &Snapshot<'_>, facts: &MeetingFacts) -> Vec<Artifact> {
    let area = cx.model.find_focus_area(&facts.focus_area).map(|id| cx.model.focus_area(id));
    let (first, formerly) = area.map_or((&*facts.focus_area, &[][..]), |area| (area.first_slug(), &area.formerly));
    let name = format!("{}: time to meet", facts.name);
    let event = |date: &coverage::MeetingDate| {
        let description = match date.worse_off {
            0 => "Costs nobody more than usual.".to_owned(),
            1 => "Costs one person more than usual this week.".to_owned(),
            more => format!("Costs {more} people more than usual this week."),
        };
        Some(Event {
            when: When::Minutes(Interval::new(date.from, date.to)?),
            told: cx.newest_of_coverage(),
            uid: format!("{}.meeting.{}@{}", first, crate::time::IsoWeek::of(date.from.utc_date()), authority(cx)),
            summary: name.clone(),
            description,
            url: origin(cx).map(|_| address(cx, "/coverage/").0),
            category: "Meeting",
            status: Status::Tentative,
        })
    };
    let events: Vec<Event> = facts.dates.iter().filter_map(event).collect();
    let url = coverage::calendar_url(&facts.focus_area);
    let made = if events.is_empty() { None } else { write(cx, &url, &name, events) };
    with_former(made, formerly, |slug| coverage::calendar_url(slug).trim_start_matches('/').to_owned())
}

pub(super) fn write(cx: &Snapshot<'_>, url: &str, name: &str, mut events: Vec<Event>) -> Option<Artifact> {
    events.sort();
    let own = origin(cx).map(|_| address(cx, url).0);
    let calendar = Calendar { name: name.to_owned(), url: own, events };
    file(url.trim_start_matches('/'), calendar.write())
}

/// Every event of a program.
fn events(cx: &Snapshot<'_>, id: ProgramId) -> Vec<Event> {
    let program = cx.model.program(id);
    let state = cx.state(id);
    let gone = state.facts.lifecycle == Lifecycle::Cancelled;
    let told = Told::of(program, cx.model.as_of);
    let about = About { cx, program, page: program_page(cx, &program.slug).0 };
    let mut events = Vec::new();
    for milestone in MilestoneRow::all(cx, program, state) {
        let status = match (milestone.actual, gone || milestone.dropped.is_some()) {
            (Some(_), _) => Status::Confirmed,
            (None, true) => Status::Cancelled,
            (None, false) => Status::Tentative,
        };
        let dates = milestone_dates(cx, &milestone);
        let name = format!("{} {}", milestone.id, milestone.name);
        if let Some(gate) = &milestone.gate {
            let approvers: Vec<&str> = gate.approvers.iter().map(|slug| decider_name(cx, slug)).collect();
            let mut lines = vec![format!("Approvers: {}", WORDS.commas(&approvers))];
            lines.extend(gate.criteria.iter().map(|criterion| format!("- {criterion}")));
            lines.extend(gate.outcome.0.map(|outcome| format!("Outcome: {}", outcome_word(outcome))));
            let gate_status = if gate.outcome.0.is_some() { Status::Confirmed } else { status };
            events.push(Event {
                status: gate_status,
                ..about.event(
                    ("gate", milestone.id, "Gate"),
                    (milestone.expected, told.milestone(milestone.id)),
                    &format!("Gate: {name}"),
                    lines.join("\n"),
                )
            });
        }
        events.push(Event {
            status,
            ..about.event(
                ("milestone", milestone.id, "Milestone"),
                (milestone.expected, told.milestone(milestone.id)),
                &name,
                dates,
            )
        });
    }
    if !gone {
        for need in state.open_needs().map(|now| now.need) {
            let text = format!("Decision due: {}", need.ask.plain());
            let decides = format!("Decides: {}", cx.decider(&need.from).text);
            events.push(about.event(
                ("decision", &need.id, "Decision"),
                (need.by, told.need(&need.id)),
                &text,
                decides,
            ));
        }
        for risk in RiskRow::all(cx, program, state).filter(|risk| risk.closed.is_none()) {
            let Some(date) = risk.review_by else { continue };
            let owner = risk.owner.map(|slug| format!("\nOwner: {}", person_name(cx, slug))).unwrap_or_default();
            let text = format!("Review risk {}", risk.id);
            let description = format!("{}\nScore: {}{owner}", risk.statement, risk.score);
            events.push(about.event(("risk", risk.id, "Review"), (date, told.risk(risk.id)), &text, description));
        }
    }
    events
}

/// The day of the newest record that tells of each item of a program. A calendar program takes an event with another
/// stamp for a changed one.
struct Told<'m> {
    /// The program's first day, else that of its first report. An item without another record has been in it since.
    first: Date,
    milestones: BTreeMap<&'m str, Date>,
    needs: BTreeMap<&'m str, Date>,
    risks: BTreeMap<&'m str, Date>,
}

impl<'m> Told<'m> {
    fn of(program: &'m Program, as_of: Date) -> Self {
        let reports = || program.updates.iter().filter(|update| update.date <= as_of);
        let first =
            program.start.on(as_of).or_else(|| program.updates.first().map(|update| update.date)).unwrap_or(EPOCH);
        let mut told = Self { first, milestones: BTreeMap::new(), needs: BTreeMap::new(), risks: BTreeMap::new() };
        for risk in &program.risks {
            tell(&mut told.risks, &risk.id, risk.raised);
        }
        for milestone in &program.milestones {
            let dropped = milestone.dropped.as_ref().map(|dropped| dropped.date);
            let changed = milestone.changes.iter().map(|entry| entry.date).max();
            for day in [milestone.added, dropped, changed] {
                tell(&mut told.milestones, &milestone.id, day);
            }
        }
        for rebaseline in program.rebaselines.iter().filter(|rebaseline| rebaseline.told && rebaseline.date <= as_of) {
            for (index, _) in &rebaseline.was {
                tell(&mut told.milestones, &item(&program.milestones, *index).id, Some(rebaseline.date));
            }
        }
        for update in reports() {
            for (index, _) in &update.milestones {
                tell(&mut told.milestones, &item(&program.milestones, *index).id, Some(update.date));
            }
            for (index, _) in &update.risks {
                tell(&mut told.risks, &item(&program.risks, *index).id, Some(update.date));
            }
            for need in &update.decisions_needed {
                tell(&mut told.needs, &need.id, Some(update.date));
            }
        }
        told
    }

    fn milestone(&self, id: &str) -> Date {
        self.milestones.get(id).copied().unwrap_or(self.first)
    }

    fn need(&self, id: &str) -> Date {
        self.needs.get(id).copied().unwrap_or(self.first)
    }

    fn risk(&self, id: &str) -> Date {
        self.risks.get(id).copied().unwrap_or(self.first)
    }
}

/// That a record of `date` tells of the item `id`.
fn tell<'m>(told: &mut BTreeMap<&'m str, Date>, id: &'m str, date: Option<Date>) {
    let Some(date) = date else { return };
    told.entry(id).and_modify(|known| *known = date.max(*known)).or_insert(date);
}

/// What events are about.
struct About<'c> {
    cx: &'c Snapshot<'c>,
    program: &'c Program,
    /// The address of its page.
    page: String,
}

impl About<'_> {
    /// An event; `kind` is the word of its id, the item's id and the category, `days` its own and that of the record
    /// that tells of it.
    fn event(
        &self,
        kind: (&str, &str, &'static str),
        days: (Date, Date),
        text: &str,
        mut description: String,
    ) -> Event {
        let Self { cx, program, page } = self;
        let (word, item, category) = kind;
        let item = utf8_percent_encode(item, NON_ALPHANUMERIC);
        let is_public = origin(cx).is_some();
        if is_public {
            description.extend(["\n", page]);
        }
        Event {
            when: When::Day(days.0),
            told: days.1,
            uid: format!("{}.{word}.{item}@{}", program.first_slug(), authority(cx)),
            summary: format!("{}: {text}", program.name.on(cx.model.as_of)),
            description,
            url: is_public.then(|| page.clone()),
            category,
            status: Status::Tentative,
        }
    }
}

fn milestone_dates(cx: &Snapshot<'_>, milestone: &MilestoneRow<'_>) -> String {
    let words = |last: Date, written: &str| {
        let written = WrittenDate::without_day(written).unwrap_or(WrittenDate::Day(last));
        WORDS.plan_date(PlanDate { written, last })
    };
    let mut lines = vec![format!("Baseline: {}", words(milestone.baseline, &milestone.baseline_written))];
    let forecast = milestone.forecast.zip(milestone.forecast_written.as_deref());
    lines.extend(forecast.map(|(last, written)| format!("Forecast: {}", words(last, written))));
    lines.extend(milestone.actual.map(|date| format!("Actual: {}", WORDS.date(date))));
    if milestone.slip_days != 0 {
        // As it was written from the first on: a calendar that changes its texts asks its readers to look again.
        lines.push(format!("Slip: {:+} d", milestone.slip_days));
    }
    lines.extend(milestone.owner.map(|slug| format!("Owner: {}", person_name(cx, slug))));
    lines.join("\n")
}

fn outcome_word(outcome: GateOutcome) -> &'static str {
    match outcome {
        GateOutcome::Go => "go",
        GateOutcome::NoGo => "no go",
        GateOutcome::Conditional => "go on conditions",
    }
}

fn decider_name<'a>(cx: &Snapshot<'a>, slug: &'a str) -> &'a str {
    let forum = cx.model.config.forums.iter().find(|forum| forum.id == slug);
    forum.map_or_else(|| person_name(cx, slug), |forum| &forum.name)
}

fn person_name<'a>(cx: &Snapshot<'a>, slug: &'a str) -> &'a str {
    cx.model.find_person(slug).map_or(slug, |id| &cx.model.person(id).name)
}
