//! A compiled page.

use std::collections::BTreeSet;

use super::{Included, Markup};
use crate::source::Span;

/// A page's body and what other stages want to know of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Plain text of the H1 that was cut out because it is the page's title.
    pub heading_title: Option<String>,
    /// The id that the cut H1 would have had, for the template's own H1; it is among [`anchors`](Self::anchors).
    pub title_id: Option<String>,
    /// The headings that stayed, in order.
    pub headings: Vec<Heading>,
    /// Every id that can be linked to: headings, footnotes, raw HTML.
    pub anchors: BTreeSet<String>,
    /// The HTML and its links.
    pub body: Markup,
    /// Plain text of the first paragraph, at most 300 characters, for descriptions.
    pub lead: String,
    /// The plain text between headings, for search.
    pub sections: Vec<TextSection>,
    /// The pages whose text it includes, or asked for.
    pub includes: Vec<Included>,
}

/// Headings of the second and third level from which a list of contents helps; one is the page itself.
const CONTENTS: usize = 2;

impl Document {
    /// Changes all plain text that may hold marks.
    pub(super) fn speak(&mut self, speak: impl Fn(&str) -> String) {
        let headings = self.headings.iter_mut().map(|heading| &mut heading.text);
        for text in headings.chain(self.sections.iter_mut().map(|section| &mut section.text)) {
            *text = speak(text);
        }
    }

    /// Whether a list of its contents helps.
    #[must_use]
    pub fn lists_contents(&self) -> bool {
        self.headings.iter().filter(|heading| heading.level <= 3).count() >= CONTENTS
    }
}

/// A heading in a page's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6; an H1 in the body counts as 2.
    pub level: u8,
    /// The id of its element, unique on the page.
    pub id: String,
    /// Its plain text.
    pub text: String,
    /// The heading in its file.
    pub span: Span,
}

/// The plain text below one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextSection {
    /// Index into [`Document::headings`]; `None` before the first heading.
    pub heading: Option<usize>,
    /// The text, white space as in the source.
    pub text: String,
}

/// Longest lead in characters: what search engines show of a description is half of it.
const LEAD: usize = 300;

/// The first 300 characters of `text` with single spaces, cut between words.
pub(super) fn lead(text: &str) -> String {
    let mut out = String::with_capacity(LEAD);
    // Characters so far, and where the last whole word ends.
    let (mut length, mut whole) = (0, 0);
    let mut gap = false;
    for character in text.trim_start().chars() {
        if character.is_whitespace() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            whole = out.len();
            out.push(' ');
            length += 1;
        }
        length += 1;
        if length >= LEAD {
            if whole > 0 {
                out.truncate(whole);
            }
            out.push('…');
            break;
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::lead;

    #[test]
    fn a_lead_ends_between_words_and_within_its_limit() {
        assert_eq!(lead(" one\n two "), "one two");
        assert_eq!(lead(""), "");
        let fits = format!("{}b", "a ".repeat(149));
        assert_eq!((fits.len(), lead(&fits)), (299, fits.clone()));
        assert_eq!(lead(&format!("{fits}c")), format!("{}…", "a ".repeat(149).trim_end()));
        let long = lead(&"word ".repeat(100));
        assert!(long.ends_with("word…") && long.chars().count() <= 300, "{long}");
        assert_eq!(lead(&"漢".repeat(400)).chars().count(), 300);
    }
}
