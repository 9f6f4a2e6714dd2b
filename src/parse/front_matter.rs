//! Front matter: where it begins and ends, and what a page says in it.
//!
//! A file has front matter only if its first line is exactly `---` (YAML) or `+++` (TOML), or if it begins with a JSON
//! object; a byte-order mark and trailing spaces are forgiven, and so are empty lines above where a key and a closing
//! fence follow. Real handbooks hold keys of many generators in every shape, so a page's front matter is read
//! leniently: what is not known is left alone. A page whose front matter cannot be read is not published: it may have
//! been a draft. An update's front matter is a record and is read strictly (`records`).

mod disguised;
mod listing;
mod objects;

pub(super) use disguised::{disguised, unread};
pub use listing::{Listing, MenuEntry};

use std::ops::Range;

use jiff::civil::Date;

use super::decode::Located;
use super::publication::{Publication, is_key};
use super::slips;
use super::values::{CUT, cut_text};
use super::yaml::{self, Node, NodeKind};
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::source::{SourcePath, Span};

/// A file cut in two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The front matter between its fences, and its language.
    pub front: Option<(FrontMatterLanguage, Range<usize>)>,
    /// Everything after it.
    pub body: Range<usize>,
}

/// The language of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontMatterLanguage {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// An object in braces at the start of the file.
    Json,
}

/// Cuts `text` into front matter and body; an opening fence without a closing one is a finding and the whole file is
/// body.
#[must_use]
pub fn split(file: &SourcePath, text: &str) -> (Split, Option<Diagnostic>) {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = text.get(bom..).unwrap_or("");
    let whole = Split { front: None, body: bom..text.len() };
    let above: usize = rest.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let (rest, opens) = (rest.get(above..).unwrap_or(""), bom + above);
    let first = rest.lines().next().unwrap_or("").trim_end();
    let (fence, language) = match first {
        "---" => ("---", FrontMatterLanguage::Yaml),
        "+++" => ("+++", FrontMatterLanguage::Toml),
        _ if first.starts_with('{') => return opens_json(file, text, opens).unwrap_or((whole, None)),
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

/// Where the text below the front matter stands.
pub(crate) fn body_of(file: &SourcePath, text: &str) -> Range<usize> {
    split(file, text).0.body
}

/// Front matter in JSON, when what stands at `opens` is an object with a key or sets out to be one.
fn opens_json(file: &SourcePath, text: &str, opens: usize) -> Option<(Split, Option<Diagnostic>)> {
    let source = text.get(opens..)?;
    let inner = source.strip_prefix('{')?.trim_start();
    if !inner.starts_with('"') {
        return None;
    }
    let mut objects =
        serde_json::Deserializer::from_str(source).into_iter::<serde_json::Map<String, serde_json::Value>>();
    let whole = Split { front: None, body: opens..text.len() };
    match objects.next()? {
        Ok(_) => {
            let end = opens + objects.byte_offset();
            Some((Split { front: Some((FrontMatterLanguage::Json, opens..end)), body: end..text.len() }, None))
        }
        Err(error) => {
            let finding = bad(file, Span::new(opens, opens + 1), format!("front matter is not valid JSON: {error}"));
            Some((whole, Some(finding.hint("write `key: value` lines between two `---` lines"))))
        }
    }
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
    /// Who may read the page, and when.
    pub publication: Publication,
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
    /// How the page stands in lists of pages.
    pub listing: Listing,
}

/// Reads a page's front matter; every fault is a finding of one rule and costs at most the front matter.
#[must_use]
pub fn read(
    file: &SourcePath,
    text: &str,
    language: FrontMatterLanguage,
    range: Range<usize>,
) -> (FrontMatter, Vec<Diagnostic>) {
    match language {
        FrontMatterLanguage::Yaml => {
            let (node, found) = yaml::parse(file, text, range);
            // A key that is given twice is read all the same, and matters where it may withhold the page.
            let named = |place: &Place| text.get(place.span.range()).unwrap_or("");
            let broken =
                found.iter().any(|finding| finding.rule != &registry::DUPLICATE_KEY || is_key(named(&finding.place)));
            let mut found: Vec<_> = found.into_iter().map(|finding| of_page(&finding)).collect();
            let mut front = FrontMatter::default();
            front.publication.doubtful = broken;
            match node {
                Some(Node { kind: NodeKind::Map(entries), .. }) => {
                    for (key, node) in &entries {
                        field(&mut front, file, &key.text, node, &mut found);
                    }
                }
                None | Some(Node { kind: NodeKind::Null, .. }) => {}
                Some(node) => {
                    front.publication.doubtful = true;
                    found.push(bad(
                        file,
                        node.span,
                        format!("front matter is {}, not keys and values", node.kind.noun()),
                    ));
                }
            }
            (front, found)
        }
        FrontMatterLanguage::Toml => objects::toml(file, text, range),
        FrontMatterLanguage::Json => objects::json(file, text, range),
    }
}

fn bad(file: &SourcePath, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&registry::BAD_FRONT_MATTER, Place::new(file, span), message)
        .hint("write `key: value` lines between two `---` lines")
}

/// Every fault of a page's front matter goes by one code, so that a site can choose to live with the front matter it
/// inherited.
pub(crate) fn of_page(finding: &Diagnostic) -> Diagnostic {
    let mut same = Diagnostic::new(&registry::BAD_FRONT_MATTER, finding.place.clone(), finding.message.clone())
        .hint_if(finding.hint.clone());
    same.related.clone_from(&finding.related);
    same
}

fn field(front: &mut FrontMatter, file: &SourcePath, key: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    if let Some(doubt) = front.publication.take(key, node) {
        let finding = Diagnostic::new(&registry::UNREADABLE_PUBLICATION, Place::new(file, node.span), doubt.message);
        found.push(finding.hint(doubt.hint));
    }
    let text = match &node.kind {
        NodeKind::Scalar { text, .. } => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    };
    if matches!(key, "title" | "linkTitle" | "link_title" | "sidebar_label" | "description")
        && let Some(cut) = cut_text(node)
    {
        let finding = Diagnostic::new(&registry::CUT_BY_COMMENT, Place::new(file, cut.at), CUT);
        found.push(finding.hint(slips::hint_in_quotes(key, &cut.whole)));
    }
    let located = |value: Option<String>| value.map(|value| Located { value, span: node.span });
    match key {
        "title" => front.title = text,
        "linkTitle" | "link_title" | "sidebar_label" => front.link_title = text,
        "description" => front.description = text,
        "weight" | "nav_order" | "sidebar_position" => front.weight = text.and_then(|text| text.parse().ok()),
        "url" => front.url = located(text),
        "slug" => front.slug = located(text),
        "owner" => front.owner = located(text),
        "reviewed" => match text.as_deref().map(crate::time::parse_date) {
            Some(Ok(date)) => front.reviewed = Some(Located { value: date, span: node.span }),
            Some(Err(error)) => {
                let hint = crate::time::date_hint(text.as_deref().unwrap_or(""));
                found.push(bad(file, node.span, error.to_string()).hint(hint));
            }
            None => {}
        },
        "aliases" | "redirect_from" => match &node.kind {
            NodeKind::List(items) => front.aliases.extend(items.iter().filter_map(|item| match &item.kind {
                NodeKind::Scalar { text, .. } => Some(Located { value: text.clone(), span: item.span }),
                _ => None,
            })),
            _ => front.aliases.extend(located(text)),
        },
        _ => front.listing.take(key, node),
    }
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

    /// What the parse of a page finds, and whether the page is withheld from everyone.
    fn page(text: &str) -> (Vec<&'static str>, bool) {
        let compiler = crate::markdown::Compiler::new(crate::markdown::Options::default());
        let path = SourcePath::new("content/x.md");
        match crate::parse::file(&path, text, crate::parse::FileKind::Page, &compiler) {
            Some((crate::parse::ParsedFile::Page(page), found)) => {
                let publication = page.front.publication;
                let due = publication.is_due(jiff::civil::date(2026, 3, 5), false) && !publication.internal;
                (found.iter().map(|finding| finding.rule.code).collect(), !due)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn json_at_the_start_of_a_file_is_front_matter() {
        let json = "{ \"title\": \"x\", \"draft\": true }\nbody";
        assert_eq!(cut(json), (Some("{ \"title\": \"x\", \"draft\": true }"), "\nbody", false));
        assert_eq!(page(json), (vec![], true));
        assert_eq!(page("{\n  \"title\": \"x\",\n  \"draft\": \"yes\"\n}\n"), (vec!["PMO-E0514"], true));
        assert_eq!(page("{\n  \"draft\": true,\n}\n"), (vec!["PMO-W0503"], true));
        for text in ["{{< note >}}\n", "{ braces } in prose\n", "{% raw %}\n", "{}\n"] {
            assert_eq!(cut(text), (None, text, false));
        }
    }

    #[test]
    fn front_matter_that_cannot_be_read_withholds_the_page() {
        for text in [
            "---\ntitle: x\ndraft: true\nbad: [\n---\n# T\n",
            "---\ndraft: true\ndraft: false\n---\n# T\n",
            "---\n[draft, true]\n---\n# T\n",
            "+++\ndraft = yes\n+++\n# T\n",
            "---\ntitle: x\n\n# T\n",
        ] {
            let (found, withheld) = page(text);
            assert!(withheld && matches!(found.as_slice(), ["PMO-W0503" | "PMO-E0502"]), "{found:?} {text}");
        }
        assert_eq!(
            page("---\ntitle: x\nreviewed: soon\n---\n# T\n"),
            (vec!["PMO-W0503"], false),
            "that costs the day of review alone"
        );
    }

    #[test]
    fn a_line_that_would_withhold_and_is_no_key_withholds_all_the_same() {
        for text in [
            "---\ntitle: x\ndraft:true\n---\n# T\n",
            "---\ntitle: x\ncascade:\n  draft: true\n---\n# T\n",
            "----\ntitle: x\ndraft: true\n----\n# T\n",
            "<!-- a licence\nof two lines -->\n---\ndraft: true\n---\n# T\n",
            "---\ntitle: x\n---\n---\npublished: false\n---\n# T\n",
            "title: x\nvisibility: internal\n\n# T\n",
            "  ---\n  draft: yes\n  ---\n# T\n",
            "---\nparams:\n  draft: true # until May\n---\n# T\n",
            "---\nparams: {draft: true}\n---\n# T\n",
            "+++\n[params]\ndraft = true # c\n+++\n# T\n",
            "{\"params\":{\"draft\":true}}\n# T\n",
            "{\"title\":\"x\",\"draft\":\"maybe\",\"draft\":false}\n# T\n",
            "----\n# comment\ndraft: true\n----\n# T\n",
            "draft: true # soon\n\n# T\n",
            "---yaml\ndraft: true\n---\n# T\n",
            "--- # c\ntitle: x\ndraft: true\n---\n# T\n",
            "# T\n\n---\ndraft: true\n---\n",
            "> Licence\n\n---\ntitle: x\nvisibility: internal # for now\n---\n# T\n",
            "\u{200b}---\ndraft: true\n---\n# T\n",
            "\u{2013}\u{2013}\u{2013}\ndraft: true\n\u{2013}\u{2013}\u{2013}\n# T\n",
            "---\rdraft: true\r---\r# T\r",
            "{draft: true}\n# T\n",
            ";;;\n\"draft\": true\n;;;\n# T\n",
            "[{\"draft\": true}]\n# T\n",
            "---\ndraft:\n  true\n",
        ] {
            let (found, withheld) = page(text);
            assert!(withheld && matches!(found.as_slice(), [.., "PMO-E0514" | "PMO-W0503"]), "{found:?} {text}");
        }
        for text in [
            "---\ntitle: x\ndraft: false\n---\n# T\n",
            "# How to write a draft\n\ndraft: true\n",
            "Draft: this page is being written.\n\n# T\n",
            "```yaml\ndraft: true\n```\n\n# T\n",
            "# T\n\n```yaml\n---\ndraft: true\n---\n```\n",
            "# T\n\n---\n\nText below a rule.\n\ndraft: true\n",
            "---\ntitle: x\nparams: { draft: false }\n---\n# T\n",
            "---\ntitle: x\n# draft: true\n---\n# T\n",
        ] {
            let (found, withheld) = page(text);
            assert!(!withheld && !found.contains(&"PMO-E0514"), "{found:?} {text}");
        }
    }

    #[test]
    fn a_missing_fence_is_found() {
        assert_eq!(cut("---\ntitle: x\n\nbody"), (None, "---\ntitle: x\n\nbody", true));
    }

    #[test]
    fn keys_of_other_generators_are_left_alone() {
        let text =
            "title: 2019\nweight: 3\ncSpell:ignore: x\naliases: [/a, /b]\nreviewed: 2026-01-31\nExternal use?: null\n";
        let (front, found) = read(&SourcePath::new("x.md"), text, FrontMatterLanguage::Yaml, 0..text.len());
        assert_eq!(found, []);
        assert_eq!((front.title.as_deref(), front.weight, front.aliases.len()), (Some("2019"), Some(3), 2));
    }

    #[test]
    fn toml_reads_like_yaml() {
        let text = "title = \"Kubeflow\"\nweight = 10\naliases = [\"/old\"]\ndraft = true\n[menu]\nx = 1\n";
        let (front, found) = read(&SourcePath::new("x.md"), text, FrontMatterLanguage::Toml, 0..text.len());
        assert_eq!(found, []);
        assert_eq!((front.title.as_deref(), front.weight, front.publication.draft), (Some("Kubeflow"), Some(10), true));
        let (_, found) = read(&SourcePath::new("x.md"), "title = \n", FrontMatterLanguage::Toml, 0..9);
        assert_eq!(found.first().map(|finding| finding.rule.code), Some("PMO-W0503"));
    }

    #[test]
    fn faults_of_a_page_go_by_one_code() {
        let text = "title: a\ntitle: b\n";
        let (front, found) = read(&SourcePath::new("x.md"), text, FrontMatterLanguage::Yaml, 0..text.len());
        assert_eq!(front.title.as_deref(), Some("a"));
        assert_eq!(found.first().map(|finding| finding.rule.code), Some("PMO-W0503"));
    }
}
