//! The portfolio in a sentence and five counts.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{HealthMark, Snapshot};
use crate::model::ProgramId;
use crate::parse::records::Colour;
use crate::status::Portfolio;
use crate::words::{Term, WORDS, capital};

/// How many programs stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthCount {
    /// Where.
    pub health: HealthMark,
    /// How many.
    pub count: usize,
}

/// How many active programs stand where: colours, the worst first, then stale and never.
#[must_use]
pub fn counts(site: &Snapshot<'_>, portfolio: &Portfolio<'_>) -> Vec<HealthCount> {
    let counts = portfolio.counts;
    let word = |mark, label: &str| HealthMark { mark, label: label.to_owned() };
    [
        (site.colour(Colour::Red), counts.red),
        (site.colour(Colour::Amber), counts.amber),
        (site.colour(Colour::Green), counts.green),
        (word("stale", "Stale"), counts.stale),
        (word("never", "No status yet"), counts.never),
    ]
    .map(|(health, count)| HealthCount { health, count })
    .into()
}

impl Snapshot<'_> {
    /// The programs that have been over for so long that the list of programs no longer has them, each with the day on
    /// which it ended.
    pub fn archived(&self) -> impl Iterator<Item = (ProgramId, Date)> {
        let day = self.model.as_of;
        let days = i64::from(self.model.config.archive_days);
        let left = move |ended: &Date| ended.checked_add(days.days()).is_ok_and(|last| last <= day);
        self.model.programs().filter_map(move |(id, program)| Some((id, program.ended(day).filter(left)?)))
    }
}

/// `11 active programs; 1 planned, 2 complete.`
#[must_use]
pub fn summary(portfolio: &Portfolio<'_>) -> String {
    let counts = portfolio.counts;
    let others = [
        (counts.proposed, "proposed"),
        (counts.planned, "planned"),
        (counts.paused, "paused"),
        (counts.complete, "complete"),
        (counts.cancelled, "cancelled"),
    ];
    let others: Vec<String> =
        others.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let active = capital(&WORDS.count_or_none(counts.active, Term::ActiveProgram));
    if others.is_empty() { format!("{active}.") } else { format!("{active}; {}.", WORDS.commas(&others)) }
}
