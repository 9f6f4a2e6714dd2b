//! What changed, read from whole records: from text to model, as a build does it.

use jiff::civil::{Date, date};

use super::{ChangeKind, changes};
use crate::config::Config;
use crate::model::Model;
use crate::parse::records::Named;
use crate::parse::{self, ParseMemo};
use crate::source::{SourceFile, SourceTree};
use crate::validate::{BuildScope, ValidateMemo, validate};

const PROGRAM: &str = "
name: Tenant migration
summary: Move tenants.
lifecycle: active
stage: build
focus_area: product
dri: ada
sponsor: ada
start: 2026-01-05
baseline_end: 2026-09-30
success_measures: [{ id: S1, name: Tenants, target: 40 }]
milestones:
  - { id: M1, name: Rehearsal, baseline: 2026-02-27, key: true, owner: ada }
  - { id: M2, name: Go-live, baseline: 2026-08-14, key: true, owner: ada }
rebaselines:
  - { date: 2026-03-01, approved_by: ada, reason: Scope grew., was: { M1: 2026-02-20 } }
risks:
  - { id: R1, statement: Quotas may fail., probability: 3, impact: 4, response: mitigate, plan: Test., owner: ada, raised: 2026-01-20, review_by: 2026-06-01 }
decisions:
  - { id: DEC1, date: 2026-02-10, title: Migrate by tenant, decided_by: ada, status: accepted, rationale: Rollback., answers: Q1 }
";

const FIRST: &str = "---
author: ada
health: green
headline: Begun.
milestones: { M2: { forecast: 2026-08-20 } }
decisions_needed: [{ id: Q1, ask: Which order, from: ada, by: 2026-02-12 }]
---
";

const SECOND: &str = "---
author: ada
health: amber
headline: Later.
path_to_green: More people.
milestones: { M1: { actual: 2026-02-24 }, M2: { forecast: 2026-08-10 } }
risks: { R1: { probability: 4 } }
decisions_needed: [{ id: Q1, ask: Which order, from: ada, by: 2026-02-12 }]
---
";

fn model() -> Option<Model> {
    let mut tree = SourceTree::new();
    let files = [
        ("content/programs/migration/program.yaml", PROGRAM),
        ("content/programs/migration/updates/2026-02-05.md", FIRST),
        ("content/programs/migration/updates/2026-02-26.md", SECOND),
        ("content/people/ada.yaml", "name: Ada\nrole: TPM\ntime_zone: UTC\nfocus_areas: [product]\n"),
        ("content/focus-areas/product.yaml", "name: Product\norder: 1\nlead: ada\nexpertise: [Plans]\n"),
    ];
    for (path, text) in files {
        tree.insert(path, SourceFile::text(text));
    }
    let config = Config { stages: vec![Named::from_id("build")], ..Config::fallback() };
    let mut memo = ParseMemo::default();
    let parsed = parse::site(&tree, config.markdown.clone(), &mut memo);
    let compiler = memo.compiler(config.markdown.clone());
    let validated = validate(
        &parsed,
        config,
        &compiler,
        BuildScope { as_of: date(2026, 3, 5), drafts: false },
        &mut ValidateMemo::default(),
    );
    assert_eq!(
        parsed.files.values().flat_map(|file| &file.1).map(|finding| &finding.message).collect::<Vec<_>>(),
        [] as [&String; 0]
    );
    validated.model
}

fn told(from: Date, to: Date) -> Option<Vec<(Date, &'static str)>> {
    let model = model()?;
    Some(changes(&model, from, to).into_iter().map(|change| (change.date, change.kind.word())).collect())
}

#[test]
fn each_report_is_compared_with_the_one_before_and_a_repeated_request_is_no_news() {
    let expected = vec![
        (date(2026, 1, 5), "joined"),
        (date(2026, 1, 20), "risk_raised"),
        (date(2026, 2, 5), "slipped"),
        (date(2026, 2, 5), "asked"),
        (date(2026, 2, 10), "decided"),
        (date(2026, 2, 26), "worse"),
        (date(2026, 2, 26), "reached"),
        (date(2026, 2, 26), "pulled_in"),
        (date(2026, 2, 26), "risk_rescored"),
        (date(2026, 3, 1), "rebaselined"),
    ];
    assert_eq!(told(Date::MIN, date(2026, 3, 5)), Some(expected));
}

#[test]
fn both_days_of_the_window_count() {
    let expected = vec![(date(2026, 2, 5), "slipped"), (date(2026, 2, 5), "asked"), (date(2026, 2, 10), "decided")];
    assert_eq!(told(date(2026, 2, 5), date(2026, 2, 10)), Some(expected));
}

#[test]
fn a_milestone_is_measured_against_the_baseline_of_its_day() -> Result<(), &'static str> {
    let model = model().ok_or("the records are sound")?;
    let all = changes(&model, Date::MIN, Date::MAX);
    let slip = all.iter().find_map(|change| match change.kind {
        ChangeKind::Reached { slip_days, .. } => Some(slip_days),
        _ => None,
    });
    // Reached on 24 February; the baseline was 20 February until the first of March.
    assert_eq!(slip, Some(4));
    Ok(())
}

#[test]
fn the_newest_record_is_the_day_of_the_last_fact_and_not_the_day_of_the_site() {
    let model = model().unwrap_or_else(|| unreachable!("the site has no fault"));
    let newest = |day: Date| {
        let id = crate::model::ProgramId::new(0);
        model.program(id).newest(day)
    };
    let days = [
        (date(2026, 1, 4), None),
        // It begins.
        (date(2026, 1, 5), Some(date(2026, 1, 5))),
        (date(2026, 1, 19), Some(date(2026, 1, 5))),
        // A risk, a report, a decision, a report, a re-baseline.
        (date(2026, 1, 25), Some(date(2026, 1, 20))),
        (date(2026, 2, 9), Some(date(2026, 2, 5))),
        (date(2026, 2, 25), Some(date(2026, 2, 10))),
        (date(2026, 2, 28), Some(date(2026, 2, 26))),
        (date(2026, 3, 1), Some(date(2026, 3, 1))),
        (date(2030, 1, 1), Some(date(2026, 3, 1))),
    ];
    for (day, told) in days {
        assert_eq!(newest(day), told, "{day}");
    }
}
