//! HTML with holes.

use std::sync::Arc;

use super::{DiagramFile, Options, escape};
use crate::diagnostics::Place;
use crate::invariant::invariant;

/// What a link points from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// A link that a reader follows.
    Link,
    /// A picture.
    Image,
    /// A file that raw HTML embeds: `<video src>`, `<source src>`, `<iframe src>` and the like.
    Asset,
    /// A diagram that the site draws; the target is its name.
    Diagram,
}

/// A link as written, to be resolved by the plan stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRef {
    /// What it points from.
    pub kind: LinkKind,
    /// The destination, with Markdown escapes and entities decoded and nothing else changed.
    pub target: String,
    /// The destination in its file, or the whole link where the destination stands elsewhere.
    pub place: Place,
    /// Plain text of the link, or a picture's alternative text.
    pub text: String,
    /// A finding was already made: do not resolve it. Its hole is filled with `#` whatever the caller says.
    pub refused: bool,
    /// Who sees it, besides what its whole file says.
    pub seen_by: SeenBy,
}

/// Who sees a part of a file: from everyone to nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeenBy {
    /// Whoever sees the file.
    #[default]
    All,
    /// Readers of an internal build.
    Internal,
    /// Nobody.
    Nobody,
}

/// What goes into a hole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HoleTarget {
    /// The address, not yet escaped.
    pub href: String,
    /// Further attributes with a space before each (` rel="noopener"`), already escaped. Left out where raw HTML gives
    /// a size.
    pub extra: String,
}

impl<T: Into<String>> From<T> for HoleTarget {
    fn from(href: T) -> Self {
        Self { href: href.into(), extra: String::new() }
    }
}

/// Where in the HTML a target goes: between the quotes of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hole {
    at: usize,
    link: usize,
    extra: bool,
}

/// HTML whose link targets are not filled in yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    html: String,
    holes: Vec<Hole>,
    /// The links, in the order of their holes.
    pub links: Vec<LinkRef>,
    /// The diagrams that it shows.
    pub diagrams: Vec<Arc<DiagramFile>>,
    plain: String,
}

impl Markup {
    /// `plain` as literal text.
    #[must_use]
    pub fn text(plain: &str) -> Self {
        Self { html: escape::text(plain).into_owned(), plain: plain.to_owned(), ..Self::default() }
    }

    /// The HTML with each hole filled by `target`, which is called with the link's index and the link, in order.
    #[must_use]
    pub fn fill<T: Into<HoleTarget>>(&self, mut target: impl FnMut(usize, &LinkRef) -> T) -> String {
        let mut out = String::with_capacity(self.html.len() + 48 * self.holes.len());
        let mut done = 0;
        for hole in &self.holes {
            let link = invariant(self.links.get(hole.link), "a hole is of a link of its text");
            out.push_str(invariant(self.html.get(done..hole.at), HOLE));
            done = hole.at;
            let HoleTarget { href, extra } =
                if link.refused { HoleTarget::from("#") } else { target(hole.link, link).into() };
            out.push_str(&escape::attribute(&href));
            if hole.extra && !extra.is_empty() {
                out.push('"');
                out.push_str(&extra);
                // The quotation mark that closes the attribute is the one just written.
                done += 1;
            }
        }
        out.push_str(invariant(self.html.get(done..), HOLE));
        out
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
        let mut pending: Vec<_> = links.pending.into_iter().map(Some).collect();
        let mut markup = Self { html: String::with_capacity(html.len()), ..Self::default() };
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
            let link = number.parse::<usize>().ok().and_then(|number| pending.get_mut(number)).and_then(Option::take);
            if let Some(Pending { link, extra }) = link {
                markup.holes.push(Hole {
                    at: markup.html.len(),
                    link: markup.links.len(),
                    extra: extra && rest.starts_with('"'),
                });
                markup.links.push(link);
            }
            markup.html.push_str(rest);
        }
        markup
    }
}

/// A link that was met while compiling.
#[derive(Debug)]
struct Pending {
    link: LinkRef,
    extra: bool,
}

/// The links of one text while it is compiled, and the marks that stand for them in the HTML.
#[derive(Debug)]
pub(super) struct TextLinks {
    mark: String,
    pending: Vec<Pending>,
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
        Self { mark, pending: Vec::new(), options: options.clone() }
    }

    /// What the site decides about them.
    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    /// Adds a link; returns its index and its mark, an ASCII word that no escaping changes.
    pub(super) fn add(&mut self, link: LinkRef, extra: bool) -> (usize, String) {
        let index = self.pending.len();
        self.pending.push(Pending { link, extra });
        let mut mark = String::with_capacity(self.mark.len() + 8);
        mark.push(char::from(SIGN));
        mark.push_str(&self.mark);
        mark.push_str(&index.to_string());
        mark.push('.');
        (index, mark)
    }

    /// Adds to the text of link `index`.
    pub(super) fn push_text(&mut self, index: usize, text: &str) {
        invariant(self.pending.get_mut(index), "a link is named by its place among those that were met")
            .link
            .text
            .push_str(text);
    }
}

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
    use super::*;
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
