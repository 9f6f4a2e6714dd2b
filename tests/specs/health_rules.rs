//! Which rules of computed health a case's site fires, so that a spec cannot claim a rule that it does not show.

#![expect(clippy::expect_used, clippy::panic, reason = "a spec that cannot be read is a failed test")]

use std::collections::BTreeSet;

use pmo_site::config::Config;
use pmo_site::diagnostics::SeverityOverrides;
use pmo_site::markdown::Options;
use pmo_site::parse::{self, ParseMemo, ParsedFile};
use pmo_site::pipeline::{AsOfInput, BuildInputs};
use pmo_site::source::SourceTree;
use pmo_site::status::{RULES, fold};
use pmo_site::validate::{BuildScope, ValidateMemo, validate};

use super::support::{Case, cases};

/// The names of the rules that demand a colour of any program of `tree`.
fn fired(tree: &SourceTree, inputs: &BuildInputs) -> BTreeSet<&'static str> {
    let mut memo = ParseMemo::default();
    let parsed = parse::site(tree, Options::default(), &mut memo);
    let record = parsed.files.iter().find_map(|(_, result)| match &result.0 {
        ParsedFile::Config(record) => record.as_ref(),
        _ => None,
    });
    let config = Config::new(record.expect("settings"), SeverityOverrides::default());
    let AsOfInput::On(as_of) = inputs.as_of else { panic!("a case has a date") };
    let compiler = memo.compiler(config.markdown.clone());
    let scope = BuildScope { as_of, drafts: inputs.drafts };
    let model = validate(&parsed, config, &compiler, scope, &mut ValidateMemo::default())
        .model
        .expect("a case about health has a sound model");
    let model = model.for_audience(inputs.audience);
    let reasons = model.programs().flat_map(|(id, _)| fold(&model, id, as_of).health.reasons);
    reasons.map(|reason| reason.rule).collect()
}

fn all() -> Vec<Case> {
    super::SPECS.iter().flat_map(|(_, spec)| cases(spec)).collect()
}

#[test]
fn every_rule_of_health_has_a_case_that_fires_it_and_a_near_miss() {
    let cases = all();
    let shown = |name: &str| cases.iter().any(|case| case.fires.iter().any(|rule| rule == name));
    let near = |name: &str| cases.iter().any(|case| case.near_misses.iter().any(|rule| rule == name));
    let names = || RULES.iter().map(|rule| rule.name);
    assert_eq!(names().filter(|name| !shown(name)).collect::<Vec<_>>(), [] as [&str; 0], "rules that no case fires");
    assert_eq!(names().filter(|name| !near(name)).collect::<Vec<_>>(), [] as [&str; 0], "rules without a near miss");
    let claimed: BTreeSet<&str> = cases.iter().flat_map(|case| &case.fires).map(String::as_str).collect();
    assert_eq!(
        claimed.into_iter().filter(|name| !names().any(|rule| rule == *name)).collect::<Vec<_>>(),
        [] as [&str; 0]
    );
}

#[test]
fn a_case_fires_the_rules_that_its_heading_names_and_no_others() {
    let mut faults = Vec::new();
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    for case in all() {
        let near = case.near_misses.iter().any(|name| names.contains(name.as_str()));
        if case.fires.is_empty() && !near {
            continue;
        }
        let claimed: BTreeSet<&str> = case.fires.iter().map(String::as_str).collect();
        let fired = fired(&case.tree, &case.inputs);
        if fired != claimed {
            faults.push(format!("`{}` names {claimed:?} and fires {fired:?}", case.name));
        }
        if case.values.is_empty() {
            faults.push(format!("`{}` expects no value", case.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
