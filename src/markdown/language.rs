//! Code languages as authors write them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::highlight::SYNTAXES;
use crate::diagnostics::nearest;

/// What the info string of a code block asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodeLanguage {
    /// Nothing, or plain text by name.
    Plain,
    /// A syntax, by its index in the set.
    Syntax(usize),
    /// Not known.
    Unknown,
}

/// Names that are right and have no colours: plain text, transcripts, and diagrams that other tools draw.
const UNCOLOURED: &[&str] = &[
    "text",
    "plain",
    "plaintext",
    "plain-text",
    "txt",
    "none",
    "nocode",
    "output",
    "log",
    "logs",
    "console",
    "prompt",
    "shell-session",
    "shellsession",
    "sh-session",
    "session",
    "terminal",
    "mermaid",
    "plantuml",
    "puml",
    "uml",
    "math",
    "latex-math",
    "ascii",
    "asciiart",
    "ascii-art",
    "tree",
    "ditaa",
    "graph",
    "promql",
    "logql",
    "cue",
    "wasm",
    "ebnf",
    "abnf",
    "bnf",
    "spec",
    "raw",
    "csv",
    "tsv",
    "template",
    "kql",
    "cypher",
    "pseudocode",
    "pseudo",
    "excalidraw",
    "vega",
    "vega-lite",
    "geojson",
    "topojson",
    "stl",
    "email",
    "quote",
    "note",
];

/// Other names of languages, as the syntax set spells them.
const ALIASES: &[(&str, &str)] = &[
    ("golang", "go"),
    ("yml", "yaml"),
    ("c#", "cs"),
    ("csharp", "cs"),
    ("f#", "fs"),
    ("fsharp", "fs"),
    ("fs", "f#"),
    ("shell", "bash"),
    ("shell script", "bash"),
    ("shellscript", "bash"),
    ("shell-script", "bash"),
    ("ksh", "bash"),
    ("js", "javascript (babel)"),
    ("javascript", "javascript (babel)"),
    ("jsx", "javascript (babel)"),
    ("node", "javascript (babel)"),
    ("nodejs", "javascript (babel)"),
    ("typescript", "ts"),
    ("python3", "python"),
    ("python2", "python"),
    ("pycon", "python"),
    ("ipython", "python"),
    ("starlark", "python"),
    ("docker", "dockerfile"),
    ("containerfile", "dockerfile"),
    ("hcl", "terraform"),
    ("opentofu", "terraform"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("jsonl", "json"),
    ("ndjson", "json"),
    ("pwsh", "powershell"),
    ("posh", "powershell"),
    ("ps", "powershell"),
    ("batch", "bat"),
    ("dosbatch", "bat"),
    ("objc", "objective-c"),
    ("objectivec", "objective-c"),
    ("objective-cpp", "objective-c++"),
    ("cplusplus", "c++"),
    ("protobuf3", "protobuf"),
    ("proto3", "proto"),
    ("regex", "re"),
    ("regexp", "re"),
    ("udiff", "diff"),
    ("conf", "ini"),
    ("config", "ini"),
    ("cfg", "ini"),
    ("dosini", "ini"),
    ("systemd", "ini"),
    ("service", "ini"),
    ("env", "dotenv"),
    ("apache", "apache conf"),
    ("apacheconf", "apache conf"),
    ("psql", "sql"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("mysql", "sql"),
    ("sqlite", "sql"),
    ("plsql", "sql"),
    ("tsql", "sql"),
    ("bigquery", "sql"),
    ("elisp", "lisp"),
    ("emacs-lisp", "lisp"),
    ("scheme", "lisp"),
    ("asm", "x86_64 assembly"),
    ("assembly", "x86_64 assembly"),
    ("viml", "vim"),
    ("vimscript", "vim"),
    ("htmldjango", "jinja2"),
    ("django", "jinja2"),
    ("tera", "jinja2"),
    ("gotmpl", "html"),
    ("go-template", "html"),
    ("gotemplate", "html"),
    ("go-html-template", "html"),
    ("helm", "yaml"),
    ("tpl", "html"),
    ("handlebars", "html"),
    ("mustache", "html"),
    ("xhtml", "html"),
    ("svg", "xml"),
    ("plist", "xml"),
    ("atom", "xml"),
    ("mdx", "markdown"),
    ("gfm", "markdown"),
    ("commonmark", "markdown"),
    ("restructuredtext", "rst"),
    ("asciidoctor", "asciidoc"),
    ("patch", "diff"),
    ("gitconfig", "git config"),
    ("gitignore", "git ignore"),
    ("sshconfig", "ssh_config"),
    ("gomod", "gomod"),
    ("fortran", "fortran (modern)"),
    ("matlab", "matlab"),
    ("octave", "matlab"),
    ("delphi", "pascal"),
    ("kt", "kotlin"),
    ("ex", "elixir"),
    ("gql", "graphql"),
];

/// Every name of every syntax in lower case; of equal names the first syntax wins.
static NAMES: LazyLock<BTreeMap<String, usize>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for by_name in [true, false] {
        for (index, syntax) in SYNTAXES.syntaxes().iter().enumerate() {
            let extensions = syntax.file_extensions.iter().filter(|_| !by_name);
            for name in std::iter::once(&syntax.name).filter(|_| by_name).chain(extensions) {
                names.entry(name.to_lowercase()).or_insert(index);
            }
        }
    }
    for (alias, name) in ALIASES {
        if let Some(index) = names.get(*name).copied() {
            names.insert((*alias).to_owned(), index);
        }
    }
    names
});

/// The language that an info string names, in lower case, and what it is.
///
/// Attributes (`{hl_lines=[1]}`, `title="x"`) are skipped in any form that common tools know.
pub(super) fn of(info: &str) -> (String, CodeLanguage) {
    let name = name(info);
    let language = if name.is_empty() || UNCOLOURED.contains(&name.as_str()) {
        CodeLanguage::Plain
    } else {
        NAMES.get(&name).map_or(CodeLanguage::Unknown, |index| CodeLanguage::Syntax(*index))
    };
    (name, language)
}

/// The known name nearest to `name`.
pub(super) fn suggest(name: &str) -> Option<&'static str> {
    // Words first: `pyhton` is nearer to a language's name than to one of the many extensions.
    let words = NAMES.keys().map(String::as_str).filter(|known| known.len() > 3 && !known.contains(['.', ' ']));
    nearest(name, words.chain(UNCOLOURED.iter().copied()))
}

fn name(info: &str) -> String {
    let info = info.trim();
    let whole = info.to_ascii_lowercase();
    if NAMES.contains_key(&whole) {
        return whole;
    }
    let (braced, rest) = info.strip_prefix('{').map_or((false, info), |rest| (true, rest));
    let end =
        rest.find(|character: char| character.is_whitespace() || ",{}:;".contains(character)).unwrap_or(rest.len());
    let first = rest.get(..end).unwrap_or("");
    // `{.python}` names a language, `{hl_lines=…}` and `title="x"` do not.
    let first = if braced { first.strip_prefix(['.', '=']).unwrap_or("") } else { first };
    if first.contains('=') {
        return String::new();
    }
    let first = first
        .strip_prefix("language-")
        .or_else(|| first.strip_prefix("lang-"))
        .unwrap_or(first)
        .trim_start_matches('.');
    first.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn syntax(info: &str) -> Option<&'static str> {
        match of(info).1 {
            CodeLanguage::Syntax(index) => SYNTAXES.syntaxes().get(index).map(|syntax| syntax.name.as_str()),
            CodeLanguage::Plain => Some("plain"),
            CodeLanguage::Unknown => None,
        }
    }

    #[test]
    fn info_strings_of_all_kinds_name_their_language() {
        let cases = [
            ("Python", "Python"),
            ("python3 {hl_lines=[7,11]}", "Python"),
            ("python{1,3}", "Python"),
            ("{.python .numberLines}", "Python"),
            ("{hl_lines=[1]}", "plain"),
            ("title=\"x\"", "plain"),
            ("yaml title=\"x\"", "YAML"),
            ("yaml container-linux-config:norender", "YAML"),
            ("yml", "YAML"),
            ("markdown:", "Markdown"),
            ("golang", "Go"),
            ("cs", "C#"),
            ("C#", "C#"),
            ("c++", "C++"),
            ("fs", "F#"),
            ("sh", "Bourne Again Shell (bash)"),
            ("SHELL", "Bourne Again Shell (bash)"),
            ("shell script", "Bourne Again Shell (bash)"),
            ("js", "JavaScript (Babel)"),
            ("rust,ignore", "Rust"),
            ("language-json", "JSON"),
            ("toml", "TOML"),
            ("hcl", "Terraform"),
            ("text", "plain"),
            ("console", "plain"),
            ("prompt", "plain"),
            ("nocode", "plain"),
            ("mermaid", "plain"),
            ("plantuml", "plain"),
            ("", "plain"),
        ];
        for (info, expected) in cases {
            assert_eq!(syntax(info), Some(expected), "{info}");
        }
    }

    #[test]
    fn a_misspelt_language_is_unknown_and_has_a_neighbour() {
        assert_eq!(syntax("pyhton"), None);
        assert_eq!(suggest("pyhton"), Some("python"));
        assert_eq!(suggest("klingon-script"), None);
    }

    #[test]
    fn every_alias_leads_somewhere() {
        for (alias, name) in ALIASES {
            assert!(NAMES.contains_key(*name), "{alias} -> {name}");
        }
    }
}
