//! Hours that groups share, as a triangle of all pairs; where there are too few groups or too many, as a list.

use serde::Serialize;

use crate::coverage::SharedFacts;
use crate::views::{Cx, DateView};

/// Groups from which on a triangle says more than a list, and up to which it has room.
const TRIANGLE: std::ops::RangeInclusive<usize> = 3..=12;

/// Most pairs of a list: all pairs of a dozen groups.
const MOST_PAIRS: usize = 66;

/// Groups of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedGroups {
    /// `Focus areas`, `Regions`.
    pub title: &'static str,
    /// The names of the columns of the triangle; none where there is a list.
    pub columns: Vec<String>,
    /// The rows of the triangle.
    pub rows: Vec<SharedRow>,
    /// The pairs, the one with the least time first.
    pub pairs: Vec<SharedView>,
    /// Whether some pair shares less in some week than in this one.
    pub varies: bool,
}

/// A focus area or a region, with the hours that somebody of it and somebody of each group after it work together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedRow {
    /// Its name.
    pub name: String,
    /// A cell for each group that heads a column; none where another row has the pair.
    pub cells: Vec<Option<SharedView>>,
}

/// Time that two groups share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedView {
    /// The one.
    pub first: String,
    /// The other.
    pub second: String,
    /// Hours in this week.
    pub hours: String,
    /// Hours in this week by usual hours.
    pub usual: String,
    /// Hours in the week with the least.
    pub least: String,
    /// Monday of that week; none when every week is the same.
    pub least_week: Option<DateView>,
}

/// The pairs of focus areas, then those of regions.
#[must_use]
pub fn shared(cx: &Cx<'_>, pairs: &[SharedFacts]) -> Vec<SharedGroups> {
    let kinds = [("focus_area", "Focus areas"), ("region", "Regions")];
    let of = |(kind, title): (&str, &'static str)| {
        let pairs: Vec<&SharedFacts> = pairs.iter().filter(|pair| pair.kind == kind).collect();
        (!pairs.is_empty()).then(|| groups(cx, title, pairs))
    };
    kinds.into_iter().filter_map(of).collect()
}

fn groups(cx: &Cx<'_>, title: &'static str, mut pairs: Vec<&SharedFacts>) -> SharedGroups {
    let mut names: Vec<&str> = Vec::new();
    for name in pairs.iter().flat_map(|pair| [pair.first.as_str(), pair.second.as_str()]) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let varies = pairs.iter().any(|pair| pair.least_hours != pair.usual_hours);
    if !TRIANGLE.contains(&names.len()) {
        pairs.sort_by_key(|pair| pair.usual_hours);
        let pairs = pairs.into_iter().take(MOST_PAIRS).map(|pair| shared_view(cx, pair)).collect();
        return SharedGroups { title, columns: Vec::new(), rows: Vec::new(), pairs, varies };
    }
    let (_, columns) = names.split_at(1);
    let pair = |one: &str, other: &str| {
        let is = |pair: &&&SharedFacts| {
            (pair.first == one && pair.second == other) || (pair.first == other && pair.second == one)
        };
        pairs.iter().find(is).map(|pair| shared_view(cx, pair))
    };
    let row = |(index, name): (usize, &&str)| SharedRow {
        name: (*name).to_owned(),
        cells: columns
            .iter()
            .enumerate()
            .map(|(column, other)| if column < index { None } else { pair(name, other) })
            .collect(),
    };
    SharedGroups {
        title,
        rows: names.iter().take(names.len() - 1).enumerate().map(row).collect(),
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        pairs: Vec::new(),
        varies,
    }
}

fn shared_view(cx: &Cx<'_>, pair: &SharedFacts) -> SharedView {
    SharedView {
        first: pair.first.clone(),
        second: pair.second.clone(),
        hours: pair.hours.to_string(),
        usual: pair.usual_hours.to_string(),
        least: pair.least_hours.to_string(),
        least_week: (pair.least_hours != pair.usual_hours).then(|| cx.date(pair.least_week)),
    }
}
