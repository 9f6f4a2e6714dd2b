//! Sharing the cost of a meeting that cannot be in everybody's hours: a few slots in turn, with the account of each
//! person.

use super::{MeetingWindow, Pain, PersonIndex};

/// Most windows that are combined. Forty windows have 9,880 sets of three.
const MOST_WINDOWS: usize = 40;

/// Most slots of a rotation: nobody remembers a fourth.
const MOST_SLOTS: usize = 3;

/// Turns over which rotations of one, two and three slots are compared: each slot comes round equally often.
const TURNS: u32 = 6;

/// Meeting times to take in turn, so that no zone always has the bad hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation<'w> {
    /// The slots, at least one, in the order in which the windows were ranked.
    pub windows: Vec<&'w MeetingWindow>,
    /// Every person's account over one round.
    pub ledger: Vec<LedgerLine>,
}

/// What a round costs one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// Who.
    pub person: PersonIndex,
    /// What each slot costs, in the order of the rotation.
    pub pains: Vec<Pain>,
    /// The scores added up.
    pub sum: u32,
    /// How many slots are outside their hours.
    pub outside: usize,
}

/// The fairest rotation of at most `slots` of the windows, by what they cost in most weeks: the least for whoever bears
/// the most, then the least variance between people, then the least in all, then the fewest slots. `None` without
/// windows.
///
/// Rotations of different length are compared over six turns. Only windows that no other is at least as good as for
/// everybody are combined, the first forty of them; `slots` counts as 1 to 3. The windows are in the order of
/// [`meeting_windows`](super::meeting_windows).
#[must_use]
pub fn fair_rotation(windows: &[MeetingWindow], slots: usize) -> Option<Rotation<'_>> {
    let windows = undominated(windows);
    let scores: Vec<Vec<u32>> =
        windows.iter().map(|window| window.pains.iter().map(|pain| pain.score().unwrap_or(0)).collect()).collect();
    let mut best: Option<(Cost, Vec<usize>)> = None;
    for set in sets(windows.len(), slots.clamp(1, MOST_SLOTS)) {
        let cost = Cost::of(&set, &scores);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, set));
        }
    }
    let chosen: Vec<&MeetingWindow> = best?.1.into_iter().filter_map(|at| windows.get(at).copied()).collect();
    let people = chosen.first()?.pains.len();
    let line = |(person, at): (u32, usize)| {
        let pains: Vec<Pain> = chosen.iter().filter_map(|window| window.pains.get(at).copied()).collect();
        let sum = pains.iter().filter_map(|pain| pain.score()).sum();
        let outside = pains.iter().filter(|pain| pain.is_outside()).count();
        LedgerLine { person: PersonIndex(person), pains, sum, outside }
    };
    let ledger = (0..).zip(0..people).map(line).collect();
    Some(Rotation { windows: chosen, ledger })
}

/// What a rotation costs over [`TURNS`], compared from the first field on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    worst: u32,
    /// People squared times the variance, which keeps it whole.
    variance: u64,
    sum: u64,
    slots: usize,
}

impl Cost {
    fn of(set: &[usize], scores: &[Vec<u32>]) -> Self {
        let people = scores.first().map_or(0, Vec::len);
        let each = TURNS / u32::try_from(set.len().max(1)).unwrap_or(1);
        let (mut worst, mut sum, mut squares) = (0, 0u64, 0u64);
        for person in 0..people {
            let score = |at: &usize| scores.get(*at).and_then(|scores| scores.get(person)).copied().unwrap_or(0);
            let borne = each * set.iter().map(score).sum::<u32>();
            worst = worst.max(borne);
            sum += u64::from(borne);
            squares += u64::from(borne) * u64::from(borne);
        }
        let people = u64::try_from(people).unwrap_or(0);
        Self { worst, variance: people * squares - sum * sum, sum, slots: set.len() }
    }
}

/// The first windows that none before is at least as good as for everybody. A window that beats another has the smaller
/// sum and so comes before it.
fn undominated(windows: &[MeetingWindow]) -> Vec<&MeetingWindow> {
    let no_worse = |a: &MeetingWindow, b: &MeetingWindow| a.pains.iter().zip(&b.pains).all(|(a, b)| a <= b);
    let mut kept: Vec<&MeetingWindow> = Vec::new();
    for window in windows {
        if kept.len() == MOST_WINDOWS {
            break;
        }
        if !kept.iter().any(|known| no_worse(known, window)) {
            kept.push(window);
        }
    }
    kept
}

/// Every set of 1 to `most` of `count` places, each in ascending order.
fn sets(count: usize, most: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    let mut last: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..most {
        let longer = |set: &Vec<usize>| {
            let from = set.last().map_or(0, |last| last + 1);
            (from..count).map(|next| set.iter().copied().chain([next]).collect()).collect::<Vec<Vec<usize>>>()
        };
        last = last.iter().flat_map(longer).collect();
        all.extend(last.iter().cloned());
    }
    all
}
