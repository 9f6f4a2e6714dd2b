//! Text with its bare addresses, links and pictures.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::super::destination::{Verdict, judge};
use super::super::markup::TextLinks;
use super::super::remote::{picture_link, refused_picture};
use super::super::{LinkKind, LinkRef, SeenBy, autolink, emoji, escape, plain};
use super::Writer;
use crate::diagnostics::{Diagnostic, Place, registry};
use crate::invariant::invariant;

const BARE: &str = "bare addresses stand in the text, one after the other";

impl<'a> Writer<'_, 'a> {
    /// Writes text with its emoji and its bare addresses.
    pub(super) fn text(&mut self, at: usize, text: &CowStr<'a>) {
        if !self.addresses || self.link.is_some() || self.raw_links > 0 || !autolink::possible(text) {
            return self.words(text, Some(text));
        }
        let range = self.range(at);
        let mut done = 0;
        for bare in autolink::find(text) {
            self.words(invariant(text.get(done..bare.range.start), BARE), None);
            done = bare.range.end;
            let shown = invariant(text.get(bare.range), BARE);
            let place = self.origin.place(&within(self.source, &range, shown));
            let (index, mark) =
                record(&mut self.links, self.found, LinkKind::Link, bare.target, place, String::new(), true);
            self.out.push_back(link(mark, CowStr::Borrowed("")));
            self.link = Some(index);
            self.say(shown);
            self.link = None;
            self.out.push_back(Event::Text(shown.to_owned().into()));
            self.out.push_back(Event::End(TagEnd::Link));
        }
        self.words(invariant(text.get(done..), BARE), None);
    }

    /// Writes `text`; `whole` is the same as an event has it, which saves a copy.
    fn words(&mut self, text: &str, whole: Option<&CowStr<'a>>) {
        let shown = if self.emoji { emoji::replace(text) } else { text.into() };
        self.say(&shown);
        match (&shown, whole) {
            _ if shown.is_empty() => {}
            (Cow::Borrowed(_), Some(whole)) => self.out.push_back(Event::Text(whole.clone())),
            _ => self.out.push_back(Event::Text(shown.into_owned().into())),
        }
    }

    pub(super) fn open_link(&mut self, at: usize, link_type: LinkType, destination: &str, title: &CowStr<'a>) {
        let range = self.range(at);
        let target =
            if link_type == LinkType::Email { format!("mailto:{destination}") } else { destination.to_owned() };
        let place = self.origin.place(&destination_in(self.source, &range, destination));
        let (index, mark) = record(&mut self.links, self.found, LinkKind::Link, target, place, String::new(), true);
        if matches!(link_type, LinkType::WikiLink { .. }) {
            self.links.by_name(index);
        }
        self.link = Some(index);
        self.out.push_back(link(mark, title.clone()));
    }

    /// Writes a link in the place of a picture that is not shown.
    fn picture_link(&mut self, destination: &str, alt: &str, place: Place) {
        let linked = self.link.is_some() || self.raw_links > 0;
        let (target, text) = (destination.to_owned(), alt.to_owned());
        let (_, mark) = record(&mut self.links, self.found, LinkKind::Link, target, place, text, true);
        if let Some(link) = self.link {
            self.links.push_text(link, alt);
        }
        self.prose.push_str(alt);
        self.out.push_back(Event::InlineHtml(picture_link(&mark, destination, alt, linked).into()));
    }

    /// Writes the picture at `at` with the text up to its end as its alternative text.
    pub(super) fn picture(&mut self, at: usize, destination: &str, title: &str) -> usize {
        let end = self.end_of(at);
        let content = self.events.get(at + 1..end).unwrap_or_default();
        let alt = plain::of_events(content.iter().map(|(event, _)| event), true);
        let alt = alt.trim();
        let range = self.range(at);
        if alt.is_empty() {
            let finding =
                Diagnostic::new(&registry::NO_ALT, self.origin.place(&range), "picture has no alternative text");
            self.found.push(
                finding.hint("write what it shows between the brackets, or `<img alt=\"\" …>` for mere decoration"),
            );
        }
        let place = self.origin.place(&destination_in(self.source, &range, destination));
        if let Some(finding) = refused_picture(destination, self.links.options(), &place) {
            self.found.push(finding);
            self.picture_link(destination, alt, place);
            return end + 1;
        }
        let (_, mark) =
            record(&mut self.links, self.found, LinkKind::Image, destination.to_owned(), place, alt.to_owned(), true);
        if let Some(link) = self.link {
            self.links.push_text(link, alt);
        }
        self.prose.push_str(alt);
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape::attribute(title)) };
        self.out.push_back(Event::InlineHtml(
            format!("<img src=\"{mark}\" alt=\"{}\"{title}>", escape::attribute(alt)).into(),
        ));
        end + 1
    }
}

/// Adds a link after its destination was judged; returns its index and mark. Browsers drop white space around an
/// address, so we do.
pub(in super::super) fn record(
    links: &mut TextLinks,
    found: &mut Vec<Diagnostic>,
    kind: LinkKind,
    target: String,
    place: Place,
    text: String,
    extra: bool,
) -> (usize, String) {
    let bare = target.trim_matches([' ', '\t', '\n', '\r', '\u{c}']);
    let target = if bare.len() == target.len() { target } else { bare.to_owned() };
    let verdict = judge(&target, kind, &place, &links.options().schemes);
    let refused = !matches!(verdict, Verdict::Resolve);
    if let Verdict::Refused(finding) = verdict {
        found.push(*finding);
    }
    links.add(LinkRef { kind, target, place, text, refused, seen_by: SeenBy::All, named: false }, extra)
}

fn link(mark: String, title: CowStr<'_>) -> Event<'_> {
    Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url: mark.into(), title, id: CowStr::Borrowed("") })
}

/// Where `text` stands within `range` of the source; all of `range` when it was written in another form.
pub(super) fn within(source: &str, range: &Range<usize>, text: &str) -> Range<usize> {
    let found = source.get(range.clone()).filter(|_| !text.is_empty()).and_then(|slice| slice.find(text));
    found.map_or_else(|| range.clone(), |at| range.start + at..range.start + at + text.len())
}

/// The destination of the link at `range`: after the last `](`, or anywhere (autolinks); all of the link when it is
/// elsewhere.
fn destination_in(source: &str, range: &Range<usize>, destination: &str) -> Range<usize> {
    let slice = source.get(range.clone()).unwrap_or("");
    // Nearly every link ends with its destination and a bracket, and needs no search.
    let before =
        slice.strip_suffix(')').and_then(|link| link.strip_suffix(destination)).filter(|link| link.ends_with("]("));
    if let Some(before) = before
        && !destination.is_empty()
    {
        return range.start + before.len()..range.end - 1;
    }
    let from = range.start + slice.rfind("](").map_or(0, |at| at + 2);
    let found = within(source, &(from..range.end), destination);
    if found.len() == destination.len() && !destination.is_empty() { found } else { range.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::super::trial::{options, page, page_with};
    use super::super::super::{HtmlPolicy, Options};

    #[test]
    fn links_keep_their_destination_as_written_and_where_it_stands() {
        let trial = page("[a *b*](c%20d.md#e \"t\") ![f](g.png) <https://h.i> [j][k] <l@m.no>\n\n[k]: <p q>\n");
        assert_eq!(
            trial.links(),
            [
                ("c%20d.md#e", "c%20d.md#e"),
                ("g.png", "g.png"),
                ("https://h.i", "https://h.i"),
                ("p q", "[j][k]"),
                ("mailto:l@m.no", "l@m.no")
            ]
        );
        assert_eq!(
            trial.html,
            "<p><a href=\"c%20d.md#e\" title=\"t\">a <em>b</em></a> <img src=\"g.png\" alt=\"f\"> <a href=\"https://h.i\">https://h.i</a> \
             <a href=\"p q\">j</a> <a href=\"mailto:l@m.no\">l@m.no</a></p>\n"
        );
        let texts: Vec<_> = trial.document.body.links.iter().map(|link| link.text.as_str()).collect();
        assert_eq!(texts, ["a b", "f", "https://h.i", "j", "l@m.no"]);
        assert!(trial.findings().is_empty());
    }

    #[test]
    fn a_mark_cannot_be_written_by_an_author() {
        let trial = page("~pmo-hole-0. [a](~pmo-hole-1.) ~pmo-hole-");
        assert_eq!(trial.html, "<p>~pmo-hole-0. <a href=\"~pmo-hole-1.\">a</a> ~pmo-hole-</p>\n");
    }

    #[test]
    fn bare_addresses_become_links_but_not_in_code_links_or_raw_links() {
        let trial =
            page("see https://a.b/c_d_e?f=1&g=2. `https://c.d` [x https://e.f](g.md) <a href=\"h.md\">www.i.j</a>");
        assert_eq!(
            trial.links(),
            [("https://a.b/c_d_e?f=1&g=2", "https://a.b/c_d_e?f=1&g=2"), ("g.md", "g.md"), ("h.md", "h.md")]
        );
        let smart = page_with(Options { smart_punctuation: true, ..Options::default() }, "\"x\" -- https://a.b/c--d\n");
        assert_eq!(smart.html, "<p>“x” – <a href=\"https://a.b/c--d\">https://a.b/c--d</a></p>\n");
    }

    #[test]
    fn refused_destinations_are_filled_with_a_number_sign() {
        let trial =
            page("[a](javascript:alert) [b](JAVA&#x0A;SCRIPT:x) [c]() [d](htts://e.f) ![g](data:x) [h](mailto:a@b.c)");
        let codes: Vec<_> = trial.findings().into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["PMO-E0404", "PMO-E0404", "PMO-W0406", "PMO-W0406", "PMO-E0404"]);
        assert_eq!(trial.html.matches("=\"#\"").count(), 5, "{}", trial.html);
        assert!(trial.html.contains("href=\"mailto:a@b.c\""));
    }

    #[test]
    fn a_picture_without_alternative_text_is_reported() {
        assert_eq!(page("![](a.png)").findings(), [("PMO-W0407", "![](a.png)")]);
        assert_eq!(page("![b](a.png)").findings(), []);
        assert_eq!(page("<img src=a.png>").findings(), [("PMO-W0407", "<img src=a.png>")]);
        assert_eq!(page("<img src=a.png alt=''>").findings(), []);
    }

    #[test]
    fn shortcodes_in_destinations_are_the_pages_that_they_name() {
        let trial =
            page("[x]({{< ref \"a.md\" >}}) [y]({{<mine>}}) {{<toc>}}\n\n`{{< code >}}`\n\n```\n{{% code %}}\n```\n");
        assert_eq!(trial.findings(), [("PMO-W0507", "{{<mine>}}")]);
        assert!(trial.html.starts_with("<p><a href=\"a.md\">x</a> <a href=\"#\">y</a></p>"), "{}", trial.html);
    }

    #[test]
    fn emoji_and_escaping_policies() {
        assert_eq!(page(":rocket: `:rocket:`").html, "<p>🚀 <code>:rocket:</code></p>\n");
        let plain = page_with(Options { emoji: false, ..Options::default() }, ":rocket:");
        assert_eq!(plain.html, "<p>:rocket:</p>\n");
        let escaped = page_with(options(HtmlPolicy::Escape), "a <b>c</b>\n\n<div>\nx\n</div>\n");
        assert_eq!(escaped.html, "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n<p>&lt;div&gt;\nx\n&lt;/div&gt;\n</p>\n");
        assert_eq!(escaped.findings(), []);
    }
}
