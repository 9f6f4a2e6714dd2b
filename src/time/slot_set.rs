//! A stretch of UTC time as a set of five-minute slots: what makes trying thousands of hires and meetings cheap.
//!
//! Hours are written in steps of five minutes and offsets have been multiples of five minutes everywhere since Liberia
//! gave up 44 minutes 30 seconds in 1972, so the sets are exact for any later time. Deliberately absent: who is in a
//! set.

use super::{Interval, IntervalSet, UtcMinute};

/// The minutes of a slot.
const SLOT: i64 = 5;

/// The slots of a word.
const WORD: usize = u64::BITS as usize;

/// Some of the five-minute slots of a range. Two sets are combined only when they were made for the same range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SlotSet {
    origin: UtcMinute,
    slots: usize,
    words: Vec<u64>,
}

impl SlotSet {
    /// No slot of a range. The range begins and ends on the grid, as weeks and days do.
    pub(super) fn empty(range: Interval) -> Self {
        let slots = usize::try_from(range.minutes() / SLOT).unwrap_or(0);
        Self { origin: range.start(), slots, words: vec![0; slots.div_ceil(WORD)] }
    }

    /// The slots that a set holds from beginning to end.
    pub(super) fn of(set: &IntervalSet, range: Interval) -> Self {
        let mut slots = Self::empty(range);
        for interval in set.intervals() {
            slots.fill(*interval);
        }
        slots
    }

    /// Minutes in the set.
    #[cfg(test)]
    pub(super) fn minutes(&self) -> i64 {
        minutes(self.words.iter().map(|word| word.count_ones()).sum())
    }

    /// The place of the slot that begins at a minute, the same in all sets of one range; `None` outside it.
    pub(super) fn place(&self, at: UtcMinute) -> Option<usize> {
        usize::try_from(at.since(self.origin).div_euclid(SLOT)).ok().filter(|slot| *slot < self.slots)
    }

    /// Whether the slot at a place is in the set.
    pub(super) fn holds(&self, place: usize) -> bool {
        self.words.get(place / WORD).is_some_and(|word| word >> (place % WORD) & 1 == 1)
    }

    /// The minutes that both sets hold in each of `parts` stretches of equal length, the range cut evenly.
    pub(super) fn shared_by_part(&self, other: &Self, parts: usize) -> Vec<i64> {
        let length = self.slots.checked_div(parts).unwrap_or(0);
        let count = |part: usize| {
            let (from, to) = (part * length, (part + 1) * length);
            let (first, last) = (from / WORD, to.div_ceil(WORD));
            let mine = self.words.get(first..last).unwrap_or_default();
            let others = other.words.get(first..last).unwrap_or_default();
            let inside = |at: usize| mask(from.saturating_sub(at * WORD), to - at * WORD);
            let both = mine.iter().zip(others).map(|(a, b)| a & b);
            both.zip(first..).filter(|(word, _)| *word != 0).map(|(word, at)| (word & inside(at)).count_ones()).sum()
        };
        (0..parts).map(|part| minutes(count(part))).collect()
    }

    /// The words of this set that meet `other`, cut down to it; `places` says which words, so that sets can be packed
    /// alike.
    pub(super) fn packed(&self, other: &Self, places: &[usize]) -> Vec<u64> {
        let word = |set: &Self, at: usize| set.words.get(at).copied().unwrap_or(0);
        places.iter().map(|at| word(self, *at) & word(other, *at)).collect()
    }

    /// Which words hold a slot.
    pub(super) fn places(&self) -> Vec<usize> {
        self.words.iter().zip(0..).filter(|(word, _)| **word != 0).map(|(_, at)| at).collect()
    }

    /// The slots from which the next `slots` are all in the set: where something that long can begin.
    pub(super) fn starts_of(&self, minutes: u16) -> Self {
        let mut starts = self.clone();
        let wanted = usize::from(minutes).div_ceil(5).max(1);
        let mut reached = 1;
        while reached < wanted {
            let step = reached.min(wanted - reached);
            starts.keep_followed_by(step);
            reached += step;
        }
        starts
    }

    /// Keeps the slots whose neighbour `step` later is in the set too.
    fn keep_followed_by(&mut self, step: usize) {
        let (whole, bits) = (step / WORD, step % WORD);
        for at in 0..self.words.len() {
            let ahead = |by: usize| self.words.get(at + whole + by).copied().unwrap_or(0);
            let later = if bits == 0 { ahead(0) } else { ahead(0) >> bits | ahead(1) << (WORD - bits) };
            if let Some(word) = self.words.get_mut(at) {
                *word &= later;
            }
        }
    }

    fn fill(&mut self, interval: Interval) {
        let slot = |minutes: i64| usize::try_from(minutes.max(0)).unwrap_or(0).min(self.slots);
        let from = slot((interval.start().since(self.origin) + SLOT - 1).div_euclid(SLOT));
        let to = slot(interval.end().since(self.origin).div_euclid(SLOT));
        if from >= to {
            return;
        }
        let first = from / WORD;
        let touched = self.words.get_mut(first..to.div_ceil(WORD)).unwrap_or_default();
        for (word, at) in touched.iter_mut().zip(first..) {
            *word |= mask(from.saturating_sub(at * WORD), to - at * WORD);
        }
    }
}

/// The minutes of so many slots.
pub(super) fn minutes(slots: u32) -> i64 {
    i64::from(slots) * SLOT
}

/// The bits `from` to `to` of a word, `to` excluded and held at its end.
fn mask(from: usize, to: usize) -> u64 {
    let upper = if to >= WORD { u64::MAX } else { (1 << to) - 1 };
    if from >= WORD { 0 } else { upper & (u64::MAX << from) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn range() -> Interval {
        Interval::spanning(UtcMinute::from_unix_minutes(-7 * 1440), 14 * 1440)
    }

    fn sets() -> impl Strategy<Value = IntervalSet> {
        proptest::collection::vec((-2100i64..2100, 1i64..300), 0..14).prop_map(|pairs| {
            pairs
                .into_iter()
                .map(|(at, length)| Interval::spanning(UtcMinute::from_unix_minutes(at * 5), length * 5))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn slots_of_a_set_on_the_grid_are_the_set(a in sets(), b in sets()) {
            let (one, other) = (SlotSet::of(&a, range()), SlotSet::of(&b, range()));
            prop_assert_eq!(one.minutes(), a.clip(range()).minutes());
            let both = a.intersection(&b);
            let parts: Vec<i64> = (0..14).map(|day| both.clip(Interval::spanning(range().start().plus(day * 1440), 1440)).minutes()).collect();
            prop_assert_eq!(one.shared_by_part(&other, 14), parts);
        }

        #[test]
        fn a_start_is_where_all_that_follows_is_in_the_set(a in sets(), slots in 1u16..140, at in 0i64..4032) {
            let a = a.clip(range());
            let begin = range().start().plus(at * 5);
            let whole = Interval::spanning(begin, i64::from(slots) * 5);
            let starts = SlotSet::of(&a, range()).starts_of(slots * 5);
            prop_assert_eq!(starts.place(begin).is_some_and(|place| starts.holds(place)), a.clip(whole).minutes() == whole.minutes());
        }
    }

    #[test]
    fn a_slot_counts_only_when_all_of_it_is_held() {
        let odd = IntervalSet::from(Interval::spanning(UtcMinute::from_unix_minutes(3), 9));
        assert_eq!(SlotSet::of(&odd, range()).minutes(), 5);
        let slots = SlotSet::of(&odd, range());
        assert_eq!(slots.place(UtcMinute::from_unix_minutes(5)).map(|place| slots.holds(place)), Some(true));
    }
}
