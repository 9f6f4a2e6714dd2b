//! The week as a table of half hours: one row a day, the fewest people in each cell.

use serde::Serialize;

use crate::coverage::DayFacts;
use crate::views::DateView;
use crate::words::WORDS;

/// The largest count that has a tint of its own; above, tints are shared out evenly up to the most people there are.
const OWN_TINTS: u32 = 6;

/// The table that says who is there in each half hour of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridView {
    /// The hours of a day: `00` to `23`.
    pub hours: Vec<String>,
    /// One row a day, Monday first.
    pub days: Vec<GridDay>,
    /// What the tints mean.
    pub legend: Vec<GridTint>,
    /// Whether some cell has somebody for part of it only.
    pub has_partial: bool,
}

/// A day of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridDay {
    /// The day, as `Mon 16 Nov`.
    pub date: DateView,
    /// Its half hours.
    pub cells: Vec<HalfHourCell>,
    /// Hours with somebody.
    pub covered: String,
    /// Hours with one person.
    pub single: String,
    /// Hours with nobody.
    pub uncovered: String,
    /// When nobody is there, in words.
    pub gaps: String,
}

/// Half an hour of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HalfHourCell {
    /// The fewest people there.
    pub count: u32,
    /// The tint, 0 to 6.
    pub tint: u32,
    /// Whether somebody is there for part of it only.
    pub partial: bool,
}

/// A tint and the counts it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridTint {
    /// The tint, 0 to 6.
    pub tint: u32,
    /// `nobody`, `1`, `2`, `12 to 18`.
    pub label: String,
}

/// The table of the days of a week.
#[must_use]
pub fn grid(days: &[DayFacts]) -> GridView {
    let most = days.iter().flat_map(|day| &day.half_hours).copied().max().unwrap_or(0);
    let day = |facts: &DayFacts| {
        let cells = facts.half_hours.iter().zip(&facts.half_hours_most);
        GridDay {
            date: DateView { iso: facts.date.to_string(), text: WORDS.day(facts.date) },
            cells: cells
                .map(|(&count, &top)| HalfHourCell { count, tint: tint(count, most), partial: count == 0 && top > 0 })
                .collect(),
            covered: facts.covered_hours.to_string(),
            single: facts.single_person_hours.to_string(),
            uncovered: facts.uncovered_hours.to_string(),
            gaps: gaps(facts),
        }
    };
    let days: Vec<GridDay> = days.iter().map(day).collect();
    GridView {
        hours: (0..24).map(|hour| format!("{hour:02}")).collect(),
        has_partial: days.iter().flat_map(|day| &day.cells).any(|cell| cell.partial),
        legend: legend(most),
        days,
    }
}

/// The tint of a count: nobody, one and two have their own, so that a large team's page still shows where it is thin.
fn tint(count: u32, most: u32) -> u32 {
    if most <= OWN_TINTS || count <= 2 {
        return count.min(OWN_TINTS);
    }
    // Counts from 3 up share the tints 3 to 6.
    let steps = OWN_TINTS - 2;
    3 + ((count - 3) * steps / (most - 2)).min(steps - 1)
}

fn legend(most: u32) -> Vec<GridTint> {
    let mut tints: Vec<(u32, u32, u32)> = Vec::new();
    for count in 0..=most {
        let tint = tint(count, most);
        match tints.last_mut() {
            Some((last, _, to)) if *last == tint => *to = count,
            _ => tints.push((tint, count, count)),
        }
    }
    let label = |from: u32, to: u32| match (from, to) {
        (0, _) => "nobody".to_owned(),
        _ if from == to => from.to_string(),
        _ => format!("{from} to {to}"),
    };
    tints.into_iter().map(|(tint, from, to)| GridTint { tint, label: label(from, to) }).collect()
}

/// The gaps of a day as clock times: `00:00–03:00, 22:30–24:00`; `all day`.
fn gaps(facts: &DayFacts) -> String {
    let midnight = crate::time::UtcMinute::midnight(facts.date);
    let clock = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let gap = |gap: &crate::coverage::GapFacts| match (gap.from.since(midnight), gap.to.since(midnight)) {
        (0, 1440) => "all day".to_owned(),
        (from, to) => format!("{}–{}", clock(from), clock(to)),
    };
    WORDS.commas(&facts.gaps.iter().map(gap).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_one_and_two_keep_their_tints_in_a_large_team() {
        let tints = |most| (0..=most).map(|count| tint(count, most)).collect::<Vec<_>>();
        assert_eq!(tints(6), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(tints(10), [0, 1, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
        assert_eq!([0, 1, 2, 3, 5000].map(|count| tint(count, 5000)), [0, 1, 2, 3, 6]);
    }

    #[test]
    fn the_legend_names_every_count_once() {
        let labels: Vec<String> = legend(10).into_iter().map(|tint| tint.label).collect();
        assert_eq!(labels, ["nobody", "1", "2", "3 to 4", "5 to 6", "7 to 8", "9 to 10"]);
        assert_eq!(legend(0).len(), 1);
    }
}
