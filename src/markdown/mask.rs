//! What the parser reads: the source, with some characters replaced by others that the parser takes in another way.
//!
//! The parser follows `CommonMark` to the letter. Where people write otherwise, a character is covered before it reads
//! and shown again in its events. A cover is as long as what it hides, so that ranges of the one text are ranges of the
//! other, and no two characters of a text have the same cover, so that each can be lifted wherever it turns up: in
//! text, in code, in addresses. A cover that the text holds already is not used.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::cover::{Cover, Taken};
use super::{autolink, cjk, colon};

/// What covers a sign of one byte, so that it is no sign.
const SIGNS: [(char, char); 4] = [(':', '\u{1}'), ('_', '\u{2}'), ('*', '\u{3}'), ('~', '\u{4}')];

/// A text as the parser reads it.
#[derive(Debug)]
pub(super) struct Mask<'a> {
    /// The covered text.
    text: Cow<'a, str>,
    /// What each cover hides.
    hidden: BTreeMap<char, char>,
}

/// Hands out covers.
struct Covers<'a> {
    source: &'a str,
    given: BTreeMap<(char, Taken), Option<char>>,
    /// Covers of three bytes that are free, once one was asked for.
    free: Option<[Vec<char>; 2]>,
}

impl Covers<'_> {
    fn of(&mut self, character: char, taken: Taken) -> Option<char> {
        if let Some(known) = self.given.get(&(character, taken)) {
            return *known;
        }
        let cover = match character.len_utf8() {
            1 => SIGNS
                .iter()
                .find(|(sign, _)| *sign == character && taken == Taken::Letter)
                .map(|(_, cover)| *cover)
                .filter(|cover| !self.source.contains(*cover)),
            3 => {
                let source = self.source;
                let [letters, marks] = self.free.get_or_insert_with(|| free(source));
                if taken == Taken::Letter { letters.pop() } else { marks.pop() }
            }
            // Rare characters of four bytes and letters of two: none of them needs a cover.
            _ => None,
        };
        self.given.insert((character, taken), cover);
        cover
    }
}

/// The covers of three bytes that `source` does not hold: private letters, and old editors' marks.
fn free(source: &str) -> [Vec<char>; 2] {
    let used: BTreeSet<char> = source.chars().filter(|held| matches!(held, '\u{2e00}'..='\u{f8ff}')).collect();
    let free = |range: std::ops::RangeInclusive<char>| {
        range.filter(|cover| *cover != '\u{2e2f}' && !used.contains(cover)).collect::<Vec<char>>()
    };
    [free('\u{e000}'..='\u{e3ff}'), free('\u{2e00}'..='\u{2e4f}')]
}

impl<'a> Mask<'a> {
    /// The covers that `source` needs, and the `lines` that are read as others; those are in order and apart, and each
    /// is as long as what is read instead.
    pub(super) fn of(source: &'a str, lines: &[(Range<usize>, String)]) -> Self {
        let mut wanted: Vec<Cover> = Vec::new();
        colon::covers(source, &mut wanted);
        autolink::covers(source, &mut wanted);
        cjk::covers(source, &mut wanted);
        if wanted.is_empty() && lines.is_empty() {
            return Self { text: Cow::Borrowed(source), hidden: BTreeMap::new() };
        }
        wanted.sort_unstable();
        let mut covers = Covers { source, given: BTreeMap::new(), free: None };
        let mut hidden = BTreeMap::new();
        let mut text = String::with_capacity(source.len());
        let mut lines = lines.iter().peekable();
        for (at, taken) in wanted.into_iter().map(|(at, taken)| (at, Some(taken))).chain([(source.len(), None)]) {
            while let Some((range, line)) = lines.next_if(|(range, _)| range.start <= at) {
                text.push_str(source.get(text.len()..range.start).unwrap_or(""));
                text.push_str(line);
            }
            let (true, Some(taken)) = (at >= text.len(), taken) else { continue };
            let Some(character) = source.get(at..).and_then(|rest| rest.chars().next()) else { continue };
            let Some(cover) = covers.of(character, taken) else { continue };
            text.push_str(source.get(text.len()..at).unwrap_or(""));
            text.push(cover);
            hidden.insert(cover, character);
        }
        text.push_str(source.get(text.len()..).unwrap_or(""));
        Self { text: Cow::Owned(text), hidden }
    }

    /// What the parser reads.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// `text` with its covers lifted, if it has any.
    pub(super) fn lifted(&self, text: &str) -> Option<String> {
        if self.hidden.is_empty() || !text.contains(|character| self.hidden.contains_key(&character)) {
            return None;
        }
        Some(text.chars().map(|character| self.hidden.get(&character).copied().unwrap_or(character)).collect())
    }

    /// Lifts the covers in `events` of the covered text of `source`.
    pub(super) fn lift<'e>(&self, events: &mut [(Event<'e>, Range<usize>)], source: &'e str) {
        if self.hidden.is_empty() {
            return;
        }
        let lift = |text: &mut CowStr<'e>| {
            if let Some(lifted) = self.lifted(text) {
                *text = lifted.into();
            }
        };
        for (event, range) in events {
            match event {
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    // Most texts are a piece of the source.
                    let own = self.text.get(range.clone()).filter(|own| *own == &**text);
                    match own.and_then(|_| source.get(range.clone())) {
                        Some(own) => *text = own.into(),
                        None => lift(text),
                    }
                }
                Event::Code(text)
                | Event::FootnoteReference(text)
                | Event::InlineMath(text)
                | Event::DisplayMath(text)
                | Event::Start(Tag::FootnoteDefinition(text) | Tag::CodeBlock(CodeBlockKind::Fenced(text))) => {
                    lift(text);
                }
                Event::Start(
                    Tag::Link { link_type: _, dest_url, title, id } | Tag::Image { link_type: _, dest_url, title, id },
                ) => [dest_url, title, id].into_iter().for_each(lift),
                Event::Start(Tag::Heading { level: _, id, classes, attrs }) => {
                    id.iter_mut().chain(classes).for_each(lift);
                    for (name, value) in attrs {
                        std::iter::once(name).chain(value).for_each(lift);
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::page;
    use super::*;

    #[test]
    fn a_covered_text_is_as_long_as_its_source_and_every_cover_can_be_lifted() {
        let alphabet: Vec<char> = "a :_*~.\n-`[](>|/漢。、「」！\u{e3ff}\u{2e4f}\u{1}".chars().collect();
        let words = ["https://a.b/_c_", "**", "：**", "*漢", "\n:a", "~~"];
        let mut chance = 5_usize;
        let mut covered = 0;
        for round in 0..20_000 {
            let mut next = |most: usize| {
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (chance >> 33) % most
            };
            let mut text = String::new();
            for _ in 0..round % 14 {
                match next(3) {
                    0 => text.push_str(words[next(words.len())]),
                    _ => text.push(alphabet[next(alphabet.len())]),
                }
            }
            let mask = Mask::of(&text, &[]);
            assert_eq!(mask.text().len(), text.len(), "{text:?}");
            covered += usize::from(!mask.hidden.is_empty());
            assert_eq!(mask.lifted(mask.text()).as_deref().unwrap_or(mask.text()), text);
        }
        assert!(covered > 2_000, "{covered}");
    }

    #[test]
    fn covers_are_lifted_in_everything_that_is_read() {
        let html = page(
            "[a](https://a.b/_c_/ \"https://a.b/_d_\") `https://a.b/_c_`\n\n    https://a.b/_c_\n\n```https://a.b/_c_\n:x\n```\n\n\
             <b title=\"https://a.b/_c_\">**重要：**漢</b>\n",
        )
        .html;
        assert!(html.chars().all(|character| character == '\n' || !character.is_control()), "{html}");
        assert_eq!(html.matches("https://a.b/_c_").count(), 4, "{html}");
    }
}
