//! Callouts and tabs.

use pulldown_cmark::{BlockQuoteKind, Event, TagEnd};

use super::super::foreign::{Callouts, Frame};
use super::super::{escape, plain};
use super::Writer;

/// The callouts of a text, and which of them are open.
#[derive(Debug, Default)]
pub(super) struct OpenCallouts {
    known: Callouts,
    open: Vec<Frame>,
    /// The paragraph that is a title.
    title: Option<usize>,
    /// Whether it is open.
    titling: bool,
}

impl OpenCallouts {
    /// Whether the paragraph at `at` is a title.
    pub(super) fn begins_title(&self, at: usize) -> bool {
        self.title == Some(at)
    }

    /// Ends the title that is open.
    pub(super) fn end_title(&mut self) -> Option<&'static str> {
        let open = std::mem::take(&mut self.titling);
        open.then(|| title(self.open.last().copied().unwrap_or(Frame::Callout)).1)
    }
}

/// What stands around a title.
fn title(frame: Frame) -> (&'static str, &'static str) {
    match frame {
        Frame::Callout => ("<p class=\"callout-title\">", "</p>\n"),
        Frame::Details(_) => ("<summary class=\"callout-title\">", "</summary>\n"),
        Frame::Tab => ("<p class=\"tab-title\">", "</p>\n"),
        Frame::Group | Frame::Figure | Frame::Caption => ("<p class=\"part-title\">", "</p>\n"),
    }
}

impl Writer<'_, '_> {
    /// The same writer, which knows these callouts of other tools.
    pub(in super::super) fn with_callouts(mut self, known: Callouts) -> Self {
        self.callouts.known = known;
        self
    }

    /// Begins the callout at `at`.
    pub(super) fn open_callout(&mut self, at: usize, kind: BlockQuoteKind) {
        let start = self.range(at).start;
        let Some((look, titled)) = self.callouts.known.get(&start).cloned() else {
            self.callouts.open.push(Frame::Callout);
            let (class, word) = named(kind);
            self.raw(format!("<div class=\"callout {class}\" role=\"note\"><p class=\"callout-title\">{word}</p>\n"));
            return;
        };
        self.callouts.open.push(look.frame);
        let open = match look.frame {
            Frame::Callout => format!("<div class=\"callout {}\" role=\"note\">", look.class),
            Frame::Details(true) => format!("<details class=\"callout {}\" open=\"\">", look.class),
            Frame::Details(false) => format!("<details class=\"callout {}\">", look.class),
            Frame::Group => format!("<div class=\"{}\">", look.class),
            Frame::Figure => "<figure class=\"figure-md\">".to_owned(),
            Frame::Caption => "<figcaption>".to_owned(),
            Frame::Tab => {
                let content = self.events.get(at + 2..).unwrap_or_default().iter().map(|(event, _)| event);
                let own = content.take_while(|event| titled && !matches!(event, Event::End(TagEnd::Paragraph)));
                let own = plain::of_events(own, true);
                let label = if own.is_empty() { look.word.as_str() } else { own.as_str() };
                format!("<div class=\"tab\" role=\"group\" aria-label=\"{}\">", escape::attribute(label))
            }
        };
        self.raw(open);
        if titled {
            self.callouts.title = Some(at + 1);
        } else if !look.word.is_empty() {
            let (open, close) = title(look.frame);
            self.raw(format!("{open}{}{close}", escape::text(&look.word)));
        }
    }

    /// Begins the title of the callout that is open.
    pub(super) fn open_title(&mut self) {
        self.callouts.titling = true;
        let frame = self.callouts.open.last().copied().unwrap_or(Frame::Callout);
        self.raw(title(frame).0);
    }

    /// Ends the innermost callout.
    pub(super) fn close_callout(&mut self) {
        let frame = self.callouts.open.pop();
        self.raw(match frame {
            Some(Frame::Details(_)) => "</details>\n",
            Some(Frame::Figure) => "</figure>\n",
            Some(Frame::Caption) => "</figcaption>\n",
            Some(Frame::Callout | Frame::Tab | Frame::Group) | None => "</div>\n",
        });
    }
}

/// Class and title of a callout of GitHub.
fn named(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("important", "Important"),
        BlockQuoteKind::Warning => ("warning", "Warning"),
        BlockQuoteKind::Caution => ("caution", "Caution"),
    }
}
