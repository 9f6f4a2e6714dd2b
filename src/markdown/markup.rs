//! HTML with holes.

use std::sync::Arc;

use super::fill::{Fill, HoleTarget, Links, SPOKEN};
use super::link::LinkRef;
use super::shortcode::Call;
use super::{DiagramFile, Options, escape};
use crate::invariant::invariant;

/// A place in the HTML that is filled later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hole {
    at: usize,
    of: HoleContent,
}

/// What goes into a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HoleContent {
    /// An address, between the quotes of an attribute.
    Link { link: usize, extra: bool },
    /// What records say.
    Call(usize),
    /// The beginning of what a template of the site's own is given.
    Begin(usize),
    /// Its end.
    End,
}

/// HTML whose link targets are not filled in yet, nor what records say in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    html: String,
    holes: Vec<Hole>,
    /// The links, in the order of their holes.
    pub links: Vec<LinkRef>,
    /// The diagrams that it shows.
    pub diagrams: Vec<Arc<DiagramFile>>,
    /// What is called, in the order in which it was met.
    pub calls: Vec<Call>,
    plain: String,
}

impl Markup {
    /// `plain` as literal text.
    #[must_use]
    pub fn text(plain: &str) -> Self {
        Self { html: escape::text(plain).into_owned(), plain: plain.to_owned(), ..Self::default() }
    }

    /// The HTML with each hole of a link filled by `target`, which is called with the link's index and the link, in
    /// order.
    #[must_use]
    pub fn fill<T: Into<HoleTarget>>(&self, target: impl FnMut(usize, &LinkRef) -> T) -> String {
        self.fill_all(&mut Links(target))
    }

    /// The HTML with each hole filled, in order.
    #[must_use]
    pub fn fill_all(&self, fill: &mut dyn Fill) -> String {
        let mut out = String::with_capacity(self.html.len() + 48 * self.holes.len());
        let mut done = 0;
        // Where templates of the site's own begin, and what they are called with.
        let mut open: Vec<(usize, usize)> = Vec::new();
        for hole in &self.holes {
            out.push_str(invariant(self.html.get(done..hole.at), HOLE));
            done = hole.at;
            match hole.of {
                HoleContent::Link { link: index, extra: further } => {
                    let link = invariant(self.links.get(index), "a hole is of a link of its text");
                    let HoleTarget { href, extra } =
                        if link.refused { HoleTarget::from("#") } else { fill.link(index, link) };
                    out.push_str(&escape::attribute(&href));
                    if further && !extra.is_empty() {
                        out.push('"');
                        out.push_str(&extra);
                        // The quotation mark that closes the attribute is the one just written.
                        done += 1;
                    }
                }
                HoleContent::Call(index) => out.push_str(&fill.call(invariant(self.calls.get(index), CALLED))),
                HoleContent::Begin(index) => open.push((out.len(), index)),
                HoleContent::End => {
                    if let Some((start, index)) = open.pop() {
                        let inner = out.split_off(start);
                        out.push_str(&fill.own(invariant(self.calls.get(index), CALLED), inner));
                    }
                }
            }
        }
        out.push_str(invariant(self.html.get(done..), HOLE));
        out
    }

    /// Takes over what was met.
    fn met(&mut self, met: Pending) -> Met {
        let mut call = |call: Call| {
            self.calls.push(call);
            self.calls.len() - 1
        };
        match met {
            Pending::Link { link, extra } => Met::Link { link, extra },
            Pending::Html { html, words: _ } => Met::Html(html),
            Pending::Call(of, _) => Met::Hole(HoleContent::Call(call(of))),
            Pending::Begin(of) => Met::Hole(HoleContent::Begin(call(of))),
            Pending::End => Met::Hole(HoleContent::End),
        }
    }

    /// Plain text of a record's field. Empty for a page's body, whose text is in its sections.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The same with its plain text.
    pub(super) fn with_plain(mut self, plain: String) -> Self {
        self.plain = plain;
        self
    }

    /// Cuts `html` at the marks of `links`. A link whose mark is gone (its element was removed) is dropped.
    pub(super) fn cut(mut html: String, links: TextLinks) -> Self {
        if links.pending.is_empty() {
            html.shrink_to_fit();
            return Self { html, ..Self::default() };
        }
        let mut markup = Self { html: String::with_capacity(html.len()), ..Self::default() };
        // Calls keep the order in which they were met: plain text names them by it.
        let mut pending: Vec<_> = links.pending.into_iter().map(|met| Some(markup.met(met))).collect();
        let mut signs = memchr::memchr_iter(SIGN, html.as_bytes()).chain([html.len()]);
        let mut sign = invariant(signs.next(), "the end of the text is the last sign");
        markup.html.push_str(invariant(html.get(..sign), SIGNED));
        for next in signs {
            let piece = invariant(html.get(sign + 1..next), SIGNED);
            sign = next;
            let Some((number, rest)) = piece.strip_prefix(&links.mark).and_then(|piece| piece.split_once('.')) else {
                markup.html.push(char::from(SIGN));
                markup.html.push_str(piece);
                continue;
            };
            let met = number.parse::<usize>().ok().and_then(|number| pending.get_mut(number)).and_then(Option::take);
            let at = markup.html.len();
            let of = match met {
                Some(Met::Link { link, extra }) => {
                    markup.links.push(link);
                    let extra = extra && rest.starts_with('"');
                    Some(HoleContent::Link { link: markup.links.len() - 1, extra })
                }
                Some(Met::Html(html)) => {
                    markup.html.push_str(&html);
                    None
                }
                Some(Met::Hole(of)) => Some(of),
                None => None,
            };
            markup.holes.extend(of.map(|of| Hole { at, of }));
            markup.html.push_str(rest);
        }
        markup
    }
}

/// What goes into the HTML for a mark.
enum Met {
    Link { link: LinkRef, extra: bool },
    Html(String),
    Hole(HoleContent),
}

/// What was met while compiling and stands in the HTML as a mark.
#[derive(Debug)]
enum Pending {
    Link {
        link: LinkRef,
        extra: bool,
    },
    Html {
        html: String,
        words: String,
    },
    /// With its place among the calls.
    Call(Call, usize),
    Begin(Call),
    End,
}

/// The links of one text while it is compiled, and the marks that stand for them in the HTML.
#[derive(Debug)]
pub(super) struct TextLinks {
    mark: String,
    pending: Vec<Pending>,
    /// How many calls there are.
    calls: usize,
    /// Whether anything but links was met.
    speaks: bool,
    /// What the site decides about them.
    options: Options,
}

impl TextLinks {
    /// No links yet. No author can write the mark: a `source` that has its sign, or could have it by an entity, gives
    /// the mark a hash of itself, and to type that is to change it.
    pub(super) fn of(source: &str, options: &Options) -> Self {
        let mut mark = MARK.to_owned();
        if memchr::memchr2(SIGN, b'&', source.as_bytes()).is_some() {
            mark.push_str(invariant(blake3::hash(source.as_bytes()).to_hex().get(..16), "a hash has 64 digits"));
            mark.push('-');
        }
        Self { mark, pending: Vec::new(), calls: 0, speaks: false, options: options.clone() }
    }

    /// What the site decides about them.
    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    /// Adds a link; returns its index and its mark, an ASCII word that no escaping changes.
    pub(super) fn add(&mut self, link: LinkRef, extra: bool) -> (usize, String) {
        (self.pending.len(), self.mark(Pending::Link { link, extra }))
    }

    /// Adds HTML of our own, which stands for `words`; returns its mark.
    pub(super) fn add_html(&mut self, html: String, words: String) -> String {
        self.speaks = true;
        self.mark(Pending::Html { html, words })
    }

    /// Adds what records will say; returns its mark.
    pub(super) fn add_call(&mut self, call: Call) -> String {
        self.calls += 1;
        self.speaks = true;
        self.mark(Pending::Call(call, self.calls - 1))
    }

    /// Adds a template of the site's own; returns the marks before and behind what it is given.
    pub(super) fn add_own(&mut self, call: Call) -> (String, String) {
        self.calls += 1;
        self.speaks = true;
        (self.mark(Pending::Begin(call)), self.mark(Pending::End))
    }

    fn mark(&mut self, pending: Pending) -> String {
        let index = self.pending.len();
        self.pending.push(pending);
        let mut mark = String::with_capacity(self.mark.len() + 8);
        mark.push(char::from(SIGN));
        mark.push_str(&self.mark);
        mark.push_str(&index.to_string());
        mark.push('.');
        mark
    }

    /// Whether anything but links was met.
    pub(super) fn has_calls(&self) -> bool {
        self.speaks
    }

    /// Plain text with what its marks stand for: words of our own, and for what records will say the place of the call
    /// between two signs, or `nothing`.
    pub(super) fn spoken(&self, text: &str, named: bool) -> String {
        if !text.contains(&self.mark) {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut pieces = text.split(char::from(SIGN));
        out.push_str(pieces.next().unwrap_or(""));
        for piece in pieces {
            let marked = piece.strip_prefix(&self.mark).and_then(|piece| piece.split_once('.'));
            let met = marked.and_then(|(number, rest)| Some((number.parse::<usize>().ok()?, rest)));
            let Some((index, rest)) = met else {
                out.push(char::from(SIGN));
                out.push_str(piece);
                continue;
            };
            match self.pending.get(index) {
                Some(Pending::Html { words, .. }) => out.push_str(words),
                Some(Pending::Call(_, call)) if named => {
                    out.push(SPOKEN.0);
                    out.push_str(&call.to_string());
                    out.push(SPOKEN.1);
                }
                Some(Pending::Call(..) | Pending::Begin(_) | Pending::End | Pending::Link { .. }) | None => {}
            }
            out.push_str(rest);
        }
        out
    }

    /// The calls whose marks stand in plain text.
    pub(super) fn calls_in(&self, text: &str) -> Vec<Call> {
        let marks = text.split(char::from(SIGN)).skip(1);
        let numbers =
            marks.filter_map(|piece| piece.strip_prefix(&self.mark)?.split_once('.')?.0.parse::<usize>().ok());
        let called = numbers.filter_map(|index| match self.pending.get(index) {
            Some(Pending::Call(call, _)) => Some(call.clone()),
            _ => None,
        });
        called.collect()
    }

    /// States that link `index` may be the bare name of a page.
    pub(super) fn by_name(&mut self, index: usize) {
        if let Some(Pending::Link { link, .. }) = self.pending.get_mut(index) {
            link.named = true;
        }
    }

    /// Adds to the text of link `index`.
    pub(super) fn push_text(&mut self, index: usize, text: &str) {
        if let Pending::Link { link, .. } =
            invariant(self.pending.get_mut(index), "a link is named by its place among those that were met")
        {
            link.text.push_str(text);
        }
    }
}

const CALLED: &str = "a hole is of a call of its text";
const HOLE: &str = "holes stand in the text, one after the other";
const SIGNED: &str = "a sign is a whole character";

/// What every mark starts with: rare in text, never escaped, and found faster than a word is.
const SIGN: u8 = b'~';

/// How every mark goes on.
const MARK: &str = "pmo-hole-";

/// Whether an attribute's value is a mark, or made to look like one.
pub(super) fn is_mark(value: &str) -> bool {
    value.strip_prefix(char::from(SIGN)).is_some_and(|value| value.starts_with(MARK))
}

#[cfg(test)]
mod tests {
    use super::super::{LinkKind, SeenBy};
    use super::*;
    use crate::diagnostics::Place;
    use crate::source::{SourcePath, Span};

    fn link(target: &str, refused: bool) -> LinkRef {
        let place = Place::new(&SourcePath::new("a.md"), Span::default());
        LinkRef {
            kind: LinkKind::Link,
            target: target.to_owned(),
            place,
            text: String::new(),
            refused,
            seen_by: SeenBy::All,
            named: false,
        }
    }

    #[test]
    fn holes_take_an_escaped_address_and_further_attributes() {
        let options = Options::default();
        let mut links = TextLinks::of("x", &options);
        let (_, first) = links.add(link("a", false), true);
        let (_, second) = links.add(link("b", true), true);
        let markup = Markup::cut(format!("<a href=\"{first}\">a</a><a href=\"{second}\" title=\"t\">b</a>"), links);
        let html = markup.fill(|_, link| HoleTarget {
            href: format!("/{}?x&\"", link.target),
            extra: " rel=\"noopener\"".to_owned(),
        });
        assert_eq!(html, "<a href=\"/a?x&amp;&quot;\" rel=\"noopener\">a</a><a href=\"#\" title=\"t\">b</a>");
    }

    #[test]
    fn a_link_whose_element_was_removed_is_dropped() {
        let options = Options::default();
        let mut links = TextLinks::of("x", &options);
        let _ = links.add(link("a", false), true);
        let (_, mark) = links.add(link("b", false), true);
        let markup = Markup::cut(format!("<a href=\"{mark}\">b</a>"), links);
        assert_eq!(markup.links.len(), 1);
        assert_eq!(markup.fill(|index, link| format!("{index}{}", link.target)), "<a href=\"0b\">b</a>");
    }

    #[test]
    fn literal_text_is_escaped() {
        let markup = Markup::text("a < b");
        assert_eq!((markup.fill(|_, _| ""), markup.plain()), ("a &lt; b".to_owned(), "a < b"));
    }
}
