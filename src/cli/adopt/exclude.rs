//! Lists of a tool's configuration that leave files out of its site.

use crate::parse::records::Excluded;

/// What a tool does not publish.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Withheld {
    /// As `paths.exclude` says it.
    pub(super) exclude: Vec<String>,
    /// Rules that say it in a way that nobody here reads, word by word.
    pub(super) unread: Vec<String>,
}

impl Withheld {
    /// Takes over the path or pattern `text`, or tells `rule` as one that is not read.
    pub(super) fn take(&mut self, text: &str, rule: &str) {
        match Excluded::parse(text) {
            Some(path) => self.exclude.push(path.0),
            None => self.unread.push(rule.to_owned()),
        }
    }
}

/// How the entries of a list are written.
#[derive(Clone, Copy)]
enum Notation {
    /// Paths and patterns as in `.gitignore`.
    Ignore,
    /// Paths and patterns that begin at the folder of pages.
    Anchored,
    /// Regular expressions.
    Expression,
}

/// Keys whose lists name files and folders that are no part of the site.
const KEYS: [(&str, Notation); 5] = [
    ("exclude_docs", Notation::Ignore),
    ("draft_docs", Notation::Ignore),
    ("exclude", Notation::Anchored),
    ("ignoreFiles", Notation::Expression),
    ("excludeFiles", Notation::Anchored),
];

/// Files and folders that the lists in `text` leave out.
pub(super) fn named(text: &str) -> Withheld {
    let mut withheld = Withheld::default();
    for (key, notation) in KEYS {
        for rule in list(text, key) {
            let meant = match notation {
                Notation::Ignore => of_ignore(&rule),
                Notation::Anchored => Some(rule.trim_start_matches('/').to_owned()),
                Notation::Expression => of_expression(&rule),
            };
            match meant.and_then(|meant| Excluded::parse(&meant)) {
                Some(meant) => withheld.exclude.push(meant.0),
                None => withheld.unread.push(rule),
            }
        }
    }
    withheld
}

/// An entry of `.gitignore`: without `/` but at its end, it means a name in every folder.
fn of_ignore(rule: &str) -> Option<String> {
    let bare = rule.strip_suffix('/').unwrap_or(rule);
    match bare.strip_prefix('/') {
        _ if rule.starts_with('!') => None,
        Some(anchored) if bare.contains(['*', '?', '[']) => Some(format!("/{anchored}")),
        Some(anchored) => Some(anchored.to_owned()),
        None if bare.contains('/') => Some(bare.to_owned()),
        None => Some(format!("**/{bare}")),
    }
}

/// A regular expression that means an ending (`\.tmp$`) or a name (`^drafts/`, `secret`) and nothing else.
fn of_expression(rule: &str) -> Option<String> {
    let (rule, from_start) = rule.strip_prefix('^').map_or((rule, false), |rest| (rest, true));
    let (rule, to_end) = rule.strip_suffix('$').map_or((rule, false), |rest| (rest, true));
    let plain = rule.replace("\\\\.", ".").replace("\\.", ".").replace("\\/", "/");
    // In an expression `.` is any character and `\.` is a dot. Only a rule whose dots are all escaped names a path.
    let dots = |text: &str| text.matches('.').count();
    if plain.contains(['*', '?', '[', '(', '+', '|', '\\', '{', '^', '$']) || dots(rule) != rule.matches("\\.").count()
    {
        return None;
    }
    match (from_start, to_end) {
        // Expressions are held against the whole path in one version of Hugo and against the relative one in others.
        (true, true) => Some(plain),
        (true, false) => Some(format!("{}*", plain.trim_end_matches('/'))).map(|start| format!("/{start}")),
        (false, true) => Some(format!("**/*{}", plain.trim_start_matches('/'))),
        (false, false) if !plain.trim_matches('/').contains('/') => Some(format!("**/*{}*", plain.trim_matches('/'))),
        (false, false) => None,
    }
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
        let in_brackets = first.starts_with('[');
        for line in inner {
            if in_brackets {
                entries.extend(line.split(',').map(bare));
            } else {
                entries.push(bare(&line));
            }
        }
    }
    entries.retain(|entry| !entry.is_empty() && !entry.starts_with('#'));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_each_form_and_patterns_are_told() {
        let text = "exclude_docs: |\n  drafts/\n  /internal/plan.md\n  *.tmp\n  !keep.tmp\nnav:\n  - a.md\n";
        let Withheld { exclude, unread } = named(text);
        assert_eq!(exclude, ["**/drafts", "internal/plan.md", "**/*.tmp"]);
        assert_eq!(unread, ["!keep.tmp"]);
        let exclude = |text| named(text).exclude;
        assert_eq!(exclude("exclude:\n- vendor\n- Gemfile # ours\ntitle: x\n"), ["vendor", "Gemfile"]);
        assert_eq!(exclude("exclude: ['a', \"b/c\", 'd/*']\n"), ["a", "b/c", "d/*"]);
        let Withheld { exclude, unread } =
            named("ignoreFiles = [\n  \"x\",\n  \"\\\\.tmp$\",\n  '(a|b)', '^old/']\ntitle = 'y'\n");
        assert_eq!(
            (exclude, unread),
            (vec!["**/*x*".to_owned(), "**/*.tmp".to_owned(), "/old*".to_owned()], vec!["(a|b)".to_owned()])
        );
        assert_eq!(named("title: x\n"), Withheld::default());
    }
}
