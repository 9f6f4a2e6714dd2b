//! Coloured code: the only user of syntect.
//!
//! Its own class writer would give twenty-seven times the size of the source, hence the short classes of `scope` and
//! the merging of neighbours. Colouring costs more than all other Markdown together (0.13 ms for a small block), so
//! blocks are kept by hash.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};

use super::{escape, scope};

/// The syntaxes, loaded at the first block (1.4 ms).
pub(super) static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Blocks kept before the store is emptied: about 4 MB of HTML, more than a site has in distinct blocks between two
/// edits.
const KEPT: usize = 2048;

/// Colours code and remembers what it coloured. Shared by all threads.
#[derive(Debug, Default)]
pub(super) struct Highlighter {
    blocks: Mutex<BTreeMap<[u8; 32], Arc<str>>>,
}

impl Highlighter {
    /// `code` as HTML, coloured by syntax number `syntax`. What that costs is the caller's to ask (`cost`).
    pub(super) fn html(&self, syntax: usize, code: &str) -> Arc<str> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&syntax.to_le_bytes());
        hasher.update(code.as_bytes());
        let key = *hasher.finalize().as_bytes();
        // A thread that panicked while it held the lock left a whole map: entries are inserted in one step.
        if let Some(html) = self.blocks.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(html);
        }
        let html: Arc<str> = colour(syntax, code).into();
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if blocks.len() >= KEPT {
            blocks.clear();
        }
        blocks.insert(key, Arc::clone(&html));
        html
    }
}

fn colour(syntax: usize, code: &str) -> String {
    let Some(syntax) = SYNTAXES.syntaxes().get(syntax) else { return escape::text(code).into_owned() };
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut spans = Spans::default();
    for line in code.split_inclusive('\n') {
        // The grammars are written for lines that end in a newline.
        let ended = if line.ends_with('\n') { line.to_owned() } else { format!("{line}\n") };
        let Ok(operations) = state.parse_line(&ended, &SYNTAXES) else {
            spans.push("", line);
            continue;
        };
        let mut done = 0;
        for (at, operation) in operations {
            let at = at.min(line.len());
            if at > done {
                spans.push(scope::class(&stack), line.get(done..at).unwrap_or(""));
                done = at;
            }
            if stack.apply(&operation).is_err() {
                break;
            }
        }
        spans.push(scope::class(&stack), line.get(done..).unwrap_or(""));
    }
    spans.finish()
}

/// Coloured pieces as they are written: equal neighbours share one element.
#[derive(Default)]
struct Spans {
    out: String,
    class: &'static str,
}

impl Spans {
    fn push(&mut self, class: &'static str, text: &str) {
        // White space has no colour, so it stays in whatever element is open.
        if class != self.class && !text.trim().is_empty() {
            self.close();
            if !class.is_empty() {
                self.out.push_str("<span class=\"");
                self.out.push_str(class);
                self.out.push_str("\">");
            }
            self.class = class;
        }
        self.out.push_str(&escape::text(text));
    }

    fn close(&mut self) {
        if !self.class.is_empty() {
            self.out.push_str("</span>");
            self.class = "";
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::{self, CodeLanguage};
    use super::*;

    fn html(language: &str, code: &str) -> String {
        match language::of(language).1 {
            CodeLanguage::Syntax(index) => Highlighter::default().html(index, code).to_string(),
            CodeLanguage::Plain | CodeLanguage::Unknown => String::new(),
        }
    }

    #[test]
    fn classes_are_short_and_neighbours_merge() {
        assert_eq!(
            html("rust", "// a <b>\nlet x = \"s\";\n"),
            "<span class=\"c\">// a &lt;b&gt;\n</span><span class=\"k\">let</span> x <span class=\"o\">= </span>\
             <span class=\"s\">\"s\"</span><span class=\"p\">;\n</span>"
        );
        assert_eq!(
            html("yaml", "a: 1\n"),
            "<span class=\"g\">a</span><span class=\"p\">: </span><span class=\"n\">1\n</span>"
        );
        assert_eq!(html("diff", "-a\n+b\n"), "<span class=\"d\">-a\n</span><span class=\"i\">+b\n</span>");
    }

    #[test]
    fn the_text_of_the_code_is_unchanged() {
        let code = "fn main() { /* é */ println!(\"{}\", 1 < 2); }";
        let coloured = html("rs", code);
        let mut text = String::new();
        let mut inside = false;
        for character in coloured.chars() {
            match character {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => text.push(character),
                _ => {}
            }
        }
        assert_eq!(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), code);
    }

    #[test]
    fn a_block_is_coloured_once() {
        let highlighter = Highlighter::default();
        assert!(Arc::ptr_eq(&highlighter.html(0, "x"), &highlighter.html(0, "x")));
    }
}
