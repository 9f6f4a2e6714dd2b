//! What each call becomes: the events that an author would have written for it.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::super::foreign::{Frame, Look, class_of};
use super::super::writer::term_id;
use super::super::{escape, events};
use super::builtin::{self, Builtin};
use super::call::{Call, CallForm};
use super::cover::shows_list;
use super::expand::Expander;
use super::is_shown;
use super::out::{Around, Out};
use super::tree::CallNode;
use crate::diagnostics::{Diagnostic, registry};

/// The kind of the quotes that stand for frames; how they look is kept beside.
pub(super) const QUOTE: Option<BlockQuoteKind> = Some(BlockQuoteKind::Note);

/// The argument that has one of these names, or this place among those without a name.
pub(super) fn argument<'n>(node: &'n CallNode, names: &[&str], at: usize) -> Option<&'n str> {
    let arguments = &node.tag.arguments;
    let given = arguments.iter().find(|argument| {
        argument.name.as_ref().is_some_and(|name| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
    });
    let placed = || arguments.iter().filter(|argument| argument.name.is_none()).nth(at);
    given.or_else(placed).map(|argument| argument.value.trim()).filter(|value| !value.is_empty())
}

/// No place without a name.
pub(super) const NAMED: usize = usize::MAX;

impl<'c> Expander<'c, '_> {
    /// Writes what `node` stands for.
    pub(super) fn emit(&mut self, node: &'c CallNode, around: Around, out: &mut Out<'_>) {
        let name = node.tag.name.as_str();
        if is_shown(&node.tag) {
            let text = self.source.get(node.range.clone()).unwrap_or("").replacen("/*", "", 1);
            let text = text.rsplit_once("*/").map(|(call, end)| [call, end].concat()).unwrap_or(text);
            return out.inline(Event::Text(text.into()), node.range.clone());
        }
        if self.owns(name) {
            return self.own(node, around, out);
        }
        let Some(builtin) = builtin::of(name) else { return self.unknown(node, around, out) };
        match builtin {
            Builtin::Callout(kind) => self.callout(node, kind, out),
            Builtin::Details => {
                let title = argument(node, &["summary", "title", "label", "header"], 0).unwrap_or("Details");
                let open = argument(node, &["open"], NAMED).is_some_and(|open| open != "false");
                self.frame(node, Frame::Details(open), "note", Some(title), out);
            }
            Builtin::Tabs => self.frame(node, Frame::Group, "tabs", None, out),
            Builtin::Tab => self.tab(node, out),
            Builtin::Cards => self.frame(node, Frame::Group, "cards-md", None, out),
            Builtin::Card => self.card(node, out),
            Builtin::Section => {
                let title = argument(node, &["title", "header", "heading", "author", "caption"], NAMED);
                self.frame(node, Frame::Group, "part", title, out);
            }
            Builtin::Comment | Builtin::Nothing => {}
            Builtin::Ref => match argument(node, &["path"], 0) {
                Some(target) => Self::link(node, target, target, true, out),
                None => self.lacks(node, "the page", out),
            },
            Builtin::Figure => self.figure(node, out),
            Builtin::Picture => match argument(node, &["src"], 0).filter(|source| source.contains('.')) {
                Some(source) => {
                    let at = node.tag.range.clone();
                    out.events.push((Event::Start(Tag::Paragraph), at.clone()));
                    let text = self.source.get(node.inner.clone().unwrap_or(0..0)).unwrap_or("").trim();
                    Self::picture(node, source, if text.is_empty() { source } else { text }, out);
                    out.events.push((Event::End(TagEnd::Paragraph), at));
                    out.events.extend(self.inner(node));
                }
                None => self.unknown(node, around, out),
            },
            Builtin::Elsewhere(what) => self.elsewhere(node, what, out),
            Builtin::Code if node.inner.is_none() => self.unknown(node, around, out),
            Builtin::Code => {
                let language = argument(node, &["lang", "language"], 0).unwrap_or("text").to_owned();
                self.code(node, language, out);
            }
            Builtin::CodeOf(language) => self.code(node, language.to_owned(), out),
            Builtin::Include => self.include(node, out),
            Builtin::Label => self.label(node, out),
            Builtin::Button => self.button(node, out),
            Builtin::Term => match argument(node, &["name"], 0) {
                Some(word) => {
                    let target = format!("glossary#{}", term_id(word));
                    Self::link(node, &target, argument(node, &["text"], 1).unwrap_or(word), true, out);
                }
                None => self.lacks(node, "the word", out),
            },
            Builtin::Break => out.inline(Event::HardBreak, node.tag.range.clone()),
            Builtin::Records => {
                let form =
                    if shows_list(name) && around == Around::Blocks { CallForm::Block } else { CallForm::Inline };
                let call = self.call_of(node, form);
                let mark = self.links.add_call(call);
                out.inline(Event::Text(mark.into()), node.tag.range.clone());
            }
        }
    }

    /// A call as it is kept until the page is rendered.
    fn call_of(&self, node: &CallNode, form: CallForm) -> Call {
        let (mut positional, mut named) = (Vec::new(), Vec::new());
        for argument in &node.tag.arguments {
            match &argument.name {
                Some(name) => named.push((name.clone(), argument.value.clone())),
                None => positional.push(argument.value.clone()),
            }
        }
        let place = self.origin.place(&node.tag.range);
        Call { name: node.tag.name.clone(), positional, named, place, form }
    }

    /// A call of a template of the site's own, around what stands in it.
    fn own(&mut self, node: &'c CallNode, around: Around, out: &mut Out<'_>) {
        let form = if around == Around::Blocks { CallForm::Block } else { CallForm::Inline };
        let call = self.call_of(node, form);
        let (begin, end) = self.links.add_own(call);
        let at = node.tag.range.clone();
        out.inline(Event::Text(begin.into()), at.clone());
        let inner = self.inner(node);
        Self::put(inner, around, out);
        out.inline(Event::Text(end.into()), at);
    }

    /// Writes blocks here.
    fn put(events: Vec<events::Spanned<'static>>, around: Around, out: &mut Out<'_>) {
        match around {
            Around::Blocks => out.events.extend(events),
            Around::Line => out.events.extend(super::out::flat(events)),
        }
    }

    /// A call of a name that nobody knows: it is shown, and what stands in it is part of the page.
    fn unknown(&mut self, node: &'c CallNode, around: Around, out: &mut Out<'_>) {
        let name = &node.tag.name;
        let message = format!("shortcode `{name}` is not known: it is shown as it is written");
        let hint = format!(
            "write its template in `themes/…/templates/shortcodes/{name}.html`, or replace it with plain Markdown"
        );
        self.found.push(Diagnostic::new(&registry::SHORTCODE, self.origin.place(&node.tag.range), message).hint(hint));
        let shown =
            self.source.get(node.tag.range.clone()).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let at = node.tag.range.clone();
        if around == Around::Line || node.inner.is_none() {
            out.inline(Event::Code(shown.into()), at);
            let inner = self.inner(node);
            if !inner.is_empty() {
                out.inline(Event::Text(" ".into()), node.tag.range.clone());
            }
            return Self::put(inner, Around::Line, out);
        }
        let frame = self.open(Frame::Group, "placeholder", None, out);
        out.events.push((Event::Start(Tag::Paragraph), at.clone()));
        out.events.push((Event::Code(shown.into()), at.clone()));
        out.events.push((Event::End(TagEnd::Paragraph), at));
        out.events.extend(self.inner(node));
        out.events.push((Event::End(TagEnd::BlockQuote(QUOTE)), frame));
    }

    /// A call without what it cannot do without.
    pub(super) fn lacks(&mut self, node: &'c CallNode, what: &str, out: &mut Out<'_>) {
        let message = format!("shortcode `{}` does not say {what}", node.tag.name);
        let finding = Diagnostic::new(&registry::MALFORMED_CALL, self.origin.place(&node.tag.range), message);
        self.found.push(finding.hint("add the argument"));
        let shown = self.source.get(node.tag.range.clone()).unwrap_or("").to_owned();
        out.inline(Event::Code(shown.into()), node.tag.range.clone());
    }

    /// A call in an address, of which nothing is known there.
    pub(super) fn in_address(&mut self, node: &CallNode) {
        let name = &node.tag.name;
        let message = format!("shortcode `{name}` stands in an address, where it is not replaced");
        let finding = Diagnostic::new(&registry::SHORTCODE, self.origin.place(&node.tag.range), message);
        self.found.push(finding.hint("write the whole address, or `{{< ref \"page\" >}}`"));
    }

    /// Begins a frame; returns its place.
    pub(super) fn open(
        &mut self,
        frame: Frame,
        class: &'static str,
        title: Option<(&str, &CallNode)>,
        out: &mut Out<'_>,
    ) -> std::ops::Range<usize> {
        let at = self.place();
        out.events.push((Event::Start(Tag::BlockQuote(QUOTE)), at.clone()));
        let look = Look { frame, class, word: String::new(), title: 0..0 };
        self.callouts.insert(at.start, (look, title.is_some()));
        if let Some((title, node)) = title {
            self.paragraph(title, node, out);
        }
        at
    }

    pub(super) fn paragraph(&mut self, text: &str, node: &CallNode, out: &mut Out<'_>) {
        let at = node.tag.range.clone();
        out.events.push((Event::Start(Tag::Paragraph), at.clone()));
        for event in self.words(text) {
            out.events.push((event, at.clone()));
        }
        out.events.push((Event::End(TagEnd::Paragraph), at));
    }

    /// An argument that is read as Markdown, where it is one line.
    fn words(&self, text: &str) -> Vec<Event<'static>> {
        let extensions = events::dialect(self.options, text);
        let mut read: Vec<_> = Parser::new_ext(text, extensions).map(Event::into_static).collect();
        let one = read.len() >= 2
            && read.iter().filter(|event| matches!(event, Event::Start(Tag::Paragraph))).count() == 1
            && read.first() == Some(&Event::Start(Tag::Paragraph))
            && read.last() == Some(&Event::End(TagEnd::Paragraph));
        if one {
            read.pop();
            read.remove(0);
            return read;
        }
        vec![Event::Text(text.to_owned().into())]
    }

    /// A frame with a title and what stands in the call.
    fn frame(&mut self, node: &'c CallNode, frame: Frame, class: &'static str, title: Option<&str>, out: &mut Out<'_>) {
        let at = self.open(frame, class, title.map(|title| (title, node)), out);
        let inner = self.inner(node);
        out.events.extend(inner);
        out.events.push((Event::End(TagEnd::BlockQuote(QUOTE)), at));
    }

    fn callout(&mut self, node: &'c CallNode, kind: &'static str, out: &mut Out<'_>) {
        let placed = |value: &&str| class_of(value).is_some();
        let given = argument(node, &["color", "type", "kind", "style", "level", "context"], NAMED)
            .or_else(|| argument(node, &[], 0).filter(placed));
        let kind = given.filter(placed).unwrap_or(kind);
        let class = class_of(kind).unwrap_or("note");
        let first = argument(node, &[], 0).filter(|value| !placed(value));
        let second = argument(node, &[], 1).filter(|value| !placed(value));
        let title = argument(node, &["title", "header", "heading"], NAMED).or(first).or(second);
        let word = title.map_or_else(|| word_of(kind, class), str::to_owned);
        let at = self.open(Frame::Callout, class, Some((&word, node)), out);
        let inner = self.inner(node);
        out.events.extend(inner);
        if let Some(footer) = argument(node, &["footer"], NAMED) {
            self.paragraph(footer, node, out);
        }
        out.events.push((Event::End(TagEnd::BlockQuote(QUOTE)), at));
    }

    fn tab(&mut self, node: &'c CallNode, out: &mut Out<'_>) {
        let above = self.around.len().checked_sub(2).and_then(|at| self.around.get_mut(at));
        let (parent, number) = match above {
            Some((parent, tabs)) => {
                *tabs += 1;
                (self.calls.tree.nodes.get(*parent), *tabs - 1)
            }
            None => (None, 0),
        };
        let parent = parent.filter(|parent| builtin::of(&parent.tag.name) == Some(Builtin::Tabs));
        let listed = parent.and_then(|parent| {
            let items = argument(parent, &["items", "names"], NAMED)
                .and_then(|items| items.split(',').nth(number).map(str::trim));
            items.or_else(|| {
                let names = parent.tag.arguments.iter().filter(|argument| argument.name.is_none());
                (names.clone().count() > 1).then(|| names.clone().nth(number)).flatten().map(|name| name.value.as_str())
            })
        });
        let own = argument(node, &["header", "name", "title", "tabName", "tab", "label"], 0);
        let title = own.or(listed).unwrap_or("Tab");
        let at = self.open(Frame::Tab, "tab", Some((title, node)), out);
        let says = |node: &CallNode, key: &str, value: &str| argument(node, &[key], NAMED) == Some(value);
        let inner = node.inner.clone().and_then(|inner| self.source.get(inner)).unwrap_or("");
        // Whoever names the language of a tab means code, in any set of tabs.
        let named = argument(node, &["codelang"], NAMED);
        let pane = parent.is_some_and(|parent| {
            parent.tag.name == "tabpane"
                && node.tag.delimiter == super::grammar::Delimiter::Angle
                && !says(parent, "text", "true")
                && !says(node, "text", "true")
                && !says(parent, "code", "false")
                && !says(node, "code", "false")
                && !inner.trim_start().starts_with(['`', '<', '{', '#', '-', '*', '!', '['])
        });
        let code =
            pane || (named.is_some() && !["```", "~~~"].iter().any(|fence| inner.trim_start().starts_with(fence)));
        if code && !inner.trim().is_empty() {
            let language = named
                .or_else(|| argument(node, &["lang", "highlight"], NAMED))
                .or_else(|| parent.and_then(|parent| argument(parent, &["lang", "highlight"], NAMED)));
            self.code(node, language.unwrap_or("text").to_owned(), out);
        } else {
            let inner = self.inner(node);
            out.events.extend(inner);
        }
        out.events.push((Event::End(TagEnd::BlockQuote(QUOTE)), at));
    }

    fn card(&mut self, node: &'c CallNode, out: &mut Out<'_>) {
        let header = argument(node, &["header"], NAMED);
        let title = argument(node, &["title", "heading"], 0);
        let first = header.or(title);
        let at = self.open(Frame::Group, "card-md", first.map(|title| (title, node)), out);
        let further = [title.filter(|_| header.is_some()), argument(node, &["subtitle", "tag"], NAMED)];
        for further in further.into_iter().flatten() {
            self.paragraph(&format!("**{further}**"), node, out);
        }
        if let Some(target) = argument(node, &["link", "href", "url"], NAMED) {
            let at = node.tag.range.clone();
            out.events.push((Event::Start(Tag::Paragraph), at.clone()));
            Self::link(node, target, first.unwrap_or(target), false, out);
            out.events.push((Event::End(TagEnd::Paragraph), at));
        }
        if argument(node, &["code"], NAMED) == Some("true") {
            let language = argument(node, &["lang", "highlight"], NAMED).unwrap_or("text").to_owned();
            self.code(node, language, out);
        } else {
            let inner = self.inner(node);
            out.events.extend(inner);
        }
        if let Some(footer) = argument(node, &["footer"], NAMED) {
            self.paragraph(footer, node, out);
        }
        out.events.push((Event::End(TagEnd::BlockQuote(QUOTE)), at));
    }

    /// A link; `named` says that its target may be the bare name of a page.
    pub(super) fn link(node: &CallNode, target: &str, text: &str, named: bool, out: &mut Out<'_>) {
        let at = node.tag.range.clone();
        let link_type = if named { LinkType::WikiLink { has_pothole: false } } else { LinkType::Inline };
        let tag =
            Tag::Link { link_type, dest_url: target.to_owned().into(), title: CowStr::Borrowed(""), id: "".into() };
        out.inline(Event::Start(tag), at.clone());
        out.inline(Event::Text(text.to_owned().into()), at.clone());
        out.inline(Event::End(TagEnd::Link), at);
    }

    /// What stands in a call as code.
    fn code(&mut self, node: &'c CallNode, language: String, out: &mut Out<'_>) {
        let inner = node.inner.clone().and_then(|inner| self.source.get(inner)).unwrap_or("");
        let inner = inner.strip_prefix('\n').or_else(|| inner.strip_prefix("\r\n")).unwrap_or(inner).trim_end();
        let margin = inner.lines().filter(|line| !line.trim().is_empty());
        let margin = margin.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
        let lines: Vec<&str> = inner.lines().map(|line| line.get(margin..).unwrap_or("")).collect();
        let start = node.range.start;
        let at = start..start;
        out.events.push((Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language.into()))), at.clone()));
        out.events.push((Event::Text((lines.join("\n") + "\n").into()), at.clone()));
        out.events.push((Event::End(TagEnd::CodeBlock), at));
    }

    fn label(&mut self, node: &'c CallNode, out: &mut Out<'_>) {
        let inner = node.inner.clone().and_then(|inner| self.source.get(inner)).unwrap_or("").trim();
        let given = argument(node, &["name", "text", "title", "content"], 0);
        let text = if inner.is_empty() { given.unwrap_or("") } else { inner };
        if text.is_empty() {
            return self.lacks(node, "its words", out);
        }
        let mark =
            self.links.add_html(format!("<span class=\"label-md\">{}</span>", escape::text(text)), text.to_owned());
        out.inline(Event::Text(mark.into()), node.tag.range.clone());
    }

    fn button(&mut self, node: &'c CallNode, out: &mut Out<'_>) {
        let page = argument(node, &["page", "relref", "ref"], NAMED);
        let target = page.or_else(|| argument(node, &["href", "link", "url"], 0));
        let Some(target) = target else { return self.lacks(node, "where it leads", out) };
        let inner = node.inner.clone().and_then(|inner| self.source.get(inner)).unwrap_or("").trim();
        let text = argument(node, &["text", "title", "name"], 1);
        let text = if inner.is_empty() { text.unwrap_or(target) } else { inner };
        Self::link(node, target, text, page.is_some(), out);
    }
}

/// The title of a callout that has none.
fn word_of(kind: &str, class: &str) -> String {
    let word = match kind {
        "info" | "danger" | "tip" | "success" | "warning" | "caution" | "important" | "note" => kind,
        _ => class,
    };
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
