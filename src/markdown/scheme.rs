//! The schemes that a published address may have: the one place where this is decided.

/// The scheme of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// `http:`.
    Http,
    /// `https:`.
    Https,
    /// `mailto:`.
    Mailto,
    /// `tel:`.
    Tel,
    /// Any other, in lower case: `slack`, `javascript`, a typing error. Published only where the site allows it.
    Other(String),
}

/// The scheme of `target`, or `None` for a relative address, a path or a fragment.
///
/// Reads as browsers do (WHATWG URL, "scheme start state"): leading control characters and spaces and any tab, newline
/// or other control character are skipped, and case does not matter.
#[must_use]
pub fn scheme_of(target: &str) -> Option<Scheme> {
    if !target.contains(':') {
        return None;
    }
    let mut scheme = String::new();
    for character in target.chars().filter(|character| !character.is_control()) {
        match character {
            ':' if !scheme.is_empty() => return Some(named(scheme)),
            'a'..='z' | 'A'..='Z' => scheme.push(character.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(character),
            _ if character.is_whitespace() && scheme.is_empty() => {}
            _ => return None,
        }
    }
    None
}

/// Schemes that run code, or show what no site publishes: no site may allow them.
const DANGEROUS: &[&str] = &[
    "about",
    "blob",
    "chrome",
    "data",
    "file",
    "filesystem",
    "jar",
    "javascript",
    "livescript",
    "mhtml",
    "mocha",
    "resource",
    "vbscript",
    "view-source",
];

/// Whether no site may allow `scheme`, in small letters.
#[must_use]
pub fn is_dangerous(scheme: &str) -> bool {
    DANGEROUS.contains(&scheme)
}

/// Whether links may have `scheme`, because it is one of those that the site allows.
#[must_use]
pub fn is_allowed(scheme: &str, schemes: &[String]) -> bool {
    !is_dangerous(scheme) && schemes.iter().any(|allowed| allowed == scheme)
}

fn named(scheme: String) -> Scheme {
    match scheme.as_str() {
        "http" => Scheme::Http,
        "https" => Scheme::Https,
        "mailto" => Scheme::Mailto,
        "tel" => Scheme::Tel,
        _ => Scheme::Other(scheme),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_read_as_browsers_read_them() {
        assert_eq!(scheme_of("HTTPS://a"), Some(Scheme::Https));
        assert_eq!(scheme_of(" \u{1}java\tscr\nipt:x"), Some(Scheme::Other("javascript".to_owned())));
        assert_eq!(scheme_of("\u{a0}data:x"), Some(Scheme::Other("data".to_owned())));
        assert_eq!(scheme_of("mailto:a@b"), Some(Scheme::Mailto));
    }

    #[test]
    fn paths_have_no_scheme() {
        for target in ["a/b:c", "#a:b", "?x:y", ":a", "16:00.md", "//host", "", "a b:c", "plain"] {
            assert_eq!(scheme_of(target), None, "{target}");
        }
        assert_eq!(scheme_of("VBScript:x"), Some(Scheme::Other("vbscript".to_owned())));
    }
}
