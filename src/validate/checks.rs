//! Rules that need several records at once, as a table of named checks.
//!
//! Most read the records themselves, so that they speak in the same run as every other finding even when some record is
//! faulty. Only what is overdue needs the folded state of a sound model, and what clocks and calendars say needs its
//! schedules.

use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;

use super::cycles::cycles;
use super::departed::{departed, left};
use super::files::SiteRecords;
use super::finding::finding;
use super::hours::{old_zone_data, skipped_hours, unusual_days};
use super::lifecycles::lifecycles;
use super::overdue::overdue;
use super::privacy::lone_clocks;
use super::targets::{missed_targets, withheld_targets};
use crate::diagnostics::{Diagnostic, registry};
use crate::invariant::invariant;
use crate::model::Model;
use crate::parse::decode::Located;
use crate::parse::records::{Lifecycle, PersonKind, PersonRecord, ProviderRecord};
use crate::parse::{UpdateFile, update_date};
use crate::source::{SourcePath, Span};
use crate::words::WORDS;

/// A check of a whole site, by what it reads.
#[derive(Clone, Copy, Debug)]
enum Check {
    /// The records, faulty ones among them.
    Records(fn(&SiteRecords<'_>) -> Vec<Diagnostic>),
    /// The records of a sound site, and its model.
    Model(fn(&SiteRecords<'_>, &Model) -> Vec<Diagnostic>),
}

/// Every check, in the order in which they run; findings are sorted later.
const CHECKS: &[Check] = &[
    // Managers form a tree.
    Check::Records(managers),
    // Hard dependencies form no cycle.
    Check::Records(dependencies),
    // Allocations fit.
    Check::Records(allocations),
    // Authors were there when they wrote.
    Check::Records(unknown_authors),
    // Focus areas have people.
    Check::Records(empty_areas),
    // Hours are confirmed.
    Check::Records(unconfirmed),
    // Status is fresh, and nothing is overdue.
    Check::Model(overdue),
    // Open jobs are held by people who are there.
    Check::Model(departed),
    // Lifecycles agree with plans, with what is open, and with who waits.
    Check::Model(lifecycles),
    // Hours begin at times that clocks show.
    Check::Model(skipped_hours),
    // Working days fit the country.
    Check::Model(unusual_days),
    // Does coverage meet its targets?
    Check::Model(missed_targets),
    Check::Model(withheld_targets),
    // Are the zone data recent?
    Check::Model(old_zone_data),
    // Nobody without a name is alone on a clock.
    Check::Model(lone_clocks),
];

/// Runs the checks that read records.
pub(super) fn of_records(site: &SiteRecords<'_>) -> Vec<Diagnostic> {
    let run = |check: &Check| if let Check::Records(run) = check { run(site) } else { Vec::new() };
    CHECKS.par_iter().flat_map_iter(run).collect()
}

/// Runs the checks that read the model.
pub(super) fn of_model(site: &SiteRecords<'_>, model: &Model) -> Vec<Diagnostic> {
    let run = |check: &Check| if let Check::Model(run) = check { run(site, model) } else { Vec::new() };
    CHECKS.par_iter().flat_map_iter(run).collect()
}

fn people<'s, 'a>(site: &'s SiteRecords<'a>) -> impl Iterator<Item = (&'a str, &'a SourcePath, &'a PersonRecord)> + 's {
    site.files.people.iter().filter_map(|(slug, (path, record))| Some((*slug, *path, (*record)?)))
}

/// The names on a cycle, which a reader can follow: of a long one the beginning and the end.
fn round(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let (Some(first), Some(last)) = (names.get(..SHOWN - 2), names.last()) else { return names.join(" → ") };
    if names.len() <= SHOWN {
        names.join(" → ")
    } else {
        format!("{} → … ({} more) → {last}", first.join(" → "), names.len() - SHOWN + 1)
    }
}

const NODE: &str = "a node of the graph is named by its place in the list";
const ROUND: &str = "each node of a cycle leads to the next";

fn managers(site: &SiteRecords<'_>) -> Vec<Diagnostic> {
    let list: Vec<_> = site.files.people.iter().map(|(slug, (path, record))| (*slug, *path, *record)).collect();
    let manager = |person: usize| {
        let (_, _, record) = invariant(list.get(person), NODE);
        let slug = record.as_ref()?.manager.as_ref()?;
        Some((site.names.people.get(&*slug.value.0)?.index(), slug.span))
    };
    let found = cycles(list.len(), |person| manager(person).map(|(index, _)| index).into_iter().collect());
    let report = |cycle: Vec<usize>| {
        let first = *invariant(cycle.first(), ROUND);
        let (_, path, _) = invariant(list.get(first), NODE);
        let (_, span) = invariant(manager(first), ROUND);
        let names: Vec<_> = cycle.iter().chain([&first]).map(|at| invariant(list.get(*at), NODE).0).collect();
        let message = format!("managers form a cycle: {}", round(&names));
        finding(&registry::MANAGER_CYCLE, path, span, message, "correct one `manager`")
    };
    found.into_iter().map(report).collect()
}

fn dependencies(site: &SiteRecords<'_>) -> Vec<Diagnostic> {
    let list: Vec<_> = site.files.programs.iter().map(|(slug, (path, record))| (*slug, *path, *record)).collect();
    let needs = |program: usize| -> Vec<(usize, Span)> {
        let (_, _, record) = *invariant(list.get(program), NODE);
        let hard = record.map_or(&[][..], |record| &record.dependencies).iter();
        let hard = hard.filter(|dependency| dependency.hard.as_ref().is_some_and(|hard| hard.value));
        let provider = |provider: &Located<ProviderRecord>| match &provider.value {
            ProviderRecord::Milestone { program, .. } => {
                Some((site.names.programs.get(program.as_str())?.0.index(), provider.span))
            }
            ProviderRecord::External(_) => None,
        };
        // A program that needs itself has its own finding.
        hard.filter_map(|dependency| provider(dependency.provider.as_ref()?))
            .filter(|(other, _)| *other != program)
            .collect()
    };
    let report = |cycle: Vec<usize>| {
        let first = *invariant(cycle.first(), ROUND);
        let next = cycle.get(1).copied().unwrap_or(first);
        let (_, path, _) = invariant(list.get(first), NODE);
        let (_, span) = invariant(needs(first).into_iter().find(|(other, _)| *other == next), ROUND);
        let names: Vec<_> = cycle.iter().chain([&first]).map(|at| invariant(list.get(*at), NODE).0).collect();
        let message = format!("hard dependencies form a cycle: {}", round(&names));
        let hint = "each waits for the next, so none can finish: remove one, or make it `hard: false`";
        finding(&registry::DEPENDENCY_CYCLE, path, span, message, hint)
    };
    let edges = |program: usize| needs(program).into_iter().map(|(other, _)| other).collect();
    cycles(list.len(), edges).into_iter().map(report).collect()
}

fn unknown_authors(site: &SiteRecords<'_>) -> Vec<Diagnostic> {
    let report = |(path, file): &(&SourcePath, &UpdateFile)| {
        let (author, date) = (file.record.as_ref()?.author.as_ref()?, update_date(path)?);
        let (_, person) = site.files.people.get(site.names.former.person(&author.value.0))?;
        let recorded = person.as_ref()?.recorded.as_ref().filter(|recorded| recorded.value > date)?;
        let message = format!(
            "`{}` wrote on {} and is recorded from {} on",
            author.value.0,
            WORDS.date(date),
            WORDS.date(recorded.value)
        );
        let hint = format!("name who wrote it, or write `recorded: {date}` in the file of `{}`", author.value.0);
        Some(finding(&registry::AUTHOR_NOT_RECORDED, path, author.span, message, hint))
    };
    site.files.updates.values().flatten().filter_map(report).collect()
}

fn allocations(site: &SiteRecords<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (slug, path, record) in people(site) {
        let Some(first) = record.allocations.first() else { continue };
        if left(record, site.scope.as_of).is_some() {
            let message = format!("`{slug}` has left and is still allocated");
            found.push(finding(&registry::DEPARTED_ALLOCATED, path, first.span, message, "remove `allocations`"));
            continue;
        }
        let capacity = record
            .capacity
            .as_ref()
            .and_then(|capacity| capacity.max_percent.as_ref())
            .map_or(100, |max| i64::from(max.value.0));
        let percents: Vec<_> = record.allocations.iter().filter_map(|allocation| allocation.percent.as_ref()).collect();
        let total: i64 = percents.iter().map(|percent| i64::from(percent.value.0)).sum();
        if total > capacity {
            let mut sum = 0;
            let over = percents.iter().find(|percent| {
                sum += i64::from(percent.value.0);
                sum > capacity
            });
            let span = over.map_or(first.span, |percent| percent.span);
            let message = format!(
                "allocations of `{slug}` are {}, and capacity is {}",
                WORDS.percent(total),
                WORDS.percent(capacity)
            );
            found.push(finding(
                &registry::OVER_ALLOCATED,
                path,
                span,
                message,
                "lower an allocation, or raise `capacity.max_percent`",
            ));
        }
        for program in record.allocations.iter().filter_map(|allocation| allocation.program.as_ref()) {
            let Some((_, Some(other))) = site.names.programs.get(&*program.value.0) else { continue };
            let over = other
                .lifecycle
                .as_ref()
                .filter(|word| matches!(word.value, Lifecycle::Complete | Lifecycle::Cancelled));
            if let Some(lifecycle) = over {
                let message =
                    format!("`{slug}` is allocated to `{}`, which is {}", program.value.0, lifecycle.value.word());
                found.push(finding(
                    &registry::INACTIVE_ALLOCATION,
                    path,
                    program.span,
                    message,
                    "remove the allocation",
                ));
            }
        }
    }
    found
}

fn empty_areas(site: &SiteRecords<'_>) -> Vec<Diagnostic> {
    // Somebody whose record cannot be read may well work there.
    if site.files.people.values().any(|(_, record)| record.is_none_or(|record| !record.lacks("focus_areas"))) {
        return Vec::new();
    }
    let as_of = site.scope.as_of;
    let staffed = |slug: &str| {
        people(site).any(|(_, _, record)| {
            record.focus_areas.iter().any(|area| site.names.former.area(&area.value.0) == slug)
                && left(record, as_of).is_none()
        })
    };
    let empty = site.files.areas.iter().filter(|(slug, _)| !staffed(slug));
    let report = |(slug, (path, _)): (&&str, &(&SourcePath, Option<&crate::parse::records::FocusAreaRecord>))| {
        let hint = format!("add `{slug}` to somebody's `focus_areas`");
        finding(&registry::EMPTY_AREA, path, Span::default(), format!("nobody works in focus area `{slug}`"), hint)
    };
    empty.map(report).collect()
}

/// Days after which working hours should be confirmed again.
const CONFIRM_DAYS: i64 = 180;

fn unconfirmed(site: &SiteRecords<'_>) -> Vec<Diagnostic> {
    let as_of = site.scope.as_of;
    let limit = as_of.checked_sub(CONFIRM_DAYS.days()).unwrap_or(Date::MIN);
    let report = |(slug, path, record): (&str, &SourcePath, &PersonRecord)| {
        let member = record.kind.as_ref().is_none_or(|kind| kind.value == PersonKind::Member);
        let there =
            left(record, as_of).is_none() && record.start_date.as_ref().is_none_or(|start| start.value <= as_of);
        let confirmed = record.confirmed.as_ref().filter(|confirmed| member && there && confirmed.value < limit)?;
        let message = format!("the hours of `{slug}` were last confirmed on {}", WORDS.date(confirmed.value));
        Some(finding(
            &registry::UNCONFIRMED_HOURS,
            path,
            confirmed.span,
            message,
            format!("ask, then write `confirmed: {as_of}`"),
        ))
    };
    people(site).filter_map(report).collect()
}
