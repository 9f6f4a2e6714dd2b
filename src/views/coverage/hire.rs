//! What the next people would bring: the page of who decides whom to hire.

use serde::Serialize;

use super::head::head;
use super::sentences::difference;
use super::simulator::{SimulatorView, simulator};
use crate::coverage::{CoverageFacts, Hours, WeekFacts, place};
use crate::plan::LinkView;
use crate::status::Generated;
use crate::views::{Cx, DateView, Head, Introduction};

/// Its template.
pub const TEMPLATE: &str = "coverage/hire.html";

/// What the next people would bring.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HiringView {
    /// What an author wrote above.
    pub introduction: Option<Introduction>,
    /// Who is yet to come.
    pub planned: Vec<HireView>,
    /// What those yet to come would change in this week.
    pub planned_effect: Vec<EffectView>,
    /// What a hire would bring; none when nothing is missing.
    pub simulator: Option<SimulatorView>,
}

/// Somebody yet to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HireView {
    /// Who.
    pub who: LinkView,
    /// From when.
    pub start: Option<DateView>,
    /// Where the clock is.
    pub place: String,
    /// Hours on that clock.
    pub local: Vec<String>,
    /// Hours in UTC.
    pub utc: Vec<String>,
}

/// A figure as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EffectView {
    /// What it is.
    pub what: String,
    /// Now.
    pub now: String,
    /// With those yet to come.
    pub then: String,
    /// The difference.
    pub change: String,
}

/// What the next people would bring.
#[must_use]
pub fn view(cx: &Cx<'_>) -> (Head, HiringView) {
    let facts = cx.measured().facts();
    let description = "What planned hires change in the week, and when a day of work would help most.";
    let (head, introduction) = head(cx, Generated::CoverageHire, description.to_owned());
    let view = HiringView {
        introduction,
        planned: hires(cx, facts),
        planned_effect: facts.with_planned_hires.map_or_else(Vec::new, |then| effect(facts, then)),
        simulator: facts.hire.as_ref().map(simulator),
    };
    (head, view)
}

fn hires(cx: &Cx<'_>, facts: &CoverageFacts) -> Vec<HireView> {
    let hire = |hire: &crate::coverage::PersonFacts| HireView {
        who: match &hire.slug {
            Some(slug) => cx.link(&format!("/team/{slug}/"), hire.name.clone()),
            None => LinkView { href: String::new(), text: hire.name.clone() },
        },
        start: hire.start_date.map(|date| cx.date(date)),
        place: hire
            .time_zone
            .as_ref()
            .zip(hire.offset_minutes)
            .map_or_else(String::new, |(zone, minutes)| place(zone, minutes * 60)),
        local: hire.hours.clone(),
        utc: hire.hours_utc.clone(),
    };
    facts.planned_hires.iter().map(hire).collect()
}

fn effect(facts: &CoverageFacts, then: WeekFacts) -> Vec<EffectView> {
    let now = &facts.whole_week;
    let hours = |what: &str, now: Hours, then: Hours| EffectView {
        what: what.to_owned(),
        now: now.to_string(),
        then: then.to_string(),
        change: difference(then, now),
    };
    let mut effects = vec![
        hours("Hours with nobody", now.uncovered_hours, then.uncovered_hours),
        hours("Hours with one person", now.single_person_hours, then.single_person_hours),
    ];
    for target in &facts.targets {
        if let Some(planned) =
            target.with_planned_hires.as_ref().filter(|planned| planned.short_hours != target.outcome.short_hours)
        {
            effects.push(hours(
                &format!("{}: hours short", target.name),
                target.outcome.short_hours,
                planned.short_hours,
            ));
        }
    }
    effects
}
