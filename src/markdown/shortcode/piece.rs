//! The text within a call as the parser reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::events::Spanned;
use super::Calls;
use super::cover;
use super::tree::CallNode;

/// A text that is read by itself.
pub(super) struct Piece {
    pub(super) text: String,
    /// Places in it and what they are in the source.
    pub(super) map: Vec<(usize, usize)>,
    /// The end of it in the source.
    pub(super) end: usize,
    /// Where its own text ends and definitions of others begin.
    pub(super) own: usize,
}

impl Piece {
    /// The text within a call as the parser reads it: without the marks before its lines, its own calls covered, and
    /// with the definitions that it uses.
    pub(super) fn of(
        source: &str,
        calls: &Calls,
        node: &CallNode,
        inner: Range<usize>,
        definitions: &BTreeMap<String, String>,
        own: &impl Fn(&str) -> bool,
    ) -> Self {
        let mut piece = Self { text: String::new(), map: Vec::new(), end: inner.end, own: 0 };
        let width = cover::indent(source, node.range.start);
        let mut at = inner.start;
        for child in &node.children {
            let Some(call) = calls.tree.nodes.get(*child) else { continue };
            let cover = cover::of(source, call, *child, calls.sign, own);
            if call.range.start < at {
                continue;
            }
            piece.lines(source, at..call.range.start, width);
            piece.map.push((piece.text.len(), call.range.start));
            piece.text.push_str(&cover);
            at = call.range.end;
        }
        piece.lines(source, at..inner.end, width);
        piece.own = piece.text.len();
        piece.map.push((piece.own, inner.end));
        if !definitions.is_empty() {
            let used: Vec<&str> =
                labels(&piece.text).filter_map(|label| definitions.get(&label).map(String::as_str)).collect();
            let defines =
                |line: &str| line.split_once("]:").is_some_and(|(label, _)| piece.text.contains(&format!("{label}]:")));
            let lacking: Vec<&str> = used.into_iter().filter(|line| !defines(line)).collect();
            for line in lacking {
                piece.text.push_str("\n\n");
                piece.text.push_str(line);
            }
        }
        piece
    }

    /// Adds a range of the source, each line that begins in it without up to `width` marks.
    fn lines(&mut self, source: &str, range: Range<usize>, width: usize) {
        let mut at = range.start;
        let mut begins = false;
        for line in source.get(range).unwrap_or("").split_inclusive('\n') {
            let marks: usize = if begins {
                line.chars().take(width).take_while(|c| matches!(c, ' ' | '\t' | '>')).map(char::len_utf8).sum()
            } else {
                0
            };
            self.map.push((self.text.len(), at + marks));
            self.text.push_str(line.get(marks..).unwrap_or(""));
            at += line.len();
            begins = line.ends_with('\n');
        }
    }
}

/// The labels in brackets of a text, in the case in which definitions are kept.
fn labels(text: &str) -> impl Iterator<Item = String> {
    const LONGEST: usize = 200;
    let mut seen = BTreeSet::new();
    text.match_indices('[').filter_map(move |(at, _)| {
        let rest = text.get(at + 1..text.floor_char_boundary((at + LONGEST).min(text.len())))?;
        let label = rest.get(..rest.find([']', '['])?)?.to_lowercase();
        seen.insert(label.clone()).then_some(label)
    })
}

/// The definitions of references in `source`, and an empty note for each of its notes, by label.
pub(super) fn definitions(source: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for line in source.lines() {
        let bare = line.trim_start_matches(' ');
        if line.len() - bare.len() > 3 || !bare.starts_with('[') {
            continue;
        }
        let Some((label, rest)) = bare.get(1..).and_then(|bare| bare.split_once("]:")) else { continue };
        if label.contains(['[', ']']) || rest.trim().is_empty() && !label.starts_with('^') {
            continue;
        }
        let definition = if label.starts_with('^') { format!("[{label}]: .") } else { bare.to_owned() };
        all.entry(label.to_lowercase()).or_insert(definition);
    }
    all
}

/// `events` without the notes that begin behind `end`: they are those of the page.
pub(super) fn without_definitions(events: Vec<Spanned<'static>>, end: usize) -> Vec<Spanned<'static>> {
    let mut skipped = 0_usize;
    events
        .into_iter()
        .filter(|(event, range)| {
            let behind = range.start >= end && skipped > 0;
            match event {
                Event::Start(Tag::FootnoteDefinition(_)) if range.start >= end => {
                    skipped += 1;
                    false
                }
                Event::End(TagEnd::FootnoteDefinition) if skipped > 0 => {
                    skipped -= 1;
                    false
                }
                _ => !behind && skipped == 0,
            }
        })
        .collect()
}
