//! How an address may be spelt, whoever gives it: a page, a record, the settings.
//!
//! Browsers mend what RFC 3986 forbids, and lead elsewhere than a reader or a check believed: `\` becomes `/`, tabs and
//! line breaks go, what stands before `@` is no host (WHATWG URL, section 4.4). So such an address is refused wherever
//! it is given. An address that passes here is the same for a reader, a check and a browser. Which schemes are allowed
//! is decided in `scheme`, and whether something stands at an address in the plan.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::invisible::{named, stray_in_address};
use super::scheme::{Scheme, scheme_of};

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelling {
    /// Whether it can pass for another address; otherwise it is a slip that leads nowhere.
    pub deceives: bool,
    /// What it does, to stand after the word "address": "has the port …".
    pub what: String,
    /// What to type.
    pub hint: String,
}

/// What is wrong with the spelling of `target`: an absolute address, a path of this site, or a part of a page.
#[must_use]
pub fn misspelling(target: &str) -> Option<Misspelling> {
    let deceives = |what: String, hint: String| Some(Misspelling { deceives: true, what, hint });
    if let Some(character) = stray_in_address(target) {
        let what = format!("holds {}, which nobody sees", named(character));
        return deceives(what, "type the address anew, without it".to_owned());
    }
    if target.contains('\\') {
        let hint =
            if target.find(['?', '#']).is_some_and(|end| target.get(..end).is_some_and(|path| !path.contains('\\'))) {
                "write `%5C` in its place"
            } else {
                "write `/` in its place"
            };
        return deceives("holds `\\`, which browsers read as `/`".to_owned(), hint.to_owned());
    }
    match scheme_of(target) {
        Some(Scheme::Http | Scheme::Https) => web(target),
        Some(Scheme::Mailto) => mail(target),
        Some(Scheme::Tel) => escaped(target),
        Some(Scheme::Other(_)) => None,
        None => local(target),
    }
}

/// An `http:` or `https:` address.
fn web(target: &str) -> Option<Misspelling> {
    let (scheme, rest) = target.split_once(':').unwrap_or(("", target));
    let slip = |what: String, hint: String| Some(Misspelling { deceives: false, what, hint });
    let authority = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or(rest));
    let Some(authority) = authority.filter(|authority| !authority.is_empty()) else {
        // Browsers take the first word for the host, or the whole for a path of this site.
        return slip(
            format!("has no host behind `{scheme}://`"),
            format!("write `{scheme}://{}`", rest.trim_start_matches('/')),
        );
    };
    if let Some((_, host)) = authority.rsplit_once('@') {
        // What is told is printed, so the name and the password are not.
        let what = format!("holds a user name or a password before `@{host}`");
        return Some(Misspelling {
            deceives: true,
            what,
            hint: format!("write `{scheme}://{host}` and no user name or password"),
        });
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    if let Some(port) = port {
        let sound = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
        if !sound && port.is_empty() && matches!(host, "http" | "https") {
            let rest = rest.trim_start_matches('/');
            return slip("begins with two schemes".to_owned(), format!("write `{rest}`"));
        }
        if !sound {
            return slip(
                format!("has the port `{port}`"),
                format!("write a port from 1 to 65535, or `{scheme}://{host}` without one"),
            );
        }
    }
    let number = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let sound = number.map_or_else(|| is_host(host), |number| number.parse::<std::net::Ipv6Addr>().is_ok());
    if sound {
        None
    } else {
        slip(format!("names `{host}`, which is no host"), "write a host such as `example.com`".to_owned())
    }
}

/// Whether `host` is a name of letters, digits and `-`, `_`, `.`, or of other scripts' letters that browsers do not
/// take for those.
fn is_host(host: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    // `／` and `ａ` become `/` and `a` (UTS 46), `。` becomes a dot.
    let other = |c: char| {
        !c.is_ascii()
            && !c.is_whitespace()
            && !matches!(c, '\u{3002}' | '\u{ff61}' | '\u{200c}' | '\u{200d}')
            && std::iter::once(c).nfkc().all(|c| !c.is_ascii())
    };
    host.chars().all(|c| plain(c) || other(c))
        && host.split('.').rev().skip(usize::from(host.ends_with('.'))).all(|part| !part.is_empty())
}

/// A `mailto:` address (RFC 6068): a line break belongs into the text of a message only; anywhere else it adds a line
/// to its head.
fn mail(target: &str) -> Option<Misspelling> {
    let (address, fields) = target.split_once('?').unwrap_or((target, ""));
    let body = |field: &&str| field.split_once('=').is_some_and(|(name, _)| name.eq_ignore_ascii_case("body"));
    escaped(address).or_else(|| fields.split(['&', ';']).filter(|field| !body(field)).find_map(escaped)).or_else(|| {
        let mut bodies = fields.split('&').filter(body);
        bodies.find_map(|field| {
            escaped(&field.replace("%0D", "").replace("%0d", "").replace("%0A", "").replace("%0a", ""))
        })
    })
}

/// A path of this site, a part of a page, or `//host`.
fn local(target: &str) -> Option<Misspelling> {
    if let Some(rest) = target.strip_prefix("//") {
        let host = rest.split('/').next().unwrap_or(rest);
        let meant =
            if host.contains('.') { format!("https://{rest}") } else { format!("/{}", rest.trim_start_matches('/')) };
        let what = "begins with `//`, which leads to another site".to_owned();
        return Some(Misspelling { deceives: false, what, hint: format!("write `{meant}`") });
    }
    escaped(target.split(['?', '#']).next().unwrap_or(target))
}

/// What an escape (`%5C`) hides in a part of an address that somebody decodes.
fn escaped(part: &str) -> Option<Misspelling> {
    if !part.contains('%') {
        return None;
    }
    let decoded = percent_decode_str(part).decode_utf8_lossy();
    let deceives = |what: String, hint: &str| Some(Misspelling { deceives: true, what, hint: hint.to_owned() });
    if decoded.contains('\\') {
        return deceives("holds `%5C`, a `\\` that some programs read as `/`".to_owned(), "write `/` in its place");
    }
    let character = stray_in_address(&decoded)?;
    deceives(format!("holds {} as an escape", named(character)), "type the address anew, without it")
}

#[cfg(test)]
mod tests {
    use super::misspelling;

    fn deceives(target: &str) -> Option<bool> {
        misspelling(target).map(|found| found.deceives)
    }

    #[test]
    fn an_address_that_passes_for_another_is_told() {
        for target in [
            r"\\evil.example",
            r"/\evil.example",
            r"\/evil.example",
            "/%5cevil.example",
            "/%5C%5Cevil.example",
            r"https:\\evil.example",
            r"https://e.example\@evil.example/",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://e.example/\u{202e}gpj.exe",
            "https://e\u{200b}vil.example/",
            "\u{feff}https://evil.example/",
            "/hand\u{2066}book/",
            "/hand%E2%80%AEbook/",
            "https://user:pw@e.example/",
            "https://user@e.example",
            "HTTPS://e.example@evil.example/",
            "https://@evil.example/",
            "mailto:x%0d%0aBcc:y@evil.example",
            "mailto:x@e.example?subject=a%0ABcc:y",
            "mailto:x@e.example?body=a%00b",
            "tel:+49%0A1",
            "page\\other.md",
            "https://e.example/?a=\\b",
        ] {
            assert_eq!(deceives(target), Some(true), "{target:?}");
        }
    }

    #[test]
    fn an_address_that_leads_nowhere_is_a_slip() {
        for target in [
            "//evil.example",
            "//handbook/a/",
            "https://",
            "https:///e.example",
            "https:e.example",
            "https:/e.example",
            "http://?x",
            "https://e.example:99999999/",
            "https://e.example:65536",
            "https://e.example:0/",
            "https://e.example:/",
            "https://e.example:8o/",
            "https://{host}/",
            "https://e.example／x",
            "https://e。example/",
            "https://ｅ.example/",
            "https://%65.example/",
            "https://a..b/",
            "https://[::1/",
            "https://[x]/",
        ] {
            assert_eq!(deceives(target), Some(false), "{target:?}");
        }
    }

    #[test]
    fn ordinary_addresses_pass() {
        for target in [
            "https://e.example",
            "https://e.example:8443/a/b?c=d&e=%0A#f",
            "https://medium.example/@ana/x",
            "https://e.example/?to=a@b.example&at=10:30",
            "https://e.example./",
            "http://localhost:8080/x",
            "http://127.0.0.1:1/",
            "http://[::1]:65535/",
            "https://bücher.example/straße",
            "https://उदाहरण.भारत/",
            "https://fa.example/wiki/می\u{200c}خواهم",
            "https://e.example/%5Cn/%E2%80%AE",
            "https://my_host.example/a//b",
            "mailto:a@b.example",
            "mailto:a@b.example?subject=Hello%20there&body=One%0D%0ATwo",
            "tel:+49-30-1",
            "a.md",
            "../a%20b.md#c",
            "/handbook/a:b/",
            "#top",
            "?q=//x",
            "#//x",
            "a//b",
            "/a@b/",
            "javascript:alert(1)",
        ] {
            assert_eq!(misspelling(target), None, "{target:?}");
        }
    }

    #[test]
    fn a_password_is_not_repeated_and_the_hint_says_what_to_type() {
        let told = misspelling("https://ana:geheim@e.example/x")
            .map(|found| format!("{} {}", found.what, found.hint))
            .unwrap_or_default();
        assert!(
            !told.contains("geheim") && !told.contains("ana") && told.contains("write `https://e.example`"),
            "{told}"
        );
        let hint = |target: &str| misspelling(target).map(|found| found.hint).unwrap_or_default();
        assert_eq!(hint("https:/e.example/x"), "write `https://e.example/x`");
        assert_eq!(hint("https://https://e.example/x"), "write `https://e.example/x`");
        assert_eq!(hint("//e.example/x"), "write `https://e.example/x`");
        assert_eq!(hint("//handbook/x/"), "write `/handbook/x/`");
        assert_eq!(hint(r"a\b.md"), "write `/` in its place");
        assert_eq!(hint(r"a?b=\c"), "write `%5C` in its place");
    }
}
