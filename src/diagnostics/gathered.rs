//! Findings that say the same of many places: a person whose file is gone is one slip, though forty records name them.
//!
//! Reports show such a finding once, at its first place, with the others listed. The findings themselves stay one for
//! each place, so that a new place is never taken for a known one.

use std::collections::BTreeMap;

use super::{Diagnostic, Place, Rule, registry};

/// Rules whose message names what is missing, so that equal messages mean one thing.
static OF_ONE_THING: [&Rule; 11] = [
    &registry::UNKNOWN_PERSON,
    &registry::UNKNOWN_FOCUS_AREA,
    &registry::UNKNOWN_PROGRAM,
    &registry::UNKNOWN_BODY,
    &registry::UNKNOWN_STAGE,
    &registry::UNKNOWN_GOAL,
    &registry::UNKNOWN_ORG,
    &registry::UNKNOWN_LEVEL,
    &registry::UNKNOWN_CALENDAR,
    &registry::UNKNOWN_DIMENSION,
    &registry::UNKNOWN_ITEM,
];

/// A finding as reports show it.
#[derive(Clone, Debug)]
pub struct Gathered<'a> {
    /// The first.
    pub finding: &'a Diagnostic,
    /// Where else the same is found.
    pub also: Vec<&'a Place>,
}

/// The part of a site in which an equal message means the same thing: for an item, its program.
fn scope(finding: &Diagnostic) -> &str {
    let path = finding.place.file.as_str();
    if finding.rule != &registry::UNKNOWN_ITEM {
        return "";
    }
    path.strip_prefix("content/programs/").and_then(|below| below.split('/').next()).unwrap_or(path)
}

/// `sorted` findings, those of one missing thing together; the order is that of their first places.
pub(super) fn gathered(sorted: &[Diagnostic]) -> Vec<Gathered<'_>> {
    let mut firsts: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let mut all: Vec<Gathered<'_>> = Vec::with_capacity(sorted.len());
    for finding in sorted {
        if OF_ONE_THING.contains(&finding.rule) {
            let key = (finding.rule.code, finding.message.as_str(), scope(finding));
            if let Some(first) = firsts.get(&key).and_then(|at| all.get_mut(*at)) {
                first.also.push(&finding.place);
                continue;
            }
            firsts.insert(key, all.len());
        }
        all.push(Gathered { finding, also: Vec::new() });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourcePath, Span};

    #[test]
    fn what_is_missing_is_told_once_and_an_item_once_for_each_program() {
        let finding = |rule: &'static Rule, file: &str, at: usize, message: &str| {
            Diagnostic::new(rule, Place::new(&SourcePath::new(file), Span::at(at)), message)
        };
        let (p, q) = ("content/programs/p/program.yaml", "content/programs/q/updates/2026-03-05.md");
        let found = [
            finding(&registry::UNKNOWN_PERSON, p, 1, "there is no person `ana`"),
            finding(&registry::UNKNOWN_ITEM, p, 2, "there is no milestone `M2`"),
            finding(&registry::UNKNOWN_ITEM, p, 3, "there is no milestone `M2`"),
            finding(&registry::UNKNOWN_PERSON, p, 4, "there is no person `ben`"),
            finding(&registry::NULL_VALUE, p, 5, "`name` has no value"),
            finding(&registry::NULL_VALUE, p, 6, "`name` has no value"),
            finding(&registry::UNKNOWN_PERSON, q, 1, "there is no person `ana`"),
            finding(&registry::UNKNOWN_ITEM, q, 2, "there is no milestone `M2`"),
        ];
        let shown: Vec<_> = gathered(&found).iter().map(|one| (one.finding.place.span.start, one.also.len())).collect();
        assert_eq!(shown, [(1, 1), (2, 1), (4, 0), (5, 0), (6, 0), (2, 0)]);
    }
}
