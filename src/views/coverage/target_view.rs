//! Targets as the page shows them: met or missed this week, with planned hires, and over the year.

use serde::Serialize;

use crate::coverage::{TargetFacts, TargetOutcome, words};
use crate::views::{AreaChip, Cx};
use crate::words::{Term, WORDS};

/// A target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetView {
    /// Its name.
    pub name: String,
    /// The area whose people count.
    pub area: Option<AreaChip>,
    /// Its days and hours.
    pub hours: String,
    /// The city whose clock they are read on.
    pub city: String,
    /// How many people it asks for.
    pub min_people: String,
    /// How the week does.
    pub outcome: OutcomeView,
    /// How the week would do with those yet to come.
    pub with_planned: Option<OutcomeView>,
    /// Weeks of the year ahead in which it is met: `41 of 52`.
    pub year: String,
    /// The week of the year with the most hours short, as `28 Dec 2026 to 3 Jan 2027, 12 h short`; empty when it is met
    /// all year.
    pub worst: String,
}

/// Met or missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeView {
    /// Whether it is met.
    pub met: bool,
    /// `Met` or `Missed`.
    pub word: &'static str,
    /// Hours met of hours asked for.
    pub met_of: String,
    /// The same as a bar.
    pub bar: String,
    /// Days with too few people.
    pub days: String,
    /// Hours with too few people.
    pub hours: String,
    /// The most people missing at once.
    pub people: String,
    /// Which days, and how long on each; empty when met.
    pub detail: String,
}

/// A target as the page shows it.
#[must_use]
pub fn target_view(cx: &Cx<'_>, target: &TargetFacts) -> TargetView {
    let area = target.focus_area.as_ref().and_then(|slug| cx.model.find_focus_area(slug));
    TargetView {
        name: target.name.clone(),
        area: area.map(|id| cx.focus_area(id)),
        hours: target.hours.clone(),
        city: target.time_zone.city(),
        min_people: WORDS.count(target.min_people, Term::Person),
        outcome: outcome_view(&target.outcome),
        with_planned: target.with_planned_hires.as_ref().map(outcome_view),
        year: format!("{} of {}", target.weeks.iter().filter(|week| week.met).count(), target.weeks.len()),
        worst: worst_week(target),
    }
}

fn worst_week(target: &TargetFacts) -> String {
    let missed = target.weeks.iter().filter(|week| !week.met);
    let worst = missed.reduce(|worst, week| if week.short_hours > worst.short_hours { week } else { worst });
    worst.map_or_else(String::new, |worst| {
        format!("In the worst week, {}, {} are short.", words::week(worst.week), worst.short_hours.words())
    })
}

fn outcome_view(outcome: &TargetOutcome) -> OutcomeView {
    OutcomeView {
        met: outcome.met,
        word: if outcome.met { "Met" } else { "Missed" },
        met_of: format!("{} of {}", outcome.met_hours.text(), outcome.asked_hours.short()),
        bar: bar(outcome),
        days: outcome.short_days.len().to_string(),
        hours: outcome.short_hours.to_string(),
        people: outcome.people_short.to_string(),
        detail: outcome.shortfall(),
    }
}

/// Hours met as a part of hours asked for.
fn bar(outcome: &TargetOutcome) -> String {
    let asked = outcome.asked_hours.minutes().max(1);
    let met = outcome.met_hours.minutes() * 100 / asked;
    format!(
        "<svg class=\"cov-met\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" \
         focusable=\"false\"><path d=\"M0 0H{met}V10H0z\"/></svg>"
    )
}
