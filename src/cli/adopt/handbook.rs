//! Which tool a handbook was made for, and what its configuration says that matters here.
//!
//! Only single lines are read: a key at the beginning of a line and a plain value behind it. Whatever is said otherwise
//! (by a program, in another file, by a theme) is left to whoever adopts the handbook; the settings say where they came
//! from.

use std::fs;
use std::path::Path;

use super::docusaurus;
use super::exclude::Withheld;
use super::order;
use super::pages::has_page;
use super::tool::Tool;
use super::withheld;
use crate::parse::records::{BaseUrl, SiteFolder};
use crate::source::is_pattern;

/// A handbook as it lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Handbook {
    /// Its tool.
    pub(super) tool: Tool,
    /// The file that told, if one did.
    pub(super) told_by: Option<String>,
    /// Its title.
    pub(super) title: String,
    /// The folder of its pages.
    pub(super) content: String,
    /// The folder of its other files, if there is one.
    pub(super) statics: Option<String>,
    /// Where it is published.
    pub(super) base_url: Option<String>,
    /// Its language.
    pub(super) language: Option<String>,
    /// What lies among the pages and is no page of them.
    pub(super) exclude: Vec<String>,
    /// The pages that its configuration orders, as links from the root.
    pub(super) order: Vec<String>,
    /// Whether its pages name their last commit.
    pub(super) dated: bool,
    /// The address below which its pages stand, without `/` at its ends; empty for the root.
    pub(super) below: String,
    /// Rules of its configuration that leave out more, by patterns that nobody here reads.
    pub(super) patterns: Vec<String>,
}

/// Files by which a tool is known, the surest first, and the keys that they have.
const SIGNS: [(Tool, &[&str]); 6] = [
    (
        Tool::Hugo,
        &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config/_default/hugo.toml",
            "config/_default/hugo.yaml",
            "config/_default/config.toml",
            "config/_default/config.yaml",
            "config/_default/config.yml",
            "config.toml",
            "config.yaml",
            "config.yml",
        ],
    ),
    (Tool::Docusaurus, &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"]),
    (Tool::Mkdocs, &["mkdocs.yml", "mkdocs.yaml"]),
    (Tool::Mdbook, &["book.toml"]),
    (Tool::Gitbook, &[".gitbook.yaml", ".gitbook.yml", "SUMMARY.md", "docs/SUMMARY.md"]),
    (Tool::Jekyll, &["_config.yml", "_config.yaml"]),
];

impl Handbook {
    /// The handbook in `root`, of the tool `named` or of the one that its configuration tells; `None` where no page is.
    pub(super) fn find(root: &Path, named: Option<Tool>) -> Option<Self> {
        let signs = SIGNS.iter().filter(|(tool, _)| named.is_none_or(|named| named == *tool));
        let told = signs.flat_map(|(tool, files)| files.iter().map(|file| (*tool, *file))).find(|(tool, file)| {
            // Many tools have a `config.yaml`.
            let sure = *tool != Tool::Hugo || file.contains("hugo") || root.join("content").is_dir();
            sure && root.join(file).is_file()
        });
        let tool = named.or(told.map(|(tool, _)| tool)).unwrap_or(Tool::Plain);
        let file = told.map(|(_, file)| file);
        let text = file.and_then(|file| fs::read_to_string(root.join(file)).ok()).unwrap_or_default();
        let keys = tool.keys();
        let value = |names: &[&str]| names.iter().find_map(|name| line_value(&text, name));
        let language = value(keys.language).filter(|tag| is_tag(tag)).map(|tag| tag.replace('_', "-"));
        let options = (tool == Tool::Docusaurus).then(|| docusaurus::Options::of(&text));
        let told_content = options.as_ref().and_then(|options| options.path.clone()).or_else(|| value(keys.content));
        let told_content = told_content.and_then(|folder| plain_folder(&folder));
        let content = told_content.into_iter().chain(usual(root, tool, keys.usual, file));
        let content = content.map(|folder| in_language(root, folder, language.as_deref())).find(|folder| {
            let folder = if folder == "." { root.to_owned() } else { root.join(folder) };
            has_page(&folder, 0)
        })?;
        let statics = value(keys.statics).and_then(|folder| plain_folder(&folder));
        // The other tools have no folder for pictures: they lie among the pages.
        let usual = matches!(tool, Tool::Hugo | Tool::Docusaurus).then(|| "static".to_owned());
        let statics = statics.or(usual).filter(|folder| *folder != content && root.join(folder).is_dir());
        let base_url = match tool {
            Tool::Docusaurus => docusaurus::published_at(&text),
            _ => value(keys.base_url),
        };
        let base_url = base_url.filter(|url| is_published_at(url));
        let title = value(keys.title).map(|title| title.trim().chars().take(TITLE).collect::<String>());
        let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| named_as(root));
        let Withheld { exclude: withheld, unread: patterns } =
            withheld::of(tool, file.unwrap_or_default(), &text, &root.join(&content));
        // What a tool writes itself, and what its lists name, matters where it is there; patterns and drafts matter
        // later too.
        let own = tool.leftovers().iter().map(|name| (*name).to_owned());
        let lasts =
            |name: &String| is_pattern(name) || name.starts_with('_') || root.join(&content).join(name).exists();
        let mut exclude: Vec<String> = own
            .filter(|name| root.join(&content).join(name).exists())
            .chain(withheld.into_iter().filter(lasts))
            .collect();
        exclude.sort_unstable();
        exclude.dedup();
        Some(Self {
            tool,
            told_by: file.map(str::to_owned),
            title,
            statics,
            base_url,
            language,
            order: order::of(tool, &text, (root, &root.join(&content))),
            content,
            exclude,
            dated: tool.dates_pages(&text),
            below: options.map_or_else(String::new, |options| options.below),
            patterns,
        })
    }
}

/// Where a tool's pages mostly lie.
fn usual(root: &Path, tool: Tool, usual: &str, told_by: Option<&str>) -> Vec<String> {
    let mut folders: Vec<String> = match tool {
        Tool::Plain => {
            // A repository of something else has a README and a licence beside its one folder of pages; where pages lie
            // in several folders, none of them is the whole.
            let beside = fs::read_dir(root).into_iter().flatten().flatten();
            let folders = beside.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
            let with_pages: Vec<_> = names
                .filter(|name| !name.starts_with('.') && name != "node_modules" && has_page(&root.join(name), 0))
                .collect();
            match with_pages.as_slice() {
                [one] if matches!(one.as_str(), "content" | "docs" | "handbook") => vec![one.clone()],
                _ => Vec::new(),
            }
        }
        Tool::Gitbook if told_by == Some("docs/SUMMARY.md") => vec!["docs".to_owned()],
        _ => vec![usual.to_owned()],
    };
    folders.push(".".to_owned());
    folders
}

/// The folder of one language in a folder that holds nothing but languages.
fn in_language(root: &Path, folder: String, language: Option<&str>) -> String {
    let entries = fs::read_dir(root.join(&folder)).into_iter().flatten().flatten();
    let names: Vec<_> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    let wanted = language.map(str::to_lowercase);
    let is_one = |name: &String| {
        crate::io::is_language_alone(name) || crate::io::is_language(name) && wanted.as_ref() == Some(name)
    };
    // Of several folders, the configuration must say that they are languages: `hr` and `it` are departments.
    if names.is_empty() || !names.iter().all(is_one) || names.len() > 1 && wanted.is_none() {
        return folder;
    }
    let is_wanted = |name: &&String| wanted.as_ref().is_some_and(|wanted| name.to_lowercase() == *wanted);
    let short = |name: &&String| wanted.as_ref().is_some_and(|wanted| wanted.split('-').next() == Some(name.as_str()));
    let chosen = names
        .iter()
        .find(is_wanted)
        .or_else(|| names.iter().find(short))
        .or_else(|| names.iter().find(|name| *name == "en"))
        .or_else(|| names.iter().min());
    chosen.map_or(folder.clone(), |name| format!("{folder}/{name}"))
}

/// The value behind `key` on a line of its own: `key: value`, `key = "value"`, `key: 'value',`.
fn line_value(text: &str, key: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let line = line.trim_start();
        let rest = line.strip_prefix(['"', '\'']).unwrap_or(line).strip_prefix(key)?;
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start();
        let value = rest.strip_prefix([':', '='])?.trim();
        let value = match value.chars().next()? {
            quote @ ('"' | '\'' | '`') => quoted(value.get(1..)?, quote)?,
            '[' | '{' | '|' | '>' | '&' | '!' => return None,
            _ => value.split(" #").next()?.trim_end_matches([',', ';']).trim().to_owned(),
        };
        Some(value)
    })
}

/// What stands up to the closing `quote`: a quote is written twice in it, or behind a backslash.
fn quoted(text: &str, quote: char) -> Option<String> {
    let mut value = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if quote != '\'' || letters.peek() == Some(&quote) => value.extend(letters.next()),
            letter if letter == quote && letters.peek() == Some(&quote) => value.extend(letters.next()),
            letter if letter == quote => return Some(value),
            letter => value.push(letter),
        }
    }
    None
}

/// Most characters of a title.
const TITLE: usize = 80;

/// A folder as settings name it; nothing for one that settings may not name.
fn plain_folder(text: &str) -> Option<String> {
    let plain = text.trim().trim_start_matches("./").trim_matches('/');
    SiteFolder::parse(if plain.is_empty() { "." } else { plain }).map(|folder| folder.0)
}

/// Whether this is an address of a published site, and not of a preview.
fn is_published_at(url: &str) -> bool {
    let host = url.split("://").nth(1).and_then(|rest| rest.split(['/', ':']).next()).unwrap_or("");
    BaseUrl::parse(url).is_some()
        && !matches!(host, "localhost" | "127.0.0.1" | "0.0.0.0" | "example.com" | "example.org")
}

fn is_tag(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    parts
        .next()
        .is_some_and(|first| matches!(first.len(), 2 | 3) && first.bytes().all(|byte| byte.is_ascii_lowercase()))
        && parts.all(|part| matches!(part.len(), 2..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The name of the folder as a title.
fn named_as(root: &Path) -> String {
    let name = fs::canonicalize(root).ok().and_then(|root| Some(root.file_name()?.to_string_lossy().into_owned()));
    let words = name.unwrap_or_default().replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Handbook".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::folder;
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    /// Files by path, with their text.
    type Files<'f> = &'f [(&'f str, &'f str)];

    #[test]
    fn a_line_is_read_in_each_language_of_settings() {
        for (text, value) in [
            ("title = \"A # b\" # c", Some("A # b")),
            ("title: A b # c", Some("A b")),
            ("  title: 'A b',", Some("A b")),
            ("\"title\": \"A\",", Some("A")),
            ("titles: A", None),
            ("title: [A]", None),
            ("title: 'it''s'", Some("it's")),
            ("title: \"Our \\\"Book\\\"\"", Some("Our \"Book\"")),
        ] {
            assert_eq!(line_value(text, "title").as_deref(), value, "{text}");
        }
    }

    #[test]
    fn each_tool_is_known_by_its_configuration() -> Outcome {
        let cases: [(Files<'_>, Tool, &str); 8] = [
            (&[("hugo.toml", "title = 'T'"), ("content/a.md", "")], Tool::Hugo, "content"),
            (&[("config.toml", "contentDir = \"content/en\""), ("content/en/a.md", "")], Tool::Hugo, "content/en"),
            (&[("mkdocs.yml", "site_name: T\ndocs_dir: pages"), ("pages/a.md", "")], Tool::Mkdocs, "pages"),
            (&[("docusaurus.config.ts", "title: 'T',"), ("docs/a.md", "")], Tool::Docusaurus, "docs"),
            (&[("book.toml", "[book]\ntitle = \"T\""), ("src/a.md", "")], Tool::Mdbook, "src"),
            (&[("SUMMARY.md", "- [A](a.md)"), ("a.md", "")], Tool::Gitbook, "."),
            (&[(".gitbook.yaml", "root: ./docs/"), ("docs/a.md", "")], Tool::Gitbook, "docs"),
            (&[("README.md", ""), ("guide/a.md", "")], Tool::Plain, "."),
        ];
        for (files, tool, content) in cases {
            let root = folder(files)?;
            let found = Handbook::find(root.path(), None).map(|book| (book.tool, book.content));
            assert_eq!(found, Some((tool, content.to_owned())), "{files:?}");
        }
        assert_eq!(Handbook::find(folder(&[("a.txt", "")])?.path(), None), None);
        // A program's own settings are no handbook's.
        let app = folder(&[("config.toml", "title = 'x'"), ("docs/a.md", "")])?;
        assert_eq!(Handbook::find(app.path(), None).map(|book| book.tool), Some(Tool::Plain));
        Ok(())
    }

    #[test]
    fn of_several_languages_the_default_one_is_taken() -> Outcome {
        let files = [
            ("hugo.yaml", "defaultContentLanguage: ja\nbaseURL: https://h.example/\ntitle: T"),
            ("content/en/a.md", ""),
            ("content/ja/a.md", ""),
            ("static/x.png", ""),
        ];
        let root = folder(&files)?;
        let wanted = Handbook {
            tool: Tool::Hugo,
            told_by: Some("hugo.yaml".to_owned()),
            title: "T".to_owned(),
            content: "content/ja".to_owned(),
            statics: Some("static".to_owned()),
            base_url: Some("https://h.example/".to_owned()),
            language: Some("ja".to_owned()),
            exclude: Vec::new(),
            order: Vec::new(),
            dated: false,
            below: String::new(),
            patterns: Vec::new(),
        };
        assert_eq!(Handbook::find(root.path(), None), Some(wanted));
        Ok(())
    }
}
