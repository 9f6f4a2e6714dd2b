//! Findings that say the same of many places: a person whose file is gone is one slip, though forty records name them.
//!
//! Reports show such a finding once, at its first place, with the others listed. The findings themselves stay one for
//! each place, so that a new place is never taken for a known one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Diagnostic, Place, Rule, registry};
use crate::words::{Term, WORDS};

/// Rules whose message names what is missing, so that equal messages mean one thing.
static OF_ONE_THING: [&Rule; 13] = [
    &registry::SHORTCODE,
    &registry::STRANGER,
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

/// Rules about addresses: many that are wrong below one folder are one slip, in a setting or a move.
static OF_ADDRESSES: [&Rule; 2] = [&registry::BROKEN_LINK, &registry::MISSING_ASSET];

/// From so many on, findings of one message or below one folder are shown as one.
const MANY: usize = 10;

/// A finding as reports show it.
#[derive(Clone, Debug)]
pub struct Gathered<'a> {
    /// The first, or one that stands for all.
    pub finding: Cow<'a, Diagnostic>,
    /// What the first says itself, where the one that stands for all says something else.
    pub first: Option<&'a str>,
    /// Where else the same is found.
    pub also: Vec<OtherPlace<'a>>,
}

/// Another place of a gathered finding.
#[derive(Clone, Copy, Debug)]
pub struct OtherPlace<'a> {
    /// Where.
    pub place: &'a Place,
    /// What the finding there says, where that differs from what is shown.
    pub message: Option<&'a str>,
}

/// What makes findings of one rule one thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing<'a> {
    /// The same message in one part of the site, however few.
    Missing(&'a str, &'a str),
    /// A folder of addresses.
    Below(&'a str),
    /// The same message, many times.
    Equal(&'a str),
}

fn thing(finding: &Diagnostic) -> Option<Thing<'_>> {
    let message = finding.message.as_str();
    if OF_ONE_THING.contains(&finding.rule) {
        return Some(Thing::Missing(message, scope(finding)));
    }
    let folder = OF_ADDRESSES.contains(&finding.rule).then(|| first_folder(message)).flatten();
    folder.map(Thing::Below).or_else(|| finding.rule.adjustable.then_some(Thing::Equal(message)))
}

/// `/images/` of a message that begins with an address such as `/images/x.png` in back quotes.
fn first_folder(message: &str) -> Option<&str> {
    let target = message.strip_prefix('`')?.split('`').next()?;
    let end = target.strip_prefix('/')?.find('/')? + 2;
    // A page of its own is no folder.
    target.get(..end).filter(|folder| folder.len() < target.len())
}

/// The part of a site in which an equal message means the same thing: for an item, its program.
fn scope(finding: &Diagnostic) -> &str {
    let path = finding.place.file.as_str();
    if finding.rule != &registry::UNKNOWN_ITEM {
        return "";
    }
    path.strip_prefix("content/programs/").and_then(|below| below.split('/').next()).unwrap_or(path)
}

/// `sorted` findings, those of one thing together; the order is that of their first places.
pub(super) fn gathered(sorted: &[Diagnostic]) -> Vec<Gathered<'_>> {
    let mut counts: BTreeMap<(&str, Thing<'_>), usize> = BTreeMap::new();
    for finding in sorted {
        if let Some(thing) = thing(finding) {
            *counts.entry((finding.rule.code, thing)).or_default() += 1;
        }
    }
    let is_one = |key: &(&str, Thing<'_>)| {
        matches!(key.1, Thing::Missing(..)) || counts.get(key).is_some_and(|count| *count >= MANY)
    };
    let mut firsts: BTreeMap<(&str, Thing<'_>), usize> = BTreeMap::new();
    let mut all: Vec<Gathered<'_>> = Vec::with_capacity(sorted.len());
    for finding in sorted {
        if let Some(key) = thing(finding).map(|thing| (finding.rule.code, thing)).filter(is_one) {
            if let Some(first) = firsts.get(&key).and_then(|at| all.get_mut(*at)) {
                first.also.push(OtherPlace { place: &finding.place, message: Some(&finding.message) });
                continue;
            }
            firsts.insert(key, all.len());
        }
        all.push(Gathered { finding: Cow::Borrowed(finding), first: None, also: Vec::new() });
    }
    for ((_, thing), at) in firsts {
        if let Some(one) = all.get_mut(at) {
            named(one, thing);
        }
    }
    all
}

/// Gives findings of several messages one that stands for all.
fn named<'a>(one: &mut Gathered<'a>, thing: Thing<'a>) {
    let Cow::Borrowed(first) = one.finding else { return };
    let differs = |other: &OtherPlace<'_>| other.message != Some(first.message.as_str());
    if let Thing::Below(folder) = thing
        && one.also.iter().any(differs)
    {
        let mut whole = first.clone();
        if first.rule == &registry::MISSING_ASSET {
            let count = WORDS.count(one.also.len() + 1, Term::File);
            whole.message = format!("{count} below `{folder}` do not exist, such as {}", first.message);
            whole.hint = Some("put the files below `static/`, or beside the pages that show them".to_owned());
        } else {
            let count = WORDS.count(one.also.len() + 1, Term::Link);
            whole.message = format!("{count} below `{folder}` lead nowhere, such as {}", first.message);
            whole.hint = Some(format!(
                "if all of `{folder}` lives elsewhere, say where in `pmo.yaml`: `links: {{ external: {{ {folder}: \
                 https://… }} }}`; its links are then not looked at"
            ));
        }
        one.finding = Cow::Owned(whole);
        one.first = Some(&first.message);
    } else {
        one.also.iter_mut().for_each(|other| other.message = None);
    }
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

    #[test]
    fn many_dead_links_below_one_folder_are_one_finding_and_few_are_not() {
        let dead = |at: usize, target: &str| {
            let place = Place::new(&SourcePath::new("content/a.md"), Span::at(at));
            Diagnostic::new(&registry::BROKEN_LINK, place, format!("`{target}` leads nowhere"))
        };
        let below = |count: usize| -> Vec<_> { (0..count).map(|n| dead(n, &format!("/jobs/{n}/"))).collect() };
        let many = below(MANY);
        let shown = gathered(&many);
        let [one] = shown.as_slice() else { panic!("{shown:?}") };
        assert!(one.finding.message.starts_with("10 links below `/jobs/` lead nowhere, such as `/jobs/0/`"), "{one:?}");
        assert!(one.finding.hint.as_ref().is_some_and(|hint| hint.contains("external: { /jobs/: https://… }")));
        assert_eq!((one.also.len(), one.first), (9, Some("`/jobs/0/` leads nowhere")));
        let missing = |n| Diagnostic { rule: &registry::MISSING_ASSET, ..dead(n, &format!("/jobs/{n}.png")) };
        let pictures: Vec<_> = (0..MANY).map(missing).collect();
        let shown = gathered(&pictures);
        let [none] = shown.as_slice() else { panic!("{shown:?}") };
        assert!(none.finding.message.starts_with("10 files below `/jobs/` do not exist, such as"), "{none:?}");
        assert!(none.finding.hint.as_ref().is_some_and(|hint| !hint.contains("external")), "{none:?}");
        assert_eq!(one.also.first().and_then(|other| other.message), Some("`/jobs/1/` leads nowhere"));
        assert_eq!(gathered(&below(MANY - 1)).len(), MANY - 1);
        let pages: Vec<_> = (0..MANY).map(|n| dead(n, &format!("/page-{n}/"))).collect();
        assert_eq!(gathered(&pages).len(), MANY);
        let same: Vec<_> = (0..MANY).map(|n| dead(n, "/jobs/x/")).collect();
        let shown = gathered(&same);
        let [one] = shown.as_slice() else { panic!("{shown:?}") };
        assert_eq!((one.finding.message.as_str(), one.first), ("`/jobs/x/` leads nowhere", None));
    }
}
