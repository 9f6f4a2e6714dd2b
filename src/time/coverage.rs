//! How many people are there, minute by minute, and every figure measured from that.
//!
//! A sweep over arrivals and departures gives runs of constant attendance. Identities that tests hold it to: the sum of
//! run length times count is the sum of everyone's minutes; covered minutes never exceed that; another person never
//! lowers a count. Deliberately absent: names, rounding, and what ought to be covered (see
//! [`TargetWindow`](super::TargetWindow)).

use std::collections::BTreeMap;

use super::sweep::Sweep;
use super::{Interval, IntervalSet, IsoWeek, PersonIndex, Presence};
use crate::invariant::invariant;

/// A stretch in which the same people are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverageRun {
    /// When.
    pub interval: Interval,
    /// How many people.
    pub count: u32,
    /// The person, when there is exactly one. For larger runs ask [`Presence::at`] about the first minute.
    pub sole: Option<PersonIndex>,
}

/// The figures of a coverage, all in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageSummary {
    /// How long the measured window is.
    pub window: i64,
    /// With at least one person.
    pub covered: i64,
    /// With at least two.
    pub doubled: i64,
    /// With exactly one.
    pub single: i64,
    /// With nobody.
    pub uncovered: i64,
    /// Everyone's minutes added up.
    pub person_minutes: i64,
    /// The longest stretch with nobody; the first of equals.
    pub longest_gap: Option<Interval>,
}

/// Attendance over a window of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    window: IntervalSet,
    /// In order, together exactly the window.
    runs: Vec<CoverageRun>,
}

impl Coverage {
    /// Counts `people` over `range`, in O(n log n) of their intervals, or O(n) of many.
    #[must_use]
    pub fn of(people: &[Presence], range: Interval) -> Self {
        let mut sweep = Sweep::over(range, people.iter().map(|presence| presence.when.intervals().len()).sum());
        for presence in people {
            for interval in presence.when.clip(range).intervals() {
                sweep.add(*interval, 1, presence.person.0);
            }
        }
        Self::swept(sweep, range)
    }

    fn swept(sweep: Sweep, range: Interval) -> Self {
        // Sets never touch themselves, so nobody leaves and arrives in one minute: every change is one of who is there.
        // The exclusive or of all indices present is, when one is left, that one.
        let mut runs = Vec::new();
        let (mut from, mut count, mut present) = (range.start(), 0i64, 0u32);
        let run = |from, to, count: i64, present| {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            Interval::new(from, to).map(|interval| CoverageRun {
                interval,
                count,
                sole: (count == 1).then_some(PersonIndex(present)),
            })
        };
        for (at, change) in sweep.in_order() {
            runs.extend(run(from, at, count, present));
            from = at;
            count += change.people;
            present ^= change.indices;
        }
        runs.extend(run(from, range.end(), count, present));
        Self { window: IntervalSet::from(range), runs }
    }

    /// The part inside `window`, such as the hours that matter to somebody; every figure is then measured in there
    /// alone.
    #[must_use]
    pub fn within(&self, window: &IntervalSet) -> Self {
        let window = self.window.intersection(window);
        let mut runs = Vec::new();
        for part in window.intervals() {
            let first = self.runs.partition_point(|run| run.interval.end() <= part.start());
            let rest = invariant(self.runs.get(first..), "a search ends within the list");
            runs.extend(
                rest.iter().map_while(|run| Some(CoverageRun { interval: run.interval.intersection(*part)?, ..*run })),
            );
        }
        Self { window, runs }
    }

    /// The part inside one ISO week.
    #[must_use]
    pub fn week(&self, week: IsoWeek) -> Self {
        self.within(&IntervalSet::from(week.interval()))
    }

    /// The window it is measured over.
    #[must_use]
    pub const fn window(&self) -> &IntervalSet {
        &self.window
    }

    /// Its runs in order. Neighbours differ in who is there, if not in how many.
    #[must_use]
    pub fn runs(&self) -> &[CoverageRun] {
        &self.runs
    }

    /// Its runs with neighbours of equal count joined: what a heat-map draws.
    #[must_use]
    pub fn levels(&self) -> Vec<(Interval, u32)> {
        let mut levels: Vec<(Interval, u32)> = Vec::new();
        for run in &self.runs {
            match levels.last_mut() {
                Some((last, count)) if *count == run.count && last.end() == run.interval.start() => {
                    *last = Interval::spanning(last.start(), run.interval.end().since(last.start()));
                }
                _ => levels.push((run.interval, run.count)),
            }
        }
        levels
    }

    /// The stretches with at least `people` there.
    #[must_use]
    pub fn covered(&self, people: u32) -> IntervalSet {
        self.runs.iter().filter(|run| run.count >= people).map(|run| run.interval).collect()
    }

    /// The minutes with at least `people` there.
    #[must_use]
    pub fn covered_minutes(&self, people: u32) -> i64 {
        self.runs.iter().filter(|run| run.count >= people).map(|run| run.interval.minutes()).sum()
    }

    /// The stretches with nobody there, each as long as it can be.
    #[must_use]
    pub fn gaps(&self) -> IntervalSet {
        self.runs.iter().filter(|run| run.count == 0).map(|run| run.interval).collect()
    }

    /// The minutes that each person alone covers: what each absence would leave uncovered. Who covers none alone is
    /// left out.
    #[must_use]
    pub fn sole_minutes(&self) -> BTreeMap<PersonIndex, i64> {
        let mut minutes = BTreeMap::new();
        for run in &self.runs {
            if let Some(person) = run.sole {
                *minutes.entry(person).or_default() += run.interval.minutes();
            }
        }
        minutes
    }

    /// All figures at once.
    #[must_use]
    pub fn summary(&self) -> CoverageSummary {
        let mut figures = CoverageSummary {
            window: self.window.minutes(),
            longest_gap: self.gaps().longest(),
            ..CoverageSummary::default()
        };
        for run in &self.runs {
            let minutes = run.interval.minutes();
            figures.person_minutes += minutes * i64::from(run.count);
            match run.count {
                0 => figures.uncovered += minutes,
                1 => figures.single += minutes,
                _ => figures.doubled += minutes,
            }
        }
        figures.covered = figures.single + figures.doubled;
        figures
    }
}
