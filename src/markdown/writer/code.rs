//! Code blocks.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::super::cost::TooMuch;
use super::super::language::{self, CodeLanguage};
use super::super::{escape, fence, foreign, plain};
use super::Writer;
use super::link::within;
use crate::diagnostics::{Diagnostic, registry};

impl<'a> Writer<'_, 'a> {
    pub(super) fn code(&mut self, at: usize, kind: &CodeBlockKind<'a>) -> usize {
        let end = self.end_of(at);
        let content = self.events.get(at + 1..end).unwrap_or_default();
        let code = plain::of_events(content.iter().map(|(event, _)| event), true);
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "",
        };
        // A directive's title stands behind its name, and both are shown.
        let code = if foreign::is_directive(info) { format!("{info}\n{code}") } else { code };
        let range = self.range(at);
        let block = self.source.get(range.clone()).unwrap_or("");
        if matches!(kind, CodeBlockKind::Fenced(_)) && !fence::is_closed(block) {
            let opening = range.start..range.start + block.lines().next().map_or(0, str::len);
            let finding =
                Diagnostic::new(&registry::OPEN_FENCE, self.origin.place(&opening), "code block is never closed");
            let fence: String =
                block.trim_start().chars().take_while(|character| matches!(character, '`' | '~')).collect();
            self.found.push(finding.hint(format!("add a line with {fence} where the code ends")));
        }
        let (name, language) = language::of(info);
        if language == CodeLanguage::Unknown {
            let line = range.start..range.start + block.lines().next().map_or(0, str::len);
            let word = info.get(..name.len()).unwrap_or(info);
            let place = self.origin.place(&within(self.source, &line, word));
            let message = format!("`{name}` is no language that can be coloured");
            let hint = language::suggest(&name).map(|nearest| format!("write `{nearest}`"));
            self.found.push(
                Diagnostic::new(&registry::UNKNOWN_LANGUAGE, place, message)
                    .hint("write `text` for code without colours")
                    .hint_if(hint),
            );
        }
        self.say(&code);
        let class: String =
            name.chars().filter(|character| character.is_ascii_alphanumeric() || "+#-_".contains(*character)).collect();
        let class = if class.is_empty() { String::new() } else { format!(" class=\"language-{class}\"") };
        let (open, close) = (format!("<pre class=\"code\" tabindex=\"0\"><code{class}>"), "</code></pre>\n");
        let coloured = match language {
            CodeLanguage::Syntax(syntax) => match self.budget.take(syntax, &code) {
                Ok(()) => Some(self.highlighter.html(syntax, &code)),
                Err(why) => {
                    self.costly(&range, block, why);
                    None
                }
            },
            CodeLanguage::Plain | CodeLanguage::Unknown => None,
        };
        self.raw(match coloured {
            Some(html) => format!("{open}{html}{close}"),
            None => format!("{open}{}{close}", escape::text(&code)),
        });
        end + 1
    }

    /// Tells that the code of `block`, which stands at `range`, stays without colours.
    fn costly(&mut self, range: &Range<usize>, block: &str, why: TooMuch) {
        let opening = range.start..range.start + block.lines().next().map_or(0, str::len);
        let message = match why {
            TooMuch::Line { number, bytes } => {
                format!("code is not coloured: its line {number} of {bytes} bytes would take too long")
            }
            TooMuch::Block => "code is not coloured: all code of the page would take too long".to_owned(),
        };
        let finding = Diagnostic::new(&registry::COSTLY_CODE, self.origin.place(&opening), message);
        self.found.push(finding.hint("break its long lines, or write `text` as its language"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::trial::page;

    #[test]
    fn code_is_coloured_or_plain() {
        let trial = page("```yml title=\"x\"\na: 1\n```\n\n    <b>\n\n```mermaid\na-->b\n```\n");
        assert_eq!(
            trial.html,
            "<pre class=\"code\" tabindex=\"0\"><code class=\"language-yml\"><span class=\"g\">a</span><span class=\"p\">: </span>\
             <span class=\"n\">1\n</span></code></pre>\n<pre class=\"code\" tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>\n\
             <pre class=\"code\" tabindex=\"0\"><code class=\"language-mermaid\">a--&gt;b\n</code></pre>\n"
        );
        assert_eq!(trial.findings(), []);
    }

    #[test]
    fn an_unknown_language_is_reported_with_its_neighbour() {
        let trial = page("```pyhton x\nx\n```\n");
        assert_eq!(trial.findings(), [("PMO-W0501", "pyhton")]);
        assert_eq!(trial.found.first().and_then(|finding| finding.hint.as_deref()), Some("write `python`"));
        assert!(trial.html.contains("<code class=\"language-pyhton\">x"));
    }

    #[test]
    fn an_open_fence_is_reported_and_a_closed_one_is_not() {
        assert_eq!(page("a\n\n```sh\nb\n").findings(), [("PMO-W0506", "```sh")]);
        assert_eq!(page("- ~~~\n  b\n  ~~~\n").findings(), []);
        assert_eq!(page("> ```\n> b\n> ```\n").findings(), []);
        assert_eq!(page("````\n```\nb\n````").findings(), []);
        assert_eq!(page("> ```\n> b\n\nc").findings(), [("PMO-W0506", "```")]);
    }
}
