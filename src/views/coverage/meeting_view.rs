//! Meeting windows as the page shows them.

use serde::Serialize;

use crate::coverage::{BreakFacts, MeetingFacts, SlotFacts, calendar_url, words};
use crate::plan::LinkView;
use crate::views::Cx;
use crate::words::{Term, WORDS};

/// Most stretches of broken weeks that are named; the data has them all.
const MOST_BREAKS: usize = 4;

/// When an area can meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeetingView {
    /// The area.
    pub area: LinkView,
    /// How many people.
    pub people: String,
    /// The city on whose clock the meeting stays.
    pub city: String,
    /// When, or why not, in a sentence.
    pub finding: String,
    /// Hours on that clock when all are in theirs.
    pub hours: Vec<String>,
    /// The best slot, or those to take in turn.
    pub slots: Vec<SlotView>,
    /// What a round costs each person.
    pub ledger: Vec<LedgerView>,
    /// The calendar of the next half year; none where no calendars are written.
    pub calendar: Option<LinkView>,
}

/// A slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotView {
    /// `Tue 15:00`.
    pub when: String,
    /// The same in UTC this week.
    pub utc: String,
    /// `5 in their hours, 1 outside`.
    pub cost: String,
    /// `holds 49 of 52 weeks; breaks 15 to 28 Mar 2027 (2 people)`.
    pub holds: String,
}

/// A person's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerView {
    /// Who.
    pub person: String,
    /// What each slot costs, in words.
    pub slots: Vec<&'static str>,
    /// The scores added up.
    pub sum: String,
}

/// The areas' meetings.
#[must_use]
pub fn meetings(cx: &Cx<'_>, facts: &[MeetingFacts]) -> Vec<MeetingView> {
    facts.iter().map(|facts| meeting(cx, facts)).collect()
}

fn meeting(cx: &Cx<'_>, facts: &MeetingFacts) -> MeetingView {
    let ledger = |line: &crate::coverage::LedgerFacts| LedgerView {
        person: line.person.clone(),
        slots: line.slots.iter().copied().map(cost_word).collect(),
        sum: line.sum.to_string(),
    };
    let calendar = cx.model.config.feeds.ics && !facts.dates.is_empty();
    MeetingView {
        area: cx.link(&format!("/focus-areas/{}/", facts.focus_area), facts.name.clone()),
        people: WORDS.count(facts.people, Term::Person),
        city: facts.time_zone.city(),
        finding: finding(facts),
        hours: facts.hours.clone(),
        slots: facts.slots.iter().map(slot).collect(),
        ledger: facts.ledger.iter().map(ledger).collect(),
        calendar: calendar.then(|| cx.link(&calendar_url(&facts.focus_area), "Calendar file of the next half year")),
    }
}

fn finding(facts: &MeetingFacts) -> String {
    match facts.answer {
        "common_hours" => "All are in their hours.".to_owned(),
        "no_common_hours" if facts.slots.len() > 1 => {
            format!(
                "No common hours: async first. What a meeting costs is shared most fairly with {} times in turn.",
                facts.slots.len()
            )
        }
        "no_common_hours" => "No common hours: async first. This time costs the least.".to_owned(),
        "no_common_day" => "No common hours, and no day on which all of them work: async only.".to_owned(),
        _ => "Too many different hours to look for a time.".to_owned(),
    }
}

fn slot(facts: &SlotFacts) -> SlotView {
    let outside = if facts.outside == 0 { String::new() } else { format!(", {} outside", facts.outside) };
    SlotView {
        when: format!("{} {}", facts.day, facts.start),
        utc: words::moment(facts.first),
        cost: format!("{} in their hours{outside}", facts.in_hours),
        holds: holds(facts),
    }
}

fn holds(facts: &SlotFacts) -> String {
    let held = format!("{} of {} weeks", facts.holds_weeks, facts.of_weeks);
    if facts.breaks.is_empty() {
        return held;
    }
    let broken = |weeks: &BreakFacts| {
        format!("{} ({})", WORDS.span(weeks.from, weeks.to), WORDS.count(weeks.people, Term::Person))
    };
    let mut named: Vec<String> = facts.breaks.iter().take(MOST_BREAKS).map(broken).collect();
    let more = facts.breaks.len().saturating_sub(MOST_BREAKS);
    if more > 0 {
        named.push(WORDS.count(more, Term::MoreStretch));
    }
    format!("{held}; breaks {}", WORDS.list(&named))
}

fn cost_word(word: &str) -> &'static str {
    match word {
        "in_hours" => "in hours",
        "stretch" => "by arrangement",
        "waking" => "awake",
        _ => "at night",
    }
}
