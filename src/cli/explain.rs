//! `pmo-site explain`: what a finding means.

use std::fmt::Write;

use super::args::ExplainArgs;
use super::{Exit, Failure, console};
use crate::diagnostics::{Rule, Severity, nearest, registry};

/// Explains one code, or lists all.
pub(super) fn explain(args: &ExplainArgs) -> Result<Exit, Failure> {
    let Some(code) = &args.code else {
        console::answer(&list())?;
        return Ok(Exit::Clean);
    };
    if let Some(rule) = find(code) {
        console::answer(&rule.long_form())?;
        return Ok(Exit::Clean);
    }
    let near = nearest(code, registry::RULES.iter().map(|rule| rule.code));
    let hint = near.map_or("`pmo-site explain` lists all codes".to_owned(), |near| format!("did you mean `{near}`?"));
    Err(Failure::Usage(format!("there is no finding `{code}`; {hint}")))
}

/// The rule that `code` names; `E0401` and `0401` are enough.
fn find(code: &str) -> Option<&'static Rule> {
    let ends = |rule: &&&Rule| {
        let short = rule.code.trim_start_matches("PMO-");
        short.eq_ignore_ascii_case(code) || short.get(1..) == Some(code)
    };
    registry::find(code).or_else(|| registry::RULES.iter().find(ends).copied())
}

fn list() -> String {
    let mut out = String::new();
    for rule in registry::RULES {
        let _ = writeln!(out, "{}  {:<7}  {}", rule.code, word(rule.severity), rule.title);
    }
    out
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_short_but_not_made_up() {
        for code in ["PMO-E0401", "pmo-e0401", "e0401", "0401"] {
            assert_eq!(find(code), Some(&registry::BROKEN_LINK), "{code}");
        }
        assert_eq!([find(""), find("E04"), find("PMO-E9999")], [None, None, None]);
    }
}
