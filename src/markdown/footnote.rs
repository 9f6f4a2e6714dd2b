//! Footnotes: numbered by their first reference, collected at the end.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Slugger;
use super::events::Spanned;

/// A footnote that has a number.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// The events of its content.
    pub(super) content: Range<usize>,
    /// The id of its list item.
    pub(super) id: String,
    /// The ids of the references to it, in order.
    pub(super) references: Vec<String>,
}

/// The footnotes of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Footnotes {
    /// Definition by its first event: where it ends.
    ends: BTreeMap<usize, usize>,
    /// Definitions by their names.
    definitions: BTreeMap<String, Range<usize>>,
    numbers: BTreeMap<String, usize>,
    notes: Vec<Note>,
}

impl Footnotes {
    /// Finds the definitions among `events`.
    pub(super) fn find(events: &[Spanned<'_>]) -> Self {
        let mut footnotes = Self::default();
        let mut open = Vec::new();
        for (at, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => open.push((at, name.to_string())),
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((start, name)) = open.pop() {
                        footnotes.ends.insert(start, at);
                        // No reference leads to a second definition of a name, and its text is shown all the same.
                        let name =
                            if footnotes.definitions.contains_key(&name) { format!("{name}\n{at}") } else { name };
                        footnotes.definitions.insert(name, start + 1..at);
                    }
                }
                _ => {}
            }
        }
        footnotes
    }

    /// The event after the definition that starts at event `at`.
    pub(super) fn after(&self, at: usize) -> usize {
        self.ends.get(&at).map_or(at + 1, |end| end + 1)
    }

    /// A reference to `name`: its HTML, or `None` when there is no such footnote.
    pub(super) fn refer(&mut self, name: &str, slugger: &mut Slugger) -> Option<String> {
        let number = self.number(name, slugger)?;
        let note = self.notes.get_mut(number - 1)?;
        let id = slugger.unique(&format!("fnref-{number}"));
        let html = format!(
            "<sup class=\"footnote-ref\"><a href=\"#{}\" id=\"{id}\" role=\"doc-noteref\" aria-label=\"Footnote {number}\">{number}</a></sup>",
            note.id
        );
        note.references.push(id);
        Some(html)
    }

    fn number(&mut self, name: &str, slugger: &mut Slugger) -> Option<usize> {
        if let Some(number) = self.numbers.get(name) {
            return Some(*number);
        }
        let content = self.definitions.get(name)?.clone();
        let number = self.notes.len() + 1;
        self.notes.push(Note { content, id: slugger.unique(&format!("fn-{number}")), references: Vec::new() });
        self.numbers.insert(name.to_owned(), number);
        Some(number)
    }

    /// The note with this 0-based index. After the last that is referred to come those that are not, for their text is
    /// content.
    pub(super) fn note(&mut self, index: usize, slugger: &mut Slugger) -> Option<Note> {
        if index >= self.notes.len() {
            let rest = self.definitions.iter().filter(|(name, _)| !self.numbers.contains_key(*name));
            let mut rest: Vec<_> = rest.map(|(name, content)| (content.start, name.clone())).collect();
            rest.sort_unstable();
            for (_, name) in rest {
                let _ = self.number(&name, slugger);
            }
        }
        self.notes.get(index).cloned()
    }

    /// The ids of all notes and references so far.
    pub(super) fn ids(&self) -> impl Iterator<Item = &String> {
        self.notes.iter().flat_map(|note| std::iter::once(&note.id).chain(&note.references))
    }
}

/// The links back from a note to its references.
pub(super) fn back_links(note: &Note, number: usize) -> String {
    let mut out = String::new();
    for (index, id) in note.references.iter().enumerate() {
        let (nth, mark) = if index == 0 {
            (String::new(), String::new())
        } else {
            (format!("-{}", index + 1), format!("<sup>{}</sup>", index + 1))
        };
        let _ = write!(
            out,
            " <a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to reference {number}{nth}\">↩\u{fe0e}{mark}</a>"
        );
    }
    out
}
