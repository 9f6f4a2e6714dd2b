//! What people see of a list: the columns that fit a terminal, the sentence last.

use super::super::table::aligned;
use crate::feeds::api::{DecisionRow, InProgram, NeedRow, PersonRow, ProgramRow, RiskRow};
use crate::feeds::list::Listing;
use crate::parse::records::{Accepting, Lifecycle};

/// `listing` as an aligned table.
pub(super) fn table(listing: &Listing<'_>) -> String {
    match listing {
        Listing::Programs(rows) => aligned(
            ["PROGRAM", "HEALTH", "RULES SAY", "CONFIDENCE", "DRI", "NEXT", "EXPECTED", "SLIP", "UPDATED"],
            &rows.iter().map(program).collect::<Vec<_>>(),
        ),
        Listing::Risks(rows) => {
            aligned(["PROGRAM", "ID", "SCORE", "STATE", "OWNER", "REVIEW", "RISK"], &rows.iter().map(risk).collect::<Vec<_>>())
        }
        Listing::Decisions(rows) => {
            aligned(["PROGRAM", "ID", "DATE", "STATUS", "DECIDED BY", "DECISION"], &rows.iter().map(decision).collect::<Vec<_>>())
        }
        Listing::Needs(rows) => aligned(["PROGRAM", "ID", "DUE", "FROM", "DECISION NEEDED"], &rows.iter().map(need).collect::<Vec<_>>()),
        Listing::People(rows) => {
            aligned(["PERSON", "ROLE", "AREAS", "ZONE", "LOAD", "ACCEPTING", "STANDING"], &rows.iter().map(person).collect::<Vec<_>>())
        }
    }
}

fn program(row: &ProgramRow<'_>) -> [String; 9] {
    let facts = &row.head;
    let rules = facts.health.computed.filter(|_| facts.health.flag.is_some());
    let active = facts.lifecycle == Lifecycle::Active;
    // A program that has ended heads for nothing.
    let ended = matches!(facts.lifecycle, Lifecycle::Complete | Lifecycle::Cancelled);
    let next = facts.next_milestone.as_ref().filter(|_| !ended);
    let slip = next.filter(|_| facts.slip_days != 0).map(|_| format!("{:+} d", facts.slip_days));
    [
        facts.slug.to_owned(),
        facts.counted.to_owned(),
        rules.map_or_else(String::new, |colour| colour.word().to_owned()),
        facts.confidence.filter(|_| active).map_or_else(String::new, |percent| format!("{percent} %")),
        facts.dri.to_owned(),
        next.map_or_else(String::new, |next| next.id.to_owned()),
        next.map_or_else(String::new, |next| next.expected.to_string()),
        slip.unwrap_or_default(),
        facts.last_update.map_or_else(String::new, |date| date.to_string()),
    ]
}

fn risk(row: &InProgram<'_, RiskRow<'_>>) -> [String; 7] {
    let risk = &row.tail;
    [
        row.head.program.to_owned(),
        risk.id.to_owned(),
        format!("{} {}", risk.score, risk.band.word()),
        risk.closed.map_or_else(|| "open".to_owned(), |date| format!("closed {date}")),
        risk.owner.unwrap_or_default().to_owned(),
        risk.review_by.filter(|_| risk.closed.is_none()).map_or_else(String::new, |by| due(by, risk.review_overdue)),
        risk.statement.to_owned(),
    ]
}

fn decision(row: &InProgram<'_, DecisionRow<'_>>) -> [String; 6] {
    let decision = &row.tail;
    [
        row.head.program.to_owned(),
        decision.id.to_owned(),
        decision.date.to_string(),
        decision.status.word().to_owned(),
        decision.decided_by.to_owned(),
        decision.title.to_owned(),
    ]
}

fn need(row: &InProgram<'_, NeedRow<'_>>) -> [String; 5] {
    let need = &row.tail;
    [row.head.program.to_owned(), need.id.to_owned(), due(need.by, need.overdue), need.from.to_owned(), need.ask.to_owned()]
}

fn person(row: &PersonRow<'_>) -> [String; 7] {
    let load = row.capacity.as_ref();
    [
        row.slug.to_owned(),
        row.role.to_owned(),
        row.focus_areas.join(", "),
        row.time_zone.clone().unwrap_or_default(),
        load.map_or_else(String::new, |load| format!("{} of {} %", load.allocated_percent, load.max_percent)),
        load.and_then(|load| load.accepting).map_or("", Accepting::word).to_owned(),
        row.standing.to_owned(),
    ]
}

fn due(date: jiff::civil::Date, overdue: bool) -> String {
    if overdue { format!("{date} overdue") } else { date.to_string() }
}
