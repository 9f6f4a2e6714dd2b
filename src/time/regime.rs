//! Stretches of weeks in which the clocks of a team keep the same distances, and which of those are the usual ones.
//!
//! In the weeks between one country's clock change and another's, a team's overlap and coverage differ from the rest of
//! the year. Every week is looked up; nothing is extrapolated from a rule.

use std::collections::BTreeMap;

use super::{IsoWeek, Zone};

/// How many weeks to either side a week is compared with: a quarter each way, so that half a year decides what is usual
/// and both winter and summer can be.
const NEIGHBOURS: i32 = 13;

/// The offsets of a team's zones in one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekClocks {
    /// The week.
    pub week: IsoWeek,
    /// Seconds east of UTC on Monday 00:00Z, one for each zone in the order given.
    pub offsets: Vec<i32>,
    /// The same on Sunday 23:59Z.
    pub offsets_at_end: Vec<i32>,
    /// Whether these are the offsets on most Mondays of the half-year around the week.
    pub usual: bool,
}

/// Consecutive weeks that begin with the same offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRegime {
    /// Its first week.
    pub first: IsoWeek,
    /// Its last week.
    pub last: IsoWeek,
    /// Seconds east of UTC, one for each zone in the order given.
    pub offsets: Vec<i32>,
    /// Whether these are the offsets of most of the half-year around them; `false` marks the weeks worth a warning.
    pub usual: bool,
}

impl ClockRegime {
    /// How many weeks it lasts.
    #[must_use]
    pub fn weeks(&self) -> i32 {
        self.last.since(self.first) + 1
    }
}

/// The offsets of `zones` in each of `count` weeks from `first`.
///
/// A week is usual when its Monday offsets are the most frequent among the 27 weeks around it, itself included (those
/// before the first and after the last week asked for are looked up too). Between equally frequent offsets, its own
/// win.
#[must_use]
pub fn week_clocks(zones: &[Zone], first: IsoWeek, count: u16) -> Vec<WeekClocks> {
    let before = first.plus(-NEIGHBOURS);
    let reach = u16::try_from(2 * NEIGHBOURS).unwrap_or(0);
    let vectors: Vec<Vec<i32>> =
        before.take(count.saturating_add(reach)).map(|week| offsets(zones, week, false)).collect();
    let around = usize::from(reach) + 1;
    let mine = vectors.iter().skip(around / 2);
    vectors
        .windows(around)
        .zip(mine)
        .zip(first.take(count))
        .map(|((window, own), week)| WeekClocks {
            week,
            offsets: own.clone(),
            offsets_at_end: offsets(zones, week, true),
            usual: is_most_frequent(own, window),
        })
        .collect()
}

/// The weeks from `first` joined where neighbours begin with the same offsets.
#[must_use]
pub fn regimes(zones: &[Zone], first: IsoWeek, count: u16) -> Vec<ClockRegime> {
    let mut joined: Vec<ClockRegime> = Vec::new();
    for clocks in week_clocks(zones, first, count) {
        match joined.last_mut() {
            Some(last) if last.offsets == clocks.offsets && last.usual == clocks.usual => last.last = clocks.week,
            _ => joined.push(ClockRegime {
                first: clocks.week,
                last: clocks.week,
                offsets: clocks.offsets,
                usual: clocks.usual,
            }),
        }
    }
    joined
}

/// The offset of each zone in the first or the last minute of a week.
fn offsets(zones: &[Zone], week: IsoWeek, at_end: bool) -> Vec<i32> {
    let week = week.interval();
    let at = if at_end { week.end().plus(-1) } else { week.start() }.to_timestamp();
    zones.iter().map(|zone| zone.offset_at(at)).collect()
}

fn is_most_frequent(own: &[i32], window: &[Vec<i32>]) -> bool {
    let mut counts: BTreeMap<&[i32], usize> = BTreeMap::new();
    for vector in window {
        *counts.entry(vector).or_default() += 1;
    }
    counts.get(own) == counts.values().max()
}
