//! Code blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::super::cost::TooMuch;
use super::super::diagram::NotDrawn;
use super::super::language::{self, CodeLanguage};
use super::super::{LinkKind, LinkRef, SeenBy, escape, fence, foreign, math, plain};
use super::link::within;
use super::{Form, Writer};
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
        let opening = range.start..range.start + block.lines().next().map_or(0, str::len);
        if name == "mermaid" && self.draw(&range, block, &code) || name == "math" && self.written(&opening, &code, true)
        {
            return end + 1;
        }
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

    /// Writes a formula that stands between dollars at event `at`.
    pub(super) fn formula(&mut self, at: usize, source: &str, display: bool) {
        let range = self.range(at);
        if !self.written(&range, source, display) {
            let code = self.source.get(range).unwrap_or(source);
            self.out.push_back(Event::InlineHtml(format!("<code>{}</code>", escape::text(code)).into()));
            self.say(source);
        }
    }

    /// Writes the formula `source`; `false` when it cannot be, which is told at `place`.
    fn written(&mut self, place: &Range<usize>, source: &str, display: bool) -> bool {
        match math::mathml(source, display) {
            Ok(html) => {
                self.say(source);
                self.out.push_back(Event::InlineHtml(html.into()));
                true
            }
            Err(reason) => {
                let message = format!("formula is not set and stays code: {reason}");
                self.found.push(
                    Diagnostic::new(&registry::NOT_SET, self.origin.place(place), message)
                        .hint("write it in LaTeX's mathematics, or write dollars that are money as `\\$`"),
                );
                false
            }
        }
    }

    /// Writes the diagram that `code`, which is the content of `block` at `range`, describes, with `code` as its
    /// alternative; `false` when it stays code.
    fn draw(&mut self, range: &Range<usize>, block: &str, code: &str) -> bool {
        let Some(drawn) = self.diagrams.draw(code).filter(|_| matches!(self.form, Form::Page { .. })) else {
            return false;
        };
        let drawing = match drawn {
            Ok(drawing) => drawing,
            Err(NotDrawn { reason, at }) => {
                // The line below the opening fence in which the fault is, as far as the renderer tells.
                let end = code.trim_end().len();
                let line =
                    at.and_then(|at| code.get(..at.min(end))).map_or(0, |before| 1 + before.matches('\n').count());
                let start: usize = block.split_inclusive('\n').take(line).map(str::len).sum();
                let end = start + block.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
                let place = self.origin.place(&(range.start + start..range.start + end));
                let message = format!("diagram is not drawn and stays code: {reason}");
                self.found.push(
                    Diagnostic::new(&registry::NOT_DRAWN, place, message)
                        .hint("correct it as Mermaid's documentation has it, or write `text` as its language"),
                );
                return false;
            }
        };
        self.say(code);
        let opening = range.start..range.start + block.lines().next().map_or(0, str::len);
        let link = LinkRef {
            kind: LinkKind::Diagram,
            target: drawing.name.clone(),
            place: self.origin.place(&opening),
            text: String::new(),
            refused: false,
            seen_by: SeenBy::All,
            named: false,
        };
        let (_, file) = self.links.add(link.clone(), false);
        let (_, picture) = self.links.add(link, false);
        let what = kind(code);
        self.raw(format!(
            "<figure class=\"diagram\"><a href=\"{file}\"><img src=\"{picture}\" alt=\"{what}\" width=\"{}\" \
             height=\"{}\"></a>\n<details><summary>{what} as text</summary>\n<pre class=\"code\" tabindex=\"0\"><code \
             class=\"language-mermaid\">{}</code></pre>\n</details></figure>\n",
            drawing.width,
            drawing.height,
            escape::text(code)
        ));
        self.document.body.diagrams.push(drawing);
        true
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

/// What a diagram is called, by its first word.
fn kind(code: &str) -> &'static str {
    let mut lines = code.lines().map(str::trim);
    // Above it there may be settings between two `---` lines, and comments.
    let mut first = lines.next().unwrap_or("");
    if first == "---" {
        first = lines.by_ref().skip_while(|line| *line != "---").nth(1).unwrap_or("");
    }
    while first.is_empty() || first.starts_with("%%") {
        let Some(line) = lines.next() else { break };
        first = line;
    }
    let word: String = first.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    KINDS.iter().find(|(start, _)| word.starts_with(start)).map_or("Diagram", |(_, name)| name)
}

/// First words of diagrams, and what these are called.
const KINDS: [(&str, &str); 17] = [
    ("graph", "Flowchart"),
    ("flowchart", "Flowchart"),
    ("sequenceDiagram", "Sequence diagram"),
    ("classDiagram", "Class diagram"),
    ("stateDiagram", "State diagram"),
    ("erDiagram", "Entity-relationship diagram"),
    ("gantt", "Gantt chart"),
    ("pie", "Pie chart"),
    ("journey", "User journey"),
    ("gitGraph", "Git graph"),
    ("mindmap", "Mind map"),
    ("timeline", "Timeline"),
    ("quadrantChart", "Quadrant chart"),
    ("sankey", "Sankey diagram"),
    ("xychart", "Chart"),
    ("kanban", "Kanban board"),
    ("C4", "C4 diagram"),
];

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
        assert_eq!(trial.findings(), [("PMO-W0519", "```mermaid")]);
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
