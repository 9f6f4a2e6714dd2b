//! What of a folder of pages is no part of the site, by paths and by patterns.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Characters that make a pattern of a path.
const SIGNS: [char; 4] = ['*', '?', '[', '{'];

/// Paths and patterns of what is not read, relative to the folder of pages.
///
/// A path means itself. A pattern is one of `.gitignore`: without `/` it means names in every folder (`_*`), with one
/// it begins at the folder of pages (`drafts/*`); `*` and `?` stop at `/`, `**` does not. What lies in an excluded
/// folder is excluded too. Two are equal if they say the same.
#[derive(Clone, Debug, Default)]
pub struct Exclusions {
    rules: Box<[Box<str>]>,
    patterns: GlobSet,
}

impl Exclusions {
    /// What `rules` exclude. A pattern that cannot be read excludes nothing: settings are checked elsewhere.
    #[must_use]
    pub fn new(rules: impl IntoIterator<Item = String>) -> Self {
        let rules: Box<[Box<str>]> = rules.into_iter().map(Into::into).collect();
        let mut set = GlobSetBuilder::new();
        for glob in rules.iter().filter(|rule| is_pattern(rule)).filter_map(|rule| glob(rule)) {
            set.add(glob);
        }
        Self { patterns: set.build().unwrap_or_default(), rules }
    }

    /// The rules as they were given.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| &**rule)
    }

    /// Whether a file or folder at `path`, below the folder of pages, is excluded. Whoever walks does not enter an
    /// excluded folder.
    #[must_use]
    pub fn means(&self, path: &str) -> bool {
        self.rules.iter().any(|rule| **rule == *path) || self.patterns.is_match(path)
    }
}

impl PartialEq for Exclusions {
    fn eq(&self, other: &Self) -> bool {
        self.rules == other.rules
    }
}

impl Eq for Exclusions {}

/// Whether `rule` is a pattern and no path.
#[must_use]
pub fn is_pattern(rule: &str) -> bool {
    rule.contains(SIGNS)
}

/// Whether the pattern `rule` can be read.
#[must_use]
pub fn is_sound_pattern(rule: &str) -> bool {
    !rule.starts_with('!') && !rule.contains(['\\', '\0']) && glob(rule).is_some()
}

/// Patterns of `.gitignore` in an order, of which the last one that means a file is asked for.
#[derive(Debug, Default)]
pub struct OrderedPatterns(GlobSet);

impl OrderedPatterns {
    /// Those of `rules`, each under its place; one that cannot be read means nothing.
    #[must_use]
    pub fn new<'r>(rules: impl IntoIterator<Item = &'r str>) -> Self {
        let mut set = GlobSetBuilder::new();
        for rule in rules {
            // What cannot be read keeps its place, by a pattern that no path has.
            set.add(glob(rule).unwrap_or_else(nothing));
        }
        Self(set.build().unwrap_or_default())
    }

    /// The place of the last pattern that means the file at `path`.
    #[must_use]
    pub fn last(&self, path: &str) -> Option<usize> {
        self.0.matches(path).into_iter().max()
    }
}

/// A pattern of no path: none holds such a name.
fn nothing() -> globset::Glob {
    crate::invariant::invariant(globset::Glob::new("\0").ok(), "a plain name is a pattern")
}

fn glob(rule: &str) -> Option<globset::Glob> {
    let bare = rule.strip_suffix('/').unwrap_or(rule);
    let anchored = bare.strip_prefix('/').map(str::to_owned);
    let whole = anchored.unwrap_or_else(|| if bare.contains('/') { bare.to_owned() } else { format!("**/{bare}") });
    GlobBuilder::new(&whole).literal_separator(true).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_patterns_mean_what_they_say() {
        let cases: [(&str, &[&str], &[&str]); 8] = [
            ("drafts", &["drafts"], &["a/drafts", "drafts.md"]),
            ("_*", &["_a", "x/_b.md"], &["a_b", "x/a"]),
            ("*.tmp", &["a.tmp", "x/y/b.tmp"], &["a.tmpx", "tmp"]),
            ("/*.tmp", &["a.tmp"], &["x/b.tmp"]),
            ("drafts/*", &["drafts/a.md"], &["x/drafts/a.md", "drafts"]),
            ("**/old/", &["old", "a/b/old"], &["older"]),
            ("{a,b}/*.md", &["a/x.md", "b/x.md"], &["c/x.md", "a/x/y.md"]),
            ("2026-0[1-3]*", &["2026-02-01.md"], &["2026-04-01.md"]),
        ];
        for (rule, meant, others) in cases {
            let exclusions = Exclusions::new([rule.to_owned()]);
            for path in meant {
                assert!(exclusions.means(path), "{rule} {path}");
            }
            for path in others {
                assert!(!exclusions.means(path), "{rule} {path}");
            }
        }
    }

    #[test]
    fn what_is_no_pattern_is_known() {
        assert!(is_pattern("a*") && !is_pattern("a b/c.md"));
        assert!(is_sound_pattern("**/_*") && !is_sound_pattern("a[") && !is_sound_pattern("!a*"));
        assert!(!is_sound_pattern("a\\*"));
        assert!(Exclusions::new(["a[".to_owned()]).means("a["));
    }
}
