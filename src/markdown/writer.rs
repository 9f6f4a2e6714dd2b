//! The back half: from the parser's events to events that pulldown-cmark writes as our HTML.
//!
//! Plain constructs pass through; headings, links, pictures, tables, code, callouts, tasks and footnotes are written
//! here.

mod callout;
mod code;
mod heading;
mod link;
mod notes;
mod rows;

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use callout::OpenCallouts;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};

use super::cost::Budget;
use super::diagram::Diagrams;
use super::document::lead;
use super::events::Spanned;
use super::footnote::Footnotes;
use super::highlight::Highlighter;
use super::markup::TextLinks;
use super::place::TextOrigin;
use super::table::{self, TablePosition};
use super::{Document, Options, Slugger, TextSection, autolink, plain};
use crate::diagnostics::Diagnostic;

pub(super) use heading::term_id;
pub(super) use link::record;

/// What is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A page.
    Page {
        /// Whether a first H1 is its title and is cut out.
        cut_title: bool,
    },
    /// One line from a record's field.
    Inline,
}

/// Room for the plain text of a section, to save a few moves while it grows.
const PROSE: usize = 512;

/// Writes one text.
pub(super) struct Writer<'w, 'a> {
    events: &'w [Spanned<'a>],
    source: &'a str,
    origin: TextOrigin<'w>,
    options: &'w Options,
    highlighter: &'w Highlighter,
    diagrams: &'w Diagrams,
    budget: Budget,
    form: Form,
    /// Whether any text can hold a bare address or the name of an emoji. Asked of the source once, it spares most pages
    /// a search in every line.
    addresses: bool,
    emoji: bool,
    slugger: Slugger,
    links: TextLinks,
    found: &'w mut Vec<Diagnostic>,
    /// Where in `events` it is.
    at: usize,
    /// Written and not taken yet: a whole page of events is as large as the page ten times over.
    out: VecDeque<Event<'a>>,
    ended: bool,
    document: Document,
    footnotes: Footnotes,
    table: TablePosition,
    callouts: OpenCallouts,
    /// Explicit ids that were used.
    claimed: BTreeSet<String>,
    /// Plain text of the section so far, and of which heading it is.
    prose: String,
    section: Option<usize>,
    /// The end of the heading that is open.
    heading_end: String,
    /// The link that is open.
    link: Option<usize>,
    /// Raw `<a>` elements that are open.
    raw_links: usize,
    /// Lists, quotes and notes that are open.
    depth: usize,
    /// Where the open paragraph starts in `prose`, and whether it has words of its own.
    paragraph: (usize, bool),
}

impl<'w, 'a> Writer<'w, 'a> {
    /// A writer for `events`.
    #[expect(clippy::too_many_arguments, reason = "the parts of one compilation, gathered in one place")]
    pub(super) fn new(
        events: &'w [Spanned<'a>],
        source: &'a str,
        origin: TextOrigin<'w>,
        options: &'w Options,
        (highlighter, diagrams): (&'w Highlighter, &'w Diagrams),
        form: Form,
        slugger: Slugger,
        links: TextLinks,
        found: &'w mut Vec<Diagnostic>,
    ) -> Self {
        // Entities and escapes can stand for the signs that both begin with.
        let hidden = memchr::memchr2(b'&', b'\\', source.as_bytes()).is_some();
        Self {
            addresses: hidden || autolink::possible(source),
            emoji: options.emoji && (hidden || memchr::memchr(b':', source.as_bytes()).is_some()),
            events,
            source,
            origin,
            options,
            highlighter,
            diagrams,
            budget: if matches!(form, Form::Page { .. }) { Budget::page() } else { Budget::field(source.len()) },
            form,
            slugger,
            links,
            found,
            at: 0,
            out: VecDeque::new(),
            ended: false,
            document: Document::default(),
            footnotes: Footnotes::find(events),
            table: TablePosition::default(),
            callouts: OpenCallouts::default(),
            claimed: BTreeSet::new(),
            prose: String::with_capacity(PROSE),
            section: None,
            heading_end: String::new(),
            link: None,
            raw_links: 0,
            depth: 0,
            paragraph: (0, false),
        }
    }

    /// Writes everything to `body`; `raw_ids` are the ids that raw HTML defines. The document has no body yet.
    pub(super) fn write(mut self, raw_ids: &BTreeSet<String>, body: &mut String) -> (Document, TextLinks) {
        self.claimed.clone_from(raw_ids);
        html::push_html(body, self.by_ref());
        self.document.anchors.extend(self.document.headings.iter().map(|heading| heading.id.clone()));
        self.document.anchors.extend(self.document.title_id.clone());
        self.document.anchors.extend(self.footnotes.ids().cloned());
        (self.document, self.links)
    }

    fn walk(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.step(at);
        }
    }

    fn event(&self, at: usize) -> Option<&'w Event<'a>> {
        self.events.get(at).map(|(event, _)| event)
    }

    fn range(&self, at: usize) -> Range<usize> {
        self.events.get(at).map_or(0..0, |(_, range)| range.clone())
    }

    fn raw(&mut self, html: impl Into<CowStr<'a>>) {
        self.out.push_back(Event::Html(html.into()));
    }

    /// Writes the event `at`; returns the next to write.
    fn step(&mut self, at: usize) -> usize {
        let Some(event) = self.event(at) else { return at + 1 };
        match event {
            Event::Start(tag) => return self.start(at, tag),
            Event::End(end) => self.end(at, *end),
            Event::Text(text) => self.text(at, text),
            Event::Code(code) => {
                self.say(code);
                self.out.push_back(event.clone());
            }
            Event::SoftBreak | Event::HardBreak => {
                self.say(" ");
                self.out.push_back(event.clone());
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(html),
            Event::FootnoteReference(name) => {
                if let Some(html) = self.footnotes.refer(name, &mut self.slugger) {
                    self.out.push_back(Event::InlineHtml(html.into()));
                }
            }
            Event::TaskListMarker(done) => self.out.push_back(Event::InlineHtml(CowStr::Borrowed(if *done {
                "<input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"done\"> "
            } else {
                "<input type=\"checkbox\" disabled=\"\" aria-label=\"not done\"> "
            }))),
            Event::InlineMath(source) => self.formula(at, source, false),
            Event::DisplayMath(source) => self.formula(at, source, true),
            Event::Rule => self.out.push_back(event.clone()),
        }
        at + 1
    }

    fn start(&mut self, at: usize, tag: &'w Tag<'a>) -> usize {
        match tag {
            Tag::Paragraph => {
                self.paragraph = (self.prose.len(), false);
                if self.callouts.begins_title(at) {
                    self.open_title();
                } else if !matches!(self.form, Form::Inline) {
                    self.out.push_back(Event::Start(tag.clone()));
                }
            }
            Tag::Heading { level, id, classes, .. } => return self.heading(at, *level, id.as_deref(), classes),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(at, *link_type, dest_url, title),
            Tag::Image { dest_url, title, .. } => return self.picture(at, dest_url, title),
            Tag::CodeBlock(kind) => return self.code(at, kind),
            Tag::FootnoteDefinition(_) => return self.footnotes.after(at),
            Tag::BlockQuote(Some(kind)) => {
                self.depth += 1;
                self.open_callout(at, *kind);
            }
            Tag::Table(alignments) => {
                let below = self
                    .section
                    .and_then(|index| self.document.headings.get(index))
                    .map(|heading| heading.text.as_str());
                let html = self.table.open(alignments, below.or(self.document.heading_title.as_deref()));
                self.raw(html);
            }
            Tag::TableHead => {
                let html = self.table.row(true);
                self.raw(html);
            }
            Tag::TableRow => {
                self.surplus(at);
                let html = self.table.row(false);
                self.raw(html);
            }
            Tag::TableCell => {
                let html = self.table.cell(matches!(self.event(at + 1), Some(Event::End(TagEnd::TableCell))));
                self.raw(html);
            }
            Tag::DefinitionListTitle => self.term(at),
            Tag::Item => {
                let next = match self.event(at + 1) {
                    Some(Event::Start(Tag::Paragraph)) => self.event(at + 2),
                    next => next,
                };
                if matches!(next, Some(Event::TaskListMarker(_))) {
                    self.raw("<li class=\"task\">");
                } else {
                    self.out.push_back(Event::Start(Tag::Item));
                }
            }
            _ => {
                self.depth += usize::from(nests(tag.to_end()));
                self.out.push_back(Event::Start(tag.clone()));
            }
        }
        at + 1
    }

    fn end(&mut self, at: usize, end: TagEnd) {
        match end {
            TagEnd::Paragraph => {
                let (start, own) = self.paragraph;
                if self.depth == 0 && own && self.document.lead.is_empty() && matches!(self.form, Form::Page { .. }) {
                    let paragraph = self.prose.get(start..).unwrap_or("");
                    // What records will say is not known yet, and a shortcode that stands as it is written says
                    // nothing.
                    let known = !self.links.has_calls()
                        || self.links.spoken(paragraph, true) == self.links.spoken(paragraph, false);
                    if known && !paragraph.trim_start().starts_with("{{") {
                        self.document.lead = lead(&self.links.spoken(paragraph, false));
                    }
                }
                if let Some(html) = self.callouts.end_title() {
                    self.raw(html);
                } else if !matches!(self.form, Form::Inline) {
                    self.out.push_back(Event::End(end));
                }
            }
            TagEnd::Heading(_) => {
                self.prose.clear();
                let html = std::mem::take(&mut self.heading_end);
                self.raw(html);
            }
            TagEnd::Link => {
                self.link = None;
                self.out.push_back(Event::End(end));
            }
            TagEnd::BlockQuote(Some(_)) => {
                self.depth = self.depth.saturating_sub(1);
                self.close_callout();
            }
            TagEnd::Table => self.raw(table::CLOSE),
            TagEnd::TableHead => self.raw(TablePosition::end_row(true)),
            TagEnd::TableRow => self.raw(TablePosition::end_row(false)),
            TagEnd::TableCell => {
                let empty = at > 0 && matches!(self.event(at - 1), Some(Event::Start(Tag::TableCell)));
                let html = self.table.end_cell(empty);
                self.raw(html);
                self.prose.push(' ');
            }
            _ => {
                self.depth = self.depth.saturating_sub(usize::from(nests(end)));
                self.out.push_back(Event::End(end));
            }
        }
        if plain::ends_line(end) && !self.prose.is_empty() && !self.prose.ends_with('\n') {
            self.prose.push('\n');
        }
    }

    /// Adds to the plain text of the section and of an open link.
    fn say(&mut self, text: &str) {
        self.prose.push_str(text);
        self.paragraph.1 |= text != " ";
        if let Some(link) = self.link {
            self.links.push_text(link, text);
        }
    }

    fn html(&mut self, html: &CowStr<'a>) {
        if html.starts_with("<a ") || &**html == "<a>" {
            self.raw_links += 1;
        } else if html.starts_with("</a") {
            self.raw_links = self.raw_links.saturating_sub(1);
        }
        let words = plain::of_html(html);
        self.say(&words);
        self.out.push_back(Event::Html(html.clone()));
    }

    /// The event that ends the construct which starts at `at`, or the last.
    fn end_of(&self, at: usize) -> usize {
        let mut open = 0_usize;
        for (index, (event, _)) in self.events.iter().enumerate().skip(at) {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) if open <= 1 => return index,
                Event::End(_) => open -= 1,
                _ => {}
            }
        }
        self.events.len()
    }

    fn end_section(&mut self) {
        // A copy of its exact size stays; the buffer is used again.
        let text = self.prose.trim();
        if !text.is_empty() {
            self.document.sections.push(TextSection { heading: self.section, text: text.to_owned() });
        }
        self.prose.clear();
    }
}

/// The events for pulldown-cmark's own writer, made as they are asked for; the footnotes come last.
impl<'a> Iterator for Writer<'_, 'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if let Some(event) = self.out.pop_front() {
                return Some(event);
            }
            if self.at < self.events.len() {
                self.at = self.step(self.at);
            } else if self.ended {
                return None;
            } else {
                self.ended = true;
                self.notes();
                self.end_section();
            }
        }
    }
}

/// Whether what ends so can hold paragraphs that are not the page's own.
fn nests(end: TagEnd) -> bool {
    matches!(end, TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::DefinitionList)
}

#[cfg(test)]
mod tests {
    use super::super::trial::page;

    #[test]
    fn tables_scroll_and_their_heads_have_a_scope() {
        assert_eq!(
            page("## A & B\n\n| a | | b |\n|:-|-|-:|\n| c | d |\n").html.split_once("</h2>\n").map(|(_, table)| table),
            Some(
                "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"Table: A &amp; B\">\n<table>\n<thead>\n<tr>\
                 <th scope=\"col\" class=\"left\">a</th><td></td><th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n<tbody>\n\
                 <tr><td class=\"left\">c</td><td>d</td><td class=\"right\"></td></tr>\n</tbody>\n</table>\n</section>\n"
            )
        );
    }

    #[test]
    fn tasks_are_named_and_callouts_are_notes() {
        assert_eq!(
            page("- [x] a\n- [ ] b\n").html,
            "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"done\"> a</li>\n\
             <li class=\"task\"><input type=\"checkbox\" disabled=\"\" aria-label=\"not done\"> b</li>\n</ul>\n"
        );
        assert_eq!(
            page("> [!NOTE]\n> a\n").html,
            "<div class=\"callout note\" role=\"note\"><p class=\"callout-title\">Note</p>\n<p>a</p>\n</div>\n"
        );
    }

    #[test]
    fn search_gets_the_text_between_headings_and_the_lead() {
        let trial = page("> quoted\n\n![alt](a.png)\n\nFirst *para*\ngraph.\n\n## H\n\n- one\n- two `three`\n");
        let sections: Vec<_> =
            trial.document.sections.iter().map(|section| (section.heading, section.text.as_str())).collect();
        assert_eq!(sections, [(None, "quoted\nalt\nFirst para graph."), (Some(0), "one\ntwo three")]);
        assert_eq!(trial.document.lead, "First para graph.");
        assert_eq!(page("{{< keywords >}}\n\nText.\n").document.lead, "Text.");
    }

    #[test]
    fn references_that_are_not_defined_are_reported_unless_they_are_prose() {
        assert_eq!(page("[a][b] [c][]").findings(), [("PMO-W0508", "[a][b]"), ("PMO-W0508", "[c]")]);
        assert_eq!(page("[a] \\[a][b\\] `[a][b]` [x][y]\n\n[y]: z\n").findings(), []);
    }
}
