//! The last twelve periods of a program: how it stood at the end of each.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::charts::{self, HistoryCell};
use crate::model::Program;
use crate::parse::records::{CadenceWord, Lifecycle};
use crate::snapshot::Snapshot;
use crate::status::{Freshness, Rhythm};
use crate::views::Cx;

/// How many periods are shown.
const PERIODS: i64 = 12;

/// The periods of a site: as long as its usual cadence, up to the last day on which something changed.
#[derive(Clone, Debug)]
pub struct Periods {
    /// What twelve of them are called: `Last 12 weeks`.
    pub name: &'static str,
    /// Their last days, the oldest first.
    pub ends: Vec<Date>,
}

impl Periods {
    /// Those of a site.
    #[must_use]
    pub fn of(cx: &Cx<'_>) -> Self {
        let (name, days) = match cx.model.config.cadence {
            CadenceWord::Weekly => ("Last 12 weeks", 7),
            CadenceWord::Biweekly => ("Last 24 weeks", 14),
            CadenceWord::Monthly | CadenceWord::None => ("Last 12 months", 28),
            CadenceWord::Quarterly => ("Last 12 quarters", 91),
        };
        let last = last_turn(cx);
        let end = |back: i64| last.checked_sub((back * days).days()).unwrap_or(Date::MIN);
        Self { name, ends: (0..PERIODS).rev().map(end).collect() }
    }

    /// The strip of `program`; `None` where it has not begun.
    #[must_use]
    pub fn strip(&self, cx: &Cx<'_>, program: &Program) -> Option<String> {
        charts::history(&self.ends.iter().map(|end| cell(cx, program, *end)).collect::<Vec<_>>())
    }
}

/// The last day on which a program began to stand as it does now: the day of the newest record, or a later one on which
/// a status went stale. Counted from the day of the build, every cell would be another every night.
fn last_turn(cx: &Cx<'_>) -> Date {
    let stale = cx.states.iter().filter_map(|state| state.counts_until?.tomorrow().ok());
    let turned = stale.filter(|day| *day <= cx.model.as_of);
    turned.chain(cx.newest()).max().unwrap_or(cx.model.as_of)
}

fn cell(cx: &Cx<'_>, program: &Program, end: Date) -> HistoryCell {
    let reported = program.updates.partition_point(|update| update.date <= end);
    let last = reported.checked_sub(1).and_then(|at| program.updates.get(at));
    let facts = program.on(end);
    let fresh = Rhythm::of(cx.model, program, end).freshness(last.map(|update| update.date), end).0;
    let word = |mark, label: &str| HistoryCell { date: end, mark, label: label.to_owned() };
    match (last, fresh) {
        _ if facts.lifecycle != Lifecycle::Active => {
            let mark = Snapshot::lifecycle_mark(facts.lifecycle);
            HistoryCell { date: end, mark: mark.mark, label: mark.label }
        }
        (None, _) if facts.start.is_none_or(|start| start > end) => word("", "not begun"),
        (None, _) => word("never", "No status yet"),
        (Some(_), Some(Freshness::Stale)) => word("stale", "Stale"),
        (Some(update), _) => {
            let health = cx.colour(update.health);
            HistoryCell { date: end, mark: health.mark, label: health.label }
        }
    }
}
