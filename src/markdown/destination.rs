//! What is said of a link's destination before anyone resolves it.

use super::LinkKind;
use super::remote::is_data_picture;
use super::scheme::{Scheme, is_allowed, is_dangerous, scheme_of};
use super::shortcode;
use super::spelling::misspelling;
use crate::diagnostics::{Diagnostic, Place, nearest, registry};

/// The schemes whose misspellings are recognised, the likeliest first.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// Words that stand where an address is still to come.
const TO_DO: [&str; 5] = ["todo", "tbd", "tba", "fixme", "xxx"];

/// Whether the link is refused, and the finding if nobody else makes it.
pub(super) enum Verdict {
    /// The plan stage resolves it.
    Resolve,
    /// It holds a shortcode, which has its own finding.
    Shortcode,
    /// It is mistyped or not allowed.
    Refused(Box<Diagnostic>),
}

/// Judges the destination `target` of a link at `place`, which may have one of `schemes` besides those of the web.
pub(super) fn judge(target: &str, kind: LinkKind, place: &Place, schemes: &[String]) -> Verdict {
    let suspect = |message: String, hint: String| {
        Verdict::Refused(Box::new(Diagnostic::new(&registry::SUSPECT_LINK, place.clone(), message).hint(hint)))
    };
    let noun = match kind {
        LinkKind::Link => "link",
        LinkKind::Image => "picture",
        LinkKind::Asset => "embedded file",
        LinkKind::Diagram => "diagram",
    };
    let word = target.trim();
    if shortcode::is_in(target) {
        Verdict::Shortcode
    } else if word.is_empty() {
        suspect(
            format!("{noun} has no address"),
            "write the address between the parentheses, or remove the link".to_owned(),
        )
    } else if TO_DO.iter().any(|to_do| word.eq_ignore_ascii_case(to_do)) {
        suspect(
            format!("{noun} leads to `{word}`"),
            "write the address, or remove the link until there is one".to_owned(),
        )
    } else if kind == LinkKind::Image && is_data_picture(target) {
        Verdict::Resolve
    } else if let Some(Scheme::Other(scheme)) = scheme_of(target) {
        if kind == LinkKind::Link && is_allowed(&scheme, schemes) {
            return Verdict::Resolve;
        }
        if let Some(meant) = nearest(&scheme, SCHEMES) {
            return suspect(format!("`{scheme}:` is no scheme"), format!("write `{meant}:`"));
        }
        let message = format!("`{scheme}:` addresses are not published");
        Verdict::Refused(Box::new(
            Diagnostic::new(&registry::REFUSED_SCHEME, place.clone(), message).hint(refusal_hint(word, &scheme, kind)),
        ))
    } else if let Some(found) = misspelling(target) {
        let rule = if found.deceives { &registry::MISLEADING_URL } else { &registry::SUSPECT_LINK };
        Verdict::Refused(Box::new(
            Diagnostic::new(rule, place.clone(), format!("address {}", found.what)).hint(found.hint),
        ))
    } else if kind == LinkKind::Link && scheme_of(target).is_none() && is_mail(word) {
        suspect(format!("`{word}` is an e-mail address without `mailto:`"), format!("write `mailto:{word}`"))
    } else {
        Verdict::Resolve
    }
}

/// Why no link may lead to `target`, which stands at `place`.
pub(crate) fn refusal(target: &str, place: &Place, schemes: &[String]) -> Option<Diagnostic> {
    match judge(target, LinkKind::Link, place, schemes) {
        Verdict::Refused(finding) => Some(*finding),
        Verdict::Resolve | Verdict::Shortcode => None,
    }
}

/// `localhost:8080/x` is a host and a port; `javascript:1` is none.
fn refusal_hint(target: &str, scheme: &str, kind: LinkKind) -> String {
    let host = scheme == "localhost" || scheme.contains('.');
    let port = target.get(scheme.len() + 1..).and_then(|rest| rest.split(['/', '?', '#']).next()?.parse::<u16>().ok());
    if host && port.is_some() {
        format!("write `http://{target}`")
    } else if kind != LinkKind::Link {
        "save it as a file beside the page, and write its path".to_owned()
    } else if is_dangerous(scheme) {
        "use `https:`, `http:`, `mailto:`, `tel:` or a path".to_owned()
    } else {
        format!(
            "use `https:`, `mailto:`, `tel:` or a path, or allow it in pmo.yaml: `links: {{ schemes: [{scheme}] }}`"
        )
    }
}

/// `name@host.domain` and nothing else.
fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !word.contains(['/', '#', '?', ' ', '\\']) && !host.contains('@')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourcePath, Span};

    fn code(target: &str) -> Option<(&'static str, String)> {
        let place = Place::new(&SourcePath::new("a.md"), Span::default());
        match judge(target, LinkKind::Link, &place, &[]) {
            Verdict::Resolve => None,
            Verdict::Shortcode => Some(("shortcode", String::new())),
            Verdict::Refused(finding) => Some((finding.rule.code, finding.hint.unwrap_or_default())),
        }
    }

    #[test]
    fn slips_of_the_finger_are_told_from_refused_schemes() {
        for (target, meant) in
            [("htts://a.b", "https"), ("hhttps://a.b", "https"), ("ttps://a.b", "https"), ("malto:a@b.c", "mailto")]
        {
            assert_eq!(code(target), Some(("PMO-W0406", format!("write `{meant}:`"))), "{target}");
        }
        for target in ["javascript:alert(1)", "data:text/html,x", "file:///etc", "vbscript:x", "ftp://a.b"] {
            assert_eq!(code(target).map(|(code, _)| code), Some("PMO-E0404"), "{target}");
        }
    }

    #[test]
    fn a_host_with_a_port_is_told_from_a_scheme_with_a_number() {
        let hint = |target: &str| code(target).map(|(_, hint)| hint).unwrap_or_default();
        for target in ["localhost:8080/x", "desk.example:80", "localhost:1?a#b"] {
            assert_eq!(hint(target), format!("write `http://{target}`"), "{target}");
        }
        for target in ["javascript:1", "javascript:1/alert(2)", "data:1,x"] {
            assert_eq!(hint(target), "use `https:`, `http:`, `mailto:`, `tel:` or a path", "{target}");
        }
        for target in ["localhost:99999", "localhost:8o", "desk.example:x", "slack://channel"] {
            assert!(hint(target).contains("allow it in pmo.yaml: `links: { schemes: ["), "{target}");
        }
    }

    #[test]
    fn a_scheme_that_the_site_allows_is_one_for_links_alone() {
        let place = Place::new(&SourcePath::new("a.md"), Span::default());
        let schemes = ["slack".to_owned(), "javascript".to_owned()];
        let resolves = |target: &str, kind| matches!(judge(target, kind, &place, &schemes), Verdict::Resolve);
        assert!(resolves("slack://channel?team=T1", LinkKind::Link) && resolves("SLACK://x", LinkKind::Link));
        assert!(!resolves("slack://x", LinkKind::Image) && !resolves("msteams:/l", LinkKind::Link));
        assert!(!resolves("javascript:x", LinkKind::Link), "not even a setting that was not checked allows it");
    }

    #[test]
    fn a_misspelt_address_is_a_finding_wherever_it_leads() {
        for target in [
            r"\\evil.example",
            r"/\evil.example",
            "/%5cevil.example",
            "https://u:p@a.b/",
            "/a\u{202e}b/",
            "mailto:x%0d%0aBcc:y@a.b",
        ] {
            assert_eq!(code(target).map(|(code, _)| code), Some("PMO-E0411"), "{target:?}");
        }
        for target in ["//host/a", "https://a.b:99999999/", "https:///a.b"] {
            assert_eq!(code(target).map(|(code, _)| code), Some("PMO-W0406"), "{target:?}");
        }
    }

    #[test]
    fn empty_to_do_and_mail_are_suspect() {
        for target in ["", " ", "TODO", "tbd", "name@example.org"] {
            assert_eq!(code(target).map(|(code, _)| code), Some("PMO-W0406"), "{target}");
        }
    }

    #[test]
    fn ordinary_destinations_are_left_to_the_plan() {
        for target in
            ["a.md", "#a", "https://a.b", "mailto:a@b.c", "tel:+491", "todo.md", "pkg@1.0/readme.md", "../x", "a//b"]
        {
            assert_eq!(code(target), None, "{target}");
        }
    }
}
