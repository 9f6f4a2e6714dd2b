//! Which two or three hires together, since what two bring is less than what each brings alone.

use super::slot_set;
use super::{HireOption, StaffNeed};

/// A hire of a plan and what the plan brings up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HireStep<'o> {
    /// Who.
    pub option: &'o HireOption,
    /// Minutes of all weeks that nobody covers without this plan, this hire included.
    pub newly_covered: i64,
}

/// The two hires that bring the most together, exactly; between equals those first in the list. `None` for fewer than
/// two options or when even two bring nothing.
///
/// Looks at pairs from the most promising down and stops when no other can win, so the square of the options is rarely
/// paid.
#[must_use]
pub fn best_pair<'o>(need: &StaffNeed, options: &'o [HireOption]) -> Option<[HireStep<'o>; 2]> {
    let packed = Packed::of(need, options);
    let empty = vec![0; packed.width];
    let mut ranked: Vec<(u32, usize)> = packed.bits.iter().map(|bits| fresh(bits, &empty)).zip(0..).collect();
    ranked.sort_by_key(|(brings, at)| (std::cmp::Reverse(*brings), *at));
    // The best pair so far: the minutes that it adds, and the places of its two in the list, the lower first.
    let mut best: Option<(u32, usize, usize)> = None;
    for (rank, (brings, one)) in ranked.iter().enumerate() {
        let reached = best.map_or(0, |(most, ..)| most);
        if brings * 2 < reached {
            break;
        }
        for (more, other) in ranked.iter().skip(rank + 1) {
            if brings + more < best.map_or(0, |(most, ..)| most) {
                break;
            }
            let (Some(a), Some(b)) = (packed.bits.get(*one), packed.bits.get(*other)) else { continue };
            let pair = (brings + fresh(b, a), (*one).min(*other), (*one).max(*other));
            let wins = |known: (u32, usize, usize)| {
                pair.0 > known.0 || (pair.0 == known.0 && (pair.1, pair.2) < (known.1, known.2))
            };
            if best.is_none_or(wins) {
                best = Some(pair);
            }
        }
    }
    let (together, one, other) = best.filter(|(together, ..)| *together > 0)?;
    let (first, second) = (options.get(one)?, options.get(other)?);
    Some([
        HireStep { option: first, newly_covered: first.newly_covered.total },
        HireStep { option: second, newly_covered: slot_set::minutes(together) },
    ])
}

/// What options bring, cut down to the words of the year in which anything is open at all.
struct Packed {
    width: usize,
    bits: Vec<Vec<u64>>,
}

impl Packed {
    fn of(need: &StaffNeed, options: &[HireOption]) -> Self {
        let places = need.open.places();
        let bits = options.iter().map(|option| need.slots_of(&option.candidate).packed(&need.open, &places)).collect();
        Self { width: places.len(), bits }
    }
}

/// How many slots of the one the other does not have.
fn fresh(bits: &[u64], covered: &[u64]) -> u32 {
    bits.iter().zip(covered).map(|(bits, covered)| (bits & !covered).count_ones()).sum()
}
