//! The digest for mail and chat: how the portfolio, or one program, stands and what has changed.
//!
//! A [`Digest`] is a value and its own JSON; [`outline`](outline()) puts it into words once, and a small file for each
//! format writes those words down. Dates are absolute, so that a digest is still true when it is read later.
//! Deliberately absent: relative addresses, which lead nowhere outside the site: without a base URL there are none at
//! all.

mod html;
mod markdown;
mod outline;
#[cfg(test)]
mod tests;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use outline::{DigestItem, DigestLink, DigestSection, DigestText, outline};
pub use text::text;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::known::{self, Unknown};
use super::shape::Address;
use super::{address, item};
use crate::invariant::invariant;
use crate::model::{Decider, Program, ProgramId};
use crate::parse::records::Lifecycle;
use crate::snapshot::{HealthCount, HealthMark, Snapshot, counts, rank, summary, wording};
use crate::status::{Change, Counts, DecisionNeed, DueMilestone, Freshness, Portfolio, REVIEW, changes};
use crate::time::{PlanDate, Slip};

/// What a digest is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DigestQuery {
    /// The first day of what has changed; one review before the site's day when not given.
    pub since: Option<Date>,
    /// The slug of the one program that it is about.
    pub program: Option<String>,
}

/// Why there is no digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DigestError {
    /// The program is none of the site's.
    Unknown(Unknown),
    /// The first day comes after the site's day.
    SinceAfter {
        /// The first day.
        since: Date,
        /// The site's day.
        as_of: Date,
    },
}

/// How everything stands on a day, and what has changed since another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Digest {
    /// The site's title.
    pub title: String,
    /// BCP 47 tag of its language.
    #[serde(skip)]
    pub language: String,
    /// The page that says more.
    pub url: Option<Address>,
    /// The day that everything is stated for.
    pub as_of: Date,
    /// The first day of what has changed.
    pub since: Date,
    /// How many programs stand where.
    pub counts: Counts,
    /// Active programs by health in the site's words, colours before stale and never.
    #[serde(skip)]
    pub health: Vec<HealthCount>,
    /// `11 active programs; 1 planned, 2 complete.`
    #[serde(skip)]
    pub summary: String,
    /// The one program that the digest is about.
    pub program: Option<ProgramStatus>,
    /// Programs that need attention, the worst first.
    pub exceptions: Vec<ProgramStatus>,
    /// Decisions that active programs wait for, the most urgent first.
    pub decisions_needed: Vec<DigestDecision>,
    /// Milestones expected before the day that have not been reached.
    pub overdue: Vec<DueLine>,
    /// Milestones expected in the next thirty days.
    pub ahead: Vec<DueLine>,
    /// What has changed, health first.
    pub changes: Vec<DigestChange>,
}

/// A program by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProgramName {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: Option<Address>,
}

/// How a program stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProgramStatus {
    /// The program.
    pub program: ProgramName,
    /// How it is counted.
    pub health: HealthMark,
    /// What the rules say when they say worse than the report.
    pub flag: Option<HealthMark>,
    /// Why the rules do not say green; empty for a program whose report is too old to judge by.
    pub reasons: Vec<String>,
    /// The last report in one sentence.
    pub headline: Option<String>,
    /// What brings it back, by the last report.
    pub path_to_green: Option<String>,
    /// The name of who answers for it.
    pub dri: String,
    /// Percent chance to meet the forecast end, as a report says that is not too old to count.
    pub confidence: Option<u8>,
    /// The day of the last report.
    pub last_update: Option<Date>,
    /// When the next one is or was due.
    pub next_due: Option<Date>,
}

/// A decision that a program waits for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DigestDecision {
    /// The program.
    pub program: ProgramName,
    /// The request's id.
    pub id: String,
    /// What is asked.
    pub ask: String,
    /// The name of who decides.
    pub from: String,
    /// Until when.
    pub by: Date,
    /// Whether that day has passed.
    pub overdue: bool,
}

/// A milestone that is near or overdue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DueLine {
    /// The program.
    pub program: ProgramName,
    /// The milestone's id.
    pub id: String,
    /// What is reached.
    pub name: String,
    /// Whether the program's health depends on it.
    pub key: bool,
    /// When it is expected.
    pub expected: Date,
    /// Days by which that is after the baseline; negative is early.
    pub slip_days: i32,
    /// When it is expected as the plan or the report writes it: a day, or a time without one such as `2026-Q3`.
    pub expected_written: String,
    /// The same for people.
    #[serde(skip)]
    pub plan: PlanDate,
    /// The slip as it is told.
    #[serde(skip)]
    pub slip: Slip,
}

/// Something that has changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DigestChange {
    /// When it became known.
    pub date: Date,
    /// The program.
    pub program: ProgramName,
    /// What kind of change, as `/api/v1/changes.json` calls it.
    pub kind: &'static str,
    /// The same for people: `Worse`.
    #[serde(skip)]
    pub title: String,
    /// What changed, in words.
    pub text: String,
    /// The report that says so, else the program's page.
    pub url: Option<Address>,
}

/// The digest that `query` asks for.
///
/// # Errors
/// When it names a program that the site does not have, or a first day after the site's.
pub fn digest(cx: &Snapshot<'_>, query: &DigestQuery) -> Result<Digest, DigestError> {
    let as_of = cx.model.as_of;
    let since = query.since.unwrap_or_else(|| as_of.checked_sub(REVIEW.days()).unwrap_or(as_of));
    if since > as_of {
        return Err(DigestError::SinceAfter { since, as_of });
    }
    let only =
        query.program.as_deref().map(|slug| known::program(cx, slug)).transpose().map_err(DigestError::Unknown)?;
    let asked = |id: ProgramId| only.is_none_or(|only| only == id);
    let portfolio = Portfolio::among(cx.model, cx.states, asked);
    let mut changed: Vec<Change<'_>> =
        changes(cx.model, since, as_of).into_iter().filter(|change| asked(change.program)).collect();
    // Stable: changes of one kind and program stay in the order of their dates.
    changed.sort_by_key(|change| (rank(&change.kind), change.program));
    let page = only.map_or_else(|| "/programs/".to_owned(), |id| format!("/programs/{}/", cx.model.program(id).slug));
    Ok(Digest {
        title: cx.model.config.title.clone(),
        language: cx.model.config.language.clone(),
        url: absolute(cx, &page),
        as_of,
        since,
        counts: portfolio.counts,
        health: counts(cx, &portfolio),
        summary: summary(&portfolio),
        program: only.map(|id| standing(cx, id)),
        exceptions: portfolio.exceptions.iter().map(|exception| standing(cx, exception.program)).collect(),
        decisions_needed: portfolio.needs.iter().map(|need| wanted(cx, need)).collect(),
        overdue: portfolio.overdue.iter().map(|due| due_line(cx, due)).collect(),
        ahead: portfolio.ahead.iter().map(|due| due_line(cx, due)).collect(),
        changes: changed.iter().map(|change| news(cx, change)).collect(),
    })
}

impl Digest {
    /// The digest as one JSON object.
    #[must_use]
    pub fn json(&self) -> String {
        // Words and numbers always serialise.
        let mut text = invariant(serde_json::to_string_pretty(self), "what is published in JSON can be written");
        text.push('\n');
        text
    }
}

fn absolute(cx: &Snapshot<'_>, url: &str) -> Option<Address> {
    address::origin(cx).map(|_| address::address(cx, url))
}

fn name(cx: &Snapshot<'_>, program: &Program) -> ProgramName {
    let url = absolute(cx, &format!("/programs/{}/", program.slug));
    ProgramName { slug: program.slug.clone(), name: program.name.on(cx.model.as_of).clone(), url }
}

fn standing(cx: &Snapshot<'_>, id: ProgramId) -> ProgramStatus {
    let (program, state) = (cx.model.program(id), cx.state(id));
    let active = state.facts.lifecycle == Lifecycle::Active;
    let current = active && state.freshness != Some(Freshness::Stale);
    let health = &state.health;
    let report = state.update;
    ProgramStatus {
        program: name(cx, program),
        health: cx.health(id),
        flag: health.flag().map(|colour| cx.colour(colour)),
        reasons: health.reasons.iter().filter(|_| current).map(|reason| reason.text.clone()).collect(),
        headline: report.map(|update| update.headline.plain().to_owned()),
        path_to_green: report.and_then(|update| update.path_to_green.as_ref()).map(|path| path.plain().to_owned()),
        dri: cx.model.person(state.facts.dri).name.clone(),
        confidence: state.confidence.filter(|_| current),
        last_update: report.map(|update| update.date),
        next_due: state.next_due.filter(|_| active),
    }
}

fn wanted(cx: &Snapshot<'_>, need: &DecisionNeed<'_>) -> DigestDecision {
    let asked = need.state.need;
    DigestDecision {
        program: name(cx, cx.model.program(need.program)),
        id: asked.id.clone(),
        ask: asked.ask.plain().to_owned(),
        from: match &asked.from {
            Decider::Person(id) => cx.model.person(*id).name.clone(),
            Decider::Forum(forum) => forum.name.clone(),
        },
        by: asked.by,
        overdue: need.state.overdue,
    }
}

fn due_line(cx: &Snapshot<'_>, due: &DueMilestone) -> DueLine {
    let program = cx.model.program(due.program);
    let milestone = item(&program.milestones, due.milestone);
    DueLine {
        program: name(cx, program),
        id: milestone.id.clone(),
        name: milestone.name.on(cx.model.as_of).clone(),
        key: due.key,
        expected: due.expected.last,
        expected_written: due.expected.written.to_string(),
        plan: due.expected,
        slip: due.slip,
        slip_days: due.slip_days,
    }
}

fn news(cx: &Snapshot<'_>, change: &Change<'_>) -> DigestChange {
    let program = cx.model.program(change.program);
    let (title, text) = wording(cx, change);
    let report = change.report.map(|index| item(&program.updates, index));
    let page = report.map(|update| absolute(cx, &format!("/programs/{}/updates/{}/", program.slug, update.name)));
    let program = name(cx, program);
    DigestChange {
        date: change.date,
        kind: change.kind.word(),
        title: title.to_owned(),
        text,
        url: page.unwrap_or_else(|| program.url.clone()),
        program,
    }
}
