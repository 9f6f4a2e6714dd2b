//! Elements that show what lies at other addresses, and what the policy of the pages keeps from working.

use std::ops::Range;

use super::super::remote::{Embed, picture_link, refused_picture};
use super::super::scheme::{Scheme, scheme_of};
use super::super::tag::Tag;
use super::super::writer::record;
use super::super::{HtmlPolicy, LinkKind};
use super::Rewriter;
use crate::diagnostics::{Diagnostic, registry};

/// A film or a sound whose address is yet to come, in a `<source>`.
#[derive(Debug)]
pub(super) struct Media {
    name: String,
    title: String,
    place: Range<usize>,
}

impl Rewriter<'_, '_> {
    /// Writes what stands for `tag`, if it shows something that is not shown in its place, or is a frame that is; says
    /// whether it did.
    pub(super) fn elsewhere(&mut self, out: &mut String, tag: &Tag, place: &Range<usize>) -> bool {
        // Part of a shortcode, which has its own finding.
        if self.source.get(..place.start).is_some_and(|before| before.ends_with("{{")) {
            return false;
        }
        match tag.name.as_str() {
            "img" => self.picture(out, tag, place),
            "iframe" | "frame" | "embed" => self.embed(out, tag, tag.get("src"), place),
            "object" => self.embed(out, tag, tag.get("data"), place),
            "video" | "audio" => match tag.get("src") {
                None if self.policy == HtmlPolicy::Sanitize && !tag.closed => {
                    self.end_of_media();
                    let title = tag.get("title").unwrap_or_default().to_owned();
                    self.media = Some(Media { name: tag.name.clone(), title, place: place.clone() });
                    true
                }
                target => self.embed(out, tag, target, place),
            },
            "source" => self.source(out, tag, place),
            _ => false,
        }
    }

    fn picture(&mut self, out: &mut String, tag: &Tag, place: &Range<usize>) -> bool {
        let at = self.origin.place(place);
        let Some(target) = tag.get("src") else { return false };
        let Some(finding) = refused_picture(target, self.links.options(), &at) else { return false };
        self.found.push(finding);
        let alt = tag.get("alt").unwrap_or("");
        let linked = self.is_linked();
        let mark = self.link(target, alt, place);
        out.push_str(&picture_link(&mark, target, alt, linked));
        true
    }

    fn embed(&mut self, out: &mut String, tag: &Tag, target: Option<&str>, place: &Range<usize>) -> bool {
        let Some(target) = target.map(str::trim) else { return false };
        let title = tag.get("title").unwrap_or_default();
        let embed = Embed { element: &tag.name, target, title };
        if !embed.is_remote() {
            // A page may show films and sounds of its own site, and no frames.
            if self.policy == HtmlPolicy::Trusted && !matches!(tag.name.as_str(), "video" | "audio") {
                self.blocked(&format!("<{}>", tag.name), "write a link to it instead", place);
            }
            if self.policy == HtmlPolicy::Sanitize && embed.is_own() && !target.is_empty() {
                self.found.push(embed.removed(self.origin.place(place)));
                return true;
            }
            return false;
        }
        if embed.is_shown(self.links.options()) {
            if self.policy == HtmlPolicy::Trusted {
                return false;
            }
            let size = ["width", "height"].into_iter().filter_map(|name| Some((name, tag.get(name)?)));
            let size = size.filter(|(_, value)| value.len() < 6 && value.bytes().all(|byte| byte.is_ascii_digit()));
            let size: Vec<_> = size.map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
            let at = self.origin.place(place);
            let (_, mark) =
                record(self.links, self.found, LinkKind::Asset, target.to_owned(), at, title.to_owned(), false);
            out.push_str(&embed.frame(&mark, &size.concat()));
            self.result.unbalanced = true;
            return true;
        }
        self.placeholder(out, &embed, place);
        true
    }

    fn placeholder(&mut self, out: &mut String, embed: &Embed<'_>, place: &Range<usize>) {
        self.found.push(embed.finding(self.origin.place(place)));
        let linked = self.is_linked();
        let mark = self.link(embed.target, embed.title, place);
        out.push_str(&embed.link(&mark, linked));
    }

    /// The address of a film or a sound; further ones are the same in other formats.
    fn source(&mut self, out: &mut String, tag: &Tag, place: &Range<usize>) -> bool {
        let Some(target) = tag.get("src").map(str::trim) else { return false };
        let remote = |element, title| Embed { element, target, title };
        if self.policy == HtmlPolicy::Trusted {
            if remote("source", "").is_remote() {
                self.blocked("<source>", "write a link to it instead", place);
            }
            return false;
        }
        let Some(Media { name, title, place: start }) = self.media.take() else { return false };
        let embed = remote(&name, &title);
        if embed.is_remote() {
            self.placeholder(out, &embed, place);
        } else if embed.is_own() && !target.is_empty() {
            self.found.push(embed.removed(self.origin.place(&start)));
        } else {
            self.removed(&name, &start);
        }
        true
    }

    /// A film or a sound ends, or the text does.
    pub(super) fn end_of_media(&mut self) {
        if let Some(Media { name, place, .. }) = self.media.take() {
            self.removed(&name, &place);
        }
    }

    /// The mark of a link.
    fn link(&mut self, target: &str, text: &str, place: &Range<usize>) -> String {
        let at = self.origin.place(place);
        record(self.links, self.found, LinkKind::Link, target.to_owned(), at, text.to_owned(), true).1
    }

    /// Whether a link is open, in which there can be no other.
    fn is_linked(&self) -> bool {
        self.in_links > 0 || self.open.holds("a")
    }

    /// Tells what of a tag that is written as it is has no effect: pages run no script and follow no style but those of
    /// their site's files.
    pub(super) fn without_effect(&mut self, tag: &Tag, place: &Range<usize>) {
        let hint = "put it into the site's theme, see docs/theming.md";
        let remote =
            |name| tag.get(name).is_some_and(|target| matches!(scheme_of(target), Some(Scheme::Http | Scheme::Https)));
        let runs =
            tag.get("type").is_none_or(|kind| kind.is_empty() || kind == "module" || kind.contains("javascript"));
        let is_sheet = tag.get("rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "stylesheet"));
        let whole = match tag.name.as_str() {
            "script" => runs && (tag.get("src").is_none() || remote("src")),
            "style" => true,
            "link" => is_sheet && remote("href"),
            _ => false,
        };
        if whole {
            self.blocked(&format!("<{}>", tag.name), hint, place);
        }
        for (name, _) in &tag.attributes {
            if name == "style" || name.starts_with("on") {
                self.blocked(name, hint, place);
            }
        }
    }

    fn blocked(&mut self, what: &str, hint: &str, place: &Range<usize>) {
        if self.told.insert(format!("!{what}")) {
            let message = format!("`{what}` has no effect: the policy of the pages blocks it");
            let finding = Diagnostic::new(&registry::BLOCKED, self.origin.place(place), message);
            self.found.push(finding.hint(format!("{hint}; further ones on the page are not listed")));
        }
    }
}
