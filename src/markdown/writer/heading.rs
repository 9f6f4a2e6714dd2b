//! Headings, their ids and the title that is cut out.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag};

use super::super::{Heading, Slugger, emoji, escape, plain};
use super::link::within;
use super::{Form, Writer};
use crate::diagnostics::{Diagnostic, registry};

/// Element names by level; the first two are never asked for.
const LEVELS: [&str; 7] = ["h2", "h2", "h2", "h3", "h4", "h5", "h6"];

/// The id of a word that is explained, unless another has it.
pub(in super::super) fn term_id(word: &str) -> String {
    format!("term-{}", Slugger::default().slug(word.trim()))
}

impl<'a> Writer<'_, 'a> {
    pub(super) fn heading(
        &mut self,
        at: usize,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[CowStr<'a>],
    ) -> usize {
        let end = self.end_of(at);
        let content = self.events.get(at + 1..end).unwrap_or_default().iter().map(|(event, _)| event);
        let mut text = plain::of_events(content.clone(), false);
        if text.trim().is_empty() {
            text = plain::of_events(content, true);
        }
        let id = self.heading_id(id, &self.links.spoken(&text, false), at);
        let text = if self.options.emoji { emoji::replace(text.trim()).into_owned() } else { text.trim().to_owned() };
        let first = self.document.headings.is_empty() && self.document.heading_title.is_none();
        if level == HeadingLevel::H1 && first && matches!(self.form, Form::Page { cut_title: true }) {
            for call in self.links.calls_in(&text) {
                let message = format!("`{}` is left out of the page's title, which is plain text", call.name);
                let hint = "say it in the first sentence, or write the number or the name itself";
                self.found.push(Diagnostic::new(&registry::CALL_IN_TITLE, call.place, message).hint(hint));
            }
            self.document.heading_title = Some(self.links.spoken(&text, false));
            self.document.title_id = Some(id);
            self.leads_of_title(at + 1..end);
            return end + 1;
        }
        self.end_section();
        let spoken = self.links.spoken(&text, false);
        // The page's title is its only H1.
        let level = (level as u8).max(2);
        let label = escape::attribute(&spoken);
        let anchor = escape::attribute(&id);
        let name = LEVELS.get(usize::from(level)).copied().unwrap_or("h6");
        self.heading_end = [
            "<a class=\"anchor\" href=\"#",
            &anchor,
            "\" aria-label=\"Link to this section: ",
            &label,
            "\">#</a></",
            name,
            ">\n",
        ]
        .concat();
        let sound = |class: &&CowStr<'_>| {
            class.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        let classes: Vec<&str> = classes.iter().filter(sound).map(|class| &**class).collect();
        let classes = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
        let open = ["<", name, " id=\"", &anchor, "\"", &classes, ">"].concat();
        self.raw(open);
        self.section = Some(self.document.headings.len());
        let span = self.origin.span(&self.range(at));
        self.document.headings.push(Heading { level, id, text, span });
        at + 1
    }

    /// Begins a word that is explained, with an id of its own, so that directives lead to it.
    pub(super) fn term(&mut self, at: usize) {
        let content = self.events.get(at + 1..self.end_of(at)).unwrap_or_default().iter().map(|(event, _)| event);
        let text = self.links.spoken(&plain::of_events(content, false), false);
        let id = self.slugger.unique(&term_id(&text));
        self.raw(format!("<dt id=\"{}\">", escape::attribute(&id)));
        self.document.anchors.insert(id);
    }

    /// The explicit id where it is still free, or one made from it or from the text.
    fn heading_id(&mut self, explicit: Option<&str>, text: &str, at: usize) -> String {
        let Some(id) = explicit.filter(|id| !id.is_empty()) else { return self.slugger.slug(text) };
        let own = id.to_string();
        if self.claimed.insert(own.clone()) {
            return own;
        }
        let other = self.slugger.unique(id);
        let range = self.range(at);
        let place = self.origin.place(&within(self.source, &range, id));
        let message = format!("id `{id}` is given twice on the page, so this heading has `{other}`");
        let hint = "give each heading its own id; links with this one lead to the first";
        self.found.push(Diagnostic::new(&registry::REPEATED_ID, place, message).hint(hint));
        other
    }
}

impl Writer<'_, '_> {
    /// Writes the links and pictures of a title, which is printed as plain text, as a paragraph below it.
    fn leads_of_title(&mut self, content: Range<usize>) {
        let mut at = content.start;
        let mut open = false;
        while at < content.end {
            let leads = matches!(self.event(at), Some(Event::Start(Tag::Link { .. } | Tag::Image { .. })));
            if !leads {
                at += 1;
                continue;
            }
            self.raw(if open { " " } else { "<p>" });
            open = true;
            let end = self.end_of(at) + 1;
            self.walk(at..end);
            at = end;
        }
        if open {
            self.raw("</p>\n");
            self.prose.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::trial::page;

    #[test]
    fn the_first_h1_is_the_title_and_others_are_demoted() {
        let trial = page("# The *title*\n\nText.\n\n# Second :rocket:\n");
        assert_eq!(
            (trial.document.heading_title.as_deref(), trial.document.title_id.as_deref()),
            (Some("The title"), Some("the-title"))
        );
        assert_eq!(
            trial.html,
            "<p>Text.</p>\n<h2 id=\"second-rocket\">Second 🚀<a class=\"anchor\" href=\"#second-rocket\" \
             aria-label=\"Link to this section: Second 🚀\">#</a></h2>\n"
        );
        assert_eq!(page("## A\n\n# B\n").document.heading_title, None);
    }

    #[test]
    fn links_and_pictures_of_the_title_stand_below_it() {
        let trial = page("# A [*b*](https://e.example/x) ![c](https://e.example/d.png)\n\nText.\n");
        assert_eq!(trial.document.heading_title.as_deref(), Some("A b"));
        assert_eq!(
            trial.html,
            "<p><a href=\"https://e.example/x\"><em>b</em></a> <img src=\"https://e.example/d.png\" \
             alt=\"c\"></p>\n<p>Text.</p>\n"
        );
        assert_eq!(trial.document.lead, "Text.");
    }

    #[test]
    fn ids_are_unique_and_explicit_ones_win() {
        let trial = page(
            "## Setup\n\n## Setup\n\n## Other {#setup-1 .wide .Bad_}\n\n<a name=\"setup-2\"></a>\n\n## ???\n\n## Again {#setup-1}\n",
        );
        let ids: Vec<_> = trial.document.headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["setup", "setup-3", "setup-1", "section", "setup-1-1"]);
        assert!(
            trial.html.contains("<h2 id=\"setup-1\" class=\"wide\">") && trial.document.anchors.contains("setup-2")
        );
    }

    #[test]
    fn headings_know_their_place_and_their_plain_text() {
        let trial = page("x\n\n### `a` [b](c) ![d](e)\n");
        let heading = trial.document.headings.first();
        assert_eq!(
            heading.map(|heading| (heading.level, heading.text.as_str(), heading.span.start)),
            Some((3, "a b", 17))
        );
    }
}
