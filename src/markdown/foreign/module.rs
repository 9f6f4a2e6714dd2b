//! Statements of MDX: what the components of a page are imported from, and what it gives to others.

/// Whether `line` begins a statement of MDX.
pub(super) fn is_module(line: &str) -> bool {
    let quoted = |text: &str| text.trim_start().starts_with(['"', '\'']);
    if let Some(rest) = line.strip_prefix("import ") {
        return quoted(rest) || rest.rsplit_once(" from ").is_some_and(|(_, from)| quoted(from));
    }
    line.strip_prefix("export ")
        .is_some_and(|rest| ["default ", "const ", "function ", "let "].iter().any(|word| rest.starts_with(word)))
}
