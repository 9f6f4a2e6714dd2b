//! The long form of every rule: its examples do what they say, and `docs/diagnostics.md` is what the registry prints.

use std::fmt::Write as _;
use std::path::Path;

use crate::differences::of_texts;

use super::support::{base, built, merge, planted};
use jiff::civil::date;
use pmo_site::diagnostics::{Rule, registry};
use pmo_site::pipeline::{BuildInputs, Earlier};
use pmo_site::source::SourceTree;

/// Examples that stand for something too large, not of text at all, or not of the site. `tests/spec` has the real
/// thing.
const SKETCHED: &[&str] = &[
    "PMO-E0109",
    "PMO-E0110",
    "PMO-W0126",
    "PMO-E0502",
    "PMO-W0510",
    "PMO-E0511",
    "PMO-W0512",
    "PMO-E0513",
    "PMO-E0701",
    "PMO-E0707",
    "PMO-E0708",
    "PMO-E0710",
    "PMO-W0711",
    "PMO-W0605",
    "PMO-W0903",
];

/// Every rule as a Markdown page: the content of `docs/diagnostics.md`.
fn reference() -> String {
    let mut out = String::from(
        "# Diagnostics\n\nEvery finding that a build can make, by its code. A code never changes its meaning. `pmo-site explain CODE` prints \
         the same text.\n\nA site changes the severity of a finding in `pmo.yaml`, where the list below says that it may:\n\n\
         ```yaml\nfindings:\n  PMO-W0402: error\n  PMO-E0401: warning\n  PMO-W0603: ignore\n```\n\n\
         An example shows only the lines that matter: the rest of a record stays as it is.\n\n| code | finding |\n|---|---|\n",
    );
    for rule in registry::RULES {
        let _ = writeln!(out, "| [{}](#{}) | {} |", rule.code, rule.code.to_lowercase(), rule.title);
    }
    for rule in registry::RULES {
        let _ = write!(
            out,
            "\n## {}\n\n**{}.** {}\n\n{}\n",
            rule.code,
            capital(rule.title),
            rule.explanation,
            rule.standing()
        );
        for (title, example) in [("Wrong", rule.bad), ("Right", rule.fixed)] {
            let language = if example.starts_with("<!--") { "markdown" } else { "yaml" };
            let _ = write!(out, "\n{title}:\n\n````{language}\n{}\n````\n", example.trim_end());
        }
    }
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The base site with the files of an example, whose paths stand in comments; and the earlier state of it, in which
/// those below `base/` are.
fn site(example: &str) -> (SourceTree, SourceTree) {
    let (mut files, mut earlier) = (base(), base());
    let mut parts: Vec<(&str, String)> = Vec::new();
    for line in example.lines() {
        let path =
            line.strip_prefix("# ").or_else(|| line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")));
        let path = path.filter(|path| {
            matches!(*path, "pmo.yaml" | "urls.txt" | "external-links.json")
                || ["content/", "static/", "themes/", "base/"].iter().any(|root| path.starts_with(root))
        });
        match (path, parts.last_mut()) {
            (Some(path), _) => parts.push((path, String::new())),
            (None, Some((_, text))) => text.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    for (path, text) in parts {
        if let Some(path) = path.strip_prefix("base/") {
            let text = earlier.get(path).map_or_else(|| text.clone(), |whole| merge(whole, &text));
            earlier.insert(path.to_owned(), text);
            continue;
        }
        let whole = files.get(path).filter(|_| !path.starts_with("content/handbook/"));
        let text = whole.map_or_else(|| text.clone(), |whole| merge(whole, &text));
        files.insert(path.to_owned(), text);
    }
    (planted(&files), planted(&earlier))
}

fn codes(rule: &Rule, example: &str) -> Vec<&'static str> {
    let calendar = matches!(rule.code, "PMO-W0601" | "PMO-W0602");
    let day = if calendar { date(2026, 4, 10) } else { date(2026, 3, 10) };
    let (tree, earlier) = site(example);
    let earlier = Earlier { tree: earlier, day: Some(date(2026, 3, 6)) };
    let is_of_base = rule.code == "PMO-W0830" || ("PMO-E0820"..="PMO-E0829").contains(&rule.code);
    let inputs = BuildInputs { housekeeping: ("PMO-W0900".."PMO-W0920").contains(&rule.code), ..BuildInputs::on(day) };
    let (found, _) = built(&tree, &inputs, is_of_base.then_some(&earlier));
    found.iter().map(|found| found.finding.rule.code).collect()
}

#[test]
fn wrong_examples_are_found_and_right_ones_are_not() {
    let mut faults = Vec::new();
    for rule in registry::RULES.iter().filter(|rule| !SKETCHED.contains(&rule.code)) {
        let (bad, mut fixed) = (codes(rule, rule.bad), codes(rule, rule.fixed));
        if rule.code == "PMO-W0602" {
            fixed.retain(|code| *code != "PMO-W0601");
        }
        if !bad.contains(&rule.code) || !fixed.is_empty() {
            faults.push(format!("{}: wrong gives {bad:?}, right gives {fixed:?}", rule.code));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_reference_is_what_the_registry_prints() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let wanted = reference();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &wanted).expect("the reference can be written");
    }
    let written = std::fs::read_to_string(&file).expect("docs/diagnostics.md is there");
    let difference = of_texts(&written, &wanted).unwrap_or_default();
    assert!(
        difference.is_empty(),
        "docs/diagnostics.md is not what the registry says; run `UPDATE=1 cargo test --test all specs::`\n{difference}"
    );
}
