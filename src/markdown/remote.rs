//! What pages show of other hosts: which pictures and frames a site allows, and what is said of the others.
//!
//! A browser loads nothing that the site's Content-Security-Policy does not name, and shows a hole in its place. So
//! what the policy cannot name, or the site refuses, becomes a link to it, with a finding.

use super::scheme::{Scheme, scheme_of};
use super::spelling::misspelling;
use super::{Options, escape};
use crate::diagnostics::{Diagnostic, Place, registry};

/// Pictures that may stand within a page: none of these can hold a script.
const WITHIN: [&str; 5] = ["png", "gif", "jpeg", "jpg", "webp"];

/// Hosts whose frames are films.
const FILMS: [&str; 7] = ["youtube", "youtu", "youtube-nocookie", "vimeo", "loom", "wistia", "dailymotion"];

/// Whether `target` is a picture in itself: `data:image/png;base64,…`.
pub(crate) fn is_data_picture(target: &str) -> bool {
    let Some((scheme, rest)) = target.split_once(':') else { return false };
    let Some((kind, _)) = rest.split_once([';', ',']) else { return false };
    let kind = kind.to_ascii_lowercase();
    scheme.eq_ignore_ascii_case("data")
        && kind.strip_prefix("image/").is_some_and(|kind| WITHIN.contains(&kind))
        && rest.bytes().all(|byte| byte.is_ascii_graphic())
}

/// How the policy of a page names where `target` comes from, as in `https://host:port`; nothing for what it cannot
/// name.
pub(crate) fn source_of(target: &str) -> Option<String> {
    if is_data_picture(target) {
        return Some("data:".to_owned());
    }
    (scheme_of(target) == Some(Scheme::Https)).then_some(())?;
    let authority = authority(target)?.to_ascii_lowercase();
    let (host, port) = authority.split_once(':').unwrap_or((&authority, "443"));
    let sound = is_host(host) && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let port = if port == "443" { String::new() } else { format!(":{port}") };
    sound.then(|| format!("https://{host}{port}"))
}

/// Whether `host` is the name of a host as a policy may have it.
pub(crate) fn is_host(host: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    host.len() <= 253 && host.split('.').all(part)
}

/// The host of an absolute address with its port, as it is written.
fn authority(target: &str) -> Option<&str> {
    target.split_once("://")?.1.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// The host of an absolute address as people name it.
fn shown_host(target: &str) -> String {
    let host = authority(target).unwrap_or_default().to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

/// Why the picture at `target` is not shown by a site of these options; nothing for one that is shown, and for one
/// whose address is refused anyway.
pub(super) fn refused_picture(target: &str, options: &Options, place: &Place) -> Option<Diagnostic> {
    let target = target.trim();
    let remote = matches!(scheme_of(target), Some(Scheme::Http | Scheme::Https));
    if !remote || misspelling(target).is_some() {
        return None;
    }
    let finding =
        |message: String, hint: &str| Some(Diagnostic::new(&registry::BLOCKED, place.clone(), message).hint(hint));
    match source_of(target) {
        None => finding(
            format!("the picture of `{}` is shown as a link: browsers load it from `https:` only", shown_host(target)),
            "write its address with `https://`, or save it as a file beside the page",
        ),
        Some(_) if !options.remote_pictures => finding(
            format!("the picture of `{}` is shown as a link: this site shows none of other hosts", shown_host(target)),
            "save it as a file beside the page, or take `remote_pictures: false` out of `links` in pmo.yaml",
        ),
        Some(_) => None,
    }
}

/// The HTML of the link that stands for a picture: `mark` is that of its address.
pub(super) fn picture_link(mark: &str, target: &str, alt: &str, linked: bool) -> String {
    let host = shown_host(target.trim());
    let text = if alt.is_empty() { format!("Picture at {host}") } else { format!("{alt} (picture at {host})") };
    if linked { escape::text(&text).into_owned() } else { link(mark, &text) }
}

fn link(mark: &str, text: &str) -> String {
    format!("<a href=\"{mark}\">{}</a>", escape::text(text))
}

/// What an element shows that stands for something of another address.
#[derive(Debug)]
pub(super) struct Embed<'t> {
    /// The name of its element.
    pub(super) element: &'t str,
    /// The address.
    pub(super) target: &'t str,
    /// What the author calls it.
    pub(super) title: &'t str,
}

impl Embed<'_> {
    /// Whether it is something of another host, which is shown as a link at least.
    pub(super) fn is_remote(&self) -> bool {
        matches!(scheme_of(self.target), Some(Scheme::Http | Scheme::Https)) && misspelling(self.target).is_none()
    }

    /// Whether it is a file of this site.
    pub(super) fn is_own(&self) -> bool {
        scheme_of(self.target).is_none() && !self.target.starts_with("//") && misspelling(self.target).is_none()
    }

    /// Whether a site of these options shows it in its place.
    pub(super) fn is_shown(&self, options: &Options) -> bool {
        let source = source_of(self.target);
        let host = source.as_deref().and_then(|source| source.strip_prefix("https://"));
        self.element == "iframe" && host.is_some_and(|host| options.frames.iter().any(|frame| frame == host))
    }

    /// The frame: `mark` is that of its address. What is in it may run, and may not touch the page around it.
    pub(super) fn frame(&self, mark: &str, size: &str) -> String {
        let title = if self.title.is_empty() { self.words() } else { self.title.to_owned() };
        format!(
            "<iframe src=\"{mark}\" title=\"{}\"{size} loading=\"lazy\" sandbox=\"{SANDBOX}\" allowfullscreen=\"\"></iframe>",
            escape::attribute(&title)
        )
    }

    fn words(&self) -> String {
        let host = shown_host(self.target);
        let film = host.split('.').any(|part| FILMS.contains(&part));
        let what = match self.element {
            "video" => "Video",
            "audio" => "Audio",
            _ if film => "Video",
            _ => "Content",
        };
        format!("{what} at {host}")
    }

    /// The link that stands for it: `mark` is that of its address.
    pub(super) fn link(&self, mark: &str, linked: bool) -> String {
        let text = self.text();
        if linked { escape::text(&text).into_owned() } else { link(mark, &text) }
    }

    /// The words of that link.
    pub(super) fn text(&self) -> String {
        match self.title.trim() {
            "" => format!("{}: open", self.words()),
            title => format!("{}: {title}", self.words()),
        }
    }

    /// What is said of a file of this site that is not shown.
    pub(super) fn removed(&self, place: Place) -> Diagnostic {
        let message = format!("`<{}>` is not allowed and was removed", self.element);
        let hint = format!("write a link to it instead: `[what it shows]({})`", self.target);
        Diagnostic::new(&registry::REMOVED_HTML, place, message).hint(hint)
    }

    /// What is said of it.
    pub(super) fn finding(&self, place: Place) -> Diagnostic {
        let host = authority(self.target).unwrap_or_default().to_lowercase();
        let message = format!("`<{}>` of `{host}` is shown as a link", self.element);
        let hint = if self.element == "iframe" && source_of(self.target).is_some() {
            format!("to show it in its place, allow its host in pmo.yaml: `links: {{ frames: [{host}] }}`")
        } else {
            "write a link to it instead: `[what it shows](https://…)`".to_owned()
        };
        Diagnostic::new(&registry::BLOCKED, place, message).hint(hint)
    }
}

/// What a frame of another host may do.
pub(super) const SANDBOX: &str = "allow-scripts allow-same-origin allow-forms allow-popups allow-presentation";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_hosts_and_nothing_that_could_end_it() {
        let source = |target| source_of(target);
        assert_eq!(source("HTTPS://Img.Example.org/a b;c.png").as_deref(), Some("https://img.example.org"));
        assert_eq!(source("https://a.example:8443/x").as_deref(), Some("https://a.example:8443"));
        assert_eq!(source("https://a.example:443?x").as_deref(), Some("https://a.example"));
        assert_eq!(source("data:image/png;base64,AAAA").as_deref(), Some("data:"));
        for target in [
            "http://a.example/x.png",
            "/x.png",
            "https://a.example;script-src/x",
            "https://*/x",
            "https://*.example/x",
            "https://[::1]/x",
            "https://bücher.example/x",
            "https://a.example:x/",
            "data:image/svg+xml,<svg/>",
            "data:text/html,x",
            "https:///x",
        ] {
            assert_eq!(source(target), None, "{target}");
        }
    }
}
