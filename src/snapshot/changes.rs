//! Changes in words, as pages, digests and feeds tell them.

use jiff::civil::Date;

use super::Snapshot;
use crate::model::{Dependency, Milestone, Program};
use crate::parse::records::{DecisionStatus, Lifecycle};
use crate::status::{Change, ChangeKind, Fact, FactChange};
use crate::words::{WORDS, capital};

/// What matters most comes first.
#[must_use]
pub fn rank(kind: &ChangeKind<'_>) -> u8 {
    match kind {
        ChangeKind::Worse { .. } => 0,
        ChangeKind::Better { .. } => 1,
        ChangeKind::Joined => 2,
        ChangeKind::Left(_) => 3,
        ChangeKind::Resumed => 4,
        ChangeKind::Changed(_) => 5,
        ChangeKind::Reached { .. } => 6,
        ChangeKind::MilestoneDropped(_) => 7,
        ChangeKind::Slipped { .. } => 8,
        ChangeKind::PulledIn { .. } => 9,
        ChangeKind::MilestoneAdded(_) => 10,
        ChangeKind::Rebaselined(_) => 11,
        ChangeKind::Decided(_) => 12,
        ChangeKind::Asked(_) => 13,
        ChangeKind::RequestWithdrawn(..) => 14,
        ChangeKind::IssueRaised(_) => 15,
        ChangeKind::RiskRaised(_) => 16,
        ChangeKind::RiskRescored { .. } => 17,
        ChangeKind::IssueClosed(_) => 18,
        ChangeKind::RiskClosed(_) => 19,
        ChangeKind::Delivered(_) => 20,
        ChangeKind::DependencyWithdrawn(_) => 21,
    }
}

/// What a change is called, in a word or two (`Worse`, `Risk raised`), and what changed, in words.
#[must_use]
#[expect(clippy::too_many_lines, reason = "it names every kind of change")]
pub fn wording(site: &Snapshot<'_>, change: &Change<'_>) -> (&'static str, String) {
    let (program, kind) = (site.model.program(change.program), &change.kind);
    let day = |date: Date| WORDS.date(date);
    let milestone = |index: usize| {
        let of = |milestone: &Milestone| format!("{} {}", milestone.id, milestone.name.on(change.date));
        program.milestones.get(index).map_or_else(String::new, of)
    };
    let risk = |index: usize| {
        program
            .risks
            .get(index)
            .map_or_else(String::new, |risk| format!("{} {}", risk.id, clause(risk.statement.plain())))
    };
    let issue = |index: usize| {
        program
            .issues
            .get(index)
            .map_or_else(String::new, |issue| format!("{} {}", issue.id, clause(issue.statement.plain())))
    };
    match kind {
        ChangeKind::Joined => ("Began", program.summary.plain().to_owned()),
        ChangeKind::Left(lifecycle) => (left(*lifecycle), entry_of(program, change.date)),
        ChangeKind::Resumed => ("Resumed", entry_of(program, change.date)),
        ChangeKind::Changed(fact) => changed(site, fact),
        ChangeKind::MilestoneAdded(index) => ("Added", milestone(*index)),
        ChangeKind::MilestoneDropped(index) => {
            let dropped = program.milestones.get(*index).and_then(|milestone| milestone.dropped.as_ref());
            let reason = dropped.map_or("", |dropped| dropped.reason.plain());
            ("Given up", format!("{}: {reason}", milestone(*index)))
        }
        ChangeKind::DependencyWithdrawn(index) => {
            let dependency = program.dependencies.get(*index);
            let of = |dependency: &Dependency| {
                let reason = dependency.withdrawn.as_ref().map_or("", |withdrawn| withdrawn.reason.plain());
                format!("{} {}: {reason}", dependency.id, clause(dependency.need.plain()))
            };
            ("No longer needed", dependency.map_or_else(String::new, of))
        }
        ChangeKind::RequestWithdrawn(id, reason) => ("No longer asked", format!("{id}: {}", reason.plain())),
        ChangeKind::Better { from, .. } => ("Better", format!("was {}", site.colour(*from).label)),
        ChangeKind::Worse { from, .. } => ("Worse", format!("was {}", site.colour(*from).label)),
        ChangeKind::Reached { milestone: index, on, slip_days } => {
            let against = match slip_days {
                0 => "on its baseline".to_owned(),
                late if *late > 0 => format!("{} after its baseline", WORDS.days(*late)),
                early => format!("{} before its baseline", WORDS.days(*early)),
            };
            ("Reached", format!("{} on {}, {against}", milestone(*index), day(*on)))
        }
        ChangeKind::Slipped { milestone: index, from, to } => (
            "Slipped",
            format!(
                "{} is expected {} later, {}",
                milestone(*index),
                WORDS.slip(to.later_than(*from)),
                WORDS.at_plan_date(*to)
            ),
        ),
        ChangeKind::PulledIn { milestone: index, from, to } => (
            "Pulled in",
            format!(
                "{} is expected {} earlier, {}",
                milestone(*index),
                WORDS.slip(to.later_than(*from)),
                WORDS.at_plan_date(*to)
            ),
        ),
        ChangeKind::Rebaselined(rebaseline) => (
            "New baseline",
            format!("approved by {}: {}", site.decider(&rebaseline.approved_by).text, rebaseline.reason.plain()),
        ),
        ChangeKind::RiskRaised(index) => ("Risk raised", risk(*index)),
        ChangeKind::RiskRescored { risk: index, from, to } => {
            (if to > from { "Risk up" } else { "Risk down" }, format!("{} ({from} to {to})", risk(*index)))
        }
        ChangeKind::RiskClosed(index) => ("Risk closed", risk(*index)),
        ChangeKind::IssueRaised(index) => ("Issue raised", issue(*index)),
        ChangeKind::IssueClosed(index) => ("Issue closed", issue(*index)),
        ChangeKind::Delivered(index) => {
            let need = program
                .dependencies
                .get(*index)
                .map_or_else(String::new, |need| format!("{} {}", need.id, need.need.plain()));
            ("Delivered", need)
        }
        ChangeKind::Decided(decision) => {
            let kind = match decision.status {
                DecisionStatus::Proposed => "Proposed",
                DecisionStatus::Rejected => "Rejected",
                DecisionStatus::Deferred => "Deferred",
                DecisionStatus::Accepted | DecisionStatus::Superseded => "Decided",
            };
            (kind, format!("{} {}, by {}", decision.id, decision.title, site.decider(&decision.decided_by).text))
        }
        ChangeKind::Asked(need) => (
            "Decision needed",
            format!(
                "{} {}, from {} by {}",
                need.id,
                clause(&capital(need.ask.plain())),
                site.decider(&need.from).text,
                day(need.by)
            ),
        ),
    }
}

/// What it is called that a program is no longer active.
fn left(lifecycle: Lifecycle) -> &'static str {
    match lifecycle {
        Lifecycle::Paused => "Paused",
        Lifecycle::Complete => "Completed",
        Lifecycle::Cancelled => "Cancelled",
        Lifecycle::Proposed | Lifecycle::Planned | Lifecycle::Active => "Left",
    }
}

/// What the entry of `changes` that turned the lifecycle on a day says of it: why, and until when.
fn entry_of(program: &Program, date: Date) -> String {
    let Some(entry) = program.entry(date, "lifecycle") else { return String::new() };
    let reason = entry.reason.as_ref().map(|reason| reason.plain().to_owned());
    match (entry.until.map(|until| WORDS.date(until)), reason) {
        (Some(until), Some(reason)) => format!("until {until}: {reason}"),
        (Some(until), None) => format!("until {until}"),
        (None, reason) => reason.unwrap_or_default(),
    }
}

/// A change of a dated field, in words.
fn changed(site: &Snapshot<'_>, change: &FactChange<'_>) -> (&'static str, String) {
    let FactChange { item, field, own, from, to, reason } = change;
    let words = |fact: &Fact<'_>| match fact {
        Fact::Nothing => "nobody or nothing".to_owned(),
        Fact::Text(text) => (*text).to_owned(),
        Fact::Person(id) => site.model.person(*id).name.clone(),
        Fact::Decider(decider) => site.decider(decider).text,
        Fact::Area(id) => site.model.focus_area(*id).name.clone(),
        Fact::Day(day) => WORDS.date(*day),
        Fact::Names(names) => WORDS.commas(names),
        Fact::Number(number) => WORDS.number(*number),
    };
    let (from, to) = (words(from), words(to));
    let (title, text) = match (item, *field) {
        (None, "name") if own.is_none() => ("Renamed", format!("was {from}, is {to}")),
        (None, "DRI") if own.is_none() => ("Handed over", format!("from {from} to {to}")),
        (None, field) => ("Changed", format!("{field}: was {from}, is {to}")),
        (Some(id), field) => ("Changed", format!("{id}, {field}: was {from}, is {to}")),
    };
    (title, reason.map_or_else(|| text.clone(), |reason| format!("{text}. {}", reason.plain())))
}

/// A sentence that goes on after it.
fn clause(sentence: &str) -> &str {
    sentence.trim_end_matches('.')
}
