//! The rules of `static/_redirects`, which hosts such as Netlify and Cloudflare Pages follow.
//!
//! A line is `FROM TO [STATUS]`; `*` at the end of FROM is any rest, `:name` any one part, and TO may name both
//! (`:splat`, `:name`). What only some readers get, by country or by a query, is read and never followed here.

use std::collections::HashMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::source::Span;

/// Patterns that are looked through for an address; hosts take a hundred.
const PATTERNS: usize = 500;

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostRedirect {
    /// The path that it leads from.
    pub from: String,
    /// Where it leads: a path, or an address of another site.
    pub to: String,
    /// What the host answers with.
    pub status: u16,
    /// Whether it holds for everybody.
    pub for_all: bool,
    /// Whether it holds though a page stands there.
    pub forced: bool,
    /// Its line.
    pub span: Span,
}

impl HostRedirect {
    /// Whether it leads from many paths.
    #[must_use]
    pub fn is_pattern(&self) -> bool {
        self.from.ends_with('*') || self.from.contains("/:")
    }

    /// Whether the reader's browser is sent on, and does not get another page at the same address.
    #[must_use]
    pub fn sends_on(&self) -> bool {
        (300..400).contains(&self.status)
    }

    /// One of the paths that it leads from.
    #[must_use]
    pub fn sample(&self) -> String {
        let part = |part: &str| if part.starts_with(':') || part == "*" { "x".to_owned() } else { part.to_owned() };
        self.from.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// Where it leads from `path`; nothing if it does not hold there.
    fn lead(&self, path: &str) -> Option<String> {
        let mut names: Vec<(&str, &str)> = Vec::new();
        let mut rest = path;
        let mut parts = self.from.split('/').skip(1).peekable();
        while let Some(part) = parts.next() {
            if part == "*" && parts.peek().is_none() {
                names.push(("splat", rest.strip_prefix('/').unwrap_or(rest)));
                rest = "";
                break;
            }
            if part.is_empty() && parts.peek().is_none() {
                break;
            }
            let inside = rest.strip_prefix('/')?;
            let (own, further) = inside.split_at(inside.find('/').unwrap_or(inside.len()));
            match part.strip_prefix(':') {
                Some(_) if own.is_empty() => return None,
                Some(name) => names.push((name, own)),
                None if decoded(part) == own => {}
                None => return None,
            }
            rest = further;
        }
        if !matches!(rest, "" | "/") {
            return None;
        }
        // Longer names first: `:id` is the beginning of `:identity`.
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Some(names.iter().fold(self.to.clone(), |to, (name, value)| to.replace(&format!(":{name}"), value)))
    }
}

/// All rules, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostRedirects {
    /// The rules.
    pub rules: Vec<HostRedirect>,
    /// Lines that are no rule.
    pub unread: Vec<Span>,
    /// The first rule for everybody from each path, without its last `/`.
    exact: HashMap<String, usize>,
    patterns: Vec<usize>,
}

impl HostRedirects {
    /// Reads the rules of `text`.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut all = Self::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match rule(line, span) {
                Some(rule) => all.add(rule),
                None => all.unread.push(span),
            }
        }
        all
    }

    fn add(&mut self, rule: HostRedirect) {
        let index = self.rules.len();
        // A rule that answers "not found" leads nowhere.
        let leads = rule.for_all && rule.status < 400;
        if leads && rule.is_pattern() {
            self.patterns.push(index);
        } else if leads {
            self.exact.entry(key(&decoded(&rule.from)).to_owned()).or_insert(index);
        }
        self.rules.push(rule);
    }

    /// The first rule for everybody that holds at `path`, which is decoded, and where it leads.
    #[must_use]
    pub fn lead(&self, path: &str) -> Option<(usize, String)> {
        let exact = self.exact.get(key(path)).copied();
        let before = exact.unwrap_or(usize::MAX);
        let mut patterns = self.patterns.iter().take(PATTERNS).take_while(|index| **index < before);
        let by_pattern = patterns.find_map(|index| Some((*index, self.rules.get(*index)?.lead(path)?)));
        by_pattern.or_else(|| exact.and_then(|index| Some((index, self.rules.get(index)?.to.clone()))))
    }

    /// How many rules lead from one path, and how many from many.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let patterns = self.rules.iter().filter(|rule| rule.is_pattern()).count();
        (self.rules.len() - patterns, patterns)
    }
}

impl From<&Arc<str>> for HostRedirects {
    fn from(text: &Arc<str>) -> Self {
        Self::read(text)
    }
}

fn key(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}

fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// Reads one line.
fn rule(line: &str, span: Span) -> Option<HostRedirect> {
    let line = line.split(" #").next().unwrap_or(line);
    let mut words = line.split_whitespace();
    let from = words.next()?;
    let (queries, mut words): (Vec<&str>, Vec<&str>) = {
        let rest: Vec<&str> = words.collect();
        let to = rest.iter().position(|word| word.starts_with('/') || word.contains("://"))?;
        let (queries, rest) = rest.split_at_checked(to)?;
        (queries.to_vec(), rest.to_vec())
    };
    if queries.iter().any(|query| !query.contains('=')) {
        return None;
    }
    let to = words.remove(0);
    let status = words.first().copied().unwrap_or("301");
    let (status, forced) = status.strip_suffix('!').map_or((status, false), |status| (status, true));
    let number = status.parse::<u16>().ok().filter(|status| (200..600).contains(status));
    let conditions = words.iter().skip(usize::from(number.is_some())).count();
    let for_all = queries.is_empty() && conditions == 0 && from.starts_with('/');
    (from.starts_with('/') || from.contains("://")).then(|| HostRedirect {
        from: from.to_owned(),
        to: to.to_owned(),
        status: number.unwrap_or(301),
        for_all,
        forced,
        span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(text: &str, path: &str) -> Option<String> {
        HostRedirects::read(text).lead(path).map(|(_, to)| to)
    }

    #[test]
    fn rules_lead_by_path_by_pattern_and_in_their_order() {
        let text = "# moved\n/old  /new/ 301\n/b/* /c/:splat\n/y/:year/:id /z/:id-:year 302!\n/b/x /never\n/a%20b /d\n";
        assert_eq!(leads(text, "/old/").as_deref(), Some("/new/"));
        assert_eq!(leads(text, "/b/x").as_deref(), Some("/c/x"));
        assert_eq!(leads(text, "/b/x/y/").as_deref(), Some("/c/x/y/"));
        assert_eq!(leads(text, "/b").as_deref(), Some("/c/"));
        assert_eq!(leads(text, "/y/2020/seven").as_deref(), Some("/z/seven-2020"));
        assert_eq!(leads(text, "/y/2020").as_deref(), None);
        assert_eq!(leads(text, "/a b").as_deref(), Some("/d"));
        assert_eq!(leads(text, "/older"), None);
    }

    #[test]
    fn what_holds_for_some_is_no_promise() {
        let text = "/a id=:id /b 301\n/c /d 302 Country=de\nhttps://old.example/x /y\nnonsense\n/e f\n";
        let all = HostRedirects::read(text);
        assert_eq!((all.rules.len(), all.unread.len()), (3, 2));
        assert!(all.rules.iter().all(|rule| !rule.for_all));
        assert_eq!((leads(text, "/a"), leads(text, "/c")), (None, None));
    }
}
