//! Changes in words, as pages, digests and feeds tell them.

use jiff::civil::Date;

use super::Snapshot;
use crate::parse::records::DecisionStatus;
use crate::status::{Change, ChangeKind};
use crate::words::{WORDS, capital};

/// What matters most comes first.
#[must_use]
pub fn rank(kind: &ChangeKind<'_>) -> u8 {
    match kind {
        ChangeKind::Worse { .. } => 0,
        ChangeKind::Better { .. } => 1,
        ChangeKind::Joined => 2,
        ChangeKind::Left(_) => 3,
        ChangeKind::Reached { .. } => 4,
        ChangeKind::Slipped { .. } => 5,
        ChangeKind::PulledIn { .. } => 6,
        ChangeKind::Rebaselined(_) => 7,
        ChangeKind::Decided(_) => 8,
        ChangeKind::Asked(_) => 9,
        ChangeKind::IssueRaised(_) => 10,
        ChangeKind::RiskRaised(_) => 11,
        ChangeKind::RiskRescored { .. } => 12,
        ChangeKind::IssueClosed(_) => 13,
        ChangeKind::RiskClosed(_) => 14,
        ChangeKind::Delivered(_) => 15,
    }
}

/// What a change is called, in a word or two (`Worse`, `Risk raised`), and what changed, in words.
#[must_use]
pub fn wording(site: &Snapshot<'_>, change: &Change<'_>) -> (&'static str, String) {
    let (program, kind) = (site.model.program(change.program), &change.kind);
    let day = |date: Date| WORDS.date(date);
    let milestone =
        |index: usize| program.milestones.get(index).map_or_else(String::new, |m| format!("{} {}", m.id, m.name));
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
        ChangeKind::Left(lifecycle) => ("Left", format!("now {}", lifecycle.word())),
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
                "{} is expected {} later, on {}",
                milestone(*index),
                WORDS.days((*to - *from).get_days()),
                day(*to)
            ),
        ),
        ChangeKind::PulledIn { milestone: index, from, to } => (
            "Pulled in",
            format!(
                "{} is expected {} earlier, on {}",
                milestone(*index),
                WORDS.days((*to - *from).get_days()),
                day(*to)
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
            let kind = if decision.status == DecisionStatus::Proposed { "Proposed" } else { "Decided" };
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

/// A sentence that goes on after it.
fn clause(sentence: &str) -> &str {
    sentence.trim_end_matches('.')
}
