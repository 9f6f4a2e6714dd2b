//! `pmo-site explain`: what a finding means.

use std::fmt::Write;

use super::args::ExplainArgs;
use super::{Exit, Failure, console};
use crate::diagnostics::{Rule, Severity, nearest, registry};

/// Explains one code, or lists all.
pub(super) fn explain(args: &ExplainArgs) -> Result<Exit, Failure> {
    let Some(code) = &args.code else {
        console::answer(&list());
        return Ok(Exit::Clean);
    };
    if let Some(rule) = registry::find(code) {
        console::answer(&long(rule));
        return Ok(Exit::Clean);
    }
    let near = nearest(code, registry::RULES.iter().map(|rule| rule.code));
    let hint = near.map_or("`pmo-site explain` lists all codes".to_owned(), |near| format!("did you mean `{near}`?"));
    Err(Failure::Usage(format!("there is no finding `{code}`; {hint}")))
}

fn list() -> String {
    let mut out = String::new();
    for rule in registry::RULES {
        let _ = writeln!(out, "{}  {:<7}  {}", rule.code, word(rule.severity), rule.title);
    }
    out
}

fn long(rule: &Rule) -> String {
    let mut out = format!("{}: {}\n\n", rule.code, rule.title);
    let _ = write!(out, "Severity: {}. ", word(rule.severity));
    let adjust = if rule.adjustable {
        format!("A site may change it in pmo.yaml:\n\n    findings:\n      {}: {}\n", rule.code, other(rule.severity))
    } else {
        "It is fixed: without this rule no sound site could be built.\n".to_owned()
    };
    out.push_str(&adjust);
    out
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn other(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "warning   # or ignore",
        Severity::Warning => "error   # or ignore",
    }
}
