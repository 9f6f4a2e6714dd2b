//! Until when a status counts: days that the script of every page compares with the reader's clock.
//!
//! A page may be read long after it was built. What it says was right on the site's day, and its bytes do not depend on
//! a clock; so it carries the days on which that ends, and the script does the rest (`themes/default/assets/site.js`).

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::Model;
use crate::parse::records::{CadenceWord, Lifecycle};
use crate::snapshot::Snapshot;
use crate::status::{Freshness, ProgramState};
use crate::words::WORDS;

/// Until when the colour of an active program counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExpiryView {
    /// The last day on which it counts: `2026-03-15`.
    pub until: String,
    /// When the next report is due, in words: `12 Mar 2026`.
    pub due: String,
}

/// Until when the colour of a program in `state` counts; `None` where it never ends or has ended already.
#[must_use]
pub fn expiry(state: &ProgramState<'_>) -> Option<ExpiryView> {
    let (until, due) = counts_until(state).zip(state.next_due)?;
    Some(ExpiryView { until: until.to_string(), due: WORDS.date(due) })
}

fn counts_until(state: &ProgramState<'_>) -> Option<Date> {
    state.counts_until.filter(|_| matches!(state.freshness, Some(Freshness::Fresh | Freshness::Due)))
}

/// How many of the programs that are counted as `mark` count so until which day: `2026-03-15*3 2026-03-22*1`.
#[must_use]
pub fn expiries(cx: &Snapshot<'_>, mark: &str) -> String {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for (id, _) in cx.model.programs() {
        let state = cx.state(id);
        if let Some(until) = counts_until(state).filter(|_| cx.health_of(state).mark == mark) {
            *days.entry(until).or_default() += 1;
        }
    }
    let words: Vec<String> = days.iter().map(|(until, count)| format!("{until}*{count}")).collect();
    words.join(" ")
}

/// The first day on which a page that speaks for `day` says how old it is: one cadence later. `None` for a site on
/// which nothing is reported.
#[must_use]
pub fn old_from(model: &Model, day: Date) -> Option<Date> {
    if !model.programs().any(|(_, program)| *program.lifecycle.on(model.as_of) == Lifecycle::Active) {
        return None;
    }
    let cadence = match model.config.cadence {
        CadenceWord::Weekly => 1.week(),
        CadenceWord::Biweekly => 2.weeks(),
        CadenceWord::Monthly | CadenceWord::None => 1.month(),
        CadenceWord::Quarterly => 3.months(),
    };
    day.checked_add(cadence).ok()
}
