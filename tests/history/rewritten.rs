//! `check --base` on random histories: what is appended is never found, and every rewriting of an earlier fact is.
//!
//! `PMO_SITE_REWRITINGS=200` tries more histories.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use pmo_site::diagnostics::Findings;
use pmo_site::pipeline::{Earlier, Memo, compare};
use rayon::prelude::*;

use super::{Dated, Dice, FIRST, LISTS, Site, WEEKS, after, history};

fn count() -> u64 {
    std::env::var("PMO_SITE_REWRITINGS").ok().and_then(|count| count.parse().ok()).unwrap_or(20)
}

/// What `now` did to `was`, the state of `day`.
fn found(now: &Site, was: &Site, day: Date) -> Vec<String> {
    let earlier = Earlier { tree: was.tree(), day: Some(day) };
    let found = compare(Findings::default(), &now.tree(), &earlier, &mut Memo::default()).expect("it has a day");
    let told = found.as_slice().iter();
    told.map(|one| format!("{}: {} {}", one.place.file, one.rule.code, one.message)).collect()
}

/// A history, and a day in it on which nobody wrote anything: what changes on a day may change again on it.
fn with_day(seed: u64) -> (super::History, Date, Dice) {
    let facts = history(seed);
    let written: BTreeSet<Date> = facts.iter().map(|(day, _)| *day).collect();
    let mut dice = Dice(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) | 1);
    let start = FIRST.checked_add(i64::try_from(14 + dice.roll(40)).expect("small").days()).expect("a near day");
    let day = start.series(1.days()).find(|day| !written.contains(day)).expect("a day off");
    (facts, day, dice)
}

#[test]
fn what_is_appended_is_never_found() {
    let last = FIRST.checked_add((7 * WEEKS).days()).expect("a near day");
    let failing = (0..count()).into_par_iter().find_map_any(|seed| {
        let (facts, day, _) = with_day(seed);
        let found = found(&after(&facts, last), &after(&facts, day), day);
        (!found.is_empty()).then(|| format!("history {seed}, held against {day}:\n{}", found.join("\n")))
    });
    assert_eq!(failing, None);
}

/// What a field was on `day` becomes something else.
fn rewrite(record: &mut Dated, name: &str, day: Date, value: &str) {
    let Some((_, field)) = record.fields.iter_mut().find(|(own, _)| **own == name) else { return };
    match field.was.iter_mut().find(|(until, _)| *until > day) {
        Some((_, was)) => value.clone_into(was),
        None => value.clone_into(&mut field.now),
    }
}

fn line(record: &mut Dated, name: &str, value: &str) -> bool {
    let start = format!("{name}: ");
    let line = record.fixed.iter_mut().find(|line| line.starts_with(&start));
    line.map(|line| *line = format!("{start}{value}")).is_some()
}

/// Rewrites one fact of `was` in `now`; tells which. Nothing where the history has no such fact.
fn mutated(dice: &mut Dice, now: &mut Site, was: &Site, day: Date) -> Option<String> {
    let slug = dice.roll(2);
    let (list, _) = LISTS[dice.roll(LISTS.len())];
    let items = &was.programs[slug].items[list];
    let at = dice.roll(items.len());
    let (program, old) = (&mut now.programs[slug], &was.programs[slug]);
    Some(match dice.roll(13) {
        0 => {
            let (day, _) = old.updates.get(dice.roll(old.updates.len().max(1)))?;
            program.updates.retain(|(own, _)| own != day);
            format!("report {day} removed")
        }
        1 => {
            let at = dice.roll(old.updates.len().max(1));
            let (day, text) = program.updates.get_mut(at).filter(|_| at < old.updates.len())?;
            *text = text.replace("confidence: 70", "confidence: 71");
            format!("report {day} edited")
        }
        2 => {
            let at = dice.roll(old.updates.len().max(1));
            let (day, text) = program.updates.get_mut(at).filter(|_| at < old.updates.len())?;
            text.push_str("\nEven more.\n");
            format!("story of report {day} edited")
        }
        3 => {
            let (id, _) = program.items.get_mut(list)?.remove(at);
            format!("{id} removed")
        }
        4 => {
            let (id, item) = &mut program.items.get_mut(list)?[at];
            rewrite(item, "owner", day, "zed");
            format!("owner of {id}")
        }
        5 => {
            let field =
                [("milestones", "added"), ("risks", "raised"), ("issues", "raised"), ("dependencies", "provider")];
            let (_, field) = field.iter().find(|(own, _)| *own == list).unwrap_or(&("", "validate_by"));
            let value = if *field == "provider" { "{ external: Zed }" } else { "2026-01-02" };
            let (id, item) = &mut program.items.get_mut(list)?[at];
            if !line(item, field, value) {
                item.fixed.push(format!("{field}: {value}"));
            }
            format!("{field} of {id}")
        }
        6 => {
            let (id, item) = &mut program.items.get_mut("risks")?[0];
            line(item, "probability", "5");
            format!("probability of {id}")
        }
        7 => {
            // The latest baseline, of which every entry tells what was before it.
            let (id, item) = &mut program.items.get_mut("milestones")?[0];
            if program.rebaselines.iter().any(|entry| entry.contains(&format!("{id}: "))) {
                return None;
            }
            line(item, "baseline", "2027-02-02");
            format!("baseline of {id}")
        }
        8 => {
            let entry = old.rebaselines.get(dice.roll(old.rebaselines.len().max(1)))?;
            program.rebaselines.retain(|own| own != entry);
            format!("rebaseline {entry} removed")
        }
        9 => {
            let field = dice.one(&["name", "stage", "focus_area", "dri", "backup", "sponsor", "priority"]).to_owned();
            rewrite(&mut program.record, &field, day, "zed");
            format!("{field} of program {slug}")
        }
        10 => {
            let changed = old.record.fields.iter().find(|(_, field)| !field.was.is_empty())?;
            let (name, _) = changed;
            program.record.fields.get_mut(name)?.was.remove(0);
            format!("entry for {name} of program {slug} removed")
        }
        11 => {
            let who = dice.one(super::PEOPLE);
            now.people.remove(who);
            format!("{who} removed")
        }
        _ => {
            let who = dice.one(super::PEOPLE);
            rewrite(now.people.get_mut(who)?, "role", day, "Zed");
            format!("role of {who}")
        }
    })
}

#[test]
fn every_rewriting_is_found() {
    assert!(FIRST > date(2026, 1, 2), "the day that rewritten items are given is another");
    let last = FIRST.checked_add((7 * WEEKS).days()).expect("a near day");
    let failing = (0..count()).into_par_iter().find_map_any(|seed| {
        let (facts, day, mut dice) = with_day(seed);
        let was = after(&facts, day);
        let (what, now) = (0..100).find_map(|_| {
            let mut now = after(&facts, last);
            mutated(&mut dice, &mut now, &was, day).map(|what| (what, now))
        })?;
        found(&now, &was, day).is_empty().then(|| format!("history {seed}, held against {day}: {what}"))
    });
    assert_eq!(failing, None);
}
