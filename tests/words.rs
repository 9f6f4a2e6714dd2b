//! Nothing of a page's text vanishes: each word of a source is on the built page, or a finding says it.
//!
//! The tokenizer below knows nothing of the program's parser: it takes marks out of Markdown and tags out of HTML by
//! simple means. Words are compared page by page, without their number.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise and may touch the machine"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use pmo_site::artifact::{MemorySink, OutputPath};
use pmo_site::pipeline::{BuildInputs, Memo, build};
use pmo_site::source::{SourceFile, SourcePath, SourceTree};

/// A page that moves in with its broken links as warnings.
const SETTINGS: &str = "site: { title: Handbook }\nfindings: { PMO-E0401: warning, PMO-E0403: warning, PMO-E0404: warning, PMO-E0411: warning }\n";

/// Words of a source that are signs of its syntax and that the page shows in another way.
const SIGNS: [&str; 11] =
    ["note", "style", "info", "title", "hint", "tabs", "endtab", "endtabs", "endhint", "toc", "20"];

/// The words of a site's pages, and those that are nowhere, with the pages on which they stood.
struct Compared {
    words: usize,
    lost: Vec<(String, String)>,
    unmapped: Vec<String>,
}

/// Builds `tree` and looks for every word of its pages.
fn lost(tree: &SourceTree) -> Compared {
    let mut sink = MemorySink::default();
    let outcome = build(tree, &BuildInputs::on(date(2026, 3, 5)), &mut Memo::default(), &mut sink)
        .expect("memory takes everything");
    assert!(outcome.complete, "{:?}", outcome.findings.as_slice().iter().map(|f| &f.message).collect::<Vec<_>>());
    let mut told: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for finding in outcome.findings.as_slice() {
        let of = told.entry(finding.place.file.as_str()).or_default();
        of.extend(words(&finding.message));
        of.extend(finding.hint.iter().flat_map(|hint| words(hint)));
    }
    let mut result = Compared { words: 0, lost: Vec::new(), unmapped: Vec::new() };
    for (path, _) in tree.iter() {
        let path = path.as_str();
        let Some(text) = tree.text(path).filter(|_| path.starts_with("content/") && is_page(path)) else {
            continue;
        };
        let page = OutputPath::new(output(path)).and_then(|at| sink.text(at.as_str()).map(str::to_owned));
        let Some(html) = page else {
            result.unmapped.push(path.to_owned());
            continue;
        };
        let mut shown: BTreeSet<String> = BTreeSet::new();
        for between in [" ", ""] {
            shown.extend(words(&decoded(&without_tags(&html, between))));
        }
        shown.extend(words(&decoded(&html)));
        for word in words(&without_marks(text)) {
            result.words += 1;
            if !shown.contains(&word) && !told.get(path).is_some_and(|told| told.contains(&word)) {
                result.lost.push((path.to_owned(), word));
            }
        }
    }
    result
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "md")
}

/// Where a page of this path is written when its front matter says nothing else.
fn output(path: &str) -> String {
    let path = path.trim_start_matches("content/").trim_end_matches(".md").to_lowercase().replace(' ', "-");
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = if matches!(name, "_index" | "index" | "readme") { folder } else { &path };
    if stem.is_empty() { "index.html".to_owned() } else { format!("{stem}/index.html") }
}

/// Letters and digits that stand together, in small letters.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// `html` with `between` in place of each tag.
fn without_tags(html: &str, between: &str) -> String {
    let mut out = String::new();
    for (at, piece) in html.split('<').enumerate() {
        if at == 0 {
            out.push_str(piece);
        } else if let Some((_, text)) = piece.split_once('>') {
            out.push_str(between);
            out.push_str(text);
        }
    }
    out
}

fn decoded(html: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    signs.iter().fold(html.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

/// The text of a Markdown source without what is no text: front matter, comments, tags, destinations, the names of
/// languages, numbers of lists, entities and short codes of emoji.
fn without_marks(source: &str) -> String {
    let mut body = source;
    for fence in ["---", "+++"] {
        if source.lines().next().is_some_and(|first| first.trim_end() == fence) {
            let mut at = source.find('\n').map_or(source.len(), |end| end + 1);
            for line in source[at..].split_inclusive('\n') {
                at += line.len();
                if line.trim_end() == fence {
                    body = &source[at..];
                    break;
                }
            }
        }
    }
    let mut text = String::new();
    let body = between(body, "<!--", "-->");
    let body = between(&between(&body, "<style", "</style>"), "<script", "</script>");
    for line in body.lines() {
        let words = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let defined = words.split_once(']').is_some_and(|(_, rest)| rest.starts_with(':'));
        if defined && words.starts_with('[') && !words.starts_with("[^") {
            continue;
        }
        let words = words.trim_start_matches(['-', '*', '+', ' ']);
        let number = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        let words = if number > 0 && words[number..].starts_with(['.', ')']) { &words[number + 1..] } else { words };
        let fence = words.trim_start_matches(['`', '~']);
        let words = if words.len() - fence.len() >= 3 && !fence.starts_with('{') {
            fence.split_once(' ').map_or("", |(_, rest)| rest)
        } else {
            words
        };
        let words = if words.starts_with("[!") { words.split_once(']').map_or(words, |(_, rest)| rest) } else { words };
        text.push_str(words);
        text.push('\n');
    }
    let text = destinations(&text);
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['<', '&', ':', '{']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = match from.as_bytes()[0] {
            b'<' if from[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => from.find('>'),
            b'&' => from.find(';').filter(|end| from[1..*end].chars().all(|c| c.is_alphanumeric() || c == '#')),
            b':' => from[1..].find(':').map(|end| end + 1).filter(|end| {
                from[1..*end].chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_+-".contains(c))
            }),
            b'{' if from[1..].starts_with(['.', ':', '#']) => from.find('}'),
            _ => None,
        };
        let end = end.unwrap_or(0);
        out.push(' ');
        rest = &from[end + 1..];
    }
    out + rest
}

/// `text` without what stands from `open` to `close`.
fn between(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        out.push_str(before);
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    out + rest
}

/// `text` without the destinations and references of its links.
fn destinations(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("](").into_iter().chain(rest.find("][")).min() {
        let (open, close) = if rest[at + 1..].starts_with('(') { ('(', ')') } else { ('[', ']') };
        out.push_str(&rest[..at]);
        out.push(' ');
        let mut depth = 0_usize;
        let end = rest[at + 1..].char_indices().find(|(_, c)| {
            depth += usize::from(*c == open);
            depth -= usize::from(*c == close && depth > 0);
            depth == 0
        });
        rest = end.map_or("", |(end, _)| &rest[at + 2 + end..]);
    }
    out + rest
}

/// Pages with everything that other tools write; their names are those of the tools.
const PAGES: [(&str, &str); 6] = [
    (
        "tables",
        "# Tables\n\n| Flag | Meaning |\n|---|---|\n| `mode` | one of `fast|safe` | ordinarily safe |\n| owner | Platform | since May | see remark |\n| `a\\|b` |\n{.striped}\n",
    ),
    (
        "mkdocs",
        "# Mkdocs\n\n[TOC]\n\n!!! note \"Own heading\"\n    alpha beta\n\n    - gamma\n\n        delta\n\n    ```sh\n    epsilon\n    ```\n\nzeta\n!!! note\n\n    eta\n\n??? note \"Folded theta\"\n    iota\n\n=== \"Linux\"\n    kappa\n=== \"Windows\"\n    lambda\n\n!!! note without a body\nmu\n\n--8<-- \"nu.md\"\n\n## One {: #xi }\n\n## Two\n\n- item\n\n    !!! note\n        omicron\n",
    ),
    (
        "docusaurus",
        "# Docusaurus\n\nimport Tabs from '@theme/Tabs';\n\n:::note Alpha `beta`\ngamma\n\n- delta\n:::\n\n::::note[Epsilon]\nzeta\n:::note\neta\n:::\n::::\n\n:::columns\ntheta\n:::\n\n- iota\n  :::note\n  kappa\n  :::\n\n:::note\nlambda is never closed\n",
    ),
    (
        "gitbook",
        "# Gitbook\n\n{% hint style=\"info\" %}\nalpha [beta](https://gamma.example)\n{% endhint %}\n\n{% tabs %}\n{% tab title=\"Delta\" %}\nepsilon\n{% endtab %}\n{% tab title=\"Zeta\" %}\neta\n{% endtab %}\n{% endtabs %}\n\n{% include \"theta.md\" %} {{ site.iota }} {% hint style=\"info\" %} kappa {% endhint %}\n",
    ),
    (
        "obsidian",
        "# Obsidian\n\n> [!note] Alpha *beta*\n> gamma\n\n> [!faq]- Delta\n> epsilon\n\n> [!NOTE] Zeta is a whole sentence.\n\n[[eta|theta]] ![[iota.png]] [[_TOC_]]\n\n> > [!tip] Kappa\n> > lambda\n\nmu[^1] nu[^2]\n\n[^1]: xi\n\n[^1]: omicron\n\n##Pi\n",
    ),
    (
        "others",
        "# Others\n\nStatus today\n:white_check_mark: all moved\n:30 each\n\nSee https://a.example/pkg/__init__.py and **重要：**必ず and ~~取消、~~今.\n\n.. note:: alpha\n\n```{note} Beta\ngamma\n```\n\n{{#include delta.md}}\n\n<%= epsilon %>\n\n{::options zeta=\"eta\" /}\n\ntheta\n{: .iota #kappa }\n\n![lambda](mu.png){width=20} nu\n\n<package> and <kbd>xi</kbd>\n\nTerm\n: omicron\n",
    ),
];

#[test]
fn every_word_of_our_own_pages_is_shown_or_told() {
    let mut tree = SourceTree::new();
    tree.insert(SourcePath::new("pmo.yaml"), SourceFile::text(SETTINGS));
    for (name, text) in PAGES {
        tree.insert(SourcePath::new(format!("content/handbook/{name}.md")), SourceFile::text(text));
    }
    let mut found = lost(&tree);
    found.lost.retain(|(_, word)| !SIGNS.contains(&word.as_str()));
    assert_eq!((found.lost, found.unmapped), (Vec::new(), Vec::new()));
    assert!(found.words > 150, "{}", found.words);
}

#[test]
fn a_word_that_is_lost_is_found() {
    let kept = without_marks(
        "---\ntitle: a\n---\n1. one [two](three.md \"x\") :tada: <b>four</b> &amp; {.five}\n```rust\nsix\n```\n",
    );
    assert_eq!(words(&kept), ["one", "two", "four", "six"]);
    assert_eq!(words(&decoded(&without_tags("<p>a<b>b</b> &lt;c&gt;</p>", ""))), ["ab", "c"]);
}

#[test]
fn every_word_of_real_handbooks_is_shown_or_told() {
    let Ok(folder) = std::env::var("PMO_SITE_CORPORA") else {
        println!("skipped: PMO_SITE_CORPORA names no folder of handbooks");
        return;
    };
    let mut contents: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("a folder of handbooks")
        .filter_map(|entry| Some(entry.ok()?.path().join("content")))
        .filter(|content| content.is_dir())
        .collect();
    contents.sort();
    assert!(!contents.is_empty(), "{folder} holds no folder with `content/`");
    for content in contents {
        let found = lost(&site(&content));
        println!(
            "{}: {} of {} words lost, {} pages elsewhere",
            content.display(),
            found.lost.len(),
            found.words,
            found.unmapped.len()
        );
        assert_eq!(found.lost, Vec::new(), "{}", content.display());
    }
}

/// The site whose `content/` is a link to `content`.
fn site(content: &Path) -> SourceTree {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("pmo.yaml"), SETTINGS).expect("written");
    std::os::unix::fs::symlink(content, root.path().join("content")).expect("linked");
    let linked = pmo_site::io::Reach { linked_roots: true, ..Default::default() };
    pmo_site::io::scan_within(root.path(), &linked).expect("the handbook can be read")
}
