//! Which shortcodes a handbook calls, and which of them mean something here.

use std::collections::BTreeMap;

use crate::markdown::calls_in;
use crate::parse::{FileKind, kind_of};
use crate::source::SourceTree;

/// Names that are listed one by one.
const NAMED: usize = 12;

/// A line for the names that are known, and one for the others; nothing for a handbook without any.
pub(super) fn lines(tree: &SourceTree) -> Vec<String> {
    let mut counts: [BTreeMap<String, usize>; 2] = Default::default();
    for (path, _) in tree.iter().filter(|(path, _)| kind_of(path) == FileKind::Page) {
        for (name, known) in tree.text(path.as_str()).into_iter().flat_map(|text| calls_in(text)) {
            let [understood, unknown] = &mut counts;
            *(if known { understood } else { unknown }).entry(name).or_default() += 1;
        }
    }
    let [understood, unknown] = &counts;
    let told = |what: &str, counts: &BTreeMap<String, usize>| {
        let all: usize = counts.values().sum();
        let mut names: Vec<_> = counts.iter().collect();
        names.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
        let shown: Vec<_> = names.iter().take(NAMED).map(|(name, count)| format!("{name} {count}")).collect();
        let more = names.len().saturating_sub(NAMED);
        let more = if more == 0 { String::new() } else { format!(", and {more} more names") };
        (all > 0).then(|| format!("shortcodes {what}: {all} ({}{more})", shown.join(", ")))
    };
    [told("that are understood", understood), told("that are shown as they are written", unknown)]
        .into_iter()
        .flatten()
        .collect()
}
