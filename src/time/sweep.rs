//! Arrivals and departures in order of time: the inner loop of [`Coverage`](super::Coverage).
//!
//! Few are sorted; many are dropped into one place for each minute of the range, which costs nothing for each of them.

use super::{Interval, UtcMinute};

/// Minutes of range for each arrival above which sorting is cheaper than going through all minutes.
const SPARSE: usize = 64;

/// What changes at one minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CountChange {
    /// How many more people are there; fewer when negative.
    pub(super) people: i64,
    /// The exclusive or of the indices of all who come or go.
    pub(super) indices: u32,
}

/// Who comes and goes, when.
#[derive(Debug)]
pub(super) struct Sweep {
    range: Interval,
    changes: Changes,
}

#[derive(Debug)]
enum Changes {
    /// In any order.
    Listed(Vec<(UtcMinute, CountChange)>),
    /// One place for each minute of the range and for its end; `None` where nobody comes or goes.
    ByMinute(Vec<Option<CountChange>>),
}

impl Sweep {
    /// Ready for about so many intervals.
    pub(super) fn over(range: Interval, intervals: usize) -> Self {
        let minutes = usize::try_from(range.minutes()).unwrap_or(usize::MAX);
        let listed = intervals.saturating_mul(SPARSE) < minutes;
        let changes = if listed {
            Changes::Listed(Vec::with_capacity(2 * intervals))
        } else {
            Changes::ByMinute(vec![None; minutes.saturating_add(1)])
        };
        Self { range, changes }
    }

    /// `people` people, the exclusive or of whose indices is `indices`, are there for an interval inside the range.
    pub(super) fn add(&mut self, interval: Interval, people: i64, indices: u32) {
        for (at, people) in [(interval.start(), people), (interval.end(), -people)] {
            match &mut self.changes {
                Changes::Listed(list) => list.push((at, CountChange { people, indices })),
                Changes::ByMinute(minutes) => {
                    let place = usize::try_from(at.since(self.range.start())).ok().and_then(|at| minutes.get_mut(at));
                    if let Some(place) = place {
                        let known = place.unwrap_or_default();
                        *place = Some(CountChange { people: known.people + people, indices: known.indices ^ indices });
                    }
                }
            }
        }
    }

    /// Every minute at which somebody comes or goes, in order, with all that changes then.
    pub(super) fn in_order(self) -> Vec<(UtcMinute, CountChange)> {
        match self.changes {
            Changes::Listed(mut list) => {
                list.sort_unstable_by_key(|(at, _)| *at);
                list.dedup_by(|(next, more), (at, change)| {
                    let same = next == at;
                    if same {
                        change.people += more.people;
                        change.indices ^= more.indices;
                    }
                    same
                });
                list
            }
            Changes::ByMinute(minutes) => {
                let from = self.range.start();
                (0..).zip(minutes).filter_map(|(at, change)| Some((from.plus(at), change?))).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorting_and_counting_say_the_same(people in proptest::collection::vec((0i64..900, 1i64..100, 1i64..4, 0u32..50), 0..40)) {
            let range = Interval::spanning(UtcMinute::from_unix_minutes(-3), 1003);
            let mut few = Sweep { range, changes: Changes::Listed(Vec::new()) };
            let mut many = Sweep::over(range, usize::MAX);
            for (at, minutes, people, indices) in people {
                for sweep in [&mut few, &mut many] {
                    sweep.add(Interval::spanning(UtcMinute::from_unix_minutes(at), minutes), people, indices);
                }
            }
            prop_assert_eq!(few.in_order(), many.in_order());
        }
    }
}
