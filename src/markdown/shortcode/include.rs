//! The text of another page in the place of a call.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::super::HtmlPolicy;
use super::super::events::{self, Spanned};
use super::super::foreign::{self, Callouts};
use super::super::include::Included;
use super::super::place::TextOrigin;
use super::Calls;
use super::emit::{NAMED, argument};
use super::expand::Expander;
use super::out::Out;
use super::tree::CallNode;
use crate::diagnostics::{Diagnostic, registry};

/// Deepest nesting of included pages.
const DEEPEST: usize = 8;

impl<'c> Expander<'c, '_> {
    /// Writes the text of the page that `node` names.
    pub(super) fn include(&mut self, node: &'c CallNode, out: &mut Out<'_>) {
        let Some(target) = argument(node, &["file", "path", "src"], 0) else {
            return self.lacks(node, "what to include", out);
        };
        let lines = argument(node, &["lines"], NAMED).map(range_of);
        if lines == Some(None) {
            return self.not_included(node, "`lines` is no range such as `3-10`", out);
        }
        let Some(from) = self.including.files.last().cloned() else { return };
        let (file, text) = self.including.from.text(&from, target, lines.flatten());
        let place = self.origin.place(&node.tag.range);
        if let Some(file) = &file {
            self.including.asked.push(Included { file: file.clone(), place: place.clone(), given: text.is_ok() });
        }
        let text = match text {
            Ok(text) => text,
            Err(why) => return self.not_included(node, &why, out),
        };
        let Some(file) = file else { return };
        if self.including.files.contains(&file) || self.including.files.len() > DEEPEST {
            return self.not_included(node, &format!("`{target}` includes this page again"), out);
        }
        let Some(room) = self.including.room.checked_sub(text.len()) else {
            return self.not_included(node, "what the page includes is larger than a page may be", out);
        };
        self.including.room = room;
        if argument(node, &["code"], NAMED) == Some("true") {
            let language = argument(node, &["lang", "language"], NAMED).unwrap_or("text").to_owned();
            let at = node.range.start..node.range.start;
            out.events.push((Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language.into()))), at.clone()));
            out.events.push((Event::Text(text.into()), at.clone()));
            out.events.push((Event::End(TagEnd::CodeBlock), at));
            return;
        }
        self.including.files.push(file);
        let events = self.read_included(node, &text, TextOrigin::Field(&place));
        self.including.files.pop();
        out.events.extend(events);
    }

    fn not_included(&mut self, node: &'c CallNode, why: &str, out: &mut Out<'_>) {
        let finding = Diagnostic::new(
            &registry::NOT_INCLUDED,
            self.origin.place(&node.tag.range),
            format!("nothing is included: {why}"),
        );
        self.found.push(finding.hint("name a Markdown file below `content/`, or write a link to it"));
        let shown = self.source.get(node.tag.range.clone()).unwrap_or("").to_owned();
        let at = node.tag.range.clone();
        out.events.push((Event::Start(Tag::Paragraph), at.clone()));
        out.events.push((Event::Code(shown.into()), at.clone()));
        out.events.push((Event::End(TagEnd::Paragraph), at));
    }

    /// The events of an included text, all of them at the place of the call.
    fn read_included(&mut self, node: &CallNode, text: &str, origin: TextOrigin<'_>) -> Vec<Spanned<'static>> {
        let calls = Calls::find(text, |name| self.options.shortcodes.contains(name), origin, self.found);
        let covered = calls.as_ref().map_or(text, |calls| calls.text.as_str());
        let dialect = events::dialect(self.options, covered);
        let (mask, blocks) = foreign::read(covered, dialect);
        let mut events = events::read(covered, &mask, dialect, origin, self.found);
        let mut callouts: Callouts = foreign::place(&mut events, mask.text(), &blocks);
        foreign::honour(&mut events, covered, self.options.html != HtmlPolicy::Escape);
        self.found.extend(foreign::slips(covered, &events, origin));
        self.found.extend(foreign::report(covered, &events, &blocks, origin));
        let mut contents = Vec::new();
        if let Some(calls) = &calls {
            let (options, links, found) = (self.options, &mut *self.links, &mut *self.found);
            let (callouts, including) = (&mut callouts, &mut *self.including);
            events = Expander::new(text, calls, origin, options, links, found, callouts, &mut contents, including)
                .expand(events);
        }
        let at = node.tag.range.clone();
        let mut placed = Vec::with_capacity(events.len());
        for (event, range) in events {
            let frame = match &event {
                Event::Start(Tag::BlockQuote(_)) => callouts.remove(&range.start),
                _ => None,
            };
            let range = match frame {
                Some(frame) => {
                    let own = self.place();
                    self.callouts.insert(own.start, frame);
                    own
                }
                None => at.clone(),
            };
            placed.push((event.into_static(), range));
        }
        placed
    }
}

/// `3`, `3-10`.
fn range_of(text: &str) -> Option<(usize, usize)> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let range = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (range.0 > 0 && range.0 <= range.1).then_some(range)
}
