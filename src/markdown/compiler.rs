//! The compiler: from text to HTML with holes.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag};

use super::diagram::Diagrams;
use super::foreign::{self, Blocks, Callouts};
use super::highlight::Highlighter;
use super::markup::TextLinks;
use super::mask::Mask;
use super::place::TextOrigin;
use super::shortcode::{self, Calls, Expander, Including};
use super::writer::{Form, Writer};
use super::{Document, HtmlPolicy, Includes, Markup, NoIncludes, Options, Slugger, autolink, clean, events, raw_html};
use crate::diagnostics::{Diagnostic, Place};
use crate::memo::ResultStore;
use crate::source::SourcePath;

/// Compiles Markdown under one set of [`Options`].
///
/// Each method is a pure function of its arguments and the options; the colours of code blocks are remembered between
/// calls. One compiler serves all threads.
#[derive(Debug, Default)]
pub struct Compiler {
    options: Options,
    highlighter: Highlighter,
    diagrams: Diagrams,
}

/// What a line of inline Markdown is compiled behind: punctuation that opens no block and that leaves emphasis as it
/// is, so that "1. Launch" or "# 4 wins" in a record's field is no list and no heading. It is cut off again.
const GUARD: &str = ",";

impl Compiler {
    /// A compiler with these options.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, ..Self::default() }
    }

    /// The same compiler with drawings that are read from `store` and kept in it, which changes no result.
    #[must_use]
    pub fn keeping_drawings_in(self, store: Option<Arc<dyn ResultStore>>) -> Self {
        Self { diagrams: Diagrams::kept_in(store), ..self }
    }

    /// The options.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Compiles a page.
    ///
    /// `source` is the whole text of `file` and `body` the bytes of it to compile, without front matter; a range
    /// outside the text compiles nothing. With `first_h1_is_title`, the first heading is cut out when it is an H1.
    #[must_use]
    pub fn page(
        &self,
        file: &SourcePath,
        source: &str,
        body: Range<usize>,
        first_h1_is_title: bool,
    ) -> (Document, Vec<Diagnostic>) {
        self.page_with(file, source, body, first_h1_is_title, &NoIncludes)
    }

    /// Compiles a page that may include others.
    #[must_use]
    pub fn page_with(
        &self,
        file: &SourcePath,
        source: &str,
        body: Range<usize>,
        first_h1_is_title: bool,
        includes: &dyn Includes,
    ) -> (Document, Vec<Diagnostic>) {
        let base = body.start;
        let text = source.get(body).unwrap_or("");
        let form = Form::Page { cut_title: first_h1_is_title };
        let room = self.options.max_page_size;
        let mut including = Including { from: includes, files: vec![file.clone()], asked: Vec::new(), room };
        let (mut document, found) = self.compile(text, TextOrigin::File { file, base }, form, &mut including);
        document.includes = including.asked;
        (document, found)
    }

    /// Compiles one line of inline Markdown from a record's text field, without a block around it. Line breaks count as
    /// spaces. Every finding and link is placed at `at`.
    #[must_use]
    pub fn inline(&self, at: &Place, text: &str) -> (Markup, Vec<Diagnostic>) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if is_prose(&line, self.options.smart_punctuation) {
            return (Markup::text(&line), Vec::new());
        }
        let (document, found) =
            self.compile(&format!("{GUARD}{line}"), TextOrigin::Field(at), Form::Inline, &mut none());
        let plain = plain(&document);
        (document.body.with_plain(plain), found)
    }

    fn compile(
        &self,
        source: &str,
        origin: TextOrigin<'_>,
        form: Form,
        including: &mut Including<'_>,
    ) -> (Document, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let extensions = events::dialect(&self.options, source);
        let owns = |name: &str| self.options.shortcodes.contains(name);
        let calls = match form {
            Form::Page { .. } => Calls::find(source, owns, origin, &mut found),
            Form::Inline => {
                found.extend(shortcode::in_field(source, origin));
                None
            }
        };
        // The text as it is read: each call is one word of it.
        let covered = calls.as_ref().map_or(source, |calls| calls.text.as_str());
        let (mask, blocks) = match form {
            Form::Page { .. } => foreign::read(covered, extensions),
            Form::Inline => (Mask::of(covered, &[]), Blocks::default()),
        };
        let mut events = events::read(covered, &mask, extensions, origin, &mut found);
        let mut callouts = Callouts::new();
        let mut contents: Vec<Range<usize>> = blocks.contents.values().cloned().collect();
        let mut links = TextLinks::of(source, &self.options);
        if let Form::Page { .. } = form {
            callouts = foreign::place(&mut events, mask.text(), &blocks);
            foreign::honour(&mut events, covered, self.options.html != HtmlPolicy::Escape);
            found.extend(foreign::slips(covered, &events, origin));
            found.extend(foreign::report(covered, &events, &blocks, origin));
            if let Some(calls) = &calls {
                let options = &self.options;
                let (links, found, callouts) = (&mut links, &mut found, &mut callouts);
                events =
                    Expander::new(source, calls, origin, options, links, found, callouts, &mut contents, including)
                        .expand(events);
            }
        }
        if matches!(form, Form::Inline) {
            cut_guard(&mut events);
        }
        let raw = raw_html::rewrite(&mut events, (self.options.html, form), source, origin, &mut links, &mut found);
        let mut slugger = Slugger::default();
        for id in &raw.ids {
            slugger.reserve(id.as_str());
        }
        for (event, _) in &events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                slugger.reserve(&**id);
            }
        }
        let writer = Writer::new(
            &events,
            source,
            origin,
            &self.options,
            (&self.highlighter, &self.diagrams),
            form,
            slugger,
            links,
            &mut found,
        )
        .with_callouts(callouts);
        let mut body = String::with_capacity(2 * source.len() + 64);
        let (mut document, links) = writer.write(&raw.ids, &mut body);
        if links.has_calls() {
            document.speak(|text| links.spoken(text, true));
        }
        if !document.lists_contents() {
            found.extend(contents.iter().map(|at| foreign::nothing_to_list(source, at, origin)));
        }
        if raw.unbalanced && self.options.html == HtmlPolicy::Sanitize {
            body = clean::clean(&body);
        }
        let diagrams = std::mem::take(&mut document.body.diagrams);
        document.body = Markup::cut(body, links);
        document.body.diagrams = diagrams;
        document.anchors.extend(raw.ids);
        (document, found)
    }
}

/// What a field includes.
fn none() -> Including<'static> {
    Including { from: &NoIncludes, files: Vec::new(), asked: Vec::new(), room: 0 }
}

/// Whether no character of a line means anything in Markdown, nor in what is added to it: most lines of records are
/// such prose.
fn is_prose(line: &str, smart_punctuation: bool) -> bool {
    let means_nothing = |byte: u8| match byte {
        b'.' | b'-' => !smart_punctuation,
        b' ' | b',' | b';' | b'(' | b')' | b'/' | b'%' | b'?' => true,
        _ => byte.is_ascii_alphanumeric() || !byte.is_ascii(),
    };
    line.bytes().all(means_nothing) && !autolink::possible(line)
}

/// Takes the guard off the first text.
fn cut_guard(events: &mut [events::Spanned<'_>]) {
    if let Some((Event::Text(text), _)) = events.iter_mut().find(|(event, _)| matches!(event, Event::Text(_))) {
        *text = text.strip_prefix(GUARD).unwrap_or(text).to_owned().into();
    }
}

/// All text of a record's field: headings and sections, one per line.
fn plain(document: &Document) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut at = 0;
    for section in &document.sections {
        let end = section.heading.map_or(0, |heading| heading + 1);
        lines.extend(document.headings.get(at..end).unwrap_or_default().iter().map(|heading| heading.text.as_str()));
        at = end.max(at);
        lines.push(&section.text);
    }
    lines.extend(document.headings.get(at..).unwrap_or_default().iter().map(|heading| heading.text.as_str()));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::super::trial::{field, page};
    use super::*;

    fn inline(text: &str) -> (String, String) {
        let (markup, _) = Compiler::default().inline(&field(), text);
        (markup.fill(|_, link| link.target.clone()), markup.plain().to_owned())
    }

    #[test]
    fn a_line_of_a_record_is_never_a_block() {
        for (text, html) in [
            ("1. Launch", "1. Launch"),
            ("# 4 *wins*", "# 4 <em>wins</em>"),
            ("_a_ > b", "<em>a</em> &gt; b"),
            ("*\"a\"*", "<em>\"a\"</em>"),
            ("- a\n  b", "- a b"),
            ("[x](y.md)", "<a href=\"y.md\">x</a>"),
            ("<kbd>a</kbd> <p>b</p>", "<kbd>a</kbd> b"),
            ("    code", "code"),
            (", a", ", a"),
            ("www.a.b", "<a href=\"http://www.a.b\">www.a.b</a>"),
        ] {
            assert_eq!(inline(text).0, html, "{text}");
        }
        assert_eq!(inline("*a* [b](c) `d`").1, "a b d");
        assert_eq!(inline(" \n "), (String::new(), String::new()));
    }

    #[test]
    fn prose_is_compiled_as_any_other_line_is() {
        let alphabet: Vec<char> = " ,;()/%?.-aZ09éß–…漢\u{301}*_`[]!<>&\\:~^|#+='\"@{}$w".chars().collect();
        let mut chance = 7_usize;
        let mut prose = 0;
        for smart_punctuation in [false, true] {
            let compiler = Compiler::new(Options { smart_punctuation, ..Options::default() });
            for round in 0..20_000 {
                // Half of the lines keep to the first characters, which can all be prose.
                let most = if round % 2 == 0 { 20 } else { alphabet.len() };
                let mut character = || {
                    chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    alphabet[(chance >> 33) % most]
                };
                let text: String = (0..=round % 12).map(|_| character()).collect();
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if is_prose(&line, smart_punctuation) {
                    prose += 1;
                    let (document, found) = compiler.compile(
                        &format!("{GUARD}{line}"),
                        TextOrigin::Field(&field()),
                        Form::Inline,
                        &mut none(),
                    );
                    let plain = plain(&document);
                    assert_eq!((Markup::text(&line), Vec::new()), (document.body.with_plain(plain), found), "{line:?}");
                }
            }
        }
        assert!(prose > 10_000, "{prose}");
        for line in ["www.a.b", "a http://b", "a@b.c"] {
            assert!(!is_prose(line, false), "{line}");
        }
    }

    #[test]
    fn findings_in_a_record_are_placed_at_the_field() {
        let (markup, found) = Compiler::default().inline(&field(), "[a]() [b](c.md)");
        assert_eq!(found.iter().map(|finding| &finding.place).collect::<Vec<_>>(), [&field()]);
        assert_eq!(
            markup.links.iter().map(|link| (&link.place, link.refused)).collect::<Vec<_>>(),
            [(&field(), true), (&field(), false)]
        );
    }

    #[test]
    fn deep_nesting_is_one_finding_and_fifty_levels_are_none() {
        let list = |levels: usize| {
            (0..levels).map(|level| format!("{}- a\n", "  ".repeat(level))).collect::<Vec<_>>().concat()
        };
        assert_eq!(page(&list(50)).findings(), []);
        let codes: Vec<_> = page(&list(150)).findings().into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["PMO-E0511"]);
        let codes: Vec<_> = page(&"<div>".repeat(300)).findings().into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["PMO-E0511"]);
    }

    #[test]
    fn a_range_outside_the_text_compiles_nothing() {
        let (document, found) = Compiler::default().page(&SourcePath::new("a.md"), "é", 1..9, true);
        assert!(document.body.fill(|_, _| "").is_empty() && found.is_empty());
    }

    #[test]
    fn hostile_texts_take_no_time_and_no_stack() {
        let rows = format!("|a|b|c|\n|-|-|-|\n{}", "|1|2|3|\n".repeat(5_000));
        let wide = format!("{}|\n{}|\n{}", "|a".repeat(500), "|-".repeat(500), "|\n".repeat(5_000));
        let texts = [
            (">".repeat(25_000), "quotes"),
            ("[".repeat(50_000), "brackets"),
            ((1..200).map(|n| format!("a{}", "`".repeat(n))).collect::<Vec<_>>().concat(), "backticks of all lengths"),
            ("`a".repeat(20_000), "backticks"),
            ("*a_".repeat(50_000), "emphasis"),
            ("* ".repeat(10_000), "lists in a line"),
            (
                (0..400).map(|level| format!("{}- a\n", " ".repeat(level * 2))).collect::<Vec<_>>().concat(),
                "deep lists",
            ),
            (rows, "rows"),
            (wide, "missing cells"),
            ("*a **b ".repeat(10_000), "open emphasis"),
            ("![".repeat(10_000) + &"](a)".repeat(10_000), "nested pictures"),
            ("<div>".repeat(10_000), "elements"),
            ("a <b> <script> ".repeat(5_000), "inline elements"),
            ("<x".repeat(20_000), "unfinished tags"),
            ("[a][b]".repeat(10_000), "undefined references"),
            ("a@".repeat(20_000) + "http://", "at signs"),
            ("{{< a ".repeat(10_000), "shortcodes"),
            ((0..3_000).map(|n| format!("x[^{n}]\n\n[^{n}]: y\n\n")).collect::<Vec<_>>().concat(), "footnotes"),
            ("## a\n\n".repeat(5_000), "equal headings"),
            ("-".repeat(20_000) + "\"a", "dashes"),
            (":a".repeat(30_000), "colons"),
        ];
        for (text, name) in texts {
            let run = std::thread::Builder::new().stack_size(256 * 1024).spawn(move || {
                let start = Instant::now();
                let _ = page(&text);
                start.elapsed()
            });
            let time = run.ok().and_then(|thread| thread.join().ok());
            assert!(time.is_some_and(|time| time < Duration::from_secs(2)), "{name}: {time:?}");
        }
    }
}
