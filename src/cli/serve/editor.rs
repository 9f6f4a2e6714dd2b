//! Opening a source file at its line: by an address that an editor has registered, or by a command.

use std::path::Path;
use std::process::{Command, Stdio};
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// How a file is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Editor {
    /// The browser follows an address with `{file}`, `{line}` and `{column}` in it.
    Link(&'static str),
    /// This program runs a command; each word may have `{file}`, `{line}` and `{column}` in it.
    Command(Vec<String>),
}

/// Addresses that editors register, by the word for `--editor`.
const LINKS: &[(&str, &str)] = &[
    ("vscode", "vscode://file{file}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file{file}:{line}:{column}"),
    ("vscodium", "vscodium://file{file}:{line}:{column}"),
    ("cursor", "cursor://file{file}:{line}:{column}"),
    ("windsurf", "windsurf://file{file}:{line}:{column}"),
    ("zed", "zed://file{file}:{line}:{column}"),
    ("idea", "idea://open?file={file}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{file}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{file}&line={line}&column={column}"),
];

/// What stays readable in the path of such an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl FromStr for Editor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some((_, address)) = LINKS.iter().find(|(name, _)| *name == text) {
            return Ok(Self::Link(address));
        }
        if text.contains("{file}") {
            let words = words(text).ok_or_else(|| format!("`{text}` has a quotation mark without its partner"))?;
            // The program itself must not depend on what is opened.
            return match words.first() {
                Some(program) if !program.contains('{') => Ok(Self::Command(words)),
                _ => Err(format!("`{text}` does not begin with a program")),
            };
        }
        let known: Vec<_> = LINKS.iter().map(|(name, _)| *name).collect();
        Err(format!(
            "`{text}` is no editor that is known here; write one of {}, or a command with {{file}} in it",
            known.join(", ")
        ))
    }
}

impl Editor {
    /// The editor in whose terminal this program was started, if it says so.
    pub(super) fn around(terminal: Option<&str>) -> Option<Self> {
        (terminal? == "vscode").then(|| Self::from_str("vscode").ok()).flatten()
    }

    /// The address that opens `file`, where the browser can do so itself.
    pub(super) fn href(&self, file: &Path, line: u32, column: u32) -> Option<String> {
        let Self::Link(address) = self else { return None };
        let path = file.to_str()?.replace('\\', "/");
        // `C:/x` is the path `/C:/x` of an address.
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        Some(filled(address, &utf8_percent_encode(&path, PATH).to_string(), line, column))
    }

    /// Runs the command for `file`. It is run as it is, without a shell: no character of a file's name means anything.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(super) fn run(&self, file: &Path, line: u32, column: u32) -> std::io::Result<()> {
        let Self::Command(words) = self else { return Ok(()) };
        let Some((program, rest)) = words.split_first() else { return Ok(()) };
        let arguments = rest.iter().map(|word| filled(word, &file.to_string_lossy(), line, column));
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // Whoever started a process must wait for it, or its remains stay in the system's table.
        std::thread::spawn(move || child.wait());
        Ok(())
    }
}

fn filled(pattern: &str, file: &str, line: u32, column: u32) -> String {
    // The file comes last: braces in its name are not looked at again.
    pattern.replace("{line}", &line.to_string()).replace("{column}", &column.to_string()).replace("{file}", file)
}

/// Splits a command at its spaces; `'…'` and `"…"` hold a word together. `None` when one is left open.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, _) if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_editor_has_an_address_in_which_nothing_of_a_name_has_a_meaning() {
        let href = |editor: &str| {
            Editor::from_str(editor).ok().and_then(|editor| editor.href(Path::new("/a b/x&y?{line}.md"), 3, 7))
        };
        assert_eq!(href("vscode").as_deref(), Some("vscode://file/a%20b/x%26y%3F%7Bline%7D.md:3:7"));
        assert_eq!(href("idea").as_deref(), Some("idea://open?file=/a%20b/x%26y%3F%7Bline%7D.md&line=3&column=7"));
    }

    #[test]
    fn a_command_is_words_and_no_shell_line() {
        let command = |text: &str| match Editor::from_str(text) {
            Ok(Editor::Command(words)) => words,
            _ => Vec::new(),
        };
        assert_eq!(command("code -g {file}:{line}"), ["code", "-g", "{file}:{line}"]);
        assert_eq!(command("'my editor' \"{file}\" ''"), ["my editor", "{file}", ""]);
        assert_eq!(filled("{file}:{line}", "a{line};$(x).md", 2, 1), "a{line};$(x).md:2");
    }

    #[test]
    fn what_is_no_editor_says_what_is_one() {
        for wrong in ["edlin", "{file}", "vi '{file}"] {
            assert!(Editor::from_str(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_terminal_inside_an_editor_names_it() {
        assert!(Editor::around(Some("vscode")).is_some());
        assert!(Editor::around(Some("tmux")).is_none() && Editor::around(None).is_none());
    }
}
