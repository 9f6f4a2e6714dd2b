//! Which of the pages below a section a `cascade` is for.

use crate::parse::is_index;
use crate::parse::publication::plain;
use crate::parse::yaml::{Node, NodeKind};
use crate::source::SourcePath;

/// Most patterns that braces may stand for.
const MOST: usize = 64;

/// Which pages a `cascade` is for; all of them when it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// Patterns of paths, without braces; none is all.
    paths: Vec<String>,
    /// Kinds of pages, in Hugo's words; none is all.
    kinds: Vec<String>,
}

impl Target {
    /// Reads a target; gives what of it is not understood.
    pub(super) fn read(&mut self, node: &Node) -> Option<String> {
        let NodeKind::Map(entries) = &node.kind else {
            return (node.kind != NodeKind::Null).then(|| format!("{} in the place of keys", node.kind.noun()));
        };
        let mut unclear = None;
        for (key, value) in entries {
            let name = plain(&key.text);
            let patterns = matches!(&*name, "path" | "kind").then(|| patterns(value)).flatten();
            match (patterns, &*name) {
                (Some(patterns), "path") => self.paths.extend(patterns.iter().map(|path| normal(path))),
                (Some(patterns), _) => self.kinds.extend(patterns.iter().map(|kind| kind.to_lowercase())),
                (None, _) => unclear = Some(format!("`{}`", key.text)),
            }
        }
        unclear
    }

    /// Patterns of the paths that are meant, each with a `/` before it; nothing where kinds of pages are meant.
    #[must_use]
    pub fn paths(&self) -> Option<&[String]> {
        self.kinds.is_empty().then_some(&self.paths)
    }

    /// Whether the page at `path` is meant.
    #[must_use]
    pub fn means(&self, path: &SourcePath) -> bool {
        let any = |patterns: &[String], text: &str| patterns.iter().any(|pattern| matches(pattern, text));
        let by_path = || {
            let below = path.as_str().strip_prefix("content").unwrap_or(path.as_str());
            let folder = path.folder().strip_prefix("content").unwrap_or("");
            let bare = below.rsplit_once('.').map_or(below, |(bare, _)| bare);
            // A page that stands for its folder has the folder's path.
            let names = if is_index(path.stem()) { [folder, folder] } else { [bare, below] };
            names.iter().any(|name| any(&self.paths, &normal(name)))
        };
        let kind = match path.stem() {
            _ if !is_index(path.stem()) => "page",
            _ if path.folder() == "content" => "home",
            "index" => "page",
            _ => "section",
        };
        (self.paths.is_empty() || by_path()) && (self.kinds.is_empty() || any(&self.kinds, kind))
    }
}

/// A path as patterns and pages are compared: with a `/` before it and none behind, in small letters.
fn normal(path: &str) -> String {
    format!("/{}", path.trim().trim_matches('/')).to_lowercase().replace(' ', "-")
}

/// The patterns of a value, without braces; nothing when one of them cannot be read.
fn patterns(node: &Node) -> Option<Vec<String>> {
    match &node.kind {
        NodeKind::Scalar { text, .. } if !text.trim().is_empty() => without_braces(text.trim()),
        NodeKind::List(items) if !items.is_empty() => {
            let each: Option<Vec<_>> = items.iter().map(patterns).collect();
            each.map(|each| each.into_iter().flatten().collect())
        }
        _ => None,
    }
}

/// `{a,b}/c` → `a/c`, `b/c`. Classes of characters and escapes are not read.
fn without_braces(pattern: &str) -> Option<Vec<String>> {
    if pattern.contains(['[', ']', '\\', '!']) {
        return None;
    }
    let mut open = vec![pattern.to_owned()];
    let mut done = Vec::new();
    while let Some(pattern) = open.pop() {
        if open.len() + done.len() > MOST || pattern.len() > 1000 {
            return None;
        }
        // The innermost pair.
        let Some(end) = pattern.find('}') else {
            if pattern.contains('{') {
                return None;
            }
            done.push(pattern);
            continue;
        };
        let (before, rest) = pattern.split_at(end);
        let start = before.rfind('{')?;
        let (head, inside) = (before.get(..start)?, before.get(start + 1..)?);
        let tail = rest.get(1..)?;
        open.extend(inside.split(',').map(|choice| format!("{head}{}{tail}", choice.trim())));
    }
    done.sort();
    done.dedup();
    Some(done)
}

/// Whether `text` is one that `pattern` means: `**` is anything, `*` anything but `/`, `?` one character.
fn matches(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    // Which beginnings of the text the pattern read so far means.
    let mut reached = vec![false; text.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    let mut signs = pattern.chars().peekable();
    while let Some(sign) = signs.next() {
        let deep = sign == '*' && signs.next_if_eq(&'*').is_some();
        let mut next = vec![false; text.len() + 1];
        let mut before = false;
        for (at, now) in next.iter_mut().enumerate() {
            let here = reached.get(at).copied().unwrap_or(false);
            let last = at.checked_sub(1).and_then(|at| text.get(at)).copied();
            let from = at.checked_sub(1).and_then(|at| reached.get(at)).copied().unwrap_or(false);
            *now = match sign {
                '*' => here || (before && last.is_some_and(|last| deep || last != '/')),
                '?' => from && last.is_some_and(|last| last != '/'),
                _ => from && last == Some(sign),
            };
            before = *now;
        }
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_means_paths_as_hugo_reads_it() {
        for (pattern, text, means) in [
            ("/x/**", "/x/a", true),
            ("/x/**", "/x/a/b", true),
            ("/x/**", "/x", false),
            ("/x**", "/x", true),
            ("/x/*", "/x/a", true),
            ("/x/*", "/x/a/b", false),
            ("**", "/x/a/b", true),
            ("/x/?", "/x/a", true),
            ("/x/?", "/x/ab", false),
            ("**/a", "/x/a", true),
            ("/y/**", "/x/a", false),
        ] {
            assert_eq!(matches(pattern, text), means, "{pattern} {text}");
        }
        assert_eq!(without_braces("{/a,/b/{c,d}}").map(|all| all.len()), Some(3));
        assert_eq!(without_braces("/[ab]"), None);
        assert_eq!(without_braces("{a"), None);
    }

    #[test]
    fn a_page_that_stands_for_its_folder_has_the_folders_path() {
        let of = |path: &str| Target { paths: vec![path.to_owned()], kinds: Vec::new() };
        assert!(of("/x").means(&SourcePath::new("content/x/_index.md")));
        assert!(of("/x/a-b").means(&SourcePath::new("content/x/A b.md")));
        assert!(of("/x/**").means(&SourcePath::new("content/x/a.md")));
        assert!(!of("/x/**").means(&SourcePath::new("content/x/_index.md")));
    }
}
