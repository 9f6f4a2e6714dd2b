//! Stretches of UTC time and sets of them, with the set algebra that coverage and overlap are made of.
//!
//! Deliberately absent: who is in a set. Counting people is [`Coverage`](super::Coverage)'s work.

use serde::Serialize;

use super::UtcMinute;
use crate::invariant::invariant;

/// A non-empty half-open stretch of time, `[start, end)`, in UTC minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Interval {
    start: UtcMinute,
    end: UtcMinute,
}

impl Interval {
    /// The stretch from `start` up to but not including `end`; `None` when that is empty.
    #[must_use]
    pub fn new(start: UtcMinute, end: UtcMinute) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The stretch of `minutes` from `start`; a length below 1 counts as 1.
    #[must_use]
    pub fn spanning(start: UtcMinute, minutes: i64) -> Self {
        Self { start, end: start.plus(minutes.max(1)) }
    }

    /// The first minute.
    #[must_use]
    pub const fn start(self) -> UtcMinute {
        self.start
    }

    /// The minute after the last.
    #[must_use]
    pub const fn end(self) -> UtcMinute {
        self.end
    }

    /// Its length, at least 1.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        self.end.since(self.start)
    }

    /// Whether `at` lies inside.
    #[must_use]
    pub fn contains(self, at: UtcMinute) -> bool {
        self.start <= at && at < self.end
    }

    /// The part that both have; `None` when they only touch or do not meet.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }
}

/// A set of minutes, kept as intervals that are sorted, disjoint and never touch: equal sets are equal values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct IntervalSet(Vec<Interval>);

impl IntervalSet {
    /// The set with nothing in it.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Vec::new())
    }

    /// The union of intervals in any order, O(n log n); O(n) when they are already sorted.
    #[must_use]
    pub fn from_intervals(mut intervals: Vec<Interval>) -> Self {
        if !intervals.is_sorted() {
            intervals.sort_unstable();
        }
        intervals.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            if joins {
                last.end = last.end.max(next.end);
            }
            joins
        });
        Self(intervals)
    }

    /// Its intervals, in order.
    #[must_use]
    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    /// Whether it holds no minute.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many minutes it holds.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        self.0.iter().map(|interval| interval.minutes()).sum()
    }

    /// The longest interval; the first of equals.
    #[must_use]
    pub fn longest(&self) -> Option<Interval> {
        self.0.iter().copied().reduce(|best, next| if next.minutes() > best.minutes() { next } else { best })
    }

    /// Whether it holds the minute `at`, O(log n).
    #[must_use]
    pub fn contains(&self, at: UtcMinute) -> bool {
        let after = self.0.partition_point(|interval| interval.start <= at);
        self.0.get(..after).and_then(<[Interval]>::last).is_some_and(|interval| interval.contains(at))
    }

    /// The minutes that either holds, O(n + m).
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut merged = Vec::with_capacity(self.0.len() + other.0.len());
        merged.extend_from_slice(&self.0);
        merged.extend_from_slice(&other.0);
        Self::from_intervals(merged)
    }

    /// The minutes that at least one of `sets` holds.
    #[must_use]
    pub fn union_of<'a>(sets: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::from_intervals(sets.into_iter().flat_map(|set| set.0.iter().copied()).collect())
    }

    /// The minutes that both hold, O(n + m).
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.0.iter().copied().peekable(), other.0.iter().copied().peekable());
        let mut both = Vec::new();
        while let (Some(&a), Some(&b)) = (left.peek(), right.peek()) {
            both.extend(a.intersection(b));
            if a.end <= b.end {
                left.next();
            } else {
                right.next();
            }
        }
        Self(both)
    }

    /// The minutes that every one of `sets` holds; the empty set for no sets.
    #[must_use]
    pub fn common<'a>(sets: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sets = sets.into_iter();
        let first = sets.next().cloned().unwrap_or_default();
        sets.fold(first, |all, set| all.intersection(set))
    }

    /// The minutes of this set that `other` does not hold, O(n + m).
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        let mut left = Vec::with_capacity(self.0.len());
        let mut holes = other.0.iter().copied().peekable();
        for interval in &self.0 {
            let mut from = interval.start;
            while let Some(&hole) = holes.peek() {
                if hole.start >= interval.end {
                    break;
                }
                left.extend(Interval::new(from, hole.start));
                from = from.max(hole.end);
                if hole.end > interval.end {
                    break;
                }
                holes.next();
            }
            left.extend(Interval::new(from, interval.end));
        }
        Self(left)
    }

    /// The part inside `range`, in O(log n + size of that part), so that cutting a year into weeks stays linear.
    #[must_use]
    pub fn clip(&self, range: Interval) -> Self {
        let first = self.0.partition_point(|interval| interval.end <= range.start);
        let rest = invariant(self.0.get(first..), "a search ends within the list");
        Self(rest.iter().map_while(|interval| interval.intersection(range)).collect())
    }
}

impl From<Interval> for IntervalSet {
    fn from(interval: Interval) -> Self {
        Self(vec![interval])
    }
}

impl FromIterator<Interval> for IntervalSet {
    fn from_iter<I: IntoIterator<Item = Interval>>(intervals: I) -> Self {
        Self::from_intervals(intervals.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(pairs: &[(i64, i64)]) -> IntervalSet {
        let minute = UtcMinute::from_unix_minutes;
        pairs.iter().filter_map(|&(start, end)| Interval::new(minute(start), minute(end))).collect()
    }

    #[test]
    fn touching_and_overlapping_intervals_become_one() {
        assert_eq!(set(&[(10, 20), (0, 5), (5, 10), (15, 30)]), set(&[(0, 30)]));
        assert_eq!(set(&[(0, 5), (6, 10)]).intervals().len(), 2);
    }

    #[test]
    fn an_interval_of_no_length_does_not_exist() {
        assert_eq!(set(&[(5, 5), (9, 2)]), IntervalSet::empty());
    }

    #[test]
    fn difference_cuts_holes_that_span_several_intervals() {
        let base = set(&[(0, 10), (20, 30), (40, 50)]);
        assert_eq!(base.difference(&set(&[(5, 22), (24, 26), (28, 45)])), set(&[(0, 5), (22, 24), (26, 28), (45, 50)]));
        assert_eq!(base.difference(&IntervalSet::empty()), base);
        assert_eq!(base.difference(&set(&[(-5, 99)])), IntervalSet::empty());
    }

    #[test]
    fn the_end_of_an_interval_is_outside_it() {
        let one = set(&[(0, 10)]);
        let minute = UtcMinute::from_unix_minutes;
        assert!(one.contains(minute(0)) && one.contains(minute(9)));
        assert!(!one.contains(minute(10)) && !one.contains(minute(-1)));
    }

    #[test]
    fn clip_equals_intersection_with_the_range() {
        let base = set(&[(0, 10), (20, 30), (40, 50)]);
        for (start, end) in [(-9, 0), (5, 25), (10, 20), (29, 41), (50, 60), (-1, 99)] {
            let range = set(&[(start, end)]);
            let clipped = range.intervals().iter().map(|&range| base.clip(range)).next();
            assert_eq!(clipped, Some(base.intersection(&range)), "{start}..{end}");
        }
    }

    #[test]
    fn what_all_sets_share_of_none_is_nothing() {
        assert_eq!(IntervalSet::common(&[]), IntervalSet::empty());
        assert_eq!(
            IntervalSet::common(&[set(&[(0, 9)]), set(&[(3, 12)]), set(&[(5, 6), (8, 20)])]),
            set(&[(5, 6), (8, 9)])
        );
    }
}
