//! The order of pages by a tool's configuration: `nav` of `MkDocs`, sidebars of Docusaurus.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::pages::below;
use super::tool::Tool;
use crate::parse::{AddressRules, AddressStyle, texts_below};
use crate::source::SourcePath;

/// Where Docusaurus has its sidebars.
const SIDEBARS: [&str; 4] = ["sidebars.js", "sidebars.ts", "sidebars.json", "sidebars.mjs"];

/// Endings of pages.
const ENDINGS: [&str; 2] = [".md", ".markdown"];

/// The pages in the folder `content` that the configuration `text` of `tool`, which lies in `root`, orders, as links
/// from the root.
pub(super) fn of(tool: Tool, text: &str, (root, content): (&Path, &Path)) -> Vec<String> {
    let named: Vec<String> = match tool {
        Tool::Mkdocs => texts_below(&SourcePath::new("mkdocs.yml"), &without_tags(text), "nav"),
        Tool::Docusaurus => {
            let file = SIDEBARS.iter().find_map(|name| fs::read_to_string(root.join(name)).ok());
            file.map(|text| quoted(&without_comments(&text))).unwrap_or_default()
        }
        Tool::Hugo | Tool::Gitbook | Tool::Mdbook | Tool::Jekyll | Tool::Plain => Vec::new(),
    };
    let by_id = if tool == Tool::Docusaurus { by_id(content) } else { BTreeMap::new() };
    let mut order: Vec<String> = Vec::new();
    for name in named {
        let path = name.trim_start_matches("./").trim_start_matches('/');
        let files = std::iter::once(path.to_owned()).chain(ENDINGS.iter().map(|ending| format!("{path}{ending}")));
        let is_page = |file: &String| ENDINGS.iter().any(|ending| file.ends_with(ending)) && !file.contains("..");
        let page = files.filter(is_page).find(|file| content.join(file).is_file()).map(|file| format!("/{file}"));
        let page = page.or_else(|| by_id.get(path).map(|file| format!("/{file}")));
        order.extend(page.filter(|page| !order.contains(page)));
    }
    order
}

/// The pages below `content` by their paths without endings and without the numbers that order names.
fn by_id(content: &Path) -> BTreeMap<String, String> {
    let rules = AddressRules { style: AddressStyle::Docusaurus, ..AddressRules::default() };
    let id = |file: &str| {
        let path = ENDINGS.iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or(file);
        path.split('/').map(|name| rules.bare(name)).collect::<Vec<_>>().join("/")
    };
    below(content, Path::new("")).into_iter().map(|file| (id(&file), file)).collect()
}

/// `MkDocs` names functions of Python by tags, which say nothing of pages.
fn without_tags(text: &str) -> String {
    let word = |word: &str| !word.starts_with("!!python/") && word != "!ENV" && word != "!relative";
    let line = |line: &str| line.split(' ').filter(|part| word(part)).collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A script without its lines of comments.
fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split("// ").next().unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// What stands in quotes in a script.
fn quoted(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '`']) {
        let (quote, inner) = rest.split_at(at).1.split_at(1);
        let end = inner.find(quote).unwrap_or(inner.len());
        found.push(inner.get(..end).unwrap_or_default().to_owned());
        rest = inner.get(end + 1..).unwrap_or_default();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::trial::folder;
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn nav_of_mkdocs_names_pages_at_any_depth() -> Outcome {
        let root = folder(&[("docs/index.md", ""), ("docs/b/c.md", ""), ("docs/a.md", ""), ("docs/z.md", "")])?;
        let text = "site_name: x\nmarkdown_extensions:\n- emoji: !!python/name:x.y\nnav:\n- Home: index.md\n- Two:\n  \
                    - b/c.md\n  - A: a.md\n  - https://example.org/\n  - gone.md\n- b/c.md\n";
        let docs = root.path().join("docs");
        let order = of(Tool::Mkdocs, text, (root.path(), &docs));
        assert_eq!(order, ["/index.md", "/b/c.md", "/a.md"]);
        assert_eq!(of(Tool::Mkdocs, "site_name: x", (root.path(), &docs)), Vec::<String>::new());
        Ok(())
    }

    #[test]
    fn sidebars_of_docusaurus_name_pages_without_their_ending() -> Outcome {
        let text = "// the sidebar\nmodule.exports = { docs: ['intro', { type: 'category', label: \"Guide\", items: \
                    [\"guide/b\", 'guide/a', 'gone'] }] };";
        let root =
            folder(&[("sidebars.js", text), ("docs/guide/a.md", ""), ("docs/guide/b.md", ""), ("docs/intro.md", "")])?;
        let docs = root.path().join("docs");
        assert_eq!(of(Tool::Docusaurus, "", (root.path(), &docs)), ["/intro.md", "/guide/b.md", "/guide/a.md"]);
        let numbered = folder(&[("sidebars.js", text), ("docs/02-guide/01-a.md", ""), ("docs/1-intro.md", "")])?;
        let docs = numbered.path().join("docs");
        assert_eq!(of(Tool::Docusaurus, "", (numbered.path(), &docs)), ["/1-intro.md", "/02-guide/01-a.md"]);
        Ok(())
    }
}
