//! What a tool's configuration leaves out of its site.

use crate::parse::records::SiteFolder;

/// Keys whose lists name files and folders that are no part of the site.
const KEYS: [&str; 5] = ["exclude_docs", "draft_docs", "exclude", "ignoreFiles", "excludeFiles"];

/// Files and folders that `text` leaves out, and rules that are no plain path: patterns, which nobody here reads.
pub(super) fn named(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut paths, mut patterns) = (Vec::new(), Vec::new());
    for rule in KEYS.iter().flat_map(|key| list(text, key)) {
        let plain = !rule.contains(['*', '?', '[', '!', '^', '$', '\\', '(']);
        match SiteFolder::parse(rule.trim_start_matches('/')).filter(|path| plain && path.0 != ".") {
            Some(path) => paths.push(path.0),
            None => patterns.push(rule),
        }
    }
    (paths, patterns)
}

/// The entries of the list `key`, in one line or in lines of their own.
fn list(text: &str, key: &str) -> Vec<String> {
    let mut lines = text.lines().map(|line| line.split(" #").next().unwrap_or(line));
    let is_key = |line: &str| {
        let rest = line.trim_start().trim_start_matches(['"', '\'']).strip_prefix(key)?;
        let rest = rest.trim_start_matches(['"', '\'']).trim_start();
        Some(rest.strip_prefix([':', '='])?.trim().to_owned())
    };
    let Some(first) = lines.by_ref().find_map(is_key) else { return Vec::new() };
    let bare = |entry: &str| entry.trim().trim_matches(['"', '\'', '`', ',']).trim().to_owned();
    let mut entries = Vec::new();
    if let Some(inner) = first.strip_prefix('[') {
        entries.extend(inner.split(']').next().unwrap_or(inner).split(',').map(bare));
    } else if !matches!(first.as_str(), "" | "|" | ">" | "|-" | ">-") {
        entries.push(bare(&first));
    }
    if !first.contains(']') && (first.is_empty() || first.starts_with(['[', '|', '>'])) {
        // The list goes on in the lines below that are indented, or that begin as its entries do.
        let below = lines.take_while(|line| {
            line.trim().is_empty() || line.starts_with([' ', '\t']) || line.starts_with("- ") || line.starts_with(']')
        });
        let inner = below.map(|line| line.trim().trim_start_matches("- ").trim_matches([']', '[']).to_owned());
        entries.extend(inner.map(|line| bare(&line)));
    }
    entries.retain(|entry| !entry.is_empty() && !entry.starts_with('#'));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_each_form_and_patterns_are_told() {
        let (paths, patterns) = named("exclude_docs: |\n  drafts/\n  /internal/plan.md\n  *.tmp\nnav:\n  - a.md\n");
        assert_eq!(
            (paths, patterns),
            (vec!["drafts".to_owned(), "internal/plan.md".to_owned()], vec!["*.tmp".to_owned()])
        );
        assert_eq!(named("exclude:\n- vendor\n- Gemfile # ours\ntitle: x\n").0, ["vendor", "Gemfile"]);
        assert_eq!(named("exclude: ['a', \"b/c\"]\n").0, ["a", "b/c"]);
        assert_eq!(named("ignoreFiles = [\n  \"x\",\n  \"\\\\.tmp$\",\n]\ntitle = 'y'\n").0, ["x"]);
        assert_eq!(named("title: x\n"), (Vec::new(), Vec::new()));
    }
}
