//! Pictures, and what lies at other hosts.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::super::foreign::Frame;
use super::super::remote::Embed;
use super::super::{HtmlPolicy, escape};
use super::builtin::Elsewhere;
use super::emit::{NAMED, QUOTE, argument};
use super::expand::Expander;
use super::out::Out;
use super::tree::CallNode;

/// What an identifier cannot hold, and browsers and people read differently in an address.
const ID: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'`');

impl<'c> Expander<'c, '_> {
    pub(super) fn picture(node: &CallNode, source: &str, alt: &str, out: &mut Out<'_>) {
        let at = node.tag.range.clone();
        let tag = Tag::Image {
            link_type: LinkType::Inline,
            dest_url: source.to_owned().into(),
            title: CowStr::Borrowed(""),
            id: "".into(),
        };
        out.inline(Event::Start(tag), at.clone());
        if !alt.is_empty() {
            out.inline(Event::Text(alt.to_owned().into()), at.clone());
        }
        out.inline(Event::End(TagEnd::Image), at);
    }

    pub(super) fn figure(&mut self, node: &'c CallNode, out: &mut Out<'_>) {
        let Some(source) = argument(node, &["src", "img"], 0) else { return self.lacks(node, "the picture", out) };
        let (title, caption) = (argument(node, &["title"], NAMED), argument(node, &["caption"], 1));
        let alt = argument(node, &["alt"], 2).or(caption).or(title).unwrap_or("");
        let frame = self.open(Frame::Figure, "", None, out);
        let at = node.tag.range.clone();
        out.events.push((Event::Start(Tag::Paragraph), at.clone()));
        let link = argument(node, &["link"], NAMED);
        if let Some(target) = link {
            let tag = Tag::Link {
                link_type: LinkType::Inline,
                dest_url: target.to_owned().into(),
                title: CowStr::Borrowed(""),
                id: "".into(),
            };
            out.inline(Event::Start(tag), at.clone());
        }
        Self::picture(node, source, alt, out);
        if link.is_some() {
            out.inline(Event::End(TagEnd::Link), at.clone());
        }
        out.events.push((Event::End(TagEnd::Paragraph), at));
        let attribution = argument(node, &["attr"], NAMED);
        let of = argument(node, &["attrlink"], NAMED);
        if title.is_some() || caption.is_some() || attribution.is_some() {
            let below = self.open(Frame::Caption, "", None, out);
            for (text, strong) in [(title, true), (caption, false)] {
                if let Some(text) = text {
                    let text = if strong { format!("**{text}**") } else { text.to_owned() };
                    self.paragraph(&text, node, out);
                }
            }
            match (attribution, of) {
                (Some(words), Some(target)) => {
                    let at = node.tag.range.clone();
                    out.events.push((Event::Start(Tag::Paragraph), at.clone()));
                    Self::link(node, target, words, false, out);
                    out.events.push((Event::End(TagEnd::Paragraph), at));
                }
                (Some(words), None) => self.paragraph(words, node, out),
                (None, _) => {}
            }
            out.events.push((Event::End(TagEnd::BlockQuote(QUOTE)), below));
        }
        out.events.push((Event::End(TagEnd::BlockQuote(QUOTE)), frame));
    }

    /// Something of another host: in its place where the site allows it, else a link.
    pub(super) fn elsewhere(&mut self, node: &'c CallNode, what: Elsewhere, out: &mut Out<'_>) {
        let placed = || node.tag.arguments.iter().filter(|argument| argument.name.is_none());
        let given = argument(node, what.keys, 0).or_else(|| argument(node, what.keys, 1));
        let Some(given) = given else { return self.lacks(node, "what to show", out) };
        let title = argument(node, &["title", "caption", "alt"], NAMED).unwrap_or("");
        let is_address = given.contains("://") || given.starts_with(['/', '.']);
        let id = |text: &str| utf8_percent_encode(text, ID).to_string();
        let rest: Vec<String> = match what.noun {
            "Code" | "Post" if placed().count() > 1 => placed().map(|argument| id(&argument.value)).take(2).collect(),
            _ => vec![id(given)],
        };
        let target = match (is_address, what.noun, node.tag.name.as_str()) {
            (true, ..) => given.to_owned(),
            (false, "Post", "x" | "twitter" | "tweet") => {
                let only = argument(node, &["id"], 0).filter(|_| placed().count() < 2).map(id);
                [what.before, &only.or_else(|| rest.last().cloned()).unwrap_or_default()].concat()
            }
            _ => [what.before, &rest.join("/")].concat(),
        };
        let shown = match node.tag.name.as_str() {
            "youtube" if !is_address => ["https://www.youtube.com/embed/", &id(given)].concat(),
            "vimeo" if !is_address => ["https://player.vimeo.com/video/", &id(given)].concat(),
            _ => target.clone(),
        };
        let at = node.tag.range.clone();
        let frame = Embed { element: "iframe", target: &shown, title };
        if self.options.html != HtmlPolicy::Escape && frame.is_remote() && frame.is_shown(self.options) {
            let words =
                if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape::attribute(title)) };
            let html = format!("<iframe src=\"{}\"{words}></iframe>\n", escape::attribute(&shown));
            out.events.push((Event::Start(Tag::HtmlBlock), at.clone()));
            out.events.push((Event::Html(html.into()), at.clone()));
            out.events.push((Event::End(TagEnd::HtmlBlock), at));
            return;
        }
        let embed = Embed { element: "iframe", target: &target, title };
        let text = if embed.is_remote() {
            let framed = matches!(node.tag.name.as_str(), "youtube" | "vimeo" | "iframe" | "video");
            if framed {
                self.found.push(frame.finding(self.origin.place(&at)));
            }
            embed.text()
        } else if title.is_empty() {
            format!("{}: {target}", what.noun)
        } else {
            format!("{}: {title}", what.noun)
        };
        out.events.push((Event::Start(Tag::Paragraph), at.clone()));
        Self::link(node, &target, &text, false, out);
        out.events.push((Event::End(TagEnd::Paragraph), at));
        let inner = self.inner(node);
        out.events.extend(inner);
    }
}
