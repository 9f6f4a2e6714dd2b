//! How a program stands: reported health, what the rules say, trend, confidence, freshness, and the report's own words.

use serde::Serialize;

use super::past::{TurnView, turn};
use super::words;
use crate::model::{ProgramId, Update};
use crate::parse::records::{Colour, Lifecycle};
use crate::plan::LinkView;
use crate::snapshot::HealthMark;
use crate::status::{Freshness, ProgramState, Trend};
use crate::views::expiry::expiry;
use crate::views::{Cx, DateView, ExpiryView};
use crate::words::{WORDS, capital};

/// How a program stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatusView {
    /// How it is counted.
    pub health: HealthMark,
    /// What was last reported, when it is counted otherwise; like all that is said of health, of an active program
    /// alone.
    pub reported: Option<HealthMark>,
    /// What the rules say when they say worse than the report.
    pub flag: Option<HealthMark>,
    /// Why the rules do not say green.
    pub reasons: Vec<String>,
    /// The colour that the reasons amount to.
    pub computed: Option<HealthMark>,
    /// Where it is heading, in words: `unchanged since 5 Nov 2026`, `worse than on 29 Oct 2026`.
    pub trend: Option<String>,
    /// `better`, `steady`, `worse`.
    pub trend_mark: Option<Trend>,
    /// Percent chance to meet the forecast end.
    pub confidence: Option<u8>,
    /// What that confidence amounts to where it is not green: `At risk below 50%`.
    pub band: String,
    /// The day of the last report.
    pub as_of: Option<DateView>,
    /// Who wrote it.
    pub author: Option<LinkView>,
    /// When the next report is due.
    pub due: Option<DateView>,
    /// Until when it is counted so, if that ends.
    pub expiry: Option<ExpiryView>,
    /// `fresh`, `due`, `stale`, `never`.
    pub freshness: Option<Freshness>,
    /// A sentence when there is no health to show, or none that counts.
    pub note: Option<String>,
    /// Since when it stands where it stands in its life, where the record says so.
    pub turn: Option<TurnView>,
    /// The report in one sentence, as HTML.
    pub headline: Option<String>,
    /// The same without markup, for the cards of chats.
    pub plain: Option<String>,
    /// What brings the program back, as HTML.
    pub path_to_green: Option<String>,
    /// Why health is better than the worst dimension, as HTML.
    pub override_reason: Option<String>,
    /// Health by dimension.
    pub dimensions: Vec<DimensionView>,
}

/// One side of a program's health.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DimensionView {
    /// Its name.
    pub name: String,
    /// Its health.
    pub health: HealthMark,
}

/// How program `id` stands in `state`.
#[must_use]
pub fn status(cx: &Cx<'_>, id: ProgramId, state: &ProgramState<'_>) -> StatusView {
    let ProgramState {
        facts,
        update,
        health: computed_health,
        trend,
        confidence,
        freshness,
        next_due,
        // The day on which all of this holds: who asks for the view knows it.
        date: _,
        // `expiry` reads it.
        counts_until: _,
        // These are shown in rows of their own.
        milestones: _,
        risks: _,
        issues: _,
        assumptions: _,
        dependencies: _,
        decisions: _,
        needs: _,
        measures: _,
    } = state;
    let active = facts.lifecycle == Lifecycle::Active;
    let health = cx.health_of(state);
    let report = *update;
    let current = report.filter(|_| active);
    let reported = current.map(|update| cx.colour(update.health)).filter(|reported| *reported != health);
    let computed = computed_health.computed.map(|colour| cx.colour(colour));
    let never = active && report.is_none();
    StatusView {
        health,
        reported,
        flag: computed.clone().filter(|_| computed_health.watermelon()),
        reasons: computed_health.reasons.iter().map(|reason| capital(&reason.text)).collect(),
        computed,
        trend: trend.filter(|_| active).and_then(|trend| trend_words(cx, id, trend)),
        trend_mark: trend.filter(|_| active),
        confidence: confidence.filter(|_| active),
        band: confidence.filter(|_| active).map_or_else(String::new, |percent| band(cx, percent)),
        author: report.map(|update| cx.person_link(update.author)),
        as_of: report.map(|update| cx.date(update.date)),
        due: next_due.filter(|_| active).map(|date| cx.date(date)),
        expiry: expiry(state),
        freshness: freshness.filter(|_| active),
        note: words::no_health(facts.lifecycle)
            .or(never.then_some("This program has not reported yet. Dates are those of the plan."))
            .map(str::to_owned)
            .or_else(|| stale_note(state)),
        turn: turn(cx, id, state),
        headline: report.map(|update| cx.html(&update.headline)),
        plain: report.map(|update| update.headline.plain().to_owned()),
        path_to_green: current.and_then(|update| update.path_to_green.as_ref().map(|path| cx.html(path))),
        override_reason: current.and_then(|update| override_reason(cx, update)),
        dimensions: current.map_or_else(Vec::new, |update| dimensions(cx, update)),
    }
}

/// Since when the reported health is as it is, or which report it differs from.
fn trend_words(cx: &Cx<'_>, id: ProgramId, trend: Trend) -> Option<String> {
    let updates = &cx.model.program(id).updates;
    let (last, before) = updates.split_last()?;
    let other = before.iter().rposition(|update| update.health != last.health);
    let date = match (trend, other) {
        (Trend::Steady, at) => updates.get(at.map_or(0, |at| at + 1))?.date,
        (Trend::Better | Trend::Worse, _) => before.last()?.date,
    };
    Some(format!("{} {}", words::trend_until(trend), WORDS.date(date)))
}

/// What a confidence amounts to where it is not green.
fn band(cx: &Cx<'_>, percent: u8) -> String {
    let health = &cx.model.config.health;
    let below = |colour, least: u8| format!("{} below {}", cx.colour(colour).label, WORDS.percent(least));
    match health.confidence_colour(percent) {
        Colour::Green => String::new(),
        Colour::Amber => below(Colour::Amber, health.green_confidence),
        Colour::Red => below(Colour::Red, health.amber_confidence),
    }
}

/// That a report is missing, for a program that is counted as stale.
fn stale_note(state: &ProgramState<'_>) -> Option<String> {
    let (update, due) = state.update.zip(state.next_due)?;
    (state.freshness == Some(Freshness::Stale) && state.facts.lifecycle == Lifecycle::Active).then(|| {
        let (last, due) = (WORDS.date(update.date), WORDS.date(due));
        format!("No report since {last}; the next was due on {due}. Below is what was said then.")
    })
}

/// Health by dimension as `update` reports it.
#[must_use]
pub fn dimensions(cx: &Cx<'_>, update: &Update) -> Vec<DimensionView> {
    let view = |(name, colour): &(String, _)| DimensionView { name: capital(name), health: cx.colour(*colour) };
    update.dimensions.iter().map(view).collect()
}

/// Why the report of `update` is better than its worst dimension.
#[must_use]
pub fn override_reason(cx: &Cx<'_>, update: &Update) -> Option<String> {
    update.override_reason.as_ref().map(|reason| cx.html(reason))
}
