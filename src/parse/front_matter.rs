//! Front matter: where it begins and ends, and what a page says in it.
//!
//! A file has front matter only if its first line is exactly `---` (YAML) or `+++` (TOML); a byte-order mark and trailing spaces
//! are forgiven, and so are empty lines above where a key and a closing fence follow. Real handbooks hold keys of many generators in
//! every shape, so a page's front matter is read leniently: what is not known is left alone. An update's front matter is a record
//! and is read strictly (`records`).

use std::ops::Range;

use jiff::civil::Date;

use super::decode::Located;
use super::yaml::{self, Kind, Node};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::{SourcePath, Span};

/// A file cut in two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The front matter between its fences, and its language.
    pub front: Option<(Language, Range<usize>)>,
    /// Everything after it.
    pub body: Range<usize>,
}

/// The language of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
}

/// Cuts `text` into front matter and body; an opening fence without a closing one is a finding and the whole file is body.
#[must_use]
pub fn split(file: &SourcePath, text: &str) -> (Split, Option<Diagnostic>) {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = text.get(bom..).unwrap_or("");
    let whole = Split { front: None, body: bom..text.len() };
    let above: usize = rest.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let (rest, opens) = (rest.get(above..).unwrap_or(""), bom + above);
    let first = rest.lines().next().unwrap_or("").trim_end();
    let (fence, language) = match first {
        "---" => ("---", Language::Yaml),
        "+++" => ("+++", Language::Toml),
        _ => return (whole, None),
    };
    let mut at = opens + rest.split_inclusive('\n').next().map_or(0, str::len);
    let start = at;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == fence {
            if above > 0 && !text.get(start..at).is_some_and(begins_with_key) {
                // Two rules with prose between them.
                return (whole, None);
            }
            return (Split { front: Some((language, start..at)), body: end..text.len() }, None);
        }
        at = end;
    }
    if above > 0 || !(rest.contains(": ") || rest.contains(" = ")) {
        // A rule at the top of a page, not a fence: nothing below looks like a key.
        return (whole, None);
    }
    let finding = Diagnostic::new(
        &registry::OPEN_FRONT_MATTER,
        Place::new(file, Span::new(opens, opens + fence.len())),
        format!("front matter opens with `{fence}` and is never closed"),
    );
    (whole, Some(finding.hint(format!("add a line `{fence}` below the last key"))))
}

/// Whether the first line of `text` is a key of one word with a value or a list below it.
fn begins_with_key(text: &str) -> bool {
    let key = text.lines().next().and_then(|line| line.split_once([':', '='])).map_or("", |(key, _)| key.trim_end());
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// `title`.
    pub title: Option<String>,
    /// `linkTitle`: the title in navigation.
    pub link_title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `weight`: place among siblings.
    pub weight: Option<i64>,
    /// `draft`.
    pub draft: bool,
    /// `aliases` and `redirect_from`: former addresses.
    pub aliases: Vec<Located<String>>,
    /// `url`: the address instead of the file's own.
    pub url: Option<Located<String>>,
    /// `slug`: the last part of the address instead of the file's own.
    pub slug: Option<Located<String>>,
    /// `owner`: a person's slug.
    pub owner: Option<Located<String>>,
    /// `reviewed`: when the page was last reviewed.
    pub reviewed: Option<Located<Date>>,
}

/// Reads a page's front matter; every fault is a finding of one rule and costs at most the front matter.
#[must_use]
pub fn read(file: &SourcePath, text: &str, language: Language, range: Range<usize>) -> (FrontMatter, Vec<Diagnostic>) {
    match language {
        Language::Yaml => {
            let (node, found) = yaml::parse(file, text, range);
            let mut found: Vec<_> = found.into_iter().map(|finding| as_front_matter(&finding)).collect();
            let mut front = FrontMatter::default();
            match node {
                Some(Node { kind: Kind::Map(entries), .. }) => {
                    for (key, node) in &entries {
                        field(&mut front, file, &key.text, node, &mut found);
                    }
                }
                None | Some(Node { kind: Kind::Null, .. }) => {}
                Some(node) => found.push(bad(file, node.span, format!("front matter is {}, not keys and values", node.kind.noun()))),
            }
            (front, found)
        }
        Language::Toml => toml(file, text, range),
    }
}

fn bad(file: &SourcePath, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&registry::BAD_FRONT_MATTER, Place::new(file, span), message).hint("write `key: value` lines between two `---` lines")
}

/// Every fault of a page's front matter goes by one code, so that a site can choose to live with the front matter it inherited.
fn as_front_matter(finding: &Diagnostic) -> Diagnostic {
    let mut same =
        Diagnostic::new(&registry::BAD_FRONT_MATTER, finding.place.clone(), finding.message.clone()).hint_if(finding.hint.clone());
    same.related.clone_from(&finding.related);
    same
}

fn field(front: &mut FrontMatter, file: &SourcePath, key: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    let text = match &node.kind {
        Kind::Scalar { text, .. } => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    };
    let located = |value: Option<String>| value.map(|value| Located { value, span: node.span });
    match key {
        "title" => front.title = text,
        "linkTitle" | "link_title" | "sidebar_label" => front.link_title = text,
        "description" => front.description = text,
        "weight" | "nav_order" | "sidebar_position" => front.weight = text.and_then(|text| text.parse().ok()),
        "draft" => front.draft = text.is_some_and(|text| text.eq_ignore_ascii_case("true")),
        "url" => front.url = located(text),
        "slug" => front.slug = located(text),
        "owner" => front.owner = located(text),
        "reviewed" => match text.as_deref().map(crate::time::parse_date) {
            Some(Ok(date)) => front.reviewed = Some(Located { value: date, span: node.span }),
            Some(Err(error)) => found.push(bad(file, node.span, error.to_string()).hint("write a date as `2026-03-05`")),
            None => {}
        },
        "aliases" | "redirect_from" => match &node.kind {
            Kind::List(items) => front.aliases.extend(items.iter().filter_map(|item| match &item.kind {
                Kind::Scalar { text, .. } => Some(Located { value: text.clone(), span: item.span }),
                _ => None,
            })),
            _ => front.aliases.extend(located(text)),
        },
        _ => {}
    }
}

fn toml(file: &SourcePath, text: &str, range: Range<usize>) -> (FrontMatter, Vec<Diagnostic>) {
    let source = text.get(range.clone()).unwrap_or("");
    let mut found = Vec::new();
    let table = match source.parse::<toml::Table>() {
        Ok(table) => table,
        Err(error) => {
            let at = error.span().unwrap_or(0..0);
            let span = Span::new(range.start + at.start, range.start + at.end);
            found.push(
                bad(file, span, format!("not valid TOML: {}", error.message()))
                    .hint("write `key = \"value\"` lines between two `+++` lines"),
            );
            return (FrontMatter::default(), found);
        }
    };
    let mut front = FrontMatter::default();
    for (key, value) in &table {
        // TOML values carry no positions here; the key's line is near enough for the few fields that can be wrong.
        let at = source.find(key.as_str()).map_or(range.start, |at| range.start + at);
        let span = Span::new(at, at + key.len());
        let scalar = |value: &toml::Value| match value {
            toml::Value::String(text) => Some(text.clone()),
            toml::Value::Integer(number) => Some(number.to_string()),
            toml::Value::Boolean(truth) => Some(truth.to_string()),
            toml::Value::Float(number) => Some(number.to_string()),
            toml::Value::Datetime(at) => Some(at.to_string()),
            _ => None,
        };
        let node = match value {
            toml::Value::Array(items) => {
                let items = items.iter().filter_map(scalar).map(|text| Node { span, kind: Kind::Scalar { text, plain: false } });
                Node { span, kind: Kind::List(items.collect()) }
            }
            other => match scalar(other) {
                Some(text) => Node { span, kind: Kind::Scalar { text, plain: false } },
                None => continue,
            },
        };
        field(&mut front, file, key, &node, &mut found);
    }
    (front, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> (Option<&str>, &str, bool) {
        let (split, finding) = split(&SourcePath::new("x.md"), text);
        (split.front.map(|(_, range)| &text[range]), &text[split.body], finding.is_some())
    }

    #[test]
    fn only_a_first_line_of_three_dashes_opens_front_matter() {
        assert_eq!(cut("---\ntitle: x\n---\nbody"), (Some("title: x\n"), "body", false));
        assert_eq!(cut("\u{feff}---\r\na: 1\r\n---\r\nb"), (Some("a: 1\r\n"), "b", false));
        assert_eq!(cut("-----\na: 1\n---\n"), (None, "-----\na: 1\n---\n", false));
        assert_eq!(cut("---\n---\nb"), (Some(""), "b", false));
        assert_eq!(cut("---\n\nprose below a rule"), (None, "---\n\nprose below a rule", false));
    }

    #[test]
    fn empty_lines_above_front_matter_are_forgiven() {
        assert_eq!(cut("\n \r\n---\ntitle: x\n---\nbody"), (Some("title: x\n"), "body", false));
        assert_eq!(cut("\u{feff}\n+++\ntitle = \"x\"\n+++\nbody"), (Some("title = \"x\"\n"), "body", false));
        for rules in [
            "\n---\nprose between rules: kept\n---\nmore",
            "\n---\n\nkey: in prose\n---\n",
            "\n---\nkey: in prose below one rule\n",
            "\n\ntext\n---\na: 1\n---\n",
            "\n\n",
        ] {
            assert_eq!(cut(rules), (None, rules, false));
        }
    }

    #[test]
    fn a_missing_fence_is_found() {
        assert_eq!(cut("---\ntitle: x\n\nbody"), (None, "---\ntitle: x\n\nbody", true));
    }

    #[test]
    fn keys_of_other_generators_are_left_alone() {
        let text = "title: 2019\nweight: 3\ncSpell:ignore: x\naliases: [/a, /b]\nreviewed: 2026-01-31\nExternal use?: null\n";
        let (front, found) = read(&SourcePath::new("x.md"), text, Language::Yaml, 0..text.len());
        assert_eq!(found, []);
        assert_eq!((front.title.as_deref(), front.weight, front.aliases.len()), (Some("2019"), Some(3), 2));
    }

    #[test]
    fn toml_reads_like_yaml() {
        let text = "title = \"Kubeflow\"\nweight = 10\naliases = [\"/old\"]\ndraft = true\n[menu]\nx = 1\n";
        let (front, found) = read(&SourcePath::new("x.md"), text, Language::Toml, 0..text.len());
        assert_eq!(found, []);
        assert_eq!((front.title.as_deref(), front.weight, front.draft), (Some("Kubeflow"), Some(10), true));
        let (_, found) = read(&SourcePath::new("x.md"), "title = \n", Language::Toml, 0..9);
        assert_eq!(found.first().map(|finding| finding.rule.code), Some("PMO-E0503"));
    }

    #[test]
    fn faults_of_a_page_go_by_one_code() {
        let text = "title: a\ntitle: b\n";
        let (front, found) = read(&SourcePath::new("x.md"), text, Language::Yaml, 0..text.len());
        assert_eq!(front.title.as_deref(), Some("a"));
        assert_eq!(found.first().map(|finding| finding.rule.code), Some("PMO-E0503"));
    }
}
