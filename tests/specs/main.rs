//! The rules for a site's files, each a text in `tests/spec` with files that break it and files that just do not; and
//! what else findings promise: their long forms, all in one run, at once.
#![expect(clippy::disallowed_methods, reason = "a test stops at the first surprise and may touch the machine")]

mod diagnostics;
mod health_rules;
mod reference;
mod seeded_faults;
mod support;
mod written;
mod yaml_bombs;

use std::collections::BTreeSet;

use pmo_site::diagnostics::registry;
use support::{Case, built, cases, difference};
use written::faults;

macro_rules! specs {
    ($($name:ident)*) => {
        /// Every spec by its name.
        const SPECS: &[(&str, &str)] = &[$((stringify!($name), include_str!(concat!("../spec/", stringify!($name), ".md")))),*];

        $(
            #[test]
            fn $name() {
                check(include_str!(concat!("../spec/", stringify!($name), ".md")));
            }
        )*
    };
}

specs! {
    yaml values references contradictions links markdown directives who_sees calendar site leaks health
    freshness history history_findings rewritten identity own_fields archive plan_dates story housekeeping external
    brand
}

fn check(spec: &str) {
    let cases = cases(spec);
    assert!(!cases.is_empty());
    let failed: Vec<String> = cases.iter().filter_map(fault).collect();
    assert!(failed.is_empty(), "{} of {} cases fail\n\n{}", failed.len(), cases.len(), failed.join("\n"));
}

fn fault(case: &Case) -> Option<String> {
    let (found, site) = built(&case.tree, &case.inputs, case.earlier.as_ref());
    let difference = difference(found, &case.expected) + &faults(&site, &case.values);
    (!difference.is_empty()).then(|| format!("{}\n{difference}", case.name))
}

#[test]
fn every_spec_is_run() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let files =
        std::fs::read_dir(folder).expect("the folder of specs").map(|entry| entry.expect("an entry").file_name());
    let files: BTreeSet<_> = files.filter_map(|name| Some(name.to_str()?.strip_suffix(".md")?.to_owned())).collect();
    let run: BTreeSet<_> = SPECS.iter().map(|(name, _)| (*name).to_owned()).chain(["README".to_owned()]).collect();
    assert_eq!(files, run);
}

#[test]
fn every_rule_has_a_case_that_fires_it_and_a_near_miss() {
    let cases: Vec<Case> = SPECS.iter().flat_map(|(_, spec)| cases(spec)).collect();
    let fired: BTreeSet<&str> =
        cases.iter().flat_map(|case| &case.expected).map(|expected| expected.code.as_str()).collect();
    let near: BTreeSet<&str> = cases.iter().flat_map(|case| &case.near_misses).map(String::as_str).collect();
    let codes: BTreeSet<&str> = registry::RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.difference(&fired).collect::<Vec<_>>(), [] as [&&str; 0], "codes that no case fires");
    assert_eq!(codes.difference(&near).collect::<Vec<_>>(), [] as [&&str; 0], "codes without a near miss");
    let known = |code: &str| codes.contains(code) || pmo_site::status::RULES.iter().any(|rule| rule.name == code);
    assert_eq!(
        fired.union(&near).filter(|code| !known(code)).collect::<Vec<_>>(),
        [] as [&&str; 0],
        "codes that there are not"
    );
    for case in cases.iter().filter(|case| !case.near_misses.is_empty()) {
        for code in &case.near_misses {
            assert!(
                case.expected.iter().all(|expected| expected.code != *code),
                "`{}` is a near miss of {code} and fires it",
                case.name
            );
        }
    }
}
