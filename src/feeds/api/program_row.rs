//! A program in a list.

use jiff::civil::Date;

use super::health::HealthRow;
use super::joined::Joined;
use super::slugs::{Slugs, names};
use crate::feeds::address;
use crate::feeds::columns::table_row;
use crate::feeds::own::OwnRow;
use crate::feeds::published::published;
use crate::feeds::shape::Address;
use crate::model::{Program, ProgramFacts as Facts, ProgramId};
use crate::parse::records::{CadenceWord, FieldHolder, Lifecycle};
use crate::snapshot::Snapshot;
use crate::status::{Freshness, MilestoneState, ProgramState, Trend};

published! {
    /// A program as it stands, but for its lists.
    #[row]
    pub struct ProgramFacts<'a> {
        /// Its id in every document and address.
        slug: &'a str,
        /// Its name.
        name: &'a str,
        /// Its page.
        url: Address,
        /// Its whole state as a document.
        data: Address,
        /// What it brings about, in one sentence of plain text.
        summary: &'a str,
        /// Where it stands in its life; only an active program has health and can go stale.
        lifecycle: Lifecycle,
        /// The id of its stage.
        stage: Option<&'a str>,
        /// The slug of the focus area that runs it.
        focus_area: &'a str,
        /// The slug of the directly responsible individual.
        dri: &'a str,
        /// The slug of who stands in for the DRI.
        backup: Option<&'a str>,
        /// The slug of who answers for it to the company.
        sponsor: Option<&'a str>,
        /// Health as reported and as computed.
        health: HealthRow,
        /// How it is counted: a colour when active and reported in time, else `stale`, `never` or its lifecycle.
        counted: &'static str,
        /// Whether its status can be relied on; null where that does not apply.
        freshness: Option<Freshness>,
        /// Where health is heading.
        trend: Option<Trend>,
        /// Percent chance to meet the forecast end, as last reported.
        confidence: Option<u8>,
        /// The day of its last report.
        last_update: Option<Date>,
        /// When the next report is due.
        next_due: Option<Date>,
        /// The last report in one sentence of plain text.
        headline: Option<&'a str>,
        /// The next milestone that has not been reached: the earliest key one, else the earliest.
        next_milestone: Option<NextMilestone<'a>>,
        /// Days by which the next milestone is later than its baseline; negative is early, 0 without one.
        slip_days: i32,
        /// How many risks are open.
        open_risks: usize,
        /// How many issues are open.
        open_issues: usize,
        /// Its priority in the site's own words.
        priority: Option<&'a str>,
        /// The ids of the goals that it serves.
        goals: Vec<&'a str>,
        /// Free labels.
        tags: Vec<&'a str>,
        /// How often it reports.
        cadence: CadenceWord,
        /// First day.
        start: Option<Date>,
        /// Planned last day.
        baseline_end: Option<Date>,
        /// Whether it has no planned end.
        ongoing: bool,
        /// The day from which on the record exists, where it says one.
        recorded: Option<Date>,
        /// Planned last day as the plan writes it: a day, or a time without one such as `2026-Q3`.
        baseline_end_written: Option<String>,
        /// Fields of the site's own by their id, null where the record gives none.
        fields: OwnRow<'a>,
    }
}

published! {
    /// A program as it stands.
    #[row]
    pub struct ProgramCounts {
        /// How many requests for a decision wait for an answer.
        decisions_needed: usize,
    }
}

/// A program in the list of programs.
pub type ProgramRow<'a> = Joined<ProgramFacts<'a>, ProgramCounts>;

table_row! {
    ProgramRow<'_>, "programs": [
        "slug", "name", "url", "lifecycle", "stage", "focus_area", "dri", "backup", "sponsor", "reported", "computed", "flag", "counted",
        "freshness", "confidence", "last_update", "next_due", "next_milestone", "next_milestone_expected", "slip_days", "open_risks",
        "open_issues", "decisions_needed", "priority", "goals", "tags", "start", "baseline_end", "summary", "headline", "trend",
        "cadence", "ongoing", "reasons", "next_milestone_name", "next_milestone_baseline", "next_milestone_forecast",
        "data", "recorded", "baseline_end_written", "next_milestone_expected_written",
    ] own Program in head.fields
}

impl<'a> ProgramRow<'a> {
    /// Every program, by slug.
    #[must_use]
    pub fn all(cx: &Snapshot<'a>) -> Vec<Self> {
        cx.model.programs().map(|(id, _)| Self::of(cx, id, cx.state(id))).collect()
    }

    /// The program with this id, in `state`.
    #[must_use]
    pub fn of(cx: &Snapshot<'a>, id: ProgramId, state: &ProgramState<'a>) -> Self {
        Joined {
            head: ProgramFacts::of(cx, id, state),
            tail: ProgramCounts { decisions_needed: state.open_needs().count() },
        }
    }
}

published! {
    /// The milestone that a program heads for.
    #[row]
    pub struct NextMilestone<'a> {
        /// Its id in the program.
        #[column = "next_milestone"]
        id: &'a str,
        /// What is reached.
        #[column = "next_milestone_name"]
        name: &'a str,
        /// The promised date.
        #[column = "next_milestone_baseline"]
        baseline: Date,
        /// When it is expected, as last reported.
        #[column = "next_milestone_forecast"]
        forecast: Option<Date>,
        /// The forecast, else the baseline.
        #[column = "next_milestone_expected"]
        expected: Date,
        /// The same as it is written.
        #[column = "next_milestone_expected_written"]
        expected_written: String,
    }
}

impl<'a> NextMilestone<'a> {
    fn of(now: &MilestoneState<'a>) -> Self {
        let milestone = now.milestone;
        Self {
            id: &milestone.id,
            name: now.facts.name,
            baseline: now.baseline.last,
            forecast: now.forecast.map(|date| date.last),
            expected: now.expected.last,
            expected_written: now.expected.written.to_string(),
        }
    }
}

impl<'a> ProgramFacts<'a> {
    /// The program with this id, in `state`.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "it names every field")]
    pub fn of(cx: &Snapshot<'a>, id: ProgramId, state: &ProgramState<'a>) -> Self {
        let program = cx.model.program(id);
        let Program {
            withheld: _,
            slug,
            summary,
            tags,
            recorded,
            // The state has what the dated fields say.
            name: _,
            lifecycle: _,
            stage: _,
            focus_area: _,
            dri: _,
            backup: _,
            sponsor: _,
            goals: _,
            priority: _,
            start: _,
            ongoing: _,
            cadence: _,
            visibility: _,
            fields: _,
            // Re-baselines move it.
            baseline_end: _,
            // `changes.json` has them.
            changes: _,
            // `ProgramLists` has these.
            formerly: _,
            file: _,
            updates: _,
            core_team: _,
            stakeholder_orgs: _,
            success_measures: _,
            milestones: _,
            rebaselines: _,
            risks: _,
            issues: _,
            assumptions: _,
            dependencies: _,
            decisions: _,
            budget: _,
            links: _,
            channel: _,
        } = program;
        let ProgramState {
            facts,
            update,
            trend,
            confidence,
            freshness,
            next_due,
            // The settings' days of grace are in it.
            counts_until: _,
            // `HealthRow` has it.
            health: _,
            // The day is the document's, and the report before the last one has only its trend here.
            date: _,
            // `ProgramLists` has these.
            milestones: _,
            risks: _,
            issues: _,
            assumptions: _,
            dependencies: _,
            decisions: _,
            needs: _,
            measures: _,
        } = state;
        let Facts {
            name,
            lifecycle,
            stage,
            focus_area,
            dri,
            backup,
            sponsor,
            goals,
            priority,
            start,
            ongoing,
            cadence,
            fields,
            // Always public here: a model for everyone has no other programs.
            visibility: _,
            // `ProgramLists` has these.
            stakeholder_orgs: _,
        } = *facts;
        let end = program.end(state.date);
        Self {
            slug,
            name,
            url: address::program(cx, slug),
            data: address::address(cx, &format!("/api/v1/programs/{slug}.json")),
            summary: summary.plain(),
            lifecycle,
            stage: stage.map(|stage| stage.id.as_str()),
            focus_area: &cx.model.focus_area(focus_area).slug,
            dri: cx.slug(dri),
            backup: backup.map(|id| cx.slug(id)),
            sponsor: sponsor.map(|id| cx.slug(id)),
            health: HealthRow::of(state),
            counted: cx.health_of(state).mark,
            freshness: *freshness,
            trend: *trend,
            confidence: *confidence,
            last_update: update.map(|update| update.date),
            next_due: *next_due,
            headline: update.map(|update| update.headline.plain()),
            next_milestone: state.next_milestone().map(NextMilestone::of),
            slip_days: state.slip_days(),
            open_risks: state.open_risks().count(),
            open_issues: state.open_issues().count(),
            priority,
            goals: goals.iter().map(|goal| goal.id.as_str()).collect(),
            tags: names(tags),
            cadence,
            start,
            baseline_end: end.map(|end| end.last),
            baseline_end_written: end.map(|end| end.written.to_string()),
            ongoing,
            recorded: *recorded,
            fields: OwnRow::of(cx, FieldHolder::Program, fields),
        }
    }
}
